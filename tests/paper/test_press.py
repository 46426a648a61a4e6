"""What holds for every sheet: the same bytes every time, tags and language."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pdfua
import pytest

from rolebook.output.store import Store
from rolebook.paper import Paper, Pressed, checklist_job, checklist_pdf, press, press_all

from .sheets import action, catalog, full, of, read

if TYPE_CHECKING:
    from collections.abc import Mapping

_HASH = """
import hashlib
from tests.paper.sheets import full
from rolebook.paper import Paper, checklist_pdf
print(hashlib.sha256(checklist_pdf(full(), paper=Paper.A4)).hexdigest())
"""


def test_a_sheet_is_the_same_in_every_process() -> None:
    first = checklist_pdf(full(), paper=Paper.A4)
    checklist_pdf(full("Somebody else"), paper=Paper.A5)

    assert checklist_pdf(full(), paper=Paper.A4) == first
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", _HASH], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_many_sheets_are_the_same_as_each_alone() -> None:
    jobs = [checklist_job(full(f"Role {n}"), paper=paper) for n in range(3) for paper in Paper]
    told: list[int] = []

    pressed = list(press_all(jobs, step=told.append))

    assert [one.content for one in pressed] == [
        press(j.template, j.data, paper=j.paper).content for j in jobs
    ]
    assert told == list(range(1, len(jobs) + 1))


def test_what_did_not_change_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [checklist_job(of(action(n)), paper=Paper.A5) for n in range(3)]
    first = list(press_all(jobs[:2], step=lambda _: None, store=Store(tmp_path)))
    made: list[str] = []

    def noted(template: str, data: Mapping[str, object], *, paper: Paper) -> Pressed:
        made.append(str(data["title"]))
        return Pressed(b"new")

    monkeypatch.setattr(sys.modules["rolebook.paper.press"], "press", noted)
    second = list(press_all(jobs, step=lambda _: None, store=Store(tmp_path)))

    assert second[:2] == first
    assert len(made) == 1


def test_a_sheet_in_fonts_of_the_machine_is_not_kept(tmp_path: Path) -> None:
    """Another machine, or another day, may have other fonts."""
    store = Store(tmp_path)
    jobs = [checklist_job(of(action(1, title="한국")), paper=Paper.A5)]
    [pressed] = press_all(jobs, step=lambda _: None, store=store)

    assert not pressed.is_of_bundled_fonts
    assert not [*tmp_path.rglob("*")]


def test_a_sheet_says_what_it_is() -> None:
    content = checklist_pdf(full(), paper=Paper.A4)
    root, metadata = catalog(content), read(content).metadata

    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert metadata is not None
    assert metadata.title == "Onboarding checklist: Lamp Keeper"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


@pytest.mark.parametrize("paper", list(Paper))
def test_a_validator_of_pdf_ua_has_no_findings(paper: Paper) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(checklist_pdf(full(), paper=paper))
        file.flush()
        report = pdfua.validate(file.name)

    assert [finding.message for finding in report.findings] == []


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\x07",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "\u2028",
        "\u200b",
        "\u00ad",
        "\x85",
        "\\",
        '"',
        "#",
        "$",
    ],
)
def test_odd_characters_do_no_harm(text: str) -> None:
    job = checklist_job(
        of(action(1, title=f"Read{text}it"), title=f"Keeper {text}"), paper=Paper.A4, note=text
    )

    assert not press(job.template, job.data, paper=job.paper).missing
