#!/bin/sh
# What check --format json costs a real mail on one core with 256 MB, once it is warm; what hostile shapes and long threads
# cost at sizes that double. Prints figures with the load of the machine; takes ten minutes.
set -eu
cd "$(dirname "$0")/.."
date -u '+%Y-%m-%dT%H:%MZ'
java -version 2>&1 | head -n 1
echo "$(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
bench() { # bench, heap
    taskset -c 0 mvn -B -q -Pbenchmark verify -Dit.test="$1" -Dit.heap="$2" -Dit.compiler=
}
bench CheckBench 256m
bench HostileBench 256m
bench LongThreadBench 128m
