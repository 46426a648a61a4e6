"""The team: who owes whom what, in numbers and as a diagram, and a page for every two roles."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from ..input.files import Made
from ..views.comparison import Comparisons
from ..views.contracts import Contract
from ..views.graph import whole
from ..views.matrix import by_strength, matrix
from ..views.moving import Moves
from .context import relative_links
from .paging import MOST, LongList, further_pages, list_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..input.files import File
    from ..link.handbook import Role
    from ..messages import Messages
    from ..views.answers import Answer
    from ..views.comparison import Comparison
    from ..views.moving import Move
    from .context import Page, SiteContext
    from .paging import ListPage

_PAIRS = LongList("team/", what="pairs")
_MOST_PAIRS = 100
"""Pairs of roles on a page; two pages of rules are as long."""
MOST_COMPARED = 12
"""Roles of a handbook in which any two can be compared: they are 66 pairs. In a larger one, only
those can be that owe each other something, so that the pages grow as the duties do."""
_MOST_SHARED = 40
"""Rules that a page lists because both roles have them; of more, the first ones say enough."""


class RoleNumbers(NamedTuple):
    """A row of the table of roles."""

    role: Role
    owes: int
    receives: int
    one_way: int


def team_page(context: SiteContext) -> Page:
    """Return the page of who owes whom what."""
    book, say, team = context.book, context.book.say, context.team
    return context.page(
        "team.html",
        "team/",
        say("team"),
        team=team,
        matrix=matrix(book, team),
        graph=whole(book, team),
        page=context.once(_pages_of_pairs)[0],
        most=MOST,
        lists_missing=_owed_to_missing(context) <= MOST,
        summary=_summary(context),
        side_by_side=_side_by_side(context),
        roles=list(_role_numbers(context)),
        description=say("team.description"),
    )


def further_team_pages(context: SiteContext) -> Iterator[Made]:
    """Yield the pages of the list of pairs after the first one."""
    pages = context.once(_pages_of_pairs)
    title = context.book.say("team-pairs")
    yield from further_pages(context, pages, body="list-pairs.html", title=title)


def _pages_of_pairs(context: SiteContext) -> list[ListPage[str, Contract]]:
    return list_pages(_PAIRS, [("", by_strength(context.team))], _MOST_PAIRS)


def _owed_to_missing(context: SiteContext) -> int:
    """Return the number of duties to roles without a file; the pages of pairs have them, too."""
    contracts = chain.from_iterable(context.team.by_role[one.slug] for one in context.team.missing)
    return sum(len(contract.receives) for contract in contracts)


def pair_pages(context: SiteContext) -> Iterator[File]:
    """Yield `team/<a>--<b>/index.html` for every two roles that have a page; see `pairs`."""
    for contract in context.once(pairs):
        yield Made(f"{contract.path}index.html", partial(_pair, context, contract))


def pairs(context: SiteContext) -> list[Contract]:
    """Return every two roles that have a page of their own, by slug.

    These are the ones between which there is a duty, and in a handbook of up to `MOST_COMPARED`
    roles any two with a file.
    """
    by_path = {contract.path: contract for contract in context.team.pairs}
    written = [role for role in context.book.roles.values() if role.persona]
    if len(written) <= MOST_COMPARED:
        written.sort(key=lambda role: role.slug)
        for role, other in combinations(written, 2):
            without_duties = Contract(role, other, (), ())
            by_path.setdefault(without_duties.path, without_duties)
    return [by_path[path] for path in sorted(by_path)]


def compared_with(context: SiteContext, slug: str) -> list[Contract]:
    """Return the pairs of a role and the others with a file that it can be compared with."""
    return context.once(_compared)[slug]


def _compared(context: SiteContext) -> Mapping[str, list[Contract]]:
    by_role: dict[str, list[Contract]] = {slug: [] for slug in context.book.roles}
    for pair in context.once(pairs):
        if not pair.is_with_missing:
            by_role[pair.role.slug].append(pair)
            by_role[pair.other.slug].append(pair.turned)
    for contracts in by_role.values():
        contracts.sort(key=lambda contract: contract.other.name.casefold())
    return by_role


def _comparison(context: SiteContext, contract: Contract) -> Comparison | None:
    """Return both roles side by side; None where one of them has no file."""
    one, other = contract.role.persona, contract.other.persona
    return context.once(_comparisons).between(one, other) if one and other else None


def _comparisons(context: SiteContext) -> Comparisons:
    return Comparisons(context.book)


def _both_ways(context: SiteContext, contract: Contract) -> list[Move]:
    """Return what moves between two roles need; none where a role has no file or lists nothing."""
    one, other = contract.role.persona, contract.other.persona
    if not one or not other:
        return []
    if not any((*one.skills, *other.skills, *one.patterns, *other.patterns)):
        return []
    moves = context.once(_moves)
    return [moves.between(one, other), moves.between(other, one)]


def _moves(context: SiteContext) -> Moves:
    return Moves(context.book)


def _move_anchor(move: Move) -> str:
    return f"move:{move.new.slug}"


def _pair(context: SiteContext, contract: Contract) -> bytes:
    rows = context.answers.between(contract)
    html = context.environment.get_template("pair.html").render(
        contract=contract,
        sides=(contract, contract.turned),
        rows=rows,
        is_matched=any(_is_matched(row) for row in rows),
        verdict=_verdict(contract, rows, context.book.say),
        comparison=_comparison(context, contract),
        most_shared=_MOST_SHARED,
        moves=_both_ways(context, contract),
        move_anchor=_move_anchor,
    )
    return relative_links(html, contract.path, context.options).encode()


def _side_by_side(context: SiteContext) -> list[Contract]:
    """Return the pairs that the page offers to compare; in a large handbook, the list has them."""
    written = sum(role.persona is not None for role in context.book.roles.values())
    if written > MOST_COMPARED:
        return []
    return [pair for pair in context.once(pairs) if not pair.is_with_missing]


def _role_numbers(context: SiteContext) -> Iterator[RoleNumbers]:
    owes, receives = Counter[str](), Counter[str]()
    for (slug, other), duties in context.book.duties.items():
        owes[slug] += len(duties)
        receives[other] += len(duties)
    for slug, role in context.book.roles.items():
        if role.persona:
            one_way = sum(contract.is_one_way for contract in context.team.by_role[slug])
            yield RoleNumbers(role, owes[slug], receives[slug], one_way)


def _summary(context: SiteContext) -> str:
    team, say = context.team, context.book.say
    if not team.pairs:
        return say("team-no-duties")
    count = sum(len(duties) for duties in context.book.duties.values())
    return say(
        "team-summary",
        duties=say("duty-count", count=count),
        pairs=say("team-pair-count", count=len(team.pairs)),
        count=team.one_way,
    )


def _is_matched(row: Answer) -> bool:
    """Whether both roles owe something about the same thing."""
    return row.owes is not None and row.receives is not None


def _verdict(contract: Contract, rows: Sequence[Answer], say: Messages) -> str:
    """Say in one sentence what is missing."""
    if not contract.strength:
        return say("pair-verdict-none")
    giver = contract if contract.owes else contract.turned
    if contract.is_with_missing:
        missing = contract.other if contract.role.persona else contract.role
        return say("pair-verdict-no-file", role=missing.name)
    if not giver.receives:
        return say("pair-verdict-one-way", role=giver.other.name)
    matched = sum(map(_is_matched, rows))
    unmatched = contract.strength - 2 * matched
    if not unmatched:
        return say("pair-verdict-matched")
    if not matched:
        return say("pair-verdict-unmatched")
    matches = say("pair-match-count", count=matched)
    return say("pair-verdict-partly", matches=matches, count=unmatched)
