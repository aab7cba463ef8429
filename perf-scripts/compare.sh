#!/usr/bin/env bash
# Two balancers side by side on the same work: CPU per request or MB, memory per idle connection, start-up,
# size. Prints a table with the ratio B/A and leaves every single run in out/perf/. More: README.md here.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 seconds=4 rows=all a=haproxy b=out/weir sink_words=(--unread)
usage() {
    cat >&2 <<'TEXT'
usage: perf-scripts/compare.sh [--rounds N] [--seconds N] [--rows NAME,...]
                               [--a PROGRAM] [--b PROGRAM] [--read-log]
rows: small-64 small-512 reconnect both-new body-64k body-10m tcp-ping tcp-bulk idle start size (all)
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
        --read-log) sink_words=() ;;
        *) usage ;;
    esac
    shift || usage
done
[ "$rows" != all ] ||
    rows=small-64,small-512,reconnect,both-new,body-64k,body-10m,tcp-ping,tcp-bulk,idle,start,size

source native/packages.sh
source perf-scripts/rig.sh
need wrk=wrk haproxy=haproxy curl=curl python3=python3 taskset=util-linux pgrep=procps
find_programs
[ "$(nproc)" -ge 2 ] || die "two cores are needed"

rig_begin
mkdir -p out/perf
raw=out/perf/$(date -u +%Y%m%dT%H%M%S).tsv
printf 'row\tside\tround\tvalue\tunit\tdetail\n' >"$raw"

# note ROW SIDE ROUND VALUE UNIT DETAIL
note() { (IFS=$'\t'; echo "$*") >>"$raw"; }

# with_both ROW-FUNCTION [LINE...]: a fresh origin and log sink, both balancers with these lines, then the
# function.
with_both() {
    local work=$1
    shift
    start_origins
    start_log_sink "${sink_words[@]}"
    start_balancer A "$a" "$@"
    start_balancer B "$b" "$@"
    prove A
    prove B
    $work
    stop_all
}

# measure ROW UNIT CONNECTIONS PATH [WRK-WORD...]: one run to warm each up, then rounds of A B A B.
measure() {
    local row=$1 unit=$2 connections=$3 path=$4 round side cpu requests bytes wall errors per family_before
    shift 4
    for side in A B; do load $side "$connections" 1 "$path" "$@" >/dev/null; done
    for round in $(seq "$rounds"); do
        for side in A B; do
            family_before=$(family "${side_pid[$side]}")
            read -r cpu requests bytes wall errors < <(load $side "$connections" "$seconds" "$path" "$@")
            [ "${requests:-0}" -gt 0 ] || die "$row: ${side_program[$side]} answered nothing"
            [ "$errors" -eq 0 ] || die "$row: $errors errors on ${side_program[$side]} in $requests requests"
            [ "$(family "${side_pid[$side]}")" = "$family_before" ] ||
                die "$row: ${side_program[$side]} lost a process"
            per=$requests
            [ "$unit" = us/request ] || per=$(awk "BEGIN { print $bytes / 1000000 }")
            note "$row" $side "$round" "$(awk "BEGIN { printf \"%.3f\", $cpu / $per / 1000 }")" "$unit" \
                "requests=$requests bytes=$bytes cpu_ns=$cpu wall_ns=$wall busy=$((cpu * 100 / wall))%"
        done
    done
}

idle_once() {
    local side=$1 round=$2 before after holder held
    # Some traffic first: what is only made once is no connection's.
    load "$side" 64 1 / >/dev/null
    before=$(memory_bytes "${side_pid[$side]}")
    taskset -c $peer_core python3 perf-scripts/hold.py "${side_port[$side]}" $idle_count >"$rig_work/held" &
    holder=$!
    rig_pids+=($holder)
    await "the connections are not held" test -s "$rig_work/held"
    [ "$(cat "$rig_work/held")" = "held $idle_count" ] ||
        die "idle: ${side_program[$side]}: $(cat "$rig_work/held")"
    after=$(memory_bytes "${side_pid[$side]}")
    held=$(clients_held "$side")
    [ "$held" -eq $idle_count ] || die "idle: ${side_program[$side]} holds $held connections"
    note idle "$side" "$round" $(((after - before) / idle_count)) bytes/connection \
        "before=$before after=$after held=$held"
    stop $holder
}

# A balancer may keep what it once took from the kernel: each round has a fresh one.
row_idle() {
    local round idle_count=10000 maxconn=10050
    for round in $(seq $((rounds < 3 ? rounds : 3))); do
        with_both row_idle_round
    done
}
row_idle_round() { idle_once A "$round"; idle_once B "$round"; }

row_start() {
    local round side program times port
    start_origins
    start_log_sink "${sink_words[@]}"
    for round in $(seq $((rounds * 2))); do
        for side in A B; do
            program=$a
            [ $side = A ] || program=$b
            port=$(free_port)
            configuration "$program" "$port" >"$rig_work/start.cfg"
            times=$(taskset -c $balancer_core python3 perf-scripts/first_answer.py "$port" \
                "$program" -db -f "$rig_work/start.cfg") || die "start: $program failed"
            note start $side "$round" "${times% *}" ms "to_first_answer=${times#* }"
        done
    done
    stop_all
}

row_size() {
    note size A 1 "$(stat -L -c %s "$a")" bytes "libraries=$(libraries_bytes "$a")"
    note size B 1 "$(stat -L -c %s "$b")" bytes "libraries=$(libraries_bytes "$b")"
}

# libraries_bytes PROGRAM: what it needs beside its own file.
libraries_bytes() {
    ldd "$1" 2>/dev/null | grep -o '/[^ ]*' | sort -u | xargs -r stat -L -c %s |
        awk '{ sum += $1 } END { print sum + 0 }'
}

small_64() { measure small-64 us/request 64 /; }
small_512() { measure small-512 us/request 512 /; }
reconnect() { measure reconnect us/request 64 / -H "Connection: close"; }
both_new() { measure both-new us/request 64 /; }
body_64k() { measure body-64k us/MB 32 /size/65536; }
body_10m() { measure body-10m us/MB 8 /size/10485760; }
tcp_ping() { measure tcp-ping us/request 64 /; }
tcp_bulk() { measure tcp-bulk us/MB 8 /size/10485760; }

for row in ${rows//,/ }; do
    echo "measuring $row" >&2
    case $row in
        small-64 | small-512 | reconnect | body-64k | body-10m) with_both "${row//-/_}" ;;
        tcp-ping | tcp-bulk) mode=tcp with_both "${row//-/_}" ;;
        both-new) with_both both_new "option httpclose" ;;
        idle) row_idle ;;
        start) row_start ;;
        size) row_size ;;
        *) die "no row $row" ;;
    esac
done

describe() { "$1" -v 2>&1 | head -1; }
processor=$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
cat <<EOF

A  $a  $(describe "$a")
B  $b  $(describe "$b")
$processor, $(nproc) cores; $(uname -sr)
balancer on core $balancer_core, origins and generator on core $peer_core
$rounds rounds of $seconds s, A and B in turn; commit $commit

EOF
python3 perf-scripts/table.py "$raw"
echo
echo "every run: $raw"
