"""What a text only quotes: text in, the same text with quoted words blanked out.

A keyword that someone else said, as in “You must be joking”, states no rule.
"""

from __future__ import annotations

import re

_LONGEST = 600
"""Characters of a quotation; more are two marks that do not belong together."""
_PAIRS = (("“", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"))
_BY_PAIRS = "|".join(
    f"{opening}[^{opening}{closing}]{{1,{_LONGEST}}}{closing}" for opening, closing in _PAIRS
)
# German closes with the mark that opens in English; ’ and " are apostrophes and inches as well.
_QUOTED = re.compile(
    rf"„[^„“”]{{1,{_LONGEST}}}[“”]|{_BY_PAIRS}"
    rf"|(?<!\w)'(?=\w)[^'\n]{{1,{_LONGEST}}}'(?!\w)"
    rf"|‘[^‘’]{{1,{_LONGEST}}}’(?!\w)"
    rf"|(?<!\w)\"[^\"]{{1,{_LONGEST}}}\"(?!\w)"
)
_LETTER = re.compile(r"[^\n]")


def without_quotes(text: str) -> str:
    """Return a text in which quoted words are blank, with the same offsets.

    >>> without_quotes('"You must pay" is wrong.').replace(chr(0), "-")
    '"------------" is wrong.'
    """
    return _QUOTED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    quoted = match[0]
    return quoted[0] + _LETTER.sub("\0", quoted[1:-1]) + quoted[-1]
