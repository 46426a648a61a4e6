"""What git knows about a folder: revisions, tags and past files. The one module that runs git."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..words.names import closest
from .change import MOST_BYTES, Change, ChangedFile, read_change
from .files import File, OperatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the date of its commit."""

    name: str
    date: str
    """`2026-03-01`."""


def commit(folder: Path, revision: str) -> str:
    """Return the full name of the commit that a revision refers to, or an empty string."""
    # Without the end mark, a revision that starts with a hyphen would be read as an option.
    name = _git(
        folder, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    return (name or b"").decode().strip()


def files_at(folder: Path, revision: str, is_wanted: Callable[[str], bool]) -> Iterator[File]:
    """Yield the files that a folder contained at a revision, with paths relative to the folder.

    Args:
        folder: A folder in a repository.
        revision: Anything that `git rev-parse` understands.
        is_wanted: Called with every path, with forward slashes.

    Raises:
        OperatorError: No git, no repository, no commit or no such revision; it says which.
    """
    name = commit(folder, revision)
    listed = _git(folder, "ls-tree", "-r", "-z", name) if name else None
    if listed is None:
        raise OperatorError(f"{revision!r} is not a folder, and {_why_unknown(folder, [revision])}")
    wanted = [(path, blob) for path, blob in _blobs(listed) if is_wanted(path)]
    names = "".join(f"{blob}\n" for _, blob in wanted).encode()
    contents = _git(folder, "cat-file", "--batch", given=names) or b""
    at = 0
    for path, _ in wanted:
        # Each answer is "<name> blob <size>", a line end, the content and a line end.
        end = contents.find(b"\n", at)
        answer = contents[at:end].rsplit(b" ", 1)
        if not answer[-1].isdigit():
            raise OperatorError(f"the repository lacks the content of {path} at {revision!r}")
        size = int(answer[1])
        yield File(path, contents[end + 1 : end + 1 + size])
        at = end + size + 2


def changed_files(folder: Path, revision: str) -> list[str]:
    """Return the files that a change touches, with paths from the top of the repository.

    Args:
        folder: A folder in the repository.
        revision: A range such as `main..topic`, or one revision: then everything since the work
            branched off from it, committed or not.

    Raises:
        OperatorError: No git, no repository, no commit or no such revision; it says which.
    """
    single = () if ".." in revision else ("--merge-base",)
    how = ("--name-only", "--no-relative", "-z", *single)
    listed = _git(folder, "diff", *how, "--end-of-options", revision, "--")
    if listed is None:
        why = _why_unknown(folder, _ends(revision))
        raise OperatorError(f"cannot tell what changed since {revision!r}: {why}")
    return listed.decode(errors="surrogateescape").split("\0")[:-1]


def change_since(folder: Path, revision: str) -> Change:
    """Return what a change adds and removes; see `changed_files`.

    Of a change that is too large to be read, only the files are known.

    Raises:
        OperatorError: No git, no repository, no commit or no such revision; it says which.
    """
    single = () if ".." in revision else ("--merge-base",)
    diff = _git_up_to(
        MOST_BYTES, folder, "diff", *_PLAIN, *single, "--end-of-options", revision, "--"
    )
    if diff is None or len(diff) > MOST_BYTES:
        return Change(tuple(map(ChangedFile, changed_files(folder, revision))))
    return read_change(diff)


_PLAIN = (
    "--no-color",
    "--no-relative",
    "--no-ext-diff",
    "--no-textconv",
    "--submodule=short",
    "--unified=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
"""A diff as no settings of a user or repository change it, without lines that stayed."""


def merge_base(folder: Path, revision: str) -> str:
    """Return the commit where the current one branched off from a revision; empty if unknown."""
    name = _git(folder, "merge-base", "--end-of-options", revision, "HEAD") or b""
    return name.decode().strip()


def top(folder: Path) -> str:
    """Return the folder at the top of a repository, or an empty string if there is none."""
    path = _git(folder, "rev-parse", "--show-toplevel") or b""
    return path.decode(errors="surrogateescape").removesuffix("\n")


def _blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and name of every regular file in the output of `git ls-tree -z`."""
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if about.startswith(b"100"):
            # Decoded as Python decodes file names, so that different names stay different.
            yield path.decode(errors="surrogateescape"), about.split()[2].decode()


def tags(folder: Path) -> list[Tag]:
    """Return the tags in the history of the current commit, oldest first."""
    # Unlike "git tag", this ignores settings about columns, and a branch with the same name does
    # not change the name of the tag.
    form = "--format=%(creatordate:unix) %(creatordate:short) %(refname:lstrip=2)"
    listed = _git(folder, "for-each-ref", "--merged=HEAD", form, "refs/tags")
    lines = (listed or b"").decode(errors="replace").splitlines()
    by_time = sorted(
        (line.split(" ", 2) for line in lines), key=lambda parts: (int(parts[0]), parts[2])
    )
    return [Tag(name, date) for _, date, name in by_time]


def tagged(folder: Path) -> Iterator[str]:
    """Yield the commits of the current state and of all tags in its history, with their names."""
    yield commit(folder, "HEAD")
    form = "--format=%(objectname) %(*objectname) %(refname)"
    listed = _git(folder, "for-each-ref", "--merged=HEAD", form, "refs/tags")
    yield (listed or b"").decode(errors="replace")


def below_repository(folder: Path) -> str:
    """Return the path of a folder in its repository, such as `handbook/`; empty at the top."""
    prefix = _git(folder, "rev-parse", "--show-prefix") or b""
    return prefix.decode(errors="surrogateescape").removesuffix("\n")


def last_commit_time(folder: Path) -> str:
    """Return the time of the last commit in seconds since 1970, or an empty string."""
    time = _git(folder, "log", "-1", "--no-show-signature", "--format=%ct") or b""
    return time.decode().strip()


def committed(file: Path) -> str | None:
    """Return the content of a file in the last commit, or None if the commit doesn't have it."""
    content = _git(file.parent, "show", f"HEAD:./{file.name}")
    return None if content is None else content.decode(errors="replace")


def published(file: Path) -> str | None:
    """Return the content of a file on the main branch, or None if there is no branch or file."""
    for branch in ("origin/HEAD", "origin/main", "origin/master", "main", "master"):
        content = _git(file.parent, "show", f"{branch}:./{file.name}")
        if content is not None:
            return content.decode(errors="replace")
    return None


def tracks(folder: Path) -> bool:
    """Whether files in a folder are part of a repository.

    >>> from pathlib import Path
    >>> tracks(Path("/"))
    False
    """
    return bool(_git(folder.parent, "ls-files", "-z", "--", folder.name))


def attribute(file: Path, name: str) -> str:
    """Return an attribute of a file, such as `union`; empty if there is no repository."""
    answer = _git(file.parent, "check-attr", "-z", name, "--", file.name) or b""
    # Path, attribute and value, each followed by a NUL.
    parts = answer.decode(errors="surrogateescape").split("\0")
    return parts[2] if len(parts) > 3 else ""


def require_history(folder: Path) -> None:
    """Make sure that there is a repository with a commit.

    Raises:
        OperatorError: There is none; the message says what is missing.
    """
    missing = _missing(folder)
    if missing:
        raise OperatorError(missing)


def _why_unknown(folder: Path, revisions: Iterable[str]) -> str:
    """Return why git does not know a revision, and what to do, as the end of a sentence."""
    missing = _missing(folder)
    if missing:
        return missing
    unknown = next((revision for revision in revisions if not commit(folder, revision)), None)
    if unknown is None:
        return f"the history here is too short to show where they diverge; {_FETCH}"
    base = _STEPS.split(unknown, maxsplit=1)[0]
    if base and base != unknown and commit(folder, base):
        return f"{unknown!r} goes beyond the history of {base!r}"
    name = base or unknown
    return f"no branch, tag or commit is called {name!r}; {_suggestion(folder, name)}"


_FETCH = "fetch the full history ('fetch-depth: 0' in a workflow)"
_LIST = "'git branch --all' and 'git tag' list them"
_BEGIN = "change to the handbook's repository, or create one with 'git init'"
_STEPS = re.compile(r"[~^@:]")
"""Characters that lead from one revision to another, as in `main~3`."""


def _ends(revision: str) -> list[str]:
    """Return both ends of a range, or the single revision; a missing end is HEAD.

    >>> _ends("main..topic"), _ends("main..."), _ends("main")
    (['main', 'topic'], ['main', 'HEAD'], ['main'])
    """
    ends = re.split(r"\.{2,3}", revision, maxsplit=1)
    return [end or "HEAD" for end in ends] if len(ends) > 1 else ends


def _missing(folder: Path) -> str:
    """Return what is missing for git to know any revision, and what to do; or an empty string."""
    command = ["git", "-C", str(folder), "rev-parse", "--git-dir"]
    try:
        in_english = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, capture_output=True, check=False, env=in_english)
    except OSError:
        return "git is not installed; install it"
    if done.returncode:
        answer = done.stderr.decode(errors="replace").strip()
        first = answer.removeprefix("fatal: ").partition("\n")[0]
        if "not a git repository" in first:
            return f"there is no git repository here; {_BEGIN}"
        return f"git refuses to use the repository here: {first}; run 'git status' to see why"
    if commit(folder, "HEAD") or _names(folder):
        return ""
    return "the git repository here has no commits yet; make the first one"


def _names(folder: Path) -> list[str]:
    """Return the names of all branches and tags."""
    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    listed = _git(folder, "for-each-ref", "--format=%(refname:lstrip=2)", *kinds)
    return (listed or b"").decode(errors="replace").splitlines()


def _suggestion(folder: Path, unknown: str) -> str:
    names = _names(folder)
    # A clone has the branches of others as origin/main, and perhaps no main of its own.
    remote = next((name for name in names if name.endswith(f"/{unknown}")), "")
    by_case = {name.casefold(): name for name in names}
    near = by_case.get(closest(unknown.casefold(), by_case, 0.6), "")  # as git itself suggests
    name = remote or near
    return f"did you mean {name!r}?" if name else _LIST


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return the output of a git command, or None if it fails."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def _git_up_to(most: int, folder: Path, *arguments: str) -> bytes | None:
    """Return the output of a git command, or what is a byte too much of it; None if it fails."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            output = running.stdout.read(most + 1) if running.stdout else b""
            if len(output) > most:
                running.kill()
                return output
    except OSError:
        return None
    return None if running.returncode else output
