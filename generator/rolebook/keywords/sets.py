"""One set of words: what they mean alone, with a negation, at the beginning, and below a heading.

Sets are the YAML files in `data`; `CONTRIBUTING.md` describes their form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Inference:
    """The words of a sentence that state a rule."""

    level: Level
    written: str
    """The words as the author wrote them; `DARF … NICHT` where others are between them."""
    start: int
    end: int
    """Offsets of the first word and behind the last one."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A turn of phrase that states something."""

    level: Level
    exactness: int
    """How many of its letters are given: of two phrases, the more exact one counts."""
    first: str
    """Its first word; empty in a language without spaces."""
    pattern: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that may state something."""

    start: int
    end: int
    written: str
    level: Level | None
    """None where they only describe."""
    exactness: int
    """0 for a single word; else how many letters of a phrase are given."""


# What is in front of the first word: bullets, boxes, emoji, a label in bold or "IMPORTANT:".
_BEFORE_FIRST = re.compile(
    r"[\s>\[\]xX\u2600-\u27bf\ufe0f\U0001f300-\U0001faff•–-]*"
    r"(?:[*_]*(?:important|note|warning|critical|rule|remember|tip|caution)\**\s*:\**\s*)?"
    r"(?:[*_]{1,3}[^*_:]{1,40}(?::[*_]{1,3}|[*_]{1,3}\s*[:–—-])\s*)?[\s*_]*",
    re.IGNORECASE,
)
_IMPORTANT = re.compile(r"[\s*_>-]*(?:important|critical|warning)\b[*_]*:", re.IGNORECASE)
_FIRST_CONDITION = re.compile(
    r"(?:if|when|whenever|before|after|once|for|where|while|until|on|in|during)\b"
    r"[^.;:,]{1,120},\s+",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[*_]*([A-Za-z]+(?:-[a-z]+)?)[*_]*(?=[\s,.]|$)")
_NEXT_WORD = re.compile(r"[\s*_]*([^\s.,;:]+)")
_CODE_OR_QUOTE = ("\0", "\x01", "`", "'", '"')
_CLAUSE_END = re.compile(r"[,;:—]|\s–\s")
_INSERTION = re.compile(r"\s?,[^,;:.]{1,80},")
_QUESTION = ("?", "？")
_AT_END = " *_)\"'\n"

_WORD = re.compile(r"[^\W\d_]+")
_GAP = "…"
_GAP_PATTERN = r"[\s*_]+[^,;:.!?]{0,90}?(?<!\w)"
_SPECIAL: Mapping[str, str] = {
    _GAP: _GAP_PATTERN,
    "{number}": r"\d[\d.,]*",
    "{infinitive}": r"\w{2,25}(?:er|ir|re)",
    "{zu-infinitive}": r"(?:zu[\s*_]+\w{2,30}n|\w{2,20}?zu\w{2,25}e[rl]?n)",
}
"""Parts of a phrase that stand for more than themselves: other words, a number, "zu melden"."""
# The windows of a clause in which a negation is looked for, before and after the modal verb.
_WINDOWS: Mapping[str, tuple[bool, re.Pattern[str]]] = {
    "right_before": (False, re.compile(r"(?:\S+\s+){0,2}\S*\s*$")),
    "anywhere_before": (False, re.compile(r".*", re.DOTALL)),
    "right_after": (
        True,
        re.compile(r"[\s*_]*(?:\w+ly\s+|also\s+|then\s+|still\s+|therefore\s+)?(?:\S+\s*){1,3}"),
    ),
    "anywhere_after": (True, re.compile(r".*", re.DOTALL)),
}
"""By name: whether it is behind the verb, and how far it reaches."""


class KeywordSet:
    """The words of one set.

    >>> from rolebook.keywords import read_set
    >>> found = read_set("de").find("Zugangsdaten DÜRFEN auch hier NICHT in Tickets stehen.")
    >>> found.level.value, found.written
    ('MUST NOT', 'DÜRFEN … NICHT')
    """

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.title: str = data["title"]
        self.language: str = data.get("language", "")
        self._has_spaces: bool = data.get("has_spaces", True)
        self._data = data

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """What sections of a persona are called, in small letters, to their keys."""
        by_key = self._data.get("sections", {}).items()
        return {name.casefold(): key for key, names in by_key for name in names}

    @property
    def small_words(self) -> frozenset[str]:
        """Words that are in any sentence; of a language without spaces, characters."""
        return self._words("small")

    @property
    def articles(self) -> frozenset[str]:
        """Words for "the"."""
        return self._words("articles")

    @property
    def false_friends(self) -> frozenset[str]:
        """Words that mean something else in English."""
        return self._words("false_friends")

    def find(self, sentence: str) -> Inference | None:
        """Return what the words of a sentence state, or None if they state nothing.

        Args:
            sentence: One sentence, with code and addresses masked.
        """
        if sentence.rstrip(_AT_END).endswith(_QUESTION) or not self._may_state(sentence):
            return None
        if next(self._all(sentence), None) is None:
            return None
        text = self._idioms.sub(_blanked, sentence) if self._idioms else sentence
        found = min(self._all(text), key=lambda one: (one.start, -one.exactness), default=None)
        if found is None or found.level is None:
            return None
        return Inference(found.level, found.written, found.start, found.end)

    def find_opening(self, sentence: str, *, is_weak: bool = False) -> Inference | None:
        """Return what the first words of a sentence state, as in "IMPORTANT: never push".

        Args:
            sentence: One sentence, with code and addresses masked.
            is_weak: Whether to look for words that others in the sentence outweigh, such as "no".
        """
        at = _first(sentence)
        for level, pattern in self._weak_openings if is_weak else self._openings:
            if match := pattern.match(sentence, at):
                return Inference(level, match[0], *match.span())
        return None

    def find_instruction(self, sentence: str, heading: str) -> Inference | None:
        """Return what a sentence states that begins with a verb, as in "Run the tests".

        Below "Rules" that is a MUST, below "Don't" a MUST NOT, and elsewhere a SHOULD.
        """
        at = _first(sentence)
        is_important = bool(_IMPORTANT.match(sentence))
        condition = _FIRST_CONDITION.match(sentence, at)
        word = _FIRST_WORD.match(sentence, condition.end() if condition else at)
        if not word or not self._is_verb(word[1].lower(), sentence[word.end() :]):
            return None
        level = Level.MUST if is_important else self._level_below(heading) or Level.SHOULD
        return Inference(level, word[1], *word.span(1))

    def reads(self, sentence: str) -> bool:
        """Whether the words of a sentence state something; instructions do not count.

        Any text has some of those.
        """
        return bool(self.find_opening(sentence) or self.find(sentence))

    def is_silent(self, heading: str) -> bool:
        """Whether nothing below a heading is a rule of the role, such as "What we offer"."""
        return _plain(heading) in self._silent

    def _may_state(self, sentence: str) -> bool:
        """Whether a sentence has a word with which something that is looked for begins."""
        if not self._has_spaces:
            return not sentence.isascii()
        return not self._first_words.isdisjoint(_words_of(sentence))

    def _all(self, text: str) -> Iterator[_Found]:
        present = _words_of(text)
        for phrase in self._phrases:
            if phrase.first and phrase.first not in present:
                continue
            if match := _compiled(phrase.pattern).search(text):
                yield _Found(*match.span(), match[0], phrase.level, phrase.exactness)
        for level, negated, pattern in self._modals:
            if match := pattern.search(text):
                yield self._with_negation(text, match, level, negated)

    def _with_negation(
        self, text: str, modal: re.Match[str], level: Level, negated: Level | None
    ) -> _Found:
        """Return a modal verb with a negation of its clause, if there is one."""
        before = _CLAUSE_END.split(text[: modal.start()])[-1]
        after = _INSERTION.sub(_spaces, text[modal.end() :], count=1)
        end = _CLAUSE_END.search(after)
        after = after[: end.start()] if end else after
        for name, (is_after, reach) in _WINDOWS.items():
            pattern, clause = self._negations.get(name), after if is_after else before
            window = reach.search(clause) if pattern else None
            negation = pattern.search(window[0]) if pattern and window else None
            if window and negation:
                start = modal.end() if is_after else modal.start() - len(before)
                begin = start + window.start() + negation.start()
                return _joined(text, modal.span(), (begin, begin + len(negation[0])), negated)
        return _Found(*modal.span(), modal[0], level, 0)

    def _is_verb(self, word: str, rest: str) -> bool:
        """Whether a first word is a verb; one that can be a noun is, before certain words."""
        if word not in self._words("verbs"):
            return False
        if word not in self._words("nouns"):
            return not rest.lstrip().startswith(":")
        following = _NEXT_WORD.match(rest)
        behind = following[1] if following else ""
        return (
            behind.lower() in self._words("behind")
            or behind.startswith(_CODE_OR_QUOTE)
            or behind[:1].isupper()
            or behind.endswith(("s", "ly"))
        )

    def _level_below(self, heading: str) -> Level | None:
        """Return the level of instructions below a heading, by its whole title or a part of it."""
        title = _plain(heading)
        by_level = self._data.get("imperatives", {}).items()
        whole = (level for level, headings in by_level if title in headings)
        partly = (
            level
            for level, headings in by_level
            if any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", title) for one in headings)
        )
        found = next(whole, None) or next(partly, None)
        return Level(found) if found else None

    def _words(self, name: str) -> frozenset[str]:
        if name not in self._split:
            self._split[name] = frozenset(self._data.get(name, "").split())
        return self._split[name]

    @cached_property
    def _split(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(self._data.get("silent", ()))

    @cached_property
    def _openings(self) -> list[tuple[Level, re.Pattern[str]]]:
        return self._patterns("openings")

    @cached_property
    def _weak_openings(self) -> list[tuple[Level, re.Pattern[str]]]:
        return self._patterns("weak_openings")

    def _patterns(self, name: str) -> list[tuple[Level, re.Pattern[str]]]:
        by_level = self._data.get(name, {}).items()
        return [(Level(level), self._pattern(words)) for level, words in by_level]

    @cached_property
    def _phrases(self) -> list[_Phrase]:
        phrases: list[_Phrase] = []
        for level, written in self._data.get("phrases", {}).items():
            for words in written:
                exactness = len(words.replace(_GAP, "").replace(" ", ""))
                first = _first_word(words) if self._has_spaces else ""
                phrases.append(_Phrase(Level(level), exactness, first, self._regex(words)))
        for level, patterns in self._data.get("patterns", {}).items():
            phrases += [_Phrase(Level(level), 1, "", pattern) for pattern in patterns]
        return phrases

    @cached_property
    def _first_words(self) -> frozenset[str]:
        modals = (word for entry in self._data.get("levels", ()) for word in entry["words"])
        return frozenset((*(phrase.first for phrase in self._phrases), *map(_first_word, modals)))

    @cached_property
    def _modals(self) -> list[tuple[Level, Level | None, re.Pattern[str]]]:
        return [
            (
                Level(entry["level"]),
                Level(entry["negated"]) if entry["negated"] else None,
                self._pattern(entry["words"]),
            )
            for entry in self._data.get("levels", ())
        ]

    @cached_property
    def _idioms(self) -> re.Pattern[str] | None:
        idioms = self._data.get("idioms", ())
        return self._pattern(idioms) if idioms else None

    @cached_property
    def _negations(self) -> Mapping[str, re.Pattern[str]]:
        negations = self._data.get("negations", {}).items()
        return {name: self._pattern(words) for name, words in negations}

    def _pattern(self, phrases: Iterable[str]) -> re.Pattern[str]:
        ordered = sorted(phrases, key=len, reverse=True)
        return _compiled("|".join(map(self._regex, ordered)))

    def _regex(self, phrase: str) -> str:
        """Return the pattern of a phrase; in a language without spaces, its characters."""
        if not self._has_spaces:
            return re.escape(phrase)
        parts = phrase.split()
        pattern = _part(parts[0])
        for before, part in pairwise(parts):
            pattern += ("" if _GAP in (before, part) else r"[\s*_]+") + _part(part)
        return rf"(?<!\w){pattern}" + ("" if phrase.endswith("'") else r"(?!\w)")


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _first_word(phrase: str) -> str:
    found = _WORD.search(phrase.casefold())
    return found[0] if found else ""


def _part(word: str) -> str:
    if word in _SPECIAL:
        return _SPECIAL[word]
    return rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else re.escape(word)


def _first(sentence: str) -> int:
    """Return the offset of the first word of a sentence."""
    match = _BEFORE_FIRST.match(sentence)
    return match.end() if match else 0


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern; most phrases of a set are never looked for, so none is made before."""
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1024)
def _plain(title: str) -> str:
    return re.sub(r"^[\W\d_]+|[\W_]+$", "", title.casefold()).replace("’", "'")


def _blanked(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _joined(
    text: str, modal: tuple[int, int], negation: tuple[int, int], level: Level | None
) -> _Found:
    """Return a modal verb and a negation as one, with an ellipsis for the words between them."""
    (start, stop), (begin, end) = sorted((modal, negation))
    between = text[stop:begin]
    glue = between if not between.strip() else f" {_GAP} "
    return _Found(start, end, f"{text[start:stop]}{glue}{text[begin:end]}", level, 0)
