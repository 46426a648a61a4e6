"""Collecting answers: it never fails, changes nothing the second time, and knows no order of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolebook
from rolebook import Source
from rolebook.model.source import cleaned
from rolebook.reviews import collect

_CASES = Path(__file__).with_name("cases")
_BOOK = rolebook.load(_CASES / "retired-and-unknown-ids" / "personas")
_WRITTEN = [
    (path.name, path.read_text(encoding="utf-8"))
    for path in sorted(_CASES.glob("*/in/*"))
    if path.suffix in (".json", ".jsonl", ".md")
]

_words = st.sampled_from(
    [
        *(
            "HP-APPR-01",
            "HP-APPR-04",
            "X-9",
            "kept",
            "broken",
            "untouched",
            "yes",
            "no",
            "na",
            "HP",
        ),
        *(
            "2026-11-30",
            "2026-02-31",
            "rolebook-review",
            "",
            " ",
            "\ud800",
            "a\nb",
            "~~",
            "–",
            "**",
        ),
    ]
)
_keys = st.sampled_from(
    [
        *("format", "schema", "persona", "change", "date", "author", "reviewer", "notes", "items"),
        *("answers", "id", "answer", "where", "reason", "rules"),
    ]
)
_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 10**20) | st.floats() | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=5),
    max_leaves=12,
)
_json = st.tuples(st.just("a.json"), _values.map(json.dumps))
_lines = st.tuples(st.just("b.jsonl"), st.lists(_values.map(json.dumps), max_size=4).map("\n".join))
_marked = st.sampled_from(
    [
        *(
            "- [x] **HP-APPR-01** ",
            "- [ ] **HP-APPR-02** ",
            "- No: **X-9** ",
            "~~",
            " – seen",
            "> ",
        ),
        *(
            "\n",
            "## Review: Harbour Pilot\n",
            "HP, source 1\n",
            "PR, by A, 2026-11-30\n",
            "<details>",
        ),
        *("<!-- ", ' {"format": "rolebook-review", "items": [', "{}", "]}", " -->", "1. ", "\t"),
    ]
)
_comment = st.tuples(st.just("c.md"), st.lists(_marked, max_size=14).map("".join))


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, str]:
    """A file that someone wrote, with a piece cut out or put in."""
    name, text = draw(st.sampled_from(_WRITTEN))
    begin = draw(st.integers(0, len(text)))
    end = draw(st.integers(begin, min(len(text), begin + 20)))
    return name, text[:begin] + draw(st.text(max_size=5)) + text[end:]


_files = st.lists(
    st.one_of(_json, _lines, _comment, _edited(), st.tuples(st.just("d"), st.text())), max_size=4
)


def sources(files: list[tuple[str, str]]) -> list[Source]:
    return [Source(f"{n}/{name}", cleaned(text)) for n, (name, text) in enumerate(files)]


@settings(max_examples=150)
@given(_files, st.booleans(), st.booleans(), st.booleans())
def test_collecting_never_fails_and_the_second_time_changes_nothing(
    files: list[tuple[str, str]], with_people: bool, with_texts: bool, has_book: bool
) -> None:
    book = _BOOK if has_book else None
    given_files = sources(files)
    first = collect(given_files, book=book, with_people=with_people, with_texts=with_texts)
    before = [Source("reviews.jsonl", first.content.decode())]
    second = collect(given_files, before, book=book, with_people=with_people, with_texts=with_texts)

    assert (second.content, second.new) == (first.content, 0)
    assert collect([], before, book=book).content == first.content
    assert not second.has_lost
    assert all(problem.message for problem in first.problems)


@given(_files, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: list[tuple[str, str]], chance: Any) -> None:
    given_files = sources(files)
    shuffled = list(given_files)
    chance.shuffle(shuffled)

    assert collect(shuffled, book=_BOOK).content == collect(given_files, book=_BOOK).content


@given(_files)
def test_neither_persons_nor_texts_are_kept_unless_asked_for(files: list[tuple[str, str]]) -> None:
    collected = collect(sources(files), book=_BOOK)

    assert not any(one.author or one.reviewer or one.notes for one in collected.reviews)
    replies = [reply for review in collected.reviews for reply in review.replies]
    assert not any(reply.where or reply.reason for reply in replies)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"id": "A-1", "answer": "kept"}\n' * 20_000,
        "- [ ] **" + "1" * 200_000,
        "- " + " " * 200_000 + "x",
        "> " * 100_000,
        "# " + " " * 200_000,
        "<!-- " * 50_000,
        "- [ ] **A-1** " + "– " * 100_000,
        "a, by " * 50_000 + "2026-11-30",
        '"' + "\\" * 100_001,
        "1" * 10_000,
    ],
    ids=lambda line: f"{line[:12]}…",
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.md"])
def test_long_files_take_no_longer_than_they_are(name: str, line: str) -> None:
    collect([Source(name, line)], book=_BOOK)
