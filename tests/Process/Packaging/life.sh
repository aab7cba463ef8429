# What a package lives through, in a box (box.sh), beside Debian's haproxy and then without it.
package=$(ls *.deb)
config=/etc/weir/weir.cfg
accounts >/run/accounts
quietly() { "$@" >/run/said 2>&1 || { cat /run/said; false; }; }

echo "== before"
changed

echo "== installed"
quietly dpkg --install "$package"
changed

echo "== account"
getent passwd weir | cut -d: -f1,6,7
stat -c '%U:%G %a %n' /var/lib/weir /usr/sbin/weir "$config"

echo "== name taken"
haproxy -v | sed -n 1p

echo "== default configuration"
weir -c -V -f "$config"

echo "== manual"
man --warnings -l /usr/share/man/man8/weir.8.gz >/run/manual
[ "$(wc -l </run/manual)" -gt 200 ]
{ weir -h 2>&1 >/dev/null || true; } >/run/usage
sed -n 's/^        \(-[^ ]*\) .*/\1/p' /run/usage | while read -r option; do
    grep -q -e "^ *$option\( \|\$\)" /run/manual || echo "missing: $option"
done

echo "== unit"
command -v systemd-analyze >/dev/null && systemd-analyze verify --man=no weir.service

echo "== logrotate"
touch /var/log/weir.log /var/log/weir.log.1
logrotate -d /etc/logrotate.d/weir >/run/rotation 2>&1
grep -i error /run/rotation || true

echo "== upgraded"
echo '# mine' >>"$config"
quietly dpkg --force-confold --install "$package"
tail -n 1 "$config"

echo "== removed"
quietly dpkg --remove weir
changed

echo "== purged"
quietly dpkg --purge weir
changed
ls -d /var/log/weir.log* /var/lib/weir 2>/dev/null || true
accounts | diff /run/accounts -

echo "== diverted"
quietly dpkg --install "$package"
quietly dpkg-divert --local --rename --add /usr/sbin/haproxy
quietly update-alternatives --auto haproxy
haproxy -v | sed -n 2p
quietly update-alternatives --remove haproxy /usr/sbin/weir
quietly dpkg-divert --local --rename --remove /usr/sbin/haproxy
haproxy -v | sed -n 1p

echo "== name given"
quietly dpkg --remove haproxy
haproxy -v | sed -n 2p

echo "== served"
rights=$(sed -n 's/^CapabilityBoundingSet=//p' /usr/lib/systemd/system/weir.service \
    | tr ' A-Z' '\na-z' | sed 's/^cap_/+/' | paste -sd,)
mkdir /run/weir
setpriv --bounding-set "-all,$rights" \
    haproxy -W -D -f "$config" -p /run/weir/weir.pid -S /run/weir/master.sock
killall -0 haproxy
curl -s http://127.0.0.1:8404/alive
ps -C haproxy -o user= | sort | uniq -c | sed 's/^ *//'
test -S /run/weir/master.sock
kill -USR1 "$(cat /run/weir/weir.pid)"
while killall -q -0 haproxy; do sleep 0.05; done

echo "== name given back"
quietly dpkg --purge weir
ls /usr/sbin/haproxy /etc/alternatives/haproxy 2>/dev/null || true
