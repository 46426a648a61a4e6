from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import rolebook
from rolebook.cli import main
from rolebook.messages import messages

from .cards import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = "# The Tester\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** test ships\n"
BAD = "# The Tester\n\n## Core Traits\n- calm\n\n## Ruleset\n- **MUST** not guess dates\n"


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
        ("rubric Tester --change nowhere.diff", 2),
        ("rubric Tester,Tester", 2),
        ("rubric Tester --explain -o why.pdf", 2),
        ("explain KW001", 0),
        ("explain kw001", 0),
        ("explain XX999", 2),
        ("serve -a foo", 2),
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
        "bad.md:7:3: warning KW001 'MUST not' is not all in capitals",
        "    | - **MUST** not guess dates",
        "    |   ^^^^^^^^^^^^",
        "    help: write MUST NOT",
        "1 warning in 1 file",
    ]


@pytest.mark.parametrize(
    ("colleague", "severity", "kind", "code"),
    [("Harbour Master", "note", "notice", 0), ("Deck Hnad", "warning", "warning", 1)],
)
def test_a_colleague_who_is_still_to_be_written_stops_nobody(
    folder: Path, colleague: str, severity: str, kind: str, code: int
) -> None:
    """A misspelled one does; all that shows or counts how bad a finding is agrees."""
    Path("personas/hand.md").write_text(
        "# The Deck Hand\n\n## Traits\n- calm\n\n## Ruleset\n- **MUST** coil ropes\n"
    )
    Path("personas/tester.md").write_text(
        f"{GOOD}\n## Collaborators\n- **MUST** report to The {colleague}\n"
    )
    run("lock")
    [finding] = json.loads(run("check", "--format", "json").output)
    shown = run("check")

    assert (finding["code"], finding["severity"]) == ("XR001", severity)
    assert (shown.exit_code, f": {severity} XR001 " in shown.output) == (code, True)
    assert shown.output.endswith(f"1 {severity} in 1 file\n")
    assert run("check", "--format", "github").output.startswith(f"::{kind} ")
    assert run("check", "--fail-on", "error").exit_code == 0
    assert run("check", "--fail-on", "note").exit_code == 1


def test_findings_as_json_are_data(folder: Path) -> None:
    [finding] = json.loads(run("check", "bad.md", "--format", "json").output)
    assert finding["code"] == "KW001"
    assert finding["source"]["line"] == 7


def test_findings_as_annotations_carry_file_and_line(folder: Path) -> None:
    assert run("check", "bad.md", "--format", "github").output.startswith(
        "::warning file=bad.md,line=7,endLine=7,col=3,title=KW001 mixed-case-negation::"
    )


def test_an_export_can_be_written_to_a_file(folder: Path) -> None:
    run("export", "json", "-o", "out.json")
    assert json.loads(Path("out.json").read_text())["requirements"][0]["id"] == "TES-RULE-01"


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        ("checklist Tester -o out.json", b"{"),
        ("checklist Tester -o out.csv", b'\xef\xbb\xbf"id",'),
        ("checklist Tester -o out.md", b"# "),
        ("checklist Tester --start 2027-01-04 -o out.ics", b"BEGIN:VCALENDAR"),
        ("checklist Tester -o out.PDF", b"%PDF-"),
        ("checklist Tester -o out.txt", b"# "),
        ("checklist Tester --format json -o out.md", b"{"),
        ("rubric Tester -o out.pdf", b"%PDF-"),
        ("rubric Tester -o out.json", b"{"),
    ],
)
def test_the_ending_of_a_file_says_its_format(
    folder: Path, arguments: str, beginning: bytes
) -> None:
    """Unless `--format` says another."""
    result = run(*arguments.split())

    assert result.exit_code == 0, result.output
    assert Path(arguments.split()[-1]).read_bytes().startswith(beginning)


def test_a_pdf_is_not_written_to_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolebook.cli.common.is_terminal", lambda: True)

    result = run("rubric", "Tester", "--format", "pdf")

    assert result.exit_code == 2
    assert result.output == "error: refusing to write a PDF to a terminal; name a file with -o\n"
    assert run("rubric", "Tester").exit_code == 0


def test_a_printed_rubric_leads_to_the_site_that_the_configuration_names(folder: Path) -> None:
    Path("mkdocs.yml").write_text(
        "site_url: https://team.example/book/\nuse_directory_urls: false\n"
    )
    run("rubric", "Tester", "-o", "out.pdf")

    assert b"(https://team.example/book/p/tester/rubric/index.html)" in Path("out.pdf").read_bytes()


def test_characters_that_no_font_has_are_reported(folder: Path) -> None:
    """No font has a character that Unicode does not define, whatever the machine."""
    Path("personas/tester.md").write_text(GOOD.replace("Tester", "Tester \u0378"))
    result = run("rubric", "TES", "-o", "out.pdf")

    assert result.exit_code == 0
    assert result.stderr == (
        "warning: Tester \u0378: no font has \u0378 (U+0378); empty boxes are printed instead; "
        "install Noto Sans Symbols or other fonts that have them\n"
    )


def test_a_new_handbook_builds_and_is_clean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new", "team").exit_code == 0
    monkeypatch.chdir(folder / "team")
    assert run("check").output == "no problems found\n"
    built = run("build", "--strict")
    assert built.exit_code == 0, built.output
    assert Path("site/r/SE-IF-01/index.html").exists()


def test_new_never_overwrites(folder: Path) -> None:
    run("new", "team")
    again = run("new", "team")
    assert again.exit_code == 2
    assert "already exists" in again.output


def test_a_folder_needs_no_configuration(folder: Path) -> None:
    """Any folder of Markdown can be built, and the source paths stay relative."""
    built = run("build", "personas", "-d", "out")
    assert built.exit_code == 0, built.output
    (source,) = facts(lambda path: Path("out", path).read_text(), "TES-RULE-01")["Source"]
    assert source == "<code>personas/tester.md:7</code>"


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
    assert "in the way and not from Rolebook" in result.output
    assert [path.name for path in Path("out").iterdir()] == ["team"]
    assert Path("out/team/index.md").read_text() == "mine"


def test_pages_do_not_go_among_the_personas(folder: Path) -> None:
    """They would be read as personas the next time."""
    before = sorted(Path("personas").iterdir())
    result = run("build", "--pages", "personas")
    assert result.exit_code == 2
    assert "contains the personas" in result.output
    assert sorted(Path("personas").iterdir()) == before


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
    Path("bad.md").write_text(BAD + "- **MUST** wash and **MUST** dry\n")
    Path("mkdocs.yml").write_text(
        "site_name: X\nplugins:\n- rolebook:\n    personas: bad.md\n    strict: true\n"
    )
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
    Path("roles/cook.md").write_text(
        "# The Cook\n\n## Traits\n- calm\n\n## Ruleset\n- **must** taste\n"
    )
    assert [r["keyword"] for r in json.loads(run("export", "json").output)["requirements"]] == [
        "must"
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("meilisearch", "search must be a table, not 'meilisearch'"),
        ("{engin: theme}", "search has no key 'engin'; the keys are engine, url, index, key"),
        ("{engine: meilisearch}", "search.engine meilisearch needs search.url"),
        ("{url: 'https://a.example'}", "search.engine bundled takes no search.url"),
        (
            "{engine: opensearch, url: a.example}",
            "search.url must start with https://, http://, /, not 'a.example'",
        ),
        ("{engine: opensearch, url: 'https://a.example', index: ''}", "search.index is empty"),
        ("{key: secret}", "search.engine bundled takes no search.key; it would be published"),
    ],
)
def test_a_search_that_cannot_work_is_refused(folder: Path, options: str, message: str) -> None:
    """Before a reader finds out."""
    Path("mkdocs.yml").write_text(f"site_name: X\nplugins:\n- rolebook:\n    search: {options}\n")
    assert run("check").output == f"error: mkdocs.yml: {message}\n"


@pytest.mark.parametrize(
    "written",
    [
        "KW001",
        "kw001",
        "mixed-case-negation",
        "Mixed-Case-Negation",
        "mixed_case_negation",
        "mixed case",
        "mixed",
    ],
)
def test_a_code_is_explained_by_code_or_name_or_what_it_begins_with(written: str) -> None:
    assert run("explain", written).output.startswith(
        "KW001 mixed-case-negation (warning)\n\nUnder RFC 8174 "
    )


def test_codes_that_begin_alike_are_listed() -> None:
    assert run("explain", "kw").output.splitlines() == [
        "KW001  warning  mixed-case-negation",
        "KW002  error    miscased-keyword",
        "KW004  note     missing-conventions (off by default)",
        "KW005  error    compound-keywords",
        "KW006  note     must-inflation",
        "KW010  error    may-not",
        "KW011  warning  double-negation",
        "KW012  warning  negated-subject",
    ]


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("mixed-case-negatoin", "did you mean mixed-case-negation?"),
        ("Compund-Keywords", "did you mean compound-keywords?"),
        ("KW0001", "did you mean KW001?"),
        ("zzz", "'rolebook explain' lists all codes"),
    ],
)
def test_a_code_that_nobody_knows_is_refused_with_the_nearest(written: str, help: str) -> None:
    refused = run("explain", written)

    assert (refused.exit_code, refused.output) == (
        2,
        f"error: no code is called {written!r}; {help}\n",
    )


@pytest.mark.parametrize(
    "day",
    [
        "01/04/2027",
        "next week",
        "2027-1-4",
        "20270104",
        "2027-W01-1",
        "4 January 2027",
        "",
    ],
)
def test_a_day_in_another_form_is_refused_with_the_right_one(folder: Path, day: str) -> None:
    """Rather than taken for another day: 01/04 is a day in January or in April."""
    refused = run("checklist", "Tester", "--start", day)

    assert refused.exit_code == 2
    assert f"{day!r} is not a date; write it as 2027-01-04" in refused.output


@pytest.mark.parametrize(
    ("day", "meant"),
    [("4.1.2027", "2027-01-04"), ("04. 01. 2027", "2027-01-04"), ("tomorrow", "2027-03-02")],
)
def test_a_day_that_everyone_reads_the_same_way_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, day: str, meant: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803859200")  # 1 March 2027
    written = run("checklist", "Tester", "--start", day, "--format", "json")

    assert json.loads(written.output)["start"] == meant


@pytest.mark.parametrize("day", ["2027-02-30", "2027-13-01"])
def test_a_day_that_there_is_not_is_refused(folder: Path, day: str) -> None:
    refused = run("checklist", "Tester", "--start", day)

    assert (
        refused.exit_code,
        f"{day} is not in the calendar; write year, month" in refused.output,
    ) == (2, True)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    """Even before it is known whether there is a handbook; and with a port that is free."""
    monkeypatch.chdir(tmp_path)
    refused = run("serve", "-a", f"127.0.0.1:{taken}")
    found = re.fullmatch(
        rf"error: 127.0.0.1:{taken} is in use, perhaps by another 'rolebook serve'; use -a 127.0.0.1:(\d+)\n",
        refused.output,
    )

    assert refused.exit_code == 2
    assert found, refused.output
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", int(found[1])))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "foo",
            "-a must be an IP address or localhost, and a port, as in 127.0.0.1:8001, not 'foo'",
        ),
        (
            "8001",
            "-a must be an IP address or localhost, and a port, as in 127.0.0.1:8001, not '8001'",
        ),
        (
            ":8001",
            "-a must be an IP address or localhost, and a port, as in 127.0.0.1:8001, not ':8001'",
        ),
        ("our.example:80", "-a must be an IP address or localhost, and a port"),
        ("127.0.0.1:", "a port must be a number up to 65535, as in 127.0.0.1:8001, not ''"),
        (
            "127.0.0.1:99999",
            "a port must be a number up to 65535, as in 127.0.0.1:8001, not '99999'",
        ),
        ("127.0.0.1:http", "a port must be a number up to 65535, as in 127.0.0.1:8001, not 'http'"),
        (
            "203.0.113.7:8001",
            "203.0.113.7 is not an address of this machine; use -a 127.0.0.1:8001",
        ),
    ],
)
def test_an_address_that_is_none_is_told_in_one_sentence(
    folder: Path, address: str, words: str
) -> None:
    refused = run("serve", "-a", address)

    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert refused.output.startswith(f"error: {words}")


def test_a_rubric_without_questions_says_why(folder: Path) -> None:
    """Beside what is written, so that it is seen whatever the format and wherever it goes."""
    Path("monk.md").write_text(
        "# The Monk\n\n## Traits\n- calm\n\n## Ruleset\n- **MUST** be kind to colleagues\n"
    )
    for form in ("md", "github", "json", "pdf"):
        made = run("rubric", "monk.md", "--format", form, "-o", "out")
        assert made.exit_code == 0
        reason = messages()("rubric-accounts-not_visible", count=1)
        why = messages()("rubric-empty", reasons=reason)
        assert made.stderr == f"warning: the rubric of Monk is empty. {why}\n"
    assert run("rubric", "Tester").stderr == ""


def test_a_missing_folder_is_one_sentence(folder: Path) -> None:
    assert run("check", "nowhere").output == "error: no such file or folder: nowhere\n"


@pytest.mark.parametrize("command", ["check", "lock", "build"])
def test_where_there_is_no_handbook_the_first_step_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)

    assert (result.exit_code, "run 'rolebook new' to start a handbook" in result.output) == (
        2,
        True,
    )


def test_a_persona_is_named_by_its_whole_name_with_commas(folder: Path) -> None:
    (folder / "personas" / "officer.md").write_text(
        GOOD.replace("Tester", "Trade, Tax and Customs Officer")
    )
    assert run("checklist", "Trade, Tax and Customs Officer").stdout.startswith(
        "# Onboarding: Trade, Tax and"
    )


def test_a_name_that_several_personas_have_is_refused_with_their_codes(folder: Path) -> None:
    (folder / "personas" / "twin.md").write_text(GOOD)
    refused = run("checklist", "Tester")
    assert refused.exit_code == 2
    assert "TES in personas/tester.md, TEST in personas/twin.md" in refused.stderr
    assert run("checklist", "TEST").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check --coverage",
        "build -d site",
        "export json",
        "lock",
        "lock --check",
        "checklist X",
        "rubric X",
    ],
)
def test_a_folder_without_markdown_is_told_by_every_command(folder: Path, arguments: str) -> None:
    """Silence would look as if all were well."""
    (folder / "personas" / "tester.md").rename(folder / "personas" / "tester.txt")

    result = run(*arguments.split())

    assert result.exit_code == 2, result.output
    assert "personas contains no Markdown file" in result.output
    assert "it has 1 file (.txt)" in result.output


def test_a_comparison_with_a_folder_without_markdown_is_told(folder: Path) -> None:
    (folder / "old").mkdir()

    result = run("diff", "old", "personas")

    assert (result.exit_code, "old contains no Markdown file" in result.output) == (2, True)


def test_half_a_surrogate_in_front_matter_is_no_traceback(folder: Path) -> None:
    """All commands agree: it is replaced, and told."""
    (folder / "personas" / "tester.md").write_text(
        f'---\ntitle: "The \\ud83d Tester"\n---\n\n{GOOD}'
    )

    checked = run("check", "--select", "RD")

    assert "personas/tester.md:2:8: warning RD003" in checked.output
    assert "The \ufffd Tester" in run("export", "json").output
    assert run("lock").exit_code == 0


@pytest.mark.parametrize("arguments", [["--version"], ["explain", "KW001"], ["explain"]])
def test_commands_without_a_handbook_load_nothing_of_one(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom rolebook.cli import main\n"
        f"try: main({arguments})\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stderr.split()
    assert "rolebook.cli" in loaded
    heavy = {
        *("babel", "fluent", "jinja2", "markdown_it", "mkdocs", "msgspec", "rapidfuzz", "yaml"),
        *(f"rolebook.{room}" for room in ("link", "loading", "pages", "parse", "site", "taxonomy")),
    }
    assert heavy.isdisjoint(loaded)


def test_public_names_are_where_they_are_said_to_be() -> None:
    assert dir(rolebook) == sorted(rolebook.__all__)
    assert all(getattr(rolebook, name) for name in rolebook.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        rolebook.nothing  # noqa: B018
