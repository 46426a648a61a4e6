"""What an author decides about a rubric, and what stays as it was."""

from __future__ import annotations

from rolebook import Source, handbook
from rolebook.rubric import rubric
from rolebook.rubric.author_choices import Entry

from ..browser.gate import GATE_KEEPER


def test_an_entry_that_says_nothing_decides_nothing() -> None:
    assert Entry() == Entry(ask=None, pin=False, drop=False, group=())
    assert (Entry(ask="Is it so?").pin, Entry(ask="Is it so?").drop) == (False, False)


def test_what_is_asked_is_not_in_reserve() -> None:
    book = handbook([Source("gate.md", GATE_KEEPER)])
    made = rubric(book, book.texts[0])
    asked = [item.id for section in made.sections for item in section.items]
    reserve = [item.id for item in made.reserve]

    assert asked
    assert reserve
    assert not set(asked) & set(reserve)
