"""Each folder below `cases` is a scenario: `input.diff` and the change that is read of it.

To accept what is read now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.input.change import MOST_BYTES, Change, ChangedFile, read_change
from rolebook.input.files import OperatorError
from rolebook.input.git import change_since, changed_files
from rolebook.rubric import domains_of_files

from ..repository import git

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) > 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is read."""
    try:
        lines = dump(read_change(case.joinpath("input.diff").read_bytes()))
    except OperatorError as error:
        lines = iter([f"error: {error}"])
    dumped = "".join(f"{line}\n" for line in lines)
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(dumped, encoding="utf-8")

    assert dumped == expected.read_text(encoding="utf-8")


def dump(change: Change) -> Iterator[str]:
    for file in change.files:
        signs = {"new": file.is_new, "deleted": file.is_deleted, "binary": file.is_binary}
        about = [name for name, is_so in signs.items() if is_so]
        former = f" from {file.former_path!r}" if file.former_path else ""
        yield f"{file.path!r}{former}{''.join(f', {name}' for name in about)}"
        yield from (f"  - {line!r}" for line in file.removed)
        yield from (f"  + {line!r}" for line in file.added)


_PIECES = st.sampled_from(
    [
        *(b"diff --git a/x b/x", b'diff --git "a/\\303" "b/\\303"', b"diff --git ", b"diff --cc x"),
        *(b"--- a/x", b"+++ b/x", b"--- /dev/null", b"+++ /dev/null", b'--- "a/\\', b"+++ "),
        *(b"@@ -1 +1 @@", b"@@ -1,2 +1,3 @@ f", b"@@ -0,0 +1 @@", b"@@ -1,99999999999 +1 @@"),
        *(b"+a", b"-a", b" a", b"", b"\\ No newline at end of file", b"-- ", b"\xff\xfe", b"\r"),
        *(b"rename from x", b"rename to y", b"new file mode 100644", b"deleted file mode 1"),
        *(b"Binary files a/x and b/x differ", b"Binary files  differ", b"GIT binary patch"),
    ]
)


@given(st.one_of(st.binary(), st.lists(_PIECES).map(b"\n".join)))
def test_anything_is_a_change_or_a_mistake_of_the_operator(diff: bytes) -> None:
    """And what was read has names that patterns can be held against."""
    with suppress(OperatorError):
        change = read_change(diff)
        assert all(change.paths)
        domains_of_files(change.paths, {"*.py": ["A"], "/x": ["B"]})


_NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1, max_size=12
).filter(lambda name: name not in (".", "..") and name.casefold() != ".git")
_TEXTS = st.lists(
    st.sampled_from(["a", "b", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "", "\\ No", "é\r"]), max_size=6
).map("\n".join)


@given(name=_NAMES, old=_TEXTS, new=_TEXTS)
def test_a_diff_says_what_was_written_into_it(name: str, old: str, new: str) -> None:
    """Whatever a file is called and its lines look like, as git and other tools quote names."""
    quoted = "".join(f"\\{byte:03o}" for byte in name.encode())
    gone, came = old.split("\n"), new.split("\n")
    diff = "\n".join(
        [
            f'diff --git "a/{quoted}" "b/{quoted}"',
            f'--- "a/{quoted}"',
            f'+++ "b/{quoted}"',
            f"@@ -1,{len(gone)} +1,{len(came)} @@",
            *(f"-{line}" for line in gone),
            *(f"+{line}" for line in came),
        ]
    )
    [file] = read_change(f"{diff}\n".encode()).files

    assert file == ChangedFile(
        name,
        tuple(line.removesuffix("\r") for line in came),
        tuple(line.removesuffix("\r") for line in gone),
    )


def test_a_diff_that_is_too_large_is_refused() -> None:
    with pytest.raises(OperatorError, match="more than 20 MB; leave out generated files"):
        read_change(b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    "line",
    [
        b"diff --git " + b"://" * 300_000 + b" " * 300_000,
        b'diff --git "' + b"\\" * 900_000,
        b"Binary files " + b" and " * 200_000 + b" differ",
        b"--- " + b"\t" * 900_000 + b"\n+++ b/" + b" " * 900_000,
        b"diff --git a/x b/x\n" * 50_000,
        b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n" * 30_000,
    ],
    ids=["addresses", "backslashes", "ands", "tabs", "headers", "hunks"],
)
def test_hostile_lines_take_no_time(line: bytes) -> None:
    begin = time.process_time()
    read_change(line + b"\n")

    assert time.process_time() - begin < 5


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-b", "main")
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "c.txt").write_text("one\n")
    (tmp_path / "ä.txt").write_text("one\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "a")
    git(tmp_path, "checkout", "-b", "topic")
    (tmp_path / "ä.txt").write_text("one\ntwo\n")
    git(tmp_path, "commit", "-am", "b")
    (tmp_path / "a b" / "c.txt").write_text("uno\n")
    (tmp_path / "untracked.txt").write_text("x\n")
    return tmp_path


def test_git_says_what_a_change_adds_and_removes(repository: Path) -> None:
    """Committed or not, with the same files as before; git does not track the others."""
    change = change_since(repository, "main")

    assert change == Change(
        (ChangedFile("a b/c.txt", ("uno",), ("one",)), ChangedFile("ä.txt", ("two",)))
    )
    assert list(change.paths) == changed_files(repository, "main")
    assert change_since(repository, "main..topic").paths == ("ä.txt",)
    assert change_since(repository, "topic..topic") == Change()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("color.diff", "always"),
        ("diff.relative", "true"),
    ],
)
def test_settings_of_git_change_nothing(repository: Path, name: str, value: str) -> None:
    before = change_since(repository, "main")
    git(repository, "config", name, value)

    assert change_since(repository / "a b", "main") == before


def test_of_a_change_that_is_too_large_the_files_are_known(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolebook.input.git.MOST_BYTES", 10)

    assert change_since(repository, "main") == Change(
        (ChangedFile("a b/c.txt"), ChangedFile("ä.txt"))
    )


@pytest.mark.parametrize("wrong", ["nowhere", "--output=x", ""])
def test_a_revision_that_is_unknown_is_named(repository: Path, wrong: str) -> None:
    with pytest.raises(OperatorError, match="no branch, tag or commit"):
        change_since(repository, wrong)
