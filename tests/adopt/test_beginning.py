"""`rolebook new --from` begins a handbook with files that people have, and its CI is green on the first day."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from rolebook.cli import main

from .files import word

AGENTS = Path(__file__).parents[1] / "keywords" / "agents"
WART = """\
# Torwart

## Aufgaben

- Die Leitung muss jedes Tor ölen.
- Tore dürfen bei Sturm nicht auf sein.

## Zusammenarbeit

- Die Leitung soll The Harbour Master jede Störung melden.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/wart.md").write_text(WART, encoding="utf-8")
    Path("in/AGENTS.md").write_text(
        "# Crew\n\n## Deck\n\n- Never run\n- Always look\n", encoding="utf-8"
    )
    content = word("T Baker", "1 Rules", "- You **must** rise early.", "- You should rest.")
    Path("in/baker.docx").write_bytes(content)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def commands() -> list[str]:
    """Return what the workflow and the hooks of a handbook run, without the installation."""
    workflow = yaml.safe_load(Path(".github/workflows/handbook.yml").read_text(encoding="utf-8"))
    [job] = workflow["jobs"].values()
    steps = [step["run"] for step in job["steps"] if "run" in step]
    [local] = yaml.safe_load(Path(".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    every = [*steps, *(hook["entry"] for hook in local["hooks"])]
    return [command for command in every if command.startswith("rolebook ")]


@pytest.mark.parametrize("sources", [["../in"], [str(AGENTS)]], ids=["three kinds", "agents"])
def test_every_step_and_hook_is_green(sources: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The Harbour Master, whom nobody has described yet, is a note and no failure."""
    Path("work").mkdir()
    monkeypatch.chdir("work")
    begun = run("new", "handbook", *(word for path in sources for word in ("--from", path)))
    assert begun.exit_code == 0, begun.output
    monkeypatch.chdir("handbook")

    for command in commands():
        result = run(*shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
    assert Path("site/index.html").exists()


def test_the_examples_are_left_out() -> None:
    result = run("new", "handbook", "--from", "in")

    assert sorted(path.name for path in Path("handbook/personas").iterdir()) == [
        "baker.md",
        "crew.md",
        "onboarding.yml",
        "rolebook.lock",
        "wart.md",
    ]
    assert "are examples" not in Path("handbook/README.md").read_text(encoding="utf-8")
    assert "3 files: 2 roles, 1 document, 7 rules, 7 of them inferred" in result.output
    assert "wart.md: check 3 rules that were inferred" in result.output


def test_rules_are_locked_so_that_the_first_edit_keeps_their_ids() -> None:
    run("new", "handbook", "--from", "in")

    assert "CRE-DECK-01" in Path("handbook/personas/rolebook.lock").read_text(encoding="utf-8")


def test_errors_that_are_left_are_told_with_the_next_edit() -> None:
    """CI would fail on them, so the command doesn't say that all is well."""
    Path("in/crew.md").write_text("# Crew 2\n\n- MUST look and SHOULD wait\n", encoding="utf-8")
    result = run("new", "handbook", "--from", "in/crew.md")

    assert result.exit_code == 1
    assert "Fix these errors before you commit, because CI fails on them:" in result.output
    assert "personas/crew.md:3:3: error KW005" in result.output
    assert "help: write one sentence for each rule" in result.output
    assert Path("handbook/mkdocs.yml").exists()


def test_nothing_is_written_if_a_file_exists() -> None:
    Path("handbook/personas").mkdir(parents=True)
    Path("handbook/personas/wart.md").write_text("mine", encoding="utf-8")
    result = run("new", "handbook", "--from", "in")

    assert result.exit_code == 2
    assert "wart.md already exists" in result.output
    assert [path.name for path in Path("handbook").iterdir()] == ["personas"]


def test_without_files_there_are_the_examples() -> None:
    run("new", "handbook")

    assert Path("handbook/personas/service-engineer.md").exists()
    assert "are examples" in Path("handbook/README.md").read_text(encoding="utf-8")
