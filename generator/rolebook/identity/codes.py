"""Codes of personas and categories, and addresses of personas: short names that are unique in a handbook."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, TypeVar

from ..model.diagnostics import Diagnostic
from ..model.source import Span
from ..words.names import category_codes, initials, short, slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ..model import Document
    from .lock import Lock

D = TypeVar("D", bound="Document")

_UNSAFE = re.compile(r"[^\w.-]+")


class Codes:
    """Gives every text a code and a slug: what the front matter says, else what was locked, else initials.

    Args:
        lock: The codes that were given before.
        personas: From paths of texts to the codes that they were locked with.
        kept: Codes of personas that are there and were not read.
    """

    def __init__(self, lock: Lock, personas: Mapping[str, str], kept: Collection[str] = ()) -> None:
        self._lock = lock
        self._locked = personas
        self._kept = kept
        self._codes: set[str] = set()
        self._slugs: set[str] = set()

    def give(self, texts: Sequence[D]) -> tuple[list[D], list[Diagnostic]]:
        """Return the texts with code and slug, and what is wrong with the codes that they state."""
        stated = {text.path: safe(text.code) for text in texts}
        reserved = {*stated.values(), *self._lock.personas} - {""}
        holders = self._holders(stated)
        done: list[D] = []
        diagnostics: list[Diagnostic] = []
        for text in texts:
            locked = self._locked.get(text.path, "")
            wanted = stated[text.path] or locked or initials(text.name)
            own = (
                code
                for code in (stated[text.path], locked)
                if code and holders.get(code, text.path) == text.path
            )
            free = next((code for code in own if code not in self._codes), "")
            code = free or unique([wanted], self._codes | reserved)
            self._codes.add(code)
            diagnostics += _problems(text, stated[text.path], wanted, code)
            slug = unique([slugify(text.name), slugify(f"{text.name} {code}")], self._slugs)
            done.append(replace(text, code=code, slug=slug))
        return done, diagnostics

    def _holders(self, stated: Mapping[str, str]) -> dict[str, str]:
        """Return whose a locked code still is, whichever file comes first: by code the path, or nothing if unread."""
        held = {code: path for path, code in self._locked.items()} | dict.fromkeys(self._kept, "")
        asking = [
            (stated[path], code)
            for code, path in held.items()
            if path and stated[path] not in ("", code)
        ]
        # Whoever asks for another code gives its own up only if it can have that one, which may be
        # given up as well.
        while given_up := [code for wanted, code in asking if wanted not in held and code in held]:
            for code in given_up:
                del held[code]
        return held


def category_code(title: str, taken: set[str]) -> str:
    """Return a code for a category that none of its persona has or had, and take it."""
    return unique(category_codes(title), taken)


def safe(explicit: str) -> str:
    """Return an id or code that an author wrote as it can stand in an address."""
    return short(_UNSAFE.sub("-", explicit).strip("-._"))


def unique(candidates: Sequence[str], taken: set[str]) -> str:
    """Return the first candidate that is free, numbering the last one if none is, and take it."""
    numbered = (f"{candidates[-1]}-{n}" for n in count(2))
    found = next(
        name
        for name in chain(candidates, numbered)
        if name not in taken and name.casefold() not in taken
    )
    taken.add(found)
    return found


def _problems(text: Document, stated: str, wanted: str, code: str) -> Iterator[Diagnostic]:
    place = Span(text.path, 1)
    if stated != text.code:
        message = f"the code {text.code[:40]!r} cannot stand in an address; {code!r} is used"
        yield Diagnostic("RD006", place, message, "write letters, digits and hyphens")
    if code != wanted:
        message = f"another file has the code {wanted!r}; ids of this one begin with {code!r}"
        help = (
            "write a 'code:' of its own in the front matter, or keep this one with 'rolebook lock'"
        )
        yield Diagnostic("ID002", place, message, help)
