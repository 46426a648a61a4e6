"""A safe fix mends what it is about, and changes nothing else: not the model, not the file around it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.build import handbook
from rolebook.checks import fixed_files
from rolebook.checks.fixing import apply
from rolebook.checks.ignoring import _IN_MARKDOWN
from rolebook.checks.references import _MARK
from rolebook.cli import main
from rolebook.model import Found
from rolebook.model.diagnostics import CODES
from rolebook.model.source import Edit, Source, Span, as_read
from rolebook.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolebook.model import Document
    from rolebook.model.diagnostics import Diagnostic

FIXABLE = [code for code in CODES.values() if code.fix]
SAFE = {code.id for code in FIXABLE if code.is_safe}


def find(sources: Sequence[Source]) -> list[Diagnostic]:
    return list(handbook(sources).diagnostics)


def fixed(text: str, *, is_unsafe: bool = False) -> str:
    """A text as a fix leaves it."""
    sources = [Source("a.md", as_read(text))]
    files = fixed_files(sources, {"a.md": text}, find, is_unsafe=is_unsafe)
    return files[0].after if files else text


def model(text: str) -> Document | None:
    return parse(Source("a.md", as_read(text)))[0]


# --- each fix


def test_there_are_fixes() -> None:
    assert {"KW001", "ST006", "XR013", "IG001"} <= SAFE


@pytest.mark.parametrize(
    ("code", "example"),
    [(code.id, example) for code in FIXABLE for example in code.bad],
)
def test_what_is_fixed_is_found_clean(code: str, example: str) -> None:
    after = fixed(example, is_unsafe=code not in SAFE)

    assert after != example, "the fix yields nothing for a bad example"
    assert [problem for problem in find([Source("a.md", after)]) if problem.code == code] == []
    if code in SAFE:
        assert same(model(example), model(after)), "see `plain`, which ignores what may change"


@pytest.mark.parametrize("code", sorted(CODES[code.id].id for code in FIXABLE if not code.is_safe))
def test_an_unsafe_fix_waits_until_it_is_asked_for(code: str) -> None:
    example = CODES[code].bad[0]
    assert isinstance(example, str)

    def of_code(sources: Sequence[Source]) -> list[Diagnostic]:
        return [problem for problem in find(sources) if problem.code == code]

    sources = [Source("a.md", example)]
    assert of_code(sources)
    assert fixed_files(sources, {"a.md": example}, of_code) == []
    assert fixed_files(sources, {"a.md": example}, of_code, is_unsafe=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**MUST** not share", "**MUST** NOT share"),
        ("**MUST not** share", "**MUST NOT** share"),
        ("You MUST *never* share.", "You MUST *NEVER* share."),
        ("You MUST\n  not share.", "You MUST\n  NOT share."),
        ("It is not RECOMMENDED to share.", "It is NOT RECOMMENDED to share."),
        ("You MUST not share and SHOULD not lend.", "You MUST NOT share and SHOULD NOT lend."),
    ],
)
def test_a_keyword_is_written_in_capitals(before: str, after: str) -> None:
    assert fixed(f"# Keys\n\n- {before}\n") == f"# Keys\n\n- {after}\n"


@pytest.mark.parametrize(
    "text", ["Be calm. not RECOMMENDED to run", "# Keys\n\nBe calm. must not run"]
)
def test_a_word_that_begins_a_sentence_in_small_letters_is_left_to_its_author(text: str) -> None:
    """On any line, the first one too: what is before it would end where it begins."""
    assert fixed(f"{text}\n") == f"{text}\n"


@pytest.mark.parametrize("text", ["You MUST <b>not</b> share.", "You MUST&nbsp;not share."])
def test_what_is_more_than_words_is_left_to_its_author(text: str) -> None:
    assert fixed(f"# Keys\n\n- {text}\n") == f"# Keys\n\n- {text}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Old charts【4†source】", "Old charts"),
        ("Old charts 【12:3†charts.md】 of 1890", "Old charts of 1890"),
        ("Old charts [oai_citation:0‡OLD CHARTS.md](file-service://file-1)", "Old charts"),
        ("[oai_citation:1‡Charts](https://a.example)", "[Charts](https://a.example)"),
        ("Old oai_citation:3‡x charts", "Old charts"),
        # Nothing would be left, or these are words of another language.
        ("【4†source】", "【4†source】"),
        ("【海図】 of 1890", "【海図】 of 1890"),
    ],
)
def test_a_citation_mark_is_deleted(before: str, after: str) -> None:
    persona = "# The Pilot\n\n## Traits\n- calm\n\n## References\n- {}\n"

    assert fixed(persona.format(before)) == persona.format(after)


# --- every text

_PIECES = st.sampled_from(
    [
        *("MUST not", "**MUST** not", "*SHOULD* never", "MUST NOT", "SHALL\nnot", "MAY not"),
        *("not RECOMMENDED", "MUST&nbsp;not", "MUST <b>not</b>", "`MUST not`", '"MUST not"'),
        *("【4†source】", "[oai_citation:0‡A B.md](file-service://f-1)", "oai_citation:7"),
        *("[oai_citation:1‡Charts](https://a.example)", "[Charts](b.md)", "【海図】"),
        *("sail", "the ship", "at night.", "only", "and", ":", "|", "ﬁn", "ſ", "\t", "\0", "é"),
        *("\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n## References\n\n- ", "\n## Rules\n\n"),
        *("\n| Rule | Who |\n|---|---|\n| ", "\n```\n", "\n<p>", "</p>\n"),
        *("\n**MUST** sail", "\n**MAY** wait", "\n- **MUST** sail", "\n> **MUST** sail"),
        *("<!-- rolebook: ignore=KW001 -->", "\n<!-- rolebook: ignore=XR,ST why -->\n"),
    ]
)
_TEXTS = st.builds(
    lambda mark, end, pieces: (
        mark + f"# The Pilot\n\n## Traits\n- calm\n\n{' '.join(pieces)}\n".replace("\n", end)
    ),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(_PIECES, min_size=1, max_size=12),
)


@given(text=_TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_model_is_the_same_but_for_what_is_mended(text: str) -> None:
    assert same(model(text), model(fixed(text)))


@given(text=_TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_second_fix_changes_nothing(text: str) -> None:
    once = fixed(text)

    assert fixed(once) == once


@given(text=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_line_ends_and_a_byte_order_mark_stay(text: str) -> None:
    after = fixed(text)

    ends = re.findall("\r\n|\r|\n", after)
    assert ends == re.findall("\r\n|\r|\n", text)[: len(ends)]
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


def same(before: Document | None, after: Document | None) -> bool:
    return list(meaning(before)) == list(meaning(after))


def meaning(document: Document | None) -> Iterator[tuple[object, ...]]:
    """What a document says, without the case of words and what fixes delete."""
    if document is None:
        return
    for rule in document.requirements:
        words = map(plain, (rule.text, rule.raw, rule.context, rule.condition, rule.note))
        form = Found.ITEM if rule.found is Found.LINE else rule.found
        yield rule.level, *words, form, plain(rule.category.title), rule.group
    for passage in document.passages:
        if plain(passage.text):
            yield passage.kind, plain(passage.text), passage.section
    for heading in document.headings:
        yield plain(heading.title), heading.level
    # A mark in the place of a link was read as one; without it, the words around it are the reference.
    yield (len({reference.span.line for reference in document.references}),)


def plain(text: str) -> str:
    """A text without what fixes may change; a fix that changes anything else is named here."""
    return " ".join(_IN_MARKDOWN.sub("", _MARK.sub("", text)).casefold().split())


# --- edits


def test_of_two_overlapping_fixes_the_second_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made in the next run, on what the first has left."""
    both = "# Keys\n\n- MUST not share\n"
    spans = iter(
        [[Span("a.md", 3, 3, 3, 11), Span("a.md", 3, 8, 3, 17)], [Span("a.md", 3, 8, 3, 17)]]
    )
    problems = [
        [find([Source("a.md", both)])[0].__class__.of("KW001", span) for span in run]
        for run in spans
    ]
    runs = iter([*problems, []])
    [file] = fixed_files([Source("a.md", both)], {"a.md": both}, lambda _: next(runs))

    assert (file.after, file.count) == ("# Keys\n\n- MUST NOT SHARE\n", 2)


def test_a_fix_that_never_ends_is_stopped() -> None:
    text = "# Keys\n\n- MUST not share\n"
    again = find([Source("a.md", text)])

    [file] = fixed_files([Source("a.md", text)], {"a.md": text}, lambda _: again)

    assert file.after == text.replace("not", "NOT")


def test_edits_of_several_lines_keep_line_ends() -> None:
    edit = Edit(Span("a.md", 1, 2, 2, 2), "X\nY")

    assert apply("ab\r\ncd\r\n", [edit]) == "aX\r\nYd\r\n"


# --- the command

KEYS = "# Keys\n\n- You **MUST** not share keys.\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("keys.md")
    path.write_bytes(KEYS.encode())
    return path


def test_fix_writes_the_file_and_lists_what_is_left(keys: Path) -> None:
    result = run("keys.md", "--fix")

    assert result.exit_code == 0
    assert result.stdout == "no problems found\n"
    assert result.stderr == "keys.md: 1 problem fixed\n"
    assert keys.read_bytes() == KEYS.replace("not", "NOT").encode()


def test_diff_writes_nothing(keys: Path) -> None:
    result = run("keys.md", "--diff")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "--- keys.md",
        "+++ keys.md",
        "@@ -1,3 +1,3 @@",
        " # Keys",
        " ",
        "-- You **MUST** not share keys.",
        "+- You **MUST** NOT share keys.",
    ]
    assert result.stderr == "1 problem would be fixed\n"
    assert keys.read_bytes() == KEYS.encode()


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_where_nothing_can_be_fixed_nothing_is_written(keys: Path, option: str) -> None:
    run("keys.md", "--fix")
    result = run("keys.md", option)

    assert (result.exit_code, result.stderr) == (0, "nothing to fix\n")


def test_only_chosen_codes_are_fixed(keys: Path) -> None:
    assert run("keys.md", "--fix", "--ignore", "KW").stderr == "nothing to fix\n"
    assert run("keys.md", "--fix", "--select", "XR").stderr == "nothing to fix\n"
    assert keys.read_bytes() == KEYS.encode()


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        (KEYS.replace("\n", "\r\n").encode(), KEYS.replace("\n", "\r\n").replace("not", "NOT")),
        (b"\xef\xbb\xbf" + KEYS.encode(), "\ufeff" + KEYS.replace("not", "NOT")),
        (KEYS.rstrip("\n").encode(), KEYS.rstrip("\n").replace("not", "NOT")),
    ],
)
def test_a_file_keeps_its_form(keys: Path, raw: bytes, after: str) -> None:
    keys.write_bytes(raw)
    run("keys.md", "--fix")

    assert keys.read_bytes() == after.encode()


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_file_that_is_not_utf8_is_refused(keys: Path, option: str) -> None:
    raw = KEYS.replace("Keys", "Schlüssel").encode("latin-1")
    keys.write_bytes(raw)
    result = run("keys.md", option)

    assert "warning: keys.md cannot be changed: it is not UTF-8" in result.stderr
    assert keys.read_bytes() == raw


def test_a_read_only_file_is_refused(keys: Path) -> None:
    keys.chmod(0o444)
    result = run("keys.md", "--fix")

    assert "warning: keys.md cannot be changed: it is read-only\n" in result.stderr
    assert result.exit_code == 1  # what is left is listed
    assert keys.read_bytes() == KEYS.encode()


def test_fix_and_diff_exclude_each_other(keys: Path) -> None:
    assert run("keys.md", "--fix", "--diff").exit_code == 2


def test_json_stays_json(keys: Path) -> None:
    assert run("keys.md", "--fix", "--format", "json").stdout == "[]\n"
