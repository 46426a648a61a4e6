"""The page of quality: problems with their places, shares of rules, and how the handbook grew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..addresses import address
from ..model import Persona
from ..model.diagnostics import counts_in_words
from ..views.plots import bars, columns, lines
from ..views.quality import ShareKind, quality
from ..views.releases import Pending
from ..views.shelves import shelves
from ..views.trend import trend
from .context import Page, TocEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..messages import Messages
    from ..views.plots import Bars, Columns, Lines
    from ..views.quality import CodeProblems, HeadingProblems, Problem, Quality, Share
    from ..views.releases import Release
    from ..views.trend import Point
    from .context import SiteContext

PATH = "quality/"
# Together some 100 kB; nobody reads more of them on a page.
_MOST_PROBLEMS = 200
# So that a frequent code leaves places for the others.
_MOST_OF_A_CODE = 25
_MOST_HEADINGS = 15
# Columns that a phone shows apart from each other.
_MOST_RELEASES = 24
_KINDS = ("older", "added")
"""The pieces of a column, from the bottom."""


@dataclass(frozen=True, slots=True)
class _Code:
    """The problems of a code, as many as the page lists."""

    of: CodeProblems
    listed: Sequence[Problem]

    @property
    def anchor(self) -> str:
        """Where they are; no ID of a rule has a colon."""
        return f"code:{self.of.code}"

    @property
    def left(self) -> int:
        """How many are not listed."""
        return len(self.of.problems) - len(self.listed)


@dataclass(frozen=True, slots=True)
class _Trend:
    """The latest releases, the earliest of them first."""

    points: Sequence[Point]
    names: Sequence[str]
    drawing: Columns
    said: str
    """The drawing in a sentence."""
    left: int
    """How many earlier releases there are."""
    shares: Mapping[ShareKind, Sequence[Share | None]]
    """Shares at each release; empty where the texts of the past are not known."""
    shares_drawing: Lines
    shares_said: str
    """That drawing in words."""


def quality_page(context: SiteContext, releases: Sequence[Release]) -> Page:
    """Return the page of quality.

    Args:
        context: Handbook, options and templates.
        releases: What changed and when, the latest first.
    """
    say = context.book.say
    title = say("quality")
    return Page(
        PATH,
        title,
        lambda: _article(context, releases, title),
        tuple(TocEntry(say(f"quality-{part}"), f"quality:{part}") for part in _PARTS),
        say("quality.description"),
    )


_PARTS = ("problems", "shares", "texts", "trend")
"""The sections of the page."""


def _article(context: SiteContext, releases: Sequence[Release], title: str) -> str:
    """Make the page; nothing of it is counted before it is asked for."""
    book, say = context.book, context.book.say
    rubrics = (context.rubrics[persona.slug] for persona in book.personas)
    found = quality(book, asked=frozenset(chain.from_iterable(one.covered for one in rubrics)))
    return context.page(
        "quality.html",
        PATH,
        title,
        found=found,
        counts=say.list(counts_in_words(book.diagnostics, say)),
        codes=list(_listed(found.codes)),
        headings=found.headings[:_MOST_HEADINGS],
        headings_left=len(found.headings[_MOST_HEADINGS:]),
        heading_address=_heading_address,
        kinds=[share.kind for share in found.shares],
        shares_drawn=_bars(found, say),
        trend=_trend(releases, found, say),
        source=context.source,
        command=_command,
    ).html


def _listed(codes: Sequence[CodeProblems]) -> Iterator[_Code]:
    """Yield the codes, each with its first problems, as long as there is room on the page."""
    left = _MOST_PROBLEMS
    for code in codes:
        listed = code.problems[: min(left, _MOST_OF_A_CODE)]
        left -= len(listed)
        yield _Code(code, listed)


def _command(arguments: str) -> Markup:
    """Return a command as it is typed."""
    return Markup("<code>rolebook {}</code>").format(arguments)


def _heading_address(one: HeadingProblems) -> str:
    """Return where the rules below a heading are."""
    page = address(one.text)
    if not isinstance(one.text, Persona):
        return page
    anchors = {shelf.category: shelf.anchor for shelf in shelves(one.text)}
    return f"{page}#{anchors[one.category]}" if one.category in anchors else page


def _bars(found: Quality, say: Messages) -> Bars:
    return bars([_bar(share, say) for share in found.shares])


def _bar(share: Share, say: Messages) -> tuple[str, int, int, str]:
    percent = say("quality-percent", percent=share.percent)
    return say(f"quality-share-{share.kind}"), share.percent, 100, percent


def _trend(releases: Sequence[Release], found: Quality, say: Messages) -> _Trend | None:
    """Return how the handbook grew, or None if nothing is known of it."""
    every = trend(releases, found.rules)
    if not every:
        return None
    points = every[-_MOST_RELEASES:]
    names = [point.release.title(say) for point in points]
    below = [_short(point, say) for point in points]
    shares = _shares_then(points, found)
    percents = {
        kind.value: [share.percent if share else None for share in row]
        for kind, row in shares.items()
    }
    return _Trend(
        points,
        names,
        columns(below, _KINDS, [_values(point) for point in points]),
        _in_words(points, names, say),
        len(every) - len(points),
        shares,
        lines(below, percents),
        "; ".join(_change_in_words(kind, row, say) for kind, row in shares.items()),
    )


def _shares_then(
    points: Sequence[Point], found: Quality
) -> Mapping[ShareKind, Sequence[Share | None]]:
    """Return the shares at each release, if there are any; the last release is the present."""
    if not any(point.release.shares for point in points):
        return {}
    then = [point.release.shares for point in points[:-1]]
    rows = [{share.kind: share for share in shares} for shares in (*then, found.shares)]
    kinds = [kind for kind in ShareKind if any(kind in row for row in rows[:-1])]
    return {kind: [row.get(kind) for row in rows] for kind in kinds}


def _change_in_words(kind: ShareKind, row: Sequence[Share | None], say: Messages) -> str:
    percents = [say("quality-percent", percent=share.percent) for share in row if share]
    name = say(f"quality-share-{kind}")
    return say("quality-trend-share", name=name, before=percents[0], now=percents[-1])


def _short(point: Point, say: Messages) -> str:
    """Return the name of a release as it is written below its column."""
    is_pending = isinstance(point.release.name, Pending)
    return say("quality-trend-now") if is_pending else point.release.title(say)


def _values(point: Point) -> tuple[int, int]:
    """Return the pieces of a column; at the first release, nothing is newer than the rest."""
    return (point.rules, 0) if point.release.is_first else (point.older, point.added)


def _in_words(points: Sequence[Point], names: Sequence[str], say: Messages) -> str:
    now = say("rule-count", count=points[-1].rules)
    if len(points) == 1:
        return say("quality-trend-one", now=now, last=names[-1])
    before = say("rule-count", count=points[0].rules)
    return say("quality-trend-said", before=before, first=names[0], now=now, last=names[-1])
