"""Onboarding: a page with the checklist of each role, and one that puts the lists of several roles together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exports import calendar_site
from ..views.addresses import onboarding_address
from ..words.names import slugify
from .assets import data_script
from .context import TocEntry, counted, relative_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..checklist import Checklist
    from ..input.files import File
    from ..views.printed import Download
    from .context import Page, SiteContext

PATH = "onboarding/"
"""Address of the list of all roles."""


def onboarding_pages(
    context: SiteContext, downloads: Mapping[str, tuple[Download, ...]] | None = None
) -> Iterator[Page]:
    """Yield the page with all roles, then the checklist of each.

    Args:
        context: Handbook, options and templates.
        downloads: From the slug of a persona to the files that its page offers.
    """
    rows = [(persona, context.checklists[persona.slug]) for persona in context.book.personas]
    site = calendar_site(context.options.site_url, context.options.name)
    yield context.page(
        "onboarding-compose.html",
        PATH,
        "Onboarding",
        rows=rows,
        site=site,
        toc=(TocEntry("Roles", "roles"), TocEntry("Several roles at once", "compose"))
        if rows
        else (),
        description="What to do in the first three months, for each role and for several at once",
    )
    for persona, checklist in rows:
        yield context.page(
            "onboarding.html",
            onboarding_address(persona),
            f"Onboarding: {persona.name}",
            persona=persona,
            checklist=checklist,
            site=site,
            downloads=(downloads or {}).get(persona.slug, ()),
            toc=tuple(TocEntry(step.phase.label, step.phase.value) for step in checklist.steps),
            description=f"{counted(len(checklist.actions), 'action')} for a new {persona.name} and a buddy",
        )


def onboarding_files(context: SiteContext) -> Iterator[File]:
    """Yield the actions of each role as a script, which also loads from a file, for lists of several roles."""
    for persona in context.book.personas:
        path = data_path(persona.code)
        yield data_script(
            path, path.removesuffix(".js"), _data(context, context.checklists[persona.slug])
        )


def data_path(code: str) -> str:
    """Return the address of a role's actions.

    >>> data_path("BD")
    'onboarding/BD.js'
    """
    return f"{PATH}{slugify(code).upper()}.js"


def _data(context: SiteContext, checklist: Checklist) -> dict[str, Any]:
    """Return the name of a role, and its actions as HTML for the page that puts lists together."""
    module: Any = context.environment.get_template("onboarding-action.html").module
    return {
        "title": checklist.title,
        "actions": [
            relative_links(str(module.action(action)), PATH, context.options)
            for action in checklist.actions
        ],
    }
