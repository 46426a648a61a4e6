"""A revision that cannot be found: one sentence says why, and what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook import OperatorError
from rolebook.cli import main
from rolebook.input.git import require_history

from .repository import git_here

CONFIGURATION = """\
site_name: X
plugins:
- rolebook:
    domains: {'src/': [RULE]}
"""
COMMANDS = [
    "diff REV",
    "diff v1 REV",
    "rubric Tester --changed REV",
    "rubric Tester --changed REV..HEAD",
]
ONE = ["diff REV", "rubric Tester --changed REV"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook that is in no repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    Path("personas").mkdir()
    Path("docs").mkdir()
    Path("personas/tester.md").write_text(
        "# The Tester\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** test\n"
    )
    Path("mkdocs.yml").write_text(CONFIGURATION)
    return tmp_path


@pytest.fixture
def repository(folder: Path) -> Path:
    """The same, with a commit on the branch main, and a tag."""
    git_here("init", "-q", "-b", "main")
    git_here("add", "-A")
    git_here("commit", "-qm", "first")
    git_here("tag", "v1")
    return folder


def refused(command: str, revision: str) -> str:
    """Return the sentence that a command ends with."""
    result = run(*command.replace("REV", revision).split())
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("error: ").strip()


@pytest.mark.parametrize("command", ONE)
def test_outside_of_a_repository(folder: Path, command: str) -> None:
    assert refused(command, "main").endswith(
        "there is no git repository here; change to the handbook's repository, or create one with 'git init'"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("PATH", str(repository / "docs"))

    assert refused(command, "main").endswith("git is not installed; install it")


@pytest.mark.parametrize("command", ONE)
@pytest.mark.parametrize("revision", ["main", "HEAD"])
def test_without_a_commit(folder: Path, command: str, revision: str) -> None:
    git_here("init", "-q", "-b", "main")

    assert refused(command, revision).endswith(
        "the git repository here has no commits yet; make the first one"
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("revision", "end"),
    [
        ("mian", "no branch, tag or commit is called 'mian'; did you mean 'main'?"),
        ("MAIN", "no branch, tag or commit is called 'MAIN'; did you mean 'main'?"),
        ("mian~2", "no branch, tag or commit is called 'mian'; did you mean 'main'?"),
        ("V1", "no branch, tag or commit is called 'V1'; did you mean 'v1'?"),
        ("main~7", "'main~7' goes beyond the history of 'main'"),
        (
            "zebra",
            "no branch, tag or commit is called 'zebra'; 'git branch --all' and 'git tag' list them",
        ),
    ],
)
def test_a_name_that_git_does_not_know(
    repository: Path, command: str, revision: str, end: str
) -> None:
    assert refused(command, revision).endswith(end)


@pytest.mark.parametrize("command", ONE)
def test_a_branch_that_only_the_origin_has(repository: Path, command: str) -> None:
    """So it is in a workflow, which checks out the branch of the pull request alone."""
    git_here("update-ref", "refs/remotes/origin/trunk", "HEAD")

    assert refused(command, "trunk").endswith("did you mean 'origin/trunk'?")


@pytest.mark.parametrize("command", ONE)
def test_a_repository_that_git_refuses(repository: Path, command: str) -> None:
    """Git's own words say why."""
    Path(".git/config").write_text("[core\n")

    assert "git refuses to use the repository here: " in refused(command, "main")


def test_a_history_that_is_too_short_to_compare(repository: Path) -> None:
    git_here("checkout", "-q", "--orphan", "other")
    git_here("commit", "-qm", "unrelated")

    assert refused("rubric Tester --changed REV", "main") == (
        "cannot tell what changed since 'main': the history here is too short to show where they diverge; "
        "fetch the full history ('fetch-depth: 0' in a workflow)"
    )


def test_what_is_neither_folder_nor_revision_is_called_both(repository: Path) -> None:
    assert refused("diff REV", "personnas").startswith(
        "'personnas' is not a folder, and no branch, tag or commit is"
    )


@pytest.mark.parametrize("command", ["build", "build --pages out"])
def test_tags_that_cannot_be_read_are_no_empty_page_of_changes(folder: Path, command: str) -> None:
    Path("mkdocs.yml").write_text("site_name: X\nplugins:\n- rolebook:\n    changes: tags\n")

    assert refused(command, "") == (
        "mkdocs.yml has the option 'changes: tags', but there is no git repository here; "
        "change to the handbook's repository, or create one with 'git init', or use 'changes: lock'"
    )
    git_here("init", "-q")
    assert "the git repository here has no commits yet" in refused(command, "")


def test_what_git_says_is_told_even_if_it_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = subprocess.CompletedProcess([], 128, b"", b"fatal: caf\xe9 is closed\nask again")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)

    with pytest.raises(OperatorError, match="caf\N{REPLACEMENT CHARACTER} is closed; run"):
        require_history(tmp_path)
