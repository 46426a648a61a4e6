"""The roles that a duty names, as they are written; linking decides which persona is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Name, Requirement
from ..model.source import Span
from ..words.persons import is_agent, is_group, is_person, singular_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NO_NAME = r"The|MUST|SHALL|SHOULD|MAY|NOT|REQUIRED|RECOMMENDED|OPTIONAL|I[fn]|When"
_WORD = rf"(?!(?:{_NO_NAME})\b){_CAPITAL}[\w-]{{0,60}}"
_OWNS = r"(?:['’]s|(?<=s)['’])\s{1,9}"
_JOINED = rf"(?:\s{{1,9}}of\s{{1,9}}|\s?[/&]\s?|{_OWNS}|\s{{1,9}})"
_ONE = rf"{_WORD}(?:{_JOINED}{_WORD}){{0,5}}"
_SEVERAL = rf"{_WORD}(?:{_JOINED}{_WORD}){{1,5}}"
_BEFORE = r"\b(?:with|for|to|from|by|and|between|alongside)\s{1,9}"
# "Training and Development Agent" is one name if what is before "and" needs the word at the end.
_PART = rf"{_WORD}(?:\s{{1,9}}{_WORD}){{0,2}}"
_AND = r"\s{1,9}and\s{1,9}"
_JOINT = rf"{_PART}(?:,\s{{1,9}}{_PART}){{0,3}}(?:,?{_AND}){_WORD}(?:\s{{1,9}}{_WORD}){{1,4}}"

# With "The" a single word will do. Behind "the" and prepositions it takes two: "the Kubernetes
# cluster" is no role.
_NAME = re.compile(
    rf"\bThe\s{{1,9}}(?:(?P<titled_joint>{_JOINT})|(?P<titled>{_ONE}))"
    rf"|(?:\bthe\s{{1,9}}|{_BEFORE})(?:(?P<joint>{_JOINT})|(?P<named>{_SEVERAL}))"
    rf"|\bthe\s{{1,9}}(?P<listed>{_WORD})(?=(?:,|\s{{1,9}}and)\s{{1,9}}[Tt]he\s{{1,9}}{_CAPITAL})"
    rf"|\((?P<apart>{_SEVERAL})\)"
)
_ANOTHER = re.compile(
    r"\s?(?:,(?:\s?and)?|and|or|&)\s{1,9}(?:the\s{1,9})?"
    rf"(?:(?P<joint>{_JOINT})|(?P<another>{_SEVERAL})|(?<=the\s)(?P<single>{_WORD}))"
)
_LISTED = re.compile(rf",\s{{1,9}}|,?{_AND}")
_OWNED = re.compile(_OWNS)
_PARTS = re.compile(r"[\s/&]+")
_ACRONYM = re.compile(r"[A-Z\d/&-]+")


def with_names(requirement: Requirement, lines: Sequence[str]) -> Requirement:
    """Return a duty with the roles it names, and where they are in the lines of its file."""
    return replace(requirement, names=tuple(_names(requirement, lines)))


def role_names(text: str) -> list[tuple[int, str]]:
    """Return the offsets and names of the roles in a text.

    A role is "The X", or two capitalised words after "with" and the like.

    >>> def names(text):
    ...     return [name for _, name in role_names(text)]
    >>> names("work with The Auditor and The QA Lead's team on CI/CD")
    ['The Auditor', 'The QA Lead']
    >>> names("coordinate with others on the API")
    []

    An "and" is part of a name if the word for the job comes only after it:

    >>> names("brief the Sales and Marketing Agent and the Auditor")
    ['Sales and Marketing Agent', 'Auditor']
    >>> names("brief the Product Owner and Marketing Agent")
    ['Product Owner', 'Marketing Agent']

    In such a list, one word for a job will do behind "the".

    What a role owns is not part of its name:

    >>> names("answer the Devil's Advocate's doubts"), names("follow the QA Lead's Test Guide")
    (["Devil's Advocate"], ['QA Lead'])
    """
    found: list[tuple[int, str]] = []
    match = _NAME.search(text)
    while match:
        group = match.lastgroup or ""
        name = _bare(match[group], text[match.end() :], is_joint=group.endswith("joint"))
        start, end = match.start(group), match.start(group) + len(name)
        is_titled = group.startswith("titled")
        if not _is_acronym(name) and (is_titled or _is_role(name, text[:start])):
            found.append((start, f"The {name}" if is_titled else name))
            match = _ANOTHER.match(text, end) or _NAME.search(text, end)
        else:
            match = _NAME.search(text, end)
    return found


def _bare(name: str, behind: str, *, is_joint: bool) -> str:
    """Return what is a name in words that may be several, or also what the role owns."""
    if is_joint and not _is_one_name(name):
        name = _LISTED.split(name)[0]
        behind = ""
    return _without_owned(name, behind)


def _is_one_name(name: str) -> bool:
    """Whether all parts of a name with "and" need the word at its end.

    >>> _is_one_name("Sales and Marketing Agent"), _is_one_name("Auditor and Marketing Agent")
    (True, False)
    >>> _is_one_name("Sales and Marketing Agents"), _is_one_name("Field Sales and Marketing Agents")
    (True, False)
    >>> _is_one_name("Health and Safety Officer"), _is_one_name("Sales and Marketing Plan")
    (True, False)
    """
    *parts, last = _LISTED.split(name)
    if len(last.split()) < 2 or not _is_whole(singular_role(last)) or any(map(_is_whole, parts)):
        return False
    # "Seed Bank and Water Tower Agents" are two, and so are "Product Compass and Night Baker".
    is_short = all(len(part.split()) == 1 for part in parts)
    return is_short or not (name.endswith("s") or is_person(last))


def _is_whole(name: str) -> bool:
    """Whether a name needs no further word."""
    return is_person(name) or is_agent(name) or is_group(name)


def _without_owned(name: str, behind: str) -> str:
    """Return a name without what the role owns: the split is at the last "'s".

    >>> _without_owned("Devil's Advocate", "'s view"), _without_owned("Auditor's Report", " of May")
    ("Devil's Advocate", 'Auditor')
    >>> _without_owned("Users' Council", ""), _without_owned("Auditor's Team", "")
    ("Users' Council", 'Auditor')
    """
    if re.match(r"['’]", behind):
        return name
    while owners := list(_OWNED.finditer(name)):
        split = owners[-1]
        is_of_several = not split[0].strip().endswith("s")
        owned = name[split.end() :]
        if is_person(owned) or is_agent(owned) or (is_of_several and is_group(owned)):
            break
        name = name[: split.start()]
    return name


def _is_acronym(name: str) -> bool:
    return all(_ACRONYM.fullmatch(word) for word in name.split())


def _is_role(name: str, before: str) -> bool:
    """Whether words with capitals and without "The" are a role: several, or a job behind "the"."""
    if len(_PARTS.split(name)) > 1:
        return True
    return is_person(name) and before.endswith("the ")


def _names(requirement: Requirement, lines: Sequence[str]) -> Iterator[Name]:
    raw, span = requirement.raw, requirement.span
    line, column, at = span.line, span.column - 1, 0
    for start, name in role_names(raw):
        lines_between = raw.count("\n", at, start)
        line, column, at = line + lines_between, 0 if lines_between else column, start
        first, *_ = name.removeprefix("The ").split("\n")
        column = max(column, lines[line - 1].find(first, column))
        written = " ".join(name.split())
        yield Name(written, Span(span.path, line, column + 1, line, column + 1 + len(first)))
