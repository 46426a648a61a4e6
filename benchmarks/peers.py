"""Print what other tools cost on the same rules, next to Rolebook: `make peers`.

Each tool has an environment of its own with the versions of `environments/`, below `.peers/` unless
another folder is given. It gets the rules of the corpus in its own form, and builds its site from
nothing. The tools do not make the same site; `docs/reference/speed.md` says what each makes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

import yaml

from corpus import RULES, persona, role_names
from measuring import circumstances, number, output, run, table
from place import NO_PAPER, write_handbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (1, 10, 40)
_HERE = Path(__file__).parent
_RULE = re.compile(r"^(?:- )?\*\*(?P<level>[A-Z ]+)\*\* (?P<text>.+)$")


@dataclass(frozen=True)
class Rule:
    """A rule of the corpus."""

    number: int
    """Counts from 1 in each persona."""
    level: str
    text: str
    category: str


@dataclass(frozen=True)
class Persona:
    """A persona of the corpus."""

    name: str
    code: str
    """Capital letters that no other persona has."""
    markdown: str
    rules: Sequence[Rule]


@dataclass(frozen=True)
class Tool:
    """What builds a site from the corpus."""

    name: str
    environment: str
    """Name of its file in `environments/`; empty for the environment of this program."""
    write: Callable[[Path, Sequence[Persona]], None]
    """Writes personas to an empty folder in the form of the tool."""
    command: Sequence[str]
    """Runs in that folder and writes the site to `site`; the first word is of the environment."""


class NoEnvironmentError(Exception):
    """The environment of a tool cannot be made; the message says why."""


def main() -> None:
    """Measure each tool for each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, nargs="+", default=SIZES, help="sizes to measure")
    parser.add_argument("--only", nargs="+", metavar="TOOL", help="names of tools to measure")
    parser.add_argument(
        "--environments", type=Path, default=_HERE.parent / ".peers", help="folder to keep them in"
    )
    options = parser.parse_args()
    print(f"{circumstances()}\n", flush=True)
    rows: list[list[str]] = []
    notes: list[str] = []
    for tool in (*ours(), *PEERS):
        if options.only and tool.name not in options.only:
            continue
        try:
            programs = environment(tool.environment, options.environments)
        except NoEnvironmentError as error:
            notes.append(f"- {tool.name} was not measured: {error}")
            continue
        rows.append([tool.name, *(_cell(tool, programs, size) for size in options.personas)])
    sizes = [f"{size * RULES:,} rules" for size in options.personas]
    print(table(["CPU / peak / output / files", *sizes], rows))
    print("\n".join(["", *notes] if notes else []))


def environment(name: str, folder: Path) -> Path:
    """Return the folder with the programs of an environment, which is made where it is missing.

    Raises:
        NoEnvironmentError: It cannot be made, for example without the network.
    """
    if not name:
        return Path(sys.executable).parent
    place, packages = folder.absolute() / name, _HERE / "environments" / f"{name}.txt"
    stamp, wanted = place / "packages.txt", packages.read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        _call(sys.executable, "-m", "venv", "--clear", place)
        _call(
            place / "bin" / "python",
            *("-m", "pip", "install", "--disable-pip-version-check", "--no-cache-dir"),
            *("--quiet", "--only-binary", ":all:", "--no-deps", "-r", packages),
        )
        stamp.write_text(wanted, encoding="utf-8")
    return place / "bin"


def _call(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it says nothing"]
        words = " ".join(str(word) for word in command[1:4])
        raise NoEnvironmentError(f"`{Path(command[0]).name} {words}` failed: {said[-1]}")


def _cell(tool: Tool, programs: Path, size: int) -> str:
    """Build the corpus once with a tool, and write down what it cost."""
    print(f"{tool.name}: {size * RULES:,} rules …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="rolebook-peers-") as name:
        tool.write(Path(name), personas(size))
        program, *arguments = tool.command
        used = run([programs / program, *arguments], Path(name))
        site = output(Path(name, "site"))
    figures = ((used.cpu, "s"), (used.peak, "MiB"), (site.megabytes, "MB"), (site.files, ""))
    return " / ".join(number(value, unit) for value, unit in figures)


def personas(count: int) -> list[Persona]:
    """Return the personas of the corpus, and their rules."""
    names = role_names(count)
    return [
        Persona(name, _code(index), text := persona(index, names), rules(text))
        for index, name in enumerate(names)
    ]


def rules(markdown: str) -> list[Rule]:
    r"""Return the rules of a persona of the corpus.

    >>> [rule.text for rule in rules("### Sails\n**MUST** mend sails\n- **MAY** sing")]
    ['mend sails', 'sing']
    """
    found: list[Rule] = []
    category = ""
    for line in markdown.splitlines():
        if line.startswith("#"):
            category = line.lstrip("# ")
        elif match := _RULE.match(line):
            found.append(Rule(len(found) + 1, match["level"], match["text"], category))
    return found


def ours() -> list[Tool]:
    """Return Rolebook, with and without paper."""
    options = {"without paper": NO_PAPER, "with every paper": "both"}
    command = ("python", "-m", "rolebook", "build")
    return [
        Tool(f"Rolebook, {what}", "", partial(_write_rolebook, pdf=pdf), command)
        for what, pdf in options.items()
    ]


def _write_rolebook(folder: Path, wanted: Sequence[Persona], *, pdf: str) -> None:
    write_handbook(folder, len(wanted), pdf=pdf)


def _write_mkdocs(folder: Path, wanted: Sequence[Persona]) -> None:
    """Write a page for each persona: its Markdown, of whose rules MkDocs knows nothing."""
    _write(folder / "mkdocs.yml", "site_name: Peer\ntheme: {name: material, font: false}\n")
    _write(folder / "docs" / "index.md", "# Peer\n")
    for each in wanted:
        _write(folder / "docs" / f"{each.code.lower()}.md", each.markdown)


def _write_doorstop(folder: Path, wanted: Sequence[Persona]) -> None:
    """Write a document for each persona, below one that is empty, and a file for each rule."""
    (folder / ".git").mkdir()  # the mark by which Doorstop finds the folder
    _write_document(folder / "root", {"prefix": "ROOT"})
    for each in wanted:
        document = folder / each.code.lower()
        _write_document(document, {"prefix": each.code, "parent": "ROOT"})
        categories = groupby(each.rules, key=lambda rule: rule.category)
        for chapter, (_, members) in enumerate(categories, start=1):
            for at, rule in enumerate(members, start=1):
                item = yaml.safe_dump(_DOORSTOP_ITEM | {"level": f"{chapter}.{at}"})
                text = f"text: |\n  **{rule.level}** {rule.text}\n"
                _write(document / f"{each.code}{rule.number:03}.yml", item + text)


_DOORSTOP_ITEM = {
    "active": True,
    "derived": False,
    "header": "",
    "links": [],
    "normative": True,
    "ref": "",
    "reviewed": None,
}


def _write_document(folder: Path, settings: dict[str, str]) -> None:
    every = {"digits": 3, "itemformat": "yaml", "sep": ""} | settings
    _write(folder / ".doorstop.yml", yaml.safe_dump({"settings": every}))


def _write_sphinx_needs(folder: Path, wanted: Sequence[Persona]) -> None:
    """Write a page for each persona, with a directive for each rule below its category."""
    _write(folder / "conf.py", 'project = "Peer"\nextensions = ["sphinx_needs"]\n')
    pages = "\n".join(f"   {each.code.lower()}" for each in wanted)
    _write(folder / "index.rst", f"{_heading('Peer', '=')}\n.. toctree::\n\n{pages}\n")
    for each in wanted:
        parts = [_heading(each.name, "=")]
        for category, members in groupby(each.rules, key=lambda rule: rule.category):
            parts.append(_heading(category, "-"))
            parts += [_directive(each, rule) for rule in members]
        _write(folder / f"{each.code.lower()}.rst", "\n".join(parts))


def _heading(words: str, line: str) -> str:
    return f"{words}\n{line * len(words)}\n"


def _directive(of: Persona, rule: Rule) -> str:
    return (
        f".. req:: {rule.text}\n"
        f"   :id: {of.code}_{rule.number:03}\n"
        f"   :status: {rule.level}\n"
        f"\n   {rule.level} {rule.text}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _code(index: int) -> str:
    """Return letters that differ for each of 676 personas.

    >>> _code(0), _code(27)
    ('ROLEAA', 'ROLEBB')
    """
    first, second = divmod(index, len(ascii_uppercase))
    return f"ROLE{ascii_uppercase[first]}{ascii_uppercase[second]}"


_SPHINX = ("sphinx-build", "-q", "-b", "html", "-d", "doctrees", ".", "site")
PEERS = (
    Tool("MkDocs", "mkdocs", _write_mkdocs, ("mkdocs", "build", "--quiet")),
    Tool("Doorstop", "doorstop", _write_doorstop, ("doorstop", "publish", "all", "site")),
    Tool("sphinx-needs", "sphinx-needs", _write_sphinx_needs, _SPHINX),
)


if __name__ == "__main__":
    main()
