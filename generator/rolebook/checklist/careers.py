"""Levels of a career on a checklist: which there are, and the list for one of them.

`assets/checklist/levels.js` does the same for what is chosen on a page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from .actions import Career, Needs
from .topics import at_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..messages import Messages
    from ..model import Persona
    from .actions import Action, Checklist, Topic


def careers_of(persona: Persona, actions: Iterable[Action]) -> tuple[Career, ...]:
    """Return the levels of a persona's career, if some skill to be rated tells them apart."""
    topics = chain.from_iterable(action.rated for action in actions)
    needed = {one.level for topic in topics if topic.needs for one in topic.needs.by_level}
    levels = tuple(level for level in persona.levels if level in needed)
    return (Career(persona.code, persona.name, levels),) if levels else ()


def careers_data(careers: Iterable[Career]) -> list[dict[str, Any]]:
    """Return the roles that tell levels apart, for the script that lets people choose one."""
    return [{"role": one.role, "name": one.name, "levels": one.levels} for one in careers]


def needed_data(topic: Topic) -> list[tuple[str, int, int]]:
    """Return what each level needs of a skill, for the same script."""
    by_level = topic.needs.by_level if topic.needs else ()
    return [(one.level, one.low, one.high) for one in by_level]


def level_called(word: str, levels: Sequence[str]) -> str:
    """Return the level that a word means, or nothing: its name, or words that only it has.

    >>> level_called("senior", ["Junior baker", "Senior baker", "Senior staff baker"])
    ''
    >>> level_called("staff", ["Senior", "Senior staff"]), level_called("SENIOR", ["Senior"])
    ('Senior staff', 'Senior')
    """
    wanted = word.strip().casefold()
    same = [level for level in levels if level.casefold() == wanted]
    words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    fitting = [level for level in levels if wanted and words.search(level.casefold())]
    return next(iter(same), fitting[0] if len(fitting) == 1 else "")


def at_career_levels(made: Checklist, levels: Mapping[str, str], say: Messages) -> Checklist:
    """Return a checklist whose skills are those that some levels need, as far as they need them.

    What ticks are for stays. Skills of which a role says the same for all levels stay as well.

    Args:
        made: The checklist.
        levels: From the code of a role to one of its levels; others are left as they are.
        say: The words of the site.
    """
    careers = tuple(replace(one, chosen=levels.get(one.role, "")) for one in made.careers)
    chosen = {one.role: one.chosen for one in careers if one.chosen in one.levels}
    actions = tuple(_action(action, chosen, say) for action in made.actions)
    return replace(made, careers=careers, actions=actions)


def career_words(careers: Sequence[Career], say: Messages) -> str:
    """Return the levels that a list is for, or nothing: "Career level: Senior"."""
    chosen = [one for one in careers if one.chosen]
    if not chosen:
        return ""
    is_plain = len(careers) == 1
    names = [
        one.chosen if is_plain else say("career-of-role", level=one.chosen, role=one.name)
        for one in chosen
    ]
    return say("career-chosen", levels=say.list(names))


def _action(action: Action, chosen: Mapping[str, str], say: Messages) -> Action:
    if not action.rated:
        return action
    topics = (_topic(topic, chosen, say) for topic in action.topics)
    return replace(action, topics=tuple(topic for topic in topics if topic))


def _topic(topic: Topic, chosen: Mapping[str, str], say: Messages) -> Topic | None:
    """Return a topic with what the chosen level needs, or None if that is nothing."""
    needs = topic.needs
    level = chosen.get(needs.role) if needs else None
    if not needs or not level or not needs.by_level:
        return topic
    asked = next((one for one in needs.by_level if one.level == level), None)
    if asked is None:
        return None
    changed = Needs(asked.low, asked.high, needs.most, needs.role, needs.by_level)
    return replace(topic, needs=changed, text=at_levels(topic.name, changed.words, say))
