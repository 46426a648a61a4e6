"""Lists that are too long for one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import rolebook
from corpus import SUBJECTS, write_corpus
from rolebook.build import site
from rolebook.link.handbook import LinkKind
from rolebook.pages import Options, further_list_pages
from rolebook.pages.families import family_places
from rolebook.pages.paging import MOST, LongList, list_pages

from .reading import read_html

if TYPE_CHECKING:
    from pathlib import Path

    from rolebook.build import Site

_LISTED = re.compile(r'<li><a href="[^"]*">([^<]+)</a>')
LARGEST = 300_000
"""Bytes of a page that lists, with all of the theme around it; a browser shows it at once."""
THEME = 95_000
"""What the theme has around a page in a handbook of 215 roles."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("large")
    write_corpus(folder, 12, SUBJECTS[:5], is_wordy=True)
    return site(rolebook.load(folder), Options())


@pytest.fixture(scope="module")
def html(large: Site) -> dict[str, str]:
    """All pages by their address, those after the first ones of lists, too."""
    further = {file.path: file.content.decode() for file in further_list_pages(large.context)}
    pages = {f"{page.path}index.html": page.html for page in large.pages}
    assert not set(pages) & set(further)
    return pages | further


def _pages_of(html: dict[str, str], path: str, further: str = "") -> list[str]:
    """Return the pages of a list, as a reader comes through them with "Next page"."""
    pages = [html[f"{path}index.html"]]
    while next := re.search(r'rel="next" href="([^"]*)"', pages[-1]):
        number = re.search(r"(\d+)/(?:index\.html)?$", next[1])
        assert number
        assert int(number[1]) == len(pages) + 1
        pages.append(html[f"{further or path}{number[1]}/index.html"])
    return pages


def test_every_rule_of_a_skill_is_on_one_of_its_pages(large: Site, html: dict[str, str]) -> None:
    book, count = large.context.book, 0
    for (kind, target, framework), ids in _linked(large).items():
        concept = book.catalogues[framework].concepts[target]
        pages = _pages_of(html, f"skills/{framework}/{concept.slug}/")
        count += len(pages) > 1
        assert [id for page in pages for id in _LISTED.findall(page)] == ids, (kind, target)
        assert all(len(_LISTED.findall(page)) == MOST for page in pages[:-1])
    assert count > 3


def _linked(large: Site) -> dict[tuple[LinkKind, str, str], list[str]]:
    ids: dict[tuple[LinkKind, str, str], list[str]] = {}
    for rule in large.context.book.requirements:
        for link in large.context.book.links.get(rule.id, ()):
            if link.kind in (LinkKind.SKILL, LinkKind.COMPETENCE):
                ids.setdefault((link.kind, link.target, link.framework), []).append(rule.id)
    return ids


def test_every_rule_that_repeats_another_is_on_one_page_and_its_link_leads_there(
    large: Site, html: dict[str, str]
) -> None:
    places = family_places(large.context)
    for family in large.context.book.families:
        pages = _pages_of(html, f"f/{family.slug}/")
        listed = [id for page in pages for id in _LISTED.findall(page)]
        assert len(listed) == len(set(listed)) == family.rules
        for id in listed[:: max(1, len(listed) // 5)]:
            path, _, anchor = places[id].partition("#")
            page = html[f"{path}index.html"]
            assert id in _LISTED.findall(page)
            assert anchor in read_html(page).ids


def test_a_further_page_says_where_it_is(html: dict[str, str]) -> None:
    """It leads back to the first page and to its neighbours, and works without the theme."""
    page = read_html(html["skills/sfia/prog/2/index.html"])

    assert "Rules 201–400 of " in page.text
    assert "../../../../skills/sfia/prog/" in page.links
    assert "../../../../skills/sfia/prog/3/" in page.links
    assert '"../../../../assets/rolebook/leaf.js"' in html["skills/sfia/prog/2/index.html"]


def test_further_pages_flood_neither_the_search_nor_the_navigation(large: Site) -> None:
    records = {record["location"] for record in large.records()}

    assert "skills/sfia/prog/" in records
    assert not any(re.search(r"/\d+/$", location) for location in records)
    assert not any(re.search(r"/\d+/$", page.path) for page in large.pages)


def test_a_page_that_lists_rules_is_not_large(large: Site, html: dict[str, str]) -> None:
    lists = ("skills/", "patterns/", "f/", "team/", "review/", "rules/", "changes/", "onboarding/")
    sizes = {path: len(text.encode()) for path, text in html.items() if path.startswith(lists)}

    assert len(sizes) > 80
    assert max(sizes.values()) < LARGEST - THEME


def test_a_line_of_a_rule_is_short(large: Site) -> None:
    """On the page of its role, on average; and half as long in the lists of other pages."""
    context = large.context
    rules = context.book.requirements
    lines = sum(len(context.line(rule).encode()) for rule in rules) / len(rules)
    mentions = sum(len(context.mention(rule).encode()) for rule in rules) / len(rules)
    words = sum(len(rule.text.encode()) for rule in rules) / len(rules)

    assert lines < 500
    assert mentions - words < 130


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ((), [[]]),
        ((3,), [[3]]),
        ((4,), [[4]]),
        ((5,), [[4], [1]]),
        ((2, 3, 4), [[2, 2], [1, 3], [1]]),
        ((4, 4), [[4], [4]]),
        ((0, 9), [[4], [4], [1]]),
    ],
    ids=str,
)
def test_pages_of_four_are_full_but_for_the_last(
    sizes: tuple[int, ...], pages: list[list[int]]
) -> None:
    groups = [(n, range(size)) for n, size in enumerate(sizes)]
    found = list_pages(LongList("a/"), groups, most=4)

    assert [[len(values) for _, values in page.groups] for page in found] == pages
    assert [page.first for page in found] == [4 * n + 1 for n in range(len(pages))]
    assert [(bool(page.previous), bool(page.next)) for page in found] == [
        (n > 0, n < len(pages) - 1) for n in range(len(pages))
    ]


def test_a_list_of_one_page_has_no_pager(tmp_path: Path) -> None:
    text = "# The Tester\n\n## Traits\n- calm\n\n## Rules\n**MUST** write source code\n"
    (tmp_path / "tester.md").write_text(text, encoding="utf-8")
    made = site(rolebook.load(tmp_path), Options())

    assert not any("rb-pager" in page.html for page in made.pages)
    assert list(further_list_pages(made.context)) == []
