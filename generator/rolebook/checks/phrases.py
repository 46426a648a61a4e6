"""Words that are reported wherever rules have them: what a table of them says, as checks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from .own_words import own_rules
from .registry import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..link.handbook import Handbook
    from .own_words import OwnRule
    from .registry import Check


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for phrases; a blank in one stands for white space and emphasis."""
    forms = "|".join(phrase.replace(" ", r"[\s*_]+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)


def rule_of(text: str) -> str:
    """Return a text with one rule, as an example."""
    return f"# Ships\n\n- {text}\n"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are reported where they are not bound to something that can be checked."""

    code: str
    name: str
    what: re.Pattern[str]
    bad: Sequence[str]
    good: Sequence[str]
    bound_by: re.Pattern[str] | None = None
    """What follows the words where they are clear."""
    clear_with: re.Pattern[str] | None = None
    """What a rule has in which they are clear."""
    is_default: bool = True

    def find(self, rule: OwnRule) -> re.Match[str] | None:
        """Return the first of the words in a rule."""
        for match in self.what.finditer(rule.words):
            is_bound = self.bound_by and self.bound_by.match(rule.words, match.end())
            if not is_bound and not is_quoted(rule.words, match):
                is_clear = self.clear_with and self.clear_with.search(rule.words)
                return None if is_clear else match
        return None


_QUOTES = re.compile(r"[\"“”]")


def is_quoted(words: str, match: re.Match[str]) -> bool:
    """Whether words are in quotation marks, as what someone says.

    >>> words = 'You MUST NOT say "as needed" as needed.'
    >>> [is_quoted(words, match) for match in re.finditer("as needed", words)]
    [True, False]
    """
    return len(_QUOTES.findall(words, 0, match.start())) % 2 == 1


def check_for(table: Iterable[Words]) -> None:
    """Declare a check for each entry of a table."""
    for words in table:
        check(
            code=words.code,
            name=words.name,
            severity=Severity.NOTE,
            good=[rule_of(text) for text in words.good],
            bad=[rule_of(text) for text in words.bad],
            is_default=words.is_default,
        )(_finder(words))


def _finder(words: Words) -> Check:
    def find(book: Handbook) -> Iterator[Diagnostic]:
        for rule in own_rules(book):
            match = words.find(rule)
            if match:
                said = " ".join(match[0].replace("*", " ").replace("_", " ").split())
                yield Diagnostic.of(words.code, rule.place(match), words=said)

    return find
