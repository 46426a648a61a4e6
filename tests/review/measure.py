"""Print what the review rubric makes of changes with planted faults: `make reviewing`.

A fault is found if a question of the rubric that is narrowed to the change covers a rule that leads
to it; `box` says that only the box of its domain in the grid does. `shared` is the largest part of
its questions that a domain shares with another one, where the rubric is narrowed to either; cells
of a row of the grid are one question.
"""

from __future__ import annotations

import argparse
import csv
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import rolebook
from rolebook.input.change import read_change
from rolebook.rubric import rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolebook import Document, Handbook
    from rolebook.rubric import Rubric

HERE = Path(__file__).parent
OURS = HERE.parents[1] / "personas" / "backend-developer.md"


def main() -> None:
    """Measure our own persona, and another one if its path is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persona", type=Path, help="the persona that `another-team` belongs to")
    parser.add_argument("--sealed", action="store_true", help="measure the sealed half")
    options = parser.parse_args()
    half = "sealed" if options.sealed else "open"
    measure(OURS, HERE / "diffs" / "backend-developer" / half)
    if options.persona:
        measure(options.persona, HERE / "diffs" / "another-team" / half)


def measure(persona: Path, folder: Path) -> None:
    """Print a line for each change, and their sums."""
    text = persona.read_text(encoding="utf-8")
    book = rolebook.handbook([rolebook.Source(persona.name, text)])
    [document] = book.texts
    print(f"{folder.parent.name}, {folder.name}: {len(document.requirements)} rules")
    found = {"asked": 0, "box": 0, "": 0}
    for name, wanted in _answers(folder):
        change = read_change((folder / name).read_bytes(), name)
        made = rubric(book, document, change=change)
        how = _found(made, wanted)
        found[how] += 1
        print(f"  {how or 'missed':7} {len(made.items):2} questions  {name}")
    print(
        f"  {sum(found.values())} faults: {found['asked']} asked about, {found['box']} in a box, "
        f"{found['']} missed"
    )
    share, one, other = max(_shares(book, document))
    print(f"  shared by two domains: at most {share:.0%} ({one}, {other})")


def _answers(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    with (folder / "answers.tsv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            yield line["diff"], frozenset(rule.strip() for rule in line["rules"].split(";"))


def _found(made: Rubric, wanted: frozenset[str]) -> str:
    if wanted.intersection(made.covered):
        return "asked"
    return "box" if made.touched and made.grid and wanted & made.grid.ids else ""


def _shares(book: Handbook, document: Document) -> Iterator[tuple[float, str, str]]:
    rows = book.grids[document.slug].rows if document.slug in book.grids else ()
    row_of = {cell.requirement: row.family for row in rows for cell in row.cells.values()}
    asked = {
        domain.code: {
            row_of.get(item.id, item.id)
            for item in rubric(book, document, domains=[domain.label]).items
        }
        for domain in rubric(book, document).domains
    }
    for one, other in combinations(asked, 2):
        fewest = min(len(asked[one]), len(asked[other]))
        yield len(asked[one] & asked[other]) / fewest if fewest else 0.0, one, other


if __name__ == "__main__":
    main()
