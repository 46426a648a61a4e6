"""A rubric, and what a change does to rules, to a comment: what people read, and data for programs.

The data is in a hidden comment at the end. What people ticked or wrote in the lines of questions
stays when the comment is written again.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..exports import RUBRIC_FORMATS
from ..exports.open_review import review_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..exports.open_review import Reviewed
    from ..link.handbook import Handbook
    from ..rubric import Rubric

_MARKER = "<!-- rolebook-review: {code} -->"
"""The first line; a request has one comment about each role."""
_DATA_BEGINS = "<!-- rolebook-review-data"
_DATA_ENDS = "-->"
_UNSAFE = re.compile(r"[<>&@#]|(?<=-)-")
"""What could end the hidden comment, notify someone, or command a runner."""
# Of a line that people may have written on.
_LONGEST_LINE = 4_000


def comment_text(
    rubric: Rubric, book: Handbook, reviewed: Reviewed, *, changes: str = "", most_characters: int
) -> str:
    """Return the comment about a role.

    Args:
        rubric: Its questions.
        book: The handbook.
        reviewed: What is known about the review.
        changes: What the change does to rules of the handbook, in Markdown.
        most_characters: How long it may be. What is too long is left out, beginning with the
            changes.
    """
    say = book.say
    questions = RUBRIC_FORMATS["github"](rubric, book).decode().rstrip()
    data = f"{_DATA_BEGINS}\n{_hidden(review_data(rubric, book, reviewed))}\n{_DATA_ENDS}"
    beginning = [_MARKER.format(code=rubric.code), questions]
    heading = f"## {say('request-changed-rules')}"
    told = ["", heading, "", changes] if changes else []
    cut = ["", heading, "", say("request-changes-too-long")] if changes else []
    versions = (
        [*beginning, *told, "", data],
        [*beginning, *cut, "", data],
        [*beginning, *cut],
    )
    texts = [_text(version) for version in versions]
    return next((text for text in texts if len(text) <= most_characters), texts[-1])


def is_about(text: str, code: str) -> bool:
    """Whether a comment begins with the marker of a role."""
    return text.startswith(_MARKER.format(code=code))


def updated(former: str, text: str) -> str:
    r"""Return a comment with what people ticked and wrote in its former version.

    A line that they wrote on stays as it is, if its question has the same words.

    Args:
        former: What the comment says now.
        text: What it is to say.

    Examples:
        >>> updated("- [x] **A-1** MUST sail – at sea\r\n- [x] **A-2** MUST row –", _QUESTIONS)
        '- [x] **A-1** MUST sail – at sea\n- [ ] **A-3** MUST swim –\n'
    """
    written = _written(former)
    first_day = data_of(former).get("date")
    lines = [_kept(line, written) for line in text.splitlines()]
    if first_day and _DATA_BEGINS in lines:
        at = lines.index(_DATA_BEGINS) + 1
        lines[at] = _hidden({**json.loads(lines[at]), "date": first_day})
    return _text(lines)


_QUESTIONS = "- [ ] **A-1** MUST sail –\n- [ ] **A-3** MUST swim –\n"


def data_of(text: str) -> dict[str, Any]:
    """Return the data of a comment; empty if there is none, or if people broke it."""
    lines = text.splitlines()
    if _DATA_BEGINS not in lines[:-1]:
        return {}
    try:
        data = json.loads(lines[lines.index(_DATA_BEGINS) + 1])
    except (RecursionError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


_TASK = re.compile(r"- \[(?P<box>[ xX~])\] (?P<words>.+)")
_ID = re.compile(r"\*\*(?P<id>[^*]+)\*\*")
_DASH = " –"


def _written(text: str) -> dict[str, re.Match[str]]:
    """Return the tasks of a comment by the IDs of their questions."""
    tasks: dict[str, re.Match[str]] = {}
    for line in text.splitlines():
        task = _TASK.fullmatch(line[:_LONGEST_LINE].rstrip())
        id = _ID.search(task["words"]) if task else None
        if task and id:
            tasks.setdefault(id["id"], task)
    return tasks


def _kept(line: str, written: Mapping[str, re.Match[str]]) -> str:
    """Return a line with the box of its question, and with what people wrote on it."""
    task = _TASK.fullmatch(line)
    id = _ID.search(task["words"]) if task else None
    former = written.get(id["id"]) if id else None
    if task is None or former is None:
        return line
    is_same = task["words"].removesuffix(_DASH) in former["words"]
    return f"- [{former['box']}] {(former if is_same else task)['words']}"


def _hidden(data: Mapping[str, Any]) -> str:
    """Return data as one line of JSON that nothing in it can lead out of a hidden comment."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(data))


def _text(lines: list[str]) -> str:
    return "\n".join(chain(lines, [""]))
