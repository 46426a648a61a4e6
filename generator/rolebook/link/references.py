"""Links and paths in a text: what they lead to in the handbook, and which are broken."""

from __future__ import annotations

import posixpath
import re
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model import Document, Requirement

# The target of a link, a bare address, or the name of a Markdown file as code. Texts of any author
# may hold brackets that never close; the limits keep them from costing more than their length.
_TARGET = re.compile(
    r"\]\(\s*<?([^()\s>]{1,2000})"
    r"|(https?://[^\s<>\"')\]]{1,2000})"
    r"|`([^`\s]{1,300}\.(?:md|markdown))`"
)
_ID = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_USABLE = ("http", "https", "mailto")


class Library:
    """The files of a handbook by path and its rules by ID, which references can lead to."""

    def __init__(self, texts: Sequence[Document]) -> None:
        rules = chain.from_iterable(text.requirements for text in texts)
        self._ids = {rule.id for rule in rules}
        self._by_path = {text.path.casefold(): text for text in texts}
        self._by_tail: dict[str, Document] = {}
        for text in texts:
            parts = PurePosixPath(text.path).parts
            for n in range(1, len(parts) + 1):
                self._by_tail.setdefault("/".join(parts[-n:]).casefold(), text)

    def find(self, target: str, near: str = "") -> Document | None:
        """Return the text at a path, relative to the file `near` or to the top of the handbook."""
        path = posixpath.normpath(unquote(target.partition("#")[0]).lstrip("/")).casefold()
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(near), path)).casefold()
        tail = path.lstrip("./")
        return self._by_path.get(beside) or self._by_path.get(path) or self._by_tail.get(tail)

    def path(self, target: str, near: str = "") -> str:
        """Return the path of the text at a path, or nothing; see `find`."""
        document = self.find(target, near)
        return document.path if document else ""

    def has(self, id: str) -> bool:
        """Whether there is a rule with this ID."""
        return id in self._ids

    def named(self, requirement: Requirement) -> Iterable[str]:
        """Return the words of a requirement that may be IDs of others."""
        words = f"{requirement.text} {requirement.note}"
        found = dict.fromkeys(_ID.findall(words)) if "-" in words else {}
        return (id for id in found if id != requirement.id)

    def targets(self, requirement: Requirement) -> Iterable[str]:
        """Return the addresses and paths that a requirement names."""
        words = f"{requirement.text} {requirement.note}"
        if "](" not in words and "://" not in words and "`" not in words:
            return ()
        return dict.fromkeys("".join(groups) for groups in _TARGET.findall(words))

    def links(self, requirement: Requirement, text: Document) -> Iterator[Link]:
        """Yield a link to every address, document and requirement that a requirement names."""
        for id in self.named(requirement):
            if id in self._ids:
                yield Link(LinkKind.REFERENCE, id, 1.0, (Evidence(id, EvidencePlace.TEXT),))
        for target in self.targets(requirement):
            path = self.path(target, text.path)
            if path or is_usable(target):
                evidence = (Evidence(target, EvidencePlace.TEXT),)
                yield Link(LinkKind.REFERENCE, path or target, 1.0, evidence)


def is_usable(target: str) -> bool:
    """Whether a browser can open the address.

    >>> is_usable("https://example.org"), is_usable("file-service://x"), is_usable("docs/a.md")
    (True, False, False)
    """
    return scheme_of(target).lower() in _USABLE


def scheme_of(target: str) -> str:
    """Return the scheme of an address, or nothing.

    >>> scheme_of("https://example.org"), scheme_of("docs/a.md")
    ('https', '')
    """
    scheme = _SCHEME.match(target)
    return scheme[1] if scheme else ""
