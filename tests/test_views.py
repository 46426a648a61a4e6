from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook.views.first import first_rules
from rolebook.views.tally import tally
from rolebook.views.uses import pattern_uses, skill_uses

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook

SUBJECTS = ("Logging", "Caching", "Testing", "Deployment", "Monitoring", "Security")


def long_persona() -> str:
    lines = ["# The Tester", "", "## Traits", "- calm", "", "## Ruleset", ""]
    for subject in SUBJECTS:
        lines += [f"### {subject} Requirements"]
        lines += [f"**MUST** {verb} {subject.lower()} standards" for verb in ("document", "review", "test", "report")]
        lines += [""]
    lines += [
        "### Interface Requirements",
        "**MUST NOT** transmit passwords in addresses",
        "**MUST** answer with `429`",
    ]
    lines += [
        "**MUST** document interface standards",
        "**MUST** review interface standards",
        "**MUST** test interface standards",
    ]
    return "\n".join(lines)


def test_counts_sum_to_the_total(team: Handbook) -> None:
    counted = tally(team.requirements)
    assert counted.total == len(team.requirements) == sum(count for _, count in counted.levels)


def test_the_first_rules_are_the_particular_ones(book: Callable[..., Handbook]) -> None:
    """Sentences that come back in every category are not among the rules to know first."""
    chosen = [rule.text for rule in first_rules(book(long_persona()).personas[0], most=2)]
    assert chosen == ["transmit passwords in addresses", "answer with `429`"]


def test_a_short_list_needs_no_first_rules(team: Handbook) -> None:
    assert first_rules(team.personas[0]) == []


def test_a_skill_knows_who_lists_it_and_which_rules_show_it(team: Handbook) -> None:
    use = next(use for use in skill_uses(team, team.catalogues["sfia"]) if use.concept.code == "TEST")
    assert [persona.name for persona, _ in use.listed] == ["Tester"]
    assert use.rules == 1


def test_a_code_that_the_catalogue_lacks_is_still_shown(book: Callable[..., Handbook]) -> None:
    found = book("# The Tester\n\n## SFIA 9 Mapping\n| Skill | Code | Level |\n|---|---|---|\n| Own | ZZZZ | 3 |\n")
    assert [(use.concept.code, use.is_known) for use in skill_uses(found, found.catalogues["sfia"])] == [
        ("ZZZZ", False)
    ]


def test_every_listed_pattern_is_there(team: Handbook) -> None:
    assert [use.name for use in pattern_uses(team)] == ["Caching Pattern"]
