from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main

GOOD = "# The Tester\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** test\n"
BAD = "# The Tester\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** not guess\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "tester.md").write_text(GOOD)
    (tmp_path / "bad.md").write_text(BAD)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("--version", 0),
        ("--help", 0),
        ("check", 0),
        ("check personas", 0),
        ("check bad.md", 1),
        ("check bad.md --fail-on never", 0),
        ("check bad.md --ignore KW001", 0),
        ("check bad.md --ignore KW", 0),
        ("check bad.md --select XR", 0),
        ("check --coverage bad.md", 0),
        ("check nowhere", 2),
        ("check --format sideways", 2),
        ("export json", 0),
        ("export csv personas", 0),
        ("export schema", 0),
        ("check --select XX", 2),
        ("export xml", 2),
        ("export json -o no/such/folder.json", 2),
        ("checklist Tester", 0),
        ("checklist tes --format json", 0),
        ("checklist personas/tester.md --format csv", 0),
        ("checklist Tester personas --start 2027-01-04 --format ics", 0),
        ("checklist Tester --format ics", 2),
        ("checklist Tester --start soon", 2),
        ("checklist Tester --format pdf", 0),
        ("checklist Tester --paper a5 --start 2027-01-04 -o out.pdf", 0),
        ("checklist Tester --paper a5", 2),
        ("checklist Tester --format pdf --paper a3", 2),
        ("checklist Tester --start 0001-01-01", 2),
        ("checklist Tester --start 9999-12-31 --format ics", 2),
        ("checklist ,", 2),
        ("checklist Toaster", 2),
        ("checklist Tester -o list.html", 2),
        ("rubric Tester --explain -o why.txt", 0),
        ("checklist Tester,Toaster", 2),
        ("rubric Tester", 0),
        ("rubric tes --format github", 0),
        ("rubric personas/tester.md --explain", 0),
        ("rubric Tester --format pdf --paper letter", 0),
        ("rubric Tester --format pocket -o out.pdf", 0),
        ("rubric Tester --format pdf --paper a5", 2),
        ("rubric Tester --format pocket --paper a4", 2),
        ("rubric Tester --for nowhere", 2),
        ("rubric Tester --changed main", 2),
        ("rubric Tester,Tester", 2),
        ("rubric Tester --explain -o why.pdf", 2),
        ("explain KW001", 0),
        ("explain kw001", 0),
        ("explain XX999", 2),
        ("completion bash", 0),
        ("completion csh", 2),
        ("build --pages out", 0),
        ("build nowhere", 2),
        ("new personas", 0),
        ("frobnicate", 2),
    ],
)
def test_the_exit_code_says_how_it_went(folder: Path, arguments: str, code: int) -> None:
    """0 clean, 1 findings, 2 misuse; never a traceback."""
    result = run(*arguments.split())
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_finding_shows_its_line_and_what_to_do(folder: Path) -> None:
    assert run("check", "bad.md").output.splitlines() == [
        "bad.md:7:3: error KW001 'MUST not' is not a keyword in full capitals",
        "    | - **MUST** not guess",
        "    |   ^^^^^^^^^^^^",
        "    help: write MUST NOT",
        "1 error in 1 file",
    ]


def test_findings_as_json_are_data(folder: Path) -> None:
    [finding] = json.loads(run("check", "bad.md", "--format", "json").output)
    assert finding["code"] == "KW001"
    assert finding["source"]["line"] == 7


def test_findings_as_annotations_carry_file_and_line(folder: Path) -> None:
    assert run("check", "bad.md", "--format", "github").output.startswith(
        "::error file=bad.md,line=7,endLine=7,col=3,title=KW001 mixed-case-negation::"
    )


def test_an_export_can_be_written_to_a_file(folder: Path) -> None:
    run("export", "json", "-o", "out.json")
    assert json.loads(Path("out.json").read_text())["requirements"][0]["id"] == "TES-RULE-01"


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        ("checklist Tester -o out.json", b"{"),
        ("checklist Tester -o out.csv", b"\xef\xbb\xbfid,"),
        ("checklist Tester -o out.md", b"# "),
        ("checklist Tester --start 2027-01-04 -o out.ics", b"BEGIN:VCALENDAR"),
        ("checklist Tester -o out.PDF", b"%PDF-"),
        ("checklist Tester -o out.txt", b"# "),
        ("checklist Tester --format json -o out.md", b"{"),
        ("rubric Tester -o out.pdf", b"%PDF-"),
        ("rubric Tester -o out.json", b"{"),
    ],
)
def test_the_ending_of_a_file_says_its_format(folder: Path, arguments: str, beginning: bytes) -> None:
    """Unless `--format` says another."""
    result = run(*arguments.split())

    assert result.exit_code == 0, result.output
    assert Path(arguments.split()[-1]).read_bytes().startswith(beginning)


def test_a_pdf_is_not_written_to_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolebook.cli.common.is_terminal", lambda: True)

    result = run("rubric", "Tester", "--format", "pdf")

    assert result.exit_code == 2
    assert result.output == "error: a PDF is nothing to read on a terminal; name a file with -o\n"
    assert run("rubric", "Tester").exit_code == 0


def test_a_printed_rubric_leads_to_the_site_that_the_configuration_names(folder: Path) -> None:
    Path("mkdocs.yml").write_text("site_url: https://team.example/book/\nuse_directory_urls: false\n")
    run("rubric", "Tester", "-o", "out.pdf")

    assert b"(https://team.example/book/p/tester/rubric/index.html)" in Path("out.pdf").read_bytes()


def test_characters_that_no_font_has_are_told(folder: Path) -> None:
    Path("personas/tester.md").write_text(GOOD.replace("Tester", "Tester 국"))
    result = run("rubric", "TES", "-o", "out.pdf")

    assert result.exit_code == 0
    assert result.stderr == (
        "warning: Tester 국: no font of the PDFs has 국 (U+AD6D); an empty box stands in their place\n"
    )


def test_a_new_handbook_builds_and_is_clean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new", "team").exit_code == 0
    monkeypatch.chdir(folder / "team")
    assert run("check").output == "no findings\n"
    built = run("build", "--strict")
    assert built.exit_code == 0, built.output
    assert Path("site/r/SE-IF-01/index.html").exists()


def test_new_never_overwrites(folder: Path) -> None:
    run("new", "team")
    again = run("new", "team")
    assert again.exit_code == 2
    assert "exists already" in again.output


def test_a_folder_needs_no_configuration(folder: Path) -> None:
    """Any folder of Markdown can be built, and the source paths stay relative."""
    built = run("build", "personas", "-d", "out")
    assert built.exit_code == 0, built.output
    assert "personas/tester.md:7" in Path("out/r/TES-RULE-01/index.html").read_text()


def test_pages_that_are_gone_do_not_stay_behind(folder: Path) -> None:
    """A second run removes what the first one wrote and it did not, and nothing else."""
    run("build", "--pages", "out")
    assert Path("out/r/TES-RULE-01/index.html").exists()
    Path("out/mine.md").write_text("mine")
    Path("personas/tester.md").write_text(GOOD.replace("# The Tester", "# The Cook"))
    run("build", "--pages", "out")
    assert not Path("out/r/TES-RULE-01/index.html").exists()
    assert Path("out/r/COO-RULE-01/index.html").exists()
    assert Path("out/mine.md").read_text() == "mine"


def test_a_page_of_somebody_else_is_not_overwritten(folder: Path) -> None:
    Path("out/team").mkdir(parents=True)
    Path("out/team/index.md").write_text("mine")
    result = run("build", "--pages", "out")
    assert result.exit_code == 2
    assert "is not from Rolebook" in result.output
    assert [path.name for path in Path("out").iterdir()] == ["team"]
    assert Path("out/team/index.md").read_text() == "mine"


def test_without_configuration_the_site_is_in_site(folder: Path) -> None:
    built = run("build")
    assert built.exit_code == 0, built.output
    assert Path("site/index.html").exists()


def test_an_absolute_folder_is_not_published(folder: Path) -> None:
    run("build", str(folder / "personas"), "-d", "out")
    pages = [path.read_text() for path in Path("out").rglob("*.html")]
    assert not any(str(folder) in page for page in pages)


def test_a_strict_build_with_findings_fails(folder: Path) -> None:
    """1 is a failed build, 2 a mistake of the operator."""
    Path("mkdocs.yml").write_text("site_name: X\nplugins:\n- rolebook:\n    personas: bad.md\n    strict: true\n")
    Path("docs").mkdir()
    assert run("build", "--strict").exit_code == 1
    assert run("build").exit_code == 0
    Path("mkdocs.yml").write_text("site_name: X\nplugins:\n- rolebook:\n    personas: nowhere\n")
    assert run("build").exit_code == 2


def test_the_options_in_mkdocs_yml_count_for_every_command(folder: Path) -> None:
    Path("mkdocs.yml").write_text(
        "site_name: X\nextra: !!python/name:os.getcwd\nplugins:\n- rolebook:\n    personas: roles\n    keywords: bold-lowercase\n"
    )
    Path("roles").mkdir()
    Path("roles/cook.md").write_text("# The Cook\n\n## Traits\n- calm\n\n## Ruleset\n- **must** taste\n")
    assert [r["keyword"] for r in json.loads(run("export", "json").output)["requirements"]] == ["must"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("meilisearch", "search is 'meilisearch', and can have engine, url, index, key"),
        ("{engin: theme}", "search has 'engin', and can have engine, url, index, key"),
        ("{engine: meilisearch}", "search.engine meilisearch needs search.url"),
        ("{url: 'https://a.example'}", "search.engine bundled takes no search.url"),
        ("{engine: opensearch, url: a.example}", "search.url is 'a.example', and can begin with https://, http://, /"),
        ("{engine: opensearch, url: 'https://a.example', index: ''}", "search.index is empty"),
        ("{key: secret}", "search.engine bundled takes no search.key, which would be published"),
    ],
)
def test_a_search_that_cannot_work_is_refused(folder: Path, options: str, message: str) -> None:
    """Before a reader finds out."""
    Path("mkdocs.yml").write_text(f"site_name: X\nplugins:\n- rolebook:\n    search: {options}\n")
    assert run("check").output == f"error: mkdocs.yml: {message}\n"


def test_a_missing_folder_is_one_sentence(folder: Path) -> None:
    assert run("check", "nowhere").output == "error: no such file or folder: nowhere\n"


@pytest.mark.parametrize("command", ["check", "lock", "build"])
def test_where_there_is_no_handbook_the_first_step_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)

    assert (result.exit_code, "'rolebook new' starts a handbook" in result.output) == (2, True)


def test_a_persona_is_named_by_its_whole_name_with_commas(folder: Path) -> None:
    (folder / "personas" / "officer.md").write_text(GOOD.replace("Tester", "Trade, Tax and Customs Officer"))
    assert run("checklist", "Trade, Tax and Customs Officer").stdout.startswith("# Onboarding: Trade, Tax and")


def test_a_name_that_several_personas_have_is_refused_with_their_codes(folder: Path) -> None:
    (folder / "personas" / "twin.md").write_text(GOOD)
    refused = run("checklist", "Tester")
    assert refused.exit_code == 2
    assert "TES in personas/tester.md, TES-2 in personas/twin.md" in refused.stderr
    assert run("checklist", "TES-2").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    ["check", "check --coverage", "build -d site", "export json", "lock", "lock --check", "checklist X", "rubric X"],
)
def test_a_folder_without_markdown_is_told_by_every_command(folder: Path, arguments: str) -> None:
    """Silence would look as if all were well."""
    (folder / "personas" / "tester.md").rename(folder / "personas" / "tester.txt")

    result = run(*arguments.split())

    assert result.exit_code == 2, result.output
    assert "personas holds no Markdown file" in result.output
    assert "1 file ends in .txt" in result.output


def test_a_comparison_with_a_folder_without_markdown_is_told(folder: Path) -> None:
    (folder / "old").mkdir()

    result = run("diff", "old", "personas")

    assert (result.exit_code, "old holds no Markdown file" in result.output) == (2, True)


def test_half_a_surrogate_in_front_matter_is_no_traceback(folder: Path) -> None:
    """All commands agree: it is replaced, and told."""
    (folder / "personas" / "tester.md").write_text(f'---\ntitle: "The \\ud83d Tester"\n---\n\n{GOOD}')

    checked = run("check", "--select", "RD")

    assert "personas/tester.md:2:8: warning RD003" in checked.output
    assert "The \ufffd Tester" in run("export", "json").output
    assert run("lock").exit_code == 0
