"""What actions are about, and how it is said: rules, roles, skills and patterns as topics, and names in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markup import plain
from ..views.addresses import address, pattern_address, permalink, skill_address
from ..words.names import slugify
from .records import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook, Role
    from ..model import Requirement, Skill

_NAMED = 3
"""Names in a title; further ones are counted."""


def rule_topic(rule: Requirement) -> Topic:
    """Return a rule; what introduces the list of duties says nothing about one of them."""
    words = rule.text if rule.is_collaboration else rule.statement
    return Topic(rule.id, plain(words), permalink(rule.id), rule.level, is_rule=True)


def role_topic(role: Role) -> Topic:
    """Return a role, with its place in the team where it has no page."""
    return Topic(
        role.slug, role.name, address(role.persona) if role.persona else f"team/#{role.slug}"
    )


def pattern_topic(name: str) -> Topic:
    """Return a pattern."""
    return Topic(slugify(name), name, pattern_address(slugify(name)))


def skill_topic(book: Handbook, skill: Skill) -> Topic:
    """Return a skill by its name in the catalogue, with the levels that are asked for."""
    home = book.catalogues.owner(skill.code)
    concept = home.concepts.get(skill.code) if home else None
    name = concept.name if concept else skill.name or skill.code
    asked = (
        f"{'level' if skill.low == skill.high else 'levels'} {skill.levels}" if skill.levels else ""
    )
    text = ", ".join(part for part in (name, asked) if part)
    return Topic(skill.code or slugify(name), text, skill_address(concept) if concept else "")


def with_parts(name: str, parts: Sequence[str]) -> str:
    """Return a name with what belongs to it.

    >>> with_parts("**Optics**", ["lenses", "mirrors"])
    'Optics: lenses, mirrors'
    """
    return ": ".join(text for text in (plain(name), ", ".join(map(plain, parts))) if text)


def in_words(names: Sequence[str], most: int = _NAMED) -> str:
    """Return names as a sentence has them; those past the first few are counted.

    >>> in_words(["A", "B"]), in_words(["A", "B", "C", "D", "E"])
    ('A and B', 'A, B, C and 2 more')
    """
    shown = list(names) if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
