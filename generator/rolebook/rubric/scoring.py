"""A rule and where it shows to a score: a sum of named parts, so that everybody can add it up again.

Two questions are asked apart. *Can it be answered?* counts what a reader can point at, less what everybody reads in
their own way. *Does it matter?* adds how much it binds and what goes wrong without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..phrases import stem
from ..rfc2119 import Level, without_keywords
from .records import Part, Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Requirement
    from .classifying import Sighting

ENOUGH = 2
"""What can be pointed at in a rule, less what is vague, must come to so much."""

_LEVELS: Mapping[Level, int] = {
    Level.MUST: 3,
    Level.MUST_NOT: 3,
    Level.SHOULD: 1,
    Level.SHOULD_NOT: 1,
    Level.MAY: 0,
}
_MOST_THINGS = 3
_LITERAL, _NAME, _BOUND, _SCOPE, _VERB, _FORBIDS = 2, 1, 2, 1, 1, 1
_VAGUE, _RATHER_VAGUE, _ESCAPE, _WISH = -3, -1, -3, -3
_HARM, _TOUCHED, _ASKED = 2, 2, 4
_LONG = 24
"""Words that one line of a form has room for; each dozen more costs a point."""
_MORE = 12

_WORDS = re.compile(r"[^\W_]+")
_IS_LITERAL = re.compile(
    r"`[^`]+`|(?<![\w/])/[a-z{][\w/{}:-]*|\b[A-Z]{2,} ?\d[\d.]*\b|\b[A-Z][A-Za-z]+ \d+\.\d+\b|\b[A-Za-z]\+1\b"
)
_IS_NAME = re.compile(r"\b(?!(?:API|MUST|SHOULD|NOT|MAY|AI)\b)[A-Z]{2,}s?\b|\b[A-Z][a-z]+[A-Z]\w*|\b[a-z]+[A-Z]\w*")
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
_IS_SCOPE = re.compile(r"\b(?:all|each|every|any|no|only|never|nowhere|nothing|default)\b", re.IGNORECASE)
_VERB_WORDS = (
    "use return include define set validate escape encrypt mask name put store write give show separate split wrap "
    "declare specify log reject verify sanitize sanitise close limit expose transmit cite link mark format "
    "create keep take list add remove undo cancel retry hash pin sort number label generate redirect mock cover "
    "contain isolate model partition carry paginate document provide send mix share depend allow make check "
    "test convey ship insert paste print hold round quote state reserve declare leave state serve size begin "
    "version nest copy say note describe explain mention start cache establish capture fetch load read register trace"
)
_VERBS = frozenset(stem(word) for word in _VERB_WORDS.split())
_WISH_WORDS = (
    "ensure optimize optimise maintain improve manage prioritize prioritise minimize minimise leverage support "
    "facilitate enhance consider strive promote ignore accept coordinate adhere align drive foster understand "
    "design conduct perform protect apply engage follow help encourage embrace"
)
_WISHES = frozenset(stem(word) for word in _WISH_WORDS.split())


def score(rule: Requirement, sighting: Sighting, *, is_asked: bool = False, is_touched: bool = False) -> Score:
    """Return the score of a rule.

    Args:
        rule: The rule.
        sighting: Where it shows.
        is_asked: Whether its author wrote a question for it, which then stands for its words.
        is_touched: Whether it speaks of a domain that the change touches.
    """
    clear = [Part("question by its author", _ASKED)] if is_asked else list(_clarity(rule, sighting))
    clarity = sum(part.points for part in clear)
    is_checkable = is_asked or (sighting.sight.is_in_review and rule.level is not Level.MAY and clarity >= ENOUGH)
    near = [Part("of a domain that the change touches", _TOUCHED)] if is_touched else []
    return Score((Part(rule.level, _LEVELS[rule.level]), *clear, *_harm(sighting), *near), clarity, is_checkable)


def _clarity(rule: Requirement, sighting: Sighting) -> Iterator[Part]:
    text = rule.statement
    yield from _counted("thing", sighting.things, 1, _MOST_THINGS)
    yield from _found("literal", _IS_LITERAL, text, _LITERAL) or _name(text, sighting.things)
    yield from _found("bound", _IS_BOUND, text, _BOUND)
    yield from _found("scope", _IS_SCOPE, text, _SCOPE)
    yield from _verb(rule)
    if rule.level.is_negative:
        yield Part("one finding settles it", _FORBIDS)
    yield from _counted("vague", sighting.vague, _VAGUE)
    yield from _counted("rather vague", sighting.rather_vague, _RATHER_VAGUE)
    yield from _counted("leaves it open", sighting.escapes, _ESCAPE)
    length = len(_WORDS.findall(text))
    if length > _LONG:
        yield Part(f"{length} words", -1 - (length - _LONG) // _MORE)


def _name(text: str, things: Sequence[str]) -> list[Part]:
    """Return what an abbreviation or a name of code says that is not part of a thing already."""
    known = {word for thing in things for word in _WORDS.findall(thing)}
    new = (match[0] for match in _IS_NAME.finditer(text) if match[0].casefold() not in known)
    return [Part(f"name “{name}”", _NAME) for name in new][:1]


def _harm(sighting: Sighting) -> Iterator[Part]:
    if sighting.risks:
        quoted = ", ".join(f"“{words}”" for words in sighting.harm)
        yield Part(f"{' and '.join(sighting.risks)} {quoted}", _HARM)


def _verb(rule: Requirement) -> Iterator[Part]:
    """Yield what the verb says: one that leaves a trace in the change, or one that names a wish."""
    text = rule.text.partition(rule.keyword)[2] if rule.keyword in rule.text else rule.text
    words = _WORDS.findall(without_keywords(text))[:2]
    for word in words[1:] if words and words[0].endswith("ly") else words[:1]:
        if stem(word.casefold()) in _VERBS:
            yield Part(f"verb “{word}”", _VERB)
        elif stem(word.casefold()) in _WISHES:
            yield Part(f"wish “{word}”", _WISH)


def _counted(name: str, words: Sequence[str], points: int, most: int = 0) -> list[Part]:
    if not words:
        return []
    total = points * len(words)
    return [Part(f"{name} {', '.join(f'“{one}”' for one in words)}", min(total, most) if most else total)]


def _found(name: str, wanted: re.Pattern[str], text: str, points: int) -> list[Part]:
    match = wanted.search(text)
    return [Part(f"{name} “{match[0].strip(' `')}”", points)] if match else []
