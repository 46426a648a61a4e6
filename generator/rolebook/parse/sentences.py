"""Where sentences end, in the languages that are read: full stops that are none, and quotations.

Everything works on offsets of one string and is linear in its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .inline import Stretch

_OPENING = r"[\"'“‘„‚«‹(\[¿¡*_]{0,4}"
_SMALL = "a-zß-ÿα-ωά-ώа-яё"
_SENTENCE_END = re.compile(
    # Behind a quotation that ends with a full stop, Japanese goes on with a particle; and what is
    # called out, as in “停！”, is part of a sentence.
    r"[。｡][」』\]\"”’»]{1,4}[*_]{0,4}\s*(?=[^\sぁ-ん、，])"
    r"|(?P<aside>[。！？｡][）)])\s*(?=\S)"
    r"|[！？][」』\]\"”’»]{1,4}[*_]{0,4}\s+(?=\S)"
    r"|[。！？；｡][*_]{0,4}\s*(?=[^\s」』）)\]\"”’»])"
    r"|(?<![\d０-９A-Za-z])．\s*(?=[^\s\d」』）])"
    rf"|[.!?…؟۔।][)\]\"'”’“‘»«›*_]{{0,4}}(?:[ \u00a0\u202f]»)?\s+(?!\x01+\s*\Z)"
    rf"(?={_OPENING}[^\W\d_{_SMALL}]|{_OPENING}\d|[\0\x01])"
)
_ABBREVIATION = re.compile(
    r"\b(?:(?i:e\.g|i\.e|cf|vs|resp|incl)|Dr|Mr|Mrs|Ms|St|[A-Z]"
    # German, French and Spanish
    r"|(?i:bzw|ggf|evtl|inkl|exkl|zzgl|vgl|sog|d\.\s?h|u\.\s?a|z\.\s?t)|Hr|Fr|Prof|Tel|Mio|Mrd|Std"
    r"|(?i:p\.\s?ex|c\.-à-d|tél|réf)|MM|(?i:p\.\s?ej|sra?|srta|dra|uds?|aprox)|EE)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?i:approx|ca|nos?|figs?|sect?|ch|vol|ver|rev"
    r"|nr|abs|art|ziff|kap|bd|chap|núm|pág|cap|env|réf)\.$"
)
_FIRST_OF_TWO = re.compile(r"\b(?i:z\.\s?[bt]|d\.\s?h|u\.\s?a|o\.\s?ä|p\.\s?e[xj]|ee\.\s?uu)\.")
"""Abbreviations of two words: no sentence ends behind the first."""
_ORDINAL = re.compile(
    r"\b(?:am|vom|zum|zur|bis|ab|im|der|die|das|des|dem|den|jede[mnrs]?|eine[mnrs]?"
    r"|\d\. (?:und|oder))"
    r"\s\d{1,3}\.$"
)
_DAY, _MONTH = (
    re.compile(r"\b\d{1,2}\.$"),
    re.compile(r"(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"),
)
"""Numbers that German writes with a full stop, as in "am 3. März"."""
_LOOK_BACK = 14
"""Characters before a full stop in which abbreviations are looked for: as many as "jedem 123."."""
_WIDE_ENDS = "。！？；｡"
_BRACKETS = (("「", "」"), ("『", "』"), ("（", "）"), ("“", "”"))
_LONGEST_BRACKET = 200
"""Characters in which a bracket is closed; a further one was rather forgotten."""


def sentences(masked: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the offsets of the sentences between `start` and `end`.

    >>> text = "Use TLS, e.g. 1.3. It MUST be on. See RFC 8446."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Use TLS, e.g. 1.3. ', 'It MUST be on. ', 'See RFC 8446.']
    >>> text = "Am 3. März, d. h. Montag, ist zu. Danach ist offen."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Am 3. März, d. h. Montag, ist zu. ', 'Danach ist offen.']
    >>> text = "客が「待て。」と言えば待つ。次に鍵を返す。"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['客が「待て。」と言えば待つ。', '次に鍵を返す。']
    """
    begin = start
    for match in _SENTENCE_END.finditer(masked, start, end):
        if _is_end(masked, begin, match):
            yield begin, match.end()
            begin = match.end()
    if begin < end:
        yield begin, end


def _is_end(masked: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence that begins at an offset."""
    # "（夜は除く。）" is a sentence of its own only if nothing is before it.
    if match["aside"] and not masked.startswith(("（", "("), begin):
        return False
    if _is_in_brackets(masked, begin, *match.span()):
        return False
    look_back = max(begin, match.start() - _LOOK_BACK)
    return not _is_abbreviated(masked, look_back, match.start() + 1, match.end())


def _is_abbreviated(masked: str, start: int, stop: int, following: int) -> bool:
    if masked[following].isdigit() and _BEFORE_NUMBER.search(masked, start, stop):
        return True
    if _FIRST_OF_TWO.match(masked, max(0, stop - 2)):
        return True
    if _DAY.search(masked, start, stop) and _MONTH.match(masked, following):
        return True
    return bool(_ABBREVIATION.search(masked, start, stop) or _ORDINAL.search(masked, start, stop))


def _is_in_brackets(masked: str, start: int, at: int, end: int) -> bool:
    """Whether the full stop at an offset is within brackets of Chinese or Japanese behind it.

    >>> _is_in_brackets("客が「待て。動くな。」と言う。", 0, 5, 6)
    True
    """
    start = max(start, at - _LONGEST_BRACKET)
    return masked[at] in _WIDE_ENDS and any(
        masked.rfind(opening, start, end) > masked.rfind(closing, start, end)
        for opening, closing in _BRACKETS
    )
