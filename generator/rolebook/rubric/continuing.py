"""Rules that continue the line above: "note versions and links" says of nothing whose they are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..markup import plain
from ..messages import ENGLISH
from .classifying import classify
from .question_words import question_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..messages import Messages
    from ..model import Requirement

_NOTED = (
    r"(?:versions?|links?|results?|sources?|reasons?|outcomes?|findings?|evidence|references?"
    r"|answers?|decisions?|exceptions?)"
)
_NOTES_OF_SOMETHING = re.compile(
    r"(?:capture|record|cite|note|log|report|save|attach|store|list|mention|share|publish|keep)"
    rf"\s+(?:(?:the|all|its|their)\s+)?{_NOTED}(?:(?:,|,?\s+and|,?\s+or)\s+{_NOTED})*"
    r"(?!\s+(?:of|for|about|from|to|with|behind|between)\b)(?![\w-])",
    re.IGNORECASE,
)
"""A verb that keeps something, and what is kept, without a word about what it belongs to."""
_COUNTS_BACK = re.compile(r"\b(?:more|fewer|less) than (?:one|two|three|four|five|six|ten|\d+)\W*$")
"""A number of nothing: "a plan has no more than five"."""
_POINTS_BACK = re.compile(r"\w+(?:\s+\w+)?\s+(?:it|them|these|those)(?![\w-])", re.IGNORECASE)
"""A pronoun before anything that it could stand for: "keep it current"."""


class Sentences:
    """The whole sentences of rules that say only with the line above what they are about."""

    def __init__(self, rules: Sequence[Requirement]) -> None:
        """Find the rules of a document that continue the one above."""
        self._above: Mapping[str, Requirement] = dict(_continued(rules))

    def whole(self, rule: Requirement) -> Requirement:
        """Return a rule with the subject of the sentence that it continues, if it does."""
        above = self._above.get(rule.id)
        subject = subject_of(above) if above else ""
        if not subject or rule.keyword in rule.text:
            return rule
        return replace(rule, text=f"{subject} **{rule.keyword}** {rule.text}")

    def words(self, rule: Requirement, say: Messages) -> str:
        """Return the words of a question about a rule, with the line above if it continues it."""
        above = self._above.get(rule.id)
        whole = self.whole(rule)
        if above is None or whole is not rule:
            return question_words(whole)
        return say("rubric-continues", words=question_words(rule), above=question_words(above))

    def is_continued(self, rule: Requirement) -> bool:
        """Whether only the line above says what a rule is about."""
        return rule.id in self._above

    def continues_unseen(self, rule: Requirement) -> bool:
        """Whether a rule continues a line that does not show in a review."""
        above = self._above.get(rule.id)
        return above is not None and not classify(above).visibility.is_in_review


def _continued(rules: Sequence[Requirement]) -> Iterator[tuple[str, Requirement]]:
    for above, rule in pairwise(rules):
        if _is_next(above, rule) and (_needs_more(rule) or _is_of_sentence(above, rule)):
            yield rule.id, above


def _is_next(above: Requirement, rule: Requirement) -> bool:
    return above.category == rule.category and above.group == rule.group


def _needs_more(rule: Requirement) -> bool:
    r"""Whether the words of a rule say only with others what they are about.

    >>> from rolebook import Source, handbook
    >>> text = "# Rules\n\n**MUST** note versions and links\n**MUST** note links to the docs\n"
    >>> [_needs_more(rule) for rule in handbook([Source("a.md", text)]).requirements]
    [True, False]
    """
    if rule.context or rule.language not in ("", ENGLISH):
        return False
    text = rule.text
    return any(
        (_NOTES_OF_SOMETHING.match(text), _POINTS_BACK.match(text), _COUNTS_BACK.search(text))
    )


def _is_of_sentence(above: Requirement, rule: Requirement) -> bool:
    """Whether a rule is the second half of a sentence: "notes MUST be dated and MUST NOT …"."""
    has_subject = rule.keyword in rule.text
    is_of_line = (above.span.path, above.span.line) == (rule.span.path, rule.span.line)
    return is_of_line and not has_subject and bool(subject_of(above))


def subject_of(rule: Requirement) -> str:
    r"""Return the words before the keyword of a rule, which it is about; empty if there are none.

    >>> from rolebook import Source, handbook
    >>> rules = handbook([Source("a.md", "# Rules\n\nNotes **MUST** be dated\n")]).requirements
    >>> subject_of(rules[0])
    'Notes'
    """
    before, keyword, _ = plain(rule.text).partition(plain(rule.keyword))
    return before.strip() if keyword else ""
