"""A rule for use elsewhere: a citation for a text, and a line of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..identity.lock import Lock
    from ..model import Document, Requirement

# An address inside the handbook leads nowhere from another place.
_LOCAL_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,500})\]\((?!https?:|mailto:)[^()\s]{0,2000}\)")


def cited_id(lock: Lock, id: str) -> str:
    """Return an id with the revision that is locked: `BD-API-34@rev2`.

    A rule that is not locked yet has only its id: its words can still change.

    >>> from rolebook.identity.lock import Lock
    >>> cited_id(Lock(), "BD-API-34")
    'BD-API-34'
    """
    revisions = lock.revisions(id)
    return f"{id}@rev{revisions[-1].number}" if revisions and revisions[-1].date else id


def sentence(requirement: Requirement) -> str:
    """Return a rule as a line of Markdown, its level where the author wrote it or in front."""
    lead, words = requirement.context.rstrip(" :"), requirement.wording
    is_said = requirement.keyword in f"{lead} {words}"
    words = words if is_said else f"{requirement.level} {words}"
    return f"{lead}: {words}" if lead else words


def place_of(requirement: Requirement, owner: Document) -> str:
    """Return where a rule is: `Backend Developer, API`."""
    return ", ".join(part for part in (owner.name, requirement.category.label) if part)


def as_markdown(requirement: Requirement) -> str:
    """Return a rule as Markdown, with links only to the web."""
    return _LOCAL_LINK.sub(r"\1", sentence(requirement))
