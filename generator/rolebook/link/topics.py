"""Roles that a rule may concern because it mentions their topic, without naming them.

The topic of "The Database Administrator" is "database": the name without the word for the job. A
topic of two words must be in the rule; one of a single word in the title of its category as well.
A name that does not end with a job ("The Data Whisperer") has no topic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..words.names import fold
from ..words.phrases import Phrases
from ..words.stems import word_root
from .handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from ..model import Category, Requirement
    from .handbook import Role

# Below every link that a name or the words of a pattern make.
SCORE = 0.3
_WORD = re.compile(r"[^\W\d_]+")
_JOBS_WORDS = """
    administrator admin analyst architect consultant coordinator designer developer director
    engineer expert lead manager officer operator programmer scientist specialist technician writer
"""
_JOBS = frozenset(_JOBS_WORDS.split())
_VAGUE_WORDS = """
    application business chief data digital full general head human information junior lead
    principal process product program project quality senior service software solution stack staff
    system systems team technical technology user
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
"""Words that are in rules about anything."""


class Topics:
    """The topics of all roles."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._single: dict[str, list[Role]] = {}
        several: list[tuple[str, Role]] = []
        for role in roles.values():
            words = topic(role.name)
            if len(words) == 1:
                self._single.setdefault(word_root(words[0]), []).append(role)
            elif words:
                several.append((" ".join(words), role))
        self._several = Phrases(several)
        self._categories: dict[str, frozenset[str]] = {}

    def links(self, requirement: Requirement, words: str, named: Container[str]) -> Iterator[Link]:
        """Yield a link to every role whose topic a rule mentions; duties name their roles.

        Args:
            requirement: The rule.
            words: Its text without the names of roles.
            named: Slugs of the roles it names, and of its own.
        """
        if requirement.is_collaboration:
            return
        mentioned: dict[str, str] = {}
        for match in self._several.find(words):
            mentioned.setdefault(match.payload.slug, words[match.start : match.end])
        in_title = self._in_title(requirement.category)
        for word in _WORD.findall(words) if in_title else ():
            root = word_root(word.casefold())
            if root in in_title:
                for role in self._single[root]:
                    mentioned.setdefault(role.slug, word)
        for slug, written in mentioned.items():
            if slug not in named:
                yield Link(
                    LinkKind.COLLABORATOR, slug, SCORE, (Evidence(written, EvidencePlace.TOPIC),)
                )

    def _in_title(self, category: Category) -> frozenset[str]:
        """Return the topics that are in the title of a category."""
        if category.label not in self._categories:
            stems = frozenset(word_root(word) for word in _WORD.findall(category.label.casefold()))
            self._categories[category.label] = stems & self._single.keys()
        return self._categories[category.label]


def topic(name: str) -> list[str]:
    """Return the words of a role's name for its topic, or nothing.

    >>> topic("Database Administrator"), topic("Site Reliability Engineer")
    (['database'], ['site', 'reliability'])
    >>> topic("Data Whisperer"), topic("Product Manager"), topic("Full Stack Developer")
    ([], [], [])
    """
    *words, job = fold(name).split() or [""]
    if job not in _JOBS or all(word in _VAGUE for word in words):
        return []
    return words
