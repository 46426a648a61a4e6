"""Words that people use for one another when they search: a bundled table to groups of words.

    # Testing                             a remark
    pr,pull request,merge request,mr      one group a line; a word may be several words

What is searched with them is not known here.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the groups in the order of the table, in lower case; a group has at least two words.

    A word of two groups stands for the words of both.

    >>> [group for group in synonyms() if "pull request" in group]
    [('pr', 'pull request', 'merge request', 'mr')]
    """
    file = resources.files(__package__).joinpath("data", "synonyms.csv")
    return groups(file.read_text(encoding="utf-8"))


def groups(text: str) -> tuple[tuple[str, ...], ...]:
    r"""Read a table of synonyms.

    >>> groups("# Data\nDB, database,db\n\nalone\n")
    (('db', 'database'),)
    """
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    found = (tuple(dict.fromkeys(filter(None, map(_folded, row)))) for row in csv.reader(lines))
    return tuple(dict.fromkeys(group for group in found if len(group) > 1))


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
