"""What actions are about: rules, roles, skills and patterns as topics, and names in a title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..addresses import address, pattern_address, permalink, skill_address
from ..markup import plain
from ..words.names import slugify
from .actions import Needed, Needs, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook, Role
    from ..messages import Messages
    from ..model import Persona, Requirement, Skill

_MOST_LEVEL = 7
"""Of SFIA, and the highest that a table of skills can ask for."""
_NAMED = 3
"""Names in a title: with more it would take two lines, so further ones are counted."""


def rule_topic(rule: Requirement) -> Topic:
    """Return a rule; what introduces the list of duties says nothing about one of them."""
    words = rule.wording if rule.is_collaboration else rule.statement
    return Topic(rule.id, plain(words), permalink(rule.id), rule.level, is_rule=True)


def duty_topic(rule: Requirement, who: str) -> Topic:
    """Return a duty with who keeps it."""
    topic = rule_topic(rule)
    return replace(topic, who=who, authored=topic.says)


def role_topic(role: Role) -> Topic:
    """Return a role, with its place in the team where it has no page."""
    path = address(role.persona) if role.persona else f"team/#{role.slug}"
    return Topic(role.slug, role.name, path)


def pattern_topic(name: str) -> Topic:
    """Return a pattern."""
    return Topic(slugify(name), name, pattern_address(slugify(name)))


def skill_name(handbook: Handbook, skill: Skill) -> str:
    """Return the name of a skill in its catalogue, or the one that the persona gives it."""
    concept = handbook.catalogues.of(skill.code)
    return concept.name if concept else skill.name or skill.code


def skill_topic(handbook: Handbook, skill: Skill, persona: Persona | None = None) -> Topic:
    """Return a skill by its name in the catalogue, with the levels that the role needs.

    Args:
        handbook: The handbook.
        skill: A skill of one of its personas.
        persona: That persona; with it, what each level of its career needs is there, too.
    """
    concept = handbook.catalogues.of(skill.code)
    name = skill_name(handbook, skill)
    by_level = _needed(skill, persona.levels) if persona else ()
    has_levels = skill.low is not None or (concept is not None and concept.low is not None)
    return Topic(
        skill.code or slugify(name),
        at_levels(name, skill.levels, handbook.say),
        skill_address(concept) if concept else "",
        authored=f"{name}, {skill.levels}" if skill.levels else name,
        name=name,
        needs=Needs(
            skill.low,
            skill.high,
            _MOST_LEVEL if has_levels else None,
            persona.code if persona and by_level else "",
            by_level,
        ),
    )


def _needed(skill: Skill, levels: Sequence[str]) -> tuple[Needed, ...]:
    asked = ((level, skill.at(level)) for level in levels)
    return tuple(Needed(level, one.low, one.high) for level, one in asked if one)


def at_levels(name: str, levels: str, say: Messages) -> str:
    """Return a skill with levels as they are printed, if there are any.

    >>> from rolebook.messages import messages
    >>> [at_levels("Testing", levels, messages()) for levels in ("3–5", "4", "")]
    ['Testing, levels 3–5', 'Testing, level 4', 'Testing']
    """
    if not levels:
        return name
    if levels.isdigit():
        return say("skill-at-level", skill=name, level=levels)
    return say("skill-at-levels", skill=name, levels=levels)


def with_parts(name: str, parts: Sequence[str]) -> str:
    """Return a name with what belongs to it.

    >>> with_parts("**Optics**", ["lenses", "mirrors"])
    'Optics: lenses, mirrors'
    """
    listed = ", ".join(map(plain, parts))
    return ": ".join(filter(None, (plain(name), listed)))


def name_list(names: Sequence[str], say: Messages, most: int = _NAMED) -> str:
    """Return names as a sentence has them; those past the first few are counted.

    >>> from rolebook.messages import messages
    >>> name_list(["A", "B"], messages()), name_list(["A", "B", "C", "D", "E"], messages())
    ('A and B', 'A, B, C, and 2 more')
    """
    if len(names) <= most:
        return say.list(names)
    return say.list([*names[:most], say("more-count", count=len(names) - most)])
