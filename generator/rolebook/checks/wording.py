"""WD: sentences that mislead, ask for two things, or say less than they seem to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Edit
from .own_words import own_rules
from .phrases import Words, check_for, is_quoted, rule_of
from .registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Requirement
    from ..model.source import Source
    from .own_words import OwnRule

check_for(
    (
    Words(
        "WD010",
        "double-negative",
        re.compile(
            r"\b(?:MUST|SHALL|SHOULD)[\s*_]+NOT[\s*_]+"
            r"(?:ignore|neglect|forget|omit|disregard|overlook|fail[\s*_]+to)\b"
        ),
        bad=["The crew MUST NOT neglect the pumps."],
        good=["The crew MUST maintain the pumps."],
        is_default=False,
    ),
    Words(
        "WD011",
        "unclear-subject",
        re.compile(
            r"^(?:It|They|This|That|These|Those)\b(?=[\s*_]+(?:MUST|SHALL|SHOULD|MAY)\b)"
            r"|\b(?:for|by|among) (?:all|any|every) (?:[\w-]+ )?"
            r"(?:contributors|users|stakeholders|parties|participants)(?=[\s.]*$)",
        ),
        bad=["The crew MUST agree on roles for all contributors."],
        good=["All contributors MUST agree on their roles."],
        is_default=False,
    ),
    Words(
        "WD012",
        "state-instead-of-action",
        re.compile(
            r"\b(?:MUST|SHALL|SHOULD|MAY)(?:[\s*_]+NOT)?[\s*_]+"
            r"(?:ensure|maintain|support|facilitate|enable)\b"
        ),
        bad=["The crew MUST ensure safety."],
        good=["The crew MUST test each lifeboat."],
        is_default=False,
    ),
    Words(
        "WD013",
        "passive-voice",
        re.compile(
            r"\b(?:MUST|SHALL|SHOULD|MAY)(?:[\s*_]+NOT)?[\s*_]+be[\s*_]+(?:[a-z]+ly[\s*_]+)?"
            r"(?:[a-z]+ed|built|done|given|kept|made|put|read|run|said|seen|sent|set|shown|taken"
            r"|told|written)\b(?![\s*_]+by\b)"
        ),
        bad=["The pumps MUST be checked."],
        good=["The crew MUST check the pumps."],
        is_default=False,
    ),
    Words(
        "WD014",
        "pronoun",
        re.compile(r"\b(?:it|its|they|them|their|this|these|those)\b"),
        bad=["If a pump leaks, the crew MUST replace it."],
        good=["The crew MUST replace a pump that leaks."],
        is_default=False,
    ),
    Words(
        "WD015",
        "and-or",
        re.compile(r"\band/or\b", re.IGNORECASE),
        bad=["The crew MUST store water and/or food."],
        good=["The crew MUST store water or food, or both."],
        is_default=False,
    ),
    Words(
        "WD016",
        "parentheses",
        re.compile(r"\((?!s\))[^()]{3,}\)"),
        bad=["The crew MUST store food (enough for ten days)."],
        good=["The crew MUST store food that is enough for ten days."],
        is_default=False,
    ),
    )
)  # fmt: skip

_KEYWORD = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY)(?:[\s*_]+NOT)?(?=[\s*_:]|$)|\bREQUIRED\b")
_BEHIND = r"[\s*_:]*"
_JOINED = re.compile(
    r"(?:[\s*_]+not\b)?[\s*_:]*(?P<verbs>(?P<first>[a-z]{3,})(?:,\s+[a-z]{3,})*,?\s+and\s+"
    r"(?P<last>[a-z]{3,}))\s+[\w*`\"(]",
    re.IGNORECASE,
)
"""Verbs right behind a keyword, with what they are about."""
_MODAL = re.compile(r"must|shall|should|may\b", re.IGNORECASE)
_NO_VERB = (
    "not only both either all each any the then also still never always have has been being be "
    "use remain stay become safely"
)
_NO_VERBS = frozenset(_NO_VERB.split())
_ONE_STEP = frozenset(
    {
        ("back", "restore"), ("build", "run"), ("check", "sign"), ("copy", "paste"),
        ("cut", "paste"), ("drag", "drop"), ("find", "replace"), ("lock", "unlock"),
        ("log", "continue"), ("log", "exit"), ("log", "monitor"), ("review", "approve"),
        ("open", "close"), ("read", "understand"), ("read", "write"),
        ("search", "replace"), ("start", "stop"), ("stop", "ask"), ("stop", "report"),
        ("stop", "write"), ("wait", "see"),
    }
)  # fmt: skip
"""Pairs that are one step, so that a reviewer can only answer for both."""


@check(
    code="WD001",
    name="joined-verbs",
    severity=Severity.NOTE,
    good=[
        rule_of("The crew MUST measure the depth."),
        rule_of("You MUST stop and ask the mate."),
    ],
    bad=[rule_of("The crew MUST measure and report the depth.")],
    is_default=False,
)
def joined_verbs(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules with two verbs, of which one can be kept and the other broken (R18, R19)."""
    for rule in own_rules(book):
        keyword = rule.rule.inferred or rule.rule.keyword
        start = rule.words.find(keyword) if _MODAL.match(keyword) else -1
        match = _JOINED.match(rule.words, start + len(keyword)) if start >= 0 else None
        if match and _are_verbs(match["first"], match["last"]):
            words = " ".join(match["verbs"].split())
            yield Diagnostic.of("WD001", rule.place(match, "verbs"), words=words)


def _are_verbs(first: str, last: str) -> bool:
    words = (first.lower(), last.lower())
    return words not in _ONE_STEP and not any(
        word in _NO_VERBS or word.endswith(("ly", "ed", "ing")) for word in words
    )


_FEWEST_WORDS, _MOST_WORDS = 2, 30
"""A verb alone says too little, while "coil ropes" is a rule; more states several things (R18)."""
_WORD = re.compile(r"[^\W_][\w'’-]*")


@check(
    code="WD004",
    name="too-short",
    severity=Severity.NOTE,
    good=[rule_of("The crew MUST rest at night.")],
    bad=["# Ships\n\n- MUST rest\n"],
    is_default=False,
)
def too_short(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that are a verb alone."""
    before: OwnRule | None = None
    for rule in own_rules(book):
        continues = before is not None and before.rule.span.last_line == rule.rule.span.line
        before = rule
        if continues or rule.rule.lead or rule.rule.listed:
            continue
        words = _WORD.findall(_KEYWORD.sub(" ", rule.rule.statement))
        if 0 < len(words) < _FEWEST_WORDS:
            yield Diagnostic.of("WD004", rule.rule.span, words=rule.rule.wording)


@check(
    code="WD005",
    name="too-long",
    severity=Severity.NOTE,
    good=[rule_of("The crew MUST rest at night.")],
    bad=[rule_of(f"The crew MUST store {', '.join(['food'] * _MOST_WORDS)}.")],
)
def too_long(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules of more words than one reads at once."""
    for rule in own_rules(book):
        count = len(_WORD.findall(rule.words))
        if count > _MOST_WORDS:
            yield Diagnostic.of("WD005", rule.rule.span, count=count, most=_MOST_WORDS)


_DOUBLED = re.compile(r"(?<![\w-])(?P<word>[a-z]{2,})\s+(?P=word)(?![\w-])", re.IGNORECASE)
_TWICE = frozenset({"had", "that", "bye", "so", "very"})
"""Words that a sentence can have twice in a row."""


def without_repetition(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Delete the second of two equal words."""
    written = source.at(problem.span)
    match = _DOUBLED.fullmatch(written)
    if match and "\n" not in written:
        yield Edit(problem.span, match["word"])


@check(
    code="WD017",
    name="doubled-word",
    severity=Severity.NOTE,
    good=[rule_of("The crew MUST know that that is so.")],
    bad=[rule_of("The crew MUST check the the pumps.")],
    fix=without_repetition,
    is_safe=False,
)
def doubled_word(book: Handbook) -> Iterator[Diagnostic]:
    """Find words that are written twice."""
    for rule in own_rules(book):
        for match in _DOUBLED.finditer(rule.words):
            if match["word"].lower() not in _TWICE and not is_quoted(rule.words, match):
                yield Diagnostic.of("WD017", rule.place(match), word=match["word"])


_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_WELL_KNOWN = (
    "AI API CI CD CPU CSS CSV DNS FAQ HR HTML HTTP HTTPS ID IDE IP IT JSON OK PDF PR SQL SSH TLS "
    "UI URL UX XML YAML AND OR NOT"
)
_EVERYDAY = frozenset(_WELL_KNOWN.split())


@check(
    code="WD018",
    name="undefined-acronym",
    severity=Severity.NOTE,
    good=[
        "# Ships\n\nThe automatic identification system (AIS) is new.\n\n- You MUST use the AIS.\n"
    ],
    bad=[rule_of("You MUST use the AIS.")],
    is_default=False,
)
def undefined_acronym(book: Handbook) -> Iterator[Diagnostic]:
    """Find acronyms that their file never spells out; each is reported once."""
    sources = {source.path: source.text for source in book.sources}
    told: set[tuple[str, str]] = set()
    for rule in own_rules(book):
        for match in _ACRONYM.finditer(_KEYWORD.sub(lambda found: " " * len(found[0]), rule.words)):
            acronym = match[0].removesuffix("s")
            key = rule.text.path, acronym
            if acronym in _EVERYDAY or key in told or f"({acronym}" in sources[rule.text.path]:
                continue
            told.add(key)
            yield Diagnostic.of("WD018", rule.place(match), acronym=acronym)


@check(
    code="WD019",
    name="unexplained-rule",
    severity=Severity.NOTE,
    good=[rule_of("The crew MUST check the pumps, because they leak.")],
    bad=[rule_of("The crew MUST check the pumps.")],
    is_default=False,
)
def unexplainedrule_of(book: Handbook) -> Iterator[Diagnostic]:
    """Find the strictest rules that do not say why."""
    for rule in own_rules(book):
        is_strict = rule.rule.level.value.startswith("MUST")
        if is_strict and not says_why(rule.rule):
            yield Diagnostic.of("WD019", rule.rule.span, level=rule.rule.level.value)


_REASON = re.compile(r"\b(?:because|since|so that|otherwise|in order to|as the|to avoid)\b", re.I)


def says_why(rule: Requirement) -> bool:
    """Whether a rule has a note, which often is its reason, or says why in its own words."""
    return bool(rule.note or _REASON.search(rule.statement))
