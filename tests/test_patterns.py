"""No pattern repeats a group possessively: before Python 3.11.5, one that fails skips characters."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator" / "rolebook"
FILES = sorted(PACKAGE.rglob("*.py"))

_POSSESSIVE = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
"""`(?:ab)?+`, which `(?>(?:ab)?)` says as well; `[ab]?+` has no group, and always works."""


def test_the_groups_that_are_meant() -> None:
    assert _POSSESSIVE.search(r"(?:ab)*+c")
    assert _POSSESSIVE.search(r"(?:ab){1,3}+c")
    assert not _POSSESSIVE.search(r"(?>(?:ab)*)c")
    assert not _POSSESSIVE.search(r"[ab]*+\)+")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_group_is_repeated_possessively(path: Path) -> None:
    texts = [
        node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    ]
    assert [text for text in texts if _POSSESSIVE.search(text)] == []
