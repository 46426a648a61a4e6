"""What holds for every checklist, whatever the persona."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolebook
from rolebook.checklist import Checklist, Phase, checklist, checklists, merged
from rolebook.checklist.topics import skill_topic
from rolebook.messages.pseudo import BEGIN
from rolebook.words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook, Persona


OWN = rolebook.load(Path(__file__).parents[2] / "personas")
"""The personas of this repository."""


def large(patterns: int, colleagues: int, rules: int) -> Handbook:
    """A persona that asks for a lot, and a colleague who has a file."""
    text = [
        "# The Pilot",
        "## Overview\nBrings ships in.",
        "## Ruleset\n### Boarding Requirements",
        *(
            f"- **MUST** know the {_word(n)} of the {_word(n * 7 + 3)} before dawn"
            for n in range(rules)
        ),
        "## Collaboration Guidelines",
        *(f"- **MUST** greet The Keeper of {_word(n)}" for n in range(colleagues)),
        "- **MUST** tell The Clerk the hour",
        "## Related Design Patterns",
        *(f"- {_word(n).capitalize()} Pattern" for n in range(patterns)),
    ]
    clerk = "# The Clerk\n## Core Traits\n- calm\n"
    return rolebook.handbook(
        [rolebook.Source("pilot.md", "\n".join(text)), rolebook.Source("clerk.md", clerk)]
    )


def _word(n: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{n:03}") + "um"


def of(book: Handbook, name: str) -> Checklist:
    return checklist(book, next(persona for persona in book.personas if persona.name == name))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_every_pattern_and_colleague_is_on_the_list_and_no_phase_is_crowded(
    patterns: int, colleagues: int, rules: int
) -> None:
    book = large(patterns, colleagues, rules)
    made = of(book, "Pilot")
    topics = {topic.source for action in made.actions for topic in action.topics}
    pilot = book.personas[1]

    assert {slugify(pattern.name) for pattern in pilot.patterns} <= topics
    assert {duty.id for duty in pilot.collaborations} <= topics
    assert all(len(step.actions) <= 9 for step in made.steps)
    assert len({action.id for action in made.actions}) == len(made.actions)
    assert all(before.due <= after.due for before, after in pairwise(Phase))


def test_a_round_of_many_colleagues_counts_those_past_the_ninth() -> None:
    duties = "".join(f"- **MUST** greet The {_word(n).capitalize()} Keeper\n" for n in range(200))
    text = f"# The Pilot\n## Collaboration Guidelines\n{duties}"
    made = of(rolebook.handbook([rolebook.Source("pilot.md", text)]), "Pilot")
    titles = [action.title for action in made.actions if "-several-" in action.id]
    assert all(title.endswith(" more") and title.count(",") == 9 for title in titles)
    assert len(titles) == 4


@pytest.mark.parametrize("persona", OWN.personas, ids=lambda persona: persona.code)
def test_a_whole_persona_has_three_to_ten_actions_in_each_phase(persona: Persona) -> None:
    made = checklist(OWN, persona)
    assert [step.phase for step in made.steps] == list(Phase)
    assert all(3 <= len(step.actions) <= 10 for step in made.steps)
    assert 30 <= len(made.actions) <= 45


def test_a_rule_from_a_template_is_no_action_of_its_own(book: Callable[..., Handbook]) -> None:
    categories = ("Lamp", "Lens", "Tower", "Horn", "Store", "Log")
    template = ("inspect", "clean", "paint", "lock", "count", "test")
    text = "# The Keeper\n## Core Traits\n- calm\n## Ruleset\n" + "\n".join(
        f"### {one} Requirements\n"
        + "\n".join(f"- **MUST** {verb} the {one.lower()} every day" for verb in template)
        for one in categories
    )
    made = book(text + "\n- **MUST** write to the mayor in June\n")
    keeper = made.personas[0]
    templates = {
        rule.id for rule in keeper.own_rules if made.origin(rule) is rolebook.Origin.TEMPLATE
    }
    chosen = {
        action.id.removeprefix("rule-")
        for action in checklist(made, keeper).actions
        if "rule-" in action.id
    }

    assert len(templates) == 36
    assert chosen
    assert not chosen & templates


def test_ids_outlive_new_titles_of_headings() -> None:
    text = "---\ncode: PI\ntype: persona\n---\n# The {0}\n## Ruleset\n### {1} Requirements\n- **MUST** hold on\n"
    lists = [
        rolebook.handbook([rolebook.Source("a.md", text.format(*names))])
        for names in (("Pilot", "Boarding"), ("Guide", "Climbing"))
    ]
    lock = lists[0].lock
    renamed = rolebook.handbook(lists[1].sources, lock=lock)

    before, after = (checklist(book, book.personas[0]).actions for book in (lists[0], renamed))
    assert [action.id for action in before] == [action.id for action in after]


def test_a_colleague_who_gets_a_file_is_the_same_colleague(book: Callable[..., Handbook]) -> None:
    pilot = "# The Pilot\n## Collaboration Guidelines\n- **MUST** tell The Clerk\n"
    [before] = [action for action in of(book(pilot), "Pilot").actions if action.meets]
    [after] = [
        action
        for action in of(book(pilot, "# The Clerk\n## Core Traits\n- calm\n"), "Pilot").actions
        if action.meets
    ]

    assert (before.id, after.id) == ("meet-clerk", "meet-CLE")
    assert before.id in after.was


def test_what_a_tick_is_for_changes_with_the_words_of_its_rules(
    book: Callable[..., Handbook],
) -> None:
    text = "# The Pilot\n## Core Traits\n- calm\n## Ruleset\n- **MUST** hold on with {} hand\n"
    one, two = (
        next(a for a in of(book(text.format(n)), "Pilot").actions if a.id.startswith("rule-"))
        for n in ("one", "each")
    )
    assert one.id == two.id
    assert one.about != two.about


def test_what_a_tick_is_for_does_not_hold_the_words_of_rolebook() -> None:
    """Another language changes every title, and no tick."""
    sources = OWN.sources
    english, other = (
        rolebook.handbook(sources, lock=OWN.lock, language=language) for language in ("en", "en-XA")
    )
    for persona in english.personas:
        before, after = (checklist(book, persona).actions for book in (english, other))
        ours = [(a, b) for a, b in zip(before, after, strict=True) if not a.done_about]
        assert [action.about for action in before] == [action.about for action in after]
        assert all(b.title.startswith(BEGIN) and b.done.startswith(BEGIN) for _, b in ours)


def test_two_roles_of_one_person_share_what_is_the_same() -> None:
    roles = "# The {0}\n## Ruleset\n- **MUST** {1}\n## Collaboration Guidelines\n- **MUST** tell The Clerk {1}\n- **MUST** tell The {2}\n"
    book = rolebook.handbook(
        [
            rolebook.Source("a.md", roles.format("Pilot", "the hour", "Cook")),
            rolebook.Source("b.md", roles.format("Cook", "the menu", "Pilot")),
        ]
    )
    lists = checklists(book)
    both = merged(lists.values())
    ids = [action.id for action in both.actions]
    clerk = next(action for action in both.actions if action.id == "meet-clerk")

    assert both.title == "Pilot and Cook"
    assert len(ids) == len(set(ids))
    assert ids.count("buddy") == 1
    assert len(clerk.topics) == 2
    assert not any(action.meets in ("pilot", "cook") for action in both.actions)
    assert len({action.title for action in both.actions}) == len(both.actions)


def test_a_list_merged_with_itself_is_the_same() -> None:
    made = of(large(3, 3, 3), "Pilot")
    assert merged([made, made]) == made


@pytest.mark.parametrize("phase", Phase)
def test_a_phase_ends_on_the_day_in_its_name(phase: Phase) -> None:
    day = {"before-day-1": -3, "day-1": 0, "week-1": 4}.get(phase.value) or int(
        phase.value.rpartition("-")[2]
    ) - 1
    assert phase.due == day


@pytest.mark.parametrize(
    ("levels", "words"),
    [("", "Testing"), ("3", "Testing, level 3"), ("3-4", "Testing, levels 3–4")],
)
def test_a_skill_says_at_which_levels_it_is_needed(
    book: Callable[..., Handbook], levels: str, words: str
) -> None:
    made = book(
        "# The Tester\n\n## Traits\n- calm\n\n## SFIA 9 Mapping\n"
        f"| Skill | Code | Level |\n|---|---|---|\n| Testing | ZZZZ | {levels} |\n"
    )

    assert skill_topic(made, made.personas[0].skills[0]).text == words
