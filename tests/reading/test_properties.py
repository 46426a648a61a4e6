"""What is true of every text: whatever stands in a file, it is read without failing and without losing a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.input.files import markdown_text
from rolebook.keywords import Keywords, names
from rolebook.model import Document, Found, Persona, Requirement
from rolebook.model.source import Source, Span
from rolebook.parse import parse
from rolebook.parse.coverage import uncovered_lines
from rolebook.rfc2119 import LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolebook.model.diagnostics import Diagnostic

KEYWORDS = (
    *LEVELS,
    "MUST not",
    "**MUST**",
    "**MUST** not",
    "_SHOULD_",
    "**must**",
    "**MUST** **NOT**",
    '"MUST"',
)
WORDS = (
    *(
        "the",
        "Otter",
        "The Otter Keeper",
        "pond",
        "fish",
        "if",
        "When",
        "it",
        "rains,",
        "and",
        "or",
        "e.g.",
        "etc.",
        "a",
    ),
    *(
        "`code`",
        "``",
        "`",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<br>",
        "[link](x.md)",
        "[a]",
        "](",
        "![",
        "*",
        "**",
        "_",
        "\\",
    ),
    *(
        "{#OT-1}",
        "<!-- #OT-2 -->",
        '<a name="x">',
        "https://example.org/MUST",
        "|",
        "\\|",
        ":",
        ".",
        ";",
        "\t",
        "é",
        "🦦",
    ),
    *(
        "\u00a0",
        "\u2028",
        "\x85",
        "\x0c",
        "&amp;",
        "&nbsp;",
        "\u00ad",
        "never",
        "•",
        "<br>• ",
        "RFC 2119",
        "key words",
        "(",
        ")",
        "[x]",
        "means",
        "is",
        "  ",
        "1.",
    ),
)
MARKERS = (
    "",
    "",
    "- ",
    "* ",
    "1. ",
    "> ",
    ">",
    "# ",
    "## ",
    "### ",
    "    ",
    "\t",
    "  ",
    "- - ",
    "> - ",
    "| ",
    "• ",
    "•",
    "– ",
    "o\t",
    "\\- ",
    "1\\. ",
    "- • ",
    "> • ",
    "  ◦ ",
    "- [ ] ",
)
LINES = (
    *(
        "",
        "---",
        "+++",
        "***",
        "===",
        "```",
        "~~~",
        "|a|b|",
        "|-|-|",
        "| MUST | swim | far |",
        "<table>",
        "</td>",
    ),
    *(
        "<ul><li>The otter MUST swim</li>",
        "[a]: https://example.org",
        "[^1]: MUST swim",
        "title: Otter",
        "tags: [a",
        "-",
    ),
    *(
        "# The Otter Keeper",
        "## Core Personality Traits",
        "## Collaboration Guidelines",
        "## References",
        "## MUST NOT",
    ),
    *(
        "## SFIA 9 Mapping",
        "## ESCO Mapping",
        "## Knowledge Areas",
        "## Requirement 1.2",
        "## Related Design Patterns",
    ),
    *(
        "| Skill | Code | Level |",
        "|---|---|---|",
        "| Diving | DIVE | 3-4 |",
        "| a | b | MUST c | d |",
        "The otter MUST:",
    ),
)

keywords = st.sampled_from(KEYWORDS)
words = st.one_of(st.sampled_from(WORDS), keywords)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)
lines = st.one_of(
    st.sampled_from(LINES), st.builds("{}{}".format, st.sampled_from(MARKERS), sentences)
)
documents = st.lists(lines, max_size=14).map("\n".join)
texts = st.one_of(
    documents, st.text(max_size=200), st.text('MUSTNOA *_`<>-|:#\n\t[]().!\\"&', max_size=120)
)


def source_of(text: str) -> Source:
    return Source("otter.md", markdown_text(text.encode("utf-8", "replace"), "otter.md")[0])


def read(
    text: str, *, keywords: Keywords | None = None
) -> tuple[Source, Document | None, list[Diagnostic]]:
    source = source_of(text)
    return source, *parse(source, keywords=keywords)


def spans(model: Document | None) -> Iterator[Span]:
    if model is None:
        return
    groups: list[tuple[Any, ...]] = [
        model.headings,
        model.requirements,
        model.passages,
        model.references,
    ]
    groups.append(model.categories)
    if isinstance(model, Persona):
        groups += [model.traits, model.responsibilities, model.patterns, model.knowledge]
        groups += [model.skills, model.competences, model.agents]
    for group in groups:
        yield from (record.span for record in group)
    for requirement in model.requirements:
        yield from (name.span for name in requirement.names)


@settings(max_examples=400, deadline=None)
@given(texts, st.sets(st.sampled_from(names())))
def test_every_text_is_read_and_no_line_is_lost(text: str, chosen: set[str]) -> None:
    """Reading does not raise, and each line belongs to a record or a diagnostic."""
    source, model, diagnostics = read(text, keywords=Keywords(tuple(sorted(chosen))))

    assert uncovered_lines(source, model, diagnostics) == []


@settings(max_examples=250, deadline=None)
@given(texts)
def test_spans_lie_inside_their_file(text: str) -> None:
    """A place that a record or a diagnostic names exists."""
    source, model, diagnostics = read(text)
    lengths = [len(line) for line in source.lines]

    for span in [*spans(model), *(diagnostic.span for diagnostic in diagnostics)]:
        assert 1 <= span.line <= span.last_line <= len(lengths)
        assert 1 <= span.column <= lengths[span.line - 1] + 1
        assert 0 <= span.end_column <= lengths[span.last_line - 1] + 1
        assert span.end_line or not span.end_column
        assert (span.line, span.column) <= (
            span.last_line,
            span.end_column or lengths[span.last_line - 1] + 1,
        )


@settings(max_examples=150, deadline=None)
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    """Nothing is remembered from one file to the next."""
    assert read(text)[1:] == read(text)[1:]


@settings(max_examples=250, deadline=None)
@given(documents)
def test_a_requirement_stands_where_its_span_says(text: str) -> None:
    """The first line of the raw text begins at the span; the others follow, behind the markers of their container."""
    source, model, _ = read(text)

    for requirement in model.requirements if model else ():
        assert stands_at_its_span(requirement, source.lines)


def stands_at_its_span(requirement: Requirement, lines: list[str]) -> bool:
    span = requirement.span
    first, *others = requirement.raw.split("\n")
    if requirement.found is Found.CELL:
        return first in lines[span.line - 1]
    at_start = lines[span.line - 1][span.column - 1 :].startswith(first)
    below = lines[span.line : span.line + len(others)]
    return at_start and all(
        written.strip() in line for written, line in zip(others, below, strict=True)
    )


RULE = re.compile(r"[a-z]+( [a-z]+){1,4}")
verbs = st.sampled_from(["MUST", "MUST NOT", "SHALL", "SHOULD", "SHOULD NOT", "MAY"])
# "cf." and the like end no sentence, and the next line would go on with it.
rules = st.lists(
    st.tuples(verbs, st.from_regex(RULE, fullmatch=True)), min_size=1, max_size=12
).filter(
    lambda pairs: (
        not any(
            re.search(
                r"\b(?:no|none|nobody|nothing|neither|not|never|is|are|was|were|means|indicates|denotes|cf|vs|resp|incl)\b",
                said,
            )
            for _, said in pairs
        )
    )
)
forms = st.sampled_from(
    [
        ("**{0}** {1}", "\n"),
        ("{0} {1}", "\n"),
        ("- **{0}** {1}", "\n"),
        ("1. {0} {1}", "\n\n"),
        ("> **{0}** {1}", "\n>\n"),
        ("The otter {0} {1}.", "\n"),
        ("The otter **{0}** {1}.", "\n\n"),
        ("| {0} | {1} |", "\n"),
        ("- If it rains, the otter {0} {1}", "\n"),
    ]
)


@settings(max_examples=250, deadline=None)
@given(rules, forms)
def test_as_many_requirements_as_rules(pairs: list[tuple[str, str]], form: tuple[str, str]) -> None:
    """Rules that are written properly come out with their levels, words and lines, in order."""
    pattern, between = form
    head = "# Otters\n\n" + ("| Level | Rule |\n|---|---|\n" if pattern.startswith("|") else "")
    text = head + between.join(pattern.format(*pair) for pair in pairs)
    first, step = head.count("\n") + 1, between.count("\n")

    _, model, diagnostics = read(text)

    assert model is not None
    found = model.requirements
    assert [(r.keyword, r.level) for r in found] == [(verb, LEVELS[verb]) for verb, _ in pairs]
    assert all(said in r.text for r, (_, said) in zip(found, pairs, strict=True))
    assert [r.span.line for r in found] == [first + step * n for n in range(len(pairs))]
    assert [d.code for d in diagnostics] == []


# What begins an item in one program or another.
MORE_BULLETS = (
    "• ",
    "•\t",
    "•",
    "▪ ",
    "· ",
    "◦ ",
    "‣ ",
    "● ",
    "○ ",
    "■ ",
    "➤ ",
    "✓ ",
    "✔ ",
    "o\t",
    "\uf0b7\t",
)
WEAK_BULLETS = ("– ", "— ", "→ ", "\\- ", "\\* ", "1\\. ")
bullets = st.sampled_from(["- ", "* ", *MORE_BULLETS, *WEAK_BULLETS])
SPACES = (" ", "  ", "\u00a0", "\u2009", "\u200b", "&nbsp;", "&#32;", "\n  ", "\\\n  ")
TAGS = ("<br>", "<br/>", "** **", "</b> <b>", " <!-- x --> ", "*&ensp;*")
gaps = st.sampled_from([*SPACES, *TAGS])
levels = st.sampled_from(
    ["MUST", "MUST NOT", "SHALL NOT", "SHOULD", "SHOULD NOT", "NOT RECOMMENDED", "MAY"]
)
separators = st.sampled_from(["\n", "\n\n", "  \n", "<br>\n"])
plain_words = st.sampled_from(["wave", "wash the deck", "greet each guest by name"])
items = st.lists(st.tuples(levels, gaps, plain_words), min_size=1, max_size=6)
openers = {"** **": ("**", "**"), "</b> <b>": ("<b>", "</b>"), "*&ensp;*": ("*", "*")}


def spelled(level: str, gap: str) -> str:
    """Return a keyword with something between its words, and with what that opens and closes around them."""
    before, after = openers.get(gap, ("", "")) if " " in level else ("", "")
    return f"{before}{level.replace(' ', gap)}{after}"


@settings(max_examples=400, deadline=None)
@given(items, bullets, separators, st.sampled_from(["{0} {1}", "The otter {0} {1}"]))
def test_a_list_is_read_whatever_its_bullets_and_gaps(
    rules: list[tuple[str, str, str]], bullet: str, separator: str, form: str
) -> None:
    """Level and words are those of the item, in every style of list, and no bullet is part of them."""
    lines = [bullet + form.format(spelled(level, gap), said) for level, gap, said in rules]

    source, model, diagnostics = read("# Otters\n\n" + separator.join(lines) + "\n")

    assert model is not None
    assert [r.level for r in model.requirements] == [LEVELS[level] for level, _, _ in rules]
    texts = [r.text.removesuffix("<br>").strip() for r in model.requirements]
    assert all(text.endswith(said) for text, (_, _, said) in zip(texts, rules, strict=True))
    assert not any(r.text.startswith(bullet.strip()) for r in model.requirements)
    assert uncovered_lines(source, model, diagnostics) == []
    assert [d.code for d in diagnostics] == []


negations = st.sampled_from(
    ["", "never ", "NEVER ", "not ", "NOT ", "do not ", "Don't ", "**never** ", "at no time "]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(negations, plain_words), min_size=1, max_size=5),
    bullets,
    st.sampled_from(["MUST", "SHOULD"]),
)
def test_an_item_that_says_no_below_a_lead_is_a_prohibition(
    said: list[tuple[str, str]], bullet: str, lead: str
) -> None:
    """The lead gives its level, the item its negation, which is not said twice."""
    text = f"# Otters\n\nThe otter {lead}:\n" + "\n".join(
        f"{bullet}{no}{words}" for no, words in said
    )

    _, model, diagnostics = read(text)

    assert model is not None
    assert [r.level.value for r in model.requirements] == [
        f"{lead} NOT" if no else lead for no, _ in said
    ]
    assert [r.text for r in model.requirements] == [words for _, words in said]
    assert [d.code for d in diagnostics] == []


@given(st.lists(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=6))
def test_every_keyword_has_one_of_five_levels(written: list[str]) -> None:
    """All words of BCP 14 are known, alone in a list item each."""
    _, model, _ = read("\n".join(f"- Water {keyword} stay" for keyword in written))

    assert model is not None
    assert [r.level for r in model.requirements] == [Level(LEVELS[keyword]) for keyword in written]
