"""What several formats say about diagnostics: their order, their sentence, and their safe fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.diagnostics import CODES
from ..model.source import cleaned
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.diagnostics import Diagnostic
    from ..model.source import Edit, Source


def worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics by severity; those of one severity stay in their order."""
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.severity.rank)


def sentence(diagnostic: Diagnostic) -> str:
    """Return what is wrong and what to do about it, as one line that any file can hold.

    >>> from rolebook import Diagnostic, Span
    >>> sentence(Diagnostic.of("KW001", Span("a.md", 3), written="MUST not", capitals="MUST NOT"))
    "'MUST not' is not all in capitals; write MUST NOT"
    """
    return plain_line("; ".join(filter(None, (diagnostic.message, diagnostic.help))))


def plain_line(text: str) -> str:
    """Return a text as one line that XML and JSON can hold and that commands no CI runner."""
    return shown(cleaned(text))


def is_fixable(code: str) -> bool:
    """Whether 'rolebook check --fix' fixes problems of a code."""
    return CODES[code].fix is not None and CODES[code].is_safe


def safe_edits(diagnostic: Diagnostic, source: Source | None) -> list[Edit]:
    """Return what to change in a file so that a diagnostic goes away, if that is safe."""
    code = CODES[diagnostic.code]
    return list(code.fix(diagnostic, source)) if code.fix and code.is_safe and source else []
