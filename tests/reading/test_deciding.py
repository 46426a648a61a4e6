"""Whether a file is a persona or a document, what it is called, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook import Source
from rolebook.identity.draft import draft
from rolebook.parse import parse

if TYPE_CHECKING:
    from rolebook.model import Document

AGENT = "---\nname: harbour-pilot\ndescription: Brings ships in.\n---\n"
RULE = "\nThe pilot MUST rest.\n"


def read(path: str, text: str) -> Document:
    document, _ = parse(Source(path, text))
    assert document
    return document


@pytest.mark.parametrize(
    ("path", "text", "kind", "why"),
    [
        ("a.md", f"---\ntype: document\n---\n# A\n\n## Traits\n{RULE}", "document", "type"),
        ("a.md", AGENT + RULE, "persona", "fields"),
        (
            ".claude/agents/a.md",
            f"---\ndescription: A.\ntools: b\n---\n{RULE}",
            "persona",
            "fields",
        ),
        (
            "commands/a.md",
            f"---\ndescription: A.\nmodel: b\n---\n{RULE}",
            "document",
            "some-fields",
        ),
        (".github/agents/a.agent.md", RULE, "persona", "file-name"),
        (".github/prompts/a.prompt.md", AGENT + RULE, "document", "task"),
        (".cursor/rules/a.mdc", f"---\nglobs: '*.ts'\n---\n{RULE}", "document", "nothing"),
        ("x/AGENTS.md", RULE, "persona", "file-name"),
        ("x/CLAUDE.md", "@AGENTS.md\n", "document", "pointer"),
        ("agents/pilot/README.md", RULE, "persona", "own-folder"),
        ("agents/pilot.md", RULE, "document", "folder"),
        ("a.md", f"# Pilot\n\nYou are a senior pilot.\n{RULE}", "persona", "address"),
        ("a.md", f"# Mo\n\nYou are Mo, the voice.\n{RULE}", "persona", "address"),
        ("a.md", f"# Mo\n\nYou are welcome.\n{RULE}", "document", "nothing"),
        ("a.md", f"# Baker (m/f/d)\n{RULE}", "persona", "title"),
        ("a.md", f"# A\n\n## Traits\n{RULE}", "persona", "section"),
        ("a.md", f"# A\n\n## Mission\n\n## Duties\n{RULE}", "persona", "sections"),
        ("a.md", f"# A\n\n## Mission\n{RULE}", "document", "one-section"),
        ("a.md", f"---\nname: a\n---\n{RULE}", "document", "some-fields"),
        ("a.md", f"# Crop-yield agent\n{RULE}", "document", "title-word"),
        ("a.md", RULE, "document", "nothing"),
    ],
)
def test_a_file_says_why_it_is_what_it_is(path: str, text: str, kind: str, why: str) -> None:
    document = read(path, text)

    assert (document.kind, document.reason.why.value) == (kind, why)
    assert document.reason.sentence.endswith(".")


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("skills/pdf-filler/SKILL.md", AGENT, "Harbour Pilot"),
        ("skills/pdf-filler/SKILL.md", "# Fill in forms\n", "Fill in forms"),
        ("skills/pdf-filler/SKILL.md", "Fill in forms.\n\n## Steps\n", "Pdf Filler"),
        ("agents/harbour_pilot/README.md", "# README\n", "Harbour Pilot"),
        ("payments/AGENTS.md", "# AGENTS.md\n", "Payments"),
        (".github/AGENTS.md", "# AGENTS.md\n", "AGENTS.md"),
        ("AGENTS.md", "# AGENTS.md\n", "AGENTS.md"),
        ("agents/pilot.agent.md", "## Steps\n", "Pilot"),
        ("agents/v1.2.agent.md", "---\nname: harbour-pilot\n---\n## Steps\n", "Harbour Pilot"),
        ("notes.md", "## Steps\n", "Steps"),
    ],
)
def test_a_file_about_a_folder_has_its_name_if_it_has_no_title(
    path: str, text: str, title: str
) -> None:
    assert read(path, text).title == title


def test_files_about_one_folder_are_told_apart() -> None:
    made = draft([Source(f"pay/{name}.md", RULE) for name in ("AGENTS", "GEMINI")])

    assert [text.title for text in made.texts] == ["Pay", "Pay (GEMINI)"]


def test_150_skills_have_150_titles_and_codes() -> None:
    folders = [f"{one}-{two}" for one in "abcdefghij" for two in map(str, range(15))]
    made = draft([Source(f"skills/{name}/SKILL.md", RULE) for name in folders])

    assert len({text.title for text in made.texts}) == 150
    assert len({text.code for text in made.texts}) == 150
    assert not [d for d in made.diagnostics if d.code == "ID002"]
