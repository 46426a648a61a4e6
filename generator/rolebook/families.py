"""Texts to grids and families: the rules of a text that repeat one sentence for every category, and rules of many roles.

Templates are found by their words alone. Nothing is known here about skills or pages; texts are mined one by one, and
meet only where equal rows become one family.

phrase    a rule whose category's words are replaced by a slot
cluster   phrases that say the same, whatever stands in the slot
row       a cluster with at most one rule of each category
column    a category that takes part in many rows
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from .book import Cell, Column, Family, Grid, Row, SharedBlock
from .names import slugify
from .rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .book import Handbook
    from .model import Category, Document, Requirement

SLOT = "□"
"""Stands in a phrase for the words of the category's title."""
GAP = "…"
"""Stands in a label for words that differ from rule to rule."""

_ALIKE = 72
"""Phrases with a ratio from here on are of one cluster."""
_AKIN = 50
"""Clusters with a ratio from here on may be one, if they share hardly a category."""
_AKIN_WITHOUT_SLOT = 65
"""The same, where only one of them names its category."""
_MOST_LEADERS = 200
_MOST_MERGED = 60
_HEADS = 4
"""The cost of a text stays linear, however many rules begin with one verb: it is compared with this many at most."""
_FEWEST_CATEGORIES = 3
_FEWEST_ROWS = 4
_SHARE_OF_ROWS = 0.4
_SHARE_OF_MEMBERS = 0.8
_SHARED_CATEGORIES = 0.1
_FEWEST_PERSONAS = 3

_WORD = re.compile(r"[^\W_]+(?:[-'’./+][^\W_]+)*")
_NEGATIVE = (Level.MUST_NOT, Level.SHOULD_NOT)
_GENERIC = frozenset(
    {"data", "design", "development", "documentation", "engineering", "guideline", "handling", "implementation"}
    | {"management", "practice", "process", "processing", "quality", "review", "standard", "strategy", "system", "work"}
)
"""Words that say nothing about a category when they stand alone."""
_FILLER = frozenset(
    {"a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "each", "every", "for", "from", "in", "is", "it"}
    | {"its", "of", "on", "or", "so", "that", "the", "their", "to", "with"}
)


def with_families(book: Handbook) -> Handbook:
    """Return a handbook that knows its grids, families and shared blocks."""
    grids = {text.slug: found for text in book.texts if (found := grid(text))}
    return replace(book, grids=grids, families=families(grids), shared=shared_blocks(book.personas, grids.values()))


def grid(text: Document) -> Grid | None:
    """Return the rules of a text that come back in many categories, or None where there are too few for a grid."""
    phrases = _phrases(text)
    if len({phrase.category for phrase in phrases}) < _FEWEST_CATEGORIES:
        return None
    groups: dict[tuple[bool, str], list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[phrase.rule.level in _NEGATIVE, phrase.verb].append(phrase)
    clusters = [cluster for group in groups.values() for cluster in _merged(_clusters(group))]
    found = ((cluster, _one_per_category(cluster)) for cluster in clusters)
    rows, columns = _gated([members for one, members in found if one.is_template or _says_enough(members)])
    if not rows:
        return None
    made = [_row(members) for members in sorted(rows, key=_place)]
    return Grid(text.slug, tuple(_columns(text, columns)), tuple(made))


def families(grids: Mapping[str, Grid]) -> tuple[Family, ...]:
    """Put equal rows of all texts together, by slug."""
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for slug, one in grids.items():
        for row in one.rows:
            found[row.family].append((slug, row))
    return tuple(
        Family(slug, rows[0][1].label, rows[0][1].level, tuple(rows)) for slug, rows in sorted(found.items())
    )


def shared_blocks(personas: Sequence[Document], grids: Iterable[Grid] = ()) -> tuple[SharedBlock, ...]:
    """Return rules that stand word for word in three personas or more, by the set of personas and the category.

    Rules of a grid are left out: their families have them together already.
    """
    templates = frozenset[str]().union(*(one.ids for one in grids))
    twins: dict[tuple[Level, str], list[tuple[str, Requirement]]] = defaultdict(list)
    for persona in personas:
        for rule in persona.rules:
            if rule.id not in templates:
                twins[rule.key].append((persona.slug, rule))
    blocks: dict[tuple[tuple[str, ...], str], list[list[tuple[str, Requirement]]]] = defaultdict(list)
    for found in twins.values():
        slugs = tuple(dict.fromkeys(slug for slug, _ in found))
        if len(slugs) >= _FEWEST_PERSONAS:
            blocks[slugs, found[0][1].category.label].append(found)
    numbers: Counter[str] = Counter()
    made: list[SharedBlock] = []
    for (slugs, label), rules in blocks.items():
        slug = slugify(label or "general")
        numbers[slug] += 1
        number = f"-{numbers[slug]}" if numbers[slug] > 1 else ""
        made.append(
            SharedBlock(slug + number, label, slugs, tuple(tuple(rule.id for _, rule in found) for found in rules))
        )
    return tuple(made)


# --- phrases --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    rule: Requirement
    category: str
    words: tuple[str, ...]
    """As they are written, the category's replaced by the slot."""
    folded: tuple[str, ...]
    text: str
    verb: str
    """The first word, or the one behind a keyword inside the sentence."""


def _phrases(text: Document) -> list[_Phrase]:
    titles = {category: frozenset(map(_stem, _folded(category.label))) for category, _ in text.by_category}
    return [_phrase(rule, titles[rule.category]) for rule in text.rules if _WORD.search(rule.text)]


def _phrase(rule: Requirement, title: Collection[str]) -> _Phrase:
    words = _WORD.findall(rule.text)
    folded = [word.casefold() for word in words]
    verb = _verb(rule, words, folded)
    start, end = _about(folded, title)
    if end > start:
        words[start:end] = folded[start:end] = [SLOT]
    return _Phrase(rule, rule.category.title.casefold(), tuple(words), tuple(folded), " ".join(folded), verb)


def _verb(rule: Requirement, words: Sequence[str], folded: Sequence[str]) -> str:
    keyword = rule.keyword.split()
    for i in range(len(words) - len(keyword)):
        if words[i : i + len(keyword)] == keyword:
            return folded[i + len(keyword)]
    return folded[0]


def _about(words: Sequence[str], title: Collection[str]) -> tuple[int, int]:
    """Return where the longest run of words of the title stands, never at the beginning.

    >>> _about(["keep", "audit", "logs", "of", "logging"], {"audit", "log"})
    (1, 3)
    >>> _about(["log", "the", "work"], {"work", "log"})
    (0, 0)
    """
    best = (0, 0)
    start = 1
    while start < len(words):
        end = start
        while end < len(words) and _stem(words[end]) in title:
            end += 1
        first, last = start, end
        while first < last and words[first] in _FILLER:
            first += 1
        while first < last and words[last - 1] in _FILLER:
            last -= 1
        is_generic = last - first == 1 and _stem(words[first]) in _GENERIC
        if last - first > best[1] - best[0] and not is_generic:
            best = (first, last)
        start = end + 1
    return best


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    """Return a word without the ending of a plural.

    >>> _stem("deliveries"), _stem("logs"), _stem("access")
    ('delivery', 'log', 'access')
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# --- clusters -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cluster:
    heads: list[str]
    """Its most common texts; the first leads it."""
    phrases: list[_Phrase] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    """Its words besides verb, slot and fillers."""
    is_template: bool = False
    """Whether its rules are alike in enough categories, before less alike ones join."""

    @property
    def has_slot(self) -> bool:
        return SLOT in self.heads[0]

    def take(self, phrases: Iterable[_Phrase]) -> None:
        for phrase in phrases:
            self.phrases.append(phrase)
            self.categories.add(phrase.category)
            self.content.update(word for word in phrase.folded[1:] if word not in _FILLER and word != SLOT)


def _clusters(phrases: Iterable[_Phrase]) -> list[_Cluster]:
    """Put alike phrases together: each text joins the leader it is most like, or leads; common texts come first."""
    by_text: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_text[phrase.text].append(phrase)
    found: list[_Cluster] = []
    leaders: list[str] = []
    for text in sorted(by_text, key=lambda text: (-len(by_text[text]), text)):
        best = process.extractOne(text, leaders, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE)
        if best:
            cluster = found[best[2]]
            cluster.heads += [text] if len(cluster.heads) < _HEADS else []
        elif len(leaders) < _MOST_LEADERS:
            cluster = _Cluster([text])
            leaders.append(text)
            found.append(cluster)
        else:
            continue
        cluster.take(by_text[text])
    for cluster in found:
        cluster.is_template = len(cluster.categories) >= _FEWEST_CATEGORIES
    return found


def _merged(clusters: list[_Cluster]) -> list[_Cluster]:
    """Join clusters of one template whose wording differs more, the likest first."""
    largest = sorted(clusters, key=lambda one: (-len(one.categories), one.heads[0]))[:_MOST_MERGED]
    into: dict[int, int] = {}

    def root(i: int) -> int:
        while i in into:
            i = into[i]
        return i

    for _, i, j in sorted(_akin(largest)):
        one, other = root(i), root(j)
        if one != other and _is_one(largest[one], largest[other]):
            larger, smaller = sorted((one, other), key=lambda k: (-len(largest[k].phrases), k))
            largest[larger].take(largest[smaller].phrases)
            largest[larger].is_template |= largest[smaller].is_template
            into[smaller] = larger
    return [one for i, one in enumerate(largest) if i not in into and len(one.categories) >= _FEWEST_CATEGORIES]


def _akin(clusters: Sequence[_Cluster]) -> Iterator[tuple[float, int, int]]:
    """Yield pairs that may be one, with how unlike they are."""
    for i, one in enumerate(clusters):
        for j in range(i + 1, len(clusters)):
            other = clusters[j]
            enough = _AKIN if one.has_slot == other.has_slot else _AKIN_WITHOUT_SLOT
            score = max(fuzz.token_sort_ratio(a, b, score_cutoff=enough) for a in one.heads for b in other.heads)
            if score >= enough:
                yield -score, i, j


def _is_one(one: _Cluster, other: _Cluster) -> bool:
    """Whether two clusters make one row: they share hardly a category, and say the same or fill each other up."""
    shared = len(one.categories & other.categories)
    if shared > _SHARED_CATEGORIES * min(len(one.categories), len(other.categories)):
        return False
    return bool(one.content & other.content) or (not shared and one.is_template and other.is_template)


# --- rows and columns -----------------------------------------------------------------------------------------------

_Members = dict[str, _Phrase]
"""A row in the making: a phrase for each category."""


def _one_per_category(cluster: _Cluster) -> _Members:
    members: _Members = {}
    leader = cluster.heads[0]
    for phrase in sorted(cluster.phrases, key=lambda phrase: (-fuzz.ratio(phrase.text, leader), phrase.rule.span)):
        members.setdefault(phrase.category, phrase)
    return members


def _says_enough(members: _Members) -> bool:
    """Whether rules that are alike only in part have more in common than a verb and the little words of any sentence."""
    fixed = [word.casefold() for word in _frame(list(members.values()))[1:] if word != GAP]
    content = [word for word in fixed if word not in _FILLER and word != SLOT]
    return len(content) >= 3 or (SLOT in fixed and len(fixed) >= 3)


def _gated(rows: list[_Members]) -> tuple[list[_Members], set[str]]:
    """Leave out rows with few columns and columns with few rows, until all have enough."""
    while True:
        counts = Counter(category for members in rows for category in members)
        enough = max(_FEWEST_ROWS, _SHARE_OF_ROWS * len(rows))
        columns = {category for category, count in counts.items() if count >= enough}
        kept = [{key: one for key, one in members.items() if key in columns} for members in rows]
        kept = [members for members in kept if len(members) >= _FEWEST_CATEGORIES]
        if kept == rows:
            return rows, columns
        rows = kept


def _place(members: _Members) -> tuple[float, str]:
    """Return where rows stand in their categories: templates are listed in the order in which authors repeat them."""
    lines = sorted(phrase.rule.span.line - phrase.rule.category.span.line for phrase in members.values())
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
    phrases = sorted(members.values(), key=lambda phrase: phrase.rule.span)
    frame = _frame(phrases)
    label = _label(frame)
    levels = Counter(phrase.rule.level for phrase in phrases)
    level = min(levels, key=lambda level: (-levels[level], list(Level).index(level)))
    cells = {phrase.category: _cell(phrase, frame) for phrase in phrases}
    prefix = "not " if level in _NEGATIVE else ""
    return Row(slugify(prefix + label.replace(GAP, " ")), label, level, cells)


def _frame(phrases: Sequence[_Phrase]) -> tuple[str, ...]:
    """Return the words that nearly all phrases have, in order, with gaps where others stand between them."""
    texts = Counter(phrase.folded for phrase in phrases)
    leader = max(texts, key=lambda words: (texts[words], [-len(words)], words))
    written = next(phrase.words for phrase in phrases if phrase.folded == leader)
    enough = _SHARE_OF_MEMBERS * len(phrases)
    having: Counter[int] = Counter()
    for phrase in phrases:
        having.update(i for i, _ in _common(leader, phrase.folded))
    kept = [i for i in range(len(leader)) if having[i] >= enough]
    opened: Counter[int] = Counter()
    frame = [leader[i] for i in kept]
    for phrase in phrases:
        opened.update(_extra(frame, phrase.folded))
    made: list[str] = []
    for n, i in enumerate([*kept, len(leader)]):
        if opened[n] > len(phrases) - enough:
            made.append(GAP)
        made += [written[i]] if i < len(leader) else []
    return tuple(made)


def _label(frame: Iterable[str]) -> str:
    """Return a frame as people read it.

    >>> _label(("review", "□", "…", "every", "week", "…"))
    'review … every week …'
    """
    words: list[str] = []
    for word in frame:
        shown = GAP if word == SLOT else word
        if shown != GAP or words[-1:] != [GAP]:
            words.append(shown)
    return " ".join(words)


def _cell(phrase: _Phrase, frame: Sequence[str]) -> Cell:
    """Return a rule with the words that it has beside its row's label, and those of the label that it lacks."""
    fixed = [word.casefold() for word in frame if word != GAP]
    common = _common(fixed, phrase.folded)
    matched = {j for _, j in common}
    found = {i for i, _ in common}
    lacks = [word for i, word in enumerate(fixed) if i not in found and word != SLOT]
    words = [_trimmed(stretch) for stretch in _stretches(phrase.words, matched)]
    return Cell(phrase.rule.id, f" {GAP} ".join(" ".join(one) for one in words if one), " ".join(_trimmed(lacks)))


def _stretches(words: Sequence[str], left_out: Collection[int]) -> Iterator[list[str]]:
    """Yield the runs of words that are not left out.

    >>> [run for run in _stretches(["by", "box", "by", "box"], {0, 2}) if run]
    [['box'], ['box']]
    """
    stretch: list[str] = []
    for i, word in enumerate(words):
        if i in left_out or word == SLOT:
            yield stretch
            stretch = []
        else:
            stretch.append(word)
    yield stretch


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    """Return words without fillers at their ends.

    >>> _trimmed(["and", "audits", "of", "logs"])
    ['audits', 'of', 'logs']
    """
    telling = [i for i, word in enumerate(words) if word.casefold() not in _FILLER]
    return words[telling[0] : telling[-1] + 1] if telling else []


def _common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of the longest common row of words."""
    pairs: list[tuple[int, int]] = []
    for tag, i, end, j, _ in LCSseq.opcodes(one, other):
        if tag == "equal":
            pairs += [(i + n, j + n) for n in range(end - i)]
    return pairs


def _extra(frame: Sequence[str], words: Sequence[str]) -> set[int]:
    """Return before which words of a frame a phrase has others."""
    places: set[int] = set()
    last = -1
    for i, j in [*_common(frame, words), (len(frame), len(words))]:
        if j > last + 1:
            places.add(i)
        last = j
    return places
