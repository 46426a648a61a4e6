"""Words that people search for, and the words in rules: bundled tables to groups of words.

    # Testing                             a remark
    pr,pull request,merge request,mr      synonyms: one group per line, of words or phrases
    flaky test,quarantine,rerun           related: what people type, then what rules say about it

Synonyms replace each other; related words lead one way, from the first to the others. This module
does not know what is searched.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the groups in the order of the table, in lower case; a group has at least two words.

    A word in two groups has the synonyms of both.

    >>> [group for group in synonyms() if "pull request" in group]
    [('pr', 'pull request', 'merge request', 'mr')]
    """
    return groups(_table("synonyms.csv"))


@cache
def related() -> tuple[tuple[str, ...], ...]:
    """Return the lines in the order of the table, in lower case: a word, and what to look for, too.

    Each first word is there once. The others are not its synonyms: people who type one of them do
    not mean the first.

    >>> next(line for line in related() if line[0] == "sql injection")[:3]
    ('sql injection', 'prepared statement', 'neutralize input')
    """
    return groups(_table("related.csv"))


@cache
def everyday() -> tuple[tuple[str, ...], ...]:
    """Return lines as `related` does, for words that few rules have: what to look for instead."""
    return groups(_table("everyday.csv"))


@cache
def common() -> tuple[str, ...]:
    """Return words that questions about anything have, in the order of the table.

    >>> "happen" in common(), "password" in common()
    (True, False)
    """
    return tuple(word for line in csv.reader(_table("common.csv").splitlines()) for word in line)


def groups(text: str) -> tuple[tuple[str, ...], ...]:
    r"""Read a table of words; groups of fewer than two are left out.

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
