"""The table of a persona's sections: one entry is enough to read, show, list, reserve and find one."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest

import rolebook.messages
from rolebook import Source, handbook
from rolebook.build import site
from rolebook.identity.reserved import reserved
from rolebook.pages import Options
from rolebook.parse.readers import read_entries
from rolebook.parse.sections import SECTIONS, PersonaSection, parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from rolebook import Handbook
    from rolebook.pages import Page

TEMPLATES = {
    file.name: file for file in resources.files("rolebook").joinpath("templates").iterdir()
}
OF_PERSONA = re.compile(r"(?:persona[\w-]*|parts|line|grid|graph)\.html")
OATHS = """\
# The Tester

## Traits

- calm

## Oaths

The watch swears gladly.

- Never to sleep on duty

## Rules

- **MUST** write the tests of each change first {#oaths}
"""


@pytest.fixture
def with_oaths(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handbook]:
    """A handbook that knows one section more: an entry of the table and its title."""
    english = rolebook.messages.catalogue("en")
    monkeypatch.setattr(
        rolebook.messages, "catalogue", lambda _: f"{english}\npart-oaths = Oaths\n"
    )
    monkeypatch.setitem(
        SECTIONS, "oaths", PersonaSection("oaths", "oaths", ("oaths",), read_entries)
    )
    rolebook.messages._read.cache_clear()
    yield handbook([Source("tester.md", OATHS)])
    rolebook.messages._read.cache_clear()


def page(book: Handbook) -> Page:
    return next(page for page in site(book, Options()).pages if page.path == "p/tester/")


def test_a_new_section_is_read(with_oaths: Handbook) -> None:
    (persona,) = with_oaths.personas
    assert [(entry.section, entry.text) for entry in persona.entries] == [
        ("oaths", "Never to sleep on duty")
    ]
    assert not [one for one in with_oaths.diagnostics if one.code == "ST001"]


def test_a_section_has_its_own_entries_only(with_oaths: Handbook) -> None:
    (persona,) = with_oaths.personas
    shared = {
        key: [entry.text for entry in section.records(persona)]
        for key, section in SECTIONS.items()
        if section.field == "entries"
    }

    assert {key: texts for key, texts in shared.items() if texts} == {
        "oaths": ["Never to sleep on duty"]
    }


def test_a_new_section_is_shown_with_its_prose(with_oaths: Handbook) -> None:
    html = page(with_oaths).html
    start = html.index('<section aria-labelledby="oaths">')
    section = html[start : html.index("</section>", start)]

    assert "The watch swears gladly." in section
    assert "<li>Never to sleep on duty</li>" in section
    assert 'id="more"' not in html


def test_a_new_section_is_in_the_table_of_contents(with_oaths: Handbook) -> None:
    assert ("Oaths", "oaths") in [(entry.title, entry.anchor) for entry in page(with_oaths).toc]


def test_a_new_section_has_its_anchor_for_itself(with_oaths: Handbook) -> None:
    (rule,) = with_oaths.requirements
    assert rule.id == "oaths-2"
    assert page(with_oaths).html.count('id="oaths"') == 1


def test_a_new_section_is_found(with_oaths: Handbook) -> None:
    (record,) = (
        one for one in site(with_oaths, Options()).records() if one["location"] == "p/tester/"
    )
    assert "Never to sleep on duty" in record["text"]
    assert "The watch swears gladly." in record["text"]


def test_a_new_section_is_published(with_oaths: Handbook) -> None:
    files = {file.path: file.content for file in site(with_oaths, Options()).data}
    (persona,) = json.loads(files["data/handbook.json"])["personas"]
    (entry,) = persona["entries"]
    assert (entry["section"], entry["text"]) == ("oaths", "Never to sleep on duty")


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_prose_is_printed_once(section: PersonaSection) -> None:
    """By the page at the head of the part, or by the template that has a place for it."""
    printed = [
        name for name, file in TEMPLATES.items() if f'prose_of("{section.key}")' in text(file)
    ]
    assert len(printed) == section.has_own_place


@pytest.mark.parametrize("part", [part for part, _ in parts()])
def test_every_part_has_a_template_or_only_lists(part: str) -> None:
    sections = [section for section in SECTIONS.values() if section.part == part]
    assert f"persona-{part}.html" in TEMPLATES or all(one.field == "entries" for one in sections)


def test_every_name_opens_one_section() -> None:
    names = [name for section in SECTIONS.values() for name in section.names]
    assert sorted(names) == sorted(set(names))
    assert all(set(section.sure_names) <= set(section.names) for section in SECTIONS.values())


@pytest.mark.parametrize("name", sorted(filter(OF_PERSONA.fullmatch, TEMPLATES)))
def test_every_anchor_of_a_template_is_reserved(name: str) -> None:
    """Of rules and categories, they are made from what has a colon or an ID of its own."""
    made = r"shelf\.anchor|part\.anchor|anchor|requirement\.id"
    for anchor in re.findall(r'\bid="([^"]+)"', text(TEMPLATES[name])):
        assert anchor in reserved() or re.fullmatch(rf"{{{{ (?:{made}) }}}}", anchor)
    for anchor in re.findall(r'heading\(\d, "([^"]+)"', text(TEMPLATES[name])):
        assert anchor in reserved()


def test_no_rule_takes_an_anchor_of_its_page() -> None:
    """Whatever an author writes: every ID of a page is there once."""
    names = sorted(reserved())
    rules = "".join(f"- **MUST** keep promise number {name} {{#{name}}}\n" for name in names)
    body = resources.files("rolebook").joinpath("starter/files/service-engineer.md")
    written = f"{text(body)}\n## Promises\n\n{rules}"
    book = handbook([Source("tester.md", written)])
    (persona,) = book.personas
    html = next(one.html for one in site(book, Options()).pages if one.title == persona.title)
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert sorted(ids) == sorted(set(ids))
    assert reserved().isdisjoint(rule.id for rule in persona.requirements)


def text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
