"""Which persona a name means, and which roles have a name but no file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..keywords import articles
from ..model.diagnostics import Diagnostic, Severity
from ..rfc2119 import LEVELS
from ..words.digests import digest
from ..words.names import fold, slugify, without_genders
from ..words.persons import is_agent, is_group, is_person, plural_role, singular_role
from ..words.phrases import Match, Phrases, without_contained
from ..words.stopwords import OF_NAMES
from ..words.tokens import is_wide
from .handbook import Evidence, EvidencePlace, Link, LinkKind, Role
from .spelling import Spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Name, Persona, Requirement


class Kind(Enum):
    """What a name looks like, which decides where ordinary words may be that name."""

    PERSON = auto()
    """Ends with a word for a job: "Data Engineer" is someone wherever it is."""
    GROUP = auto()
    """Ends with a word for several people, or belongs to a saying: "Support Team" is a role, but
    "support teams" may be what to do."""
    AGENT = auto()
    """Ends with "Agent"."""
    THING = auto()
    """May be a thing as well: "Design System"."""
    BARE = auto()
    """Is given with "Agent" or a word like it, and may be a thing without it."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A name in the form in which texts are searched for it."""

    role: Role
    kind: Kind


class Register:
    """The roles of a handbook under all their names."""

    def __init__(
        self, by_name: Mapping[str, Role], roles: Mapping[str, Role], bare: Container[str] = ()
    ) -> None:
        """Index the roles.

        Args:
            by_name: Roles by folded name.
            roles: Roles by slug.
            bare: The folded names that have an "Agent" where they are given; see `Kind.BARE`.
        """
        self._by_name = {**{_without_and(name): role for name, role in by_name.items()}, **by_name}
        self._names = by_name
        self._roles = roles
        self._bare = bare
        self._by_language: dict[str, Phrases[_Known]] = {}

    @cached_property
    def digest(self) -> str:
        """The same for registers with equal names."""
        names = [(name, role.slug, name in self._bare) for name, role in self._names.items()]
        known = [(role.slug, role.name, role.persona is not None) for role in self._roles.values()]
        return digest((names, known))

    @cached_property
    def _known(self) -> Mapping[str, _Known]:
        return {
            name: _Known(role, Kind.BARE if name in self._bare else _kind(name))
            for name, role in self._names.items()
        }

    @cached_property
    def _phrases(self) -> Phrases[_Known]:
        agents = {
            f"{name} {agent}": _Known(role, Kind.AGENT)
            for name, role in self._names.items()
            for agent in ("agent", "agents")
        }
        known = self._known
        plurals = {plural_role(name): one for name, one in known.items() if plural_role(name)}
        # A plural names the role, too, unless another role has that name.
        forms = {**agents, **plurals, **known}
        return Phrases((_with_article(name), form) for name, form in forms.items())

    @cached_property
    def _wide(self) -> re.Pattern[str] | None:
        return _wide_names(self._known)

    def roles(self) -> Mapping[str, Role]:
        """All roles by slug: personas, then roles without a file by name."""
        return self._roles

    def find(self, name: str) -> Role | None:
        """Return the role with a title, alias or file stem as written, or with it in the plural."""
        for written in (name, singular_role(name), name.removesuffix("s"), name.removesuffix("es")):
            role = self._by_name.get(fold(written)) or self._by_name.get(
                _without_and(fold(written))
            )
            if role:
                return role
        return None

    def parts(self, name: Name) -> Iterator[Name]:
        """Yield the names of two roles that are written like one, if the first of them is known.

        "The Compass and Harvest Agent" are two, if there is a role "The Compass".
        """
        first, _, second = name.written.partition(" and ")
        if second and not self.find(name.written) and self.find(first):
            yield replace(name, written=first)
            yield replace(name, written=second)
        else:
            yield name

    def mentions(self, requirement: Requirement) -> list[Match[Role]]:
        """Return where the text of a requirement names roles."""
        text, is_duty = requirement.text, requirement.is_collaboration
        mentions: list[Match[Role]] = []
        for match in (*self._phrases.find(text), *self._in_language(requirement)):
            place = _Place(text, match.start, match.end, is_duty=is_duty)
            if _IS_MEANT[match.payload.kind](place):
                mentions.append(match.with_payload(match.payload.role))
        return without_contained(mentions)

    def _in_language(self, requirement: Requirement) -> Iterator[Match[_Known]]:
        """Yield names of a single word behind an article of the rule's language, and wide names."""
        language = requirement.language
        if articles(language):
            if language not in self._by_language:
                self._by_language[language] = Phrases(
                    (f"{article} {name}", one)
                    for name, one in self._known.items()
                    if " " not in name
                    for article in articles(language)
                )
            yield from self._by_language[language].find(requirement.text)
        if self._wide and is_wide(requirement.text):
            for found in self._wide.finditer(requirement.text):
                one = self._known[found[0]]
                yield Match(one, found.start(), found.end(), 1, has_gap=False)

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
        for name in chain.from_iterable(map(self.parts, requirement.names)):
            role = self.find(name.written)
            if role:
                named.setdefault(role.slug, name.written)
        for match in mentions:
            named.setdefault(match.payload.slug, requirement.text[match.start : match.end])
        for slug, words in named.items():
            if slug != text.slug:
                yield Link(LinkKind.COLLABORATOR, slug, 1.0, (Evidence(words, EvidencePlace.TEXT),))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words of a name are in a rule."""

    text: str
    start: int
    end: int
    is_duty: bool
    """Whether the rule is a duty, which is about other roles to begin with."""

    @property
    def is_definite(self) -> bool:
        """Whether there is an article before the words, or at their beginning."""
        return bool(_ARTICLE_BEFORE.search(self.text[: self.start]) or _ARTICLE.match(self.words))

    @property
    def has_capitals(self) -> bool:
        """Whether all words begin with capitals, and are not part of a longer name."""
        words = _WORD.findall(_ARTICLE.sub("", self.words, 1))
        if not all(word[0].isupper() or word.isdigit() for word in words if word not in _SMALL):
            return False
        following = _NEXT_WORD.match(self.text, self.end)
        return not following or following[1] in _KEYWORDS or is_agent(following[1])

    @property
    def words(self) -> str:
        """The words that may be a name."""
        return self.text[self.start : self.end]


_SMALL = OF_NAMES | {"s"}
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"the\s+(?=\S+$)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\bthe[\s*_\[\"'“‘]+$", re.IGNORECASE)
_ACRONYM = re.compile(r"^(?:[Tt]he\s+)?[A-Z\d\W]+s?$")
_SEPARATOR = re.compile(r"[-_]")
_NEXT_WORD = re.compile(r"[ -]([^\W\d_a-zß-öø-ÿ][\w-]*)")
_KEYWORDS = frozenset(word for keyword in LEVELS for word in keyword.split())


def _is_group(place: _Place) -> bool:
    return place.is_duty or place.is_definite or place.has_capitals


def _is_thing(place: _Place) -> bool:
    return place.is_duty or place.has_capitals


def _is_bare(place: _Place) -> bool:
    if place.is_duty and is_person(singular_role(place.words)):
        return True
    # An acronym has capitals wherever it is: "the API" is not the API Agent.
    return place.is_definite and place.has_capitals and not _ACRONYM.search(place.words)


_IS_MEANT: Mapping[Kind, Callable[[_Place], bool]] = {
    Kind.PERSON: lambda _: True,
    Kind.GROUP: _is_group,
    Kind.AGENT: lambda _: True,
    Kind.THING: _is_thing,
    Kind.BARE: _is_bare,
}
"""Whether words that are the same as a name mean the role, by the kind of name."""


def _kind(name: str) -> Kind:
    # Anyone can "play devil's advocate".
    if is_group(name) or " s " in name:
        return Kind.GROUP
    return Kind.PERSON if is_person(name) else Kind.THING


def _without_and(name: str) -> str:
    """Return a folded name as if it had "&", which is folded to nothing."""
    return name.replace(" and ", " ")


def _with_article(name: str) -> str:
    """Return a name as texts have it: a word such as "auditor" means the role only after "the"."""
    return name if " " in name else f"the {name}"


def _wide_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names in scripts without spaces, the longest first; None without any."""
    wide = sorted(filter(is_wide, names), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, wide))) if wide else None


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
    bare: set[str] = set()
    for persona in personas:
        role = roles[persona.slug] = Role(persona.slug, persona.name, persona)
        for name in dict.fromkeys(map(fold, (persona.title, *persona.aliases))):
            by_name.setdefault(name, role)
        bare.update(_bare_names(persona))
    missing: dict[str, Role] = {}
    written_before: dict[str, str] = {}
    known = Register(by_name, roles)
    spellings = Spellings(_proposals(personas))
    for named in chain.from_iterable(map(known.parts, _names_in_duties(personas))):
        if known.find(named.written):
            continue
        name = singular_role(named.written.removeprefix("The "))
        if is_agent(name):
            bare.add(fold(name))
        same = written_before.setdefault(_without_and(fold(name)), fold(name))
        missing.setdefault(same, Role(_free_slug(same, roles), name))
        diagnostics.append(_nobody(named, spellings.meant(name)))
    for role in sorted(missing.values(), key=lambda role: role.name):
        roles[role.slug] = role
    return Register({**by_name, **missing}, roles, bare), diagnostics


def _bare_names(persona: Persona) -> Iterator[str]:
    """Yield the names of a persona, folded, that need "Agent" or capitals to be recognised.

    These are titles that have it in the source, and file names that are no job: `data-quality.md`.
    """
    title = without_genders(persona.title)
    if is_agent(title) or any(_has_agent(heading.title, title) for heading in persona.headings):
        yield from map(fold, (title, *title.split("/")))
    stem = _SEPARATOR.sub(" ", PurePosixPath(persona.path).stem).strip()
    for alias in map(fold, filter(lambda alias: is_agent(alias) or alias == stem, persona.aliases)):
        if alias != fold(title) and not is_person(alias) and not is_group(alias):
            yield alias


def _has_agent(heading: str, title: str) -> bool:
    """Whether a heading is a title with "Agent": "The Gardener Agent - Friend of Beds"."""
    if not heading.casefold().startswith(title.casefold()):
        return False
    following = _WORD.match(heading[len(title) :].strip())
    return following is not None and is_agent(following[0])


def _proposals(personas: Iterable[Persona]) -> Iterator[tuple[str, str]]:
    """Yield every name of a persona with the one to propose for it."""
    for persona in personas:
        for name in (persona.name, *persona.aliases):
            yield name, persona.name


def _names_in_duties(personas: Iterable[Persona]) -> Iterator[Name]:
    for persona in personas:
        for duty in persona.collaborations:
            yield from duty.names


def _nobody(named: Name, meant: str) -> Diagnostic:
    """Say that no persona has a name: a note for a role without a file, a warning for a typo."""
    severity = Severity.WARNING if meant else None
    return Diagnostic.of("XR001", named.span, "", severity, name=named.written, meant=meant)


def _free_slug(folded: str, roles: Mapping[str, Role]) -> str:
    slug = slugify(folded)
    return slug if slug not in roles else f"{slug}-role"
