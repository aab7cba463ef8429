#!/usr/bin/env bash
# Where Weir's CPU time goes on one row's work: kernel and user shares, then functions, by perf's samples.
# Builds a copy with symbols in out/profile. A virtual machine without counters is enough.
set -euo pipefail
cd "$(dirname "$0")/.."

source native/packages.sh
source perf-scripts/rig.sh
seconds=5 top=45
usage() {
    echo "usage: perf-scripts/profile.sh [--seconds N] [--top N]
                               $work_options" >&2
    exit 1
}
while [ $# -gt 0 ]; do
    taken=2
    case $1 in
        --seconds) seconds=${2:-} ;;
        --top) top=${2:-} ;;
        *) take_work_option "$@" || usage ;;
    esac
    shift $taken || usage
done

need wrk=wrk perf=linux-perf curl=curl python3=python3 taskset=util-linux pgrep=procps
rm -rf src/Main/obj/Release/net10.0/linux-x64/native # the linker's part is not tracked by the SDK
dotnet publish src/Main/Main.csproj -c Release -v:q -nologo -p:StripSymbols=false -o out/profile >&2
rm -rf src/Main/obj/Release/net10.0/linux-x64/native
weir=out/profile/weir

rig_begin
start_origins
start_log_sink --unread
start_work A "$weir"
pids=$(family "${side_pid[A]}" | paste -sd,)
perf record -q -e cpu-clock -F 2999 -g -p "$pids" -o out/profile/perf.data >/dev/null 2>&1 &
recorder=$!
rig_pids+=($recorder)
read -r cpu requests bytes wall errors < <(load_work A "$seconds")
kill -INT $recorder
wait $recorder || true
echo "$requests requests, $errors errors, $((cpu / requests)) ns of CPU each, busy $((cpu * 100 / wall))%"
report() {
    perf report -i out/profile/perf.data --stdio --no-children -g none "$@" 2>/dev/null | grep -v '^#\|^$'
}
report --sort dso | head -6
report --sort comm,sym | head -"$top"
