"""A title to codes: its initials, and longer ones for titles that share their initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..words.names import code_words, initials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_LETTERS = 4
"""Letters of a word in a code: with more, an ID can hardly be typed."""
_MOST_WORDS = 4
_LONGEST = 9
"""Letters of a code of one word."""


def title_codes(name: str, file: str = "") -> list[str]:
    """Return codes for a title, best first; each has more of its letters than the one before.

    >>> title_codes("Data Engineer")[:3], title_codes("The Tester")[:3]
    (['DE', 'DAEN', 'DATENG'], ['TES', 'TEST', 'TESTE'])
    """
    return list(dict.fromkeys((initials(name, file), *_longer(code_words(name, file)))))


def _longer(words: Sequence[str]) -> Iterator[str]:
    if len(words) == 1:
        yield from (words[0][:n] for n in range(4, min(len(words[0]), _LONGEST) + 1))
        return
    if len(words) > _MOST_WORDS:
        yield "".join(word[0] for word in words)
    for n in range(2, _MOST_LETTERS + 1):
        if words:
            yield "".join(word[:n] for word in words[:_MOST_WORDS])
