"""Which persona a name means, and which roles are named without having a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Span
from ..words.names import fold, slugify
from ..words.phrases import Phrases, without_contained
from .handbook import Evidence, Link, LinkKind, Role
from .spelling import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Name, Persona, Requirement
    from ..words.phrases import Match

_PERSONS = re.compile(
    r"((?:er|or|ist|ant|ent|ian|yst|ect|ead|ee|ive|ard|ert|erk|champion|coach|chief|aide|nurse))(?:(?<=ch)es|s)$",
    re.IGNORECASE,
)
"""Endings of words for persons in the plural: "Operations" and "Sales" are none."""


class Register:
    """The roles of a handbook under all their names."""

    def __init__(self, by_name: Mapping[str, Role], roles: Mapping[str, Role]) -> None:
        self._by_name = by_name
        self._roles = roles
        # A single word such as "Auditor" means the role only behind "the": it may be an ordinary
        # word. A plural names the role, too, unless there is another role of that name.
        plurals = {plural: role for name, role in by_name.items() for plural in _plurals(name)}
        names = {**plurals, **by_name}
        self._phrases = Phrases(
            (name if " " in name else f"the {name}", role) for name, role in names.items()
        )

    def roles(self) -> Mapping[str, Role]:
        """All roles by slug: personas first, then roles without a file, each by name."""
        return self._roles

    def find(self, name: str) -> Role | None:
        """Return the role that a written name means: by title, alias or file stem, also in the plural."""
        folded = fold(name)
        singulars = (folded.removesuffix(ending) for ending in ("s", "es"))
        return self._by_name.get(folded) or next(
            (self._by_name[one] for one in singulars if one in self._by_name), None
        )

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
        found: dict[str, str] = {}
        for name in requirement.names:
            role = self.find(name.written)
            if role:
                found.setdefault(role.slug, name.written)
        for match in without_contained(mentions):
            found.setdefault(match.payload.slug, requirement.text[match.start : match.end])
        for slug, words in found.items():
            if slug != text.slug:
                yield Link(LinkKind.COLLABORATOR, slug, 1.0, (Evidence(words, "text"),))


def singular(name: str) -> str:
    """Return the role that several people have; what is no plural of a person stays.

    >>> singular("Data Scientists"), singular("Agile Coaches"), singular("Head of Operations"), singular("Sales")
    ('Data Scientist', 'Agile Coach', 'Head of Operations', 'Sales')
    """
    return _PERSONS.sub(r"\1", name)


def _plurals(name: str) -> tuple[str, ...]:
    return (
        ()
        if name.endswith("s")
        else (f"{name}es",)
        if name.endswith(("ch", "x"))
        else (f"{name}s",)
    )


def without_names(text: str, mentions: Iterable[Match[Role]]) -> str:
    """Return a text with the names of roles blanked out."""
    for match in mentions:
        text = f"{text[: match.start]}{' ' * (match.end - match.start)}{text[match.end :]}"
    return text


def register(personas: Sequence[Persona]) -> tuple[Register, list[Diagnostic]]:
    """Index personas by name, alias and stem, and add the roles that duties name without there being a file."""
    diagnostics: list[Diagnostic] = []
    by_name: dict[str, Role] = {}
    roles: dict[str, Role] = {}
    for persona in personas:
        role = roles[persona.slug] = Role(persona.slug, persona.name, persona)
        for name in dict.fromkeys(map(fold, (persona.title, *persona.aliases))):
            other = by_name.setdefault(name, role)
            if other is not role and other.persona:
                span = persona.headings[0].span if persona.headings else Span(persona.path, 1)
                message = f"{name!r} is also a name of {other.persona.path}"
                diagnostics.append(
                    Diagnostic("XR002", span, message, "give one of them an alias of its own")
                )
    missing: dict[str, Role] = {}
    known = Register(by_name, roles)
    spellings = Spellings((name, one.name) for one in personas for name in (one.name, *one.aliases))
    for persona in personas:
        for duty, named in ((one, name) for one in persona.collaborations for name in one.names):
            found = by_name.get(fold(named.written))
            if found is roles[persona.slug] and _is_owed(duty, named):
                message = (
                    f"a duty of {persona.name!r} names {named.written!r}, which is the role itself"
                )
                help = (
                    "name the role that is meant, or move the rule out of the collaborators section"
                )
                diagnostics.append(Diagnostic("XR008", named.span, message, help))
            if found or known.find(named.written):
                continue
            name = singular(named.written.removeprefix("The "))
            folded = fold(name)
            missing.setdefault(folded, Role(_free_slug(folded, roles), name))
            diagnostics.append(_nobody(named, spellings.meant(name)))
    for role in sorted(missing.values(), key=lambda role: role.name):
        roles[role.slug] = role
    return Register({**by_name, **missing}, roles), diagnostics


def _is_owed(duty: Requirement, name: Name) -> bool:
    """Whether the name stands behind the keyword: before it, it says who has the duty."""
    behind = duty.raw.partition(duty.keyword)[2]
    return name.written.removeprefix("The ") in " ".join(behind.split())


def _nobody(named: Name, meant: str) -> Diagnostic:
    """Say that no persona has a name; a role still to be written is no problem, a misspelled one is."""
    message = f"no persona is called {named.written!r}"
    if meant:
        help = f"did you mean {meant!r}?"
        return Diagnostic("XR001", named.span, message, help, Severity.WARNING)
    help = "add a persona file, or an alias to the one that is meant"
    return Diagnostic("XR001", named.span, message, help)


def _free_slug(folded: str, roles: Mapping[str, Role]) -> str:
    slug = slugify(folded)
    return slug if slug not in roles else f"{slug}-role"
