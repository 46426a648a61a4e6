"""Skills that a role lists against those that its rules ask for, and what a move to another role needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.link.handbook import Evidence, EvidencePlace, Link, LinkKind
from rolebook.views.gaps import GapKind, skill_gaps
from rolebook.views.moving import Moves

if TYPE_CHECKING:
    from rolebook.views.gaps import SkillGap
    from rolebook.views.moving import Move

RULES = """
- **MUST** encrypt personal data at rest
- **MUST** encrypt backups with a key that is rotated every year
- **MUST** scan each image for vulnerabilities before a release
- **MUST NOT** write passwords or secrets to a log
- **MUST** write unit tests for each function of the source code
- **MUST** restore the service within one hour of an incident
"""
HEAD = "| Skill | Code | Level |\n|---|---|---|\n"


def persona(name: str, skills: str, rules: str = RULES, patterns: str = "") -> Source:
    table = f"## Skills\n\n{HEAD}{skills}" if skills else ""
    text = (
        f"# {name}\n\n## Traits\n\n- calm\n\n## Ruleset\n\n### Work\n{rules}\n{table}\n{patterns}"
    )
    return Source(f"{name}.md", text)


def compared(skills: str, rules: str = RULES) -> list[SkillGap]:
    book = handbook([persona("Smith", skills, rules)])
    return skill_gaps(book, book.personas[0])


def kinds(rows: list[SkillGap]) -> dict[str, str]:
    return {row.code: row.kind.value for row in rows}


class TestOfARole:
    """A table of skills and the rules of the same role."""

    SKILLS = (
        "| Incident management | USUP | 3 |\n| Research | RSCH | 2 |\n| Splicing | KNOT | 1 |\n"
        "| User experience | URCH | 2 |\n"
    )

    def test_each_skill_is_of_one_kind(self) -> None:
        rows = compared(self.SKILLS)

        assert kinds(rows) == {
            "SCTY": "missing",
            "URCH": "unshown",
            "RSCH": "unknown",
            "KNOT": "unknown",
            "USUP": "shown",
        }

    def test_kinds_are_in_the_order_in_which_there_is_something_to_do(self) -> None:
        order = list(GapKind)
        rows = compared(self.SKILLS)

        assert [row.kind for row in rows] == sorted((row.kind for row in rows), key=order.index)

    def test_a_skill_has_the_rules_that_ask_for_it_the_surest_first(self) -> None:
        (missing, *_) = compared(self.SKILLS)
        scores = [ask.link.score for ask in missing.asks]

        assert len(missing.asks) >= 3
        assert scores == sorted(scores, reverse=True)
        assert all(ask.link.evidence for ask in missing.asks)

    def test_two_rules_are_too_few_for_a_missing_skill(self) -> None:
        rules = "\n".join(RULES.strip().split("\n")[:2])

        assert "missing" not in kinds(compared(self.SKILLS, rules)).values()

    def test_a_skill_that_few_of_many_rules_ask_for_is_not_clear(self) -> None:
        """The page of the role doesn't name it, and the page of gaps says how many rules there are."""
        others = "".join(f"\n- **MUST** paint boat {n} blue" for n in range(100))
        rows = compared(self.SKILLS, RULES + others)
        (missing,) = [row for row in rows if row.code == "SCTY"]

        assert not missing.is_clear

    def test_possible_links_do_not_count(self) -> None:
        book = handbook([persona("Smith", self.SKILLS)])
        maybe = Link(LinkKind.SKILL, "URCH", 0.4, (Evidence("boat", EvidencePlace.TEXT),), "sfia")
        first = book.personas[0].requirements[0].id
        unsure = replace(book, possible={first: (maybe,)})

        assert kinds(skill_gaps(unsure, unsure.personas[0]))["URCH"] == "unshown"

    def test_a_role_without_a_skills_table_has_no_gaps(self) -> None:
        assert compared("") == []


def move(old: str, new: str, *, patterns: str = "") -> Move:
    book = handbook([persona("Smith", old), persona("Tinker", new, patterns=patterns)])
    return Moves(book).between(*book.personas)


def gained(found: Move) -> list[tuple[str, str, str]]:
    return [
        (one.skill.code, one.now.levels if one.now else "", one.skill.levels)
        for one in found.skills
    ]


class TestOfAMove:
    """From one role to another."""

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("", "| A | USUP | 3 |", [("USUP", "", "3")]),
            ("| A | USUP | 2 |", "| A | USUP | 3 |", [("USUP", "2", "3")]),
            ("| A | USUP | 3-5 |", "| A | USUP | 4-6 |", [("USUP", "3–5", "4–6")]),
            ("| A | USUP | |", "| A | USUP | 3 |", [("USUP", "", "3")]),
            ("| A | USUP | 3-5 |", "| A | USUP | 4-5 |", []),
            ("| A | USUP | 3 |", "| A | USUP | |", []),
            ("| A | USUP | 3 |\n| B | PROG | 2 |", "| A | USUP | 2 |", []),
        ],
        ids=["new", "higher", "higher range", "was without", "within", "without", "fewer"],
    )
    def test_skills_that_are_new_or_needed_at_a_higher_level_are_to_gain(
        self, old: str, new: str, expected: list[tuple[str, str, str]]
    ) -> None:
        assert gained(move(f"{old}\n", f"{new}\n")) == expected

    def test_new_skills_come_before_higher_levels(self) -> None:
        found = move("| A | USUP | 2 |\n", "| A | USUP | 3 |\n| B | SCTY | 4 |\n")

        assert [one.skill.code for one in found.skills] == ["SCTY", "USUP"]

    def test_the_rules_of_the_new_role_say_why(self) -> None:
        (skill,) = move("| A | USUP | 3 |\n", "| A | USUP | 3 |\n| B | SCTY | 4 |\n").skills

        assert skill.asks
        assert all(ask.rule.id.startswith("TIN-") for ask in skill.asks)

    def test_patterns_that_only_the_new_role_lists_are_to_learn(self) -> None:
        found = move("", "", patterns="## Related Design Patterns\n\n- Circuit Breaker Pattern\n")

        assert [pattern.name for pattern in found.patterns] == ["Circuit Breaker Pattern"]
        assert not found.is_empty

    def test_a_move_may_need_nothing(self) -> None:
        assert move("| A | USUP | 3 |\n", "| A | USUP | 3 |\n").is_empty
