"""Whether two texts say the same: two models in, what differs out.

Emphasis, case, places and the words that make a sentence a rule do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING

from ..messages import ENGLISH
from ..model import Persona
from ..rfc2119 import LEVELS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from ..model import Document, Requirement

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_OWN_FIELDS = (
    "traits", "responsibilities", "patterns", "knowledge", "skills", "competences", "agents",
    "entries",
)  # fmt: skip
_KEYWORDS = frozenset(word.casefold() for words in LEVELS for word in words.split())
_UNTOLD = frozenset({*_KEYWORDS, "always", "don't", "don’t", "do", "remember", "be", "sure", "to"})
"""Words that a keyword may replace, in lists whose items are rules as well."""


@dataclass(frozen=True)
class Renamed:
    """What was renamed on purpose, so that it does not count as a difference."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """Headings, from the old title to the new one."""
    inferred: Mapping[int, str] = field(default_factory=dict)
    """By the number of a rule, the words that stated it."""


def difference(old: Document | None, new: Document | None, renamed: Renamed) -> str:
    """Return the first field in which two texts differ, such as `title`, or nothing.

    Args:
        old: What the file says.
        new: What its copy says.
        renamed: What may differ.
    """
    if old is None or new is None:
        return "" if old is new else "type"
    if type(old) is not type(new):
        return "type"
    pairs = _pairs(old, new, renamed)
    return next((name for name, before, after in pairs if before != after), "")


def differing_rule(old: Document, new: Document, renamed: Renamed) -> int | None:
    """Return the number of the first rule that is another one, or None."""
    for n, rule in enumerate(old.requirements):
        if n >= len(new.requirements) or not same_rule(
            rule, new.requirements[n], renamed.inferred.get(n, ""), renamed.titles
        ):
            return n
    extra = len(new.requirements) > len(old.requirements)
    return len(old.requirements) - 1 if extra and old.requirements else None


def same_rule(
    old: Requirement, new: Requirement, inferred: str = "", titles: Mapping[str, str] | None = None
) -> bool:
    """Whether two rules mean the same, apart from the words that state it."""
    if _rule(old, titles or {}) != _rule(new, {}):
        return False
    before = words(old.text)
    if not inferred:
        return before == words(new.text)
    # A remark behind a semicolon is part of a rule with a keyword, and of no other.
    texts = {words(new.text), words(new.text.rpartition(";")[0])}
    new_words = texts | {_without(text, new.keyword) for text in texts}
    return not new_words.isdisjoint({before, _without(before, inferred)})


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case, emphasis and marks.

    >>> words("You **MUST** log in.")
    ('you', 'must', 'log', 'in')
    """
    return tuple(_WORD.findall(text.replace("_", " ").casefold()))


def _pairs(old: Document, new: Document, renamed: Renamed) -> Iterator[tuple[str, object, object]]:
    yield "title", old.title, new.title
    for name in ("code", "tags"):
        if getattr(old, name):
            yield name, getattr(old, name), getattr(new, name)
    if old.language not in ("", ENGLISH):  # keywords in capitals are English anyway
        yield "language", old.language, new.language
    yield "sections", _headings(old, renamed.titles), _headings(new, {})
    yield "rules", differing_rule(old, new, renamed), None
    silent = _UNTOLD.union(*map(words, renamed.inferred.values()))
    yield "text", _prose(old, silent), _prose(new, silent)
    for name in ("references", *(_OWN_FIELDS if isinstance(old, Persona) else ())):
        yield name, _told(getattr(old, name), silent), _told(getattr(new, name), silent)
    yield "links", _links(old), _links(new)


def _headings(text: Document, titles: Mapping[str, str]) -> list[tuple[int, str, str]]:
    return [(h.level, words_of(h.title, titles), h.section) for h in text.headings]


def words_of(title: str, titles: Mapping[str, str]) -> str:
    """Return a title as it is compared, by its new name if it has one."""
    kept = [word for word in words(titles.get(title, title)) if word not in _KEYWORDS]
    return " ".join(kept)


def _rule(rule: Requirement, titles: Mapping[str, str]) -> tuple[object, ...]:
    """Return what two equal rules share besides their words."""
    return (
        rule.level,
        rule.explicit_id,
        words_of(rule.category.title, titles),
        tuple(words_of(title, titles) for title in rule.category.trail),
        rule.is_collaboration,
        tuple(name.written.casefold() for name in rule.names),
        words(rule.note),
        tuple(map(words, rule.options)),
        tuple(map(words, rule.conditions)),
    )


def _without(given: tuple[str, ...], inferred: str) -> tuple[str, ...]:
    """Return words without those of a phrase, each part of which occurs once."""
    left = list(given)
    for part in inferred.split("…"):
        gone = words(part)
        starts = range(len(left) - len(gone) + 1)
        at = next((n for n in starts if tuple(left[n : n + len(gone)]) == gone), None)
        if at is not None:
            del left[at : at + len(gone)]
    return tuple(left)


def _prose(text: Document, silent: Container[str]) -> dict[str, list[str]]:
    """Return the words of all text between rules, by section, without the silent ones."""
    found: dict[str, list[str]] = {}
    for passage in text.passages:
        told = [word for word in words(passage.text) if word not in silent]
        if passage.kind.is_shown and told:
            found.setdefault(passage.section, []).extend(told)
    return found


def _links(text: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(override.subject, override.words) for override in text.overrides]


def _told(value: object, silent: Container[str]) -> object:
    """Return records without their places, as words that are not silent."""
    if isinstance(value, str):
        return tuple(word for word in words(value) if word not in silent)
    if isinstance(value, tuple):
        return tuple(_told(part, silent) for part in value)
    if is_dataclass(value):
        named = ((one.name, getattr(value, one.name)) for one in fields(value))
        return tuple(_told(part, silent) for name, part in named if name != "span")
    return value
