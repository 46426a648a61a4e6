"""Two roles side by side: which rules count as those of both, and where the roles differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.views.comparison import Comparisons

if TYPE_CHECKING:
    from rolebook.views.comparison import Comparison


def persona(name: str, rules: str, table: str = "") -> Source:
    text = f"# {name}\n\n## Traits\n\n- calm\n\n## Ruleset\n\n{rules}\n\n{table}\n"
    return Source(f"{name}.md", text)


def compared(one: str, other: str, *, tables: tuple[str, str] = ("", "")) -> Comparison:
    book = handbook([persona("Baker", one, tables[0]), persona("Cook", other, tables[1])])
    return Comparisons(book).between(*book.personas)


def common(one: str, other: str) -> list[tuple[str, str]]:
    found = compared(f"### Work\n\n{one}", f"### Work\n\n{other}").both
    return [(pair.one.text, pair.other.text) for pair in found]


@pytest.mark.parametrize(
    "other",
    [
        "- **MUST** clean the oven daily",
        "- **MUST** clean ovens daily",
        "- **SHOULD** clean each oven daily",
    ],
)
def test_other_forms_of_the_same_words_are_the_same_rule(other: str) -> None:
    """Whatever the level, as long as none of the two forbids it."""
    assert len(common("- **MUST** clean the oven daily", other)) == 1


def test_a_duty_and_a_prohibition_are_not_nearly_the_same() -> None:
    assert common("- **MUST** taste raw dough", "- **MUST NOT** taste raw dough")[0:1] != []
    (pair,) = compared(
        "### A\n\n- **MUST** taste raw dough", "### A\n\n- **MUST NOT** taste raw dough"
    ).both
    assert pair.words == ("taste", "raw", "dough")


def test_a_long_rule_may_differ_in_one_word() -> None:
    rule = "- **MUST** keep flour sacks dry above ground overnight in {}"
    (pair,) = compared(
        f"### A\n\n{rule.format('winter')}", f"### A\n\n{rule.format('summer')}"
    ).both
    assert pair.words == ()


def test_rules_about_the_same_thing_say_what_both_mention() -> None:
    (pair,) = compared(
        "### Stock\n\n- **MUST** keep rye flour out of the cellar",
        "### Shop\n\n- **SHOULD** sell rye flour from the cellar first\n- **MAY** sing",
    ).both
    assert pair.words == ("rye", "flour", "cellar")


def test_one_word_in_common_is_not_enough() -> None:
    assert common("- **MUST** sift flour", "- **MUST** order flour and yeast on Mondays") == []


def test_no_rule_is_in_two_pairs() -> None:
    rule = "- **MUST** clean the oven daily"
    assert len(common(f"{rule}\n{rule}", rule)) == 1


def test_the_same_words_come_before_similar_ones() -> None:
    others = "- **MUST** clean ovens daily\n- **MUST** clean the oven daily"
    assert common("- **MUST** clean the oven daily", others) == [
        ("clean the oven daily", "clean the oven daily")
    ]


def test_categories_of_both_come_first() -> None:
    """Then those of the first role, then those of the other."""
    rows = compared(
        "### Dough\n\n- **MUST** knead\n\n### Ovens\n\n- **MUST** heat",
        "### Pans\n\n- **MUST** fry\n\n### OVENS\n\n- **MUST** sweep\n- **MAY** rest",
    ).categories

    assert [(row.label, row.one.rules, row.other.rules) for row in rows] == [
        ("Ovens", 1, 2),
        ("Dough", 1, 0),
        ("Pans", 0, 1),
    ]


def test_skills_are_compared_by_their_codes() -> None:
    head = "## SFIA Mapping\n\n| Skill | Code | Level |\n|---|---|---|\n"
    tables = (
        f"{head}| Testing | TEST | 3 |\n| Data | DATM | 2 |",
        f"{head}| Trials | TEST | 4-5 |\n",
    )
    rows = compared("- **MUST** knead", "- **MUST** fry", tables=tables).skills

    assert [
        (row.code, row.one and row.one.levels, row.other and row.other.levels) for row in rows
    ] == [
        ("TEST", "3", "4–5"),
        ("DATM", "2", None),
    ]
