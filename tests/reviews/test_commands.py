"""`rolebook review collect` and `rolebook review report`."""

from __future__ import annotations

import json
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from rolebook.cli import main

from .pilot import PILOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

DATA = "personas/reviews.jsonl"


@pytest.fixture(autouse=True)
def place(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "personas").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "personas/harbour-pilot.md").write_text(PILOT)
    (tmp_path / "in/a.json").write_text(review("PR 1", "broken"))
    with chdir(tmp_path):
        yield tmp_path


def review(change: str, answer: str, **more: str) -> str:
    head = {"persona": "HP", "change": change, "date": "2026-11-30", "reviewer": "Bo", **more}
    item = {"id": "HP-APPR-01", "answer": answer, "where": "berth.py"}
    return json.dumps({"format": "rolebook-review", "schema": 3, **head, "items": [item]})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", *arguments])


def test_answers_are_added_next_to_the_personas_without_names_and_texts(place: Path) -> None:
    result = run("collect", "in")

    assert result.exit_code == 0, result.output
    assert "Added 1 review to personas/reviews.jsonl, which has 1 now." in result.output
    assert json.loads((place / DATA).read_text()) == {
        "format": "rolebook-review",
        "schema": 3,
        "persona": "HP",
        "change": "PR 1",
        "date": "2026-11-30",
        "items": [{"id": "HP-APPR-01", "answer": "broken"}],
    }


def test_what_was_collected_stays_and_the_same_is_not_written_again(place: Path) -> None:
    run("collect", "in", "--with-people", "--with-texts")
    written = (place / DATA).stat()
    again = run("collect", "in", DATA)
    assert "Added 0 reviews" in again.output
    after = (place / DATA).stat()
    assert (written.st_ino, written.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)

    (place / "in/b.json").write_text(review("PR 2", "kept"))
    assert "Added 1 review" in run("collect", "in/b.json").output
    lines = [json.loads(line) for line in (place / DATA).read_text().splitlines()]
    assert [(line["change"], line.get("reviewer")) for line in lines] == [
        ("PR 1", "Bo"),
        ("PR 2", None),
    ]


def test_one_bad_file_hides_no_other(place: Path) -> None:
    (place / "in/a-bad.json").write_text("{")
    (place / "in/z.pdf").write_text("")
    result = run("collect", "in")

    assert result.exit_code == 1
    assert "in/a-bad.json:1:2: warning RV001" in result.output
    assert "Ignored 1 file of another kind: in/z.pdf" in result.output
    assert "Added 1 review" in result.output


def test_a_data_file_that_would_lose_lines_is_not_written(place: Path) -> None:
    damaged = "<<<<<<< main\n" + review("PR 9", "kept") + "\n"
    (place / DATA).write_text(damaged)
    result = run("collect", "in")

    assert result.exit_code == 2
    assert "personas/reviews.jsonl:1:1: warning RV001" in result.output
    assert "has lines that would be lost" in result.output
    assert (place / DATA).read_text() == damaged


def test_answers_can_be_collected_without_a_handbook(place: Path) -> None:
    (place / "elsewhere").mkdir()
    with chdir(place / "elsewhere"):
        assert run("collect", "../in").exit_code == 2
        result = run("collect", "../in", "-o", "kept.jsonl")
    assert result.exit_code == 0, result.output
    assert "HP-APPR-01" in (place / "elsewhere/kept.jsonl").read_text()


def test_nothing_is_written_where_nothing_was_found(place: Path) -> None:
    (place / "in/a.json").write_text("[]")
    run("collect", "in")
    assert not (place / DATA).exists()
    assert run("collect", "nowhere").exit_code == 2


def test_a_report_says_what_answers_come_to(place: Path) -> None:
    run("collect", "in")
    text = run("report").output
    assert text.splitlines()[:2] == [
        "Based on 1 review of 1 role.",
        "Fewer than ten reviews prove little: one more may change everything here.",
    ]
    assert "HP-APPR-01  broken in 1 of 1  MUST document each berth" in text

    assert "\n## Harbour Pilot: 1 review\n" in run("report", "--format", "markdown").output
    data = json.loads(run("report", "--format", "json").output)
    assert data["roles"][0]["rules"] == [
        {"id": "HP-APPR-01", "asked": 1, "kept": 0, "broken": 1, "untouched": 0}
    ]
    assert "HP-APPR-02" in data["roles"][0]["never"]


def test_a_report_needs_answers() -> None:
    result = run("report")
    assert result.exit_code == 2
    assert "rolebook review collect" in result.output
