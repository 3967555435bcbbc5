#!/bin/sh
# Start to first poll, largest memory and idle cost of the daemon, on a real Dovecot (Debian: dovecot-imapd, dovecot-lmtpd,
# postfix; as root). Prints figures with the load of the machine; takes three minutes.
set -eu
cd "$(dirname "$0")/.."
date -u '+%Y-%m-%dT%H:%MZ'
java -version 2>&1 | head -n 1
echo "$(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
mvn -B -q -Pbenchmark verify -Dit.test=DaemonBench "$@"
