"""Possible links that are undecided, as text and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from ..markup import plain
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..messages import Messages
    from .undecided import Undecided

    Form = Callable[[Sequence["Undecided"], Messages, "Paint"], str]
    Paint = Callable[[str, str], str]
    """Colours a text for a role, such as `place`."""


def as_text(every: Sequence[Undecided], say: Messages, paint: Paint) -> str:
    """Return them by persona and rule, for people."""
    return "\n".join(_lines(every, say, paint)) if every else say("links-none")


def _lines(every: Sequence[Undecided], say: Messages, paint: Paint) -> Iterator[str]:
    for text, of_text in groupby(every, key=lambda one: one.text):
        yield paint(shown(say("links-persona", persona=text.name, path=text.path)), "place")
        for _, of_rule in groupby(of_text, key=lambda one: one.rule.id):
            own = list(of_rule)
            yield ""
            yield from rule_lines(own[0], paint)
            for one in own:
                yield f"    ? {shown(link_line(one, say))}"
                yield f"      {paint(shown(one.why(say)), 'quiet')}"
        yield ""
    yield say("links-count", count=len(every))
    waiting = sum(not one.is_lasting for one in every)
    if waiting:
        yield say("links-waiting", count=waiting)


def rule_lines(one: Undecided, paint: Paint) -> Iterator[str]:
    """Yield the lines that say a rule, with its evidence marked."""
    pieces = ((shown(words), is_mark) for words, is_mark in one.pieces)
    words = "".join(paint(words, "mark") if is_mark else words for words, is_mark in pieces)
    yield f"{paint(shown(one.rule.id), 'place')} {one.rule.level}"
    if one.rule.context:
        yield f"  {paint(shown(plain(one.rule.context)), 'quiet')}"
    yield f"  {words}"


def link_line(one: Undecided, say: Messages) -> str:
    """Return the line that says what a rule may need."""
    return say("links-link", name=one.name, about=one.about(say))


def as_json(every: Sequence[Undecided], say: Messages, paint: Paint) -> str:
    """Return a list with an object for each, for tools."""
    return msgspec.json.format(msgspec.json.encode([_record(one) for one in every])).decode()


def _record(one: Undecided) -> dict[str, object]:
    return {
        "id": one.rule.id,
        "persona": one.text.slug,
        "path": one.text.path,
        "level": one.rule.level.value,
        "text": one.rule.text,
        "kind": one.link.kind.value,
        "framework": one.link.framework,
        "target": one.link.target,
        "name": one.name,
        "word": one.word,
        "score": one.link.score,
        "evidence": [
            {"words": evidence.words, "place": evidence.place.value}
            for evidence in one.link.evidence
        ],
        "lasting": one.is_lasting,
    }


FORMATS: Mapping[str, Form] = {"text": as_text, "json": as_json}
"""The formats of the list, by name."""
