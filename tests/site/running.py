"""Running the command line as people do: in a process of its own; and sites that tests share."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .corpus import Harbour

COMMAND = (sys.executable, "-c", "from rolebook.cli import main; main()")
BUILD_TIME = "1700000000"
"""Seconds since 1970; MkDocs writes the time of the build into the compressed site map."""
SHARED_SITES = "ROLEBOOK_SHARED_SITES"
"""Environment variable: a folder of this run that all its processes know; see `tests/conftest.py`."""
_TIMEOUT = 120
_CAN_FORK = hasattr(os, "fork")


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "SOURCE_DATE_EPOCH": BUILD_TIME, **extra}


def rolebook(
    *arguments: str, cwd: Path, is_joined: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said, whatever its exit code.

    Args:
        arguments: What stands behind `rolebook`.
        cwd: The folder that it is run in.
        is_joined: Whether it prints its errors among the rest, as at a terminal.
    """
    if _CAN_FORK:
        return _fork(*arguments, cwd=cwd, is_joined=is_joined)
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if is_joined else subprocess.PIPE,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )


def built(place: Harbour) -> Path:
    """Return the folder of a harbour's site, which must build without a warning.

    A site of the same sources and settings is built once for all tests, whichever process they run
    in; each gets a copy that it may change. That equal sources give equal bytes is what
    `test_two_builds_are_equal` shows, with `built_anew`.
    """
    if place.site.exists():
        return built_anew(place)
    folder = Path(os.environ[SHARED_SITES], _key(place))
    with _alone(folder):
        if not folder.exists():
            shutil.copytree(built_anew(place), folder, symlinks=True)
            return place.site
    shutil.copytree(folder, place.site, symlinks=True)
    return place.site


def built_anew(place: Harbour) -> Path:
    """Build a harbour's site, which must work without a warning, and return its folder."""
    result = rolebook("build", "--strict", cwd=place.root)
    assert result.returncode == 0, result.stdout + result.stderr
    return place.site


def _key(place: Harbour) -> str:
    """Return what changes with anything that a site is made of, but not with where it lies."""
    state = hashlib.sha256()
    root = os.fsencode(place.root)
    for path in sorted(place.root.rglob("*")):
        if path.is_file():
            state.update(f"{path.relative_to(place.root)}\0".encode())
            state.update(path.read_bytes().replace(root, b"<root>") + b"\0")
    return state.hexdigest()[:32]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process build what several want."""
    with folder.with_suffix(".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fork(*arguments: str, cwd: Path, is_joined: bool) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="rolebook-said-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        for path in (out, err):
            path.touch()
        order = {
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": environment(),
            "timeout": _TIMEOUT,
            "stdout": str(out),
            "stderr": str(out if is_joined else err),
        }
        helper = _helper()
        assert helper.stdin is not None
        assert helper.stdout is not None
        print(json.dumps(order), file=helper.stdin, flush=True)
        code: int | None = json.loads(helper.stdout.readline())
        if code is None:
            raise subprocess.TimeoutExpired(["rolebook", *arguments], _TIMEOUT)
        printed = [path.read_text(encoding="utf-8") for path in (out, err)]
        return subprocess.CompletedProcess(["rolebook", *arguments], code, *printed)


@cache
def _helper() -> subprocess.Popen[str]:
    """Start the process that forks; it ends when nobody can ask it any more."""
    helper = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forking.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_end, helper)
    return helper


def _end(helper: subprocess.Popen[str]) -> None:
    helper.communicate()
