"""The page of what changed and when, its feed, and a page for every retired ID."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..addresses import address, permalink
from ..identity.diff import ChangeKind
from ..input.files import File, Made
from ..views.releases import events
from ..words.names import fold, slugify
from .context import Page, relative_links, toc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identity.diff import Change, LeadChange
    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..views.releases import Release
    from .context import SiteContext

PATH = "changes/"
FEED = "changes/feed.xml"
# Changes that the page lists, some 200 kB; older ones are counted.
_MOST_CHANGES = 500
# New rules that an entry shows at once; a list that says "added" at each line is not worth more.
_MOST_ADDED = 10
# Changes that an entry of the feed lists: more than anyone reads in a feed reader.
_MOST_IN_ENTRY = 100
# Characters that XML 1.0 §2.2 does not allow, even if a source has them.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


def changes_page(context: SiteContext, releases: Sequence[Release]) -> Page:
    """Return the page that lists the changes of every release, the latest first."""
    say = context.book.say
    sections: list[tuple[Release, list[_Group], int]] = []
    personas: dict[str, str] = {}
    for release, changes, more in _shown(releases):
        groups = _by_persona(changes, release)
        sections.append((release, groups, more))
        personas |= {group.slug: group.title for group in groups}
    return context.page(
        "changes.html",
        PATH,
        say("changes"),
        releases=sections,
        intro=lambda release: _intro(release, say, is_only=len(sections) == 1),
        personas=dict(sorted(personas.items())),
        address_of=_address_by_title(context.book),
        name_of=_name_by_title(context.book),
        feed=FEED,
        toc=toc((release.title(say), release.anchor, True) for release, _, _ in sections),
        description=say("changes.description"),
    )


def releases_by_rule(releases: Iterable[Release]) -> Mapping[str, Sequence[Release]]:
    """Return, by the ID of a rule, the releases that list it on the page of changes."""
    by_rule: dict[str, list[Release]] = {}
    for release, changes, _ in _shown(releases):
        below_leads = (rule.id for lead in release.comparison.leads for rule in lead.rules)
        ids = (change.rule.id for change in changes)
        for id in dict.fromkeys(chain(ids, below_leads)):
            by_rule.setdefault(id, []).append(release)
    return by_rule


def feed(context: SiteContext, releases: Sequence[Release]) -> File:
    """Return the releases that have a date as an Atom feed (RFC 4287).

    Addresses are absolute where that of the site is known. IDs do not depend on it, so that no
    entry is new to a feed reader when a site moves.
    """
    say = context.book.say
    name, site = context.options.name, context.options.site_url.rstrip("/")
    base = f"{site}/" if site else ""
    dated = [release for release in releases if release.date]
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", say("feed-title", name=name))
    _add(root, "id", _urn(name))
    _add(root, "updated", _moment(dated[0].date) if dated else "1970-01-01T00:00:00Z")
    ET.SubElement(_add(root, "author"), f"{{{_ATOM}}}name").text = name
    if base:
        _add(root, "link", rel="self", href=f"{base}{FEED}")
        _add(root, "link", rel="alternate", href=f"{base}{PATH}")
    for release in dated:
        entry = _add(root, "entry")
        title = say("changes-on", date=release.title(say), summary=_summary(release, say))
        _add(entry, "title", title)
        _add(entry, "id", _urn(f"{name}/{release.name}"))
        _add(entry, "updated", _moment(release.date))
        page = f"{base}{PATH}" if base else "./"
        _add(entry, "link", rel="alternate", href=f"{page}#{release.anchor}")
        changes = _listed(release)
        html = context.environment.get_template("changes-entry.html").render(
            leads=release.comparison.leads,
            changes=changes[:_MOST_IN_ENTRY],
            more=len(changes[_MOST_IN_ENTRY:]),
        )
        _add(entry, "content", html, type="html")
    ET.indent(root)
    return File(FEED, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def retired_pages(context: SiteContext) -> Iterator[File]:
    """Yield `r/<ID>/index.html` for every retired ID, so that old citations lead somewhere."""
    address_of = _address_by_title(context.book)
    for id in context.book.lock.retired:
        if not context.book.has(id):
            yield Made(f"{permalink(id)}index.html", partial(_retired, context, id, address_of))


def _retired(context: SiteContext, id: str, address_of: Callable[[str], str]) -> bytes:
    lock = context.book.lock
    persona, category = lock.titles(lock.last_words(id))
    replacement = lock.current(id).text
    html = context.environment.get_template("retired.html").render(
        id=id,
        retired=lock.current(id),
        last=lock.last_words(id),
        persona=_name_by_title(context.book)(persona),
        persona_path=address_of(persona),
        category=category,
        replacement=replacement if context.book.has(replacement) else "",
        events=events(lock, id),
    )
    return relative_links(html, permalink(id), context.options).encode()


def _shown(releases: Iterable[Release]) -> Iterator[tuple[Release, list[Change], int]]:
    """Yield every release with the changes that the page lists, and the number of the others."""
    left = _MOST_CHANGES
    for release in releases:
        changes = _listed(release)
        yield release, changes[:left], len(changes[left:])
        left = max(0, left - len(changes))


def _listed(release: Release) -> list[Change]:
    """Return the changes that are listed one by one, without the rules of a first release."""
    changes = list(release.comparison.changes)
    if not release.is_first:
        return changes
    return [change for change in changes if change.kinds != (ChangeKind.ADDED,)]


def _intro(release: Release, say: Messages, *, is_only: bool) -> str:
    """Return the words above the list of a release's changes.

    Args:
        release: Some changes.
        say: The words of the site.
        is_only: Whether there is no other release yet.
    """
    if not release.is_first:
        return _summary(release, say)
    added = release.comparison.counts.get(ChangeKind.ADDED, 0)
    rules = say("rule-count", count=added)
    if _listed(release):
        return say("changes-start-changed", rules=rules)
    return say("changes-start-only", rules=rules) if is_only else say("changes-start", rules=rules)


def _summary(release: Release, say: Messages) -> str:
    if release.is_first and not _listed(release):
        rules = say("rule-count", count=len(release.comparison.changes))
        return say("changes-start", rules=rules)
    counts = release.comparison.counts.items()
    kinds = [say(f"change-count-{kind}", count=count) for kind, count in counts]
    return say.list(kinds, last="unit") or say("changes-none-changed")


@dataclass(frozen=True, slots=True)
class _Group:
    """What changed in one persona."""

    title: str
    changes: list[Change] = field(default_factory=list)
    leads: list[LeadChange] = field(default_factory=list)
    added: int = 0
    """The number of its new rules, listed or not, if they are many and nothing else changed."""

    @property
    def slug(self) -> str:
        return slugify(self.title)


def _by_persona(changes: Iterable[Change], release: Release) -> list[_Group]:
    """Return the listed changes of a release by persona, in the order of titles."""
    added = _only_added(release)
    groups: dict[str, _Group] = {}

    def group(title: str) -> _Group:
        return groups.setdefault(title, _Group(title, added=added.get(title, 0)))

    for change in changes:
        group(change.rule.persona).changes.append(change)
    for lead in release.comparison.leads:
        group(lead.rules[0].persona).leads.append(lead)
    return sorted(groups.values(), key=lambda group: (fold(group.title), group.title))


def _only_added(release: Release) -> Mapping[str, int]:
    """Return how many rules were added to each persona that got many and nothing else."""
    listed = _listed(release)
    counts = Counter(change.rule.persona for change in listed)
    others = {change.rule.persona for change in listed if change.kinds != (ChangeKind.ADDED,)}
    others |= {lead.rules[0].persona for lead in release.comparison.leads}
    return {
        title: count
        for title, count in counts.items()
        if count > _MOST_ADDED and title not in others
    }


def _address_by_title(book: Handbook) -> Callable[[str], str]:
    """Return a function from the title of a persona or document to its address, if it has one."""
    addresses = {text.title: address(text) for text in book.texts}
    return lambda title: addresses.get(title, "")


def _name_by_title(book: Handbook) -> Callable[[str], str]:
    """Return a function from the title of a persona to its name; other titles stay as they are."""
    names = {persona.title: persona.name for persona in book.personas}
    return lambda title: names.get(title, title)


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"rolebook:{name}").urn


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _UNPRINTABLE.sub("\ufffd", text) if text else None
    return child
