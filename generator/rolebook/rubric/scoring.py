"""Scores a rule as a question: a sum of named parts, so that anyone can add it up again.

Two things are judged separately. *Can it be answered?* counts what a reader can point at, less
what each reader understands differently. *Does it matter?* adds how much the rule binds and what
goes wrong without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..messages import ENGLISH
from ..rfc2119 import Level, without_keywords
from ..words.stems import base_form
from .model import Aspect, Part, PartKind, Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Requirement
    from .model import Sighting

# One thing that a change contains ("each endpoint returns the status") is not yet a question; two
# points ask for a second one: a verb that leaves a trace, a scope, a number, something to search
# for. One vague word (-3) then outweighs any of them.
ENOUGH = 2
"""What can be pointed at in a rule, less what is vague, must come to this many points.

A point less is enough for a change that is known to touch what the rule is about.
"""

# A MUST blocks a change and a SHOULD only asks for a reason, so the two points between them are as
# much as a number or a literal is worth: a sharp SHOULD beats a dull MUST, but not a sharp one.
LEVEL_POINTS: Mapping[Level, int] = {
    Level.MUST: 3,
    Level.MUST_NOT: 3,
    Level.SHOULD: 1,
    Level.SHOULD_NOT: 1,
    Level.MAY: 0,
}
POINTS: Mapping[PartKind, int] = {
    PartKind.THING: 1,
    # Something to search for settles a question faster than a name or a scope.
    PartKind.LITERAL: 2,
    PartKind.NAME: 1,
    PartKind.BOUND: 2,
    PartKind.SCOPE: 1,
    # A thing that is at stake itself, such as an authorization check, is looked for in any case.
    PartKind.AT_STAKE: 1,
    PartKind.VERB: 1,
    PartKind.PROHIBITS: 1,
    # A single vague word costs more than the best single thing gains.
    PartKind.VAGUE: -3,
    PartKind.RATHER_VAGUE: -1,
    PartKind.OPEN: -3,
    PartKind.WISH: -3,
    # As much as separates MUST from SHOULD.
    PartKind.HARM: 2,
    # More than a MUST: what a linter or a habit settles is asked where nothing else is left.
    PartKind.ROUTINE: -5,
    # The author knows the team: their question is worth the clearest words a rule usually has.
    PartKind.ASKED: 4,
}
"""The points of each part; things and vague words count once each."""
MOST_FOR_THINGS = 3
"""Points that things have together at most: a list of nouns is not ten times as clear as one."""
# About three lines of the printed form, which is as much as a reviewer takes in at once.
_LONG = 24
"""Words of a rule that cost nothing; beyond them it loses a point."""
_EACH_FURTHER = 12
"""Words beyond that which cost another point."""

_WORDS = re.compile(r"[^\W_]+")
_IS_LITERAL = re.compile(
    r"`[^`]+`"
    r"|(?<![\w/])/[a-z{][\w/{}:-]*"
    r"|\b[A-Z]{2,} ?\d[\d.]*\b"
    r"|\b[A-Z][A-Za-z]+ \d+\.\d+\b"
    r"|\b[A-Za-z]\+1\b"
)
_IS_NAME = re.compile(
    r"\b(?!(?:API|MUST|SHOULD|NOT|MAY|AI)\b)[A-Z]{2,}s?\b"
    r"|\b[A-Z][a-z]+[A-Z]\w*"
    r"|\b[a-z]+[A-Z]\w*"
)
_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half)"
_UNIT = (
    r"%|percent|seconds?|minutes?|ms|milliseconds?|hours?|days?|months?|years?"
    r"|[kKMGT]i?B|px|CSS pixels|lines?|characters?|times|levels?|steps?|words"
    r"|or (?:fewer|less|more)"
)
_COMPARISON = (
    r"at (?:most|least)|(?:more|less|fewer|longer|greater|higher|lower) than"
    r"|within|below|above|beyond|up to|under|over|exceeds?"
)
_IS_BOUND = re.compile(
    rf"\b(?:{_COMPARISON})(?: \w+)?\W{{1,3}}{_NUMBER}(?:\b|%)(?: [\w]+)?"
    rf"|\b{_NUMBER} ?(?:{_UNIT})(?!\w)",
)
_IS_SCOPE = re.compile(
    r"\b(?:all|each|every|any|no|only|never|nowhere|nothing|default)\b", re.IGNORECASE
)
_VERB_WORDS = (
    "use return include define set validate escape encrypt mask name put store write give show "
    "separate split wrap declare specify log reject verify sanitize sanitise close limit expose "
    "transmit cite link mark format create keep take list add remove undo cancel retry hash pin "
    "sort number label generate redirect mock cover contain model partition carry paginate "
    "document provide send mix share depend allow make check test convey ship insert paste print "
    "hold round quote state reserve declare leave state serve size begin version nest copy say "
    "note describe explain mention start cache establish capture fetch load read register trace "
    "answer reply pair cap compress grant issue borrow batch render reference tag mount sign "
    "annotate bump hide represent inject update attach encode decode throw restrict implement "
    "automate"
)
_VERBS = frozenset(base_form(word) for word in _VERB_WORDS.split())
"""Verbs that leave a trace in a change."""
_WISH_WORDS = (
    "ensure optimize optimise maintain improve manage prioritize prioritise minimize minimise "
    "leverage support facilitate enhance consider strive promote ignore accept coordinate adhere "
    "align drive foster understand design conduct perform protect apply engage follow help "
    "encourage embrace isolate see"
)
_WISHES = frozenset(base_form(word) for word in _WISH_WORDS.split())
"""Verbs that name a wish rather than something to do."""


def score(
    rule: Requirement,
    sighting: Sighting,
    *,
    is_asked: bool = False,
    touched: int = 0,
    is_blunt: bool = False,
) -> Score:
    """Return the score of a rule.

    Args:
        rule: The rule.
        sighting: Where it shows.
        is_asked: Whether its author wrote a question for it, which then replaces its words.
        touched: Points for what the change has to do with it.
        is_blunt: Whether it is asked though it is vague: then a vague word costs little.
    """
    clear = [_part(PartKind.ASKED)] if is_asked else list(_clarity(rule, sighting, is_blunt))
    clarity = sum(part.points for part in clear)
    is_answerable = sighting.visibility.is_in_review and rule.level is not Level.MAY
    # What was inferred never comes before what its author wrote.
    points = 0 if rule.inferred else LEVEL_POINTS[rule.level]
    parts = [Part(PartKind.LEVEL, points, (rule.level.value,)), *clear]
    # To document access rights isn't to check them.
    is_about_words = sighting.aspect is Aspect.DOCS and not rule.level.is_negative
    if sighting.risks and not is_about_words:
        parts.append(
            Part(PartKind.HARM, POINTS[PartKind.HARM], sighting.harm, risks=sighting.risks)
        )
    if sighting.routine:
        parts.append(_part(PartKind.ROUTINE, *sighting.routine))
    if touched:
        parts.append(Part(PartKind.TOUCHED, touched))
    return Score(
        tuple(parts),
        clarity,
        is_checkable=is_asked or (is_answerable and clarity >= ENOUGH),
        is_thin=is_answerable and clarity == ENOUGH - 1,
    )


def _clarity(rule: Requirement, sighting: Sighting, is_blunt: bool) -> Iterator[Part]:
    text = rule.statement
    yield from _each(PartKind.THING, sighting.things)
    at_stake = _at_stake(sighting)
    if at_stake:
        yield _part(PartKind.AT_STAKE, *at_stake)
    yield from _first(PartKind.LITERAL, _IS_LITERAL, text) or _name(text, sighting.things)
    yield from _first(PartKind.BOUND, _IS_BOUND, text)
    if rule.language in ("", ENGLISH):
        yield from _first(PartKind.SCOPE, _IS_SCOPE, text)
        yield from _verb(rule)
    if rule.level.is_negative:
        yield _part(PartKind.PROHIBITS)
    if at_stake or is_blunt:
        # To see that there is no check, a reviewer does not have to know what a proper one is.
        yield from _each(PartKind.RATHER_VAGUE, (*sighting.vague, *sighting.rather_vague))
    else:
        yield from _each(PartKind.VAGUE, sighting.vague)
        yield from _each(PartKind.RATHER_VAGUE, sighting.rather_vague)
    yield from _each(PartKind.OPEN, sighting.escapes)
    length = len(_WORDS.findall(text))
    if length > _LONG:
        yield Part(PartKind.LENGTH, -1 - (length - _LONG) // _EACH_FURTHER, count=length)


def _at_stake(sighting: Sighting) -> list[str]:
    """Return the things that are at stake themselves: a log of data where data is sensitive."""
    harm = set(_WORDS.findall(" ".join(sighting.harm)))
    return [thing for thing in sighting.things if not harm.isdisjoint(_WORDS.findall(thing))]


def _name(text: str, things: Sequence[str]) -> list[Part]:
    """Return a part for an abbreviation or name of code that is not part of a thing already."""
    known = {word.casefold() for word in _WORDS.findall(" ".join(things))}
    names = (match[0] for match in _IS_NAME.finditer(text))
    return [_part(PartKind.NAME, name) for name in names if name.casefold() not in known][:1]


def _verb(rule: Requirement) -> Iterator[Part]:
    """Yield a part for a verb that leaves a trace in the change, or for one that names a wish."""
    _, keyword, behind = rule.text.partition(rule.keyword)
    text = behind if keyword else rule.text
    words = _WORDS.findall(without_keywords(text))[:2]
    if words and words[0].endswith("ly"):
        words.pop(0)
    for word in words[:1]:
        if base_form(word.casefold()) in _VERBS:
            yield _part(PartKind.VERB, word)
        elif base_form(word.casefold()) in _WISHES:
            yield _part(PartKind.WISH, word)


def _each(kind: PartKind, words: Sequence[str]) -> Iterator[Part]:
    """Yield a part for words that count once each; what they gain has a limit."""
    if words:
        yield Part(kind, min(POINTS[kind] * len(words), MOST_FOR_THINGS), tuple(words))


def _first(kind: PartKind, wanted: re.Pattern[str], text: str) -> list[Part]:
    match = wanted.search(text)
    return [_part(kind, match[0].strip(" `"))] if match else []


def _part(kind: PartKind, *words: str) -> Part:
    return Part(kind, POINTS[kind], words)
