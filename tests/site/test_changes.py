"""What the site says about the past: changes, the feed, the history of a rule, and ids that are retired."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from rolebook.messages import messages

from ..cards import facts
from .corpus import RETIRED_ID, REVISED_ID
from .reading import read_search, reader
from .running import rolebook

if TYPE_CHECKING:
    from .conftest import Built
    from .corpus import Harbour

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_changes_page_tells_every_day_the_latest_first(site: Built) -> None:
    """The rules of the first day are counted, and later ones told one by one."""
    page = site.pages["changes/index.html"]

    assert [id for id in page.ids if id.startswith("2024")] == [
        "2024-07-01",
        "2024-06-01",
        "2024-05-01",
    ]
    rules = messages()("rule-count", count=175)
    assert messages()("changes-start", rules=rules) in page.text
    assert sum(link.endswith(suffix(site, f"r/{REVISED_ID}/")) for link in page.links) == 2


def test_a_change_is_never_told_without_its_level(site: Built) -> None:
    """Words alone would ask for what a MUST NOT forbids."""
    html = (site.folder / "changes" / "index.html").read_text(encoding="utf-8")
    told = html.split('<li class="rb-change">')[1:]

    assert told
    assert all(
        'class="rb-level' in one.partition("</li>")[0] or " → " in one.partition("</li>")[0]
        for one in told
    )


def test_the_feed_can_be_read_and_has_no_clock_in_it(site: Built) -> None:
    root = ET.fromstring((site.folder / "changes" / "feed.xml").read_bytes())
    entries = root.findall("a:entry", ATOM)

    assert [entry.findtext("a:updated", "", ATOM) for entry in entries] == [
        "2024-07-01T00:00:00Z",
        "2024-06-01T00:00:00Z",
        "2024-05-01T00:00:00Z",
    ]
    assert entries[0].findtext("a:title", "", ATOM) == "1 Jul 2024: 1 reworded"
    assert edit("10", "14") in entries[0].findtext("a:content", "", ATOM)
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == 3


def test_the_feed_has_addresses_with_the_host_where_the_site_has_one(place: Harbour) -> None:
    place.configure(site_url="https://harbour.example/book/")
    assert rolebook("build", cwd=place.root).returncode == 0
    root = ET.fromstring((place.site / "changes" / "feed.xml").read_bytes())

    assert [link.get("href") for link in root.findall("a:link", ATOM)] == [
        "https://harbour.example/book/changes/feed.xml",
        "https://harbour.example/book/changes/",
    ]


def test_a_retired_id_keeps_a_page(site: Built) -> None:
    page = site.pages[f"r/{RETIRED_ID}/index.html"]

    assert "moor at the old buoy" in page.text
    assert "removed on 1 Jun 2024" in page.text
    assert any("p/harbour-pilot/" in link for link in page.links)


def test_a_rule_shows_its_history(site: Built) -> None:
    """Each revision with its day and the words that went and came."""
    (html,) = facts(reader(site.folder), REVISED_ID)[messages()("rule-history")]

    assert [f">@rev{n}<" in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert edit("7", "10") in html
    assert edit("10", "14") in html


def test_a_retired_id_can_be_looked_up(site: Built) -> None:
    """As it is written, and without hyphens."""
    pages = read_search(site.folder, "pages")["pages"]
    ((location, _, text, _),) = [page for page in pages if page[1] == f"{RETIRED_ID} (retired)"]

    assert location == suffix(site, f"r/{RETIRED_ID}/")
    assert RETIRED_ID.replace("-", "") in text


def test_without_a_lock_there_is_nothing_to_tell(place: Harbour) -> None:
    """And no rule claims a history."""
    (place.root / "personas" / "rolebook.lock").unlink()
    assert rolebook("build", "--strict", cwd=place.root).returncode == 0

    page = (place.site / "changes" / "index.html").read_text(encoding="utf-8")
    assert messages()("changes-none", command=Markup("<code>rolebook lock</code>")) in page
    assert "rb-change-list" not in page
    assert messages()("rule-history") not in facts(reader(place.site), REVISED_ID)


@pytest.mark.parametrize(
    "damage", ["<<<<<<< HEAD\n=======\n>>>>>>> topic\n", "rule\tbroken\n", "\x00\x01 \ufffd\n"]
)
def test_a_damaged_lock_file_does_not_stop_the_site(place: Harbour, damage: str) -> None:
    lock = place.root / "personas" / "rolebook.lock"
    lock.write_text(damage + lock.read_text(encoding="utf-8"), encoding="utf-8")
    result = rolebook("build", "--strict", cwd=place.root)

    assert result.returncode == 0, result.stderr
    assert (place.site / "r" / RETIRED_ID / "index.html").exists()


def suffix(site: Built, path: str) -> str:
    return path if site.directory_urls else f"{path}index.html"


def edit(gone: str, new: str) -> str:
    """Return how words are shown that became others; screen readers read the labels out."""
    say = messages()
    labels = say("change-words-gone"), say("change-words-new")
    return f'<del data-label="{labels[0]}">{gone}</del> <ins data-label="{labels[1]}">{new}</ins>'
