"""Onboarding: the checklist of each role, one of several roles, and those of several people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..addresses import onboarding_address
from ..checklist.careers import careers_data
from ..exports import calendar_site
from .assets import made_script
from .context import relative_links, toc
from .empty import not_personas, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..addresses.sheets import Download
    from ..input.files import File
    from ..model import Persona
    from .context import Page, SiteContext

PATH = "onboarding/"
"""Address of the list of all roles."""
PEOPLE = f"{PATH}people/"
"""Address of the page for leads."""


def onboarding_list(context: SiteContext) -> Page:
    """Return the page with the checklists of all roles."""
    book, say = context.book, context.book.say
    rows = [(persona, context.checklists[persona.slug]) for persona in book.personas]
    site = calendar_site(context.options.site_url, context.options.name)
    return context.page(
        "onboarding-compose.html",
        PATH,
        say("onboarding"),
        rows=rows,
        not_personas=not_personas(context.book),
        site=site,
        toc=toc(
            (title, anchor, bool(rows))
            for title, anchor in (
                (say("roles"), "roles"),
                (say("compose"), "compose"),
                (say("leads-link"), "people"),
            )
        ),
        description=say("onboarding.description"),
    )


def onboarding_people(context: SiteContext) -> Page:
    """Return the page on which a lead sees the lists of several people."""
    book, say = context.book, context.book.say
    return context.page(
        "onboarding-people.html",
        PEOPLE,
        say("leads"),
        personas=book.personas,
        onboarding_path=onboarding_address,
        not_personas=not_personas(book),
        site=calendar_site(context.options.site_url, context.options.name),
        toc=toc([(say("leads-bring"), "bring", bool(book.personas))]),
        description=say("leads.description"),
    )


def onboarding_page(
    context: SiteContext, persona: Persona, downloads: Sequence[Download] = ()
) -> Page:
    """Return the checklist of a role.

    Args:
        context: Handbook, options and templates.
        persona: The role.
        downloads: The files that the page offers.
    """
    say, checklist = context.book.say, context.checklists[persona.slug]
    actions = say("action-count", count=len(checklist.actions))
    return context.page(
        "onboarding.html",
        onboarding_address(persona),
        say("onboarding-of", role=persona.name),
        persona=persona,
        checklist=checklist,
        site=calendar_site(context.options.site_url, context.options.name),
        unread=[] if persona.requirements else unread(context.book, persona),
        downloads=downloads,
        toc=toc((say(f"phase-{step.phase}"), step.phase, True) for step in checklist.steps),
        description=say("onboarding-of-description", actions=actions, role=persona.name),
    )


def onboarding_files(context: SiteContext) -> Iterator[File]:
    """Yield the actions of each role as a script, for lists of several roles.

    A script loads from a folder, too, where pages may not read files.
    """
    for persona in context.book.personas:
        name = data_path(persona).removesuffix(".js")
        yield made_script(name, partial(_data, context, persona))


def data_path(persona: Persona) -> str:
    """Return the address of a role's actions.

    >>> from rolebook.model import Persona
    >>> data_path(Persona("a.md", "The Tester", slug="tester"))
    'onboarding/tester.js'
    """
    return f"{PATH}{persona.slug}.js"


def _data(context: SiteContext, persona: Persona) -> dict[str, Any]:
    """Return the name of a role, and its actions as HTML for the page that combines lists."""
    checklist = context.checklists[persona.slug]
    module: Any = context.environment.get_template("onboarding-action.html").module
    return {
        "title": checklist.title,
        "careers": careers_data(checklist.careers),
        "actions": [
            relative_links(str(module.action(action)), PATH, context.options)
            for action in checklist.actions
        ],
    }
