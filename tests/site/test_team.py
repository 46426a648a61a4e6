"""The pages that say who owes whom what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook import load
from rolebook.messages import messages
from rolebook.views.contracts import team

from .corpus import fleet
from .reading import broken, contents, read_html, read_site
from .running import built

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built

MISSING = "team/harbour-pilot--tide-clerk/index.html"
PAIR = "team/harbour-pilot--lamp-keeper/index.html"
SILENT = "team/harbour-pilot--signal-officer/index.html"


def test_every_two_roles_of_a_small_handbook_have_one_page(site: Built) -> None:
    """So do two of which one has no file but is owed something; the team's page links to each."""
    owing = team(load(site.place.root / "personas")).pairs
    pages = sorted(path for path in site.pages if path.startswith("team/") and "--" in path)
    links = " ".join(site.pages["team/index.html"].links)

    assert pages == sorted([*(f"{pair.path}index.html" for pair in owing), SILENT])
    assert len(pages) == 5
    assert [page for page in pages if page.split("/")[1] not in links] == []


def test_both_sides_stand_beside_each_other(site: Built) -> None:
    """With the rules' own pages one click away."""
    page = site.pages[PAIR]

    assert "tell The Lamp Keeper which ships are expected" in page.text
    assert "tell The Harbour Pilot when the light fails" in page.text
    assert {"HP-COL-01", "LK-COL-01"} <= {part for link in page.links for part in link.split("/")}


def test_a_page_says_in_words_what_is_missing(site: Built) -> None:
    """Once: not at each duty of the other side."""
    say = messages()
    assert say("pair-verdict-no-file", role="Tide Clerk") in site.pages[MISSING].text
    assert site.pages[MISSING].text.count(say("pair-unknown")) == 1
    assert say("pair-verdict-unmatched") in site.pages[PAIR].text
    assert say("pair-no-counterpart") not in site.pages[PAIR].text


def test_a_role_that_nobody_wrote_keeps_its_anchor(site: Built) -> None:
    """Marks on other pages lead to it; there stands who owes it what."""
    page = site.pages["team/index.html"]

    assert {"tide-clerk", "lamp-keeper", "not-written-yet"} <= set(page.ids)
    assert "send The Tide Clerk the water marks every evening" in page.text


def test_a_large_team_is_complete_and_the_same_every_time(tmp_path: Path) -> None:
    """All links arrive, two builds are equal, and the drawing is small."""
    one, other = (built(fleet(tmp_path / name)) for name in ("one", "other"))
    pages = read_site(one)
    html = (one / "team/index.html").read_text(encoding="utf-8")

    assert list(broken(pages, one)) == []
    assert contents(one / "team") == contents(other / "team")
    assert html.count('class="rb-edge') > 100
    assert (
        len(html[html.index("<svg viewBox") : html.index("</svg>", html.index("rb-edges"))])
        < 30_000
    )
    assert read_html(html).text.count(messages()("team-mark-one-way")) > 90
