"""The tools, models and skills that the front matter of an agent's file names, each at its place.

Fields are known by the names that tools for agents give them, and a value may be a text with commas
or spaces, a list, or a table of what is allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import AgentFact, AgentField
from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIELDS: Mapping[str, tuple[AgentField, bool]] = {
    "tools": (AgentField.TOOL, False),
    "allowed-tools": (AgentField.TOOL, False),
    "allowedTools": (AgentField.TOOL, False),
    "disallowed-tools": (AgentField.TOOL, True),
    "disallowedTools": (AgentField.TOOL, True),
    "model": (AgentField.MODEL, False),
    "models": (AgentField.MODEL, False),
    "skills": (AgentField.SKILL, False),
}
"""What each field is about, and whether it lists what is denied."""
# What is in parentheses belongs to the tool before it: `Bash(git diff:*, git log:*)`.
_BY_COMMAS = re.compile(r"(?:[^,()]|\([^()]*\)|[()])+")
_BY_SPACES = re.compile(r"(?:[^\s()]|\([^()]*\)|[()])+")
_YES, _NO = ("true", "yes", "on", "allow"), ("false", "no", "off", "deny")


@dataclass(frozen=True, slots=True)
class _Said:
    """A value, and what the field says about it."""

    text: str
    is_denied: bool = False


def agent_facts(fields: Mapping[str, object], text: str, span: Span) -> Iterator[AgentFact]:
    """Yield what the front matter says that an agent has.

    Args:
        fields: The fields, by name.
        text: The front matter as written, for the places of the values.
        span: The place of the front matter; its text begins on the second line.
    """
    for name, (field, is_denied) in _FIELDS.items():
        if name not in fields:
            continue
        at = _key_end(name, text)
        for said in _values(fields[name], field):
            found = text.find(said.text.partition(":")[0] if ": " in said.text else said.text, at)
            place, at = (found, found + len(said.text)) if found >= 0 else (at, at)
            yield AgentFact(
                field, said.text, _span(span, text, place, said.text), is_denied or said.is_denied
            )


def _values(value: object, field: AgentField) -> Iterator[_Said]:
    if isinstance(value, str):
        yield from map(_Said, _split(value, field))
    elif isinstance(value, list):
        yield from (_Said(" ".join(item.split())) for item in value if _is_said(item))
    elif isinstance(value, dict):
        yield from map(_in_table, value, value.values())


def _split(value: str, field: AgentField) -> list[str]:
    """Return the parts of a text: a model is one, and tools are separated by commas or spaces.

    >>> _split("Bash(git log:*, git diff:*), Read", AgentField.TOOL)
    ['Bash(git log:*, git diff:*)', 'Read']
    """
    bare = value.strip().strip("[]")
    if field is AgentField.MODEL:
        return [" ".join(value.split())] if value.strip() else []
    parts = [" ".join(part.split()) for part in _BY_COMMAS.findall(bare)]
    if len(parts) == 1 and field is AgentField.TOOL:
        parts = _BY_SPACES.findall(bare)
    return [part for part in parts if part]


def _is_said(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip())


def _in_table(key: str, value: object) -> _Said:
    """Return an entry of a table: `write: false`, or `bash: ask`."""
    word = str(value).strip().lower()
    if word in (*_YES, *_NO) or not isinstance(value, str) or not word:
        return _Said(key, word in _NO)
    return _Said(f"{key}: {value}")


def _key_end(name: str, text: str) -> int:
    """Return where the value of a field begins."""
    match = re.search(rf"^[\"']?{re.escape(name)}[\"']?[ \t]*[:=]", text, re.MULTILINE)
    return match.end() if match else 0


def _span(whole: Span, text: str, place: int, value: str) -> Span:
    """Return the place of a value, or that of its field if it is written otherwise."""
    line = whole.line + 1 + text.count("\n", 0, place)
    column = place - text.rfind("\n", 0, place)
    ends = text.startswith(value, place)
    return (
        Span(whole.path, line, column, line, column + len(value))
        if ends
        else Span(whole.path, line)
    )
