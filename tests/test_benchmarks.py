"""The benchmarks print their tables in the form that the page about speed has. Times are not tested."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import measuring
import peers
from bench import GROWTH, TABLES, Measurement, NotMeasuredError, Row, Table, measured
from corpus import RULES
from peers import PEERS, Tool, personas
from stages import STAGES

from .site.running import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
_FIGURE = re.compile(
    r"(?P<figure>[\d,.]+)( (s|ms|MB|MiB|kB))?( \(≤ (?P<goal>[\d.,]+)\)(?P<cross> ✗)?)?"
)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the quick benchmark prints; it leaves nothing behind."""
    here, temporary = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("temporary")
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "bench.py", "--quick"],
        cwd=here,
        env=environment() | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert [*here.iterdir(), *temporary.iterdir()] == []
    return done.stdout


def test_the_first_lines_say_what_the_figures_depend_on(quick: str) -> None:
    versions, machine, *_ = quick.splitlines()
    assert re.fullmatch(r"rolebook, version \S+, Python 3\.\S+, \d{4}-\d\d-\d\d", versions)
    assert re.fullmatch(r".+, \d+ cores, \d+ GiB, \w+ \w+, load \d+\.\d", machine)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_every_row_has_its_figure(quick: str, table: Table) -> None:
    header, rows = _table(quick, table.title)
    assert header == ["", f"{RULES} rules"]
    wanted = [(row, each) for each in table.measurements for row in each.rows]
    assert [name for name, _ in rows] == [row.name for row, _ in wanted]
    for (row, measurement), (_, cell) in zip(wanted, rows, strict=True):
        if measurement.only and 1 not in measurement.only:
            assert not cell
            continue
        match = _FIGURE.fullmatch(cell)
        assert match, cell
        assert bool(match["goal"]) == (1 in row.goals)


def test_every_stage_has_its_time(quick: str) -> None:
    header, rows = _table(quick, "Stages")
    assert header == ["rules", *STAGES]
    assert [len(row) for row in rows] == [len(header)]
    assert all(_FIGURE.fullmatch(cell) for cell in rows[0])


def _table(text: str, title: str) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of the table below a heading."""
    _, _, below = text.partition(f"\n## {title}\n")
    lines = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")]
    header, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    return header, rows


def test_what_is_above_its_goal_has_a_cross() -> None:
    rows = (Row("at", "s", {1: 2}), Row("above", "s", {1: 2}), Row("free", "ms"))
    assert _cells(rows, (2.0, 2.01, 99.0)) == ["2.00 s (≤ 2)", "2.01 s (≤ 2) ✗", "99 ms"]


def test_a_figure_is_the_median_of_the_runs() -> None:
    assert _cells((Row("build", "s"),), (1.0,), (9.0,), (2.0,)) == ["2.00 s"]


def test_what_cannot_be_measured_says_why() -> None:
    def measure(personas: int, runs: int) -> Iterator[tuple[float, ...]]:
        raise NotMeasuredError("there is no browser")
        yield ()

    table = Table("Search", (1, 2), (Measurement(measure, 1, (Row("search", "ms", {1: 1}),)),))
    text = measured(table, is_quick=False)
    assert [cell.strip() for cell in text.splitlines()[2].split("|")[1:-1]] == ["search", "-", "-"]
    assert text.endswith("\n\n- not measured: there is no browser")


def _cells(rows: tuple[Row, ...], *samples: tuple[float, ...]) -> list[str]:
    measurement = Measurement(lambda personas, runs: iter(samples), len(samples), rows)
    lines = measured(Table("", (1,), (measurement,)), is_quick=False).splitlines()[2:]
    return [line.split("|")[2].strip() for line in lines]


@pytest.mark.parametrize("module", [measuring, peers], ids=lambda module: module.__name__)
def test_the_examples_in_docstrings_are_true(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed


def test_goals_are_for_sizes_that_are_measured() -> None:
    for table in (*TABLES, GROWTH):
        for measurement in table.measurements:
            sizes = set(measurement.only or table.sizes)
            assert all(row.goals.keys() <= sizes for row in measurement.rows), table.title


@pytest.mark.parametrize("tool", PEERS, ids=lambda tool: tool.name)
def test_every_tool_gets_every_rule(tmp_path: Path, tool: Tool) -> None:
    wanted = personas(2)
    assert [len(each.rules) for each in wanted] == [RULES, RULES]
    tool.write(tmp_path, wanted)
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for each in wanted:
        for rule in each.rules:
            assert rule.text in text


def test_an_environment_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Without an index, pip finds no package."""
    command = [sys.executable, str(BENCHMARKS / "peers.py"), "--only", "Doorstop"]
    done = subprocess.run(
        [*command, "--personas", "1", "--environments", str(tmp_path)],
        env=environment() | {"PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    note = r"- Doorstop was not measured: `python -m pip install` failed: .+"
    assert re.fullmatch(note, done.stdout.splitlines()[-1])
