"""The YAML block at the top of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ..diagnostics import Diagnostic
from ..source import Span

if TYPE_CHECKING:
    from ..source import Source

_CLOSING = ("---", "...")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that Rolebook knows; others are left to the author's other tools."""

    text: str = ""
    span: Span | None = None
    type: str = ""
    """`persona`, `document`, or empty to let the sections decide."""
    title: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def split_front_matter(source: Source) -> tuple[FrontMatter, str, list[Diagnostic]]:
    """Return the front matter, the text with blank lines in its place, and what is wrong with it."""
    lines = source.lines
    if lines[0].rstrip() != "---":
        return FrontMatter(), source.text, []
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in _CLOSING), None)
    if end is None:
        return FrontMatter(), source.text, []
    text = "\n".join(lines[1:end])
    span = Span(source.path, 1, 1, end + 1)
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Span(source.path, mark.line + 2 if mark else 1, mark.column + 1 if mark else 1)
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        return _blank(
            text, span, lines, end, [Diagnostic("RD006", place, f"the front matter is not YAML: {reason}")]
        )
    if data is not None and not isinstance(data, dict):
        if not text.strip() or "\n\n" in text:
            return FrontMatter(), source.text, []
        return _blank(
            text, span, lines, end, [Diagnostic("RD006", span, "the front matter is not a list of fields")]
        )
    diagnostics: list[Diagnostic] = []
    matter = FrontMatter(
        text,
        span,
        type=_word(data, "type", span, diagnostics),
        title=_word(data, "title", span, diagnostics),
        code=_word(data, "code", span, diagnostics).upper(),
        aliases=_words(data, "aliases", span, diagnostics),
        tags=_words(data, "tags", span, diagnostics),
    )
    return matter, "\n" * (end + 1) + "\n".join(lines[end + 1 :]), diagnostics


def _blank(
    text: str, span: Span, lines: list[str], end: int, diagnostics: list[Diagnostic]
) -> tuple[FrontMatter, str, list[Diagnostic]]:
    return FrontMatter(text, span), "\n" * (end + 1) + "\n".join(lines[end + 1 :]), diagnostics


def _word(data: Any, key: str, span: Span, diagnostics: list[Diagnostic]) -> str:
    value = (data or {}).get(key)
    if value is None:
        return ""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return " ".join(str(value).split())
    diagnostics.append(
        Diagnostic("RD006", span, f"{key!r} in the front matter is not a word", f"write {key}: word")
    )
    return ""


def _words(data: Any, key: str, span: Span, diagnostics: list[Diagnostic]) -> tuple[str, ...]:
    value = (data or {}).get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list) and all(isinstance(item, (str, int)) for item in value):
        return tuple(str(item).strip() for item in value)
    diagnostics.append(
        Diagnostic("RD006", span, f"{key!r} in the front matter is not a list", f"write {key}: [a, b]")
    )
    return ()
