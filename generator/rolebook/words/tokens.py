"""A text to the words that are compared, also in scripts without spaces."""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
WIDE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff"
)
"""Characters of scripts without spaces: Chinese and Japanese, Thai, Lao, Burmese, Khmer."""
_HAS_WIDE = re.compile(f"[{WIDE}]")
_RUN = re.compile(f"[{WIDE}]+|[^{WIDE}]+")


def is_wide(text: str) -> bool:
    """Whether a text has characters of a script without spaces.

    >>> is_wide("関所"), is_wide("Ворота")
    (True, False)
    """
    return bool(_HAS_WIDE.search(text))


def tokens(text: str) -> list[str]:
    """Return the words of a text; of scripts without spaces, each two characters in a row.

    Most words of Chinese are two characters, so that what two sentences share is found without a
    dictionary.

    >>> tokens("log in, twice"), tokens("APIは閉じる")
    (['log', 'in', 'twice'], ['API', 'は閉', '閉じ', 'じる'])
    """
    if text.isascii():
        return _WORD.findall(text)
    return [token for word in _WORD.findall(text) for token in _split(word)]


def _split(word: str) -> list[str]:
    if not is_wide(word):
        return [word]
    parts: list[str] = []
    for run in _RUN.findall(word):
        if len(run) > 1 and is_wide(run):
            parts += [one + other for one, other in pairwise(run)]
        else:
            parts.append(run)
    return parts
