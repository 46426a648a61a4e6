"""A rubric for other tools: every format has the same items, and accounts for every rule."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.exports import RUBRIC_FORMATS
from rolebook.input.files import OperatorError
from rolebook.input.git import changed_files
from rolebook.input.settings import read_domains
from rolebook.rubric import Rubric, accounts, domains_of_files, rubric

if TYPE_CHECKING:
    from pathlib import Path

PILOT = """\
# The Pilot

## Core Traits
- calm

## Ruleset

### API Requirements
- **MUST NOT** put credentials in URL parameters
- **MUST** return `429` when a client is over its rate limit | per minute
- **SHOULD** cache GET responses for 60 seconds
- **MUST** be kind to clients

### Database Requirements
- **MUST** define a primary key for each table
- **MUST** run each migration in one transaction
"""


@pytest.fixture(scope="module")
def made() -> tuple[Rubric, rolebook.Handbook]:
    book = rolebook.handbook([rolebook.Source("pilot.md", PILOT)])
    return rubric(book, book.personas[0]), book


@pytest.mark.parametrize("form", RUBRIC_FORMATS)
def test_a_format_names_every_item(made: tuple[Rubric, rolebook.Handbook], form: str) -> None:
    text = RUBRIC_FORMATS[form](*made).decode()
    assert made[0].items
    assert all(item.id in text for item in made[0].items)


@pytest.mark.parametrize("form", ["md", "github"])
def test_a_format_for_people_ends_with_the_accounts(
    made: tuple[Rubric, rolebook.Handbook], form: str
) -> None:
    *_, sentence, _, foot = RUBRIC_FORMATS[form](*made).decode().splitlines()
    assert sentence == accounts(made[0], made[1].say)
    assert foot.startswith("PIL, ")


def test_markdown_has_a_row_with_room_for_an_answer(made: tuple[Rubric, rolebook.Handbook]) -> None:
    text = RUBRIC_FORMATS["md"](*made).decode()
    rows = [line for line in text.splitlines() if line.startswith("| PIL-")]
    assert len(rows) == len(made[0].items)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 8 for row in rows)


def test_markdown_says_of_a_prohibition_that_it_is_one(
    made: tuple[Rubric, rolebook.Handbook],
) -> None:
    text = RUBRIC_FORMATS["md"](*made).decode()
    assert "| Look for this | Kept | Broken | Not touched | Evidence |" in text
    assert "| MUST NOT | Never: put credentials in URL parameters |" in text
    assert text.count("Never:") == 1


def test_a_pull_request_has_a_task_for_each_item(made: tuple[Rubric, rolebook.Handbook]) -> None:
    text = RUBRIC_FORMATS["github"](*made).decode()
    assert text.count(f"- [ ] {made[1].say('answer-kept')}: **PIL-") == len(made[0].items)


def test_a_pull_request_calls_nobody_and_asks_what_the_author_asks() -> None:
    book = rolebook.handbook(
        [
            rolebook.Source(
                "pilot.md",
                PILOT.replace("be kind to clients", "name `@crew` in the PR description of #7"),
            )
        ],
        sidecars=[
            rolebook.Source(
                "pilot.rubric.yml", "rules: {PIL-API-01: {ask: 'Is each URL free of ~secrets~?'}}"
            )
        ],
    )
    text = RUBRIC_FORMATS["github"](rubric(book, book.personas[0]), book).decode()

    assert "MUST name @&#8203;crew in the PR description of #&#8203;7 –" in text
    assert r"**PIL-API-01** Is each URL free of \~secrets\~? (MUST NOT) –" in text


def test_a_rule_that_holds_its_level_does_not_say_it_twice() -> None:
    book = rolebook.handbook(
        [
            rolebook.Source(
                "pilot.md", PILOT.replace("- **MUST NOT** put", "- Pilots **MUST NOT** put")
            )
        ]
    )
    text = RUBRIC_FORMATS["github"](rubric(book, book.personas[0]), book).decode()

    assert "** Pilots MUST NOT put credentials in URL parameters –" in text


@pytest.mark.parametrize("form", ["md", "github"])
def test_a_rubric_of_one_change_says_so(made: tuple[Rubric, rolebook.Handbook], form: str) -> None:
    book = made[1]
    narrowed = rubric(book, book.personas[0], domains=["api"])

    sentence = book.say("rubric-for-change", domains="API")
    assert f"\n{sentence}\n" in RUBRIC_FORMATS[form](narrowed, book).decode()
    assert sentence not in RUBRIC_FORMATS[form](*made).decode()


def test_json_has_every_rule_once(made: tuple[Rubric, rolebook.Handbook]) -> None:
    data = json.loads(RUBRIC_FORMATS["json"](*made))
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in made[1].requirements]
    assert sum(data["counts"].values()) == data["total"] == 6
    assert (data["format"], data["schema"]) == ("rolebook-rubric", 2)


def test_json_has_the_fields_that_others_rely_on(made: tuple[Rubric, rolebook.Handbook]) -> None:
    data = json.loads(RUBRIC_FORMATS["json"](*made))
    [item, *_] = [item for section in data["checkpoints"] for item in section["items"]]

    assert set(item) == {
        *("id", "level", "inferred", "text", "rules", "domain", "aspect", "risks", "blocks"),
        "waived",
    }
    assert set(data["rules"][0]) == {
        *("id", "outcome", "reason", "item", "visible", "words", "note", "score"),
    }


def test_json_says_keys(made: tuple[Rubric, rolebook.Handbook]) -> None:
    """No sentence of ours is in it: what is not an ID, words of an author or a version is a key."""
    data = json.loads(RUBRIC_FORMATS["json"](*made))
    rules, sections = data["rules"], data["checkpoints"]
    items = [item for section in sections for item in section["items"]]
    keys = [
        *data["counts"],
        *(section["key"] for section in sections),
        *(item["aspect"] for item in items),
        *(risk for item in items for risk in item["risks"]),
        *(rule[name] for rule in rules for name in ("outcome", "reason", "visible") if rule[name]),
    ]
    assert all(re.fullmatch(r"[a-z_-]+", key) for key in keys)
    assert {"item", "not_visible"} <= set(keys)


def test_files_of_a_change_lead_to_its_domains() -> None:
    domains = {"api/": ("API",), "*.sql": ("DB", "API"), "docs/": ("DOC",)}
    assert domains_of_files(["src/api/users.py", "db/1.sql", "README"], domains) == (
        ("API", "DB"),
        ("README",),
    )
    assert domains_of_files([], domains) == ((), ())


@pytest.mark.parametrize("given", [["api"], {"api/": 3}, {"api/": [1]}, "api"])
def test_domains_that_are_no_table_are_refused(given: object) -> None:
    with pytest.raises(OperatorError, match="domains"):
        read_domains(given, "mkdocs.yml")


def test_git_says_what_changed_since_the_work_left(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("config", "user.email", "a@example.com")
    git("config", "user.name", "A")
    (tmp_path / "a.txt").write_text("a")
    git("add", ".")
    git("commit", "-m", "a")
    git("checkout", "-b", "topic")
    (tmp_path / "ä b.txt").write_text("b")
    git("add", ".")
    git("commit", "-m", "b")
    (tmp_path / "a.txt").write_text("aa")

    assert sorted(changed_files(tmp_path, "main")) == ["a.txt", "ä b.txt"]
    assert changed_files(tmp_path, "main..topic") == ["ä b.txt"]
    for wrong in ("nowhere", "--output=x", ""):
        with pytest.raises(OperatorError, match="no branch, tag or commit"):
            changed_files(tmp_path, wrong)
