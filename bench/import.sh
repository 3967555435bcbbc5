#!/bin/sh
# What triaged import costs for each mail of an archive, the memory it takes and the size of the database; with
# -Dtriaged.copies=N of an archive N times as large. Prints figures with the load of the machine; takes a minute for each copy.
set -eu
cd "$(dirname "$0")/.."
date -u '+%Y-%m-%dT%H:%MZ'
java -version 2>&1 | head -n 1
echo "$(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
mvn -B -q -Pbenchmark verify -Dit.test=ImportBench "$@"
