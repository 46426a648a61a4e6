"""Print sizes and waiting times of the search in Chromium, on a generated handbook: `make latency`.

A wait is the time from a key to the results on the page. The first word comes at once when the page
has loaded, so its wait holds the loading and indexing of all rules.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from corpus import SUBJECTS, write_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

_WORDS = (
    "rotate tokens for every request",
    "BD-TOKE-07",
    "cachng keys",
    "index backups by default",
)
_PLACES = (
    ("header", "index.html", ".md-search__input", ".rb-header-search ol"),
    ("explorer", "rules/index.html", "#rb-find-words", ".rb-found tbody"),
)
"""Name, page, field and results of each place to search from."""
_WATCH = """([field, results]) => {
  window.waits = [];
  const input = document.querySelector(field);
  let since = 0;
  input.addEventListener("input", () => (since = performance.now()), true);
  new MutationObserver(() => {
    if (since) window.waits.push(performance.now() - since);
    since = 0;
  }).observe(document.querySelector(results), {
    childList: true, subtree: true, characterData: true,
  });
  input.focus();
  input.value = "rotate";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""


@dataclass(frozen=True)
class Waits:
    """How long one field of the search took, in milliseconds."""

    place: str
    first: float
    others: list[float]
    """For each key but the first."""

    @property
    def per_key(self) -> float:
        """The median of the keys but the first."""
        return statistics.median(self.others)


class NoBrowserError(Exception):
    """There is no Chromium; the message says what was tried."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


def main() -> None:
    """Build the handbook, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, default=60)
    parser.add_argument(
        "--subjects",
        type=int,
        default=5,
        help="categories that repeat templates; more are more rules",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rules = write_corpus(
            Path(folder, "personas"), options.personas, SUBJECTS[: options.subjects], is_wordy=True
        )
        subprocess.run(
            [sys.executable, "-m", "rolebook", "build"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        site = Path(folder, "site")
        print(f"{options.personas} roles, {rules:,} rules")
        for name in ("search/rules.js", "search/pages.js", "rules/index.html", "index.html"):
            content = (site / name).read_bytes()
            size, small = len(content) / 1000, len(gzip.compress(content)) / 1000
            print(f"  {name:20} {size:8.0f} kB, {small:6.0f} kB compressed")
        for each in waits(site):
            print(
                f"  {each.place}: first results after {each.first:.0f} ms; then per key "
                f"median {each.per_key:.0f} ms, 95 % {_quantile(each.others):.0f}, "
                f"most {max(each.others):.0f}"
            )


def waits(site: Path) -> list[Waits]:
    """Search a built site in Chromium, from the header and in the explorer.

    Raises:
        NoBrowserError: There is no Chromium.
    """
    handler = functools.partial(_Handler, directory=os.fspath(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            return _waits(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()


def _waits(address: str) -> list[Waits]:
    executable = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        except Error as error:
            raise NoBrowserError(error.message.splitlines()[0]) from None
        return [_waits_of(browser.new_page(), address, *place) for place in _PLACES]


def _waits_of(page: Page, address: str, name: str, path: str, field: str, results: str) -> Waits:
    page.goto(f"{address}/{path}")
    page.evaluate(_WATCH, [field, results])
    first, *others = _type(page, field)
    page.close()
    return Waits(name, first, others)


def _type(page: Page, field: str) -> list[float]:
    """Type several queries, one key after the other, and return the waits."""
    page.wait_for_function("window.waits.length > 0")
    for words in _WORDS:
        page.locator(field).fill("")
        for key in words:
            page.keyboard.type(key)
            page.wait_for_timeout(120)
    waits: list[float] = page.evaluate("window.waits")
    return waits


def _quantile(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
