"""The page of a role: what its first screen says, in which order its parts come, where it leads."""

from __future__ import annotations

import re

from rolebook import Source, handbook
from rolebook.build import site as made
from rolebook.messages import messages
from rolebook.pages import Options
from rolebook.pages.team import MOST_COMPARED

SAY = messages()
BAKER = """\
# The Baker

## Persona Overview

The Baker bakes. It is early work.

## Key Responsibilities

1. Knead
2. Shape
3. Proof
4. Bake
5. Sell

## Ruleset

### Ovens

- **MUST** clean the oven daily

## Collaboration Guidelines

- **MUST** ask The Miller for flour
- **MUST** tell The Cook what is left

## SFIA Mapping

| Skill | Code | Junior | Senior |
|---|---|---|---|
| Testing | TEST | 2 | 4-5 |
"""
COOK = (
    "# The Cook\n\n## Traits\n\n- calm\n\n## Ruleset\n\n### Ovens\n\n- **MUST** clean ovens daily\n"
)


def pages(*texts: str) -> dict[str, str]:
    book = handbook([Source(f"{n}.md", text) for n, text in enumerate(texts)])
    built = made(book, Options())
    alone = {file.path: file.content.decode() for file in built.standalone_pages()}
    return {page.path: page.html for page in built.pages} | alone


def roles(count: int) -> list[str]:
    return [
        f"# Role {chr(65 + n)}\n\n## Traits\n\n- calm\n\n## Ruleset\n\n- **MUST** work {n} hours\n"
        for n in range(count)
    ]


def test_the_first_screen_says_what_is_expected() -> None:
    """The mission, a few responsibilities and colleagues, and the way to all of them."""
    html = pages(BAKER, COOK)["p/baker/"]
    head = html[: html.index("<section")]

    assert '<p class="rb-mission">The Baker bakes.</p>' in head
    assert [word for word in ("Knead", "Bake", "Sell") if f"<li>{word}</li>" in head] == [
        "Knead",
        "Bake",
    ]
    assert SAY("glance-responsibilities.all", count=5) in head
    assert all(name in head for name in ("Cook", "Miller", SAY("persona-checklist")))


def test_what_a_role_is_for_is_said_once() -> None:
    """The overview goes on where the mission ends; it has no heading if nothing is left."""
    short = BAKER.replace(" It is early work.", "")
    calm = short + "\n## Traits\n\n- calm\n"
    said, alone, with_traits = (pages(text, COOK)["p/baker/"] for text in (BAKER, short, calm))

    assert [html.count("The Baker bakes.") for html in (said, alone, with_traits)] == [1, 1, 1]
    assert 'id="overview"' in said
    assert 'id="overview"' not in alone
    assert 'id="overview"' in with_traits


def test_a_card_says_what_a_role_is_for() -> None:
    """Not who keeps its file."""
    kept = COOK.replace("# The Cook\n", "# The Cook\n\nDocument owner: the head of the kitchen.\n")
    home = pages(kept + "\n## Overview\n\nThe Cook cooks.\n")[""]

    assert "<p>The Cook cooks.</p>" in home


def test_two_roles_with_duties_about_one_thing_show_what_is_missing() -> None:
    """Beside the duty that has no counterpart, and only there."""
    texts = (
        "# The Baker\n\n## Collaboration\n\n- **MUST** tell The Cook about broken ovens\n",
        "# The Cook\n\n## Collaboration\n\n- **MUST** tell The Baker about broken ovens\n"
        "- **MUST** lend The Baker a spoon\n",
    )
    html = pages(*texts)["team/baker--cook/index.html"]

    assert SAY("pair-caption.matched") in html
    assert html.count(SAY("pair-no-counterpart")) == 1


def test_roles_with_a_file_come_first_among_those_it_works_with() -> None:
    html = pages(BAKER, COOK)["p/baker/"]
    named = re.findall(r"--\w+/\">(\w+)</a>|/([a-z]+--[a-z]+)/\">", html[: html.index("<section")])

    assert html.index("team/baker--cook/") < html.index("team/baker--miller/")
    assert named


def test_skills_come_before_the_long_rules() -> None:
    html = pages(BAKER, COOK)["p/baker/"]
    anchors = re.findall(r'<section aria-labelledby="([a-z-]+)"', html)

    assert anchors == ["overview", "responsibilities", "works-with", "skills", "rules"]


def test_a_role_shows_all_its_levels_and_a_choice() -> None:
    """The choice is made in HTML and CSS, so it needs no script."""
    html = pages(BAKER, COOK)["p/baker/"]

    assert re.findall(r'<li data-career="(\d)"[^>]*><span class="rb-career">(\w+)', html) == [
        ("1", "Junior"),
        ("2", "Senior"),
    ]
    assert html.count('name="rb-career"') == 3
    assert "rb-career" not in pages(BAKER, COOK)["p/cook/"]


def test_a_role_can_be_compared_with_each_other_one() -> None:
    """Not with one that has no file, and not if it is alone."""
    html = pages(BAKER, COOK)["p/baker/"]
    menu = html[html.index("rb-compare") : html.index("</details>")]

    assert re.findall(r'href="([^"]+)"', menu) == ["../../team/baker--cook/#compared"]
    assert "rb-compare" not in pages(BAKER)["p/baker/"]


def test_a_page_shows_two_roles_side_by_side() -> None:
    built = pages(BAKER, COOK)
    html = built["team/baker--cook/index.html"]

    assert SAY("compared-both") in html
    assert "clean the oven daily" in html
    assert "clean ovens daily" in html
    assert html.count(SAY("rule-count", count=1)) == 2
    assert "team/baker--cook/" in built["team/"] or "baker--cook/" in built["team/"]


def test_roles_without_duties_can_be_compared_in_a_small_handbook_only() -> None:
    """In a large one, pages would be as many as pairs."""
    small = [path for path in pages(*roles(3)) if "--" in path]
    large = [path for path in pages(*roles(MOST_COMPARED + 1)) if "--" in path]

    assert small == [
        f"team/role-{pair}/index.html" for pair in ("a--role-b", "a--role-c", "b--role-c")
    ]
    assert large == []


def test_the_pages_are_the_same_every_time() -> None:
    assert pages(BAKER, COOK, *roles(3)) == pages(BAKER, COOK, *roles(3))
