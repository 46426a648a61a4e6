"""How one rule looks in a list: its whole line on the page of its role, a short one elsewhere.

There are some 80,000 lines on the pages of 18,560 rules. So they are written here rather than by a
template, which takes three times as long for such short pieces; and what the list or the level
already says is not said again at each rule: ten bytes at each make one megabyte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..link.handbook import LinkKind, Origin
from ..rfc2119 import Level
from ..words.names import slugify

if TYPE_CHECKING:
    from ..link.handbook import Link
    from ..model import Document, Requirement
    from .context import SiteContext

_CHIPS = (LinkKind.SKILL, LinkKind.PATTERN, LinkKind.COLLABORATOR)
"""The links that the line of a rule shows; its own page has all."""
CLASSES = {level: f"rb-level rb-{slugify(level)}" for level in Level}
"""Those of the mark of a level."""


def line(context: SiteContext, requirement: Requirement) -> Markup:
    """Return the full line of a rule, as the page of its persona shows it."""
    id, owner = escape(requirement.id), context.book.owner(requirement.id)
    template = " data-template" if context.book.origin(requirement) is Origin.TEMPLATE else ""
    return Markup(
        f'<li class="rb-rule" id="{id}"{template}>{_head(id, requirement.level)}\n'
        f"<div class=rb-words>{''.join(_words(context, requirement, owner))}</div>"
    )


def mention(context: SiteContext, requirement: Requirement) -> Markup:
    """Return the short line of a rule, as other pages show it in a list `rb-mentions`.

    HTML lets one omit the end of its item.
    """
    words, marks = _said(context, requirement)
    head = _head(escape(requirement.id), requirement.level)
    return Markup(f"<li>{head} <span>{words}</span>{marks}")


def mention_of_both(context: SiteContext, one: Requirement, other: Requirement) -> Markup | None:
    """Return two rules that say the same in one line; nothing if a level, word or mark differs."""
    said = _said(context, one)
    if one.level is not other.level or said != _said(context, other):
        return None
    link, head = _link(escape(one.id)), _head(escape(other.id), other.level)
    return Markup(f"{link} {head} {''.join(said)}")


def chips(context: SiteContext, requirement: Requirement) -> str:
    """Return the links that the line of a rule shows: those that its own words made."""
    category = requirement.category.label.casefold()
    made = (
        context.chip_mark(link)
        for link in context.book.links.get(requirement.id, ())
        if link.kind in _CHIPS and link.evidence[0].place != "category"
    )
    # On a shelf called "Caching" a chip "Caching" says nothing.
    return "".join([html for label, html in made if label != category])


def chip_mark(context: SiteContext, link: Link) -> tuple[str, str]:
    """Return the label of a chip without case, and its HTML."""
    chip = context.chip(link)
    kind = "" if link.kind is LinkKind.SKILL else ' class="rb-chip-other"'
    title = escape(context.book.say("chip-title", name=chip.name, reason=chip.reason))
    html = f'<a{kind} href="{escape(chip.href)}" title="{title}">{escape(chip.label)}</a>'
    return chip.label.casefold(), html


def _said(context: SiteContext, requirement: Requirement) -> tuple[str, str]:
    """Return what a short line says after the level: its words, and marks behind them."""
    owner = context.book.owner(requirement.id)
    words = context.inline(requirement.text, owner, requirement.language)
    return f"{words}{_waived(context, requirement)}", _marks(context, requirement, owner)


def _head(id: Markup, level: Level) -> str:
    return f'{_link(id)} <span class="{CLASSES[level]}">{level.value}</span>'


def _link(id: Markup) -> str:
    return f'<a href="@/r/{id}/">{id}</a>'


def _words(context: SiteContext, requirement: Requirement, owner: Document) -> list[str]:
    """Return what a line says: in which row of a table, what, about what, and why."""
    language = requirement.language
    words = [f'<span class="rb-text">{context.inline(requirement.text, owner, language)}</span>']
    if requirement.context and requirement.found == "table cell":
        row = context.inline(requirement.context, owner, language)
        words.insert(0, f'<span class="rb-context">{row}</span>\n')
    words += [_marks(context, requirement, owner), _waived(context, requirement)]
    if shown := chips(context, requirement):
        words.append(f"\n<span class=rb-chips>{shown}</span>")
    if requirement.note:
        note = context.inline(requirement.note, owner, language)
        words.append(f'\n<span class="rb-note">{note}</span>')
    return words


def _waived(context: SiteContext, requirement: Requirement) -> str:
    """Return how long a rule is waived; nothing for the others."""
    waivers = context.book.waivers_of(requirement.id)
    if not waivers:
        return ""
    module: Any = context.environment.get_template("line.html").module
    waived: str = module.waived(waivers)
    return waived


def _marks(context: SiteContext, requirement: Requirement, owner: Document) -> str:
    """Return the mark of a rule that was inferred, and the list of its cases or alternatives."""
    if not requirement.inferred and not requirement.listed:
        return ""
    module: Any = context.environment.get_template("line.html").module
    inferred = module.inferred(requirement.inferred) if requirement.inferred else ""
    return f"{inferred}{module.listed(requirement, owner) if requirement.listed else ''}"
