"""Lines that only frame what is between them: alerts, admonitions, containers, attributes.

Markdown takes `[!NOTE]`, `!!! note`, `:::` and `{: .wide}` for words of the paragraph next to them.
Lines in, the same lines out in a form that Markdown keeps apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

APART = "***"
"""A line that ends a paragraph and begins none, and so keeps what is around it apart."""
_INDENT = 4
"""Blanks in front of the content of `!!! note`."""

_ALERT = re.compile(r"\[![A-Za-z][\w-]{0,30}\][+-]?(?P<title>[^\n]*)")
"""`[!NOTE]`, and with a title as some editors write it: `[!tip]- For pilots`."""
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)(?: [\w-]+)+(?: +\"(?P<title>[^\"\n]*)\")?\s*")
_CONTAINER = re.compile(r":{3,}(?: ?[\w{.#-][^\n]{0,200})?\s*")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}\s*")
_KEYWORD = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
MAYBE = re.compile(r"\[!\w|^[ \t>*+-]*+(?:!!!|\?\?\?|:::|\{:)", re.MULTILINE)
"""What a text has if it may have such lines."""


def frames(written: Sequence[str], start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph that are frames, and the content that they indent.

    Args:
        written: The lines of the paragraph without what the blocks around it put before them.
        start: Index of the first one in the file.
        lines: The lines of the file.

    >>> [*frames(["[!NOTE]", "Clients MUST log in."], 0, ["> [!NOTE]", "> Clients MUST log in."])]
    [(0, '> ***')]
    >>> [*frames(["!!! note", "Log in."], 0, ["!!! note", "    Log in."])]
    [(0, '***'), (1, 'Log in.')]
    """
    for n, words in enumerate(written):
        number, line = start + n, lines[start + n]
        text = words.strip()
        before = line[: max(0, line.rfind(text))]
        alert = _ALERT.fullmatch(text) if n == 0 and ">" in before else None
        admonition = _ADMONITION.fullmatch(text)
        if alert and _KEYWORD.search(alert["title"]):
            yield number, before + alert["title"].strip()
        elif alert or _CONTAINER.fullmatch(text) or (_ATTRIBUTES.fullmatch(text) and len(text) > 3):
            yield number, before + APART
        elif admonition:
            yield number, before + ((admonition["title"] or "") if _titled(admonition) else APART)
            yield from _outdented(lines, number + 1, len(before))
            return


def _titled(admonition: re.Match[str]) -> bool:
    return bool(_KEYWORD.search(admonition["title"] or ""))


def _outdented(lines: Sequence[str], first: int, column: int) -> Iterator[tuple[int, str]]:
    """Yield the lines below `!!! note` that are its content, with less indentation."""
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        spaced = line.expandtabs(_INDENT)
        if spaced[column : column + _INDENT].strip() or len(spaced) <= column + _INDENT:
            return
        yield number, spaced[:column] + spaced[column + _INDENT :]
