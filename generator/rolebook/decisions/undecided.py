"""Possible links that no one has decided about: a handbook in, a list of questions out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..link.handbook import EvidencePlace, LinkKind
from ..markup import plain
from ..words.cues import GAP
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..link.handbook import Handbook, Link
    from ..messages import Messages
    from ..model import Document, Requirement
    from ..taxonomy import Concept

KINDS = (LinkKind.SKILL, LinkKind.COMPETENCE, LinkKind.PATTERN)
"""What possible links lead to."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A possible link of a rule."""

    text: Document
    rule: Requirement
    link: Link
    concept: Concept | None
    """The skill or competence that it leads to; None for a pattern."""
    name: str
    """What it leads to, for people: behind its code if they know it by that."""
    word: str
    """How front matter names that."""
    framework: str
    """Title of its catalogue; empty for a pattern."""
    is_lasting: bool
    """Whether the ID of the rule is permanent: its author wrote it, or it is locked."""

    @property
    def key(self) -> str:
        """What tells it apart from all others."""
        return f"{self.rule.id} {self.link.framework} {self.link.target}"

    def about(self, say: Messages) -> str:
        """Return one line about what it leads to: catalogue, levels, other names."""
        if self.concept is None:
            return say("links-about-pattern")
        levels, names = self.concept.levels, self.concept.other_names
        about = (
            say("links-about-levels", framework=self.framework, levels=levels)
            if levels
            else say(f"links-about-{self.link.kind}", framework=self.framework)
        )
        if not names:
            return about
        shortest = sorted(names, key=lambda name: (len(name), name))[:_MOST_NAMES]
        return say("links-about-names", about=about, names=say.list(shortest, last="or"))

    def why(self, say: Messages) -> str:
        """Return the evidence in words."""
        quotes = [say("evidence-quote", words=one.words) for one in self.link.evidence]
        place = self.link.evidence[0].place
        return say(f"evidence-{place}", words=say.list(quotes, last="unit"))

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words of the rule in pieces, and whether each is evidence."""
        words = [one.words for one in self.link.evidence if one.place is EvidencePlace.TEXT]
        return marked(plain(self.rule.text), words)


_MOST_NAMES = 2
"""Other names of a skill that are shown; a competence can have dozens."""


def undecided(
    book: Handbook, kinds: Collection[LinkKind] = KINDS, slugs: Collection[str] | None = None
) -> list[Undecided]:
    """Return the possible links of a handbook by rule, the likeliest of each first.

    Args:
        book: The handbook.
        kinds: Only those that lead to one of these.
        slugs: Only those of these personas and documents.
    """
    texts = (text for text in book.texts if slugs is None or text.slug in slugs)
    return [one for text in texts for one in _of_text(book, text, kinds)]


def _of_text(book: Handbook, text: Document, kinds: Collection[LinkKind]) -> Iterator[Undecided]:
    for rule in text.requirements:
        for link in book.possible.get(rule.id, ()):
            if link.kind in kinds and (one := _undecided(book, text, rule, link)):
                yield one


def _undecided(book: Handbook, text: Document, rule: Requirement, link: Link) -> Undecided | None:
    """Return a possible link, unless front matter cannot name what it leads to."""
    is_lasting = _is_lasting(book, rule)
    if not link.framework:
        name = book.patterns[link.target]
        is_named = book.catalogues.called(name) is None and slugify(name) == link.target
        return Undecided(text, rule, link, None, name, name, "", is_lasting) if is_named else None
    concept, framework = book.concept(link), book.catalogues[link.framework].framework
    found = (word for word in _names(concept) if book.catalogues.called(word) is concept)
    word = next(found, "")
    if not word:
        return None
    name = f"{concept.code} {concept.name}" if framework.is_coded else concept.name
    return Undecided(text, rule, link, concept, name, word, framework.title, is_lasting)


def _names(concept: Concept) -> tuple[str, ...]:
    return (concept.code, concept.name, *concept.other_names)


def _is_lasting(book: Handbook, rule: Requirement) -> bool:
    is_locked = any(revision.date for revision in book.lock.revisions(rule.id))
    return is_locked or rule.explicit_id.casefold() == rule.id.casefold()


def marked(text: str, evidence: Iterable[str]) -> list[tuple[str, bool]]:
    """Return a text in pieces, and whether each is evidence.

    >>> marked("Backups are restored", ["backups … restored"])
    [('Backups', True), (' are ', False), ('restored', True)]
    >>> marked("a back", ["back"]), marked("setback", ["back"])
    ([('a ', False), ('back', True)], [('setback', False)])
    """
    words = dict.fromkeys(chain.from_iterable(part.split(GAP) for part in evidence))
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return [(text, False)]
    pattern = "|".join(map(re.escape, longest_first))
    pieces = re.split(rf"(?<!\w)({pattern})(?!\w)", text, flags=re.IGNORECASE)
    return [(piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece]
