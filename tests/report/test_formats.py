"""Each format is what its readers take, whatever authors wrote, and says what it leaves out."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from markdown_it import MarkdownIt

from rolebook import Diagnostic, Handbook, Source, Span, handbook
from rolebook.checks.explaining import explain_in_markdown
from rolebook.checks.fixing import apply
from rolebook.messages import messages
from rolebook.model.diagnostics import CODES
from rolebook.model.source import Edit
from rolebook.report import FORMATS, STATISTICS, plainly, report
from rolebook.report.problems import is_fixable
from rolebook.report.sarif import _rule

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
FORM = jsonschema.Draft4Validator(SCHEMA)
VALUES = {"KW001": {"written": "MUST not", "capitals": "MUST NOT"}, "XR001": {"name": "The Cook"}}
PATH = "roles/a |`b` é: [x](y).md"
TEXT = """\
# The Pilot

## Rules
- You MUST not shout at @team or #1
- **MUST not** <b>open</b> [doors](https://a.example) | `windows` ]]> \x0c &lt;
- Pilots MUST land.
"""


@cache
def examples() -> Handbook:
    """All bad examples of codes that are one text."""
    texts = {
        f"{code.id}-{number}.md": example
        for code in CODES.values()
        for number, example in enumerate(code.bad)
        if isinstance(example, str)
    }
    return handbook([Source(path, text) for path, text in texts.items()])


def pilot() -> Handbook:
    return handbook([Source(PATH, TEXT), Source("fine.md", "# The Cook\n\n## Traits\n- calm\n")])


def many(count: int, code: str = "KW001", path: str = "a.md") -> list[Diagnostic]:
    spans = [Span(path, line) for line in range(1, count + 1)]
    return [Diagnostic.of(code, span, **VALUES[code]) for span in spans]


def sarif(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...], sources: Any = ()) -> Any:
    log = json.loads(FORMATS["sarif"](diagnostics, sources, plainly))
    FORM.validate(log)
    assert len(log["runs"]) == 1
    return log["runs"][0]


def written(form: str, book: Handbook) -> str:
    return report(form, book.diagnostics, book.sources)


# --- SARIF


def test_the_schema_refuses_what_is_no_sarif() -> None:
    assert not FORM.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_sarif_is_valid_for_every_code() -> None:
    book = examples()
    run = sarif(book.diagnostics, book.sources)
    rules = run["tool"]["driver"]["rules"]

    assert len(rules) >= 30
    assert len(run["results"]) == len(book.diagnostics)
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["name"] == CODES[rule["id"]].name
        assert result["message"]["text"]
    prints = [result["partialFingerprints"]["rolebookFinding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_without_problems_is_valid() -> None:
    assert sarif([])["results"] == []


def test_what_sarif_says_of_a_code_is_within_the_limits_of_github() -> None:
    """1,024 characters for a description, 20 tags."""
    for rule in map(_rule, CODES):
        assert len(rule["shortDescription"]["text"]) <= 1_024
        assert len(rule["fullDescription"]["text"]) <= 1_024
        assert len(rule["properties"]["tags"]) <= 20


def test_examples_do_not_end_the_code_block_that_they_are_in() -> None:
    for code in CODES.values():
        blocks = MarkdownIt().parse(explain_in_markdown(code))
        examples = [example for example in (*code.bad, *code.good) if isinstance(example, str)]
        shown = [block.content.rstrip() for block in blocks if block.type == "fence"]
        assert {block.tag for block in blocks} <= {"p", "code", ""}
        assert set(shown) <= {example.rstrip() for example in examples}


def test_sarif_has_at_most_5000_results_the_worst_first_and_counts_the_others() -> None:
    notes = many(6_000, "XR001", "b.md")
    run = sarif([*notes, *many(7)])
    levels = [result["level"] for result in run["results"]]

    assert len(levels) == 5_000
    assert levels[:8] == ["warning"] * 7 + ["note"]
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("1,007 problems are left out")
    assert "toolExecutionNotifications" not in sarif(many(5_000))["invocations"][0]


def test_a_full_sarif_log_is_small_enough_for_github() -> None:
    problems = many(6_000)
    text = "\n".join(f"- You MUST not do thing {number}" for number in range(6_000))
    log = FORMATS["sarif"](problems, [Source("a.md", text)], plainly)
    assert len(gzip.compress(log.encode())) < 10_000_000


def test_a_place_in_sarif_is_a_uri_below_the_repository() -> None:
    book = pilot()
    results = sarif(book.diagnostics, book.sources)["results"]
    artifact = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert artifact["uriBaseId"] == "%SRCROOT%"
    assert re.fullmatch(r"[\w%./~-]+", artifact["uri"], re.ASCII)
    assert unquote(artifact["uri"]) == PATH


def test_no_words_of_authors_are_a_link_in_sarif() -> None:
    problem = Diagnostic.of("XR001", Span("a.md", 1), name="[x](https://a.example)")
    assert "](" not in sarif([problem])["results"][0]["message"]["text"]


def test_fixes_in_sarif_do_what_the_command_does() -> None:
    text = "# The Pilot\n\n## Rules\n- You MUST not shout.\n"
    book = handbook([Source("a.md", text)])
    [result] = [one for one in sarif(book.diagnostics, book.sources)["results"] if "fixes" in one]
    [change] = result["fixes"][0]["artifactChanges"]
    edits = [
        Edit(_span(one["deletedRegion"]), one["insertedContent"]["text"])
        for one in change["replacements"]
    ]

    assert apply(text, edits) == text.replace("MUST not", "MUST NOT")


def _span(region: dict[str, int]) -> Span:
    keys = ("startLine", "startColumn", "endLine", "endColumn")
    return Span("a.md", *(region[key] for key in keys))


# --- GitLab


def test_gitlab_gets_the_fields_that_it_needs() -> None:
    book = examples()
    entries = json.loads(written("gitlab", book))

    assert len(entries) == len(book.diagnostics)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} == {"major", "minor", "info"}
    for entry in entries:
        assert entry.keys() == {
            "description",
            "check_name",
            "fingerprint",
            "severity",
            "location",
        }
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("./")


def test_gitlab_and_sarif_have_the_same_fingerprints() -> None:
    book = pilot()
    results = sarif(book.diagnostics, book.sources)["results"]
    assert {entry["fingerprint"] for entry in json.loads(written("gitlab", book))} == {
        result["partialFingerprints"]["rolebookFinding/v1"] for result in results
    }


# --- JUnit


def test_each_file_is_a_test_case_that_fails_with_a_warning() -> None:
    root = ET.fromstring(written("junit", pilot()))
    cases = {case.get("classname"): case for case in root.iter("testcase")}

    assert root.attrib == {"tests": "2", "failures": "1", "errors": "0", "skipped": "0"}
    assert set(cases) == {PATH, "fine.md"}
    assert cases["fine.md"].find("failure") is None
    failure = cases[PATH].find("failure")
    assert failure is not None
    assert "KW001" in (failure.text or "")


def test_notes_are_the_output_of_a_test_case_that_passes() -> None:
    [case] = ET.fromstring(FORMATS["junit"](many(2, "XR001"), (), plainly)).iter("testcase")
    assert case.find("failure") is None
    assert (case.findtext("system-out") or "").count("XR001") == 2


def test_junit_is_xml_whatever_authors_and_names_of_files_hold() -> None:
    steering = "".join(map(chr, range(32))) + "\ufffe\uffff\ud83d ]]> & <b>"
    problem = Diagnostic.of("KW001", Span(f"{steering}.md", 1), written=steering, capitals="X")
    text = FORMATS["junit"]([problem], (), plainly)

    [case] = ET.fromstring(text.encode()).iter("testcase")
    assert (case.get("classname") or "").endswith("]]> & <b>.md")


# --- Markdown


def test_nothing_that_authors_write_has_an_effect_in_a_comment() -> None:
    name = "<b>@team</b> [x](https://a.example) | `#1` </details>"
    problem = Diagnostic.of("XR001", Span(f"{name}.md", 1), name=name)
    page = MarkdownIt("js-default", {"html": True, "linkify": False}).render(
        FORMATS["markdown"]([problem], (), plainly)
    )

    assert page.count("<tr>") == 2
    assert "<b>" not in page
    assert "<a " not in page
    assert "</details>" not in page
    assert not re.search(r"@team|#1\b", re.sub(r"<code>.*?</code>", "", page))


@pytest.mark.parametrize(("count", "is_folded"), [(20, False), (21, True)])
def test_more_than_twenty_problems_of_a_file_are_folded(count: int, is_folded: bool) -> None:
    text = FORMATS["markdown"](many(count), (), plainly)
    assert ("<details>" in text, "</details>" in text) == (is_folded, is_folded)


@pytest.mark.parametrize("files", [1, 400])
def test_a_comment_is_short_enough_for_github_and_counts_what_is_left_out(files: int) -> None:
    problems = [one for n in range(files) for one in many(4_000 // files, path=f"f{n}.md")]
    text = FORMATS["markdown"](problems, (), plainly)
    rows = re.findall(r"^\| `\d", text, re.MULTILINE)

    assert 60_000 < len(text) <= 65_536
    assert text.endswith(f"\nand {messages()('more-count', count=4_000 - len(rows))}")
    assert text.count("<details>") == text.count("</details>")


def test_the_worst_problems_come_first_in_a_comment() -> None:
    text = FORMATS["markdown"]([*many(3, "XR001", "a.md"), *many(1, path="z.md")], (), plainly)
    assert text.index("z.md") < text.index("a.md")


# --- GitHub


def lines_of(*problems: Diagnostic) -> tuple[list[str], list[str]]:
    """The annotations, and the other lines."""
    lines = FORMATS["github"](problems, (), plainly).splitlines()
    return (
        [line for line in lines if line.startswith("::")],
        [line for line in lines if not line.startswith("::")],
    )


def test_no_more_annotations_than_github_shows_and_the_last_counts_the_others() -> None:
    shown, logged = lines_of(*many(12, "XR001"), *many(15))
    kinds = [line.split("::")[1].split()[0] for line in shown]

    assert kinds == ["warning"] * 10 + ["notice"] * 10
    assert len(logged) == 5 + 3
    assert shown[-1] == ("::notice::8 more problems are only in the log: KW001 (5) and XR001 (3)")


def test_ten_annotations_of_each_kind_are_shown_without_a_count() -> None:
    shown, logged = lines_of(*many(10, "XR001"), *many(10))
    assert (len(shown), logged) == (20, [])
    assert "more" not in shown[-1]


# --- counts


def test_statistics_count_problems_by_code_the_most_frequent_first() -> None:
    problems = [*many(2), *many(3, "XR001")]
    assert report("text", problems, [], has_statistics=True).splitlines() == [
        "    3  XR001  note     [ ] unresolved-collaborator",
        "    2  KW001  warning  [*] mixed-case-negation",
        "[*] can be fixed with 'rolebook check --fix'",
        "2 warnings, 3 notes in 1 file",
    ]
    assert json.loads(report("json", problems, [], has_statistics=True))[1] == {
        "code": "KW001",
        "name": "mixed-case-negation",
        "severity": "warning",
        "count": 2,
        "fixable": True,
    }


def test_statistics_count_every_problem() -> None:
    book = examples()
    rows = json.loads(STATISTICS["json"](book.diagnostics, (), plainly))

    assert sum(row["count"] for row in rows) == len(book.diagnostics)
    assert all(one["count"] >= next_one["count"] for one, next_one in pairwise(rows))
    assert {row["code"] for row in rows if row["fixable"]} == {
        row["code"] for row in rows if is_fixable(row["code"])
    }
