"""The theme around a page, taken out of a finished page, so that small pages can put it on too.

Thousands of pages with the theme would be ten times as large. So one script has it for all of them:
`assets/leaf.js` writes it around the page that it is in. Without scripts those pages have a small
header of their own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = "r/-/"
"""The address that the page is made for. Everything of the site is two folders above it."""
HOLE = '<h1 id="rb-hole">-</h1>'
"""What the page has as its article; the theme gives a page without a heading another one."""
_HEAD = re.compile(r"<head\b[^>]*>(.*?)</head>", re.DOTALL)
_BODY = re.compile(r"<body\b([^>]*)>(.*)</body>", re.DOTALL)
_HEADING = re.compile(r'<h1 id="?rb-hole"?>-</h1>')
_LOADED = re.compile(r"<link\b[^>]*>|<style\b.*?</style>|<script\b.*?</script>", re.DOTALL)
_RELATION = re.compile(r'\brel="?([a-z-]+)')
_KEPT = frozenset({"stylesheet", "icon", "preconnect", "preload", "modulepreload", "dns-prefetch"})
"""What links of the head are for, if they are not about this page alone."""
_LANDMARK = re.compile(r"(</?)(?:main|article)\b")
_CONFIGURATION = re.compile(r'(<script id="?__config"?[^>]*>)(.*?)(</script>)', re.DOTALL)
_SCRIPT = re.compile(r"<script(\b[^>]*\bsrc=[^>]*>\s*</script>)")
_IS_LATER = re.compile(r"\b(?:defer|async|module)\b")
_SHEET = re.compile(r"assets/stylesheets/(?:main|palette)\.[^/]*css$")
_BAR = {"fg": "--rb-bar", "bg": "--rb-bar-ink"}
"""From what the theme calls the colours of its header to what `rolebook.css` calls ours."""
_INSTANT = "navigation.instant"


class Shell(NamedTuple):
    """What is around the article of a page."""

    language: str
    """That of the theme's words."""
    head: str
    """What a page loads: styles, icon and scripts."""
    attributes: str
    """Those of the body, such as its colours."""
    before: str
    """What is above and next to the article, with its elements left open."""
    after: str
    """What ends them."""


def shell_of(html: str, language: str) -> Shell | None:
    """Return what is around `HOLE` on a page, or None if the theme has another idea of pages.

    Args:
        html: A page made for `PLACE`.
        language: That of the theme's words.

    >>> page = f"<head><title>A</title></head><body dir=ltr><main>{HOLE}</main></body>"
    >>> shell_of(page, "en")
    Shell(language='en', head='', attributes=' dir=ltr', before='<div>', after='</div>')
    """
    head, body = _HEAD.search(html), _BODY.search(html)
    pieces = _HEADING.split(body[2]) if body else []
    if not head or not body or len(pieces) != 2:
        return None
    # The small page has a main part of its own, and a page has one.
    before, after = (_LANDMARK.sub(r"\1div", piece) for piece in pieces)
    # The theme's scripts expect a page that has been read, but not yet said so.
    scripts = (_later(match[1]) for match in _SCRIPT.finditer(after))
    loaded = "".join([*filter(_is_for_all, _LOADED.findall(head[1])), *scripts])
    after = _CONFIGURATION.sub(_without_instant, _SCRIPT.sub("", after))
    return Shell(language, loaded, body[1], before, after)


def shell_script(shell: Shell, leaf: str) -> bytes:
    """Return the script of small pages: the theme around them, and what puts it there.

    Args:
        shell: What is around a page.
        leaf: The text of `assets/leaf.js`.
    """
    data = json.dumps(shell._asdict(), ensure_ascii=False)
    return f"var rolebookShell = {data};\n{leaf}".encode("utf-8", errors="xmlcharrefreplace")


def is_sheet(uri: str) -> bool:
    """Whether a file of the theme is a style sheet with the colours of its header.

    >>> is_sheet("assets/stylesheets/palette.1.min.css"), is_sheet("assets/extra.css")
    (True, False)
    """
    return bool(_SHEET.fullmatch(uri))


def primary_of(palette: Any) -> str:
    """Return the name of the theme's first primary colour, or nothing if it has its own one.

    >>> primary_of([{"scheme": "default", "primary": "light blue"}, {"primary": "red"}])
    'light-blue'
    """
    first = (palette or [{}])[0] if isinstance(palette, list) else palette
    return str((first or {}).get("primary", "")).replace(" ", "-")


def header_style(primary: str, sheets: Iterable[str]) -> str:
    r"""Return the style that gives the small header of pages without scripts the theme's colours.

    Args:
        primary: The name of the colour, as `primary_of` returns it.
        sheets: The theme's style sheets.

    >>> header_style("teal", ["[data-md-color-primary=teal]{--md-primary-fg-color:#008;a:b}"])
    '.rb-leaf{--md-hue:225deg;--rb-bar:#008}\n'
    """
    place = rf"\[data-md-color-primary=\"?{re.escape(primary)}\"?\]" if primary else ":root"
    rule = re.compile(rf"{place}\{{([^}}]*)\}}")
    known: dict[str, str] = {}
    for sheet in sheets:
        for block in rule.findall(sheet):
            known |= dict(re.findall(r"--md-primary-(fg|bg)-color:([^;}]+)", block))
    colours = ";".join(f"{_BAR[name]}:{known[name]}" for name in _BAR if name in known)
    return f".rb-leaf{{--md-hue:225deg;{colours}}}\n" if colours else ""


def _is_for_all(element: str) -> bool:
    relation = _RELATION.search(element) if element.startswith("<link") else None
    return not element.startswith("<link") or bool(relation and relation[1] in _KEPT)


def _later(attributes: str) -> str:
    """Return a script that runs when the page has been read.

    >>> _later(' src="a.js"></script>'), _later(' src="a.js" async></script>')
    ('<script defer src="a.js"></script>', '<script src="a.js" async></script>')
    """
    return f"<script{'' if _IS_LATER.search(attributes) else ' defer'}{attributes}"


def _without_instant(match: re.Match[str]) -> str:
    """Let the theme load where a small page leads: it could not put that in its place."""
    data = json.loads(match[2])
    data["features"] = [name for name in data["features"] if not name.startswith(_INSTANT)]
    return f"{match[1]}{json.dumps(data, ensure_ascii=False)}{match[3]}"
