from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rolebook import Source, handbook
from rolebook.site.nav import navigation, paths_in

if TYPE_CHECKING:
    from rolebook import Handbook

OURS = {
    "index.md", "rules/index.md", "p/tester/index.md", "p/builder/index.md", "onboarding/index.md", "review/index.md", "skills/index.md", "patterns/index.md",
    "f/index.md", "team/index.md", "changes/index.md", "quality/index.md", "data/index.md",
}  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        [],
        ["a.md", "@rolebook", "b.md"],
        [{"Handbook": "@rolebook"}, "a.md"],
        [{"Work": ["a.md", "@rolebook", {"More": ["b.md"]}]}],
        ["a.md", {"Our team": "team/index.md"}],
        [{"The tester": "p/tester/index.md"}, "@rolebook"],
    ],
)
def test_every_page_is_named_once(team: Handbook, written: list[Any]) -> None:
    """Wherever the placeholder stands, and whatever the owner names, no page is missing or there twice."""
    made = navigation(written, team, "")
    listed: list[str] = []

    def walk(nav: Any) -> None:
        if isinstance(nav, str):
            listed.append(nav)
        else:
            for value in nav.values() if isinstance(nav, dict) else nav:
                walk(value)

    walk(made)
    assert sorted(listed) == sorted(OURS | paths_in(written) - {"@rolebook"})


def test_the_placeholder_keeps_its_place(team: Handbook) -> None:
    made = navigation(["a.md", "@rolebook", "b.md"], team, "handbook/")
    assert made[0] == "a.md"
    assert made[1] == {"Handbook": "handbook/index.md"}
    assert made[-1] == "b.md"


def test_the_pages_are_grouped_by_what_people_do(team: Handbook) -> None:
    """Home comes first; and what a handbook does not have is in no group."""
    home, *groups = navigation([], team, "")
    titles = {
        group: [title for page in pages for title in page]
        for entry in groups
        for group, pages in entry.items()
    }

    assert home == {"Home": "index.md"}
    assert list(titles) == ["Roles", "Use", "Look up", "About"]
    assert titles["Use"] == ["Onboarding", "Review"]
    assert titles["Look up"] == ["Rules", "Skills", "Patterns", "Repeated rules", "Team"]
    assert titles["About"] == ["Changes", "Quality", "Data"]


def test_an_owner_takes_a_page_out_of_its_group(team: Handbook) -> None:
    """And a group of which nothing is left is not there."""
    written = [
        {"News": "changes/index.md"},
        {"Health": "quality/index.md"},
        {"Files": "data/index.md"},
        "@rolebook",
    ]
    made = navigation(written, team, "")

    assert made[:3] == written[:3]
    assert [next(iter(entry)) for entry in made[3:]] == ["Home", "Roles", "Use", "Look up"]


@pytest.mark.parametrize(("count", "is_closed"), [(12, False), (13, True)])
def test_many_roles_are_one_entry_where_groups_are_open(count: int, is_closed: bool) -> None:
    """So that the sidebar shows the other groups, too."""
    text = "# The Role {}\n\n## Traits\n- calm\n\n## Rules\n- MUST rest\n"
    book = handbook([Source(f"{n}.md", text.format(n)) for n in range(count)])
    _, roles, *_ = navigation([], book, "", has_sections=True)
    _, closed_anyway, *_ = navigation([], book, "")

    assert list(roles["Roles"][0]) == ([f"All {count} roles"] if is_closed else ["Role 0"])
    assert len(closed_anyway["Roles"]) == count
