#!/bin/sh
# Build the light wheel and use it in an empty environment, on a handbook that the whole one made.
# Then install the whole one over it, and the light one again: each has to replace the other.
# Usage: sh tests/light.sh PYTHON, a Python that has the development dependencies.
set -eu
python=$(command -v "$1") || { echo "usage: sh tests/light.sh PYTHON" >&2; exit 2; }
case $python in /*) ;; *) python=$PWD/$python ;; esac
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

for project in "$repository" "$repository/light"; do
  "$python" -m build --no-isolation --wheel --outdir "$work/dist" "$project" >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; exit 1; }
done
files_of() { "$python" -m zipfile -l "$1" | awk '{print $1}' | grep ^rolebook/ | grep -v LICENSE | sort; }
files_of "$work"/dist/rolebook-*+light-*.whl >"$work/light.txt"
files_of "$(ls "$work"/dist/rolebook-*.whl | grep -v +light)" >"$work/whole.txt"
cmp "$work/light.txt" "$work/whole.txt" # the same source

"$python" -m venv "$work/venv"
install() { "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
install "$work"/dist/rolebook-*+light-*.whl
PATH="$work/venv/bin:$PATH"
unset PYTHONPATH
if pip list --format freeze | grep -iE '^(mkdocs|typst|segno|icalendar)'; then exit 1; fi
pip check

PYTHONPATH="$repository/generator" "$python" -m rolebook new "$work/handbook"
cd "$work/handbook"
rolebook --help
rolebook check
rolebook lock --check
rolebook diff .
rolebook export json --output handbook.json
test -s handbook.json
rolebook explain KW005
code=0
rolebook build 2>told || code=$?
test "$code" = 2
grep -q "install the whole one" told
test "$(wc -l <told)" -eq 1
test ! -e site

install --no-deps "$(ls "$work"/dist/rolebook-*.whl | grep -v +light)"
pip list --format freeze | grep -E '^rolebook==[0-9.]+$'
rolebook --version
install "$work"/dist/rolebook-*+light-*.whl
pip list --format freeze | grep -E '^rolebook==.*[+]light$'
rolebook check
echo "The light wheel works."
