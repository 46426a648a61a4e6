"""Meetings with several roles at once: how they are named, and what is left of one without some."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from .actions import Kind
from .phasing import MOST
from .topics import name_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..messages import Messages
    from .actions import Action, Met


def round_names(group: Sequence[Met], say: Messages) -> str:
    """Return the roles of a meeting as a sentence has them; those past the ninth are counted."""
    return name_list([met.name for met in group], say, MOST)


def without_roles(actions: Iterable[Action], codes: Collection[str], say: Messages) -> list[Action]:
    """Return actions without meetings with some roles.

    A meeting with several loses them and their duties; one that has no other role goes away. What
    an author calls a meeting stays. `assets/checklist/compose.js` does the same.

    Args:
        actions: Actions of any kind.
        codes: Codes of the roles.
        say: The words of the site.
    """
    alone = {f"meet-{code}" for code in codes}
    left = (_left(action, codes, say) for action in actions if action.id not in alone)
    return [action for action in left if action]


def group_data(action: Action) -> list[dict[str, Any]]:
    """Return who is met at once, for the script that does the same.

    There are no names where an author has changed the title: it stays.
    """
    return [
        {
            "role": met.code,
            "name": "" if action.title_about else met.name,
            "sources": met.sources,
        }
        for met in action.group
    ]


def _left(action: Action, codes: Collection[str], say: Messages) -> Action | None:
    """Return an action without some of the roles that it meets, or None if there is no other."""
    group = tuple(met for met in action.group if met.code not in codes)
    if group == action.group:
        return action
    if not group:
        return None
    sources = set(chain.from_iterable(met.sources for met in group))
    title = say(f"action-{Kind.MEET_ROUND}", roles=round_names(group, say))
    return replace(
        action,
        title=action.title if action.title_about else title,
        topics=tuple(topic for topic in action.topics if topic.source in sources),
        group=group,
    )
