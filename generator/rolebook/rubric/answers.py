"""A review that the form exported, of any version, to a record; it knows no rubric and no page.

The form writes these files (`assets/rubric/comment.js`), and `docs/rubric.md` describes them.
Schema 1 and 2 said `yes`, `no` and `na` where 3 says `kept`, `broken` and `untouched`.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from ..input.files import OperatorError
from ..rfc2119 import Level  # noqa: TC001 - msgspec reads the types of fields

FORMAT = "rolebook-review"
SCHEMA = 3
"""The newest version that is understood."""


class Answer(StrEnum):
    """What a reviewer says of a rule and a change."""

    KEPT = "kept"
    """The change does what the rule says, or leaves out what it forbids."""
    BROKEN = "broken"
    UNTOUCHED = "untouched"
    """The rule does not apply to this change."""


_FORMER = {"yes": Answer.KEPT, "no": Answer.BROKEN, "na": Answer.UNTOUCHED}
"""The words of schema 1 and 2."""


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """A question as it was asked, with its answer."""

    id: str
    level: Level
    text: str = ""
    rules: tuple[str, ...] = ()
    """IDs of all rules that it covered, the leading one first."""
    answer: Answer | None = None
    """None where it was left open."""
    where: str = ""
    """Where the reviewer looked, or what they saw and wanted instead."""
    reason: str = ""
    """Why a broken SHOULD does not matter here."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review of one change for one role."""

    persona: str
    """Code of the role."""
    items: tuple[AnsweredItem, ...]
    """In the order of the form."""
    title: str = ""
    """Name of the role."""
    version: str = ""
    """Of the role's rules, as the form printed it."""
    change: str = ""
    author: str = ""
    reviewer: str = ""
    date: str = ""
    """`2026-03-02`; empty if the reviewer left it out."""
    touched: tuple[str, ...] = ()
    """Titles of the domains that the change touches; none means anything."""
    ticked: tuple[str, ...] = ()
    """IDs of the repeated rules that were ticked."""
    notes: str = ""


def read_review(raw: bytes, name: str) -> Review:
    """Return the review in an exported file.

    Args:
        raw: Content of the file.
        name: Its path, for errors.

    Raises:
        OperatorError: It is not a review, or a newer version of Rolebook wrote it.

    Examples:
        >>> raw = b'''{"format": "rolebook-review", "schema": 1, "persona": "BD",
        ... "items": [{"id": "BD-1", "level": "MUST", "answer": "no"}]}'''
        >>> read_review(raw, "review.json").items[0].answer
        <Answer.BROKEN: 'broken'>
    """
    try:
        value = msgspec.json.decode(raw.removeprefix(BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperatorError(f"{name} is not a review: it is not JSON ({error})") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise OperatorError(f'{name} is not a review: its "format" is not "{FORMAT}"')
    schema = value.get("schema")
    if type(schema) is not int or schema < 1:
        raise OperatorError(f'{name} is not a review: its "schema" must be a number from 1')
    if schema > SCHEMA:
        raise OperatorError(f"{name} is from a newer version of Rolebook (schema {schema})")
    try:
        return msgspec.convert(_renewed(value) if schema < SCHEMA else value, Review)
    except msgspec.ValidationError as error:
        raise OperatorError(f"{name} is not a complete review: {error}") from error


def _renewed(value: dict[str, Any]) -> dict[str, Any]:
    """Return a review of schema 1 or 2 with the answers of schema 3."""
    items = value.get("items")
    if not isinstance(items, list):
        return value
    return {**value, "items": [_renewed_item(item) for item in items]}


def _renewed_item(item: Any) -> Any:
    if not isinstance(item, dict) or item.get("answer") is None:
        return item
    answer = item["answer"]
    return {**item, "answer": _FORMER.get(answer, answer) if isinstance(answer, str) else answer}
