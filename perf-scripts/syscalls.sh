#!/usr/bin/env bash
# System calls per request of two balancers on the same work, counted by strace. They are counts, not times:
# tracing slows everything down, and with it the number of requests that one wake-up finds.
set -euo pipefail
cd "$(dirname "$0")/.."

a=haproxy b=out/weir connections=64 path=/ lines=() words=()
usage() {
    cat >&2 <<'TEXT'
usage: perf-scripts/syscalls.sh [--a PROGRAM] [--b PROGRAM] [--connections N] [--path PATH]
                                [--both-new] [--reconnect]
TEXT
    exit 1
}
while [ $# -gt 0 ]; do
    case $1 in
        --a) a=$2; shift ;;
        --b) b=$2; shift ;;
        --connections) connections=$2; shift ;;
        --path) path=$2; shift ;;
        --both-new) lines=("option httpclose") ;;
        --reconnect) words=(-H "Connection: close") ;;
        *) usage ;;
    esac
    shift || usage
done

source native/packages.sh
source perf-scripts/rig.sh
need wrk=wrk haproxy=haproxy strace=strace curl=curl python3=python3 taskset=util-linux pgrep=procps
weir=${WEIR_BINARY:-out/weir}
[ -n "${WEIR_BINARY:-}" ] || bash native/build.sh --quiet
a=$(PATH=$PATH:/usr/sbin command -v "$a") || die "no $a"
b=$(PATH=$PATH:/usr/sbin command -v "$b") || die "no $b"

rig_begin

# traced SIDE: leaves "calls-per-request name" lines in $rig_work/SIDE.calls.
traced() {
    local side=$1 pid words_p=() tracer totals
    load "$side" "$connections" 1 "$path" ${words[@]+"${words[@]}"} >/dev/null
    for pid in $(family "${side_pid[$side]}"); do words_p+=(-p "$pid"); done
    strace -c -f -q -o "$rig_work/$side.strace" "${words_p[@]}" 2>"$rig_work/$side.attached" &
    tracer=$!
    rig_pids+=($tracer)
    await "strace does not attach" grep -q "^TracerPid:[[:space:]]*$tracer" \
        "/proc/$(family "${side_pid[$side]}" | tail -1)/status"
    totals=$(load "$side" "$connections" 2 "$path" ${words[@]+"${words[@]}"})
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
    start_balancer $side "$program" ${lines[@]+"${lines[@]}"}
    prove $side
    traced $side
done
echo
printf '%-16s %9s %9s\n' "per request" A B
join -1 2 -2 2 -a 1 -a 2 -e 0.000 -o 0,1.1,2.1 "$rig_work/A.calls" "$rig_work/B.calls" |
    awk '{ a += $2; b += $3; if ($2 >= 0.005 || $3 >= 0.005) printf "%-16s %9.2f %9.2f\n", $1, $2, $3 }
         END { printf "%-16s %9.2f %9.2f\n", "all", a, b }'
