"""A rule to where a reviewer sees it and what is at risk: by cues in its words, which are kept as the reason.

Cues are in `data/rubric/cues.csv`, one line for each thing to say. A rule about a table and a
meeting is about the meeting: what a review cannot see wins where both are said as loudly.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from ..words.cues import Cues
from .records import Sight, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model import Requirement
    from ..words.cues import Hit

_PHRASE, _WORD, _WEAK = 4, 2, 1
"""What a cue says: several words are more particular than one."""
_MOST_PER_KIND = 6
"""A list of things of one kind is not said louder than two phrases."""
_DUTY = 6
"""What a duty to another role says for people: as much as a list."""
_BETWEEN_WORDS = re.compile(r"[\W_]")
_CODE_SPAN = re.compile(r"`([^`]+)`")
_CODE_WORD = re.compile(r"\b(?:[a-z]+(?:_[a-z\d]+)+|[a-z]{2,}[A-Z][a-z]\w*)\b")
"""A name that nobody writes but for code: `for_each`, `onDestroy`."""
GENERAL = "general"


class Aspect(StrEnum):
    """What of a change a rule is about."""

    REQUEST = "request"
    TEST = "test"
    DOCS = "docs"
    INTERFACE = "interface"
    DATA = "data"
    CODE = "code"
    CONFIG = "config"
    SCREEN = "screen"
    LOG = "log"

    @property
    def hint(self) -> str:
        """Where to look."""
        return _HINTS[self]

    @property
    def stop(self) -> Stop:
        """The pause point at which it is looked at, if no harm is at stake."""
        is_first = self in (Aspect.REQUEST, Aspect.TEST, Aspect.DOCS)
        return Stop.REQUEST if is_first else Stop.READING


_HINTS: Mapping[Aspect, str] = {
    Aspect.REQUEST: "text of the request",
    Aspect.TEST: "tests in the change",
    Aspect.DOCS: "documents in the change",
    Aspect.INTERFACE: "interface: routes, messages, their description",
    Aspect.DATA: "data: schema, migrations, queries",
    Aspect.CODE: "code",
    Aspect.CONFIG: "configuration and manifests",
    Aspect.SCREEN: "pages, texts and styles",
    Aspect.LOG: "log statements",
}
_HIDDEN: Mapping[str, Sight] = {
    "runtime": Sight.RUNTIME,
    "process": Sight.PROCESS,
    "person": Sight.PERSON,
}
_RISKS = ("security", "privacy", "data-loss", "money", "outage", "safety")
_GRAVE = frozenset(("security", "privacy", "data loss", "money", "safety"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where it shows whether a rule was kept, and the words that tell."""

    sight: Sight
    aspect: Aspect | None
    """None where a review does not see it."""
    reason: str
    """A clause: `interface: "url", "parameters"`."""
    things: tuple[str, ...]
    """What it names that a change holds, without what only hints at it."""
    risks: tuple[str, ...]
    """What goes wrong where it is not kept, such as `data loss`."""
    harm: tuple[str, ...]
    """The words that tell of the risks."""
    vague: tuple[str, ...]
    """Words that everybody reads in their own way."""
    rather_vague: tuple[str, ...]
    escapes: tuple[str, ...]
    """Words that leave it to the reader whether the rule holds."""

    @property
    def is_grave(self) -> bool:
        """Whether mending the fault does not mend the harm."""
        return not _GRAVE.isdisjoint(self.risks)

    @property
    def stop(self) -> Stop:
        """The pause point that fits: harm is asked for last, when the change is known."""
        if self.is_grave and self.aspect not in (Aspect.REQUEST, Aspect.TEST, Aspect.DOCS):
            return Stop.APPROVING
        return self.aspect.stop if self.aspect else Stop.READING


def classify(rule: Requirement) -> Sighting:
    """Return where a rule shows; a duty is kept among people unless its words say otherwise."""
    return _classified(
        rule.statement if not rule.is_collaboration else rule.text, rule.is_collaboration
    )


def is_general(title: str) -> bool:
    """Whether a category is about work on any subject.

    >>> is_general("Human-AI Collaboration"), is_general("Caching")
    (True, False)
    """
    return GENERAL in _cues().find(title)


@lru_cache(maxsize=1 << 16)
def _classified(text: str, is_duty: bool) -> Sighting:
    heard = _heard(text, is_duty)
    found = heard.found
    sight, aspect, reason = _seen(heard)
    risky = [(risk.replace("-", " "), hit.words) for risk in _RISKS for hit in found.get(risk, ())]
    return Sighting(
        sight,
        aspect,
        reason,
        tuple(_things(heard)),
        tuple(dict.fromkeys(risk for risk, _ in risky)),
        tuple(dict.fromkeys(words for _, words in risky)),
        tuple(hit.words for hit in found.get("vague", ()) if not _is_weak(hit)),
        tuple(hit.words for hit in found.get("vague", ()) if _is_weak(hit)),
        tuple(hit.words for hit in found.get("escape", ())),
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """The cues of a rule."""

    found: Mapping[str, tuple[Hit, ...]]
    code: tuple[str, ...]
    """What it writes as code."""
    loud: Mapping[str, int]
    """How loudly each thing is said."""
    is_duty: bool


def _heard(text: str, is_duty: bool) -> _Heard:
    found = _cues().find(text.replace("`", ""))
    names = (*_CODE_SPAN.findall(text), *_CODE_WORD.findall(_CODE_SPAN.sub(" ", text)))
    code = tuple(f"`{name}`" for name in names)
    loud = {says: min(_MOST_PER_KIND, sum(map(_points, hits))) for says, hits in found.items()}
    if code:
        loud[Aspect.CODE] = loud.get(Aspect.CODE, 0) + _WORD
    if is_duty:
        loud["process"] = loud.get("process", 0) + _DUTY
    return _Heard(found, code, loud, is_duty)


def _seen(heard: _Heard) -> tuple[Sight, Aspect | None, str]:
    """Return where a rule shows and why: the first that is said loudly enough."""
    loud = heard.loud
    aspects = {aspect: loud[aspect] for aspect in Aspect if aspect in loud}
    hidden = {says: loud[says] for says in _HIDDEN if says in loud}
    seen = sum(aspects.values())
    if max(hidden.values(), default=0) >= _WORD and sum(hidden.values()) >= seen:
        says = max(hidden, key=lambda one: hidden[one])
        more = ("a duty to another role",) if heard.is_duty and says == "process" else ()
        return _HIDDEN[says], None, _said(_HIDDEN[says], heard.found.get(says, ()), more)
    if loud.get("ci", 0) >= _WORD:
        return Sight.CI, None, _said(Sight.CI, heard.found["ci"])
    if not _is_named(heard):
        return Sight.NOWHERE, None, "names nothing that a change holds"
    # Who names the text of the request means it, however much it is to say.
    if aspects.get(Aspect.REQUEST, 0) >= _PHRASE:
        return Sight.REQUEST, Aspect.REQUEST, _said(Sight.REQUEST, heard.found[Aspect.REQUEST])
    aspect = max(aspects, key=lambda one: aspects[one])
    sight = Sight.REQUEST if aspect is Aspect.REQUEST else Sight.DIFF
    return (
        sight,
        aspect,
        _said(aspect, heard.found.get(aspect, ()), heard.code if aspect is Aspect.CODE else ()),
    )


def _is_named(heard: _Heard) -> bool:
    """Whether a rule names what a change holds; a word that only hints at two aspects is still one hint."""
    hits = [hit for aspect in Aspect for hit in heard.found.get(aspect, ())]
    hints = {hit.words for hit in hits if _is_weak(hit)}
    return bool(heard.code) or not all(map(_is_weak, hits)) or len(hints) >= _WORD


def _things(heard: _Heard) -> Iterator[str]:
    """Yield what a change holds, in the words of the rule, each once."""
    hits = (hit for aspect in Aspect for hit in heard.found.get(aspect, ()))
    named = dict.fromkeys(hit.words for hit in hits if not _is_weak(hit))
    yield from named
    yield from dict.fromkeys(span for span in heard.code if span.strip("`").casefold() not in named)


def _points(hit: Hit) -> int:
    if _is_weak(hit):
        return _WEAK
    return _PHRASE if _BETWEEN_WORDS.search(hit.words) else _WORD


def _is_weak(hit: Hit) -> bool:
    return hit.weight < 1


def _said(what: str, hits: tuple[Hit, ...], more: tuple[str, ...] = ()) -> str:
    return f"{what}: {', '.join([*(f'“{hit.words}”' for hit in hits), *more])}"


@cache
def _cues() -> Cues:
    return Cues(cue_lines())


def cue_lines() -> Iterator[tuple[str, str, bool]]:
    """Yield what each cue says, the cue, and whether it is a weak one."""
    file = resources.files("rolebook").joinpath("data", "rubric", "cues.csv")
    for line in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        for cue in line["cues"].split(";"):
            yield line["says"], cue.strip(), line["strength"] == "weak"
