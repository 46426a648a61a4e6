"""A stretch of text and its keyword to a requirement: level, words, condition and ID."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..markup.bullets import SIGN
from ..model import Found, Requirement
from ..model.diagnostics import Diagnostic
from ..rfc2119 import Level
from ..words.lines import one_line
from . import polarity
from .author_ids import LABEL, explicit_id, leading, without_id
from .inline import IMAGE, STRUCK_OUT, without_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.source import Span
    from ..rfc2119 import Keyword
    from .place import Located, Place
    from .polarity import Meaning

_CONDITION = re.compile(
    r"\W{0,4}(?:If|When|Whenever|While|Where|Unless|Until|Once)\b.{1,500},\s", re.DOTALL
)
_WRAPPED = re.compile(
    r"\s*<(?P<name>[A-Z][\w.]{0,40})(?:\s[^<>]{0,200})?>(?P<words>.*)</(?P=name)>\s*", re.DOTALL
)
"""A component of MDX around a whole text: `<Note>Clients MUST log in.</Note>`."""
_BOX = re.compile(r"^\s*\[[ xX]\]\s+")
_HARD_BREAK = re.compile(r"(?:\\|<br\s?/?>)\s{0,9}(?:\n|$)", re.IGNORECASE)
# What may come before a keyword that opens a statement: tags, bullets, the box of a task list,
# what is struck out, images.
_BEFORE_OPENING = re.compile(
    rf"(?:{STRUCK_OUT}|{IMAGE}|<[^<>]{{0,200}}>|\[[ xX]\]|{LABEL}|{SIGN}|\s)*"
)
_AFTER_OPENING = re.compile(r"(?:</\w{1,10}>|&nbsp;|\s)*(?:[:–—,-]\s+|:)?")


def requirement(
    located: Located,
    keyword: Keyword,
    start: int,
    end: int,
    place: Place,
    *,
    is_inside: bool = True,
) -> tuple[Requirement, list[Diagnostic]]:
    """Make a requirement of `located.text[start:end]`, and say what is doubtful about its keyword.

    Args:
        located: The text.
        keyword: Its keyword.
        start: Offset of the first character.
        end: Offset behind the last one.
        place: Where it is.
        is_inside: Whether the keyword is part of the text, and not of a lead or another cell.
    """
    raw = located.text[start:end]
    label, length = leading(raw, place.schemes)
    begin = start + length
    said = located.text[begin:end]
    before, after = "", ""
    if is_inside:
        before, after = said[: keyword.start - begin], said[keyword.end - begin :]
    opens = is_inside and is_opening(before, after)
    condition = _condition(before)
    if opens:
        statement, meaning = _opened(keyword, _statement(keyword, before, after))
    elif not is_inside:
        statement, meaning = _opened(keyword, said)
    else:
        subject = before[len(condition) :]
        statement = said
        meaning = polarity.of_sentence(keyword, subject[_begin(subject) :], after)
    found = place.found
    if found is Found.LINE and not opens:
        found = Found.SENTENCE
    span = located.span(start, end)
    made = Requirement(
        level=meaning.level,
        keyword=meaning.level.value if keyword.is_inferred else meaning.keyword,
        text=_words(statement),
        raw=raw.strip(),
        span=span,
        category=place.category,
        group=place.group,
        found=found,
        condition=one_line(without_unsaid(condition)).rstrip(","),
        inferred=keyword.written if keyword.is_inferred else "",
        language=keyword.language,
        explicit_id=label or explicit_id(raw, is_opening=opens) or place.explicit_id,
    )
    return made, list(_doubts(meaning, span))


def _words(statement: str) -> str:
    """Return the words of a statement on one line, without an ID and what its author struck out."""
    wrapped = _WRAPPED.fullmatch(statement)
    if wrapped:
        statement = wrapped["words"]
    statement = _BOX.sub("", statement)
    return one_line(_HARD_BREAK.sub(" ", without_unsaid(without_id(statement))))


def _condition(before: str) -> str:
    """Return the clause with If, When and the like that a sentence begins with, or nothing."""
    match = _CONDITION.match(before)
    return match[0] if match else ""


def _opened(keyword: Keyword, statement: str) -> tuple[str, Meaning]:
    """Return what a keyword governs without its negation, and what the keyword means with it."""
    begin = _begin(statement)
    meaning = polarity.of_statement(keyword, statement[begin:])
    if meaning.skipped:
        statement = statement[begin + meaning.skipped :]
    return statement, meaning


def _begin(text: str) -> int:
    """Return how many characters of tags, bullets and boxes a text begins with."""
    match = _BEFORE_OPENING.match(text)
    return match.end() if match else 0


def _doubts(meaning: Meaning, span: Span) -> Iterator[Diagnostic]:
    if meaning.is_doubled:
        yield Diagnostic.of("KW011", span, keyword=meaning.keyword)
    if (
        meaning.is_ambiguous
        and meaning.level is Level.MAY
        and meaning.keyword.upper() in ("MAY", "OPTIONAL")
    ):
        yield Diagnostic.of("KW010", span, "negation", written=meaning.keyword)
    elif meaning.is_ambiguous:
        yield Diagnostic.of("KW012", span, keyword=meaning.keyword, level=meaning.level.value)


def is_opening(before: str, after: str) -> bool:
    """Whether a keyword opens its statement; `[MUST]` and `(MUST)` do, too."""
    if not before:
        return True
    unbracketed = before[:-1] if (before[-1], after[:1]) in (("[", "]"), ("(", ")")) else before
    return bool(_BEFORE_OPENING.fullmatch(unbracketed))


def _statement(keyword: Keyword, before: str, after: str) -> str:
    if keyword.dangling:
        after = after.replace(keyword.dangling, "", 1)
    bracket = 1 if before[-1:] in ("[", "(") else 0
    match = _AFTER_OPENING.match(after, bracket)
    return after[match.end() :] if match else after


# A sentence with several rules is split behind what joins them.
JOINT_AT_END = re.compile(
    r"(?:[;；,]|\s{0,9},?\s{1,9}(?:and|but|und|aber|et|mais|y|pero)(?:\s{1,9}(?:also|then|auch))?"
    r"|[，、](?:而且|并且|而|且|并|但)?)\s{0,9}$",
    re.IGNORECASE,
)


def _without_joint(words: str, following: str) -> str:
    """Return the words of a part of a sentence without what joins it to the next one."""
    return JOINT_AT_END.sub("", words) if following.strip() else words.rstrip(";；,")


def inferred_rule(
    located: Located, start: int, end: int, keyword: Keyword, place: Place
) -> Requirement:
    """Return the rule of a sentence as it is written: its words are not taken for a keyword."""
    raw = located.text[start:end]
    label, length = leading(raw, place.schemes)
    text = raw[length:]
    text = text[_begin(text) :]
    return Requirement(
        level=keyword.level,
        keyword=keyword.level.value,
        text=_without_joint(_words(text), located.text[end:]),
        raw=raw.strip(),
        span=located.span(start, end),
        category=place.category,
        group=place.group,
        found=Found.SENTENCE if place.found is Found.LINE else place.found,
        condition=one_line(without_unsaid(_condition(text))).rstrip(","),
        inferred=one_line(keyword.written),
        language=keyword.language,
        explicit_id=label or explicit_id(raw, is_opening=False) or place.explicit_id,
    )
