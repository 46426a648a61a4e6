"""Programs run in processes of their own, what they cost, and tables of figures.

It knows no handbook. It imports nothing large, because Linux counts the memory of the process that
starts another as that of the other until the latter has begun.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROLEBOOK = (sys.executable, "-m", "rolebook")
_MIB = 1024
"""Kibibytes, in which Linux counts the memory of processes."""


@dataclass(frozen=True)
class Usage:
    """What a program cost."""

    cpu: float
    """Seconds of work, for the user and in the system, with all its processes."""
    wall: float
    """Seconds from its start to its end."""
    peak: float
    """The most memory that its largest process had, in MiB."""


@dataclass(frozen=True)
class Output:
    """What a program wrote to a folder."""

    megabytes: float
    """Sum of the lengths of the files in MB, not of the blocks that they take on disk."""
    files: int


def run(command: Iterable[str | Path], folder: Path) -> Usage:
    """Run a program in a folder, and return what it cost.

    Raises:
        subprocess.CalledProcessError: The program failed; what it said is in the error's notes.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=folder, stdout=errors, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            error = subprocess.CalledProcessError(process.returncode, words)
            error.add_note(errors.read().decode(errors="replace"))
            raise error
    return Usage(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=used.ru_maxrss / _MIB)


def output(folder: Path) -> Output:
    """Return how much there is in a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Output(megabytes=sum(sizes) / 1e6, files=len(sizes))


def medians(samples: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return the median of each column.

    >>> medians([(1, 10), (5, 30), (2, 20)])
    (2, 20)
    """
    return tuple(statistics.median(column) for column in zip(*samples, strict=True))


def number(value: float, unit: str) -> str:
    """Write a figure with as many digits as it is repeated with.

    >>> [number(value, "s") for value in (0.1234, 12.34, 123.4)]
    ['0.12 s', '12.3 s', '123 s']
    >>> number(19760, "")
    '19,760'
    """
    has_parts = unit in ("s", "MB")
    decimals = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{decimals if has_parts else 0}f} {unit}".rstrip()


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown whose columns are as wide as what is in them.

    >>> print(table(["", "464 rules"], [["cold build", "2.7 s"]]))
    |            | 464 rules |
    |------------|-----------|
    | cold build | 2.7 s     |
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    ruler = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    first, *others = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (header, *rows)
    )
    return "\n".join((first, ruler, *others))


def circumstances() -> str:
    """Return what the figures depend on: versions, day, machine, and what else it does."""
    version = subprocess.run(
        [*ROLEBOOK, "--version"], check=True, capture_output=True, text=True
    ).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{version}, Python {platform.python_version()}, {date.today():%Y-%m-%d}\n"
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, load {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    """Return the name of the processor, which only Linux says in full."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
