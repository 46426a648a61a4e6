"""Every code keeps what its declaration promises: examples, messages and fixes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import rolebook
from rolebook.checks.duplicates import duplicate_rule
from rolebook.checks.registry import CHECKS
from rolebook.input.sidecars import OF_FOLDERS
from rolebook.messages import ENGLISH, PSEUDO, catalogue, messages
from rolebook.model.diagnostics import CODES, Code, Diagnostic
from rolebook.model.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ON_A_DISK = {
    "RD001": "test_robustness.py",
    "RD004": "test_robustness.py",
    "ID009": "test_lock_files.py",
    "ID011": "test_same_rule.py",
    "WV008": "test_waivers.py",
    "IG004": "test_choosing.py",
}
"""Codes whose examples need permissions, symbolic links, a repository or a day, and where these are."""

EVERYTHING = Selection(select=("",))

COUNTER_EXAMPLES = [
    pytest.param(code, example, id=f"{code.id}-{number}")
    for code in CODES.values()
    for number, example in enumerate(code.good, 1)
]


def problems(example: str | Mapping[str, str | bytes], folder: Path) -> list[Diagnostic]:
    """What is reported about an example, which is written into a folder."""
    files = {"example.md": example} if isinstance(example, str) else example
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    tables = sorted(folder.glob("catalogues/*.csv"))
    if not any(name.endswith(".md") for name in files):
        (folder / "persona.md").write_text("# The Pilot\n\n## Traits\n- calm\n", encoding="utf-8")
    catalogues = rolebook.load_catalogues(*tables, root=folder) if tables else None
    return list(
        rolebook.load(folder, root=folder, catalogues=catalogues, selection=EVERYTHING).diagnostics
    )


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_bad_example_is_found(code: Code, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Together the examples show every message, so that none is stale, and each with its values."""
    shown: set[str] = set()
    for example in code.bad:
        found = [p for p in problems(example, tmp_path_factory.mktemp("bad")) if p.code == code.id]
        shown |= {problem.key for problem in found}
        assert found, example
        for problem in found:
            assert problem.message_in(messages(PSEUDO)) != problem.message
            assert "{" not in problem.message + problem.help.replace("{BD-API-07", "")

    if code.id not in ON_A_DISK:
        # A message for what nobody has foreseen is the only one without an example.
        assert shown == {entry.id.name for entry in messages_of(code) if entry.value} - {"RD012"}


@pytest.mark.parametrize(("code", "example"), COUNTER_EXAMPLES)
def test_a_good_example_is_not(
    code: Code, example: str | Mapping[str, str | bytes], tmp_path: Path
) -> None:
    assert [problem for problem in problems(example, tmp_path) if problem.code == code.id] == []


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_sheet_in_an_example_is_beside_its_persona(code: Code) -> None:
    """Unless that is what the code is about."""
    alone = [
        name
        for example in (*code.good, *code.bad)
        if not isinstance(example, str)
        for name in example
        if name.endswith(".yml")
        and name not in OF_FOLDERS
        and f"{name.partition('.')[0]}.md" not in example
    ]
    assert bool(alone) is (code.id == "RD013")


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_an_example_is_made_of_files_that_a_handbook_has(code: Code) -> None:
    """Each line of a file for people is whole; what a lock file looks like is the program's."""
    files = [
        file
        for example in (*code.good, *code.bad)
        if not isinstance(example, str)
        for file in example.items()
    ]
    assert {PurePath(name).suffix for name, _ in files} <= {
        *(".md", ".yml", ".yaml", ".csv", ".lock", ".txt", ".jsonl")
    }
    assert [
        name
        for name, content in files
        if not name.endswith(".lock") and content[-1:] not in ("\n", b"\n")
    ] == []


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_code_says_what_it_means(code: Code) -> None:
    say = messages()

    assert say.has(f"{code.id}.title")
    assert code.why.endswith(".")
    assert code.good
    assert code.bad or code.id in ON_A_DISK


def test_every_message_belongs_to_a_code() -> None:
    ids = {entry.id.name.partition("-")[0] for entry in entries() if _OF_CODE.match(entry.id.name)}

    assert ids == set(CODES)


_OF_CODE = re.compile(r"[A-Z]{2}\d{3}")


def entries() -> list[fluent.Message]:
    body = FluentParser().parse(catalogue(ENGLISH)).body
    return [entry for entry in body if isinstance(entry, fluent.Message)]


def messages_of(code: Code) -> list[fluent.Message]:
    return [entry for entry in entries() if entry.id.name.partition("-")[0] == code.id]


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_message_is_one_sentence_without_a_full_stop(code: Code) -> None:
    texts = [
        part.value
        for entry in messages_of(code)
        if entry.value
        for part in entry.value.elements
        if isinstance(part, fluent.TextElement)
    ]

    assert [
        text for text in texts if text.rstrip().endswith(".") or re.match("[A-Z][a-z]", text)
    ] == []


def test_a_check_can_be_called_by_its_name() -> None:
    text = "# Keys\n\n- MUST rotate keys\n- MUST log in\n- MUST rotate keys\n"
    book = rolebook.handbook([rolebook.Source("a.md", text)])

    assert [str(problem.span) for problem in duplicate_rule(book)] == ["a.md:5:3"]
    assert duplicate_rule in CHECKS.values()
