from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rolebook.site.nav import navigation, paths_in

if TYPE_CHECKING:
    from rolebook import Handbook

OURS = {
    "index.md", "rules/index.md", "p/tester/index.md", "p/builder/index.md", "onboarding/index.md", "review/index.md", "skills/index.md", "patterns/index.md",
    "f/index.md", "team/index.md", "changes/index.md", "data/index.md",
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
