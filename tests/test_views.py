from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from rolebook.rubric.first import first_rules
from rolebook.views.facets import FACETS
from rolebook.views.gaps import gaps
from rolebook.views.grids import drawn, family_parts, origins
from rolebook.views.shelves import shelves
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
        lines += [
            f"**MUST** {verb} {subject.lower()} standards"
            for verb in ("document", "review", "test", "report")
        ]
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


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ("**MUST** open northern doors slowly", "**SHOULD NOT** lend 9 brass keys", 1),
        ("**MUST** open northern doors slowly", "**SHOULD** lend 9 brass keys", 0),
    ],
)
def test_a_number_outweighs_one_step_of_the_level(
    book: Callable[..., Handbook], first: str, second: str, chosen: int
) -> None:
    rules = {"Doors": first, "Keys": second, "Walls": "**MAY** paint wide walls"}
    parts = "".join(f"\n### {title}\n{rule}\n" for title, rule in rules.items())
    (persona,) = book(f"# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n{parts}").personas

    assert first_rules(persona, most=1) == [persona.own_rules[chosen]]


VAGUE = ("ensure proper security", "integrate services effectively", "use appropriate limits")


@pytest.mark.parametrize("vague", VAGUE)
def test_a_vague_rule_is_never_one_to_know_first(book: Callable[..., Handbook], vague: str) -> None:
    rules = f"- **MUST NOT** {vague}\n- **SHOULD** sort the list by date\n- **MAY** add a row\n"
    (document,) = book(f"# Lists\n\n{rules}").documents

    assert vague not in [rule.text for rule in first_rules(document, most=1)]


def test_what_prevents_harm_comes_before_what_is_more_particular(
    book: Callable[..., Handbook],
) -> None:
    rules = "- **MUST** return 3 rows\n- **SHOULD NOT** log passwords\n- **MAY** add a row\n"
    (document,) = book(f"# Lists\n\n{rules}").documents

    assert [rule.text for rule in first_rules(document, most=1)] == ["log passwords"]


def test_rules_to_know_first_are_of_several_categories(book: Callable[..., Handbook]) -> None:
    things = {"Doors": "oak elm ash fir", "Keys": "tin gold lead zinc", "Walls": "clay mud straw"}
    parts = [
        line
        for title, nouns in things.items()
        for line in (f"### {title}", *(f"- **MUST NOT** log {noun}" for noun in nouns.split()))
    ]
    text = "\n".join(["# The Tester", "", "## Traits", "- calm", "", "## Ruleset", *parts])
    (persona,) = book(text).personas

    titles = Counter(rule.category.title for rule in first_rules(persona, most=3))
    assert sorted(titles.values()) == [1, 2]


def test_a_short_list_needs_no_first_rules(team: Handbook) -> None:
    assert first_rules(team.personas[0]) == []


def test_a_skill_knows_who_lists_it_and_which_rules_show_it(team: Handbook) -> None:
    use = next(
        use for use in skill_uses(team, team.catalogues["sfia"]) if use.concept.code == "TEST"
    )
    assert [persona.name for persona, _ in use.listed] == ["Tester"]
    assert use.rules == 1


def test_a_code_that_the_catalogue_lacks_is_still_shown(book: Callable[..., Handbook]) -> None:
    found = book(
        "# The Tester\n\n## SFIA 9 Mapping\n| Skill | Code | Level |\n|---|---|---|\n| Own | ZZZZ | 3 |\n"
    )
    assert [
        (use.concept.code, use.is_known) for use in skill_uses(found, found.catalogues["sfia"])
    ] == [("ZZZZ", False)]


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


def test_a_skill_that_rules_show_and_the_table_lacks_is_missing(
    book: Callable[..., Handbook],
) -> None:
    found = book(MATRIX)
    shown = gaps(found, found.personas[0])
    assert [(concept.code, count) for concept, count in shown.missing] == [("SCTY", 3)]
    assert [skill.code for skill, _ in shown.unshown] == ["URCH"]


def test_without_a_skills_table_nothing_is_missing(book: Callable[..., Handbook]) -> None:
    found = book(MATRIX.partition("## SFIA")[0] + "## Traits\n- calm\n")
    assert gaps(found, found.personas[0]).missing == ()


def test_every_listed_pattern_is_there(team: Handbook) -> None:
    assert [use.name for use in pattern_uses(team)] == ["Caching Pattern"]


GARDEN = "\n".join(
    [
        "# The Gardener", "", "## Traits", "- calm", "", "## Ruleset", "",
        "### Rose Requirements", "**MUST** water roses at dawn", "**MUST** cut roses in March",
        "**MUST NOT** sell roses on Sundays", "**MUST** count roses every week", "**MAY** lend rose books",
        "**MUST** smell them",
        "### Lily Requirements", "**MUST** water lilies at dawn", "**SHOULD** cut lilies in March",
        "**MUST NOT** sell lilies on Sundays", "**MUST** count lilies every week", "**MAY** lend lily books",
        "### Tulip Requirements", "**MUST** water tulip beds at dawn", "**MUST** cut tulips in March",
        "**MUST NOT** sell tulips on Sundays", "**MUST** count tulips every week", "**MAY** lend tulip books",
        "### Hedge Requirements", "**MUST** water hedges at dawn", "**MUST** cut hedges in March",
        "**MUST NOT** sell hedges on Sundays", "**MAY** lend hedge books",
    ]
)  # fmt: skip


def test_a_drawn_grid_shows_holes_and_what_differs(book: Callable[..., Handbook]) -> None:
    """A missing rule, another level and other words are all visible."""
    found = book(GARDEN)
    grid = drawn(found, found.grids["gardener"])
    marks = [[cell.mark if cell else "–" for cell in row.cells] for row in grid.rows]

    assert [column.label for column in grid.columns] == ["Rose", "Lily", "Tulip", "Hedge"]
    assert marks == [["M"] * 4, ["M", "S", "M", "M"], ["MN"] * 4, ["M", "M", "M", "–"], ["MAY"] * 4]
    assert [row.other_levels for row in grid.rows] == ["", "1 SHOULD", "", "", ""]
    assert [cell.difference if cell else None for cell in grid.rows[0].cells] == [
        "",
        "",
        "beds",
        "",
    ]
    assert grid.differs


def test_the_origins_of_a_text_sum_to_its_rules(book: Callable[..., Handbook]) -> None:
    found = book(GARDEN)
    counted = origins(found, found.personas[0])

    assert (counted.total, counted.own, counted.template, counted.templates, counted.shared) == (
        20,
        1,
        19,
        5,
        0,
    )


def test_a_shelf_knows_how_many_of_its_rules_a_grid_shows(book: Callable[..., Handbook]) -> None:
    found = book(GARDEN)
    made = shelves(found.personas[0], found.grids["gardener"].ids)

    assert [(len(shelf.rules), shelf.templates) for shelf in made] == [
        (6, 5),
        (5, 5),
        (5, 5),
        (4, 4),
    ]


def test_a_family_knows_its_rules_by_text_and_category(book: Callable[..., Handbook]) -> None:
    found = book(GARDEN, GARDEN.replace("Gardener", "Florist"))
    family = next(one for one in found.families if one.label == "water … at dawn")
    parts = family_parts(found, family)

    assert [part.text.name for part in parts] == ["Gardener", "Florist"]
    assert [(column.label, rule.id, words) for column, rule, words in parts[0].rows][2] == (
        "Tulip", "GAR-TULI-01", "beds",
    )  # fmt: skip


def test_addresses_of_earlier_versions_choose_the_same_kinds_of_rules() -> None:
    [facet] = [facet for facet in FACETS if facet.key == "kind"]

    assert facet.former == {
        "of-its-own": "own",
        "from-a-template": "template",
        "shared-by-roles": "shared",
        "collaboration": "duty",
    }


def test_headings_of_one_title_have_anchors_with_numbers(book: Callable[..., Handbook]) -> None:
    heading = "### Testing Requirements\n**MUST** write a test for {}\n\n"
    text = "".join(heading.format(part) for part in ("doors", "keys", "locks"))
    (persona,) = book(f"# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n\n{text}").personas

    assert [shelf.anchor for shelf in shelves(persona)] == [
        "in:TES-TEST",
        "in:TES-TEST-part-2",
        "in:TES-TEST-part-3",
    ]


def test_the_problems_of_a_rule_are_in_the_order_of_their_codes() -> None:
    codes = [f"XR{n:03}" for n in range(12)]
    problems = [SimpleNamespace(code=code) for code in reversed(codes)]
    book: Any = SimpleNamespace(findings={"A-1": problems}, say=lambda key: key)
    [facet] = [facet for facet in FACETS if facet.key == "finding"]
    rule: Any = SimpleNamespace(id="A-1")

    assert [value.key for value in facet.values(book, rule)] == [code.lower() for code in codes]
