"""Personas to `Handbook`: the one place where personas meet.

Each kind of link has its own module; every link carries the words that made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Document, Persona
from ..taxonomy import catalogues as bundled
from . import fitting, overrides, patterns, references, roles, skills
from .handbook import Handbook, Link, LinkKind
from .topics import Topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model import Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source
    from ..taxonomy import Catalogues

__all__ = ["link"]

_ORDER = {kind: n for n, kind in enumerate(LinkKind)}


def link(
    texts: Sequence[Document],
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    catalogues: Catalogues | None = None,
) -> Handbook:
    """Return the handbook: what was read, the links between its parts, and all problems."""
    catalogues = catalogues or bundled()
    personas = tuple(text for text in texts if isinstance(text, Persona))
    register, problems = roles.register(personas)
    topics = Topics(register.roles())
    library = references.Library(texts)
    problems += catalogues.diagnostics
    known_patterns = patterns.names(personas)
    targets = overrides.Targets(catalogues, known_patterns, register)
    links: dict[str, tuple[Link, ...]] = {}
    for text in texts:
        linker = _Linker(
            text=text,
            catalogues=catalogues,
            register=register,
            topics=topics,
            library=library,
            patterns=patterns.matcher(text),
            skills=skills.listed_skills(text, catalogues),
        )
        author = overrides.Overrides(text, targets)
        problems += author.problems
        for requirement in text.requirements:
            wanted = author.follow(requirement, linker.links(requirement))
            links[requirement.id] = tuple(sorted(wanted, key=_strength))
    return Handbook(
        sources=tuple(sources),
        personas=personas,
        documents=tuple(text for text in texts if not isinstance(text, Persona)),
        links=links,
        roles=register.roles(),
        patterns=known_patterns,
        catalogues=catalogues,
        diagnostics=tuple(sorted([*diagnostics, *problems], key=lambda d: (d.span, d.code))),
    )


@dataclass(frozen=True, slots=True)
class _Linker:
    """What the rules of one text are compared with."""

    text: Document
    catalogues: Catalogues
    register: roles.Register
    topics: Topics
    library: references.Library
    patterns: patterns.Matcher
    skills: frozenset[tuple[str, str]]

    def links(self, requirement: Requirement) -> list[Link]:
        # "The Security Officer" names a colleague; it does not say that the rule is about security.
        mentions = self.register.mentions(requirement)
        words = roles.without_names(requirement.text, mentions)
        category = requirement.category
        is_personal = fitting.is_about_people(category.label, requirement.text)
        named = list(self.register.links(requirement, mentions, self.text))
        known = {self.text.slug, *(link.target for link in named)}
        return [
            *fitting.links(self.catalogues, words, category, self.skills),
            *self.patterns.links(words, category, is_personal=is_personal),
            *named,
            *self.topics.links(requirement, words, known),
            *self.library.links(requirement, self.text),
        ]


def _strength(link: Link) -> tuple[float, int, str]:
    return -link.score, _ORDER[link.kind], link.target
