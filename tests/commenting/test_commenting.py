"""`rolebook review comment`: one comment on a request, found again, and what happens where none can be written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import main
from rolebook.review.comment import data_of

from ..repository import git
from .conftest import pull_request
from .standin import GITHUB, GITLAB

if TYPE_CHECKING:
    from .standin import Standin

MARKER = "<!-- rolebook-review: TES -->"


def run(*arguments: str, exit_code: int = 0) -> Result:
    with patch.dict(os.environ):  # the command forgets the token
        result = CliRunner().invoke(main, ["review", "comment", "Tester", *arguments])
    assert result.exit_code == exit_code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def last(result: Result) -> str:
    return result.stderr.splitlines()[-1]


def body(platform: Standin) -> str:
    text: str = platform.written[-1][2]["body"]
    return text


def tick(platform: Standin, id: str, evidence: str = "") -> None:
    """Do what a person does in a browser, which also changes line ends."""
    comment = next(one for one in platform.comments if one["body"].startswith(MARKER))
    lines = comment["body"].rstrip().splitlines()
    for n, line in enumerate(lines):
        if line.startswith(f"- [ ] Kept: **{id}**"):
            lines[n] = f"{line.replace('[ ]', '[x]')}{evidence}"
    comment["body"] = "\r\n".join(lines)


def test_the_first_run_writes_a_comment(github: Standin) -> None:
    """It has the questions for the change, and data for other programs."""
    result = run()

    [(method, path, sent)] = github.written
    assert (method, path, set(sent)) == ("POST", f"{GITHUB}/12/comments", {"body"})
    assert sent["body"].startswith(f"{MARKER}\n## Review: Tester\n")
    assert "- [ ] Kept: **TES-IF-01** MUST describe every endpoint" in sent["body"]
    assert "TES-STOR-01" not in sent["body"].partition("<!-- rolebook-review-data")[0]
    assert "Changed rules" not in sent["body"]
    assert last(result) == "the comment about Tester on harbour/shop#12 is written"
    assert result.stdout == ""
    assert {header["Authorization"] for header in github.headers} == {"Bearer ghs_secret"}


def test_the_data_is_that_of_a_review_without_answers(github: Standin) -> None:
    run()
    data = data_of(body(github))

    assert {name: data[name] for name in ("format", "schema", "persona", "change", "author")} == {
        "format": "rolebook-review",
        "schema": 3,
        "persona": "TES",
        "change": "harbour/shop#12",
        "author": "ada",
    }
    assert data["date"] == "2027-01-04"
    assert data["touched"] == ["Interface"]
    assert [item["id"] for item in data["items"]] == ["TES-IF-01", "TES-IF-02"]
    assert {item["answer"] for item in data["items"]} == {None}
    assert data["verdict"]["state"] == "open"
    assert sum(data["counts"].values()) == 3


def test_the_data_has_the_fields_of_the_form(github: Standin) -> None:
    """`comment.js` writes the same, in this order."""
    run()
    data = data_of(body(github))
    script = Path(__file__).parents[2] / "generator/rolebook/assets/rubric/comment.js"
    written = script.read_text(encoding="utf-8")
    fields = re.search(r"const data = \{(.*?)\n    \};", written, re.DOTALL)
    of_items = re.search(r"return \{ (id, level.*?) \};", written)

    assert fields
    assert of_items
    names = re.findall(r"^      (\w+)", fields[1], re.MULTILINE)
    assert set(names) <= set(data)
    assert {re.split(r"\W", name)[0] for name in of_items[1].split(", ")} <= set(data["items"][0])


def test_the_comment_is_found_again(github: Standin) -> None:
    """Nothing is written if nothing changed, on another day either."""
    run()
    assert last(run()) == "the comment about Tester on harbour/shop#12 is up to date"
    os.environ["SOURCE_DATE_EPOCH"] = "1799120800"
    run()
    assert len(github.written) == 1

    Path("table.sql").write_text("x")
    git(Path(), "add", ".")
    result = run()

    method, path, sent = github.written[-1]
    assert (method, path) == ("PATCH", f"{GITHUB}/comments/100")
    assert "- [ ] Kept: **TES-STOR-01**" in sent["body"]
    assert data_of(sent["body"])["date"] == "2027-01-04"
    assert last(result) == "the comment about Tester on harbour/shop#12 is updated"
    assert len(github.comments) == 1


def test_what_people_ticked_and_wrote_stays(github: Standin) -> None:
    run()
    tick(github, "TES-IF-01", " see `users.yml`")
    Path("table.sql").write_text("x")
    git(Path(), "add", ".")
    run()

    assert (
        "- [x] Kept: **TES-IF-01** MUST describe every endpoint in an OpenAPI file – see `users.yml`\n"
        in body(github)
    )
    assert "- [ ] Kept: **TES-STOR-01**" in body(github)
    assert {item["answer"] for item in data_of(body(github))["items"]} == {None}


def test_a_question_that_is_reworded_keeps_its_tick(github: Standin, folder: Path) -> None:
    CliRunner().invoke(main, ["lock"])
    run()
    tick(github, "TES-IF-01", " seen")
    persona = folder / "personas" / "tester.md"
    persona.write_text(persona.read_text().replace("every endpoint", "each endpoint"))
    run()

    assert "- [x] Kept: **TES-IF-01** MUST describe each endpoint in an OpenAPI file –\n" in body(
        github
    )


def test_comments_of_others_are_left_alone(github: Standin) -> None:
    """Those of people who copied the marker, of programs about another role, or with it elsewhere."""
    github.add(f"{MARKER}\nmine", "mallory", is_bot=False)
    github.add("<!-- rolebook-review: TESSA -->\nx")
    github.add(f"> {MARKER}")
    run()

    assert [request[:2] for request in github.written] == [("POST", f"{GITHUB}/12/comments")]


def test_the_token_of_a_person_finds_what_that_person_wrote(github: Standin) -> None:
    github.account = {"login": "grace"}
    github.add(f"{MARKER}\nx", "some[bot]")
    github.add(f"{MARKER}\nx", "grace", is_bot=False)
    run()

    assert [request[:2] for request in github.written] == [("PATCH", f"{GITHUB}/comments/101")]


def test_all_pages_of_comments_are_read(github: Standin) -> None:
    for n in range(230):
        github.add(f"comment {n}", "ada", is_bot=False)
    github.add(f"{MARKER}\nx")
    run()

    assert github.pages == [1, 2, 3]
    assert [request[:2] for request in github.written] == [("PATCH", f"{GITHUB}/comments/330")]


def test_rules_that_the_change_alters_are_shown(github: Standin, folder: Path) -> None:
    persona = folder / "personas" / "tester.md"
    persona.write_text(persona.read_text().replace("**SHOULD** answer", "**MUST** answer"))
    git(folder, "commit", "-am", "c")
    run()

    assert (
        "\n## Changed rules\n\n**1 strengthened**\n\n### The Tester › Interface\n\n- `TES-IF-02` strengthened"
        in body(github)
    )


def test_too_many_changed_rules_are_left_out(github: Standin, folder: Path) -> None:
    persona = folder / "personas" / "tester.md"
    rules = "".join(f"- **MUST** check the thing {n} of the tide {'x' * 90}\n" for n in range(500))
    persona.write_text(persona.read_text() + rules)
    run()

    assert len(body(github)) <= 65_536
    assert "There are too many changed rules for a comment." in body(github)
    assert data_of(body(github))["persona"] == "TES"


def test_a_handbook_without_domains_reads_the_change(github: Standin, folder: Path) -> None:
    """Its files are in a folder called "api", so the rule about endpoints is asked."""
    (folder / "mkdocs.yml").write_text("site_name: Handbook\n")
    run()

    assert "TES-IF-01" in body(github)


def test_files_may_belong_to_domains_of_other_roles(github: Standin, folder: Path) -> None:
    """A handbook maps the files of all roles, and a job must not fail for the sake of the others."""
    config = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(config.replace("[IF]", "[IF, SHIPS]"))
    result = run()

    assert "  Tester has no domain SHIPS\n" in result.stderr
    assert data_of(body(github))["touched"] == ["Interface"]


def test_code_and_handbook_can_be_in_two_repositories(
    github: Standin, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then no rules change."""
    book = tmp_path / "book"
    (book / "personas").mkdir(parents=True)
    (book / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text())
    text = (folder / "personas" / "tester.md").read_text()
    (book / "personas" / "tester.md").write_text(text.replace("JSON", "XML"))
    monkeypatch.chdir(book)
    run("--repo", str(folder))

    assert "XML" in body(github)
    assert "TES-STOR-01" not in body(github).partition("<!-- rolebook-review-data")[0]
    assert "Changed rules" not in body(github)


@pytest.mark.parametrize("head", ["mallory/shop", None])
def test_a_pull_request_from_a_fork_has_its_text_in_the_summary(
    github: Standin, tmp_path: Path, head: str | None
) -> None:
    """The token of a fork can only read, so that the job must not fail for want of rights."""
    base = git(Path(), "rev-parse", "main").strip()
    (tmp_path / "event.json").write_text(json.dumps(pull_request(base, head)))
    (tmp_path / "summary.md").write_text("before\n")
    result = run()

    assert github.requests == []
    summary = (tmp_path / "summary.md").read_text()
    assert summary.startswith(f"before\n{MARKER}\n## Review: Tester\n")
    assert data_of(summary)["author"] == "ada"
    assert last(result) == (
        "no comment was written: the pull request is from a fork, whose token can only read; "
        "its text is in the summary of the job"
    )


def test_no_comment_is_written_where_none_is_wanted(github: Standin, tmp_path: Path) -> None:
    run("--no-comment")

    assert github.requests == []
    assert (tmp_path / "summary.md").read_text().startswith(MARKER)


@pytest.mark.parametrize(("value", "requests"), [("true", 0), ("false", 2), ("", 2)])
def test_inputs_of_the_action_are_variables(
    github: Standin, monkeypatch: pytest.MonkeyPatch, value: str, requests: int
) -> None:
    monkeypatch.setenv("ROLEBOOK_NO_COMMENT", value)
    monkeypatch.setenv("ROLEBOOK_ROLE", "TES")
    monkeypatch.setenv("ROLEBOOK_PATHS", "personas/tester.md\n\n")
    result = CliRunner().invoke(main, ["review", "comment"])

    assert result.exit_code == 0, result.output
    assert len(github.requests) == requests


HOST = "error: 127.0.0.1 refused the request"


@pytest.mark.parametrize(
    ("status", "said", "message"),
    [
        (401, "{}", f"{HOST} (401); the token in GITHUB_TOKEN is not valid"),
        (
            403,
            '{"message": "Resource not accessible by integration"}',
            f"{HOST} (403, 'Resource not accessible by integration'); "
            "give the job 'permissions: pull-requests: write'",
        ),
        (
            404,
            '{"message": "Not Found"}',
            f"{HOST} (404, 'Not Found'); check that the token may read the repository",
        ),
        (422, "not JSON", f"{HOST} (422); check the token's rights"),
        (302, "", f"{HOST} (302); check the token's rights"),
        (500, "[1]", f"{HOST} (500); run the job again"),
        (503, '{"message": "\\u001b[31m busy"}', f"{HOST} (503, '�[31m busy'); run the job again"),
    ],
)
def test_a_refusal_is_one_sentence(github: Standin, status: int, said: str, message: str) -> None:
    """A redirect is not followed either: the token would go wherever it leads."""
    github.status, github.said = status, said
    result = run(exit_code=2)

    assert last(result) == message
    assert len(github.requests) == 1
    assert "ghs_secret" not in result.output


def test_a_platform_that_does_not_answer_is_named(
    github: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolebook.review.rest._SECONDS", 0.1)
    github.seconds = 0.5

    assert last(run(exit_code=2)) == (
        "error: 127.0.0.1 cannot be reached: timed out; run the job again"
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("GITHUB_API_URL", "http://127.0.0.1:9", "127.0.0.1 cannot be reached: "),
        (
            "GITHUB_API_URL",
            "file:///etc/passwd",
            "'file:///etc/passwd' is not the address of an API",
        ),
        ("GITHUB_API_URL", "http://[", "http://[ gave no answer that can be read"),
        ("GITHUB_TOKEN", "ghs\nsecret", "127.0.0.1 gave no answer that can be read"),
        ("GITHUB_EVENT_NAME", "pull_request_target", "pull_request_target gives a stranger's"),
        ("GITHUB_EVENT_PATH", "", "no pull request started this workflow; run it on pull_request"),
        ("GITHUB_EVENT_PATH", "nowhere", "nowhere cannot be read: no such file or directory"),
        ("GITHUB_EVENT_PATH", "mkdocs.yml", "mkdocs.yml is not JSON"),
        ("GITHUB_REPOSITORY", "a/b/../c", "the workflow doesn't say which pull request"),
    ],
)
def test_a_wrong_environment_is_one_sentence(
    github: Standin, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    result = run(exit_code=2)

    assert last(result).startswith(f"error: {message}")
    assert "ghs" not in result.output


def test_an_answer_that_is_no_list_is_one_sentence(github: Standin) -> None:
    github.has_lists = False

    assert last(run(exit_code=2)) == "error: 127.0.0.1 did not answer with a list of comments"


def test_without_a_token_the_text_is_in_the_summary(
    github: Standin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    run()

    assert github.requests == []
    assert (tmp_path / "summary.md").exists()


def test_a_configuration_cannot_quote_the_token(github: Standin, folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: !ENV [GITHUB_TOKEN, 'https://a.org']\n"
    )
    run()

    assert "ghs_secret" not in body(github)
    assert data_of(body(github))["url"].startswith("https://a.org/")


def test_words_of_authors_control_nothing(github: Standin, folder: Path) -> None:
    """They end no hidden comment, notify no one, and begin no line with a command."""
    persona = folder / "personas" / "tester.md"
    hostile = "- **MUST** log --> <img src=x> @team #1 ##[error] of every request\n- **MUST** check a query\n/merge\n"
    persona.write_text(persona.read_text().replace("### Storage\n", f"{hostile}\n### Storage\n"))
    run()
    text = body(github)
    shown, _, hidden = text.partition("<!-- rolebook-review-data\n")

    assert hidden.count("-->") == 1
    assert hidden.endswith("\n-->\n")
    assert not set("<>&@#") & set(hidden.removesuffix("-->\n"))
    assert "@team" not in shown
    assert not [line for line in text.splitlines() if line.startswith(("/", "::"))]
    assert any("-->" in item["text"] for item in data_of(text)["items"])


def test_gitlab_has_the_same_comment(gitlab: Standin) -> None:
    run()
    gitlab.comments[0]["author"] = {"id": len("project_7_bot")}
    tick(gitlab, "TES-IF-01")
    gitlab.add(f"{MARKER}\ncopied", "mallory")
    gitlab.comments.reverse()
    Path("table.sql").write_text("x")
    git(Path(), "add", ".")
    result = run()

    (first, _, created), (second, path, updated) = gitlab.written
    assert (first, second, path) == ("POST", "PUT", f"{GITLAB}/100")
    assert created["body"].startswith(MARKER)
    assert "- [x] Kept: **TES-IF-01**" in updated["body"]
    assert data_of(updated["body"])["change"] == "harbour/shop!12"
    assert {header["Private-Token"] for header in gitlab.headers} == {"glpat-secret"}
    assert last(result) == "the comment about Tester on harbour/shop!12 is updated"


def test_a_job_of_a_fork_on_gitlab_prints_the_text(
    gitlab: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has none of the variables of the project, so there is no token."""
    monkeypatch.delenv("ROLEBOOK_TOKEN")
    result = run()

    assert gitlab.requests == []
    assert result.stdout.startswith(f"{MARKER}\n## Review: Tester\n")
    assert last(result) == (
        "no comment was written: there is no token in ROLEBOOK_TOKEN; its text is printed here"
    )


def test_a_merge_request_from_a_fork_is_found_in_its_own_project(
    gitlab: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_ID", "99")
    monkeypatch.setenv("CI_MERGE_REQUEST_PROJECT_ID", "7")
    run()

    assert gitlab.written[0][1] == GITLAB


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "has expired"), (403, "scope 'api'"), (404, "this project"), (500, "run the job again")],
)
def test_a_refusal_of_gitlab_is_one_sentence(gitlab: Standin, status: int, advice: str) -> None:
    gitlab.status = status
    result = run(exit_code=2)

    assert last(result).startswith(f"{HOST} ({status}, 'no'); ")
    assert advice in last(result)


def test_elsewhere_the_text_is_printed(folder: Path) -> None:
    result = run("--changed", "main")

    assert result.stdout.startswith(f"{MARKER}\n## Review: Tester\n")
    assert "TES-STOR-01" not in result.stdout.partition("<!-- rolebook-review-data")[0]
    assert data_of(result.stdout)["author"] == ""


def test_a_comment_is_about_one_role(folder: Path) -> None:
    result = CliRunner().invoke(main, ["review", "comment", "Tester,Tester"])

    assert (result.exit_code, last(result)) == (
        2,
        "error: a comment is about one persona; name just one",
    )
