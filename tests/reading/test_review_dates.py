"""The dates of reviews in front matter, and what is reported of them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.loading import key_parts
from rolebook.model import Document, ReviewDates
from rolebook.parse.keeping import Parsed, decode, encode, parsed

if TYPE_CHECKING:
    from pathlib import Path

    from rolebook import Handbook

BODY = "# The Pilot\n\n## Rules\n\n- **MUST** board before the breakwater\n"
EPOCHS = {"2026-12-31": "1798675200", "2027-01-01": "1798761600"}


def book_of(matter: str, fence: str = "---") -> Handbook:
    return handbook([Source("pilot.md", f"{fence}\n{matter}\n{fence}\n{BODY}")])


def dates_of(book: Handbook) -> ReviewDates:
    texts: list[Document] = [*book.personas, *book.documents]
    [text] = texts
    return text.review


def reported(book: Handbook) -> list[str]:
    return [f"{one.span.line} {one.code}" for one in book.diagnostics]


@pytest.mark.parametrize(
    ("fence", "matter"),
    [
        ("---", "reviewed: 2026-01-31\nreview-by: 2027-01-31"),
        ("---", "reviewed: \"2026-01-31\"\nreview_by: '2027-01-31'"),
        ("+++", "reviewed = 2026-01-31\nreview-by = 2027-01-31"),
        ("+++", 'reviewed = 2026-01-31T09:30:00Z\nreview_by = "2027-01-31"'),
    ],
)
def test_dates_are_read_from_yaml_and_toml(fence: str, matter: str) -> None:
    dates = dates_of(book_of(matter, fence))
    assert dates.reviewed == datetime.date(2026, 1, 31)
    assert dates.due == datetime.date(2027, 1, 31)
    assert dates.due_span
    assert str(dates.due_span) == "pilot.md:3:1"


@pytest.mark.parametrize("value", ["next summer", "2026-02-30", "20260131", "[2026-01-31]", "true"])
def test_what_is_no_date_is_reported_where_it_is(value: str) -> None:
    book = book_of(f"code: P\nreview-by: {value}")
    assert reported(book) == ["3 OW001"]
    assert dates_of(book) == ReviewDates()


def test_an_empty_field_says_nothing() -> None:
    assert reported(book_of("reviewed:\nreview-by:")) == []


def test_the_table_of_another_tool_is_no_owner() -> None:
    book = book_of("owner:\n  team: pilots\n  slack: harbour")
    assert reported(book) == []
    assert [text.owners for text in (*book.personas, *book.documents)] == [()]


@pytest.mark.parametrize(("today", "codes"), [("2026-12-31", []), ("2027-01-01", ["3 OW002"])])
def test_a_review_is_in_time_on_its_last_day(
    today: str, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS[today])
    assert reported(book_of("owner: Kim, Lee\nreview-by: 2026-12-31")) == codes


def test_an_overdue_review_names_the_day_and_the_owners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["2027-01-01"])
    [problem] = book_of("owner: Kim, Lee\nreview-by: 2026-12-31").diagnostics
    assert problem.message == (
        "the review of The Pilot was due by 2026-12-31; Kim and Lee should do it"
    )


def test_dates_are_kept_with_the_text() -> None:
    what: Parsed = parsed(Source("a.md", f"---\nreview-by: 2027-01-31\n---\n{BODY}"), None, None)
    assert what.text
    assert what.text.review.due
    assert decode(encode(what)) == what


def test_what_is_kept_depends_on_the_day_only_where_there_are_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys(matter: str) -> list[list[str]]:
        (tmp_path / "pilot.md").write_text(f"---\n{matter}\n---\n{BODY}", encoding="utf-8")
        made = []
        for epoch in EPOCHS.values():
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            made.append(list(key_parts([tmp_path], [], tmp_path)))
        return made

    before, after = keys("review-by: 2026-12-31")
    assert before != after
    before, after = keys("code: P")
    assert before == after
