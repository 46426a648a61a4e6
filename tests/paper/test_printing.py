"""Which sheets there are, where they are in the site, and what is told about their characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.addresses.sheets import checklist_downloads, notes_downloads, rubric_downloads
from rolebook.checklist import checklists
from rolebook.input.settings import PAPERS
from rolebook.messages import messages
from rolebook.paper import Pressed, missing_characters, printing
from rolebook.rubric import rubric
from rolebook.words.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolebook import Handbook
    from rolebook.input.files import File
    from rolebook.paper import Job

say = messages()


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Handbook:
    """Two roles whose sheets are not really printed, and whose names no font has."""

    def pressed(jobs: Iterable[Job], **_: object) -> Iterator[Pressed]:
        for job in jobs:
            yield Pressed(b"", "".join(c for c in job.data["running"] if c in "한국"))

    monkeypatch.setattr(printing, "press_all", pressed)
    texts = {
        "han.md": "# The 한\n\n## Traits\n- calm\n",
        "guk.md": "# The 한국\n\n## Traits\n- calm\n",
    }
    return handbook([Source(path, text) for path, text in texts.items()])


def printed(book: Handbook, told: list[str]) -> list[File]:
    rubrics = {persona.slug: rubric(book, persona) for persona in book.personas}
    files = printing.paper_files(
        printing.sheets(book, checklists(book), rubrics, PAPERS),
        step=lambda _: None,
        warn=told.append,
    )
    return list(files)


def test_every_sheet_has_a_link_and_every_link_a_sheet(book: Handbook) -> None:
    offered = [
        *checklist_downloads(book.personas, PAPERS, say).values(),
        *rubric_downloads(book.personas, PAPERS, say).values(),
        notes_downloads(PAPERS, say),
    ]

    assert sorted(file.path for file in printed(book, [])) == sorted(
        path for downloads in offered for _, path in downloads
    )


def test_a_rubric_comes_in_three_sizes_and_all_else_in_two(book: Handbook) -> None:
    [first, *_] = book.personas
    names = [
        [path.rpartition("/")[2] for _, path in downloads]
        for downloads in (
            checklist_downloads([first], PAPERS, say)[first.slug],
            rubric_downloads([first], PAPERS, say)[first.slug],
            notes_downloads(PAPERS, say),
        )
    ]

    assert names == [
        ["onboarding-a4.pdf", "onboarding-letter.pdf"],
        ["rubric-a4.pdf", "rubric-letter.pdf", "rubric-pocket.pdf"],
        ["notes-a4.pdf", "notes-letter.pdf"],
    ]


def test_a_character_that_no_font_has_is_told_once_for_each_role(book: Handbook) -> None:
    told: list[str] = []
    printed(book, told)

    assert told == [missing_characters(persona.name, persona.name) for persona in book.personas]


@pytest.mark.parametrize(
    ("most", "short"), [(13, "one two three"), (12, "one two…"), (7, "one two…"), (6, "one tw…")]
)
def test_a_long_text_ends_with_the_last_word_that_fits(most: int, short: str) -> None:
    """Unless little would be left without the next one."""
    assert shorten("one two three", most) == short
    assert shorten("one two three four", 13) == "one two three…"
