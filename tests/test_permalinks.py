"""The files of the pages of rules: what can be read without scripts, their size, and when they are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.input.files import Made
from rolebook.messages import messages
from rolebook.pages import SCRIPTS, Options, SiteContext, assets, permalinks

from .cards import card, facts, read_data
from .literals import script_literals
from .site.corpus import lamp_keeper
from .site.reading import read_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook

SAY = messages()
BITE = "<img src=x onerror=alert(1)>"
PLAN = """\
# The Keeper

## Traits

- calm

## Rules

### Gates

A gate:

- MUST be closed at `night`
- MUST be either:
  - locked
  - watched

### Lamps

- If it rains, lamps SHOULD burn. They show the way.
"""
MOST_BYTES = 1_600
"""Of a rule, its share of the cards included; 5,700 where each page had everything."""


def files(book: Handbook, options: Options | None = None) -> list[Made]:
    made = list(permalinks(SiteContext(book, options or Options())))
    return [file for file in made if isinstance(file, Made)]


def texts(book: Handbook, options: Options | None = None) -> dict[str, str]:
    return {file.path: file.content.decode() for file in files(book, options)}


def page(book: Handbook, n: int, options: Options | None = None) -> str:
    return texts(book, options)[f"r/{book.requirements[n].id}/index.html"]


def test_without_scripts_a_page_has_the_rule_and_its_place(book: Callable[..., Handbook]) -> None:
    keeper = book(PLAN)
    first, second, _ = keeper.requirements
    html = page(keeper, 1)

    assert f"<title>{second.id} – Keeper – Handbook</title>" in html
    assert '<meta name="description" content="MUST be either: locked; watched">' in html
    text = " ".join(read_html(html).text.split())
    assert f"Keeper › Gates {second.id} MUST A gate: be either: lockedwatched" in text
    assert "be closed at <code>night</code>" in page(keeper, 0)
    assert f"{SAY('rule-previous')} {first.id}" in text


@pytest.mark.parametrize(("has_folders", "index"), [(True, ""), (False, "index.html")])
def test_without_scripts_its_links_lead_on(
    book: Callable[..., Handbook], has_folders: bool, index: str
) -> None:
    """Home, to the explorer, into the context, and to the rules before and after."""
    keeper = book(PLAN)
    first, second, third = (rule.id for rule in keeper.requirements)
    html = page(keeper, 1, Options(directory_urls=has_folders))

    assert [link for link in read_html(html).links if not link.startswith("data:")] == [
        "../../assets/rolebook/rolebook.css",
        "../../assets/rolebook/leaf.js",
        f"../../{index}",
        f"../../rules/{index}",
        f"../../p/keeper/{index}#{second}",
        f"../{first}/{index}",
        f"../{third}/{index}",
    ]


def test_scripts_add_the_rest(book: Callable[..., Handbook]) -> None:
    """A reason, a condition and where the rule is from, which the page itself does not have."""
    keeper = book(PLAN)
    rule = keeper.requirements[2]
    found = facts(texts(keeper).__getitem__, rule.id)

    assert found[SAY("rule-why")] == ["They show the way.", SAY("rule-why.noted")]
    assert found[SAY("rule-condition")] == ["If it rains"]
    assert found[SAY("rule-source")] == ["<code>0.md:20</code>"]
    assert "They show the way" not in page(keeper, 2)


def test_a_line_of_the_source_is_linked_where_it_is_on_the_web(
    book: Callable[..., Handbook],
) -> None:
    keeper = book(PLAN)
    options = Options(source_url="https://git.example/{path}#L{line}")
    (source,) = facts(texts(keeper, options).__getitem__, keeper.requirements[2].id)[
        SAY("rule-source")
    ]

    assert source == '<a href="https://git.example/0.md#L20">0.md:20</a>'


def test_equal_rules_are_named_and_the_rest_counted(book: Callable[..., Handbook]) -> None:
    """Each with its place, whether their numbers are the same or not."""
    other = "# The {}\n\n## Traits\n- calm\n\n## Rules\n{}- MUST rest\n"
    roles = [other.format(f"Role {chr(65 + n)}", "- MAY sing\n" * (n == 1)) for n in range(15)]
    made = book(*roles)
    same = facts(texts(made).__getitem__, made.requirements[0].id)[SAY("rule-same")]

    assert same[0] == '<a href="../RB-RULE-02/">RB-RULE-02</a> Role B, Rules'
    assert same[1] == '<a href="../RC-RULE-01/">RC-RULE-01</a> Role C, Rules'
    assert same[12] == SAY("rule-same-more", count=2)


def test_words_of_another_language_are_marked(book: Callable[..., Handbook]) -> None:
    made = handbook([Source("a.md", f"---\nlanguage: de\n---\n{PLAN}")])
    all_texts = texts(made)
    first = made.requirements[0].id

    assert f'<a href="../../p/keeper/#{first}"><span lang="de">Keeper</span></a>' in page(made, 0)
    assert read_data(all_texts["p/keeper/cards.js"])["language"] == "de"
    assert read_data(texts(book(PLAN))["p/keeper/cards.js"])["language"] == ""


def test_what_authors_write_is_no_markup() -> None:
    """Neither on the page nor in the cards, which scripts put on it as HTML."""
    text = (
        f"# The Keeper `{BITE}`\n\n## Traits\n- calm\n\n## Rules\n\n### Gates `{BITE}`\n\n"
        f'- **MUST** close `{BITE}` "gates" & <b>doors</b>. Or `{BITE}` bites.\n'
        f"- When `{BITE}` rings, wardens MUST listen\n\n"
        f"## Related Design Patterns\n\n- `{BITE}` gates Pattern\n"
    )
    book = handbook([Source(f"{name}.md", text) for name in ("a", "b")])
    made = texts(book)
    cards = [read_data(made[path]) for path in made if path.endswith("cards.js")]

    assert [path for path, content in made.items() if path[:2] == "r/" and "<img" in content] == []
    assert len(cards) == 2
    assert [html for one in cards for html in one["html"] if "<img" in html] == []
    assert [html for one in cards for html in one["html"] if "<b>" in html] == []
    assert BITE in card(made.__getitem__, book.requirements[0].id)["words"]


def test_a_rule_takes_few_bytes() -> None:
    book = handbook([Source("lamp-keeper.md", lamp_keeper())])
    made = files(book)

    assert len(book.requirements) == 156
    assert sum(len(file.content) for file in made) / len(book.requirements) <= MOST_BYTES


def test_files_are_the_same_in_whichever_order_they_are_made() -> None:
    sources = [Source("lamp-keeper.md", lamp_keeper()), Source("keeper.md", PLAN)]
    forth, back = (files(handbook(sources)) for _ in range(2))
    last_first = {file.path: file.content for file in reversed(back)}

    assert {file.path: file.content for file in forth} == last_first


def test_making_one_makes_no_other() -> None:
    made = files(handbook([Source("lamp-keeper.md", lamp_keeper()), Source("keeper.md", PLAN)]))
    cards = next(file for file in made if file.path == "p/keeper/cards.js")

    assert cards.content
    assert [file.path for file in made if "content" in vars(file)] == [cards.path]


def test_the_scripts_of_a_small_page_are_those_of_the_theme() -> None:
    """They are listed in a script, so that thousands of pages need not list them."""
    (leaf,) = (file for file in assets(SAY) if file.path.endswith("/leaf.js"))
    literals = script_literals(leaf.content.decode())
    listed = [one for one in literals if re.fullmatch(r"[\w/]+\.js|[a-z]+", one)]
    names = [name.removeprefix("page/").removesuffix(".js") for name in SCRIPTS]

    assert [
        name.removesuffix(".js") for name in listed if name.removesuffix(".js") in names
    ] == names


def test_data_are_one_line_that_calls_one_function(book: Callable[..., Handbook]) -> None:
    """So that a script with them also runs from a file."""
    script = texts(book(PLAN))["p/keeper/cards.js"]

    assert script.startswith('rolebookData("p/keeper/cards",JSON.parse(\'')
    assert script.count("\n") == 1
