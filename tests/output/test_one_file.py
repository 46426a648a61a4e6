"""A single file is whole at every moment, and keeps what it was until the new one is there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rolebook import OperatorError
from rolebook.output import write_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and pipes are those of POSIX")


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")

    write_file(tmp_path / "a.csv", b"a;b\n")

    assert (tmp_path / "a.csv").read_bytes() == b"a;b\n"
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "usual"]


def test_the_disk_has_the_file_and_then_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut there is the old file or the new one."""
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(is_folder(handle)))

    write_file(tmp_path / "a.csv", b"a;b\n")

    assert synced == [False, True]


def is_folder(handle: int) -> bool:
    return stat.S_ISDIR(os.fstat(handle).st_mode)


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")
    old.chmod(0o640)

    write_file(old, b"new")

    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")

    write_file(tmp_path / "link.csv", b"new")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_device_is_written_to_as_it_is() -> None:
    write_file(os.devnull, b"gone")

    assert not Path(os.devnull).is_file()


def test_a_reader_of_the_old_file_goes_on_reading_it(tmp_path: Path) -> None:
    """The new one is another file that took its name, so nobody reads half of each."""
    (tmp_path / "a").write_bytes(b"old" * 1000)
    with (tmp_path / "a").open("rb") as reader:
        first = reader.read(3)
        write_file(tmp_path / "a", b"new" * 1000)

        assert first + reader.read() == b"old" * 1000


def test_what_the_disk_refuses_leaves_the_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OperatorError, match=r"cannot write .*: no space left on device"):
        write_file(tmp_path / "a", b"new")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot write"):
        write_file(tmp_path, b"new")


def test_what_a_killed_run_left_is_cleared_and_what_one_at_work_has_is_not(tmp_path: Path) -> None:
    import fcntl

    (tmp_path / ".a.rolebook-00000000").write_bytes(b"half")
    (tmp_path / ".b.rolebook-00000000").write_bytes(b"of another file")
    with (tmp_path / ".a.rolebook-11111111").open("wb") as at_work:
        fcntl.flock(at_work.fileno(), fcntl.LOCK_EX)
        write_file(tmp_path / "a", b"new")

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".a.rolebook-11111111", ".b.rolebook-00000000", "a"]
