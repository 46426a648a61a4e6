"""Which files aren't Markdown but can be made Markdown, and what to say about them."""

from __future__ import annotations

from pathlib import Path

CONVERTIBLE = (".docx", ".htm", ".html", ".ods", ".xls", ".xlsx")
"""Endings of files that `rolebook adopt` converts, also in a folder."""


def is_convertible(path: str | Path) -> bool:
    """Whether a file can be made Markdown, by its name.

    >>> is_convertible("Rules.DOCX"), is_convertible("rules.md")
    (True, False)
    """
    return Path(path).suffix.lower() in CONVERTIBLE


def adopting(path: str | Path) -> str:
    """Return what to do with a file, or with a folder of such files.

    >>> adopting("rules.docx")
    "'rolebook adopt rules.docx --to personas' converts it"
    """
    return f"'rolebook adopt {path} --to personas' converts it"
