"""The page that says what changed and when, the feed of it, and a page for every id that is retired."""

from __future__ import annotations

import re
import uuid
from itertools import groupby, islice
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..identity.diff import ChangeKind
from ..input.files import File
from ..views.addresses import address, permalink
from ..views.releases import events
from ..words.names import fold, slugify
from .context import Page, counted, relative_links, toc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identity.diff import Change
    from ..link.handbook import Handbook
    from ..views.releases import Release
    from .context import SiteContext

PATH = "changes/"
FEED = "changes/feed.xml"
_MOST_CHANGES = 1_000
"""Changes that the page lists; older ones are counted, and the lock file has them all."""
_MOST_IN_ENTRY = 100
# XML 1.0 §2.2 has no place for them, whatever a source may hold.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


def changes_page(context: SiteContext, releases: Sequence[Release]) -> Page:
    """Return the page that lists what came with every release, the latest first."""
    shown = [
        (release, list(_by_persona(changes)), more) for release, changes, more in _shown(releases)
    ]
    personas = dict(
        sorted({slug: title for _, groups, _ in shown for slug, title, _ in groups}.items())
    )
    return context.page(
        "changes.html",
        PATH,
        "Changes",
        releases=shown,
        personas=personas,
        place_of=_place_in(context.book),
        feed=FEED,
        toc=toc((release.name, release.anchor, True) for release, _, _ in shown),
        description="What was added, reworded, strengthened or retired, and when",
    )


def told(releases: Iterable[Release]) -> Mapping[str, Sequence[Release]]:
    """Return, by the id of a rule, the releases under which the page of changes tells of it, the latest first."""
    found: dict[str, list[Release]] = {}
    for release, changes, _ in _shown(releases):
        for id in dict.fromkeys(change.rule.id for change in changes):
            found.setdefault(id, []).append(release)
    return found


def feed(context: SiteContext, releases: Sequence[Release]) -> File:
    """Return the releases as an Atom feed (RFC 4287); what has no date yet is not in it.

    Addresses are absolute where the site's own is known. Ids do not depend on it: moving a site
    repeats nothing.
    """
    name, site = context.options.name, context.options.site_url.rstrip("/")
    base = f"{site}/" if site else ""
    dated = [release for release in releases if release.date]
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", f"{name}: changes")
    _add(root, "id", _urn(name))
    _add(root, "updated", _moment(dated[0].date) if dated else "1970-01-01T00:00:00Z")
    ET.SubElement(_add(root, "author"), f"{{{_ATOM}}}name").text = name
    if base:
        _add(root, "link", rel="self", href=f"{base}{FEED}")
        _add(root, "link", rel="alternate", href=f"{base}{PATH}")
    for release in dated:
        entry = _add(root, "entry")
        _add(entry, "title", f"{release.name}: {_summary(release)}")
        _add(entry, "id", _urn(f"{name}/{release.name}"))
        _add(entry, "updated", _moment(release.date))
        _add(
            entry,
            "link",
            rel="alternate",
            href=f"{base}{PATH}#{release.anchor}" if base else f"./#{release.anchor}",
        )
        html = context.environment.get_template("changes-entry.html").render(
            changes=list(islice(_told(release), _MOST_IN_ENTRY)),
            more=max(0, len(_told(release)) - _MOST_IN_ENTRY),
        )
        _add(entry, "content", html, type="html")
    ET.indent(root)
    return File(FEED, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def retired_pages(context: SiteContext) -> Iterator[File]:
    """Yield `r/<ID>/index.html` for every id that no rule has any more, so that old citations lead somewhere."""
    lock = context.book.lock
    template = context.environment.get_template("retired.html")
    find = _place_in(context.book)
    for id in lock.retired:
        if context.book.has(id):
            continue
        persona, category = lock.titles(lock.last_words(id))
        path = permalink(id)
        replacement = lock.current(id).text
        html = template.render(
            id=id,
            retired=lock.current(id),
            last=lock.last_words(id),
            persona=persona,
            persona_path=find(persona),
            category=category,
            replacement=replacement if context.book.has(replacement) else "",
            events=events(lock, id),
        )
        yield File(f"{path}index.html", relative_links(html, path, context.options).encode())


def _shown(releases: Iterable[Release]) -> Iterator[tuple[Release, list[Change], int]]:
    """Yield every release with the changes that the page has room for, and the number of the others."""
    left = _MOST_CHANGES
    for release in releases:
        changes = _told(release)
        yield release, changes[:left], len(changes[left:])
        left = max(0, left - len(changes))


def _told(release: Release) -> list[Change]:
    """Return the changes that are told one by one: of a first release not all that was there from the start."""
    changes = release.comparison.changes
    return [
        change for change in changes if not release.is_first or change.kinds != (ChangeKind.ADDED,)
    ]


def _summary(release: Release) -> str:
    if release.is_first and not _told(release):
        return f"{counted(len(release.comparison.changes), 'rule')} to begin with"
    return release.comparison.sentence


def _by_persona(changes: Iterable[Change]) -> Iterator[tuple[str, str, list[Change]]]:
    """Yield (slug, title, changes) by persona, in the order of titles."""
    ordered = sorted(changes, key=lambda change: (fold(change.rule.persona), change.rule.persona))
    for title, found in groupby(ordered, key=lambda change: change.rule.persona):
        yield slugify(title), title, list(found)


def _place_in(book: Handbook) -> Callable[[str], str]:
    """Return a function from the title of a persona or document to its address, or to nothing for one that is gone."""
    found = {text.title: address(text) for text in book.texts}
    return lambda title: found.get(title, "")


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"rolebook:{name}").urn


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _UNPRINTABLE.sub("\ufffd", text) if text else None
    return child
