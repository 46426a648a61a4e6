"""A problem keeps its fingerprint while its line moves, and two problems never share one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rolebook import Diagnostic, Source, Span, handbook
from rolebook.model.fingerprints import fingerprints

ROOT = Path(__file__).parents[2]
ON_TOP = {
    "prose": "".join(f"Sentence {number} of an introduction.\n\n" for number in range(25)),
    "comment": "<!--\n" + "a note to editors\n" * 47 + "-->\n\n",
}
LEAST_KEPT = 0.95


def prints_of(texts: dict[str, str]) -> list[str]:
    book = handbook([Source(path, text) for path, text in texts.items()])
    return fingerprints(book.diagnostics, book.sources)


def prints(text: str, *lines: int, path: str = "a.md", code: str = "KW001") -> list[str]:
    problems = [Diagnostic.of(code, Span(path, line, 5), written="MUST not") for line in lines]
    return fingerprints(problems, [Source(path, text)])


@pytest.mark.parametrize("kind", ON_TOP)
def test_fingerprints_survive_fifty_lines_on_top(kind: str) -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted(ROOT.glob("personas/*.md"))}
    before = prints_of(texts)
    after = prints_of({path: ON_TOP[kind] + text for path, text in texts.items()})

    assert ON_TOP[kind].count("\n") == 50
    assert len(before) >= 20
    kept = Counter(before) & Counter(after)
    assert kept.total() >= LEAST_KEPT * len(before)


@pytest.mark.parametrize(
    ("now", "line"),
    [
        ("# New\n\nYou MUST not run.", 3),
        ("You   MUST\tnot run.", 1),
        ("- You **MUST** not run!", 1),
        ("you Must not run", 1),
    ],
)
def test_lines_blanks_marks_and_case_do_not_count(now: str, line: int) -> None:
    assert prints(now, line) == prints("You MUST not run.", 1)


def test_words_path_and_code_count() -> None:
    text = "You MUST not run."
    assert prints("You MUST not walk.", 1) != prints(text, 1)
    assert prints(text, 1, path="b.md") != prints(text, 1)
    assert prints(text, 1, code="KW002") != prints(text, 1)


def test_equal_lines_are_numbered_by_their_place_in_the_file() -> None:
    text = "You MUST not run.\n\nYou MUST not run."
    first, second = prints(text, 1, 3)

    assert first != second
    assert prints(text, 3, 1) == [second, first]
    assert prints(text, 1) == [first]


def test_a_problem_of_a_whole_file_does_not_depend_on_its_first_line() -> None:
    problem = Diagnostic.of("RD013", Span("a.yml", 1), persona="Pilot")
    assert fingerprints([problem], [Source("a.yml", "x: 1")]) == fingerprints([problem], [])


def test_numbers_in_a_message_do_not_count() -> None:
    """They may be those of lines."""
    one, other = (Diagnostic.of("ST002", Span("a.yml", 3), line=line) for line in (7, 57))
    assert fingerprints([one], []) == fingerprints([other], [])
