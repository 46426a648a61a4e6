r"""Bullets that Markdown does not know: which lines start with one, and what follows it.

Word processors, wikis and converters write `•`, `–` or `\-` where Markdown expects `-`. Lines of
text in, items out; it knows nothing of blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOTS = "•●○■▪◦‣"
# Crosses are left out, because they mean no. The last five are from symbol fonts that word
# processors use.
_SIGNS = f"{_DOTS}·∙⁃□◆◇❖✓✔✅☑☐➤➢►▶▸▹\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
_DASHES = "–—‒―−→⇒➔➜"
_BLANK = r"[^\S\n]"
# Blanks are counted to 40, more than any margin, so that matching takes linear time.
_SURE = (
    rf"(?:[{_SIGNS}]\ufe0f?(?:{_BLANK}{{1,40}}|$)|[{_DOTS}](?=\S)"
    rf"|[o§](?:\t|{_BLANK}{{2,40}})(?=\S))"
)
# Letters and small Roman numbers, as standards have them: "a)", "(b)", "iii)".
_LETTER = r"(?:\((?:[a-z]|[ivx]{2,5})\)|(?:[a-z]|[ivx]{2,5})\))"
_WEAK = (
    rf"(?:{_LETTER}{_BLANK}{{1,40}}(?=\S)|[{_DASHES}]{_BLANK}{{1,40}}(?=\S)|\\[-*+]{_BLANK}{{1,40}}(?=\S)|\d{{1,9}}\\[.)]{_BLANK}{{1,40}}(?=\S)"
    r"|-(?=(?:\*\*|__)?(?:MUST|SHALL|SHOULD|MAY)\b))"
)
MARKER = rf"(?:{_SURE}|{_WEAK})"
"""The pattern of a bullet with the white space after it, for the start of a line."""
SIGN = rf"(?:[{_SIGNS}{_DASHES}]\ufe0f?|{_LETTER}|\\[-*+]|\d{{1,9}}\\[.)])"
"""The pattern of a bullet without the white space after it."""
_KNOWN = rf"(?:[-*+]|\d{{1,9}}[.)]){_BLANK}{{1,40}}(?=\S)"
_LINE = re.compile(rf"\s*(?:(?P<sure>{_SURE})|(?P<weak>{_WEAK}))", re.MULTILINE)
_STEP = 2
"""How many columns to the right an item starts if it is nested: the width of `- ` in Markdown."""
ALONE = rf"[{_SIGNS}]\ufe0f?"
"""The pattern of a bullet alone on a line; its item is on the next one."""
_FINISHED = re.compile(r"(?:[.!?:;…][)\]\"'”’»*_]{0,4}|<br\s?/?>|\\)\s*$|  $", re.IGNORECASE)
_CAPITAL = re.compile(r"[\"'“‘«(\[*_`]{0,4}(?:[^\W\d_a-zß-ÿ]|\d|`)")
_DIGITS = re.compile(r"\d+")
_LETTERED = re.compile(_LETTER)
_BREAK = re.compile(
    rf"(?:<br\s?/?>\s{{0,9}}){{1,9}}(?:{MARKER}|{_KNOWN})|\n[ \t]*{_SURE}",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST = re.compile(rf"\s*(?:{MARKER}|{_KNOWN})")


@dataclass(frozen=True, slots=True)
class Item:
    """A line that starts an item."""

    index: int
    """Index of the line, from 0."""
    bullet: str
    """What it starts with; all numbers are the same bullet, and all letters."""
    content: str
    """What follows the bullet; empty if the bullet is alone."""


def items(lines: Sequence[str]) -> list[Item]:
    """Return the lines of a paragraph that start an item.

    A sign such as `•` is a bullet wherever a line starts with it. A dash, an arrow or an escaped
    marker can also be part of a wrapped sentence. It counts in a paragraph that starts with it or
    has an item with it, after a complete line, and if several lines start with it and each
    continues like a sentence of its own; an escaped marker also counts in any paragraph with items.

    >>> [item.content for item in items(["• MUST log", "• MUST NOT tell", "anybody"])]
    ['MUST log', 'MUST NOT tell']
    >>> items(["the crew", "– as said – MUST log"])
    []
    """
    marked = list(_marked(lines))
    parallel = _parallel_bullets([item for item, _ in marked])
    in_code = _lines_in_code(lines) if marked else frozenset()
    found: list[Item] = []
    used: set[str] = set()
    for item, is_sure in marked:
        is_listed = (
            item.bullet in used or item.bullet in parallel or (found and "\\" in item.bullet)
        )
        counts = is_sure or item.index == 0 or is_listed
        if (counts or _FINISHED.search(lines[item.index - 1])) and (
            found or item.index not in in_code
        ):
            found.append(item)
            used.add(item.bullet)
    return found


def _marked(lines: Sequence[str]) -> Iterator[tuple[Item, bool]]:
    for index, line in enumerate(lines):
        match = _LINE.match(line)
        if not match:
            continue
        content = line[match.end() :].strip()
        bullet = _LETTERED.sub("a)", _DIGITS.sub("1", match[0].strip()))
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if content or (following and not _LINE.match(following)):
            yield Item(index, bullet, content), bool(match["sure"])


def _parallel_bullets(marked: Sequence[Item]) -> set[str]:
    """Return the bullets that start several lines, if each line continues like a new sentence."""
    counts = Counter(item.bullet for item in marked)
    broken = {
        item.bullet
        for item in marked
        if not (item.bullet.startswith("\\") or _CAPITAL.match(item.content))
    }
    return {bullet for bullet, count in counts.items() if count > 1} - broken


def _lines_in_code(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of a paragraph that start in a code span, judging by the backticks."""
    open_lines: set[int] = set()
    ticks = 0
    total = sum(line.count("`") for line in lines)
    for index, line in enumerate(lines):
        if ticks % 2 and ticks < total:
            open_lines.add(index)
        ticks += line.count("`")
    return frozenset(open_lines)


def depths(found: Sequence[Item], columns: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return how deep each item is nested: by its column, or by another bullet after a colon.

    Args:
        found: The items of a paragraph.
        columns: Where each starts in its line of the file.
        lines: The lines of the paragraph.

    >>> lines = ["• The crew MUST:", "o  rest", "o  eat", "• MAY sing"]
    >>> depths(items(lines), [0, 0, 0, 0], lines)
    [0, 1, 1, 0]
    """
    opened: list[int] = []
    deeper: dict[str, int] = {}
    found_depths: list[int] = []
    for n, (item, column) in enumerate(zip(found, columns, strict=True)):
        is_led = n > 0 and lines[item.index - 1].rstrip(" *_").endswith(":")
        if is_led and item.bullet != found[n - 1].bullet:
            deeper.setdefault(item.bullet, _STEP)
        column += deeper.get(item.bullet, 0)
        while len(opened) > 1 and column < opened[-1]:
            opened.pop()
        if not opened or column >= opened[-1] + _STEP:
            opened.append(column)
        found_depths.append(len(opened) - 1)
    return found_depths


def pieces(text: str, masked: str) -> list[tuple[int, int]]:
    """Return the offsets of the items in one line or cell, after those of the words before them.

    Args:
        text: The text.
        masked: The same text with code and tags masked.

    >>> text = "MUST:<br>• log in<br>• log out"
    >>> [text[start:end] for start, end in pieces(text, text)]
    ['MUST:', 'log in', 'log out']
    >>> pieces("one – two", "one – two")
    [(0, 9)]
    """
    # If the masked text differs at the end of a break, the break is part of code.
    breaks = [
        match.span()
        for match in _BREAK.finditer(text)
        if masked[match.end() - 1] == text[match.end() - 1]
    ]
    if not breaks:
        return [(0, len(text))]
    first = _FIRST.match(text)
    starts = [first.end() if first else 0, *(end for _, end in breaks)]
    return list(zip(starts, [*(start for start, _ in breaks), len(text)], strict=True))
