"""The numbers of quality as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from rolebook.cli import main

if TYPE_CHECKING:
    import pytest

_PILOT = """\
# The Pilot

## Core Traits
- calm

## Rules
- **MUST** wait outside, because the light may fail
- **MUST not** pass a red buoy
"""
_CONFIGURATION = """\
site_name: Pilots
plugins:
  - rolebook:
      checks: {baseline: known.json}
"""


def test_the_export_has_the_numbers_of_the_page_and_knows_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    Path("personas").mkdir()
    Path("personas/pilot.md").write_text(_PILOT)
    Path("mkdocs.yml").write_text(_CONFIGURATION)
    run = CliRunner().invoke
    assert run(main, ["lock"]).exit_code == 0
    assert run(main, ["check", "--update-baseline"]).exit_code == 0
    Path("personas/pilot.md").write_text(f"{_PILOT}- **MUST not** sail at night\n")
    data = json.loads(run(main, ["export", "quality"]).output)

    [negation] = [one for one in data["codes"] if one["code"] == "KW001"]
    assert (negation["problems"], negation["known"]) == (2, 1)
    assert (data["rules"], data["texts"][0]["rules"]) == (3, 3)
    assert {"kind": "explained", "part": 1, "whole": 3} in data["shares"]
    assert [(one["release"], one["rules"]) for one in data["trend"]] == [
        ("2026-05-28", 2),
        ("not-locked-yet", 3),
    ]
