"""A licensed spreadsheet to a catalogue file: code, name, levels and categories, but no prose.

Spreadsheets differ from version to version, so the columns are known by what their heads are
called:

    code | skill | category | levels          "2-6", "2 3 4 5 6"
    code | skill | level 1 … level 7          words in a cell: the skill is defined at this level
    code | skill | level                      one row for each skill and level
    code | competency | junior … principal    as with numbers; the lowest of the columns is level 1
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..input.spreadsheet import column_letter
from ..messages import messages
from ..words.careers import career_rank, is_career_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..input.spreadsheet import Sheet
    from .frameworks import Framework

HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "skill code", "sfia code", "id"),
    "name": (
        *("skill", "skill name", "name", "title", "skill title"),
        *("competency", "competence", "capability"),
    ),
    "category": ("category", "skill category", "area"),
    "subcategory": ("subcategory", "sub-category", "sub category", "skill subcategory"),
    "levels": ("levels", "level range", "defined at levels", "levels defined", "skill levels"),
    "level": ("level", "skill level", "level of responsibility"),
}
"""Heads of the columns that are read; all others, and so all descriptions, are ignored."""
_LEVEL_HEAD = re.compile(
    r"(?:level|lvl|l)?\s*([1-7])(?:\s*[-–:]?\s*(?:skill\s*)?(?:level\s*)?(?:description|text))?"
)
_NOTHING = re.compile(
    r"(?:|[-–—.]|n/?a|no|none|not (?:defined|applicable).*"
    r"|this skill is not (?:typically )?(?:observed|defined).*)",
    re.IGNORECASE | re.DOTALL,
)
"""What cells of a level hold at which a skill is not defined."""
_RANGE = re.compile(r"l?([1-7])\s*(?:-|–|—|to)\s*l?([1-7])", re.IGNORECASE)
# Licensed spreadsheets begin with notices of up to a page; a head below that is not one.
_SEARCHED = 40
"""Rows at the top of a sheet that are searched for the head."""
_LONGEST_QUOTE = 40
"""Characters of a cell that a problem quotes: enough to find it, without any prose."""
_ANY_CODE = r"[A-Z0-9][A-Z0-9._-]*"
_LEAST_CAREER = 2
"""Columns with names of levels of a career; a single one called "Lead" may be anything."""
_MOST_LEVELS = 7
"""Levels of a catalogue, as SFIA has them."""
_KEPT = ("title", "url", "site", "notice", "license")
"""Remarks that people write above a catalogue, and that another import keeps."""


@dataclass(slots=True)
class Entry:
    """A skill while its rows are read."""

    code: str
    name: str
    category: str = ""
    subcategory: str = ""
    levels: set[int] = field(default_factory=set)

    @property
    def low(self) -> int | None:
        """The lowest level, if any."""
        return min(self.levels, default=None)

    @property
    def high(self) -> int | None:
        """The highest level, if any."""
        return max(self.levels, default=None)

    @property
    def has_gap(self) -> bool:
        """Whether a level is missing between the lowest and the highest."""
        return bool(self.levels) and len(self.levels) != max(self.levels) - min(self.levels) + 1


@dataclass(frozen=True, slots=True)
class Imported:
    """The skills in a spreadsheet, and problems with it."""

    entries: tuple[Entry, ...]
    """By code."""
    problems: tuple[str, ...]
    """One sentence each, with the place in front."""
    level_names: tuple[str, ...] = ()
    """What the spreadsheet calls the levels, from 1 on; empty where it numbers them."""

    @property
    def summary(self) -> str:
        """How many there are: `147 skills, 672 skill levels, contiguous`."""
        levels = sum(len(entry.levels) for entry in self.entries)
        say = messages()
        counts = (
            say("skill-count", count=len(self.entries)),
            say("skill-level-count", count=levels),
        )
        return ", ".join([*counts, self._contiguity])

    @property
    def _contiguity(self) -> str:
        gaps = sum(entry.has_gap for entry in self.entries)
        if gaps:
            return f"{gaps} with gaps"
        has_levels = any(entry.levels for entry in self.entries)
        return "contiguous" if has_levels else "no levels given"

    def to_csv(self, *remarks: str) -> str:
        """Return the file that `read_catalogues` reads, with remarks above the table."""
        text = io.StringIO()
        text.writelines(f"# {remark}\n" for remark in (*remarks, *self._named_levels))
        writer = csv.writer(text, lineterminator="\n")
        columns = ["code", "name", "low", "high"]
        columns += ["category"] if any(entry.category for entry in self.entries) else []
        columns += ["subcategory"] if any(entry.subcategory for entry in self.entries) else []
        writer.writerow(columns)
        for entry in self.entries:
            writer.writerow([getattr(entry, column) for column in columns])
        return text.getvalue()

    @property
    def _named_levels(self) -> Iterator[str]:
        names = ", ".join(f"{level} {name}" for level, name in enumerate(self.level_names, 1))
        if names:
            yield f"levels: {names}"


def kept_remarks(text: str, title: str = "") -> list[str]:
    r"""Return what a catalogue file says about itself above its table.

    Args:
        text: The file; empty where there is none yet.
        title: The title to give it; empty to keep the one that it has.

    >>> kept_remarks("# Facts from a.csv\n# title: Ladder\n# notice: Ask us\ncode,name\n")
    ['title: Ladder', 'notice: Ask us']
    >>> kept_remarks("# title: Ladder\ncode,name\n", "Our ladder")
    ['title: Our ladder']
    """
    lines = takewhile(lambda line: line.startswith("#"), text.splitlines())
    remarks = (line.lstrip("# ").partition(":") for line in lines)
    given = {key.strip().casefold(): value.strip() for key, _, value in remarks}
    given |= {"title": title} if title else {}
    return [f"{key}: {given[key]}" for key in _KEPT if given.get(key)]


def read_skills(path: str, sheets: Sequence[Sheet], framework: Framework) -> Imported:
    """Return the skills in a spreadsheet, and what could not be read.

    Args:
        path: Name of the file, for problems.
        sheets: Its sheets.
        framework: What the codes are of.

    Raises:
        OperatorError: No sheet has columns for code and name, none of its rows is a skill, or it
            has columns for more than seven levels.
    """
    layout, rows = _table(path, sheets, framework)
    if len(layout.level_names) > _MOST_LEVELS:
        raise OperatorError(
            f"{layout.place} has columns for {len(layout.level_names)} levels; "
            f"a catalogue can have {_MOST_LEVELS}, so combine some of them"
        )
    found: dict[str, Entry] = {}
    problems: list[str] = []
    for number, row in rows:
        wrong = layout.wrong(number, row)
        problems += wrong
        code, name = layout.cell(row, "code").upper(), layout.cell(row, "name")
        if wrong:
            continue
        entry = found.setdefault(
            code, Entry(code, name, layout.cell(row, "category"), layout.cell(row, "subcategory"))
        )
        if entry.name != name:
            where = layout.where(number, "name")
            problems.append(f"{where}: {code} has a second name {name!r}; {entry.name!r} is kept")
        levels, unread = layout.levels_of(number, row)
        entry.levels |= levels
        problems += unread
    if not found:
        raise OperatorError(
            f"{layout.place} has no row with a code of {framework.title} and a name"
        )
    entries = tuple(found[code] for code in sorted(found))
    problems += [*_gaps(path, entries), *_missing(path, entries, framework)]
    return Imported(entries, tuple(problems), layout.level_names)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a sheet."""

    place: str
    """File and sheet, as problems name them."""
    framework: Framework
    columns: Mapping[str, int]
    levels: Mapping[int, int]
    """From a level to the column that describes it."""
    level_names: tuple[str, ...] = ()
    """What the columns of levels are called, from the lowest on; empty where they are numbered."""

    def cell(self, row: Sequence[str], column: str) -> str:
        at = self.columns.get(column, len(row))
        return row[at] if at < len(row) else ""

    def where(self, number: int, column: str) -> str:
        return f"{self.place}:{number}:{column_letter(self.columns[column] + 1)}"

    def wrong(self, number: int, row: Sequence[str]) -> list[str]:
        """Return what keeps a row from being used."""
        code = self.cell(row, "code")
        if not code:
            return [f"{self.where(number, 'code')}: the code is missing; the row is left out"]
        if not self.cell(row, "name"):
            return [f"{self.where(number, 'name')}: the name is missing; the row is left out"]
        if not re.fullmatch(self.framework.code_form or _ANY_CODE, code.upper()):
            where, title = self.where(number, "code"), self.framework.title
            return [f"{where}: {code!r} is not a code of {title}; the row is left out"]
        return []

    def levels_of(self, number: int, row: Sequence[str]) -> tuple[set[int], list[str]]:
        """Return the levels in a row, and problems with what cannot be read as levels."""
        found = {
            level
            for level, at in self.levels.items()
            if at < len(row) and not _NOTHING.fullmatch(row[at])
        }
        problems: list[str] = []
        for column in ("levels", "level"):
            cell = self.cell(row, column)
            read = set(_levels(cell))
            found |= read
            if not read and not _NOTHING.fullmatch(cell):
                where = self.where(number, column)
                quote = repr(cell[:_LONGEST_QUOTE])
                problems.append(f"{where}: cannot read the levels {quote}; they are left out")
        return found, problems


def _table(
    path: str, sheets: Sequence[Sheet], framework: Framework
) -> tuple[_Layout, Iterator[tuple[int, Sequence[str]]]]:
    """Return the layout of the sheet with the best head, and its rows with their numbers."""
    heads = [head for sheet in sheets for head in _heads(sheet)]
    if not heads:
        names = ", ".join(repr(sheet.name) for sheet in sheets if sheet.name)
        among = f" among {names}" if names else ""
        raise OperatorError(
            f"{path} has no sheet{among} with a column for the code ({', '.join(HEADS['code'])}) "
            f"and one for the name ({', '.join(HEADS['name'])})"
        )
    head = max(heads, key=lambda head: head.rank)
    place = f"{path}:{head.sheet.name}" if head.sheet.name else path
    below = head.row + 1
    rows = enumerate(head.sheet.rows[below:], below + 1)
    layout = _Layout(place, framework, head.columns, head.levels, head.level_names)
    return layout, ((number, row) for number, row in rows if any(row))


@dataclass(frozen=True, slots=True)
class _Head:
    """A row that can be the head of a table of skills."""

    sheet: Sheet
    row: int
    """Its index in the sheet."""
    columns: Mapping[str, int]
    levels: Mapping[int, int]
    level_names: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, bool]:
        """The best head has the most known columns; of two such sheets, the one called Skills."""
        return len(self.columns) + len(self.levels), self.sheet.name.casefold() == "skills"


def _heads(sheet: Sheet) -> Iterator[_Head]:
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        columns, levels = _columns(row)
        careers = _careers(row)
        names: tuple[str, ...] = ()
        if len(careers) > len(levels):  # "L4" is a level of both kinds, and "L8" only of a career
            levels = {level: at for level, (at, _) in enumerate(careers, 1)}
            names = tuple(name for _, name in careers)
        if {"code", "name"} <= columns.keys():
            yield _Head(sheet, number, columns, levels, names)


def _columns(row: Iterable[str]) -> tuple[dict[str, int], dict[int, int]]:
    heads: dict[str, int] = {}
    for at, cell in enumerate(row):
        heads.setdefault(" ".join(cell.casefold().split()), at)
    columns: dict[str, int] = {}
    for column, names in HEADS.items():
        present = [name for name in names if name in heads]
        if present:
            columns[column] = heads[present[0]]
    levels: dict[int, int] = {}
    for head, at in heads.items():
        if match := _LEVEL_HEAD.fullmatch(head):
            levels[int(match[1])] = at
    return columns, levels


def _careers(row: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Return the columns that are named after levels of a career, the lowest first.

    >>> _careers(["Code", "Senior", "Junior", "Notes"])
    ((2, 'Junior'), (1, 'Senior'))
    """
    named = [(at, " ".join(cell.split())) for at, cell in enumerate(row) if is_career_level(cell)]
    if len(named) < _LEAST_CAREER:
        return ()
    return tuple(sorted(named, key=lambda column: career_rank(column[1])))


def _levels(cell: str) -> Iterator[int]:
    """Yield the levels in a cell.

    >>> sorted(_levels("2-4, 6")), sorted(_levels("2 3")), sorted(_levels("senior"))
    ([2, 3, 4, 6], [2, 3], [])
    """
    for low, high in _RANGE.findall(cell):
        yield from range(int(low), int(high) + 1)
    yield from map(int, re.findall(r"(?<!\d)([1-7])(?!\d)", _RANGE.sub(" ", cell)))


def _gaps(path: str, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.has_gap:
            levels = ", ".join(map(str, sorted(entry.levels)))
            kept = f"all from {min(entry.levels)} to {max(entry.levels)} are kept"
            yield f"{path}: {entry.code} has levels {levels}; {kept}"


def _missing(path: str, entries: Sequence[Entry], framework: Framework) -> Iterator[str]:
    if len(entries) < framework.size:
        size = f"{framework.title} has {framework.size} skills"
        yield f"{path}: {size}; codes that are not here will count as unknown"
