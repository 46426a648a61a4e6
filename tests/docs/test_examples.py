"""The examples on the pages are run, and say what really comes out.

`console` blocks are run command by command, `python` blocks as programs; a `text` block behind one
is what it prints. A `diff` block with a title changes a file, any other block whose title is a path
writes it. A `text` block titled "Becomes" says what is read of the `markdown` block before it.

To accept what comes out now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.keywords import Keywords
from rolebook.model import Persona

from ..site.running import rolebook as run_command
from .pages import PAGES, Block, blocks, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMAND = f"{sys.executable} -m rolebook"
BECOMES = "Becomes"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new handbook with its data, to be copied."""
    folder = tmp_path_factory.mktemp("start") / "handbook"
    for cwd, arguments in (
        (folder.parent, "new handbook"),
        (folder, "export json -o handbook.json"),
        (folder, "export csv -o requirements.csv"),
    ):
        assert run_command(*arguments.split(), cwd=cwd).returncode == 0
    return folder


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_shows_what_comes_out(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handbook: Path
) -> None:
    """Run from top to bottom, the examples of a page give the results that it shows."""
    monkeypatch.chdir(tmp_path)
    if page.name != "tutorial.md":
        shutil.copytree(handbook, "handbook")
        monkeypatch.chdir("handbook")
    written = page.read_text(encoding="utf-8")
    shown = _run(page, written.split("\n"))
    if os.environ.get("ROLEBOOK_ACCEPT"):
        page.write_text(shown, encoding="utf-8")

    assert shown == page.read_text(encoding="utf-8")


def test_there_are_examples() -> None:
    """Pages that lost their examples cannot pass by silence."""
    found = [block for page in PAGES for block in blocks(page)]

    assert sum(block.language == "console" for block in found) > 5
    assert sum(block.language == "python" for block in found) > 4
    assert sum(block.title == BECOMES for block in found) > 10


def _run(page: Path, lines: Sequence[str]) -> str:
    """Return the page with the real results in the place of the written ones."""
    found = blocks(page)
    shown: list[str] = []
    at = 0
    output: list[str] | None = None
    for i, block in enumerate(found):
        shown += lines[at : block.start]
        at = block.end
        if block.title.startswith(BECOMES):
            keywords = block.title.partition("keywords: ")[2]
            shown += _becomes(found[i - 1].text, keywords or "uppercase")
        elif block.language == "text" and output is not None:
            shown += output
        else:
            shown += (
                _console(block) if block.language == "console" and block.is_run else block.lines
            )
        output = _python(block) if block.language == "python" and block.is_run else None
        _write(block)
    return "\n".join([*shown, *lines[at:]])


def _console(block: Block) -> Iterator[str]:
    code = 0
    for command in (line.removeprefix("$ ") for line in block.lines if line.startswith("$ ")):
        yield f"$ {command}"
        if command.startswith("cd "):
            os.chdir(command.removeprefix("cd "))
        elif command == "echo $?":
            yield str(code)
        else:
            done = _shell(command)
            code = done.returncode
            yield from done.stdout.rstrip("\n").split("\n") if done.stdout else []


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a shell does, what it prints on both streams in one."""
    is_ours = command.startswith("rolebook ")
    if is_ours and not set(command) & set("|&;<>*$"):
        return run_command(*shlex.split(command)[1:], cwd=Path.cwd(), is_joined=True)
    return subprocess.run(
        command.replace("rolebook ", f"{COMMAND} ", 1) if is_ours else command,
        shell=True,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )


def _python(block: Block) -> list[str]:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(block.text, block.place, "exec"), {"__name__": "__main__"})
    return out.getvalue().rstrip("\n").split("\n")


def _write(block: Block) -> None:
    if "/" not in block.title:
        return
    path = Path(block.title)
    if block.language != "diff":
        path.parent.mkdir(exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        return
    old = "".join(f"{line[1:]}\n" for line in block.lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in block.lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{block.place}: this does not fit {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _becomes(text: str, keywords: str) -> Iterator[str]:
    """Yield the records that are read of a text with these keywords, one a line."""
    chosen = Keywords(tuple(keywords.split(", ")))
    book = rolebook.handbook([rolebook.Source("example.md", text)], keywords=chosen)
    (document,) = book.texts
    for rule in document.requirements:
        yield f"{rule.level.value:<11}{rule.text}"
        details = {
            "options": " | ".join(rule.options),
            "condition": rule.condition,
            "context": rule.context,
            "note": rule.note,
            "inferred": rule.inferred,
            "id": rule.explicit_id,
            "names": ", ".join(name.written for name in rule.names),
        }
        yield from (f"{'':<11}{key}: {value}" for key, value in details.items() if value)
    if isinstance(document, Persona):
        yield from (
            f"{'pattern':<11}{p.name}{f': {p.detail}' if p.detail else ''}"
            for p in document.patterns
        )
        yield from (
            f"{'knowledge':<11}{k.name}: {' | '.join(k.topics)}" for k in document.knowledge
        )
        yield from (
            f"{'skill':<11}{s.code} {s.levels or 'no level'}: {s.description}"
            for s in document.skills
        )
        yield from (
            f"{'competence':<11}{c.name}: {' | '.join(c.examples)}" for c in document.competences
        )
        yield from (
            f"{'agent':<11}{a.name}: {a.specialty}; works with {', '.join(a.peers)}"
            for a in document.agents
        )
    yield from (f"{'reference':<11}{r.text} → {r.target or 'nothing'}" for r in document.references)
    wanted = (d for d in book.diagnostics if d.code.startswith(("KW", "TB", "ST")))
    yield from (f"{d.code:<11}{d.message}" for d in wanted)
