"""Handbooks whose rules have possible links, whatever the linker finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rolebook.link.handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from rolebook import Handbook
    from rolebook.model import Requirement

CODES = ("ITOP", "METL")
COMPETENCES = ("use query languages",)


def with_possible(book: Handbook) -> Handbook:
    """Let each rule have two skills and a competence that it may need, unless that is decided."""
    possible = {rule.id: _left(book, rule) for rule in book.requirements}
    return replace(book, possible={id: links for id, links in possible.items() if links})


def _left(book: Handbook, rule: Requirement) -> tuple[Link, ...]:
    [own] = [text for text in book.texts if rule in text.requirements]
    said = {
        word.removeprefix("-").casefold()
        for override in own.overrides
        if override.subject.casefold() in (rule.id.casefold(), rule.explicit_id.casefold())
        for word in override.words
    }
    every = [(code, link_to(book, rule, code)) for code in (*CODES, *COMPETENCES)]
    return tuple(link for word, link in every if word.casefold() not in said)


def link_to(book: Handbook, rule: Requirement, word: str) -> Link:
    """Return a possible link that the first word of a rule makes."""
    concept = book.catalogues.of(word) or book.catalogues.competence(word)
    assert concept, word
    kind = LinkKind(book.catalogues[concept.framework].framework.kind)
    first = rule.text.split()[0].strip("*_`[](),.")
    evidence = (Evidence(first.casefold(), EvidencePlace.TEXT),)
    return Link(kind, concept.code, 0.5, evidence, concept.framework)
