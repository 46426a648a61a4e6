"""The text of a persona or document in reading order: categories as shelves, and runs of passages and rules on them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, count, groupby
from typing import TYPE_CHECKING, Any

from ..model import PassageKind
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..model import Category, Document, Heading, Passage, Persona, Requirement
    from ..model.source import Span


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours of one kind."""

    kind: str
    """`heading`, `passage` or `rules`."""
    nodes: list[Any]
    """One heading with its anchor, passages, or the requirements of one group, which make one list."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with what stands in it."""

    category: Category
    anchor: str
    rules: tuple[Requirement, ...]
    runs: list[Run]
    templates: int = 0
    """How many of its rules a grid shows."""


def shelves(persona: Persona, in_grid: Collection[str] = ()) -> list[Shelf]:
    """Return the categories of a persona in order; of headings that share a title the later anchors are numbered."""
    passages = _by_heading(persona)
    parts: Counter[str] = Counter()
    found: list[Shelf] = []
    for category, rules in persona.by_category:
        parts[category.code] += 1
        number = f"-part-{parts[category.code]}" if parts[category.code] > 1 else ""
        runs = _runs((), passages.get(category.span.line, ()), rules)
        templates = sum(rule.id in in_grid for rule in rules)
        # No id holds a colon, so no rule can have the anchor of a shelf.
        found.append(
            Shelf(category, f"in:{persona.code}-{category.code}{number}", rules, runs, templates)
        )
    return found


def reading_order(document: Document) -> tuple[list[Run], list[tuple[Heading, str]]]:
    """Return everything in a document in the order of the source, and its headings with their anchors."""
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
    """Return the passages that a reader sees; the conventions have a place of their own."""
    return [p for p in text.passages if p.kind.is_shown and p.kind is not PassageKind.CONVENTIONS]


def _by_heading(persona: Persona) -> dict[int, list[Passage]]:
    """Return the passages under the line of the heading above them; the overview has a place of its own."""
    lines = [heading.span.line for heading in persona.headings]
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in read_passages(persona):
        above = bisect_right(lines, passage.span.line) - 1
        if above >= 0 and passage.section != "overview":
            found[lines[above]].append(passage)
    return found


def _runs(
    headings: Iterable[tuple[Heading, str]],
    passages: Iterable[Passage],
    rules: Iterable[Requirement],
) -> list[Run]:
    nodes: list[tuple[Span, str, Any]] = [
        *((heading.span, "heading", (heading, anchor)) for heading, anchor in headings),
        *((passage.span, "passage", passage) for passage in passages),
        *((rule.span, f"rules {rule.category.span.line} {rule.group}", rule) for rule in rules),
    ]
    nodes.sort(key=lambda node: node[0])
    return [
        Run(kind.split()[0], [node for *_, node in run])
        for kind, run in groupby(nodes, key=lambda node: node[1])
    ]
