"""What a catalogue of skills is, and which ones come with Rolebook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..model.diagnostics import Diagnostic

DEFAULT_FRAMEWORKS = ("sfia", "esco")
"""The bundled frameworks that a handbook has unless it says otherwise."""

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Framework:
    """A published catalogue of skills, or a company's own."""

    key: str
    title: str
    url: str = ""
    """Address of one skill, with `{code}`; empty where it has none."""
    site: str = ""
    """What the place that the address leads to is called."""
    notice: str = ""
    """What its owner asks users to say."""
    license: str = ""
    """On which terms its facts are here."""
    part: str = ""
    """Which part of it comes with Rolebook; empty for all or a handbook's own."""
    size: int = 0
    """How many skills it has as published; 0 where that is not known."""
    kind: Literal["skill", "competence"] = "skill"
    """What links call one of its skills."""
    is_coded: bool = True
    """Whether people know a skill by its code, as in SFIA, rather than by its name."""
    code_form: str = ""
    """Regular expression that every code fits; empty where any text is a code."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Codes that earlier versions had, and the code their subject has now, if any."""


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
    low: int | None = None
    """Lowest level at which the skill is defined; None where that is not known or the catalogue has no levels."""
    high: int | None = None
    """Highest level at which it is defined."""
    other_names: tuple[str, ...] = ()

    @property
    def levels(self) -> str:
        """The levels at which it is defined as they are printed, `2–6`, or nothing.

        >>> Concept("sfia", "PROG", "Programming", "", "PROG", low=2, high=6).levels
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

    @property
    def extent(self) -> str:
        """How much of the framework is here.

        >>> Catalogue(FRAMEWORKS["nice"], {}).extent
        '0 of 41 skills. Code and name of every work role.'
        """
        count = f"{len(self.concepts):,}"
        if self.path:
            return f"{count} skills, from {self.path}."
        return f"{count} of {self.framework.size:,} skills. {self.framework.part}."

    def may_have(self, code: str) -> bool:
        """Whether a code is here, or could be in the part of the framework that is not.

        >>> catalogue = Catalogue(FRAMEWORKS["sfia"], {})
        >>> catalogue.may_have("ZZZZ"), catalogue.may_have("ZZ"), catalogue.may_have("INAN")
        (True, False, False)
        """
        if code in self.concepts:
            return True
        form = self.framework.code_form
        is_formed = bool(form and re.fullmatch(form, code))
        return is_formed and code not in self.framework.retired and not self.is_complete

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
        """Return the skill with this name or other name, whatever its case, and whatever is said in brackets behind."""
        bare = _BRACKETS.sub("", name)
        return self._by_name.get(_folded(name)) or self._by_name.get(_folded(bare))

    @property
    def names(self) -> Collection[str]:
        """All names and other names, as `named` compares them."""
        return self._by_name.keys()


@dataclass(frozen=True, eq=False)
class Catalogues:
    """The catalogues of a handbook by the key of their framework, in the order in which a code is looked for."""

    by_key: Mapping[str, Catalogue]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the handbook's own files."""

    def __iter__(self) -> Iterator[Catalogue]:
        return iter(self.by_key.values())

    def __getitem__(self, key: str) -> Catalogue:
        return self.by_key[key]

    def owner(self, code: str) -> Catalogue | None:
        """Return the catalogue that a code in a skills table belongs to, or the likeliest one for an unknown code."""
        coded = [one for one in self if one.framework.is_coded]
        holders = (one for one in coded if code in one.concepts)
        formed = (
            one
            for one in coded
            if one.framework.code_form and re.fullmatch(one.framework.code_form, code)
        )
        return next(holders, None) or next(formed, None) or next(iter(coded), None)

    def competence(self, name: str) -> Concept | None:
        """Return the skill that a row of a competences table names, of a catalogue whose skills people know by name."""
        found = (one.named(name) for one in self if not one.framework.is_coded)
        return next((concept for concept in found if concept), None)

    def of(self, code: str) -> Concept | None:
        """Return the skill that a code in a skills table stands for."""
        home = self.owner(code)
        return home.concepts.get(code) if home else None


FRAMEWORKS: Mapping[str, Framework] = {
    "sfia": Framework(
        "sfia",
        "SFIA 9",
        url="https://sfia-online.org/en/skillcode/9/{code}",
        site="sfia-online.org",
        notice="SFIA is a registered trademark of the SFIA Foundation. Codes and names are quoted so that readers can "
        "look a skill up there; the framework itself is not reproduced.",
        license="Not open: using the framework needs a licence of the SFIA Foundation.",
        part="Code, name and levels of the skills that our cues lead to",
        size=147,
        code_form=r"[A-Z]{4}",
        retired={"INAN": "DAAN", "BUAN": "BUSA", "CORE": "", "NTPL": "NTDS"},
    ),
    "esco": Framework(
        "esco",
        "ESCO",
        url="{code}",
        site="ESCO portal",
        notice="This service uses the ESCO classification of the European Commission.",
        license="ESCO is free to use where this is said.",
        part="A selection from version 1.2 that we made, and so a modification: labels without descriptions",
        size=13939,
        kind="competence",
        is_coded=False,
    ),
    "nice": Framework(
        "nice",
        "NICE Framework",
        url="https://www.nist.gov/itl/applied-cybersecurity/nice/nice-framework-resource-center",
        site="nist.gov",
        notice="Work roles of the NICE Framework Components 2.0.0, National Institute of Standards and Technology.",
        license="Not subject to copyright in the United States.",
        part="Code and name of every work role",
        size=41,
        code_form=r"[A-Z]{2}-WRL-\d{3}",
    ),
}


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[+#]", name.casefold()))
