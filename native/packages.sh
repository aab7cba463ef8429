# Sourced by the other scripts: installs Debian packages whose command or file is missing, and starts none
# of them.

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# need THING=PACKAGE ... : THING is a command, or a file's absolute path. Nothing is asked of apt when all are
# there.
need() {
    local pair thing missing=()
    for pair in "$@"; do
        thing=${pair%%=*}
        case $thing in
            /*) [ -e "$thing" ] || missing+=("${pair#*=}") ;;
            *) command -v "$thing" >/dev/null 2>&1 || [ -x "/usr/sbin/$thing" ] || missing+=("${pair#*=}") ;;
        esac
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "installing: ${missing[*]}" >&2
    install_quietly "${missing[@]}"
}

# A Debian package starts the service it brings unless this policy forbids it, and would take ports that are
# not ours.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d ours=
    if [ ! -e $policy ]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
        as_root chmod 755 $policy
    fi
    local code=0
    as_root apt-get update -qq >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >&2 || code=$?
    [ -z "$ours" ] || as_root rm -f $policy
    return $code
}
