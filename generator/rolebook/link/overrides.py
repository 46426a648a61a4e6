"""What authors say about links in their front matter; it overrules what their words say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..words.names import closest, fold, slugify
from .handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document, Override, Requirement
    from ..taxonomy import Catalogues
    from .roles import Register

_NOTHING = "none"
_SURE = 1.0
# Links that words make, which `none` clears. A colleague who is named is always meant.
_FROM_WORDS = (LinkKind.SKILL, LinkKind.COMPETENCE, LinkKind.PATTERN)


class Targets:
    """Everything that an override can name."""

    def __init__(
        self, catalogues: Catalogues, patterns: Mapping[str, str], register: Register
    ) -> None:
        self._catalogues = catalogues
        self._patterns = patterns
        self._register = register

    def find(self, word: str) -> Link | None:
        """Return a link to the skill, competence, pattern or role that a word names."""
        evidence = (Evidence(word, EvidencePlace.AUTHOR),)
        concept = self._catalogues.called(word)
        if concept:
            kind = LinkKind(self._catalogues[concept.framework].framework.kind)
            return Link(kind, concept.code, _SURE, evidence, concept.framework)
        if slugify(word) in self._patterns:
            return Link(LinkKind.PATTERN, slugify(word), _SURE, evidence)
        role = self._register.find(word)
        return Link(LinkKind.COLLABORATOR, role.slug, _SURE, evidence) if role else None

    def near(self, word: str) -> str:
        """Return what may have been meant, or nothing."""
        coded = (one.concepts for one in self._catalogues if one.framework.is_coded)
        roles = (role.name for role in self._register.roles().values())
        return closest(word, [*chain.from_iterable(coded), *self._patterns.values(), *roles])


@dataclass(frozen=True, slots=True)
class _Wish:
    """What an author says about the links of one rule or category."""

    clears: bool
    added: tuple[Link, ...]
    removed: frozenset[tuple[LinkKind, str]]

    def follow(self, links: Sequence[Link]) -> list[Link]:
        overruled = self.removed.union((link.kind, link.target) for link in self.added)
        kept = [link for link in links if (link.kind, link.target) not in overruled]
        if self.clears:
            kept = [link for link in kept if link.kind not in _FROM_WORDS]
        return [*self.added, *kept]


class Overrides:
    """What one author says about the links of one file."""

    def __init__(self, text: Document, targets: Targets) -> None:
        self.problems: list[Diagnostic] = []
        self._by_id: dict[str, _Wish] = {}
        self._by_category: dict[str, _Wish] = {}
        ids = _ids(text)
        titles = set(chain.from_iterable(map(_names, text.categories)))
        for override in text.overrides:
            wish = self._wish(override, targets)
            if override.subject.casefold() in ids:
                self._by_id[ids[override.subject.casefold()]] = wish
            elif fold(override.subject) in titles:
                self._by_category[fold(override.subject)] = wish
            else:
                meant = closest(override.subject, [*ids.values(), *titles])
                self._report(override, "subject", subject=override.subject, meant=meant)

    def follow(self, requirement: Requirement, links: Sequence[Link]) -> Sequence[Link]:
        """Return the links of a requirement with its author's changes.

        What the author says about the rule itself overrules what is said about its category.
        """
        for wish in self._wishes(requirement):
            links = wish.follow(links)
        return links

    def undecided(self, requirement: Requirement, links: Sequence[Link]) -> Sequence[Link]:
        """Return the possible links of a requirement about which its author says nothing."""
        for wish in self._wishes(requirement):
            decided = wish.removed.union((link.kind, link.target) for link in wish.added)
            links = () if wish.clears else links
            links = [link for link in links if (link.kind, link.target) not in decided]
        return links

    def _wishes(self, requirement: Requirement) -> Iterator[_Wish]:
        title, label = _names(requirement.category)
        of_category = self._by_category.get(title) or self._by_category.get(label)
        if of_category:
            yield of_category
        if requirement.id in self._by_id:
            yield self._by_id[requirement.id]

    def _wish(self, override: Override, targets: Targets) -> _Wish:
        added: dict[tuple[LinkKind, str], Link] = {}
        removed: set[tuple[LinkKind, str]] = set()
        for word in override.words:
            if word.casefold() == _NOTHING:
                continue
            name = word.removeprefix("-").strip()
            link = targets.find(name)
            if link is None:
                self._report(override, "word", word=name, meant=targets.near(name))
            elif word.startswith("-"):
                removed.add((link.kind, link.target))
            else:
                added[link.kind, link.target] = link
        clears = any(word.casefold() == _NOTHING for word in override.words)
        return _Wish(clears, tuple(added.values()), frozenset(removed))

    def _report(self, override: Override, variant: str, **values: object) -> None:
        self.problems.append(Diagnostic.of("XR020", override.span, variant, **values))


def _ids(text: Document) -> dict[str, str]:
    """Return the IDs of a text's rules, by all that an author can call them, without case."""
    ids: dict[str, str] = {}
    for requirement in text.requirements:
        for id in (requirement.id, requirement.explicit_id):
            if id:
                ids[id.casefold()] = requirement.id
    return ids


def _names(category: Category) -> tuple[str, str]:
    return fold(category.title), fold(category.label)
