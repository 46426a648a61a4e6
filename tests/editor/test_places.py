"""What an editor is told about a place: hovers, definitions, references, completions, outlines."""

from rolebook import Source, handbook
from rolebook.editor.acting import actions, fix_all
from rolebook.editor.completing import completions
from rolebook.editor.hovering import hover
from rolebook.editor.leading import definition, references
from rolebook.editor.outline import outline, symbols
from rolebook.editor.places import Cursor
from rolebook.link.handbook import Handbook
from rolebook.model.source import Span

BAKER = """\
---
code: BKR
---
# The Baker

## Overview

The Baker makes bread. It is early work.

## Rules

### Dough Rules

- **MUST** test each dough for ten minutes
- **SHOULD** follow BKR-DOUG-01 and [the mill](owl.md)

## Collaboration Guidelines

- **MUST** work with The Night Owl and The Taster

## SFIA 9 Mapping

| Skill | Code | Level |
|---|---|---|
| Functional testing | TEST | 3-4 |
"""
OWL = "# The Night Owl\n\n## Traits\n- calm\n\n## Rules\n- **MUST** wake the Baker\n"
TEXTS = {"baker.md": BAKER, "owl.md": OWL}


def book(texts: dict[str, str] | None = None) -> Handbook:
    return handbook([Source(path, text) for path, text in (texts or TEXTS).items()])


def place(words: str, path: str = "baker.md") -> Cursor:
    """Return the place in the middle of words."""
    at = TEXTS[path].index(words) + len(words) // 2
    before = TEXTS[path][:at]
    return Cursor(path, before.count("\n") + 1, at - before.rfind("\n"))


def hovered(words: str, path: str = "baker.md") -> str:
    about = hover(book(), place(words, path))
    return about[0] if about else ""


def led(words: str, path: str = "baker.md") -> str:
    return str(definition(book(), place(words, path)))


def named(words: str, path: str = "baker.md") -> list[str]:
    return list(map(str, references(book(), place(words, path))))


def typed(line: str, *, after: str = "", below: str = "") -> list[str]:
    """Return what is proposed at the end of a line, in place of what was typed of it."""
    lines = [*below.split("\n"), f"{line}{after}"]
    items = completions(book(), lines, Cursor("baker.md", len(lines), len(line) + 1))
    return [item.insert for item in items]


def test_a_rule_says_what_it_links_to() -> None:
    text = hovered("each dough")
    assert text.startswith("**BKR-DOUG-01** MUST\n\ntest each dough for ten minutes")
    assert "Links to Functional testing (TEST)" in text


def test_a_role_says_what_it_is_for() -> None:
    text = hovered("Baker", "owl.md") or hovered("the Baker", "owl.md")
    assert text == "**The Baker**\n\nThe Baker makes bread.\n\n2 rules, 1 duty  \n`baker.md`"


def test_a_role_without_a_file_says_so() -> None:
    assert hovered("Taster") == "**Taster**\n\nNo file describes this role."


def test_a_skill_says_who_asks_for_it() -> None:
    text = hovered("TEST")
    assert text.startswith("**TEST** Functional testing (SFIA 9)\n\nDefined at levels ")
    assert text.endswith("- Baker asks for level 3–4")


def test_words_that_mean_nothing_say_nothing() -> None:
    assert hovered("early work") == ""


def test_a_role_leads_to_its_title() -> None:
    assert led("Night Owl") == "owl.md:1:7"
    assert led("the Baker", "owl.md") == "baker.md:4:7"


def test_an_id_leads_to_its_rule_and_a_path_to_its_file() -> None:
    assert led("BKR-DOUG-01") == "baker.md:14:3"
    assert led("owl.md") == "owl.md:1:1"


def test_a_role_is_named_in_its_title_and_in_rules() -> None:
    assert named("Night Owl") == ["baker.md:19:26", "owl.md:1:7"]


def test_a_rule_is_named_by_its_id() -> None:
    assert named("each dough") == ["baker.md:14:3", "baker.md:15:21"] == named("BKR-DOUG-01")


def test_a_skill_is_named_in_tables() -> None:
    assert named("TEST") == ["baker.md:25:24"]


def test_keywords_are_proposed_in_bold() -> None:
    assert typed("- **SH") == ["SHOULD** ", "SHOULD NOT** "]
    assert typed("- **MUS", after="**") == ["MUST", "MUST NOT"]


def test_ids_are_proposed_in_brackets() -> None:
    assert typed("see [BKR-D") == ["BKR-DOUG-01", "BKR-DOUG-02"]


def test_codes_are_proposed_in_the_table_of_skills() -> None:
    table = "## SFIA 9 Mapping\n\n| Skill | Code | Level |\n|---|---|---|"
    assert "TEST" in typed("| Functional testing | TE", below=table)
    assert "Functional testing" in typed("| functional te", below=table)
    assert typed("| Functional testing | TEST | 3", below=table) == []
    assert typed("| Functional testing | TE", below="## Rules") == []


def test_roles_are_proposed_where_a_capital_begins() -> None:
    assert typed("- MUST ask Nig") == ["Night Owl"]
    assert typed("- MUST ask Ask the Night O") == ["Night Owl"]
    assert "Night Owl" in typed("- MUST work with The ")
    assert typed("- MUST ask the ") == []


def test_a_duty_gets_the_article_of_the_name() -> None:
    duties = "## Collaboration Guidelines\n"
    assert typed("- MUST ask Nig", below=duties) == ["The Night Owl"]
    assert "The Night Owl" in typed("- MUST work with ", below=duties)


def test_rules_are_below_their_headings() -> None:
    (title,) = outline(book(), "baker.md")
    names = {symbol.name: [rule.name for rule in symbol.below] for symbol in title.below}
    assert title.name == "The Baker"
    assert names["Rules"] == ["Dough Rules"]
    assert names["Collaboration Guidelines"] == ["MUST work with The Night Owl and The Taster"]
    assert (title.span.last_line, title.below[0].span.last_line) == (26, 10)


def test_roles_and_rules_are_found_by_words() -> None:
    assert next(symbol.name for symbol in symbols(book(), "owl")) == "Night Owl"
    assert [symbol.detail for symbol in symbols(book(), "minutes dough")] == ["The Baker"]


def test_a_misspelled_name_can_be_replaced() -> None:
    texts = {**TEXTS, "baker.md": BAKER.replace("The Night Owl", "The Night Owwl")}
    again = book(texts)
    source = Source("baker.md", texts["baker.md"])
    found = actions(again, source, Span("baker.md", 19))
    assert [one.title for one in found] == ["Replace with “Night Owl”", "Explain XR001"]
    assert [(edit.span.column, edit.replacement) for edit in found[0].edits] == [(26, "Night Owl")]


def test_all_that_can_be_fixed_is_fixed_at_once() -> None:
    source = Source("a.md", "# Keys\n\nKeys MUST not break.\n\nYou MUST not share 🔑.\n")
    action = fix_all(handbook([source]), source, lambda sources: handbook(list(sources)))
    assert action
    assert [(edit.span.line, edit.replacement) for edit in action.edits] == [
        (3, "Keys MUST NOT break.\n"),
        (5, "You MUST NOT share 🔑.\n"),
    ]
