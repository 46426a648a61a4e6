"""What a team writes in `onboarding.yml` for all its roles, and who has a role."""

from __future__ import annotations

import pytest

import rolebook
from rolebook.checklist import Checklist, Phase, checklists, problems

PILOT = """# The Pilot

## Traits
- calm

## Rules
- **MUST** answer the radio
- **MUST** name the berth in each log entry

## Collaboration Guidelines
- **MUST** tell The Harbor Master when a ship is late
"""
HARBOR = "# The Harbor Master\n\n## Traits\n- calm\n\n## Rules\n- **MUST** keep the berth plan\n"
TOUR = "add:\n  - {id: tour, title: See the tower, phase: day-1, done: you have seen it}\n"


def _lists(*, has_contacts: bool = False, **files: str) -> dict[str, Checklist]:
    return dict(checklists(_book(**files), has_contacts=has_contacts))


def _book(**files: str) -> rolebook.Handbook:
    """A file is named by its stem, with `__` for a dot."""
    sources = [rolebook.Source("p/pilot.md", PILOT), rolebook.Source("p/harbor.md", HARBOR)]
    sidecars = [
        rolebook.Source(f"p/{name.replace('__', '.')}.yml", text) for name, text in files.items()
    ]
    return rolebook.handbook(sources, sidecars=sidecars)


def _ids(made: Checklist) -> list[str]:
    return [action.id for action in made.actions]


def test_every_role_has_the_actions_of_the_team() -> None:
    lists = _lists(onboarding=TOUR)

    assert all("tour" in _ids(made) for made in lists.values())


def test_a_role_drops_and_orders_on_top() -> None:
    lists = _lists(
        onboarding=f"{TOUR}drop: [talk-60]\norder: [tour]\n",
        pilot__onboarding="drop: [tour]\n",
        harbor__onboarding="order: [words]\n",
    )

    assert "tour" not in _ids(lists["pilot"])
    first_day = [one.id for one in lists["harbor-master"].actions if one.phase is Phase.DAY_1]
    assert first_day[:2] == ["words", "tour"]
    assert all("talk-60" not in _ids(made) for made in lists.values())


def test_what_no_role_has_is_reported_once() -> None:
    book = _book(onboarding="drop: [meet-HM, no-such-thing]\n")
    found = [(one.code, one.message) for one in problems(book)]

    assert found == [("OB001", "the checklist has no action 'no-such-thing'")]


@pytest.mark.parametrize(
    ("has_contacts", "title"),
    [(False, "Meet the Harbor Master"), (True, "Meet Ada and Bo (Harbor Master)")],
)
def test_people_are_named_only_if_the_owner_asks_for_it(has_contacts: bool, title: str) -> None:
    lists = _lists(onboarding="contacts:\n  HM: [Ada, Bo]\n", has_contacts=has_contacts)

    assert title in [action.title for action in lists["pilot"].actions]


def test_a_tick_does_not_depend_on_who_has_the_role() -> None:
    told, plain = (
        next(one for one in lists["pilot"].actions if one.id == "meet-HM")
        for lists in (_lists(onboarding="contacts: {HM: Ada}", has_contacts=True), _lists())
    )

    assert told.title != plain.title
    assert told.about == plain.about


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contacts: [Ada]", "'contacts' is not a table"),
        ("contacts: {HM: 7}", "'HM' has no name"),
        ("contacts: {HM: []}", "'HM' has no name"),
        ("contacts: {Juggler: Ada}", "no role is called 'Juggler'"),
    ],
)
def test_a_contact_that_cannot_be_used_is_reported(text: str, said: str) -> None:
    assert [(one.code, one.message) for one in problems(_book(onboarding=text))] == [
        ("OB004", said)
    ]


@pytest.mark.parametrize(
    ("roles", "asked"),
    [
        ("code", {"harbor-master": False, "pilot": False}),
        ("[Pilot]", {"harbor-master": False, "pilot": True}),
        ("[HM]", {"harbor-master": True, "pilot": False}),
    ],
)
def test_an_action_can_be_for_some_roles_only(roles: str, asked: dict[str, bool]) -> None:
    lists = _lists(onboarding=TOUR.replace("done:", f"roles: {roles}, done:"))

    assert {slug: "tour" in _ids(made) for slug, made in lists.items()} == asked
