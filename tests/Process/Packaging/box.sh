#!/usr/bin/env bash
# A throw-away copy of this machine: its root under an overlay, with processes, interfaces and mounts of its
# own. Runs FOLDER/script in it, which sees FOLDER too, and ends with all of it gone. In the box "changed"
# lists what differs from the machine's own files.
#   box.sh FOLDER
set -euo pipefail
if [ "$1" != --inside ]; then
    exec unshare --mount --pid --net --fork --kill-child bash "$0" --inside "$1"
fi

folder=$2
mount --make-rprivate /
mkdir -p "$folder/box"
mount -t tmpfs tmpfs "$folder/box"
cd "$folder/box"
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
mkdir root/box-upper
mount --bind upper root/box-upper
mount -t proc proc root/proc
mount --rbind /dev root/dev
mount -t tmpfs tmpfs root/run
ip link set lo up
rm -f root/var/lib/man-db/auto-update # the index of manual pages is not what is tested here

cat >root/box-functions <<'END'
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive

# What was added or changed, and, with a star, removed; not what any package leaves in the books of dpkg and
# of the system.
changed() {
    (cd /box-upper && find . -mindepth 1 \( -type c -printf '*%P\n' -o -not -type d -printf '%P\n' \)) \
        | grep -v -E '^\*?(box-|var/(lib/(dpkg|man-db)|log|cache)/)' \
        | grep -v -E '^etc/((passwd|group|g?shadow|sub[ug]id)-?|\.pwd\.lock)$' | sort || true
}

# The accounts of the machine: who was added and removed again leaves them as they were.
accounts() { sort /etc/passwd /etc/group /etc/subuid /etc/subgid; }
END
exec chroot root /bin/bash -euo pipefail -c '. /box-functions; . "$1"' - "$folder/script"
