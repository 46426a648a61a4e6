"""No line of a program is longer than a reader's window: ruff holds Python, this the other languages."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 100
ENDINGS = ("*.html", "*.js", "*.mjs", "*.typ", "*.css", "*.sh")
MADE = (
    # bundles
    "search/engine.js",
    "assets/fluent.js",
    # copies of templates of the theme, which differ in nothing but the repair
    "partials/theme-search.html",
    "partials/source.html",
)
FILES = sorted(
    path
    for ending in ENDINGS
    for path in (ROOT / "generator" / "rolebook").rglob(ending)
    if not path.as_posix().endswith(MADE)
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_line_is_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > LONGEST] == []
