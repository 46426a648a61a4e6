"""The owners of texts as a CODEOWNERS file, which GitHub and GitLab ask for reviews by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from ..input.sidecars import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Document

_ACCOUNT = re.compile(r"@[\w.-]+(?:/[\w.-]+)*|[^\s@]+@[^\s@]+\.[^\s@]+")
"""A user, a team or an e-mail address; the syntax has no other owners."""
_SPECIAL = re.compile(r"[\s\\#*?\[\]]")


def codeowners(book: Handbook) -> bytes:
    """Return a line for each text with owners, by path, in UTF-8.

    Paths are those that the texts were read from, so they fit a file at the root of a repository
    only if they were read from there.
    """
    texts = sorted((*book.personas, *book.documents), key=lambda text: text.path)
    return "".join(f"{line}\n" for text in texts for line in _lines(book, text)).encode()


def _lines(book: Handbook, text: Document) -> Iterator[str]:
    if text.owners and _is_outside(text.path):
        yield f"# {text.path}: not below the folder of this file: {', '.join(text.owners)}"
        return
    accounts = [owner for owner in text.owners if _ACCOUNT.fullmatch(owner)]
    others = [owner for owner in text.owners if owner not in accounts]
    if others:
        yield f"# {pattern(text.path)}: no account or e-mail address: {', '.join(others)}"
    if accounts:
        for path in (text.path, *_sidecars(book, text)):
            yield " ".join((pattern(path), *accounts))


def _is_outside(path: str) -> bool:
    """Whether no pattern below the root of the repository can match a path."""
    return path.startswith(("../", "/")) or bool(PureWindowsPath(path).drive)


def _sidecars(book: Handbook, text: Document) -> list[str]:
    """Return the paths of the files that say more of one role."""
    stem = text.path.removesuffix(PurePosixPath(text.path).suffix)
    return sorted(path for ending in ENDINGS if (path := f"{stem}{ending}") in book.sidecars)


def pattern(path: str) -> str:
    r"""Return the pattern that matches one file, from the root of the repository.

    >>> print(pattern("roles/harbour pilot.md"))
    /roles/harbour\ pilot.md
    """
    return "/" + _SPECIAL.sub(r"\\\g<0>", path.removeprefix("./"))
