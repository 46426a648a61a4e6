"""What reviews come to, as text, Markdown and JSON: one function per format, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..exports.formats import Format, Formats
from ..exports.marks import escaped
from ..exports.reviews import summary_json
from ..markup import plain
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..reviews import RoleSum, RuleSum, Summary

T = TypeVar("T")
_MOST = 10
"""Rules of a kind that are listed; the data have all of them."""
_WIDTH = 100


def reviews_as_text(summed: Summary, book: Handbook) -> str:
    """Return the sums for people at a terminal."""
    lines = [*_basis(summed, book)]
    for role in summed.roles:
        lines += ["", shown(_title(role, book))]
        for heading, rules in _lists(role, book):
            lines.append(f"  {heading}")
            lines += [f"    {shown(line)[:_WIDTH]}" for line in rules]
    return "\n".join([*lines, ""])


def reviews_as_markdown(summed: Summary, book: Handbook) -> str:
    """Return the sums for an issue, a wiki or the summary of a workflow."""
    lines = [f"# {book.say('reviews-title')}", "", *_basis(summed, book)]
    for role in summed.roles:
        lines += ["", f"## {escaped(_title(role, book))}"]
        for heading, rules in _lists(role, book):
            lines += ["", f"{heading}:", ""]
            lines += [f"- {escaped(line)}" for line in rules]
    return "\n".join([*lines, ""])


def reviews_as_json(summed: Summary, book: Handbook) -> str:
    """Return the sums as the site has them in `data/reviews.json`."""
    return summary_json(summed).decode()


REVIEW_FORMATS: Formats[Format[[Summary, Handbook], str]] = Formats(
    Format("text", "txt", reviews_as_text),
    Format("markdown", "md", reviews_as_markdown),
    Format("json", "json", reviews_as_json),
)


def _basis(summed: Summary, book: Handbook) -> Iterator[str]:
    say, whole = book.say, summed.whole
    roles = say("role-count", count=len(summed.roles))
    reviews = say("review-count", count=whole.reviews)
    yield say("reviews-basis", reviews=reviews, roles=roles)
    if whole.proves_little:
        yield say("reviews-little")


def _title(role: RoleSum, book: Handbook) -> str:
    name = role.name or book.say("reviews-no-role")
    reviews = book.say("review-count", count=role.reviews)
    return book.say("reviews-report-role", role=name, reviews=reviews)


def _lists(role: RoleSum, book: Handbook) -> Iterator[tuple[str, list[str]]]:
    """Yield a heading and its lines for each kind of rules that there are some of."""
    say = book.say
    kinds: Sequence[tuple[str, list[str]]] = (
        ("reviews-broken", _some(role.broken, lambda rule: _broken(rule, book), book)),
        ("reviews-untouched", _some(role.untouched, lambda rule: _untouched(rule, book), book)),
        ("reviews-never", _some(role.never, lambda id: f"{id}  {_words(id, book)}", book)),
    )
    for key, lines in kinds:
        if lines:
            yield say(key), lines


def _some(items: Sequence[T], line: Callable[[T], str], book: Handbook) -> list[str]:
    left = len(items) - _MOST
    more = [book.say("reviews-more", count=left)] if left > 0 else []
    return [*(line(item).rstrip() for item in items[:_MOST]), *more]


def _broken(rule: RuleSum, book: Handbook) -> str:
    share = book.say("reviews-broken-of", count=rule.broken, answered=rule.answered)
    return f"{rule.id}  {share}  {_words(rule.id, book)}"


def _untouched(rule: RuleSum, book: Handbook) -> str:
    share = book.say("reviews-untouched-of", count=rule.answered)
    return f"{rule.id}  {share}  {_words(rule.id, book)}"


def _words(id: str, book: Handbook) -> str:
    """Return the words of a rule, or its last ones; nothing for an ID that was never given."""
    if book.has(id):
        rule = book.requirement(id)
        return f"{rule.level} {plain(rule.wording)}"
    if not book.lock.revisions(id):
        return book.say("reviews-id-unknown")
    return book.say("reviews-id-retired")
