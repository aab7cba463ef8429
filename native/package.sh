#!/usr/bin/env bash
# Builds the Debian package of out/weir: weir_VERSION_amd64.deb, in out or in the given folder. The same
# sources give the same bytes: its times are those of the changelog's newest entry, or SOURCE_DATE_EPOCH.
#   native/package.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
source native/packages.sh
export LC_ALL=C TZ=UTC
umask 022

need dpkg-deb=dpkg gzip=gzip
weir=${WEIR_BINARY:-out/weir}
[ -n "${WEIR_BINARY:-}" ] || bash native/build.sh --quiet
into=${1:-out}
from=native/debian

version=$("$weir" -v | sed -n 's/^This is Weir \([^,]*\),.*/\1/p')
noted=$(sed -n '1s/^weir (\(.*\)) .*/\1/p' $from/changelog)
if [ "$noted" != "$version" ]; then
    echo "native/package.sh: the binary is version '$version', $from/changelog says '$noted'" >&2
    exit 1
fi

written=$(sed -n 's/^ -- .*>  //p' $from/changelog | head -n 1)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -d "$written" +%s)}

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# put MODE FILE PLACE: into the tree, folders included.
put() { install -D -m "$1" "$2" "$tree/$3"; }

# fill NAME FILE: what stands on standard input, a line "@NAME@" of it replaced by a file's content.
fill() { sed -e "/^\(.*\)@$1@\$/{r $2" -e 'd}'; }

# To roff: no character that would be taken for a request or an escape.
to_roff() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"; }

# "        -x <argument> : what it does" to an entry of the list of options.
options() {
    { "$weir" -h 2>&1 >/dev/null || true; } | sed -n 's/^        \(-.*\)$/\1/p' | to_roff \
        | sed -e 's/^\([^ ]*\) \([^:]*[^ :]\) : \(.*\)$/.TP\n\\fB\1\\fR \2\n\3/' \
            -e 's/^\([^ ]*\) : \(.*\)$/.TP\n\\fB\1\\fR\n\2/'
}

# The listing is made for a configuration that is good; which one does not matter.
keywords() {
    printf 'defaults\n timeout client 1s\nfrontend f\n bind 127.0.0.1:1\n' >"$tree/any.cfg"
    "$weir" -c -q -dKcfg -f "$tree/any.cfg" | grep -v '^#'
    rm "$tree/any.cfg"
}

work=$tree/work
mkdir "$work"
options >"$work/options"
keywords >"$work/all"
grep -v '# not supported yet' "$work/all" | to_roff >"$work/keywords"
grep '# not supported yet' "$work/all" | sed 's/^[A-Za-z-]*  \(.*\)  # .*/\1/' | sort -u \
    | to_roff | sed '$!s/$/,/' >"$work/refused"
for list in options keywords refused; do
    [ -s "$work/$list" ] || { echo "native/package.sh: the binary lists no $list" >&2; exit 1; }
done

day=$(date -d "@$SOURCE_DATE_EPOCH" +%F)
fill OPTIONS "$work/options" <$from/weir.8.in \
    | fill KEYWORDS "$work/keywords" | fill REFUSED "$work/refused" \
    | sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$day/" | gzip -9n >"$work/weir.8.gz"
sed -n '/^Permission/,$p' LICENSE | sed -e 's/^$/./' -e 's/^/ /' >"$work/license"
fill LICENSE "$work/license" <$from/copyright >"$work/copyright"
gzip -9n <$from/changelog >"$work/changelog.gz"

put 755 "$weir" usr/sbin/weir
put 644 "$work/weir.8.gz" usr/share/man/man8/weir.8.gz
put 644 "$work/copyright" usr/share/doc/weir/copyright
put 644 "$work/changelog.gz" usr/share/doc/weir/changelog.gz
put 644 $from/README.Debian usr/share/doc/weir/README.Debian
put 644 $from/weir.service usr/lib/systemd/system/weir.service
put 644 $from/weir.cfg etc/weir/weir.cfg
put 644 $from/default etc/default/weir
put 644 $from/logrotate etc/logrotate.d/weir
put 644 $from/rsyslog.conf etc/rsyslog.d/49-weir.conf
install -d -m 755 "$tree/var/lib/weir/dev"
rm -r "$work"

size=$(find "$tree" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
for script in postinst prerm postrm; do put 755 $from/$script DEBIAN/$script; done
for file in triggers conffiles; do put 644 $from/$file DEBIAN/$file; done
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" $from/control.in >"$tree/DEBIAN/control"
(cd "$tree" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | sort -z \
    | xargs -0 md5sum >DEBIAN/md5sums)
chmod 644 "$tree/DEBIAN/control" "$tree/DEBIAN/md5sums"
chmod 755 "$tree"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$into"
package=$into/weir_${version}_amd64.deb
DPKG_DEB_THREADS_MAX=1 dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
echo "$package: $(stat -c %s "$package") bytes, sha256 $(sha256sum <"$package" | cut -c1-64)"
