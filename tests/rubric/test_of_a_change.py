"""A rubric for a change: the options that name one, and what they say about its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main

from ..repository import git

if TYPE_CHECKING:
    from pathlib import Path

PERSONA = """# The Tester

## Traits
- calm

## Rules

### Interface
- **MUST** describe every endpoint in an OpenAPI file

### Storage
- **MUST** describe every table in an SQL file
"""
CONFIG = """site_name: Handbook
plugins:
  - rolebook:
      domains:
        "api/": [IF]
        "*.sql": [STOR]
"""
DIFF = """--- a/api/users.py
+++ b/api/users.py
@@ -1 +1,2 @@
 a
+b
"""
MAPPED = "1 of 1 changed files belong to IF\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook, and the repository of some code next to it."""
    book = tmp_path / "book"
    (book / "personas").mkdir(parents=True)
    (book / "personas" / "tester.md").write_text(PERSONA)
    (book / "mkdocs.yml").write_text(CONFIG)
    (book / "api.diff").write_text(DIFF)
    code = tmp_path / "code"
    (code / "api").mkdir(parents=True)
    (code / "api" / "users.py").write_text("a\n")
    git(code, "init", "-b", "main")
    git(code, "add", ".")
    git(code, "commit", "-m", "a")
    (code / "api" / "users.py").write_text("a\nb\n")
    monkeypatch.chdir(book)
    return book


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["rubric", "Tester", *arguments], input=given)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("--change", "api.diff"), None),
        (("--change", "-"), DIFF),
        (("--changed", "main", "--repo", "../code"), None),
    ],
)
def test_a_change_narrows_the_questions(
    folder: Path, arguments: tuple[str, ...], given: str | None
) -> None:
    result = run(*arguments, given=given)

    assert result.exit_code == 0
    assert result.stderr == MAPPED
    assert "TES-IF-01" in result.stdout
    assert "TES-STOR-01" not in result.stdout
    both = run(*arguments, "--for", "storage", given=given)
    assert both.stderr == MAPPED
    assert {"TES-IF-01", "TES-STOR-01"} <= set(both.stdout.split())


def test_files_without_a_domain_are_listed(folder: Path) -> None:
    result = run("--change", "-", given=DIFF.replace("api/users.py", "read me.md"))

    assert result.stderr == ("0 of 1 changed files belong to a domain\n  no domain: read me.md\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--change", "api.diff", "--changed", "main"),
            "--change already names the change; leave out --changed, or --change",
        ),
        (
            ("--change", "api.diff", "--repo", "../code"),
            "--change already names the change; leave out --repo, or --change",
        ),
        (
            ("--repo", "../code"),
            "--repo says where --changed looks; add a revision, as in --changed main",
        ),
        (
            ("--repo", "../nowhere", "--changed", "main"),
            "there is no folder ../nowhere for --repo; name the repository's folder",
        ),
        (("--change", "nowhere"), "nowhere cannot be read: no such file or directory"),
        (
            ("--change", "mkdocs.yml"),
            "mkdocs.yml is not a unified diff; make one with 'git diff main...'",
        ),
        (
            ("--changed", "main", "--repo", "."),
            "cannot tell what changed since 'main': there is no git repository here; change to the "
            "handbook's repository, or create one with 'git init'",
        ),
        (
            ("--change", "-"),
            "the diff on standard input is not a unified diff; make one with 'git diff main...'",
        ),
    ],
)
def test_a_mistake_is_one_sentence(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, given=b"\xff\x00garbage")

    assert (result.exit_code, result.stderr) == (2, f"error: {message}\n")


def test_a_change_is_read_where_no_files_are_mapped(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: Handbook\n")
    diff = DIFF.replace("api/users.py", "users.sql").replace(
        "+b", "+CREATE TABLE users (id INTEGER);"
    )
    (folder / "table.diff").write_text(diff)
    result = run("--change", "table.diff")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "TES-STOR-01" in result.stdout
    assert "TES-IF-01" not in result.stdout


def test_a_change_that_says_nothing_is_asked_all(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: Handbook\n")
    (folder / "api.diff").write_text(DIFF.replace("api/users.py", "zzz"))
    result = run("--change", "api.diff")

    assert {"TES-IF-01", "TES-STOR-01"} <= set(result.stdout.split())


def test_a_sheet_is_for_no_change(folder: Path) -> None:
    result = run("--sheet", "service", "--change", "api.diff")

    assert result.exit_code == 2
    assert "leave out --sheet" in result.stderr
