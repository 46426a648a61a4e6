"""Names in files of agents to the texts that they mean: skill files, and files to read as well."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..words.names import slugify

if TYPE_CHECKING:
    from ..model import Document, Include
    from .handbook import Handbook

_SKILL_FILE, _SKILL_FOLDER = "skill", "skills"


def skill_file(book: Handbook, name: str) -> Document | None:
    """Return the file of a skill: `NAME/SKILL.md`, one that says this name, or `skills/NAME.md`."""
    wanted = slugify(name.rpartition(":")[2])  # `plugin:name` for a skill of a plugin
    return next((text for text in book.texts if wanted in _skill_names(text)), None)


def _skill_names(text: Document) -> tuple[str, ...]:
    path = PurePosixPath(text.path)
    if path.stem.lower() == _SKILL_FILE:
        return slugify(path.parent.name), slugify(text.name)
    return (slugify(path.stem),) if path.parent.name == _SKILL_FOLDER else ()


def included(book: Handbook, text: Document, include: Include) -> Document | None:
    """Return the text that an include means: the file at its path, from the folder of the text."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), include.target))
    return next((other for other in book.texts if other.path == path), None)
