#!/usr/bin/env bash
# Where Weir's CPU time goes on one row's work: kernel and user shares, then functions, by perf's samples.
# Builds a copy with symbols in out/profile. A virtual machine without counters is enough.
set -euo pipefail
cd "$(dirname "$0")/.."

connections=64 path=/ seconds=5 lines=() words=() top=45
usage() {
    cat >&2 <<'TEXT'
usage: perf-scripts/profile.sh [--connections N] [--path PATH] [--seconds N] [--top N]
                               [--both-new] [--reconnect]
TEXT
    exit 1
}
while [ $# -gt 0 ]; do
    case $1 in
        --connections) connections=$2; shift ;;
        --path) path=$2; shift ;;
        --seconds) seconds=$2; shift ;;
        --top) top=$2; shift ;;
        --both-new) lines=("option httpclose") ;;
        --reconnect) words=(-H "Connection: close") ;;
        *) usage ;;
    esac
    shift || usage
done

source native/packages.sh
source perf-scripts/rig.sh
need wrk=wrk perf=linux-perf curl=curl python3=python3 taskset=util-linux pgrep=procps
rm -rf src/Main/obj/Release/net10.0/linux-x64/native # the linker's part is not tracked by the SDK
dotnet publish src/Main/Main.csproj -c Release -v:q -nologo -p:StripSymbols=false -o out/profile >&2
rm -rf src/Main/obj/Release/net10.0/linux-x64/native
weir=out/profile/weir

rig_begin
start_origins
start_log_sink --unread
start_balancer A "$weir" ${lines[@]+"${lines[@]}"}
prove A
load A "$connections" 1 "$path" ${words[@]+"${words[@]}"} >/dev/null
pids=$(family "${side_pid[A]}" | paste -sd,)
perf record -q -e cpu-clock -F 2999 -g -p "$pids" -o out/profile/perf.data >/dev/null 2>&1 &
recorder=$!
rig_pids+=($recorder)
read -r cpu requests bytes wall errors < <(load A "$connections" "$seconds" "$path" ${words[@]+"${words[@]}"})
kill -INT $recorder
wait $recorder || true
echo "$requests requests, $errors errors, $((cpu / requests)) ns of CPU each, busy $((cpu * 100 / wall))%"
report() {
    perf report -i out/profile/perf.data --stdio --no-children -g none "$@" 2>/dev/null | grep -v '^#\|^$'
}
report --sort dso | head -6
report --sort comm,sym | head -"$top"
