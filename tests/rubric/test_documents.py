"""Rules that say what a document holds, and the words of their questions."""

from __future__ import annotations

import pytest

import rolebook
from rolebook.rubric import Rubric, rubric
from rolebook.rubric.holding import held


def _made(*lines: str) -> Rubric:
    text = "\n\n".join(("# The Harbor Clerk", "## Traits\n- calm", "## Letters", *lines))
    book = rolebook.handbook([rolebook.Source("a.md", text)])
    return rubric(book, book.texts[0])


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Each berth letter MUST name the quay", "berth letter"),
        ("2.1 Notices to captains **MUST NOT** use abbreviations", "notices"),
        ("Where the tide is late, the notice MUST explain the delay", "notice"),
        ('"As soon as possible" MUST NOT be used', '"As soon as possible"'),
        ("Minutes SHOULD be written in plain words", "minutes"),
        ("The clerk MUST name a deputy", ""),
        ("A letter MUST be sent by noon", ""),
        ("**MUST** name the quay in each letter", ""),
        ("The pump MUST have a filter", ""),
    ],
)
def test_the_subject_of_a_rule_names_the_document(text: str, document: str) -> None:
    assert held(text)[0] == document


def test_what_a_document_holds_is_asked_whatever_it_is() -> None:
    made = _made(
        "Each berth letter MUST name the quay.",
        "Minutes MUST list those who were absent.",
        "A notice MUST be discussed in the weekly meeting.",
        "Clerks MUST be kind.",
    )

    assert [item.id for item in made.items] == ["HC-LETT-01", "HC-LETT-02"]


def test_the_second_half_of_a_sentence_has_its_subject() -> None:
    made = _made(
        "Berth letters **MUST** name the quay and **MUST NOT** give the names of passengers.",
        "Minutes **MUST** list those who were absent.",
    )

    assert [item.text for item in made.items] == [
        "Berth letters **MUST** name the quay",
        "Berth letters **MUST NOT** give the names of passengers.",
        "Minutes **MUST** list those who were absent.",
    ]
    assert not any(item.is_bare_prohibition for item in made.items)


def test_a_question_has_no_number_and_no_owner() -> None:
    made = _made(
        "4.1 Minutes MUST list those who were absent.",
        "| Area | Rule | Owner |\n|---|---|---|\n"
        "| Storm warnings | The notice MUST give the hour | Clerk on duty |\n"
        "| Berth letters | Berth letters MUST name the quay | Clerk |",
    )

    assert [item.text for item in made.items] == [
        "Minutes MUST list those who were absent.",
        "Storm warnings: The notice MUST give the hour",
        "Berth letters MUST name the quay",
    ]


def test_what_to_note_of_a_line_is_not_asked_where_the_line_is_not() -> None:
    made = _made(
        "- **MUST** study the tide tables of any pier before mooring there\n"
        "- **MUST** note versions and links in the change request\n"
        "- **MUST** return the status code of each berth request",
    )

    assert [item.id for item in made.items] == ["HC-LETT-03"]
