"""A review that the form exported, of any version, is read; what is no review is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rolebook.input.files import OperatorError
from rolebook.rfc2119 import Level
from rolebook.rubric import Answer, AnsweredItem, Review, read_review

_WORDS = {
    1: ("yes", "no", "na", None),
    2: ("yes", "no", "na", None),
    3: ("kept", "broken", "untouched", None),
}
"""The same four answers in each version."""
_OF_VERSION: dict[int, tuple[str, dict[str, Any]]] = {
    1: ("pause", {"accounts": "4 questions cover 4 rules."}),
    2: ("checkpoint", {"counts": {"item": 4}}),
    3: ("checkpoint", {"counts": {"item": 4}}),
}
"""What each calls the checkpoint of an item, and how it accounts for rules."""


def exported(schema: int) -> dict[str, Any]:
    """A file as the form of that version wrote it."""
    checkpoint, accounts = _OF_VERSION[schema]
    return {
        "format": "rolebook-review",
        "schema": schema,
        "persona": "GK",
        "title": "Gate Keeper",
        "version": "2026-03-01, source 50ca5079",
        "url": "https://example.org/p/gate-keeper/rubric/",
        "change": "PR 7",
        "author": "Ada",
        "reviewer": "Grace",
        "date": "2026-03-02",
        "touched": ["Database"],
        "verdict": {"state": "blocked", "blocked": ["GK-2"], "open": ["GK-4"], "all": 4},
        "items": [
            {
                "id": f"GK-{n}",
                "level": "SHOULD NOT",
                "text": "use `SELECT *`",
                "rules": [f"GK-{n}", "GK-9"],
                checkpoint: "reading",
                "answer": answer,
                "where": "tables.sql:3",
                "reason": "removed next week" if n == 2 else "",
            }
            for n, answer in enumerate(_WORDS[schema], 1)
        ],
        "ticked": ["GK-20"],
        "notes": "Ask Grace",
        **accounts,
    }


def read(value: object) -> Review:
    return read_review(json.dumps(value).encode(), "review.json")


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_every_version_is_read_to_the_same_record(schema: int) -> None:
    answers = (Answer.KEPT, Answer.BROKEN, Answer.UNTOUCHED, None)

    assert read(exported(schema)) == Review(
        persona="GK",
        title="Gate Keeper",
        version="2026-03-01, source 50ca5079",
        change="PR 7",
        author="Ada",
        reviewer="Grace",
        date="2026-03-02",
        touched=("Database",),
        ticked=("GK-20",),
        notes="Ask Grace",
        items=tuple(
            AnsweredItem(
                f"GK-{n}",
                Level.SHOULD_NOT,
                "use `SELECT *`",
                (f"GK-{n}", "GK-9"),
                answer,
                "tables.sql:3",
                "removed next week" if n == 2 else "",
            )
            for n, answer in enumerate(answers, 1)
        ),
    )


def test_what_a_later_edit_of_the_file_adds_is_ignored() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps({**exported(3), "colour": "red"}).encode()

    assert read_review(raw, "review.json") == read(exported(3))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is not JSON"),
        (b"<html>", "it is not JSON"),
        (b'"\xff"', "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", '"format" is not "rolebook-review"'),
        (b'{"format": "rolebook-rubric", "schema": 2}', '"format" is not "rolebook-review"'),
        (b'{"format": "rolebook-review"}', '"schema" must be a number from 1'),
        (b'{"format": "rolebook-review", "schema": true}', '"schema" must be a number'),
        (b'{"format": "rolebook-review", "schema": 0}', '"schema" must be a number from 1'),
        (b'{"format": "rolebook-review", "schema": 4}', "newer version of Rolebook (schema 4)"),
        (b'{"format": "rolebook-review", "schema": 3}', "missing required field `persona`"),
        (b'{"format": "rolebook-review", "schema": 1, "persona": "A", "items": 1}', "`$.items`"),
        (b'{"format": "rolebook-review", "schema": 1, "persona": "A", "items": [1]}', "items[0]"),
    ],
)
def test_what_is_no_review_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(OperatorError) as raised:
        read_review(raw, "files/review.json")

    assert str(raised.value).startswith("files/review.json is ")
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("key", "value"), [("answer", "yes"), ("answer", 1), ("level", "MIGHT"), ("id", None)]
)
@pytest.mark.parametrize("schema", [1, 3])
def test_an_item_with_another_value_is_refused_with_its_place(
    schema: int, key: str, value: object
) -> None:
    review = exported(schema)
    review["items"][1][key] = value
    if (schema, value) == (1, "yes"):
        assert read(review).items[1].answer is Answer.KEPT
        return

    with pytest.raises(OperatorError, match=rf"\$\.items\[1\]\.{key}"):
        read(review)
