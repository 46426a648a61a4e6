from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rolebook import Source
from rolebook.identity.draft import draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook

RULES = "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n\n"


def ids(handbook: Handbook) -> list[str]:
    return [requirement.id for requirement in handbook.requirements]


def test_an_id_is_persona_category_number(book: Callable[..., Handbook]) -> None:
    """An id can be said: the persona's initials, a short form of the category, a number."""
    found = book(
        "# The Backend Developer\n\n## Traits\n- calm\n\n## Ruleset\n\n### API Design Requirements\n**MUST** a\n"
    )
    assert ids(found) == ["BD-API-01"]


def test_headings_with_one_title_share_their_numbers(book: Callable[..., Handbook]) -> None:
    """A heading that occurs twice neither repeats an id nor gets a code of its own."""
    found = book(
        RULES
        + "### Logging Requirements\n**MUST** a\n\n### X Rules\n**MUST** b\n\n### Logging Requirements\n**MUST** c\n"
    )
    assert ids(found) == ["TES-LOG-01", "TES-X-01", "TES-LOG-02"]


def test_categories_that_begin_alike_get_longer_codes(book: Callable[..., Handbook]) -> None:
    found = book(RULES + "### API Design\n**MUST** a\n\n### API Testing\n**MUST** b\n")
    assert ids(found) == ["TES-API-01", "TES-API-TEST-01"]


def test_personas_with_the_same_initials_get_different_codes_and_addresses(
    book: Callable[..., Handbook],
) -> None:
    text = "# The {}\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** a\n"
    found = book(text.format("Data Keeper"), text.format("Door Keeper"), text.format("Data Keeper"))
    assert len({persona.code for persona in found.personas}) == 3
    assert len({persona.slug for persona in found.personas}) == 3
    assert len(set(ids(found))) == 3


def test_the_code_in_the_front_matter_wins(book: Callable[..., Handbook]) -> None:
    found = book("---\ncode: qa\n---\n" + RULES + "### Logging\n**MUST** a\n")
    assert ids(found) == ["QA-LOG-01"]


@pytest.mark.parametrize("title", ["郵便局の規則", "Ταχυδρόμος", "Почтальон", "집배원"])
def test_a_title_without_latin_letters_gets_the_code_of_its_file(
    book: Callable[..., Handbook], title: str
) -> None:
    text = f"# {title}\n\n## Traits\n- calm\n\n## Ruleset\n\n### Logging\n**MUST** a\n"
    found = book(**{"postal-rules": text})
    assert ids(found) == ["PR-LOG-01"]


def test_a_code_that_was_locked_before_stays() -> None:
    text = "# 郵便局の規則\n\n## Traits\n- calm\n\n## Ruleset\n\n### Logging\n**MUST** a\n"
    source = Source("postal-rules.md", text)
    lock = draft([Source("規則.md", text)], today="2026-01-01").lock
    kept = draft([source], lock=lock, today="2026-02-01")
    assert [rule.id for made in kept.texts for rule in made.requirements] == ["R-LOG-01"]


def test_an_explicit_id_wins_and_its_number_is_not_given_again(
    book: Callable[..., Handbook],
) -> None:
    found = book(RULES + "### Logging\n- **MUST** a\n- **MUST** b {#TES-LOG-01}\n")
    assert ids(found) == ["TES-LOG-02", "TES-LOG-01"]


def test_an_explicit_id_that_occurs_twice_is_reported_and_numbered(
    book: Callable[..., Handbook],
) -> None:
    found = book(RULES + "### Logging\n- **MUST** a {#A-1}\n- **MUST** b {#a-1}\n")
    assert ids(found) == ["A-1", "a-1-2"]
    assert [(d.code, d.span.line) for d in found.diagnostics] == [("ID001", 10)]


def test_an_id_is_safe_in_an_address(book: Callable[..., Handbook]) -> None:
    """What an author writes as an id becomes a file name, so it may not climb out of the site."""
    found = book(RULES + "### Logging\n- **MUST** a {#..:..:etc}\n")
    assert ids(found) == ["etc"] or all(
        set("/\\:") & set(id) == set() and ".." not in id[:2] for id in ids(found)
    )


def test_what_no_address_can_hold_becomes_a_hyphen(book: Callable[..., Handbook]) -> None:
    found = book(RULES + "### Logging\n- **MUST** a {#A:::B}\n")
    assert ids(found) == ["A-B"]


def test_a_role_in_another_script_has_a_code_of_letters(book: Callable[..., Handbook]) -> None:
    found = book("# Ο Ελεγκτής\n\n## Traits\n- ήρεμος\n\n## Ruleset\n\n### Δοκιμές\n**MUST** a\n")
    assert found.requirements[0].id.isascii()


def test_a_code_that_two_files_state_is_reported(book: Callable[..., Handbook]) -> None:
    """Otherwise a new file could take the ids of an older one without anybody noticing."""
    text = "---\ncode: DE\n---\n" + RULES + "**MUST** a\n"
    found = book(text, text.replace("Tester", "Miller"))
    assert [(d.code, d.span.path) for d in found.diagnostics] == [("ID002", "1.md")]


def test_titles_with_the_same_initials_get_longer_codes(book: Callable[..., Handbook]) -> None:
    """Nobody chose the initials, so there is nothing to report."""
    text = "# The {}\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** a\n"
    found = book(*map(text.format, ("Door Expert", "Data Engineer", "DevOps Engineer")))
    assert [persona.code for persona in found.personas] == ["DOEX", "DE", "DEEN"]
    assert not [d for d in found.diagnostics if d.code == "ID002"]


def test_codes_from_titles_do_not_depend_on_the_names_of_files(
    book: Callable[..., Handbook],
) -> None:
    text = "# The {}\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** a\n"
    titles = ("Data Engineer", "DevOps Engineer", "Design Editor", "Data Editor")
    there = book(*map(text.format, titles))
    back = book(*map(text.format, reversed(titles)))
    assert {p.title: p.code for p in there.personas} == {p.title: p.code for p in back.personas}
