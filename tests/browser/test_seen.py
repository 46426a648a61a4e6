"""Every kind of page for people who change how pages look: their own spacing, colours and contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import LONG
from .conftest import WIDE
from .kinds import KINDS
from .looking import overflow

if TYPE_CHECKING:
    from .conftest import Visitor

pytestmark = pytest.mark.browser

_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
"""What everybody may ask for without losing anything (WCAG 1.4.12)."""
_CUT = r"""() => [...document.querySelectorAll(".rolebook *")].filter(one => {
  const { clipPath, overflowX, overflowY, width } = getComputedStyle(one);
  if (!one.checkVisibility() || one.closest("svg") || !one.textContent.trim()) return false;
  if (clipPath !== "none" || parseFloat(width) <= 1 || one.children.length > 1) return false;
  const isCut = (how, all, seen) => /hidden|clip/.test(how) && all > seen + 1;
  return isCut(overflowX, one.scrollWidth, one.clientWidth) || isCut(overflowY, one.scrollHeight, one.clientHeight);
}).map(one => `${one.className}: ${one.textContent.trim().slice(0, 60)}`)"""
_PALE = """() => {
  const canvas = document.createElement("i");
  canvas.style.cssText = "forced-color-adjust: none; background: Canvas";
  document.body.append(canvas);
  const paper = getComputedStyle(canvas).backgroundColor;
  const marks = [[".rb-level", "::before"], [".rb-bar > span"], [".rb-range-dots .rb-on"], [".rb-funnel-bar"],
    [".rb-mark:not(.rb-no-file)"]];
  return marks.flatMap(([selector, part]) => [...document.querySelectorAll(`.rolebook ${selector}`)]
    .filter(one => one.checkVisibility() && getComputedStyle(one, part).backgroundColor === paper)
    .map(() => selector));
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_when_text_is_spaced_out(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=_SPACING)
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")

    assert overflow(page) == 0
    assert page.evaluate(_CUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_marks_can_be_seen_in_the_colours_of_the_system(
    visitor: Visitor, kind: str, scheme: str
) -> None:
    """Shapes of levels, bars and marks are drawn as backgrounds, which the system takes away."""
    page = visitor.open(KINDS[kind], scheme=scheme, forced_colors="active")
    page.wait_for_load_state("networkidle")

    assert page.evaluate(_PALE) == []


@pytest.mark.parametrize("form", ["onboarding", "rubric"])
def test_progress_can_be_seen_in_the_colours_of_the_system(visitor: Visitor, form: str) -> None:
    page = visitor.open(f"{LONG}{form}/", forced_colors="active")
    page.locator(".rb-live").wait_for()
    bar = page.get_by_role("progressbar")
    empty = bar.screenshot()
    page.locator(":is(.rb-action, .rb-item) input >> nth=0").check(force=True)
    page.mouse.move(0, 0)

    expect(bar).not_to_have_js_property("value", 0)
    assert bar.screenshot() != empty


@pytest.mark.parametrize(
    ("scheme", "ink", "quiet"),
    [
        ("light", "rgb(0, 0, 0)", "rgb(42, 47, 54)"),
        ("dark", "rgb(255, 255, 255)", "rgb(219, 225, 233)"),
    ],
)
@pytest.mark.parametrize("path", [LONG, "r/LK-RADI-20/"])
def test_who_asks_for_more_contrast_gets_it(
    visitor: Visitor, path: str, scheme: str, ink: str, quiet: str
) -> None:
    page = visitor.open(path, width=WIDE, scheme=scheme, contrast="more")

    expect(page.locator("h1").first).to_have_css("color", ink)
    expect(page.locator(".rolebook :is(.rb-muted, .rb-crumbs)").first).to_have_css("color", quiet)
    expect(page.locator(".rolebook .rb-rule > a, main .rb-crumbs a").first).to_have_css(
        "text-decoration-line", "underline"
    )
