"""The team: who owes whom what in numbers and as a drawing, and a small page for every two roles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..input.files import File
from ..views.graph import whole
from ..views.matrix import by_strength, matrix
from .context import counted, relative_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..views.answers import Answer
    from ..views.contracts import Contract
    from .context import Page, SiteContext


def team_page(context: SiteContext) -> Page:
    """Return the page that says who owes whom what."""
    book, team = context.book, context.team
    owes = Counter[str]()
    is_owed = Counter[str]()
    for (slug, other), duties in book.duties.items():
        owes[slug] += len(duties)
        is_owed[other] += len(duties)
    return context.page(
        "team.html",
        "team/",
        "Team",
        team=team,
        matrix=matrix(book, team),
        graph=whole(book, team),
        pairs=by_strength(team),
        summary=_summary(context),
        written=[
            (role, owes[slug], is_owed[slug], sum(one.is_one_way for one in team.by_role[slug]))
            for slug, role in book.roles.items()
            if role.persona
        ],
        description="Who owes whom what",
    )


def pair_pages(context: SiteContext) -> Iterator[File]:
    """Yield `team/<a>--<b>/index.html` for every two roles between which there is a duty."""
    template = context.environment.get_template("pair.html")
    for contract in context.team.pairs:
        rows = context.answers.between(contract)
        html = template.render(
            contract=contract,
            sides=(contract, contract.turned),
            rows=rows,
            verdict=_verdict(contract, rows),
        )
        yield File(
            f"{contract.path}index.html",
            relative_links(html, contract.path, context.options).encode(),
        )


def _summary(context: SiteContext) -> str:
    team = context.team
    if not team.pairs:
        return "No role states a duty towards another one yet."
    one_way = (
        f", of which {team.one_way:,} {'is' if team.one_way == 1 else 'are'} one-way"
        if team.one_way
        else ""
    )
    links = sum(len(duties) for duties in context.book.duties.values())
    pairs = counted(len(team.pairs), "pair of roles", "pairs of roles")
    return f"{counted(links, 'duty', 'duties')} between {pairs}{one_way}."


def _verdict(contract: Contract, rows: Sequence[Answer]) -> str:
    """Say in one sentence what is missing."""
    giver = contract if contract.owes else contract.turned
    if contract.is_with_missing:
        missing = contract.other if contract.role.persona else contract.role
        return f"{missing.name} has no file yet, so nothing can come back."
    if not giver.is_owed:
        return f"One-way: {giver.other.name} owes nothing back."
    matched = sum(row.owes is not None and row.is_owed is not None for row in rows)
    if 2 * matched == contract.strength:
        return "Both sides speak of the same things."
    if not matched:
        return "Both sides owe something, and no two duties speak of the same thing."
    unanswered = counted(contract.strength - 2 * matched, "duty has", "duties have")
    return f"Both sides speak of {counted(matched, 'thing', 'things')}; {unanswered} no answer."
