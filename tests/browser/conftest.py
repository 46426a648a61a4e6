"""A real browser on a real site: the harbour of `tests/site`, built by the command line and served on this host."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import sync_playwright

from ..site.corpus import harbour
from ..site.running import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without the first it refuses to run as root in a container; the others keep it from calling home
# by itself.
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

WIDE, NARROW, SMALL = 1280, 375, 320
"""The last is what is left of the first at 400 %."""
_HEIGHTS = {WIDE: 900, NARROW: 800, SMALL: 800}


@dataclass
class Visitor:
    """Opens pages, and remembers what they asked for and complained about."""

    browser: Browser
    base: str
    _contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(
        self,
        path: str = "",
        *,
        width: int = WIDE,
        scheme: str = "light",
        base: str = "",
        **options: Any,
    ) -> Page:
        """Open an address of the site in a browser that has never seen it."""
        page = self.context(width=width, scheme=scheme, **options).new_page()
        page.goto(urljoin(base or self.base, path))
        return page

    def context(
        self, *, width: int = WIDE, scheme: str = "light", **options: Any
    ) -> BrowserContext:
        values: dict[str, Any] = {
            "viewport": {"width": width, "height": _HEIGHTS[width]},
            "color_scheme": scheme,
        }
        context = self.browser.new_context(**values, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self._contexts.append(context)
        return context

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "favicon" not in message.location.get(
            "url", ""
        ):
            self.complaints.append(message.text)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as a plain web server does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served(folder: Path, port: int = 0, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder, on a free port unless one is given, and yield its address."""
    answering = functools.partial(handler, directory=os.fspath(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), answering) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, in a folder called `handbook`."""
    root = tmp_path_factory.mktemp("web")
    place = harbour(root / "source", has_pdfs=True)
    return built(place).rename(root / "handbook")


@pytest.fixture(scope="session")
def base(folder: Path) -> Iterator[str]:
    """The address of the site."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    candidates = (
        shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *_BROWSERS) if name
    )
    executable = next(filter(None, candidates), None)
    if executable is None:
        pytest.fail(
            "no Chromium found: run tests/browser/install-chromium.sh, or set CHROMIUM to the path of one"
        )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield found
        found.close()


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    """A visitor, who afterwards has asked no other host for anything and heard no complaint."""
    visitor = Visitor(browser, base)
    yield visitor
    visitor.close()
    outside = [
        url
        for url in visitor.requests
        if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))
    ]
    assert outside == []
    assert visitor.complaints == []
