"""Every rule with the values of its facets, for the explorer and for search engines.

A new facet is one entry in `FACETS`, its function, its message `facet-<key>` in `explorer.ftl`,
with `.none` if it is multiple, and its field in `exports/rules.py`, which search engines filter by.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind, Origin
from ..markup import plain
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..link.handbook import Handbook, Link
    from ..model import Document, Requirement
    from ..taxonomy import Concept


NONE = "none"
"""The key that stands for no value, so that readers can ask for the rules without any."""
NO_HEADING = "no-heading"
"""The key of the category of rules above the first heading."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    key: str
    """Its name in addresses and data, unique in its facet."""
    label: str
    """What readers see; empty for `NO_HEADING`, since data holds no words of ours."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of rules to choose them by, such as their level; its words are `facet-<key>`."""

    key: str
    values: Callable[[Handbook, Requirement], Iterable[Value]]
    is_multiple: bool = False
    """Whether a rule can have several values or none, and not exactly one."""
    former: Mapping[str, str] = field(default_factory=dict)
    """From keys that addresses had in earlier versions to those of today."""


@dataclass(frozen=True, slots=True)
class Faceted:
    """A rule with the values of all its facets, and in plain words."""

    requirement: Requirement
    owner: Document
    text: str
    """The whole rule, without Markdown."""
    note: str
    changed: str
    """The day of its last revision; empty until it is locked."""
    values: Mapping[str, tuple[Value, ...]]
    """By the key of the facet."""


_FORMER_KINDS: Mapping[str, str] = {
    "of-its-own": Origin.OWN,
    "from-a-template": Origin.TEMPLATE,
    "shared-by-roles": Origin.SHARED,
    "collaboration": Origin.DUTY,
}


def _role(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    owner = book.owner(requirement.id)
    yield Value(owner.slug, owner.name)


def _level(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    yield Value(slugify(requirement.level), requirement.level.value)


def _kind(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    origin = book.origin(requirement)
    yield Value(origin, book.say(f"facet-kind-{origin}"))


def _category(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    label = requirement.category.label
    yield Value(slugify(label) if label else NO_HEADING, label)


def _skill(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for link in _named(book, requirement, LinkKind.SKILL, LinkKind.COMPETENCE):
        is_coded = book.catalogues[link.framework].framework.is_coded
        yield _skill_value(book.concept(link), is_coded=is_coded)


# More than a handbook uses of all catalogues; it saves 0.2 of the 1.4 s of the search data.
@lru_cache(maxsize=4096)
def _skill_value(concept: Concept, *, is_coded: bool) -> Value:
    label = f"{concept.code} {concept.name}" if is_coded else concept.name
    return Value(f"{concept.framework}.{slugify(concept.slug)}", label)


def _pattern(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for link in _named(book, requirement, LinkKind.PATTERN):
        yield _optional(link.target, book.patterns[link.target])


def _collaborator(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for slug in book.named_by(requirement):
        yield _optional(slug, book.roles[slug].name)


def _finding(book: Handbook, requirement: Requirement) -> Iterator[Value]:
    for code in sorted({diagnostic.code for diagnostic in book.findings.get(requirement.id, ())}):
        yield Value(code.lower(), f"{code} {book.say(f'{code}.title')}")


def _optional(slug: str, label: str) -> Value:
    """Return a value of a facet that a requirement may lack; no slug has a full stop.

    >>> _optional("none", "None").key, _optional("saga", "Saga").key
    ('none.', 'saga')
    """
    return Value(f"{NONE}." if slug == NONE else slug, label)


def _named(book: Handbook, requirement: Requirement, *kinds: LinkKind) -> Iterator[Link]:
    links = book.links.get(requirement.id, ())
    return (link for link in links if link.kind in kinds and not link.is_inferred)


FACETS: tuple[Facet, ...] = (
    Facet("level", _level),
    Facet("role", _role),
    Facet("kind", _kind, former=_FORMER_KINDS),
    Facet("category", _category),
    Facet("skill", _skill, is_multiple=True),
    Facet("pattern", _pattern, is_multiple=True),
    Facet("collaborator", _collaborator, is_multiple=True),
    Facet("finding", _finding, is_multiple=True),
)
"""In the order in which they are offered."""


def faceted(book: Handbook) -> Iterator[Faceted]:
    """Yield every rule with its values, by file and line."""
    for owner in book.texts:
        for requirement in owner.requirements:
            revisions = book.lock.revisions(requirement.id)
            values = {
                facet.key: tuple(dict.fromkeys(facet.values(book, requirement))) for facet in FACETS
            }
            yield Faceted(
                requirement,
                owner,
                text=plain(requirement.statement),
                note=plain(requirement.note),
                changed=revisions[-1].date if revisions else "",
                values=values,
            )
