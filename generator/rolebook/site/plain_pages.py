"""A site as files for any static site engine: Markdown with finished HTML, permalinks and data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..input.files import File
from ..pages.assets import FOLDER, SCRIPTS, assets
from ..pages.context import Options, relative_links, source_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..build import Site
    from ..output.progress import Step
    from ..pages import Page

_ASSETS = f'<link rel="stylesheet" href="@/{FOLDER}rolebook.css">' + "".join(
    f'<script src="@/{FOLDER}{name}" defer></script>' for name in SCRIPTS
)


def page_files(
    site: Site, step: Step = lambda _: None, warn: Callable[[str], None] = lambda _: None
) -> Iterator[File]:
    """Yield `<address>/index.md` for every page, then assets, data, search files, permalinks, PDFs.

    Args:
        site: What to write.
        step: Called with the number of PDFs made so far.
        warn: Called with a sentence for each persona that has characters no font has.
    """
    for page in site.pages:
        yield File(source_path(page.path), _markdown(page).encode())
    yield from assets(site.context.book.say)
    yield from site.data
    records = json.dumps(site.records(), ensure_ascii=False, separators=(",", ":"))
    yield File("data/search.json", records.encode())
    yield from site.search_files()
    yield from site.standalone_pages()
    yield from site.pdfs(step, warn)


def _markdown(page: Page) -> str:
    """Return front matter and a block of HTML without blank lines, as CommonMark needs it."""
    front = f"title: {json.dumps(page.title, ensure_ascii=False)}\n"
    front += f"description: {json.dumps(page.description, ensure_ascii=False)}\n"
    head, _, rest = page.html.partition("\n")
    return f"---\n{front}---\n\n{head}\n{relative_links(_ASSETS, page.path, Options())}\n{rest}\n"
