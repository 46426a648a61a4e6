"""Running the command line as people do: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .corpus import Harbour

COMMAND = (sys.executable, "-c", "from rolebook.cli import main; main()")
BUILD_TIME = "1700000000"
"""Seconds since 1970; MkDocs writes the time of the build into the compressed site map."""


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "SOURCE_DATE_EPOCH": BUILD_TIME, **extra}


def rolebook(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said, whatever its exit code."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def built(place: Harbour) -> Path:
    """Build a harbour's site, which must work without a warning, and return its folder."""
    result = rolebook("build", "--strict", cwd=place.root)
    assert result.returncode == 0, result.stdout + result.stderr
    return place.site
