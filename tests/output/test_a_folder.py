"""A folder is replaced as a whole, loses nothing that somebody else put there, and is refused if it is somebody's."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rolebook import OperatorError
from rolebook.input.files import LISTING, File
from rolebook.output import folder as publishing
from rolebook.output import listed, replaced, write
from rolebook.output.beside import beside

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and locks are those of POSIX")

SITE = {"index.html": "home", "r/A-1/index.html": "a rule"}
MARKS = {"assets/rolebook/rolebook.css": "", "data/handbook.json": "{}"}
PAGE = '<link href="assets/rolebook/rolebook.css">'


def publish(folder: Path, files: Mapping[str, str], *, is_shared: bool = False) -> tuple[str, ...]:
    with replaced(folder, is_shared=is_shared) as new:
        write((File(path, text.encode()) for path, text in files.items()), new.folder)
    return new.kept


def put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def held(folder: Path) -> dict[str, str]:
    """Return what stands below a folder, but for the list."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LISTING)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def test_a_folder_is_made_with_those_above_it_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    publish(tmp_path / "public/site", SITE)

    assert held(tmp_path / "public/site") == SITE
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["site"]


def test_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    publish(tmp_path / "site", SITE)
    publish(tmp_path / "site", {"index.html": "new"})

    assert held(tmp_path / "site") == {"index.html": "new"}
    assert not (tmp_path / "site/r").exists()


def test_a_folder_without_folders_is_replaced_too(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"index.html": "old"})
    publish(tmp_path / "site", {"index.html": "new"})

    assert held(tmp_path / "site") == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, SITE)
    put(site, {"CNAME": "handbook.example", ".git/HEAD": "main", "r/A-1/note.txt": "mine"})
    (site / "empty").mkdir()
    (site / "link").symlink_to("CNAME")

    publish(site, {"index.html": "new"})

    assert held(site) == {
        "index.html": "new",
        "CNAME": "handbook.example",
        ".git/HEAD": "main",
        "r/A-1/note.txt": "mine",
        "link": "handbook.example",
    }
    assert (site / "link").is_symlink()
    assert (site / "empty").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_was_edited_and_is_made_no_more_stays(tmp_path: Path) -> None:
    """It is not what the list says any more, so somebody wants it."""
    publish(tmp_path / "site", {**SITE, "robots.txt": "ours"})
    put(tmp_path / "site", {"robots.txt": "mine"})
    publish(tmp_path / "site", SITE)

    assert held(tmp_path / "site") == {**SITE, "robots.txt": "mine"}


def test_a_page_that_another_tool_made_smaller_goes_all_the_same(tmp_path: Path) -> None:
    publish(tmp_path / "site", {**SITE, "old/index.html": f"<p>  {PAGE}"})
    put(tmp_path / "site", {"old/index.html": PAGE})
    publish(tmp_path / "site", SITE)

    assert held(tmp_path / "site") == SITE


@pytest.mark.parametrize(
    "files",
    [
        {"404.html": "ours"},
        {"sitemap.xml": "<urlset/>", "index.html": "ours"},
        {"index.html": PAGE},
        {LISTING: ""},
        {LISTING: "{", "thesis.tex": "years of work"},
        {"data/handbook.json": "{}", "thesis.tex": "years of work"},
        {".ssh/id_ed25519": "secret"},
    ],
    ids=[
        "404",
        "site map",
        "a page like ours",
        "empty list",
        "half a list",
        "half a mark",
        "hidden files",
    ],
)
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, files: Mapping[str, str]) -> None:
    site = tmp_path / "public"
    put(site, {"notes.txt": "mine", **files})
    before = held(site)

    with pytest.raises(OperatorError, match="not from Rolebook"):
        publish(site, SITE)

    assert held(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    publish(tmp_path / "real", SITE)
    (tmp_path / "site").symlink_to("real")

    with pytest.raises(OperatorError, match="is a symbolic link"):
        publish(tmp_path / "site", {})

    assert held(tmp_path / "real") == SITE


def test_a_link_further_up_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "www").symlink_to("real")
    publish(tmp_path / "www/site", SITE)

    assert held(tmp_path / "real/site") == SITE


@pytest.mark.parametrize("site", [".", "..", "../..", "../here"])
def test_the_folder_that_one_is_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    here = tmp_path / "a/here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)

    with pytest.raises(OperatorError, match="the current folder"):
        publish(Path(site), SITE)


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")

    with pytest.raises(OperatorError, match="is a file"):
        publish(tmp_path / "site", SITE)


@pytest.mark.parametrize("name", [".git/config", ".nojekyll", "CNAME", ".gitkeep"])
def test_what_people_prepare_for_a_site_is_no_folder_of_somebody_else(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path / "site", {name: "x"})
    publish(tmp_path / "site", SITE)

    assert held(tmp_path / "site") == {**SITE, name: "x"}


def test_a_shared_folder_takes_ours_beside_theirs(tmp_path: Path) -> None:
    put(tmp_path / "content", {"blog/index.md": "mine"})
    publish(tmp_path / "content", SITE, is_shared=True)

    assert held(tmp_path / "content") == {**SITE, "blog/index.md": "mine"}


@pytest.mark.parametrize("theirs", ["index.html", "r", "r/A-1"])
def test_a_file_of_somebody_else_in_the_way_is_refused(tmp_path: Path, theirs: str) -> None:
    put(tmp_path / "content", {theirs: "mine"})

    with pytest.raises(OperatorError, match="in the way and not from Rolebook"):
        publish(tmp_path / "content", SITE, is_shared=True)

    assert held(tmp_path / "content") == {theirs: "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_site_without_a_list_is_taken_over_once(tmp_path: Path) -> None:
    """That of 0.1 or of plain MkDocs: pages of ours go, the rest stays and is named."""
    site = tmp_path / "site"
    put(
        site,
        {
            **MARKS,
            **SITE,
            "p/gone/index.html": PAGE,
            "notes.txt": "mine",
            "CNAME": "handbook.example",
        },
    )

    kept = publish(site, {**SITE, **MARKS})

    assert held(site) == {**SITE, **MARKS, "notes.txt": "mine", "CNAME": "handbook.example"}
    assert kept == ("notes.txt",)
    assert publish(site, {**SITE, **MARKS}) == ()


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", "sub/../../outside.txt"])
@pytest.mark.parametrize("form", ["0.1", "today"])
def test_a_list_that_somebody_forged_deletes_nothing(tmp_path: Path, path: str, form: str) -> None:
    """It came with a change of somebody else, and names files that are not ours."""
    site = tmp_path / "site"
    publish(site, SITE)
    put(tmp_path, {"outside.txt": "mine", "site/mine.txt": "mine"})
    names = [*SITE, "mine.txt", path]
    forged = (
        "\n".join(names) if form == "0.1" else json.dumps({"files": dict.fromkeys(names, "0" * 32)})
    )
    (site / LISTING).write_text(forged)

    publish(site, {"index.html": "new"})

    assert (tmp_path / "outside.txt").read_text() == "mine"
    assert held(site)["mine.txt"] == "mine"


@pytest.mark.parametrize("damage", [b'{"files": {"a.html": "\xff', b"{", b'{"files": []}', b"{}"])
def test_a_list_that_cannot_be_read_lists_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / LISTING).write_bytes(damage)

    assert listed(tmp_path) == {}


def test_a_folder_below_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    put(tmp_path / "content", {"mine.md": "mine"})
    (tmp_path / "content/r").symlink_to("../outside")

    with pytest.raises(OperatorError, match="in the way"):
        publish(tmp_path / "content", SITE, is_shared=True)

    assert list((tmp_path / "outside").iterdir()) == []


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    publish(tmp_path / "site", SITE)

    def interrupted() -> None:
        with replaced(tmp_path / "site") as new:
            write([File("index.html", b"half")], new.folder)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert held(tmp_path / "site") == SITE
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_mode_stays(tmp_path: Path) -> None:
    publish(tmp_path / "site", SITE)
    (tmp_path / "site").chmod(0o751)
    publish(tmp_path / "site", SITE)

    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o751


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL])
def test_where_folders_cannot_trade_places_in_one_step_they_do_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr(publishing, "_exchange", refuse)
    publish(tmp_path / "site", SITE)
    put(tmp_path / "site", {"mine.txt": "mine"})
    publish(tmp_path / "site", {"index.html": "new"})

    assert held(tmp_path / "site") == {"index.html": "new", "mine.txt": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_cannot_be_moved_is_filled_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that is mounted into a container."""
    publish(tmp_path / "site", SITE)
    put(tmp_path / "site", {"mine.txt": "mine"})
    is_moved = Path.rename

    def refuse(one: Path, other: Path) -> Path:
        if other == tmp_path / "site":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return is_moved(one, other)

    monkeypatch.setattr(Path, "rename", refuse)
    number = (tmp_path / "site").stat().st_ino
    publish(tmp_path / "site", {"index.html": "new", "p/tester/index.html": "a role"})

    assert held(tmp_path / "site") == {
        "index.html": "new",
        "p/tester/index.html": "a role",
        "mine.txt": "mine",
    }
    assert (tmp_path / "site").stat().st_ino == number
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert list(listed(tmp_path / "site")) == ["index.html", "p/tester/index.html"]


@pytest.mark.parametrize("is_listed", [False, True])
def test_where_a_file_cannot_be_linked_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_listed: bool
) -> None:
    """As that of another person, or on a disk that knows no hard links."""
    if is_listed:
        publish(tmp_path / "content", SITE, is_shared=True)
    put(tmp_path / "content", {"blog/a.md": "mine", "CNAME": "mine"})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publish(tmp_path / "content", SITE, is_shared=True)

    assert held(tmp_path / "content") == {**SITE, "blog/a.md": "mine", "CNAME": "mine"}


def test_what_can_neither_be_linked_nor_copied_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "content", {"blog/a.md": "mine"})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copy2", refuse)
    with pytest.raises(OperatorError, match="permission denied"):
        publish(tmp_path / "content", SITE, is_shared=True)

    assert held(tmp_path / "content") == {"blog/a.md": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_folder_with_a_mount_below_it_is_filled_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is mounted can neither be linked nor moved, and must not be deleted through."""
    publish(tmp_path / "site", SITE)
    put(tmp_path / "site", {"uploads/photo.jpg": "mine"})
    number = (tmp_path / "site").stat().st_ino
    monkeypatch.setattr(publishing, "_holds_mount", lambda folder: folder == tmp_path / "site")

    publish(tmp_path / "site", {"index.html": "new"})

    assert held(tmp_path / "site") == {"index.html": "new", "uploads/photo.jpg": "mine"}
    assert (tmp_path / "site").stat().st_ino == number


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of mounts")
def test_what_is_mounted_is_known() -> None:
    assert publishing._holds_mount(Path("/"))
    assert publishing._holds_mount(Path("/proc"))
    assert not publishing._holds_mount(Path(__file__).parent)


@pytest.mark.parametrize("link", ["index.html", "r"])
def test_no_link_is_written_through_where_a_folder_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    """Somebody's change can bring a link and a list that calls it ours."""
    put(tmp_path / "victim", {"A-1/index.html": "mine"})
    publish(tmp_path / "site", {})
    (tmp_path / "site" / link).symlink_to(tmp_path / "victim")
    (tmp_path / "site" / LISTING).write_text(
        json.dumps({"files": {link: "", "r/A-1/index.html": ""}})
    )
    monkeypatch.setattr(publishing, "_holds_mount", lambda folder: folder == tmp_path / "site")

    with pytest.raises(OperatorError, match=r"in the way|symbolic link"):
        publish(tmp_path / "site", SITE)

    assert held(tmp_path / "victim") == {"A-1/index.html": "mine"}


def test_another_build_may_clear_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It finds the old folder beside the new one, takes it for one of a run that was killed, and is right."""
    publish(tmp_path / "site", SITE)
    put_in_place = publishing._put

    def put_and_clear(new: Path, target: Path) -> None:
        put_in_place(new, target)
        shutil.rmtree(new)

    monkeypatch.setattr(publishing, "_put", put_and_clear)
    publish(tmp_path / "site", {"index.html": "new"})

    assert held(tmp_path / "site") == {"index.html": "new"}


def test_a_replaced_folder_that_a_killed_run_left_goes_once_files_of_others_are_moved(
    tmp_path: Path,
) -> None:
    publish(tmp_path / "site", SITE)
    left = beside(tmp_path / "site")
    shutil.copytree(tmp_path / "site", left)
    put(left, {"CNAME": "handbook.example"})

    publish(tmp_path / "site", SITE)

    assert held(tmp_path / "site") == {**SITE, "CNAME": "handbook.example"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_folders_of_others_keep_their_modes(tmp_path: Path) -> None:
    publish(tmp_path / "site", SITE)
    put(tmp_path / "site", {"private/key": "mine"})
    (tmp_path / "site/private").chmod(0o700)
    (tmp_path / "site/r").chmod(0o750)
    (tmp_path / "site/shared").mkdir()
    (tmp_path / "site/shared").chmod(0o2775)

    publish(tmp_path / "site", SITE)

    modes = {
        name: (tmp_path / "site" / name).stat().st_mode & 0o7777
        for name in ("private", "r", "shared")
    }
    assert modes == {"private": 0o700, "r": 0o750, "shared": 0o2775}


def test_a_folder_that_may_not_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "site", SITE)
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(OperatorError, match="is read-only"):
        publish(tmp_path / "site", {})

    assert held(tmp_path / "site") == SITE


def test_whoever_is_killed_between_any_two_calls_leaves_a_whole_folder(tmp_path: Path) -> None:
    """Every call to the disk is the last one once; see `crashes.py`."""
    program = Path(__file__).with_name("crashes.py")
    result = subprocess.run(
        [sys.executable, program, tmp_path], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert int(result.stdout) > 40
