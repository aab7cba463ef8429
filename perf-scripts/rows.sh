# Sourced by compare.sh: what its rows measure. Every figure is noted with its side and round.

sides=(A B)
limit_words=

# note ROW SIDE ROUND VALUE UNIT DETAIL
note() { (IFS=$'\t'; echo "$*") >>"$raw"; }

# with_both ROW-FUNCTION [LINE...]: a fresh origin and log sink, both balancers with these lines, with --limit
# the relay beside them, then the function.
with_both() {
    local work=$1 side
    shift
    sides=(A B)
    start_origins
    start_log_sink "${sink_words[@]}"
    start_balancer A "$a" "$@"
    start_balancer B "$b" "$@"
    prove A
    prove B
    if [ -n "$limit" ]; then
        [ "$limit" = epoll ] || limit_words=
        start_limit C "$limit" $limit_words
        sides+=(C)
    fi
    $work
    stop_all
}

# measure ROW UNIT CONNECTIONS PATH [WRK-WORD...]: one run to warm each up, then rounds of A B A B.
measure() {
    local row=$1 unit=$2 connections=$3 path=$4 round side
    shift 4
    for side in "${sides[@]}"; do load "$side" "$connections" 1 "$path" "$@" >/dev/null; done
    for round in $(seq "$rounds"); do
        for side in "${sides[@]}"; do
            one_run "$row" "$side" "$unit" load "$side" "$connections" "$seconds" "$path" "$@"
        done
    done
}

# one_run ROW SIDE UNIT COMMAND...: a generator's run, noted as CPU time per request or MB; leaves that in
# $cost, and in $told what else the generator said.
one_run() {
    local row=$1 side=$2 unit=$3 program family_before cpu requests bytes wall errors per
    shift 3
    program=${side_program[$side]}
    family_before=$(family "${side_pid[$side]}")
    read -r cpu requests bytes wall errors told < <("$@")
    [ "${requests:-0}" -gt 0 ] || die "$row: $program answered nothing"
    [ "$errors" -eq 0 ] || die "$row: $errors errors on $program in $requests requests"
    [ "$(family "${side_pid[$side]}")" = "$family_before" ] || die "$row: $program lost a process"
    per=$requests
    [ "$unit" = us/request ] || per=$(awk "BEGIN { print $bytes / 1000000 }")
    cost=$(awk "BEGIN { printf \"%.3f\", $cpu / $per / 1000 }")
    note "$row" "$side" "$round" "$cost" "$unit" \
        "requests=$requests bytes=$bytes cpu_ns=$cpu wall_ns=$wall busy=$((cpu * 100 / wall))%"
}

# As many active connections as the goal names, or as fit: each takes two descriptors of the balancer.
row_active() {
    local many=$((($(ulimit -n) - 400) / 2))
    [ "$many" -le 9500 ] || many=9500
    local maxconn=$((many + 50))
    with_both active
}
active() {
    local round side few
    for round in $(seq "$rounds"); do
        for side in "${sides[@]}"; do
            one_run active-10 "$side" us/request pace "$side" --connections 10 --seconds "$seconds"
            few=$cost
            one_run "active-$many" "$side" us/request pace "$side" --connections "$many" --seconds "$seconds"
            note growth "$side" "$round" "$(awk "BEGIN { printf \"%.3f\", $cost / $few }")" times \
                "active-$many=$cost active-10=$few"
        done
    done
}

# At half of what A can carry, from the moment that each request was due.
latency() {
    local round side requests wall rate part value told cost
    read -r _ requests _ wall _ < <(load A 64 "$seconds" /)
    rate=$((requests * 500000000 / (wall / 1000) / 1000))
    for side in "${sides[@]}"; do load "$side" 64 1 / >/dev/null; done
    for round in $(seq "$rounds"); do
        for side in "${sides[@]}"; do
            one_run latency-cpu "$side" us/request \
                pace "$side" --connections 64 --rate $rate --seconds "$seconds"
            for part in p50 p99 p99.9; do
                value=$(sed -n "s/.* $part=\([0-9.]*\).*/\1/p" <<<"$told")
                note "latency-$part" "$side" "$round" "$value" us "rate=$rate $told"
            done
        done
    done
}

row_rest() {
    local round
    for round in $(seq $((rounds < 3 ? rounds : 3))); do
        limit='' with_both rest
    done
}
rest() {
    local side
    sleep 1
    for side in A B; do
        note rest $side "$round" $(($(memory_bytes "${side_pid[$side]}") / 1024)) KiB \
            "processes=$(family "${side_pid[$side]}" | wc -l)"
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
        limit='' with_both row_idle_round
    done
}
row_idle_round() { idle_once A "$round"; idle_once B "$round"; }

# starts ROW [COMMAND]: executions with the configuration and what the command adds to it.
starts() {
    local row=$1 added=${2:-true} round side program times port
    start_origins
    start_log_sink "${sink_words[@]}"
    for round in $(seq $((rounds * 2))); do
        for side in A B; do
            program=$a
            [ $side = A ] || program=$b
            port=$(free_port)
            { configuration "$program" "$port"; $added; } >"$rig_work/start.cfg"
            times=$(taskset -c $balancer_core python3 perf-scripts/first_answer.py "$port" \
                "$program" -db -f "$rig_work/start.cfg") || die "$row: $program failed"
            note "$row" $side "$round" "${times% *}" ms "to_first_answer=${times#* }"
        done
    done
    stop_all
}
row_start() { starts start; }
row_start_many() { starts start-many many_backends; }

# 1,000 backends of 10 servers each, beside the section that is asked.
many_backends() {
    awk -v ports="${origin_ports[*]}" 'BEGIN {
        count = split(ports, port, " ")
        for (b = 1; b <= 1000; b++) {
            printf "\nbackend many%d\n    mode http\n    balance roundrobin\n", b
            for (s = 1; s <= 10; s++)
                printf "    server s%d 127.0.0.%d:%d\n", s, s + 1, port[(b + s) % count + 1]
        }
    }'
}

# What one more worker adds takes cores of its own for the generator and the origins.
row_workers() {
    echo "workers: not measured: two workers and their load take four cores and more, here are $(nproc)" >&2
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

