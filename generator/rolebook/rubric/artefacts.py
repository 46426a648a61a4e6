"""What a role shows to reviewers: code, a document, a plan. Its rules and headings tell."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..words.cues import Cues
from .classifying import classify
from .model import Artefact, Aspect
from .tables import entries, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document


_OF_ASPECT = {
    Aspect.DOCS: Artefact.DOCUMENT,
    **dict.fromkeys((Aspect.INTERFACE, Aspect.CODE, Aspect.CONFIG, Aspect.LOG), Artefact.CODE),
}
"""Data and screens are also in reports and drawings, and others than developers test."""
_MOST = 3
"""A sheet about more says nothing."""
_LEAST = 2
"""Rules or headings that name what a role shows; one may be by chance."""
_SHARE = 0.6
"""Of how often the first is named, for the others."""


def artefacts(document: Document) -> tuple[Artefact, ...]:
    r"""Return what a role shows to reviewers, the most frequent first; nothing if none is named.

    Examples:
        >>> from rolebook import Source, handbook
        >>> text = "# Planner\n\n## Plans\n\n**MUST** publish the berth plan by noon\n"
        >>> [one.value for one in artefacts(handbook([Source("a.md", text)]).texts[0])]
        ['plan']
    """
    named = Counter(_named(document))
    if not named:
        return ()
    most = max(named.values())
    least = max(_LEAST, _SHARE * most)
    order = {artefact: n for n, artefact in enumerate(Artefact)}
    found = sorted(named, key=lambda artefact: (-named[artefact], order[artefact]))
    return tuple(artefact for artefact in found if named[artefact] >= least)[:_MOST]


def _named(document: Document) -> Iterator[Artefact]:
    for category in document.categories:
        yield from _heard(category.label)
    for rule in document.requirements:
        aspect = classify(rule).aspect
        said = {*_heard(rule.statement), *([_OF_ASPECT[aspect]] if aspect in _OF_ASPECT else [])}
        yield from sorted(said)


@lru_cache(maxsize=1 << 16)
def _heard(text: str) -> tuple[Artefact, ...]:
    return tuple(map(Artefact, _cues().find(text)))


@cache
def _cues() -> Cues:
    return Cues(
        (line["artefact"], cue, False)
        for line in lines_of("artefacts.csv")
        for cue in entries(line["cues"])
    )
