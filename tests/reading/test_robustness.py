"""What nobody should write, but somebody will: odd bytes, odd folders, and texts that are made to take long."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rolebook.input.files import File, OperatorError, markdown_text
from rolebook.input.folders import read_sidecars, read_sources, read_tables
from rolebook.markup import block_html, inline_html, plain
from rolebook.model import Document
from rolebook.model.source import Source
from rolebook.output import write
from rolebook.parse import parse
from rolebook.parse.coverage import uncovered_lines

if TYPE_CHECKING:
    from rolebook.model.diagnostics import Diagnostic

RULE = "# Foxes\n\nThe fox MUST run.\n"


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


# --- bytes
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (codecs.BOM_UTF8 + RULE.encode(), []),
        (RULE.replace("\n", "\r\n").encode(), []),
        (RULE.replace("\n", "\r").encode(), []),
        (codecs.BOM_UTF16_LE + RULE.encode("utf-16-le"), ["RD002"]),
        (codecs.BOM_UTF16_BE + RULE.encode("utf-16-be"), ["RD002"]),
        (codecs.BOM_UTF32_LE + RULE.encode("utf-32-le"), ["RD002"]),
    ],
    ids=["bom", "crlf", "cr", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings_and_line_ends_do_not_matter(raw: bytes, expected: list[str]) -> None:
    """The text is the same, and what is not UTF-8 is reported."""
    text, diagnostics = markdown_text(raw, "fox.md")

    assert (text, codes(diagnostics)) == (RULE, expected)


@pytest.mark.parametrize(
    ("raw", "text", "code", "line"),
    [
        ("ok\nréunion à midi".encode("latin-1"), "ok\nréunion à midi", "RD002", 2),
        (
            "über Füchse, schön\n".encode() + b"a \xff b",
            "über Füchse, schön\na \ufffd b",
            "RD002",
            2,
        ),
        (b"a\nb\0c", "a\nb\ufffdc", "RD003", 2),
        (b"a\n\x1b[31mb", "a\n\ufffd[31mb", "RD003", 2),
        (b"a\x0cb\x0bc", "a b c", "RD003", 1),
        (b"a\xc2\x9bb", "a\ufffdb", "RD003", 1),
        (b"it\x92s", "it\u2019s", "RD002", 1),
        (b"", "", "RD008", 1),
        (b" \n\t", " \n\t", "RD008", 1),
    ],
    ids=[
        "latin-1",
        "one bad byte",
        "nul",
        "escape",
        "white space",
        "control",
        "windows",
        "empty",
        "blank",
    ],
)
def test_odd_bytes_are_read_and_reported(raw: bytes, text: str, code: str, line: int) -> None:
    """The diagnostic points at the first line that is odd."""
    read, diagnostics = markdown_text(raw, "fox.md")

    assert read == text
    assert [(d.code, d.span.line) for d in diagnostics] == [(code, line)]


# --- folders
# ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "wolf.md").write_text("# Wolf\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "fox.md").write_text(RULE, encoding="utf-8")
    return inside


def read(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    sources, diagnostics = read_sources([folder], root=folder)
    return [source.path for source in sources], [(d.code, d.span.path) for d in diagnostics]


def test_links_out_of_the_folder_are_not_followed(folder: Path) -> None:
    """Neither a file nor a folder outside gets into the handbook."""
    (folder / "a.md").symlink_to(folder.parent / "outside" / "wolf.md")
    (folder / "b").symlink_to(folder.parent / "outside")

    assert read(folder) == (["fox.md"], [("RD004", "b"), ("RD004", "a.md")])


def test_links_inside_the_folder_are_read_once(folder: Path) -> None:
    """A file under two names is one file."""
    (folder / "a.md").symlink_to("fox.md")
    (folder / "den").symlink_to(".")

    assert read(folder) == (["a.md"], [])


def test_a_table_or_sheet_outside_is_not_read_through_a_link(tmp_path: Path) -> None:
    """A change of somebody else can bring such links; what they lead to would be published."""
    (tmp_path / "secret").write_text("code,name,low,high\nkey,the secret,1,2\n", encoding="utf-8")
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues/acme.csv").symlink_to("../secret")
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas/fox.md").write_text("# Fox\n\n- **MUST** dig\n", encoding="utf-8")
    (tmp_path / "personas/fox.onboarding.yml").symlink_to("../secret")

    tables, problems = read_tables([tmp_path / "catalogues"])
    sheets = [*read_sidecars([tmp_path / "personas"], (".onboarding.yml",))[0]]
    sheets += read_sidecars([tmp_path / "personas/fox.md"], (".onboarding.yml",))[0]

    assert tables == sheets == []
    assert [problem.code for problem in problems] == ["RD004"]


def test_links_in_a_circle_are_reported(folder: Path) -> None:
    """A link that leads to itself, and one that leads nowhere, are files that cannot be read."""
    (folder / "a.md").symlink_to("b.md")
    (folder / "b.md").symlink_to("a.md")
    (folder / "c.md").symlink_to("gone.md")

    names, diagnostics = read(folder)

    assert names == ["fox.md"]
    assert diagnostics == [("RD001", "a.md"), ("RD001", "b.md"), ("RD001", "c.md")]


def test_a_file_that_may_not_be_read_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are read."""
    (folder / "wolf.md").write_text("# Wolf\n", encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "fox.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert read(folder) == (["wolf.md"], [("RD001", "fox.md")])


def test_a_folder_that_may_not_be_read_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are read."""
    (folder / "den").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "den":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)

    assert read(folder) == (["fox.md"], [("RD001", "den")])


def test_odd_names(folder: Path) -> None:
    """A folder may be called like a file, and a file almost anything."""
    (folder / "x.md").mkdir()
    (folder / "x.md" / "y.MD").write_text(RULE, encoding="utf-8")
    for name in ("a b.md", "ß*?.markdown", "-.md", ".hidden.md", "readme.md", "notes.txt"):
        (folder / name).write_text(RULE, encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "z.md").write_text(RULE, encoding="utf-8")

    names, diagnostics = read(folder)

    assert names == ["-.md", "a b.md", "fox.md", "ß*?.markdown", "x.md/y.MD"]
    assert diagnostics == [("RD007", "readme.md"), ("RD016", ".")]


def test_files_of_other_kinds_are_counted(folder: Path) -> None:
    """Somebody whose rules are in Word should not think that they were read."""
    for name in ("a.docx", "b.docx", "c.txt", "d.png", "fox.onboarding.yml", "mkdocs.yml"):
        (folder / name).write_text("", encoding="utf-8")
    _, diagnostics = read_sources([folder], root=folder)

    assert [d.message for d in diagnostics] == [
        "3 files of other kinds are not read: 2 .docx and 1 .txt"
    ]


def test_a_hidden_folder_of_agents_is_read_if_it_is_named(folder: Path) -> None:
    place = folder / ".claude" / "agents"
    place.mkdir(parents=True)
    (place / "pilot.md").write_text(RULE, encoding="utf-8")
    named, silent = read_sources([folder, folder / ".claude"], root=folder)
    left_out, diagnostics = read_sources([folder], root=folder)

    assert [source.path for source in named] == ["fox.md", ".claude/agents/pilot.md"]
    assert silent == []
    assert [source.path for source in left_out] == ["fox.md"]
    assert [(d.code, d.variant, d.span.path) for d in diagnostics] == [
        ("RD016", "hidden", ".claude")
    ]


def test_a_readme_that_describes_a_role_is_read(tmp_path: Path) -> None:
    for name, text in {
        "README.md": RULE,
        "pilot/README.md": f"---\nname: pilot\ndescription: Brings ships in.\n---\n{RULE}",
        "agents/baker/README.md": RULE,
        "agents/README.md": RULE,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert read(tmp_path) == (
        ["agents/baker/README.md", "pilot/README.md"],
        [("RD007", "README.md"), ("RD007", "agents/README.md")],
    )


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".mdown", ".mkd", ".MD"])
def test_markdown_by_any_ending(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"wolf{suffix}").write_text(RULE, encoding="utf-8")

    assert read(tmp_path) == ([f"wolf{suffix}"], [])


def test_a_name_that_is_no_text(folder: Path) -> None:
    """A name in another encoding is shown with its bytes, so that it can be printed and no two are one."""
    try:
        for name in (b"f\xff.md", b"f\xfe.md"):
            (folder / os.fsdecode(name)).write_text(RULE, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")

    assert read(folder)[0] == ["fox.md", "f\\xfe.md", "f\\xff.md"]


def test_a_pipe_is_not_opened(folder: Path) -> None:
    """Reading it would wait for somebody to write."""
    os.mkfifo(folder / "pipe.md")

    assert read(folder) == (["fox.md"], [("RD001", "pipe.md")])


def test_a_missing_folder_is_the_operators_mistake(tmp_path: Path) -> None:
    """It is the only thing that stops reading."""
    with pytest.raises(OperatorError, match="no such file or folder"):
        read_sources([tmp_path / "gone"])


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "it is empty"),
        (["a.txt"], r"it has 1 file \(\.txt\)"),
        (["a.adoc", "b/c.TXT", ".hidden/d.md", "LICENSE"], r"it has 3 files \(\.adoc, \.txt\)"),
    ],
)
def test_a_folder_without_markdown_is_the_operators_mistake(
    tmp_path: Path, names: list[str], said: str
) -> None:
    """Whoever names it expects something of it; the sentence says what would be read and what is there."""
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(RULE, encoding="utf-8")

    with pytest.raises(OperatorError, match=rf"contains no Markdown file \(\.md, .*\); {said}"):
        read_sources([tmp_path])


def test_a_folder_with_only_a_readme_is_told_with_a_note(tmp_path: Path) -> None:
    """So a handbook begins."""
    (tmp_path / "README.md").write_text(RULE, encoding="utf-8")

    assert read(tmp_path) == ([], [("RD007", "README.md")])


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "a\0b"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    """A path that leads out of the folder is refused."""
    with pytest.raises(OperatorError):
        write([File(path, b"")], tmp_path)


# --- texts that are made to take long
# -----------------------------------------------------------------------

# Time that grows with the square of a size shows at a quarter of it as well; `make properties` takes
# the whole.
IS_WHOLE = os.environ.get("HYPOTHESIS_PROFILE") == "new"
MANY = 100_000 if IS_WHOLE else 25_000
TEN_MEGABYTES = 250_000 if IS_WHOLE else 50_000
"""Sentences of 40 characters."""
ITEM = "# The Fox\n\n## {}\n\n- "

LONG: dict[str, str] = {
    "megabytes of rules": "# Foxes\n" + "**MUST** run as far as the legs will go\n" * TEN_MEGABYTES,
    "one line of megabytes": "The fox MUST run as far as the legs go. " * TEN_MEGABYTES,
    "one sentence of megabytes": "The fox MUST run" + " as far as the legs will go" * TEN_MEGABYTES,
    "many rows": "| Level | Rule |\n|---|---|\n" + "| MUST | run |\n" * MANY,
    "many cells": "|" + "a|" * MANY + "\n|" + "-|" * MANY + "\n|" + "MUST b|" * MANY,
    "many surplus cells": "| a | b |\n|---|---|\n|" + "MUST b|" * MANY,
    "many headings": "# A\n" + "## Run\nMUST b\n" * (MANY // 4),
    "many definitions": "[a]: b\n" * MANY + "MUST run",
    "many bullets": "# Foxes\n" + "• MUST run\n" * MANY,
    "many dashes in one sentence": "The fox MUST run\n" + "– as said\n" * MANY,
    "many bullets behind breaks": "MUST:" + "<br>• run" * (MANY // 10),
    "many leads": "The fox MUST:\n- run\n\n" * (MANY // 10),
    "unclosed fence": "```\n" + "MUST run\n" * MANY,
    "10,000 nested quotes": ">" * 10_000 + " MUST run\n",
    "10,000 nested lists": "- " * 10_000 + "MUST run\n",
    "a staircase of lists": "".join("  " * n + "- MUST run\n" for n in range(1_000)),
    "an unclosed comment in HTML": "<div>\nMUST " + "<!--" * MANY,
    "unclosed tags in HTML": "<div>\nMUST " + "<li <b='" * MANY,
    "unclosed scripts": "<div>\nMUST " + "<script>" * MANY,
    "blanks": "MUST run" + " " * MANY + "x\n" + "> " + " " * MANY + "x\n\n- a" + "\t" * MANY + "b",
    "YAML of anchors": "---\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" if n else "a0: &a0 [x]\n" for n in range(30)) + "---\n",
    "YAML of merge keys": "---\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" if n else "a0: &a0 {b: c}\n" for n in range(40)) + "---\n",
    "YAML that is nested": "---\ntitle: " + "[" * 20_000 + "\n---\n",
    "YAML without end": "---\n" + "a: b\n" * MANY + "---\n",
    "TOML that is nested": "+++\ntitle = " + "[" * 20_000 + "\n+++\n",
}  # fmt: skip
PIECES = [
    *(
        "[",
        "]",
        "`",
        "*",
        "_",
        "<",
        "<!--",
        "](",
        "![",
        "MUST ",
        "**MUST** ",
        "MUST\n",
        "e.g. ",
        ": ",
        "; ",
        ", ",
    ),
    *(
        "(",
        '"',
        "“",
        " - ",
        "If ",
        "{#",
        "<a name=",
        "[a](",
        "http://",
        "key words ",
        "RFC 2119 ",
        "interpreted ",
    ),
    *(
        "The Fox ",
        "with Red Fox ",
        "A",
        "1. ",
        "|",
        "\\",
        "&",
        "~",
        " <!-- a ",
        "**a:",
        "#",
        ". ",
        "a MUST\n",
        "MUST, ",
    ),
    *(
        "<code>",
        "</b>",
        "1",
        "Requirement 1",
        "MUST NOT",
        "•",
        "<br>• ",
        "\n• ",
        "\n– ",
        "&nbsp;",
        "\u00ad",
        "no ",
        "never ",
        "\u00a0",
        "\U0001f98a",
    ),
]
PLACES = {
    "paragraph": "{}",
    "statement": "The fox MUST run {}",
    "duty": ITEM.format("Collaboration Guidelines") + "MUST run with {}",
    "cell": "| a |\n|---|\n| MUST {} |",
    "heading": "## Requirement {}",
    **{
        name: ITEM.format(name) + "{}"
        for name in ("Related Design Patterns", "References", "SFIA", "Knowledge Areas")
    },
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read(name: str) -> None:
    """Megabytes, tens of thousands of rows, a thousand levels: all of it is read, and no line is lost."""
    began = time.perf_counter()
    text, diagnostics = markdown_text(LONG[name].encode(), "fox.md")
    source = Source("fox.md", text)
    model, found = parse(source)
    print(f"{name}: {len(text) / 1e6:.2f} MB in {time.perf_counter() - began:.2f} s")

    assert isinstance(model, Document)
    assert uncovered_lines(source, model, [*diagnostics, *found]) == []


@pytest.mark.parametrize(
    "piece", ["<div>", "<b><i><a>", "<p><table>", "![", "<", "&", "</b>", "<!--"]
)
def test_markup_of_many_pieces_is_rendered(piece: str) -> None:
    """Tags that nobody closes are taken out where there are thousands of them."""
    for render in (inline_html, block_html, plain):
        began = time.perf_counter()
        rendered = render(f"run {piece * (MANY // 5)} <script>far</script>")
        print(f"{piece!r}: {time.perf_counter() - began:.2f} s")

        assert "run" in rendered
        assert "<script" not in rendered


GUARDED = """
import sys, time
from rolebook.parse import parse
from rolebook.model.source import Source
name, place, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for piece in sys.argv[4:]:
    times = []
    for n in (count // 4, count):
        began = time.perf_counter()
        parse(Source("fox.md", place.replace("{}", piece * n)))
        times.append(time.perf_counter() - began)
    print(f"{name}, {piece!r} x {count}: {times[0]:.2f} s for a quarter, {times[1]:.2f} s for all", flush=True)
"""


@pytest.mark.parametrize("name", PLACES)
def test_repeated_pieces_do_not_take_long(name: str) -> None:
    """What makes a pattern that backtracks take days takes seconds; a hang is stopped."""
    pieces = [piece if name == "paragraph" else piece.replace("\n", " ") for piece in PIECES]
    count = MANY if name == "paragraph" else MANY // 10
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, name, PLACES[name], str(count), *pieces],
        capture_output=True,
        text=True,
        timeout=60 * len(pieces),
        check=False,
    )
    print(done.stdout)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(pieces)
