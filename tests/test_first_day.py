"""A new handbook is green in CI on its first day: with the roles that it comes with, and with any role of one's own."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from rolebook.cli import main
from rolebook.starter import starter_files

WORKFLOW = ".github/workflows/handbook.yml"
OWN_ROLE = """\
# The Lighthouse Keeper

## Agent Overview
The keeper keeps the light, and writes down who passes.

## Core Personality Traits
- Awake

## RFC2119-Based Ruleset

### Lamp Requirements
**MUST** trim the wick every evening
**MUST** not leave the lamp alone in a storm

## Collaboration Guidelines
- **MUST** report wrecks to The Harbour Master
- **SHOULD** share the log with The Coast Guard

## SFIA 9 Mapping
| Skill | Code | Level | Description |
|---|---|---|---|
| Looking out | USUP | 3 | Sees first. |

## References
- Notes on wicks [oai_citation:0‡WICKS.md](file-service://file-abc)
- What the harbour wants: `/harbour/PLAN.md`
"""
HASTY_ROLE = """\
# Cook (final v3)

**MUST** taste, and MUST not salt twice
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new handbook."""
    folder = tmp_path_factory.mktemp("day") / "handbook"
    result = CliRunner().invoke(main, ["new", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def environment(started: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which only the packages that Rolebook needs are there, and no network is asked."""
    top = tmp_path_factory.mktemp("runner")
    subprocess.run([sys.executable, "-m", "venv", str(top / "venv")], check=True)
    packages = top / "packages"
    packages.mkdir()
    for path in Path(yaml.__file__).parents[1].iterdir():
        if "rolebook" not in path.name and path.suffix != ".pth":
            (packages / path.name).symlink_to(path)
    [site] = (top / "venv" / "lib").glob("*/site-packages")
    (site / "needed.pth").write_text(f"{packages}\n")
    # As on a runner: nothing of the person's own settings.
    return {
        "PATH": f"{top / 'venv' / 'bin'}:/usr/bin:/bin",
        "HOME": str(top),
        "PIP_NO_INDEX": "1",
        "LC_ALL": "C.UTF-8",
    }


def steps() -> list[str]:
    """Return the commands of the workflow, as they stand there."""
    [job] = workflow()["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def hooks() -> list[str]:
    """Return the commands of the pre-commit hooks, as they stand there."""
    [local] = yaml.safe_load(_packaged(".pre-commit-config.yaml"))["repos"]
    return [hook["entry"] for hook in local["hooks"]]


def workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_packaged(WORKFLOW))
    return found


def _packaged(path: str) -> str:
    [text] = [file.content.decode() for file in starter_files("handbook") if file.path == path]
    return text


@pytest.mark.parametrize(
    "role", ["", OWN_ROLE], ids=["the roles of the start", "a role of one's own"]
)
def test_every_step_and_hook_is_green(
    started: Path, environment: dict[str, str], role: str
) -> None:
    """Literally as they stand in the files, in a fresh environment."""
    if role:
        for path in (started / "personas").glob("*.md"):
            path.unlink()
        (started / "personas" / "Lighthouse Keeper.md").write_text(role, encoding="utf-8")
    for command in [*steps()[:1], *(["rolebook lock"] if role else []), *steps()[1:], *hooks()]:
        done = subprocess.run(
            shlex.split(command),
            cwd=started,
            env=environment,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
    assert (started / "site" / "index.html").exists()


def test_the_findings_of_that_role_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Green is not silent."""
    monkeypatch.chdir(tmp_path)
    Path("keeper.md").write_text(OWN_ROLE, encoding="utf-8")
    shown = CliRunner().invoke(main, ["check", "keeper.md", "--format", "github"])

    assert shown.exit_code == 1
    assert re.findall(r"^::(\w+) .*title=(\w+)", shown.output, re.MULTILINE) == [
        ("warning", "KW001"),
        ("warning", "XR010"),
        ("warning", "XR005"),
        ("warning", "XR013"),
        ("warning", "XR004"),
        ("notice", "ST006"),
        ("notice", "XR001"),
        ("notice", "XR001"),
    ]


def test_what_does_not_count_stops_the_first_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second rule in a sentence is lost to whoever ticks rules: that is an error, wherever it stands."""
    monkeypatch.chdir(tmp_path)
    Path("cook.md").write_text(HASTY_ROLE, encoding="utf-8")
    shown = CliRunner().invoke(main, ["check", "cook.md", "--fail-on", "error"])

    assert (shown.exit_code, "error KW005" in shown.output) == (1, True)


def test_the_workflow_may_only_read() -> None:
    """Not even the credentials that the check-out needed are left for what a pull request brings along."""
    found = workflow()
    [job] = found["jobs"].values()
    [checkout] = [
        step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")
    ]

    assert found["permissions"] == {"contents": "read"}
    assert checkout["with"] == {"persist-credentials": False}
    assert "pull_request_target" not in _packaged(WORKFLOW)
    assert "secrets" not in _packaged(WORKFLOW)


def test_only_pushes_save_what_builds_made() -> None:
    """So no later build gets what a pull request put there; both begin with what `main` saved."""
    [job] = workflow()["jobs"].values()
    caching = [step for step in job["steps"] if "actions/cache" in step.get("uses", "")]
    restore, save = caching

    assert "\n  push:\n    branches: [main]\n" in _packaged(WORKFLOW)
    assert restore["uses"].startswith("actions/cache/restore@")
    assert save["uses"].startswith("actions/cache/save@")
    assert save["if"] == "github.event_name == 'push'"
    assert restore["with"] == {**save["with"], "restore-keys": "rolebook-"}
    assert save["with"]["path"] == ".rolebook"


def test_git_ignores_what_builds_made() -> None:
    """In a new handbook and in this repository."""
    ours = Path(__file__).parents[1] / ".gitignore"
    for text in (_packaged(".gitignore"), ours.read_text(encoding="utf-8")):
        assert ".rolebook/" in text.splitlines()


def test_only_errors_stop_a_change() -> None:
    checks = [command for command in [*steps(), *hooks()] if command.startswith("rolebook check")]

    assert len(checks) == 2
    assert all(command.endswith("--fail-on error") for command in checks)
