"""Headers as tools write them, as front matter with `---` lines.

Markdown and YAML do not know where the header of kramdown-rfc, mmark or Bikeshed ends, and take it
for text; so they do with fields in JSON, or below a comment. A source in, a source with the same
number of lines out.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.source import Source

_PART = re.compile(r"--- (?:abstract|middle|back|note_\w{1,60})\s*")
"""How kramdown-rfc begins a part of a document; the first one ends the header."""
_METADATA = re.compile(r"<pre\s+class\s*=\s*[\"']?metadata[\"']?\s*>\s*", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>[A-Z][\w -]{0,40}):(?P<value>\s.*)?")
_TITLE = re.compile(
    r"<(?P<tag>title|h1)\b[^<>]{0,200}>(?P<title>[^<>]{1,300})</(?P=tag)>", re.IGNORECASE
)
_MAY_COME_FIRST = re.compile(r"\s*(?:<!--[^\n]{0,500}-->\s*)?")
_KEY_LINE = re.compile(r"[A-Za-z][\w-]{0,60}:(?:\s|$)")
_APART = "***"
_FIRST_LINES = 80


def with_known_header(source: Source) -> Source:
    r"""Return a source whose header, if it has one of these, is front matter.

    >>> from ..model.source import Source
    >>> source = Source("a.md", "%%%\ntitle = \"Ferry\"\n%%%\n\n# Horn\n")
    >>> with_known_header(source).text
    '+++\ntitle = "Ferry"\n+++\n\n# Horn\n'
    """
    lines = source.text.split("\n")
    headers = (_kramdown, _mmark, _bikeshed, _json, _late)
    changed = next((made for header in headers if (made := header(lines))), [])
    return replace(source, text="\n".join(changed)) if changed else source


def title_in_head(lines: Sequence[str]) -> str:
    """Return the title in the head of a file that begins as HTML, as ReSpec files do, or nothing.

    >>> title_in_head(["<html><head>", "<title>Ferry</title>", "</head>"])
    'Ferry'
    """
    head = "\n".join(lines[:_FIRST_LINES])
    match = _TITLE.search(head) if head.lstrip().startswith("<") else None
    return " ".join(match["title"].split()) if match else ""


def _kramdown(lines: Sequence[str]) -> list[str]:
    if lines[0].rstrip() != "---":
        return []
    first = next((n for n, line in enumerate(lines) if _PART.fullmatch(line)), None)
    if first is None or any(line.rstrip() == "---" for line in lines[1:first]):
        return []
    parts = (_APART if _PART.fullmatch(line) else line for line in lines[first + 1 :])
    return [*lines[:first], "---", *parts]


def _mmark(lines: Sequence[str]) -> list[str]:
    if lines[0].rstrip() != "%%%":
        return []
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "%%%"), None)
    return ["+++", *lines[1:end], "+++", *lines[end + 1 :]] if end else []


def _bikeshed(lines: Sequence[str]) -> list[str]:
    """Return a file of Bikeshed with its metadata as front matter, if it begins with them."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if not _METADATA.fullmatch(lines[first]):
        return []
    end = next((n for n, line in enumerate(lines) if line.strip().lower() == "</pre>"), None)
    if end is None:
        return []
    fields = [_as_yaml(line) for line in lines[first + 1 : end]]
    return [*lines[:first], "---", *fields, "---", *lines[end + 1 :]]


def _json(lines: Sequence[str]) -> list[str]:
    """Return a file that begins with an object in JSON with it as YAML, which JSON is part of."""
    end = next((n for n, line in enumerate(lines) if line.rstrip() == "}"), 0)
    if lines[0].rstrip() != "{" or end < 2:
        return []
    try:
        json.loads("\n".join(lines[: end + 1]))
    except (ValueError, RecursionError):
        return []
    inner = [*lines[1:end]]
    inner[0] = "{" + inner[0]
    inner[-1] += "}"
    return ["---", *inner, "---", *lines[end + 1 :]]


def _late(lines: Sequence[str]) -> list[str]:
    """Return a file whose front matter comes behind blank lines and comments with it in front."""
    first = next((n for n, line in enumerate(lines) if line.rstrip() == "---"), 0)
    before = lines[:first]
    is_late = 0 < first < len(lines) - 1 and all(map(_MAY_COME_FIRST.fullmatch, before))
    if not is_late or not _KEY_LINE.match(lines[first + 1]):
        return []
    comments = [f"# {line}" if line.strip() else line for line in before]
    return ["---", *comments, *lines[first + 1 :]]


def _as_yaml(line: str) -> str:
    """Return a line of metadata as YAML; one that goes on with a value is only kept as a comment.

    >>> _as_yaml("Title: Ferry: a spec")
    'title: "Ferry: a spec"'
    """
    match = _FIELD.fullmatch(line)
    if not match:
        return f"# {line}"
    name = match["name"].lower().replace(" ", "-")
    return f"{name}: {json.dumps((match['value'] or '').strip(), ensure_ascii=False)}"
