"""Whatever a file holds and wherever the cursor is, an editor gets an answer."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from rolebook import OperatorError, Source, handbook
from rolebook.editor.acting import actions, fix_all
from rolebook.editor.completing import completions
from rolebook.editor.hovering import hover
from rolebook.editor.leading import definition, references
from rolebook.editor.outline import Symbol, outline, symbols
from rolebook.editor.places import Cursor, whole
from rolebook.editor.renaming import rename
from rolebook.model.source import Span, as_read

_PIECES = (
    *("# The Baker\n", "# \n", "## Rules\n", "## Collaboration Guidelines\n", "## SFIA 9\n", "\n"),
    *("| Skill | Code | Level |\n|---|---|---|\n", "| Testing | TEST | 3 |\n", "|", "- ", "**"),
    *("**MUST** work with The Miller", " and\n  The Night\n> Owl's", " [BAK-1](a.md)", "`a.md`"),
    *(
        "---\n",
        "title: The Baker\n",
        "MUST not ",
        "🥖",
        "\t",
        "\x0c",
        "\u2028",
        "the Millers ",
        "[",
    ),
    *("<table><tr><td>MUST bake</td></tr></table>\n", "```\n", "1. SHOULD rest\n", "\r", "\0"),
)
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=25).map("".join)
PLACES = st.tuples(st.integers(0, 60), st.integers(0, 200))
OTHER = Source("b.md", "# The Miller\n\n## Traits\n- calm\n\n## Rules\n- MUST mill for the Baker\n")


@given(TEXTS, PLACES, st.text(max_size=8))
def test_nothing_raises(text: str, place: tuple[int, int], words: str) -> None:
    source = Source("a.md", as_read(text))
    book = handbook([source, OTHER])
    at = Cursor("a.md", *place)
    hover(book, at)
    spans = [definition(book, at), *references(book, at)]
    items = completions(book, source.lines, at)
    found = actions(book, source, Span("a.md", max(place[0], 1)))
    every = fix_all(book, source, lambda sources: handbook(list(sources)))
    spans += [symbol.span for symbol in _all(outline(book, "a.md"))]
    spans += [symbol.span for symbol in symbols(book, words)]
    spans += [item.span for item in items if at.line <= len(source.lines)]
    spans += [edit.span for one in (*found, *([every] if every else [])) for edit in one.edits]
    with suppress(OperatorError):  # most places are not the name of a role
        spans += [edit.span for edit in rename(book, at, "The Cook")]
    lines = {"a.md": source.lines, "b.md": OTHER.lines}
    for span in filter(None, spans):
        assert whole(span, lines[span.path]) == span


def _all(symbols: list[Symbol]) -> list[Symbol]:
    below = [one for symbol in symbols for one in _all(symbol.below)]
    return [*symbols, *below]
