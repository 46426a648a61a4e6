"""What `rolebook check` prints: all of it, only the problems, or counts; with colours or without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main
from rolebook.report import FORMATS

COLOURED = "\x1b["
CLEAN = "# The Cook\n\n## Rules\n- Cooks MUST taste.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("mkdocs.yml").write_text("site_name: X\nplugins: [rolebook]\n")
    Path("personas").mkdir()
    Path("personas/pilot.md").write_text("# The Pilot\n\n## Rules\n- You MUST not shout.\n")
    return tmp_path


def check(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, ["check", "--select", "KW001", *arguments])


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_printed_with_the_exit_code_of_the_problems(folder: Path, form: str) -> None:
    result = check("--format", form)
    assert (result.exit_code, "KW001" in result.output) == (1, True)


def test_quiet_prints_only_problems(folder: Path) -> None:
    loud, quiet = check(), check("--quiet")
    assert quiet.output == loud.output.removesuffix("1 warning in 1 file\n")
    assert quiet.exit_code == loud.exit_code == 1


def test_quiet_prints_nothing_without_problems(folder: Path) -> None:
    Path("personas/pilot.md").write_text(CLEAN)
    assert check().output == "no problems found\n"
    assert (check("-q").output, check("-q").exit_code) == ("", 0)


@pytest.mark.parametrize(("arguments", "is_shown"), [((), True), (("--quiet",), False)])
def test_quiet_shows_no_progress(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], is_shown: bool
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(
        "rolebook.output.progress.Terminal.close", lambda line: shown.append(line._is_shown)
    )
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    check(*arguments)
    assert any(shown) is is_shown


def test_statistics_replace_the_list(folder: Path) -> None:
    assert check("--statistics").output == (
        "    1  KW001  warning  [*] mixed-case-negation\n"
        "[*] can be fixed with 'rolebook check --fix'\n"
        "1 warning in 1 file\n"
    )
    assert json.loads(check("--statistics", "--format", "json").output)[0]["count"] == 1


def test_statistics_have_no_other_formats(folder: Path) -> None:
    result = check("--statistics", "--format", "sarif")
    assert result.exit_code == 2
    assert "use --statistics with --format text or json" in result.output


def test_what_is_kept_of_one_view_is_not_shown_for_another(folder: Path) -> None:
    views = [(), ("--quiet",), ("--statistics",), ("--statistics", "--quiet")]
    views += [("--format", form) for form in FORMATS if form != "text"]
    first = [check(*view).output for view in views]

    assert len(set(first)) == len(views)
    assert [check(*view).output for view in views] == first


@pytest.mark.parametrize(
    ("arguments", "environment", "is_coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": ""}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_are_what_the_option_or_else_the_environment_says(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str], is_coloured: bool
) -> None:
    """The second time, the report is one that was kept."""
    for _ in range(2):
        assert (COLOURED in check(*arguments, **environment).output) is is_coloured


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_what_programs_read_has_no_colours(folder: Path, form: str) -> None:
    assert COLOURED not in check("--color", "always", "--format", form).output
