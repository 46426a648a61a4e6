"""The text of a persona or document in reading order: a shelf per category, with runs on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count, groupby
from typing import TYPE_CHECKING, Any

from ..model import PassageKind
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

    from ..model import Category, Document, Heading, Passage, Persona, Requirement
    from ..model.source import Span


class RunKind(StrEnum):
    """What a run consists of."""

    HEADING = "heading"
    """One heading with its anchor."""
    PASSAGE = "passage"
    """Passages."""
    RULES = "rules"
    """The requirements of one group, which make one list."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours of one kind."""

    kind: RunKind
    nodes: list[Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with its passages and rules."""

    category: Category
    anchor: str
    rules: tuple[Requirement, ...]
    runs: list[Run]
    templates: int = 0
    """How many of its rules are in the grid."""


def shelves(persona: Persona, in_grid: Collection[str] = ()) -> list[Shelf]:
    """Return the categories of a persona; if several have one title, their anchors are numbered."""
    passages = _by_heading(persona)
    parts: Counter[str] = Counter()
    shelves: list[Shelf] = []
    for category, rules in persona.by_category:
        parts[category.code] += 1
        number = f"-part-{parts[category.code]}" if parts[category.code] > 1 else ""
        # No ID holds a colon, so no rule can have the anchor of a shelf.
        anchor = f"in:{persona.code}-{category.code}{number}"
        runs = _runs((), passages.get(category.span.line, ()), rules)
        templates = sum(rule.id in in_grid for rule in rules)
        shelves.append(Shelf(category, anchor, rules, runs, templates))
    return shelves


def reading_order(document: Document) -> tuple[list[Run], list[tuple[Heading, str]]]:
    """Return the runs of a document in the order of the source, and its headings with anchors."""
    taken = {requirement.id for requirement in document.requirements}
    headings: list[tuple[Heading, str]] = []
    for n, heading in enumerate(document.headings):
        if n == 0 and heading.title == document.title:
            continue
        slug = slugify(heading.title)
        numbered = chain([slug], (f"{slug}-{part}" for part in count(2)))
        anchor = next(name for name in numbered if name not in taken)
        taken.add(anchor)
        headings.append((heading, anchor))
    passages = [passage for passage in document.passages if passage.kind.is_shown]
    return _runs(headings, passages, document.requirements), headings


def read_passages(text: Document) -> list[Passage]:
    """Return the passages that a reader sees, without the conventions, which are elsewhere."""
    shown = (passage for passage in text.passages if passage.kind.is_shown)
    return [passage for passage in shown if passage.kind is not PassageKind.CONVENTIONS]


def _by_heading(persona: Persona) -> dict[int, list[Passage]]:
    """Return the passages by the line of the heading above them, without those of the overview."""
    lines = [heading.span.line for heading in persona.headings]
    by_line: dict[int, list[Passage]] = defaultdict(list)
    for passage in read_passages(persona):
        above = bisect_right(lines, passage.span.line) - 1
        if above >= 0 and passage.section != "overview":
            by_line[lines[above]].append(passage)
    return by_line


def _runs(
    headings: Iterable[tuple[Heading, str]],
    passages: Iterable[Passage],
    rules: Iterable[Requirement],
) -> list[Run]:
    # A node is its place, what it must have in common with its neighbours to be in one run, itself.
    nodes: list[tuple[Span, tuple[RunKind, Hashable], Any]] = []
    for heading, anchor in headings:
        nodes.append((heading.span, (RunKind.HEADING, ""), (heading, anchor)))
    for passage in passages:
        nodes.append((passage.span, (RunKind.PASSAGE, ""), passage))
    for rule in rules:
        nodes.append((rule.span, (RunKind.RULES, (rule.category.span.line, rule.group)), rule))
    nodes.sort(key=lambda node: node[0])
    runs: list[Run] = []
    for (kind, _), run in groupby(nodes, key=lambda node: node[1]):
        runs.append(Run(kind, [node for *_, node in run]))
    return runs
