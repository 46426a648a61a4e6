"""Why a page is empty and what to do about it: what was not read, in the words of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..addresses import address
from ..model import Persona
from ..model.unread import unread as problems_of_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Document
    from ..model.diagnostics import Diagnostic

_MOST = 10
"""More would not help to see what they have in common."""


def unread(book: Handbook, text: Document | None = None) -> list[Markup]:
    """Return why there are no rules: of one file, or of the whole handbook.

    Args:
        book: The handbook.
        text: The file whose page is empty; None for a page about all files.
    """
    problems = [d for d in problems_of_reading(book.diagnostics) if _is_about(d, text)]
    said = [_sentence(book, problem) for problem in problems[:_MOST]]
    if len(problems) > _MOST:
        said.append(escape(book.say("unread-more", count=len(problems) - _MOST)))
    return said


def _is_about(problem: Diagnostic, text: Document | None) -> bool:
    return text is None or problem.span.path == text.path


def _sentence(book: Handbook, problem: Diagnostic) -> Markup:
    say = book.say
    place = Markup("<code>{}</code>").format(problem.span.path)
    message, help = problem.message_in(say), problem.help_in(say)
    if not help:
        return Markup(say("unread-problem", place=place, problem=message))
    return Markup(say("unread-problem.with-help", place=place, problem=message, help=help))


def not_personas(book: Handbook) -> list[Markup]:
    """Return why each file is a document, if there are no personas; else nothing."""
    return [] if book.personas else list(_reasons(book))


def _reasons(book: Handbook) -> Iterator[Markup]:
    say = book.say
    for text in book.documents[:_MOST]:
        link = Markup('<a href="@/{}">{}</a>').format(address(text), text.title)
        yield Markup(say("document-because", document=link, reason=text.reason.sentence_in(say)))


def why_document(book: Handbook, text: Document) -> str:
    """Return why a file is a document if it might be meant as a persona, else nothing."""
    if isinstance(text, Persona) or not text.reason.is_near:
        return ""
    return book.say("document-near", reason=text.reason.sentence_in(book.say))
