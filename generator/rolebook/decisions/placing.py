"""What all forms of front matter share when a link is written into them: places, entries, edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model.source import Source

LINKS = "links"
"""The field of front matter that has them."""
_EMPTY = 2
"""The line that closes front matter without any field."""


class UnwritableError(Exception):
    """A decision cannot be written; the argument is why, the end of a key of a message."""

    @property
    def why(self) -> str:
        """Why: `form` of the front matter, or that the file would read `different`ly."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written: a word at the ID of a rule."""

    subject: str
    """The ID."""
    names: tuple[str, ...]
    """All that an entry of this rule can be called, without case."""
    word: str
    ranks: Mapping[str, int]
    """From what rules can be called to their number in the text."""

    @property
    def rank(self) -> int:
        """The number of the rule in the text."""
        return self.ranks[self.names[0]]

    def is_of(self, subject: str) -> bool:
        """Whether an entry in the front matter is about the rule."""
        return subject.casefold() in self.names

    def neighbour(self, subjects: Sequence[str]) -> tuple[int | None, bool]:
        """Return next to which entry a new one belongs, and whether it comes before that.

        Entries are in the order of the rules. Those that are about something else stay where they
        are.

        >>> entry = Entry("A-2", ("a-2",), "TEST", {"a-1": 0, "a-2": 1, "a-3": 2})
        >>> entry.neighbour(["Rules", "A-1", "A-3"]), entry.neighbour(["A-3"])
        ((1, False), (0, True))
        >>> entry.neighbour(["Rules"]), entry.neighbour([])
        ((0, False), (None, False))
        """
        known = [self.ranks.get(subject.casefold()) for subject in subjects]
        ranked = [(rank, n) for n, rank in enumerate(known) if rank is not None]
        before = [(rank, n) for rank, n in ranked if rank < self.rank]
        if before:
            return max(before)[1], False
        after = [n for _, n in ranked]
        if after:
            return after[0], True
        return (len(subjects) - 1 if subjects else None), False


@dataclass(frozen=True, slots=True)
class Place:
    """The front matter of a text."""

    source: Source
    text: str
    """What is between the lines that open and close it."""
    last_line: int
    """The line that closes it, counted from 1."""
    keys: tuple[str, ...]
    """The names of its fields."""
    first_line: int = 2
    """The line at which it begins, counted from 1."""

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.split("\n") if self.last_line > _EMPTY else []

    def part(self, start: int, stop: int) -> Place:
        """Return the lines from one up to another, counted from 0, as a place of their own."""
        text = "\n".join(self.lines[start:stop])
        return replace(self, text=text, first_line=self.first_line + start)

    def at_end(self, lines: Sequence[str]) -> Edit:
        """Return an edit that adds lines at the end."""
        return self.below(len(self.lines) - 1, lines)

    def below(self, number: int, lines: Sequence[str]) -> Edit:
        """Return an edit that adds lines below one, counted from 0; -1 is the opening line."""
        line = number + self.first_line
        text = self.source.lines[line - 1]
        # The end of the line is replaced with itself, so that new lines end as it does.
        span = Span(self.source.path, line, len(text) + 1, line + 1, 1)
        return Edit(span, "\n".join(["", *lines, ""]))

    def replaced(self, start: int, end: int, words: str) -> Edit:
        """Return an edit that replaces the characters between two offsets of the text."""
        first, last = self._at(start), self._at(end)
        return Edit(Span(self.source.path, *first, *last), words)

    def line_of(self, offset: int) -> int:
        """Return the line that has a character, counted from 0."""
        return self.text.count("\n", 0, offset)

    def _at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character in the source, counted from 1."""
        return self.line_of(offset) + self.first_line, offset - self.text.rfind("\n", 0, offset)
