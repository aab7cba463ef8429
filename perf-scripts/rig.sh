# Sourced: the parts of a test rig. Balancers on one core, everything else on the other, and what each process
# costs.

balancer_core=0
peer_core=1

# The origins' process, the log sink's, and the balancers' by side; all of them are ours, and all end by pid.
rig_pids=()
declare -A side_pid side_port side_program

# What the rows' work is, as the options say.
connections=64 path=/ lines=() words=()
work_options='[--connections N] [--path PATH] [--both-new] [--reconnect]'

# take_work_option WORD [VALUE]: leaves in $taken how many words it took; false when it is no such option.
take_work_option() {
    taken=1
    case $1 in
        --connections) connections=${2:-} taken=2 ;;
        --path) path=${2:-} taken=2 ;;
        --both-new) lines=("option httpclose") ;;
        --reconnect) words=(-H "Connection: close") ;;
        *) return 1 ;;
    esac
}

# load_work SIDE SECONDS: a load of that work.
load_work() { load "$1" "$connections" "$2" "$path" ${words[@]+"${words[@]}"}; }

# start_work SIDE PROGRAM: a balancer for that work, proved and warm.
start_work() {
    start_balancer "$1" "$2" ${lines[@]+"${lines[@]}"}
    prove "$1"
    load_work "$1" 1 >/dev/null
}

# compile NAME SOURCE [WORD...]: a C program of ours, in out/perf/; only when its source is newer.
compile() {
    local binary=out/perf/$1 source=$2
    shift 2
    need clang=clang /usr/lib/x86_64-linux-gnu/libc.a=libc6-dev
    mkdir -p out/perf
    [ "$binary" -nt "$source" ] || clang -O2 -Wall -Wextra -Werror -o "$binary" "$source" "$@"
}

# find_programs: the paths of $a and $b, and of the binary that plays the origins.
find_programs() {
    weir=${WEIR_BINARY:-out/weir}
    [ -n "${WEIR_BINARY:-}" ] || bash native/build.sh --quiet
    a=$(PATH=$PATH:/usr/sbin command -v "$a") || die "no $a"
    b=$(PATH=$PATH:/usr/sbin command -v "$b") || die "no $b"
}

rig_begin() {
    rig_work=$(mktemp -d)
    trap rig_end EXIT
    trap 'exit 130' INT TERM
    ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
}

rig_end() {
    trap - EXIT
    stop_all
    rm -rf "$rig_work"
}

stop_all() {
    [ ${#rig_pids[@]} -eq 0 ] || stop "${rig_pids[@]}"
    rig_pids=()
}

# stop PID...: asks to end, waits for five seconds, then insists.
stop() {
    local pid
    for pid; do kill "$pid" 2>/dev/null || true; done
    for _ in $(seq 50); do
        kill -0 "$@" 2>/dev/null || break
        sleep 0.1
    done
    for pid; do
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}

die() { echo "perf-scripts: $1" >&2; exit 1; }

listens() { grep -Eiq ":$(printf '%04X' "$1") 0+:0000 0A" /proc/net/tcp /proc/net/tcp6; }

# free_port: below the range that the kernel takes client ports from, so that no client can be on it.
free_port() {
    local port
    while :; do
        port=$((10000 + RANDOM % 20000))
        listens $port || { echo $port; return; }
    done
}

# await WHAT COMMAND...: up to ten seconds, or $patience_s.
await() {
    local what=$1
    shift
    for _ in $(seq $((${patience_s:-10} * 10))); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.1
    done
    cat "$rig_work"/*.out >&2 2>/dev/null || true
    die "$what"
}

start_origins() {
    local port list=
    origin_ports=()
    for _ in 1 2 3 4; do
        port=$(free_port)
        origin_ports+=("$port")
        list+=${list:+,}127.0.0.1:$port
    done
    taskset -c $peer_core "$weir" origin --listen "$list" >"$rig_work/origins" &
    origins=$!
    rig_pids+=("$origins")
    await "the origins do not start" grep -q "^D listens" "$rig_work/origins"
}

# start_log_sink [--unread]: leaves its port in $log_port.
start_log_sink() {
    taskset -c $peer_core python3 perf-scripts/log_sink.py "$@" >"$rig_work/sink" 2>"$rig_work/logged" &
    rig_pids+=($!)
    await "the log sink does not start" test -s "$rig_work/sink"
    log_port=$(cat "$rig_work/sink")
}

# configuration PROGRAM PORT [LINE...]: the same for every program. maxconn is far above the load: from a
# quarter of the descriptors that it implies HAProxy gives idle server connections up, and would be measured
# at connecting. Both would refuse to start where they might, in the worst case, run out of descriptors; no
# row does. With mode=tcp the same HTTP bytes are relayed unread.
configuration() {
    preamble
    section webfarm "$@"
}

preamble() {
    cat <<CONFIG
global
    nbthread ${workers:-1}
    maxconn ${maxconn:-9000}
    log 127.0.0.1:$log_port local0
    no strict-limits

defaults
    log global
    option httplog
    timeout connect 5s
    timeout client 120s
    timeout server 120s
CONFIG
}

# section NAME PROGRAM PORT [LINE...]: a modern HAProxy wants its address in a bind line. LINEs are added.
section() {
    local name=$1 program=$2 port=$3 line letter i=0
    shift 3
    case "$(basename "$program")" in
        haproxy*) printf '\nlisten %s\n    bind 127.0.0.1:%s\n' "$name" "$port" ;;
        *) printf '\nlisten %s 127.0.0.1:%s\n' "$name" "$port" ;;
    esac
    cat <<CONFIG
    mode ${mode:-http}
    maxconn ${maxconn:-9000}
    balance roundrobin
    option httpchk HEAD /index.html HTTP/1.0
CONFIG
    if [ "${mode:-http}" = http ]; then
        printf '    %s\n' "cookie SERVERID insert indirect" "option forwardfor"
    else
        echo "    option tcplog"
    fi
    for line; do echo "    $line"; done
    for letter in A B C D; do
        echo "    server web$letter 127.0.0.1:${origin_ports[$i]} cookie $letter check"
        i=$((i + 1))
    done
}

# start_balancer SIDE PROGRAM [LINE...]
start_balancer() {
    local side=$1 program=$2
    shift 2
    side_port[$side]=$(free_port)
    side_program[$side]=$program
    configuration "$program" "${side_port[$side]}" "$@" >"$rig_work/$side.cfg"
    taskset -c $balancer_core "$program" -db -f "$rig_work/$side.cfg" >"$rig_work/$side.out" 2>&1 &
    side_pid[$side]=$!
    rig_pids+=("${side_pid[$side]}")
    await "$program does not listen" listens "${side_port[$side]}"
}

# start_limit SIDE epoll|ring [WORD...]: the relay that parses nothing, on the same work.
start_limit() {
    local side=$1 kind=$2 libraries=()
    shift 2
    if [ "$kind" = ring ]; then
        need /usr/include/liburing.h=liburing-dev
        libraries=(-luring)
    fi
    compile "limit-$kind" "perf-scripts/limit/$kind.c" ${libraries[@]+"${libraries[@]}"}
    side_port[$side]=$(free_port)
    side_program[$side]="limit/$kind $*"
    taskset -c $balancer_core "out/perf/limit-$kind" "$@" "${side_port[$side]}" "${origin_ports[@]}" &
    side_pid[$side]=$!
    rig_pids+=("${side_pid[$side]}")
    await "limit/$kind does not listen" listens "${side_port[$side]}"
}

# family PID: the process and all below it.
family() {
    local pid
    echo "$1"
    for pid in $(pgrep -P "$1"); do family "$pid"; done
}

# cpu_ns PID: nanoseconds that all threads of the process and of all below it have run so far.
cpu_ns() {
    local pid
    for pid in $(family "$1"); do cat /proc/"$pid"/task/*/schedstat; done |
        awk '{ sum += $1 } END { printf "%.0f\n", sum }'
}

# memory_bytes PID: proportional share of memory of the process and of all below it. The kernel's part
# (sockets) is not in it, and is the same for all programs.
memory_bytes() {
    local pid
    for pid in $(family "$1"); do cat /proc/"$pid"/smaps_rollup; done |
        awk '/^Pss:/ { sum += $2 } END { print sum * 1024 }'
}

# clients_held SIDE: how many established client connections the balancer's processes hold by a descriptor;
# one that still waits to be accepted is not among them. Servers' connections may come and go meanwhile.
clients_held() {
    local pid
    for pid in $(family "${side_pid[$1]}"); do
        find "/proc/$pid/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null || true
    done | tr -dc '0-9\n' | sort -u >"$rig_work/sockets"
    awk -v port="$(printf ':%04X' "${side_port[$1]}")" '
        NR == FNR { ours[$1]; next }
        $4 == "01" && substr($2, 9) == port && $10 in ours { held++ }
        END { print held + 0 }' "$rig_work/sockets" /proc/net/tcp
}

# prove SIDE: it does what the work asks for; a balancer that leaves something out would win for that.
prove() {
    local url=http://127.0.0.1:${side_port[$1]} program=${side_program[$1]} head
    await "$program does not answer" curl -sf -o /dev/null "$url/"
    [ "${mode:-http}" = http ] || return 0
    head=$(curl -s -D - -o "$rig_work/echo" "$url/echo")
    grep -qi '^set-cookie: SERVERID=' <<<"$head" || die "$program inserts no cookie"
    grep -qi '^x-forwarded-for: 127.0.0.1' "$rig_work/echo" || die "$program adds no X-Forwarded-For"
}

# load SIDE CONNECTIONS SECONDS PATH [WRK-WORD...]: prints "cpu-ns requests bytes wall-ns errors" of one
# measured run.
load() {
    local side=$1 path=$4 before after wall totals words=(-t1 -c"$2" -d"$3s" -s perf-scripts/totals.lua)
    local url=http://127.0.0.1:${side_port[$side]}$path
    shift 4
    before=$(cpu_ns "${side_pid[$side]}")
    wall=$(date +%s%N)
    totals=$(taskset -c $peer_core wrk "${words[@]}" "$@" "$url" | sed -n 's/^totals //p')
    wall=$(($(date +%s%N) - wall))
    after=$(cpu_ns "${side_pid[$side]}")
    [ -n "$totals" ] || die "the generator failed on ${side_program[$side]}"
    read -r requests bytes _ errors <<<"$totals"
    echo "$((after - before)) $requests $bytes $wall $errors"
}

# pace SIDE [WORD...]: the same of one run of the other generator, which opens all its connections and has an
# answer on each before it is measured; and after that its own line.
pace() {
    local side=$1 before after wall told
    shift
    coproc GENERATOR { exec taskset -c $peer_core out/perf/pace --ready "$@" "${side_port[$side]}"; }
    local from=${GENERATOR[0]} to=${GENERATOR[1]} generator=$GENERATOR_PID
    read -r told <&"$from" && [ "$told" = ready ] || die "the generator failed on ${side_program[$side]}"
    before=$(cpu_ns "${side_pid[$side]}")
    wall=$(date +%s%N)
    echo >&"$to"
    read -r told <&"$from" || die "the generator failed on ${side_program[$side]}"
    wall=$(($(date +%s%N) - wall))
    after=$(cpu_ns "${side_pid[$side]}")
    wait "$generator" || true
    [[ $told =~ ^requests=([0-9]+)\ errors=([0-9]+) ]] || die "the generator says: $told"
    echo "$((after - before)) ${BASH_REMATCH[1]} 0 $wall ${BASH_REMATCH[2]} $told"
}
