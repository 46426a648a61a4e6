"""Print what Lighthouse says of one page of every kind that readers begin with: `make lighthouse`.

It is asked as for a slow phone, its default: a processor slowed down four times, and 1.6 Mbit/s
with 150 ms for each question and answer. The site comes compressed from this host.

`perf`, `access`, `best` and `seo` are its scores, of 100; `shift` is how much of the page moved
while it loaded; `blocked` the milliseconds in which it could not answer a tap; `paint` and
`largest` the seconds until something, and the largest part, was seen. What else runs on the machine
lowers `perf`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from serving import build, chromium, served

SIZES = (1, 40)
PAGES = {
    "home": "",
    "persona": "{role}",
    "rules": "rules/",
    "rubric": "{role}rubric/",
    "onboarding": "{role}onboarding/",
}
"""From the name of a kind to the address of a page; `{role}` stands for the address of a role."""
_ROLE = "p/backend-builder/"
_CATEGORIES = {
    "performance": "perf",
    "accessibility": "access",
    "best-practices": "best",
    "seo": "seo",
}
_FIGURES = {
    "cumulative-layout-shift": ("shift", 1, 3),
    "total-blocking-time": ("blocked", 1, 0),
    "first-contentful-paint": ("paint", 1000, 1),
    "largest-contentful-paint": ("largest", 1000, 1),
}
"""From an audit to its column, what its number is divided by, and the places behind the point."""
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    """Build handbooks, or take a site that is there, and print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, required=True, help="its cli/index.js")
    parser.add_argument("--personas", type=int, nargs="*", default=SIZES, help="sizes to measure")
    parser.add_argument("--site", type=Path, help="a built site to measure instead")
    parser.add_argument("--pages", nargs="*", default=list(PAGES), choices=list(PAGES))
    parser.add_argument("--runs", type=int, default=3, help="the median of so many is printed")
    options = parser.parse_args()
    if not shutil.which("node") or not options.lighthouse.is_file():
        raise SystemExit("Lighthouse is not installed: run make lighthouse, which needs npm")
    columns = [*_CATEGORIES.values(), *(name for name, _, _ in _FIGURES.values())]
    print(" " * 10, *(f"{name:>8}" for name in columns))
    if options.site:
        _measure(options.site, options)
        return
    for personas in options.personas:
        with tempfile.TemporaryDirectory() as folder:
            site, rules = build(Path(folder), personas)
            print(f"{rules:,} rules")
            _measure(site, options)


def _measure(site: Path, options: argparse.Namespace) -> None:
    with served(site) as base:
        for kind in options.pages:
            address = base + PAGES[kind].format(role=_ROLE)
            reports = [_report(options.lighthouse, address) for _ in range(options.runs)]
            print(f"{kind:10}", *(f"{figure:>8}" for figure in _figures(reports)), flush=True)


def _report(lighthouse: Path, address: str) -> dict[str, Any]:
    command = [
        "node",
        os.fspath(lighthouse),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(_CATEGORIES)}",
        f"--chrome-flags={_FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _figures(reports: list[dict[str, Any]]) -> list[float]:
    scores = [
        round(100 * median(one["categories"][name]["score"] for one in reports))
        for name in _CATEGORIES
    ]
    audits = [
        round(median(one["audits"][name]["numericValue"] for one in reports) / unit, places or None)
        for name, (_, unit, places) in _FIGURES.items()
    ]
    return [*scores, *audits]


if __name__ == "__main__":
    main()
