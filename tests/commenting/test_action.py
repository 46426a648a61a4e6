"""The action for GitHub and the template for GitLab: what they run, and that nothing of a request can steer it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from rolebook.input.settings import DEFAULT

from ..docs.pages import DOCS, blocks

if TYPE_CHECKING:
    from .standin import Standin

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "ci" / "gitlab-review.yml"
STARTER = ROOT / "generator" / "rolebook" / "starter" / "files" / "workflow.yml"
EXAMPLES = [block for block in blocks(DOCS / "how-to" / "ci.md") if block.language == "yaml"]
WORKFLOWS = [block.text for block in EXAMPLES if block.text.startswith("name: ")]

_PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def read(text: str) -> Any:
    return yaml.safe_load(text)


STEPS = read(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]


def test_third_parties_are_pinned_by_their_commit() -> None:
    """And to the same ones as in the workflow of a new handbook."""
    uses = [step["uses"] for step in STEPS if "uses" in step]

    assert len(uses) == 2
    assert all(_PINNED.fullmatch(action) for action in uses)
    assert all(action in STARTER.read_text(encoding="utf-8") for action in uses)


def test_no_expression_is_part_of_a_command() -> None:
    """A title or branch could end a quotation; what a command needs is in its environment."""
    runs = [step["run"] for step in STEPS if "run" in step]

    assert len(runs) == 2
    assert not any(_EXPRESSION.search(command) for command in runs)
    assert not any(re.search(r"(?<!\")\$[A-Z]", command) for command in runs), "quote variables"


def test_expressions_are_inputs_or_where_the_action_is() -> None:
    """None of them is what a stranger can write, such as `github.event.pull_request.title`."""
    texts = [ACTION.read_text(encoding="utf-8"), *WORKFLOWS]
    expressions = {found.strip() for text in texts for found in _EXPRESSION.findall(text)}

    assert expressions
    for expression in expressions:
        names = re.findall(r"[a-z_-]+(?:\.[\w-]+)+", re.sub(r"'[^']*'", "", expression))
        assert all(
            name.startswith(("inputs.", "secrets."))
            or name in ("github.action_path", "github.token", "github.sha", "github.ref")
            for name in names
        ), expression


@pytest.mark.parametrize("text", [ACTION.read_text(encoding="utf-8"), *WORKFLOWS])
def test_strangers_never_run_with_secrets(text: str) -> None:
    triggers = read(text).get(True, {})  # YAML reads `on` as true

    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers
    assert "pull_request_target:" not in text


def test_only_hashed_packages_are_installed() -> None:
    """Those that Rolebook needs, in the versions that its tests ran with."""
    [install] = [step["run"] for step in STEPS if "pip install" in step.get("run", "")]
    pinned = re.compile(r"^[\w.-]+==\S+.*? \\$", re.MULTILINE)
    ours = (ROOT / "requirements-action.lock").read_text(encoding="utf-8")
    every = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "--require-hashes" in install
    assert "--only-binary :all:" in install
    assert len(pinned.findall(ours)) > 30
    assert set(pinned.findall(ours)) <= set(pinned.findall(every))
    assert "\npytest==" not in ours


def test_inputs_are_described_and_used() -> None:
    text = ACTION.read_text(encoding="utf-8")
    inputs = read(text)["inputs"]

    assert all(entry["description"].endswith(".") for entry in inputs.values())
    assert all(f"inputs.{name}" in text for name in inputs)
    assert all(f"| `{name}` |" in (DOCS / "how-to" / "ci.md").read_text("utf-8") for name in inputs)
    assert inputs["config"]["default"] == DEFAULT


def test_the_command_of_the_action_comments(github: Standin, folder: Path, tmp_path: Path) -> None:
    """As a runner runs it; and no file of the pull request is run, even if it is called like one of ours."""
    for name in ("rolebook", "click"):
        (folder / f"{name}.py").write_text("raise SystemExit('a file of the pull request was run')")
    step = STEPS[-1]
    scripts = tmp_path / "rolebook" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (scripts / "python").chmod(0o755)
    values = {
        "github.action_path": str(ROOT),
        "inputs.token": "ghs_secret",
        "inputs.config": DEFAULT,
        "inputs.comment == 'false'": "false",
        "inputs.handbook": "",
        "inputs.role": "Tester",
    }
    given = {
        name: _EXPRESSION.sub(lambda found: values[found[1].strip()], value)
        for name, value in step["env"].items()
    }
    runner = {"RUNNER_TEMP": str(tmp_path), "GITHUB_WORKSPACE": str(folder)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **runner, **given},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "the comment about Tester on harbour/shop#12 is written" in done.stderr
    assert len(github.written) == 1


def test_gitlab_runs_the_same_command() -> None:
    """With the whole history, for merge requests only, and with no variable that a stranger writes."""
    text = GITLAB.read_text(encoding="utf-8")
    [job] = read(text).values()
    *_, command = job["script"]

    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert command.startswith('rolebook review comment "$ROLEBOOK_ROLE" --config ')
    assert set(re.findall(r'"\$\{?(\w+)', command)) == {"ROLEBOOK_ROLE", "ROLEBOOK_CONFIG"}
    assert "$" not in re.sub(r'"\$[^"]*"', "", "\n".join(job["script"]))


def test_the_template_for_gitlab_is_shown() -> None:
    assert GITLAB.read_text(encoding="utf-8") in [block.text for block in EXAMPLES]


def test_the_examples_give_only_the_rights_that_are_needed() -> None:
    [workflow] = [read(text) for text in WORKFLOWS if "harbour/rolebook@" in text]
    [job] = workflow["jobs"].values()
    [checkout, review] = job["steps"]

    assert workflow["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert set(review["with"]) <= set(read(ACTION.read_text(encoding="utf-8"))["inputs"])
    assert not any("run" in step for step in job["steps"])


def test_one_module_uses_the_network() -> None:
    package = ROOT / "generator" / "rolebook"
    wanted = re.compile(
        r"^\s*(?:from|import) (?:urllib\.request|http\.client|requests|urllib3)\b", re.M
    )
    modules = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if wanted.search(path.read_text(encoding="utf-8"))
    }

    assert modules == {"review/rest.py"}
