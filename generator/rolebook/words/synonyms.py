"""Words that people search with, and the words that rules hold instead: two bundled tables to groups of words.

    # Testing                             a remark
    pr,pull request,merge request,mr      synonyms: one group a line; a word may be several words
    flaky test,quarantine,rerun           related: what is typed, then what a rule about it is
    likely to hold

Synonyms stand for one another; what is related leads one way, from the first word to the others.
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
    return groups(_table("synonyms.csv"))


@cache
def related() -> tuple[tuple[str, ...], ...]:
    """Return the lines in the order of the table, in lower case: what is typed, and one word or more to look for too.

    Each first word stands once. The other words are no synonyms of it: whoever types one of them
    does not mean the first.

    >>> next(line for line in related() if line[0] == "sql injection")[:3]
    ('sql injection', 'prepared statement', 'neutralize input')
    """
    return groups(_table("related.csv"))


def groups(text: str) -> tuple[tuple[str, ...], ...]:
    r"""Read a table of words: a group has at least two, and shorter lines are left out.

    >>> groups("# Data\nDB, database,db\n\nalone\n")
    (('db', 'database'),)
    """
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    found = (tuple(dict.fromkeys(filter(None, map(_folded, row)))) for row in csv.reader(lines))
    return tuple(dict.fromkeys(group for group in found if len(group) > 1))


def _table(name: str) -> str:
    return resources.files("rolebook").joinpath("data", name).read_text(encoding="utf-8")


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
