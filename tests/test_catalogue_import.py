"""Importing a spreadsheet: made here, because the real one is not ours to copy."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner, Result

from rolebook.build import load_catalogues
from rolebook.cli import main
from rolebook.taxonomy import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS = "Words that must not be kept."
BY_RANGE = [
    ["Code", "Skill", "Category", "Levels", "URL"],
    ["PROG", "Programming/software development", "Building", "2-6", "x"],
    ["GOVN", "Governance", "Steering", "6, 7", "x"],
]
BY_COLUMN = [
    ["The framework", "", "", ""],
    ["", "", "", ""],
    ["Skill", "Code", "Description", *(f"Level {n} description" for n in range(1, 8))],
    ["Governance", "GOVN", WORDS, "", "", "", "", "", WORDS, WORDS],
    ["Programming/software development", "PROG", WORDS, "-", WORDS, WORDS, WORDS, WORDS, WORDS, ""],
]
BY_ROW = [
    ["Skill code", "Level", "Skill name", "Level description"],
    *(["PROG", str(n), "Programming/software development", WORDS] for n in range(2, 7)),
    *(["GOVN", str(n), "Governance", WORDS] for n in (6, 7)),
]
FACTS = "GOVN,Governance,6,7\nPROG,Programming/software development,2,6\n"


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """Write a spreadsheet with text cells; numbers become number cells."""
    space = "http://schemas.openxmlformats.org"
    main_space, relation = (
        f"{space}/spreadsheetml/2006/main",
        f"{space}/officeDocument/2006/relationships",
    )
    types = f"{space}/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="r" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main_space}" xmlns:r="{relation}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
    }
    for n, rows in enumerate(sheets.values(), 1):
        body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{main_space}"><sheetData>{body}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def cell(text: str) -> str:
    if text.isdecimal():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["catalogue", *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written() -> str:
    lines = Path("catalogues/sfia.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[2:])


@pytest.mark.parametrize(
    "rows",
    [BY_RANGE, BY_COLUMN, BY_ROW],
    ids=["levels in a cell", "a column a level", "a row a level"],
)
@pytest.mark.parametrize("form", ["xlsx", "csv", "semicolons"])
def test_layouts_give_the_same_facts(rows: list[list[str]], form: str) -> None:
    """However the spreadsheet says at which levels a skill is defined."""
    if form == "xlsx":
        file = workbook(Path("sfia.xlsx"), {"Read me": [["Welcome"]], "Skills": rows})
    else:
        delimiter = "," if form == "csv" else ";"
        file = Path("sfia.csv")
        file.write_text(
            "".join(delimiter.join(f'"{c}"' for c in row) + "\n" for row in rows), encoding="utf-8"
        )
    result = run("import", "sfia", str(file))
    assert result.exit_code == 0
    assert result.stdout == "2 skills, 7 skill levels, contiguous; written to catalogues/sfia.csv\n"
    facts = [",".join(line.split(",")[:4]) for line in written().splitlines()]
    assert facts == FACTS.splitlines()


def test_no_prose_is_kept() -> None:
    """Whatever else the spreadsheet has, the file has codes, names, levels and categories."""
    run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": BY_COLUMN})))
    assert WORDS not in Path("catalogues/sfia.csv").read_text()
    run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": BY_RANGE})))
    assert (
        "code,name,low,high,category\nGOVN,Governance,6,7,Steering\n"
        in Path("catalogues/sfia.csv").read_text()
    )


def test_the_sheet_with_the_most_known_columns_is_read() -> None:
    index = [["Code", "Skill"], ["ABCD", "A wrong one"]]
    run("import", "sfia", str(workbook(Path("a.xlsx"), {"Index": index, "All of them": BY_RANGE})))
    assert "ABCD" not in written()


def test_what_is_imported_takes_precedence() -> None:
    run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": BY_RANGE})))
    found = load_catalogues("catalogues")
    assert not found.diagnostics
    assert found["sfia"].is_complete
    assert [concept.levels for concept in found["sfia"].concepts.values()] == ["6–7", "2–6"]


def test_a_whole_framework_is_counted() -> None:
    """As many skills as SFIA 9 has: nothing is missing, and nothing is said."""
    codes = [f"A{chr(65 + n // 26)}{chr(65 + n % 26)}Z" for n in range(147)]
    rows = [["Code", "Skill", "Levels"], *([code, f"Skill {code}", "3-6"] for code in codes)]
    result = run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": rows})))
    assert result.stdout.startswith("147 skills, 588 skill levels, contiguous;")
    assert result.stderr == ""


def test_rows_that_cannot_be_read_are_named() -> None:
    rows = [
        ["Skill", "Code", "Levels"],
        ["Testing", "TST", "3"],
        ["", "TEST", "3"],
        ["", "", ""],
        ["Governance", "govn", "high"],
        ["Programming", "PROG", "2, 4"],
    ]
    result = run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": rows})))
    assert result.stderr.splitlines() == [
        "a.xlsx:Skills:2:B: 'TST' is not a code of SFIA 9; the row is left out",
        "a.xlsx:Skills:3:A: the name is missing; the row is left out",
        "a.xlsx:Skills:5:C: cannot read the levels 'high'; they are left out",
        "a.xlsx: PROG has levels 2, 4; all from 2 to 4 are kept",
        "a.xlsx: SFIA 9 has 147 skills; codes that are not here will count as unknown",
    ]
    assert result.stdout.startswith("2 skills, 2 skill levels, 1 with gaps;")
    assert written() == "GOVN,Governance,,\nPROG,Programming,2,4\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.xlsx", None, "no such file: none.xlsx"),
        ("a.xlsx", b"not a spreadsheet", "a.xlsx cannot be read as a spreadsheet"),
        ("a.xlsx", b"", "a.xlsx cannot be read as a spreadsheet"),
        ("a.docx", b"PK", "a.docx is not a spreadsheet"),
        ("a.csv", b"a,b\n1,2\n", "a.csv has no sheet with a column for the code"),
        ("a.csv", b"", "a.csv has no sheet with a column for the code"),
        ("a.csv", b"code,skill\nXX,Short\n", "a.csv has no row with a code of SFIA 9"),
    ],
)
def test_what_is_no_catalogue_is_refused(name: str, content: bytes | None, message: str) -> None:
    """With exit code 2 and a sentence; nothing is written."""
    if content is not None:
        Path(name).write_bytes(content)
    result = run("import", "sfia", name)
    assert (result.exit_code, result.stderr.startswith(f"error: {message}")) == (2, True), (
        result.stderr
    )
    assert not Path("catalogues").exists()


def test_a_ladder_of_ones_own_is_imported_the_same_way() -> None:
    Path("ladder.csv").write_text("Code,Name,Levels\nE-1,Releasing,2-4\n", encoding="utf-8")
    assert run("import", "acme", "ladder.csv", "-o", "own/acme.csv").exit_code == 0
    assert load_catalogues("own").of("E-1") is not None


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_a_mark_within_a_cell_ends_no_row(mark: str) -> None:
    """Spreadsheets write them for a new line in a cell."""
    Path("mine.csv").write_text(f"code,skill,levels\nGOVN,Govern{mark}ance,6-7\n", encoding="utf-8")

    assert run("import", "acme", "mine.csv").output.startswith("1 skill, 2 skill levels")


def test_the_name_of_the_file_stays_on_its_line() -> None:
    Path("a\nb.csv").write_text("code,skill\nGOVN,Governance\n")
    run("import", "acme", "a\nb.csv")

    assert "GOVN" in load_catalogues("catalogues/acme.csv")["acme"].concepts


def test_a_catalogue_is_not_imported_over_itself() -> None:
    """Its own columns and the lines above its head would be lost."""
    Path("catalogues").mkdir()
    ours = "# title: Acme ladder\ncode,name,low,high\nE-1,Releasing,2,4\n"
    Path("catalogues/acme.csv").write_text(ours, encoding="utf-8")

    result = run("import", "acme", "catalogues/acme.csv")

    assert (result.exit_code, "is already a catalogue file" in result.stderr) == (2, True)
    assert Path("catalogues/acme.csv").read_text(encoding="utf-8") == ours


def test_a_framework_has_a_plain_name() -> None:
    assert run("import", "../sfia", "a.csv").exit_code == 2


def test_the_list_says_what_there_is() -> None:
    """What is bundled, what is local, what is not in use, and on which terms."""
    run("import", "sfia", str(workbook(Path("a.xlsx"), {"Skills": BY_RANGE})))
    found = run("list").stdout
    assert "sfia    SFIA 9: 2 skills, from catalogues/sfia.csv; " in found
    assert f"esco    ESCO: {len(bundled('esco').concepts):,} of 13,939 skills." in found
    assert "nice    NICE Framework (not in use): 41 of 41 skills." in found
    assert "This service uses the ESCO classification of the European Commission." in found


# --- the options


PERSONA = (
    "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** ship after the incident response\n"
)


@pytest.fixture
def handbook(folder: Path) -> Path:
    """A handbook with a ladder of its own."""
    for name in ("personas", "docs", "catalogues"):
        Path(name).mkdir()
    Path("personas/tester.md").write_text(PERSONA)
    Path("catalogues/acme.csv").write_text("code,name\nE-1,Releasing\n")
    Path("catalogues/acme.lexicon.csv").write_text("code,cue\nE-1,ship*\n")
    return folder


def configure(options: str) -> None:
    Path("mkdocs.yml").write_text(f"site_name: T\nplugins:\n  - rolebook: {options}\n")


def frameworks() -> set[str]:
    """Return the frameworks that the rule links to, or may link to, as the command line sees them."""
    result = CliRunner().invoke(main, ["export", "json"])
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    rules = data["requirements"]
    places = [n for rule in rules for n in (*rule["links"], *rule.get("possible", ()))]
    links = [data["links"][n] for n in places]
    return {data["targets"][link["target"]]["framework"] for link in links}


def test_the_usual_folder_is_read_without_a_configuration(handbook: Path) -> None:
    assert frameworks() == {"acme", "sfia", "esco"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("{}", {"acme", "sfia", "esco"}),
        ("{frameworks: [sfia, nice]}", {"acme", "sfia", "nice"}),
        ("{frameworks: nice}", {"acme", "nice"}),
        ("{catalogues: catalogues/acme.csv}", {"sfia", "esco"}),
        ("{catalogues: [catalogues]}", {"acme", "sfia", "esco"}),
    ],
)
def test_the_options_say_which_catalogues_count(
    handbook: Path, options: str, found: set[str]
) -> None:
    """A file that is named counts alone; here its cues are in another one."""
    configure(options)
    assert frameworks() == found


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{frameworks: [sfai]}", "no catalogue 'sfai'; there are acme, esco, nice, sfia"),
        ("{frameworks: 3}", "mkdocs.yml: frameworks must be a name or a list of names, not 3"),
        ("{catalogues: [nowhere]}", "no such file or folder: nowhere"),
    ],
)
@pytest.mark.parametrize("command", ["check", "catalogue list"])
def test_an_option_that_means_nothing_is_refused(
    handbook: Path, command: str, options: str, message: str
) -> None:
    configure(options)
    result = CliRunner().invoke(main, command.split())
    assert (result.exit_code, result.stderr) == (2, f"error: {message}\n")


@pytest.mark.parametrize(
    "arguments", [[], ["personas"]], ids=["with the configuration", "with paths"]
)
def test_the_site_has_the_same_catalogues(handbook: Path, arguments: list[str]) -> None:
    configure("{frameworks: [sfia, nice]}")
    result = CliRunner().invoke(main, ["build", *arguments, "-d", "out"])
    assert result.exit_code == 0, result.output
    assert Path("out/skills/acme/e-1/index.html").exists()
    assert Path("out/skills/nice/pd-wrl-003/index.html").exists()
    assert "from catalogues/acme.csv" in Path("out/skills/index.html").read_text(encoding="utf-8")


LADDER = [
    ["ID", "Competency", "Area", "Senior", "Junior", "Principal"],
    ["rel", "Releasing", "Delivery", "Undoes a bad one", "Follows the steps", "-"],
    ["MEN", "Growing others", "People", WORDS, "–", WORDS],
]


def ladder(rows: Sequence[Sequence[str]] = LADDER, *options: str) -> Result:
    """Import a company's own ladder."""
    file = workbook(Path("ladder.xlsx"), {"Ladder": rows})
    return run("import", "acme", str(file), *options)


def test_columns_may_be_named_after_levels_of_a_career() -> None:
    """In any order; the lowest is level 1, and the file says what the levels are called."""
    assert ladder().exit_code == 0
    lines = Path("catalogues/acme.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "# From ladder.xlsx",
        "# levels: 1 Junior, 2 Senior, 3 Principal",
        "code,name,low,high,category",
        "MEN,Growing others,2,3,People",
        "REL,Releasing,1,2,Delivery",
    ]
    assert load_catalogues("catalogues")["acme"].framework.levels == lines[1][len("# levels: ") :]


def test_one_column_with_such_a_name_is_no_level() -> None:
    ladder([["ID", "Competency", "Lead"], ["REL", "Releasing", "Ada"]])
    assert "REL,Releasing,,\n" in Path("catalogues/acme.csv").read_text(encoding="utf-8")


def test_more_levels_than_a_catalogue_can_have_are_refused() -> None:
    result = ladder(
        [["ID", "Competency", *(f"L{n}" for n in range(1, 9))], ["REL", "R", *"abcdefgh"]]
    )
    assert result.exit_code == 2
    assert "columns for 8 levels; a catalogue can have 7" in result.stderr


def test_what_people_wrote_above_the_table_is_kept() -> None:
    ladder(LADDER, "--title", "Acme  ladder")
    file = Path("catalogues/acme.csv")
    text = file.read_text(encoding="utf-8")
    assert "# title: Acme ladder\n" in text
    file.write_text(f"# notice: Internal\n# my own remark\n{text}", encoding="utf-8")
    ladder()
    assert file.read_text(encoding="utf-8").splitlines()[:3] == [
        "# From ladder.xlsx",
        "# title: Acme ladder",
        "# notice: Internal",
    ]


def test_it_is_said_that_words_are_missing_for_a_ladder() -> None:
    """As long as there is no file with them; the frameworks that come with Rolebook have theirs."""
    assert "catalogues/acme.lexicon.csv" in ladder().stdout
    Path("catalogues/acme.lexicon.csv").write_text("code,name,cue\n", encoding="utf-8")
    assert "lexicon" not in ladder().stdout
    assert (
        "lexicon"
        not in run("import", "sfia", str(workbook(Path("a.xlsx"), {"S": BY_RANGE}))).stdout
    )
