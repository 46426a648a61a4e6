"""Which test runs which function of the package, and for how long: a plugin of pytest that writes it down.

Tests that start the command in a process of its own run nothing here, so no function chooses them.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

OUTPUT = "ROLEBOOK_REACH"
"""Environment variable: the file to write."""
_PACKAGE = f"{os.sep}rolebook{os.sep}"

_codes: dict[Any, str] = {}
_calls: set[Any] = set()
_tests: dict[str, dict[str, Any]] = {}
_failed: set[str] = set()


def _trace(frame: FrameType, event: str, argument: object) -> None:
    """Note a call; without a local trace function the lines of the function cost nothing."""
    _calls.add(frame.f_code)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Trace a test with its fixtures."""
    _calls.clear()
    start = _processor_time()
    sys.settrace(_trace)
    result = yield
    sys.settrace(None)
    functions = sorted({name for code in _calls if (name := _name(code))})
    _tests[item.nodeid] = {"seconds": _processor_time() - start, "functions": functions}
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note the tests that fail without any fault: they say nothing about one."""
    if report.outcome != "passed":
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write what was noted."""
    tests = {id: found for id, found in _tests.items() if id not in _failed}
    Path(os.environ[OUTPUT]).write_text(json.dumps(tests), encoding="utf-8")


def _processor_time() -> float:
    """Return the seconds that were spent here and in processes that have ended."""
    return sum(os.times()[:4])


def _name(code: Any) -> str:
    """Return `path:qualified name` of a function of the package, or nothing."""
    if code not in _codes:
        path = code.co_filename
        parts = path.rpartition(_PACKAGE)
        is_ours = parts[1] and f"{os.sep}generator{os.sep}" in path and code.co_name != "<module>"
        _codes[code] = f"{parts[2]}:{code.co_qualname}" if is_ours else ""
    return _codes[code]
