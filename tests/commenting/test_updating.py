"""A comment that is written again: what people did to its lines, and what they cannot do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.review.comment import data_of, updated

TEXT = "## Review\n\n- [ ] **A-1** MUST sail –\n- [ ] **A-2** SHOULD row –\n\nA, source 1\n"


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("- [x] **A-1** MUST sail –", "- [x] **A-1** MUST sail –"),
        ("- [X] **A-1** MUST sail –\r", "- [X] **A-1** MUST sail –"),
        ("- [x] **A-1** MUST sail – at sea", "- [x] **A-1** MUST sail – at sea"),
        ("- [ ] **A-1** MUST sail – not yet", "- [ ] **A-1** MUST sail – not yet"),
        ("- [ ] ~~**A-1** MUST sail –~~", "- [ ] ~~**A-1** MUST sail –~~"),
        ("- [~] **A-1** MUST sail –", "- [~] **A-1** MUST sail –"),
        ("- [x] **A-1** MUST swim – at sea", "- [x] **A-1** MUST sail –"),
        ("- [x] **A-10** MUST sail –", "- [ ] **A-1** MUST sail –"),
        ("* [x] **A-1** MUST sail –", "- [ ] **A-1** MUST sail –"),
        ("> - [x] **A-1** MUST sail –", "- [ ] **A-1** MUST sail –"),
        ("", "- [ ] **A-1** MUST sail –"),
    ],
)
def test_a_line_keeps_its_box_and_its_words(former: str, now: str) -> None:
    assert updated(f"## Review\n\n{former}\n", TEXT) == TEXT.replace(
        "- [ ] **A-1** MUST sail –", now
    )


_PIECES = st.sampled_from(
    [
        *("- [x] **A-1** MUST sail –", "- [x] **A-2** SHOULD row – a", "- [ ] ~~**A-1** x~~"),
        *("**A-1**", "- [x] ", "<!-- rolebook-review-data", "-->", '{"date": 1}', "[", "{}"),
        *("\r", "", "- [x] **A-1**", "x" * 5000),
    ]
)


@given(st.lists(_PIECES).map("\n".join) | st.text())
def test_whatever_people_make_of_a_comment_its_questions_stay(former: str) -> None:
    """And what is written again says the same the next time."""
    once = updated(former, TEXT)

    assert once.count("**A-1** MUST sail") == 1
    assert once.count("**A-2** SHOULD row") == 1
    assert len(once.splitlines()) == len(TEXT.splitlines())
    assert updated(once, TEXT) == once


@pytest.mark.parametrize("data", ["", "{", "[]", "[" * 100_000, "1"])
def test_data_that_someone_broke_is_none(data: str) -> None:
    assert data_of(f"x\n<!-- rolebook-review-data\n{data}\n-->\n") == {}
