"""Files to reviews of the roles of a handbook: which kind a file is, and whom its answers concern.

Reading is forgiving: what is odd is reported with its place, and the rest counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..words.names import fold
from .from_comments import from_comments
from .from_json import from_json
from .located import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..link.handbook import Handbook
    from ..model import Persona
    from ..model.source import Source
    from .from_json import Found
    from .model import Review

JSON = (".json", ".jsonl", ".ndjson")
COMMENTS = (".md", ".markdown", ".txt")
ENDINGS = (*JSON, *COMMENTS)
"""How the names of files end that may have reviews."""


def read_reviews(
    sources: Iterable[Source], book: Handbook | None = None
) -> tuple[list[Review], list[Diagnostic]]:
    """Return the reviews in files, in their order, and what is odd about them.

    Args:
        sources: The files.
        book: The handbook whose rules were reviewed; without it nobody knows whose rules they are.
    """
    reviews: list[Review] = []
    problems: list[Diagnostic] = []
    for source in sources:
        found, odd = _read(source)
        problems += odd
        placed = [_placed(one, source, book) for one in found]
        problems += _unknown(zip(found, placed, strict=True), book)
        reviews += placed
    return reviews, problems


def reviews_of(book: Handbook) -> list[Review]:
    """Return the reviews that a handbook keeps."""
    return read_reviews(book.reviews, book)[0]


def problems(book: Handbook) -> list[Diagnostic]:
    """Return what is odd about the reviews that a handbook keeps."""
    return read_reviews(book.reviews, book)[1]


# Checks, the page and the data of a build read the same files.
@lru_cache(maxsize=4)
def _read(source: Source) -> tuple[tuple[Found, ...], tuple[Diagnostic, ...]]:
    if not source.text.strip():
        return (), ()  # who read the file has reported it
    if _is_json(source):
        found, odd = from_json(Text(source.path, source.text).values())
    else:
        found, odd = from_comments(source)
    return tuple(found), tuple(odd)


def _is_json(source: Source) -> bool:
    """Whether a file has JSON: by its name, or by how it begins where the name says nothing."""
    name = source.path.lower()
    return name.endswith(JSON) or (
        not name.endswith(COMMENTS) and source.text.lstrip().startswith(("{", "["))
    )


def _placed(one: Found, source: Source, book: Handbook | None) -> Review:
    """Return a review with the code of its role, and a name for its change.

    Without any name, reviews with the same answers would be one; the name of the file tells them
    apart. What the form downloads has at least a date.
    """
    review = one.review
    if not review.change and not (review.date and _is_json(source)):
        review = replace(review, change=PurePath(source.path).stem)
    return replace(review, persona=_persona(review, book) if book else review.persona)


def _persona(review: Review, book: Handbook) -> str:
    """Return the code of the role that is named, or else of the one that most rules belong to."""
    named = next((one for one in book.personas if _is_called(one, review.persona)), None)
    if named:
        return named.code
    if review.persona:
        return review.persona
    owners = Counter(book.owner(reply.id).code for reply in review.replies if book.has(reply.id))
    return min(owners, key=lambda code: (-owners[code], code), default="")


def _is_called(persona: Persona, name: str) -> bool:
    if not name:
        return False
    names = (persona.code, persona.name, persona.title, persona.slug, *persona.aliases)
    return name == persona.path or fold(name) in map(fold, names)


def _unknown(placed: Iterable[tuple[Found, Review]], book: Handbook | None) -> Iterable[Diagnostic]:
    """Yield what does not lead to the handbook, each ID once: files repeat it many times."""
    told: set[str] = set()
    for one, review in placed:
        if not review.persona:
            yield Diagnostic.of("RV003", one.span, "no-role")
        for reply in review.replies if book else ():
            if book and not _is_known(reply.id, book) and reply.id not in told:
                told.add(reply.id)
                yield Diagnostic.of("RV004", one.spans[reply.id], id=reply.id)


def _is_known(id: str, book: Handbook) -> bool:
    """Whether a rule has this ID, or had it."""
    return book.has(id) or bool(book.lock.revisions(id))
