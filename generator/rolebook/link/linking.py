"""One text to the links of its rules, and the key under which these can be kept.

The links of a text depend on its words, on the catalogues, on the names of all roles, and on the
few IDs and paths that it names. So an edit of one persona leaves those of the others as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Persona
from ..model.remembering import remembered
from ..words.digests import digest
from . import fitting, overrides, patterns, roles, skills
from .grading import MOST_POSSIBLE, Graded
from .handbook import Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model import Document, Requirement
    from ..taxonomy import Catalogues
    from .references import Library
    from .topics import Topics

_ORDER = {kind: n for n, kind in enumerate(LinkKind)}


@dataclass(frozen=True, slots=True)
class TextLinks:
    """The links of one text; plain data, which can be kept."""

    links: tuple[tuple[Link, ...], ...]
    """The evident ones of each rule, the strongest first, in the order of the rules."""
    possible: tuple[tuple[Link, ...], ...]
    """The possible ones of each rule, in the same order."""
    ids: tuple[tuple[str, bool], ...]
    """What its rules name that looks like the ID of a rule, and whether it is one."""
    targets: tuple[tuple[str, str], ...]
    """The addresses and paths in its rules, and the path of the text that each leads to, if any."""


@dataclass(frozen=True)
class Linking:
    """What all texts are compared with."""

    catalogues: Catalogues
    register: roles.Register
    topics: Topics
    library: Library
    patterns: Mapping[str, str]
    """From the slug to the name of every pattern that a persona lists."""

    @cached_property
    def digest(self) -> str:
        """The same for equal catalogues and equal names of roles."""
        return digest([self.catalogues.digest, self.register.digest])

    @cached_property
    def targets(self) -> overrides.Targets:
        """What authors can name in the front matter."""
        return overrides.Targets(self.catalogues, self.patterns, self.register)

    def key(self, text: Document) -> str:
        """Return the key of a text's links: that of its words and of what they are compared with.

        Links under this key may still be stale, see `is_current`.
        """
        among = sorted(self.patterns) if text.overrides else []
        return digest([_digest_of_text(text), self.digest, among])

    def is_current(self, links: TextLinks, text: Document) -> bool:
        """Whether the IDs and paths that a text names still lead to where they led."""
        return all(self.library.has(id) == is_known for id, is_known in links.ids) and all(
            self.library.path(target, text.path) == path for target, path in links.targets
        )


def links_of_text(text: Document, linking: Linking) -> TextLinks:
    """Return the links of a text: those that its words make, as its author changed them."""
    linker = _Linker(
        text=text,
        linking=linking,
        patterns=patterns.matcher(text),
        skills=skills.listed_skills(text, linking.catalogues),
    )
    author = overrides.Overrides(text, linking.targets) if text.overrides else None
    links: list[tuple[Link, ...]] = []
    possible: list[tuple[Link, ...]] = []
    for requirement in text.requirements:
        evident, maybe = linker.links(requirement)
        wanted = author.follow(requirement, evident) if author else evident
        links.append(tuple(sorted(wanted, key=_strength) if len(wanted) > 1 else wanted))
        possible.append(tuple(author.undecided(requirement, maybe) if author else maybe))
    library = linking.library
    named = {word: None for rule in text.requirements for word in library.named(rule)}
    targets = {target: None for rule in text.requirements for target in library.targets(rule)}
    return TextLinks(
        tuple(links),
        tuple(possible),
        tuple((id, library.has(id)) for id in named),
        tuple((target, library.path(target, text.path)) for target in targets),
    )


@dataclass(frozen=True, slots=True)
class _Linker:
    """What the rules of one text are compared with."""

    text: Document
    linking: Linking
    patterns: patterns.Matcher
    skills: frozenset[tuple[str, str]]

    def links(self, requirement: Requirement) -> Graded:
        """Return the links of a rule; of the possible ones, skills come first."""
        linking = self.linking
        # "The Security Officer" names a colleague; it does not say that the rule is about security.
        mentions = linking.register.mentions(requirement)
        words = roles.without_names(requirement.text, mentions)
        label = requirement.category.label
        is_personal = fitting.is_about_people(label, requirement.text)
        named = list(linking.register.links(requirement, mentions, self.text))
        known = {self.text.slug, *(link.target for link in named)}
        fitted = fitting.links(linking.catalogues, words, label, self.skills)
        patterns = self.patterns.graded(words, label, is_personal=is_personal)
        evident = [
            *fitted.evident,
            *patterns.evident,
            *named,
            *linking.topics.links(requirement, words, label, known),
            *linking.library.links(requirement, self.text),
        ]
        return Graded(evident, (*fitted.possible, *patterns.possible)[:MOST_POSSIBLE])


def _strength(link: Link) -> tuple[float, int, str]:
    return -link.score, _ORDER[link.kind], link.target


@remembered
def _digest_of_text(text: Document) -> str:
    return digest(list(_linked(text)))


def _linked(text: Document) -> Iterator[object]:
    """Yield all that the links of a text depend on."""
    yield text.kind, text.path, text.slug
    yield [(override.subject, override.words) for override in text.overrides]
    yield [category.title for category in text.categories] if text.overrides else []
    if isinstance(text, Persona):
        yield [(pattern.name, pattern.detail) for pattern in text.patterns]
        yield [skill.code for skill in text.skills]
        yield [(competence.name, competence.examples) for competence in text.competences]
    for rule in text.requirements:
        yield (
            *(rule.id, rule.explicit_id, rule.text, rule.note, rule.category.title),
            *(rule.is_collaboration, rule.language, [name.written for name in rule.names]),
        )
