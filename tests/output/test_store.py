"""The store is data that anyone may delete: nothing in it can do harm, and it stays small."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from rolebook.output import store as storing
from rolebook.output.store import FOLDER, NOTHING_KEPT, Store, key_of

if TYPE_CHECKING:
    from pathlib import Path

KEY = key_of("a text")


def beside(folder: Path) -> tuple[Store, list[str]]:
    told: list[str] = []
    return Store.next_to(folder / "mkdocs.yml", told.append), told


@pytest.mark.parametrize("is_compressed", [True, False])
@pytest.mark.parametrize("content", [b"", b"a page", b"\0\xff" * 4000])
def test_what_was_put_is_there_again(
    tmp_path: Path, content: bytes, *, is_compressed: bool
) -> None:
    Store(tmp_path).put("pages", KEY, content, is_compressed=is_compressed)
    assert Store(tmp_path).get("pages", KEY) == content


def test_a_room_has_only_what_was_put_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("pages", KEY, b"a page")
    assert store.get("links", KEY) is None
    assert store.get("pages", key_of("another text")) is None
    assert store.ignored == 0


def test_git_ignores_the_folder_by_itself(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    store, _ = beside(tmp_path)
    store.put("pages", KEY, b"a page")
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    assert not subprocess.run(status, cwd=tmp_path, check=True, capture_output=True).stdout


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: raw[:-3] + b"\0\0\0",
        lambda raw: b"",
        lambda raw: raw.replace(b"rolebook", b"pickle__"),
        lambda raw: b"no head at all " * 100,
    ],
)
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    Store(tmp_path).put("pages", KEY, b"a page")
    file = tmp_path / "pages" / KEY
    file.write_bytes(damage(file.read_bytes()))
    store = Store(tmp_path)
    assert store.get("pages", KEY) is None
    assert store.complaint.startswith("1 file in ")


def test_what_another_version_made_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(storing, "program", lambda: "another program")
        Store(tmp_path).put("pages", KEY, b"a page")
    store = Store(tmp_path)
    assert store.get("pages", KEY) is None
    assert store.ignored == 1


def test_what_unpacks_to_far_more_than_is_kept_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).put("pages", KEY, b"\0" * 10_000)
    monkeypatch.setattr(storing, "_MOST_BYTES", 5_000)
    assert Store(tmp_path).get("pages", KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link could lead to files of other people, or let them decide what is built."""
    elsewhere = tmp_path / "elsewhere"
    Store(elsewhere).put("pages", KEY, b"not ours")
    book = tmp_path / "book"
    book.mkdir()
    (book / FOLDER).symlink_to(elsewhere)
    store, told = beside(book)
    assert not store.keeps
    assert "symbolic link" in told[0]

    (book / FOLDER).unlink()
    (book / FOLDER).mkdir()
    (book / FOLDER / "pages").symlink_to(elsewhere / "pages")
    store, told = beside(book)
    assert store.get("pages", KEY) is None
    store.put("pages", key_of("more"), b"more")
    assert [path.name for path in (elsewhere / "pages").iterdir()] == [KEY]

    (book / FOLDER / "pages").unlink()
    (book / FOLDER / "pages").mkdir()
    (book / FOLDER / "pages" / KEY).symlink_to(elsewhere / "pages" / KEY)
    assert Store(book / FOLDER).get("pages", KEY) is None


def test_a_folder_that_git_tracks_is_not_used(tmp_path: Path) -> None:
    """Whoever proposes a change could put pages into everybody's builds."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    store, _ = beside(tmp_path)
    store.put("pages", KEY, b"a page")
    subprocess.run(["git", "add", "-f", FOLDER], cwd=tmp_path, check=True)
    store, told = beside(tmp_path)
    assert not store.keeps
    assert "git rm -r --cached .rolebook" in told[0]


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("mine")
    store, told = beside(tmp_path)
    store.put("pages", KEY, b"a page")
    assert not store.keeps
    assert told
    assert (tmp_path / FOLDER).read_text() == "mine"


def test_what_was_not_used_for_longest_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Store(tmp_path)
    keys = [key_of(str(n)) for n in range(4)]
    for age, key in zip((10, 40, 30, 20), keys, strict=True):
        first.put("sheets", key, b"x" * 1000, is_compressed=True)
        os.utime(tmp_path / "sheets" / key, (age, age))
    later = Store(tmp_path)
    assert later.get("sheets", keys[0])
    monkeypatch.setattr(storing, "_MOST_BYTES", 2500)
    later.tidy()
    assert {path.name for path in (tmp_path / "sheets").iterdir()} == {keys[0], keys[1]}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    os.mkfifo(tmp_path / "pages" / KEY)
    assert Store(tmp_path).get("pages", KEY) is None


def test_a_disk_that_refuses_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file, not a folder")
    store = Store(tmp_path)
    store.put("pages", KEY, b"a page")
    assert store.get("pages", KEY) is None
    store.tidy()


def test_without_a_folder_nothing_is_kept() -> None:
    NOTHING_KEPT.put("pages", KEY, b"a page")
    assert NOTHING_KEPT.get("pages", KEY) is None
    NOTHING_KEPT.tidy()
