"""Which persona a name means, and which roles have a name but no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..words.names import fold, slugify
from ..words.phrases import Phrases, without_contained
from .handbook import Evidence, EvidencePlace, Link, LinkKind, Role
from .spelling import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Name, Persona, Requirement
    from ..words.phrases import Match

_PERSONS = re.compile(
    r"((?:er|or|ist|ant|ent|ian|yst|ect|ead|ee|ive|ard|ert|erk|champion|coach|chief|aide|nurse))"
    r"(?:(?<=ch)es|s)$",
    re.IGNORECASE,
)
"""Endings of plural words for people, which "Operations" and "Sales" don't have."""


class Register:
    """The roles of a handbook under all their names."""

    def __init__(self, by_name: Mapping[str, Role], roles: Mapping[str, Role]) -> None:
        self._by_name = by_name
        self._roles = roles
        names: dict[str, Role] = {}
        for name, role in by_name.items():
            plural = _plural(name)
            if plural:
                names[plural] = role
        # A plural names the role, too, unless another role has that name.
        names |= by_name
        self._phrases = Phrases((_with_article(name), role) for name, role in names.items())

    def roles(self) -> Mapping[str, Role]:
        """All roles by slug: personas, then roles without a file by name."""
        return self._roles

    def find(self, name: str) -> Role | None:
        """Return the role with a title, alias or file stem as written, or with it in the plural."""
        folded = fold(name)
        for name in (folded, folded.removesuffix("s"), folded.removesuffix("es")):
            if name in self._by_name:
                return self._by_name[name]
        return None

    def mentions(self, text: str) -> list[Match[Role]]:
        """Return where a text names roles."""
        return self._phrases.find(text)

    def links(
        self, requirement: Requirement, mentions: Sequence[Match[Role]], text: Document
    ) -> Iterator[Link]:
        """Yield a link to every role that a requirement names, except to its own.

        Args:
            requirement: The requirement.
            mentions: The names in its text; see `mentions`.
            text: The persona or document it belongs to.
        """
        named: dict[str, str] = {}
        for name in requirement.names:
            role = self.find(name.written)
            if role:
                named.setdefault(role.slug, name.written)
        for match in without_contained(mentions):
            named.setdefault(match.payload.slug, requirement.text[match.start : match.end])
        for slug, words in named.items():
            if slug != text.slug:
                yield Link(LinkKind.COLLABORATOR, slug, 1.0, (Evidence(words, EvidencePlace.TEXT),))


def singular(name: str) -> str:
    """Return the name of the role that several people have; other names stay as they are.

    >>> singular("Data Scientists"), singular("Agile Coaches")
    ('Data Scientist', 'Agile Coach')
    >>> singular("Head of Operations"), singular("Sales")
    ('Head of Operations', 'Sales')
    """
    return _PERSONS.sub(r"\1", name)


def _plural(name: str) -> str:
    """Return the plural of a role's name; nothing for one that ends like a plural already."""
    if name.endswith("s"):
        return ""
    return f"{name}es" if name.endswith(("ch", "x")) else f"{name}s"


def _with_article(name: str) -> str:
    """Return a name as texts have it: a word such as "auditor" means the role only after "the"."""
    return name if " " in name else f"the {name}"


def without_names(text: str, mentions: Iterable[Match[Role]]) -> str:
    """Return a text with spaces instead of the names of roles."""
    for match in mentions:
        text = f"{text[: match.start]}{' ' * (match.end - match.start)}{text[match.end :]}"
    return text


def register(personas: Sequence[Persona]) -> tuple[Register, list[Diagnostic]]:
    """Index personas by name, alias and stem, and add the roles that duties name without a file."""
    diagnostics: list[Diagnostic] = []
    by_name: dict[str, Role] = {}
    roles: dict[str, Role] = {}
    for persona in personas:
        role = roles[persona.slug] = Role(persona.slug, persona.name, persona)
        for name in dict.fromkeys(map(fold, (persona.title, *persona.aliases))):
            by_name.setdefault(name, role)
    missing: dict[str, Role] = {}
    known = Register(by_name, roles)
    spellings = Spellings(_proposals(personas))
    for persona in personas:
        for _, named in _names_in_duties(persona):
            if by_name.get(fold(named.written)) or known.find(named.written):
                continue
            name = singular(named.written.removeprefix("The "))
            folded = fold(name)
            missing.setdefault(folded, Role(_free_slug(folded, roles), name))
            diagnostics.append(_nobody(named, spellings.meant(name)))
    for role in sorted(missing.values(), key=lambda role: role.name):
        roles[role.slug] = role
    return Register({**by_name, **missing}, roles), diagnostics


def _proposals(personas: Iterable[Persona]) -> Iterator[tuple[str, str]]:
    """Yield every name of a persona with the one to propose for it."""
    for persona in personas:
        for name in (persona.name, *persona.aliases):
            yield name, persona.name


def _names_in_duties(persona: Persona) -> Iterator[tuple[Requirement, Name]]:
    for duty in persona.collaborations:
        for name in duty.names:
            yield duty, name


def _nobody(named: Name, meant: str) -> Diagnostic:
    """Say that no persona has a name: a note for a role without a file, a warning for a typo."""
    severity = Severity.WARNING if meant else None
    return Diagnostic.of("XR001", named.span, "", severity, name=named.written, meant=meant)


def _free_slug(folded: str, roles: Mapping[str, Role]) -> str:
    slug = slugify(folded)
    return slug if slug not in roles else f"{slug}-role"
