"""What a role shows to reviewers, whatever its profession; and what is settled elsewhere."""

from __future__ import annotations

import pytest

import rolebook
from rolebook.rubric import Outcome, Reason, Sheet, rubric, sheet, why_empty
from rolebook.rubric.artefacts import artefacts


def _book(*rules: str, heading: str = "Duties") -> rolebook.Handbook:
    lines = "\n".join(f"**{rule}**" if " " not in rule else rule for rule in rules)
    return rolebook.handbook(
        [
            rolebook.Source(
                "a.md", f"# The Planner\n\n## Traits\n- calm\n\n## {heading}\n\n{lines}\n"
            )
        ]
    )


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        (("MUST publish the berth plan by noon", "MUST keep the plan of each shift"), ["plan"]),
        (("MUST write the runbook", "SHOULD answer each ticket with an article"), ["document"]),
        (("MUST cover each endpoint with a unit test", "MUST index the table"), ["code"]),
        (("MUST draw the layout", "MUST keep a diagram of each quay"), ["design"]),
        (("MUST polish the brass", "MUST greet visitors"), []),
    ],
)
def test_a_role_shows_what_its_rules_name(rules: tuple[str, ...], shown: list[str]) -> None:
    [document] = _book(*rules).texts

    assert [one.value for one in artefacts(document)] == shown


def test_a_role_that_shows_no_code_is_not_asked_one_odd_question() -> None:
    book = _book(
        "MUST keep the changelog of the pier with each release note",
        "MUST publish the berth plan by noon",
        "MUST keep the plan of each shift",
        "MUST greet visitors",
        "MUST be kind",
        heading="Planning",
    )
    made = rubric(book, book.texts[0])

    assert made.items == ()
    [alone] = [one for one in made.placements if one.reason is Reason.ALONE]
    assert alone.id == book.requirements[0].id
    assert "the role shows no code" in why_empty(made, book.say)


def test_what_is_settled_elsewhere_is_on_sheets_of_its_own() -> None:
    book = _book(
        "MUST take connections from a pool",
        "MUST encrypt backups at rest",
        "SHOULD run distributed transactions as sagas",
        "MUST index each foreign key column of a table",
        "MUST NOT put a password into a URL",
    )
    [document] = book.texts
    made = rubric(book, document)
    ready, designed = (sheet(book, document, kind) for kind in (Sheet.SERVICE, Sheet.DESIGN))

    assert made.counts[Outcome.SERVICE] == len(ready.items) == ready.total == 2
    assert made.counts[Outcome.DESIGN] == len(designed.items) == designed.total == 1
    assert [item.text for item in designed.items] == ["run distributed transactions as sagas"]
    assert sheet(book, document, Sheet.CHANGE) == made


def test_a_rule_that_continues_the_line_above_keeps_it() -> None:
    book = _book(
        "MUST read the docs of each library",
        "MUST note version and links in the PR description",
        "MUST note links to the docs of each library in the PR description",
    )
    texts = [item.text for item in rubric(book, book.texts[0]).items]

    assert (
        "note version and links in the PR description (after “read the docs of each library”)"
        in texts
    )
    assert "note links to the docs of each library in the PR description" in texts


def test_what_three_roles_share_is_asked_in_every_change() -> None:
    shared = "**MUST** return `404` for an unknown gate\n"
    sources = [
        rolebook.Source(
            f"{name}.md",
            f"# The {name}\n\n## Traits\n- calm\n\n## Rules\n\n{shared}**MUST** {own}\n",
        )
        for name, own in (
            ("Keeper", "give the gate table a primary key"),
            ("Warden", "give the ward table a primary key"),
            ("Porter", "give the door table a primary key"),
        )
    ]
    book = rolebook.handbook(sources)
    for persona in book.personas:
        first, second = rubric(book, persona).sections
        assert (first.checkpoint, len(first.items)) == ("every", 1)
        assert len(second.items) == 1

    two = rolebook.handbook(sources[:2])
    assert "every" not in {one.checkpoint for one in rubric(two, two.personas[0]).sections}
