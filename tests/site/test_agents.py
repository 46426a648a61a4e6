"""What pages show of agents, and what they say where there is nothing to show."""

from __future__ import annotations

import json

import pytest

from rolebook import Handbook, Source, handbook
from rolebook.build import site
from rolebook.exports import EXPORTS
from rolebook.pages import Options

PILOT = """---
name: harbour-pilot
description: Brings ships in.
tools: Read, Bash(git diff:*)
disallowedTools: Write
model: small
skills: [tide-tables, knots]
---

- The pilot MUST answer the radio.
"""
SKILL = "---\nname: tide-tables\ndescription: Reads tables.\n---\n\nYou MUST name the year.\n"
RULE = "# Tea\n\nThe water MUST boil.\n"


def book_of(**texts: str) -> Handbook:
    paths = {name: name.replace("__", "/") + ".md" for name in texts}
    return handbook([Source(paths[name], text) for name, text in texts.items()])


def page(book: Handbook, path: str) -> str:
    pages = {one.path: one.html for one in site(book, Options()).pages}
    return str(pages[path])


def test_the_page_of_an_agent_lists_what_it_may_use() -> None:
    html = page(book_of(pilot=PILOT), "p/harbour-pilot/")

    for title in ("Tools", "Denied tool", "Model", "Skills of the agent"):
        assert f"<dt>{title}</dt>" in html
    assert "<code>Bash(git diff:*)</code>" in html


def test_a_role_without_such_facts_has_no_list() -> None:
    assert "rb-facts" not in page(book_of(skills__a__SKILL=SKILL), "p/tide-tables/")


def test_a_skill_of_an_agent_leads_to_its_file_if_it_is_there() -> None:
    book = book_of(pilot=PILOT, skills__tide__SKILL=SKILL)
    html = page(book, "p/harbour-pilot/")
    facts = json.loads(EXPORTS["json"](book))["personas"][0]["facts"]

    assert '<a href="../../p/tide-tables/"><code>tide-tables</code></a>' in html
    assert "<code>knots</code> " in html
    assert {fact["text"]: fact["file"] for fact in facts if fact["field"] == "skill"} == {
        "tide-tables": "tide-tables",
        "knots": "",
    }


def test_the_rules_of_an_included_file_stay_there_and_the_page_says_so() -> None:
    book = book_of(x__GEMINI=f"@rules.md\n\n@gone.md\n\n{RULE}", x__rules=RULE)
    html = page(book, "p/tea/")

    assert len(book.requirements) == 2
    assert "which has 1 rule." in html
    assert "<code>@gone.md</code> as well, which is not in this handbook." in html
    assert [d.span.line for d in book.diagnostics if d.code == "XR014"] == [3]


def test_a_document_that_might_be_a_role_says_what_it_lacks() -> None:
    assert "Only the heading “Mission”" in page(book_of(tea=f"{RULE}\n## Mission\n"), "d/tea/")
    assert "rb-unread" not in page(book_of(tea=RULE), "d/tea/")


@pytest.mark.parametrize("path", ["", "rules/", "d/tea/", "onboarding/", "review/"])
def test_an_empty_page_says_why_and_what_helps(path: str) -> None:
    html = page(book_of(tea="# Tea\n\nYou must boil water.\n"), path)

    assert "rb-unread" in html
    assert "What helps" in html or "type: persona" in html


@pytest.mark.parametrize("path", ["", "rubric/", "onboarding/"])
def test_a_role_without_rules_says_why_and_what_helps(path: str) -> None:
    html = page(book_of(pilot=PILOT.replace("MUST", "must")), f"p/harbour-pilot/{path}")

    assert "Why there are no rules here" in html


def test_a_role_whose_work_is_no_change_has_rules_to_go_through() -> None:
    lead = "# Lead (m/f/d)\n\n- The lead MUST greet everybody.\n- The lead SHOULD listen.\n"
    html = page(book_of(lead=lead), "p/lead/rubric/")

    assert "Rules to go through together" in html
    assert html.index("greet everybody") < html.index("listen")


def test_a_rubric_does_not_say_code_next_to_an_amount() -> None:
    clerk = "# Clerk (m/f/d)\n\n- Amounts MUST be strings with two decimals.\n"
    coder = f"{clerk}- Every amount MUST have a unit test.\n"

    assert 'rb-look-at">code' not in page(book_of(clerk=clerk), "p/clerk/rubric/")
    assert 'rb-look-at">code' in page(book_of(clerk=coder), "p/clerk/rubric/")
