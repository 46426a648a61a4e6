"""Inside a paragraph: what is not prose, which lines are rules, and which clauses they have.

Everything works on offsets of one string and is linear in its length.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..markup.bullets import MARKER
from ..rfc2119 import INVISIBLE, MARKUP
from .sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..rfc2119 import Keyword

    Stretch = tuple[int, int]
    """Offsets: the first character, and behind the last one."""
    Covered = tuple[int, int, str]
    """Offsets, and the character that replaces each one between them."""

FILLER = "\0"
"""Replaces a masked character that a reader sees. Sources have none: reading replaces NUL."""

_TICKS = re.compile(r"`+")
_LINK_TARGET = re.compile(r"(?<=\])\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?\)")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>]{1,2000}>?")
_TAG = re.compile(r"</?([A-Za-z][\w-]{0,30})[^<>]{0,500}>")
_NOTE = re.compile(
    r"\[\^[^\]\s]{1,40}\]|<sup\b[^<>]{0,80}>[^<>]{0,20}</sup>|\{[.#:][^{}\n]{0,80}\}", re.IGNORECASE
)
"""The mark of a footnote, or attributes, as some engines write them."""
STRUCK_OUT = (
    r"(?:<(?:del|s|strike)\b[^<>]{0,200}>[^<>]{0,500}</(?:del|s|strike)>"
    r"|(?<!~)~~(?=[^\s~])[^~]{1,500}(?<!\s)~~(?!~))"
)
"""The pattern of words that their author crossed out."""
_BARE_IMAGE = r"!\[[^\]\[\n]{0,200}\]\([^()\s]{1,500}(?:\s[^()\n]{0,200})?\)"
IMAGE = rf"(?:\[{_BARE_IMAGE}\]\([^()\s]{{1,500}}\)|{_BARE_IMAGE})"
"""The pattern of an image, or of one that is a link, such as a badge."""
_STRUCK_OUT = re.compile(STRUCK_OUT, re.IGNORECASE)
_UNSAID = re.compile(
    rf"{STRUCK_OUT}|{IMAGE}|\{{(?:[:.]|#[\w.:-]{{1,80}}\s)[^{{}}\n]{{0,200}}\}}\s*$", re.IGNORECASE
)
_MAYBE_UNSAID = re.compile(r"~~|!\[|\{[:.#]|</(?:del|s|strike)>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]{2,}")
_BEFORE_STOP = re.compile(r"[ \t]+(?=[.,;:!?](?:\s|$))")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ONLY_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_SILENT_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>code|kbd|pre|samp|script|style|template|textarea|tt"
    r"|examples?|commentary)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_OTHER_COMMENT = re.compile(r"\{/\*.{0,2000}?\*/\}|%%[^%\n]{1,500}%%", re.DOTALL)
"""Comments of MDX and of Obsidian."""
_MASKABLE = re.compile(r"[`<&{]|%%|~~|\]\(|\[\^|://")
_FORMATTING = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "dfn", "em", "font", "i", "ins", "mark",
    "nobr", "q", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
"""Tags that change how words look; other tags stand for a word, as `<name>` does."""
_NOT_NEWLINE = re.compile(r"[^\n]")

_LINE_START = re.compile(rf"\n[ \t]*(?:{MARKER})?")
_FIRST_BULLET = re.compile(rf"(?:{MARKER})?")
_FINISHED = re.compile(
    r"(?:[.!?:;…。！？；][)\]\"'”’»」』）*_]{0,4}|[)\]\"'”’»*_][.;…]|<br\s?/?>|\\)\s*$|  $",
    re.IGNORECASE,
)
_ADJECTIVES = ("REQUIRED", "RECOMMENDED", "OPTIONAL")
_QUESTION = re.compile(r"[?？][)\]*_]{0,4}\s*\Z")
_FULL_STOP = re.compile(r"\.[)\]\"'”’»*_]{0,4}\s*$")

_JOINT = re.compile(r"[,;]?\s(?:and|or|but|while|whereas|then)\s|[,;]\s|\s[–—-]\s", re.IGNORECASE)
_WORD = re.compile(rf"[^\s*_:.,;!?()\[\]\"'|–—{MARKUP}{INVISIBLE}-]")


def mask(text: str) -> str:
    r"""Blank out code, comments, tags, entities of white space and addresses, keeping every offset.

    >>> mask("a `MUST` <b>c</b>&nbsp;d").replace(FILLER, "·").replace(MARKUP, "-")
    'a ······ ---c----      d'
    """
    if not _MASKABLE.search(text):
        return text
    text = hide(text)
    covered = [(*span, FILLER) for span in _code_spans(text)]
    targets = [(*match.span(), MARKUP) for match in _LINK_TARGET.finditer(text)]
    covered += targets
    covered += [(*match.span(), MARKUP) for match in _NOTE.finditer(text)]
    covered += [(*match.span(), FILLER) for match in _STRUCK_OUT.finditer(text)]
    # The address in a target ends with it, although an address could go on with ")." and more.
    covered += [(*match.span(), FILLER) for match in _ADDRESS.finditer(_blank(text, targets))]
    covered += [
        (*match.span(), MARKUP if match[1].lower() in _FORMATTING else FILLER)
        for match in _TAG.finditer(text)
    ]
    return _blank(text, [*covered, *_unseen_entities(text)])


def visible(text: str) -> str:
    """Return a text without soft hyphens and the like, even where they are written as entities.

    >>> visible("MU&shy;ST")
    'MUST'
    """
    unescaped = html.unescape(text) if "&" in text else text
    return unescaped if unescaped.isascii() else _ONLY_INVISIBLE.sub("", unescaped)


def _unseen_entities(text: str) -> Iterator[Covered]:
    """Yield the entities that stand for white space or for an invisible character."""
    for match in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(match[0])
        if meant.isspace():
            yield *match.span(), " "
        elif _ONLY_INVISIBLE.fullmatch(meant):
            yield *match.span(), MARKUP


def hide(text: str) -> str:
    """Blank out comments and the text of elements such as `<code>`, keeping every offset."""
    if "{/*" in text or "%%" in text:
        text = _blank(text, ((*match.span(), " ") for match in _OTHER_COMMENT.finditer(text)))
    if "<" not in text:
        return text
    text = _blank(text, ((*span, " ") for span in _comments(text)))
    return _blank(text, ((*span, FILLER) for span in _silent(text)))


def without_unsaid(text: str) -> str:
    """Return a text without what its author struck out, images, and attributes at its end.

    >>> without_unsaid("![x](x.svg) The clerk ~~MUST~~ SHOULD type `~~`. {: #bell}")
    'The clerk SHOULD type `~~`.'
    """
    if not _MAYBE_UNSAID.search(text):
        return text
    code = [*_code_spans(text)]
    unsaid = [
        match.span()
        for match in _UNSAID.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in code)
    ]
    if not unsaid:
        return text
    kept = _blank(text, ((*span, FILLER) for span in unsaid)).replace(FILLER, "")
    return _BEFORE_STOP.sub("", _BLANKS.sub(" ", kept)).strip()


def _blank(text: str, covered: Iterable[Covered]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, filler in sorted(covered):
        if end > at:
            parts += [
                text[at : max(at, start)],
                _NOT_NEWLINE.sub(filler, text[max(at, start) : end]),
            ]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def _code_spans(text: str) -> Iterator[Stretch]:
    """Pair runs of backticks of one length, as CommonMark §6.1 does, in one pass."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    following: dict[int, int] = {}
    partner = [0] * len(runs)
    for i in range(len(runs) - 1, -1, -1):
        length = runs[i][1] - runs[i][0]
        partner[i] = following.get(length, 0)
        following[length] = i
    i = 0
    while i < len(runs):
        start = runs[i][0]
        if partner[i] and text[start - 1 : start] != "\\":
            yield start, runs[partner[i]][1]
            i = partner[i]
        i += 1


def _comments(text: str) -> Iterator[Stretch]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _silent(text: str) -> Iterator[Stretch]:
    """Yield elements whose text is not prose, from the end of the start tag to the end tag."""
    start, name = 0, ""
    for match in _SILENT_TAG.finditer(text):
        if not name and not match["end"]:
            start, name = match.end(), match["name"].lower()
        elif match["end"] and match["name"].lower() == name:
            yield start, match.start()
            name = ""


# --- lines and sentences
# ------------------------------------------------------------------------------------


def stretches(
    text: str, masked: str, keywords: Sequence[Keyword]
) -> Iterator[tuple[int, int, list[Keyword]]]:
    """Yield the sentences of a paragraph with their keywords; a line that is a rule is one."""
    following = 0
    for start, end in rule_lines(text, masked, keywords):
        for begin, stop in sentences(masked, start, end):
            first = following
            while following < len(keywords) and keywords[following].start < stop:
                following += 1
            yield begin, stop, list(keywords[first:following])


def rule_lines(text: str, masked: str, keywords: Sequence[Keyword]) -> list[Stretch]:
    r"""Split a paragraph where a line begins a rule, and return the offsets of the pieces.

    Markdown makes one paragraph of lines that follow each other. A line that opens with a keyword
    starts a rule if the line before is finished, or if the paragraph is a run of such lines; a
    wrapped sentence that merely goes on with a keyword stays whole.

    >>> from ..rfc2119 import find_keywords
    >>> def split(text): return [text[a:b] for a, b in rule_lines(text, text, find_keywords(text))]
    >>> split("**MUST** a\n**MAY** b")
    ['**MUST** a\n', '**MAY** b']
    >>> split("the server\nMUST reply")
    ['the server\nMUST reply']
    """
    if "\n" not in text or not keywords:
        return [(0, len(text))]
    opening = {keyword.start: keyword for keyword in keywords}
    first = _FIRST_BULLET.match(masked)
    starts = [
        (0, first.end() if first else 0),
        *((m.start() + 1, m.end()) for m in _LINE_START.finditer(masked)),
    ]
    is_run = _is_run(text, [opening.get(at) for _, at in starts])
    cuts = [0]
    for i, (start, at) in enumerate(starts[1:], 1):
        if at in opening and (is_run or _FINISHED.search(text[starts[i - 1][0] : start - 1])):
            cuts.append(start)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _is_run(text: str, openers: Sequence[Keyword | None]) -> bool:
    """Whether a paragraph whose lines open with these keywords, or none, is a list of rules.

    Below a first line without a keyword, a title perhaps, all others need an emphasised one; and no
    full stop at the end, for that would make it one sentence that is wrapped before its keywords.
    "OPTIONAL parts are …" is prose.
    """
    first = openers[0]
    if first and (first.emphasised or first.written not in _ADJECTIVES):
        return sum(opener is not None for opener in openers) > 1
    are_emphasised = all(opener and opener.emphasised for opener in openers[1:])
    return are_emphasised and len(openers) > 2 and not _FULL_STOP.search(text, len(text) - 9)


def clauses(
    masked: str, start: int, end: int, keywords: Sequence[Keyword]
) -> Iterator[tuple[int, int, Keyword]]:
    """Yield one stretch of a sentence for each keyword, cut at the last joint before the next one.

    >>> from ..rfc2119 import find_keywords
    >>> text = "Clients MUST log in and MAY stay."
    >>> [text[a:b] for a, b, _ in clauses(text, 0, len(text), find_keywords(text))]
    ['Clients MUST log in', 'MAY stay.']
    """
    found: list[tuple[int, int, Keyword]] = []
    keywords = _main(masked, start, keywords)
    begin = start
    for keyword, following in pairwise(keywords):
        cut = after = following.start
        # A semicolon separates the clauses, no matter which commas follow.
        first = max(keyword.end, masked.rfind(";", keyword.end, following.start))
        for joint in _JOINT.finditer(masked, first, following.start):
            cut, after = joint.span()
            if masked[cut] == ";":
                break
        if _WORD.search(masked, begin, keyword.start) or _WORD.search(masked, keyword.end, cut):
            found.append((begin, cut, keyword))
            begin = after
    last = keywords[-1]
    has_words = _WORD.search(masked, begin, last.start) or _WORD.search(masked, last.end, end)
    if found and not has_words and last.written.endswith(_ADJECTIVES):
        # "is RECOMMENDED but OPTIONAL": the last one has no words of its own.
        begin, _, last = found.pop()
    yield from found
    yield begin, end, last


def _main(masked: str, start: int, keywords: Sequence[Keyword]) -> Sequence[Keyword]:
    """Return the keywords of a sentence without those that only say which thing is meant.

    "Clients that MUST NOT cache MUST log" is one rule; ", which MUST be short" is another one.
    """
    if len(keywords) < 2:
        return keywords
    froms = [start, *(keyword.end for keyword in keywords)]
    nexts = [*(keyword.start for keyword in keywords[1:]), len(masked)]
    main = [
        keyword
        for begin, keyword, end in zip(froms, keywords, nexts, strict=False)
        if not _is_subordinate(masked, begin, keyword, end)
    ]
    return main or keywords


def _is_subordinate(masked: str, begin: int, keyword: Keyword, end: int) -> bool:
    before = masked[max(begin, keyword.start - _LONGEST_CLAUSE) : keyword.start]
    if keyword.written.endswith(_ADJECTIVES):
        return False
    if _RELATIVE.search(before):
        return True
    return bool(_CASE_CLAUSE.match(before) and _MAIN_CLAUSE.search(masked, keyword.end, end))


_LONGEST_CLAUSE = 80
_RELATIVE = re.compile(
    r"(?:(?<![,;])(?<!\bin)(?<!\bfor)(?<!\babove)(?<!\bbelow)(?<!\bafter)(?<!\bof)(?<!\band)\s(?:that|who|which)\s(?:also\s|still\s|only\s)?"
    r"|\s(?:what|whatever)\s(?:(?:they|it|he|she|you|we|one)\s)?)[*_]{0,3}\Z"
)
"""What a keyword is behind in a clause that says which thing is meant."""
_CASE_CLAUSE = re.compile(r"\W{0,4}(?:If|When|Whenever)\s(?:[\w'’-]{1,30}\s){1,6}[*_]{0,3}\Z")
_MAIN_CLAUSE = re.compile(r",\s(?!(?:and|or|but)\b)")


def is_question(sentence: str) -> bool:
    """Whether a sentence asks: "MUST we log in?" states nothing.

    >>> is_question("MUST we log in? "), is_question("You MUST log in.")
    (True, False)
    """
    return bool(_QUESTION.search(sentence))


def is_bare(masked: str, start: int, end: int, keywords: Sequence[Keyword]) -> bool:
    """Whether a stretch holds keywords and no other word."""
    ends = [start, *(keyword.end for keyword in keywords)]
    starts = [*(keyword.start for keyword in keywords), end]
    return not any(_WORD.search(masked, a, b) for a, b in zip(ends, starts, strict=True))
