"""What authors say about links in their front matter: it wins over whatever was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..words.names import did_you_mean, fold, slugify
from .handbook import Evidence, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document, Override, Requirement
    from ..taxonomy import Catalogues
    from .roles import Register

_NOTHING = "none"
_SURE = 1.0
_FOUND = (LinkKind.SKILL, LinkKind.COMPETENCE, LinkKind.PATTERN)
"""Kinds of links that are found by their words, which `none` clears; who names a colleague means it."""


class Targets:
    """Everything that a word of an override can mean."""

    def __init__(
        self, catalogues: Catalogues, patterns: Mapping[str, str], register: Register
    ) -> None:
        self._catalogues = catalogues
        self._patterns = patterns
        self._register = register

    def find(self, word: str) -> Link | None:
        """Return a link to the skill, competence, pattern or role that a word names."""
        evidence = (Evidence(word, "author"),)
        concept = self._catalogues.of(word.upper()) or self._catalogues.competence(word)
        if concept:
            kind = LinkKind(self._catalogues[concept.framework].framework.kind)
            return Link(kind, concept.code, _SURE, evidence, concept.framework)
        if slugify(word) in self._patterns:
            return Link(LinkKind.PATTERN, slugify(word), _SURE, evidence)
        role = self._register.find(word)
        return Link(LinkKind.COLLABORATOR, role.slug, _SURE, evidence) if role else None

    def near(self, word: str) -> str:
        """Return what may have been meant, or nothing."""
        coded = [
            code for one in self._catalogues if one.framework.is_coded for code in one.concepts
        ]
        known = [
            *coded,
            *self._patterns.values(),
            *(role.name for role in self._register.roles().values()),
        ]
        return did_you_mean(word, known)


@dataclass(frozen=True, slots=True)
class _Wish:
    """An override that can be followed."""

    clears: bool
    added: tuple[Link, ...]
    removed: frozenset[tuple[LinkKind, str]]

    def follow(self, found: Sequence[Link]) -> list[Link]:
        said = {(link.kind, link.target): link for link in self.added}
        kept = [
            link
            for link in found
            if (link.kind, link.target) not in self.removed | said.keys()
            and not (self.clears and link.kind in _FOUND)
        ]
        return [*self.added, *kept]


class Overrides:
    """What one author says about the links of one file."""

    def __init__(self, text: Document, targets: Targets) -> None:
        self.problems: list[Diagnostic] = []
        self._by_id: dict[str, _Wish] = {}
        self._by_category: dict[str, _Wish] = {}
        ids = {id.casefold(): r.id for r in text.requirements for id in (r.id, r.explicit_id) if id}
        titles = {name for category in text.categories for name in _names(category)}
        for override in text.overrides:
            wish = self._wish(override, targets)
            if override.subject.casefold() in ids:
                self._by_id[ids[override.subject.casefold()]] = wish
            elif fold(override.subject) in titles:
                self._by_category[fold(override.subject)] = wish
            else:
                message = f"{override.subject!r} in 'links' is no id and no category of this file"
                self._report(
                    override, message, did_you_mean(override.subject, [*ids.values(), *titles])
                )

    def follow(self, requirement: Requirement, found: Sequence[Link]) -> Sequence[Link]:
        """Return the links of a requirement as its author wants them; what is said of the rule itself comes last."""
        for wish in self._wishes(requirement):
            found = wish.follow(found)
        return found

    def _wishes(self, requirement: Requirement) -> Iterator[_Wish]:
        if self._by_category:
            names = (name for name in _names(requirement.category) if name in self._by_category)
            yield from (self._by_category[name] for name in list(names)[:1])
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
                message = f"{name!r} in 'links' is no skill, competence, pattern or role"
                self._report(override, message, targets.near(name))
            elif word.startswith("-"):
                removed.add((link.kind, link.target))
            else:
                added[link.kind, link.target] = link
        clears = any(word.casefold() == _NOTHING for word in override.words)
        return _Wish(clears, tuple(added.values()), frozenset(removed))

    def _report(self, override: Override, message: str, help: str) -> None:
        self.problems.append(Diagnostic("XR020", override.span, message, help))


def _names(category: Category) -> tuple[str, str]:
    return fold(category.title), fold(category.label)
