"""The rules whose words are checked, and the places of words in them.

Rules that repeat a template are left out: what is wrong with one is wrong with all, and `TP001`
reports their row once. So are rules in other languages than English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.remembering import remembered
from ..model.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from ..model.source import Source


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that no template makes."""

    text: Document
    rule: Requirement
    words: str
    """As written in the source, without code, addresses and tags: no word moves."""
    source: Source

    def place(self, match: re.Match[str], group: str | int = 0) -> Span:
        """Return where in the file some of its words are: those of a match, or of a group."""
        span = self.rule.span
        starts = _starts(self.rule.raw.split("\n"), self.source, span)
        if not starts:
            return span
        first = _position(self.rule.raw[: match.start(group)], starts)
        last = _position(self.rule.raw[: match.end(group)], starts)
        return Span(span.path, *first, *last)


def _starts(lines: Sequence[str], source: Source, span: Span) -> list[tuple[int, int]]:
    """Return the line and column where each line of a rule begins; none if they aren't found.

    Lines of a list item are indented in the file, and those of a table row have other cells.
    """
    written = source.lines
    top = span.line + (lines[0] not in written[span.line - 1])
    if top + len(lines) - 1 > len(written):
        return []
    starts = [
        (number, written[number - 1].find(line) + 1) for number, line in enumerate(lines, top)
    ]
    return starts if all(column for _, column in starts) else []


def _position(text: str, starts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the line and column behind the beginning of a rule."""
    lines = text.split("\n")
    number, column = starts[len(lines) - 1]
    return number, column + len(lines[-1])


@remembered
def own_rules(book: Handbook) -> Sequence[OwnRule]:
    """Return the English rules of a handbook that no grid shows, in the order of its files."""
    return list(_own_rules(book))


def _own_rules(book: Handbook) -> Iterator[OwnRule]:
    from ..parse.inline import mask

    sources = {source.path: source for source in book.sources}
    for text in book.texts:
        if text.is_english:
            templates = grid_ids(book, text)
            for rule in text.requirements:
                if has_checked_words(text, rule, templates):
                    yield OwnRule(text, rule, mask(rule.raw), sources[text.path])


def has_checked_words(text: Document, rule: Requirement, templates: Collection[str]) -> bool:
    """Whether the words of a rule are checked: it is in English, and no template makes it.

    Args:
        text: The persona or document of the rule.
        rule: The rule.
        templates: IDs of the rules that the grid of the text shows.
    """
    return text.is_english and rule.language in ("", "en") and rule.id not in templates


def grid_ids(book: Handbook, text: Document) -> frozenset[str]:
    """Return the IDs of the rules that the grid of a text shows."""
    grid = book.grids.get(text.slug)
    return grid.ids if grid else frozenset()
