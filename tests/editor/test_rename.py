"""A role gets a new name in its title and wherever rules name it."""

from collections.abc import Mapping

import pytest

from rolebook import Handbook, OperatorError, Source, handbook
from rolebook.checks.fixing import apply
from rolebook.editor.places import Cursor
from rolebook.editor.renaming import renamable, rename

BAKER = """\
# The Baker

## Traits
- calm

## Rules
- MUST share the Baker's oven

## Collaboration Guidelines
- MUST work with The Night
  Owl and The Flour Miller
- MUST ask the Flour Miller's team, and all Flour Millers
- MUST pay the flour miller agent for what The Grinder ground, see [mill](flour-miller.md)
"""
MILLER = """\
---
type: persona
aliases: [Grinder]
---
# The Flour Miller (m/f/d)

## Traits
- calm
"""
OWL = "# The Night Owl\n\n## Traits\n- calm\n"
TEXTS = {"baker.md": BAKER, "mill.md": MILLER, "owl.md": OWL}


def book(texts: Mapping[str, str] = TEXTS) -> Handbook:
    return handbook([Source(path, text) for path, text in texts.items()])


def cursor(words: str, path: str = "baker.md", texts: Mapping[str, str] = TEXTS) -> Cursor:
    """Return the place in the middle of words that a text has once."""
    at = texts[path].index(words) + len(words) // 2
    before = texts[path][:at]
    return Cursor(path, before.count("\n") + 1, at - before.rfind("\n"))


def renamed(at: Cursor, new: str) -> dict[str, str]:
    edits = rename(book(), at, new)
    return {
        path: apply(text, [edit for edit in edits if edit.span.path == path])
        for path, text in TEXTS.items()
    }


def test_every_form_of_the_name_changes_in_all_files() -> None:
    texts = renamed(cursor("Flour Miller\n"), "The Grain Coach")
    assert "# The Grain Coach (m/f/d)" in texts["mill.md"]
    assert "and The Grain Coach\n" in texts["baker.md"]
    assert "the Grain Coach's team, and all Grain Coaches\n" in texts["baker.md"]
    assert "the grain coach agent" in texts["baker.md"]


def test_other_names_and_paths_stay() -> None:
    texts = renamed(cursor("Flour Miller\n"), "Grain Coach")
    assert "aliases: [Grinder]" in texts["mill.md"]
    assert "The Grinder ground, see [mill](flour-miller.md)" in texts["baker.md"]


def test_a_name_may_be_on_two_lines() -> None:
    texts = renamed(cursor("Night Owl", "owl.md"), "Early Bird")
    assert "with The Early Bird and" in texts["baker.md"]
    assert texts["owl.md"].startswith("# The Early Bird\n")


def test_what_a_role_owns_stays() -> None:
    texts = renamed(cursor("The Baker"), "Pastry Chef")
    assert "the Pastry Chef's oven" in texts["baker.md"]


def test_the_handbook_means_the_same_afterwards() -> None:
    texts = renamed(cursor("Flour Miller\n"), "Grain Coach")
    after = book(texts)
    assert [len(links) for links in after.links.values()] == [
        len(links) for links in book().links.values()
    ]
    assert not [one for one in after.diagnostics if one.code == "XR001"]


@pytest.mark.parametrize("words", ["Traits", "calm", "share", "MUST work"])
def test_only_a_name_can_be_renamed(words: str) -> None:
    with pytest.raises(OperatorError, match="Place the cursor on the name of a role"):
        renamable(book(), cursor(words))


def test_another_name_says_which_one_to_choose() -> None:
    with pytest.raises(OperatorError, match="another name of Flour Miller"):
        renamable(book(), cursor("Grinder"))


@pytest.mark.parametrize("new", ["", "  ", "The ", "a\nb[c]", "**Chef**", "x" * 500])
def test_a_name_must_fit_in_a_title(new: str) -> None:
    with pytest.raises(OperatorError, match="Use a name on one line"):
        rename(book(), cursor("The Baker"), new)


def test_the_name_of_another_role_is_refused() -> None:
    with pytest.raises(OperatorError, match="Night Owl is another role"):
        rename(book(), cursor("The Baker"), "The Night Owl")
