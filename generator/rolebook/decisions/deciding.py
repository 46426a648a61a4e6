"""A sitting in which a person decides about possible links, one after the other.

Each decision is in its file at once, so that nothing is lost whatever ends the sitting. It does not
know how the person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..checks.fixing import apply
from ..input.files import read_editable
from ..model.source import Source, as_read
from ..output import write_file
from .matter import Decision, UnwritableError, edit_of, names_of
from .sameness import is_same, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..keywords import Keywords
    from ..link.handbook import Handbook
    from .sameness import Reading
    from .undecided import Undecided


class Answer(StrEnum):
    """What a person can say about a possible link."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


class ChangedError(Exception):
    """A file is not as it was read; the argument is its path."""


@dataclass(frozen=True, slots=True)
class _Move:
    """An answer that can be undone."""

    one: Undecided
    answer: Answer
    before: str = ""
    """The text of the file before, with its line ends; empty for one that was skipped."""
    after: str = ""


class Sitting:
    """Possible links that are decided one after the other."""

    def __init__(
        self,
        look: Callable[[], Handbook],
        choose: Callable[[Handbook], Sequence[Undecided]],
        keywords: Keywords | None = None,
    ) -> None:
        """Begin with the first one.

        Args:
            look: Reads the handbook; called again if a file was changed by someone else.
            choose: Returns what is to be decided of it.
            keywords: Which words state rules.
        """
        self._look, self._choose, self._keywords = look, choose, keywords
        self._moves: list[_Move] = []
        self._settled: dict[str, Answer | None] = {}
        """By key, what was said; None for what could not be written."""
        self._readings: dict[str, Reading] = {}
        self._begin()

    def _begin(self) -> None:
        book = self._look()
        self._sources = {source.path: source for source in book.sources}
        self._readings.clear()
        every = self._choose(book)
        self.waiting = sum(not one.is_lasting for one in every)
        """How many can't be decided yet, because their rules have no permanent ID."""
        self._left = [one for one in every if one.is_lasting and one.key not in self._settled]

    @property
    def current(self) -> Undecided | None:
        """What is to be decided next, or None at the end."""
        return self._left[0] if self._left else None

    @property
    def left(self) -> int:
        """How many are to be decided."""
        return len(self._left)

    @property
    def total(self) -> int:
        """How many there were at the beginning, and have come since."""
        return len(self._left) + len(self._settled)

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to undo."""
        return bool(self._moves)

    def count(self, answer: Answer) -> int:
        """Return how often an answer was given."""
        return sum(said is answer for said in self._settled.values())

    def answer(self, answer: Answer) -> None:
        """Answer for the current one, and go on to the next.

        Raises:
            UnwritableError: It cannot be written; the next one is current.
            ChangedError: Someone else changed the file; everything was read again.
            OperatorError: The file cannot be read or written, or isn't UTF-8.
        """
        one = self._left[0]
        if answer is Answer.SKIP:
            move = _Move(one, answer)
        else:
            try:
                move = self._written(one, answer)
            except UnwritableError:
                self._settled[one.key] = None
                del self._left[0]
                raise
        self._moves.append(move)
        self._settled[one.key] = answer
        del self._left[0]

    def undo(self) -> None:
        """Take the last answer back; the file is as it was before.

        Raises:
            ChangedError: Someone else changed the file; everything was read again.
            OperatorError: The file cannot be read or written.
        """
        if not self._moves:
            return
        move = self._moves[-1]
        if move.answer is not Answer.SKIP:
            self._require(move.one.text.path, as_read(move.after))
            self._write(move.one.text.path, move.before)
        self._moves.pop()
        del self._settled[move.one.key]
        self._left.insert(0, move.one)

    def _written(self, one: Undecided, answer: Answer) -> _Move:
        """Write a decision, and return how to undo it."""
        path = one.text.path
        before = self._require(path, self._sources[path].text)
        source = self._sources[path]
        decision = Decision(one.rule, one.word, is_right=answer is Answer.YES)
        edit = edit_of(source, decision, one.text.requirements)
        after = apply(before, [edit])
        reading = self._readings.get(path) or read(source, self._keywords)
        new = read(Source(path, as_read(after)), self._keywords)
        if not is_same(reading, new, names_of(one.rule), decision.written):
            raise UnwritableError("different")
        self._write(path, after)
        self._readings[path] = new
        return _Move(one, answer, before, after)

    def _require(self, path: str, expected: str) -> str:
        """Return the text of a file, or read everything again if it is another one."""
        text = read_editable(path)
        if as_read(text) != expected:
            self._moves.clear()
            self._begin()
            raise ChangedError(path)
        return text

    def _write(self, path: str, text: str) -> None:
        write_file(path, text.encode())
        self._sources[path] = Source(path, as_read(text))
        self._readings.pop(path, None)
