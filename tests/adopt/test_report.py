"""The command `rolebook adopt`: what it says about files, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main

CREW = """\
# Our crew

## Watch

- Never leave the bridge
- You must wear a life jacket
- Always close the hatch
"""
WART = """\
# Torwart

## Aufgaben

- Die Leitung muss jedes Tor ölen.
- Tore dürfen bei Sturm nicht auf sein.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/AGENTS.md").write_text(CREW, encoding="utf-8")
    Path("in/wart.md").write_text(WART, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["adopt", *words])


def test_a_report_says_what_a_file_is_and_why() -> None:
    result = run("in")

    assert result.exit_code == 0
    assert "a role: Agents read files called “AGENTS.md”." in result.output
    assert "read with these keywords, which its sentences suggest: agents, lowercase" in (
        result.output
    )
    assert "3 rules: 0 in capitals, 3 inferred from other words; by level: 2 MUST, 1 MUST NOT" in (
        result.output
    )
    assert "in the handbook: Our crew (OC), 3 rules, 0 skills, 0 roles it works with" in (
        result.output
    )
    assert result.output.endswith("2 files: 1 role, 1 document, 5 rules, 5 of them inferred\n")


def test_headings_are_those_that_are_known_and_those_that_are_not() -> None:
    text = "# Crew\n\n## Core Traits\n\n- calm\n\n## Watch\n\n- MUST look\n"
    Path("in/crew.md").write_text(text, encoding="utf-8")
    output = run("in/crew.md").output

    assert "sections: Core Traits\n" in output
    assert "headings without a meaning of their own: Watch\n" in output


def test_skills_that_are_not_read_are_named_with_what_would_read_them() -> None:
    text = "# Crew\n\n## Core Traits\n\n- calm\n\n## Skills\n\n- TEST 3\n- rowing\n"
    Path("in/crew.md").write_text(text, encoding="utf-8")
    output = run("in/crew.md").output

    assert "1 skill has no code, so it is only text: rowing; write the code and a level" in output
    assert "1 skill," in output


def test_inferred_rules_are_listed_to_be_checked() -> None:
    assert "     5  MUST NOT    Never leave the bridge" in run("in/AGENTS.md").output


def test_named_keywords_replace_those_that_a_file_suggests() -> None:
    result = run("in/AGENTS.md", "--keywords", "lowercase")

    assert "1 rule: 0 in capitals, 1 inferred" in result.output
    assert "suggest" not in result.output


def test_lines_that_look_like_rules_are_listed_with_what_would_read_them() -> None:
    text = "# Crew\n\n- You must wait\n- MUST look\n\nMore:\n\n- Never run\n- Never jump\n"
    Path("in/crew.md").write_text(text, encoding="utf-8")
    output = run("in/crew.md", "--keywords", "lowercase").output

    assert "2 lines look like rules but were not read as such: lines 8–9" in output
    assert "set 'keywords: [lowercase, agents]'" in output
    assert "     8  - Never run\n       9  - Never jump\n" in output


def test_an_unknown_set_of_keywords_is_refused() -> None:
    result = run("in", "--keywords", "klingon")

    assert result.exit_code == 2
    assert "there are no keywords 'klingon'" in result.output


def test_json_has_everything() -> None:
    [agents, wart] = json.loads(run("in", "--format", "json").output)

    assert agents["kind"] == "role"
    assert (agents["reason"], agents["reason_words"]) == ("file-name", ["AGENTS.md"])
    assert agents["keywords"] == ["uppercase", "agents", "lowercase"]
    assert agents["is_proposed"] is True
    assert agents["rules"][0] == {
        "line": 5,
        "level": "MUST NOT",
        "text": "Never leave the bridge",
        "inferred": "Never",
    }
    assert agents["copy"] == "our-crew.md"
    assert agents["changes"][0] == {"line": 0, "before": "", "after": "type: persona"}
    assert agents["changes"][1] == {
        "line": 5,
        "before": "- Never leave the bridge",
        "after": "- **MUST NOT** leave the bridge",
    }
    assert wart["kind"] == "document"
    assert wart["differs_in"] == ""


def test_copies_are_written_and_read_without_an_option(place: Path) -> None:
    result = run("in", "--to", "personas")

    assert result.exit_code == 0
    assert result.output.endswith("Wrote 2 files to personas\n")
    assert sorted(path.name for path in (place / "personas").iterdir()) == [
        "our-crew.md",
        "wart.md",
    ]
    checked = CliRunner().invoke(main, ["check", "personas", "--ignore", "ID,ST"])
    assert checked.output == "no problems found\n"


def test_an_existing_file_is_never_overwritten(place: Path) -> None:
    (place / "personas").mkdir()
    (place / "personas/wart.md").write_text("mine", encoding="utf-8")
    result = run("in", "--to", "personas")

    assert result.exit_code == 2
    assert "personas/wart.md already exists" in result.output.replace("\\", "/")
    assert [path.name for path in (place / "personas").iterdir()] == ["wart.md"]
    assert (place / "personas/wart.md").read_text(encoding="utf-8") == "mine"


def test_folders_below_the_given_one_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/deck").mkdir()
    Path("in/deck/mate.md").write_text("# Mate\n\n- MUST look\n", encoding="utf-8")
    monkeypatch.chdir("in")
    run(".", "--to", "../personas")

    assert Path("../personas/deck/mate.md").exists()


def test_sources_stay_as_they_are() -> None:
    run("in", "--to", "in/copies")

    assert Path("in/AGENTS.md").read_text(encoding="utf-8") == CREW


def test_a_readme_that_is_left_out_is_named() -> None:
    Path("in/README.md").write_text("# Us\n", encoding="utf-8")

    assert "warning: in/README.md: " in run("in").stderr


def test_the_rule_that_stops_a_copy_is_named() -> None:
    """Two keywords in bold at odds with each other: any rewriting of the line would be a guess."""
    text = "# Crew\n\n## Watch\n\n- MUST look\n\n**must** do not • do not\n"
    Path("in/crew.md").write_text(text, encoding="utf-8")
    result = run("in/crew.md", "--keywords", "bold-lowercase,agents")

    assert result.exit_code == 1
    assert "because the copy of the rule in line 7 would be read as another one" in result.output


def test_what_could_not_be_rewritten_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its copy is as it was, and the exit code says so."""

    def nothing(*_: Any) -> str:
        return "rules"

    monkeypatch.setattr("rolebook.adopt.copying.difference", nothing)
    result = run("in/wart.md", "--to", "personas")

    assert result.exit_code == 1
    assert "not changed, because the copy would differ in its rules" in result.output
    assert (place / "personas/wart.md").read_text(encoding="utf-8") == WART
