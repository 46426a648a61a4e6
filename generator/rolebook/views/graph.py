"""The team as a drawing: roles around an ellipse, and a line for each contract.

Names are in two columns of rows, so that all are upright and none covers another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import hypot, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..link.handbook import Handbook, Role
    from .contracts import Contract, Team

MOST_ROLES = 80
"""More names do not fit on one screen."""
MOST_NEIGHBOURS = 15
"""With more around it, the names on the page of a single role would be closer than its text."""
# A row is as high as a target that WCAG 2.2 asks for.
_ROW = 24
_MARGIN = 14
# A drawing with few names is stretched to this height, so that its lines are apart.
_LEAST_HEIGHT = 380
# But rows never get higher than this.
_HIGHEST_ROW = 90
# Width kept free on each side for the names; 26 letters fit.
_NAME = 190
_LONGEST = 26
# Width between the two columns of names: for a whole team, and for the neighbours of one role.
_BETWEEN = 420
_BETWEEN_NEIGHBOURS = 320
_DOT = 5.0
# The average width of a letter in the box, and the space around the letters.
_LETTER, _PADDING = 7.6, 22
BOX_HEIGHT = 28
# From the dot to its name, and from the middle of the name to its base line.
_TO_NAME, _TO_BASE = 11, 4.5
# How far a line is drawn towards the middle: lines that go the same way come together there.
_BEND = 0.72
# How many of the roles placed last a role is compared with when it gets its place.
_NEAR = 4
# With more lines than this none can be followed, unless most are faint.
_DENSE = 60
# From how many duties on a line is drawn thicker, and thicker still.
_MANY_DUTIES, _MOST_DUTIES = 3, 6


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
    owes: int = 0
    """How many duties it owes the roles in the drawing."""
    receives: int = 0
    """How many duties they owe it."""
    one_way: int = 0
    """How many of its contracts are one-way."""
    is_hub: bool = False
    """Whether the drawing is about it: then the name is inside a box, not next to a dot."""

    @property
    def box_width(self) -> float:
        """Width of the box."""
        return _short(len(self.label) * _LETTER + _PADDING)

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
        return _short(self.x + self.side * _TO_NAME)

    @property
    def text_y(self) -> float:
        """The base line of the name."""
        return _short(self.y + _TO_BASE)

    @property
    def anchor(self) -> str:
        """Which end of the name is at `text_x`, as SVG calls it."""
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
    """How many roles there was no room for."""

    @property
    def is_dense(self) -> bool:
        """Whether lines are drawn faint, to come forward one role at a time."""
        return len(self.edges) > _DENSE


def whole(book: Handbook, team: Team) -> Graph | None:
    """Return the drawing of a whole team, or None without contracts or with too many roles."""
    roles = [role for slug, role in book.roles.items() if team.by_role[slug]]
    if not roles or len(roles) > MOST_ROLES:
        return None
    width = 2 * _NAME + _BETWEEN
    places, height = _around(len(roles), width, least=_LEAST_HEIGHT)
    nodes = [
        _node(role, place, team.by_role[role.slug])
        for role, place in zip(_ordered(roles, team), places, strict=True)
    ]
    return _drawn(nodes, team.pairs, width, height)


def around(role: Role, contracts: Sequence[Contract]) -> Graph | None:
    """Return the drawing of one role with its closest neighbours around it, or None without any."""
    if not contracts:
        return None
    by_strength = sorted(contracts, key=lambda contract: (-contract.strength, contract.other.slug))
    closest = {contract.other.slug for contract in by_strength[:MOST_NEIGHBOURS]}
    shown = [contract for contract in contracts if contract.other.slug in closest]
    width = 2 * _NAME + _BETWEEN_NEIGHBOURS
    places, height = _around(len(shown), width)
    nodes = [
        _node(contract.other, place, [contract.turned], contract.path)
        for contract, place in zip(shown, places, strict=True)
    ]
    hub = Node(role, _short(width / 2), _short(height / 2), 0, _label(role), is_hub=True)
    left_out = len(contracts) - len(shown)
    return _drawn([*nodes, hub], shown, width, height, bend=0.0, left_out=left_out)


def _node(
    role: Role, place: tuple[float, float, int], contracts: Sequence[Contract], path: str = ""
) -> Node:
    return Node(
        role,
        *place,
        label=_label(role),
        path=path,
        owes=sum(len(contract.owes) for contract in contracts),
        receives=sum(len(contract.receives) for contract in contracts),
        one_way=sum(contract.is_one_way or contract.is_silent for contract in contracts),
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
        # An arrow starts at the role that owes.
        directed = contract if contract.owes else contract.turned
        a, b = places[directed.role.slug], places[directed.other.slug]
        curve = _curve(nodes[a], nodes[b], width, height, bend=bend)
        edges.append(Edge(a, b, curve, bool(directed.receives), _weight(directed)))
    edges.sort(key=lambda edge: (edge.is_mutual, edge.a, edge.b))
    return Graph(tuple(nodes), tuple(edges), width, height, left_out)


def _weight(contract: Contract) -> int:
    return 1 + (contract.strength >= _MANY_DUTIES) + (contract.strength >= _MOST_DUTIES)


def _around(
    number: int, width: int, *, least: int = 150
) -> tuple[list[tuple[float, float, int]], int]:
    """Return places on two half ellipses, and the height they take.

    The right half goes downwards and the left half upwards, so that neighbours in the list are
    neighbours in the drawing.
    """
    right = (number + 1) // 2
    height = max(right * _ROW, min(least, right * _HIGHEST_ROW)) + 2 * _MARGIN
    wide = width / 2 - _NAME
    places: list[tuple[float, float, int]] = []
    for count, side in ((right, 1), (number - right, -1)):
        for i in range(count):
            y = _MARGIN + (height - 2 * _MARGIN) / count * (i + 0.5)
            off = (y - height / 2) / (height / 2)
            # A true ellipse would press the names at its top and bottom together.
            reach = 0.35 + 0.65 * sqrt(1 - off * off)
            places.append((_short(width / 2 + side * wide * reach), _short(y), side))
    return [*places[:right], *reversed(places[right:])], height


def _ordered(roles: Sequence[Role], team: Team) -> list[Role]:
    """Put roles that owe each other much next to each other, so that lines stay short."""
    contracts = chain.from_iterable(team.by_role.values())
    strength = {
        (contract.role.slug, contract.other.slug): contract.strength for contract in contracts
    }

    def pull(role: Role, placed: Sequence[Role]) -> float:
        """Return how much a role has to do with the roles placed last; with the very last, most."""
        nearest = placed[: -_NEAR - 1 : -1]
        return sum(
            strength.get((role.slug, other.slug), 0) / distance
            for distance, other in enumerate(nearest, 1)
        )

    left = list(roles)
    placed: list[Role] = []
    while left:
        # Of roles with the same pull, `max` takes the first.
        closest = max(left, key=lambda role: pull(role, placed))
        left.remove(closest)
        placed.append(closest)
    return placed


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


def _short(number: float) -> float:
    """Round, so that a drawing stays small and is the same on every machine."""
    return round(number, 1)
