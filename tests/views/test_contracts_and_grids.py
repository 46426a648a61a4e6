"""Contracts with roles that nobody has written, and what a persona has from elsewhere."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import rolebook
from rolebook.link.handbook import SharedBlock
from rolebook.views.contracts import team
from rolebook.views.grids import block_parts, origins

if TYPE_CHECKING:
    from rolebook import Handbook

COOK = "# The Cook\n\n## Traits\n- calm\n\n## Ruleset\n- **MUST** taste\n- **MUST** salt\n\n"
DUTIES = "## Collaboration Guidelines\n- **MUST** ask The Baker for bread\n"


def kitchen(duties: str = DUTIES, *, has_baker: bool = False) -> Handbook:
    sources = [rolebook.Source("cook.md", COOK + duties)]
    if has_baker:
        sources.append(rolebook.Source("baker.md", "# The Baker\n\n## Traits\n- warm\n"))
    return rolebook.handbook(sources)


def test_a_contract_says_from_both_sides_that_a_file_is_missing() -> None:
    [contract] = team(kitchen()).pairs
    [whole] = team(kitchen(has_baker=True)).pairs

    assert (contract.is_with_missing, contract.turned.is_with_missing) == (True, True)
    assert (whole.is_with_missing, whole.turned.is_with_missing) == (False, False)


def test_without_a_grid_no_row_of_one_is_counted() -> None:
    book = kitchen()
    counted = origins(book, book.texts[0])

    assert (counted.total, counted.templates) == (2, 0)


def test_a_block_begins_with_the_rule_of_the_first_persona() -> None:
    book = kitchen()
    first, second = (rule.id for rule in book.texts[0].own_rules)
    block = SharedBlock("taste", "Rules", ("cook",), ((first, second),))

    assert [(rule.id, [one.id for one in places]) for rule, places in block_parts(book, block)] == [
        (first, [first, second])
    ]


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))

    assert rolebook.__version__ == project["project"]["version"]
