"""Take the pictures in README and docs: build this repository's handbook, and photograph its pages.

Run with `make screenshots`, or with names of pictures. They depend only on the sources, the
fonts and the browser; a picture that looks the same as before is not written again.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "assets" / "screenshots"
ROLE = "p/backend-developer/"
PAPER = f"{ROLE}rubric/rubric-a4.pdf"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without the sandbox it also runs as root in a container; hinting and the colour profile would
# otherwise depend on the machine.
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
_WIDE = {"width": 1280, "height": 800}
_PHONE = {"width": 375, "height": 720}
_MOST_BYTES = 150_000
_COLOURS = (256, 128, 64, 32)
"""Sizes of palette to try, best first; pages are mostly text on a plain background."""
_PAPER_WIDTH = 620
"""Pixels of a printed page: its text can just be read, and two pages fit side by side."""
_TOLERANCE = 8
"""Of 255: differences of smoothing between two runs, which nobody sees."""


@dataclass(frozen=True)
class Shot:
    """One page to photograph, in the window or on a phone."""

    name: str
    path: str
    wait: str = "main"
    """A selector: what scripts add when they have drawn the page."""
    clicks: tuple[str, ...] = ()
    """Selectors: what to click before, such as a tick."""
    look: str = ""
    """A selector: what to scroll to the top; empty for the start of the page."""
    is_phone: bool = False


_SHELF = "details.rb-shelf:has(summary:has-text('API Design'))"
SHOTS = (
    Shot("home", ""),
    Shot("role", ROLE, clicks=(f"{_SHELF} > summary",), look=_SHELF),
    Shot("explorer", "rules/?level=must-not&role=backend-developer", wait=".rb-facet"),
    Shot(
        "checklist",
        f"{ROLE}onboarding/",
        clicks=(
            "article input[type=checkbox]:visible >> nth=0",
            "article input[type=checkbox]:visible >> nth=1",
        ),
    ),
    Shot("rubric", f"{ROLE}rubric/", look="main h2:visible >> nth=0"),
    Shot("phone", ROLE, clicks=(f"{_SHELF} > summary",), look=_SHELF, is_phone=True),
)
SCHEMES = ("light", "dark")


def main() -> None:
    """Build, photograph, and say what changed."""
    wanted = set(sys.argv[1:]) or {*(shot.name for shot in SHOTS), "rubric-paper"}
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        command = [sys.executable, "-m", "rolebook", "build", "-d", str(site)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with _served(site) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_browser(), args=_FLAGS)
            for shot, scheme in product(SHOTS, SCHEMES):
                if shot.name in wanted:
                    _keep(f"{shot.name}-{scheme}", _photograph(browser, base, shot, scheme))
            browser.close()
        if "rubric-paper" in wanted:
            _keep("rubric-paper", _paper(site / PAPER))


def _photograph(browser: Browser, base: str, shot: Shot, scheme: str) -> Image.Image:
    context = browser.new_context(
        viewport=_PHONE if shot.is_phone else _WIDE,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    # The days in the pages are those of the sources; a fixed clock makes "today" one of them.
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-02T09:00:00Z")
    page.goto(base + shot.path, wait_until="networkidle")
    _settle(page, shot)
    png = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return Image.open(io.BytesIO(png)).convert("RGB")


def _settle(page: Page, shot: Shot) -> None:
    """Wait until nothing moves any more."""
    page.locator(shot.wait).first.wait_for()
    page.evaluate("document.fonts.ready")
    for selector in shot.clicks:
        page.locator(selector).click()
    page.mouse.move(0, 0)  # what is under the pointer looks different
    if shot.look:
        # The header of the theme covers the first 64 pixels of the window.
        page.locator(shot.look).evaluate(
            "element => { element.scrollIntoView(true); scrollBy(0, -80); }"
        )
    page.wait_for_timeout(500)  # scripts of the pages draw 200 ms after the last event


def _paper(file: Path) -> Image.Image:
    """Return the first two pages of a PDF side by side, with a margin between them."""
    document = pypdfium2.PdfDocument(file)
    sheets = [document[n] for n in range(min(2, len(document)))]
    images = [
        sheet.render(scale=_PAPER_WIDTH / sheet.get_width()).to_pil().convert("RGB")
        for sheet in sheets
    ]
    margin = 20
    width = sum(image.width for image in images) + margin * (len(images) + 1)
    desk = Image.new("RGB", (width, images[0].height + 2 * margin), "#d0d4da")
    left = margin
    for image in images:
        desk.paste(image, (left, margin))
        left += image.width + margin
    return desk


def _keep(name: str, image: Image.Image) -> None:
    """Write a picture as a small PNG, unless it looks like the one that is there."""
    file = TARGET / f"{name}.png"
    if file.exists() and _looks_like(image, Image.open(file).convert("RGB")):
        print(f"{file.relative_to(ROOT)}: unchanged")
        return
    for colours in _COLOURS:
        content = io.BytesIO()
        # Without dithering, plain areas stay plain and compress well.
        palette = image.quantize(colours, dither=Image.Dither.NONE)
        palette.save(content, "PNG", optimize=True)
        if content.tell() <= _MOST_BYTES:
            break
    else:
        sys.exit(f"{name} is larger than {_MOST_BYTES:,} bytes; show less of the page")
    file.write_bytes(content.getvalue())
    print(f"{file.relative_to(ROOT)}: {content.tell():,} bytes, {colours} colours")


def _looks_like(image: Image.Image, old: Image.Image) -> bool:
    if image.size != old.size:
        return False
    quantized = image.quantize(_COLOURS[0], dither=Image.Dither.NONE).convert("RGB")
    difference = ImageChops.difference(quantized, old).convert("L")
    return difference.point(lambda value: 255 * (value > _TOLERANCE)).getbbox() is None


def _browser() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    path = os.environ.get("CHROMIUM") or found
    if not path:
        sys.exit("Chromium is missing; install it, or set CHROMIUM to the path of a browser")
    return path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    main()
