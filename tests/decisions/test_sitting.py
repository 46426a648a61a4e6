"""A sitting: each answer is in its file at once, can be undone, and overwrites no one's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook import load
from rolebook.decisions import Answer, ChangedError, Sitting, UnwritableError, undecided
from rolebook.input.files import OperatorError
from rolebook.link.handbook import EvidencePlace, LinkKind

from .giving import with_possible

if TYPE_CHECKING:
    from pathlib import Path

    from rolebook import Handbook

TESTER = """\
# The Tester

## Core Traits

- calm

## Rules

- [TST-1] MUST test the lens
- [TST-2] MUST keep a log
"""
PILOT = (
    "# The Pilot\n\n## Core Traits\n\n- calm\n\n## Rules\n\n- [PIL-1] MUST steer\n- SHOULD sing\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two personas; all but one rule have IDs of their author."""
    (tmp_path / "tester.md").write_text(TESTER, encoding="utf-8")
    (tmp_path / "pilot.md").write_text(PILOT, encoding="utf-8")
    return tmp_path


def look(folder: Path) -> Handbook:
    return with_possible(load(folder, root=None))


def sitting(folder: Path) -> Sitting:
    return Sitting(lambda: look(folder), undecided)


def asked(sitting: Sitting) -> tuple[str, str]:
    one = sitting.current
    assert one
    return one.rule.id, one.word


def matter(folder: Path, name: str = "pilot.md") -> list[str]:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return lines[1 : lines.index("---", 1)] if lines[0] == "---" else []


def test_questions_come_by_file_and_rule_with_the_likeliest_first(folder: Path) -> None:
    assert [(one.rule.id, one.word) for one in undecided(look(folder))][:4] == [
        ("PIL-1", "ITOP"),
        ("PIL-1", "METL"),
        ("PIL-1", "use query languages"),
        ("PIL-RULE-01", "ITOP"),
    ]


def test_questions_can_be_narrowed(folder: Path) -> None:
    book = look(folder)

    competences = undecided(book, [LinkKind.COMPETENCE], {"tester"})

    assert [(one.rule.id, one.word) for one in competences] == [
        ("TST-1", "use query languages"),
        ("TST-2", "use query languages"),
    ]


def test_a_rule_without_a_permanent_id_waits(folder: Path) -> None:
    """Its ID could be another rule's tomorrow."""
    now = sitting(folder)

    assert (now.total, now.waiting) == (9, 3)


def test_each_answer_is_in_the_file_at_once(folder: Path) -> None:
    now = sitting(folder)

    now.answer(Answer.YES)
    assert matter(folder) == ["links:", "  PIL-1: [ITOP]"]
    now.answer(Answer.NO)
    assert matter(folder) == ["links:", "  PIL-1: [ITOP, -METL]"]
    now.answer(Answer.SKIP)
    assert matter(folder) == ["links:", "  PIL-1: [ITOP, -METL]"]
    now.answer(Answer.YES)
    assert matter(folder, "tester.md") == ["links:", "  TST-1: [ITOP]"]


def test_what_was_decided_is_linked_or_not_and_never_asked_again(folder: Path) -> None:
    now = sitting(folder)
    now.answer(Answer.YES)
    now.answer(Answer.NO)

    book = look(folder)

    [link] = [link for link in book.links["PIL-1"] if link.kind is LinkKind.SKILL]
    assert (link.target, link.evidence[0].place) == ("ITOP", EvidencePlace.AUTHOR)
    assert asked(sitting(folder)) == ("PIL-1", "use query languages")


def test_answers_are_undone_in_turn(folder: Path) -> None:
    """Byte by byte, and what was skipped is asked again."""
    now = sitting(folder)
    for answer in (Answer.YES, Answer.SKIP, Answer.NO, Answer.YES):
        now.answer(answer)
    assert (now.count(Answer.YES), now.left) == (2, 5)

    while now.can_undo:
        now.undo()

    assert (folder / "pilot.md").read_text(encoding="utf-8") == PILOT
    assert (folder / "tester.md").read_text(encoding="utf-8") == TESTER
    assert asked(now) == ("PIL-1", "ITOP")
    assert (now.left, now.total) == (9, 9)
    now.undo()
    assert asked(now) == ("PIL-1", "ITOP"), "there was nothing to undo"


@pytest.mark.parametrize("do", [lambda now: now.answer(Answer.YES), lambda now: now.undo()])
def test_what_someone_else_wrote_is_kept(folder: Path, do: object) -> None:
    """It is read again, and the same question is asked of the file as it is now."""
    now = sitting(folder)
    now.answer(Answer.YES)
    path = folder / "pilot.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}- [PIL-2] MUST wave\n", encoding="utf-8")

    with pytest.raises(ChangedError, match=r"pilot\.md"):
        do(now)  # type: ignore[operator]

    assert path.read_text(encoding="utf-8").endswith("- [PIL-2] MUST wave\n")
    assert asked(now) == ("PIL-1", "METL")
    assert not now.can_undo
    now.answer(Answer.YES)
    assert matter(folder) == ["links:", "  PIL-1: [ITOP, METL]"]
    assert path.read_text(encoding="utf-8").endswith("- [PIL-2] MUST wave\n")


def test_a_form_that_is_not_safely_changed_is_left_alone(folder: Path) -> None:
    """The next question comes."""
    text = f"---\nlinks: later\n---\n{PILOT}"
    (folder / "pilot.md").write_text(text, encoding="utf-8")
    now = sitting(folder)

    with pytest.raises(UnwritableError) as refused:
        now.answer(Answer.YES)

    assert refused.value.why == "form"
    assert (folder / "pilot.md").read_text(encoding="utf-8") == text
    assert asked(now) == ("PIL-1", "METL")


def test_a_file_that_would_read_differently_is_left_alone(folder: Path) -> None:
    shared = f"---\nlinks:\n  Rules: &one [PROG]\n  PIL-1: *one\n---\n{PILOT}"
    (folder / "pilot.md").write_text(shared, encoding="utf-8")
    now = sitting(folder)

    with pytest.raises(UnwritableError) as refused:
        now.answer(Answer.YES)

    assert refused.value.why == "different"
    assert (folder / "pilot.md").read_text(encoding="utf-8") == shared


def test_a_file_in_another_encoding_is_left_alone(folder: Path) -> None:
    (folder / "pilot.md").write_text(f"{PILOT}é\n", encoding="latin-1")

    with pytest.raises(OperatorError, match="not UTF-8"):
        sitting(folder).answer(Answer.YES)
