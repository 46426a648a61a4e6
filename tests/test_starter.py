"""The files of a new handbook: what its owner changes, and the archive that builds it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner

import rolebook
from rolebook.cli import main
from rolebook.starter import site_configuration, starter_files


def _packaged(path: str) -> str:
    [text] = [file.content.decode() for file in starter_files("handbook") if file.path == path]
    return text


def test_the_configuration_is_the_one_that_a_folder_without_any_gets() -> None:
    """With comments for the person who goes on from there."""
    text = _packaged("mkdocs.yml")

    assert yaml.safe_load(text) == site_configuration("Handbook", ["personas"])
    assert "\n# site_url: https://" in text
    assert "\n# repo_url: https://" in text


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("our-handbook", "Our handbook"),
        ("a: b", "A: b"),
        ("#1 'team'", "#1 'team'"),
        ("yes", "Yes"),
        ("équipe " * 30, ("Équipe " + "équipe " * 29).strip()),
        ("-", "Handbook"),
    ],
)
def test_the_name_of_the_folder_is_the_title(folder: str, title: str) -> None:
    [text] = [file.content.decode() for file in starter_files(folder) if file.path == "mkdocs.yml"]

    assert yaml.safe_load(text)["site_name"] == title


def test_the_wheel_holds_the_package_and_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = (
        [file for file in starter_files(name) if file.path.startswith("tools/")]
        for name in ("one", "other")
    )
    assert one == other
    [wheel] = one
    path = tmp_path / Path(wheel.path).name
    path.write_bytes(wheel.content)
    top = Path(rolebook.__file__).parents[1]
    package = {
        file.relative_to(top).as_posix()
        for file in (top / "rolebook").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    about = f"rolebook-{rolebook.__version__}.dist-info/"
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        dates = {entry.date_time for entry in archive.infolist()}
        listed = {
            line.rsplit(",", 2)[0].strip('"')
            for line in archive.read(f"{about}RECORD").decode().splitlines()
        }

    assert {name for name in names if not name.startswith(about)} == package
    assert {name.removeprefix(about) for name in names - package} == {
        *("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    assert listed == names
    assert f"./{wheel.path}\n" in _packaged("requirements.txt")
    assert dates == {(2020, 2, 2, 0, 0, 0)}  # as hatchling dates all files


def test_without_an_installation_the_person_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolebook.starter.wheel._NAME", "rolebook-that-nobody-installed")
    result = CliRunner().invoke(main, ["new", str(tmp_path / "handbook")])

    assert (result.exit_code, "'pip install .'" in result.output) == (2, True)
    assert not (tmp_path / "handbook").exists()
