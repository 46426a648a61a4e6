"""A page for each role with a skills table: what it lists against what its rules ask for."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ..addresses import gaps_address
from ..input.files import Made
from ..views.gaps import GapKind, skill_gaps
from ..views.uses import mismatch
from ..words.names import slugify
from .context import relative_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..input.files import File
    from ..messages import Messages
    from ..model import Persona
    from ..views.gaps import SkillGap
    from .context import SiteContext

    Row = tuple[SkillGap, str]
    """A skill, and what to do about it."""


def gap_pages(context: SiteContext) -> Iterator[File]:
    """Yield `p/<slug>/gaps/index.html` for every role that lists skills."""
    for persona in context.book.personas:
        if persona.skills:
            yield Made(f"{gaps_address(persona)}index.html", partial(_page, context, persona))


def gap_anchor(code: str) -> str:
    """Return where a skill is on the page.

    >>> gap_anchor("PROG")
    'skill-prog'
    """
    return f"skill-{slugify(code)}"


def _page(context: SiteContext, persona: Persona) -> bytes:
    say, rows = context.book.say, skill_gaps(context.book, persona)
    html = context.environment.get_template("gaps.html").render(
        persona=persona,
        title=say("gaps", role=persona.name),
        summary=_summary(rows, say),
        groups=[
            (kind, [(row, _to_do(row, persona, say)) for row in of_kind])
            for kind, of_kind in groupby(rows, key=lambda row: row.kind)
        ],
        anchor=gap_anchor,
    )
    return relative_links(html, gaps_address(persona), context.options).encode()


def _summary(rows: Sequence[SkillGap], say: Messages) -> str:
    listed = [row for row in rows if row.skill]
    return say(
        "gaps-summary",
        listed=say("skill-count", count=len(listed)),
        shown=sum(bool(row.asks) for row in listed),
        missing=len(rows) - len(listed),
    )


def _to_do(row: SkillGap, persona: Persona, say: Messages) -> str:
    """Say in a sentence what to do about a skill."""
    return _TO_DO[row.kind](row, persona, say)


def _add(row: SkillGap, persona: Persona, say: Messages) -> str:
    if row.is_clear:
        return say("gaps-do-add")
    return say("gaps-do-add-perhaps", count=len(row.asks), all=len(persona.requirements))


def _keep(row: SkillGap, persona: Persona, say: Messages) -> str:
    wrong = mismatch(row.skill, row.concept, say) if row.skill and row.concept else ""
    if wrong:
        return say("gaps-do-correct-level", mismatch=wrong)
    if row.skill and row.skill.low is None and row.concept and row.concept.low is not None:
        return say("gaps-do-give-level")
    return say("gaps-do-look") if len(row.asks) == 1 else say("gaps-do-nothing")


_TO_DO: Mapping[GapKind, Callable[[SkillGap, Persona, Messages], str]] = {
    GapKind.MISSING: _add,
    GapKind.UNSHOWN: lambda row, persona, say: say("gaps-do-write"),
    GapKind.UNKNOWN: lambda row, persona, say: say("gaps-do-know"),
    GapKind.SHOWN: _keep,
}
