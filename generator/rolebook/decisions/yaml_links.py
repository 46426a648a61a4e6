"""A link into front matter that is YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from ..model.source import LINE_ENDS
from .placing import LINKS, Entry, Place, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..model.source import Edit

    Pair = tuple[yaml.Node, yaml.Node]

_INDENT = "  "
# Nothing that YAML reads as anything but text, in a list in brackets, too.
_PLAIN = re.compile(r"-?[^\W_][\w/.&'’()+-]*(?: [\w/.&'’()+-]+){0,20}")
_KEY = re.compile(r"[^\W_][\w.-]*")
_FIELD = re.compile(rf"{LINKS}\s*:")
_OTHER_FIELD = re.compile(r"[^\s#]")
_COMMENT = re.compile(r"\s*#")
_LINE_END = re.compile(f"[{LINE_ENDS}\x85]")
"""What ends a line in YAML, and nowhere else here."""


def block(entry: Entry, indent: str = "") -> list[str]:
    """Return the lines of a field with one entry."""
    return [f"{indent}{LINKS}:", f"{indent}{_INDENT}{_line(entry)}"]


def edit_of(place: Place, entry: Entry) -> Edit:
    """Return the edit that writes an entry.

    Raises:
        UnwritableError: The front matter has a form in which nothing is safely changed.
    """
    root = _root(place)
    if root is None and LINKS in place.keys:
        # No YAML as a whole, so each field is read on its own.
        place = _field_of(place)
        root = _root(place)
    if root is None:
        return place.at_end(block(entry))
    field = next((pair for pair in reversed(root.value) if pair[0].value == LINKS), None)
    if field is None:
        return place.at_end(block(entry, " " * root.start_mark.column))
    key, links = field
    if _is_empty(links):
        indent = " " * key.start_mark.column + _INDENT
        return place.below(key.start_mark.line, [f"{indent}{_line(entry)}"])
    if not isinstance(links, yaml.MappingNode):
        raise UnwritableError("form")
    own = next((pair for pair in reversed(links.value) if entry.is_of(str(pair[0].value))), None)
    if own:
        return _extended(place, own[1], entry.word)
    return (_in_flow if links.flow_style else _in_block)(place, links, entry)


def _root(place: Place) -> yaml.MappingNode | None:
    """Return the tree of front matter, or None if it is empty or isn't YAML as a whole."""
    if _LINE_END.search(place.text):
        raise UnwritableError("form")
    try:
        root = yaml.compose(place.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise UnwritableError("form")
    return root


def _field_of(place: Place) -> Place:
    """Return the lines that have the links."""
    lines = place.lines
    starts = [n for n, line in enumerate(lines) if _FIELD.match(line)]
    if len(starts) != 1:
        raise UnwritableError("form")
    [start] = starts
    others = (n for n in range(start + 1, len(lines)) if _OTHER_FIELD.match(lines[n]))
    return place.part(start, next(others, len(lines)))


def _is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written behind a colon."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


# --- a new entry ----------------------------------------------------------------------------------


def _line(entry: Entry) -> str:
    return f"{_quoted(entry.subject, _KEY)}: [{_quoted(entry.word)}]"


def _quoted(word: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """Return a word as YAML has it, in quotation marks where it needs them.

    >>> _quoted("-PROG"), _quoted("CSS, HTML")
    ('-PROG', '"CSS, HTML"')
    """
    return word if plain.fullmatch(word) else json.dumps(word, ensure_ascii=False)


def _in_block(place: Place, links: yaml.MappingNode, entry: Entry) -> Edit:
    """Return the edit for a new line among those of the other entries."""
    pairs: Sequence[Pair] = links.value
    at, is_before = entry.neighbour([str(key.value) for key, _ in pairs])
    line = " " * links.start_mark.column + _line(entry)
    key, value = pairs[at or 0]
    if not is_before:
        return place.below(place.line_of(_end(place, value)), [line])
    number = key.start_mark.line
    while number and _COMMENT.match(place.lines[number - 1]):
        number -= 1  # a comment belongs to the entry below it
    return place.below(number - 1, [line])


def _in_flow(place: Place, links: yaml.MappingNode, entry: Entry) -> Edit:
    """Return the edit for a new entry between braces."""
    if not links.value:
        return _inserted(place, links.start_mark.index + 1, _line(entry))
    return _inserted(place, _end(place, links.value[-1][1]), f", {_line(entry)}")


def _end(place: Place, node: yaml.Node) -> int:
    """Return the offset behind what is written of a node; YAML's own may be behind a comment."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(place, last[1] if isinstance(last, tuple) else last)
    return len(place.text[: node.end_mark.index].rstrip())


def _inserted(place: Place, offset: int, words: str) -> Edit:
    return place.replaced(offset, offset, words)


# --- an entry that is there -----------------------------------------------------------------------


def _extended(place: Place, value: yaml.Node, word: str) -> Edit:
    """Return the edit that adds a word to an entry."""
    if isinstance(value, yaml.SequenceNode):
        return (_in_brackets if value.flow_style else _in_lines)(place, value, word)
    if _is_empty(value):
        return _inserted(place, value.end_mark.index, f" [{_quoted(word)}]")
    if isinstance(value, yaml.ScalarNode) and value.style in _SCALARS:
        return _SCALARS[value.style](place, value, word)
    raise UnwritableError("form")


def _in_brackets(place: Place, value: yaml.SequenceNode, word: str) -> Edit:
    if not value.value:
        return _inserted(place, value.start_mark.index + 1, _quoted(word))
    return _inserted(place, _end(place, value.value[-1]), f", {_quoted(word)}")


def _in_lines(place: Place, value: yaml.SequenceNode, word: str) -> Edit:
    indent = " " * value.start_mark.column
    return place.below(place.line_of(_end(place, value)), [f"{indent}- {_quoted(word)}"])


def _in_text(place: Place, value: yaml.ScalarNode, word: str) -> Edit:
    """Add a word behind others that commas separate."""
    if _PLAIN.fullmatch(word):
        return _inserted(place, _end(place, value), f", {word}")
    return _as_list(place, value, word)


def _as_list(place: Place, value: yaml.ScalarNode, word: str) -> Edit:
    """Make a list of words in quotation marks."""
    words: Iterable[str] = (" ".join(part.split()) for part in value.value.split(","))
    listed = ", ".join(_quoted(one) for one in (*words, word) if one)
    return place.replaced(value.start_mark.index, _end(place, value), f"[{listed}]")


_SCALARS: Mapping[str | None, Callable[[Place, yaml.ScalarNode, str], Edit]] = {
    None: _in_text,
    "'": _as_list,
    '"': _as_list,
}
"""How a word is added to a text, by the quotation marks around that."""
