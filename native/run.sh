#!/usr/bin/env bash
# Shows the main job: four web servers, and Weir in front of them with the first configuration of the
# Architecture Guide. Builds the binary if needed; nothing else has to be installed. Runs until Ctrl-C.
#   native/run.sh          the demonstration, then it stays up to be tried
#   native/run.sh --once   the demonstration alone; exit status 0 when all of it went as it should
set -euo pipefail
cd "$(dirname "$0")/.."
once=0
case "${1:-}" in
    --once) once=1 ;;
    "") ;;
    *) echo "usage: native/run.sh [--once]" >&2; exit 1 ;;
esac

weir=${WEIR_BINARY:-out/weir}
[ -n "${WEIR_BINARY:-}" ] || bash native/build.sh --quiet

work=$(mktemp -d)
pids=()
finish() {
    trap - EXIT
    trap '' INT TERM # a second Ctrl-C must not leave half of it running
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for _ in $(seq 50); do
        [ -n "$(jobs -rp)" ] || break
        sleep 0.1
    done
    for pid in $(jobs -rp); do kill -KILL "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 0' INT TERM

# The guide's text letter by letter, after a first part with what it leaves out: time-outs and a log.
cat >"$work/guide.cfg" - tests/Guide/Configurations/1.cfg <<'CONFIG'
global
    log stdout format raw local0

defaults
    log global
    option httplog
    timeout connect 5s
    timeout client 30s
    timeout server 30s

CONFIG

# listens ADDRESS: somebody does, on $port. Read from the kernel: a connection to find out would be logged.
listens() {
    local hex
    hex=$(printf '%02X%02X%02X%02X:%04X' $(awk -F. '{ print $4, $3, $2, $1 }' <<<"$1") "$port")
    grep -Eq ": $hex 0+:0000 0A" /proc/net/tcp
}

is_taken() { grep -Eiq ":$(printf '%04X' "$port") 0+:0000 0A" /proc/net/tcp /proc/net/tcp6 2>/dev/null; }

# The guide's port 80 becomes 8080 on the loopback network, or another one that is free on all addresses.
port=8080
for _ in $(seq 100); do
    is_taken || break
    port=$((20000 + RANDOM % 10000))
done
sed "s/192\.168\.1\.\([0-9]*\):80/127.0.0.\1:$port/" "$work/guide.cfg" >"$work/weir.cfg"

# ask ADDRESS PATH [HEADER]: one request. Leaves its $answer, the server's name in $who, a cookie in $cookie.
ask() {
    answer='' who='' cookie=''
    local line end=$'\r\n'
    # The answer ends with the connection; a server that is gone gives an empty one.
    answer=$({
        exec 3<>"/dev/tcp/$1/$port"
        # Through cat, as one segment: the shell itself would send line by line.
        printf '%s\r\n' "GET $2 HTTP/1.1" "Host: $1:$port" "Connection: close${3:+$end$3}" "" | cat >&3
        timeout 10 cat <&3
    } 2>/dev/null | tr -d '\r') || true
    while IFS= read -r line; do
        case "${line,,}" in
            "hello from "*) who=${line##* } ;;
            "set-cookie: "*) cookie=${line#*: } ;;
        esac
    done <<<"$answer"
}

# show WHAT ADDRESS PATH [HEADER]
show() {
    ask "$2" "$3" "${4:-}"
    printf '  %-34s %-14s %s\n' "$1" "${who:+hello from $who}" "${cookie:+Set-Cookie: $cookie}"
}

fail() {
    echo "native/run.sh: $1" >&2
    exit 1
}

# until_true TRIES PAUSE COMMAND...: tries again after each pause, in seconds.
until_true() {
    local tries=$1 pause=$2
    shift 2
    while ! "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep "$pause"
    done
}

i=11
for name in A B C D; do
    "$weir" origin --listen "127.0.0.$i:$port" --name $name >"$work/origin-$name" &
    pids+=($!)
    i=$((i + 1))
done
for i in 11 12 13 14; do
    until_true 100 0.1 listens "127.0.0.$i" || fail "the servers do not start"
done

"$weir" -db -f "$work/weir.cfg" &
balancer=$!
pids=("$balancer" "${pids[@]}")
is_up() {
    kill -0 "$balancer" 2>/dev/null || fail "weir did not start"
    listens 127.0.0.1
}
until_true 100 0.1 is_up || fail "weir does not listen"

echo
echo "Weir (pid $balancer) listens on http://127.0.0.1:$port/ with this configuration:"
echo
sed 's/^/    /' "$work/weir.cfg"
echo
echo "Its servers:"
i=11
for name in A B C D; do
    echo "    web$name  http://127.0.0.$i:$port/  (pid ${pids[$((i - 10))]})"
    i=$((i + 1))
done

echo
echo "Without a cookie each request goes to the next server, which the client is told by a cookie:"
seen=
for i in 1 2 3 4; do
    show "request $i" 127.0.0.1 /
    seen+=$who
    [ "${cookie%%;*}" = "SERVERID=$who" ] || fail "the cookie is '$cookie' and the server is '$who'"
done
[ "$(fold -w1 <<<"$seen" | sort | tr -d '\n')" = ABCD ] || fail "the requests went to '$seen'"

echo
echo "With the cookie the client stays where it was, and the server does not see the cookie:"
for i in 1 2; do
    show "request with SERVERID=B" 127.0.0.1 / "Cookie: SERVERID=B"
    [ "$who$cookie" = B ] || fail "server '$who' answered, cookie '$cookie'"
done
ask 127.0.0.1 /echo "Cookie: SERVERID=B"
[[ "$answer" != *SERVERID* ]] || fail "the server saw the cookie"

echo
echo "Server D falls ill. When its checks have failed (some seconds) its clients are given to others:"
ask 127.0.0.14 /health/down
moved() {
    ask 127.0.0.1 / "Cookie: SERVERID=D"
    [ -n "$who" ] && [ "$who" != D ]
}
until_true 20 1 moved || fail "clients are still sent to a server that fails its checks"
show "request with SERVERID=D" 127.0.0.1 / "Cookie: SERVERID=D"
[ "${cookie%%;*}" = "SERVERID=$who" ] || fail "no new cookie was assigned"
ask 127.0.0.14 /health/up
[ $once -eq 0 ] || { echo; echo "All as it should be."; exit 0; }

url=http://127.0.0.1:$port
row() { printf '    %-46s %s' "$1" "$2"; }
cat <<EOF

Server D is well again and comes back after two good checks. To be tried from another terminal:
$(row "curl -i $url/" "the next server, and its cookie")
$(row "curl -c jar -b jar $url/" "a cookie jar: always the same server")
$(row "kill ${pids[1]}" "server A dies: its clients move on")
$(row "curl http://127.0.0.12:$port/health/down" "B fails its checks; /health/up heals it")
$(row "curl -o /dev/null $url/size/10000000" "10 MB; more with: out/weir origin --help")
$(row "wrk -t1 -c64 -d5 $url/" "many at once")
Above, and for every request, the log lines of HAProxy's HTTP format. Ctrl-C ends everything.

EOF
wait "$balancer" || true
fail "weir has ended"
