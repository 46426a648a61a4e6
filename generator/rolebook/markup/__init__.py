"""Markdown: text to blocks, and text to safe HTML. The one module that knows markdown-it.

It knows nothing of rules; a block is a heading, a paragraph, a list and so on, with its lines.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import nh3
from markdown_it import MarkdownIt

from . import bullets, frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

MAX_NESTING = 60
"""Deeper lists and quotes are kept as text: deep enough for people, safe for Python's stack."""


class Kind(StrEnum):
    """The kinds of block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CODE = "code"
    HTML = "html"
    BREAK = "break"
    BURIED = "buried"


@dataclass(slots=True)
class Block:
    """A piece of Markdown with its place."""

    kind: Kind
    start: int
    """Index of its first line, from 0."""
    end: int
    """Index behind its last line."""
    text: str = ""
    """Content without the markers of the containers around it; empty where `children` hold it."""
    level: int = 0
    """Level of a heading, 1 to 6; 1 for an ordered list."""
    is_open: bool = False
    """A code fence that is never closed."""
    children: list[Block] = field(default_factory=list)


_BLOCKS = (
    MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    .enable("table")
    .disable(["reference", "inline"])
)
_HTML = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

_KINDS = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "list_item_open": Kind.ITEM,
    "blockquote_open": Kind.QUOTE,
    "table_open": Kind.TABLE,
    "tr_open": Kind.ROW,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    "html_block": Kind.HTML,
    "hr": Kind.BREAK,
}
_TRANSPARENT = {"thead_open", "thead_close", "tbody_open", "tbody_close"}
_NO_QUOTE = re.compile(r"[^>\s]")
MARKERS_ONLY = re.compile(rf"(?:[\s>]|(?:[-*+]|\d{{1,9}}[.)])(?:\s|$)|{bullets.ALONE}(?=\s*$))*")
_MAYBE_BULLETS = re.compile(
    rf"^(?>(?:>|(?:[-*+]|\d{{1,9}}[.)])[^\S\n]|[^\S\n])*)(?:{bullets.MARKER}|{bullets.ALONE}$)",
    re.MULTILINE,
)
_MOST_ROUNDS = 4
"""How often lines are rewritten: indented code can turn into a list below a new item."""


def blocks(text: str) -> list[Block]:
    r"""Return the top-level blocks of a Markdown text; linear in its length.

    >>> [(block.kind.value, block.start, block.text) for block in blocks("# A\n\nb\nc\n")]
    [('heading', 0, 'A'), ('paragraph', 2, 'b\nc')]
    """
    lines = text.split("\n")
    known = list(lines)
    found = _parsed(text, known)
    may_rewrite = _MAYBE_BULLETS.search(text) or frames.MAYBE.search(text)
    for _ in range(_MOST_ROUNDS if may_rewrite else 0):
        rewritten = dict(line for block in _texts(found) for line in _rewritten(block, known))
        if not rewritten:
            break
        known = [rewritten.get(n, line) for n, line in enumerate(known)]
        found = _parsed("\n".join(known), known)
    return _with_buried_lines(found, lines)


def _parsed(text: str, lines: list[str]) -> list[Block]:
    root = Block(Kind.ITEM, 0, len(lines))
    stack = [root]
    for token in _BLOCKS.parse(text):
        if token.type in _TRANSPARENT:
            continue
        if token.type == "inline":
            stack[-1].text = token.content
            if stack[-1].kind in (Kind.PARAGRAPH, Kind.HEADING):
                stack[-1].start += _stripped_lines(lines, stack[-1])
        elif token.nesting < 0:
            stack.pop()
        else:
            block = _block(token, stack[-1], lines)
            stack[-1].children.append(block)
            if token.nesting > 0:
                stack.append(block)
    return root.children


def _texts(found: Iterable[Block]) -> Iterator[Block]:
    """Yield the paragraphs, and the headings that `---` makes of the last lines of a list."""
    for block in _leaves(found):
        if block.kind is Kind.PARAGRAPH or (block.kind is Kind.HEADING and block.level == 2):
            yield block


def _rewritten(block: Block, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph that Markdown would not read as they are meant."""
    if block.kind is Kind.PARAGRAPH:
        yield from frames.frames(block.text.split("\n"), block.start, lines)
    yield from _with_known_bullets(block, lines)


def _with_known_bullets(block: Block, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph that start an item, with a Markdown bullet and indentation."""
    written = block.text.split("\n")
    found = bullets.items(written)
    if not found:
        return
    befores = [_before(lines[block.start + item.index], written[item.index]) for item in found]
    if block.kind is Kind.HEADING and "#" in befores[0]:
        return
    columns = [len(before.expandtabs(4)) for before in befores]
    base = _NO_QUOTE.sub(" ", _before(lines[block.start], written[0])).expandtabs(4)
    depths = bullets.depths(found, columns, written)
    for item, before, column, depth in zip(found, befores, columns, depths, strict=True):
        number, content = block.start + item.index, item.content
        if not content:
            yield number, before
            number, content = number + 1, written[item.index + 1].strip()
        # The first line keeps the markers of the containers that it opens; a line further to the
        # left is outside all of them.
        is_outside = item.index == 0 or column < len(base)
        yield number, f"{before if is_outside else base + '  ' * depth}- {content}"


def _before(line: str, written: str) -> str:
    """Return the part of a line before the text that Markdown keeps."""
    return line[: max(0, line.rfind(written.strip()))]


def _block(token: Token, parent: Block, lines: list[str]) -> Block:
    start, end = token.map or (parent.start, parent.end)
    level = int(token.type == "ordered_list_open")
    if token.type == "heading_open":
        level = int(token.tag[1])
    text = token.content if token.type in ("fence", "code_block", "html_block") else ""
    is_open = False
    if token.type == "fence":
        is_open = not _closes(lines[end - 1], token.markup, is_first=end - 1 == start)
    return Block(_KINDS[token.type], start, end, text, level, is_open)


def _stripped_lines(lines: list[str], block: Block) -> int:
    """Return how many leading lines markdown-it dropped: blank to Python, not to Markdown."""
    missing = block.end - block.start - 1 - block.text.count("\n")
    first = block.text.split("\n", 1)[0].strip()
    return next((n for n in range(missing) if first in lines[block.start + n]), max(0, missing))


def _closes(line: str, fence: str, *, is_first: bool) -> bool:
    tail = line.strip(" \t>")
    return not is_first and len(tail) >= len(fence) and not tail.strip(fence[0])


def _with_buried_lines(found: list[Block], lines: list[str]) -> list[Block]:
    """Add the lines beyond the nesting limit, so that nothing is lost."""
    seen: set[int] = set()
    for block in _leaves(found):
        seen.update(range(block.start, block.end))
    lost = [n for n, line in enumerate(lines) if n not in seen and not MARKERS_ONLY.fullmatch(line)]
    if not lost:
        return found
    buried = [
        Block(Kind.BURIED, first, last + 1, "\n".join(lines[first : last + 1]))
        for first, last in _runs(lost)
    ]
    return sorted([*found, *buried], key=lambda block: (block.start, block.end))


def _leaves(found: Iterable[Block]) -> Iterable[Block]:
    stack = list(found)
    while stack:
        block = stack.pop()
        if block.kind in (Kind.LIST, Kind.ITEM, Kind.QUOTE):
            stack.extend(block.children)
        else:
            yield block


def _runs(numbers: list[int]) -> Iterable[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


# --- HTML


_PLAIN = re.compile(r"[\w\s.,;:()/'\"+%=?#@-]*")
_INTRAWORD = re.compile(r"[_'\"#]|//|www\.|:\S")
_TAG = re.compile(r"<[^>]*>")
_ANY_TAG = re.compile(r"<[^<>]*>")
Definitions = dict[str, Any]
"""Link reference definitions, as Markdown keeps them."""
MAX_OPEN_TAGS = 2_000
"""With more unclosed tags, all tags are removed: nesting them takes time squared."""
# An image might come from another host, and pages load nothing from there: it becomes a link.
_ALLOWED = {*nh3.ALLOWED_TAGS, "details", "summary", "section"} - {"img"}
_INLINE_TAGS = (
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup "
    "time u var wbr"
)
_INLINE = _ALLOWED & {*_INLINE_TAGS.split()}
"""Tags allowed in a single line, where nothing may start a block."""
_OTHER_TAGS = (
    "img script style iframe object embed applet form input button select option optgroup "
    "textarea label fieldset legend svg math video audio source track canvas link meta base html "
    "head body title template noscript frame frameset font main dialog picture param output "
    "progress meter slot"
)
_KNOWN = _ALLOWED | {*_OTHER_TAGS.split()}
"""HTML tags; other words in angle brackets are the author's: `Map<K>`, `<name of the branch>`."""
_TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_TAG_OR_MARK = re.compile(r'(<[^<>]*>)|="@/')
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "a": {"href", "title"},
    "code": {"class"},
    "td": {"style"},
    "th": {"style"},
}


def inline_html(text: str, resolve: Callable[[str], str | None] | None = None) -> str:
    """Render one line of Markdown, without unsafe HTML and links that `resolve` rejects.

    The text of what is removed is kept.

    >>> inline_html("use `TLS` & *not* SSL")
    'use <code>TLS</code> &amp; <em>not</em> SSL'
    >>> inline_html("return <b>Optional</b><T>")
    'return <b>Optional</b>&lt;T&gt;'
    """
    if _PLAIN.fullmatch(text) and not _INTRAWORD.search(text):
        return html.escape(text, quote=False)
    return _clean(_HTML.parseInline(text, {}), {}, resolve, _INLINE)


def definitions(text: str) -> Definitions:
    """Return the link reference definitions (`[a]: https://…`) of a text, for `block_html`."""
    env: Definitions = {}
    _HTML.parse(text, env)
    return env


def block_html(
    text: str,
    resolve: Callable[[str], str | None] | None = None,
    *,
    known: Definitions | None = None,
) -> str:
    r"""Render Markdown of any length the same way.

    Args:
        text: The Markdown.
        resolve: See `inline_html`.
        known: Link reference definitions from elsewhere in the document.

    >>> block_html("- a\n- <b>b</b> <script>c</script>\n")
    '<ul>\n<li>a</li>\n<li><b>b</b> </li>\n</ul>'
    """
    env = known if known is not None else {}
    return _clean(_HTML.parse(text, env), env, resolve, _ALLOWED)


def plain(text: str) -> str:
    """Return the words of a line of Markdown, for search records and titles.

    >>> plain("see [the **guide**](https://example.org) for `x`")
    'see the guide for x'
    """
    if _PLAIN.fullmatch(text) and "_" not in text:
        return text
    return html.unescape(_TAG.sub("", inline_html(text)))


def _clean(
    tokens: list[Token],
    env: Definitions,
    resolve: Callable[[str], str | None] | None,
    allowed: set[str],
) -> str:
    _resolve_links(tokens, resolve)
    _show_unknown_tags(tokens)
    rendered = str(_HTML.renderer.render(tokens, _HTML.options, env))
    if "<" not in rendered:
        return _unmarked(rendered).strip()
    if rendered.count("<") - 2 * rendered.count("</") > MAX_OPEN_TAGS:
        return _unmarked(
            html.escape(html.unescape(_ANY_TAG.sub("", rendered)), quote=False)
        ).strip()
    cleaned = nh3.clean(
        rendered,
        tags=allowed,
        attributes=_ATTRIBUTES,
        filter_style_properties={"text-align"},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    return _unmarked(cleaned).strip()


def _show_unknown_tags(tokens: list[Token]) -> None:
    for token in tokens:
        _show_unknown_tags(token.children or [])
        name = _TAG_NAME.match(token.content) if token.type == "html_inline" else None
        if name and name[1].casefold() not in _KNOWN:
            token.type = "text"


def _unmarked(rendered: str) -> str:
    """Make sure that an author's own `="@/` isn't taken for an address in the site."""
    if '="@/' not in rendered:
        return rendered
    return _TAG_OR_MARK.sub(lambda match: match[1] or "=&quot;@/", rendered)


def _image_as_link(
    renderer: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType
) -> str:
    image = tokens[i]
    words = html.escape(renderer.renderInlineAsText(image.children or [], options, env))
    source = html.escape(str(image.attrs.get("src", "")))
    return f'<a href="{source}">{words or source}</a>' if source else words


_HTML.add_render_rule("image", _image_as_link)


def _resolve_links(tokens: list[Token], resolve: Callable[[str], str | None] | None) -> None:
    for token in tokens:
        if token.children:
            _resolve_links(token.children, resolve)
        for name in ("href", "src"):
            target: Any = token.attrs.get(name)
            if target is None or resolve is None:
                continue
            resolved = resolve(str(target))
            if resolved is None:
                token.attrs.pop(name)
            else:
                token.attrs[name] = resolved
