"""Whatever authors, names of files and arguments hold: no terminal is steered, no workflow takes a command from it."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from rolebook.cli import main
from rolebook.output.display import shown, shown_lines
from rolebook.site.mkdocs_build import _Formatter

STEERS = "\x1b]8;;http://x\x07\x1b[31mred\x9b2J\x08\u202eyad\u2066\u2028a\r::error::b"
"""A link, a colour, eight-bit codes, a backspace, text from right to left, line ends, and a command behind one."""
COMMANDS = (
    "::error::forged",
    "##[error]forged",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[x]",
)
STEERED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
OBEYED = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)

PERSONA = f"""\
---
code: PIL
title: "The {STEERS.encode("unicode_escape").decode()} Pilot"
---
# The Pilot

## Core Traits
- calm

## Ruleset

### {STEERS} Rules
- **MUST** {STEERS}
- **MUST** keep each log file for 30 days at {COMMANDS[2]}
- **MUST** ::warning::b
- **MUST** validate each input of an API {STEERS}
- **MUST not** {STEERS}

## Related Design Patterns
- **::error::x**: {STEERS}

## Collaboration Guidelines
- **MUST** report to The {STEERS} Astronaut
- **MUST** call The ##[error] Clerk
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "pilot.md").write_text(PERSONA, encoding="utf-8", newline="")
    (tmp_path / "personas" / "::error::\x1b[31m.md").write_text("# T\n\n- **MUST not** x\n")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def harm(text: str) -> list[str]:
    return [found[0] for found in (*STEERED.finditer(text), *OBEYED.finditer(text))]


def test_the_harm_is_seen() -> None:
    """The tests below can fail."""
    assert harm(PERSONA)
    assert all(harm(command) and harm(f"  {command}") for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check --statistics",
        "check --format json",
        "check --format sarif",
        "check --format gitlab",
        "check --format junit",
        "check --format markdown",
        "check --coverage",
        "lock",
        "lock --check",
        "diff before",
        "diff before --format markdown",
        "checklist PIL",
        "checklist PIL --format csv",
        "checklist PIL --format ics --start 2027-01-04",
        "rubric PIL",
        "rubric PIL --format github",
        "rubric PIL --explain",
        "export csv",
        "checklist Nobody",
        "build --pages out",
    ],
)
def test_nothing_that_is_printed_steers(folder: Path, arguments: str) -> None:
    (folder / "before").mkdir()
    (folder / "before" / "pilot.md").write_text(
        "# The Pilot\n\n## Core Traits\n- calm\n\n## Ruleset\n\n**MUST** go\n"
    )
    result = run(*arguments.split())
    assert result.exit_code == (2 if "Nobody" in arguments else result.exit_code % 2), result.output
    assert result.output
    assert harm(result.output.replace("\r\n", "\n")) == []


@pytest.mark.parametrize("said", [STEERS, *(f"x\n{command}" for command in COMMANDS)])
@pytest.mark.parametrize(
    "arguments",
    [
        ("{}",),
        ("check", "{}"),
        ("check", "-f", "{}"),
        ("check", "--{}"),
        ("check", "--select", "{}"),
        ("check", "--format", "{}"),
        ("diff", "{}"),
        ("diff", "--fail-on", "{}"),
        ("explain", "{}"),
        ("checklist", "{}"),
        ("checklist", "PIL", "-o", "no/{}.md"),
        ("checklist", "PIL", "--start", "{}"),
        ("rubric", "PIL", "--for", "{}"),
        ("catalogue", "import", "sfia", "{}"),
        ("build", "{}"),
        ("--{}",),
    ],
    ids=" ".join,
)
def test_no_argument_steers_when_it_is_refused(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*(argument.format(said) for argument in arguments))
    assert result.exit_code == 2, result.output
    assert harm(result.output) == []


def test_what_cannot_be_written_is_no_traceback(folder: Path) -> None:
    """A name of a file that is no UTF-8 comes as halves of characters."""
    result = run("check", "caf\udce9.md")
    assert result.output == "error: no such file or folder: caf�.md\n"


def test_annotations_are_the_only_commands_of_a_workflow(folder: Path) -> None:
    lines = run("check", "--format", "github").output.splitlines()
    assert all(
        re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+,col=\d+,title=", x)
        for x in lines
    )
    assert any("file=personas/%3A%3Aerror%3A%3A\\x1b[31m.md" in line for line in lines)
    assert [harm(line.split("::", 2)[2]) for line in lines if harm(line.split("::", 2)[2])] == []


def test_what_mkdocs_says_is_shown(tmp_path: Path) -> None:
    record = logging.LogRecord(
        "mkdocs", logging.WARNING, "", 1, "file %s", (f"{STEERS}\n::error::x",), None
    )
    assert harm(_Formatter("%(message)s").format(record)) == []


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_files_of_a_change_are_shown(folder: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    Path("mkdocs.yml").write_text(
        "site_name: X\nplugins: [{rolebook: {domains: {'api/': [GEN]}}}]\n"
    )
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "a")
    Path("x\n::error::\x1b[2J").write_text("")
    git("add", ".")
    result = run("rubric", "PIL", "--changed", "main")
    assert "no domain: x" in result.output
    assert harm(result.output) == []


TEXTS = st.lists(
    st.sampled_from(
        [
            *COMMANDS,
            "::",
            ":",
            "##",
            "[",
            "\x1b",
            "\r",
            "\n",
            "\u202e",
            "\ud800",
            " ",
            "a",
            "\u3000",
        ]
    )
).map("".join)


@given(TEXTS)
def test_no_text_steers(text: str) -> None:
    assert harm(shown(text)) == []
    assert "\n" not in shown(text)
    assert harm(shown_lines(text)) == []
    shown_lines(text).encode()


@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"], exclude_characters=":#"
        )
    )
)
def test_a_harmless_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text
