"""Words that are checked: where they are, and what keeps them from being reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook import Source, handbook
from rolebook.model.selection import Selection

EVERYTHING = Selection(extend_select=("VQ", "WD", "DU", "TP", "ST"))
NARROW = Selection(extend_select=("DU", "VQ006", "WD010"))
"""What is reported by default, with a few others."""
ROLES = sorted(Path(__file__).parents[1].glob("linking/*/*.md"))


def found(*rules: str, title: str = "Ships") -> list[tuple[str, str]]:
    """What is reported of rules, each with the words that are marked."""
    text = Source("a.md", f"# {title}\n\n" + "".join(f"- {rule}\n" for rule in rules))
    problems = handbook([text], selection=NARROW).diagnostics
    return [(one.code, text.at(one.span)) for one in problems]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("You MUST take **proper** care.", [("VQ001", "proper")]),
        ("You MUST take\n  proper care.", [("VQ001", "proper")]),
        ("You MUST reef where\n  appropriate.", [("VQ002", "where\n  appropriate")]),
        ("You MUST measure and\n  log depths.", [("WD001", "measure and\n  log")]),
        ("You MUST NOT *neglect* pumps.", [("WD010", "MUST NOT *neglect")]),
        ("You MUST check `proper()` daily.", []),
        ("You MUST read [the rules](proper.md).", []),
        ("You MUST carry food that is sufficient for ten days.", []),
        ("You MUST use regular expressions.", []),
        ("You MUST cache frequently read charts.", [("VQ010", "frequently")]),
        ("You MUST cache frequently used charts.", []),
        ("You MUST check pumps regularly, every day.", []),
        ("You MUST sail the optimal 12 miles.", []),
        ("You MUST follow the best practices described in [charts](b.md).", []),
        ("You MUST use state-of-the-art pumps.", [("VQ006", "state-of-the-art")]),
        ("You MUST stop and ask the mate.", []),
        ("You MUST promptly and calmly leave.", [("VQ010", "promptly")]),
        ("You MUST know that that is so.", []),
    ],
)
def test_words_are_reported_where_they_stand(rule: str, expected: list[tuple[str, str]]) -> None:
    assert found(rule) == expected


def test_a_word_in_a_table_marks_its_row() -> None:
    text = Source(
        "a.md", "# Ships\n\n| # | Rule |\n|---|---|\n| 1 | You MUST take proper care. |\n"
    )
    [problem] = [one for one in handbook([text]).diagnostics if one.code == "VQ001"]

    assert text.at(problem.span) == "proper"


def test_rules_of_a_template_are_reported_once() -> None:
    things = ("mail", "web", "chat", "file", "login")
    headings = "".join(
        f"\n## {thing}\n\n- MUST keep {thing} properly\n- MUST test {thing} changes\n"
        f"- SHOULD monitor {thing} use\n- MUST back up {thing} data daily\n"
        for thing in things
    )
    problems = handbook([Source("a.md", f"# Systems\n{headings}")]).diagnostics
    codes = [one.code for one in problems]

    assert codes.count("VQ001") == 0
    assert codes.count("TP001") == 4


def test_rules_in_another_language_are_left_alone() -> None:
    text = "---\nlanguage: de\n---\n# Schiffe\n\n- Die Crew MUST das optimal etc. lösen.\n"

    assert [one.code for one in handbook([Source("a.md", text)]).diagnostics] == []


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (["MUST lend old keys", "MUST NOT lend old keys"], "DU006"),
        (["MUST lend old keys", "SHOULD lend old keys"], "DU005"),
        (["MUST change the old door key yearly", "MUST change old door keys yearly"], "DU002"),
        (["MUST keep a list of keys", "MUST keep a list of keys and doors"], "DU007"),
        (["MUST lend old keys", "MUST lend old keys"], "DU001"),
    ],
)
def test_two_rules_are_compared(rules: list[str], code: str) -> None:
    assert [one for one, _ in found(*rules)] == [code]


@pytest.mark.parametrize(
    "rules",
    [
        ["MUST lend keys", "MUST NOT lend locks"],
        ["If it rains, you MUST lend keys.", "If it is dry, you MUST NOT lend keys."],
        ["MUST log out", "MUST log out of each system"],
        ["MUST change every new door key yearly", "MUST change every old door key yearly"],
    ],
)
def test_rules_that_differ_are_no_pair(rules: list[str]) -> None:
    assert [code for code, _ in found(*rules) if code.startswith("DU")] == []


@pytest.mark.parametrize("path", ROLES, ids=lambda path: path.stem)
def test_the_marked_words_are_in_the_file(path: Path) -> None:
    text = Source(path.name, path.read_text(encoding="utf-8"))
    for problem in handbook([text], selection=EVERYTHING).diagnostics:
        words = problem.values.get("words")
        if problem.code[:2] in ("VQ", "WD") and problem.code != "WD004":
            marked = " ".join(re.sub(r"[*_]", " ", text.at(problem.span)).split())
            assert words is None or str(words) in marked or marked.startswith("|")


_PIECES = st.sampled_from(
    [
        *(
            "# A",
            "## B",
            "- MUST",
            "MUST NOT",
            "take proper care",
            "the the",
            "\n",
            "\n\n",
            "|",
            "`",
        ),
        *(
            "**MUST** rest",
            "\n**MUST** rest",
            "when possible",
            "etc.",
            "and log",
            "\n| a | b |",
            "é",
        ),
        *(
            "\n|---|---|\n",
            "> ",
            "  ",
            "```",
            "<!-- rolebook: ignore=VQ,WD x -->",
            "---",
            "😀",
            "\t",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=25))
def test_no_text_stops_a_check(pieces: list[str]) -> None:
    book = handbook([Source("a.md", " ".join(pieces))], selection=Selection(select=("",)))

    for problem in book.diagnostics:
        assert problem.message
        assert problem.span.line >= 1
