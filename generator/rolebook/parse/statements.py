"""Text to rules: one record for each normative statement, and a passage for all between them.

The forms are listed in the reference page "How Markdown is read". Nothing is dropped: what is no
requirement is a passage or a note, and what is odd is both kept and reported.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..keywords import without_quotes
from ..markup.bullets import pieces
from ..model import Passage, PassageKind, Requirement, Skill
from ..model.diagnostics import Diagnostic, Severity
from ..rfc2119 import find_keywords, miscased_keywords
from ..words.lines import one_line
from . import leads, polarity
from .inferring import SEMICOLON, inferred_parts
from .inline import clauses, is_bare, is_question, mask, stretches, visible
from .rules import inferred_rule, is_opening, requirement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.source import Span
    from ..rfc2119 import Keyword
    from .place import Located, Place

Node = Requirement | Passage | Skill | Diagnostic
"""What a text may hold; skills only in tables."""

_MOST_NAMED = 5
"""Keywords that a message names, so that it stays one line."""

_MAYBE = re.compile(r"MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL")
_MAYBE_ANY_CASE = re.compile(
    r"(?:\*\*|__)(?:must|shall|should|may|required|recommended|optional|not)", re.IGNORECASE
)
_STANDARD = re.compile(r"RFC[\s-]?(?:2119|8174)|BCP[\s-]?14\b", re.IGNORECASE)
_INTERPRETED = re.compile(r"\bto be (?:interpreted|understood|read)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\bkey\s?words?\b|\b(?:words|terms|verbs|levels|language|capitals|upper[- ]case)\b"
    r"|\b(?:interpreted|meanings?|defined)\b",
    re.IGNORECASE,
)


# The box of a task list, and what joins an item to the next one: "…; and".
_BESIDE_ITEM = re.compile(r"^\[[ xX]\]\s+|;\s*$|[;,]\s+and\s*$|(?<=\S)\s+and\s*$")


def statements(located: Located, place: Place) -> Iterator[Node]:
    """Yield the statements of a text, what is between them, and what is wrong with them.

    Sentences behind a statement are its note; those before the first one, and those that say how
    keywords are to be read, are passages.
    """
    text = located.text
    masked = mask(text)
    parts = pieces(text, masked)
    if len(parts) > 1:
        yield from _listed(located, parts, place)
        return
    keywords = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    yield from _miscased(masked, located, place)
    quiet = without_quotes(masked) if place.keywords.sets else masked
    may_talk = bool(_STANDARD.search(masked))
    last: Requirement | None = None
    loose: list[tuple[int, int]] = []
    for start, end, own in stretches(text, masked, keywords):
        talks = may_talk and is_conventions(
            masked[start:end], [keyword.start - start for keyword in own]
        )
        inferred = [] if own or talks else list(inferred_parts(quiet, start, end, place))
        if inferred:
            yield from _settled(last, loose, located, place)
            loose = []
            *earlier, last = (inferred_rule(located, *one, place) for one in inferred)
            yield from earlier
            continue
        is_said = own and not is_question(masked[start:end])
        if not talks and (not is_said or is_bare(masked, start, end, own)):
            loose.append((start, end))
            continue
        yield from _settled(last, loose, located, place)
        last, loose = None, []
        if talks:
            yield _passage(PassageKind.CONVENTIONS, start, end, located, place)
            continue
        for part in inferred_parts(quiet, start, _own_part(masked, start, own), place):
            yield inferred_rule(located, *part, place)
            start = part[1]
        (*earlier, last), doubts = _sentence(located, masked, start, end, own, place)
        yield from earlier
        yield from doubts
        yield from _questionable(located, start, end, own, is_several=bool(earlier))
    yield from _settled(last, loose, located, place)


def _listed(located: Located, parts: Sequence[tuple[int, int]], place: Place) -> Iterator[Node]:
    """Yield the statements of items that only line breaks separate, perhaps below a lead."""
    start, end = parts[0]
    head = located.text[start:end].rstrip(" *_\n")
    keywords = (
        find_keywords(mask(head), bold_lowercase=place.bold_lowercase) if head.endswith(":") else []
    )
    lead = polarity.of_lead(keywords[-1], head[keywords[-1].end :]) if keywords else None
    texts = [located.text[begin:stop] for begin, stop in parts[1:]]
    kind = leads.kind_of(mask(head), lead, leads.Items(texts, texts[:-1]))
    if lead and kind is not leads.LeadKind.ALL:
        yield from _one_rule(located, parts, kind, texts, place)
        return
    if lead:
        yield _passage(PassageKind.LEAD, start, end, located, place)
    for begin, stop in parts[1 if lead else 0 :]:
        item = located.part(begin, stop)
        if not item.text.strip():
            yield _passage(PassageKind.MARKUP, begin, stop, located, place)
        elif lead and is_governed(item.text, lead, place):
            yield from inherited_statement(item, lead, one_line(head), place)
        else:
            yield from statements(item, place)


def _one_rule(
    located: Located,
    parts: Sequence[tuple[int, int]],
    kind: leads.LeadKind,
    texts: Sequence[str],
    place: Place,
) -> Iterator[Node]:
    """Yield the rule of a lead whose items, separated by line breaks, are no rules themselves."""
    start, end = parts[0][0], parts[-1][1]
    if kind is leads.LeadKind.ASIDE:
        yield _passage(PassageKind.TEXT, start, end, located, place)
        return
    for node in statements(located.part(*parts[0]), place):
        if not isinstance(node, Requirement):
            yield node
        elif kind is leads.LeadKind.EXAMPLES:
            yield replace(node, text=leads.without_examples(node.text))
        else:
            whole = replace(
                node, raw=located.text[start:end].strip(), span=located.span(start, end)
            )
            yield with_items(whole, kind, [*map(one_line, texts)])


def with_items(rule: Requirement, kind: leads.LeadKind, items: Sequence[str]) -> Requirement:
    """Return a rule with these items as its options or its cases."""
    items = tuple(filter(None, map(leads.bare_item, items)))
    if kind is leads.LeadKind.OPTIONS:
        return replace(rule, options=items)
    clause = leads.condition_in(rule.text)
    if not clause and rule.note.endswith(":"):
        clause = leads.condition_in(rule.note) or rule.note
        rule = replace(rule, text=f"{rule.text} {rule.note}", note="")
    inner = f"{clause} {'; '.join(items)}".strip()
    outer = rule.condition if rule.condition and not clause.startswith(rule.condition) else ""
    return replace(
        rule, conditions=items, condition=", ".join(part for part in (outer, inner) if part)
    )


def inherited_statement(
    located: Located, keyword: Keyword, lead: str, place: Place
) -> Iterator[Node]:
    """Yield what an item without a keyword states below a lead that has one.

    "You MUST:" above "never sleep" reads as "You MUST NOT:" above "sleep".
    """
    made, doubts = requirement(located, keyword, 0, len(located.text), place, is_inside=False)
    head, found, tail = lead.rpartition(keyword.written)
    is_same = (
        made.level == keyword.level if keyword.is_inferred else made.keyword == keyword.written
    )
    is_turned = found and not is_same
    context = f"{head}{made.keyword}{tail}" if is_turned else lead
    yield replace(made, context=context, text=_BESIDE_ITEM.sub("", made.text))
    yield from doubts
    others = find_keywords(mask(located.text), bold_lowercase=place.bold_lowercase)
    if others:
        span = located.span(0, len(located.text))
        yield _several(span, (keyword, *others), "item", Severity.WARNING)


def is_governed(text: str, keyword: Keyword, place: Place) -> bool:
    """Whether an item gets the keyword of its lead: it has none, or only one in an aside.

    "share keys (you MUST rotate them)" below "You MUST NOT:" is no obligation.
    """
    masked = mask(text)
    own = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    if not own or not keyword.level.is_negative:
        return not own
    before = masked[: own[0].start]
    return not is_opening(before, masked[own[0].end :]) and polarity.is_aside(before)


def may_state(text: str, place: Place) -> bool:
    """Whether it is worth looking for statements in a text."""
    return bool(place.keywords.sets) or may_hold_keywords(text)


def opens_with_keyword(text: str) -> bool:
    """Whether a text begins with a keyword, so that its subject is somewhere else."""
    masked = mask(text)
    return any(is_opening(masked[: k.start], masked[k.end :]) for k in find_keywords(masked)[:1])


def may_hold_keywords(text: str) -> bool:
    """Whether it is worth looking for statements, conventions or miscased keywords in a text."""
    text = visible(text)
    return bool(_MAYBE.search(text) or _MAYBE_ANY_CASE.search(text) or _STANDARD.search(text))


def is_conventions(sentence: str, keywords: Sequence[int] = ()) -> bool:
    """Whether a sentence says how to read keywords; RFC 2119 and RFC 8174 §2 have the wording.

    Args:
        sentence: The sentence, masked.
        keywords: Offsets of the keywords in it that seem to state something.

    >>> is_conventions("Words in capitals have the meaning that RFC 2119 gives them.")
    True
    >>> is_conventions("Authors MUST know the key words of RFC 2119.", [8])
    False
    """
    talk = _TALK.search(sentence)
    if not talk or not _STANDARD.search(sentence):
        return False
    return len(keywords) != 1 or talk.start() < keywords[0] or bool(_INTERPRETED.search(sentence))


# --- what becomes of a sentence
# -----------------------------------------------------------------------------


def _sentence(
    located: Located, masked: str, start: int, end: int, keywords: Sequence[Keyword], place: Place
) -> tuple[list[Requirement], list[Diagnostic]]:
    """Return a rule for each keyword; a clause without a subject shares the condition before it."""
    found: list[Requirement] = []
    doubts: list[Diagnostic] = []
    for begin, stop, keyword in clauses(masked, start, end, keywords):
        made, own = requirement(located, keyword, begin, stop, place)
        if found and begin == keyword.start:
            made = replace(made, condition=found[-1].condition, found=found[-1].found)
        found.append(made)
        doubts += own
    return found, doubts


def _own_part(masked: str, start: int, keywords: Sequence[Keyword]) -> int:
    """Return where the part of a sentence begins that its first keyword in capitals is in."""
    semicolons = SEMICOLON.finditer(masked, start, keywords[0].start)
    return max((match.end() for match in semicolons), default=start)


def _settled(
    last: Requirement | None, loose: Sequence[tuple[int, int]], located: Located, place: Place
) -> Iterator[Requirement | Passage]:
    """Yield a rule with the sentences behind it as its note, or only those sentences."""
    if last:
        if loose:
            note = located.text[loose[0][0] : loose[-1][1]]
            behind = located.span(loose[0][0], loose[-1][1])
            span = replace(last.span, end_line=behind.end_line, end_column=behind.end_column)
            last = replace(last, note=one_line(note), span=span)
        yield last
    elif loose:
        start, end = loose[0][0], loose[-1][1]
        is_lead = located.text[start:end].rstrip(" *_\n").endswith(":")
        yield _passage(
            PassageKind.LEAD if is_lead else PassageKind.TEXT, start, end, located, place
        )


def _passage(kind: PassageKind, start: int, end: int, located: Located, place: Place) -> Passage:
    return Passage(
        kind, located.text[start:end].strip(), located.span(start, end), (), place.section
    )


def _questionable(
    located: Located, start: int, end: int, keywords: Sequence[Keyword], *, is_several: bool
) -> Iterator[Diagnostic]:
    for keyword in keywords:
        words = keyword.written.upper()
        if keyword.is_mixed_case and any(word.isupper() for word in keyword.written.split()):
            span = located.span(keyword.start, keyword.end)
            yield Diagnostic.of("KW001", span, written=keyword.written, capitals=words)
        if words in ("MAY NOT", "MAY NEVER"):
            span = located.span(keyword.start, keyword.end)
            yield Diagnostic.of("KW010", span, written=words)
    if is_several:
        yield _several(located.span(start, end), keywords)


def _several(
    span: Span, keywords: Sequence[Keyword], variant: str = "", severity: Severity | None = None
) -> Diagnostic:
    """Say that one sentence or list item states more than one rule."""
    written = tuple(keyword.written for keyword in keywords[:_MOST_NAMED])
    return Diagnostic.of("KW005", span, variant, severity, keywords=written)


def _miscased(masked: str, located: Located, place: Place) -> Iterator[Diagnostic]:
    if place.bold_lowercase or not _MAYBE_ANY_CASE.search(masked):
        return
    for match in miscased_keywords(masked):
        words = one_line(match["words"])
        span = located.span(match.start("open"), match.end())
        yield Diagnostic.of("KW002", span, written=words, capitals=words.upper())
