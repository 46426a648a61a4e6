"""Git for tests, in a folder and under a name of nobody."""

from __future__ import annotations

import subprocess
from pathlib import Path

_IDENTITY = (
    "-c",
    "user.name=Pilot",
    "-c",
    "user.email=pilot@example.org",
    "-c",
    "commit.gpgsign=false",
)


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """Run a command of git in a folder and return what it printed."""
    command = ["git", "-C", str(folder), *_IDENTITY, *arguments]
    return subprocess.run(command, check=check, capture_output=True, text=True).stdout


def git_here(*arguments: str) -> None:
    """Run a command of git in the folder that a test has gone to."""
    git(Path(), *arguments)
