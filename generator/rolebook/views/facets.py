"""Every requirement with the values that one can choose it by: its facets, for the explorer and for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind, Origin
from ..markup import plain
from ..model.diagnostics import CODES
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..link.handbook import Handbook, Link
    from ..model import Document, Requirement


NONE = "none"
"""The key that stands for no value, so that one can ask for the rules without any."""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a facet can be."""

    key: str
    """Its name in addresses, unique in its facet."""
    label: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A question with a few answers that every requirement can be asked."""

    key: str
    title: str
    values: Callable[[Handbook, Requirement], Iterable[Value]]
    none: str = ""
    """What a requirement without any value is called; empty where each has exactly one."""

    @property
    def is_multiple(self) -> bool:
        """Whether a requirement can have several values, or none."""
        return bool(self.none)


@dataclass(frozen=True, slots=True)
class Faceted:
    """A requirement with the values of all its facets, and in plain words."""

    requirement: Requirement
    home: Document
    text: str
    """What it says on its own, without Markdown."""
    note: str
    changed: str
    """The day of its last revision; empty until it is locked."""
    values: Mapping[str, tuple[Value, ...]]
    """By the key of the facet."""


KINDS: Mapping[Origin, str] = {
    Origin.OWN: "Of its own",
    Origin.TEMPLATE: "From a template",
    Origin.SHARED: "Shared by roles",
    Origin.DUTY: "Collaboration",
}


def _role(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    home = book.owner(requirement.id)
    yield Value(home.slug, home.name)


def _level(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    yield Value(slugify(requirement.level), requirement.level.value)


def _kind(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    origin = book.origin(requirement)
    yield Value(slugify(KINDS[origin]), KINDS[origin])


def _category(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    label = requirement.category.label or "No heading"
    yield Value(slugify(label), label)


def _skill(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for link in _named(book, requirement, LinkKind.SKILL, LinkKind.COMPETENCE):
        concept = book.concept(link)
        is_coded = book.catalogues[link.framework].framework.is_coded
        label = f"{concept.code} {concept.name}" if is_coded else concept.name
        yield Value(f"{link.framework}.{slugify(concept.slug)}", label)


def _pattern(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for link in _named(book, requirement, LinkKind.PATTERN):
        yield _optional(link.target, book.patterns[link.target])


def _collaborator(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for slug in book.named_by(requirement):
        yield _optional(slug, book.roles[slug].name)


def _finding(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for code in sorted({diagnostic.code for diagnostic in book.findings.get(requirement.id, ())}):
        yield Value(code.lower(), f"{code} {CODES[code].name}")


def _optional(slug: str, label: str) -> Value:
    """Return a value of a facet that a requirement may lack; no slug has a full stop.

    >>> _optional("none", "None").key, _optional("saga", "Saga").key
    ('none.', 'saga')
    """
    return Value(f"{NONE}." if slug == NONE else slug, label)


def _named(book: Handbook, requirement: Requirement, *kinds: LinkKind) -> Iterator[Link]:
    return (link for link in book.sure_links(requirement.id) if link.kind in kinds)


FACETS: tuple[Facet, ...] = (
    Facet("level", "Level", _level),
    Facet("role", "Role", _role),
    Facet("kind", "Kind", _kind),
    Facet("category", "Category", _category),
    Facet("skill", "Skill", _skill, "No skill"),
    Facet("pattern", "Pattern", _pattern, "No pattern"),
    Facet("collaborator", "Collaborator", _collaborator, "Nobody named"),
    Facet("finding", "Finding", _finding, "Nothing found"),
)
"""In the order in which they are offered."""


def faceted(book: Handbook) -> Iterator[Faceted]:
    """Yield every requirement with its values, by file and line."""
    for home in book.texts:
        for requirement in home.requirements:
            revisions = book.lock.revisions(requirement.id)
            values = {
                facet.key: tuple(dict.fromkeys(facet.values(book, requirement))) for facet in FACETS
            }
            yield Faceted(
                requirement,
                home,
                text=plain(requirement.statement),
                note=plain(requirement.note),
                changed=revisions[-1].date if revisions else "",
                values=values,
            )
