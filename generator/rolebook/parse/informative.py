"""Parts of a file that say of themselves that they are no rules: examples, rationale, annexes.

Sections in, those of which no sentence is a requirement out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..markup import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .sections import Section

_WORD = (
    r"(?:informative?|informativ[ao]|nicht[ -]normativ|informatif|informational|non-?\s?normative"
    r"|not normative|for information(?: only)?)"
)
_MARKED = re.compile(rf"[\[({{–—-]\s*{_WORD}\s*(?:[\])}}]|$)|^\W*{_WORD}\b", re.IGNORECASE)
"""A mark in a title: "Appendix A (informative)", "Non-normative references"."""
_TITLE = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:(?:the )?rationale(?: and \w+)?|motivation|(?:worked )?examples?"
    r"(?: usage|(?:\s+\d+)?(?:\W{0,2}[:–—]\s.*)?))\W*",
    re.IGNORECASE,
)
"""A title that is nothing else: "Rationale", "3.1 Examples", "Example 2: a long trip"."""
_LABEL = re.compile(
    r"[\s*_(\[]{0,9}(?P<label>examples?(?: \d{1,3})?|rationale"
    rf"|{_WORD}(?: (?:note|example|text))?)"
    r"[*_]{0,3}\s?(?:[:)\].][*_:)\]]{0,4}|[–—-])\s",
    re.IGNORECASE,
)
"""What a paragraph begins with that is informative: "Rationale: …", "**Example:** …"."""
_SAYS_SO = re.compile(
    r"\W*(?:this|the following|the rest of this) (?:whole |entire )?(?:section|appendix|annex|part"
    r"|chapter|clause|page|subsection)(?: and its \w+)? (?:is|are) (?:entirely |purely |only )?"
    rf"{_WORD}\b",
    re.IGNORECASE,
)
"""How a section without rules begins: "This section is non-normative." """
_NORMATIVE = re.compile(r"[\[(]\s*normative\s*[\])]", re.IGNORECASE)


def informative(cut: Sequence[Section]) -> Iterator[Section]:
    r"""Yield the sections that are informative, with those below them.

    >>> from ..markup import blocks
    >>> from .sections import sections
    >>> text = "# Ferries\n## Examples\n### One\n## Horns (normative)\n"
    >>> [section.title for section in informative(sections(blocks(text)))]
    ['Examples', 'One']
    """
    above = 0
    for section in cut:
        level = section.heading.level if section.heading else 0
        is_below = above > 0 and level > above
        if not is_below:
            above = 0
        if _NORMATIVE.search(section.title):
            above = 0
        elif is_below or _is_informative(section):
            above = above or level or 1
            yield section


def label_of(text: str) -> str:
    """Return the label with which a paragraph says that it is informative, or nothing.

    >>> label_of("**Rationale:** Without it, ships MAY sink."), label_of("Examples MUST be short.")
    ('Rationale', '')
    """
    match = _LABEL.match(text)
    return match["label"] if match else ""


def _is_informative(section: Section) -> bool:
    if _MARKED.search(section.title) or _TITLE.fullmatch(section.title):
        return True
    first = section.blocks[0] if section.blocks else None
    return bool(first and first.kind is Kind.PARAGRAPH and _SAYS_SO.match(first.text))
