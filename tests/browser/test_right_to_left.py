"""Words from right to left with Latin ones among them keep their order on every kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..site.corpus import harbour
from ..site.running import built
from .conftest import Visitor, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# "Uses the API for requests only", "Basic API rules", "Patient with the API always"
_SCRIBE = """\
---
type: persona
code: SC
---

# The Scribe

## Overview

يستخدم API للطلبات فقط.

## Core Traits

- صبور مع API دائما

## Ruleset

### قواعد API الأساسية Requirements

- **MUST** استخدام API للطلبات فقط
- **MUST NOT** حذف Postgres بدون إذن
- **SHOULD** name the كتاب in the log
"""
_PERSONA = "p/scribe/"
_PAGES = {
    "home": "",
    "persona": _PERSONA,
    "rule": "r/SC-API-01/",
    "explorer": "rules/?role=scribe",
    "explorer with words": "rules/?q=API",
    "card in the explorer": "rules/?q=SC-API#SC-API-01",
    "search": "?q=SC-API-01",
    "checklist": f"{_PERSONA}onboarding/",
    "checklist of two roles": "onboarding/?roles=SC,LK",
    "review": "review/",
    "changes": "changes/",
}
# Lines of Markdown are shown as they are, with a Latin keyword in front.
_ORDER = r"""() => {
  const found = [], range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const boxOf = (node, word, from) => {
    const start = node.nodeValue.indexOf(word, from);
    range.setStart(node, start);
    range.setEnd(node, start + word.length);
    return [range.getBoundingClientRect(), start + word.length];
  };
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement: parent } = node;
    if (!parent.checkVisibility() || parent.closest("noscript, script, option, code, .rb-unseen, .rb-said")) continue;
    const words = /([\u0600-\u06ff]+)\s+([A-Za-z]+)\s+([\u0600-\u06ff]+)/.exec(node.nodeValue)?.slice(1);
    if (!words) continue;
    let end = 0, box, last;
    let isInOrder = true;
    for (const word of words) {
      [box, end] = boxOf(node, word, end);
      // On one line, each word is on the left of the one before.
      isInOrder &&= !last || Math.abs(last.top - box.top) > 3 || box.right <= last.left + 2;
      last = box;
    }
    if (box.width) found.push([isInOrder, `${parent.tagName}.${parent.className}: ${words.join(" ")}`]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def scribe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the harbour with a persona in Arabic."""
    place = harbour(tmp_path_factory.mktemp("scribe"))
    (place.root / "personas" / "scribe.md").write_text(_SCRIBE, encoding="utf-8")
    with served(built(place)) as base:
        yield base


@pytest.fixture
def visitor(browser: Browser, scribe: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, scribe)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("kind", _PAGES)
def test_words_keep_their_order(visitor: Visitor, kind: str) -> None:
    page = visitor.open(_PAGES[kind])
    page.wait_for_load_state("networkidle")
    if kind == "search":
        page.locator(".rb-hit").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    found = page.evaluate(_ORDER)

    assert found
    assert [where for is_in_order, where in found if not is_in_order] == []
