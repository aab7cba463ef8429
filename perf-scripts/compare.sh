#!/usr/bin/env bash
# Two balancers side by side on the same work: CPU per request or MB, latency, memory, start-up, size; beside
# them, on request, a relay that parses nothing. Prints a table with the ratio B/A and leaves every single run
# in out/perf/. More: README.md here.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 seconds=4 rows=all a=haproxy b=out/weir limit= readme= sink_words=(--unread)
command="perf-scripts/compare.sh $*"
usage() {
    cat >&2 <<'TEXT'
usage: perf-scripts/compare.sh [--rounds N] [--seconds N] [--rows NAME,...] [--limit epoll|ring]
                               [--a PROGRAM] [--b PROGRAM] [--read-log] [--readme]
rows: small-64 small-512 reconnect both-new body-64k body-10m tcp-ping tcp-bulk active latency idle rest
      start start-many size workers (all)
TEXT
    exit 1
}
while [ $# -gt 0 ]; do
    case $1 in
        --rounds) rounds=$2; shift ;;
        --seconds) seconds=$2; shift ;;
        --rows) rows=$2; shift ;;
        --a) a=$2; shift ;;
        --b) b=$2; shift ;;
        --limit) limit=$2; shift ;;
        --read-log) sink_words=() ;;
        --readme) readme=yes ;;
        *) usage ;;
    esac
    shift || usage
done
case $limit in '' | epoll | ring) ;; *) usage ;; esac
if [ "$rows" = all ]; then
    rows=small-64,small-512,reconnect,both-new,body-64k,body-10m,tcp-ping,tcp-bulk
    rows+=,active,latency,idle,rest,start,start-many,size,workers
fi

source native/packages.sh
source perf-scripts/rig.sh
need wrk=wrk haproxy=haproxy curl=curl python3=python3 taskset=util-linux pgrep=procps
find_programs
[ "$(nproc)" -ge 2 ] || die "two cores are needed"

rig_begin
compile pace perf-scripts/load/pace.c
raw=out/perf/$(date -u +%Y%m%dT%H%M%S).tsv
printf 'row\tside\tround\tvalue\tunit\tdetail\n' >"$raw"

source perf-scripts/rows.sh

for row in ${rows//,/ }; do
    echo "measuring $row" >&2
    case $row in
        small-64 | small-512 | body-64k | latency) with_both "${row//-/_}" ;;
        body-10m) limit_words=--splice with_both body_10m ;;
        tcp-ping) mode=tcp with_both tcp_ping ;;
        tcp-bulk) mode=tcp limit_words=--splice with_both tcp_bulk ;;
        # The relay's work would be another there: it closes its server's connection with the client's.
        reconnect) limit='' with_both reconnect ;;
        both-new) limit='' with_both both_new "option httpclose" ;;
        active) row_active ;;
        idle | rest | start | size | workers) "row_$row" ;;
        start-many) row_start_many ;;
        *) die "no row $row" ;;
    esac
done

describe() { "$1" -v 2>&1 | head -1; }
processor=$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
about() {
    cat <<EOF
A  $a  $(describe "$a")
B  $b  $(describe "$b")
${limit:+C  perf-scripts/limit/$limit.c, which parses nothing
}$processor, $(nproc) cores; $(uname -sr)
balancer on core $balancer_core, origins and generator on core $peer_core
$rounds rounds of $seconds s, all sides in turn; commit $commit
EOF
}
echo
about
echo
python3 perf-scripts/table.py "$raw"
echo
echo "every run: $raw"
[ -z "$readme" ] || about | python3 perf-scripts/chart.py "$raw" "$command" README.md
