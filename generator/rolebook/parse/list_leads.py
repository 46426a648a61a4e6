"""What introduces a list: a heading that is a keyword, or the paragraph above it.

Blocks in, a `Lead` out; `leads` reads its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..markup import Block, Kind
from ..rfc2119 import MARKUP, find_keywords
from . import definitions, joint, leads, polarity
from .inline import clauses, mask, stretches
from .leads import LeadKind
from .rules import one_line
from .statements import is_governed, may_hold_keywords, opens_with_keyword

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rfc2119 import Keyword
    from .place import Place


@dataclass(frozen=True, slots=True)
class Lead:
    """What introduces a list, and may give its level to the items."""

    text: str
    keyword: Keyword | None = None
    start: int | None = None
    """Where in its paragraph it begins; None if it is a statement itself, or not part of one."""
    kind: LeadKind = LeadKind.ALL
    """What the items are."""


_AROUND_BARE = re.compile(
    rf"[\s:*_.–—{MARKUP}-]*(?:have|do|rules?|requirements?)?[\s:*_.–—{MARKUP}-]*", re.IGNORECASE
)
_OPENS_LIST = (":", "—", "–", " -")
"""How a paragraph ends that leads the list below it."""


def heading_lead(title: str) -> Lead | None:
    """Return the lead of a title that is nothing but a keyword.

    >>> [bool(heading_lead(title)) for title in ("MUST NOT", "MUST have", "Clients MUST log in")]
    [True, True, False]
    """
    masked = mask(title) if may_hold_keywords(title) else ""
    keywords = find_keywords(masked)
    if len(keywords) != 1:
        return None
    (keyword,) = keywords
    is_bare = _AROUND_BARE.fullmatch(masked[: keyword.start] + masked[keyword.end :])
    return Lead("", keyword) if is_bare else None


def lead_of(
    block: Block, following: Block | None, place: Place, inherited: Lead | None
) -> Lead | None:
    """Return the lead that a paragraph gives to the list behind it, or None if it gives none."""
    if following is None or following.kind is not Kind.LIST:
        return None
    text = block.text.rstrip(" *_\n")
    bare = heading_lead(text)
    if bare:
        return replace(bare, start=0)
    masked = mask(text)
    keywords = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    *_, (begin, end, own) = stretches(text, masked, keywords)
    if not text.endswith(_OPENS_LIST) and not (keywords and keywords[-1].end == len(text)):
        return _unmarked_lead(masked[begin:end], own, begin, following)
    outer = inherited or Lead("")
    sentence = masked[begin:end]
    inferred = None if own else place.infer(sentence, has_instructions=False)
    if inferred and not outer.keyword:
        return Lead(one_line(f"{outer.text} {block.text[begin:]}"), inferred, begin)
    if not own:
        lead = Lead(one_line(f"{outer.text} {block.text[begin:]}"), outer.keyword, begin)
        return _of_kind(lead, _unled_kind(sentence, keywords, outer, following))
    given = polarity.of_lead(own[-1], text[own[-1].end :], text[begin : own[-1].start])
    kind = _kind(sentence, given, begin, following)
    *before, (clause, _, _) = clauses(masked, begin, end, own)
    words = one_line(f"{outer.text} {block.text[clause:]}")
    start = before[-1][1] if before else begin
    if kind is LeadKind.ALL and not _governs(given, following, place):
        if leads.is_announcement(text[given.end :]):
            return Lead(words, start=start)
        are_whole = not any(map(opens_with_keyword, joint.heads(following)))
        return Lead(outer.text if are_whole else words)
    return _of_kind(Lead(words, given, start), kind)


def _unmarked_lead(
    sentence: str, own: Sequence[Keyword], begin: int, following: Block
) -> Lead | None:
    """Return the lead of a sentence that ends in no colon, such as "It MUST be one of these."."""
    if not own:
        return None
    is_open = leads.is_unfinished(sentence)
    if not is_open and not leads.announces(sentence):
        return None
    kind = _kind(sentence, own[-1], begin, following, is_judged_by_items=is_open)
    return Lead("", own[-1], kind=kind) if kind.is_joint else None


def _unled_kind(
    sentence: str, keywords: Sequence[Keyword], outer: Lead, following: Block
) -> LeadKind:
    """Return the kind of a lead without a keyword of its own."""
    if keywords and leads.continues_rule(sentence):
        return LeadKind.CASES
    if not outer.keyword and definitions.explains_terms(sentence, joint.heads(following)):
        return LeadKind.TERMS
    kind = leads.kind_of(sentence, None, joint.items(following))
    is_stated = outer.keyword or kind in (LeadKind.ASIDE, LeadKind.EXAMPLES, LeadKind.ALL)
    if kind is LeadKind.EXAMPLES and not outer.keyword:
        return LeadKind.ASIDE
    if kind.is_joint and outer.keyword and outer.keyword.level.is_negative:
        return leads.kind_of(
            sentence, replace(outer.keyword, start=0, end=0), joint.items(following)
        )
    return kind if is_stated else LeadKind.ALL


def _kind(
    sentence: str,
    keyword: Keyword,
    begin: int,
    following: Block,
    *,
    is_judged_by_items: bool = True,
) -> LeadKind:
    moved = replace(keyword, start=keyword.start - begin, end=keyword.end - begin)
    return leads.kind_of(
        sentence, moved, joint.items(following) if is_judged_by_items else leads.Items()
    )


def _of_kind(lead: Lead, kind: LeadKind) -> Lead:
    """Return a lead that is a statement itself, if its kind is one whose lead is."""
    if kind.is_joint or kind is LeadKind.EXAMPLES:
        return replace(lead, kind=kind, start=None)
    return replace(lead, kind=kind)


def _governs(keyword: Keyword, block: Block, place: Place) -> bool:
    """Whether a lead says what one of the items of a list is."""
    heads = (item.children[0] for item in block.children if item.children)
    return any(
        head.kind is Kind.PARAGRAPH and is_governed(head.text, keyword, place) for head in heads
    )
