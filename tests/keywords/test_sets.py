"""Sets of keywords: what their words state, alone, with a negation and below headings."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from rolebook import Source, handbook
from rolebook.cli import main
from rolebook.keywords import Keywords, names, proposed
from rolebook.rubric import rubric

from .measure import AGENT_FILES, LANGUAGES, NONE, sentences, tally

LEAST_RIGHT = 0.95
LEAST_PRECISION, LEAST_RECALL, LEAST_LEVEL = 0.9, 0.8, 0.9


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
