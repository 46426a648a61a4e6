"""A decision becomes the smallest edit of the front matter, in whatever form that is written."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook import Source, handbook
from rolebook.checks.fixing import apply
from rolebook.decisions import Decision, UnwritableError, edit_of
from rolebook.decisions.matter import names_of
from rolebook.decisions.sameness import is_same, read
from rolebook.model.source import as_read

ROOT = Path(__file__).parents[2]
BODY = """\
# The Tester

## Rules

- MUST test the lens
- [TST-7] MUST keep a log
- SHOULD ask first
"""
FIRST, SECOND, THIRD = "TES-RULE-01", "TST-7", "TES-RULE-02"


def decided(text: str, *decisions: tuple[str, str]) -> str:
    """Return a text with decisions about its rules; a word with a hyphen is a no."""
    for id, word in decisions:
        source = Source("tester.md", as_read(text))
        rules = handbook([source]).requirements
        [rule] = [rule for rule in rules if rule.id == id]
        is_right = not word.startswith("-")
        decision = Decision(rule, word.removeprefix("-"), is_right=is_right)
        after = apply(text, [edit_of(source, decision, rules)])
        new = read(Source("tester.md", as_read(after)))
        assert is_same(read(source), new, names_of(rule), word)
        text = after
    return text


def matter(written: str, *decisions: tuple[str, str]) -> str:
    """Return front matter with decisions written into it."""
    after = decided(f"{dedent(written)}{BODY}", *decisions)
    assert after.endswith(BODY), "the text below is as it was"
    return after.removesuffix(BODY)


def test_a_text_without_front_matter_gets_some() -> None:
    assert matter("", (SECOND, "TEST")) == "---\nlinks:\n  TST-7: [TEST]\n---\n\n"


def test_front_matter_without_links_gets_them_at_its_end() -> None:
    before = "---\ntitle: The Tester # a remark\ntags:\n  - a\n---\n"

    assert matter(before, (FIRST, "-PROG")) == (
        "---\ntitle: The Tester # a remark\ntags:\n  - a\nlinks:\n  TES-RULE-01: [-PROG]\n---\n"
    )


def test_two_lines_without_fields_between_them_are_part_of_the_text() -> None:
    assert matter("---\n---\n", (FIRST, "PROG")) == (
        "---\nlinks:\n  TES-RULE-01: [PROG]\n---\n\n---\n---\n"
    )


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("TST-7: [PROG]", "TST-7: [PROG, TEST]"),
        ("TST-7: [PROG ] # a remark", "TST-7: [PROG, TEST ] # a remark"),
        ("tst-7: [ PROG, ]", "tst-7: [ PROG, TEST, ]"),
        ("TST-7: []", "TST-7: [TEST]"),
        ("TST-7: PROG, -ITOP # a remark", "TST-7: PROG, -ITOP, TEST # a remark"),
        ("TST-7:", "TST-7: [TEST]"),
        ("'TST-7': 'PROG, ITOP'", "'TST-7': [PROG, ITOP, TEST]"),
        ('"TST-7": "PROG"', '"TST-7": [PROG, TEST]'),
        ("TST-7:\n    - PROG # a remark", "TST-7:\n    - PROG # a remark\n    - TEST"),
        ("TST-7:\n  - PROG\n  - ITOP", "TST-7:\n  - PROG\n  - ITOP\n  - TEST"),
        ("TST-7: [PROG,\n    ITOP]", "TST-7: [PROG,\n    ITOP, TEST]"),
    ],
)
def test_an_entry_that_is_there_gets_one_word_more(entry: str, after: str) -> None:
    """In its own form, with its remarks."""
    before = f"---\nlinks:\n  {entry}\n  Rules: [DESN]\ncode: TES\n---\n"

    assert matter(before, (SECOND, "TEST")) == before.replace(entry, after)


def test_entries_are_in_the_order_of_the_rules() -> None:
    """Whatever the order of the decisions."""
    forwards = matter("", (FIRST, "TEST"), (SECOND, "PROG"), (THIRD, "-ITOP"))
    backwards = matter("", (THIRD, "-ITOP"), (SECOND, "PROG"), (FIRST, "TEST"))

    assert (
        forwards
        == backwards
        == ("---\nlinks:\n  TES-RULE-01: [TEST]\n  TST-7: [PROG]\n  TES-RULE-02: [-ITOP]\n---\n\n")
    )


def test_a_remark_stays_with_the_entry_below_it() -> None:
    before = """\
        ---
        links:
          # about the log
          TST-7: [PROG]

          # about all
          Rules: [DESN]
        ---
        """

    assert matter(before, (FIRST, "TEST"), (THIRD, "TEST")) == dedent("""\
        ---
        links:
          TES-RULE-01: [TEST]
          # about the log
          TST-7: [PROG]
          TES-RULE-02: [TEST]

          # about all
          Rules: [DESN]
        ---
        """)


def test_an_empty_field_gets_its_first_entry() -> None:
    assert matter("---\nlinks: # later\ncode: TES\n---\n", (FIRST, "TEST")) == (
        "---\nlinks: # later\n  TES-RULE-01: [TEST]\ncode: TES\n---\n"
    )


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("links: {}", "links: {TES-RULE-01: [TEST]}"),
        ("links: {Rules: [DESN]}", "links: {Rules: [DESN], TES-RULE-01: [TEST]}"),
        ("links: {TES-RULE-01: [DESN]}", "links: {TES-RULE-01: [DESN, TEST]}"),
    ],
)
def test_a_field_in_braces_stays_in_them(field: str, after: str) -> None:
    assert matter(f"---\n{field}\n---\n", (FIRST, "TEST")) == f"---\n{after}\n---\n"


def test_front_matter_that_is_no_yaml_as_a_whole_is_edited_field_by_field() -> None:
    """As tools for agents write it."""
    before = "---\nname: tester\nglobs: **/*.ts\ncode: TES\n---\n"

    assert matter(before, (SECOND, "TEST"), (THIRD, "-PROG"), (SECOND, "ITOP")) == (
        "---\nname: tester\nglobs: **/*.ts\ncode: TES\n"
        "links:\n  TST-7: [TEST, ITOP]\n  TES-RULE-02: [-PROG]\n---\n"
    )


def test_links_among_such_fields_stay_where_they_are() -> None:
    before = "---\nlinks:\n  TST-7: [PROG] # mine\nglobs: **/*.ts\n---\n"

    assert matter(before, (SECOND, "TEST"), (THIRD, "TEST")) == (
        "---\nlinks:\n  TST-7: [PROG, TEST] # mine\n  TES-RULE-02: [TEST]\nglobs: **/*.ts\n---\n"
    )


def test_a_name_with_a_comma_is_in_quotation_marks() -> None:
    """And words that commas separate become a list for it."""
    before = "---\nlinks:\n  TST-7: PROG, ITOP\n---\n"

    assert matter(before, (SECOND, "-plan, do and check")) == (
        '---\nlinks:\n  TST-7: [PROG, ITOP, "-plan, do and check"]\n---\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('code = "TES"\n', 'code = "TES"\n[links]\n"TST-7" = ["TEST"]\n'),
        ("", '[links]\n"TST-7" = ["TEST"]\n'),
        ('[links] # mine\n"TST-7" = ["PROG"] # log\n', '[links] # mine\n"TST-7" = ["PROG", "TEST"] # log\n'),
        ("[links]\nTST-7 = ['PROG', ]\n", "[links]\nTST-7 = ['PROG', \"TEST\" ]\n"),
        ("[links]\n[extra]\na = 1\n", '[links]\n"TST-7" = ["TEST"]\n[extra]\na = 1\n'),
        (
            '[links]\n"TES-RULE-02" = ["PROG"]\n',
            '[links]\n"TST-7" = ["TEST"]\n"TES-RULE-02" = ["PROG"]\n',
        ),
    ],
)  # fmt: skip
def test_toml(before: str, after: str) -> None:
    assert matter(f"+++\n{before}+++\n", (SECOND, "TEST")) == f"+++\n{after}+++\n"


@pytest.mark.parametrize(
    "field",
    [
        "links: [TEST]",
        "links: none",
        "links:\n  TST-7: |\n    PROG",
        "links:\n  TST-7: {a: b}",
        "{title: Tester}",
    ],
)
def test_another_form_is_left_to_its_author(field: str) -> None:
    with pytest.raises(UnwritableError):
        matter(f"---\n{field}\n---\n", (SECOND, "TEST"))


def test_words_that_two_entries_share_are_not_changed_for_both() -> None:
    """The edit is made, and the edited text reads differently."""
    text = f"---\nlinks:\n  Rules: &mine [PROG]\n  TST-7: *mine\n---\n{BODY}"

    with pytest.raises(AssertionError):
        decided(text, (SECOND, "TEST"))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize(
    "before", ["", "---\ncode: TES\n---\n", "---\nlinks:\n  TST-7: [A]\n---\n"]
)
def test_line_ends_and_a_byte_order_mark_stay(end: str, before: str) -> None:
    text = "\ufeff" + f"{before}{BODY}".replace("\n", end)

    after = decided(text, (FIRST, "TEST"))

    assert after.startswith(f"\ufeff---{end}")
    assert after.count(end) == after.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert after.endswith(BODY.replace("\n", end))


# --- over real files

FILES = [
    *sorted((ROOT / "personas").glob("*.md")),
    *sorted((ROOT / "tests/linking").glob("*/*.md")),
]


@settings(max_examples=2)
@given(data=st.data())
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_decisions_change_nothing_but_links(path: Path, data: st.DataObject) -> None:
    """A file with any decisions reads as before but for these, and all its own lines are still there."""
    text = path.read_text(encoding="utf-8")
    source = Source(path.name, as_read(text))
    rules = handbook([source]).requirements
    words = st.sampled_from(["TEST", "-PROG", "use query languages", "-a, b", "C++", "NO", "é: #x"])
    wanted = data.draw(st.lists(st.tuples(st.sampled_from(rules), words), max_size=4, unique=True))
    reading, now = read(source), source
    for rule, word in wanted:
        decision = Decision(rule, word.removeprefix("-"), is_right=not word.startswith("-"))
        now = Source(path.name, as_read(apply(now.text, [edit_of(now, decision, rules)])))
        after = read(now)
        assert is_same(reading, after, names_of(rule), word)
        reading = after
    overrides = {one.subject: one.words for one in reading.text.overrides} if reading.text else {}
    for rule, word in wanted:
        assert word in overrides[rule.id]
    end = read(source).matter_end
    assert now.lines[len(now.lines) - len(source.lines) + end :] == source.lines[end:]
    assert now.lines[: end - 1] == source.lines[: end - 1] if end else True
