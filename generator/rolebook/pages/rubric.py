"""The review rubric of each role as a form, the list of all, and the data of its script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..addresses import rubric_address
from ..addresses.version import version_of
from ..rubric import (
    MOST_AT_A_CHECKPOINT,
    MOST_ITEMS,
    Answer,
    Checkpoint,
    Outcome,
    accounts,
    answerable,
    checkpoint_title,
    look_at,
    narrowed,
    other_language,
    pool,
    prohibition,
    reviewable,
    risk_names,
    shown,
    strictest,
    why_empty,
)
from ..rubric.first import first_rules
from ..views.grids import drawn
from ..views.waivers import sentences
from .assets import made_script
from .context import TocEntry, relative_links, toc
from .empty import not_personas, unread
from .paging import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..addresses.sheets import Download
    from ..input.files import File
    from ..link.handbook import Grid
    from ..messages import Messages
    from ..model import Persona, Requirement
    from ..rubric import Item, Rubric
    from ..rubric.pooling import Choosable, Unasked
    from .context import Page, SiteContext

PATH = "review/"
"""Address of the list of all rubrics."""


def item_anchor(id: str) -> str:
    """Return the anchor of an item on its form.

    >>> item_anchor("BD-API-07")
    'item-BD-API-07'
    """
    return f"item-{id}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A role in the list of rubrics."""

    persona: Persona
    rubric: Rubric
    downloads: Sequence[Download]
    rules: Sequence[Requirement]
    """Those to know first, or all of the role."""
    has_all_rules: bool
    about: str


def review_page(
    context: SiteContext,
    downloads: Mapping[str, tuple[Download, ...]] | None = None,
    notes: tuple[Download, ...] = (),
) -> Page:
    """Return the list of rubrics, each with the rules of its role to know first.

    Where these are too many for one page, it leads to them.

    Args:
        context: Handbook, options and templates.
        downloads: From the slug of a persona to the files that its form offers.
        notes: Blank sheets for notes.
    """
    say, personas = context.book.say, context.book.personas
    rows = [_row(context, persona, (downloads or {}).get(persona.slug, ())) for persona in personas]
    return context.page(
        "review.html",
        PATH,
        say("review-title"),
        rows=rows,
        has_lists=sum(len(row.rules) for row in rows) <= MOST,
        notes=notes,
        not_personas=not_personas(context.book),
        rubric_address=rubric_address,
        toc=toc([(persona.name, persona.slug, True) for persona in personas]),
        description=say("review-title.description"),
    )


def _row(context: SiteContext, persona: Persona, downloads: Sequence[Download]) -> _Row:
    rubric = context.rubrics[persona.slug]
    first = first_rules(persona)
    about = _about(rubric, context.book.say)
    return _Row(persona, rubric, downloads, first or persona.own_rules, not first, about)


def _about(rubric: Rubric, say: Messages) -> str:
    """Return what a rubric has to ask, and why where that is nothing."""
    rules = say("rule-count", count=rubric.grid.rules) if rubric.grid else ""
    questions = say("question-count", count=len(rubric.items))
    if rubric.items and rules:
        content = say("review-questions-and-grid", questions=questions, rules=rules)
    elif rubric.items:
        content = say("review-questions", questions=questions)
    elif rules:
        content = say("review-no-questions-but-grid", rules=rules)
    else:
        content = say("review-no-questions")
    sentences = (content, answerable(rubric, say), why_empty(rubric, say))
    return " ".join(filter(None, sentences))


def rubric_page(context: SiteContext, persona: Persona, downloads: Sequence[Download] = ()) -> Page:
    """Return the form of a role.

    Args:
        context: Handbook, options and templates.
        persona: The role.
        downloads: The files that the form offers.
    """
    say = context.book.say
    rubric = context.rubrics[persona.slug]
    grid = _whole_grid(context, rubric, persona)
    items = {section.checkpoint: section.items for section in rubric.sections}
    return context.page(
        "rubric.html",
        rubric_address(persona),
        say("rubric-title", role=persona.name),
        persona=persona,
        rubric=rubric,
        answers=tuple(Answer),
        sections=[
            (checkpoint, checkpoint_title(rubric, checkpoint, say), items.get(checkpoint, ()))
            for checkpoint in Checkpoint
        ],
        grid=drawn(context.book, grid) if grid else None,
        asked=frozenset(rubric.covered),
        accounts=accounts(rubric, say),
        shown=shown(rubric, say),
        answerable=answerable(rubric, say) if len(rubric.items) < MOST_ITEMS else "",
        why_empty=why_empty(rubric, say),
        other_language=other_language(rubric, context.book),
        unread=[] if persona.requirements else unread(context.book, persona),
        together=[] if rubric.items else strictest(persona.requirements),
        prohibition=lambda item: prohibition(item, say),
        look_at=lambda item: look_at(rubric, item),
        risk_names=lambda item: risk_names(item.risks, say),
        waived=lambda item: sentences(context.book, item.rules),
        version=version_of(context.book, persona),
        downloads=downloads,
        anchor=item_anchor,
        data=_data_name(persona),
        sheets=[
            (kind, [context.book.requirement(one.id) for one in rubric.placed(kind)])
            for kind in (Outcome.SERVICE, Outcome.DESIGN)
        ],
        toc=tuple(_toc(rubric, say, has_grid=grid is not None)),
        description=say("rubric-description", count=len(rubric.items), role=persona.name),
    )


def rubric_files(context: SiteContext) -> Iterator[File]:
    """Yield for each role what its form chooses questions from.

    It is a script, which also loads where the site is opened from a folder.
    """
    for persona in context.book.personas:
        yield made_script(_data_name(persona), partial(choices, context, persona))


def _data_name(persona: Persona) -> str:
    return f"{rubric_address(persona)}choices"


def _whole_grid(context: SiteContext, rubric: Rubric, persona: Persona) -> Grid | None:
    """Return the grid, rules that are asked included: they are back where a change asks others."""
    dropped = {placement.id for placement in rubric.placed(Outcome.LIST)}
    return narrowed(reviewable(context.book, persona), None, without=dropped)


def _toc(rubric: Rubric, say: Messages, *, has_grid: bool) -> Iterator[TocEntry]:
    for section in rubric.sections:
        title = checkpoint_title(rubric, section.checkpoint, say)
        yield TocEntry(title, section.checkpoint.value)
    if has_grid:
        yield TocEntry(say("rubric-by-domain"), "by-domain")
    yield TocEntry(say("rubric-closing"), "verdict")
    yield TocEntry(say("rubric-outcomes"), "accounts")


def choices(context: SiteContext, persona: Persona) -> dict[str, Any]:
    """Return what a script chooses from all questions of a role.

    What becomes of rules is said once for all that share it, and how alike two questions are once
    for both: 64 kB rather than 104 for a role of 464 rules.
    """
    rubric = context.rubrics[persona.slug]
    all_of_role = pool(context.book, persona, rubric)
    fates: list[dict[str, Any]] = []
    rules: list[tuple[str, int]] = []
    for rule in all_of_role.rules:
        fate = _fate(rule)
        if fate not in fates:
            fates.append(fate)
        rules.append((rule.id, fates.index(fate)))
    return {
        "most": MOST_ITEMS,
        "mostAtACheckpoint": MOST_AT_A_CHECKPOINT,
        "outcomes": list(Outcome),
        "checkpoints": list(Checkpoint),
        "domains": [domain.code for domain in rubric.domains],
        "choices": [
            _choice(context, persona, one, n) for n, one in enumerate(all_of_role.choosable)
        ],
        "fates": fates,
        "rules": rules,
        "waived": _waived(context, persona),
    }


def _waived(context: SiteContext, persona: Persona) -> dict[str, list[str]]:
    """Return the waivers of rules in words, by the ID of the rule."""
    ids = (rule.id for rule in persona.requirements)
    return {id: said for id in ids if (said := sentences(context.book, [id]))}


def _choice(
    context: SiteContext, persona: Persona, choosable: Choosable, place: int
) -> dict[str, Any]:
    later = [(other, alike) for other, alike in choosable.alike if other > place]
    return {
        **_item(context, persona, choosable.item),
        "points": choosable.points,
        "things": choosable.things,
        "rank": choosable.rank,
        "pinned": choosable.is_pinned,
        "row": choosable.row,
        "shared": choosable.is_shared,
        "thin": choosable.is_thin,
        "alike": list(chain.from_iterable(later)),
        "covers": choosable.covers,
    }


def _item(context: SiteContext, persona: Persona, item: Item) -> dict[str, Any]:
    html = str(context.inline(item.text, persona))
    return {
        "id": item.id,
        "rules": item.rules,
        "checkpoint": item.checkpoint,
        "domain": item.domain,
        "aspect": look_at(context.rubrics[persona.slug], item),
        "risks": item.risks,
        "asked": item.is_asked,
        "forbids": item.is_bare_prohibition,
        "html": relative_links(html, rubric_address(persona), context.options),
    }


def _fate(rule: Unasked) -> dict[str, Any]:
    return {
        "level": rule.level,
        "outcome": rule.outcome,
        "column": rule.column,
        "about": rule.about,
        "own": rule.own,
        "any": rule.is_for_any,
        "checkable": rule.is_checkable,
        "dropped": rule.is_dropped,
        "joins": rule.joins,
    }
