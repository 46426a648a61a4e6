"""The roles that a duty names, as they are written; which persona is meant is decided when linking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Name, Requirement
from ..source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"(?:[A-Z][\w’'-]*|[A-Z]{2,}[\w/-]*)"
_NAME = rf"{_WORD}(?:(?:\s+(?:of|and\s+the)\s+|\s*[/&]\s*|\s+){_WORD}){{0,5}}"
_WITH_ARTICLE = re.compile(rf"\b[Tt]he\s+(?P<name>{_NAME})")
_AFTER_PREPOSITION = re.compile(
    rf"\b(?:with|for|to|from|by|and|between|alongside|of)\s+(?!The\s)(?P<name>{_WORD}(?:(?:\s*[/&]\s*|\s+){_WORD}){{1,5}})"
)
_IN_PARENTHESES = re.compile(rf"\((?:[Tt]he\s+)?(?P<name>{_WORD}(?:\s+{_WORD}){{1,5}})\)")
_POSSESSIVE = re.compile(r"[’']s?$")
_ACRONYM = re.compile(r"[A-Z\d/&-]+")
_ROLE_SUFFIX = re.compile(r"\s+(?:Agent|Persona|Role)$")


def with_names(requirement: Requirement) -> Requirement:
    """Return the duty with the roles it names."""
    return replace(requirement, names=tuple(_names(requirement)))


def role_names(text: str) -> list[tuple[int, str]]:
    """Return the offsets and names of roles in a text: "The X", or two capitalised words behind with, for, to …

    >>> [name for _, name in role_names("work with The Auditor and The QA Lead's team on CI/CD")]
    ['The Auditor', 'The QA Lead']
    >>> role_names("coordinate with others on the API")
    []
    """
    found: dict[int, tuple[int, str]] = {}
    for pattern in (_WITH_ARTICLE, _AFTER_PREPOSITION, _IN_PARENTHESES):
        for match in pattern.finditer(text):
            name = _POSSESSIVE.sub("", _until_possessive(match["name"]))
            if all(_ACRONYM.fullmatch(word) for word in name.split()):
                continue
            has_article = pattern is _WITH_ARTICLE
            start = match.start() if has_article else match.start("name")
            key = match.start("name")
            found.setdefault(key, (start, f"The {name}" if has_article else name))
    return [found[key] for key in sorted(found)]


def _names(requirement: Requirement) -> Iterator[Name]:
    text, span = requirement.raw, requirement.span
    for start, name in role_names(" ".join(text.split(" "))):
        line = span.line + text.count("\n", 0, start)
        column = start - (text.rfind("\n", 0, start) + 1) + (span.column if line == span.line else 1)
        yield Name(
            _ROLE_SUFFIX.sub("", " ".join(name.split())),
            Span(span.path, line, column, line, column + len(name)),
        )


def _until_possessive(name: str) -> str:
    head, mark, _ = name.replace("’", "'").partition("'s ")
    return head if mark else name
