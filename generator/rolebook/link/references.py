"""Links and paths in a text: what they lead to inside the handbook, and which lead nowhere."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model.diagnostics import Diagnostic
from .handbook import Evidence, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Document, Requirement

_TARGET = re.compile(
    r"\]\(\s*<?([^()\s>]{1,2000})|(https?://[^\s<>\"')\]]{1,2000})|`([^`\s]{1,300}\.(?:md|markdown))`"
)
_ID = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_USABLE = ("http", "https", "mailto")
_MARKDOWN = (".md", ".markdown")


class Library:
    """The files of a handbook by path and its rules by id, so that a reference to one of them can be followed."""

    def __init__(self, texts: Sequence[Document]) -> None:
        self._ids = {requirement.id for text in texts for requirement in text.requirements}
        self._by_path = {text.path.casefold(): text for text in texts}
        self._by_tail: dict[str, Document] = {}
        for text in texts:
            parts = PurePosixPath(text.path).parts
            for n in range(1, len(parts) + 1):
                self._by_tail.setdefault("/".join(parts[-n:]).casefold(), text)

    def find(self, target: str, near: str = "") -> Document | None:
        """Return the text that a path means, seen from the file `near` or from the top of the handbook."""
        path = posixpath.normpath(unquote(target.partition("#")[0]).lstrip("/")).casefold()
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(near), path)).casefold()
        tail = path.lstrip("./")
        return self._by_path.get(beside) or self._by_path.get(path) or self._by_tail.get(tail)

    def links(self, requirement: Requirement, text: Document) -> Iterator[Link]:
        """Yield a link for every address, document and other requirement that a requirement names."""
        words = f"{requirement.text} {requirement.note}"
        for id in dict.fromkeys(_ID.findall(words)):
            if id in self._ids and id != requirement.id:
                yield Link(LinkKind.REFERENCE, id, 1.0, (Evidence(id, "text"),))
        if "](" not in words and "://" not in words and "`" not in words:
            return
        targets = ("".join(groups) for groups in _TARGET.findall(words))
        for target in dict.fromkeys(targets):
            document = self.find(target, text.path)
            if document or is_usable(target):
                path = document.path if document else target
                yield Link(LinkKind.REFERENCE, path, 1.0, (Evidence(target, "text"),))


def is_usable(target: str) -> bool:
    """Whether a browser can open the address.

    >>> is_usable("https://example.org"), is_usable("file-service://x"), is_usable("docs/a.md")
    (True, False, False)
    """
    scheme = _SCHEME.match(target)
    return bool(scheme and scheme[1].lower() in _USABLE)


def check(texts: Sequence[Document], library: Library) -> list[Diagnostic]:
    """Return the references that lead nowhere: unknown documents, and schemes that no browser opens."""
    return [problem for text in texts for problem in _check(text, library)]


def _check(text: Document, library: Library) -> Iterator[Diagnostic]:
    for reference in text.references:
        scheme = _SCHEME.match(reference.target)
        if scheme and not is_usable(reference.target):
            yield Diagnostic(
                "XR005",
                reference.span,
                f"no browser opens a {scheme[1]}: link",
                "link to a web page or a file",
            )
        elif (
            not scheme
            and reference.target.endswith(_MARKDOWN)
            and not library.find(reference.target, text.path)
        ):
            message = f"no file of the handbook is {reference.target!r}"
            yield Diagnostic(
                "XR004",
                reference.span,
                message,
                "correct the path, or add the file to the handbook",
            )
