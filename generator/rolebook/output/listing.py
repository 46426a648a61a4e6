"""The list of what Rolebook wrote to a folder, and whether a file is what the list says."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import LISTING, is_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TRACE = b"assets/rolebook/"
"""Text that every page of ours contains, because it loads our styles."""
_PAGES = (".html", ".md")
_DIGITS = 16
"""Of a digest: they tell files apart, and guard nothing. Versions up to 0.2 wrote twice as many,
which began with the same ones."""


def listed(folder: str | Path) -> Mapping[str, str]:
    """Return the paths and digests of what Rolebook wrote to a folder; 0.1 kept no digests."""
    try:
        text = Path(folder, LISTING).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    entries = _entries(text)
    return {str(path): str(digest) for path, digest in entries.items() if is_below(str(path))}


def _entries(text: str) -> Mapping[object, object]:
    """Return the entries of a list; empty if it is damaged."""
    if not text.startswith("{"):  # Rolebook 0.1 wrote one path per line
        return dict.fromkeys(text.split("\n"), "")
    try:
        files = json.loads(text)["files"]
    except (ValueError, KeyError, RecursionError):
        return {}
    return files if isinstance(files, dict) else {}


def write_listing(folder: Path, digests: Mapping[str, str]) -> None:
    """Write the list of files in a folder."""
    about = (
        "The files that Rolebook wrote here, with digests. "
        "The next build deletes nothing else, so keep this list with the files."
    )
    text = json.dumps({"about": about, "files": dict(sorted(digests.items()))}, indent=0)
    (folder / LISTING).write_text(f"{text}\n", encoding="utf-8")


def digest(content: bytes) -> str:
    """Return what a list says of the content of a file."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()[:_DIGITS]


def files_below(folder: Path) -> Iterator[str]:
    """Yield the paths of everything below a folder except folders; links are not followed."""
    root = os.fspath(folder)
    # As texts: a site has tens of thousands of files, and objects for their paths took 1.7 s.
    for top, folders, names in os.walk(root):
        below = top[len(root) :].strip(os.sep).replace(os.sep, "/")
        prefix = f"{below}/" if below else ""
        links = [name for name in folders if os.path.islink(os.path.join(top, name))]
        for name in (*names, *links):
            yield f"{prefix}{name}"


def is_ours(path: Path, expected: str) -> bool:
    """Whether a listed file is unchanged, or is at least a page of ours: anyone can edit a list."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        content = path.read_bytes()
    except OSError:
        return False
    is_unchanged = digest(content) == expected[:_DIGITS]
    return is_unchanged or (path.name.endswith(_PAGES) and _TRACE in content)
