"""Names of the levels of a career, such as "Junior" or "L3", and how high each is."""

from __future__ import annotations

import re

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


def career_rank(title: str) -> int:
    """Return how high a level is; only for comparing levels with names of one kind.

    >>> sorted(["Senior", "Junior", "Principal", "Mid-level"], key=career_rank)
    ['Junior', 'Mid-level', 'Senior', 'Principal']
    >>> sorted(["L10", "L9"], key=career_rank)
    ['L9', 'L10']
    """
    match = _LEVEL.fullmatch(title.strip())
    if match is None:
        return len(_LADDER)
    name = _SPACE.sub(" ", match["name"].casefold())
    number = _DIGITS.search(name)
    if number:
        return int(number[0])
    return _RANKS.get(name, _RANKS.get(name.removesuffix(" level"), len(_LADDER)))
