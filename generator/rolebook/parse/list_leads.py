"""What introduces a list: a heading that is a keyword, or the paragraph above it.

Blocks in, a `Lead` out; `leads` reads its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..markup import Block, Kind
from ..rfc2119 import MARKUP, find_keywords
from ..words.lines import one_line
from . import definitions, joint, leads, polarity
from .headings import is_noun_phrase
from .inline import clauses, mask, stretches
from .leads import LeadKind
from .statements import is_governed, may_hold_keywords, may_state, opens_with_keyword

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


_WHAT = (
    r"\W{0,9}(?:\d[\d.]{0,9}\W{1,3})?(?:what|things|tasks|actions|rules|steps|points|behaviou?rs?"
    r"|practices|conduct)(?: (?:that|which))?(?: [\w/-]{1,30}){1,4}\W{1,4}$"
)
_SUBJECT = (
    rf"[\W_]{{0,9}}(?:\d[\d.]{{0,9}}\W{{1,3}})?(?:[\w/&`'’-]{{1,40}}[{MARKUP}\s*_]{{1,4}}){{1,6}}$"
)
_LIGHT_VERB = re.compile(
    rf"[\s:*_.…–—{MARKUP}-]*(?:(?:also|always|never)\b)?[\s*_]{{0,3}}"
    r"(?:do|have|be|follow|know|avoid|remember|observe|obey|respect|include|contain|provide)?"
    r"(?:\s(?:the following|these(?: things| rules)?|all of this))?"
    r"(?:\s?(?:under any circumstances?|at any time|in any case|ever)\b)?"
    rf"[\s:*_.…–—{MARKUP}-]*(?:\([^()]{{1,40}}\))?[\s:*_.…–—{MARKUP}-]*",
    re.IGNORECASE,
)
_IS_WHAT = re.compile(_WHAT, re.IGNORECASE)
_IS_SUBJECT = re.compile(_SUBJECT, re.IGNORECASE)


def section_lead(title: str, blocks: Sequence[Block], place: Place) -> Lead | None:
    """Return the lead that a heading gives to the lists below it, or None if it gives none.

    Args:
        title: The heading.
        blocks: What is below it, down to the next heading.
        place: Where they are.

    >>> from ..markup import blocks as read
    >>> from ..model import Category
    >>> from ..model.source import Span
    >>> from .place import Place
    >>> place = Place("a.md", (), Category("", (), Span("a.md", 1)))
    >>> for title in ("What You MUST NOT Do", "The crew MUST:", "MUST fail if", "Rules"):
    ...     lead = section_lead(title, read("- late"), place)
    ...     print(lead and (lead.text, lead.keyword.written, lead.kind.value))
    ('', 'MUST NOT', 'all')
    ('The crew MUST:', 'MUST', 'all')
    ('MUST fail if', 'MUST', 'cases')
    None
    """
    bare = heading_lead(title)
    following = next((block for block in blocks if block.kind is Kind.LIST), None)
    if bare or following is None or not may_state(title, place):
        return bare
    masked = mask(title)
    keywords = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    inferred = None if keywords else place.keywords.infer(masked, has_instructions=False)
    if inferred:
        keywords = [inferred]
    if len(keywords) != 1:
        return None
    (keyword,) = keywords
    before, after = masked[: keyword.start], masked[keyword.end :]
    given = polarity.of_lead(keyword, after, before)
    if keyword.is_inferred:
        given = replace(given, written=keyword.written)
    if _LIGHT_VERB.fullmatch(after):
        if _IS_WHAT.match(before):
            return Lead("", given)
        leads_list = _IS_SUBJECT.match(before) and not is_noun_phrase(title)
        return Lead(f"{title.rstrip(' :')}:", given) if leads_list else None
    kind = _kind(masked, keyword, 0, following)
    return Lead(title, given, kind=kind) if kind.is_joint and following is blocks[0] else None


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
    is_open = keywords and _LIGHT_VERB.fullmatch(masked, keywords[-1].end)
    if not text.endswith(_OPENS_LIST) and not is_open:
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


_DO_FOLLOWING = re.compile(
    r"[\s*_]{1,4}(?:always )?(?:do|does|perform|follow|ensure|meet|satisfy|check)\s"
    r"(?:(?:all|each|any) of )?(?:the following|these)\b",
    re.IGNORECASE,
)
"""What a keyword is before if the list below is what must be done, however the sentence ends."""


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
    if kind is LeadKind.ALL and _DO_FOLLOWING.match(sentence, own[-1].end - begin):
        given = polarity.of_lead(own[-1], "", sentence[: own[-1].start - begin])
        return Lead(one_line(sentence), given, begin)
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
