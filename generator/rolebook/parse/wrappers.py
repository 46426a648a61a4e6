"""Tags that wrap Markdown: `<rules>` and `<example>` of instructions, `<Callout>` of MDX.

What is in them is Markdown, although CommonMark takes it for HTML down to the next blank line, and
what is in examples is shown as it is and states nothing. Elements of HTML are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..model import Passage, PassageKind
from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = re.compile(
    r"(?P<indent> {0,3})<(?P<end>/?)(?P<name>[A-Za-z][\w.-]{0,40})(?:\s[^<>]{0,200})?>\s*"
)
_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,})")
_EXAMPLE = re.compile(
    r"(?:[a-z]+[_-])?(?:examples?|samples?)(?:[_-][a-z\d]+)?|commentary", re.IGNORECASE
)
_MARKS = re.compile(r"`{3,}")
_HTML = frozenset(
    re.findall(
        r"\w+",
        "a abbr address article aside audio b blockquote body br button canvas center cite "
        "code col colgroup data dd del details dfn dialog div dl dt em embed fieldset "
        "figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr "
        "html i iframe img input ins kbd label legend li link main map mark menu meta nav "
        "noscript object ol optgroup option output p param picture pre progress q s samp "
        "script search section select small source span strike strong style sub summary sup "
        "svg table tbody td template textarea tfoot th thead time title tr track tt u ul var "
        "video wbr ",
    )
)
_IN_DESCRIPTION = re.compile(r"<example\b[^<>]{0,80}>(.{0,4000}?)</example>", re.DOTALL)
_ANNOUNCED = re.compile(r"(?:\\n|\s)*(?:for example|examples?)\s?:?(?:\\n|\s)*$", re.IGNORECASE)
_INNER = re.compile(r"\s*(?:</?[a-z][\w-]{0,40}>|\\n)+\s*")


def without_wrappers(text: str, path: str) -> tuple[str, list[Passage]]:
    r"""Return a text without tags that have lines of their own, and the passages they were.

    The lines of other tags become blank; those of examples become code fences. No line moves.

    >>> without_wrappers("<rules>\nMUST a\n</rules>\n<example>\nb\n</example>", "a.md")[0]
    '\nMUST a\n\n```text\nb\n```'
    """
    if "</" not in text:
        return text, []
    lines = text.split("\n")
    passages: list[Passage] = []
    for start, end, name in _pairs(lines):
        if _EXAMPLE.fullmatch(name):
            fence = _fence(lines[start + 1 : end])
            lines[start] = f"{_indent(lines[start])}{fence}text"
            lines[end] = f"{_indent(lines[start])}{fence}"
            continue
        for n in (start, end):
            span = Span(path, n + 1)
            passages.append(Passage(PassageKind.MARKUP, lines[n].strip(), span))
            lines[n] = ""
    return "\n".join(lines), passages


def _pairs(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of start and end tags that belong together; what is in examples is left."""
    tags = list(_tags(lines))
    last_end = {tag["name"]: n for n, tag in tags if tag["end"]}
    example = ""
    opened: list[tuple[int, str]] = []
    open_now: Counter[str] = Counter()
    for n, tag in tags:
        name = tag["name"]
        if example and name != example:
            continue
        if not tag["end"]:
            opened.append((n, name))
            open_now[name] += 1
            if _EXAMPLE.fullmatch(name) and last_end.get(name, 0) > n:
                example = name
        elif open_now[name]:
            while opened[-1][1] != name:
                open_now[opened.pop()[1]] -= 1
            start, _ = opened.pop()
            open_now[name] -= 1
            if name == example and open_now[name]:
                continue  # an example in an example of the same name
            example = ""
            yield start, n, name


def _tags(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that consist of a tag, outside of code fences and without those of HTML."""
    fence = ""
    for n, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark:
            fence = _next_fence(fence, mark["fence"])
        elif not fence and (tag := _TAG.fullmatch(line)) and tag["name"].lower() not in _HTML:
            yield n, tag


def _next_fence(fence: str, marks: str) -> str:
    if not fence:
        return marks
    return "" if marks.startswith(fence) else fence


def _fence(lines: Sequence[str]) -> str:
    """Return a fence that is longer than those in some lines."""
    marks = (match[0] for line in lines for match in _MARKS.finditer(line))
    return "`" * max((len(mark) + 1 for mark in marks), default=3)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def described(description: str) -> list[str]:
    r"""Return what an agent is for, and each example of when to call it as a quote of its own.

    >>> described("Steers. Examples: <example>user: 'Dock'</example>")
    ['Steers.', "> user: 'Dock'"]
    """
    words = _ANNOUNCED.sub("", _IN_DESCRIPTION.split(description)[0])
    examples = (
        _INNER.sub("\n>\n> ", text).strip("\n> ") for text in _IN_DESCRIPTION.findall(description)
    )
    return [
        part for part in (_INNER.sub(" ", words).strip(), *(f"> {one}" for one in examples)) if part
    ]
