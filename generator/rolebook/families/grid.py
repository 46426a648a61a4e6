"""A text to its grid: clusters to rows with at most one rule of each category, and columns that take part in many."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..link.handbook import Column, Grid, Row
from ..rfc2119 import Level
from ..words.names import slugify
from .clusters import FEWEST_CATEGORIES, clusters
from .labels import GAP, cell, frame, label
from .phrases import FILLER, SLOT, Phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..model import Document
    from .clusters import Cluster

_FEWEST_ROWS = 4
_SHARE_OF_ROWS = 0.4
"""A category in fewer rows is no column."""
_NEGATIVE = (Level.MUST_NOT, Level.SHOULD_NOT)

_Members = dict[str, Phrase]
"""A row in the making: a phrase for each category."""


def grid(text: Document) -> Grid | None:
    """Return the rules of a text that come back in many categories, or None where there are too few for a grid."""
    found = phrases(text)
    if len({phrase.category for phrase in found}) < FEWEST_CATEGORIES:
        return None
    groups: dict[tuple[bool, str], list[Phrase]] = defaultdict(list)
    for phrase in found:
        groups[phrase.rule.level in _NEGATIVE, phrase.verb].append(phrase)
    templates = (cluster for group in groups.values() for cluster in clusters(group))
    candidates = ((cluster, _one_per_category(cluster)) for cluster in templates)
    rows, columns = _gated(
        [members for one, members in candidates if one.is_template or _says_enough(members)]
    )
    if not rows:
        return None
    made = [_row(members) for members in sorted(rows, key=_place)]
    return Grid(text.slug, tuple(_columns(text, columns)), tuple(made))


def _one_per_category(cluster: Cluster) -> _Members:
    members: _Members = {}
    leader = cluster.heads[0]
    for phrase in sorted(
        cluster.phrases, key=lambda phrase: (-fuzz.ratio(phrase.text, leader), phrase.rule.span)
    ):
        members.setdefault(phrase.category, phrase)
    return members


def _says_enough(members: _Members) -> bool:
    """Whether rules that are alike only in part share more than a verb and the little words of any sentence."""
    fixed = [word.casefold() for word in frame(list(members.values()))[1:] if word != GAP]
    content = [word for word in fixed if word not in FILLER and word != SLOT]
    return len(content) >= 3 or (SLOT in fixed and len(fixed) >= 3)


def _gated(rows: list[_Members]) -> tuple[list[_Members], set[str]]:
    """Leave out rows with few columns and columns with few rows, until all have enough."""
    while True:
        counts = Counter(category for members in rows for category in members)
        enough = max(_FEWEST_ROWS, _SHARE_OF_ROWS * len(rows))
        columns = {category for category, count in counts.items() if count >= enough}
        kept = [{key: one for key, one in members.items() if key in columns} for members in rows]
        kept = [members for members in kept if len(members) >= FEWEST_CATEGORIES]
        if kept == rows:
            return rows, columns
        rows = kept


def _place(members: _Members) -> tuple[float, str]:
    """Return where rows stand in their categories: templates are listed in the order in which authors repeat them."""
    lines = sorted(
        phrase.rule.span.line - phrase.rule.category.span.line for phrase in members.values()
    )
    return lines[len(lines) // 2], min(phrase.text for phrase in members.values())


def _columns(text: Document, keys: Collection[str]) -> Iterator[Column]:
    """Yield the categories of a grid in the order of the source; headings with one title are one column."""
    seen: set[str] = set()
    for category, _ in text.by_category:
        key = category.title.casefold()
        if key in keys and key not in seen:
            seen.add(key)
            yield Column(key, category.label or "General", category.code)


def _row(members: _Members) -> Row:
    ordered = sorted(members.values(), key=lambda phrase: phrase.rule.span)
    words = frame(ordered)
    text = label(words)
    levels = Counter(phrase.rule.level for phrase in ordered)
    level = min(levels, key=lambda level: (-levels[level], list(Level).index(level)))
    cells = {phrase.category: cell(phrase, words) for phrase in ordered}
    prefix = "not " if level in _NEGATIVE else ""
    return Row(slugify(prefix + text.replace(GAP, " ")), text, level, cells)
