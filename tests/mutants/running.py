"""Runs tests on mutants, each in a fork of a process that has loaded every library already."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import CodeType, ModuleType

    from .operators import Mutant

_ALLOWANCE = 5
"""A mutant may take so many times the time of its tests, and some seconds to start, before it
counts as caught: most that do never end."""
_START = 20
_MEMORY = 6 << 30
"""Bytes of addresses: a mutant that eats all memory must not take the machine with it."""


class Outcome(StrEnum):
    """What the tests said of a mutant."""

    CAUGHT = "caught"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    UNREACHED = "unreached"
    """No test runs the function in its own process."""


@dataclass(frozen=True, slots=True)
class Job:
    """A mutant and the tests that may catch it, the quickest first."""

    mutant: Mutant
    tests: tuple[str, ...]
    seconds: float
    """Their processor time without a fault."""


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads one module with a fault in it."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds one module with a fault in it."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self._name, self._path = name, path
        self._loader = _Loader(name, str(path), source)

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        folder = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, self._path, loader=self._loader, submodule_search_locations=folder
        )


def load_libraries(package: Path) -> None:
    """Import everything that the package uses, but leave the package itself to the forks."""
    sys.path.insert(0, str(package.parent))
    # Not Hypothesis: pytest warns of plugins that it cannot rewrite, and warnings are errors.
    for name in ("pytest", "rolebook.cli", "rolebook.site.mkdocs_plugin"):
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "rolebook"]:
        del sys.modules[name]


def check(jobs: Sequence[Job], package: Path) -> None:
    """Make sure that tests pass without a fault when they are run like this.

    Raises:
        RuntimeError: They do not, so they would seem to catch everything.
    """
    unchanged = [
        Job(replace(job.mutant, after="", end=job.mutant.start), job.tests, job.seconds)
        for job in jobs
        if job.tests
    ]
    for job, outcome in run_all(unchanged, package, 1):
        if outcome is not Outcome.SURVIVED:
            raise RuntimeError(f"without a fault: {outcome}, {' '.join(job.tests)}")


def run_all(jobs: Sequence[Job], package: Path, at_once: int) -> Iterator[tuple[Job, Outcome]]:
    """Run the tests of each job, several at once; yield what they said as they end."""
    waiting = list(reversed(jobs))
    running: dict[int, tuple[Job, float]] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            job = waiting.pop()
            if job.tests:
                running[_start(job, package)] = job, time.monotonic()
            else:
                yield job, Outcome.UNREACHED
        if running:
            child, status = os.wait()
            if child in running:
                yield running.pop(child)[0], _outcome(status)


def _start(job: Job, package: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 70  # neither 0, which pytest gives if all is well, nor 1, where a test failed
    try:
        code = _run(job, package)
    finally:
        os._exit(code)


def _run(job: Job, package: Path) -> int:
    import pytest

    limit = int(job.seconds * _ALLOWANCE) + _START
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    # Tests that wait for something use no processor time.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limit * 6)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    path = package / job.mutant.path
    source = job.mutant.apply(path.read_text(encoding="utf-8"))
    name = ".".join((package.name, *Path(job.mutant.path).with_suffix("").parts))
    sys.meta_path.insert(0, _Finder(name.removesuffix(".__init__"), path, source))
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    with tempfile.TemporaryDirectory(prefix="rolebook-mutant-", ignore_cleanup_errors=True) as temp:
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={temp}/t"]
        return int(pytest.main([*options, *job.tests]))


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        ended = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
        return Outcome.TIMED_OUT if ended else Outcome.CAUGHT
    return Outcome.SURVIVED if os.WEXITSTATUS(status) == 0 else Outcome.CAUGHT
