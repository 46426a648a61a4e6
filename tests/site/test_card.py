"""The list "Used in" on the page of a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from rolebook.messages import messages

from ..cards import facts
from .corpus import RETIRED_ID, REVISED_ID, SECRET_ID
from .reading import reader

if TYPE_CHECKING:
    from .conftest import Built

_USE = re.compile(r'(.*)\n.*?<a href="([^"]+)"')


def uses(site: Built, id: str) -> dict[str, str]:
    """Return the kinds of places where a rule comes up, with the last address of each from the top of the site."""
    listed = facts(reader(site.folder), id).get(messages()("rule-uses"), [])
    found = [_USE.match(item) for item in listed]
    return {use[1]: urljoin(f"http://site/r/{id}/", use[2]) for use in found if use}


def test_every_place_has_the_rule(site: Built) -> None:
    """Whatever a list says, the page it leads to names the rule."""
    seen = set()
    for folder in sorted((site.folder / "r").iterdir()):
        if folder.name == RETIRED_ID:
            continue
        for kind, address in uses(site, folder.name).items():
            path = urlsplit(address).path.lstrip("/")
            page = site.folder / (path if path.endswith(".html") else f"{path}index.html")
            assert folder.name in page.read_text(encoding="utf-8"), (folder.name, address)
            seen.add(kind)

    kinds = ("grid", "repeated", "contract", "rubric", "reviews", "first", "onboarding", "changes")
    assert seen == labels(*kinds).keys()


def test_the_places_of_some_rules(site: Built) -> None:
    assert list(uses(site, SECRET_ID)) == list(labels("rubric", "reviews", "first", "onboarding"))
    assert list(uses(site, REVISED_ID)) == list(labels("onboarding", "changes"))
    assert list(uses(site, "LK-OIL-11")) == list(labels("grid", "repeated"))
    assert "#2024-06-01" in uses(site, REVISED_ID)[messages()("use-changes")]


def labels(*kinds: str) -> dict[str, str]:
    """What the list calls kinds of places, by its words."""
    return {messages()(f"use-{kind}"): kind for kind in kinds}
