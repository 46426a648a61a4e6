"""`rolebook lsp`, as an editor sees it: a process that is told what is typed."""

from pathlib import Path

import pytest

from talking import editor

BAKER = """\
# The Baker

## Overview

The Baker bakes.

## Rules

- **MUST** knead for ten minutes
- **MUST not** burn 🥖 **MUST not** \t**MUST not** bread

## Collaboration Guidelines

- **MUST** work with The Miller
"""
MILLER = "# The Miller\n\n## Traits\n- calm\n\n## Rules\n- **MUST** mill for the Baker\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Bakery\nplugins:\n  - rolebook\n")
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "baker.md").write_text(BAKER, encoding="utf-8")
    (folder / "mill.md").write_text(MILLER, encoding="utf-8")
    return tmp_path


def codes(problems: list[dict[str, object]]) -> list[object]:
    return [problem["code"] for problem in problems]


def test_problems_follow_what_is_typed(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        problems = user.wait_for_problems("baker.md", lambda some: "KW001" in codes(some))
        user.change(uri, BAKER.replace("MUST not", "MUST NOT"))
        user.wait_for_problems("baker.md", lambda some: "KW001" not in codes(some))
    assert {problem["source"] for problem in problems} == {"rolebook"}


def test_columns_are_those_of_utf_16(book: Path) -> None:
    """An emoji counts as two, a tab as one."""
    with editor(book) as user:
        user.open(book / "personas" / "baker.md")
        problems = user.wait_for_problems("baker.md", lambda some: "KW001" in codes(some))
    line = BAKER.splitlines()[9].encode("utf-16-le")
    ranges = [problem["range"] for problem in problems if problem["code"] == "KW001"]
    stretches = [(one["start"]["character"], one["end"]["character"]) for one in ranges]
    words = [line[start * 2 : end * 2].decode("utf-16-le") for start, end in stretches]
    assert words == ["**MUST not**"] * 3


def test_a_name_that_is_gone_is_a_problem_of_another_file(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.change(uri, MILLER.replace("# The Miller", "# The Brewer", 1))
        user.wait_for_problems("baker.md", lambda some: "XR001" in codes(some))


def test_only_files_with_other_problems_are_published_again(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.published.clear()
        user.change(uri, MILLER.replace("**MUST** mill", "**MUST not** mill"))
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))
        assert set(user.published) == {"mill.md"}


def test_what_is_closed_counts_as_it_is_on_the_disk(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md", MILLER.replace("MUST", "MUST not"))
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))
        user.notify("textDocument/didClose", textDocument={"uri": uri})
        user.wait_for_problems("mill.md", lambda some: "KW001" not in codes(some))


def test_a_file_of_no_handbook_is_read_alone(tmp_path: Path) -> None:
    """Without problems about the names of roles, which are in other files."""
    with editor(tmp_path) as user:
        path = tmp_path / "notes.md"
        uri = user.open(path, BAKER)
        problems = user.wait_for_problems("notes.md", lambda some: "KW001" in codes(some))
        user.notify("textDocument/didClose", textDocument={"uri": uri})
        user.wait_for_problems("notes.md", lambda some: not some)
    assert "XR001" not in codes(problems)


def test_a_waiver_is_checked_as_it_is_typed(book: Path) -> None:
    path = book / "personas" / "waivers.yml"
    path.write_text("waivers: []\n", encoding="utf-8")
    with editor(book) as user:
        uri = user.open(path)
        user.change(uri, "waivers:\n  - rule: NO-SUCH-01\n")
        user.wait_for_problems("waivers.yml", lambda some: len(some) > 0)


def test_a_broken_configuration_is_said_once(book: Path) -> None:
    (book / "mkdocs.yml").write_text("plugins:\n  - rolebook:\n      colour: red\n")
    with editor(book) as user:
        uri = user.open(book / "personas" / "mill.md")
        user.wait_until_read(uri)
        user.change(uri, f"{MILLER}\n")
        user.wait_until_read(uri)
        assert len([one for one in user.shown if "colour" in one]) == 1


def test_a_changed_file_on_the_disk_is_read(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        user.wait_until_read(uri)
        miller = book / "personas" / "mill.md"
        miller.write_text(MILLER.replace("MUST", "MUST not"), encoding="utf-8")
        changes = [{"uri": miller.as_uri(), "type": 2}]
        user.notify("workspace/didChangeWatchedFiles", changes=changes)
        user.wait_for_problems("mill.md", lambda some: "KW001" in codes(some))


def test_what_the_configuration_ignores_is_not_there(book: Path) -> None:
    configuration = "plugins:\n  - rolebook:\n      checks:\n        ignore: XR\n"
    (book / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    text = BAKER.replace("The Miller", "The Brewer")
    with editor(book) as user:
        user.open(book / "personas" / "baker.md", text)
        problems = user.wait_for_problems("baker.md", lambda some: "KW001" in codes(some))
    assert "XR001" not in codes(problems)


def test_a_new_file_joins_its_handbook(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md", BAKER.replace("The Miller", "The Brewer"))
        user.wait_for_problems("baker.md", lambda some: "XR001" in codes(some))
        brewer = book / "personas" / "brewer.md"
        brewer.write_text(MILLER.replace("The Miller", "The Brewer"), encoding="utf-8")
        user.open(brewer)
        user.wait_until_read(uri)
        user.wait_for_problems("baker.md", lambda some: "XR001" not in codes(some))


def test_a_file_that_joins_a_handbook_is_no_longer_read_alone(tmp_path: Path) -> None:
    """The problems of both readings would be there at once."""
    path = tmp_path / "roles" / "miller.md"
    path.parent.mkdir()
    path.write_text(MILLER.replace("MUST", "MUST not"), encoding="utf-8")
    with editor(tmp_path) as user:
        user.open(path)
        user.wait_for_problems("miller.md", lambda some: codes(some) == ["KW001"])
        configuration = tmp_path / "mkdocs.yml"
        configuration.write_text("plugins:\n  - rolebook:\n      personas: roles\n")
        changes = [{"uri": configuration.as_uri(), "type": 1}]
        user.notify("workspace/didChangeWatchedFiles", changes=changes)
        user.wait_for_problems("rolebook.lock", lambda some: codes(some) == ["ID006"])
        assert codes(user.problems["miller.md"]) == ["KW001"]


def test_what_is_no_file_is_left_alone(book: Path) -> None:
    with editor(book) as user:
        text = {"uri": "untitled:one", "languageId": "markdown", "version": 1, "text": BAKER}
        user.notify("textDocument/didOpen", textDocument=text)
        assert user.problems == {}


def at(text: str, words: str) -> dict[str, int]:
    """Return the place of the first character of words, in UTF-16 units."""
    before = text[: text.index(words)]
    last = before[before.rfind("\n") + 1 :]
    return {"line": before.count("\n"), "character": len(last.encode("utf-16-le")) // 2}


def test_a_session(book: Path) -> None:
    """Hover, definition, references, outline, search: each with what was just typed."""
    text = f"{BAKER}- **MUST** tell 🥖 The Miller\n"
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        user.change(uri, text)
        place = {"textDocument": {"uri": uri}, "position": at(text, "Miller\n-")}
        hovered = user.request("textDocument/hover", **place)
        defined = user.request("textDocument/definition", **place)
        context = {"includeDeclaration": True}
        named = user.request("textDocument/references", **place, context=context)
        (title,) = user.request("textDocument/documentSymbol", textDocument={"uri": uri})
        found = user.request("workspace/symbol", query="mill baker")
    assert hovered["contents"]["value"].startswith("**The Miller**")
    assert defined["uri"] == (book / "personas" / "mill.md").as_uri()
    last = at(text, "🥖 The Miller")["character"] + len("🥖 The ") + 1
    assert [one["range"]["start"]["character"] for one in named][1] == last
    assert [one["name"] for one in title["children"]] == [
        "Overview",
        "Rules",
        "Collaboration Guidelines",
    ]
    assert [one["location"]["uri"].rpartition("/")[2] for one in found] == ["mill.md"]


def test_a_role_is_renamed_in_all_files(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        place = {"textDocument": {"uri": uri}, "position": at(BAKER, "Miller")}
        prepared = user.request("textDocument/prepareRename", **place)
        edit = user.request("textDocument/rename", **place, newName="The Grinder")
        elsewhere = {"textDocument": {"uri": uri}, "position": at(BAKER, "knead")}
        refused = user.answer("textDocument/prepareRename", **elsewhere)
    changes = {name.rpartition("/")[2]: edits for name, edits in edit["changes"].items()}
    assert prepared["placeholder"] == "Miller"
    assert {name: [one["newText"] for one in edits] for name, edits in changes.items()} == {
        "baker.md": ["Grinder"],
        "mill.md": ["Grinder"],
    }
    assert "Place the cursor on the name of a role" in refused["error"]["message"]


def test_names_are_proposed(book: Path) -> None:
    text = f"{BAKER}- **MUST** tell The Mi"
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        user.wait_until_read(uri)
        user.change(uri, text)
        place = {"textDocument": {"uri": uri}, "position": at(f"{text}|", "|")}
        items = user.request("textDocument/completion", **place)["items"]
    assert [item["textEdit"]["newText"] for item in items] == ["Miller"]


def test_a_problem_is_fixed_and_explained(book: Path) -> None:
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        place = at(BAKER, "MUST not")
        params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}}
        found = user.request(
            "textDocument/codeAction", **params, context={"diagnostics": [], "triggerKind": 1}
        )
        only = {"diagnostics": [], "only": ["source.fixAll"]}
        (every,) = user.request("textDocument/codeAction", **params, context=only)
        command = next(one["command"] for one in found if "command" in one)
        user.request(
            "workspace/executeCommand",
            command=command["command"],
            arguments=command["arguments"],
        )
    assert found[0]["title"] == "Fix KW001: write MUST NOT"
    assert every["kind"] == "source.fixAll"
    assert user.shown[0].startswith("KW001 mixed-case-negation: ")


@pytest.mark.parametrize("text", ["", "\r", "\ufeff# The Baker\r\n", "\x0c# \u2028\n", "🥖" * 5])
def test_any_text_gets_an_answer(book: Path, text: str) -> None:
    """Wherever the cursor is, even behind the end of the text."""
    with editor(book) as user:
        uri = user.open(book / "personas" / "baker.md")
        user.change(uri, text)
        for line, character in ((0, 0), (0, 7), (3, 2)):
            position = {"line": line, "character": character}
            place = {"textDocument": {"uri": uri}, "position": position}
            user.request("textDocument/hover", **place)
            user.request("textDocument/definition", **place)
            user.request("textDocument/completion", **place)
            span = {"start": position, "end": position}
            user.request(
                "textDocument/codeAction",
                textDocument={"uri": uri},
                range=span,
                context={"diagnostics": []},
            )
