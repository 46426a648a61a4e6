from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook.views.contracts import contracts, contracts_of
from rolebook.views.first import first_rules
from rolebook.views.gaps import gaps
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


def test_a_contract_shows_both_sides(team: Handbook) -> None:
    [with_builder, with_astronaut] = contracts_of(team, team.roles["tester"])
    assert [len(with_builder.owes), len(with_builder.is_owed), with_builder.is_one_way] == [1, 1, False]
    assert [len(with_astronaut.owes), len(with_astronaut.is_owed), with_astronaut.is_one_way] == [1, 0, False]


def test_every_duty_is_in_a_contract(team: Handbook) -> None:
    stated = [duty.id for contract in contracts(team) for duty in contract.owes]
    assert sorted(stated) == sorted(duty.id for persona in team.personas for duty in persona.collaborations)


def test_a_skill_knows_who_lists_it_and_which_rules_show_it(team: Handbook) -> None:
    use = next(use for use in skill_uses(team, team.catalogues["sfia"]) if use.concept.code == "TEST")
    assert [persona.name for persona, _ in use.listed] == ["Tester"]
    assert use.rules == 2


def test_a_code_that_the_catalogue_lacks_is_still_shown(book: Callable[..., Handbook]) -> None:
    found = book("# The Tester\n\n## SFIA 9 Mapping\n| Skill | Code | Level |\n|---|---|---|\n| Own | ZZZZ | 3 |\n")
    assert [(use.concept.code, use.is_known) for use in skill_uses(found, found.catalogues["sfia"])] == [
        ("ZZZZ", False)
    ]


MATRIX = """\
# The Tester

## Ruleset

### Testing Requirements
**MUST** write unit tests for every endpoint
**MUST** encrypt backups at rest
**MUST** encrypt data in transit
**MUST** encrypt disks of laptops

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| Functional testing | TEST | 3-4 |
| User research | URCH | 3-4 |
"""


def test_a_skill_that_rules_show_and_the_table_lacks_is_missing(book: Callable[..., Handbook]) -> None:
    found = book(MATRIX)
    shown = gaps(found, found.personas[0])
    assert [(concept.code, count) for concept, count in shown.missing] == [("SCTY", 3)]
    assert [skill.code for skill, _ in shown.unshown] == ["URCH"]


def test_without_a_skills_table_nothing_is_missing(book: Callable[..., Handbook]) -> None:
    found = book(MATRIX.partition("## SFIA")[0] + "## Traits\n- calm\n")
    assert gaps(found, found.personas[0]).missing == ()


def test_every_listed_pattern_is_there(team: Handbook) -> None:
    assert [use.name for use in pattern_uses(team)] == ["Caching Pattern"]
