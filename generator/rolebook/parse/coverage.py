"""Which lines of a source ended up in the model: the proof that reading loses nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ..markup import MARKERS_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Document
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source, Span


def uncovered_lines(
    source: Source, text: Document | None, diagnostics: Iterable[Diagnostic] = ()
) -> list[int]:
    """Return the lines, from 1, that belong to no record of `text` and to no diagnostic.

    Blank lines do not count, nor lines that hold only the marker of a list item or quote.
    """
    covered: set[int] = set()
    spans = [
        *(_spans(text) if text else ()),
        *(d.span for d in diagnostics if d.span.path == source.path),
    ]
    for span in spans:
        covered.update(range(span.line, span.last_line + 1))
    return [
        n
        for n, line in enumerate(source.lines, 1)
        if n not in covered and not MARKERS_ONLY.fullmatch(line)
    ]


def _spans(text: Document) -> Iterator[Span]:
    for field in fields(text):
        records = getattr(text, field.name)
        if isinstance(records, tuple):
            yield from (record.span for record in records if hasattr(record, "span"))
