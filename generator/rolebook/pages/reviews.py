"""The page of what reviews come to: over time, per role, and the rules that need a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..addresses import permalink
from ..markup import plain
from ..reviews import Answer, MonthSum
from ..views.plots import bars, columns
from ..words.names import slugify
from .context import TocEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..messages import Messages
    from ..reviews import RoleSum, RuleSum
    from ..views.plots import Bars, Columns
    from .context import Page, SiteContext

PATH = "reviews/"
"""Address of the page; a handbook without reviews has none."""
_MOST_MONTHS = 24
"""Columns of a drawing; more would be as thin as lines on a phone."""
_MOST_RULES = 10
_MOST_NEVER = 20
"""Rules of a list; the data have all of them."""
_PILED = (Answer.BROKEN, Answer.KEPT, Answer.UNTOUCHED)
"""From the bottom: what is at the bottom of all columns can be compared."""


@dataclass(frozen=True, slots=True)
class _Time:
    """Months as a drawing and as a table."""

    months: Sequence[MonthSum]
    names: Sequence[str]
    drawing: Columns
    older: int
    """Reviews of earlier months."""
    undated: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A rule in a list."""

    line: Markup
    sum: RuleSum


@dataclass(frozen=True, slots=True)
class _Broken:
    """Rules that were broken, as a drawing and as a table."""

    rows: Sequence[_Row]
    drawing: Bars
    left: int


@dataclass(frozen=True, slots=True)
class _Section:
    """What there is to say about one role."""

    role: RoleSum
    anchor: str
    name: str
    time: _Time
    broken: _Broken
    untouched: Sequence[_Row]
    never: Sequence[Markup]
    never_left: int


def role_anchor(code: str) -> str:
    """Return the anchor of a role on the page.

    >>> role_anchor("BD")
    'role-bd'
    """
    return f"role-{slugify(code)}"


def reviews_page(context: SiteContext) -> Page:
    """Return the page of what reviews come to."""
    say, summed = context.book.say, context.reviews
    sections = [_section(context, role, n) for n, role in enumerate(summed.roles)]
    children = tuple(TocEntry(one.name, one.anchor) for one in sections)
    return context.page(
        "reviews.html",
        PATH,
        say("reviews-title"),
        whole=summed.whole,
        basis=say(
            "reviews-basis",
            reviews=say("review-count", count=summed.whole.reviews),
            roles=say("role-count", count=len(sections)),
        ),
        time=_time(summed.whole, say, _reviews_of),
        broken=_broken(context, summed.whole),
        sections=sections,
        answers=_PILED,
        toc=(
            TocEntry(say("reviews-time"), "reviews:time"),
            TocEntry(say("reviews-broken"), "reviews:broken"),
            TocEntry(say("reviews-roles"), "reviews:roles", children),
        ),
        description=say("reviews-title.description"),
    )


def named_rules(context: SiteContext) -> frozenset[str]:
    """Return the IDs of the rules that the page names because of their answers."""
    summed = context.reviews
    broken = (role.broken[:_MOST_RULES] for role in (summed.whole, *summed.roles))
    untouched = (role.untouched[:_MOST_RULES] for role in summed.roles)
    return frozenset(rule.id for rule in chain.from_iterable((*broken, *untouched)))


def _section(context: SiteContext, role: RoleSum, n: int) -> _Section:
    never = [_line(context, id) for id in role.never[:_MOST_NEVER]]
    return _Section(
        role,
        role_anchor(role.code) if role.persona else f"role:{n}",
        role.name or context.book.say("reviews-no-role"),
        _time(role, context.book.say, _answers_of),
        _broken(context, role),
        [_row(context, rule) for rule in role.untouched[:_MOST_RULES]],
        never,
        len(role.never) - len(never),
    )


def _reviews_of(month: MonthSum) -> dict[str, int]:
    return {"reviews": month.reviews}


def _answers_of(month: MonthSum) -> dict[str, int]:
    return {answer.value: getattr(month, answer) for answer in _PILED}


def _time(role: RoleSum, say: Messages, pieces: Callable[[MonthSum], Mapping[str, int]]) -> _Time:
    """Return the last months; those without a review are among them, so that gaps show."""
    dated = [month for month in role.months if month.month]
    known = {month.month: month for month in dated}
    names = list(_months(dated[0].month, dated[-1].month)) if dated else []
    months = [known.get(name, MonthSum(name)) for name in names[-_MOST_MONTHS:]]
    words = [_in_words(month.month, say) for month in months]
    kinds = list(pieces(MonthSum("")))
    drawing = columns(words, kinds, [list(pieces(month).values()) for month in months])
    shown = sum(month.reviews for month in months)
    undated = role.reviews - sum(month.reviews for month in dated)
    return _Time(months, words, drawing, role.reviews - undated - shown, undated)


def _months(first: str, last: str) -> Iterator[str]:
    """Yield the months from one to another.

    >>> list(_months("2026-11", "2027-01"))
    ['2026-11', '2026-12', '2027-01']
    """
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    for number in range(begin, end + 1):
        yield f"{number // 12}-{number % 12 + 1:02}"


def _in_words(month: str, say: Messages) -> str:
    return say.date(date.fromisoformat(f"{month}-01"), "MMM y")


def _broken(context: SiteContext, role: RoleSum) -> _Broken:
    say, rules = context.book.say, role.broken[:_MOST_RULES]
    drawn = [
        (
            rule.id,
            rule.broken,
            rule.answered,
            say("reviews-of", count=rule.broken, answered=rule.answered),
        )
        for rule in rules
    ]
    left = len(role.broken) - len(rules)
    return _Broken([_row(context, rule) for rule in rules], bars(drawn), left)


def _row(context: SiteContext, rule: RuleSum) -> _Row:
    return _Row(_line(context, rule.id), rule)


def _line(context: SiteContext, id: str) -> Markup:
    """Return a rule with its words; of one that is no more, that it is retired or unknown."""
    book = context.book
    if book.has(id):
        rule = book.requirement(id)
        words = context.authored(f"{rule.level} {plain(rule.wording)}", book.owner(id))
        return Markup('<a href="@/{}">{}</a> {}').format(permalink(id), id, words)
    if book.lock.revisions(id):
        link = Markup('<a href="@/{}">{}</a>').format(permalink(id), id)
        return Markup("{} {}").format(link, escape(book.say("reviews-id-retired")))
    return Markup("{} {}").format(id, book.say("reviews-id-unknown"))
