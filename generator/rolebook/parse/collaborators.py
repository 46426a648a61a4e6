"""The roles that a duty names, as they are written; linking decides which persona is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Name, Requirement
from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NO_NAME = r"The|MUST|SHALL|SHOULD|MAY|NOT|REQUIRED|RECOMMENDED|OPTIONAL|I[fn]|When"
_WORD = rf"(?!(?:{_NO_NAME})\b){_CAPITAL}[\w-]{{0,60}}"
_JOINED = r"(?:\s{1,9}of\s{1,9}|\s?[/&]\s?|\s{1,9})"
_ONE = rf"{_WORD}(?:{_JOINED}{_WORD}){{0,5}}"
_SEVERAL = rf"{_WORD}(?:{_JOINED}{_WORD}){{1,5}}"
_BEFORE = r"\b(?:with|for|to|from|by|and|between|alongside)\s{1,9}"

# With "The" a single word will do. Behind "the" and prepositions it takes two: "the Kubernetes
# cluster" is no role.
_NAME = re.compile(
    rf"\bThe\s{{1,9}}(?P<titled>{_ONE})|(?:\bthe\s{{1,9}}|{_BEFORE})(?P<named>{_SEVERAL})"
    rf"|\((?P<apart>{_SEVERAL})\)"
)
_ANOTHER = re.compile(rf"\s?(?:,(?:\s?and)?|and|or|&)\s{{1,9}}(?P<another>{_SEVERAL})")
_ACRONYM = re.compile(r"[A-Z\d/&-]+")
_ROLE_SUFFIX = re.compile(r"\s+(?:Agent|Persona|Role)$")


def with_names(requirement: Requirement, lines: Sequence[str]) -> Requirement:
    """Return a duty with the roles it names, and where they are in the lines of its file."""
    return replace(requirement, names=tuple(_names(requirement, lines)))


def role_names(text: str) -> list[tuple[int, str]]:
    """Return the offsets and names of the roles in a text.

    A role is "The X", or two capitalised words after "with" and the like.

    >>> [name for _, name in role_names("work with The Auditor and The QA Lead's team on CI/CD")]
    ['The Auditor', 'The QA Lead']
    >>> role_names("coordinate with others on the API")
    []
    """
    found: list[tuple[int, str]] = []
    match = _NAME.search(text)
    while match:
        group = match.lastgroup or ""
        name = match[group]
        if not all(_ACRONYM.fullmatch(word) for word in name.split()):
            found.append((match.start(group), f"The {name}" if group == "titled" else name))
        match = _ANOTHER.match(text, match.end()) or _NAME.search(text, match.end())
    return found


def _names(requirement: Requirement, lines: Sequence[str]) -> Iterator[Name]:
    raw, span = requirement.raw, requirement.span
    line, column, at = span.line, span.column - 1, 0
    for start, name in role_names(raw):
        lines_between = raw.count("\n", at, start)
        line, column, at = line + lines_between, 0 if lines_between else column, start
        first, *_ = name.removeprefix("The ").split("\n")
        column = max(column, lines[line - 1].find(first, column))
        written = _ROLE_SUFFIX.sub("", " ".join(name.split()))
        yield Name(written, Span(span.path, line, column + 1, line, column + 1 + len(first)))
