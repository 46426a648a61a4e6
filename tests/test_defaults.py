"""A configuration that says nothing is one with the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook.input.settings import CHANGES, Settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_options_that_are_left_out_have_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text("site_name: Handbook\nplugins: [rolebook]\n", encoding="utf-8")
    settings = read_settings(path)

    assert (settings.changes, settings.keywords) == (CHANGES[0], ("uppercase",))
    assert settings.personas == Settings(root=tmp_path).personas
    assert settings.changes == Settings(root=tmp_path).changes
    assert settings.keywords == Settings(root=tmp_path).keywords
