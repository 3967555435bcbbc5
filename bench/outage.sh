#!/bin/sh
# How long a start takes to fetch, read and judge the 2,000 mails of an outage of three days, from a Dovecot that is 40 ms
# away (Debian: dovecot-imapd, dovecot-lmtpd, postfix; as root). Prints figures with the load of the machine.
set -eu
cd "$(dirname "$0")/.."
date -u '+%Y-%m-%dT%H:%MZ'
java -version 2>&1 | head -n 1
echo "$(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
mvn -B -q -Pbenchmark verify -Dit.test=OutageBench "$@"
