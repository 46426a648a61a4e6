"""Personas to `Handbook`: the one place that looks from one persona to another.

Each kind of link is one module with one function; a link carries the words that made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Document, Persona
from ..taxonomy import catalogues as bundled
from . import fitting, overrides, patterns, references, roles, skills
from .handbook import Handbook, Link, LinkKind
from .topics import Topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    """Return the handbook: what was read, the links between its parts and everything that is wrong with it."""
    catalogues = catalogues or bundled()
    personas = tuple(text for text in texts if isinstance(text, Persona))
    register, problems = roles.register(personas)
    topics = Topics(register.roles())
    library = references.Library(texts)
    problems += [
        *catalogues.diagnostics,
        *skills.check(personas, catalogues),
        *references.check(texts, library),
    ]
    known_patterns = patterns.names(personas)
    targets = overrides.Targets(catalogues, known_patterns, register)
    links: dict[str, tuple[Link, ...]] = {}
    for text in texts:
        own_patterns = patterns.matcher(text)
        own_skills = skills.listed_skills(text, catalogues)
        author = overrides.Overrides(text, targets)
        problems += author.problems
        for requirement in text.requirements:
            # "The Security Officer" names a colleague; it does not say that the rule is about
            # security.
            mentions = register.mentions(requirement.text)
            words = roles.without_names(requirement.text, mentions)
            named = list(register.links(requirement, mentions, text))
            found = [
                *fitting.links(catalogues, words, requirement.category, own_skills),
                *own_patterns.links(
                    words,
                    requirement.category,
                    is_personal=fitting.is_about_people(
                        requirement.category.label, requirement.text
                    ),
                ),
                *named,
                *topics.links(requirement, words, {text.slug, *(one.target for one in named)}),
                *library.links(requirement, text),
            ]
            links[requirement.id] = tuple(sorted(author.follow(requirement, found), key=_strength))
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


def _strength(link: Link) -> tuple[float, int, str]:
    return -link.score, _ORDER[link.kind], link.target
