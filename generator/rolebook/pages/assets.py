"""The style sheet, script and fonts that every page uses, and data as scripts can load them."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..input.files import File
from ..messages import catalogue

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ..messages import Messages

FOLDER = "assets/rolebook/"
"""Where a site has them."""
CATALOGUE = "catalogue.js"
"""The messages of the scripts, in the language of the site."""
_PAGE = ("page", "views", "filter", "grid", "copying", "pointing", "graph", "choice")
"""What a page can do, a file for each concern; `rolebook.js` starts them."""
SCRIPTS = (
    "fluent.js",
    CATALOGUE,
    "messages.js",
    "loader.js",
    "search/source.js",
    *(f"page/{name}.js" for name in _PAGE),
    "rolebook.js",
    "preview.js",
)
"""What every page runs, in this order; what only some need, or a search, is loaded when needed."""
THEME_SCRIPTS = (*SCRIPTS, "search/header.js")
"""What pages in the theme run."""
_NOT_FOR_SCRIPTS = ("adopt.ftl", "diagnostics.ftl")
"""Messages that only Python prints; they are a quarter of all."""


def assets(say: Messages) -> list[File]:
    """Return the packaged assets as files of a site, by path, with the messages of the scripts."""
    packaged = _below(resources.files("rolebook").joinpath("assets"), FOLDER)
    return sorted([*packaged, _catalogue(say)], key=lambda file: file.path)


def _catalogue(say: Messages) -> File:
    text = catalogue(say.language, without=_NOT_FOR_SCRIPTS)
    data = json.dumps({"language": say.language, "text": text}, ensure_ascii=False)
    return File(f"{FOLDER}{CATALOGUE}", f"var rolebookCatalogue = {data};\n".encode())


def data_script(path: str, name: str, data: Any) -> File:
    """Return data as a script, which also loads where a page was opened from a file.

    Args:
        path: Where it is in the site.
        name: The name under which `assets/loader.js` has it.
        data: What JSON can hold.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Browsers read JSON in a string faster than the same as a script. JSON is full of quotation
    # marks, so the string has apostrophes around it: a tenth less than with each mark escaped.
    quoted = text.replace("\\", r"\\").replace("'", r"\'")
    return File(path, f"rolebookData({json.dumps(name)},JSON.parse('{quoted}'))\n".encode())


def _below(folder: Traversable, prefix: str) -> list[File]:
    files: list[File] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            files += _below(entry, f"{prefix}{entry.name}/")
        elif not entry.name.startswith("."):
            files.append(File(f"{prefix}{entry.name}", entry.read_bytes()))
    return files
