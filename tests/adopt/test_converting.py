"""Word, HTML and spreadsheets become Markdown, with their lists, headings, tables and bold words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.adopt.converting import CONVERTERS, convert
from rolebook.adopt.web import html_as_markdown
from rolebook.cli import main
from rolebook.input.convertible import CONVERTIBLE
from rolebook.input.files import OperatorError

from .files import word, workbook

ROLE = (
    "T Release Manager",
    "1 Overview",
    ". Ships the train.",
    "1 Rules",
    "- You **must** freeze the branch by noon.",
    "-- even on a Friday_afternoon",
    "- Never ship without a &lt;ticket&gt;.",
    "| Skill | Code",
)
CONFLUENCE = """\
<html><head><title>Team : Release Manager</title></head><body>
<ol id="breadcrumb-section"><li>Team</li></ol>
<h1 id="title-heading"><span id="title-text">Team : Release Manager</span></h1>
<div class="page-metadata">Created by Ann</div>
<div id="main-content"><h2>Rules</h2>
<ul><li><p>You <strong>must</strong> wait</p></li></ul>
<ul class="inline-task-list"><li data-inline-task-id="1" class="checked">Done</li></ul>
<table><tbody><tr><th><p>Skill</p></th><th><p>Codes</p></th></tr>
<tr><td><p>Release</p></td><td><ul><li>RELM</li><li>CHMG</li></ul></td></tr></tbody></table>
</div><div id="footer">Generated</div></body></html>
"""
NOTION = """\
<html><head><title>Release Manager</title><style>li{color:red}</style></head><body><article>
<header><h1 class="page-title">Release Manager</h1></header><div class="page-body">
<ul class="bulleted-list"><li>You <strong>must</strong> wait</li></ul>
<ul class="bulleted-list"><li>Look<ul class="bulleted-list"><li>left</li></ul></li></ul>
<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div> <span>Ask</span></li></ul>
</div></article></body></html>
"""
GOOGLE = """\
<html><head><style>.c1{font-weight:700}.c2{color:red}</style></head><body>
<p class="title"><span>Release Manager</span></p><h1><span class="c1">Rules</span></h1>
<ul class="lst-kix_a-0 start"><li><span>You </span><span class="c1">must</span> wait</li></ul>
<ul class="lst-kix_a-1 start"><li><span>outside</span></li></ul>
<ul class="lst-kix_a-2 start"><li><span>in the rain</span></li></ul>
<ul class="lst-kix_a-0"><li><span style="font-weight:bold">Never</span><span> run</span></li></ul>
<table><tr><td><p>Skill</p></td><td><p>Code</p></td></tr></table></body></html>
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def text_of(path: str, content: bytes) -> str:
    Path(path).write_bytes(content)
    [source] = convert([path]).sources
    return source.text


def test_a_word_document_keeps_its_title_headings_lists_and_bold_words() -> None:
    """The title is above all headings, so that sections of a role are below it."""
    assert text_of("role.docx", word(*ROLE)) == (
        "# Release Manager\n\n## Overview\n\nShips the train.\n\n## Rules\n\n"
        "- You **must** freeze the branch by noon.\n  - even on a Friday_afternoon\n"
        "- Never ship without a &lt;ticket>.\n\n| Skill | Code |\n| --- | --- |\n"
    )


def test_short_bold_paragraphs_are_headings_if_there_are_no_others() -> None:
    document = word(". **Baker**", ". **Rules:**", ". **You must wait.**", "- **must** rise")

    assert text_of("role.docx", document) == (
        "# Baker\n\n## Rules\n\n**You must wait.**\n\n- **must** rise\n"
    )


def test_a_page_of_confluence_is_its_content() -> None:
    assert html_as_markdown(CONFLUENCE) == (
        "# Release Manager\n\n## Rules\n\n- You **must** wait\n\n- [x] Done\n\n"
        "| Skill | Codes |\n| --- | --- |\n| Release | • RELM<br>• CHMG |\n"
    )


def test_a_page_of_notion_keeps_lists_and_boxes() -> None:
    assert html_as_markdown(NOTION) == (
        "# Release Manager\n\n- You **must** wait\n\n- Look\n  - left\n\n- [ ] Ask\n"
    )


def test_a_page_of_google_docs_has_bold_words_and_nested_lists() -> None:
    """There, both are only styles."""
    assert html_as_markdown(GOOGLE) == (
        "# Release Manager\n\n## Rules\n\n- You **must** wait\n  - outside\n    - in the rain\n\n"
        "- **Never** run\n\n| Skill | Code |\n| --- | --- |\n"
    )


def test_a_page_that_word_saved_keeps_its_bullets() -> None:
    """They are characters in Word's own markup, which other programs show."""
    bullet = "<![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>"
    page = (
        "<?xml version='1.0'?><!DOCTYPE html><html><!--[if gte mso 9]><xml>y</xml><![endif]-->"
        f"<p class=MsoTitle>Baker<o:p></o:p></p><h1>Rules</h1><p>{bullet}You must rise.</p></html>"
    )

    assert html_as_markdown(page) == "# Baker\n\n## Rules\n\n·   You must rise.\n"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>use <i>a</i> &lt; b and &lt;name&gt;</p>", "use *a* &lt; b and &lt;name>\n"),
        ("<pre>if a &lt; b:\n  run()</pre>", "```\nif a < b:\n  run()\n```\n"),
        (
            "<table><tr><th>a</th></tr><tr><td>b | c<table><tr><td>d</td></tr></table></td></tr></table>",
            "| a |\n| --- |\n| b \\| cd |\n",
        ),
        (b"", "\n"),
        ("role.html", "role.html\n"),
        ("<meta charset=iso-8859-1><p>caf\xe9</p>".encode("latin-1"), "caf\xe9\n"),
        ("<p>caf\xe9</p>".encode("utf-8-sig"), "caf\xe9\n"),
    ],
)
def test_what_is_no_tag_stays_text(html: str | bytes, text: str) -> None:
    assert html_as_markdown(html) == text


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("a.docx", word("T A")[:200], "it is not a Word document"),
        ("a.html", b"<div>" * 5000, "it has too many parts within one another"),
        ("a.xlsx", b"none", "cannot be read as a spreadsheet"),
    ],
)
def test_a_damaged_file_is_named(path: str, content: bytes, said: str) -> None:
    Path(path).write_bytes(content)
    with pytest.raises(OperatorError, match=said):
        convert([path])


def test_a_workbook_is_a_heading_and_a_table_for_each_sheet() -> None:
    """A cell with nothing but a level makes its row a rule."""
    content = workbook(
        Duties=[["Level", "Rule", ""], ["must", "log in", ""], ["", "", ""], ["May", "a|b", ""]],
        Sheet2=[["wait"], ["look"]],
    )

    assert text_of("gate-keeper.xlsx", content) == (
        "# Gate Keeper\n\n## Duties\n\n| Level | Rule |\n|---|---|\n| MUST | log in |\n"
        "| MAY | a\\|b |\n\n- wait\n- look\n"
    )


@pytest.mark.parametrize(
    ("path", "content", "text"),
    [
        (
            "a.csv",
            b"Level,Rule\nmust,run\n",
            "# A\n\n| Level | Rule |\n|---|---|\n| MUST | run |\n",
        ),
        ("a.txt", "Caf\u00e9\r\n".encode("latin-1"), "Caf\u00e9\n"),
    ],
)
def test_text_is_read_in_any_encoding(path: str, content: bytes, text: str) -> None:
    assert text_of(path, content) == text


def test_a_word_document_becomes_a_role_of_a_handbook() -> None:
    Path("in").mkdir()
    Path("in/Release Manager.docx").write_bytes(word(*ROLE))
    Path("in/notes.txt").write_text("You MUST wait.\n", encoding="utf-8")
    result = run("adopt", "in", "--to", "personas")

    assert result.exit_code == 0
    assert "converted to Markdown" in result.output
    assert "- You **MUST** freeze the branch by noon." in Path(
        "personas/release-manager.md"
    ).read_text(encoding="utf-8")
    assert not Path("personas/notes.md").exists()  # a text in a folder can be anything


def test_what_cannot_be_converted_in_a_folder_is_named_and_the_rest_is_read() -> None:
    Path("in").mkdir()
    Path("in/role.docx").write_bytes(b"no document")
    Path("in/role.pdf").write_bytes(b"%PDF")
    Path("in/~$role.docx").write_bytes(b"lock")
    Path("in/a.md").write_text("# A\n\n- You MUST wait\n", encoding="utf-8")
    result = run("adopt", "in")

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "warning: in/role.docx is not read: it is not a Word document",
        "warning: in/role.pdf is not read; save it as .docx, .html or Markdown",
    ]


def test_a_named_file_that_cannot_be_converted_is_an_error() -> None:
    Path("role.pdf").write_bytes(b"%PDF")
    with pytest.raises(OperatorError, match=r"role\.pdf is not read; save it as"):
        convert(["role.pdf"])


def test_without_the_extra_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("mammoth", "bs4", "rolebook.adopt.word", "rolebook.adopt.web"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    for module in ("mammoth", "bs4"):
        monkeypatch.setitem(sys.modules, module, None)
    for path in ("role.docx", "role.html"):
        Path(path).write_bytes(word("T A"))
        result = run("adopt", path)

        assert result.exit_code == 2
        assert (
            "run 'pip install mammoth markdownify', or install Rolebook as"
            " 'path/to/rolebook[convert]'"
        ) in result.output


def test_a_file_that_is_named_twice_is_read_once() -> None:
    Path("in").mkdir()
    Path("in/role.docx").write_bytes(word("T A"))

    assert len(convert(["in", "in/role.docx"]).sources) == 1


def test_files_of_a_site_that_was_built_are_not_read() -> None:
    Path("in/site").mkdir(parents=True)
    Path("in/site/.rolebook-files").write_text("", encoding="utf-8")
    Path("in/site/index.html").write_text("<h1>A</h1>", encoding="utf-8")

    assert convert(["in"]).sources == ()


def test_other_commands_point_to_this_one(place: Path) -> None:
    Path("in").mkdir()
    Path("in/role.docx").write_bytes(word("T A"))

    for path in ("in", "in/role.docx"):
        result = run("check", path)
        assert result.exit_code == 2
        assert f"'rolebook adopt {path} --to personas' converts it" in result.output


def test_what_other_commands_call_convertible_is() -> None:
    assert set(CONVERTIBLE) < set(CONVERTERS)


def test_each_kind_is_described_in_the_documentation() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "how-to", "your-files.md")
    text = page.read_text(encoding="utf-8")

    assert [ending for ending in CONVERTERS if f"`{ending}`" not in text] == []
