"""`mkdocs.yml` as plain values, including what it inherits; knows none of Rolebook's options.

A file that MkDocs could not read in a few seconds, or on which it would fail with a traceback, is
refused: each file is read here before MkDocs gets it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml_env_tag import construct_env_tag

from .files import OperatorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

MAX_LENGTH = 500_000
"""Bytes: enough for a navigation of several thousand pages; reading more YAML takes seconds."""
MAX_VALUES = 50_000
"""Values once aliases and merges are expanded: ten for each of 5,000 pages."""
MAX_DEPTH = 50
"""Levels of nesting: far more than people write, far less than Python's recursion limit."""
MAX_PARENTS = 20
"""Length of a chain of inherited files: more is surely a mistake."""

_INHERIT = "INHERIT"
_UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")
_KINDS: Mapping[str, str] = {"int": "a whole number", "float": "a number", "timestamp": "a date"}


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` tags as MkDocs does, and ignores tags that only extensions understand."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_configuration(path: Path, heirs: Sequence[Path] = ()) -> dict[str, Any]:
    """Return what a file says, merged over what it inherits.

    Tables are merged key by key; any other value replaces the inherited one.

    Args:
        path: The file.
        heirs: The files that inherit it, starting with the configuration itself.

    Raises:
        OperatorError: It cannot be read, is not a table, or is larger than anyone would write.
    """
    if any(path.samefile(heir) for heir in heirs):
        raise OperatorError(f"{heirs[0]}: {_INHERIT} leads back to {path}")
    if len(heirs) > MAX_PARENTS:
        raise OperatorError(f"{heirs[0]}: {_INHERIT} leads through more than {MAX_PARENTS} files")
    data = _load(path)
    if _INHERIT not in data:
        return data
    given = data.pop(_INHERIT)
    parent = path.parent / given if isinstance(given, str) else path.parent
    if not os.path.isfile(parent):  # noqa: PTH113 - that of pathlib raises for a name that is too long
        raise OperatorError(
            f"{path}: {_INHERIT} must be the path of a file, not {repr(given)[:80]}"
        )
    return _merged(read_configuration(parent, (*heirs, path)), data)


def written(path: Path) -> Iterator[bytes]:
    """Yield the text of a configuration and of those that it inherits, with tags and comments.

    Raises:
        OperatorError: One cannot be read.
    """
    for _ in range(MAX_PARENTS):
        data = _load(path)
        yield path.read_bytes()
        if _INHERIT not in data:
            return
        path = path.parent / str(data[_INHERIT])


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(below[key], above[key])
        for key in above
        if _are_tables(below.get(key), above[key])
    }
    return {**below, **above, **both}


def _are_tables(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)


def _load(path: Path) -> dict[str, Any]:
    """Return what one file says."""
    try:
        if not path.is_file():
            raise OperatorError(f"{path} is not a regular file")
        raw = path.read_bytes()
        if len(raw) > MAX_LENGTH:
            raise OperatorError(f"{path} cannot be read: it is longer than {MAX_LENGTH:,} bytes")
        loader = _Loader(raw)
        root = loader.get_single_node()
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            raise OperatorError(f"{path} cannot be read: it must be a table of keys and values")
        _Size(path).measure(root)
        _check_scalars(root, loader, path)
        return dict(loader.construct_document(root))
    except RecursionError:
        raise OperatorError(f"{path} cannot be read: it is nested too deeply") from None
    except OSError as error:
        raise OperatorError(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise OperatorError(f"{place} cannot be read: {reason}") from error


class _Size:
    """Counts the values of a tree as if each alias were expanded, without expanding it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def measure(self, node: yaml.Node) -> int:
        """Return the number of values in a part of the tree, or refuse to read it."""
        if id(node) in self._open:
            raise OperatorError(
                f"{_place(self._path, node)}: an alias is inside the value that it refers to"
            )
        if id(node) not in self._known:
            self._open.add(id(node))
            if len(self._open) > MAX_DEPTH:
                raise OperatorError(
                    f"{_place(self._path, node)}: lists and tables are nested too deeply"
                )
            self._known[id(node)] = 1 + sum(map(self.measure, _children(node)))
            self._open.discard(id(node))
        if self._known[id(node)] > MAX_VALUES:
            raise OperatorError(
                f"{_place(self._path, node)}: this expands to more than {MAX_VALUES:,} values"
            )
        return self._known[id(node)]


def _check_scalars(root: yaml.Node, loader: _Loader, path: Path) -> None:
    """Refuse values that look like a date or number but aren't: they would crash MkDocs."""
    for node in _scalars(root, set()):
        if _UNWRITABLE.search(node.value):
            raise OperatorError(
                f"{_place(path, node)}: this text contains a character that cannot be written"
            )
        try:
            loader.construct_object(node)
        except (ValueError, LookupError, AttributeError, OverflowError):
            kind = _KINDS.get(node.tag.rpartition(":")[2], "what its tag says")
            shown = f"{node.value[:40]!r} is not {kind}; if it is text, put it in quotation marks"
            raise OperatorError(f"{_place(path, node)}: {shown}") from None


def _scalars(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in _children(node):
        yield from _scalars(child, seen)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
