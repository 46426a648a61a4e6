"""`rolebook lsp` on the command line."""

import sys

import pytest
from click.testing import CliRunner

from rolebook.cli import main


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rolebook.editor.server", raising=False)
    monkeypatch.delitem(sys.modules, "rolebook.editor.session", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    result = CliRunner().invoke(main, ["lsp"])
    assert result.exit_code == 2
    assert "run 'pip install pygls', or install Rolebook as" in result.output
    assert "[editor]" in result.output


def test_it_talks_in_one_way() -> None:
    result = CliRunner().invoke(main, ["lsp", "--stdio", "--tcp", "7998"])
    assert (result.exit_code, "only one of --stdio and --tcp" in result.output) == (2, True)
