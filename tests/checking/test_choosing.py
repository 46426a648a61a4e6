"""What is reported: as the configuration, the command line, comments and a baseline say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from rolebook.checks.selecting import selection_of
from rolebook.cli import main
from rolebook.input.files import OperatorError
from rolebook.input.settings import Checks
from rolebook.model.diagnostics import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

PILOT = """\
# The Pilot

## Traits

- calm

## Rules

- You MUST fly properly.
- You MUST not sing.
- You MUST rest regularly.
"""
VAGUE, NEGATED, RARE = "VQ001", "KW001", "VQ010"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("personas").mkdir()
    write(PILOT)
    return tmp_path


def write(text: str, path: str = "personas/pilot.md") -> None:
    Path(path).write_text(text, encoding="utf-8")


def configure(checks: str) -> None:
    write(f"site_name: X\nplugins: [{{rolebook: {{checks: {checks}}}}}]\n", "mkdocs.yml")


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=text)


def codes(*arguments: str, text: str | None = None) -> list[str]:
    """The codes of what is reported, but for the lock file that is not there yet."""
    result = run("--format", "json", *arguments, text=text)
    found = [one["code"] for one in json.loads(result.stdout)]
    return [code for code in found if code != "ID006"]


# --- codes


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ("{}", [VAGUE, NEGATED, RARE]),
        ("{select: KW}", [NEGATED]),
        ("{select: [KW, KW004]}", ["KW004", NEGATED]),
        ("{select: ALL, ignore: [ST, VQ, WD]}", ["KW004", NEGATED]),
        ("{select: [vague-term, vq010]}", [VAGUE, RARE]),
        ("{ignore: [VQ]}", [NEGATED]),
        ("{extend-select: [WD019], ignore: [VQ, KW]}", ["WD019", "WD019", "WD019"]),
        ("{per-file-ignores: {'pilot.md': [VQ]}}", [NEGATED]),
        ("{per-file-ignores: {'legacy/': [VQ]}}", ["IG004", VAGUE, NEGATED, RARE]),
    ],
)
def test_the_configuration_chooses(folder: Path, checks: str, expected: list[str]) -> None:
    configure(checks)

    assert codes() == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "VQ,KW001"], [VAGUE, NEGATED, RARE]),
        (["--extend-select", "KW004"], ["KW004", NEGATED]),
        (["--ignore", "KW"], []),
    ],
)
def test_the_command_line_adds_to_it(
    folder: Path, arguments: Sequence[str], expected: list[str]
) -> None:
    configure("{ignore: [VQ]}")

    assert codes(*arguments) == [one for one in expected if not one.startswith("VQ")]


def test_a_build_heeds_the_same_choice(folder: Path) -> None:
    configure("{select: [KW001]}")
    Path("docs").mkdir()
    result = CliRunner().invoke(main, ["build", "--no-cache"])

    assert (result.exit_code, "VQ001" in result.output) == (0, False)
    page = Path("site/data/handbook.json").read_text(encoding="utf-8")
    assert [one["code"] for one in json.loads(page)["diagnostics"]] == ["KW001"]


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [
        ("{ignore: [KW099]}", "no code begins with 'KW099'"),
        ("{ignore: [vage-term]}", "did you mean 'vague-term'?"),
        ("{ignor: [KW]}", "checks has no key 'ignor'; did you mean 'ignore'?"),
        ("{ignore: 5}", "ignore must be"),
        ("{per-file-ignores: {a: 5}}", "per-file-ignores must be a table"),
        ("[KW]", "checks must be a table"),
    ],
)
def test_a_mistake_in_the_configuration_is_refused(
    folder: Path, checks: str, sentence: str
) -> None:
    configure(checks)
    result = run()

    assert result.exit_code == 2
    assert sentence in result.output


def test_no_code_is_no_selection() -> None:
    with pytest.raises(OperatorError, match="no code begins with 'Q'"):
        selection_of(Checks(select=("Q",)))


FAILING = (
    "CT001 ID001 ID002 ID003 ID004 ID005 ID008 ID009 ID010 ID011 KW001 KW002 KW005 KW010 KW011 "
    "KW012 OB001 OB002 OB003 OB004 RB001 RB002 RB003 RB004 RB005 RD001 RD002 RD003 RD004 RD005 "
    "RD006 RD009 RD010 RD011 RD012 RD013 RD014 RV001 RV003 TB001 TB002 TB004 WV001 WV002 WV003 "
    "WV004 WV005 WV006 WV007 XR002 XR004 XR005 XR008 XR009 XR010 XR011 XR013 XR020 IG003"
)


def test_a_new_version_never_breaks_a_pipeline() -> None:
    """`check` fails on warnings, so a check of texts that stand is a note; IG003 is about a typo."""
    failing = {code.id for code in CODES.values() if code.severity is not Severity.NOTE}

    assert failing == set(FAILING.split())


# --- comments

SONG = "<!-- rolebook: ignore=KW001 words of a song -->"


@pytest.mark.parametrize(
    "text",
    [
        PILOT.replace("sing.", f"sing. {SONG}"),
        PILOT.replace("- You MUST not", f"{SONG}\n- You MUST not"),
        PILOT.replace("- You MUST not", f"{SONG}\n\n- You MUST not"),
        PILOT.replace("ignore=KW001", "ignore=mixed-case-negation").replace(
            "sing.", "sing. <!-- rolebook: ignore=mixed-case-negation words of a song -->"
        ),
        PILOT + "\n<!-- rolebook: ignore-file=KW the songs of pilots -->\n",
        PILOT.replace("- You MUST not", f"  {SONG}\n- You MUST not"),
    ],
)
def test_a_comment_ignores_problems_of_its_line_or_the_next(folder: Path, text: str) -> None:
    write(text)

    assert codes() == [VAGUE, RARE]


def test_a_comment_in_a_table_ignores_problems_of_its_row(folder: Path) -> None:
    row = "| Rule | Level |\n|---|---|\n| You MUST not sing. {} | MUST NOT |\n"
    write(f"# Songs\n\n{row.format('')}\n{row.format(SONG)}")

    assert codes("--select", "KW001").count("KW001") <= 1


def test_a_comment_about_another_code_ignores_nothing(folder: Path) -> None:
    write(PILOT.replace("sing.", "sing. <!-- rolebook: ignore=VQ002 words of a song -->"))

    assert codes() == [VAGUE, NEGATED, "IG001", RARE]


def test_an_example_in_a_code_block_is_no_comment(folder: Path) -> None:
    write(f"{PILOT}\n```html\n<!-- rolebook: ignore-file=KW,VQ an example -->\n```\n")

    assert codes() == [VAGUE, NEGATED, RARE]


def test_a_comment_says_why(folder: Path) -> None:
    write(PILOT.replace("sing.", "sing. <!-- rolebook: ignore=KW001 -->"))

    assert codes() == [VAGUE, "IG002", RARE]


def test_a_comment_in_yaml_ignores_problems_there(folder: Path) -> None:
    drop = "drop:\n  - no-such-action{}\n"
    write(drop.format(""), "personas/pilot.onboarding.yml")
    assert "OB001" in codes()

    write(
        drop.format(" # rolebook: ignore=OB001 comes back in May"), "personas/pilot.onboarding.yml"
    )
    assert codes() == [VAGUE, NEGATED, RARE]


def test_an_ignore_of_what_is_not_checked_is_not_called_unused(folder: Path) -> None:
    write(PILOT.replace("sing.", "sing. <!-- rolebook: ignore=WD015 everybody knows -->"))

    assert "IG001" not in codes()
    assert "IG001" in codes("--extend-select", "WD015")


def test_an_unused_ignore_is_deleted(folder: Path) -> None:
    write(PILOT.replace("not sing.", f"NOT sing. {SONG}"))
    result = run("--fix")

    assert "IG001" not in result.output
    assert Path("personas/pilot.md").read_text() == PILOT.replace("not sing", "NOT sing")


def test_an_ignore_of_the_configuration_that_ignores_nothing_is_reported(folder: Path) -> None:
    configure("{ignore: [WD005, KW], per-file-ignores: {'old/': [VQ], 'pilot.md': [VQ001]}}")
    found = json.loads(run("--format", "json").stdout)

    assert [(one["source"]["path"], one["message"]) for one in found if one["code"] == "IG004"] == [
        ("mkdocs.yml", "the handbook has no problem 'WD005' to ignore"),
        ("mkdocs.yml", "'old/' has no problem 'VQ' to ignore"),
    ]
    assert "IG004" not in codes("--ignore", "ST")
    assert "IG004" not in codes("personas/pilot.md")


# --- a baseline


def test_a_baseline_hides_what_was_there(folder: Path) -> None:
    configure("{baseline: known.json}")
    updated = run("--update-baseline")
    assert updated.output == "known.json: 4 problems\n"

    result = run()
    assert (result.exit_code, result.stdout) == (0, "no problems found\n")
    assert result.stderr == "4 problems of the baseline are not shown\n"


def test_only_new_problems_are_reported(folder: Path) -> None:
    run("--update-baseline", "--baseline", "known.json")
    write("An overture.\n\n".join(PILOT.split("## Rules", 1)).replace("An overture", "## Rules"))
    write(PILOT.replace("## Rules\n", "## Rules\n\nAn overture.\n") + "- You MUST not dance.\n")

    result = run("--baseline", "known.json", "--format", "json")
    assert [(one["code"], one["source"]["line"]) for one in json.loads(result.stdout)] == [
        (NEGATED, 14)
    ]
    assert result.exit_code == 1


def test_the_same_problem_once_more_is_new(folder: Path) -> None:
    run("--update-baseline", "--baseline", "known.json")
    write(PILOT + "- You MUST rest regularly.\n")

    assert RARE in codes("--baseline", "known.json")


def test_what_is_gone_is_told(folder: Path) -> None:
    run("--update-baseline", "--baseline", "known.json")
    write(PILOT.replace("not sing", "NOT sing"))

    assert "1 problem of the baseline is gone" in run("--baseline", "known.json").stderr


def test_a_baseline_holds_wherever_a_command_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure("{baseline: known.json}")
    run("--update-baseline")
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")

    assert run("-f", "../mkdocs.yml").exit_code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "'rolebook check --update-baseline' writes it"),
        ("[]", "is not a baseline"),
        ('{"version": 9, "problems": {}}', "is of another version"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_refused(
    folder: Path, content: str | None, sentence: str
) -> None:
    configure("{baseline: known.json}")
    if content is not None:
        write(content, "known.json")
    result = run()

    assert result.exit_code == 2
    assert sentence in result.output


def test_a_report_that_was_kept_follows_the_baseline(folder: Path) -> None:
    configure("{baseline: known.json}")
    write('{"version": 1, "problems": {}}', "known.json")
    assert codes() == [VAGUE, NEGATED, RARE]

    run("--update-baseline")
    assert codes() == []


# --- standard input


def test_a_text_from_a_pipe_is_checked_alone(folder: Path) -> None:
    result = run("-", text="# Keys\n\n- You MUST not share keys.\n")

    assert result.stdout.startswith("stdin.md:3:7: warning KW001")
    assert result.exit_code == 1


def test_a_text_from_a_pipe_can_stand_for_a_file(folder: Path) -> None:
    """Its handbook is read around it, and only its own problems are reported."""
    write(
        "# The Baker\n\n## Traits\n- calm\n\n## Rules\n- You MUST not burn.\n", "personas/baker.md"
    )
    text = PILOT + "\n## Collaborators\n\n- MUST warn The Baker\n- MUST warn The Beker\n"
    found = codes("-", "--stdin-filename", "personas/pilot.md", text=text)

    assert found == [VAGUE, NEGATED, RARE, "XR001"]


def test_a_text_from_a_pipe_is_fixed(folder: Path) -> None:
    result = run("-", "--fix", text="# Keys\r\n\r\n- You MUST not share keys.\r\n")

    assert result.stdout_bytes == b"# Keys\r\n\r\n- You MUST NOT share keys.\r\n"
    assert result.exit_code == 0


def test_a_text_without_problems_comes_out_as_it_is(folder: Path) -> None:
    assert run("-", "--fix", text="# Keys\n\nWords.\n").stdout == "# Keys\n\nWords.\n"


def test_a_pipe_that_is_not_utf8_is_refused(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", "-"], input=b"\xff\xfe")

    assert result.exit_code == 2
    assert "standard input is not UTF-8" in result.output


# --- unsafe fixes


def test_unsafe_fixes_wait_until_they_are_asked_for(folder: Path) -> None:
    text = PILOT.replace("fly properly", "fly the the plane").replace("not", "NOT")
    write(text)
    run("--fix")
    assert Path("personas/pilot.md").read_text() == text

    run("--fix", "--unsafe-fixes")
    assert Path("personas/pilot.md").read_text() == text.replace("the the", "the")
