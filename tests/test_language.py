"""The language of an author's words is said where it is not that of the page."""

from __future__ import annotations

import pytest

import rolebook
from rolebook import Source, handbook
from rolebook.build import site
from rolebook.exports.recording import record
from rolebook.keywords import Keywords
from rolebook.pages import Options
from rolebook.parse.front_matter import language_tag

GERMAN = """\
---
language: de-AT
---

# Die Prüferin

## Overview

Sie prüft, was andere schreiben. Und was sie selbst schreibt.

## Traits

- gelassen

## Collaboration Guidelines

- **MUST** der Technical Writer ihre Befunde melden, The Writer

## Rules

### Prüfen

- **MUST** jede Änderung vor dem Zusammenführen prüfen
"""
ENGLISH = """\
# The Writer

## Traits

- calm

## Rules

- **MUST** check the spelling of each page
"""


def made(language: str = "en", theme_language: str = "en") -> dict[str, str]:
    sources = [Source("pruefer.md", GERMAN), Source("writer.md", ENGLISH)]
    book = handbook(sources, language=language)
    built = site(book, Options(papers=(), theme_language=theme_language))
    pages = {page.path: page.html for page in built.pages}
    alone = {file.path: file.content.decode() for file in built.standalone_pages()}
    return {**pages, **alone}


def test_the_field_is_read() -> None:
    (persona,) = handbook([Source("a.md", GERMAN)]).personas
    assert persona.language == "de-AT"


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de-1996", "de-1996"),
        ("es-419", "es-419"),
        ("German", ""),
        ("x", ""),
        ("qq", ""),
        ("de de", ""),
        ('de" onload="', ""),
    ],
)
def test_a_tag_is_known_or_nothing(written: str, tag: str) -> None:
    assert language_tag(written) == tag


def test_what_is_no_tag_is_reported() -> None:
    book = handbook([Source("a.md", GERMAN.replace("de-AT", "German"))])
    (found,) = (one for one in book.diagnostics if one.code == "RD006")
    assert "'German'" in found.message
    assert "language: de" in found.help
    assert book.personas[0].language == ""


def test_it_is_published() -> None:
    book = handbook([Source("a.md", GERMAN)])
    assert record(book).personas[0].language == "de-AT"


def test_the_words_of_the_author_are_marked_on_every_page() -> None:
    pages = made()
    persona = next(html for path, html in pages.items() if "gelassen" in html and path[:2] == "p/")

    assert '<span lang="de-AT">gelassen</span>' in persona
    assert '<p class="rb-mission"><span lang="de-AT">Sie prüft' in persona
    assert '<div lang="de-AT"><p>Und was sie' in persona
    assert 'lang="en"' not in persona
    statement = '<p class="rb-statement"><span lang="de-AT">jede Änderung'
    assert any(statement in html for path, html in pages.items() if path.startswith("r/"))
    # A duty, on the page of the role that it is owed to.
    assert '<span><span lang="de-AT">der Technical Writer' in pages["p/writer/"]


def test_words_in_the_language_of_the_page_are_not_marked() -> None:
    pages = made()
    assert "lang=" not in pages["p/writer/"].replace('lang="de-AT"', "")
    english = handbook([Source("a.md", ENGLISH.replace("# The", "---\nlanguage: en\n---\n# The"))])
    assert all("lang=" not in page.html for page in site(english, Options()).pages)


def test_the_page_says_its_language_where_the_theme_has_another() -> None:
    assert made(theme_language="fr")["p/writer/"].startswith('<div lang="en" dir="ltr" class="')
    assert made()["p/writer/"].startswith('<div class="rolebook')
    assert made(rolebook.messages.PSEUDO)["p/writer/"].startswith(
        '<div lang="en-XA" dir="ltr" class="'
    )


def pages(text: str, *chosen: str) -> dict[str, str]:
    book = handbook([Source("a.md", text)], keywords=Keywords(("uppercase", *chosen)))
    return {page.path: page.html for page in site(book, Options(papers=())).pages}


WARDEN = "# Wartin\n\n## Eigenschaften\n\n- ruhig\n\n## Regeln\n\n- Sie muss jedes Tor prüfen.\n"


def test_the_language_is_that_of_the_keywords_where_the_file_does_not_say() -> None:
    made = pages(WARDEN, "de")

    assert '<span lang="de">Wartin</span>' in made["p/wartin/"]
    assert '<span lang="de">ruhig</span>' in made["p/wartin/"]
    assert '<span class="rb-text"><span lang="de">Sie muss' in made["p/wartin/"]


def test_each_rule_has_the_language_of_its_keyword() -> None:
    """A file in two languages has none of its own."""
    text = f"{WARDEN}- Elle doit ranger la corde.\n- She must ring the bell.\n"
    made = pages(text, "de", "fr", "lowercase")["p/wartin/"]

    assert '<span class="rb-text"><span lang="de">Sie muss' in made
    assert '<span class="rb-text"><span lang="fr">Elle doit' in made
    assert '<span class="rb-text">She must' in made
    assert '<span lang="de">ruhig</span>' not in made


def test_what_the_file_says_comes_first() -> None:
    made = pages(f"---\nlanguage: de-AT\n---\n{WARDEN}", "de")["p/wartin/"]

    assert '<span class="rb-text"><span lang="de-AT">Sie muss' in made
    assert 'lang="de"' not in made


@pytest.mark.parametrize("path", ["p/wartin/", "p/wartin/rubric/"])
def test_a_page_says_what_knows_english_only(path: str) -> None:
    sentence = "Most of these rules aren’t in English."
    english = "# Wartin\n\n## Traits\n\n- calm\n\n## Rules\n\n- She MUST check each gate.\n"

    assert sentence in pages(WARDEN, "de")[path]
    assert sentence not in pages(english)[path]


def test_headings_of_rules_are_as_their_authors_wrote_them() -> None:
    text = f"{WARDEN}\n### Torpflege\n\n- Das Fett muss trocken liegen.\n"
    book = handbook([Source("a.md", text)], keywords=Keywords(("uppercase", "de")))

    assert '<span lang="de">Torpflege</span></h3>' in pages(text, "de")["p/wartin/"]
    assert "Torpflege" in [one.title for one in record(book).personas[0].categories]
