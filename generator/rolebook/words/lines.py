"""Text without its line breaks."""

from __future__ import annotations


def one_line(text: str) -> str:
    r"""Return a text with single blanks for all white space.

    >>> one_line(" Clients\n  MUST log in. ")
    'Clients MUST log in.'
    """
    return " ".join(text.split())
