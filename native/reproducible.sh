#!/usr/bin/env bash
# Shows that the same sources give the same bytes wherever they are built: builds a copy of them in another
# folder (with a longer name, and outside of git, whose presence alone once changed the bytes) and compares it
# with out/weir.
set -euo pipefail
cd "$(dirname "$0")/.."
bash native/build.sh --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
copy="$work/another place/with a longer name"
mkdir -p "$copy"
tar -c --exclude=bin --exclude=obj src native Directory.* global.json .editorconfig | tar -x -C "$copy"
bash "$copy/native/build.sh"
cmp out/weir "$copy/out/weir"
echo "byte-identical: $(sha256sum <out/weir | cut -c1-64)"
