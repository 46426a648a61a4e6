"""The reader's position: from an offset in a block to a line and column in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..keywords import Around, Keywords
from ..model import Category, Found
from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..markup import Block
    from ..rfc2119 import Keyword


_DESCRIBING = (
    "overview", "traits", "patterns", "knowledge", "skills", "competences", "references", "agents",
)  # fmt: skip
"""Sections whose sentences describe a role; only keywords in capitals state something there."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the blocks of one section have in common."""

    path: str
    lines: Sequence[str]
    """The lines of the file."""
    category: Category
    section: str = ""
    """Key of the persona section."""
    is_persona: bool = False
    """Whether the file describes a role."""
    found: Found = Found.LINE
    group: int = 0
    explicit_id: str = ""
    """ID that a heading such as "Requirement 1.2" gives to what is under it."""
    schemes: frozenset[str] = frozenset()
    """What the IDs begin with that the file numbers its rules with."""
    keywords: Keywords = field(default_factory=Keywords)
    is_instructing: bool = False
    """Whether it instructs an agent, so that what is below the title states something, too."""
    is_step: bool = False
    """Whether it is an item of a numbered list."""
    firm: int = 0
    """How many sentences of the section state a MUST or a MUST NOT in words of a set."""

    @property
    def bold_lowercase(self) -> bool:
        """Whether `**must**` is a keyword."""
        return self.keywords.bold_lowercase

    @property
    def as_written(self) -> Place:
        """The same place where only keywords state something, as below a lead that has one."""
        return replace(self, keywords=self.keywords.without_sets) if self.keywords.sets else self

    def infer(self, sentence: str, *, has_instructions: bool = True) -> Keyword | None:
        """Return what a sentence without a keyword in capitals states here, or None.

        Args:
            sentence: The sentence, masked.
            has_instructions: Whether it is looked for a verb that it begins with, too; the cells of
                a table name tasks with one.
        """
        is_prose = self.found is not Found.HEADING and (
            self.is_instructing or self.section not in _DESCRIBING
        )
        if not is_prose or not self.keywords.sets:
            return None
        around = Around(
            self.category.title,
            is_item=self.found is Found.ITEM,
            is_step=self.is_step,
            firm=self.firm,
        )
        has_instructions = has_instructions and self.found is not Found.CELL
        return self.keywords.infer(sentence, around, has_instructions=has_instructions)

    def within(self, found: Found) -> Place:
        """The same place inside a list item, a quote and so on."""
        return replace(self, found=found)

    def span(self, block: Block) -> Span:
        """The lines of a block, without blank lines at its end."""
        end = block.end
        while end > block.start + 1 and not self.lines[end - 1].strip():
            end -= 1
        return Span(self.path, block.start + 1, 1, end)

    def source(self, span: Span) -> str:
        """The lines of a span as they are in the file."""
        return "\n".join(self.lines[span.line - 1 : span.last_line])


@dataclass(slots=True)
class Located:
    """A block's text whose offsets can be turned into places in the file.

    The k-th line of the text is the k-th line of the block: Markdown takes markers away from a
    line's start and changes nothing else.
    """

    text: str
    start: int
    """Index of the first line in the file."""
    place: Place
    column: int | None = None
    """Where in its line the first line of the text is looked for, if it is only part of it."""
    _offsets: list[int] = field(default_factory=list)
    """Where in the text each line begins, and where the line behind the last one would."""
    _columns: dict[int, int] = field(default_factory=dict)
    """Where in the file's lines the text's lines begin, for those that have been asked for."""

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from `start` up to `end`, without blank ones at both ends."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end - len(piece) + len(piece.rstrip())))
        return Span(self.place.path, line, column, end_line, end_column)

    def part(self, start: int, end: int) -> Located:
        """The characters from `start` up to `end`, as a text of their own."""
        line, column = self.position(start)
        return Located(self.text[start:end], line - 1, self.place, column - 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        if not self._offsets:
            self._offsets.append(0)
            for line in self.text.split("\n"):
                self._offsets.append(self._offsets[-1] + len(line) + 1)
        index = max(0, min(bisect_right(self._offsets, offset), len(self._offsets) - 1) - 1)
        if index not in self._columns:
            self._columns[index] = self._column(index)
        return self.start + index + 1, self._columns[index] + offset - self._offsets[index] + 1

    def _column(self, index: int) -> int:
        """Return where a line of the text begins in the file; below 0 if blanks were added."""
        content = self.text[self._offsets[index] : self._offsets[index + 1] - 1]
        written = content.strip()
        blank = len(content) - len(content.lstrip())
        number, lines = self.start + index, self.place.lines
        line = lines[number] if number < len(lines) else ""
        if index == 0 and self.column is not None and written in line[self.column :]:
            return line.index(written, self.column) - blank
        # What Markdown takes away is in front: look from the end, so that the "1" in "1. 1" is
        # the second one.
        return max(0, line.rfind(written)) - blank
