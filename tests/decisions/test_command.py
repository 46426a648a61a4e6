"""`rolebook links`: a list for everyone, and one key each at a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from rolebook.cli import linking, main
from rolebook.decisions import undecided
from rolebook.link.handbook import Evidence, EvidencePlace, Link, LinkKind

from .giving import with_possible
from .test_sitting import folder, matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rolebook import Handbook

__all__ = ["folder"]


@pytest.fixture(autouse=True)
def _possible(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in the folder, with rules that have possible links."""
    read = linking.read_book
    monkeypatch.setattr(linking, "read_book", lambda *given: with_possible(read(*given)))
    monkeypatch.chdir(folder)


def run(*arguments: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(main, ["links", ".", *arguments], input=keys)


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "is_asking", lambda: True)


def test_without_a_terminal_it_lists() -> None:
    """The same as with --list."""
    listed = run("--list")

    assert run().stdout == listed.stdout
    assert listed.exit_code == 0
    assert listed.stdout.split("\n")[:6] == [
        "Pilot, pilot.md",
        "",
        "PIL-1 MUST",
        "  steer",
        "    ? ITOP Infrastructure operations (SFIA 9, levels 1–5)",
        "      the rule says “steer”",
    ]
    assert listed.stdout.endswith(
        "12 possible links\n3 possible links can’t be decided yet, because their rules have no "
        "permanent IDs: run 'rolebook lock' first\n"
    )


def test_json_is_for_tools() -> None:
    records = json.loads(
        run("--format", "json", "--kind", "competence", "--persona", "Tester").stdout
    )

    assert [(one["id"], one["word"], one["lasting"]) for one in records] == [
        ("TST-1", "use query languages", True),
        ("TST-2", "use query languages", True),
    ]
    assert records[0]["evidence"] == [{"words": "test", "place": "text"}]
    assert records[0]["path"] == "tester.md"


def test_nothing_to_decide_is_said(folder: Path) -> None:
    for name in ("pilot.md", "tester.md"):
        (folder / name).write_text("# Nothing yet\n", encoding="utf-8")

    assert run("--list").stdout == "No possible links are undecided.\n"


def test_a_pattern_is_named_by_its_name(
    folder: Path, book: Callable[..., Handbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# The Cook\n\n## Rules\n\n- [COO-1] MUST stir\n\n## Related Design Patterns\n\n- **Slow Oven**\n"
    made = book(text)
    link = Link(LinkKind.PATTERN, "slow-oven", 0.5, (Evidence("stir", EvidencePlace.TEXT),))
    maybe = replace(made, possible={"COO-1": (link,)})
    monkeypatch.setattr(linking, "read_book", lambda *given: maybe)

    told = run("--kind", "pattern").stdout

    assert "? Slow Oven (a pattern that the persona lists)" in told
    assert [one.word for one in undecided(maybe)] == ["Slow Oven"]


def test_the_less_likely_can_wait() -> None:
    """All that these tests give are 0.5."""
    assert "12 possible links" in run("--min-score", "0.5").stdout
    assert run("--min-score", "0.51").stdout == "No possible links are undecided.\n"


@pytest.mark.usefixtures("_terminal")
def test_one_key_each(folder: Path) -> None:
    """Space and s skip, u undoes, q quits, and other keys do nothing."""
    told = run(keys="yn usx nyq")

    assert told.exit_code == 0, told.output
    assert matter(folder) == ["links:", "  PIL-1: [ITOP, -METL]"]
    assert matter(folder, "tester.md") == ["links:", "  TST-1: [-METL, use query languages]"]
    assert "1 of 9" in told.stdout
    assert "4 decisions were saved: 2 yes, 2 no.\n5 possible links are left.\n" in told.stdout
    assert "3 possible links can’t be decided yet" in told.stderr


@pytest.mark.usefixtures("_terminal")
def test_the_end_ends_it(folder: Path) -> None:
    told = run("--persona", "Tester", "--kind", "competence", keys="yn")

    assert told.stdout.endswith(
        "2 decisions were saved: 1 yes, 1 no.\nNothing is left to decide.\n"
    )
    assert matter(folder, "tester.md") == [
        "links:",
        "  TST-1: [use query languages]",
        "  TST-2: [-use query languages]",
    ]


@pytest.mark.usefixtures("_terminal")
def test_no_more_input_quits() -> None:
    assert run(keys="y").exit_code == 0


@pytest.mark.usefixtures("_terminal")
def test_undo_at_the_beginning_is_answered() -> None:
    assert "There is nothing to undo." in run(keys="uq").stdout


@pytest.mark.usefixtures("_terminal")
def test_what_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "pilot.md").write_text(
        "---\nlinks: later\n---\n" + (folder / "pilot.md").read_text(encoding="utf-8"),
        encoding="utf-8",
    )

    assert (
        "The front matter of pilot.md has a form that can’t be edited safely. "
        "Write ITOP at PIL-1 in it yourself." in run(keys="yq").stdout
    )


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        (["--page", "--list"], "use either --page, or --list and --format"),
        (["--no-open"], "--no-open works only with --page"),
        (["--list", "--persona", "Nobody"], "no persona is called 'Nobody'"),
    ],
)
def test_misuse_is_one_sentence(options: list[str], mistake: str) -> None:
    told = run(*options)

    assert told.exit_code == 2
    assert mistake in told.stderr
