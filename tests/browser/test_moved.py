"""An address with other capitals leads to its page; any other one shows the page for unknown addresses."""

from __future__ import annotations

from http import HTTPStatus
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from ..site.corpus import SECRET_ID
from .conftest import Handler, Visitor, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NOT_FOUND = "404 - Not found"


class Host(Handler):
    """Answers with `404.html`, as web hosts do."""

    status = HTTPStatus.NOT_FOUND

    def list_directory(self, path: object) -> None:
        """Show no folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        root = Path(self.directory)
        content = next(chain(root.glob("404.html"), root.glob("*/404.html"))).read_bytes()
        self.send_response(self.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class Obliging(Host):
    """Answers every address as if it had a page."""

    status = HTTPStatus.OK


@pytest.fixture
def reader(browser: Browser) -> Iterator[Visitor]:
    """A visitor whose browser may complain of what is not found."""
    visitor = Visitor(browser, "")
    yield visitor
    visitor.close()


@pytest.mark.parametrize(
    ("asked", "arrives"),
    [
        ("skills/sfia/PROG/", "skills/sfia/prog/"),
        ("skills/sfia/PROG", "skills/sfia/prog/"),
        ("skills/sfia/PROG/index.html", "skills/sfia/prog/index.html"),
        ("skills/sfia/PROG/?mark=fog#rules", "skills/sfia/prog/?mark=fog#rules"),
        ("P/Lamp-Keeper/Onboarding/", "p/lamp-keeper/onboarding/"),
        (f"r/{SECRET_ID.lower()}/", f"r/{SECRET_ID}/"),
        (f"R/{SECRET_ID.lower()}", f"r/{SECRET_ID}/"),
    ],
)
def test_other_capitals_lead_to_the_page(
    reader: Visitor, folder: Path, asked: str, arrives: str
) -> None:
    """Whether a code was in capitals once or someone types an ID in small letters."""
    with served(folder, handler=Host) as base:
        page = reader.open(asked, base=base)
        page.wait_for_url(f"{base}{arrives}")

        expect(page.locator("main").first).to_be_visible()
        expect(page.get_by_text(NOT_FOUND)).to_have_count(0)


def test_a_site_may_be_in_a_folder_with_capitals(
    reader: Visitor, folder: Path, tmp_path: Path
) -> None:
    """Also where the owner didn't say which: the theme's files are not found then, but the page is."""
    (tmp_path / "Our Handbook").symlink_to(folder)
    with served(tmp_path, handler=Host) as base:
        page = reader.open("Our%20Handbook/skills/sfia/PROG/", base=base)
        page.wait_for_url(f"{base}Our%20Handbook/skills/sfia/prog/")


@pytest.mark.parametrize(
    "asked", ["skills/sfia/ZZZZ/", "r/no-1/", "p/nobody/", "%FF/", "%25/A/", "R/", "R/R/"]
)
def test_an_unknown_address_says_so(reader: Visitor, folder: Path, asked: str) -> None:
    with served(folder, handler=Host) as base:
        page = reader.open(asked, base=base)
        page.wait_for_load_state("networkidle")

        expect(page.get_by_role("heading", name=NOT_FOUND)).to_be_visible()
        assert page.url == f"{base}{asked}"


@pytest.mark.parametrize("asked", ["A/R/b/C/", "A/r/r/B/", "a/R/R/r/c/", "skills/sfia/ZZZZ/"])
def test_a_host_that_knows_every_address_sends_nobody_round_in_circles(
    reader: Visitor, folder: Path, asked: str
) -> None:
    with served(folder, handler=Obliging) as base:
        page = reader.open(asked, base=base)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        seen = [url for url in reader.requests if unquote(url).lower() == f"{base}{asked}".lower()]

        expect(page.get_by_role("heading", name=NOT_FOUND)).to_be_visible()
        assert len(seen) <= 5


def test_an_address_in_small_letters_asks_for_nothing_more(reader: Visitor, folder: Path) -> None:
    with served(folder, handler=Host) as base:
        reader.open("p/nobody/", base=base).wait_for_load_state("networkidle")
        asked = [url for url in reader.requests if "nobody" in url]

    assert len(asked) == 1
