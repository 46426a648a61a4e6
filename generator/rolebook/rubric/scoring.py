"""A rule and where it shows to a score: a sum of named parts, so that everybody can add it up again.

Two questions are asked apart. *Can it be answered?* counts what a reader can point at, less what
everybody reads in their own way. *Does it matter?* adds how much it binds and what goes wrong
without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rfc2119 import Level, without_keywords
from ..words.phrases import stem
from .records import Part, Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Requirement
    from .classifying import Sighting

ENOUGH = 2
"""What can be pointed at in a rule, less what is vague, must come to so much."""

POINTS: Mapping[str, int] = {
    "MUST": 3,
    "MUST NOT": 3,
    "SHOULD": 1,
    "SHOULD NOT": 1,
    "MAY": 0,
    "thing": 1,
    "literal": 2,
    "name": 1,
    "bound": 2,
    "scope": 1,
    "verb": 1,
    "one finding settles it": 1,
    "vague": -3,
    "rather vague": -1,
    "leaves it open": -3,
    "wish": -3,
    "harm": 2,
    "of a domain that the change touches": 2,
    "question by its author": 4,
}
"""What each part counts; things and vague words count once each."""
MOST_THINGS = 3
"""Points that things have together at most."""
_LONG = 24
"""Words that one line of a form has room for; each dozen more costs a point."""
_MORE = 12

_WORDS = re.compile(r"[^\W_]+")
_IS_LITERAL = re.compile(
    r"`[^`]+`|(?<![\w/])/[a-z{][\w/{}:-]*|\b[A-Z]{2,} ?\d[\d.]*\b|\b[A-Z][A-Za-z]+ \d+\.\d+\b|\b[A-Za-z]\+1\b"
)
_IS_NAME = re.compile(
    r"\b(?!(?:API|MUST|SHOULD|NOT|MAY|AI)\b)[A-Z]{2,}s?\b|\b[A-Z][a-z]+[A-Z]\w*|\b[a-z]+[A-Z]\w*"
)
_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half)"
_UNIT = (
    r"%|percent|seconds?|minutes?|ms|milliseconds?|hours?|days?|months?|years?|[kKMGT]i?B|px|CSS pixels|lines?|"
    r"characters?|times|levels?|steps?|words|or (?:fewer|less|more)"
)
_COMPARISON = (
    r"at (?:most|least)|(?:more|less|fewer|longer|greater|higher|lower) than|within|below|above|beyond|up to|under|"
    r"over|exceeds?"
)
_IS_BOUND = re.compile(
    rf"\b(?:{_COMPARISON})(?: \w+)?\W{{1,3}}{_NUMBER}(?:\b|%)(?: [\w]+)?|\b{_NUMBER} ?(?:{_UNIT})(?!\w)",
)
_IS_SCOPE = re.compile(
    r"\b(?:all|each|every|any|no|only|never|nowhere|nothing|default)\b", re.IGNORECASE
)
_VERB_WORDS = (
    "use return include define set validate escape encrypt mask name put store write give show separate split wrap "
    "declare specify log reject verify sanitize sanitise close limit expose transmit cite link mark format "
    "create keep take list add remove undo cancel retry hash pin sort number label generate redirect mock cover "
    "contain isolate model partition carry paginate document provide send mix share depend allow make check "
    "test convey ship insert paste print hold round quote state reserve declare leave state serve size begin "
    "version nest copy say note describe explain mention start cache establish capture fetch load read register trace "
    "answer reply pair cap compress grant issue borrow batch render reference tag mount sign annotate bump hide "
    "represent inject update attach encode decode throw restrict"
)
_VERBS = frozenset(stem(word) for word in _VERB_WORDS.split())
_WISH_WORDS = (
    "ensure optimize optimise maintain improve manage prioritize prioritise minimize minimise leverage support "
    "facilitate enhance consider strive promote ignore accept coordinate adhere align drive foster understand "
    "design conduct perform protect apply engage follow help encourage embrace"
)
_WISHES = frozenset(stem(word) for word in _WISH_WORDS.split())


def score(
    rule: Requirement, sighting: Sighting, *, is_asked: bool = False, is_touched: bool = False
) -> Score:
    """Return the score of a rule.

    Args:
        rule: The rule.
        sighting: Where it shows.
        is_asked: Whether its author wrote a question for it, which then stands for its words.
        is_touched: Whether it speaks of a domain that the change touches.
    """
    clear = [_part("question by its author")] if is_asked else list(_clarity(rule, sighting))
    clarity = sum(part.points for part in clear)
    is_checkable = is_asked or (
        sighting.sight.is_in_review and rule.level is not Level.MAY and clarity >= ENOUGH
    )
    near = [_part("of a domain that the change touches")] if is_touched else []
    return Score((_part(rule.level), *clear, *_harm(sighting), *near), clarity, is_checkable)


def _clarity(rule: Requirement, sighting: Sighting) -> Iterator[Part]:
    text = rule.statement
    yield from _each("thing", sighting.things, MOST_THINGS)
    yield from _found("literal", _IS_LITERAL, text) or _name(text, sighting.things)
    yield from _found("bound", _IS_BOUND, text)
    yield from _found("scope", _IS_SCOPE, text)
    yield from _verb(rule)
    if rule.level.is_negative:
        yield _part("one finding settles it")
    yield from _each("vague", sighting.vague)
    yield from _each("rather vague", sighting.rather_vague)
    yield from _each("leaves it open", sighting.escapes)
    length = len(_WORDS.findall(text))
    if length > _LONG:
        yield Part(f"{length} words", -1 - (length - _LONG) // _MORE)


def _name(text: str, things: Sequence[str]) -> list[Part]:
    """Return what an abbreviation or a name of code says that is not part of a thing already."""
    known = {word.casefold() for thing in things for word in _WORDS.findall(thing)}
    new = (match[0] for match in _IS_NAME.finditer(text) if match[0].casefold() not in known)
    return [_part("name", word) for word in new][:1]


def _verb(rule: Requirement) -> Iterator[Part]:
    """Yield what the verb says: one that leaves a trace in the change, or one that names a wish."""
    text = rule.text.partition(rule.keyword)[2] if rule.keyword in rule.text else rule.text
    words = _WORDS.findall(without_keywords(text))[:2]
    for word in words[1:] if words and words[0].endswith("ly") else words[:1]:
        if stem(word.casefold()) in _VERBS:
            yield _part("verb", word)
        elif stem(word.casefold()) in _WISHES:
            yield _part("wish", word)


def _harm(sighting: Sighting) -> Iterator[Part]:
    if sighting.risks:
        yield Part(f"{' and '.join(sighting.risks)} {_quoted(sighting.harm)}", POINTS["harm"])


def _each(name: str, words: Sequence[str], most: int = 0) -> Iterator[Part]:
    if words:
        total = POINTS[name] * len(words)
        yield Part(f"{name} {_quoted(words)}", min(total, most) if most else total)


def _found(name: str, wanted: re.Pattern[str], text: str) -> list[Part]:
    match = wanted.search(text)
    return [_part(name, match[0].strip(" `"))] if match else []


def _part(name: str, *words: str) -> Part:
    return Part(f"{name} {_quoted(words)}".rstrip(), POINTS[name])


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)
