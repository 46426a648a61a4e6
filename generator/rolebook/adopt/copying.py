"""A file that other words make rules of, rewritten so that it reads the same without them.

The source is edited where it must be, and stays as it is everywhere else. The copy is read again:
if it doesn't say the same as the source, the source's own text is kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import Persona
from ..model.source import Source
from ..parse import parse
from ..parse.sections import alias
from .reading import read
from .sameness import Renamed, difference, differing_rule
from .slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Document
    from .reading import Reading
    from .slots import Slot, Slots

NAMES: Mapping[str, str] = {
    "overview": "Overview",
    "traits": "Core Traits",
    "rules": "Ruleset",
    "collaborators": "Collaboration Guidelines",
    "responsibilities": "Key Responsibilities",
    "skills-matrix": "Skills Matrix",
    "skills": "SFIA 9 Mapping",
    "competences": "ESCO Mapping",
    "patterns": "Related Design Patterns",
    "knowledge": "Knowledge Areas",
    "references": "References",
    "agents": "Managed Agents",
}
"""What the sections of a persona are called in a copy, by key."""

_BULLET = re.compile(r"^([ \t]*(?:>[ \t]*)*)[•●○■▪◦‣·∙⁃]\ufe0f?[ \t]+(?=\S)")
_HEADING = re.compile(
    r"^(?P<before>[\s>]*(?:#{1,6}\s+)?)(?P<title>.*?)"
    r"(?P<after>\s*(?:\{#[^{}]*\})?\s*#*\s*)$"
)
_JOINT = re.compile(
    r"(?:;\s{1,9}|[；，、]\s{0,9}|\s{0,9},?\s{1,9}(?:and|but|und|aber|et|mais|y|pero)\s{1,9}|,\s{1,9})$"
)
"""What joins two rules of one sentence."""
_LONGEST_JOINT = 20
_WIDE = ("；", "，", "、")
_OPENINGS: Mapping[str, str] = {"---": "{key}: {value}", "+++": "{key} = {value}"}
_MOST_TRIES = 200
"""Times that a copy is read again; each try rewrites one place in another way."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the copy that is not as in the source."""

    line: int
    """The line in the source; 0 for the front matter."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a file in the standard form."""

    text: str
    changes: tuple[Change, ...] = ()
    differs_in: str = ""
    """Why the text is the source's own: what would be different, such as `rules`."""
    line: int = 0
    """The line in the source of the first rule that would be different, or 0."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What was added to the front matter."""


class _PlaceError(Exception):
    """A stretch of a text is not in its source as it was read."""


def copy(reading: Reading, path: str, **fields: str) -> Copy:
    r"""Return the text of a file so that it reads the same without any option.

    Args:
        reading: The file.
        path: The name of the copy.
        fields: What its front matter says in any case, such as its `code`.

    >>> from rolebook import Source
    >>> from rolebook.adopt.reading import read
    >>> crew = read(Source("Crew.md", "# Crew\n\n- Never run.\n- You must wait.\n- Do not go.\n"))
    >>> copy(crew, "crew.md").text
    '# Crew\n\n- **MUST NOT** run.\n- You **MUST** wait.\n- **MUST NOT** go.\n'
    """
    if reading.text is None:
        return Copy(reading.source.text)
    try:
        made = _copy(reading, reading.text, path, dict(fields))
        return made if _is_final(made, reading, path) else _kept(reading, "rules")
    except _PlaceError:
        return _kept(reading, "rules")


def _is_final(made: Copy, reading: Reading, path: str) -> bool:
    """Whether a copy of the copy would be the same text."""
    if made.text == reading.source.text:
        return True
    again = read(Source(path, made.text), None if reading.is_proposed else reading.keywords)
    return again.text is not None and _copy(again, again.text, path, {}).text == made.text


def _copy(reading: Reading, old: Document, path: str, fields: dict[str, str]) -> Copy:
    slots = slots_of(reading)
    titles = _foreign_titles(old)
    inferred = {
        n: rule.inferred or rule.keyword
        for n, rule in enumerate(old.requirements)
        if n in slots.rules
    }
    renamed = Renamed(dict(titles.values()), inferred)
    has_bullets = True
    differs = ""
    for _ in range(_MOST_TRIES):
        lines = _rewritten(reading, slots, titles, has_bullets=has_bullets)
        text = _with_fields("\n".join(lines), fields)
        new, _ = parse(Source(path, text))
        differs = difference(old, new, renamed)
        if not differs:
            return Copy(text, _changes(reading.source.lines, lines, fields), fields=fields)
        stated = {
            "type": "persona" if isinstance(old, Persona) else "document",
            "title": old.title,
            "language": old.language,
        }
        if differs in stated and differs not in fields:
            fields[differs] = stated[differs]
        elif not _try_next(differs, old, new, renamed, slots):
            if not has_bullets:
                break
            has_bullets = False
    number = differing_rule(old, new, renamed) if differs == "rules" and new else None
    return _kept(reading, differs, 0 if number is None else old.requirements[number].span.line)


def _kept(reading: Reading, differs: str, line: int = 0) -> Copy:
    return Copy(reading.source.text, differs_in=differs, line=line)


def _try_next(
    differs: str, old: Document, new: Document | None, renamed: Renamed, slots: Slots
) -> bool:
    """Use another wording where a copy differs; return whether there is one."""
    if differs == "text":
        return slots.try_next_lead()
    number = differing_rule(old, new, renamed) if differs == "rules" and new else None
    return number is not None and slots.try_next(number)


def _foreign_titles(text: Document) -> dict[int, tuple[str, str]]:
    """Return the headings that only a set of keywords knows: by line, the old and new title."""
    return {
        heading.span.line: (heading.title, NAMES[heading.section])
        for heading in text.headings
        if heading.section in NAMES and not alias(heading.title)
    }


# --- editing --------------------------------------------------------------------------------------


def _rewritten(
    reading: Reading, slots: Slots, titles: Mapping[int, tuple[str, str]], *, has_bullets: bool
) -> list[str]:
    """Return the lines of the source with the wordings that are tried now."""
    source = reading.source
    lines = source.lines
    edits = sorted((edit for slot in slots for edit in _edits(slot, source.lines)), reverse=True)
    for index, column, length, words in edits:
        line = lines[index]
        lines[index] = line[:column] + words + line[column + length :]
    for number, (_, title) in titles.items():
        if match := _HEADING.match(lines[number - 1]):
            lines[number - 1] = f"{match['before']}{title}{match['after']}"
    if has_bullets:
        code = reading.code_lines
        lines = [
            line if n in code else _BULLET.sub(r"\1- ", line) for n, line in enumerate(lines, 1)
        ]
    return lines


def _edits(slot: Slot, lines: list[str]) -> list[tuple[int, int, int, str]]:
    """Return what changes in each line: its index, a column, a length and other words.

    Raises:
        _PlaceError: A line of the stretch is not in the source.
    """
    if slot.text == slot.raw:
        return []
    old, new = slot.raw.split("\n"), slot.text.split("\n")
    if len(old) != len(new):
        raise _PlaceError
    edits: list[tuple[int, int, int, str]] = []
    for n, (before, after) in enumerate(zip(old, new, strict=True)):
        index = slot.span.line - 1 + n
        line = lines[index] if index < len(lines) else ""
        first = slot.span.column - 1 if n == 0 else 0
        column = line.find(before, max(0, first)) if n == 0 else line.rfind(before)
        if column < 0 and before != after:
            raise _PlaceError
        if before == after:
            continue
        joint = _JOINT.search(line, max(0, column - _LONGEST_JOINT), column)
        if joint:
            # One sentence with two keywords would be hard to tell apart.
            column, before = joint.start(), line[joint.start() : column + len(before)]
            after = f"。 {after}" if joint[0].strip() in _WIDE else f". {after}"
        elif column and _is_close(line[column - 1]) and after.startswith("**"):
            # Emphasis right behind a full stop in Chinese would belong to the sentence before.
            after = f" {after}"
        edits.append((index, column, len(before), after))
    return edits


def _is_close(character: str) -> bool:
    """Whether emphasis behind a character would belong to what ends with it."""
    return character == "*" or not character.isascii()


def _with_fields(text: str, fields: Mapping[str, str]) -> str:
    """Return a text with fields in its front matter; it gets one if it has none."""
    if not fields:
        return text
    first, _, rest = text.partition("\n")
    opening = _OPENINGS.get(first.rstrip())
    has_matter = opening is not None and re.search(
        rf"^{re.escape(first.rstrip())}\s*$", rest, re.MULTILINE
    )
    form = opening if opening and has_matter else _OPENINGS["---"]
    written = [form.format(key=key, value=_value(value, form)) for key, value in fields.items()]
    if has_matter:
        return "\n".join([first, *written, rest])
    return "\n".join(["---", *written, "---", "", text])


def _value(value: str, form: str) -> str:
    is_plain = re.fullmatch(r"[A-Za-z][A-Za-z ]*", value) and "=" not in form
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _changes(old: list[str], new: list[str], fields: Mapping[str, str]) -> tuple[Change, ...]:
    added = [Change(0, "", f"{key}: {value}") for key, value in fields.items()]
    pairs = enumerate(zip(old, new, strict=True), 1)
    return (*added, *(Change(n, before, after) for n, (before, after) in pairs if before != after))
