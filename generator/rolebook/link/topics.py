"""The role that a rule may concern because it mentions its topic, without naming it.

The topic of "The Database Administrator" is "database": the name without the word for the job. A
topic of two words must be in the rule; one of a single word in the title of its category as well.
A name that does not end with a job ("The Data Whisperer") has no topic. A role without a file is
left out: nothing says what it is for.
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

    from ..model import Requirement
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
    """The topics of all roles that have a file."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._single: dict[str, list[Role]] = {}
        several: list[tuple[str, Role]] = []
        for role in roles.values():
            words = topic(role.name) if role.persona else []
            if len(words) == 1:
                self._single.setdefault(word_root(words[0]), []).append(role)
            elif words:
                several.append((" ".join(words), role))
        self._several = Phrases(several)
        self._categories: dict[str, frozenset[str]] = {}

    def links(
        self, requirement: Requirement, words: str, label: str, named: Container[str]
    ) -> Iterator[Link]:
        """Yield a link to the role whose topic a rule mentions; duties name their roles.

        Of several roles, it is the one with the longest topic, or whose topic comes first.

        Args:
            requirement: The rule.
            words: Its text without the names of roles.
            label: The label of its category.
            named: Slugs of the roles it names, and of its own.
        """
        if requirement.is_collaboration:
            return
        mentioned = [match for match in self._mentioned(words, label) if match[2] not in named]
        for _, _, slug, written in sorted(mentioned)[:1]:
            evidence = (Evidence(written, EvidencePlace.TOPIC),)
            yield Link(LinkKind.COLLABORATOR, slug, SCORE, evidence)

    def _mentioned(self, words: str, label: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield topics: minus their words, the place, the slug of the role, and the words."""
        for match in self._several.find(words):
            yield -match.words, match.start, match.payload.slug, words[match.start : match.end]
        in_title = self._in_title(label)
        for word in _WORD.finditer(words) if in_title else ():
            root = word_root(word[0].casefold())
            if root in in_title:
                for role in self._single[root]:
                    yield -1, word.start(), role.slug, word[0]

    def _in_title(self, label: str) -> frozenset[str]:
        """Return the topics that are in the title of a category."""
        if label not in self._categories:
            stems = frozenset(word_root(word) for word in _WORD.findall(label.casefold()))
            self._categories[label] = stems & self._single.keys()
        return self._categories[label]


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
