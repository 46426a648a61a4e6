"""The lock file: which rule is which over time, as one line for each revision of a rule.

Text in, records out, and back; the sources are not known here. A revision is never
changed and never taken away, so the file is the history of every rule, and two branches that add to
it merge as other text does.

    # rolebook.lock 2 - …
    persona   BD   backend-developer.md   The Backend Developer
    category  BD   API   API Design Requirements
    rule      BD-API-07   1   2026-03-01   MUST      BD   API   version every address
    rule      BD-API-08   1   2026-03-01   MUST      BD   API   a date   Each entry has:
    rule      BD-API-07   2   2026-05-01   retired   BD   API   BD-API-12
    # end

Columns are separated by tabs. A `persona` line without a path keeps a code from being given again.
Behind the words of a rule is the lead that introduces it, if it has one; form 1 held both as one
text. Of a retired rule, the words are the ID that replaced it, if there is one. The last line shows
that nothing was cut off; Rolebook 0.1 does not write it, and ignores it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Term
from ..model.source import Span
from ..rfc2119 import Level
from .groups import RuleState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAME = "rolebook.lock"
VERSION = 2
RETIRED = "retired"
_LAST_LINE = "# end"
_PROMISE = f"its last line is '{_LAST_LINE}'."
_HEADER = (
    f"# rolebook.lock {VERSION} - which rule is which. Written by 'rolebook lock'; commit it, "
    f"do not edit it; {_PROMISE}\n"
)
_VERSION = re.compile(r"# rolebook\.lock (\d{1,9})")
_NUMBERS = re.compile(r"(\d+)")
_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
# File systems take 255; "r/", a folder for temporary files and an ending must fit in, too.
_LONGEST_NAME = 120
"""Bytes of an ID or a code: IDs become names of folders."""
_MOST_QUOTED = 60
"""Characters that a message quotes: enough to recognise a rule, and one line of a terminal."""
_NAME_FORM = re.compile(r"\w[\w.-]*")
_DATE_FORM = re.compile(r"\d{4}-\d\d-\d\d|")
_COLUMNS = 8
# Far more than anyone locks; a longer number is damage, and could not be counted up from.
_MOST_REVISIONS = 1_000_000
_MARKERS = (_OURS, _BASE, _THEIRS, _END)


@dataclass(frozen=True, slots=True)
class Revision:
    """The words of a rule from one `rolebook lock` to the next, or that it was retired."""

    id: str
    number: int
    """Counted from 1."""
    date: str
    """The date on which it was locked, `2026-03-01`; empty until then."""
    level: Level | None
    """None where the rule was retired."""
    persona: str
    """Code of its persona or document."""
    category: str
    """Code of its category."""
    text: str
    """The rule's own words; of a retired rule, the ID that replaced it, if any."""
    lead: str = ""
    """The sentence that introduces the rule. Form 1 of the file held it as part of the text."""

    @property
    def statement(self) -> str:
        """The words of the rule after its lead."""
        return f"{self.lead} {self.text}".strip()

    @property
    def is_retired(self) -> bool:
        """Whether the rule ended here."""
        return self.level is None

    def is_as(self, other: Revision) -> bool:
        """Whether both are equal but for the date."""
        return replace(self, date="") == replace(other, date="")


@dataclass(frozen=True, slots=True)
class LockedPersona:
    """A persona or document whose code has been given."""

    code: str
    path: str
    """Path of its file from the folder of the lock file; empty if the file is gone."""
    title: str


@dataclass(frozen=True)
class Lock:
    """All codes and IDs that were ever given, with everything that they ever meant."""

    personas: Mapping[str, LockedPersona] = field(default_factory=dict)
    """By code."""
    categories: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """From the codes of persona and category to the category's title."""
    history: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """From id to revisions, the oldest first."""

    @cached_property
    def by_folded_id(self) -> Mapping[str, str]:
        """From IDs without case to IDs: two that differ only in case would share an address."""
        return {id.casefold(): id for id in self.history}

    @property
    def paths(self) -> list[str]:
        """The files of all personas at the last lock."""
        return [persona.path for persona in self.personas.values() if persona.path]

    @cached_property
    def retired(self) -> tuple[str, ...]:
        """The IDs that no rule has any more."""
        return tuple(id for id, revisions in self.history.items() if revisions[-1].is_retired)

    @property
    def living(self) -> int:
        """How many IDs are in use."""
        return len(self.history) - len(self.retired)

    @cached_property
    def last_numbers(self) -> Mapping[str, int]:
        """The highest number given behind each beginning of an id, such as `bd-api`."""
        numbers: dict[str, int] = {}
        for id in self.by_folded_id:
            prefix, _, number = id.rpartition("-")
            if number.isdecimal():
                numbers[prefix] = max(numbers.get(prefix, 0), int(number))
        return numbers

    def revisions(self, id: str) -> tuple[Revision, ...]:
        """Return the revisions of a rule, the oldest first; none if the ID is not locked."""
        return self.history.get(id, ())

    def current(self, id: str) -> Revision:
        """Return the last revision of a rule, or raise `KeyError`."""
        return self.history[id][-1]

    def titles(self, revision: Revision) -> tuple[str, str]:
        """Return the titles of the persona and category of a revision."""
        persona = self.personas.get(revision.persona)
        category = self.categories.get((revision.persona, revision.category), revision.category)
        return persona.title if persona else revision.persona, category

    def state(self, revision: Revision, lasting_id: str = "") -> RuleState:
        """Return what a rule was as of a revision, with titles in place of codes."""
        assert revision.level is not None, "a retired rule says nothing"
        persona, category = self.titles(revision)
        return RuleState(
            persona,
            category,
            revision.level,
            revision.text,
            revision.lead,
            id=revision.id,
            lasting_id=lasting_id,
            group=revision.persona,
        )

    def last_words(self, id: str) -> Revision:
        """Return the last revision with words, if there is one, or raise `KeyError`."""
        revisions = self.history[id]
        return next(
            (revision for revision in reversed(revisions) if not revision.is_retired), revisions[0]
        )


class NewerLockError(Exception):
    """The lock file was written by a later version of Rolebook."""


class UnreadableLockError(Exception):
    """A lock file could not be read back before it was written."""


def read_lock(
    text: str, path: str = NAME, published: Lock | None = None
) -> tuple[Lock, list[Diagnostic]]:
    r"""Read a lock file, also one in which a merge left what two branches added.

    Both sides count. Where both gave the same ID, a rule in use keeps it before a retired one, then
    the published one, then the one that was locked first.

    Args:
        text: What the file holds.
        path: Its path, for diagnostics.
        published: What others have seen already, such as the lock of the main branch.

    Raises:
        NewerLockError: The form is not known. Going on without it would give every rule a new ID.

    >>> lock, problems = read_lock("rule\tA-1\t1\t2026-03-01\tMUST\tA\tX\tlog in\n")
    >>> lock.current("A-1").text, problems
    ('log in', [])
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    version = _VERSION.match(text)
    if version and int(version[1]) > VERSION:
        raise NewerLockError(
            f"{path} was written by a newer Rolebook (form {version[1]}); this one knows {VERSION}"
        )
    personas: dict[str, LockedPersona] = {}
    categories: dict[tuple[str, str], str] = {}
    revisions: dict[tuple[str, int], Revision] = {}
    diagnostics = _cut(text, path)
    for number, line in _merged(text, path, diagnostics):
        try:
            entry = _entry(line.split("\t"))
        except (ValueError, IndexError):
            diagnostics.append(_unreadable(path, number, line))
            continue
        match entry:
            case LockedPersona(code=code):
                personas.setdefault(code, entry)
            case Revision():
                key = entry.id, entry.number
                kept = revisions.setdefault(key, entry)
                # Comparing each revision with itself would take half of the time: 0.15 s of 18,560.
                if kept is not entry and not entry.is_as(kept):
                    if _is_rather(entry, kept, published or Lock()):
                        revisions[key], entry = entry, kept
                    diagnostics.append(_given_twice(path, number, revisions[key], entry))
            case persona, code, title:
                categories.setdefault((persona, code), title)
    return Lock(personas, categories, _histories(revisions.values())), diagnostics


def lock_text(lock: Lock) -> str:
    """Return the lock file of a lock, in an order that does not depend on how it came about."""
    lines = ("\t".join(columns).rstrip("\t") for columns in _lines(lock))
    return _HEADER + "".join(f"{line}\n" for line in (*lines, _LAST_LINE))


def checked_lock_text(lock: Lock) -> str:
    """Return the lock file of a lock after reading it back.

    Raises:
        UnreadableLockError: It would be read back as something else, so writing it would lose ids.
    """
    text = lock_text(lock)
    again, problems = read_lock(text)
    if problems or again != lock:
        raise UnreadableLockError(
            problems[0].message if problems else "it would be read as something else"
        )
    return text


def natural(id: str) -> tuple[str | int, ...]:
    """Return a key that sorts ids as people count.

    >>> sorted(["BD-API-100", "BD-API-20"], key=natural)
    ['BD-API-20', 'BD-API-100']
    """
    return tuple(int(part) if part.isdecimal() else part for part in _NUMBERS.split(id))


def _lines(lock: Lock) -> Iterator[tuple[str, ...]]:
    for _, persona in sorted(lock.personas.items()):
        yield "persona", persona.code, persona.path, persona.title
    for (code, category), title in sorted(lock.categories.items()):
        yield "category", code, category, title
    for id in sorted(lock.history, key=natural):
        for revision in lock.history[id]:
            yield (
                "rule",
                id,
                str(revision.number),
                revision.date,
                revision.level or RETIRED,
                revision.persona,
                revision.category,
                revision.text,
                revision.lead,
            )


def _cut(text: str, path: str) -> list[Diagnostic]:
    """Say whether the end of a lock file is missing, as after a full disk or a crash."""
    lines = [line for line in text.split("\n") if line.strip()]
    is_promised = any(line.startswith("#") and line.endswith(_PROMISE) for line in lines)
    span = Span(path, max(1, text.count("\n")))
    if not lines:
        problem = Diagnostic.of("ID008", span, "empty")
    elif _LAST_LINE not in lines and (is_promised or not text.endswith("\n")):
        problem = Diagnostic.of("ID008", span, line=lines[-1][:_MOST_QUOTED])
    else:
        return []
    return [problem]


def _merged(text: str, path: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers.

    Of a conflict that a merge left, both sides count, but not their common origin.
    """
    is_origin = False
    for number, line in enumerate(text.split("\n"), 1):
        marker = line[:7]
        if marker in _MARKERS:
            is_origin = marker == _BASE
            if marker == _OURS:
                diagnostics.append(Diagnostic.of("ID003", Span(path, number)))
        elif line.strip() and not line.startswith("#") and not is_origin:
            yield number, line


def _entry(columns: list[str]) -> LockedPersona | Revision | tuple[str, str, str]:
    """Return the record of a line, or raise `ValueError` or `IndexError`."""
    kind, *rest = columns
    if kind == "persona":
        code, path, title = _padded(rest, 3)
        return LockedPersona(_checked(code, _NAME_FORM), path, title)
    if kind == "category":
        persona, code, title = _padded(rest, 3)
        return _checked(persona, _NAME_FORM), _checked(code, _NAME_FORM), title
    id, number, date, level, persona, category, text, lead = _padded(rest, _COLUMNS, empty=2)
    if kind != "rule" or not 0 < int(number) < _MOST_REVISIONS:
        raise ValueError(kind)
    names = (_checked(name, _NAME_FORM) for name in (id, persona, category))
    date = _checked(date, _DATE_FORM)
    id, persona, category = names
    means = None if level == RETIRED else Level(level)
    return Revision(id, int(number), date, means, persona, category, text, lead)


def _padded(columns: list[str], wanted: int, empty: int = 1) -> list[str]:
    """Return all columns of a line; no tab is written before the last ones that are empty."""
    missing = wanted - len(columns)
    return [*columns, *[""] * missing] if missing <= empty else columns


def _checked(name: str, form: re.Pattern[str]) -> str:
    """Return a name that fits into an address, or raise `ValueError`."""
    if not form.fullmatch(name) or len(name.encode()) > _LONGEST_NAME:
        raise ValueError(name)
    return name


def _histories(revisions: Iterable[Revision]) -> dict[str, tuple[Revision, ...]]:
    """Return the revisions of every id in order."""
    histories: dict[str, list[Revision]] = {}
    for revision in sorted(revisions, key=lambda revision: revision.number):
        histories.setdefault(revision.id, []).append(revision)
    return {id: tuple(histories[id]) for id in sorted(histories, key=natural)}


def _unreadable(path: str, number: int, line: str) -> Diagnostic:
    return Diagnostic.of("ID004", Span(path, number), line=line[:_MOST_QUOTED])


def _is_rather(one: Revision, other: Revision, published: Lock) -> bool:
    """Whether the second of two revisions that share a number keeps it rather than the first."""
    if one.is_retired != other.is_retired:
        return other.is_retired
    known = next(
        (known for known in published.revisions(one.id) if known.number == one.number), None
    )
    if known:
        return one.is_as(known) and not other.is_as(known)
    return one.date < other.date


def _given_twice(path: str, number: int, kept: Revision, other: Revision) -> Diagnostic:
    span = Span(path, number)
    return Diagnostic.of(
        "ID003", span, "clash", id=kept.id, kept=_meaning(kept), other=_meaning(other)
    )


def _meaning(revision: Revision) -> str:
    """Return what an ID means, as a message names it."""
    if revision.is_retired:
        return Term("ID003-clash.retired")
    return f"'{revision.statement[:_MOST_QUOTED]}'"
