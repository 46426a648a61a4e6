"""The progress of long work, shown on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

Step = Callable[[int], None]
"""Called with the number of things done so far."""
Progress = Callable[[str], Step]
"""Called with the name of a stage, such as `files read`; returns what counts its steps."""

_EVERY = 0.1
"""Seconds between updates: smooth to the eye, and free of charge."""


def NO_PROGRESS(_: str) -> Step:  # noqa: N802 - a constant that happens to be a function
    """Show no progress."""
    return lambda _: None


class Terminal:
    """Keeps one line up to date: `466 files read`. Shows nothing if the output isn't a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._last = 0.0
        self._is_shown = self._stream.isatty()

    def __call__(self, stage: str) -> Step:
        """Start a stage."""
        if not self._is_shown:
            return lambda _: None
        return lambda done: self._show(f"{done:,} {stage}")

    def close(self) -> None:
        """Clear the line."""
        if self._is_shown:
            self._stream.write("\r\033[K")
            self._stream.flush()

    def _show(self, text: str) -> None:
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            self._stream.write(f"\r\033[K{text}")
            self._stream.flush()
