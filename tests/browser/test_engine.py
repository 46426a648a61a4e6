"""The explorer and the header with a search engine elsewhere; here a stand-in that speaks as Meilisearch does."""

from __future__ import annotations

import http.server
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from ..site.corpus import LONG, SECRET_ID, harbour
from ..site.running import built, rolebook
from .conftest import Visitor, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_KEY = "may-search"


class _Engine(http.server.ThreadingHTTPServer):
    """Finds documents that have all words, and knows filters of the form `facet_level IN ["may"]`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.documents: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.status = 200

    def answer(self, query: dict[str, Any]) -> dict[str, Any]:
        words = query["q"].lower().split()
        found = [one for one in self.documents if all(word in f"{one['id']} {one['text']}".lower() for word in words)]
        for condition in query["filter"]:
            field, _, values = condition.partition(" IN ")
            found = [one for one in found if one[field] in json.loads(values)]
        counts = {
            field: {key: sum(one[field] == key for one in found) for key in {one[field] for one in found}}
            for field in query["facets"]
            if found and isinstance(found[0][field], str)
        }
        start = query.get("offset", 0)
        hits = found[start : start + query["limit"]]
        return {"hits": hits, "estimatedTotalHits": len(found), "facetDistribution": counts}


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Engine

    def do_OPTIONS(self) -> None:
        self._send({}, 200)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_allowed = self.path == "/multi-search" and self.headers["Authorization"] == f"Bearer {_KEY}"
        self.server.asked.append(body)
        answers = [self.server.answer(query) for query in body["queries"]]
        self._send({"results": answers}, self.server.status if is_allowed else 403)

    def _send(self, body: Any, status: int) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        for name in ("Origin", "Headers", "Methods"):
            self.send_header(
                f"Access-Control-Allow-{name}", "*" if name != "Headers" else "authorization, content-type"
            )
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def engine() -> Iterator[_Engine]:
    with _Engine() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def remote(engine: _Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose rules are in the engine, loaded from what the command line exports."""
    place = harbour(tmp_path_factory.mktemp("remote"))
    exported = rolebook("export", "meilisearch", cwd=place.root)
    engine.documents = [json.loads(line) for line in exported.stdout.splitlines()]
    url = f"http://127.0.0.1:{engine.server_port}/"
    place.configure(options={"search": {"engine": "meilisearch", "url": url, "key": _KEY}})
    with served(built(place)) as base:
        yield base


@pytest.fixture
def page(browser: Browser, remote: str, engine: _Engine) -> Iterator[Page]:
    engine.status = 200
    engine.asked.clear()
    visitor = Visitor(browser, remote)
    yield visitor.open("rules/")
    visitor.close()


def test_the_explorer_asks_the_engine(page: Page, engine: _Engine) -> None:
    """Words, choices and counts; names of values come from the site."""
    status = page.locator(".rb-results-bar [role=status]")
    expect(status).to_have_text("174 rules")
    page.get_by_label("Find a rule by its words").fill("lens")
    expect(page.locator(".rb-found tbody th").first).to_contain_text("LK-LENS")
    page.get_by_role("checkbox", name="MAY").check()
    expect(page.locator(".rb-found tbody .rb-level")).to_have_text(["MAY", "MAY"])
    expect(status).to_have_text("2 rules")
    assert page.url.endswith("/rules/?q=lens&level=may")
    expect(page.locator(".rb-facet").first.locator(".rb-value").first).to_contain_text("MUST")
    expect(page.locator(".rb-place").first).to_have_text("Lamp Keeper › Lens")
    assert len(engine.asked[-1]["queries"]) == 2


def test_a_hit_opens_at_the_rule(page: Page) -> None:
    page.get_by_label("Find a rule by its words").fill(SECRET_ID)
    expect(page.locator(".rb-found tbody th")).to_have_count(1)
    page.get_by_role("link", name="Lamp Keeper").locator("visible=true").last.click()
    page.wait_for_url(f"**/{LONG}#{SECRET_ID}")


def test_the_header_has_rules_from_the_engine_and_pages_from_the_site(page: Page, engine: _Engine) -> None:
    """Not one request for every key."""
    before = len(engine.asked)
    page.locator(".md-search__input").click()
    page.keyboard.type("visitors", delay=20)
    expect(page.locator(".rb-hit").first).to_contain_text("LK-LAMP-08")
    assert len(engine.asked) - before <= 2
    page.locator(".md-search__input").fill("friday")
    expect(page.locator(".rb-hit").first).to_contain_text("page")


def test_an_engine_that_fails_says_so(page: Page, engine: _Engine, remote: str) -> None:
    expect(page.locator(".rb-found tbody th").first).to_be_visible()
    engine.status = 503
    page.get_by_label("Find a rule by its words").fill("lens")

    expect(page.locator(".rb-hint")).to_contain_text("The search engine cannot answer now (503).")


@pytest.mark.parametrize("name", ["CSV", "Print"])
def test_what_cannot_be_given_away_says_so(page: Page, engine: _Engine, name: str) -> None:
    expect(page.locator(".rb-found tbody th").first).to_be_visible()
    engine.status = 503
    page.get_by_role("button", name=name, exact=True).click()

    expect(page.locator(".rb-hint")).to_contain_text("The search engine cannot answer now (503).")


def test_no_rules_are_shipped_with_the_site(page: Page, remote: str, tmp_path: Path) -> None:
    text = page.evaluate("fetch('../search/rules.js').then(response => response.text())")

    assert SECRET_ID not in text
    assert "harbour-pilot" in text
