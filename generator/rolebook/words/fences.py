"""The lines of a text that are not in a block of code between fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


def outside_fences(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers, from 1, without those of code and its fences.

    >>> list(outside_fences(["a", "```", "b", "```", "c"]))
    [(1, 'a'), (5, 'c')]
    """
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line
