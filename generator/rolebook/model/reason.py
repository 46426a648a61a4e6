"""Why a file is read as a persona or as a document: which sign decided, and where it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..messages import messages

if TYPE_CHECKING:
    from ..messages import Messages


class Why(StrEnum):
    """The sign that decided. The catalogue has a sentence for each: `reason-<value>`."""

    TYPE = "type"
    """The front matter says `type`."""
    FIELDS = "fields"
    """The front matter has the fields of an agent."""
    FILE_NAME = "file-name"
    """Agents read files with this name, or with this ending."""
    ADDRESS = "address"
    """The text begins by telling the agent who it is: "You are a harbour pilot"."""
    TITLE = "title"
    """The title ends in "(m/f/d)" or the like."""
    SECTION = "section"
    """A heading opens a section that only personas have."""
    SECTIONS = "sections"
    """Two headings open sections that personas often have."""
    OWN_FOLDER = "own-folder"
    """It is the file about a folder that is where agents are: `agents/pilot/README.md`."""
    POINTER = "pointer"
    """The text only asks to read other files, whose rules are theirs: `@AGENTS.md`."""
    TASK = "task"
    """A prompt or instructions for certain files, which describe no role."""
    ONE_SECTION = "one-section"
    """Only one heading opens a section that personas often have."""
    SOME_FIELDS = "some-fields"
    """The front matter has only some of the fields of an agent."""
    TITLE_WORD = "title-word"
    """Only the title says that it is about an agent: "Crop-yield agent"."""
    FOLDER = "folder"
    """The file is where agents are, but nothing in it says that it describes one."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reason:
    """What decided that a file is a persona, or a document.

    >>> reason = Reason(Why.SECTION, is_persona=True, words=("Traits",))
    >>> reason.sentence
    'The heading “Traits” is one that only personas have.'
    """

    why: Why
    is_persona: bool = False
    words: tuple[str, ...] = ()
    """The headings, fields or names that decided, as they are written."""

    @property
    def is_agent(self) -> bool:
        """Whether the file is a persona because tools for agents read it."""
        return self.is_persona and self.why in _OF_AGENTS

    @property
    def is_near(self) -> bool:
        """Whether the file is a document, although it might be meant as a persona."""
        return self.why in (Why.TASK, Why.ONE_SECTION, Why.SOME_FIELDS, Why.TITLE_WORD, Why.FOLDER)

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.sentence_in(messages())

    def sentence_in(self, say: Messages) -> str:
        """Return the reason in a language: one sentence."""
        quoted = [say("reason-quoted", words=word) for word in self.words]
        return say(f"reason-{self.why}", words=say.list(quoted))


_OF_AGENTS = (Why.FIELDS, Why.FILE_NAME, Why.ADDRESS, Why.OWN_FOLDER)

UNDECIDED = Reason(Why.NOTHING)
"""The reason of a document in which nothing is a sign."""
