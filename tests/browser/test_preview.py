"""The preview of a rule: shown at a link by pointer and keyboard, and gone when it is not wanted (WCAG 2.2 SC 1.4.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from ..site.corpus import HAND_WRITTEN, LONG, RETIRED_ID, SECRET_ID, harbour
from ..site.running import built
from .conftest import NARROW, WIDE
from .looking import overflow
from .test_axe import faults

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import FloatRect, Locator, Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_LATER = 900
"""Milliseconds after which a preview would have been shown or hidden."""

all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def preview(page: Page) -> Locator:
    return page.locator(".rb-preview:not([hidden])")


def link_to(page: Page, id: str) -> Locator:
    return page.locator(".rb-mentions > li > a", has_text=id).first


def listed(visitor: Visitor, path: str = "review/", **options: Any) -> Page:
    """Open a page, that of reviews with its lists of rules unfolded."""
    page = visitor.open(path, **options)
    page.evaluate("document.querySelectorAll('.rb-review details').forEach(one => one.open = true)")
    return page


def boxes(page: Page, link: Locator) -> tuple[FloatRect, FloatRect]:
    a, b = link.bounding_box(), preview(page).bounding_box()
    assert a
    assert b
    return a, b


def test_pointing_at_a_link_shows_the_rule(visitor: Visitor) -> None:
    """Id, level, words, place and skills, and a way to open it; the evidence is left to the page."""
    page = listed(visitor)
    link_to(page, SECRET_ID).hover()

    expect(preview(page)).to_contain_text(f"{SECRET_ID} MUST NOT")
    expect(preview(page)).to_contain_text("write credentials on the wall of the API cabinet")
    expect(preview(page)).to_contain_text("Lamp Keeper › Radio Room")
    expect(
        preview(page).get_by_role("link", name="PROG Programming/software development")
    ).to_be_visible()
    expect(preview(page)).not_to_contain_text("Written as")
    preview(page).get_by_role("link", name=f"Open {SECRET_ID}").click()
    page.wait_for_url(f"**/r/{SECRET_ID}/")


def test_passing_over_a_link_shows_nothing(visitor: Visitor) -> None:
    page = listed(visitor)
    link_to(page, SECRET_ID).hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(_LATER)

    expect(preview(page)).to_have_count(0)
    assert not any(f"/r/{SECRET_ID}/" in url for url in visitor.requests)


def test_it_stays_while_the_pointer_is_in_it(visitor: Visitor) -> None:
    """Hoverable and persistent; it goes when the pointer has left both."""
    page = listed(visitor)
    link_to(page, SECRET_ID).hover()
    preview(page).hover(position={"x": 20, "y": 40})
    page.wait_for_timeout(2 * _LATER)
    expect(preview(page)).to_be_visible()

    page.mouse.move(5, 5)
    expect(preview(page)).to_have_count(0)


def test_focus_shows_it_and_escape_dismisses_it(visitor: Visitor) -> None:
    """The focus stays where it is, and the preview stays away until the link has been left."""
    page = listed(visitor)
    link = link_to(page, SECRET_ID)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview(page)).to_contain_text(SECRET_ID)
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.wait_for_timeout(_LATER)
    expect(preview(page)).to_have_count(0)

    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(preview(page)).to_contain_text(SECRET_ID)
    page.keyboard.press("Tab")
    expect(preview(page).filter(has_text=SECRET_ID)).to_have_count(0)


def test_escape_dismisses_what_the_pointer_shows(visitor: Visitor) -> None:
    page = listed(visitor)
    link_to(page, SECRET_ID).hover()
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    page.wait_for_timeout(_LATER)
    expect(preview(page)).to_have_count(0)

    page.mouse.move(5, 5)
    link_to(page, SECRET_ID).hover()
    expect(preview(page)).to_be_visible()


def test_escape_inside_it_brings_the_focus_back(visitor: Visitor) -> None:
    page = listed(visitor)
    link = link_to(page, SECRET_ID)
    link.hover()
    preview(page).get_by_role("link", name="Open").focus()
    page.keyboard.press("Escape")

    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_what_moves_under_a_resting_pointer_is_not_pointed_at(visitor: Visitor) -> None:
    """Whoever scrolls with keys reads, and does not point."""
    page = listed(visitor)
    page.mouse.move(335, 320)
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(_LATER)

    expect(preview(page)).to_have_count(0)


@all_widths
def test_it_is_in_the_window_and_beside_its_link(visitor: Visitor, width: int) -> None:
    """At whatever height the link stands: below it, or above."""
    page = listed(visitor, width=width)
    for y in (80, 400, 700):
        link = link_to(page, SECRET_ID)
        link.evaluate(
            "(link, y) => scrollBy({ top: link.getBoundingClientRect().top - y, behavior: 'instant' })",
            y,
        )
        page.mouse.move(5, 5)
        expect(preview(page)).to_have_count(0)
        link.hover()
        expect(preview(page)).to_be_visible()
        at, box = boxes(page, link)

        assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= page.evaluate("innerHeight")
        assert overflow(page) <= 0


def test_it_follows_its_link(visitor: Visitor) -> None:
    """When the page is scrolled under a focused link."""
    page = listed(visitor)
    link = link_to(page, SECRET_ID)
    link.evaluate(
        "link => scrollBy({ top: link.getBoundingClientRect().top - 500, behavior: 'instant' })"
    )
    page.keyboard.press("Tab")
    link.focus()
    expect(preview(page)).to_contain_text(SECRET_ID)
    at, box = boxes(page, link)
    page.evaluate("scrollBy({ top: 60, behavior: 'instant' })")
    page.wait_for_function(
        "y => document.querySelector('.rb-preview').getBoundingClientRect().top < y", arg=box["y"]
    )
    moved, followed = boxes(page, link)

    assert moved["y"] - at["y"] == followed["y"] - box["y"] < 0


def test_a_cell_of_a_grid_shows_its_rule(visitor: Visitor) -> None:
    """It leads to a line of the same page, which has the address."""
    page = visitor.open(LONG)
    page.locator('.rb-grid td > a[href="#LK-FOG-01"]').hover()

    expect(preview(page)).to_contain_text("inspect the fog horn at dusk and at dawn")


def test_links_in_written_text_and_to_retired_rules_show_theirs(visitor: Visitor) -> None:
    page = visitor.open(f"{HAND_WRITTEN}/")
    page.locator("article").get_by_role("link", name=SECRET_ID).hover()
    expect(preview(page)).to_contain_text("write credentials")

    page = visitor.open("changes/")
    page.get_by_role("link", name=RETIRED_ID).hover()
    expect(preview(page)).to_contain_text("moor at the old buoy")


def test_other_links_show_nothing(visitor: Visitor) -> None:
    """Nor does the address of the rule whose page this is."""
    page = visitor.open(f"r/{SECRET_ID}/")
    page.get_by_role("link", name="Read it in context").hover()
    page.wait_for_timeout(_LATER)

    expect(preview(page)).to_have_count(0)


def test_a_tap_opens_the_page_and_nothing_else(visitor: Visitor) -> None:
    page = listed(visitor, width=NARROW, has_touch=True)
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    link_to(page, SECRET_ID).tap()
    page.wait_for_timeout(_LATER)

    expect(preview(page)).to_have_count(0)


def test_a_page_is_fetched_once(visitor: Visitor) -> None:
    page = listed(visitor)
    for _ in range(2):
        link_to(page, SECRET_ID).hover()
        expect(preview(page)).to_be_visible()
        page.mouse.move(5, 5)
        expect(preview(page)).to_have_count(0)

    assert [url.endswith(f"/r/{SECRET_ID}/") for url in visitor.requests].count(True) == 1


def test_without_its_card_it_has_the_words(visitor: Visitor) -> None:
    context = visitor.context()
    context.route("**/cards.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{visitor.base}r/LK-LAND-01/")
    page.locator("a[rel=prev]").hover()
    expect(preview(page)).to_contain_text("write credentials on the wall of the API cabinet")
    expect(preview(page).locator(".rb-evidence")).to_have_count(0)
    visitor.complaints.clear()


def test_focus_is_announced_as_the_link_alone(visitor: Visitor) -> None:
    """Neither as a tooltip nor as a description, which would say what stands beside it."""
    page = listed(visitor)
    link = link_to(page, SECRET_ID)
    link.hover()
    expect(page.get_by_role("complementary", name=f"Preview of {SECRET_ID}")).to_be_visible()

    assert link.evaluate(
        "link => [link.title, link.ariaDescription, link.getAttribute('aria-describedby')]"
    ) == [
        "",
        None,
        None,
    ]
    assert page.locator("[aria-live], [role=alert]").filter(has_text="credentials").count() == 0


def test_it_is_not_printed(visitor: Visitor) -> None:
    page = listed(visitor)
    link_to(page, SECRET_ID).hover()
    expect(preview(page)).to_be_visible()
    page.emulate_media(media="print")

    expect(page.locator(".rb-preview")).to_be_hidden()


@pytest.mark.parametrize(
    ("motion", "animation"), [("reduce", "none"), ("no-preference", "rb-appear")]
)
def test_it_moves_only_for_those_who_like_it(visitor: Visitor, motion: str, animation: str) -> None:
    page = listed(visitor)
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    link_to(page, SECRET_ID).hover()

    expect(preview(page)).to_have_css("animation-name", animation)


def test_a_file_is_quiet(visitor: Visitor, tmp_path: Path) -> None:
    """Files cannot read each other, so nothing is tried."""
    site = built(harbour(tmp_path, directory_urls=False))
    page = listed(visitor, "review/index.html", base=f"{site.as_uri()}/")
    link_to(page, SECRET_ID).hover()
    page.wait_for_timeout(_LATER)
    expect(preview(page)).to_have_count(0)
    assert page.evaluate(f"rolebookPreview.card('../r/{SECRET_ID}/index.html')") is None

    assert all(url.startswith("file:") for url in visitor.requests)
    assert not any("/r/" in url for url in visitor.requests)
    assert not any("/r/" in one or "preview" in one for one in visitor.complaints)
    visitor.requests.clear()
    visitor.complaints.clear()  # of the theme, whose search cannot be fetched either


@all_widths
@pytest.mark.parametrize("path", ["review/", f"r/{SECRET_ID}/"])
def test_axe_finds_no_fault(visitor: Visitor, path: str, width: int) -> None:
    """In the theme and on a page without it, in light and in dark colours."""
    page = listed(visitor, path, width=width)
    page.locator(".rb-mentions > li > a, a[rel=next]").last.hover()
    expect(preview(page)).to_be_visible()
    found = faults(page)

    expect(preview(page)).to_be_visible()
    assert found == []
