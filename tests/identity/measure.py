"""Print how well rules are found again after an edit: ids that survive, and precision and recall of each change.

Run with `make matching`; see `edits` for what an edit is.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rolebook.history import compare_drafts
from rolebook.identity.diff import Change, ChangeKind, Comparison
from rolebook.identity.draft import Draft, draft

from .edits import Corpus, corpus, edited
from .written import HISTORIES, score
from .written import KINDS as WRITTEN_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = [kind for kind in ChangeKind if kind not in ("renumbered", "lead-changed")]
"""The corpus has neither IDs of authors nor leads."""
PERSONAS = 30
"""Of 166 rules each."""


@dataclass(frozen=True)
class Edit:
    """A corpus before and after an edit, and both as drafts, the second one with the lock of the first."""

    before: Corpus
    after: Corpus
    old: Draft
    new: Draft

    @property
    def given(self) -> Mapping[int, str]:
        """The ids before, by the numbers that rules were born with."""
        return _ids(self.before, self.old)

    @property
    def now(self) -> Mapping[int, str]:
        """The ids after."""
        return _ids(self.after, self.new)

    @property
    def survival(self) -> float:
        """The share of the rules that are still there which kept their ids."""
        surviving = self.given.keys() & self.now.keys()
        return sum(self.now[number] == self.given[number] for number in surviving) / len(surviving)

    @property
    def strays(self) -> list[str]:
        """Ids that mean another rule than before."""
        owner = {id: number for number, id in self.given.items()}
        return [id for number, id in self.now.items() if owner.get(id, number) != number]

    def said(self, comparison: Comparison, kind: ChangeKind) -> set[int]:
        """Return the rules that a comparison says something happened to."""
        lines_old, lines_new = _by_line(self.before, self.old), _by_line(self.after, self.new)

        def number(change: Change) -> int:
            lines, rule = (lines_new, change.after) if change.after else (lines_old, change.before)
            assert rule is not None
            assert rule.span is not None
            return lines[rule.span.path, rule.span.line]

        return {number(change) for change in comparison.changes if kind in change.kinds}


@cache
def edit(seed: int) -> Edit:
    """Return a random edit."""
    before = corpus(PERSONAS, seed=seed)
    after = edited(before, seed=seed)
    old = draft(before.sources(), today="2026-01-01")
    return Edit(before, after, old, draft(after.sources(), lock=old.lock, today="2026-02-01"))


@cache
def comparison(seed: int, *, has_ids: bool) -> Comparison:
    """Return what changed in an edit, found with the ids of a lock or by words alone."""
    made = edit(seed)
    if has_ids:
        return compare_drafts(made.old, made.new)
    return compare_drafts(draft(made.before.sources()), draft(made.after.sources()))


def rates(said: set[int], true: set[int]) -> tuple[float, float]:
    """Return precision and recall."""
    hits = len(said & true)
    return hits / len(said) if said else 1.0, hits / len(true) if true else 1.0


def main() -> None:
    """Measure some edits and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[101, 102, 103, 104, 105])
    seeds = parser.parse_args().seeds
    start = time.process_time()
    print(f"{'seed':>5} {'rules':>6} {'ids kept':>9} {'strays':>7}")
    for seed in seeds:
        made = edit(seed)
        print(f"{seed:>5} {len(made.given):>6} {made.survival:>9.4%} {len(made.strays):>7}")
    print(
        f"\n{'class':<14} {'rules':>6} {'precision':>10} {'recall':>7}   without a lock: precision recall"
    )
    for kind in KINDS:
        true = {(seed, number) for seed in seeds for number in edit(seed).after.done[kind]}
        columns = [f"{kind:<14} {len(true):>6}"]
        for has_ids in (True, False):
            said = {
                (s, n) for s in seeds for n in edit(s).said(comparison(s, has_ids=has_ids), kind)
            }
            hits = len(said & true)
            columns.append(f"{hits / len(said):>10.3f} {hits / len(true):>7.3f}")
        print(f"{columns[0]} {columns[1]} {columns[2]:>34}")
    _print_written()
    print(f"\n{time.process_time() - start:.1f} s of processor time, with making the corpora")


def _print_written() -> None:
    found = score(*HISTORIES)
    print(
        f"\n{len(HISTORIES)} written histories: {len(found.lost)} of {found.living} ids lost, "
        f"{len(found.strays)} strays"
    )
    for kind in WRITTEN_KINDS:
        precision, recall = found.rates(kind)
        print(f"{kind:<14} {found.true[kind]:>6} {precision:>10.3f} {recall:>7.3f}")


def _ids(rules: Corpus, made: Draft) -> dict[int, str]:
    found = [requirement.id for text in made.texts for requirement in text.requirements]
    return dict(zip(rules.numbers, found, strict=True))


def _by_line(rules: Corpus, made: Draft) -> dict[tuple[str, int], int]:
    """Each rule stands on a line of its own."""
    spans = [requirement.span for text in made.texts for requirement in text.requirements]
    return {
        (span.path, span.line): number for span, number in zip(spans, rules.numbers, strict=True)
    }


if __name__ == "__main__":
    main()
