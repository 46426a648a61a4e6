"""Sentences that begin with a verb: a sentence and what is around it in, a level out.

"Run the tests" is a MUST below "Rules", a MUST NOT below "Don't", and a SHOULD as a step of a
process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..rfc2119 import Level
from .patterns import any_of, compiled, plain

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a sentence."""

    heading: str = ""
    """The title above it."""
    is_item: bool = False
    """Whether it is in a list."""
    is_step: bool = False
    """Whether the items of that list are numbered."""
    firm: int = 0
    """How many other sentences below the heading are a MUST or a MUST NOT."""


NOWHERE = Around()

# What is in front of the first word: bullets, boxes, emoji, a label in bold or "IMPORTANT:".
_BEFORE_FIRST = re.compile(
    r"[\s>\[\]xX\u2600-\u27bf\ufe0f\U0001f300-\U0001faff•–-]*"
    r"(?:[*_]*(?:important|note|warning|critical|rule|remember|tip|caution)\**\s*:\**\s*)?"
    r"(?:[*_]{1,3}[^*_:]{1,40}(?::[*_]{1,3}|[*_]{1,3}\s*[:–—-])\s*)?[\s*_]*"
    r"(?:(?:instead|first|then|finally|also|afterwards|otherwise|next)\b,?\s+)?"
    r"(?:(?:only(?! ever\b)|just|strictly|carefully|clearly|explicitly|proactively|thoroughly"
    r"|regularly|immediately|promptly|politely|actively|consistently|systematically|directly|simply)\s+)?"
    r"(?:(?:please|kindly|bitte|por favor)\b,?\s+)?",
    re.IGNORECASE,
)
_IMPORTANT = re.compile(r"[\s*_>-]*(?:important|critical|warning)\b[*_]*:", re.IGNORECASE)
_CASE = r"(?:if|when|whenever|where|unless|in case|should)\b"
_IS_CASE = re.compile(_CASE, re.IGNORECASE)
_FIRST_CONDITION = re.compile(
    rf"(?:{_CASE}|(?:before|after|once|for|while|until|on|in|during|without)\b)[^.;:,]{{1,120}},\s+",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[*_]*([A-Za-z]+(?:-[a-z]+)?)[*_]*(?=[\s,.]|$)")
_ASKING = {"do", "have", "need", "use"}
_NEXT_WORD = re.compile(r"[\s*_]*([^\s.,;:]+)")
_CODE_OR_QUOTE = ("\0", "\x01", "`", "'", '"')
# "Type definitions are late": a verb with a form of its own shows that the first word is a noun.
_OTHER_VERB = re.compile(
    r"(?:\s+(?!(?:that|which|who|if|when|whether|what|how|until|unless|because|where|while|as|and"
    r"|so|they|it|you|we|there)\b)[\w'’/-]{1,30}){1,4}?\s+(?:is|are|was|were|has|have|had|can|could"
    r"|may|might|must|should|will|would|does|do|don['’]t|aren['’]t|isn['’]t)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"[*_]{0,3}((?:do|does)[*_]{0,3},?\s(?:however,\s)?[*_]{0,3}(?:not|never)|don['’]t|never|avoid)(?![^\W_])"
    r"[*_]{0,3}(?!\s(?:only|just|merely|simply|mind)\b)",
    re.IGNORECASE,
)
"""How an instruction begins that forbids; "don't just read" asks for more."""
_CROSS = re.compile(r"[\s>*_-]{0,9}[❌🚫⛔✗✘👎]")
"""A mark in front of what is not to be done."""
_MOST_WORDS = 14
"""Words of an item below "Never" that names what to leave: more are a sentence about it."""
_FIRM_STEPS = 3
"""Firm sentences that make a numbered list one of rules: any process has one or two."""


def first(sentence: str) -> int:
    """Return the offset of the first word of a sentence."""
    match = _BEFORE_FIRST.match(sentence)
    return match.end() if match else 0


class Instructions:
    """The verbs of a set, and the headings that say how strict a sentence with one is."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def find(self, sentence: str, around: Around) -> tuple[Level, re.Match[str]] | None:
        """Return the level of an instruction and its verb, or None for another sentence."""
        if "verbs" not in self._data:
            return None
        at = first(sentence)
        condition = _FIRST_CONDITION.match(sentence, at)
        negated = _NEGATED.match(sentence, condition.end() if condition else at)
        if negated:
            is_soft = negated[1].lower().startswith("avoid")
            return (Level.SHOULD_NOT if is_soft else Level.MUST_NOT), negated
        word = _FIRST_WORD.match(sentence, condition.end() if condition else at)
        # "Do pupils wear uniforms?" asks.
        if not word or (word[1].lower() in _ASKING and sentence.rstrip().endswith("?")):
            return None
        below = Level.MUST_NOT if _CROSS.match(sentence) else self._level_below(around.heading)
        rest = sentence[word.end() :]
        is_verb = self._is_verb(word[1].lower(), rest, is_main_clause=bool(condition))
        if not is_verb and not self._is_left_out(sentence[at:], word[1], below, around):
            return None
        if _IMPORTANT.match(sentence):
            return Level.MUST, word
        is_case = bool(condition and _IS_CASE.match(condition[0]))
        is_firm = is_case or self._is_firm(sentence, around)
        return below or (Level.MUST if is_firm else Level.SHOULD), word

    def _is_firm(self, sentence: str, around: Around) -> bool:
        """Whether an instruction is a rule rather than a step, by its words or its neighbours."""
        if around.is_step:
            return around.firm >= _FIRM_STEPS
        firm = self._firm
        return bool(around.firm or (firm and firm.search(sentence)))

    def _is_left_out(self, text: str, word: str, below: Level | None, around: Around) -> bool:
        """Whether an item names what is not done, such as "Blaming others" below "Never"."""
        if not around.is_item or not below or not below.is_negative:
            return False
        is_short = len(text.split()) <= _MOST_WORDS and not text.rstrip().endswith((".", ":"))
        return word.lower().endswith("ing") or is_short

    def _is_verb(self, word: str, rest: str, *, is_main_clause: bool) -> bool:
        """Whether a first word is a verb; one that can be a noun is, before certain words.

        Behind a condition it is one anyway: "If a child is lost, call security".
        """
        if word not in self._words("verbs"):
            return False
        if word not in self._words("nouns"):
            return not rest.lstrip().startswith(":")
        if _OTHER_VERB.match(rest):
            return False
        if is_main_clause:
            return True
        following = _NEXT_WORD.match(rest)
        behind = following[1] if following else ""
        return (
            behind.lower() in self._words("behind")
            or behind.startswith(_CODE_OR_QUOTE)
            or behind[:1].isupper()
            or behind.endswith(("s", "ly"))
        )

    def _level_below(self, heading: str) -> Level | None:
        """Return the level of instructions below a heading, by its whole title or a part of it.

        Prohibitions must be its end, because "Rules we never break" asks for them.
        """
        title = plain(heading)
        whole = (level for level, titles in self._headings if titles.fullmatch(title))
        ends = (level for level, titles in self._endings if titles.search(title))
        part = (
            level
            for level, titles in self._headings
            if not level.is_negative and titles.search(title)
        )
        return next(chain(whole, ends, part), None) if title else None

    @cached_property
    def _headings(self) -> list[tuple[Level, re.Pattern[str]]]:
        by_level = self._data.get("imperatives", {}).items()
        return [(Level(level), any_of(titles)) for level, titles in by_level if titles]

    @cached_property
    def _endings(self) -> list[tuple[Level, re.Pattern[str]]]:
        negative = ((level, titles) for level, titles in self._headings if level.is_negative)
        return [(level, compiled(f"(?:{titles.pattern})$")) for level, titles in negative]

    @cached_property
    def _firm(self) -> re.Pattern[str] | None:
        words = self._data.get("firm_words", ())
        return any_of(words) if words else None

    def _words(self, name: str) -> frozenset[str]:
        if name not in self._split:
            self._split[name] = frozenset(self._data.get(name, "").split())
        return self._split[name]

    @cached_property
    def _split(self) -> dict[str, frozenset[str]]:
        return {}
