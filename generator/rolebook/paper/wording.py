"""Texts that are shortened to what a sheet has room for."""

from __future__ import annotations


def shorten(text: str, most: int) -> str:
    """Return the beginning of a long text, up to a space where it has some, with an ellipsis that says so.

    >>> shorten("one two three", 9), shorten("長い文章です", 4)
    ('one two…', '長い文章…')
    """
    if len(text) <= most:
        return text
    head = text[: most + 1]
    words, space, _ = head.rpartition(" ")
    return f"{words.rstrip(' ,;:') if space and len(words) > most // 2 else text[:most]}…"
