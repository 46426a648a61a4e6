"""A lead and its list as one rule: the items to options or cases, and the rules inside the items.

It knows nothing of how a list is led.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..markup import Kind
from ..model import Found, Requirement
from ..rfc2119 import find_keywords
from ..words.lines import one_line
from .headings import with_subject
from .inline import mask, stretches
from .leads import Items, LeadKind, bare_item
from .place import Located
from .statements import statements, with_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..markup import Block
    from .place import Place
    from .statements import Node

_VALUE = re.compile(
    r"\s{0,3}(?P<value>(`+)[^`\n]{1,80}\2|(\*\*|__)[^*_\n]{1,80}\3|[\"“'‘][^\"”'’\n]{1,80}[\"”'’])"
    r"(?:\s{0,3}:|\s{1,3}[–—-]\s|\.\s|\s(?=\())"
)
"""A value that an item names before it explains it: "`open`: the latch is up"."""


def heads(block: Block) -> list[str]:
    """Return the first paragraphs of the items of a list."""
    return [item.children[0].text for item in block.children if _has_head(item)]


def items(block: Block) -> Items:
    """Return what the items of a list say about what they are together."""
    return Items(heads(block), [_last_text(item)[-_SHORT:] for item in block.children[:-1]])


_SHORT = 12
"""Characters: enough for "; or" and white space."""


def _last_text(block: Block) -> str:
    """Return the last paragraph of a block; what ends a nested list may join the outer items."""
    while block.children:
        block = block.children[-1]
    return block.text if block.kind is Kind.PARAGRAPH else ""


def with_list(rule: Requirement, kind: LeadKind, below: Block, place: Place) -> Requirement:
    """Return the rule of a lead with the items below it as its options or its cases."""
    last = place.span(below).last_line
    raw = "\n".join([rule.raw, *place.lines[_last_line(rule) : last]])
    span = replace(rule.span, end_line=last, end_column=0)
    return with_items(replace(rule, raw=raw, span=span), kind, [*map(_words_of, below.children)])


def _last_line(rule: Requirement) -> int:
    return rule.span.line + rule.raw.count("\n")


# --- items -----------------------------------------------------------------------------------


def _words_of(item: Block) -> str:
    """Return the words of an item in one line, those of a list inside it after a colon.

    What it says of its own value is left to rules of its own.
    """
    words, _ = _parted(item.children[0].text) if _has_head(item) else ("", [])
    nested = [
        bare_item(_words_of(inner))
        for child in item.children
        if child.kind is Kind.LIST
        for inner in child.children
    ]
    if not nested:
        return words
    opening = bare_item(words)
    is_led = not opening or opening.rstrip("*_").endswith(":")
    return f"{opening}{'' if is_led else ':'} {', '.join(filter(None, nested))}".strip()


def _has_head(item: Block) -> bool:
    return bool(item.children) and item.children[0].kind is Kind.PARAGRAPH


def _parted(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of an item, and where sentences begin and end that state rules of it.

    >>> _parted("`fast`: quick. RECOMMENDED for big jobs.")
    ('`fast`: quick.', [(15, 40)])
    """
    masked = mask(text)
    value = _VALUE.match(text)
    keywords = find_keywords(masked)
    parts = list(stretches(text, masked, keywords))
    first = value.end() if value else parts[0][1]
    kept, stating = [text[:first]], []
    for start, end, own in parts:
        if end <= first:
            continue
        start = max(start, first)
        if any(keyword.start >= start for keyword in own):
            stating.append((start, end))
        else:
            kept.append(text[start:end])
    words = one_line("".join(kept))
    return (words.rstrip(" :–—-") if value and len(kept) == 1 else words), stating


def beside(
    block: Block, place: Place, read: Callable[[Sequence[Block], Place], Iterator[Node]]
) -> Iterator[Node]:
    """Yield what is in the items of a joint list besides the options or cases.

    Args:
        block: The list.
        place: Where it is.
        read: What reads other blocks.
    """
    inside = place.within(Found.ITEM)
    for item in block.children:
        has_head = _has_head(item)
        if has_head:
            yield from _rules_in(item.children[0], inside)
        for child in item.children[has_head:]:
            if child.kind is Kind.LIST:
                yield from beside(child, place, read)
            else:
                yield from read([child], inside)


def _rules_in(head: Block, place: Place) -> Iterator[Node]:
    located = Located(head.text, head.start, place)
    words, stating = _parted(head.text)
    value = _VALUE.match(head.text)
    for start, end in stating:
        for node in statements(located.part(start, end), place):
            if not isinstance(node, Requirement):
                yield node
            elif value:
                yield with_subject(node, value["value"])
            else:
                yield replace(node, context=f"{words.rstrip(' .;,:')}:")
