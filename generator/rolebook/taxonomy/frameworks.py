"""What a catalogue of skills is, and which ones come with Rolebook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ..words.digests import digest
from ..words.names import slugify, with_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..messages import Messages
    from ..model.diagnostics import Diagnostic
    from ..model.meaning import SentenceModel

DEFAULT_FRAMEWORKS = ("sfia", "esco")
"""The bundled frameworks that a handbook uses by default."""

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


class ConceptKind(StrEnum):
    """What links call the skills of a framework."""

    SKILL = "skill"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True)
class Framework:
    """A published catalogue of skills, or a company's own."""

    key: str
    title: str
    url: str = ""
    """Address of one skill, with `{code}`; empty where it has none."""
    site: str = ""
    """Name of the site that the address leads to."""
    notice: str = ""
    """What its owner asks users to say; for a bundled one, the message `framework-<key>.notice`."""
    license: str = ""
    """The terms of its facts; for a bundled one, the message `framework-<key>.license`."""
    levels: str = ""
    """What its levels are called, such as `1 Junior, 2 Senior`; empty where they have no names."""
    size: int = 0
    """How many skills it has as published; 0 where that is not known."""
    kind: ConceptKind = ConceptKind.SKILL
    is_coded: bool = True
    """Whether people know a skill by its code, as in SFIA, rather than by its name."""
    code_form: str = ""
    """Regular expression that every code fits; empty where any text is a code."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Codes that earlier versions had, and the code their subject has now, if any."""

    def has_form_of(self, code: str) -> bool:
        """Whether a code looks like those of this framework, if they have a form."""
        return bool(self.code_form and re.fullmatch(self.code_form, code))


@dataclass(frozen=True, slots=True)
class Concept:
    """A skill as its catalogue names it."""

    framework: str
    code: str
    """What links name: `PROG` in SFIA, the URI in ESCO."""
    name: str
    url: str
    """Where it is described; empty where nowhere."""
    slug: str
    """Its name in addresses."""
    cues: tuple[str, ...] = ()
    """What speaks for it; see `cues.Cues`."""
    weak_cues: tuple[str, ...] = ()
    """What speaks for it only together with something else."""
    follows: tuple[tuple[str, str], ...] = ()
    """Framework and code of skills whose links it shares: where one of them fits, it fits, too."""
    may_follow: tuple[tuple[str, str], ...] = ()
    """The same for skills where it is only possible."""
    low: int | None = None
    """Lowest level at which the skill is defined; None if it is unknown or there are no levels."""
    high: int | None = None
    """Highest level at which it is defined."""
    other_names: tuple[str, ...] = ()

    @property
    def levels(self) -> str:
        """The levels at which it is defined as they are printed, `2–6`, or nothing.

        >>> Concept("sfia", "PROG", "Programming", "", "prog", low=2, high=6).levels
        '2–6'
        """
        if self.low is None or self.high is None:
            return ""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The skills of one framework."""

    framework: Framework
    concepts: Mapping[str, Concept]
    """By code, in the order of the file."""
    is_complete: bool = False
    """Whether a code that is not here does not exist."""
    path: str = ""
    """File of the handbook that it was read from; empty for a bundled one."""

    @property
    def has_levels(self) -> bool:
        """Whether it says at which levels skills are defined."""
        return any(concept.low for concept in self.concepts.values())

    def extent(self, say: Messages) -> str:
        """Return how much of the framework is here.

        >>> from rolebook.messages import messages
        >>> Catalogue(FRAMEWORKS["nice"], {}).extent(messages())
        '0 of 41 skills. Codes and names of all work roles.'
        """
        count = len(self.concepts)
        if self.path:
            return say("catalogue-extent-own", count=count, path=self.path)
        extent = say("catalogue-extent", count=count, total=self.framework.size)
        return f"{extent} {say(f'framework-{self.framework.key}.part')}"

    def terms(self, say: Messages) -> tuple[str, ...]:
        """Return what the owner of the framework asks users to say, and its terms, where known.

        >>> from rolebook.messages import messages
        >>> Catalogue(FRAMEWORKS["esco"], {}).terms(messages())[0]
        'This service uses the ESCO classification of the European Commission.'
        """
        framework = self.framework
        notice, license = framework.notice, framework.license
        if framework.key in FRAMEWORKS:
            notice = notice or say(f"framework-{framework.key}.notice")
            license = license or say(f"framework-{framework.key}.license")
        return tuple(sentence for sentence in (notice, license) if sentence)

    def about(self, say: Messages) -> tuple[str, ...]:
        """Return the sentences that pages print about a catalogue: its extent, levels and terms."""
        levels = self.framework.levels
        named = (say("catalogue-levels", levels=levels),) if levels else ()
        return self.extent(say), *named, *self.terms(say)

    def may_have(self, code: str) -> bool:
        """Whether a code is here, or could be in the part of the framework that is not.

        >>> catalogue = Catalogue(FRAMEWORKS["sfia"], {})
        >>> catalogue.may_have("ZZZZ"), catalogue.may_have("ZZ"), catalogue.may_have("INAN")
        (True, False, False)
        """
        if code in self.concepts:
            return True
        if self.is_complete or code in self.framework.retired:
            return False
        return self.framework.has_form_of(code)

    def unknown(self, code: str, name: str) -> Concept:
        """Return a skill for a code that is not here, with an address that no other skill has.

        It depends on nothing but the catalogue, so every page leads to the same address.

        >>> catalogue = Catalogue(FRAMEWORKS["sfia"], {})
        >>> catalogue.unknown("ZZZZ", "").slug, catalogue.unknown("Z.Z", "").slug
        ('zzzz', 'z-z-86299b33')
        """
        slug = slugify(code)
        if slug != code.casefold() or slug in self._slugs:
            slug = with_digest(slug, code)
        return Concept(
            self.framework.key, code, name or code, self.framework.url.replace("{code}", code), slug
        )

    @cached_property
    def _slugs(self) -> Collection[str]:
        return frozenset(concept.slug for concept in self.concepts.values())

    @cached_property
    def _by_name(self) -> Mapping[str, Concept]:
        named: dict[str, Concept] = {}
        for concept in self.concepts.values():
            named.setdefault(_folded(concept.name), concept)
        for concept in self.concepts.values():
            for name in concept.other_names:
                named.setdefault(_folded(name), concept)
        return named

    def named(self, name: str) -> Concept | None:
        """Return the skill with this name or other name, ignoring case and a last bracket."""
        bare = _BRACKETS.sub("", name)
        return self._by_name.get(_folded(name)) or self._by_name.get(_folded(bare))

    @cached_property
    def digest(self) -> str:
        """The same for equal catalogues, wherever they were read from."""
        return digest([self.framework, self.concepts, self.is_complete])

    @property
    def names(self) -> Collection[str]:
        """All names and other names, as `named` compares them."""
        return self._by_name.keys()


@dataclass(frozen=True, eq=False)
class Catalogues:
    """The catalogues of a handbook by the key of their framework, in the order of look-ups."""

    by_key: Mapping[str, Catalogue]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the handbook's own files."""
    sentences: SentenceModel | None = None
    """What reads the meaning of rules, to weigh the skills that their words ask for."""

    @cached_property
    def digest(self) -> str:
        """The same for equal catalogues in equal order that are read by the same model."""
        model = self.sentences.name if self.sentences else ""
        return digest([model, *(catalogue.digest for catalogue in self)])

    def __iter__(self) -> Iterator[Catalogue]:
        return iter(self.by_key.values())

    def __getitem__(self, key: str) -> Catalogue:
        return self.by_key[key]

    def owner(self, code: str) -> Catalogue | None:
        """Return the catalogue that a code in a skills table belongs to.

        For an unknown code, it is the first one whose codes look like it, or else the first one.
        """
        coded = [catalogue for catalogue in self if catalogue.framework.is_coded]
        holders = [catalogue for catalogue in coded if code in catalogue.concepts]
        alike = [catalogue for catalogue in coded if catalogue.framework.has_form_of(code)]
        return next(iter([*holders, *alike, *coded]), None)

    def competence(self, name: str) -> Concept | None:
        """Return the skill that a row of a competences table names, if a catalogue has it."""
        uncoded = (catalogue for catalogue in self if not catalogue.framework.is_coded)
        concepts = (catalogue.named(name) for catalogue in uncoded)
        return next((concept for concept in concepts if concept), None)

    def of(self, code: str) -> Concept | None:
        """Return the skill that a code in a skills table stands for."""
        catalogue = self.owner(code)
        return catalogue.concepts.get(code) if catalogue else None

    def called(self, word: str) -> Concept | None:
        """Return the skill that a word in front matter names: by its code, or by its name."""
        return self.of(word.upper()) or self.competence(word)


FRAMEWORKS: Mapping[str, Framework] = {
    "sfia": Framework(
        "sfia",
        "SFIA 9",
        url="https://sfia-online.org/en/skillcode/9/{code}",
        site="sfia-online.org",
        size=147,
        code_form=r"[A-Z]{4}",
        retired={"INAN": "DAAN", "BUAN": "BUSA", "CORE": "", "NTPL": "NTDS"},
    ),
    "esco": Framework(
        "esco",
        "ESCO",
        url="{code}",
        site="ESCO portal",
        size=13939,
        kind=ConceptKind.COMPETENCE,
        is_coded=False,
    ),
    "nice": Framework(
        "nice",
        "NICE Framework",
        url="https://www.nist.gov/itl/applied-cybersecurity/nice/nice-framework-resource-center",
        site="nist.gov",
        size=41,
        code_form=r"[A-Z]{2}-WRL-\d{3}",
    ),
}


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[+#]", name.casefold()))
