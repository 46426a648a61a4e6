"""CSV to catalogues: the bundled ones, and a handbook's own files.

    sfia.csv           replaces the bundled catalogue of this name
    acme.csv           is a framework of the handbook's own
    acme.lexicon.csv   has its cues; for a bundled framework, the cues of each code that it names

Lines such as `# title: Our ladder` above the head describe the framework; see `_ABOUT`.
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

    from ..model.meaning import SentenceModel

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
"""Heads of the columns that are read; other columns are for readers."""
_ABOUT = ("title", "url", "site", "notice", "license", "levels")
"""What lines that begin with `#` can describe of a framework."""
_LEXICON = ".lexicon"
_LONGEST = 10_000
"""Characters of a line that are read; the module `csv` raises on a cell of more than 131,072."""
_SUFFIX = ".csv"
_FOLLOWS = "@"
"""`@sfia INCA` as a cue: where that skill fits, this one fits, too."""
_WEAK = "weak"
_OWN = Framework("", "")
"""What a catalogue of a handbook's own is until it describes itself."""


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
    sentences: SentenceModel | None = None,
) -> Catalogues:
    r"""Return the bundled catalogues and a handbook's own, which take precedence.

    Args:
        sources: Texts of the files; the name of a file is the key of its framework.
        frameworks: Keys of the frameworks in the order in which a code is looked for; own ones that
            it does not name come last. If it is empty, `DEFAULT_FRAMEWORKS` come first.
        diagnostics: What was wrong with the files so far.
        sentences: What reads the meaning of rules; without it their words alone count.

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
    problems = list(diagnostics)
    for table in (*own.values(), *lexicons.values()):
        problems += table.problems
    problems += _without_skill(lexicons, found)
    return Catalogues(found, tuple(problems), sentences)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file."""

    cells: Mapping[str, str]
    span: Span

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class _Table:
    """The usable lines of a file, what it says about itself, and problems with it."""

    source: Source
    about: Mapping[str, str]
    lines: tuple[_Line, ...]
    problems: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, source: Source) -> _Table:
        """Read a catalogue or a lexicon; what cannot be used is a problem."""
        lines = source.lines
        start = _head_index(lines)
        about = dict(_remark(line) for line in lines[:start] if ":" in line)
        no_rows: list[tuple[Sequence[str], Span]] = [((), Span(source.path, len(lines)))]
        (head, head_span), *rows = list(_rows(lines[start:], source.path, start)) or no_rows
        columns = _columns(head)
        needed = ("code", "cue") if _is_lexicon(source) else ("code", "name")
        missing = next((column for column in needed if column not in columns), None)
        if missing:
            problem = _problem(head_span, "column", column=missing)
            return cls(source, about, (), (problem,))
        usable: list[_Line] = []
        problems: list[Diagnostic] = []
        for row, span in rows:
            cells = {column: row[i].strip() for column, i in columns.items() if i < len(row)}
            line = _Line(cells, span)
            wrong = _wrong(line, needed)
            if wrong:
                problems.append(wrong)
            else:
                usable.append(line)
        also = needed[1:] if _is_lexicon(source) else ()
        repeated = _repeated(usable, also, FRAMEWORKS.get(_key(source), _OWN))
        return cls(source, about, tuple(usable), (*problems, *repeated))


def _head_index(lines: Sequence[str]) -> int:
    """Return the index of the first line that is neither blank nor a remark."""
    for n, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            return n
    return len(lines)


def _rows(lines: Sequence[str], path: str, before: int) -> Iterator[tuple[Sequence[str], Span]]:
    """Yield the rows that are not empty, with their places; one that `csv` gives up on is empty."""
    reader = csv.reader(line[:_LONGEST].replace("\r", " ") + "\n" for line in lines)
    at = 0
    try:
        for row in reader:
            if any(map(str.strip, row)):
                yield row, Span(path, before + at + 1)
            at = reader.line_num
    except csv.Error:
        yield (), Span(path, before + at + 1)


def _is_lexicon(source: Source) -> bool:
    return source.path.casefold().endswith((f"{_LEXICON}{_SUFFIX}", f"/{_LEXICON[1:]}{_SUFFIX}"))


def _key(source: Source) -> str:
    """Return the key of the framework that a file belongs to: the file's name, as in addresses."""
    return slugify(
        PurePosixPath(source.path).name.casefold().removesuffix(_SUFFIX).removesuffix(_LEXICON)
    )


def _remark(line: str) -> tuple[str, str]:
    key, _, value = line.lstrip("# ").partition(":")
    return key.strip().casefold(), value.strip()


def _columns(heads: Iterable[str]) -> dict[str, int]:
    """Return the index of each known column."""
    by_head: dict[str, int] = {}
    for i, head in enumerate(heads):
        by_head.setdefault(head.strip().casefold(), i)
    columns: dict[str, int] = {}
    for column, names in COLUMNS.items():
        present = [name for name in names if name in by_head]
        if present:
            columns[column] = by_head[present[0]]
    return columns


def _wrong(line: _Line, needed: Iterable[str]) -> Diagnostic | None:
    """Return what keeps a line from being used, or nothing."""
    empty = next((column for column in needed if not line[column]), "")
    if empty:
        return _problem(line.span, "empty", column=empty)
    if line["cue"].startswith(_FOLLOWS) and not _leader(line["cue"]):
        return _problem(line.span, "follows", skill=line["cue"].removeprefix(_FOLLOWS))
    for level in (line["low"], line["high"]):
        if level and _level(level) is None:
            return _problem(line.span, "level", level=level)
    return None


def _repeated(
    lines: Iterable[_Line], also: Iterable[str], framework: Framework
) -> Iterator[Diagnostic]:
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        key = (_code(line, framework), *(line[column] for column in also))
        if key in seen:
            yield _problem(line.span, "repeated", key=" ".join(key))
        seen.add(key)


def _problem(span: Span, variant: str, **values: object) -> Diagnostic:
    return Diagnostic.of("CT001", span, variant, **values)


def _level(cell: str) -> int | None:
    return int(cell) if len(cell) == 1 and cell in "1234567" else None


def _bundled_source(key: str, name: str) -> Source:
    folder = resources.files("rolebook").joinpath("data", key)
    return Source(f"{key}/{name}", folder.joinpath(name).read_text(encoding="utf-8"))


def _catalogue(key: str, own: _Table | None, lexicon: _Table | None) -> Catalogue:
    """Return the catalogue of a handbook's own file, or the bundled one, with the cues of both."""
    cues: dict[str, _Evidence] = {}
    if key in FRAMEWORKS:
        base = bundled(key)
        cues = {code: _Evidence.of(concept) for code, concept in base.concepts.items()}
    framework = _framework(key, own) if own else FRAMEWORKS[key]
    if lexicon:
        cues |= _cues(lexicon, framework)
    if own:
        concepts = _concepts(framework, own, cues)
        return Catalogue(framework, concepts, is_complete=True, path=own.source.path)
    if not lexicon:
        return base
    # Most lexicons name a few codes; the others keep their cues.
    fields = {code: cues.get(code, _Evidence()).fields for code in base.concepts}
    concepts = {code: replace(base.concepts[code], **fields[code]) for code in fields}
    return replace(base, concepts=concepts)


def _framework(key: str, table: _Table) -> Framework:
    given: dict[str, Any] = {name: table.about[name] for name in _ABOUT if table.about.get(name)}
    title = key.replace("-", " ").replace("_", " ").capitalize()
    return replace(FRAMEWORKS.get(key) or Framework(key, title), **given)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The cues of one skill."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    may_follow: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, concept: Concept) -> _Evidence:
        return cls(concept.cues, concept.weak_cues, concept.follows, concept.may_follow)

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "cues": self.strong,
            "weak_cues": self.weak,
            "follows": self.follows,
            "may_follow": self.may_follow,
        }


def _concepts(
    framework: Framework, table: _Table, cues: Mapping[str, _Evidence]
) -> Mapping[str, Concept]:
    concepts: dict[str, Concept] = {}
    slugs: set[str] = set()
    fields = {code: evidence.fields for code, evidence in cues.items()}
    for code, line in {_code(line, framework): line for line in table.lines}.items():
        name = line["name"]
        low, high = _level(line["low"]), _level(line["high"])
        slug = _unused(slugify(code if framework.is_coded else name), slugs)
        concepts[code] = Concept(
            framework.key,
            code,
            name,
            _web(line["url"] or framework.url.replace("{code}", code)),
            slug,
            low=low or high,
            high=high or low,
            other_names=_other_names(line["other"]),
            **fields.get(code, {}),
        )
    return concepts


def _other_names(cell: str) -> tuple[str, ...]:
    # Most concepts of ESCO have none.
    return tuple(filter(None, map(str.strip, re.split(r"[|\n]", cell)))) if cell else ()


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _code(line: _Line, framework: Framework) -> str:
    """Return a code as skills tables name it: in capitals."""
    return line["code"].upper() if framework.is_coded else line["code"]


def _unused(slug: str, taken: set[str]) -> str:
    """Return a name for addresses that no other skill has, and take it."""
    number = 1
    unused = slug
    while unused in taken:
        number += 1
        unused = f"{slug}-{number}"
    taken.add(unused)
    return unused


def _cues(table: _Table, framework: Framework) -> dict[str, _Evidence]:
    by_code: dict[str, dict[str, _Line]] = {}
    for line in table.lines:
        by_code.setdefault(_code(line, framework), {})[line["cue"]] = line
    return {code: _evidence_of(lines) for code, lines in by_code.items()}


def _evidence_of(lines: Mapping[str, _Line]) -> _Evidence:
    leaders = {cue: _leader(cue) for cue in lines}
    weak = {cue for cue, line in lines.items() if line["strength"].casefold() == _WEAK}
    own = [cue for cue in lines if not leaders[cue]]
    return _Evidence(
        tuple(cue for cue in own if cue not in weak),
        tuple(cue for cue in own if cue in weak),
        tuple(leader for cue, leader in leaders.items() if leader and cue not in weak),
        tuple(leader for cue, leader in leaders.items() if leader and cue in weak),
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
                yield _problem(line.span, "skill", framework=key, code=code)
