#!/bin/sh
# Build the wheel and use it as a stranger would: installed into an empty environment, outside the repository.
# Usage: sh tests/wheel.sh PYTHON, a Python that has the development dependencies.
set -eu
python=$(command -v "$1") || { echo "usage: sh tests/wheel.sh PYTHON" >&2; exit 2; }
case $python in /*) ;; *) python=$PWD/$python ;; esac
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

"$python" -m build --no-isolation --wheel --outdir "$work/dist" "$repository" >"$work/build.log" 2>&1 ||
  { cat "$work/build.log" >&2; exit 1; }
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work"/dist/rolebook-*.whl
PATH="$work/venv/bin:$PATH"
unset PYTHONPATH

cd "$work"
rolebook --version
rolebook new x
cd x
rolebook check
rolebook build --strict
rolebook export json --output handbook.json
test -s handbook.json
test -s site/index.html
test -s site/assets/rolebook/page.js
test -s site/search/search_index.json
set -- site/r/*/index.html
test -s "$1"
for sheet in site/p/*/rubric/rubric-a4.pdf site/p/*/onboarding/onboarding-letter.pdf; do
  head -c 5 "$sheet" | grep -q %PDF- # the fonts and templates of the sheets came along
done
grep -q 'role="dialog" aria-label=' site/index.html # the theme's templates came along

# As on the runner of the new handbook: only what its workflow says, word for word.
rm -r site
"$python" -m venv "$work/runner"
sed -n 's/^ *- run: //p' .github/workflows/handbook.yml >"$work/steps.sh"
PATH="$work/runner/bin:$PATH" sh -eu "$work/steps.sh"
test -s site/index.html
printf 'import rolebook\nids: list[str] = [rule.id for rule in rolebook.load("personas").requirements]\n' >typed.py
printf 'import rolebook\nids: int = rolebook.load("personas").requirements\n' >mistyped.py
check_types() { "$python" -m mypy --strict --python-executable "$work/venv/bin/python" "$1"; }
check_types typed.py
if check_types mistyped.py; then exit 1; fi # its types came along, too
echo "The wheel works: a new handbook with $# rules was built, twice."
