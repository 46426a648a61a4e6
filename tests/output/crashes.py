"""Replace a folder, and a file, again and again, killed one call to the disk later each time; print how often.

Python tells an audit hook of every call before it is made. A process that forks should have no
threads, so this is a program rather than a test.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rolebook.input.files import LISTING, File
from rolebook.output import replaced, write, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"index.html": b"old", "r/A-1/index.html": b"old", "gone.html": b"old"}
NEW = {"index.html": b"new", "r/A-1/index.html": b"new", "r/A-2/index.html": b"new"}
MINE = {"CNAME": b"mine", "notes/a.txt": b"mine"}
_CALLS = ("open", "os.", "shutil.", "ctypes.dlsym")


def main(top: Path) -> int:
    site, file = top / "site", top / "rules.csv"

    def begin_site() -> None:
        shutil.rmtree(site, ignore_errors=True)
        publish(site, OLD)
        for path, content in MINE.items():
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_bytes(content)

    def begin_file() -> None:
        file.write_bytes(b"old")

    return until_it_lives(
        begin_site, lambda: publish(site, NEW), lambda: check_site(site)
    ) + until_it_lives(begin_file, lambda: write_file(file, b"new"), lambda: check_file(file))


def publish(site: Path, files: dict[str, bytes]) -> None:
    with replaced(site) as new:
        write((File(path, content) for path, content in files.items()), new.folder)


def until_it_lives(
    begin: Callable[[], None], action: Callable[[], None], check: Callable[[], None]
) -> int:
    """Kill an action one call later each time, and check what it left, until it comes to its end."""
    for calls in range(1, 2000):
        begin()
        process = os.fork()
        if not process:
            sys.addaudithook(dying_at(calls))
            action()
            os._exit(0)
        _, status = os.waitpid(process, 0)
        check()
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return calls
        action()  # the next run finds its way
        check()
        assert not list(Path(sys.argv[1]).glob(".*.rolebook-*")), calls
    raise AssertionError("it never came to its end")


def dying_at(last: int) -> Callable[[str, tuple[object, ...]], None]:
    calls = 0

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal calls
        calls += event.startswith(_CALLS)
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def check_site(site: Path) -> None:
    found = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    found.pop(LISTING)
    assert found in ({**OLD, **MINE}, {**NEW, **MINE}), sorted(found)


def check_file(file: Path) -> None:
    assert file.read_bytes() in (b"old", b"new")


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
