"""The style sheet, script and fonts that every page uses, and data as scripts can load them."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec

from ..input.files import File, Made
from ..messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from ..messages import Messages

FOLDER = "assets/rolebook/"
"""Where a site has them."""
STYLE = "rolebook.css"
LEAF = "leaf.js"
"""What pages without the theme run first; a site with a theme that they can put on adds that."""
CATALOGUE = "catalogue.js"
"""The messages of the scripts, in the language of the site; made with it."""
_PAGE = (
    *("page", "views", "filter", "grid", "copying", "pointing", "graph", "choice", "menu"),
    "focus",
)
"""What a page can do, a file for each concern; `rolebook.js` starts them."""
_CHECKLIST = (
    *("schema-1", "record", "levels", "diff", "calendar", "formats", "share"),
    *("actions", "groups", "gaps", "panel", "checklist", "compose"),
)
_LEADS = ("kept", "lists", "sums", "files", "cards", "page")
_RUBRIC = ("choosing", "answers", "verdict", "comment", "rows", "ticks", "form")
_EXPLORER = ("facet", "export", "found", "hints", "choices", "explorer")
BUNDLES: Mapping[str, tuple[str, ...]] = {
    "page.js": (
        *("fluent.js", CATALOGUE, "messages.js", "loader.js", "search/dom.js", "marks.js"),
        *("search/source.js", *(f"page/{name}.js" for name in _PAGE)),
        *("rolebook.js", "preview.js"),
    ),
    "search.js": tuple(
        f"search/{name}.js" for name in ("engine", "words", "index", "find", "view")
    ),
    "engines.js": ("search/protocols.js", "search/remote.js"),
    "explorer.js": tuple(f"search/{name}.js" for name in _EXPLORER),
    "forms.js": tuple(f"checklist/{name}.js" for name in ("plan", "store", "parts", "dialogs")),
    "checklist.js": tuple(f"checklist/{name}.js" for name in _CHECKLIST),
    "leads.js": tuple(f"leads/{name}.js" for name in _LEADS),
    "rubric.js": tuple(f"rubric/{name}.js" for name in _RUBRIC),
}
"""Scripts that are sent as one, each behind those that it uses.

Run when the page has been read, they let four of five pages appear 0.3 to 0.7 s earlier on the slow
phone of Lighthouse than 16 scripts at the end of the page did: after 1.7 to 2.1 s.
"""
SCRIPTS = ("page.js",)
"""What every page runs, in this order; what only some need, or a search, is loaded when needed."""
THEME_SCRIPTS = (*SCRIPTS, "search/header.js")
"""What pages in the theme run."""
_NOT_FOR_SCRIPTS = (
    *("adopt.ftl", "diagnostics.ftl", "editor.ftl", "gaps.ftl", "links.ftl", "quality.ftl"),
    "reviews.ftl",
)
"""Messages that only Python prints; they are a quarter of all."""


def assets(say: Messages, style: str = "") -> list[File]:
    """Return the packaged assets as files of a site, by path, with the messages of the scripts.

    Args:
        say: The words of the site.
        style: What the style sheet also says.
    """
    packaged = dict(_below(resources.files("rolebook").joinpath("assets")))
    packaged[CATALOGUE] = _catalogue(say)
    packaged[STYLE] += style.encode()
    bundles = {
        name: b"\n".join([packaged.pop(part) for part in parts]) for name, parts in BUNDLES.items()
    }
    files = {**packaged, **bundles}
    return [File(f"{FOLDER}{name}", files[name]) for name in sorted(files)]


def asset(name: str) -> str:
    """Return the text of a packaged asset."""
    return resources.files("rolebook").joinpath("assets", name).read_text(encoding="utf-8")


def _catalogue(say: Messages) -> bytes:
    text = catalogue(say.language, without=_NOT_FOR_SCRIPTS)
    data = json.dumps({"language": say.language, "text": text}, ensure_ascii=False)
    return f"var rolebookCatalogue = {data};\n".encode()


def data_script(path: str, name: str, data: Any) -> File:
    """Return data as a script, which also loads where a page was opened from a file.

    Args:
        path: Where it is in the site.
        name: The name under which `assets/loader.js` has it.
        data: What JSON can hold.
    """
    # A tenth of the time that `json.dumps` takes: 0.2 s for the forms of 18,560 rules.
    text = msgspec.json.encode(data, enc_hook=str.__str__).decode()
    # Browsers read JSON in a string faster than the same as a script. JSON is full of quotation
    # marks, so the string has apostrophes around it: a tenth less than with each mark escaped.
    quoted = text.replace("\\", r"\\").replace("'", r"\'")
    return File(path, f"rolebookData({json.dumps(name)},JSON.parse('{quoted}'))\n".encode())


def made_script(name: str, make: Callable[[], Any]) -> Made:
    """Return data as a script that is made when someone asks for it.

    Args:
        name: Where it is in the site without `.js`, and its name for `assets/loader.js`.
        make: Returns the data; see `data_script`.
    """
    path = f"{name}.js"
    return Made(path, lambda: data_script(path, name, make()).content)


def _below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the names of files from the assets on, and what they hold."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{prefix}{entry.name}/")
        elif not entry.name.startswith("."):
            yield f"{prefix}{entry.name}", entry.read_bytes()
