"""Numbers to drawings: columns, lines of shares, and bars with a part filled; knows no subject.

A drawing is as wide as the text of a phone, so that its words are as large there as all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH = 340
"""Of every drawing; a phone of 375 px has as much for text."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 26, 8, 22
_HEIGHT = 120
"""Of the highest column."""
_WIDEST = 28
"""Of a column; few of them would look like blocks."""
_MOST_LABELS = 5
"""Below the columns; "Nov 2026" is 50 wide."""
_ROW, _BAR = 32, 9
_NUMBER = 60
"""Width kept free for the number behind a bar."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of pieces that are piled up, with a scale on the left."""

    height: int
    pieces: tuple[Piece, ...]
    scale: tuple[Label, ...]
    """Numbers of the scale; each has a line through the drawing."""
    labels: tuple[Label, ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with a part of it filled."""

    words: str
    y: float
    """Of the words, which are above the bar."""
    top: float
    whole: float
    part: float
    number: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other."""

    height: int
    bars: tuple[Bar, ...]
    thickness: int = _BAR


def columns(names: Sequence[str], kinds: Sequence[str], values: Sequence[Sequence[int]]) -> Columns:
    """Return columns whose pieces are piled up in the order of their kinds, from the bottom.

    Args:
        names: What is written below the columns, where there is room.
        kinds: The kinds of pieces.
        values: For each column, the number of each kind.

    >>> drawn = columns(["Nov"], ["broken", "kept"], [[1, 3]])
    >>> [(piece.kind, piece.y, piece.height) for piece in drawn.pieces]
    [('broken', 98.0, 30.0), ('kept', 8.0, 90.0)]
    >>> [label.words for label in drawn.scale]
    ['0', '2', '4']
    """
    top = _round_up(max(map(sum, values), default=0))
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(names), 1)
    width = min(slot * 0.7, _WIDEST)
    pieces: list[Piece] = []
    for n, column in enumerate(values):
        y = float(_TOP + _HEIGHT)
        for kind, value in zip(kinds, column, strict=True):
            height = value / top * _HEIGHT
            y -= height
            if value:
                x = _LEFT + slot * (n + 0.5) - width / 2
                pieces.append(Piece(kind, *map(_short, (x, y, width, height))))
    return Columns(_TOP + _HEIGHT + _BOTTOM, tuple(pieces), _scale(top), tuple(_below(names, slot)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line through the numbers of one kind."""

    kind: str
    points: str
    """As the attribute of a `polyline` has them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of numbers up to a hundred, with a scale on the left."""

    height: int
    lines: tuple[Line, ...]
    scale: tuple[Label, ...]
    labels: tuple[Label, ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


def lines(names: Sequence[str], values: Mapping[str, Sequence[int | None]]) -> Lines:
    """Return a line for each kind of percentages, through the places that have one.

    Args:
        names: What is written below the places, where there is room.
        values: For each kind, its percentage at each place.

    >>> drawn = lines(["May", "June", "July"], {"kept": [0, None, 100]})
    >>> drawn.lines[0].points, [label.words for label in drawn.scale]
    ('77.3,128.0 266.7,8.0', ['0', '50', '100'])
    """
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(names), 1)

    def place(n: int, percent: int) -> str:
        x, y = _LEFT + slot * (n + 0.5), _TOP + _HEIGHT * (1 - percent / 100)
        return f"{_short(x)},{_short(y)}"

    drawn = tuple(
        Line(kind, " ".join(place(n, one) for n, one in enumerate(row) if one is not None))
        for kind, row in values.items()
    )
    return Lines(_TOP + _HEIGHT + _BOTTOM, drawn, _scale(100), tuple(_below(names, slot)))


def bars(rows: Sequence[tuple[str, int, int, str]]) -> Bars:
    """Return bars for rows of words, the part, the whole, and the number behind the bar."""
    most = max((whole for _, _, whole, _ in rows), default=1)
    scale = (WIDTH - _NUMBER) / max(most, 1)
    drawn = [
        Bar(words, n * _ROW + 12, n * _ROW + 17, _short(whole * scale), _short(part * scale), said)
        for n, (words, part, whole, said) in enumerate(rows)
    ]
    return Bars(len(rows) * _ROW, tuple(drawn))


def _scale(top: int) -> tuple[Label, ...]:
    marks = (0, top // 2, top) if top % 2 == 0 else (0, top)
    return tuple(
        Label(_LEFT - 6, _short(_TOP + _HEIGHT * (1 - mark / top)), f"{mark}") for mark in marks
    )


def _below(names: Sequence[str], slot: float) -> list[Label]:
    """Return as many labels as there is room for, the last name among them."""
    step = -(-len(names) // _MOST_LABELS)
    y = _TOP + _HEIGHT + 16
    return [
        Label(_short(_LEFT + slot * (n + 0.5)), y, name)
        for n, name in enumerate(names)
        if (len(names) - 1 - n) % step == 0
    ]


def _round_up(number: int) -> int:
    """Return the least number of 1, 2, 4, 6, 8 and 10, or ten times these, that is not smaller.

    >>> [_round_up(number) for number in (0, 3, 9, 45, 101)]
    [1, 4, 10, 60, 200]
    """
    unit = 1
    while number > 10 * unit:
        unit *= 10
    return next(step * unit for step in (1, 2, 4, 6, 8, 10) if step * unit >= max(number, 1))


def _short(number: float) -> float:
    """Round, so that a drawing stays small and is the same on every machine."""
    return round(number, 1)
