"""One set of words: what they mean alone, with a negation, at the beginning, and below a heading.

Sets are the YAML files in `data`; `CONTRIBUTING.md` describes their form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..rfc2119 import Level
from .clauses import is_in_clause
from .instructions import Instructions, first
from .patterns import GAP, any_of, compiled, exactness, first_word, one_of, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .instructions import Around


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
class _Modal:
    """Modal verbs that mean the same."""

    level: Level
    negated: Level | None
    pattern: re.Pattern[str]
    is_able: bool
    """Whether a thing that is the subject is able to do something, rather than allowed to."""


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


_CLAUSE_END = re.compile(r"[,;:—]|\s–\s")
_INSERTION = re.compile(r"\s?,[^,;:.]{1,80},")
_QUESTION = ("?", "？")
_AT_END = " *_)\"'\n"
# "No." and "No, thanks" answer a question.
_ANSWER = re.compile(r"\w+\s*(?:[.,!;]|$)")
_LABEL = re.compile(r"[\s>*_-]*+([^\W_][\w ]{0,29}?)[*_]{0,3}[:：]")

# The windows of a clause in which a negation is looked for, before and after the modal verb.
_WINDOWS: Mapping[str, tuple[bool, re.Pattern[str]]] = {
    "right_before": (False, re.compile(r"(?:\S+\s+(?:\S{1,4}\s+){0,2}|\S*)$")),
    "anywhere_before": (False, re.compile(r".*", re.DOTALL)),
    "right_after": (
        True,
        re.compile(r"[\s*_]*(?:\w+ly\s+|also\s+|then\s+|still\s+|therefore\s+)?(?:\S+\s*){1,3}"),
    ),
    "anywhere_after": (True, re.compile(r".*", re.DOTALL)),
}
"""By name: whether it is behind the verb, and how far it reaches."""


_ASKS_FOR_MORE = re.compile(r"\s(?:only|just|merely|simply)\b", re.IGNORECASE)
"""What makes "don't just read" no prohibition."""


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
        self.has_instructions = "verbs" in data
        self._data = data

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """What sections of a persona are called, in small letters, to their keys."""
        by_key = self._data.get("sections", {}).items()
        return {name.casefold(): key for key, names in by_key for name in names}

    @property
    def small_words(self) -> frozenset[str]:
        """Words that are in any sentence; of a language without spaces, characters."""
        return self._small("small")

    @property
    def articles(self) -> frozenset[str]:
        """Words for "the"."""
        return self._small("articles")

    @property
    def false_friends(self) -> frozenset[str]:
        """Words that mean something else in English."""
        return self._small("false_friends")

    def _small(self, key: str) -> frozenset[str]:
        return frozenset(self._data.get(key, "").split())

    def find(self, sentence: str) -> Inference | None:
        """Return what the words of a sentence state, or None if they state nothing.

        Args:
            sentence: One sentence, with code and addresses masked.
        """
        is_question = sentence.rstrip(_AT_END).endswith(self._questions)
        if is_question or not self._may_state(sentence) or self._is_spoken(sentence):
            return None
        if next(self._all(sentence), None) is None:
            return None
        text = self._without_idioms(sentence)
        every = [*self._all(text)]
        main = [one for one in every if not is_in_clause(text, one, every)]
        found = min(main or every, key=lambda one: (one.start, -one.exactness), default=None)
        if found is None or found.level is None:
            return None
        return Inference(found.level, found.written, found.start, found.end)

    def find_opening(self, sentence: str, *, is_weak: bool = False) -> Inference | None:
        """Return what the first words of a sentence state, as in "IMPORTANT: never push".

        Args:
            sentence: One sentence, with code and addresses masked.
            is_weak: Whether to look for words that others in the sentence outweigh, such as "no".
        """
        at = first(sentence)
        openings = self._weak_openings if is_weak else self._openings
        if is_weak and _ANSWER.match(sentence, at):
            return None
        matches = ((level, pattern.match(sentence, at)) for level, pattern in openings)
        found = [(level, match) for level, match in matches if match]
        if not found:
            return None
        level, match = max(found, key=lambda one: one[1].end())
        if _ASKS_FOR_MORE.match(sentence, match.end()):
            return None
        return Inference(level, match[0], *match.span())

    def find_instruction(self, sentence: str, around: Around) -> Inference | None:
        """Return what a sentence states that begins with a verb, as in "Run the tests"."""
        found = self._instructions.find(sentence, around)
        if not found:
            return None
        level, word = found
        return Inference(level, word[1], *word.span(1))

    def reads(self, sentence: str) -> bool:
        """Whether the words of a sentence state something; instructions do not count.

        Any text has some of those.
        """
        return bool(self.find_opening(sentence) or self.find(sentence))

    def is_silent(self, heading: str) -> bool:
        """Whether nothing below a heading is a rule of the role, such as "What we offer"."""
        return bool(self._silent and self._silent.fullmatch(plain(heading)))

    def is_observed(self, heading: str) -> bool:
        """Whether "may" and "must" guess below a heading, such as "What usually goes wrong"."""
        return bool(self._observed and self._observed.fullmatch(plain(heading)))

    def _without_idioms(self, sentence: str) -> str:
        """Return a sentence in which turns of phrase that state nothing are blank."""
        text = self._idioms.sub(_blanked, sentence) if self._idioms else sentence
        for words, pattern in self._idiom_patterns:
            if self._has_any(words, sentence):
                text = pattern.sub(_blanked, text)
        return text

    def _has_any(self, words: frozenset[str], sentence: str) -> bool:
        if self._has_spaces:
            return not words.isdisjoint(words_of(sentence))
        return any(word in sentence for word in words)

    def _is_spoken(self, sentence: str) -> bool:
        """Whether a sentence is a line of a dialogue, as in "Customer: it must be broken"."""
        label = _LABEL.match(sentence)
        return bool(label and label[1].casefold() in self._data.get("speakers", ()))

    def _may_state(self, sentence: str) -> bool:
        """Whether a sentence has a word with which something that is looked for begins."""
        if not self._has_spaces:
            return not sentence.isascii()
        has_patterns = "patterns" in self._data
        return has_patterns or not self._first_words.isdisjoint(words_of(sentence))

    def _all(self, text: str) -> Iterator[_Found]:
        present = words_of(text)
        for phrase in self._phrases:
            if phrase.first and phrase.first not in present:
                continue
            if match := compiled(phrase.pattern).search(text):
                yield _Found(*match.span(), match[0], phrase.level, phrase.exactness)
        for modal in self._modals:
            if match := modal.pattern.search(text):
                yield self._with_negation(text, match, modal)

    def _with_negation(self, text: str, modal: re.Match[str], meaning: _Modal) -> _Found:
        """Return a modal verb with a negation of its clause, if there is one."""
        before = _CLAUSE_END.split(text[: modal.start()])[-1]
        after = _INSERTION.sub(_spaces, text[modal.end() :], count=1)
        end = self._clause_end.search(after)
        after = after[: end.start()] if end else after
        for name, (is_after, reach) in _WINDOWS.items():
            pattern, clause = self._negations.get(name), after if is_after else before
            window = reach.search(clause) if pattern else None
            negation = pattern.search(window[0]) if pattern and window else None
            if window and negation:
                start = modal.end() if is_after else modal.start() - len(before)
                begin = start + window.start() + negation.start()
                return _joined(
                    text, modal.span(), (begin, begin + len(negation[0])), meaning.negated
                )
        alone = None if meaning.is_able and self._is_ability(before, after) else meaning.level
        return _Found(*modal.span(), modal[0], alone, 0)

    @cached_property
    def _clause_end(self) -> re.Pattern[str]:
        """The pattern of what ends the clause of a modal verb: a mark, or the next one."""
        words = [word for entry in self._data["levels"] for word in entry["words"]]
        return compiled(f"{_CLAUSE_END.pattern}|{self._pattern(words).pattern}")

    def _is_ability(self, before: str, after: str) -> bool:
        """Whether a thing can or may do something: "The robot may stop", not "may be stopped"."""
        if not self._things or not self._things.match(before):
            return False
        return not (self._passive and self._passive.search(after))

    @cached_property
    def _instructions(self) -> Instructions:
        return Instructions(self._data)

    @cached_property
    def _silent(self) -> re.Pattern[str] | None:
        return self._optional("silent")

    @cached_property
    def _observed(self) -> re.Pattern[str] | None:
        return self._optional("observed")

    @cached_property
    def _questions(self) -> tuple[str, ...]:
        return (*_QUESTION, *self._data.get("questions", ()))

    @cached_property
    def _passive(self) -> re.Pattern[str] | None:
        return self._optional("passive")

    @cached_property
    def _things(self) -> re.Pattern[str] | None:
        """The pattern of a subject that is a thing; what follows a preposition is no subject."""
        things = self._data.get("things", "").split()
        if not things:
            return None
        links = "|".join(map(re.escape, self._data["links"].split()))
        before = rf"(?:(?!\b(?:{links})\b)[^,;:]){{0,60}}?"
        thing = rf"\w{{0,25}}(?:{'|'.join(map(re.escape, things))})\w{{0,2}}"
        return compiled(rf"{before}\b{thing}(?:\s+(?:{links})\b[^,;:]{{0,80}})?[\s*_]*\Z")

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
                begin = first_word(words) if self._has_spaces else ""
                pattern = one_of(words, has_spaces=self._has_spaces)
                phrases.append(_Phrase(Level(level), exactness(words), begin, pattern))
        for level, patterns in self._data.get("patterns", {}).items():
            phrases += [_Phrase(Level(level), 1, "", pattern) for pattern in patterns]
        return phrases

    @cached_property
    def _first_words(self) -> frozenset[str]:
        modals = (word for entry in self._data.get("levels", ()) for word in entry["words"])
        return frozenset((*(phrase.first for phrase in self._phrases), *map(first_word, modals)))

    @cached_property
    def _modals(self) -> list[_Modal]:
        return [
            _Modal(
                Level(entry["level"]),
                Level(entry["negated"]) if entry["negated"] else None,
                self._pattern(entry["words"]),
                entry.get("able", False),
            )
            for entry in self._data.get("levels", ())
        ]

    @cached_property
    def _idioms(self) -> re.Pattern[str] | None:
        return self._optional("idioms")

    @cached_property
    def _idiom_patterns(self) -> list[tuple[frozenset[str], re.Pattern[str]]]:
        """Patterns that are looked for only in sentences with one of their words: they are slow."""
        by_words = self._data.get("idiom_patterns", {}).items()
        return [
            (frozenset(words.split()), compiled("|".join(patterns))) for words, patterns in by_words
        ]

    @cached_property
    def _negations(self) -> Mapping[str, re.Pattern[str]]:
        negations = self._data.get("negations", {}).items()
        return {name: self._pattern(words) for name, words in negations}

    def _optional(self, name: str) -> re.Pattern[str] | None:
        words = self._data.get(name, ())
        return self._pattern(words) if words else None

    def _pattern(self, phrases: Iterable[str]) -> re.Pattern[str]:
        return any_of(phrases, has_spaces=self._has_spaces)


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
    glue = between if not between.strip() else f" {GAP} "
    return _Found(start, end, f"{text[start:stop]}{glue}{text[begin:end]}", level, 0)
