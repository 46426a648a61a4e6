"""Print how long an editor waits for problems after a keystroke. Run with `make editor`.

Two handbooks are typed in: one of a single role, and one of 40. There, the name of a role is typed,
letter by letter, so that each keystroke changes the problems of all roles that name it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import SUBJECTS, persona, role_names
from talking import editor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talking import Editor, Message

KEYSTROKES = 30
ROLES = 40
_PAUSE = 0.2
"""Seconds between two keystrokes, as of someone who types 60 words a minute."""
_PATIENCE = 900
"""Seconds after which a server has failed."""
_CONFIGURATION = "site_name: Bench\nplugins:\n  - rolebook\n"
_TYPED = "## Rules of the bench\n\n- A clerk {word} **MUST not** wait.\n"
"""The problem moves with each letter that is typed before it."""


class Goal(NamedTuple):
    """What is measured, and the milliseconds that it may take."""

    title: str
    most: int


ONE = Goal("a keystroke in one role", 150)
ALL = Goal(f"a keystroke that changes the problems of {ROLES} files", 500)
RENAMED = Goal(f"a rename that changes {ROLES} files", 500)


def main() -> None:
    """Type, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, help="A persona to type in, instead of a made one.")
    parser.add_argument("--keystrokes", type=int, default=KEYSTROKES)
    parser.add_argument("--whole", action="store_true", help="40 roles with 464 rules each.")
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else persona(0, role_names(1))
    _print(ONE, in_one(text, options.keystrokes))
    names, subjects = role_names(ROLES), SUBJECTS if options.whole else ()
    texts = [with_lead(persona(n, names, subjects), names[0]) for n in range(ROLES)]
    _print(ALL, in_all(texts, names[0], options.keystrokes))
    _print(RENAMED, renamed(texts, names[0], options.keystrokes))


_LAST = f"role-{ROLES - 1:02}.md"
"""The file whose problems are told last; each change changes them."""


def with_lead(text: str, name: str) -> str:
    """Return a persona that names the role whose name is typed."""
    return text.replace(
        "## Collaboration Guidelines\n", f"{_DUTIES}- **MUST** tell {name} what **MUST not** wait\n"
    )


_DUTIES = "## Collaboration Guidelines\n"


def in_one(text: str, keystrokes: int) -> list[float]:
    """Return the seconds after each keystroke in a handbook of one role."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = _write(Path(folder), [text])
        with editor(Path(folder), _PATIENCE) as user:
            uri = user.open(path)
            user.wait_until_read(uri)
            return [
                _timed(user, {uri: f"{text}\n{_TYPED.format(word='x' * n)}"}, path.name, n)
                for n in range(1, keystrokes + 1)
            ]


def in_all(texts: Sequence[str], name: str, keystrokes: int) -> list[float]:
    """Return the seconds after each keystroke in the title of a role that all others name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _write(Path(folder), texts)
        with editor(Path(folder), _PATIENCE) as user:
            uri = user.open(paths[0])
            user.wait_until_read(uri)
            times = []
            for n in range(1, keystrokes + 1):
                title = f"# {name}" if n % 2 == 0 else f"# {name}{'x' * n}"
                times.append(_until_all(user, {uri: texts[0].replace(f"# {name}", title, 1)}))
            return times


def renamed(texts: Sequence[str], name: str, keystrokes: int) -> list[float]:
    """Return the seconds after a role was renamed in all files, which are open."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _write(Path(folder), texts)
        with editor(Path(folder), _PATIENCE) as user:
            uris = [user.open(path) for path in paths]
            user.wait_until_read(uris[0])
            return [
                _until_all(
                    user,
                    {
                        uri: text.replace(name, f"The Clerk{'s' * n} Boss")
                        for uri, text in zip(uris, texts, strict=True)
                    },
                )
                for n in range(1, keystrokes + 1)
            ]


def _write(folder: Path, texts: Sequence[str]) -> list[Path]:
    (folder / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8")
    (folder / "personas").mkdir()
    paths = [folder / "personas" / f"role-{n:02}.md" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


def _timed(user: Editor, texts: dict[str, str], name: str, typed: int) -> float:
    """Change texts, and return the seconds until the problem has moved."""
    column = len(_TYPED.format(word="x" * typed).splitlines()[-1].partition("**")[0])

    def has_moved(problems: list[Message]) -> bool:
        return any(
            one["code"] == "KW001" and one["range"]["start"]["character"] >= column
            for one in problems
        )

    time.sleep(_PAUSE)
    start = time.perf_counter()
    for uri, text in texts.items():
        user.change(uri, text)
    user.wait_for_problems(name, has_moved)
    return time.perf_counter() - start


def _until_all(user: Editor, texts: dict[str, str]) -> float:
    """Change texts, and return the seconds until all files were told."""
    time.sleep(_PAUSE)
    user.published.clear()
    start = time.perf_counter()
    for uri, text in texts.items():
        user.change(uri, text)
    user.wait_until_published(_LAST)
    return time.perf_counter() - start


def _print(goal: Goal, times: Sequence[float]) -> None:
    *_, high = statistics.quantiles(times, n=20, method="inclusive")
    middle, top = statistics.median(times) * 1000, high * 1000
    mark = "" if top <= goal.most else " ✗"
    print(f"{goal.title}: p50 {middle:.0f} ms, p95 {top:.0f} ms (≤ {goal.most}){mark}")


if __name__ == "__main__":
    main()
