"""Comments in Markdown to reviews: filled in by hand, copied from the form, or with hidden JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..messages import messages
from ..model.diagnostics import Diagnostic
from ..rubric.answers import FORMAT, Answer
from .from_json import ANSWERS, Found, from_json, in_a_line, is_day
from .located import Text
from .model import Reply, Review, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..messages import Messages
    from ..model.source import Source, Span
    from .from_json import Reading

_LINE = re.compile(
    r"[ \t>]*(?P<before>~~[ \t]*)?(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<outer>~~[ \t]*)?"
    r"(?:\[(?P<box>[ xX])\][ \t]*)?(?P<inner>~~[ \t]*)?"
    r"(?:(?P<word>[^\s:*~\[][^:*]{0,30}):[ \t]+)?(?:~~[ \t]*)?"
    r"\*\*(?P<id>[^\s*~]{0,60}\d[^\s*~]{0,60})\*\*(?P<rest>.*)"
)
"""An item of a list with an ID in bold type behind a box or an answer."""
_HEADING = re.compile(r"(?:[ \t]|>)*#{1,6}[ \t]+(?P<title>\S.*)")
_DASH = re.compile(r"(?:^|\s)[–—](?=\s|$)")
"""What is between a rule and what was seen of it."""
_MARKS = " \t~–—"
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_FOOT = re.compile(r"(?:.*: )?(?P<code>[A-Z][A-Z0-9]*), (?P<version>\S.*)")
_LONGEST = 2000
"""Characters of a line that may say which change it is, or which role."""


def from_comments(source: Source) -> Reading:
    """Return the reviews in a text, and what is odd about them."""
    found: list[Found] = []
    problems: list[Diagnostic] = []
    for comment in _comments(source):
        hidden, wrong = _hidden(comment)
        problems += wrong
        read = hidden or comment.reviews()
        found += read
        problems += comment.problems
    if not found and not problems:
        problems.append(Diagnostic.of("RV001", Text(source.path, "").span(0), "other"))
    return found, problems


@dataclass
class _Comment:
    """The lines of a text that belong to one review."""

    text: Text
    first: int
    """Number of its first line, counted from 0."""
    lines: Sequence[str]
    start: int
    """Place of its first character."""
    title: str = ""
    """Of the role."""
    problems: list[Diagnostic] = field(default_factory=list)
    _say: Messages = field(default_factory=messages)

    def reviews(self) -> list[Found]:
        """Return its review; none if there are no questions in it, or no answers."""
        replies: list[tuple[Reply, Span]] = []
        head, foot = _Head(), ("", "")
        is_folded = False
        for n, line in enumerate(self.lines):
            is_folded = "<details" in line or (is_folded and "</details" not in line)
            match = _LINE.fullmatch(line)
            if match and (match["box"] or match["word"] or is_folded):
                span = self.text.span(self._at(n) + match.start("id") - 2)
                self._note_word(match["word"], span)
                replies.append((_reply(match, self._say), span))
            elif replies and (said := _FOOT.fullmatch(line[:_LONGEST].strip())):
                foot = said["code"], said["version"]
            elif not replies:
                head = _head(line.strip(), self._say) or head
        if not replies:
            return []
        self._note_repeated(replies)
        review = Review(
            foot[0] or self.title,
            head.change,
            head.date,
            foot[1],
            head.author,
            head.reviewer,
            replies=tidy(reply for reply, _ in replies),
        )
        span = self.text.span(self.start)
        if not review.answered:
            self.problems.append(Diagnostic.of("RV002", span))
            return []
        return [Found(review, span, {reply.id: place for reply, place in reversed(replies)})]

    def _note_word(self, word: str | None, span: Span) -> None:
        if word and word.casefold() not in _words(self._say):
            self.problems.append(Diagnostic.of("RV003", span, "answer", given=word))

    def _note_repeated(self, replies: list[tuple[Reply, Span]]) -> None:
        known: set[str] = set()
        for reply, span in replies:
            if reply.id in known:
                self.problems.append(Diagnostic.of("RV003", span, "repeated", id=reply.id))
            known.add(reply.id)

    def _at(self, n: int) -> int:
        return self.text.start(self.first + n)


@dataclass(frozen=True)
class _Head:
    """What a comment says of its change."""

    change: str = ""
    author: str = ""
    reviewer: str = ""
    date: str = ""


def _comments(source: Source) -> Iterator[_Comment]:
    """Yield the parts of a text, each of which begins with the title of a review."""
    say, text, lines = messages(), Text(source.path, source.text), source.lines
    before = say("comment-title", role="")
    begins = {0: ""}
    for n, line in enumerate(lines):
        match = _HEADING.fullmatch(line)
        if match and match["title"].startswith(before.strip()):
            begins[n] = _unescaped(match["title"].removeprefix(before.strip()).strip(" #"))
    places = sorted(begins)
    for n, end in zip(places, [*places[1:], len(lines)], strict=True):
        yield _Comment(text, n, lines[n:end], text.start(n), begins[n], _say=say)


def _hidden(comment: _Comment) -> tuple[list[Found], list[Diagnostic]]:
    """Return the reviews in the HTML comments of a comment."""
    found: list[Found] = []
    problems: list[Diagnostic] = []
    written = comment.text.text
    end = comment.start + sum(len(line) + 1 for line in comment.lines)
    at = written.find("<!--", comment.start, end)
    while at >= 0:
        close = written.find("-->", at, end)
        close = end if close < 0 else close
        begin = written.find("{", at, close)
        if begin >= 0 and f'"{FORMAT}"' in written[begin:close]:
            read, wrong = from_json([comment.text.first(begin)[0]])
            found += read
            problems += wrong
        at = written.find("<!--", close, end)
    return found, problems


def _reply(match: re.Match[str], say: Messages) -> Reply:
    rest, where, reason = match["rest"], "", ""
    dash = _DASH.search(rest)
    seen = _DASH.split(rest)[-1].strip(_MARKS) if dash else ""
    if dash and seen:
        # The words of a rule may have a dash, too: rather too much is kept than too little.
        where, reason = _evidence(rest[dash.end() :].strip(_MARKS), say)
    is_struck = any(match[name] for name in ("before", "outer", "inner"))
    is_struck = is_struck or rest.lstrip().startswith("~~")
    return Reply(
        match["id"],
        _answer(match, is_struck=is_struck, has_text=bool(seen), say=say),
        where=where,
        reason=reason,
    )


def _answer(
    match: re.Match[str], *, is_struck: bool, has_text: bool, say: Messages
) -> Answer | None:
    if is_struck:
        return Answer.UNTOUCHED
    said = _words(say).get((match["word"] or "").casefold())
    if (match["word"] and match["box"] is None) or said not in (None, Answer.KEPT):
        return said
    # The box of a template is called "Kept".
    if match["box"] != " ":  # ticked, or in the list of what was followed
        return Answer.KEPT
    return Answer.BROKEN if has_text else None


def _words(say: Messages) -> dict[str, Answer]:
    """Return the words for answers, as they are written before a rule."""
    own = {say(f"answer-{answer}").casefold(): answer for answer in Answer}
    return {**ANSWERS, **own}


def _evidence(text: str, say: Messages) -> tuple[str, str]:
    """Return where someone looked, and why it is so.

    >>> _evidence("api.py; reason: it is old", messages())
    ('api.py', 'it is old')
    """
    where, mark, reason = text.partition(say("comment-reason", reason="").strip())
    if not mark:
        return in_a_line(_unescaped(text)), ""
    return in_a_line(_unescaped(where).strip("; ")), in_a_line(_unescaped(reason))


def _head(line: str, say: Messages) -> _Head | None:
    """Return what a line says that ends with a day, as the form writes it.

    >>> head = _head("Add quotas, by Ada, reviewed by Bo, 2026-11-30", messages())
    >>> head.change, head.author, head.reviewer, head.date
    ('Add quotas', 'Ada', 'Bo', '2026-11-30')
    """
    if len(line) > _LONGEST or not is_day(line[-10:]):
        return None
    rest, date = line[:-10].strip(" ,"), line[-10:]
    rest, reviewer = _behind(rest, say("comment-reviewer", reviewer="").strip())
    rest, author = _behind(rest, say("comment-by", author="").strip())
    return _Head(in_a_line(_unescaped(rest)), author, reviewer, date)


def _behind(line: str, words: str) -> tuple[str, str]:
    """Return a line without its last part that begins with some words, and that part."""
    if line.startswith(f"{words} "):
        return "", _unescaped(line.removeprefix(words).strip())
    before, mark, behind = line.rpartition(f", {words} ")
    return (before, _unescaped(behind.strip())) if mark else (line, "")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
