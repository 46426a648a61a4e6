"""YAML and TOML to the fields of front matter, field by field where YAML as a whole is wrong.

Text in, fields out. It does not know which fields there are.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import yaml

from ..input.sidecars import clean_tree
from ..model.source import Span, cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_LENGTH = 50_000
"""Characters; front matter is a few lines, and reading YAML takes long."""

# A value in quotes or brackets must end as it begins: anything else is a typo to report.
_SIMPLE_LINE = re.compile(
    r"(?P<name>[A-Za-z][\w-]{0,60}):(?:[ \t]+(?:\[(?P<items>[^\[\]]*)\]"
    r"|(?P<value>\"[^\"]*\"|'[^']*'|[^\s\[{\"'&|>!%@`].*)))?[ \t]*"
)
_KEY_LINE = re.compile(r"[A-Za-z][\w -]{0,60}:(?:[ \t]|$)")
_PROSE = re.compile(r"(?P<name>description|argument-hint):[ \t]+(?P<value>(?![|>]).*)", re.DOTALL)
"""A field that is text, whatever YAML makes of it: people paste whole examples into one."""
_TAG_LINE = re.compile(r"<([a-z]\w{0,30})>")
_LITERAL = re.compile(r"(?P<name>[A-Za-z][\w-]{0,60}):[ \t]+(?P<value>[@`%*&!][^\n]*)")
"""A value that begins with a sign that YAML keeps for itself; no tool means the sign by it."""


class UnreadableError(Exception):
    """The front matter, or a field of it, is not YAML, or not TOML."""

    def __init__(self, variant: str = "", *, reason: str = "", before: str = "") -> None:
        super().__init__(variant or reason)
        self.variant, self.reason = variant, reason
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1


# --- formats ---------------------------------------------------------------------------------


Fields = dict[str, object] | None
"""Keys and values; None for prose between two horizontal rules."""
Places = list[tuple[int, int]]
"""Lines and columns, from 0, of texts that had to be cleaned."""
Read = tuple[Fields, Places, list[UnreadableError]]
"""Fields, what was cleaned, and what could not be read besides."""


def _yaml(text: str) -> Read:
    """Return the fields with their words as they are written.

    The tree is read and no values are made of it: so `code: NO` stays a word, and aliases and merge
    keys, which can grow without bound, are never followed.
    """
    if len(text) > MAX_LENGTH:
        raise UnreadableError("too-long")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise UnreadableError("too-deep") from None
    except (yaml.YAMLError, ValueError) as error:
        if simple := _simple_fields(text):
            return simple, [], []
        fields, unread = _fields_apart(text)
        if fields:
            return fields, [], unread
        raise _unreadable(error, text) from None
    if root is None:
        return ({} if text.strip() else None), [], []
    if isinstance(root, yaml.SequenceNode):
        raise UnreadableError("list")
    if not isinstance(root, yaml.MappingNode):
        return None, [], []
    places = [(mark.line, mark.column) for mark in clean_tree(root)]
    return _values(root), places, []


def _values(root: yaml.MappingNode) -> dict[str, object]:
    return {str(key.value): _value(value) for key, value in root.value}


def _unreadable(error: Exception, text: str, first_line: int = 0) -> UnreadableError:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or error).splitlines()[0]
    before = text[: mark.index] if mark else ""
    return UnreadableError(reason=reason, before="\n" * first_line + before)


def _fields_apart(text: str) -> tuple[dict[str, object], list[UnreadableError]]:
    r"""Return what can be read of text that is no YAML as a whole, and what cannot.

    >>> fields, unread = _fields_apart('title: "Open\ncode: A\nauthor: @kim')
    >>> fields, [error.line for error in unread]
    ({'code': 'A', 'author': '@kim'}, [0])
    """
    fields: dict[str, object] = {}
    unread: list[UnreadableError] = []
    for line, part in _parts(text):
        literal = _LITERAL.fullmatch(part.strip())
        if literal:
            fields[literal["name"]] = literal["value"].strip()
            continue
        try:
            root = yaml.compose(part, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            if prose := _PROSE.fullmatch(part):
                fields[prose["name"]] = prose["value"].strip()
                continue
            unread.append(_unreadable(error, part, line))
            continue
        if isinstance(root, yaml.MappingNode):
            clean_tree(root)
            fields |= _values(root)
    return fields, unread


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield each field with the lines that belong to it, and the number of its first line."""
    start, part = 0, list[str]()
    tag = ""
    for number, line in enumerate(text.split("\n")):
        tag = tag or (opened[1] if (opened := _TAG_LINE.match(line)) else "")
        if tag:
            tag = "" if f"</{tag}>" in line else tag
        elif _KEY_LINE.match(line):
            if part:
                yield start, "\n".join(part)
            start, part = number, []
        part.append(line)
    if part:
        yield start, "\n".join(part)


def _simple_fields(text: str) -> Fields:
    """Return fields of text that is no YAML, if each line is a name and a value.

    Tools write `globs: **/*.ts` and `description: Use when: always`, and read them so.
    """
    matches = [_SIMPLE_LINE.fullmatch(line) for line in text.split("\n") if line.strip()]
    fields: dict[str, object] = {}
    for match in matches:
        if match is None:
            return None
        items = (item.strip().strip("\"'") for item in (match["items"] or "").split(","))
        value = (match["value"] or "").strip().strip("\"'")
        fields[match["name"]] = value if match["items"] is None else [*items]
    return fields or None


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _flat(value) for key, value in node.value}
    return _flat(node)


def _flat(node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [item.value if isinstance(item, yaml.ScalarNode) else None for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else node.value
    return None


def _toml(text: str) -> Read:
    if len(text) > MAX_LENGTH:
        raise UnreadableError("too-long")
    try:
        fields = tomllib.loads(text)
    except RecursionError:
        raise UnreadableError("too-deep") from None
    except ValueError as error:
        raise UnreadableError(reason=str(error).splitlines()[0]) from None
    clean = {cleaned(key): _clean(value) for key, value in fields.items()}
    # Only an escape brings in what must be cleaned; TOML does not say where its values are.
    escaped = next((n for n, line in enumerate(text.split("\n")) if "\\" in line), 0)
    places = [(escaped, 0)] if clean != fields else []
    return (
        {key: str(value) if isinstance(value, int) else value for key, value in clean.items()},
        places,
        [],
    )


def _clean(value: object) -> object:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): _clean(item) for key, item in value.items()}
    return value


def field_span(text: str, name: str, span: Span) -> Span:
    """Return the line of a field.

    Args:
        text: The lines of the front matter.
        name: The field; if no line begins with it, the first line of all is returned.
        span: Where the front matter is.
    """
    head = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[:=]")
    numbered = enumerate(text.split("\n"), span.line + 1)
    return Span(span.path, next((n for n, line in numbered if head.match(line)), span.line))


READERS: Mapping[str, Callable[[str], Read]] = {"---": _yaml, "+++": _toml}
