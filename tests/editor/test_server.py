"""`rolebook lsp`, as an editor sees it: a process that is told what is typed."""

from pathlib import Path

import pytest

from .talking import editor

BAKER = """\
# The Baker

## Overview

The Baker bakes.

## Rules

- **MUST** knead for ten minutes
- **MUST not** burn 🥖 **MUST not** \t**MUST not** bread

## Collaboration Guidelines

- **MUST** work with The Miller
"""
MILLER = "# The Miller\n\n## Traits\n- calm\n\n## Rules\n- **MUST** mill for the Baker\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Bakery\nplugins:\n  - rolebook\n")
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "baker.md").write_text(BAKER, encoding="utf-8")
    (folder / "mill.md").write_text(MILLER, encoding="utf-8")
    return tmp_path


def codes(problems: list[dict[str, object]]) -> list[object]:
    return [problem["code"] for problem in problems]


def test_problems_follow_what_is_typed(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        problems = user.wait_for_problems("baker.md", lambda some: "KW001" in codes(some))
        user.change(uri, BAKER.replace("MUST not", "MUST NOT"))
        user.wait_for_problems("baker.md", lambda some: "KW001" not in codes(some))
    assert {problem["source"] for problem in problems} == {"rolebook"}


def test_columns_are_those_of_utf_16(book: Path) -> None:
    """An emoji counts as two, a tab as one."""
    with editor(book) as user:
        user.open(book / "personas" / "baker.md")
        problems = user.wait_for_problems("baker.md", lambda some: "KW001" in codes(some))
    line = BAKER.splitlines()[9].encode("utf-16-le")
    ranges = [problem["range"] for problem in problems if problem["code"] == "KW001"]
    stretches = [(one["start"]["character"], one["end"]["character"]) for one in ranges]
    words = [line[start * 2 : end * 2].decode("utf-16-le") for start, end in stretches]
    assert words == ["**MUST not**"] * 3


def test_a_name_that_is_gone_is_a_problem_of_another_file(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.change(uri, MILLER.replace("# The Miller", "# The Brewer", 1))
        user.wait_for_problems("baker.md", lambda some: "XR001" in codes(some))


def test_only_files_with_other_problems_are_published_again(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.published.clear()
        user.change(uri, MILLER.replace("**MUST** mill", "**MUST not** mill"))
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))
        assert set(user.published) == {"mill.md"}


def test_what_is_closed_counts_as_it_is_on_the_disk(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md", MILLER.replace("MUST", "MUST not"))
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))
        user.notify("textDocument/didClose", textDocument={"uri": uri})
        user.wait_for_problems("mill.md", lambda some: "KW001" not in codes(some))


def test_a_file_of_no_handbook_is_read_alone(tmp_path: Path) -> None:
    """Without problems about the names of roles, which are in other files."""
    with editor(tmp_path) as user:
        path = tmp_path / "notes.md"
        uri = user.open(path, BAKER)
        problems = user.wait_for_problems("notes.md", lambda some: "KW001" in codes(some))
        user.notify("textDocument/didClose", textDocument={"uri": uri})
        user.wait_for_problems("notes.md", lambda some: not some)
    assert "XR001" not in codes(problems)


def test_a_waiver_is_checked_as_it_is_typed(book: Path) -> None:
    path = book / "personas" / "waivers.yml"
    path.write_text("waivers: []\n", encoding="utf-8")
    with editor(book) as user:
        uri = user.open(path)
        user.change(uri, "waivers:\n  - rule: NO-SUCH-01\n")
        user.wait_for_problems("waivers.yml", lambda some: len(some) > 0)


def test_a_broken_configuration_is_said_once(book: Path) -> None:
    (book / "mkdocs.yml").write_text("plugins:\n  - rolebook:\n      colour: red\n")
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.change(uri, f"{MILLER}\n")
        user.wait_until_read(uri)
        assert len([one for one in user.shown if "colour" in one]) == 1


def test_a_changed_file_on_the_disk_is_read(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        user.wait_until_read(uri)
        miller = book / "personas" / "mill.md"
        miller.write_text(MILLER.replace("MUST", "MUST not"), encoding="utf-8")
        changes = [{"uri": miller.as_uri(), "type": 2}]
        user.notify("workspace/didChangeWatchedFiles", changes=changes)
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))


def test_what_is_no_file_is_left_alone(book: Path) -> None:
    with editor(book) as user:
        text = {"uri": "untitled:one", "languageId": "markdown", "version": 1, "text": BAKER}
        user.notify("textDocument/didOpen", textDocument=text)
        assert user.problems == {}
