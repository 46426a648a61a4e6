"""What git knows about a folder: revisions, tags and files of the past. The one module that runs git."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .files import File, OperatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the day of the commit it names."""

    name: str
    date: str
    """`2026-03-01`."""


def commit(folder: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means, or nothing."""
    # Without the end mark a revision that begins with a hyphen would be read as an option.
    found = _git(
        folder, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    return (found or b"").decode().strip()


def files_at(folder: Path, revision: str, is_wanted: Callable[[str], bool]) -> Iterator[File]:
    """Yield the files that a folder held at a revision, by their paths below the folder.

    Args:
        folder: A folder in a repository.
        revision: What `git rev-parse` understands.
        is_wanted: Is asked for every path, with forward slashes.

    Raises:
        OperatorError: No git, no repository, no commit or no such revision; it says which.
    """
    name = commit(folder, revision)
    listed = _git(folder, "ls-tree", "-r", "-z", name) if name else None
    if listed is None:
        raise OperatorError(f"{revision!r} is not a folder, and {_why_unknown(folder, [revision])}")
    wanted = [(path, blob) for path, blob in _blobs(listed) if is_wanted(path)]
    contents = (
        _git(
            folder, "cat-file", "--batch", given="".join(f"{blob}\n" for _, blob in wanted).encode()
        )
        or b""
    )
    at = 0
    for path, _ in wanted:
        # Each answer is "<name> blob <size>", a line end, the content and a line end.
        end = contents.find(b"\n", at)
        answer = contents[at:end].rsplit(b" ", 1)
        if not answer[-1].isdigit():
            raise OperatorError(f"the repository lacks what {path} held at {revision!r}")
        size = int(answer[1])
        yield File(path, contents[end + 1 : end + 1 + size])
        at = end + size + 2


def changed_files(folder: Path, revision: str) -> list[str]:
    """Return the files that a change touches, from the top of the repository.

    Args:
        folder: A folder in the repository.
        revision: A range such as `main..topic`, or one revision: then all since the work left it,
            committed or not.

    Raises:
        OperatorError: No git, no repository, no commit or no such revision; it says which.
    """
    single = () if ".." in revision else ("--merge-base",)
    listed = _git(folder, "diff", "--name-only", "-z", *single, "--end-of-options", revision, "--")
    if listed is None:
        why = _why_unknown(folder, _ends(revision))
        raise OperatorError(f"cannot tell what changed since {revision!r}: {why}")
    return listed.decode(errors="surrogateescape").split("\0")[:-1]


def _blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and name of every ordinary file in what `git ls-tree -z` prints."""
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if about.startswith(b"100"):
            # As Python has names of files that are not UTF-8, so that no two become one.
            yield path.decode(errors="surrogateescape"), about.split()[2].decode()


def tags(folder: Path) -> list[Tag]:
    """Return the tags whose commits are in the history of what is checked out, the oldest first."""
    # Unlike "git tag", it heeds no settings about columns, and a branch of one name does not change
    # the tag's.
    form = "--format=%(creatordate:unix) %(creatordate:short) %(refname:lstrip=2)"
    listed = _git(folder, "for-each-ref", "--merged=HEAD", form, "refs/tags")
    found = [line.split(" ", 2) for line in (listed or b"").decode(errors="replace").splitlines()]
    return [
        Tag(name, date)
        for _, date, name in sorted(found, key=lambda parts: (int(parts[0]), parts[2]))
    ]


def below_repository(folder: Path) -> str:
    """Return the way from the top of the repository down to a folder, such as `handbook/`; at the top it is empty."""
    return (
        (_git(folder, "rev-parse", "--show-prefix") or b"")
        .decode(errors="surrogateescape")
        .removesuffix("\n")
    )


def last_commit_time(folder: Path) -> str:
    """Return when the last commit was made, in seconds since 1970, or nothing where there is none."""
    return (
        (_git(folder, "log", "-1", "--no-show-signature", "--format=%ct") or b"").decode().strip()
    )


def committed(file: Path) -> str | None:
    """Return what a file held at the last commit, or None if there is no commit or it did not have the file."""
    content = _git(file.parent, "show", f"HEAD:./{file.name}")
    return None if content is None else content.decode(errors="replace")


def published(file: Path) -> str | None:
    """Return what a file holds on the main branch, as others have it; None where there is no such branch or file."""
    for branch in ("origin/HEAD", "origin/main", "origin/master", "main", "master"):
        content = _git(file.parent, "show", f"{branch}:./{file.name}")
        if content is not None:
            return content.decode(errors="replace")
    return None


def attribute(file: Path, name: str) -> str:
    """Return what `.gitattributes` says about a file: `union`, `unspecified`; nothing outside a repository."""
    said = _git(file.parent, "check-attr", "-z", name, "--", file.name) or b""
    # Path, attribute and value, each followed by a NUL.
    return said.decode(errors="surrogateescape").split("\0")[2] if said.count(b"\0") >= 3 else ""


def require_history(folder: Path) -> None:
    """Make sure that there is a repository with a commit.

    Raises:
        OperatorError: There is none; the message says what is missing.
    """
    lacking = _lacking(folder)
    if lacking:
        raise OperatorError(lacking)


def _why_unknown(folder: Path, revisions: Iterable[str]) -> str:
    """Return why git does not know a revision, as the end of a sentence, and what to do."""
    lacking = _lacking(folder)
    if lacking:
        return lacking
    unknown = next((one for one in revisions if not commit(folder, one)), None)
    if unknown is None:
        return f"the history here is too short to show where they diverge; {_FETCH}"
    base = _STEPS.split(unknown, maxsplit=1)[0]
    if base and base != unknown and commit(folder, base):
        return f"{unknown!r} goes beyond the history of {base!r}"
    name = base or unknown
    return f"no branch, tag or commit is called {name!r}; {_proposal(folder, name)}"


_FETCH = "fetch all of it ('fetch-depth: 0' in a workflow)"
_LIST = "'git branch --all' and 'git tag' list what there is"
_BEGIN = "go to that of the handbook, or create one with 'git init'"
_STEPS = re.compile(r"[~^@:]")
"""What leads from one revision to another, as in `main~3`."""


def _ends(revision: str) -> list[str]:
    """Return the revisions of a range, or the one that is given; an end left out is HEAD.

    >>> _ends("main..topic"), _ends("main..."), _ends("main")
    (['main', 'topic'], ['main', 'HEAD'], ['main'])
    """
    ends = re.split(r"\.{2,3}", revision, maxsplit=1)
    return [end or "HEAD" for end in ends] if len(ends) > 1 else ends


def _lacking(folder: Path) -> str:
    """Return what is missing for git to know any revision, and what to do; or nothing."""
    command = ["git", "-C", str(folder), "rev-parse", "--git-dir"]
    try:
        plainly = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, capture_output=True, check=False, env=plainly)
    except OSError:
        return "git is not installed; install it"
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip()
        first = told.removeprefix("fatal: ").partition("\n")[0]
        if "not a git repository" in first:
            return f"there is no git repository here; {_BEGIN}"
        return f"git refuses the repository here: {first}; 'git status' says what to do"
    if commit(folder, "HEAD") or _names(folder):
        return ""
    return "the git repository here has no commits yet; make the first one"


def _names(folder: Path) -> list[str]:
    """Return the names of all branches and tags."""
    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    listed = _git(folder, "for-each-ref", "--format=%(refname:lstrip=2)", *kinds)
    return (listed or b"").decode(errors="replace").splitlines()


def _proposal(folder: Path, unknown: str) -> str:
    names = _names(folder)
    # A clone has the branches of others as origin/main, and perhaps no main of its own.
    remote = [name for name in names if name.endswith(f"/{unknown}")]
    by_case = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(unknown.casefold(), by_case, 1)
    found = remote or [by_case[name] for name in near]
    return f"did you mean {found[0]!r}?" if found else _LIST


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what a command prints, or None where there is no git, no repository or no such thing."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
