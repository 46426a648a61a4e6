"""The strings that programs write out: those of Python by its own parser, those of scripts by a small reader."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = re.compile(
    r"//[^\n]*|/\*.*?\*/"  # comments
    # a slash begins a pattern where no value stands before it
    r"|(?<=[(,=:\[!&|?{};\n>])\s*/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*",
    re.DOTALL,
)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')


def script_literals(code: str) -> Iterator[str]:
    """Yield the strings of a script; of a template what is outside its expressions, and theirs.

    >>> list(script_literals('say("a"); // "b"\\nx = `c ${y("d")} e`; z = /"f"/'))
    ['a', 'd', 'c  e']
    """
    yield from _read(code, 0, ends="")[1]


def _read(code: str, at: int, *, ends: str) -> tuple[int, list[str]]:
    """Read code up to a closing brace, or the end."""
    literals: list[str] = []
    depth = 0
    while at < len(code):
        skipped = _SKIPPED.match(code, at)
        string = _STRING.match(code, at)
        if skipped:
            at = skipped.end()
        elif string:
            literals.append(string[0][1:-1])
            at = string.end()
        elif code[at] == "`":
            at, inside = _template(code, at + 1)
            literals += inside
        elif ends and code[at] == ends and not depth:
            return at + 1, literals
        else:
            depth += {"{": 1, "}": -1}.get(code[at], 0)
            at += 1
    return at, literals


def _template(code: str, at: int) -> tuple[int, list[str]]:
    literals: list[str] = []
    words = ""
    while code[at] != "`":
        if code.startswith("${", at):
            at, inside = _read(code, at + 2, ends="}")
            literals += inside
            continue
        length = 2 if code[at] == "\\" else 1
        words += code[at : at + length]
        at += length
    return at + 1, [*literals, words]


_NOT_PRINTED = ("TypeVar", "cast", "PackageLoader", "resources", "NewType")


def python_literals(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module, but for docstrings, patterns, `__all__` and messages of exceptions."""
    unread = {id(part) for node in ast.walk(tree) if _is_unread(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in unread:
            yield node.value  # type: ignore[attr-defined]


def _is_unread(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    if isinstance(node, ast.Call):
        is_pattern = getattr(node.func, "attr", "") == "compile"
        return is_pattern or getattr(node.func, "id", "") in _NOT_PRINTED
    if isinstance(node, ast.Assign):
        return getattr(node.targets[0], "id", "") == "__all__"
    return isinstance(node, ast.Raise | ast.Assert)
