"""What files of agents say besides rules: tools, a model, skills, and files to read; data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .source import Span  # noqa: TC001 - `parse.keeping` reads the types of fields


class AgentField(StrEnum):
    """What a fact about an agent is about."""

    TOOL = "tool"
    MODEL = "model"
    SKILL = "skill"
    """The name of a skill file, `pdf-filler` for `pdf-filler/SKILL.md`: not a skill of a catalogue,
    such as SFIA's."""


@dataclass(frozen=True, slots=True)
class AgentFact:
    """A value in the front matter of an agent's file: one tool, one model or one skill."""

    field: AgentField
    text: str
    """As written: `Bash(git diff:*)`, `sonnet`, `pdf-filler`."""
    span: Span
    is_denied: bool = False
    """Whether the agent may not use it: `write: false`, or a field such as `disallowedTools`."""


@dataclass(frozen=True, slots=True)
class Include:
    """A file that a text asks to read in its place, as `@docs/rules.md`."""

    target: str
    """Its path as written, without the `@`: relative to the folder of the text."""
    span: Span
