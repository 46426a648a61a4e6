"""Names of the levels of a career, such as "Junior" or "L3", and how high each is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LADDER = (
    ("intern", "trainee", "apprentice", "graduate"),
    ("entry", "entry level", "associate"),
    ("junior",),
    ("mid", "middle", "intermediate", "medior", "regular"),
    ("senior",),
    ("lead",),
    ("staff",),
    ("senior staff",),
    ("principal",),
    ("distinguished", "fellow"),
)
"""From the lowest level to the highest; names in one row are as high as each other."""
_RANKS = {name: rank for rank, names in enumerate(_LADDER) for name in names}
_NUMBERED = r"(?:L|IC|E|P|T|(?:band|grade)\s)[0-9]{1,2}"
_NAMES = "|".join(sorted(_RANKS, key=lambda name: (-len(name), name))).replace(" ", r"[\s-]")
NAME = rf"(?:{_NAMES})(?:[\s-]level)?|{_NUMBERED}"
"""A pattern for a name, regardless of case."""
_LEVEL = re.compile(
    rf"(?P<name>{NAME})(?:\s+[A-Za-z-]{{3,20}})?(?:\s*\([^()]{{1,30}}\))?", re.IGNORECASE
)
_HEADING = re.compile(
    r"(?:\d{1,2}[.)]\s+)?"
    r"(?P<level>(?:(?:level|stage|step)?\s?[A-Z]{0,2}\d{1,2}\s?[:–—-]\s{0,3})?"
    rf"(?:(?P<name>{_NAMES})(?:[\s-]level|s)?(?:\s+[A-Za-z-]{{2,20}}){{0,3}}|(?P<number>{_NUMBERED}))"
    r"(?:\s?\([^()]{1,40}\))?(?:(?:\s[–—-]|[:,])\s.{1,40})?)",
    re.IGNORECASE,
)
"""Numbers have no plain words behind them: "L3 Routing" is about a network."""
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"[\s-]+")


def is_career_level(title: str) -> bool:
    """Whether a title is that of a level, perhaps with the job or another name behind it.

    >>> [is_career_level(title) for title in ("Senior", "Mid-level", "Junior cook", "L3 (Mid)")]
    [True, True, True, True]
    >>> [is_career_level(title) for title in ("Level", "Description", "Seniority", "")]
    [False, False, False, False]
    """
    return _LEVEL.fullmatch(title.strip()) is not None


def level_of_heading(title: str) -> str:
    """Return the level that a heading names, as its author calls it, or an empty string.

    A heading may say more than the head of a column.

    >>> [level_of_heading(title) for title in ("2. Senior Engineer", "Level 3 - Principal")]
    ['Senior Engineer', 'Level 3 - Principal']
    >>> [level_of_heading(title) for title in ("L3: Senior", "Lead, from year five")]
    ['L3: Senior', 'Lead, from year five']
    >>> [level_of_heading(title) for title in ("L3 Routing", "Level 3", "Testing")]
    ['', '', '']
    """
    match = _HEADING.fullmatch(title.strip())
    return match["level"] if match else ""


def levels_in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return levels of a career, each once whatever its case, the lowest first.

    >>> levels_in_order(["Senior", "junior", "Junior"])
    ('junior', 'Senior')
    """
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return tuple(sorted(first.values(), key=career_rank))


def career_rank(title: str) -> int:
    """Return how high a level is; only for comparing levels with names of one kind.

    >>> sorted(["Senior", "Junior", "Principal", "Mid-level"], key=career_rank)
    ['Junior', 'Mid-level', 'Senior', 'Principal']
    >>> sorted(["L10", "L9"], key=career_rank)
    ['L9', 'L10']
    >>> sorted(["Level 2 - Principal", "Level 1 - Senior Night Baker"], key=career_rank)
    ['Level 1 - Senior Night Baker', 'Level 2 - Principal']
    """
    match = _LEVEL.fullmatch(title.strip())
    heading = None if match else _HEADING.fullmatch(title.strip())
    named = match["name"] if match else heading and (heading["name"] or heading["number"])
    if not named:
        return len(_LADDER)
    name = _SPACE.sub(" ", named.casefold())
    number = _DIGITS.search(name)
    if number:
        return int(number[0])
    return _RANKS.get(name, _RANKS.get(name.removesuffix(" level"), len(_LADDER)))
