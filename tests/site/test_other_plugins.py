"""Beside plugins that walk through all files of a site, and that build a site once for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .running import rolebook

if TYPE_CHECKING:
    from pathlib import Path

WALKING = """
from pathlib import Path, PurePath
from mkdocs.plugins import event_priority

@event_priority({priority})
def on_files(files, config):
    for file in files:
        inside = PurePath(file.abs_src_path).is_relative_to(config.docs_dir)
        assert inside == (file.src_uri == "index.md"), file
        assert Path(file.abs_src_path).is_file(), file
        assert file.src_path and file.content_bytes is not None
    return files
"""
LANGUAGES = """
from pathlib import PurePath
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

state = {"language": "", "is_building": False}

@event_priority(-100)
def on_config(config):
    config.theme["language"] = state["language"] or "en"
    return config

@event_priority(-100)
def on_files(files, config):
    kept = []
    for file in files:
        if PurePath(file.abs_src_path).is_relative_to(config.docs_dir):
            name = PurePath(state["language"], file.dest_uri).as_posix()
            kept.append(File(file.src_path, config.docs_dir, config.site_dir, config.use_directory_urls, dest_uri=name))
        elif not file.is_documentation_page():
            kept.append(file)
    return Files(kept)

@event_priority(-100)
def on_post_build(config):
    if state["is_building"]:
        return
    state.update(language="de", is_building=True)
    clean, utils.clean_directory = utils.clean_directory, lambda folder: folder
    build(config)
    utils.clean_directory = clean
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("docs", "personas"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hello\n")
    (tmp_path / "personas" / "cook.md").write_text(
        "# The Cook\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** taste\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\ntheme: material\nplugins: [search, {rolebook: {pdf: false}}]\nhooks: [hook.py]\n"
    )
    return tmp_path


@pytest.mark.parametrize("priority", [0, -100, -1000])
def test_each_file_has_a_path_that_others_can_compare_and_open(folder: Path, priority: int) -> None:
    """Before our files are there and behind it; a path of ours is never that of a page of the owner."""
    (folder / "hook.py").write_text(WALKING.format(priority=priority))
    result = rolebook("build", "--strict", cwd=folder)
    assert result.returncode == 0, result.stderr
    assert (folder / "site/p/cook/index.html").exists()


@pytest.fixture
def translated(folder: Path) -> Path:
    (folder / "hook.py").write_text(LANGUAGES)
    result = rolebook("build", "--strict", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_a_site_of_several_languages_has_one_handbook(translated: Path) -> None:
    """In the first language; the owner's home pages stay, and the pages of each language lead to the handbook."""
    assert not (translated / "de/p").exists()
    for path, language in (
        ("index.html", "en"),
        ("p/cook/index.html", "en"),
        ("handbook/index.html", "en"),
        ("de/index.html", "de"),
    ):
        assert f'<html lang="{language}"' in (translated / path).read_text(), path
    assert "Hello" in (translated / "index.html").read_text()
    assert 'href="../p/cook/"' in (translated / "de/index.html").read_text()


def test_pages_of_a_further_language_load_each_file_once(translated: Path) -> None:
    page = (translated / "de/index.html").read_text()
    assert page.count("rolebook.css") == page.count("rolebook/page.js") == 1
