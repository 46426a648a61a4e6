"""A catalogue cut into its messages, so that only those that are asked for are read by Fluent.

Two in three messages are only words, and need no Fluent at all. Reading all of them takes 0.1 s,
and loading Fluent 0.05 s: more than most commands have to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"(-?[A-Za-z][\w-]*) *=")
_ATTRIBUTE = re.compile(r" +\.([A-Za-z][\w-]*) *=")
_VARIABLE = re.compile(r"\{ *\$([A-Za-z][\w-]*) *\}")
_BRACE = re.compile("[{}]")
_SPECIAL = ("[", "*", "}")
"""What lines of choices begin with, and what ends them."""


def entries(catalogue: str) -> Mapping[str, str]:
    r"""Return the text of each message and term by its name; of two with one name, the first.

    >>> entries("# Roles\nrole = Role\n    .plural = Roles\n-brand = Rolebook\n")
    {'role': 'role = Role\n    .plural = Roles\n', '-brand': '-brand = Rolebook\n'}
    """
    found: dict[str, str] = {}
    name, lines = "", [""]
    for line in catalogue.splitlines(keepends=True):
        begun = _NAME.match(line)
        if begun:
            found.setdefault(name, "".join(lines))
            name, lines = begun[1], []
        if not line.startswith("#"):
            lines.append(line)
    found.setdefault(name, "".join(lines))
    del found[""]
    return found


def words(entry: str) -> Mapping[str, str | None]:
    r"""Return an entry as formats of the operator `%`: its value under "", its attributes by name.

    That is what has only words and variables; in place of what Fluent has to read there is None.

    >>> words("role = 100 % { $name }\n    .plural = Roles of\n        a { -team }\n")
    {'': '100 %% %(name)s', 'plural': None}
    """
    return {name: _words(lines) for name, lines in _parts(entry) if any(lines)}


def _parts(entry: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of the value, and of each attribute by its name."""
    name, lines = "", list[str]()
    for n, line in enumerate(entry.rstrip().split("\n")):
        begun = _NAME.match(line) if n == 0 else _ATTRIBUTE.match(line)
        if begun and n:
            yield name, lines
            name, lines = begun[1], []
        lines.append(line[begun.end() :].strip(" ") if begun else line)
    yield name, lines


def _words(lines: list[str]) -> str | None:
    first, *others = lines
    while others and not others[-1]:
        others.pop()
    indents = {len(line) - len(line.lstrip(" ")) for line in others}
    is_special = any(line.lstrip(" ").startswith(_SPECIAL) for line in others)
    is_uneven = len(indents) > 1 or any(line != line.rstrip() or not line for line in others)
    text = " ".join(filter(None, (first, *(line.lstrip(" ") for line in others))))
    form = _VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))
    return None if is_special or is_uneven or _BRACE.search(form) else form
