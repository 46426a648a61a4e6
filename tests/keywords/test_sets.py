"""Sets of keywords: what their words state, alone, with a negation and below headings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from rolebook import Source, handbook
from rolebook.cli import main
from rolebook.keywords import Keywords, names, proposed
from rolebook.rubric import rubric

from .measure import AGENT_FILES, LANGUAGES, NONE, sentences, tally

LEAST_RIGHT = 0.96
LEAST_PRECISION, LEAST_RECALL, LEAST_LEVEL = 0.96, 0.95, 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_state_what_people_read_in_them(language: str) -> None:
    given = list(sentences(language))

    assert sum(one.is_right for one in given) >= LEAST_RIGHT * len(given)
    assert [one.text for one in given if one.is_turned] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_is_held_against_many_negated_sentences(language: str) -> None:
    levels = [one.levels[0] for one in sentences(language)]

    assert sum(level.endswith("NOT") for level in levels) >= 20
    assert levels.count(NONE) >= 10


def test_agent_files_are_read_as_people_read_them() -> None:
    found = tally(*AGENT_FILES)

    assert found.hits >= LEAST_PRECISION * found.said
    assert found.hits >= LEAST_RECALL * found.true
    assert found.levels >= LEAST_LEVEL * found.hits
    assert found.turned <= 1


def read(text: str, *chosen: str) -> list[tuple[str, str, str]]:
    book = handbook([Source("a.md", text)], keywords=Keywords(("uppercase", *chosen)))
    return [(rule.level.value, rule.text, rule.inferred) for rule in book.requirements]


def test_without_a_set_only_capitals_state_something() -> None:
    text = "# Quay\n\n- You must wait\n- Never sleep\n- The crew MUST row\n"

    assert read(text) == [("MUST", "The crew MUST row", "")]


def test_a_keyword_in_capitals_comes_before_words_of_a_set() -> None:
    text = "# Quay\n\n- You must never sleep, but MAY sit\n"

    assert read(text, "lowercase", "agents") == [("MAY", "You must never sleep, but MAY sit", "")]


def test_items_below_a_lead_get_its_level_whatever_they_begin_with() -> None:
    text = "# Quay\n\nThe crew MUST NOT:\n\n- run on deck\n- use the winch\n"

    assert [level for level, _, _ in read(text, "agents")] == ["MUST NOT", "MUST NOT"]


def test_a_lead_of_a_set_gives_its_level_to_its_items() -> None:
    text = "# Quay\n\nThe crew must:\n\n- check every rope\n- wear a vest\n"

    assert read(text, "lowercase") == [
        ("MUST", "check every rope", "must"),
        ("MUST", "wear a vest", "must"),
    ]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Rules", "MUST"),
        ("Don't", "MUST NOT"),
        ("Your responsibilities", "MUST"),
        ("Work", "SHOULD"),
    ],
)
def test_the_heading_says_how_strict_an_instruction_is(heading: str, level: str) -> None:
    assert read(f"# Quay\n\n## {heading}\n\n- Check every rope\n- Write the log\n", "agents")[
        1:
    ] == [(level, "Write the log", "Write")]


@pytest.mark.parametrize("heading", ["Don't", "Never", "What we don't do", "Out of bounds"])
def test_what_is_below_a_prohibition_is_forbidden(heading: str) -> None:
    text = f"# Quay\n\n## {heading}\n\n- Promise a berth\n- Blaming the crew\n- Open flames\n"

    assert [level for level, _, _ in read(text, "agents")] == ["MUST NOT"] * 3


def test_gerunds_and_nouns_below_what_to_avoid_are_advised_against() -> None:
    text = "# Quay\n\n## What to avoid\n\n- Shouting at gulls\n- Wet ropes\n"

    assert [level for level, _, _ in read(text, "agents")] == ["SHOULD NOT"] * 2


@pytest.mark.parametrize("heading", ["Dos and don'ts", "Rules we never break"])
def test_a_heading_that_only_mentions_a_prohibition_forbids_nothing(heading: str) -> None:
    text = f"# Quay\n\n## {heading}\n\n- Check the ropes\n"

    assert [level for level, _, _ in read(text, "agents")] == ["MUST"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1. Fill the tank", "SHOULD"),
        ("Fill the tank with the blue pump.", "SHOULD"),
        ("If the gauge is red, fill the tank.", "MUST"),
        ("Fill the tank after every trip.", "MUST"),
        ("After the trip, fill the tank.", "SHOULD"),
    ],
)
def test_an_instruction_is_firm_if_it_holds_every_time(text: str, level: str) -> None:
    assert [found for found, _, _ in read(f"# Quay\n\n## Fuel\n\n{text}\n", "agents")] == [level]


def test_an_instruction_next_to_firm_sentences_is_firm() -> None:
    text = "# Quay\n\n## Fuel\n\n- Use the blue pump\n- Never smoke\n"

    assert [level for level, _, _ in read(text, "agents")] == ["MUST", "MUST NOT"]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("The crew must row and must not sing.", ["MUST", "MUST NOT"]),
        ("Berths must be paid, and no guest may stay longer.", ["MUST", "MUST NOT"]),
        ("The crew may sing but must not shout.", ["MAY", "MUST NOT"]),
        ("Avoid knots and avoid wet ropes.", ["SHOULD NOT", "SHOULD NOT"]),
        ("Keep ropes dry, never in the bilge.", ["MUST", "MUST NOT"]),
        ("The crew must row and sing.", ["MUST"]),
        ("The crew must log the time and the buoy that may drift.", ["MUST"]),
        ("Always coil the rope and hang it up.", ["MUST"]),
    ],
)
def test_a_sentence_has_a_rule_for_each_part_that_states_one(text: str, levels: list[str]) -> None:
    found = read(f"# Quay\n\n{text}\n", "lowercase", "agents")

    assert [level for level, _, _ in found] == levels


@pytest.mark.parametrize(
    ("text", "chosen", "levels"),
    [
        ("Die Wache muss wachen und darf nicht schlafen.", "de", ["MUST", "MUST NOT"]),
        ("La garde doit veiller et ne doit pas dormir.", "fr", ["MUST", "MUST NOT"]),
        ("El guardia debe velar y no debe dormir.", "es", ["MUST", "MUST NOT"]),
        ("守卫必须值守，不得睡觉。", "zh", ["MUST", "MUST NOT"]),
    ],
)
def test_sentences_of_other_languages_are_split_as_well(
    text: str, chosen: str, levels: list[str]
) -> None:
    assert [level for level, _, _ in read(f"# Quay\n\n{text}\n", chosen)] == levels


def test_a_quotation_over_several_sentences_states_nothing() -> None:
    text = '# Quay\n\nThe log said: "All is calm. You must not worry. Never shout."\n'

    assert read(text, "lowercase", "agents") == []


def test_a_sentence_with_many_parts_takes_no_longer() -> None:
    text = "# Quay\n\nThe crew must row" + ", and it must not sing" * 2000 + ".\n"

    assert len(read(text, "lowercase", "agents")) > 1


def test_below_observations_may_and_must_guess() -> None:
    text = "# Quay\n\n## Known issues\n\n- The rope may slip\n- Gulls must not be fed\n"

    assert read(text, "lowercase") == [("MUST NOT", "Gulls must not be fed", "must not")]


@pytest.mark.parametrize(
    ("head", "cell", "levels"),
    [
        ("Light", "battery low, must be swapped", []),
        ("Rule", "battery low, must be swapped", ["MUST"]),
        ("Meaning", "The battery must be swapped", []),
        ("Notes", "The battery must be swapped", ["MUST"]),
    ],
)
def test_a_cell_about_a_state_is_a_rule_in_a_column_of_rules(
    head: str, cell: str, levels: list[str]
) -> None:
    text = f"# Quay\n\n| Code | {head} |\n|---|---|\n| red | {cell} |\n"

    assert [level for level, _, _ in read(text, "lowercase")] == levels


@pytest.mark.parametrize(
    "text",
    [
        "The show runs from May to August.",
        "May to August is the dry season.",
        "May Smith leads the crew.",
        "Ask May: the log is hers.",
        "*May* expresses permission.",
    ],
)
def test_a_month_and_a_name_permit_nothing(text: str) -> None:
    assert read(f"# Quay\n\n{text}\n", "lowercase") == []


def test_what_an_employer_offers_is_no_rule() -> None:
    assert read("# Quay\n\n## What we offer\n\n- You must see our view\n", "lowercase") == []


def test_parts_of_a_sentence_between_semicolons_are_rules_of_their_own() -> None:
    text = "# Quay\n\n- Always ring twice; never shout.\n"

    assert read(text, "agents") == [
        ("MUST", "Always ring twice", "Always"),
        ("MUST NOT", "never shout.", "never"),
    ]


def test_sets_are_proposed_for_what_they_would_read() -> None:
    assert proposed(["Die Wache darf nicht schlafen.", "Der Lotse muss warten."]) == ["de"]
    assert proposed(["The sea is calm.", "Gulls cry."]) == []


def test_a_check_names_the_sets_that_would_read_a_file(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("quay") / "wache.md"
    file.write_text("# Wache\n\n- Sie darf nicht schlafen.\n- Sie muss rufen.\n", encoding="utf-8")
    run = CliRunner().invoke

    assert "keywords: [uppercase, de]" in run(main, ["check", str(file)]).output
    assert "RD015" not in run(main, ["check", "--keywords", "de", str(file)]).output
    assert '"inferred": "darf nicht"' in run(
        main, ["export", "json", "--keywords", "de", str(file)]
    ).output.replace('":"', '": "')


def test_keywords_that_do_not_exist_are_refused() -> None:
    result = CliRunner().invoke(main, ["check", "--keywords", "lowercas"])

    assert result.exit_code == 2
    assert "did you mean 'lowercase'?" in result.output


def test_a_written_rule_comes_before_an_inferred_one_in_a_rubric() -> None:
    text = (
        "# The Mason\n\n## Traits\n- calm\n\n## Ruleset\n\n### Wall\n\n"
        "- **SHOULD** set a `level` on each course of 3 bricks\n"
        "- You must set a `line` on each course of 5 bricks\n"
    )
    book = handbook([Source("a.md", text)], keywords=Keywords(("uppercase", "lowercase")))
    items = rubric(book, book.personas[0]).items

    assert [bool(item.inferred) for item in items] == [False, True]


def test_every_set_is_an_option() -> None:
    assert set(LANGUAGES) < set(names())


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_sets_that_read_as_much_are_proposed_in_the_same_order_by_every_process(seed: str) -> None:
    program = """
from rolebook.keywords import proposed

print(*proposed(["You must never push to main.", "Always run tests.", "Crews must rest."]))
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == ["lowercase", "agents"]
