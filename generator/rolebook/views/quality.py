"""The quality of a handbook: its problems by code, text and heading, and shares of its rules.

A handbook and what reviews ask for come in; counts and shares go out. Knows no page.

A share is a number of rules out of those that it can be said of, so each has a whole of its own:

| Share | Rules that count | Out of |
|---|---|---|
| `repeated` | A template makes them: their text has the same sentence under other headings. | all |
| `shared` | Three or more roles have them in the same words. | all |
| `verifiable` | Nothing is reported about their words (`VQ`, `WD`). | English, not repeated |
| `explained` | They have a note, or say why in their own words. | all |
| `linked` | They evidently have to do with a skill, a competence or a pattern. | all |
| `asked` | A question of the review rubric covers them. | those of roles |
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..checks.own_words import grid_ids, has_checked_words
from ..checks.wording import says_why
from ..link.handbook import LinkKind
from ..model import Persona
from ..model.diagnostics import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..link.handbook import Handbook
    from ..model import Category, Document, Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.selection import Selection

_WORDS = ("VQ", "WD")
"""What the codes of problems with the words of rules begin with."""
_SUBJECTS = (LinkKind.SKILL, LinkKind.COMPETENCE, LinkKind.PATTERN)


class ShareKind(StrEnum):
    """What is said of a rule; see the table above."""

    REPEATED = "repeated"
    SHARED = "shared"
    VERIFIABLE = "verifiable"
    EXPLAINED = "explained"
    LINKED = "linked"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Share:
    """How many rules are of a kind, out of how many."""

    kind: ShareKind
    part: int
    whole: int

    @property
    def percent(self) -> int:
        """The share in percent; 0 and 100 only for none and all of them.

        >>> [Share(ShareKind.LINKED, part, 1000).percent for part in (0, 1, 345, 999, 1000)]
        [0, 1, 34, 99, 100]
        """
        if self.part in (0, self.whole):
            return 100 if self.part else 0
        return min(max(round(100 * self.part / self.whole), 1), 99)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, and what it is about."""

    diagnostic: Diagnostic
    text: Document | None
    """The persona or document it is in; None for a problem of another file."""
    rules: tuple[str, ...]
    """IDs of the rules on its lines."""
    is_known: bool
    """Whether the baseline has it."""


@dataclass(frozen=True, slots=True)
class CodeProblems:
    """The problems of one code, by place; those that the baseline has come last."""

    code: str
    severity: Severity
    """The worst of them."""
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The readable name of the code."""
        return CODES[self.code].name

    @property
    def known(self) -> int:
        """How many of them the baseline has."""
        return sum(problem.is_known for problem in self.problems)


@dataclass(frozen=True, slots=True)
class TextQuality:
    """One persona or document in numbers."""

    text: Document
    rules: int
    problems: int
    shares: tuple[Share, ...]
    """Those that can be said of any of its rules."""

    def share(self, kind: ShareKind) -> Share | None:
        """Return the share of a kind, if it can be said of any rule."""
        return next((share for share in self.shares if share.kind is kind), None)


@dataclass(frozen=True, slots=True)
class HeadingProblems:
    """A category with problems about its rules."""

    text: Document
    category: Category
    problems: int


@dataclass(frozen=True)
class Quality:
    """A handbook in numbers."""

    rules: int
    problems: tuple[Problem, ...]
    """By place."""
    shares: tuple[Share, ...]
    """Of all texts together."""
    texts: tuple[TextQuality, ...]
    """Personas, then documents."""
    codes: tuple[CodeProblems, ...]
    """The worst codes first, then the most frequent ones."""
    headings: tuple[HeadingProblems, ...]
    """Those with problems about their rules, the most first."""
    others: tuple[tuple[str, int], ...]
    """Paths of other files with problems, such as `waivers.yml`, and how many they have."""

    @property
    def known(self) -> int:
        """How many problems the baseline has."""
        return sum(problem.is_known for problem in self.problems)

    @property
    def severities(self) -> Mapping[Severity, int]:
        """How many problems there are of each severity."""
        counts = Counter(problem.diagnostic.severity for problem in self.problems)
        return {severity: counts[severity] for severity in Severity}


def quality(book: Handbook, asked: Collection[str] | None = None) -> Quality:
    r"""Return the quality of a handbook in numbers.

    Args:
        book: The handbook.
        asked: IDs of the rules that questions of review rubrics cover; without it, there is no
            share of them.

    >>> from rolebook import Source, handbook
    >>> text = "# The Baker\n\n## Traits\n- calm\n\n## Rules\n- MUST bake\n- MUST use proper salt\n"
    >>> found = quality(handbook([Source("a.md", text)]), asked=["BAK-RULE-02"])
    >>> [(one.code, one.problems[0].rules) for one in found.codes]
    [('VQ001', ('BAK-RULE-02',))]
    >>> [(share.kind.value, share.part, share.whole) for share in found.shares][2:]
    [('verifiable', 1, 2), ('explained', 0, 2), ('linked', 0, 2), ('asked', 1, 2)]
    """
    problems = _problems(book)
    by_path = Counter(problem.diagnostic.span.path for problem in problems)
    unclear = frozenset(id for one in problems if _is_of_words(one) for id in one.rules)

    checks_words = bool(codes_of_words(book.selection))

    def of(text: Document) -> TextQuality:
        rules = _Rules(book, text, grid_ids(book, text), asked, unclear, checks_words)
        count = len(text.requirements)
        return TextQuality(text, count, by_path[text.path], tuple(rules.shares()))

    texts = tuple(map(of, book.texts))
    paths = {text.path for text in book.texts}
    return Quality(
        rules=len(book.requirements),
        problems=tuple(problems),
        shares=tuple(_together(texts)),
        texts=texts,
        codes=tuple(_by_code(problems)),
        headings=tuple(_by_heading(book, problems)),
        others=tuple((path, count) for path, count in by_path.items() if path not in paths),
    )


def _problems(book: Handbook) -> list[Problem]:
    texts = {text.path: text for text in book.texts}
    rules: dict[int, list[str]] = defaultdict(list)
    for id, diagnostics in book.findings.items():
        for diagnostic in diagnostics:
            rules[_identity(diagnostic)].append(id)
    return [
        Problem(one, texts.get(one.span.path), tuple(rules[_identity(one)]), n in book.known)
        for n, one in enumerate(book.diagnostics)
    ]


def _identity(diagnostic: Diagnostic) -> int:
    """Return what tells two problems apart that are equal."""
    return id(diagnostic)


def _is_of_words(problem: Problem) -> bool:
    return problem.diagnostic.code.startswith(_WORDS)


def codes_of_words(selection: Selection) -> tuple[str, ...]:
    """Return the codes of problems with the words of rules that are reported.

    >>> from rolebook.model.selection import Selection
    >>> codes_of_words(Selection(select=("KW", "VQ001")))
    ('VQ001',)
    """
    return tuple(
        code
        for code in CODES
        if code.startswith(_WORDS)
        and selection.runs(CODES[code])
        and not code.startswith(selection.ignore)
    )


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a text, and what its shares depend on."""

    book: Handbook
    text: Document
    repeated: frozenset[str]
    """Rules that a template makes."""
    asked: Collection[str] | None
    unclear: Collection[str]
    """Rules with a problem in their words."""
    checks_words: bool
    """Whether such problems are reported at all."""

    def shares(self) -> Iterable[Share]:
        """Yield the shares that can be said of any rule."""
        for kind, (is_said_of, is_so) in _SHARES.items():
            whole = [rule for rule in self.text.requirements if is_said_of(self, rule)]
            if whole:
                yield Share(kind, sum(is_so(self, rule) for rule in whole), len(whole))


def _any_rule(rules: _Rules, rule: Requirement) -> bool:
    return True


def _of_role(rules: _Rules, rule: Requirement) -> bool:
    return rules.asked is not None and isinstance(rules.text, Persona)


def _has_checked_words(rules: _Rules, rule: Requirement) -> bool:
    return rules.checks_words and has_checked_words(rules.text, rule, rules.repeated)


def _is_linked(rules: _Rules, rule: Requirement) -> bool:
    return any(link.kind in _SUBJECTS for link in rules.book.links.get(rule.id, ()))


_Test = Callable[[_Rules, "Requirement"], bool]
_SHARES: Mapping[ShareKind, tuple[_Test, _Test]] = {
    ShareKind.REPEATED: (_any_rule, lambda rules, rule: rule.id in rules.repeated),
    ShareKind.SHARED: (_any_rule, lambda rules, rule: rules.book.block_of(rule.id) is not None),
    ShareKind.VERIFIABLE: (_has_checked_words, lambda rules, rule: rule.id not in rules.unclear),
    ShareKind.EXPLAINED: (_any_rule, lambda rules, rule: says_why(rule)),
    ShareKind.LINKED: (_any_rule, _is_linked),
    ShareKind.ASKED: (_of_role, lambda rules, rule: rule.id in (rules.asked or ())),
}
"""Of which rules each share is said, and which of them count."""


def _together(texts: Iterable[TextQuality]) -> Iterable[Share]:
    """Yield the shares of several texts as those of one."""
    parts: Counter[ShareKind] = Counter()
    wholes: Counter[ShareKind] = Counter()
    for text in texts:
        for share in text.shares:
            parts[share.kind] += share.part
            wholes[share.kind] += share.whole
    return (Share(kind, parts[kind], wholes[kind]) for kind in ShareKind if wholes[kind])


def _by_code(problems: Iterable[Problem]) -> Sequence[CodeProblems]:
    by_code: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.diagnostic.code].append(problem)
    codes = [
        CodeProblems(code, _worst(of_code), _new_first(of_code))
        for code, of_code in by_code.items()
    ]
    return sorted(codes, key=lambda one: (one.severity.rank, -len(one.problems), one.code))


def _new_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.is_known))


def _worst(problems: Iterable[Problem]) -> Severity:
    severities = (problem.diagnostic.severity for problem in problems)
    return min(severities, key=lambda severity: severity.rank)


def _by_heading(book: Handbook, problems: Iterable[Problem]) -> Sequence[HeadingProblems]:
    """Return categories by the number of problems about their rules, the most first."""
    counts: Counter[tuple[str, Category]] = Counter()
    texts: dict[str, Document] = {}
    for problem in problems:
        if problem.text and problem.rules:
            texts[problem.text.path] = problem.text
            counts.update(
                {(problem.text.path, book.requirement(id).category) for id in problem.rules}
            )
    headings = [
        HeadingProblems(texts[path], category, count) for (path, category), count in counts.items()
    ]
    return sorted(headings, key=lambda one: (-one.problems, one.category.span))
