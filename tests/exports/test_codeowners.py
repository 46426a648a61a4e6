"""Owners of texts as a CODEOWNERS file."""

from __future__ import annotations

import pytest

from rolebook import Source, handbook
from rolebook.exports import EXPORTS

RULES = "# The Pilot\n\n## Ruleset\n\n- **MUST** board before the breakwater\n"


def exported(*files: tuple[str, str]) -> list[str]:
    book = handbook([Source(path, f"---\n{matter}\n---\n{RULES}") for path, matter in files])
    return EXPORTS["codeowners"](book).decode().splitlines()


@pytest.mark.parametrize(
    ("matter", "owners"),
    [
        ('owner: "@kim"', "@kim"),
        ("owner: @kim", "@kim"),
        ("owner: kim@example.org", "kim@example.org"),
        ('owner: ["@kim", "@harbour/pilots"]', "@kim @harbour/pilots"),
        ("owner: kim@example.org, lee@example.org", "kim@example.org lee@example.org"),
    ],
)
def test_owners_are_accounts_teams_and_addresses(matter: str, owners: str) -> None:
    assert exported(("pilot.md", matter)) == [f"/pilot.md {owners}"]


def test_an_owner_that_the_syntax_cannot_take_is_a_comment() -> None:
    assert exported(("pilot.md", 'owner: [Kim Lee, "@lee"]')) == [
        "# /pilot.md: no account or e-mail address: Kim Lee",
        "/pilot.md @lee",
    ]


def test_lines_are_in_the_order_of_paths_and_signs_of_patterns_are_escaped() -> None:
    files = [("sea/the pilot.md", "owner: a@b.org"), ("sea/#1.md", "owner: c@d.org")]
    assert exported(*files) == [r"/sea/\#1.md c@d.org", r"/sea/the\ pilot.md a@b.org"]


def test_a_text_without_an_owner_has_no_line() -> None:
    assert exported(("pilot.md", "title: The Pilot")) == []


def test_the_files_beside_a_role_have_its_owners() -> None:
    beside = [Source("sea/pilot.rubric.yml", "drop: []\n"), Source("sea/cook.rubric.yml", "")]
    book = handbook([Source("sea/pilot.md", f"---\nowner: a@b.org\n---\n{RULES}")], sidecars=beside)
    assert EXPORTS["codeowners"](book).decode().splitlines() == [
        "/sea/pilot.md a@b.org",
        "/sea/pilot.rubric.yml a@b.org",
    ]


@pytest.mark.parametrize("path", ["../pilot.md", "/srv/pilot.md", "C:/pilot.md"])
def test_a_text_outside_the_repository_is_a_comment(path: str) -> None:
    assert exported((path, "owner: a@b.org")) == [
        f"# {path}: not below the folder of this file: a@b.org"
    ]
