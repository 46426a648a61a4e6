"""DU: rules that a handbook states more than once, or that contradict one another."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from textwrap import shorten
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.remembering import remembered
from ..model.source import Edit, Span
from .own_words import grid_ids, own_rules
from .registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..families.pasted import PastedBlock
    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from ..model.source import Source
    from ..rfc2119 import Level
    from .own_words import OwnRule


_TEMPLATE = "".join(
    f"\n## {thing}\n\n- MUST document every {thing} decision\n- MUST test {thing} changes\n"
    f"- SHOULD monitor {thing} use\n- MUST back up {thing} data daily\n- MUST rotate keys\n"
    for thing in ("mail", "web", "chat", "file", "login")
)
"""Five headings with the same rules, such as any handbook about several systems has."""
_BLOCK = "".join(
    f"\n## {thing}\n\n- MUST log out\n- SHOULD rotate keys\n" for thing in ("Mail", "Web", "Chat")
)
"""Three headings with the very same rules, of which nothing is about its heading."""
_MORE = "- MUST lock up\n- MUST back up\n- SHOULD"


def without_rule(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Delete a rule that has its lines for itself."""
    span, lines = problem.span, source.lines
    before = lines[span.line - 1][: span.column - 1]
    is_whole = not span.end_column or not lines[span.last_line - 1][span.end_column - 1 :].strip()
    if is_whole and _MARKER.fullmatch(before) and span.last_line < len(lines):
        yield Edit(Span(span.path, span.line, 1, span.last_line + 1, 1), "")


_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])?\s*")


@check(
    code="DU001",
    name="duplicate-rule",
    severity=Severity.NOTE,
    fix=without_rule,
    is_safe=False,
    good=[
        "# Keys\n\n- MUST rotate keys\n- SHOULD rotate keys\n",
        "# Keys\n\nBy day you MUST:\n\n- lock up\n\nBy night you MUST:\n\n- lock up\n",
        {"mail.md": "# Mail\n\nMUST rotate keys\n", "web.md": "# Web\n\nMUST rotate keys\n"},
        f"# Systems\n{_TEMPLATE}",
        f"# Systems\n{_BLOCK}",
    ],
    bad=[
        "# Keys\n\n- MUST rotate keys\n- MUST log in\n- **MUST** Rotate *keys*.\n",
        f"# Systems\n{_BLOCK}- SHOULD rotate keys\n",
    ],
)
def duplicate_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that a document states twice.

    What is repeated under many headings is a template, which `families` finds, or a block, which
    has its own code. What other documents state as well is shared. None of them is reported here.
    """
    for document in book.texts:
        pasted = _pasted_ids(document, grid_ids(book, document))
        first: dict[object, Requirement] = {}
        for rule, said in zip(document.requirements, _sentences(document), strict=True):
            place = rule.category if rule.id in pasted else None
            earlier = first.setdefault((said, place), rule)
            if earlier is not rule and not _is_template(book, earlier, rule):
                yield Diagnostic.of("DU001", rule.span, line=str(earlier.span.line))


def _is_template(book: Handbook, rule: Requirement, other: Requirement) -> bool:
    """Whether two rules repeat one template, each under its own heading."""
    family = book.family_of(rule.id)
    return family is not None and family is book.family_of(other.id)


@remembered
def _sentences(document: Document) -> tuple[object, ...]:
    return tuple(map(_said, document.requirements))


# Remembered, both checks take 0.02 s for 18,560 rules after an edit of one persona, not 0.25.
@remembered
def _pasted_ids(document: Document, but: frozenset[str]) -> frozenset[str]:
    """Return the IDs of the rules that say what a block says, also of those that say it again."""
    said = {_said(rules[0]) for block in _blocks(document, but) for rules in block.rules}
    rules = zip(document.requirements, _sentences(document), strict=True)
    return frozenset(rule.id for rule, words in rules if words in said)


@remembered
def _blocks(document: Document, but: frozenset[str]) -> list[PastedBlock]:
    from ..families.pasted import pasted_blocks

    return list(pasted_blocks(document, but))


@check(
    code="DU004",
    name="repeated-block",
    severity=Severity.NOTE,
    good=[
        f"# Systems\n{_TEMPLATE.replace('- MUST rotate keys', '')}",
        "# Systems\n\n## Mail\n\n- MUST log out\n\n## Web\n\n- MUST log out\n",
        "# Systems\n\n## Mail\n\n- MUST log out\n- MUST log out\n- MUST log out\n",
    ],
    bad=[
        f"# Systems\n{_BLOCK}",
        f"# Systems\n{_BLOCK.replace('- SHOULD', _MORE)}",
        f"# Systems\n{_TEMPLATE}",
    ],
)
def repeated_block(book: Handbook) -> Iterator[Diagnostic]:
    """Find the very same sentences under three or more headings."""
    for document in book.texts:
        for block in _blocks(document, grid_ids(book, document)):
            firsts = [rules[0] for rules in block.rules]
            quoted = tuple(f"'{_shortened(rule.wording)}'" for rule in firsts[:_MOST_QUOTED])
            yield Diagnostic.of(
                "DU004",
                firsts[0].span,
                "more" if len(firsts) > len(quoted) else "",
                count=len(firsts),
                headings=tuple(_headings(block)),
                rules=quoted,
            )


def _headings(block: PastedBlock) -> Iterator[str]:
    """Yield the titles of a block's headings, with the ones above them where they are the same."""
    counts = Counter(heading.title for heading in block.headings)
    for heading in block.headings:
        above = heading.trail[-1:] if counts[heading.title] > 1 else ()
        yield " › ".join((*above, heading.title))


def _shortened(text: str) -> str:
    return shorten(text, _MOST_CHARACTERS, placeholder=" …")


# As many rules as one can take in at a glance, and of each as much as tells it from the others.
_MOST_QUOTED = 3
_MOST_CHARACTERS = 60


# --- rules that are nearly the same, or say the opposite
# -------------------------------------------------------------------------------------------------

_FEWEST_WORDS = 4
"""Rules of fewer words are too short to be called nearly equal: "log" and "log out" are not."""


@check(
    code="DU002",
    name="near-duplicate-rule",
    severity=Severity.NOTE,
    good=["# Keys\n\n- MUST change all old door keys\n- MUST change all new door keys\n"],
    bad=["# Keys\n\n- MUST change old door keys yearly\n- MUST change the old door key yearly\n"],
    is_default=False,
)
def near_duplicate_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules of a file that differ only in the forms of their words and in small words."""
    for rules in _by_text(book):
        first: dict[object, OwnRule] = {}
        for rule in rules:
            words = _roots(rule.rule)
            if len(words) < _FEWEST_WORDS:
                continue
            earlier = first.setdefault((rule.rule.level, words), rule)
            if earlier is not rule and _said(earlier.rule) != _said(rule.rule):
                line = str(earlier.rule.span.line)
                yield Diagnostic.of("DU002", rule.rule.span, line=line)


def _by_text(book: Handbook) -> Iterator[list[OwnRule]]:
    """Yield the rules of each file, whose words are checked."""
    for _, rules in groupby(own_rules(book), key=lambda rule: rule.text.path):
        yield list(rules)


def _roots(rule: Requirement) -> tuple[str, ...]:
    from ..words.stems import base_form

    words = _WORDS.findall(rule.statement.casefold())
    return tuple(base_form(word) for word in words if word not in _SMALL)


_WORDS = re.compile(r"[^\W_]+")
_SMALL_WORDS = "a an the any all of its their our your to for in on and"
_SMALL = frozenset(_SMALL_WORDS.split())


def _said(rule: Requirement) -> tuple[Level, str]:
    from ..families.pasted import sentence

    return sentence(rule)


@check(
    code="DU003",
    name="shared-rule",
    severity=Severity.NOTE,
    good=[{"mail.md": "# Mail\n\nMUST rotate keys\n", "web.md": "# Web\n\nMUST rotate keys\n"}],
    bad=[{f"{name}.md": f"# The {name}\n\n## Traits\n- calm\n\n## Rules\n- MUST rotate old keys\n"
          for name in ("Baker", "Pilot", "Tailor")}],
)  # fmt: skip
def shared_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that three or more roles state; those with one heading are reported together."""
    names = {persona.slug: persona.name for persona in book.personas}
    for block in book.shared:
        first = book.requirement(block.rules[0][0])
        yield Diagnostic.of(
            "DU003",
            first.span,
            count=len(block.rules),
            more=len(block.rules) - 1,
            roles=tuple(names[slug] for slug in block.personas),
        )


@check(
    code="DU005",
    name="level-conflict",
    severity=Severity.NOTE,
    good=["# Keys\n\n- MUST rotate keys\n- SHOULD rotate locks\n"],
    bad=["# Keys\n\n- MUST rotate keys\n- SHOULD rotate keys\n"],
)
def level_conflict(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules of a file that say the same, one more strictly than the other."""
    for rule, earlier in _same_words(book):
        if rule.level.is_negative == earlier.level.is_negative:
            yield _other_level("DU005", rule, earlier)


@check(
    code="DU006",
    name="contradiction",
    severity=Severity.NOTE,
    good=["# Keys\n\n- MUST lend keys\n- MUST NOT lend locks\n"],
    bad=["# Keys\n\n- MUST lend keys\n- MUST NOT lend keys\n"],
)
def contradiction(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules of a file of which one asks for what the other forbids."""
    for rule, earlier in _same_words(book):
        if rule.level.is_negative != earlier.level.is_negative:
            yield _other_level("DU006", rule, earlier)


def _other_level(code: str, rule: Requirement, earlier: Requirement) -> Diagnostic:
    return Diagnostic.of(
        code,
        rule.span,
        line=str(earlier.span.line),
        level=rule.level.value,
        other=earlier.level.value,
    )


def _same_words(book: Handbook) -> Iterator[tuple[Requirement, Requirement]]:
    """Yield the rules of a file with the same words and another level, each with the first."""
    for document in book.texts:
        templates = grid_ids(book, document)
        first: dict[tuple[str, str], Requirement] = {}
        for rule in document.requirements:
            if rule.id in templates:
                continue
            said = _without_level(rule)
            earlier = first.setdefault((said, rule.condition), rule)
            if earlier.level is not rule.level:
                yield rule, earlier


def _without_level(rule: Requirement) -> str:
    _, words = _said(rule)
    return words.replace(rule.keyword.casefold(), "…", 1)


@check(
    code="DU007",
    name="subsumed-rule",
    severity=Severity.NOTE,
    good=["# Keys\n\n- MUST log out\n- MUST log out of all systems\n"],
    bad=["# Keys\n\n- MUST keep a list of keys\n- MUST keep a list of keys and of their owners\n"],
    is_default=False,
)
def subsumed_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules with whose words a longer rule of the same heading begins."""
    for rules in _by_text(book):
        said = sorted((_sentence_key(rule), n) for n, rule in enumerate(rules))
        for ((place, level, words), n), ((other_place, other_level, longer), m) in pairwise(said):
            is_beginning = longer.startswith(f"{words} ") and words.count(" ") >= _FEWEST_WORDS - 1
            if (place, level) == (other_place, other_level) and is_beginning:
                line = str(rules[m].rule.span.line)
                yield Diagnostic.of("DU007", rules[n].rule.span, line=line)


def _sentence_key(rule: OwnRule) -> tuple[str, str, str]:
    level, words = _said(rule.rule)
    return str(rule.rule.category.span), level.value, words
