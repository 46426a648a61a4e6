"""Names that last: a code and an address for every persona, a code for every category, an id for every requirement.

An id that the author wrote wins. The others are `PERSONA-CATEGORY-NUMBER`, such as `BD-API-07`, counted in the order
of the source; headings that share a title share their numbers, so an id never depends on a heading being unique.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, TypeVar

from .diagnostics import Diagnostic
from .names import category_codes, initials, short, slugify
from .source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .model import Category, Document, Requirement

D = TypeVar("D", bound="Document")

_UNSAFE = re.compile(r"[^\w.-]+")

RESERVED = frozenset(
    {
        "agents",
        "by-category",
        "competences",
        "first",
        "grid",
        "knowledge",
        "more",
        "overview",
        "rb-filter-words",
        "rb-q",
        "references",
    }
    | {"responsibilities", "rules", "skills", "works-with"}
)
"""Anchors that every page of a persona has; a requirement cannot be called so."""


def identify(texts: Sequence[D]) -> tuple[list[D], list[Diagnostic]]:
    """Return personas and documents with codes, slugs and ids that are unique in the handbook."""
    codes: set[str] = set()
    slugs: set[str] = set()
    taken = {_safe(r.explicit_id).casefold() for text in texts for r in text.requirements if r.explicit_id}
    given = set(RESERVED)
    done: list[D] = []
    diagnostics: list[Diagnostic] = []
    stated = {text.path: _safe(text.code) for text in texts}
    reserved = set(stated.values()) - {""}
    for text in texts:
        wanted = stated[text.path] or initials(text.name)
        is_free = wanted not in codes and (bool(stated[text.path]) or wanted not in reserved)
        code = wanted if is_free else _unique([wanted], codes | reserved)
        codes.add(code)
        diagnostics += _code_problems(text, stated[text.path], wanted, code)
        slug = _unique([slugify(text.name), slugify(f"{text.name} {code}")], slugs)
        requirements, problems = _with_ids(text.requirements, code, taken, given)
        diagnostics += problems
        categories = tuple(dict.fromkeys(r.category for r in requirements if not r.is_collaboration))
        done.append(replace(text, code=code, slug=slug, requirements=requirements, categories=categories))
    return done, diagnostics


def _code_problems(text: Document, stated: str, wanted: str, code: str) -> Iterator[Diagnostic]:
    place = Span(text.path, 1)
    if stated != text.code:
        message = f"the code {text.code[:40]!r} cannot stand in an address; {code!r} is used"
        yield Diagnostic("RD006", place, message, "write letters, digits and hyphens")
    if code != wanted:
        message = f"another file has the code {wanted!r}; ids of this one begin with {code!r}"
        help = "write a 'code:' of its own in the front matter, so that ids stay when files come and go"
        yield Diagnostic("ID002", place, message, help)


def _with_ids(
    requirements: Iterable[Requirement], code: str, taken: set[str], given: set[str]
) -> tuple[tuple[Requirement, ...], list[Diagnostic]]:
    diagnostics: list[Diagnostic] = []
    coded: dict[Category, Category] = {}
    by_title: dict[str, str] = {}
    numbers: dict[str, count[int]] = {}
    done: list[Requirement] = []
    for requirement in requirements:
        category = coded.get(requirement.category)
        if category is None:
            title = requirement.category.title.casefold()
            if title not in by_title:
                by_title[title] = _unique(category_codes(requirement.category.title), set(by_title.values()))
            category = coded[requirement.category] = replace(requirement.category, code=by_title[title])
        prefix = f"{code}-{category.code}"
        explicit = _safe(requirement.explicit_id)
        if explicit:
            id = explicit if explicit.casefold() not in given else _unique([explicit], given | taken)
            if id != explicit:
                message = f"the id {explicit!r} is used before; this one became {id!r}"
                diagnostics.append(Diagnostic("ID001", requirement.span, message, "give every requirement its own id"))
        else:
            numbered = (f"{prefix}-{n:02}" for n in numbers.setdefault(prefix, count(1)))
            id = next(id for id in numbered if id.casefold() not in taken and id.casefold() not in given)
        given.add(id.casefold())
        done.append(replace(requirement, id=id, category=category))
    return tuple(done), diagnostics


def _safe(explicit: str) -> str:
    return short(_UNSAFE.sub("-", explicit).strip("-._"))


def _unique(candidates: Sequence[str], taken: set[str]) -> str:
    """Return the first candidate that is free, numbering the last one if none is, and take it."""
    numbered = (f"{candidates[-1]}-{n}" for n in count(2))
    found = next(name for name in chain(candidates, numbered) if name not in taken and name.casefold() not in taken)
    taken.add(found)
    return found
