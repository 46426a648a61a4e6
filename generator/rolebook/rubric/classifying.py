"""Classifies a rule: where a reviewer sees it and what is at risk, by cues in its words.

Cues are in `data/rubric/cues.csv`, one line for each meaning. A rule about a table and a meeting is
about the meeting: what a review cannot see wins where both are equally loud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ..keywords import false_friends
from ..messages import ENGLISH
from ..words.cues import Cues
from .holding import held
from .model import Aspect, Risk, Sighting, Visibility
from .tables import entries, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..model import Requirement
    from ..words.cues import Hit

# A phrase is more particular than a word ("status code" against "status"), and a weak cue only
# hints: it takes two of them to say what one word says.
_PHRASE, _WORD, _WEAK = 4, 2, 1
# A long list of things of one kind is no louder than a phrase and a word about another.
_MOST_PER_KIND = 6
# A duty towards another role is kept among people unless its words fill a kind with things that a
# reviewer sees, so it counts as much as one kind can.
_DUTY = _MOST_PER_KIND
_BETWEEN_WORDS = re.compile(r"[\W_]")
_CODE_SPAN = re.compile(r"`([^`]+)`")
_CODE_WORD = re.compile(r"\b(?:[a-z]+(?:_[a-z\d]+)+|[a-z]{2,}[A-Z][a-z]\w*)\b")
"""A name that is only written in code: `for_each`, `onDestroy`."""
_ASPECTS, _RISKS = tuple(Aspect), tuple(Risk)
GENERAL = "general"
_SETTLED: Mapping[str, Visibility] = {
    "service": Visibility.SERVICE,
    "design": Visibility.DESIGN,
}
_HIDDEN: Mapping[str, Visibility] = {
    "runtime": Visibility.RUNTIME,
    "process": Visibility.PROCESS,
    "person": Visibility.PERSON,
}


def classify(rule: Requirement) -> Sighting:
    """Return where a rule shows; a duty is kept among people unless its words say otherwise."""
    text = rule.wording if rule.is_collaboration else rule.statement
    return _classified(text, rule.wording, rule.is_collaboration, rule.language)


def classify_frame(frame: str, language: str) -> Sighting:
    """Return where the rules show that repeat a sentence, by the words that they share."""
    return _classified(frame, frame, is_duty=False, language=language)


@lru_cache(maxsize=1 << 12)
def is_general(title: str) -> bool:
    """Whether a category is about work on any subject.

    >>> is_general("Human-AI Collaboration"), is_general("Caching")
    (True, False)
    """
    return GENERAL in _cues().find(title)


@lru_cache(maxsize=1 << 16)
def _classified(text: str, wording: str, is_duty: bool, language: str) -> Sighting:
    heard = _heard(text, is_duty, language)
    document, said = held(wording) if language in ("", ENGLISH) else ("", "")
    place = _seen_in(document, said, language) if document else _seen(heard)
    vague = heard.hits("vague")
    harm = {risk: heard.words(risk) for risk in _RISKS if heard.hits(risk)}
    return Sighting(
        place.visibility,
        place.aspect,
        place.cues,
        tuple(dict.fromkeys((*([document] if document else ()), *_things(heard)))),
        risks=tuple(harm),
        harm=tuple(dict.fromkeys(chain.from_iterable(harm.values()))),
        vague=tuple(hit.words for hit in vague if not _is_weak(hit)),
        rather_vague=tuple(hit.words for hit in vague if _is_weak(hit)),
        escapes=heard.words("escape"),
        routine=heard.words("routine"),
        is_duty=is_duty and place.visibility is Visibility.PROCESS,
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """The cues of a rule."""

    by_meaning: Mapping[str, tuple[Hit, ...]]
    code: tuple[str, ...]
    """What it writes as code, with backticks."""
    loudness: Mapping[str, int]
    """How loudly it says each meaning."""
    aspect_hits: tuple[Hit, ...]
    """Those that name or hint at what a change holds."""

    def hits(self, meaning: str) -> tuple[Hit, ...]:
        return self.by_meaning.get(meaning, ())

    def words(self, meaning: str) -> tuple[str, ...]:
        return tuple(hit.words for hit in self.hits(meaning))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule shows, and the words that say so."""

    visibility: Visibility
    aspect: Aspect | None = None
    cues: tuple[str, ...] = ()


def _heard(text: str, is_duty: bool, language: str) -> _Heard:
    by_meaning = _without(false_friends(language), _cues().find(text.replace("`", "")))
    names = (*_CODE_SPAN.findall(text), *_CODE_WORD.findall(_CODE_SPAN.sub(" ", text)))
    loudness = {
        meaning: min(_MOST_PER_KIND, sum(map(_points, hits)))
        for meaning, hits in by_meaning.items()
    }
    if names:
        loudness[Aspect.CODE] = loudness.get(Aspect.CODE, 0) + _WORD
    if is_duty:
        loudness["process"] = loudness.get("process", 0) + _DUTY
    return _Heard(
        by_meaning,
        tuple(f"`{name}`" for name in names),
        loudness,
        tuple(chain.from_iterable(by_meaning.get(aspect, ()) for aspect in _ASPECTS)),
    )


def _without(
    words: Collection[str], by_meaning: Mapping[str, tuple[Hit, ...]]
) -> Mapping[str, tuple[Hit, ...]]:
    """Leave out hits that are words of another language: "los" is not "to lose" in Spanish."""
    if not words:
        return by_meaning
    kept = {
        meaning: tuple(hit for hit in hits if hit.words not in words)
        for meaning, hits in by_meaning.items()
    }
    return {meaning: hits for meaning, hits in kept.items() if hits}


def _seen(heard: _Heard) -> _Place:
    """Return where a rule shows: the first that is said loudly enough."""
    loudness = heard.loudness
    aspects = {aspect: loudness[aspect] for aspect in _ASPECTS if aspect in loudness}
    hidden = {meaning: loudness[meaning] for meaning in _HIDDEN if meaning in loudness}
    if max(hidden.values(), default=0) >= _WORD and sum(hidden.values()) >= sum(aspects.values()):
        loudest = max(hidden, key=hidden.__getitem__)
        return _Place(_HIDDEN[loudest], cues=heard.words(loudest))
    settled = {meaning: loudness[meaning] for meaning in _SETTLED if meaning in loudness}
    if max(settled.values(), default=0) >= max(_WORD, *aspects.values(), 0):
        loudest = max(settled, key=settled.__getitem__)
        return _Place(_SETTLED[loudest], cues=heard.words(loudest))
    if loudness.get("ci", 0) >= _WORD:
        return _Place(Visibility.CI, cues=heard.words("ci"))
    if not _is_named(heard):
        return _Place(Visibility.NOWHERE)
    aspect = max(aspects, key=aspects.__getitem__)
    # A rule that names the text of the request means it, however many other things it names.
    if aspect is Aspect.REQUEST or aspects.get(Aspect.REQUEST, 0) >= _PHRASE:
        return _Place(Visibility.REQUEST, Aspect.REQUEST, heard.words(Aspect.REQUEST))
    cues = heard.words(aspect)
    if aspect is Aspect.CODE:
        cues += heard.code
    return _Place(Visibility.DIFF, aspect, cues)


def _seen_in(document: str, said: str, language: str) -> _Place:
    """Return where it shows what a document holds: there, unless its words are about work on it."""
    place = _seen(_heard(said, is_duty=False, language=language))
    if place.visibility in _HIDDEN.values() or place.visibility.is_in_review:
        return place
    return _Place(Visibility.DIFF, Aspect.DOCS, (document,))


def _is_named(heard: _Heard) -> bool:
    """Whether a rule names what a change contains; a word that hints at two aspects is one hint."""
    hits = heard.aspect_hits
    hints = {hit.words for hit in hits if _is_weak(hit)}
    return bool(heard.code) or not all(map(_is_weak, hits)) or len(hints) >= _WORD


def _things(heard: _Heard) -> Iterator[str]:
    """Yield what a change holds, in the words of the rule, each once."""
    named = dict.fromkeys(hit.words for hit in heard.aspect_hits if not _is_weak(hit))
    yield from named
    yield from dict.fromkeys(span for span in heard.code if span.strip("`").casefold() not in named)


def _points(hit: Hit) -> int:
    if _is_weak(hit):
        return _WEAK
    return _PHRASE if _BETWEEN_WORDS.search(hit.words) else _WORD


def _is_weak(hit: Hit) -> bool:
    return hit.weight < 1


@cache
def _cues() -> Cues:
    return Cues(cue_lines())


def cue_lines() -> Iterator[tuple[str, str, bool]]:
    """Yield what each cue means, the cue, and whether it is a weak one."""
    for line in lines_of("cues.csv"):
        for cue in entries(line["cues"]):
            yield line["says"], cue, line["strength"] == "weak"
