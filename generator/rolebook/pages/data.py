"""The data page, and the files that it offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..exports import EXPORTS
from ..input.files import Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..input.files import File
    from ..link.handbook import Handbook
    from ..messages import Messages
    from .context import Page, SiteContext


def data_files(book: Handbook) -> list[File]:
    """Return every export that a site offers as a file below `data/`."""
    return [
        Made(f"data/{export.file_name}", partial(export, book))
        for export in EXPORTS.values()
        if export.is_published and export.is_there(book)
    ]


def data_page(context: SiteContext, files: Sequence[File]) -> Page:
    """Return the page that lists them with their sizes."""
    say = context.book.say
    sizes = {file.path.removeprefix("data/"): len(file.content) for file in files}
    rows = [
        (export, _size(say, sizes[export.file_name]))
        for export in EXPORTS.values()
        if export.file_name in sizes
    ]
    return context.page(
        "data.html",
        "data/",
        say("data-title"),
        rows=rows,
        description=say("data-description"),
    )


def _size(say: Messages, count: int) -> str:
    """Return a number of bytes as people write it.

    >>> from rolebook.messages import messages
    >>> _size(messages(), 512), _size(messages(), 20480), _size(messages(), 3_500_000)
    ('512 B', '20 kB', '3.5 MB')
    """
    if count < 1000:
        return say("data-bytes", size=say.number(count))
    if count < 1_000_000:
        return say("data-kilobytes", size=say.number(round(count / 1000)))
    return say("data-megabytes", size=say.number(round(count / 1_000_000, 1)))
