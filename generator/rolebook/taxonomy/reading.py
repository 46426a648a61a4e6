"""CSV to catalogues: those that come with Rolebook, and a handbook's own files.

    sfia.csv           takes the place of the bundled catalogue of that name
    acme.csv           is a framework of the handbook's own
    acme.lexicon.csv   has its cues; for a bundled framework, the cues of each code that it names

Lines such as `# title: Our ladder` above the head say what else there is to know; see `_ABOUT`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ..input.files import OperatorError
from ..model.diagnostics import Diagnostic
from ..model.source import Source, Span
from ..words.names import slugify
from .frameworks import DEFAULT_FRAMEWORKS, FRAMEWORKS, Catalogue, Catalogues, Concept, Framework

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "concepturi"),
    "name": ("name", "preferredlabel"),
    "other": ("other names", "altlabels"),
    "low": ("low",),
    "high": ("high",),
    "url": ("url",),
    "cue": ("cue",),
    "strength": ("strength",),
}
"""What the heads of known columns are called; other columns are for the reader."""
_ABOUT = ("title", "url", "site", "notice", "license")
"""What lines that begin with `#` can say about a framework."""
_LEXICON = ".lexicon"
_LONGEST = 10_000
"""Characters of a line that are read; the module `csv` raises on a cell of more than 131,072."""
_SUFFIX = ".csv"
_FOLLOWS = "@"
"""`@sfia INCA` as a cue: where that skill fits, this one fits, too."""
_WEAK = "weak"


@cache
def catalogues(*frameworks: str) -> Catalogues:
    """Return the bundled catalogues of these frameworks, or of `DEFAULT_FRAMEWORKS`.

    >>> catalogues()["sfia"].concepts["USUP"].name
    'Incident management'
    """
    return Catalogues({key: bundled(key) for key in frameworks or DEFAULT_FRAMEWORKS})


@cache
def bundled(key: str) -> Catalogue:
    """Return the catalogue that comes with Rolebook."""
    rows, cues = (
        _Table.of(_bundled_source(key, name)) for name in ("catalogue.csv", "lexicon.csv")
    )
    framework = FRAMEWORKS[key]
    return Catalogue(framework, _concepts(framework, rows, _cues(cues, framework)))


def read_catalogues(
    sources: Iterable[Source],
    frameworks: Iterable[str] = (),
    diagnostics: Iterable[Diagnostic] = (),
) -> Catalogues:
    r"""Put the bundled catalogues and a handbook's own files together; the own ones take precedence.

    Args:
        sources: Texts of the files; the name of a file is the key of its framework.
        frameworks: Keys of the frameworks in the order in which a code is looked for; own ones that
            it does not name
            come last, and `DEFAULT_FRAMEWORKS` first where it is empty.
        diagnostics: What was wrong with the files so far.

    Raises:
        OperatorError: There is no such framework.

    >>> found = read_catalogues([Source("acme.csv", "code,name\nE3,Engineer\n")])
    >>> [one.framework.key for one in found], found.of("E3").name
    (['sfia', 'esco', 'acme'], 'Engineer')
    """
    files = sorted(sources, key=lambda source: source.path)
    lexicons = {_key(source): _Table.of(source) for source in files if _is_lexicon(source)}
    own = {_key(source): _Table.of(source) for source in files if not _is_lexicon(source)}
    keys = dict.fromkeys((*(tuple(frameworks) or DEFAULT_FRAMEWORKS), *own))
    unknown = next((key for key in keys if key not in FRAMEWORKS and key not in own), None)
    if unknown:
        raise OperatorError(
            f"no catalogue {unknown!r}; there are {', '.join(sorted({*FRAMEWORKS, *own}))}"
        )
    found = {key: _catalogue(key, own.get(key), lexicons.get(key)) for key in keys}
    tables = (*own.values(), *lexicons.values())
    problems = [
        *diagnostics,
        *(problem for table in tables for problem in table.problems),
        *_without_skill(lexicons, found),
    ]
    return Catalogues(found, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file."""

    cells: Mapping[str, str]
    span: Span

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of a file that can be used, what it says about itself, and what is wrong with it."""

    source: Source
    about: Mapping[str, str]
    lines: tuple[_Line, ...]
    problems: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, source: Source) -> _Table:
        """Read a catalogue or a lexicon; what cannot be used is a problem."""
        lines = source.lines
        start = next(
            (n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")),
            len(lines),
        )
        about = dict(_remark(line) for line in lines[:start] if ":" in line)
        heads, *rows = list(_rows(lines[start:], source.path, start)) or [
            ((), Span(source.path, len(lines)))
        ]
        columns = _columns(heads[0])
        needed = ("code", "cue") if _is_lexicon(source) else ("code", "name")
        missing = next((column for column in needed if column not in columns), None)
        if missing:
            return cls(
                source, about, (), (_problem(heads[1], f"the file has no column {missing!r}"),)
            )
        found: list[_Line] = []
        problems: list[Diagnostic] = []
        for row, span in rows:
            line = _Line(
                {column: row[i].strip() for column, i in columns.items() if i < len(row)}, span
            )
            wrong = _wrong(line, needed)
            problems += [_problem(span, wrong)] if wrong else []
            found += [] if wrong else [line]
        also = needed[1:] if _is_lexicon(source) else ()
        return cls(source, about, tuple(found), (*problems, *_repeated(found, also)))


def _rows(lines: Sequence[str], path: str, before: int) -> Iterator[tuple[Sequence[str], Span]]:
    """Yield the rows that are not empty, with their places; the last one is empty if `csv` gave up on it."""
    reader = csv.reader(line[:_LONGEST].replace("\r", " ") + "\n" for line in lines)
    at = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield row, Span(path, before + at + 1)
            at = reader.line_num
    except csv.Error:
        yield (), Span(path, before + at + 1)


def _is_lexicon(source: Source) -> bool:
    return source.path.casefold().endswith((f"{_LEXICON}{_SUFFIX}", f"/{_LEXICON[1:]}{_SUFFIX}"))


def _key(source: Source) -> str:
    """Return the key of the framework that a file belongs to: the name of the file as addresses have it."""
    return slugify(
        PurePosixPath(source.path).name.casefold().removesuffix(_SUFFIX).removesuffix(_LEXICON)
    )


def _remark(line: str) -> tuple[str, str]:
    key, _, value = line.lstrip("# ").partition(":")
    return key.strip().casefold(), value.strip()


def _columns(heads: Iterable[str]) -> dict[str, int]:
    """Return where each known column stands."""
    places: dict[str, int] = {}
    for i, head in enumerate(heads):
        places.setdefault(head.strip().casefold(), i)
    known = (
        (column, next((places[n] for n in names if n in places), None))
        for column, names in COLUMNS.items()
    )
    return {column: i for column, i in known if i is not None}


def _wrong(line: _Line, needed: Iterable[str]) -> str:
    """Return what keeps a line from being used, or nothing."""
    empty = next((column for column in needed if not line[column]), "")
    if empty:
        return f"the line has no {empty}"
    if line["cue"].startswith(_FOLLOWS) and not _leader(line["cue"]):
        return f"no skill {line['cue'][1:]!r} to follow"
    bad = next(
        (
            line[column]
            for column in ("low", "high")
            if line[column] and _level(line[column]) is None
        ),
        "",
    )
    return f"{bad!r} is no level; levels are 1 to 7" if bad else ""


def _repeated(lines: Iterable[_Line], also: Iterable[str]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        key = tuple(line[column] for column in ("code", *also))
        if key in seen:
            yield _problem(
                line.span, f"{' '.join(key)!r} stands in the file twice; the last line counts"
            )
        seen.add(key)


def _problem(span: Span, message: str) -> Diagnostic:
    return Diagnostic("CT001", span, message)


def _level(cell: str) -> int | None:
    return int(cell) if len(cell) == 1 and cell in "1234567" else None


def _bundled_source(key: str, name: str) -> Source:
    folder = resources.files("rolebook").joinpath("data", key)
    return Source(f"{key}/{name}", folder.joinpath(name).read_text(encoding="utf-8"))


def _catalogue(key: str, own: _Table | None, lexicon: _Table | None) -> Catalogue:
    base = bundled(key) if key in FRAMEWORKS else None
    framework = _framework(key, own) if own else FRAMEWORKS[key]
    cues = {code: _Spoken.of(concept) for code, concept in base.concepts.items()} if base else {}
    cues |= _cues(lexicon, framework) if lexicon else {}
    if own:
        return Catalogue(
            framework, _concepts(framework, own, cues), is_complete=True, path=own.source.path
        )
    assert base is not None
    if not lexicon:
        return base
    concepts = {
        code: replace(concept, **cues.get(code, _Spoken()).fields)
        for code, concept in base.concepts.items()
    }
    return replace(base, concepts=concepts)


def _framework(key: str, table: _Table) -> Framework:
    given: dict[str, Any] = {name: table.about[name] for name in _ABOUT if table.about.get(name)}
    known = FRAMEWORKS.get(key)
    return replace(
        known or Framework(key, key.replace("-", " ").replace("_", " ").capitalize()), **given
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What speaks for one skill."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, concept: Concept) -> _Spoken:
        return cls(concept.cues, concept.weak_cues, concept.follows)

    @property
    def fields(self) -> dict[str, Any]:
        return {"cues": self.strong, "weak_cues": self.weak, "follows": self.follows}


def _concepts(
    framework: Framework, table: _Table, cues: Mapping[str, _Spoken]
) -> Mapping[str, Concept]:
    found: dict[str, Concept] = {}
    slugs: set[str] = set()
    for line in {_code(line, framework): line for line in table.lines}.values():
        code, name = _code(line, framework), line["name"]
        low, high = _level(line["low"]), _level(line["high"])
        slug = _unused(slugify(code).upper() if framework.is_coded else slugify(name), slugs)
        found[code] = Concept(
            framework.key,
            code,
            name,
            _web(line["url"] or framework.url.replace("{code}", code)),
            slug,
            low=low or high,
            high=high or low,
            other_names=tuple(
                one.strip() for one in re.split(r"[|\n]", line["other"]) if one.strip()
            ),
            **cues.get(code, _Spoken()).fields,
        )
    return found


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _code(line: _Line, framework: Framework) -> str:
    """Return a code as skills tables name it: in capitals."""
    return line["code"].upper() if framework.is_coded else line["code"]


def _unused(slug: str, taken: set[str]) -> str:
    """Return a name for addresses that no other skill has."""
    number = 1
    found = slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    taken.add(found)
    return found


def _cues(table: _Table, framework: Framework) -> dict[str, _Spoken]:
    found: dict[str, dict[str, _Line]] = {}
    for line in table.lines:
        found.setdefault(_code(line, framework), {})[line["cue"]] = line
    return {code: _spoken(lines) for code, lines in found.items()}


def _spoken(lines: Mapping[str, _Line]) -> _Spoken:
    leaders = {cue: _leader(cue) for cue in lines}
    weak = {cue for cue, line in lines.items() if line["strength"].casefold() == _WEAK}
    return _Spoken(
        tuple(cue for cue in lines if not leaders[cue] and cue not in weak),
        tuple(cue for cue in lines if not leaders[cue] and cue in weak),
        tuple(leader for leader in leaders.values() if leader),
    )


def _leader(cue: str) -> tuple[str, str] | None:
    """Return framework and code of the bundled skill that a line follows."""
    key, _, code = cue.removeprefix(_FOLLOWS).partition(" ")
    is_known = (
        cue.startswith(_FOLLOWS) and key in FRAMEWORKS and code.strip() in bundled(key).concepts
    )
    return (key, code.strip()) if is_known else None


def _without_skill(
    lexicons: Mapping[str, _Table], found: Mapping[str, Catalogue]
) -> Iterator[Diagnostic]:
    """Yield a problem for every line of a handbook's own lexicon whose code no catalogue has."""
    for key, table in lexicons.items():
        known = {code.casefold() for code in found[key].concepts} if key in found else set()
        for code, line in {line["code"]: line for line in reversed(table.lines)}.items():
            if code.casefold() not in known:
                yield _problem(line.span, f"no skill of {key!r} has the code {code!r}")
