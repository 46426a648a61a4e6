"""The team as a drawing: roles around an ellipse, a line for each contract; in places that any printer can draw.

Names stand in two columns of rows, so that they are read without turning the head and never cover
each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..link.handbook import Handbook, Role
    from .contracts import Contract, Team

MOST_ROLES = 80
"""More names do not fit on one screen."""
MOST_NEIGHBOURS = 15
_ROW, _MARGIN = 24, 14
_LEAST_HEIGHT, _HIGHEST_ROW = 380, 90
"""A drawing with few names is stretched to this, so that its lines come apart, but not to rows higher than that."""
_NAME = 190
"""Width kept free for names on each side."""
_LONGEST = 26
_DOT = 5.0
BOX_HEIGHT = 28
_BEND = 0.72
"""How far a line is drawn towards the middle: lines that go the same way come together there."""
_NEAR = 4
"""How many roles before it a role is compared with when it gets its place."""


@dataclass(frozen=True, slots=True)
class Node:
    """A role in the drawing."""

    role: Role
    x: float
    y: float
    side: int
    """-1 for a name on the left, 1 for one on the right, 0 for one below."""
    label: str
    path: str = ""
    """Address from the site's root; empty where it is the page itself."""
    note: str = ""
    """What its contracts are, in words."""
    is_hub: bool = False
    """Whether the drawing is about it: a box with the name inside, instead of a dot with the name beside."""

    @property
    def box_width(self) -> float:
        """Width of the box."""
        return _short(len(self.label) * 7.6 + 22)

    @property
    def box_x(self) -> float:
        """Left side of the box."""
        return _short(self.x - self.box_width / 2)

    @property
    def box_y(self) -> float:
        """Upper side of the box."""
        return _short(self.y - BOX_HEIGHT / 2)

    @property
    def text_x(self) -> float:
        """Where the name begins or ends."""
        return _short(self.x + self.side * 11)

    @property
    def text_y(self) -> float:
        """The base line of the name."""
        return _short(self.y + (4.5))

    @property
    def anchor(self) -> str:
        """Which end of the name stands there."""
        return ("end", "middle", "start")[self.side + 1]


@dataclass(frozen=True, slots=True)
class Edge:
    """A contract in the drawing."""

    a: int
    """Place of one role among the nodes; of a one-sided contract, the one that owes."""
    b: int
    curve: str
    """The path as SVG writes it."""
    is_mutual: bool
    weight: int
    """1 for a few duties to 3 for many."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing: nodes, edges and its size."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    left_out: int = 0
    """Roles that did not find a place."""

    @property
    def is_dense(self) -> bool:
        """Whether lines are drawn faint, to come forward one role at a time."""
        return len(self.edges) > 60


def whole(book: Handbook, team: Team) -> Graph | None:
    """Return the drawing of a whole team, or None where there are no contracts or too many roles to read."""
    roles = [role for slug, role in book.roles.items() if team.by_role[slug]]
    if not roles or len(roles) > MOST_ROLES:
        return None
    width = 2 * _NAME + 420
    places, height = _around(len(roles), width, least=_LEAST_HEIGHT)
    nodes = [
        Node(role, *place, label=_label(role), note=_note(team.by_role[role.slug]))
        for role, place in zip(_ordered(roles, team), places, strict=True)
    ]
    return _drawn(nodes, team.pairs, width, height)


def around(role: Role, contracts: Sequence[Contract]) -> Graph | None:
    """Return the drawing of one role in the middle and of those it has most to do with around it, or None."""
    if not contracts:
        return None
    by_strength = sorted(contracts, key=lambda one: (-one.strength, one.other.slug))[
        :MOST_NEIGHBOURS
    ]
    kept = {contract.other.slug for contract in by_strength}
    shown = [contract for contract in contracts if contract.other.slug in kept]
    width = 2 * _NAME + 320
    places, height = _around(len(shown), width)
    nodes = [
        Node(
            contract.other,
            *place,
            label=_label(contract.other),
            path=contract.path,
            note=_note([contract.turned]),
        )
        for contract, place in zip(shown, places, strict=True)
    ]
    hub = Node(role, _short(width / 2), _short(height / 2), 0, _label(role), is_hub=True)
    return _drawn(
        [*nodes, hub], shown, width, height, bend=0.0, left_out=len(contracts) - len(shown)
    )


def _drawn(
    nodes: Sequence[Node],
    contracts: Iterable[Contract],
    width: int,
    height: int,
    *,
    bend: float = _BEND,
    left_out: int = 0,
) -> Graph:
    places = {node.role.slug: i for i, node in enumerate(nodes)}
    edges: list[Edge] = []
    for contract in contracts:
        one = contract if contract.owes else contract.turned
        a, b = places[one.role.slug], places[one.other.slug]
        is_mutual = bool(one.is_owed)
        curve = _curve(nodes[a], nodes[b], width, height, bend=bend)
        edges.append(Edge(a, b, curve, is_mutual, 1 + (one.strength > 2) + (one.strength > 5)))
    edges.sort(key=lambda edge: (edge.is_mutual, edge.a, edge.b))
    return Graph(tuple(nodes), tuple(edges), width, height, left_out)


def _around(
    number: int, width: int, *, least: int = 150
) -> tuple[list[tuple[float, float, int]], int]:
    """Return places on two half ellipses, right side downwards and left side upwards, and the height they take."""
    right = (number + 1) // 2
    height = max(right * _ROW, min(least, right * _HIGHEST_ROW)) + 2 * _MARGIN
    wide = width / 2 - _NAME
    places: list[tuple[float, float, int]] = []
    for count, side in ((right, 1), (number - right, -1)):
        step = (height - 2 * _MARGIN) / count if count else 0
        for i in range(count):
            y = _MARGIN + step * (i + 0.5)
            off = (y - height / 2) / (height / 2)
            places.append(
                (
                    _short(width / 2 + side * wide * (0.35 + 0.65 * sqrt(1 - off * off))),
                    _short(y),
                    side,
                )
            )
    return [*places[:right], *reversed(places[right:])], height


def _ordered(roles: Sequence[Role], team: Team) -> list[Role]:
    """Put roles that owe each other much beside each other, so that lines stay short."""
    strength = {
        (one.role.slug, one.other.slug): one.strength
        for slug in team.by_role
        for one in team.by_role[slug]
    }
    left = dict.fromkeys(range(len(roles)))
    order: list[int] = []
    while left:
        near = [roles[i].slug for i in order[: -_NEAR - 1 : -1]]
        pull = {
            i: sum(strength.get((roles[i].slug, slug), 0) / (n + 1) for n, slug in enumerate(near))
            for i in left
        }
        best = min(left, key=lambda i: (-pull[i], i))
        del left[best]
        order.append(best)
    return [roles[i] for i in order]


def _curve(a: Node, b: Node, width: int, height: int, *, bend: float) -> str:
    """Return the line from one dot to the rim of another, bent towards the middle."""
    x = (a.x + b.x) / 2 * (1 - bend) + width / 2 * bend
    y = (a.y + b.y) / 2 * (1 - bend) + height / 2 * bend
    start, end = _rim(a, x, y), _rim(b, x, y)
    if not bend:
        return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"
    return f"M{start[0]:g} {start[1]:g}Q{x:.0f} {y:.0f} {end[0]:g} {end[1]:g}"


def _rim(node: Node, x: float, y: float) -> tuple[float, float]:
    """Return where a line from (x, y) meets the dot or the box."""
    wide, high = abs(x - node.x), abs(y - node.y)
    if node.is_hub:
        reach = 1 / max(2 * wide / (node.box_width + 6), 2 * high / (BOX_HEIGHT + 6), 1)
    else:
        reach = (_DOT + 3) / max(hypot(wide, high), _DOT)
    return _short(node.x + (x - node.x) * reach), _short(node.y + (y - node.y) * reach)


def _label(role: Role) -> str:
    return role.name if len(role.name) <= _LONGEST else f"{role.name[: _LONGEST - 1].rstrip()}…"


def _note(contracts: Sequence[Contract]) -> str:
    """Say what the contracts of a role are.

    >>> _note([])
    'owes 0, is owed 0'
    """
    owes = sum(len(contract.owes) for contract in contracts)
    is_owed = sum(len(contract.is_owed) for contract in contracts)
    one_way = sum(contract.is_one_way or contract.is_silent for contract in contracts)
    return f"owes {owes}, is owed {is_owed}" + (f", {one_way} one-way" if one_way else "")


def _short(number: float) -> float:
    """Round, so that a drawing stays small and is the same on every machine."""
    return round(number, 1)
