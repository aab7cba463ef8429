#!/usr/bin/env bash
# System calls per request of two balancers on the same work, counted by strace. They are counts, not times:
# tracing slows everything down, and with it the number of requests that one wake-up finds.
set -euo pipefail
cd "$(dirname "$0")/.."

source native/packages.sh
source perf-scripts/rig.sh
a=haproxy b=out/weir
usage() {
    echo "usage: perf-scripts/syscalls.sh [--a PROGRAM] [--b PROGRAM]
                                $work_options" >&2
    exit 1
}
while [ $# -gt 0 ]; do
    taken=2
    case $1 in
        --a) a=${2:-} ;;
        --b) b=${2:-} ;;
        *) take_work_option "$@" || usage ;;
    esac
    shift $taken || usage
done

need wrk=wrk haproxy=haproxy strace=strace curl=curl python3=python3 taskset=util-linux pgrep=procps
find_programs
rig_begin

# traced SIDE: leaves "calls-per-request name" lines in $rig_work/SIDE.calls.
traced() {
    local side=$1 pid attach=() tracer totals
    for pid in $(family "${side_pid[$side]}"); do attach+=(-p "$pid"); done
    strace -c -f -q -o "$rig_work/$side.strace" "${attach[@]}" 2>"$rig_work/$side.attached" &
    tracer=$!
    rig_pids+=($tracer)
    await "strace does not attach" grep -q "^TracerPid:[[:space:]]*$tracer" \
        "/proc/$(family "${side_pid[$side]}" | tail -1)/status"
    totals=$(load_work "$side" 2)
    kill -INT $tracer
    wait $tracer || true
    read -r _ requests _ _ errors <<<"$totals"
    [ "$errors" -eq 0 ] || die "$errors errors on ${side_program[$side]}"
    awk -v n="$requests" '$4 ~ /^[0-9]+$/ && $NF != "total" { printf "%.3f %s\n", $4 / n, $NF }' \
        "$rig_work/$side.strace" | sort -k2 >"$rig_work/$side.calls"
    echo "$side  ${side_program[$side]}  $requests requests"
}

start_origins
start_log_sink --unread
for side in A B; do
    program=$a
    [ $side = A ] || program=$b
    start_work $side "$program"
    traced $side
done
echo
printf '%-16s %9s %9s\n' "per request" A B
join -1 2 -2 2 -a 1 -a 2 -e 0.000 -o 0,1.1,2.1 "$rig_work/A.calls" "$rig_work/B.calls" |
    awk '{ a += $2; b += $3; if ($2 >= 0.005 || $3 >= 0.005) printf "%-16s %9.2f %9.2f\n", $1, $2, $3 }
         END { printf "%-16s %9.2f %9.2f\n", "all", a, b }'
