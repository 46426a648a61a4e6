"""Long texts to their beginnings."""

from __future__ import annotations


def shorten(text: str, most: int) -> str:
    """Return the beginning of a long text with an ellipsis, cut at a space where it has some.

    >>> shorten("one two three", 9), shorten("長い文章です", 4)
    ('one two…', '長い文章…')
    """
    if len(text) <= most:
        return text
    words, space, _ = text[: most + 1].rpartition(" ")
    # A cut at a space that loses more than half would look like another text.
    is_cut_at_space = space and len(words) > most // 2
    return f"{words.rstrip(' ,;:') if is_cut_at_space else text[:most]}…"
