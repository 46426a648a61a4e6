"""The words that state a rule, rewritten with a keyword in capitals: a rule in, other wordings out.

Which wording is taken is decided by reading it; nothing here knows whether it would be read well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..keywords import NOWHERE, read_set
from ..parse.inline import mask
from ..rfc2119 import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..rfc2119 import Level

_GAP = "…"
_MODAL = re.compile(
    r"(?P<subject>(?:you|we) )?(?:must(?:n['’]t| not| never)?|shall(?: not| never)?"
    r"|should(?:n['’]t| not| never)?|may(?: not)?|ha(?:s|ve) to|(?:is|are) (?:required|obliged) to"
    r"|ought(?: not)? to)",
    re.IGNORECASE,
)
"""Words in the middle of a sentence that a keyword replaces: "must", "has to"."""
_VERB_AT_END = re.compile(r"\b(?:must|shall|should|may)$", re.IGNORECASE)
_SAYS_NO_MORE = re.compile(
    r"(?:you )?(?:always|never)|do not|don['’]t|remember to|be sure to|feel free to|refuse to"
    r"|you are (?:free|welcome) to|try not to",
    re.IGNORECASE,
)
"""Words at the beginning that say no more than the level, so that a keyword replaces them."""
_STAYS = re.compile(
    r"[a-z][a-z-]*|make sure|take care to|(?:try|aim|strive) to|(?:aim|strive) for", re.IGNORECASE
)
"""Verbs, which stay behind a keyword: "Ensure …" is "MUST ensure …"."""
_NO_VERB = re.compile(r"avoid|ideally|optionally|beware|no|only", re.IGNORECASE)
# What may come before a keyword that opens a statement.
_BEFORE = re.compile(
    r"(?:<[^<>]{0,200}>|\[[ xX]\]"
    r"|[*_]{0,2}\[(?!RFC|BCP|ISO)[A-Za-z][\w.-]{0,60}\d\][*_]{0,2}:?(?=\s)|[•●○■▪◦‣·∙⁃–—]|\\[-*+]|\s)*"
)
_LETTERS = re.compile(r"\w+(?:['’]\w+)*")
_MARKS = re.compile(r"[*_]+")
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3})(?=\w)(.{1,60}?)(?<=\w)\1(?!\w)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement, and where the words are that make it a rule."""

    raw: str
    """The statement as it is in the source."""
    start: int
    end: int
    """Offsets of the words, with the emphasis around them."""
    level: Level
    written: str
    """The words without emphasis."""

    @property
    def keyword(self) -> str:
        """The keyword of the level as it is written in a rule."""
        return f"**{self.level.value}**"

    @property
    def is_inside_bold(self) -> bool:
        """Whether emphasis begins before the words and ends behind them."""
        return bool(self.raw[: self.start].count("**") % 2)

    @property
    def is_first(self) -> bool:
        """Whether nothing but bullets, boxes and emphasis comes before the words."""
        return not _LETTERS.search(self.raw, _begin(self.raw), self.start)

    def with_words(self, words: str) -> str:
        """Return the statement with other words that make it a rule."""
        words = words.replace("**", "") if self.is_inside_bold else words
        return f"{self.raw[: self.start]}{words}{self.raw[self.end :]}"


def wordings(raw: str, written: str, level: Level) -> Iterator[str]:
    """Yield the ways to write a rule with a keyword in capitals, the most natural first.

    The last ones put the keyword in front and leave the sentence as it is, so there is one for
    every language.

    Args:
        raw: The statement as written.
        written: The words that state it, perhaps with an ellipsis for others between them.
        level: What they mean.

    >>> from rolebook.rfc2119 import Level
    >>> next(wordings("You **must** log in.", "must", Level.MUST))
    'You **MUST** log in.'
    >>> next(wordings("Never share a key.", "Never", Level.MUST_NOT))
    '**MUST NOT** share a key.'
    >>> next(wordings("Akten dürfen nie liegen.", "dürfen nie", Level.MUST_NOT))
    '**MUST NOT** – Akten dürfen nie liegen.'
    """
    found = _find(raw, written, level)
    if found:
        yield from (made for way in _WAYS if (made := way(found)) is not None)
    begin = _begin(raw)
    yield f"{raw[:begin]}**{level.value}** – {raw[begin:]}"
    # "MUST NOT – No one may enter" could mean the opposite.
    yield f"{raw[:begin]}**{level.value}** – “{raw[begin:]}”"


def lead_wordings(raw: str, written: str, level: Level) -> Iterator[str]:
    """Yield the ways to write a sentence that gives its level to a list, as `wordings` does."""
    found = _find(raw, written, level)
    if found:
        yield from (made for way in _WAYS if (made := way(found)) is not None)
        yield found.with_words(found.keyword)


def _find(raw: str, written: str, level: Level) -> Wording | None:
    """Return where words are in a statement, or None."""
    parts = [_pattern(part) for part in written.split(_GAP)]
    pattern = r"[\s\S]{1,300}?".join(filter(None, parts))
    match = (re.search(pattern, mask(raw)) or re.search(pattern, raw)) if pattern else None
    if match is None:
        return None
    start, end = _with_emphasis(raw, *match.span())
    words = " ".join(_MARKS.sub("", written).split())
    return Wording(raw, start, end, level, words)


def _pattern(words: str) -> str:
    return r"[\s*_]+".join(map(re.escape, _MARKS.sub(" ", words).split()))


def _with_emphasis(raw: str, start: int, end: int) -> tuple[int, int]:
    """Return offsets with the emphasis around them, if it is only around them."""
    for match in _EMPHASIS.finditer(raw):
        if match.start() <= start and end <= match.end() and match.start(2) >= start:
            return match.start(), match.end()
        if match.start() <= start < match.end() <= end:  # "**must** not"
            return match.start(), end
    return start, end


def _begin(raw: str) -> int:
    match = _BEFORE.match(raw)
    return match.end() if match else 0


# --- ways -----------------------------------------------------------------------------------------


def _as_it_is(found: Wording) -> str | None:
    """In capitals: `**must**`, `shall not`."""
    keyword = found.written.upper()
    if LEVELS.get(keyword) is not found.level:
        return None
    return found.with_words(f"**{keyword}**")


def _replaced(found: Wording) -> str | None:
    """A keyword instead of a modal verb: "The crew has to wait"."""
    match = _MODAL.fullmatch(found.written)
    if not match:
        return None
    return found.with_words(f"{match['subject'] or ''}{found.keyword}")


def _spoken(found: Wording) -> str | None:
    """A modal verb with a negation before it in capitals: "At no time must anyone enter"."""
    words = found.raw[found.start : found.end]
    match = _VERB_AT_END.search(words)
    if not match or not match.start():
        return None
    return found.with_words(f"{words[: match.start()]}**{match[0].upper()}**")


def _swapped(found: Wording) -> str | None:
    """A keyword instead of words that say no more than it: "Never run", "MUSS melden"."""
    if _SAYS_NO_MORE.fullmatch(found.written) and _is_plain(found):
        return found.with_words(found.keyword)
    is_alone = found.is_first and not found.is_inside_bold
    return found.with_words(found.keyword) if is_alone and _is_foreign(found) else None


def _is_foreign(found: Wording) -> bool:
    """Whether no English set of words states something at the beginning."""
    english = read_set("agents")
    openings = (english.find_opening(found.raw, is_weak=weak) for weak in (False, True))
    others = (english.find_instruction(found.raw, NOWHERE), read_set("lowercase").find(found.raw))
    return not any((*openings, *others))


def _put_in_front(found: Wording) -> str | None:
    """A keyword in front of a verb: "Run the tests", "If they fail, fix them"."""
    if found.level.is_negative or not (_is_plain(found) and _is_verb(found)):
        return None
    words = found.raw[found.start : found.end]
    is_shouted = words[1:2].isupper()
    return found.with_words(
        f"{found.keyword} {words if is_shouted else words[:1].lower() + words[1:]}"
    )


def _is_verb(found: Wording) -> bool:
    """Whether the words are those of an instruction in English."""
    if not _STAYS.fullmatch(found.written) or _NO_VERB.fullmatch(found.written):
        return False
    english = read_set("agents")
    first = english.find_opening(found.raw) or english.find_instruction(found.raw, NOWHERE)
    return bool(first and first.written.casefold() == found.written.casefold())


def _is_plain(found: Wording) -> bool:
    """Whether the words are at the beginning or behind a label or condition, not in emphasis."""
    before = found.raw[: found.start]
    return not found.is_inside_bold and (
        found.is_first or before.rstrip(" *_").endswith((",", ":"))
    )


_WAYS: tuple[Callable[[Wording], str | None], ...] = (
    _as_it_is,
    _replaced,
    _spoken,
    _swapped,
    _put_in_front,
)
