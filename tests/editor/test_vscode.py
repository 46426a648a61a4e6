"""The extension of Visual Studio Code fits the server."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import rolebook
from rolebook.cli import main
from rolebook.input.sidecars import ENDINGS, OF_FOLDERS

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
SCRIPT = (FOLDER / "extension.js").read_text(encoding="utf-8")


def test_its_version_is_that_of_rolebook() -> None:
    assert PACKAGE["version"] == rolebook.__version__
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"rolebook-{rolebook.__version__}.vsix" in readme


def test_it_starts_a_command_that_exists() -> None:
    properties = PACKAGE["contributes"]["configuration"]["properties"]
    program, *arguments = properties["rolebook.command"]["default"]
    assert program == "rolebook"
    assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0


def test_it_sends_the_yaml_files_that_are_read() -> None:
    for name in OF_FOLDERS:
        assert name.removesuffix(".yml") in SCRIPT
    for ending in ENDINGS:
        assert f"*{ending.removesuffix('.yml')}" in SCRIPT


def test_a_command_is_registered_once() -> None:
    """The server offers `rolebook.explain`; the client library registers it by itself."""
    commands = [one["command"] for one in PACKAGE["contributes"]["commands"]]
    assert commands == ["rolebook.restart"]
    assert all(f'registerCommand("{command}"' in SCRIPT for command in commands)


@pytest.mark.skipif(not shutil.which("node"), reason="there is no Node.js")
def test_its_script_can_be_read() -> None:
    done = subprocess.run(["node", "--check", FOLDER / "extension.js"], capture_output=True)
    assert done.returncode == 0, done.stderr
