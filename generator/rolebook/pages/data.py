"""The data page, and the files that it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exports import EXPORTS
from ..input.files import File

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from .context import Page, SiteContext


def data_files(book: Handbook) -> list[File]:
    """Return every export that a site offers as a file below `data/`."""
    return [
        File(f"data/{export.file_name}", export.make(book))
        for export in EXPORTS.values()
        if export.is_published
    ]


def data_page(context: SiteContext, files: list[File]) -> Page:
    """Return the page that lists them with their sizes."""
    sizes = {file.path.removeprefix("data/"): len(file.content) for file in files}
    rows = [
        (export, _size(sizes[export.file_name]))
        for export in EXPORTS.values()
        if export.file_name in sizes
    ]
    return context.page(
        "data.html",
        "data/",
        "Data",
        rows=rows,
        description="The handbook as files for tools and agents",
    )


def _size(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> _size(512), _size(20480), _size(3_500_000)
    ('512 B', '20 kB', '3.5 MB')
    """
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
