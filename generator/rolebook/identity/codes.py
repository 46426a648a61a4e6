"""Codes of personas and categories, and addresses of personas, unique in a handbook."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import chain, count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from ..model.diagnostics import Diagnostic
from ..model.source import Span
from ..words.names import category_codes, fold, short, slugify
from .title_codes import title_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ..model import Document
    from .lock import Lock

D = TypeVar("D", bound="Document")

_UNSAFE = re.compile(r"[^\w.-]+")


class Codes:
    """Gives every document a code and a slug.

    The code is that of the front matter, else the locked one, else the initials of the name, or
    more of its letters if others have these initials: by name, whatever the files are called. Where
    the name has no Latin letters, they are those of the file.

    Args:
        lock: The codes that were given before.
        personas: From paths of documents to the codes that they were locked with.
        kept: Codes of personas whose files exist but were not read.
    """

    def __init__(self, lock: Lock, personas: Mapping[str, str], kept: Collection[str] = ()) -> None:
        self._lock = lock
        self._locked = personas
        self._kept = kept
        self._codes: set[str] = set()
        self._slugs: set[str] = set()

    def give(self, texts: Sequence[D]) -> tuple[list[D], list[Diagnostic]]:
        """Return the documents with codes and slugs, and the problems of stated codes."""
        stated = {text.path: safe(text.code) for text in texts}
        reserved = {*stated.values(), *self._lock.personas} - {""}
        holders = self._holders(stated)
        codes: dict[str, str] = {}
        diagnostics: list[Diagnostic] = []
        for text in sorted(texts, key=lambda text: self._turn(text, stated[text.path])):
            locked = self._locked.get(text.path, "")
            wanted = stated[text.path] or locked
            code = ""
            for own in (stated[text.path], locked):
                is_own = own and holders.get(own, text.path) == text.path
                if is_own and own not in self._codes:
                    code = own
                    break
            candidates = (
                [wanted] if wanted else title_codes(text.name, PurePosixPath(text.path).stem)
            )
            code = code or unique(candidates, self._codes | reserved)
            self._codes.add(code)
            codes[text.path] = code
            diagnostics += _problems(text, stated[text.path], wanted, code)
        return [self._with(text, codes[text.path]) for text in texts], diagnostics

    def _turn(self, text: Document, stated: str) -> tuple[str, str]:
        """Return whose turn it is: codes that were written or locked first, then by title."""
        is_known = stated or text.path in self._locked
        return ("", "") if is_known else (fold(text.name) or " ", text.path)

    def _with(self, text: D, code: str) -> D:
        slug = unique([slugify(text.name), slugify(f"{text.name} {code}")], self._slugs)
        return replace(text, code=code, slug=slug)

    def _holders(self, stated: Mapping[str, str]) -> dict[str, str]:
        """Return which file still owns each locked code: its path, or nothing if unread."""
        held = {code: path for path, code in self._locked.items()} | dict.fromkeys(self._kept, "")
        asking: list[tuple[str, str]] = []
        for code, path in held.items():
            if path and stated[path] not in ("", code):
                asking.append((stated[path], code))
        # A file that states another code gives its own up only if it can have that one, which may
        # be given up as well.
        while given_up := [code for wanted, code in asking if wanted not in held and code in held]:
            for code in given_up:
                del held[code]
        return held


def category_code(title: str, taken: set[str]) -> str:
    """Return a code that no category of the persona has or had, and take it."""
    return unique(category_codes(title), taken)


def safe(explicit: str) -> str:
    r"""Return an ID or code that an author wrote in a form that fits into an address.

    >>> safe("REQ/7#a"), safe("\u1100\u1161-1") == "\uac00-1"
    ('REQ-7-a', True)
    """
    if not explicit:
        return ""
    # What makes one Hangul syllable of its letters: macOS takes the two spellings for one name.
    return short(unicodedata.normalize("NFC", _UNSAFE.sub("-", explicit).strip("-._")))


def unique(candidates: Sequence[str], taken: set[str]) -> str:
    """Return the first candidate that is free, numbering the last one if none is, and take it."""
    numbered = (f"{candidates[-1]}-{n}" for n in count(2))
    names = chain(candidates, numbered)
    free = next(name for name in names if taken.isdisjoint((name, name.casefold())))
    taken.add(free)
    return free


def _problems(text: Document, stated: str, wanted: str, code: str) -> Iterator[Diagnostic]:
    place = Span(text.path, 1)
    if stated != text.code:
        yield Diagnostic.of("RD006", place, "code", written=text.code[:40], code=code)
    if wanted and code != wanted:
        yield Diagnostic.of("ID002", place, wanted=wanted, code=code)
