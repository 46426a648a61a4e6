"""The pages of what is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook import Source, handbook, load
from rolebook.build import site as made
from rolebook.messages import messages
from rolebook.pages import Options

from ..cards import facts
from .corpus import FAMILY, LONG, SECRET_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolebook.build import Site

    from .conftest import Built

SAY = messages()
BITE = "<img src=x onerror=alert(1)>"


def test_every_template_has_one_page(site: Built) -> None:
    """However many roles repeat it."""
    families = load(site.place.root / "personas").families
    pages = {path for path in site.pages if path.startswith("f/") and path != "f/index.html"}

    assert len(families) == 19
    assert pages == {f"f/{family.slug}/index.html" for family in families}
    assert f"f/{FAMILY}/index.html" in pages


def test_a_rule_says_which_template_it_repeats(site: Built) -> None:
    """Its permalink leads there; a rule of one's own has no such line."""
    assert (
        SAY("use-repeated.line", count=8, link="MUST inspect the … at dusk and at dawn")
        in site.pages["r/LK-FOG-01/index.html"].text
    )
    assert SAY("use-repeated") not in site.pages[f"r/{SECRET_ID}/index.html"].text


def test_a_role_says_how_much_is_its_own(site: Built) -> None:
    unique = SAY("origin-unique", count=1)
    repeated = SAY("origin-repeated", count=152, sentences=19)
    assert f"{unique}, {repeated}, and " in site.pages[f"{LONG}index.html"].text
    assert unique not in site.pages["p/harbour-pilot/index.html"].text


def _site(*texts: str) -> Site:
    return made(handbook([Source(f"{n}.md", text) for n, text in enumerate(texts)]), Options())


def _text(name: str, sentences: Sequence[str], own: str) -> str:
    parts = [
        f"### {crop} Requirements\n"
        + "\n".join(f"- **MUST** {one.format(f'{crop.lower()}s')}" for one in sentences)
        for crop in ("Bean", "Plum", "Leek", BITE)
    ]
    return f"# The {name}\n\n## Core Traits\n- calm\n\n## Ruleset\n\n" + "\n\n".join(
        [*parts, f"### Yard\n\n{own}\n"]
    )


def test_words_of_a_template_are_no_markup() -> None:
    """Neither in the grid nor on its page, in its title or in what search finds."""
    sentences = [
        f"sow {{}} `{BITE}` in May",
        "water {} at noon",
        "weigh {} twice",
        "store {} in *the* dark",
    ]
    pages = [
        page
        for page in _site(_text("Farmer", sentences, "- **MUST** rest")).pages
        if page.path != "data/"
    ]

    assert sum(page.path.startswith("f/") for page in pages) == 5
    assert [page.path for page in pages if "<img" in page.html] == []
    assert any("rb-grid" in page.html for page in pages)


def test_shared_rules_are_listed_once() -> None:
    """With the roles that share them; their permalinks lead to the list."""
    sentences = ["sow {} in May", "water {} at noon", "weigh {} twice", "store {} in the dark"]
    built = _site(
        *(_text(name, sentences, "- **MUST** rest at noon") for name in ("Farmer", "Cook", "Nurse"))
    )
    listed = next(page.html for page in built.pages if page.path == "f/")
    alone = {file.path: file.content.decode() for file in built.standalone_pages()}

    assert listed.count("rest at noon") == 1
    assert '<details class="rb-shelf" id="in:yard"' in listed
    say = messages()
    rules, roles = say("rule-count", count=1), say("role-count", count=3)
    assert say("families-shared-count", rules=rules, roles=roles) in listed
    uses = facts(alone.__getitem__, "FAR-YARD-01")[SAY("rule-uses")]
    assert any('href="../../f/#in:yard"' in use and "By 3 roles" in use for use in uses)


def test_without_repetition_the_list_says_so() -> None:
    page = next(
        page for page in _site("# Doc\n\nServers MUST answer.\n").pages if page.path == "f/"
    )

    assert messages()("families.none") in page.html


def test_a_document_has_its_grid_folded() -> None:
    """Its rules stay in the order of the source; the grid stands above them."""
    things = ("Knives", "Boards", "Pans")
    words = ("wash {} daily", "dry {} at once", "count {} weekly", "lend {} to nobody")
    parts = [
        f"## {one}\n\n" + "\n".join(f"- Staff MUST {w.format(one.lower())}." for w in words)
        for one in things
    ]
    page = next(
        page
        for page in _site("# Kitchen\n\n" + "\n\n".join(parts)).pages
        if page.path.startswith("d/")
    )

    assert '<details class="rb-shelf" id="grid">' in page.html
    assert page.html.count('<td><a href="#') == 12
    assert page.html.count('class="rb-rule"') == 12
