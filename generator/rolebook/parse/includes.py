"""`@AGENTS.md` and `@docs/rules.md`: the files that a text asks to read in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Include, PassageKind
from ..model.source import Span
from .inline import mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Passage

# Only Markdown has rules. So an address of mail, a person and a package of npm (`@scope/name`) are
# no includes, and neither is what a script imports (`'@site/a.md'`).
_INCLUDE = re.compile(
    r"(?<![\w@./'\"“-])@(?P<target>(?:~/)?[\w./-]{0,200}\w\.(?:md|mdc|mdx|markdown))(?![\w/-])"
)
_SILENT = (PassageKind.CODE, PassageKind.FRONT_MATTER, PassageKind.COMMENT)


def only_includes(text: str) -> tuple[str, ...]:
    """Return the files that a block asks to read, if it says nothing else.

    >>> only_includes("@AGENTS.md"), only_includes("Read @AGENTS.md")
    (('AGENTS.md',), ())
    """
    left = _INCLUDE.sub("", text).strip(" \t\n-*+")
    return () if left else tuple(match["target"] for match in _INCLUDE.finditer(text))


def includes(path: str, lines: Sequence[str], passages: Sequence[Passage]) -> Iterator[Include]:
    """Yield the includes of a file, except those in code, comments and front matter.

    Args:
        path: The file.
        lines: Its lines.
        passages: What was kept of it, which says where code is.

    >>> lines = ["Read @docs/rules.md, `@a.md` and @maria, or write to me@b.md"]
    >>> [include.target for include in includes("CLAUDE.md", lines, [])]
    ['docs/rules.md']
    """
    spans = [passage.span for passage in passages if passage.kind in _SILENT]
    silent = {n for span in spans for n in range(span.line, span.last_line + 1)}
    for number, line in enumerate(lines, 1):
        if "@" not in line or number in silent:
            continue
        for match in _INCLUDE.finditer(mask(line)):
            span = Span(path, number, match.start() + 1, number, match.end() + 1)
            yield Include(match["target"], span)
