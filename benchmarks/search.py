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
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from corpus import SUBJECTS, write_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

_WORDS = (
    "rotate tokens for every request",
    "BD-TOKE-07",
    "cachng keys",
    "index backups by default",
)
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
        _measure(site)


def _measure(site: Path) -> None:
    handler = functools.partial(_Handler, directory=os.fspath(site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        executable = (
            os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        )
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        places = (
            ("header", "index.html", ".md-search__input", ".rb-header-search ol"),
            ("explorer", "rules/index.html", "#rb-find-words", ".rb-found tbody"),
        )
        for name, path, field, results in places:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.evaluate(_WATCH, [field, results])
            first, *others = _type(page, field)
            print(f"  {name}: first results after {first:.0f} ms; then per key", end=" ")
            print(
                f"median {statistics.median(others):.0f} ms, 95 % {_quantile(others):.0f}, "
                f"most {max(others):.0f}"
            )
        browser.close()
        server.shutdown()


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
