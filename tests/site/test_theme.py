"""Templates of the theme that Rolebook replaces differ from the theme's own in nothing but the repair."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

_FACTS = ' data-md-component="source"'
_REPAIRS = {
    "partials/theme-search.html": (
        "partials/search.html",
        'role="dialog"',
        '''role="dialog" aria-label="{{ lang.t('search') }}"''',
    ),
    "partials/source.html": (
        "partials/source.html",
        _FACTS,
        f"{{% if config.theme.rolebook_facts %}}{_FACTS}{{% endif %}}",
    ),
}
"""From a template to the one of the theme that it repairs, what is repaired there, and the repair."""
_OWN = {
    "partials/search.html",
    "partials/rolebook-search.html",
    "rolebook-kept.html",
    "rolebook-later.html",
}
_COMMENT = re.compile(r"\A\{#-.*?-#\}\n", re.DOTALL)


def templates(package: str, folder: str) -> Path:
    spec = find_spec(package)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / folder


def read(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_templates_differ_by_the_repair() -> None:
    """A new version of the theme that changes one of them is noticed here."""
    ours, theirs = templates("rolebook", "theme"), templates("material", "templates")
    assert {path.relative_to(ours).as_posix() for path in ours.rglob("*.html")} == {
        *_REPAIRS,
        *_OWN,
    }

    for path, (original, broken, repair) in _REPAIRS.items():
        mine = read(ours / path)

        assert mine.count(repair) == 1
        assert mine.replace(repair, broken) == read(theirs / original)
