#!/usr/bin/env bash
# Builds the binary: out/weir, static and stripped. Does nothing when no input has changed since. Needs the
# .NET 10 SDK; what else is missing comes from Debian.
set -euo pipefail
cd "$(dirname "$0")/.."
source native/packages.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need clang=clang ld.lld=lld objcopy=binutils flock=util-linux /usr/lib/x86_64-linux-gnu/libc.a=libc6-dev
command -v dotnet >/dev/null || { echo "native/build.sh: the .NET 10 SDK is needed (dotnet)" >&2; exit 1; }

# Whoever comes second waits, and then finds the work done. What a build leaves running (the compiler's
# server) must not hold the lock: it is closed for it.
mkdir -p out
exec 9>out/.lock
flock 9

# Everything that can change the binary, by content: a checkout or a touch does not cause a build.
inputs() {
    { find src native Directory.* global.json .editorconfig -type f \
        -not -path '*/bin/*' -not -path '*/obj/*' -not -path 'native/debian/*' \
        -not -name '*.md' -not -name run.sh -not -name package.sh -print0 \
        | LC_ALL=C sort -z | xargs -0 sha256sum
      clang --version; ld.lld --version; dotnet --version; } | sha256sum
}

now=$(inputs)
if [ -x out/weir ] && [ "$(cat out/.inputs 2>/dev/null)" = "$now" ]; then
    [ "${1:-}" = --quiet ] || echo "out/weir is up to date"
    exit 0
fi

# The linker's part is not tracked by the SDK: a changed flag alone would not link again.
rm -rf src/Main/obj/Release/net10.0/linux-x64/native out/.inputs
log=out/build.log
echo "building out/weir (the first time takes a minute or two)" >&2
if ! dotnet publish src/Main/Main.csproj -c Release -v:q -nologo >$log 2>&1 9>&-; then
    cat $log >&2
    exit 1
fi
if grep -E 'warning (IL[23][0-9]{3}|NETSDK|CS|CA)' $log >&2; then
    echo "native/build.sh: a warning is an error here" >&2
    exit 1
fi

# Renamed into place: a running weir keeps its file, and nobody sees half of one.
cp src/Main/bin/Release/net10.0/linux-x64/publish/weir out/.weir
strip_left=$(readelf -S -W out/.weir | grep -c -E ' \.(symtab|debug_)' || true)
linking=$(ldd out/.weir 2>&1 | tr -d '\t' || true)
if [ "$linking" != "statically linked" ] || [ "$strip_left" -ne 0 ]; then
    echo "native/build.sh: not a stripped static binary: $linking" >&2
    exit 1
fi
mv out/.weir out/weir
echo "$now" >out/.inputs
echo "out/weir: $(stat -c %s out/weir) bytes, $linking"
