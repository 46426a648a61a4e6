"""Print what Rolebook costs, with the goal beside each figure: the tables of `docs/speed`.

Every figure is the median of several runs; what falls short of its goal has a cross. Each run has a
new handbook in a temporary folder, so that nothing is left from the one before. Run with
`make bench`.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus import RULES
from measuring import circumstances, medians, number, output, table
from paper import added
from place import handbook
from stages import stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    Samples = Iterator[tuple[float, ...]]
    Figures = Mapping[int, tuple[float, ...] | str]
    """What was measured, by number of personas; or why it was not."""

SIZES = (1, 10, 40)
ROLES_ON_PAPER = 60
HUNDRED_THOUSAND = 215
_FEW_RUNS, _MANY_RUNS = 3, 5
_ONE_RUN_ABOVE = 40
"""Personas above which a measurement that takes minutes runs only once."""
_PAUSE = 1.0
"""Seconds between two edits under `serve`, so that what the first causes is over."""
_UNEVEN = 0.1
"""Seconds that each pause is longer, so that edits fall between looks at files at intervals."""
_SHORT = "✗"


class NotMeasuredError(Exception):
    """Something is missing that a measurement needs; the message says what."""


@dataclass(frozen=True)
class Row:
    """One figure of a measurement."""

    name: str
    unit: str
    goals: Mapping[int, float] = field(default_factory=dict)
    """The most that the figure may be, by number of personas."""


@dataclass(frozen=True)
class Measurement:
    """What is measured together, and yields a sample of all its rows in each run."""

    measure: Callable[[int, int], Samples]
    """Takes the number of personas and of runs."""
    runs: int
    rows: Sequence[Row]
    only: Sequence[int] = ()
    """Numbers of personas for which it is measured, if not for each."""

    def figures(self, personas: int, *, is_quick: bool) -> tuple[float, ...] | str:
        """Return the median of each row, or why there is none."""
        runs = 1 if is_quick or personas > _ONE_RUN_ABOVE else self.runs
        try:
            return medians(self.measure(personas, runs))
        except NotMeasuredError as error:
            return str(error)


@dataclass(frozen=True)
class Table:
    """Measurements for the same numbers of personas."""

    title: str
    sizes: Sequence[int]
    measurements: Sequence[Measurement]


def main() -> None:
    """Measure, and print each table as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, nargs="+", help="sizes to measure instead")
    parser.add_argument(
        "--quick", action="store_true", help="one run of each; by default, of one persona"
    )
    parser.add_argument("--hundred-thousand", action="store_true", help="also 215 personas")
    options = parser.parse_args()
    sizes = options.personas or ([1] if options.quick else None)
    tables = [replace(each, sizes=sizes or each.sizes) for each in TABLES]
    if options.hundred_thousand:
        tables.append(GROWTH)
    print(circumstances())
    for each in tables:
        print(f"\n## {each.title}\n", flush=True)
        print(measured(each, is_quick=options.quick), flush=True)
    print("\n## Stages\n", flush=True)
    print(stages(sizes or SIZES))


def measured(wanted: Table, *, is_quick: bool) -> str:
    """Return a table with its figures, and below it what could not be measured."""
    rows: list[list[str]] = []
    notes: list[str] = []
    for measurement in wanted.measurements:
        figures: Figures = {
            personas: measurement.figures(personas, is_quick=is_quick)
            for personas in wanted.sizes
            if not measurement.only or personas in measurement.only
        }
        notes += dict.fromkeys(each for each in figures.values() if isinstance(each, str))
        rows += [
            [
                row.name,
                *(_cell(row, at, figures.get(personas), personas) for personas in wanted.sizes),
            ]
            for at, row in enumerate(measurement.rows)
        ]
    header = ["", *(f"{personas * RULES:,} rules" for personas in wanted.sizes)]
    return "\n".join((table(header, rows), *(f"\n- not measured: {note}" for note in notes)))


def _cell(row: Row, at: int, figures: tuple[float, ...] | str | None, personas: int) -> str:
    """Write a figure, its goal, and a cross if it is higher."""
    if figures is None:
        return ""
    if isinstance(figures, str):
        return "-"
    text = number(figures[at], row.unit)
    goal = row.goals.get(personas)
    if goal is None:
        return text
    mark = f" {_SHORT}" if figures[at] > goal else ""
    return f"{text} (≤ {goal:,g}){mark}"


def builds(personas: int, runs: int) -> Samples:
    """Build a handbook without paper, build it again, and build it after an edit."""
    for _ in range(runs):
        with handbook(personas) as place:
            cold = place.run("build")
            site = output(place.site)
            again = place.run("build")
            place.edit()
            edited = place.run("build")
        yield (
            *(cold.cpu, cold.wall, cold.peak, site.megabytes, site.files),
            *(again.wall, again.cpu, edited.wall, edited.cpu),
        )


def checks(personas: int, runs: int) -> Samples:
    """Check a handbook, and check it again."""
    for _ in range(runs):
        with handbook(personas) as place:
            yield tuple(place.run("check", "--fail-on", "never").wall for _ in ("cold", "again"))


def saves(personas: int, runs: int) -> Samples:
    """Edit a persona under `rolebook serve`, and wait until its page shows it."""
    with handbook(personas) as place, place.served() as server:
        for edit in range(runs):
            time.sleep(_PAUSE + edit * _UNEVEN)
            start = time.perf_counter()
            server.wait_for(place.edit())
            yield (time.perf_counter() - start,)


def searches(personas: int, runs: int) -> Samples:
    """Search the handbook in Chromium, from the header and among all rules."""
    try:
        from search import NoBrowserError, waits
    except ImportError:
        raise NotMeasuredError("the search needs Playwright") from None
    with handbook(personas, is_wordy=True) as place:
        place.run("build")
        try:
            for _ in range(runs):
                yield tuple(
                    milliseconds
                    for each in waits(place.site)
                    for milliseconds in (each.first, each.per_key)
                )
        except NoBrowserError as error:
            raise NotMeasuredError(f"the search needs Chromium: {error}") from None


def commands(personas: int, runs: int) -> Samples:
    """Run commands that read no handbook."""
    with handbook(personas) as place:
        place.run("--version")  # compiles the modules, once for each installation
        for _ in range(runs):
            yield (place.run("--version").wall, place.run("explain", "KW001").wall)


def papers(personas: int, runs: int) -> Samples:
    """Build a handbook with every PDF, and build it after one role was edited."""
    for _ in range(runs):
        with handbook(personas, pdf="both") as place:
            cold = place.run("build")
            site = output(place.site)
            place.edit()
            edited = place.run("build")
        yield (
            *(cold.wall, cold.cpu, cold.peak, site.megabytes, site.files),
            *(edited.wall, edited.cpu),
        )


def papers_alone(personas: int, runs: int) -> Samples:
    """Press every PDF, and press them again after one role was edited."""
    for _ in range(runs):
        yield added(personas)


def growth(personas: int, runs: int) -> Samples:
    """Build a large handbook without paper, and look for its largest page that is no role's."""
    for _ in range(runs):
        with handbook(personas) as place:
            cold = place.run("build")
            site = output(place.site)
            hub = max(_hub_pages(place.site))
        yield (cold.cpu, cold.wall, cold.peak, site.megabytes, site.files, hub / 1000)


def _hub_pages(site: Path) -> Iterator[int]:
    """Yield the size of each page in the theme that is no persona's and no document's."""
    for path in site.rglob("*.html"):
        is_hub = path.relative_to(site).parts[0] not in ("p", "d")
        if is_hub and b"md-container" in (content := path.read_bytes()):
            yield len(content)


TABLES = (
    Table(
        "Without paper",
        SIZES,
        (
            Measurement(
                builds,
                _FEW_RUNS,
                (
                    Row("cold build: CPU", "s", {1: 1.5, 10: 4, 40: 12}),
                    Row("cold build: wall", "s"),
                    Row("cold build: peak", "MiB", {40: 250}),
                    Row("cold build: output", "MB", {40: 80}),
                    Row("cold build: files", ""),
                    Row("nothing changed: wall", "s", {1: 0.5, 10: 0.7, 40: 1.5}),
                    Row("nothing changed: CPU", "s"),
                    Row("one edit, whole site: wall", "s", {1: 0.8, 10: 1.2, 40: 3}),
                    Row("one edit, whole site: CPU", "s"),
                ),
            ),
            Measurement(
                saves,
                _MANY_RUNS,
                (Row("save to edited page served", "s", {1: 0.5, 10: 0.7, 40: 1}),),
            ),
            Measurement(
                checks,
                _FEW_RUNS,
                (
                    Row("`check`, cold", "s", {1: 0.6, 10: 1.5, 40: 4}),
                    Row("`check`, again", "s", {40: 1}),
                ),
            ),
            Measurement(
                commands,
                _MANY_RUNS,
                (Row("`--version`", "s", {1: 0.15}), Row("`explain KW001`", "s", {1: 0.15})),
                only=(1,),
            ),
            Measurement(
                searches,
                _FEW_RUNS,
                (
                    Row("search in the header: first result", "ms", {40: 300}),
                    Row("search in the header: per key", "ms", {40: 50}),
                    Row("search among all rules: first result", "ms", {40: 300}),
                    Row("search among all rules: per key", "ms", {40: 50}),
                ),
                only=(40,),
            ),
        ),
    ),
    Table(
        "With every paper",
        (1, 10, ROLES_ON_PAPER),
        (
            Measurement(
                papers,
                _FEW_RUNS,
                (
                    Row("cold build: wall", "s"),
                    Row("cold build: CPU", "s"),
                    Row("cold build: peak", "MiB"),
                    Row("cold build: output", "MB"),
                    Row("cold build: files", ""),
                    Row("one role edited: wall", "s"),
                    Row("one role edited: CPU", "s"),
                ),
            ),
            Measurement(
                papers_alone,
                _FEW_RUNS,
                (
                    Row("what PDFs add, cold: wall", "s", {1: 3, ROLES_ON_PAPER: 30}),
                    Row("what PDFs add, one role edited: wall", "s", {1: 1, ROLES_ON_PAPER: 1.5}),
                ),
            ),
        ),
    ),
)
GROWTH = Table(
    "A hundred thousand rules",
    (HUNDRED_THOUSAND,),
    (
        Measurement(
            growth,
            1,
            (
                Row("cold build: CPU", "s", {HUNDRED_THOUSAND: 12 * HUNDRED_THOUSAND / 40}),
                Row("cold build: wall", "s"),
                Row("cold build: peak", "MiB", {HUNDRED_THOUSAND: 1200}),
                Row("cold build: output", "MB", {HUNDRED_THOUSAND: 500}),
                Row("cold build: files", ""),
                Row("largest hub page", "kB", {HUNDRED_THOUSAND: 300}),
            ),
        ),
    ),
)
"""The goal for work is that of 18,560 rules times as many rules: growth is linear."""


if __name__ == "__main__":
    main()
