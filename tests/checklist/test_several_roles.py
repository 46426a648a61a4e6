"""One list for a person with several roles: nobody meets a role of their own, alone or with others."""

from __future__ import annotations

from itertools import combinations

import pytest

from rolebook.checklist import Action, Checklist, Kind, checklists, merged

from .crew import CREW, crew_book

LISTS = checklists(crew_book())
_CHANGED = "change:\n  meet-PIL-several-2: {title: Have lunch with the galley}\n"


def of(*roles: str) -> Checklist:
    return merged(LISTS[role] for role in roles)


def rounds(made: Checklist) -> list[Action]:
    return [action for action in made.actions if action.kind is Kind.MEET_ROUND]


def titles(made: Checklist) -> dict[str, str]:
    return {action.id: action.title for action in rounds(made)}


def test_one_role_meets_several_at_once() -> None:
    assert titles(LISTS["pilot"]) == {
        "meet-PIL-several-1": "Meet the Cook, the Diver, and the Gunner",
        "meet-PIL-several-2": "Meet the Miller and the Smith",
    }
    assert of("pilot") == LISTS["pilot"]


def test_a_meeting_of_several_loses_the_other_role_of_the_person() -> None:
    """With the duties of both that bind only these two."""
    made = of("pilot", "gunner")
    first = next(one for one in rounds(made) if one.id == "meet-PIL-several-1")
    assert first.title == "Meet the Cook and the Diver"
    assert [topic.source for topic in first.topics] == [
        "PIL-COL-03",
        "COO-COL-06",
        "PIL-COL-04",
        "DIV-COL-06",
    ]


def test_a_meeting_with_nobody_else_goes_away() -> None:
    assert "meet-PIL-several-2" not in titles(of("pilot", "miller", "smith"))
    assert titles(of("pilot", "miller"))["meet-PIL-several-2"] == "Meet the Smith (Pilot)"


def test_what_an_author_calls_a_meeting_stays() -> None:
    lists = checklists(crew_book(pilot=_CHANGED))
    made = merged([lists["pilot"], lists["miller"]])
    meeting = next(one for one in made.actions if one.id == "meet-PIL-several-2")
    assert meeting.title == "Have lunch with the galley"
    assert [topic.source for topic in meeting.topics] == ["PIL-COL-07", "SMI-COL-07"]


@pytest.mark.parametrize("number", [2, 3, 5, 8])
def test_nobody_meets_a_role_of_their_own(number: int) -> None:
    for names in combinations(CREW, number):
        made = of(*(name.lower() for name in names))
        met = {role.name for action in made.actions for role in action.group}
        assert met.isdisjoint(f"the {name}" for name in names)
        assert not any(f"the {name}" in title for title in titles(made).values() for name in names)
        assert len({action.title for action in made.actions}) == len(made.actions)
