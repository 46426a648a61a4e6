"""The review rubric of each role as a form, the list of all, and what its script chooses questions from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rubric import MOST_AT_A_PAUSE, MOST_ITEMS, VERDICT, Place, Stop, narrowed, pool
from ..views.addresses import rubric_address
from ..views.first import first_rules
from ..views.grids import drawn
from ..views.version import version_of
from .assets import data_script
from .context import TocEntry, counted, relative_links, toc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..input.files import File
    from ..link.handbook import Grid
    from ..model import Persona
    from ..rubric import Item, Rubric
    from ..views.printed import Download
    from .context import Page, SiteContext

PATH = "review/"
"""Address of the list of all rubrics."""


def item_anchor(id: str) -> str:
    """Return the anchor of an item on its form.

    >>> item_anchor("BD-API-07")
    'item-BD-API-07'
    """
    return f"item-{id}"


def review_page(
    context: SiteContext,
    downloads: Mapping[str, tuple[Download, ...]] | None = None,
    notes: tuple[Download, ...] = (),
) -> Page:
    """Return the list of rubrics, each with the rules of its role to know first.

    Args:
        context: Handbook, options and templates.
        downloads: From the slug of a persona to the files that its form offers.
        notes: Blank sheets for notes.
    """
    rows = []
    for persona in context.book.personas:
        first = first_rules(persona)
        rubric = context.rubrics[persona.slug]
        rows.append(
            (
                persona,
                rubric,
                (downloads or {}).get(persona.slug, ()),
                first or persona.rules,
                not first,
            )
        )
    return context.page(
        "review.html",
        PATH,
        "Review",
        rows=rows,
        notes=notes,
        rubric_address=rubric_address,
        toc=toc([(persona.name, persona.slug, True) for persona in context.book.personas]),
        description="For each role the questions to ask of a change",
    )


def rubric_pages(
    context: SiteContext, downloads: Mapping[str, tuple[Download, ...]] | None = None
) -> Iterator[Page]:
    """Yield the form of each role.

    Args:
        context: Handbook, options and templates.
        downloads: From the slug of a persona to the files that its form offers.
    """
    for persona in context.book.personas:
        rubric = context.rubrics[persona.slug]
        grid = _whole_grid(context, rubric, persona)
        by_stop = {pause.stop: pause.items for pause in rubric.pauses}
        yield context.page(
            "rubric.html",
            rubric_address(persona),
            f"Review rubric: {persona.name}",
            persona=persona,
            rubric=rubric,
            pauses=[(stop, by_stop.get(stop, ())) for stop in Stop],
            grid=drawn(context.book, grid) if grid else None,
            asked={id for item in rubric.items for id in item.rules},
            verdict=VERDICT,
            most=MOST_ITEMS,
            version=version_of(context.book, persona),
            downloads=(downloads or {}).get(persona.slug, ()),
            anchor=item_anchor,
            data=_data_name(persona),
            toc=tuple(_toc(rubric, has_grid=grid is not None)),
            description=f"{counted(len(rubric.items), 'question')} to ask of a change, for the role {persona.name}",
        )


def rubric_files(context: SiteContext) -> Iterator[File]:
    """Yield for each role what its form chooses questions from, as a script, which also loads from a file."""
    for persona in context.book.personas:
        name = _data_name(persona)
        yield data_script(f"{name}.js", name, choices(context, persona))


def _data_name(persona: Persona) -> str:
    return f"{rubric_address(persona)}choices"


def _whole_grid(context: SiteContext, rubric: Rubric, persona: Persona) -> Grid | None:
    """Return the grid with the rules that items ask, which it has again where a change leaves their item out."""
    dropped = {placement.id for placement in rubric.placed(Place.LIST)}
    return narrowed(context.book.grids.get(persona.slug), None, without=dropped)


def _toc(rubric: Rubric, *, has_grid: bool) -> Iterator[TocEntry]:
    yield from (TocEntry(pause.title, pause.stop.value) for pause in rubric.pauses)
    if has_grid:
        yield TocEntry("By domain", "by-domain")
    yield TocEntry("Notes and verdict", "verdict")
    yield TocEntry("Where every rule went", "accounts")


def choices(context: SiteContext, persona: Persona) -> dict[str, Any]:
    """Return what a script chooses from the questions of a role, whatever a change touches."""
    known = pool(context.book, persona)
    rubric = context.rubrics[persona.slug]
    return {
        "most": MOST_ITEMS,
        "mostAtAPause": MOST_AT_A_PAUSE,
        "places": [one.value for one in Place],
        "stops": [stop.value for stop in Stop],
        "domains": [domain.code for domain in rubric.domains],
        "choices": [
            {
                **_item(context, persona, one.item),
                "points": one.points,
                "things": one.things,
                "rank": one.rank,
                "pinned": one.is_pinned,
                "alike": [number for pair in one.alike for number in pair],
                "answers": one.answers,
            }
            for one in known.choosable
        ],
        "rules": [
            {
                "id": one.id,
                "level": one.level,
                "place": one.place.value,
                "column": one.column,
                "near": one.near,
                "any": one.is_for_any,
                "checkable": one.is_checkable,
                "dropped": one.is_dropped,
                "joins": one.joins,
            }
            for one in known.placings
        ],
    }


def _item(context: SiteContext, persona: Persona, item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "rules": item.rules,
        "stop": item.stop.value,
        "domain": item.domain,
        "hint": item.hint,
        "risks": item.risks,
        "asked": item.is_asked,
        "html": relative_links(
            str(context.inline(item.text, persona)), rubric_address(persona), context.options
        ),
    }
