"""Skill catalogues: from a code to a name, a link and the words that give a skill away.

A catalogue is one entry in `FRAMEWORKS` and one file in `data/`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from .names import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Framework:
    """A published catalogue of skills."""

    key: str
    title: str
    file: str
    url: str
    """Address of one skill, with `{code}`."""
    notice: str
    """What its owner asks users to say."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A skill as its catalogue names it."""

    framework: str
    code: str
    """What links name: `PROG` in SFIA, the URI in ESCO."""
    name: str
    url: str
    slug: str
    """Its name in addresses."""
    cues: tuple[str, ...]
    """Phrases that speak for it; see `phrases.Phrases`."""


FRAMEWORKS: Mapping[str, Framework] = {
    "sfia": Framework(
        "sfia",
        "SFIA 9",
        "sfia.csv",
        "https://sfia-online.org/en/skillcode/9/{code}",
        "SFIA is a registered trademark of the SFIA Foundation. Codes and names are quoted so that readers can "
        "look a skill up there; the framework itself is not reproduced.",
    ),
    "esco": Framework(
        "esco",
        "ESCO",
        "esco.csv",
        "{code}",
        "This service uses the ESCO classification of the European Commission.",
    ),
}


@cache
def concepts(framework: str) -> Mapping[str, Concept]:
    """Return a catalogue from code to concept, in the order of its file.

    >>> concepts("sfia")["USUP"].name
    'Incident management'
    """
    about = FRAMEWORKS[framework]
    text = resources.files(__package__).joinpath("data", about.file).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    found: dict[str, Concept] = {}
    for row in rows:
        code, name = row["code"], row["name"]
        slug = code if framework == "sfia" else slugify(name)
        cues = tuple(cue for cue in row["cues"].split("|") if cue)
        found[code] = Concept(framework, code, name, about.url.format(code=code), slug, cues)
    return found
