"""The light Rolebook, and what is made of it: the hooks for pre-commit and the image."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from rolebook.cli import main
from rolebook.cli.libraries import LEFT_OUT

ROOT = Path(__file__).parents[1]
LIGHT = ROOT / "light"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")

_THEME = "mkdocs-material"
"""What is left out with MkDocs, and that no module imports."""
_WITHOUT = f"""
import sys
sys.modules.update(dict.fromkeys({list(LEFT_OUT)}))  # Python imports none of them any more
from rolebook.cli import main
main(prog_name="rolebook")
"""


def project(folder: Path) -> dict[str, Any]:
    described = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    about: dict[str, Any] = described["project"]
    return about


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~;\[]", one)[0].lower().replace(".", "-") for one in requirements}


def pinned(lock: Path) -> list[str]:
    return re.findall(r"^[\w.-]+==[^\s;]+", lock.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light") / "handbook"
    made = CliRunner().invoke(main, ["new", str(folder)])
    assert made.exit_code == 0, made.output
    return folder


def run_light(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WITHOUT, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


# --- the project


def test_the_light_project_is_the_whole_one_without_what_is_left_out() -> None:
    whole, light = project(ROOT), project(LIGHT)
    left_out = names(whole["dependencies"]) - names(light["dependencies"])

    assert left_out == {*LEFT_OUT, _THEME}
    assert set(light["dependencies"]) <= set(whole["dependencies"])
    assert light["version"] == f"{whole['version']}+light"
    for same in ("name", "requires-python", "license", "scripts", "optional-dependencies"):
        assert light[same] == whole[same]


def test_its_locks_have_what_it_needs_in_the_versions_of_the_tests() -> None:
    tested = set(pinned(ROOT / "requirements.lock"))
    needed = names(project(LIGHT)["dependencies"])

    for lock in ("requirements.lock", "hooks.lock"):
        ours = pinned(LIGHT / lock)
        assert set(ours) <= tested
        assert needed <= names(ours)
        assert not names(ours) & {*LEFT_OUT, _THEME}
    assert set(pinned(LIGHT / "build.lock")) <= tested


# --- the commands


@pytest.mark.parametrize(
    "command",
    [
        "--version",
        "check",
        "check --fix",
        "lock --check",
        "diff .",
        "export json",
        "export csv",
        "explain KW005",
        "links --list",
        "adopt personas",
        "catalogue list",
        "checklist SE",
        "rubric SE",
    ],
)
def test_commands_work_without_what_is_left_out(handbook: Path, command: str) -> None:
    done = run_light(handbook, *command.split())

    assert done.returncode == 0, done.stderr
    assert done.stderr in ("", "nothing to fix\n")


@pytest.mark.parametrize(
    ("command", "made"),
    [
        ("new other", "sites"),
        ("build", "sites"),
        ("build personas", "sites"),
        ("build --pages pages", "PDFs"),
        ("serve --port 0", "sites"),
        ("checklist SE --format pdf", "PDFs"),
        ("checklist SE --format ics --start 2027-01-04 --for Ada", "calendars"),
        ("rubric SE --format pdf", "PDFs"),
        ("rubric SE --format pocket", "PDFs"),
    ],
)
def test_other_commands_say_what_to_install(handbook: Path, command: str, made: str) -> None:
    before = sorted(handbook.iterdir())
    done = run_light(handbook, *command.split())

    assert done.returncode == 2
    assert done.stderr == (
        f"error: the light Rolebook makes no {made};"
        " install the whole one: pip install path/to/rolebook\n"
    )
    assert sorted(handbook.iterdir()) == before


def test_help_lists_the_same_commands(handbook: Path) -> None:
    whole = CliRunner().invoke(main, ["--help"], prog_name="rolebook", terminal_width=80)

    assert run_light(handbook, "--help").stdout == whole.stdout


def test_an_import_that_fails_for_another_reason_is_not_hidden(handbook: Path) -> None:
    broken = _WITHOUT.replace("sys.modules.update", "sys.modules['rolebook.loading'] = None\n#")
    done = subprocess.run(
        [sys.executable, "-c", broken, "check"], cwd=handbook, capture_output=True, text=True
    )

    assert "ModuleNotFoundError" in done.stderr


# --- the hooks


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_on_a_new_handbook(handbook: Path, hook: dict[str, Any]) -> None:
    program, *arguments = hook["entry"].split()
    done = run_light(handbook, *arguments)

    assert program in project(ROOT)["scripts"]
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_installs_only_what_its_lock_names(hook: dict[str, Any]) -> None:
    flag, option, lock = hook["additional_dependencies"]

    assert hook["language"] == "python"
    assert (flag, option) == ("--no-deps", "-r")
    assert pinned(ROOT / lock)
    assert "--hash" not in (ROOT / lock).read_text("utf-8"), "pip can't hash a folder beside them"


@pytest.mark.parametrize(
    ("path", "is_of_a_handbook"),
    [
        ("personas/service-engineer.md", True),
        ("AGENTS.md", True),
        (".cursor/rules/style.mdc", True),
        ("personas/onboarding.yml", True),
        ("personas/pilot.onboarding.yml", True),
        ("personas/pilot.rubric.yaml", True),
        ("personas/waivers.yml", True),
        ("personas/rolebook.lock", True),
        ("mkdocs.yml", True),
        ("src/main.py", False),
        ("poetry.lock", False),
        ("compose.yml", False),
        ("src/amd", False),
    ],
)
def test_hooks_run_when_a_file_of_a_handbook_changes(path: str, is_of_a_handbook: bool) -> None:
    """On the whole handbook: a rule can be repeated in a file that did not change."""
    for hook in HOOKS:
        assert bool(re.search(hook["files"], path)) is is_of_a_handbook
        assert hook["pass_filenames"] is False


# --- the image


def test_the_image_is_made_of_pinned_parts() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    installs = re.findall(
        r"pip install .*?(?= && |\n\n)", DOCKERFILE.replace("\\\n", ""), re.DOTALL
    )

    assert all(re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", base) for base in bases)
    assert len(set(bases)) == 1
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    assert re.search(r"^USER 1000$", DOCKERFILE, re.MULTILINE)


def test_what_the_image_is_made_of_is_sent_to_docker() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    sent = [line[1:] for line in lines if line.startswith("!")]
    locks = re.findall(r"[\w/-]+\.lock", DOCKERFILE)

    assert "*" in lines
    assert all((ROOT / path).exists() for path in sent)
    assert locks
    for path in [
        *locks,
        "generator/rolebook",
        project(ROOT)["readme"],
        "pyproject.toml",
        "LICENSE",
    ]:
        assert any(fnmatch(path, one) or path.startswith(f"{one}/") for one in sent), path
