"""What the pages of agents show besides rules: what they may use, and what they read as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..addresses import address
from ..link.agents import included, skill_file
from ..model import AgentField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import AgentFact, Document, Persona
    from .context import SiteContext

_ROWS: Mapping[str, tuple[AgentField, bool]] = {
    "tools": (AgentField.TOOL, False),
    "no-tools": (AgentField.TOOL, True),
    "model": (AgentField.MODEL, False),
    "skills": (AgentField.SKILL, False),
}
"""The rows in their order: the facts that each shows, and whether they are what is denied."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the list: its title, and the values as HTML."""

    title: str
    values: list[Markup]


def fact_rows(context: SiteContext, persona: Persona) -> list[FactRow]:
    """Return what the front matter says that an agent may use; nothing for other roles."""
    rows: list[FactRow] = []
    for key, (field, is_denied) in _ROWS.items():
        facts = [f for f in persona.facts if f.field is field and f.is_denied is is_denied]
        if facts:
            title = context.book.say(f"agent-{key}", count=len(facts))
            rows.append(FactRow(title, [_value(context, fact) for fact in facts]))
    return rows


def _value(context: SiteContext, fact: AgentFact) -> Markup:
    file = skill_file(context.book, fact.text) if fact.field is AgentField.SKILL else None
    words = Markup("<code>{}</code>").format(fact.text)
    return Markup('<a href="@/{}">{}</a>').format(address(file), words) if file else words


def where_rules_are(context: SiteContext, text: Document) -> list[Markup]:
    """Return a sentence for each file that a text asks to read in its place."""
    say = context.book.say
    sentences: dict[str, Markup] = {}
    for include in text.includes:
        file = included(context.book, text, include)
        if file is text:
            continue
        if file:
            link = Markup('<a href="@/{}">{}</a>').format(address(file), file.title)
            said = say("includes-read", file=link, count=len(file.requirements))
        else:
            written = Markup("<code>@{}</code>").format(include.target)
            said = say("includes-unread", file=written)
        sentences.setdefault(include.target, Markup(escape(said)))
    return list(sentences.values())
