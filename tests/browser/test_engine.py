"""The explorer and the header with a search engine elsewhere; here a stand-in that speaks as Meilisearch does."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, SECRET, SECRET_ID, harbour
from ..site.running import built, rolebook
from .conftest import Visitor, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

SAY = messages()
_KEY = "may-search"


class _Engine(http.server.ThreadingHTTPServer):
    """Finds documents that have all words, and knows filters of the form `facet_level IN ["may"]`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.documents: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.status = 200
        self.content: str | None = None
        """What it answers whatever the question, if anything."""
        self.may_answer = threading.Event()

    def answer(self, query: dict[str, Any]) -> dict[str, Any]:
        words = query["q"].lower().split()
        found = [
            one
            for one in self.documents
            if all(word in f"{one['id']} {one['text']}".lower() for word in words)
        ]
        for condition in query["filter"]:
            field, _, values = condition.partition(" IN ")
            found = [one for one in found if one[field] in json.loads(values)]
        counts = {
            field: {
                key: sum(one[field] == key for one in found)
                for key in {one[field] for one in found}
            }
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
        is_allowed = (
            self.path == "/multi-search" and self.headers["Authorization"] == f"Bearer {_KEY}"
        )
        self.server.asked.append(body)
        answers = [self.server.answer(query) for query in body["queries"]]
        self.server.may_answer.wait()
        with contextlib.suppress(ConnectionError):  # a reader who has left
            self._send(
                {"results": answers}, self.server.status if is_allowed else 403, self.server.content
            )

    def _send(self, body: Any, status: int, text: str | None = None) -> None:
        content = (json.dumps(body) if text is None else text).encode()
        self.send_response(status)
        for name in ("Origin", "Headers", "Methods"):
            self.send_header(
                f"Access-Control-Allow-{name}",
                "*" if name != "Headers" else "authorization, content-type",
            )
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def engine() -> Iterator[_Engine]:
    with _Engine() as server:
        server.daemon_threads = True
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
    engine.status, engine.content = 200, None
    engine.may_answer.set()
    engine.asked.clear()
    visitor = Visitor(browser, remote)
    yield visitor.open("rules/")
    engine.may_answer.set()
    visitor.close()


@pytest.fixture
def clocked(page: Page, engine: _Engine) -> Page:
    """A page whose time the test moves on."""
    page.clock.install()
    page.reload()
    expect(rows(page).first).to_be_visible()
    engine.may_answer.clear()
    return page


def rows(page: Page) -> Locator:
    return page.locator(".rb-found tbody th")


def hint(page: Page) -> Locator:
    return page.locator(".rb-hint")


def find(page: Page, words: str) -> None:
    page.get_by_label("Find a rule by its words").fill(words)


LATE = 11_000
"""Milliseconds after which an engine is given up."""


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
    expect(page.locator(".rb-found tbody td:last-child").first).to_have_text("Lamp Keeper › Lens")
    assert len(engine.asked[-1]["queries"]) == 2


def test_a_hit_opens_at_the_rule(page: Page) -> None:
    page.get_by_label("Find a rule by its words").fill(SECRET_ID)
    expect(page.locator(".rb-found tbody th")).to_have_count(1)
    page.get_by_role("link", name="Lamp Keeper").locator("visible=true").last.click()
    page.wait_for_url(f"**/{LONG}#{SECRET_ID}")


def test_the_header_has_rules_from_the_engine_and_pages_from_the_site(
    page: Page, engine: _Engine
) -> None:
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

    expect(page.locator(".rb-hint")).to_contain_text(SAY("engine-busy", status="503"))


@pytest.mark.parametrize("name", ["CSV", "Print"])
def test_what_cannot_be_given_away_says_so(page: Page, engine: _Engine, name: str) -> None:
    expect(page.locator(".rb-found tbody th").first).to_be_visible()
    engine.status = 503
    page.get_by_role("button", name=name, exact=True).click()

    expect(page.locator(".rb-hint")).to_contain_text(SAY("engine-busy", status="503"))


def test_no_rules_are_shipped_with_the_site(page: Page, remote: str, tmp_path: Path) -> None:
    text = page.evaluate("fetch('../search/rules.js').then(response => response.text())")

    assert SECRET_ID not in text
    assert "harbour-pilot" in text


class TestThatNeverAnswers:
    """An engine that takes the question and says nothing."""

    def test_rules_that_it_did_not_find_are_not_shown(self, clocked: Page, engine: _Engine) -> None:
        """At first those from before are said to be so, then there is a message and a way to try again."""
        find(clocked, "visitors")
        clocked.clock.run_for(1000)
        expect(clocked.locator(".rb-results .rb-status")).to_have_text(SAY("explorer-searching"))
        clocked.clock.run_for(LATE)
        told = SAY("engine-silent", url=f"http://127.0.0.1:{engine.server_port}")
        expect(hint(clocked)).to_contain_text(told)
        expect(rows(clocked).first).to_be_hidden()

        engine.may_answer.set()
        hint(clocked).get_by_role("button", name=SAY("search-again")).click()
        clocked.clock.run_for(1000)
        expect(rows(clocked).first).to_have_text("LK-LAMP-08")

    def test_the_table_that_the_page_came_with_is_no_result(self, clocked: Page) -> None:
        """Of a search in the address; whoever wants all rules can have them, said to be all."""
        clocked.goto(clocked.url.split("?")[0] + "?q=visitors")
        expect(clocked.locator(".rb-results-bar")).to_be_visible()
        expect(rows(clocked).first).to_be_hidden()
        clocked.clock.run_for(LATE)
        hint(clocked).get_by_role("button", name=SAY("explorer-show-all")).click()

        expect(rows(clocked).first).to_be_visible()
        expect(clocked.locator(".rb-results .rb-status")).to_have_text(SAY("explorer-unfiltered"))
        expect(clocked.locator(".rb-results .rb-status")).to_be_focused()

    def test_all_rules_stay_where_nothing_is_searched(self, clocked: Page) -> None:
        clocked.reload()
        expect(clocked.locator(".rb-results-bar")).to_be_visible()
        clocked.clock.run_for(LATE)

        expect(hint(clocked)).to_contain_text("isn’t responding")
        expect(clocked.locator(".rb-results .rb-status")).to_have_text(SAY("explorer-unfiltered"))

    def test_the_header_says_so_and_opens_no_hit_of_other_words(
        self, clocked: Page, engine: _Engine
    ) -> None:
        engine.may_answer.set()
        field = clocked.locator(".md-search__input")
        field.click()
        field.fill("visitors")
        clocked.clock.run_for(1000)
        expect(clocked.locator(".rb-hit").first).to_contain_text("LK-LAMP-08")
        engine.may_answer.clear()
        field.fill(SECRET)
        clocked.clock.run_for(1000)
        expect(clocked.locator(".md-search-result__meta")).to_have_text(SAY("explorer-searching"))
        clocked.clock.run_for(LATE)
        expect(clocked.locator(".md-search-result__meta")).to_contain_text("isn’t responding")
        expect(clocked.locator(".rb-hit")).to_have_count(0)

        engine.may_answer.set()
        clocked.get_by_role("button", name=SAY("search-again")).click()
        clocked.clock.run_for(1000)
        expect(clocked.locator(".rb-hit").first).to_contain_text(SECRET)
        expect(field).to_be_focused()

    def test_the_header_shows_pages_and_says_that_rules_are_missing(self, clocked: Page) -> None:
        clocked.locator(".md-search__input").click()
        clocked.locator(".md-search__input").fill("friday")
        clocked.clock.run_for(LATE)

        expect(clocked.locator(".rb-hit").first).to_contain_text("page")
        expect(clocked.locator(".md-search-result__meta")).to_contain_text(
            "These are only pages, not rules. The search engine"
        )


def hit(**fields: Any) -> dict[str, Any]:
    whole = {
        "id": "X-1",
        "text": "keep the keel even",
        "level": "MUST",
        "url": "p/x/#X-1",
        "permalink": "r/X-1/",
    }
    return {**whole, "facet_role": "x", "facet_category": "y", "changed": "", **fields}


def answer(*hits: Any, **more: Any) -> str:
    return json.dumps(
        {
            "results": [
                {"hits": hits, "estimatedTotalHits": len(hits), "facetDistribution": {}, **more}
            ]
        }
    )


ELSEWHERE = [
    "javascript:document.title='run'",
    "JAVA\tSCRIPT:document.title='run'",
    "data:text/html,<script>1</script>",
    "//evil.example/p/x/",
    "\\\\evil.example",
    "http://evil.example/",
    {"toString": 1},
]


@pytest.mark.parametrize("url", ELSEWHERE, ids=str)
def test_an_address_elsewhere_is_no_link(page: Page, engine: _Engine, url: Any) -> None:
    """In the explorer and in the header; the rule is shown, and why it leads nowhere."""
    engine.content = answer(hit(url=url, permalink=url))
    find(page, "keel")
    expect(rows(page)).to_have_text(["X-1"])
    expect(page.locator(".rb-found tbody a")).to_have_count(0)
    expect(hint(page)).to_have_text(SAY("engine-unlinked", count=1))

    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("keel")
    expect(page.locator(".rb-hit").first).to_contain_text("keep the keel even")
    page.locator(".md-search__input").press("Enter")
    page.locator(".rb-hit").first.click()
    assert page.url.endswith("rules/?q=keel")
    assert page.title() != "run"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<html>", "can’t be read. Is it really meilisearch?"),
        ("{}", "can’t be read"),
        ('{"results": []}', "can’t be read"),
        ('{"results": [{"hits": 7, "estimatedTotalHits": 1}]}', "can’t be read"),
        (answer(hit(), None, {"id": 3}), SAY("engine-dropped", count=2)),
        (
            answer(hit(), degraded=True),
            SAY("engine-partial"),
        ),
        (answer(hit(level={"a": 1}, facet_role=["x"], changed=5)), ""),
    ],
)
def test_an_odd_answer_is_told(page: Page, engine: _Engine, content: str, told: str) -> None:
    """And what can be read of it is shown."""
    engine.content = content
    find(page, "keel")

    if told:
        expect(hint(page)).to_contain_text(told)
    if "X-1" in content:
        expect(rows(page)).to_have_text(["X-1"])
    else:
        expect(rows(page).first).to_be_hidden()


def test_words_of_an_engine_are_words(page: Page, engine: _Engine) -> None:
    """And no markup."""
    bad = "<img src=x onerror=\"document.title='run'\">"
    engine.content = answer(hit(id=bad, text=bad, level=bad, facet_role=bad, facet_category=bad))
    find(page, "keel")

    expect(rows(page)).to_have_text([bad])
    expect(page.locator(".rb-found img")).to_have_count(0)
