"""Owners and reviews of texts in words, and in the order in which reviews are due."""

from __future__ import annotations

import datetime

import pytest

from rolebook import Handbook, Source, handbook
from rolebook.exports.recording import record
from rolebook.model.ownership import ReviewDates, ReviewState
from rolebook.site.nav import navigation, paths_in
from rolebook.views.ownership import owned, sentences

BODY = "# The Pilot\n\n## Traits\n\n- calm\n\n## Rules\n\n- **MUST** board before noon\n"
LAST_DAY = datetime.date(2026, 12, 31)


def book_of(*matters: str) -> Handbook:
    return handbook(
        [
            Source(f"{number}.md", f"---\n{matter}\n---\n{BODY}")
            for number, matter in enumerate(matters)
        ]
    )


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (31, ReviewState.LATER),
        (30, ReviewState.SOON),
        (0, ReviewState.SOON),
        (-1, ReviewState.OVERDUE),
    ],
)
def test_a_review_is_due_soon_for_30_days(days: int, state: ReviewState) -> None:
    today = LAST_DAY - datetime.timedelta(days=days)
    assert ReviewDates(due=LAST_DAY).state(today) is state
    assert ReviewDates().state(today) is ReviewState.NEVER


def test_what_is_due_first_is_first_and_a_text_that_says_nothing_is_not_listed() -> None:
    book = book_of("owner: Kim", "review-by: 2027-01-01", "code: C", "review-by: 2026-01-01")
    assert [text.path for text in owned(book)] == ["3.md", "1.md", "0.md"]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (LAST_DAY, "Next review by 31 Dec 2026"),
        (datetime.date(2027, 1, 1), "Review overdue since 31 Dec 2026"),
    ],
)
def test_a_page_says_in_words_that_a_review_is_overdue(today: datetime.date, last: str) -> None:
    book = book_of("owner: [Kim, Lee]\nreviewed: 2026-01-31\nreview-by: 2026-12-31")
    [text] = owned(book)
    assert list(sentences(text, today, book.say)) == [
        "Owners: Kim, Lee",
        "Last reviewed on 31 Jan 2026",
        last,
    ]


@pytest.mark.parametrize(("matter", "is_there"), [("owner: Kim", True), ("code: C", False)])
def test_the_list_is_in_the_navigation_only_if_it_has_entries(matter: str, is_there: bool) -> None:
    paths = paths_in(navigation([], book_of(matter), ""))
    assert ("ownership/index.md" in paths) == is_there


def test_data_has_owners_and_dates() -> None:
    [one] = record(book_of("owner: [Kim]\nreviewed: 2026-01-31")).personas
    assert (one.owners, one.reviewed, one.review_by) == (["Kim"], "2026-01-31", "")
