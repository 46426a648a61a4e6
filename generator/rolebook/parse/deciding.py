"""Whether a file is a persona or a document, and why: front matter, path and sections in.

The first sign that says something decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from ..input.folders import AGENT_FOLDERS
from ..model import Reason, Why
from ..model.reason import UNDECIDED
from .includes import only_includes
from .sections import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..model import Document
    from .front_matter import FrontMatter
    from .sections import Section

    Sign = Callable[[FrontMatter, PurePosixPath, Sequence[Section]], Reason | None]

D = TypeVar("D", bound="Document")

_AGENT_FILES = ("AGENTS.md", "CLAUDE.md", "GEMINI.md", "copilot-instructions.md")
"""Files in which a repository says how agents work there."""
_AGENT_ENDINGS = (".agent.md", ".chatmode.md")
_TASK_ENDINGS = (".prompt.md", ".instructions.md")
_TASK_FOLDERS = ("commands", "prompts")
"""Folders of prompts that people start; a prompt may name tools, too."""
_YOU_ARE = re.compile(r"You(?:\s+are|['’]re)\s+(?:(?:an?|the)\s+[\w-]+|[A-Z][\w-]+,)(?:\s+[\w-]+)?")
_ROLE_TITLE = re.compile(r"\b(?:agent|assistant|persona|role)s?$", re.IGNORECASE)
_AGENT_FIELDS = ("tools", "model", "mode", "disallowedTools")
"""Fields that, with a description, only files of agents have."""


_FOLDER_STEMS = ("skill", "readme", "agents", "claude", "gemini", "index")
"""Names of files that are about the folder they are in."""
_KINDS_OF_FOLDERS = (
    *AGENT_FOLDERS, *_TASK_FOLDERS, "personas", "skills", "docs", "rules", "instructions", "src",
)  # fmt: skip
"""Folders that are called after what is in them, rather than after one agent."""


def is_about_folder(path: PurePosixPath) -> bool:
    """Whether a file is about the folder it is in: `pilot/README.md`, but not `agents/README.md`.

    >>> is_about_folder(PurePosixPath("skills/pdf-filler/SKILL.md"))
    True
    >>> is_about_folder(PurePosixPath("skills/README.md"))
    False
    """
    folder = path.parent.name
    has_name = bool(folder) and not folder.startswith(".") and folder not in _KINDS_OF_FOLDERS
    return has_name and path.stem.lower() in _FOLDER_STEMS


def own_stem(path: PurePosixPath) -> str:
    """Return the name of a file without its endings: `pilot` for `pilot.agent.md`.

    >>> own_stem(PurePosixPath("pilot.agent.md")), own_stem(PurePosixPath("v1.2.md"))
    ('pilot', 'v1.2')
    """
    endings = (*_AGENT_ENDINGS, *_TASK_ENDINGS)
    ending = next((ending for ending in endings if path.name.endswith(ending)), path.suffix)
    return path.name.removesuffix(ending) or path.stem


def apart(texts: Sequence[D]) -> list[D]:
    """Return texts in which two files about one folder do not have its name alone.

    The second one gets the name of its file, too: "Payments", and "Payments (CLAUDE)".
    """
    seen: set[tuple[PurePosixPath, str]] = set()
    done: list[D] = []
    for text in texts:
        path = PurePosixPath(text.path)
        key = path.parent, text.title
        if key in seen and is_about_folder(path):
            text = replace(text, title=f"{text.title} ({path.stem})")
        seen.add(key)
        done.append(text)
    return done


def decide(matter: FrontMatter, path: str, cut: Sequence[Section]) -> Reason:
    """Return why a file is a persona or a document.

    Args:
        matter: Its front matter.
        path: Its path.
        cut: Its sections.

    >>> from .front_matter import FrontMatter
    >>> decide(FrontMatter(), "CLAUDE.md", []).is_persona
    True
    """
    pure = PurePosixPath(path)
    decided = (sign(matter, pure, cut) for sign in _SIGNS)
    return next(filter(None, decided), UNDECIDED)


def _type(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    if matter.type not in ("persona", "document"):
        return None
    return Reason(Why.TYPE, matter.type == "persona", (matter.type,))


def _task(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    ending = next((ending for ending in _TASK_ENDINGS if path.name.endswith(ending)), "")
    return Reason(Why.TASK, False, (ending,)) if ending else None


def _fields(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    if matter.is_agent:
        return Reason(Why.FIELDS, True, ("name", "description"))
    own = next((key for key in _AGENT_FIELDS if key in matter.keys), "")
    said = next((key for key in ("description", "name") if getattr(matter, key)), "")
    if said and own and path.parent.name not in _TASK_FOLDERS:
        return Reason(Why.FIELDS, True, (said, own))
    return None


def _pointer(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    texts = [block.text for section in cut for block in section.blocks]
    targets = [only_includes(text) for text in texts]
    named = tuple(chain.from_iterable(targets))
    return Reason(Why.POINTER, False, named) if targets and all(targets) else None


def _file_name(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    if path.name in _AGENT_FILES or path.name.endswith(_AGENT_ENDINGS):
        return Reason(Why.FILE_NAME, True, (path.name,))
    return None


def _own_folder(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    if not is_about_folder(path) or path.parent.parent.name not in AGENT_FOLDERS:
        return None
    return Reason(Why.OWN_FOLDER, True, (path.parent.name, path.parent.parent.name))


def _address(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    opening = next((block.text for section in cut[:2] for block in section.blocks), "")
    told = _YOU_ARE.match(opening)
    return Reason(Why.ADDRESS, True, (" ".join(told[0].split()),)) if told else None


def _sections(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    return signs(cut)


def _some_fields(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    own = tuple(key for key in ("name", *_AGENT_FIELDS) if key in matter.keys)
    return Reason(Why.SOME_FIELDS, False, own) if own else None


def _title_word(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    title = next((section.title for section in cut if section.key == "title"), "")
    return Reason(Why.TITLE_WORD, False, (title,)) if _ROLE_TITLE.search(title) else None


def _folder(matter: FrontMatter, path: PurePosixPath, cut: Sequence[Section]) -> Reason | None:
    if path.name == "SKILL.md":
        return Reason(Why.FOLDER, False, (path.name,))
    folder = next((name for name in reversed(path.parent.parts) if name in AGENT_FOLDERS), "")
    return Reason(Why.FOLDER, False, (f"{folder}/",)) if folder else None


_SIGNS: tuple[Sign, ...] = (
    _type,
    _task,
    _fields,
    _pointer,
    _file_name,
    _sections,
    _address,
    _own_folder,
    _some_fields,
    _title_word,
    _folder,
)
