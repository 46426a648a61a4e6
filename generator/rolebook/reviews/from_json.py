"""JSON to reviews: what the web form downloads, what agents write, and our own data file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..model.diagnostics import Diagnostic
from ..rubric.answers import FORMAT, SCHEMA, Answer
from .located import Located, Unreadable
from .model import Reply, Review, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.source import Span
    from .located import Place

ANSWERS: Mapping[str, Answer] = {
    **{answer.value: answer for answer in Answer},
    "yes": Answer.KEPT,
    "no": Answer.BROKEN,
    "na": Answer.UNTOUCHED,
    "n/a": Answer.UNTOUCHED,
}
"""From what files say to what it means."""
_LISTS = ("items", "answers")
"""Keys under which a review has what was answered."""
_TEXTS = ("persona", "change", "date", "version", "author", "reviewer", "notes")
"""What is said about a review as a whole."""
_DAY = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])")


@dataclass(frozen=True, slots=True)
class Found:
    """A review in a file, and where what it says is."""

    review: Review
    span: Span
    spans: Mapping[str, Span] = field(default_factory=dict)
    """From the ID of a question to its place."""


Reading = tuple[list[Found], list[Diagnostic]]
_Key = tuple[int, tuple[tuple[str, str], ...]]
"""The number of the header before an answer, and what is said of its review."""


def from_json(values: Iterable[Located | Unreadable]) -> Reading:
    """Return the reviews in the values of a file, and what is odd about them.

    Answers that are no part of a review belong to the header before them, if there is one, and to
    what they say of themselves.
    """
    collecting = _Collecting()
    for value in values:
        if isinstance(value, Unreadable):
            collecting.report("RV001", value.span, reason=value.reason)
        else:
            collecting.take(value, value.value, ())
    return list(collecting.reviews()), collecting.problems


@dataclass
class _Collecting:
    """Reviews as they are found."""

    problems: list[Diagnostic] = field(default_factory=list)
    _whole: list[Found] = field(default_factory=list)
    _heads: list[Mapping[str, str]] = field(default_factory=lambda: [{}])
    """Headers, the last one valid."""
    _loose: dict[_Key, list[tuple[Reply, Span]]] = field(default_factory=dict)
    """Answers that are no part of a review."""
    _known: dict[_Key, set[str]] = field(default_factory=dict)
    """The IDs of these."""

    def report(self, code: str, span: Span, variant: str = "", /, **values: object) -> None:
        self.problems.append(Diagnostic.of(code, span, variant, **values))

    def take(self, found: Located, value: Any, place: Place) -> None:
        """Take a review, an answer, a header, or a list of them."""
        if isinstance(value, list):
            for n, part in enumerate(value):
                self.take(found, part, (*place, n))
        elif not isinstance(value, dict):
            self.report("RV001", found.at(*place), "other")
        elif any(isinstance(value.get(key), list) for key in _LISTS):
            self._take_review(found, value, place)
        elif "id" in value:
            self._take_answer(found, value, place)
        elif not value.keys().isdisjoint(_TEXTS):
            self._heads.append(self._head(found, value, place))
        else:
            self.report("RV001", found.at(*place), "other")

    def reviews(self) -> Iterator[Found]:
        """Yield the reviews; one that answers nothing is only reported."""
        loose = [_of_loose(dict(head), replies) for (_, head), replies in self._loose.items()]
        for one in chain(self._whole, loose):
            if one.review.answered:
                yield one
            else:
                self.report("RV002", one.span)

    def _take_review(self, found: Located, value: dict[str, Any], place: Place) -> None:
        form, schema = value.get("format", FORMAT), value.get("schema", SCHEMA)
        if form != FORMAT:
            self.report("RV001", found.at(*place, "format"), "other")
            return
        if schema not in range(1, SCHEMA + 1):
            self.report("RV001", found.at(*place, "schema"), "schema", given=str(schema))
            return
        head = self._head(found, value, place)
        key = next(key for key in _LISTS if isinstance(value.get(key), list))
        replies: list[tuple[Reply, Span]] = []
        for n, item in enumerate(value[key]):
            replies += self._reply(found, item, (*place, key, n))
        self._note_repeated(replies, set())
        self._whole.append(_found(head, replies, found.at(*place)))

    def _take_answer(self, found: Located, value: dict[str, Any], place: Place) -> None:
        head = {**self._heads[-1], **self._head(found, value, place)}
        key = len(self._heads), tuple(sorted(head.items()))
        for reply in self._reply(found, value, place):
            self._loose.setdefault(key, []).append(reply)
            self._note_repeated([reply], self._known.setdefault(key, set()))

    def _note_repeated(self, replies: list[tuple[Reply, Span]], known: set[str]) -> None:
        for reply, span in replies:
            if reply.id in known:
                self.report("RV003", span, "repeated", id=reply.id)
            known.add(reply.id)

    def _head(self, found: Located, value: dict[str, Any], place: Place) -> dict[str, str]:
        """Return what is said of a review as a whole."""
        head: dict[str, str] = {}
        for key in _TEXTS:
            text = self._text(found, value, key, place)
            if key == "date" and text and not is_day(text):
                self.report("RV003", found.at(*place, key), "date", given=text)
            elif text:
                head[key] = text[:10] if key == "date" else text
        return head

    def _reply(self, found: Located, item: Any, place: Place) -> list[tuple[Reply, Span]]:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not item["id"]:
            self.report("RV003", found.at(*place), "no-id")
            return []
        id = in_a_line(item["id"])
        reply = Reply(
            id,
            self._answer(found, item, place),
            _others(id, item.get("rules")),
            self._text(found, item, "where", place),
            self._text(found, item, "reason", place),
        )
        return [(reply, found.at(*place))]

    def _answer(self, found: Located, item: dict[str, Any], place: Place) -> Answer | None:
        given = item.get("answer")
        if given is None or given == "":
            return None
        answer = ANSWERS.get(in_a_line(given).casefold()) if isinstance(given, str) else None
        if answer is None:
            self.report("RV003", found.at(*place, "answer"), "answer", given=_shown(given))
        return answer

    def _text(self, found: Located, value: dict[str, Any], key: str, place: Place) -> str:
        given = value.get(key)
        if isinstance(given, int) and not isinstance(given, bool) and abs(given) < _LARGE:
            given = str(given)  # the number of a pull request
        if given is not None and not isinstance(given, str):
            self.report("RV003", found.at(*place, key), "text", key=key)
            return ""
        return (given or "").strip() if key == "notes" else in_a_line(given or "")


_LARGE = 10**15
"""Numbers from here on are no names."""


def is_day(text: str) -> bool:
    """Whether a text begins with a day of this century: a typo in a year would bend all charts.

    >>> is_day("2026-11-30"), is_day("2026-11-30T09:15:00Z"), is_day("0226-11-30")
    (True, True, False)
    """
    return bool(_DAY.match(text))


def in_a_line(text: str) -> str:
    """Return a text with a blank instead of each line end and the like."""
    return " ".join(text.split())


def _found(head: Mapping[str, str], replies: list[tuple[Reply, Span]], span: Span) -> Found:
    review = replace(Review(""), **head, replies=tidy(reply for reply, _ in replies))
    return Found(review, span, {reply.id: place for reply, place in reversed(replies)})


def _of_loose(head: Mapping[str, str], replies: list[tuple[Reply, Span]]) -> Found:
    return _found(head, replies, replies[0][1])


def _others(id: str, rules: Any) -> tuple[str, ...]:
    listed = rules if isinstance(rules, list) else []
    named = {in_a_line(rule) for rule in listed if isinstance(rule, str)}
    return tuple(sorted(named - {id, ""}))


def _shown(given: Any) -> str:
    return str(given)[:60]
