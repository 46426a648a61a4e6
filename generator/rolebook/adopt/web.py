"""HTML to Markdown: the one module that knows Beautiful Soup and markdownify.

Exports of Confluence, Notion and Google Docs are HTML with habits of their own: what only looks
like a list or like bold becomes one first.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

from bs4 import (
    BeautifulSoup,
    CData,
    MarkupResemblesLocatorWarning,
    Tag,
    XMLParsedAsHTMLWarning,
)
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOISE = (
    "script, style, head, nav, template, noscript, svg, img, #breadcrumb-section, #footer,"
    " .page-metadata, .pageSection.group:has(> .pageSectionHeader), .toc-macro"
)
"""What no reader of the page wants: scripts, navigation, who wrote it when."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEAVY = r"font-weight\s*:\s*(?:bold|[6-9]00)"
_HEAVY_CLASS = re.compile(rf"\.([\w-]+)\s*\{{[^{{}}]*{_HEAVY}")
_IS_HEAVY = re.compile(_HEAVY, re.IGNORECASE)
_LEVEL_OF_LIST = re.compile(r"lst-kix_.*-(\d+)$")
_LONGEST_HEADING = 60
"""Characters of a bold paragraph that can be a heading."""
_BREAK = "\ue000"
"""Stands for a line break in a cell until the table is written."""
_PIPE = "\ue001"
"""Stands for a pipe in a cell."""
_FIRST_BREAK = re.compile(rf"\|\s*{_BREAK}\s*")
_BLANK_LINES = re.compile(r"\n{3,}")


def html_as_markdown(html: str | bytes) -> str:
    """Return HTML as Markdown.

    >>> print(html_as_markdown("<h1>Crew</h1><ul><li>You <b>must</b> wait</li></ul>"))
    # Crew
    <BLANKLINE>
    - You **must** wait
    <BLANKLINE>
    """
    soup = _parsed(html)
    heavy = set(_HEAVY_CLASS.findall("".join(style.get_text() for style in soup.find_all("style"))))
    for text in soup.find_all(string=True):
        if isinstance(text, PreformattedString) and not isinstance(text, CData):
            text.extract()  # comments, declarations, and what only Word understands
    for noise in soup.select(_NOISE):
        noise.decompose()
    _embolden(soup, heavy)
    for repair in _REPAIRS:
        repair(soup)
    made = _Converter(
        heading_style="atx",
        bullets="-",
        escape_underscores=False,
        table_infer_header=True,
    ).convert_soup(soup)
    made = _FIRST_BREAK.sub("| ", made).replace(_BREAK, "<br>").replace(_PIPE, r"\|")
    lines = (line.rstrip() for line in made.replace("\u00a0", " ").split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _parsed(html: str | bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        # A file may have the form of XML, or be so short that it could be a path.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(_decoded(html), "html.parser")


def _decoded(html: str | bytes) -> str | bytes:
    """Return UTF-8 as text; Beautiful Soup finds out about other encodings."""
    try:
        return html.decode("utf-8-sig") if isinstance(html, bytes) else html
    except UnicodeDecodeError:
        return html


class _Converter(MarkdownConverter):
    """markdownify, but what isn't a tag in the page isn't one in Markdown either."""

    def escape(self, text: str, parent_tags: Any) -> str:
        """Escape text."""
        return str(super().escape(text, parent_tags)).replace("<", "&lt;")  # type: ignore[misc]


# --- repairs --------------------------------------------------------------------------------------


def _embolden(soup: BeautifulSoup, heavy: set[str]) -> None:
    """Make bold what is bold by its style, except in headings."""
    for span in soup.find_all("span"):
        is_heavy = _IS_HEAVY.search(_of(span, "style")) or heavy.intersection(_classes(span))
        if is_heavy and span.get_text(strip=True) and not span.find_parent((*_HEADINGS, "b", "th")):
            span.name = "strong"


def _name_title(soup: BeautifulSoup) -> None:
    """Make the title of a document its only first heading."""
    title = soup.select_one("h1.title, p.title, p.MsoTitle, #title-text")
    if title is None:
        return
    if title.get("id") == "title-text":  # Confluence: "Space : Title"
        title.string = title.get_text().split(" : ", 1)[-1]
        return
    title.name = "h1"
    for heading in soup.find_all(_HEADINGS):
        if heading is not title:
            heading.name = f"h{min(6, int(heading.name[1]) + 1)}"


def _find_headings(soup: BeautifulSoup) -> None:
    """Make headings of short bold paragraphs, if a document has no other ones."""
    if any("title" not in _classes(heading) for heading in soup.find_all(_HEADINGS)):
        return
    has_title = soup.find("h1") is not None
    paragraphs = [p for p in soup.find_all("p") if p.get_text(strip=True)]
    for number, paragraph in enumerate(paragraphs):
        words = paragraph.get_text(" ", strip=True)
        bold = "".join(part.get_text() for part in paragraph.find_all(("strong", "b")))
        is_bold = "".join(bold.split()) == "".join(words.split())
        is_inside = paragraph.find_parent(("li", "td", "th", "blockquote"))
        if is_bold and not is_inside and len(words) <= _LONGEST_HEADING and words[-1] not in ".,;":
            paragraph.name = "h2" if number or has_title else "h1"
            paragraph.string = words.rstrip(":")


def _nest_lists(soup: BeautifulSoup) -> None:
    """Put lists of Google Docs, which are side by side, into one another."""
    for found in soup.find_all(("ul", "ol")):
        levels = [_LEVEL_OF_LIST.search(name) for name in _classes(found)]
        level = next((int(match[1]) for match in levels if match), 0)
        before = found.find_previous_sibling()
        if level and isinstance(before, Tag) and before.name in ("ul", "ol"):
            item = _last_item(before, level - 1)
            if item is not None:
                item.append(found.extract())


def _last_item(found: Tag, level: int) -> Tag | None:
    """Return the last item of a list, or of the last list in it at a level."""
    items = found.find_all("li", recursive=False)
    item = items[-1] if items else None
    inner = item.find_all(("ul", "ol"), recursive=False) if item else []
    return _last_item(inner[-1], level - 1) if level and inner else item


def _tick_boxes(soup: BeautifulSoup) -> None:
    """Write the boxes of Notion and Confluence as Markdown does."""
    for box in soup.select("div.checkbox"):
        box.replace_with("[x]" if "checkbox-on" in _classes(box) else "[ ]")
    for task in soup.select("li[data-inline-task-id]"):
        task.insert(0, "[x] " if "checked" in _classes(task) else "[ ] ")


def _flatten_cells(soup: BeautifulSoup) -> None:
    """Write lists and paragraphs in a cell in one line, with breaks between them."""
    for inner in soup.select("td table, th table"):
        inner.replace_with(" ".join(inner.stripped_strings))
    for cell in soup.find_all(("td", "th")):
        for text in cell.find_all(string=lambda text: "|" in text):
            text.replace_with(text.replace("|", _PIPE))
        for item in cell.find_all("li"):
            item.insert(0, f"{_BREAK}• ")
            item.unwrap()
        for found in cell.find_all(("ul", "ol")):
            found.unwrap()
        for number, paragraph in enumerate(cell.find_all("p")):
            if number:
                paragraph.insert(0, _BREAK)
            paragraph.unwrap()
        for line_break in cell.find_all("br"):
            line_break.replace_with(_BREAK)


_REPAIRS: tuple[Callable[[BeautifulSoup], None], ...] = (
    _name_title,
    _find_headings,
    _nest_lists,
    _tick_boxes,
    _flatten_cells,
)


def _classes(tag: Tag) -> Iterator[str]:
    yield from _of(tag, "class").split()


def _of(tag: Tag, name: str) -> str:
    value = tag.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
