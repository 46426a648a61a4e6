"""Roles that a rule may concern because it speaks of their topic, though it does not name them.

The topic of "The Database Administrator" is "database": what is left of the name without the word
for the job. A topic of two words must stand in the rule; one of a single word also in the title of
its category. A name whose last word is no job ("The Data Whisperer") has no topic that could be
told from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..words.names import fold
from ..words.phrases import Phrases
from .handbook import Evidence, Link, LinkKind
from .patterns import stem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from ..model import Category, Requirement
    from .handbook import Role

SCORE = 0.3
"""Below every link that a name or a pattern's words make."""
_WORD = re.compile(r"[^\W\d_]+")
_JOBS = frozenset(
    {
        "administrator", "admin", "analyst", "architect", "consultant", "coordinator", "designer", "developer",
        "director", "engineer", "expert", "lead", "manager", "officer", "operator", "programmer", "scientist",
        "specialist", "technician", "writer",
    }
)  # fmt: skip
_VAGUE = frozenset(
    {
        "application", "business", "chief", "data", "digital", "full", "general", "head", "human",
        "information", "junior", "lead", "principal", "process", "product", "program", "project", "quality",
        "senior", "service", "software", "solution", "stack", "staff", "system", "systems", "team", "technical",
        "technology", "user",
    }
)  # fmt: skip
"""Words that stand in rules about anything."""


class Topics:
    """The topics of all roles."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._single: dict[str, list[Role]] = {}
        several: list[tuple[str, Role]] = []
        for role in roles.values():
            words = topic(role.name)
            if len(words) == 1:
                self._single.setdefault(stem(words[0]), []).append(role)
            elif words:
                several.append((" ".join(words), role))
        self._several = Phrases(several)
        self._categories: dict[str, frozenset[str]] = {}

    def links(self, requirement: Requirement, words: str, named: Container[str]) -> Iterator[Link]:
        """Yield a link to every role whose topic a rule speaks of; duties say themselves whom they are for.

        Args:
            requirement: The rule.
            words: Its text without the names of roles.
            named: Slugs of the roles it names, and of its own.
        """
        if requirement.is_collaboration:
            return
        found: dict[str, str] = {}
        for match in self._several.find(words):
            found.setdefault(match.payload.slug, words[match.start : match.end])
        on_shelf = self._on_shelf(requirement.category)
        if on_shelf:
            for word in _WORD.findall(words):
                root = stem(word.casefold())
                for role in self._single[root] if root in on_shelf else ():
                    found.setdefault(role.slug, word)
        for slug, written in found.items():
            if slug not in named:
                yield Link(LinkKind.COLLABORATOR, slug, SCORE, (Evidence(written, "topic"),))

    def _on_shelf(self, category: Category) -> frozenset[str]:
        """Return the topics that the title of a category holds."""
        if category.label not in self._categories:
            stems = frozenset(stem(word) for word in _WORD.findall(category.label.casefold()))
            self._categories[category.label] = stems & self._single.keys()
        return self._categories[category.label]


def topic(name: str) -> list[str]:
    """Return the words of a role's name that say what it is about, or nothing.

    >>> topic("Database Administrator"), topic("Site Reliability Engineer")
    (['database'], ['site', 'reliability'])
    >>> topic("Data Whisperer"), topic("Product Manager"), topic("Full Stack Developer")
    ([], [], [])
    """
    *words, job = fold(name).split() or [""]
    if job not in _JOBS or all(word in _VAGUE for word in words):
        return []
    return words
