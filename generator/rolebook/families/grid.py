"""A text to its grid: a row for each repeated sentence, a column for each category with many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..link.handbook import Column, Grid, Row
from ..rfc2119 import Level
from ..words.names import slugify
from .bare import told_apart
from .clusters import FEWEST_CATEGORIES, clusters
from .labels import GAP, cell, frame, label
from .pasted import is_pasted
from .phrases import SLOT, Phrase, count_words, phrases, telling_words

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from ..model import Document
    from ..model.source import Span
    from .clusters import Cluster

# A category is a column if it is in at least four rows, and in two of five.
_FEWEST_ROWS = 4
_SHARE_OF_ROWS = 0.4
# Rules that are similar only in part need so many words in common; two if they name their category.
_FEWEST_WORDS = 3
_NEGATIVE = (Level.MUST_NOT, Level.SHOULD_NOT)

_Members = Mapping[str, Phrase]
"""A row in the making: a phrase per category."""


def grid(text: Document) -> Grid | None:
    """Return the rules repeated in many categories, or None if too few do for a grid."""
    all_phrases = phrases(text)
    if len({phrase.category for phrase in all_phrases}) < FEWEST_CATEGORIES:
        return None
    by_verb: dict[tuple[bool, str], list[Phrase]] = defaultdict(list)
    for phrase in all_phrases:
        by_verb[phrase.rule.level in _NEGATIVE, phrase.verb].append(phrase)
    candidates: list[_Members] = []
    for cluster in chain.from_iterable(map(clusters, by_verb.values())):
        members = _one_per_category(cluster)
        if cluster.is_template or _says_enough(members):
            candidates.append(members)
    kept, columns = _gated(list(_telling(candidates)))
    if not kept:
        return None
    rows = tuple(_row(members) for members in sorted(kept, key=_place))
    return Grid(text.slug, tuple(_columns(text, columns)), rows)


def _one_per_category(cluster: Cluster) -> _Members:
    """Return of each category the phrase that is most like the leader."""
    leader = cluster.heads[0]

    def likeness(phrase: Phrase) -> tuple[float, Span]:
        return -fuzz.ratio(phrase.text, leader), phrase.rule.span

    members: dict[str, Phrase] = {}
    for phrase in sorted(cluster.phrases, key=likeness):
        members.setdefault(phrase.category, phrase)
    return members


def _says_enough(members: _Members) -> bool:
    """Whether rules that are similar only in part share more than a verb and filler words."""
    phrases = list(members.values())
    common = [word.casefold() for word in frame(phrases)[1:] if word != GAP]
    if SLOT in common and count_words(common) >= _FEWEST_WORDS:
        return True
    return count_words(telling_words(common, phrases[0].fillers)) >= _FEWEST_WORDS


def _gated(rows: list[_Members]) -> tuple[list[_Members], set[str]]:
    """Leave out rows with few columns and columns with few rows, until all have enough.

    A row that says too little, perhaps because it lost some columns, is split.
    """
    while True:
        counts = Counter(category for members in rows for category in members)
        enough = max(_FEWEST_ROWS, _SHARE_OF_ROWS * len(rows))
        columns = {category for category, count in counts.items() if count >= enough}
        kept = list(_telling(_only(members, columns) for members in rows))
        if kept == rows:
            return rows, columns
        rows = kept


def _telling(rows: Iterable[_Members]) -> Iterator[_Members]:
    """Yield the rows that are in enough categories and say something about each."""
    for members in chain.from_iterable(map(told_apart, rows)):
        is_row = len(members) >= FEWEST_CATEGORIES
        if is_row and not is_pasted(phrase.said for phrase in members.values()):
            yield members


def _only(members: _Members, columns: Container[str]) -> _Members:
    return {category: phrase for category, phrase in members.items() if category in columns}


def _place(members: _Members) -> tuple[float, str]:
    """Return the usual place of a row in its categories: authors repeat templates in one order."""
    rules = [phrase.rule for phrase in members.values()]
    lines = sorted(rule.span.line - rule.category.span.line for rule in rules)
    return lines[len(lines) // 2], min(phrase.text for phrase in members.values())


def _columns(text: Document, keys: Collection[str]) -> Iterator[Column]:
    """Yield the categories of a grid in the order of the source; equal titles are one column."""
    seen: set[str] = set()
    for category, _ in text.by_category:
        key = category.title.casefold()
        if key in keys and key not in seen:
            seen.add(key)
            yield Column(key, category.label, category.code)


def _row(members: _Members) -> Row:
    ordered = sorted(members.values(), key=lambda phrase: phrase.rule.span)
    words = frame(ordered)
    text = label(words)
    levels = Counter(phrase.rule.level for phrase in ordered)
    # The most common level; of equally common ones the strictest.
    level = max(Level, key=lambda level: levels[level])
    cells = {phrase.category: cell(phrase, words) for phrase in ordered}
    prefix = "not " if level in _NEGATIVE else ""
    return Row(slugify(prefix + text.replace(GAP, " ")), text, level, cells)
