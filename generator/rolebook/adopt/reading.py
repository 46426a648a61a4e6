"""A source as it is, read with the keywords that suit it: the ones given, or those it proposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..keywords import BOLD_LOWERCASE, UPPERCASE, Keywords, names, proposed
from ..model import PassageKind
from ..parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Document, Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_UNREAD = "RD015"
_MOST_ROUNDS = 3
"""A set may show that another one is needed; there are no more than two languages in a file."""
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says if it is read with certain keywords."""

    source: Source
    keywords: Keywords
    text: Document | None
    """None for a template."""
    diagnostics: tuple[Diagnostic, ...]
    is_proposed: bool = False
    """Whether the keywords are those that the file itself proposes."""

    @property
    def written(self) -> list[Requirement]:
        """The rules with a keyword in capitals."""
        return [rule for rule in self._rules if not is_inferred(rule)]

    @property
    def inferred(self) -> list[Requirement]:
        """The rules that other words state."""
        return [rule for rule in self._rules if is_inferred(rule)]

    @property
    def unread(self) -> Diagnostic | None:
        """The problem that some lines look like rules and are none, if they do."""
        return next((d for d in self.diagnostics if d.code == _UNREAD and d.variant), None)

    @property
    def code_lines(self) -> frozenset[int]:
        """The lines, from 1, that are code."""
        passages = self.text.passages if self.text else ()
        spans = [p.span for p in passages if p.kind is PassageKind.CODE]
        return frozenset(n for span in spans for n in range(span.line, span.last_line + 1))

    @property
    def _rules(self) -> Sequence[Requirement]:
        return self.text.requirements if self.text else ()


def is_inferred(rule: Requirement) -> bool:
    """Whether a rule needs other keywords than those in capitals to be one."""
    return bool(rule.inferred) or not rule.keyword.split()[0].isupper()


def read(source: Source, keywords: Keywords | None = None) -> Reading:
    r"""Read a file with the given keywords or, without any, with those that it proposes.

    A file in which more rules are written in capitals than lines look like rules proposes none but
    that of words in bold: its author has decided what is a rule.

    >>> from rolebook import Source
    >>> reading = read(Source("a.md", "# Crew\n\n- Never run.\n- You must wait.\n- Do not go.\n"))
    >>> reading.keywords.chosen, [rule.level.value for rule in reading.inferred]
    (('uppercase', 'agents', 'lowercase'), ['MUST NOT', 'MUST', 'MUST NOT'])
    """
    if keywords:
        return Reading(source, keywords, *_parsed(source, keywords))
    chosen = Keywords()
    for _ in range(_MOST_ROUNDS):
        reading = Reading(source, chosen, *_parsed(source, chosen), is_proposed=True)
        more = [name for name in proposals(reading) if name not in chosen.chosen]
        if reading.unread and len(reading.written) > _count(reading.unread):
            more = [name for name in more if name == BOLD_LOWERCASE]
        if not more:
            break
        chosen = Keywords((*chosen.chosen, *more))
    return Reading(source, chosen, *_parsed(source, chosen), is_proposed=True)


def proposals(reading: Reading) -> list[str]:
    """Return the sets of keywords that would read lines which look like rules."""
    if reading.unread is None:
        return []
    values = reading.unread.values
    sets = [name for name in _WORD.findall(str(values.get("keywords", ""))) if name in names()]
    # Who writes "**must**" in one line often writes "should" in the next.
    bold = [BOLD_LOWERCASE, *proposed(_prose(reading))] if values.get("bold") else []
    return [name for name in dict.fromkeys((*sets, *bold)) if name != UPPERCASE]


def _prose(reading: Reading) -> list[str]:
    code = reading.code_lines
    return [line for n, line in enumerate(reading.source.lines, 1) if n not in code]


def _count(problem: Diagnostic) -> int:
    count = problem.values.get("count", 0)
    return count if isinstance(count, int) else 0


def _parsed(source: Source, keywords: Keywords) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    text, found = parse(source, keywords=keywords)
    return text, tuple(found)
