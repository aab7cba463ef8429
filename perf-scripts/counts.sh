#!/usr/bin/env bash
# What a request costs, counted: system calls by strace, instructions of user space by valgrind, of the
# process that carries the traffic. Counts hardly depend on how fast the machine is, so they can be kept.
#   counts.sh            both programs, as a table
#   counts.sh --keep     the same, kept in perf-scripts/Counts.md
#   counts.sh --check    Weir alone: fails where it needs more than 3 % above what is kept there
set -euo pipefail
cd "$(dirname "$0")/.."

source native/packages.sh
source perf-scripts/rig.sh
a=haproxy b=out/weir action=show kept=perf-scripts/Counts.md margin=3 turns=3
works=(small-64 reconnect both-new body-64k tcp-ping two-workers)
patience_s=60 # under valgrind a start takes its time
case ${1:-} in
    '') ;;
    --keep | --check) action=${1#--} ;;
    *) echo "usage: perf-scripts/counts.sh [--keep | --check]" >&2; exit 1 ;;
esac

need strace=strace valgrind=valgrind haproxy=haproxy curl=curl python3=python3 taskset=util-linux \
    pgrep=procps
find_programs
rig_begin
[ "$(nproc)" -ge 2 ] || peer_core=0 # slower, and the same counts
compile pace perf-scripts/load/pace.c

# One process has all the works' sections, each on a port of its own.
declare -A work_port result
counted_configuration() {
    local program=$1
    preamble
    section webfarm "$program" "${work_port[http]}"
    section closing "$program" "${work_port[close]}" "option httpclose"
    mode=tcp section plain "$program" "${work_port[tcp]}"
}

# pace_of WORK REQUESTS: an exact number of requests, answered without an error.
pace_of() {
    local requests=$2 words=() port=${work_port[http]} told
    case $1 in
        small-64 | two-workers) words=(--connections 64) ;;
        reconnect) words=(--connections 64 --reconnect) ;;
        both-new) words=(--connections 64) port=${work_port[close]} ;;
        body-64k) words=(--connections 32 --path /size/65536) ;;
        tcp-ping) words=(--connections 64) port=${work_port[tcp]} ;;
    esac
    told=$(taskset -c $peer_core out/perf/pace "${words[@]}" --requests "$requests" "$port") ||
        die "$1: the generator failed"
    [[ $told == *" errors=0 "* ]] || die "$1: $told"
}

# start_counted PROGRAM [TOOL-WORD...]: leaves in $carriers the processes that carry the traffic.
start_counted() {
    local program=$1 name parent
    shift
    start_origins
    start_log_sink --unread
    for name in http close tcp; do work_port[$name]=$(free_port); done
    counted_configuration "$program" >"$rig_work/counted.cfg"
    taskset -c $balancer_core "$@" "$program" -db -f "$rig_work/counted.cfg" >"$rig_work/counted.out" 2>&1 &
    parent=$!
    rig_pids+=("$parent")
    for name in http close tcp; do
        await "$program does not listen" listens "${work_port[$name]}"
        await "$program does not answer" curl -sf -o /dev/null "http://127.0.0.1:${work_port[$name]}/"
    done
    carriers=()
    for name in $(family "$parent"); do
        ! tr '\0' '\n' <"/proc/$name/cmdline" | grep -qx worker || carriers+=("$name")
    done
    [ ${#carriers[@]} -gt 0 ] || carriers=("$parent")
}

# note NAME VALUE: one turn's figure; all of them are kept.
note() { result[$1]+="$2 "; }

sorted() { tr ' ' '\n' <<<"${result[$1]% }" | sort -g; }

# The figure in the middle is what is typical, and kept.
median() { sorted "$1" | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }

# The least is what is checked: what disturbs a count (a generator that was late, and so a turn of the loop
# with less to do) only adds.
least() { sorted "$1" | sed -n 1p; }

# count_calls SIDE PROGRAM WORK...
count_calls() {
    local side=$1 work tracer turn requests=4000 status
    start_counted "$2"
    shift 2
    status=/proc/${carriers[-1]}/status
    for work; do
        pace_of "$work" 500
        for ((turn = 0; turn < turns; turn++)); do
            strace -c -f -q -o "$rig_work/calls" ${carriers[@]/#/-p} 2>/dev/null &
            tracer=$!
            rig_pids+=("$tracer")
            await "strace does not attach" grep -q "^TracerPid:[[:space:]]*$tracer" "$status"
            pace_of "$work" $requests
            kill -INT $tracer
            wait $tracer || true
            note "$side.calls.$work" "$(awk -v n=$requests '$NF == "total" { printf "%.2f", $4 / n }' \
                "$rig_work/calls")"
        done
    done
    stop_all
}

# count_instructions SIDE PROGRAM WORK...
count_instructions() {
    local side=$1 work turn requests=1500 dumps=0
    start_counted "$2" valgrind -q --tool=callgrind --trace-children=yes \
        "--callgrind-out-file=$rig_work/callgrind.%p"
    shift 2
    for work; do
        pace_of "$work" 200
        tell_valgrind -z
        for ((turn = 0; turn < turns; turn++)); do
            pace_of "$work" $requests
            tell_valgrind -d # and begins at zero again
            dumps=$((dumps + 1))
            note "$side.instructions.$work" $(($(dumped $dumps) / requests))
        done
    done
    stop_all
}

tell_valgrind() {
    local pid
    for pid in "${carriers[@]}"; do callgrind_control "$1" "$pid" >/dev/null 2>&1; done
}

# dumped NUMBER: the instructions in that dump of all carriers.
dumped() {
    local pid told
    for pid in "${carriers[@]}"; do
        told=$rig_work/callgrind.$pid.$1
        await "valgrind does not tell" grep -q ^totals: "$told"
        cat "$told"
    done | awk '$1 == "totals:" { sum += $2 } END { printf "%.0f\n", sum }'
}

# count_all SIDE PROGRAM: two workers share the requests of small-64, and none may cost more for that.
count_all() {
    count_calls "$1" "$2" "${works[@]:0:5}"
    count_instructions "$1" "$2" "${works[@]:0:5}"
    workers=2
    count_calls "$1" "$2" two-workers
    count_instructions "$1" "$2" two-workers
    workers=1
}

for_all_works() {
    local work
    for work in "${works[@]}"; do "$1" "$work"; done
}

table_row() {
    printf '| %s | %s | %s | %s | %s |\n' "$1" "$(median "A.calls.$1")" "$(median "B.calls.$1")" \
        "$(median "A.instructions.$1")" "$(median "B.instructions.$1")"
}

tools() { echo "$(valgrind --version); $(strace --version | sed -n '1s/ -- version//p')"; }

table() {
    cat <<EOF
# What a request costs, counted
Made by \`perf-scripts/counts.sh --keep\`; \`--check\`, which runs with the tests, fails where Weir needs
$margin % more than it says here. Who makes it cheaper makes this table anew. The works are compare.sh's; the
64 connections are new ones each time, and what they cost is in the figures. two-workers is small-64's work,
shared by two workers (in HAProxy, threads).

$(haproxy -v | cut -d' ' -f1-3 | sed -n 1p); $(uname -sr);
$(tools).

| work | system calls, HAProxy | Weir | instructions of user space, HAProxy | Weir |
|---|---|---|---|---|
EOF
    for_all_works table_row
}

# kept WORK COLUMN
kept() { awk -F' *[|] *' -v work="$1" -v column="$2" '$2 == work { print $column }' $kept; }

# within KEPT NOW
within() { [ -n "$1" ] && awk "BEGIN { exit !($2 <= $1 * (1 + $margin / 100)) }"; }

# check WORK CALLS-OR-INSTRUCTIONS COLUMN: counts into $passed and $failed, and says it in $told.
check() {
    local now mark='' before
    before=$(kept "$1" "$3")
    now=$(least "B.$2.$1")
    if within "$before" "$now"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)) mark="  more than $margin % above"
    fi
    told+=$(printf '%-12s %-13s %9s kept %9s%s' "$1" "$2" "$now" "${before:-none}" "$mark")$'\n'
}
check_work() {
    check "$1" calls 4
    check "$1" instructions 6
}

# A machine that is busy with other things gets two more chances to show a count that is as low as it was.
check_all() {
    if ! grep -qFx "$(tools)." $kept; then
        echo "not judged: $kept was not counted by $(tools)"
        return
    fi
    for _ in 1 2 3; do
        passed=0 failed=0 told=
        count_all B "$b"
        for_all_works check_work
        [ $failed -ne 0 ] || break
    done
    printf '%s' "$told"
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}

case $action in
    check) check_all ;;
    *)
        count_all A "$a"
        count_all B "$b"
        if [ $action = keep ]; then table >$kept; else table; fi
        ;;
esac
