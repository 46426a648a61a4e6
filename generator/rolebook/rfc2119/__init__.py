"""The requirement levels of RFC 2119 and RFC 8174 (BCP 14) and how to spot a keyword in a text.

Text in, keywords with their offsets out. What is code, a link target or a comment must have been
masked before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from .mentions import is_mentioned, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class Level(StrEnum):
    """The five levels; the eleven words of BCP 14 are names for them."""

    MUST = "MUST"
    MUST_NOT = "MUST NOT"
    SHOULD = "SHOULD"
    SHOULD_NOT = "SHOULD NOT"
    MAY = "MAY"

    @property
    def is_negative(self) -> bool:
        """Whether it forbids or warns rather than asks or allows.

        Examples:
            >>> [level.is_negative for level in (Level.SHOULD, Level.SHOULD_NOT)]
            [False, True]
        """
        return self in (Level.MUST_NOT, Level.SHOULD_NOT)

    @property
    def strength(self) -> int:
        """How much it binds, from 1 for MAY to 3 for MUST and MUST NOT (RFC 2119 §1-§5).

        Examples:
            >>> [level.strength for level in Level]
            [3, 3, 2, 2, 1]
        """
        return {"MUST": 3, "SHOULD": 2, "MAY": 1}[self.partition(" ")[0]]

    @property
    def slug(self) -> str:
        """Its name in keys and classes; its meaning in words is the message `level-<slug>`.

        Examples:
            >>> Level.MUST_NOT.slug
            'must-not'
        """
        return self.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword found in a text."""

    level: Level
    written: str
    """The word or words as the author wrote them, without emphasis: `MUST not`, `SHALL`."""
    start: int
    """Offset of the first character, emphasis included."""
    end: int
    """Offset behind the last character, emphasis included."""
    emphasised: bool = False
    is_inferred: bool = False
    """Whether other words than those of RFC 2119 in capitals state it; see `keywords`."""
    language: str = ""
    """The language of these other words."""
    dangling: str = ""
    """Emphasis that opens before the keyword and closes only later: `**` in `**MUST log in**`."""

    @property
    def is_mixed_case(self) -> bool:
        """Whether the negation is not in capitals (RFC 8174 §2).

        >>> [keyword.is_mixed_case for keyword in find_keywords("MUST not, MUST NOT")]
        [True, False]
        """
        return not self.written.isupper()


LEVELS: Mapping[str, Level] = {
    "MUST": Level.MUST,
    "SHALL": Level.MUST,
    "REQUIRED": Level.MUST,
    "MUST NOT": Level.MUST_NOT,
    "MUST NEVER": Level.MUST_NOT,
    "SHALL NOT": Level.MUST_NOT,
    "SHALL NEVER": Level.MUST_NOT,
    "SHOULD": Level.SHOULD,
    "RECOMMENDED": Level.SHOULD,
    "SHOULD NOT": Level.SHOULD_NOT,
    "SHOULD NEVER": Level.SHOULD_NOT,
    "NOT RECOMMENDED": Level.SHOULD_NOT,
    "MAY": Level.MAY,
    "MAY NOT": Level.MAY,
    "MAY NEVER": Level.MAY,
    "OPTIONAL": Level.MAY,
    "NOT REQUIRED": Level.MAY,
    "NOT OPTIONAL": Level.MUST,
}

MARKUP = "\x01"
"""Replaces a masked character that no reader sees, such as one of a tag. Sources have none."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
"""Invisible characters, such as the soft hyphen and the zero-width space, for a character class."""
SPACES = r"\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space of any script, for a character class, also where `\\s` means only that of ASCII."""

_MARK = r"(?:\*{1,3}|_{1,3})"
_HIDDEN = f"[{INVISIBLE}{MARKUP}]"
_IS_HIDDEN = re.compile(_HIDDEN)
# White space, emphasis, tags, hard breaks and the brackets of links; `MUST_NOT` is a name. It never
# backtracks, so that a long gap costs no more than its length.
_GAP = (
    rf"(?!_+[^\W_])(?>(?:[{SPACES}*_\\{INVISIBLE}{MARKUP}]|\](?={MARKUP})|\[(?=[NnRrOo]))+)"
    r"|[-\u2010\u2011]"
)
_AFTER_WORD = r"(?![^\W_])"
_VERBS = ("MUST", "SHALL", "SHOULD", "MAY")
_ADJECTIVES = ("REQUIRED", "RECOMMENDED", "OPTIONAL")
_FIRST_WORDS = (*_VERBS, "NOT", *_ADJECTIVES)


def _words(between: str, *, is_firm: bool) -> str:
    """Return the pattern of all keywords.

    Args:
        between: What may come between the letters of a word.
        is_firm: Whether a negation that is there always belongs to the keyword, so that `MUST
            NOT/SHALL NOT`, which
            is no keyword, is not taken for `MUST`.
    """

    def spelled(words: Iterable[str]) -> str:
        return "|".join(between.join(letters) for letters in words)

    no = between.join(("[Nn]", "[Oo]", "[Tt]"))
    never = between.join(("[Nn]", "[Ee]", "[Vv]", "[Ee]", "[Rr]"))
    # Before Python 3.11.5, `(?:ab)?+` stays behind the "a" where no "b" follows.
    once = "(?>" if is_firm else "(?:"
    # "MUST not only a but also b" obliges: the "not" is no negation.
    return (
        rf"(?:{spelled(_VERBS)}){once}(?:(?:{_GAP})(?:{no}(?!(?:{_GAP})(?:only|just|merely|simply)\b)|{never}){_AFTER_WORD})?)"
        rf"|{no}(?:{_GAP})(?:{spelled(_ADJECTIVES)})|{spelled(_ADJECTIVES)}"
    )


# These are compiled when they are first needed: all together take 0.03 s.
@cache
def _keywords(between: str = "") -> re.Pattern[str]:
    # A word character, a hyphen or a slash next to the word makes it part of a name:
    # `SHOULD-constrained`, `MUSTs`.
    return re.compile(
        rf"(?<![\w/-])(?<!\w[*_])(?P<open>{_MARK}?)"
        rf"(?P<words>{_words(between, is_firm=True)})(?P<close>{_MARK}?)"
        r"(?!\w|[-\u2010\u2011]\w|/\w)"
    )


@cache
def _bold(before: str, between: str = "") -> re.Pattern[str]:
    # The flags are local: "ſ" and "ı" are not "s" and "i" here, but a letter next to the
    # word is one in any script.
    return re.compile(
        rf"{before}(?P<open>\*\*|__)"
        rf"(?P<words>(?ai:{_words(between, is_firm=False)}))(?P<close>\*\*|__)"
        rf"(?:(?:{_GAP})(?P<late>(?ai:not|never)){_AFTER_WORD}(?!(?:{_GAP})(?:only|just|merely|simply)\b)[*_]{{0,3}})?(?!\w|-\w)",
        re.MULTILINE,
    )


_NO_NAME = r"(?<![\w/-])"
_LINE_START = r"^[ \t]*"
_BETWEEN_HIDDEN = f"{_HIDDEN}{{0,20}}"
"""For words with hidden characters in them; slower, and seldom needed."""

_MARKED = re.compile(r"[*_]")
_NO_LETTER = re.compile(r"[^A-Za-z]+")


_LISTED = re.compile(r"[\s*_]*(?:[,/|&]\s*(?:(?:and|or)\s+)?|(?:and|or)\s+)[*_]*", re.IGNORECASE)
_GOES_ON = re.compile(r"[\s*_]{0,9}[\w\0`]")
_LONGEST_JOINT = 20


def find_keywords(text: str, *, bold_lowercase: bool = False) -> list[Keyword]:
    """Return the keywords that state a requirement, in order.

    Left out are keywords that are only talked about: in quotation marks, in a list of three or
    more, behind an article ("a MUST"), being defined ("MUST means …"), or said of another text
    ("is designated as REQUIRED"). See RFC 2119 §1-§5 and RFC 8174 §2.

    Args:
        text: One paragraph, with code, link targets and comments masked.
        bold_lowercase: Also read `**must**` as a keyword.

    >>> keywords = find_keywords("You **MUST** log in and MUST not share keys.")
    >>> [(keyword.level.value, keyword.written) for keyword in keywords]
    [('MUST', 'MUST'), ('MUST NOT', 'MUST not')]
    >>> find_keywords('The words "MUST" and "MAY" are used; MUST, SHOULD and MAY; a SHOULD-rule.')
    []
    >>> find_keywords("Clause 5 says SHALL. The field is marked OPTIONAL.")
    []
    """
    between = _BETWEEN_HIDDEN if _IS_HIDDEN.search(text) else ""
    found = [_keyword(match) for match in _keywords(between).finditer(text)]
    if bold_lowercase:
        in_any_case = _bold(_NO_NAME, between).finditer(text)
        found += [
            _keyword(match, late=match["late"] or "")
            for match in in_any_case
            if _is_miscased(match)
        ]
        found.sort(key=lambda keyword: keyword.start)
    quoted = quotations(text) if found else []
    return [
        keyword
        for run in _runs(text, found)
        if not _is_talked_about(text, run)
        for keyword in run
        if not any(start < keyword.start and keyword.end < end for start, end in quoted)
    ]


def miscased_keywords(text: str) -> list[re.Match[str]]:
    """Return emphasised keywords in the wrong case that open a line: `**Must** …`.

    >>> [match["words"] for match in miscased_keywords("**Must** log in")]
    ['Must']
    """
    return [match for match in _bold(_LINE_START).finditer(text) if _is_miscased(match)]


def without_keywords(text: str) -> str:
    """Return a text with an ellipsis for every keyword, so that only the words are compared.

    >>> without_keywords("the client **MUST NOT** retry")
    'the client … retry'
    """
    return _keywords().sub("…", text)


def _is_miscased(match: re.Match[str]) -> bool:
    return not _written(match["words"]).split()[0].isupper()


def _written(words: str) -> str:
    """Return the words of a keyword with one blank between them.

    >>> _written("MUST** *not")
    'MUST not'
    """
    if words.isalpha():
        return words
    letters = _NO_LETTER.sub("", words)
    first = next(len(word) for word in _FIRST_WORDS if letters.upper().startswith(word))
    return f"{letters[:first]} {letters[first:]}".rstrip()


def _keyword(match: re.Match[str], *, late: str = "") -> Keyword:
    words, mark = match["words"], match["open"]
    written = f"{_written(words)} {late}" if late else _written(words)
    is_dangling = mark and not match["close"] and not _MARKED.search(words)
    return Keyword(
        LEVELS[written.upper()],
        written,
        match.start(),
        match.end(),
        emphasised=bool(mark),
        dangling=mark if is_dangling else "",
    )


def _runs(text: str, found: Sequence[Keyword]) -> Iterator[list[Keyword]]:
    """Put keywords together that are listed, as in "MUST, SHOULD and MAY"."""
    run: list[Keyword] = []
    for keyword in found:
        if run and not _joins(text, run[-1].end, keyword.start):
            yield run
            run = []
        run.append(keyword)
    if run:
        yield run


def _joins(text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_JOINT and bool(_LISTED.fullmatch(text, start, end))


def _are_synonyms(text: str, one: Keyword, other: Keyword) -> bool:
    """Whether two words for a level stand for each other: "MUST NOT / SHALL NOT"."""
    is_slash = "/" in text[one.end : other.start]
    return is_slash and one.level is other.level and not _GOES_ON.match(text, other.end)


def _is_talked_about(text: str, run: Sequence[Keyword]) -> bool:
    if len(run) == 2 and _are_synonyms(text, *run):
        return True
    return len(run) > 2 or any(is_mentioned(text, keyword) for keyword in run)
