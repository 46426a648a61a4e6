"""Sentences without keywords in capitals to what each of their parts states.

A masked sentence in, keywords with the parts they belong to out. Of blocks it knows
only the texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..markup import Kind
from .inline import mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..markup import Block
    from ..rfc2119 import Keyword
    from .place import Place

SEMICOLON = re.compile(r";\s+|；")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|(?<=[。！？；])|\n")
_JOINT = re.compile(
    r"\s*,\s+(?=never\b)|\s*[，、](?:而且|并且|而|且|并|但)?"
    r"|(?P<comma>\s*,)?\s+(?P<word>and|but|und|aber|et|mais|y|pero)\s+(?:also\s+|then\s+|auch\s+)?",
    re.IGNORECASE,
)
_MOST_JOINTS = 8
"""Joints of a sentence that are tried, so that a long list takes no longer."""
_SUBJECT = re.compile(
    r"(?:(?!\b(?:that|which|who|whom|whose|if|when|whether|what|how|where|why|because|unless|until"
    r"|while|than|so|as|qui|que|dont|si|cuando|dass|wenn|weil|ob)\b)[^,;:.]){1,60}",
    re.IGNORECASE,
)
_SHORT = 3
"""Words of an instruction that is split: "Read and follow the guide" is one."""
_FIRM = 3
"""The strength of MUST and MUST NOT."""


def firm_sentences(blocks: Sequence[Block], place: Place) -> int:
    """Return how many sentences of a section's own text are firm without a verb that opens them."""
    if not place.keywords.has_instructions:
        return 0
    return sum(_is_firm(sentence, place) for block in blocks for sentence in _sentences(block))


def _sentences(block: Block) -> Iterator[str]:
    if block.text and block.kind in (Kind.PARAGRAPH, Kind.HTML):
        yield from _SENTENCE.split(mask(block.text))
    for child in block.children:
        yield from _sentences(child)


def _is_firm(sentence: str, place: Place) -> bool:
    keyword = place.infer(sentence, has_instructions=False)
    return keyword is not None and keyword.level.strength == _FIRM


def inferred_parts(
    quiet: str, start: int, end: int, place: Place
) -> Iterator[tuple[int, int, Keyword]]:
    """Yield each part of a sentence that states something without a keyword in capitals.

    What states nothing before a semicolon is part of what follows it.

    Args:
        quiet: The text of the sentence, masked and without what it quotes.
        start: Where the sentence begins.
        end: Where it ends.
        place: Where it is.
    """
    if start == end:
        return
    begin = part = start
    for stop in (*(match.end() for match in SEMICOLON.finditer(quiet, start, end)), end):
        keyword = place.infer(quiet[part:stop])
        if keyword:
            for length, own in _split(quiet[part:stop], keyword, place):
                moved = replace(own, start=part + own.start, end=part + own.end)
                yield begin, part + length, moved
                begin = part + length
            begin = stop
        part = stop


def _split(part: str, keyword: Keyword, place: Place) -> Iterator[tuple[int, Keyword]]:
    """Yield the rules of a part and where each ends: "must return and must not log" has two."""
    begin, last = 0, keyword
    for joint in [*_JOINT.finditer(part, keyword.end)][:_MOST_JOINTS]:
        if joint.start() < last.end:
            continue
        left = place.infer(part[begin : joint.start()])
        if left is None or left.level.is_negative is not last.level.is_negative:
            continue
        right = _rule_behind(part, (begin, joint), left, place)
        if right is None:
            continue
        moved = replace(left, start=begin + left.start, end=begin + left.end)
        # Words behind the joint may have made an instruction firm.
        yield joint.end(), replace(moved, level=last.level) if moved.start == last.start else moved
        begin = joint.end()
        last = replace(right, start=begin + right.start, end=begin + right.end)
    yield len(part), last


def _rule_behind(
    part: str, at: tuple[int, re.Match[str]], left: Keyword, place: Place
) -> Keyword | None:
    """Return the rule behind a joint if it has words of its own that state it."""
    begin, joint = at
    text = part[joint.end() :]
    right = place.infer(text, has_instructions=False)
    if right is None:
        return _instruction_behind(part[begin : joint.start()], joint, text, place)
    between = text[: right.start].strip(" *_\n")
    if not between:
        return right
    if joint["word"] is None:
        # Where verbs come last, a part ends with its verb.
        is_last = not text.isascii() and joint.start() - begin - left.end <= _SHORT
        return right if is_last else None
    is_clause = bool(joint["comma"]) or joint["word"].lower() in ("but", "aber", "mais", "pero")
    return right if is_clause and _SUBJECT.fullmatch(between) else None


def _instruction_behind(
    before: str, joint: re.Match[str], text: str, place: Place
) -> Keyword | None:
    """Return the instruction behind ", and" if there is one before it that is no series."""
    is_pair = joint["comma"] and "," not in before and len(before.split()) >= _SHORT
    if not is_pair or place.infer(before, has_instructions=False):
        return None
    return place.infer(text)
