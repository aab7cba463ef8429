#!/usr/bin/env bash
# Runs every test: builds the binary and the solution, then each project of tests/. The last line reads
# "N passed, N failed". Arguments are handed to dotnet test, e.g. --filter "FullyQualifiedName~Cookie".
set -euo pipefail
cd "$(dirname "$0")/.."
source native/packages.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# The real peers that the tests talk to.
need haproxy=haproxy nginx=nginx curl=curl wrk=wrk h2load=nghttp2-client ip=iproute2 \
    apache2=apache2 stunnel4=stunnel4 openssl=openssl keepalived=keepalived killall=psmisc \
    adduser=adduser deb-systemd-helper=init-system-helpers logrotate=logrotate man=man-db

bash native/build.sh
dotnet build Engine.sln -c Release -v:q -nologo

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 table=

# count FILE NAME: an attribute of the counters in a result file, 0 when there is none.
count() {
    local found
    found=$(grep -o "<Counters [^>]*" "$1" 2>/dev/null | grep -o " $2=\"[0-9]*\"" | tr -dc 0-9 || true)
    echo "${found:-0}"
}

for layer in Unit Cases Wire Guide Process Sim Fuzz Tidy Bench; do
    echo "== $layer"
    project="tests/$layer/$layer.csproj" report="$results/$layer.trx" code=0
    [ "$layer" != Bench ] || project=bench/Bench.csproj # the small sizes of the benchmarks
    # A test that hangs is named and ends its layer; no dump is made of it.
    dotnet test "$project" -c Release --no-build -v:q -nologo \
        --blame-hang-timeout 3m --blame-hang-dump-type none --results-directory "$results" \
        --logger "trx;LogFileName=$report" --logger "console;verbosity=minimal" "$@" </dev/null || code=$?
    good=$(count "$report" passed)
    bad=$(count "$report" failed)
    # A run that broke off, or that did not even start, is a failure of its own.
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    skipped=$(($(count "$report" total) - $(count "$report" executed)))
    if [ $# -eq 0 ] && [ $((good + bad + skipped)) -eq 0 ]; then
        echo "$layer: no test ran"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    table+=$(printf '%-8s %5d passed %5d failed %5d skipped' "$layer" "$good" "$bad" "$skipped")$'\n'
done

# What a request costs, counted, beside what is kept; a part of the tests leaves it out.
if [ $# -eq 0 ]; then
    echo "== Counts"
    code=0
    bash perf-scripts/counts.sh --check </dev/null | tee "$results/counts" || code=$?
    good=$(sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$results/counts")
    bad=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$results/counts")
    if [ "$code" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then bad=1; fi
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
    table+=$(printf '%-8s %5d passed %5d failed %5d skipped' Counts "${good:-0}" "${bad:-0}" 0)$'\n'
fi

printf '\n%s\n' "$table"
if [ $((passed + failed)) -eq 0 ]; then echo "no test ran" >&2; failed=1; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
