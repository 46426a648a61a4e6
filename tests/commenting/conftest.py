"""A handbook in a repository, a branch that changes code and a rule, and a platform to comment on."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from ..repository import git
from .standin import Standin, standin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERSONA = """# The Tester

## Traits
- calm

## Rules

### Interface
- **MUST** describe every endpoint in an OpenAPI file
- **SHOULD** answer a request with a JSON schema

### Storage
- **MUST** describe every table in an SQL file
"""
CONFIG = """site_name: Handbook
plugins:
  - rolebook:
      domains:
        "api/": [IF]
        "*.sql": [STOR]
"""
_FOREIGN = ("GITHUB_", "CI_", "ROLEBOOK_")


@pytest.fixture
def platform() -> Iterator[Standin]:
    with standin() as state:
        yield state


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a handbook with code, on a branch that changed both."""
    for name in list(os.environ):
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    place = tmp_path / "shop"
    (place / "personas").mkdir(parents=True)
    (place / "api").mkdir()
    (place / "personas" / "tester.md").write_text(PERSONA)
    (place / "mkdocs.yml").write_text(CONFIG)
    (place / "api" / "users.py").write_text("a\n")
    git(place, "init", "-b", "main")
    git(place, "add", ".")
    git(place, "commit", "-m", "a")
    git(place, "checkout", "-b", "topic")
    (place / "api" / "users.py").write_text("a\nb\n")
    git(place, "commit", "-am", "b")
    monkeypatch.chdir(place)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1799020800")
    return place


@pytest.fixture
def github(
    folder: Path, tmp_path: Path, platform: Standin, monkeypatch: pytest.MonkeyPatch
) -> Standin:
    """Return GitHub as a workflow for the branch sees it."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps(pull_request(git(folder, "rev-parse", "main").strip())))
    for name, value in {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": platform.address,
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_REPOSITORY": "harbour/shop",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_TOKEN": "ghs_secret",
    }.items():
        monkeypatch.setenv(name, value)
    return platform


@pytest.fixture
def gitlab(folder: Path, platform: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """Return GitLab as a job for the branch sees it."""
    platform.account = {"id": len("project_7_bot")}
    for name, value in {
        "CI_API_V4_URL": f"{platform.address}/api/v4",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(folder, "rev-parse", "main").strip(),
        "CI_MERGE_REQUEST_IID": "12",
        "CI_MERGE_REQUEST_PROJECT_PATH": "harbour/shop",
        "CI_PROJECT_ID": "7",
        "ROLEBOOK_TOKEN": "glpat-secret",
    }.items():
        monkeypatch.setenv(name, value)
    return platform


def pull_request(base: str, head: str | None = "harbour/shop") -> dict[str, object]:
    """Return the event of a pull request, as far as it is read."""
    return {
        "pull_request": {
            "number": 12,
            "title": "`rm -rf /` ${{ github.token }}",
            "user": {"login": "ada"},
            "base": {"sha": base, "repo": {"full_name": "harbour/shop"}},
            "head": {"repo": {"full_name": head} if head else None},
        }
    }
