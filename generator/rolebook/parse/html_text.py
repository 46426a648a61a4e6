"""The readable text of raw HTML, piece by piece, with its lines."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKING = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SILENT = {"script", "style", "code", "pre", "template", "textarea"}


def segments(text: str) -> list[tuple[int, str]]:
    r"""Return the text of each block-level element with the index of its line.

    >>> segments("<ul>\n<li>You <b>MUST</b> log in</li>\n</ul>")
    [(1, 'You MUST log in')]
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_segment()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._line = 0
        self._silent = 0

    def end_segment(self) -> None:
        text = "".join(self._parts).strip()
        if text:
            self.found.append((self._line, " ".join(text.split())))
        self._parts = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self.end_segment()
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.end_segment()
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        if self._silent or not data.strip():
            self._parts.append(" " if self._parts else "")
            return
        if not self._parts:
            self._line = self.getpos()[0] - 1 + len(data[: len(data) - len(data.lstrip())].split("\n")) - 1
        self._parts.append(data)
