"""A template and data to a PDF: the one module that knows typst; what sheets are about it does not.

PDFs are tagged, follow PDF/UA-1 and are the same bytes every time. Sheets are printed with the
bundled fonts. Only one that needs further characters is printed with the fonts of the machine, too,
so no other sheet depends on the machine.
"""

from __future__ import annotations

import json
import os
import re
import threading
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..output.store import NOTHING_KEPT, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import typst

    from ..output.progress import Step
    from ..output.store import Store

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_NOT_DISPLAYED = re.compile(r'the text `"(.*?)"` could not be displayed')
_PAGES = re.compile(r"assertion failed: pages: (\d+ instead of \d+)")
_ESCAPED = re.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<char>.))")
# Control characters, byte order marks and noncharacters, which PDF/UA forbids.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff0-\ufff8\ufffe\uffff]")
# Scripts without spaces break lines anywhere; in these, a word of thirty letters would leave its
# column on the narrowest sheet.
_LONG_WORD = re.compile(r"[!-~\u00a1-\u058f\u0e00-\u0eff]{30,}")
_BREAK = "\u200b"
_STRONG = ("L", "R", "AL")
"""Bidirectional classes of letters that have a direction."""
_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Sans-serif fonts for simplified Chinese, of Linux, macOS and Windows.
_CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip
_ROOM = "sheets"
"""Where PDFs are kept."""
# A compiler keeps what it has read, and serves one caller at a time.
_THREAD = threading.local()


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"

    @property
    def label(self) -> str:
        """As people write it."""
        return "Letter" if self is Paper.LETTER else self.value.upper()


class PagesError(AssertionError):
    """The fault is ours: a sheet does not have the number of pages that it promises."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet to be made."""

    template: str
    """Name of a file in `templates/`, without its suffix."""
    data: Mapping[str, Any]
    """What JSON can hold. Every template needs `title`, `running` (the title in one line, for the
    head of each page), `note` (for its foot), and what `wording.sheet_words` gives: `language` and
    `words`; `pages` where their number is promised."""
    paper: Paper


@dataclass(frozen=True, slots=True)
class Pressed:
    """A PDF."""

    content: bytes
    missing: str = ""
    """Characters that neither the bundled fonts nor those of the machine have, each once: an empty
    box is printed, and it is not PDF/UA."""
    is_of_bundled_fonts: bool = True
    """Whether it is the same on every machine."""


def press(template: str, data: Mapping[str, Any], *, paper: Paper) -> Pressed:
    """Return a sheet as PDF.

    Where no font has a character, not even one of the machine, the PDF is still made, and the
    character is reported.

    Raises:
        PagesError: A bug: the sheet does not have as many pages as it promises.
    """
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False), "paper": paper.value}
    content, missing = _compile_if_displayed(_compiler(template), inputs)
    if not missing:
        return Pressed(content)
    inputs["further-fonts"] = json.dumps({"before-japanese": _fonts_before_japanese(missing)})
    compiler = _compiler(template, of_machine=True)
    content, missing = _compile_if_displayed(compiler, inputs)
    return Pressed(content or _compile(compiler, inputs, []), missing, is_of_bundled_fonts=False)


def press_all(jobs: Iterable[Job], *, step: Step, store: Store = NOTHING_KEPT) -> Iterator[Pressed]:
    """Yield sheets in the order of their jobs.

    Args:
        jobs: What to make.
        step: Is called with the number of sheets that are done.
        store: What was made before; it gets what is made now.

    Raises:
        PagesError: A bug: a sheet does not have as many pages as it promises.
    """
    # A sheet takes 0.1 s and typst needs no lock of Python's: two cores halve the time.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, pressed in enumerate(pool.map(lambda job: press_job(job, store), jobs), 1):
            step(done)
            yield pressed


def press_job(job: Job, store: Store = NOTHING_KEPT) -> Pressed:
    """Return a sheet that was made before from the same, or make it.

    A sheet that needs the fonts of the machine is not kept: with other fonts it is another one.

    Raises:
        PagesError: A bug: the sheet does not have as many pages as it promises.
    """
    key = key_of(json.dumps([job.template, job.paper, job.data], ensure_ascii=True))
    kept = store.get(_ROOM, key)
    if kept is not None:
        return Pressed(kept)
    pressed = press(job.template, job.data, paper=job.paper)
    if pressed.is_of_bundled_fonts:
        store.put(_ROOM, key, pressed.content, is_compressed=True)
    return pressed


def _compiler(template: str, *, of_machine: bool = False) -> typst.Compiler:
    compilers: dict[tuple[str, bool], typst.Compiler] = _THREAD.__dict__.setdefault("compilers", {})
    key = template, of_machine
    if key not in compilers:
        import typst  # loaded where it prints, because the light Rolebook is without it

        compilers[key] = typst.Compiler(
            _TEMPLATES / f"{template}.typ",
            root=_TEMPLATES,
            font_paths=_fonts(of_machine=of_machine),
        )
    return compilers[key]


@cache
def _fonts(*, of_machine: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=of_machine, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
    )


def _fonts_before_japanese(missing: str) -> list[str]:
    """Return the fonts for Chinese if it is read: a sentence in two fonts looks like a mistake.

    The bundled font for Japanese has most Chinese characters, but not all.
    """
    return [*_CHINESE] if _HAN.search(missing) else []


def _compile_if_displayed(compiler: typst.Compiler, inputs: dict[str, str]) -> tuple[bytes, str]:
    """Return a PDF/UA and nothing, or nothing and the characters that no font has."""
    import typst

    try:
        return _compile(compiler, inputs, ["ua-1"]), ""
    except typst.TypstError as error:
        missing = _missing(error.diagnostic)
        if not missing:
            raise
    return b"", missing


def _compile(
    compiler: typst.Compiler, inputs: dict[str, str], standards: list[typst.PDFStandard]
) -> bytes:
    import typst

    try:
        content = compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0
        )
    except typst.TypstError as error:
        pages = _PAGES.search(error.diagnostic)
        if pages:
            raise PagesError(f"{json.loads(inputs['data'])['title']}: {pages[1]}") from error
        raise
    assert isinstance(content, bytes)
    return content


def _missing(diagnostic: str) -> str:
    r"""Return the characters that typst could not display, in order.

    >>> _missing('error: the text `"\\u{d55c}"` could not be displayed with font `"Noto Sans"`')
    '한'
    """
    texts = (_ESCAPED.sub(_unescaped, text) for text in _NOT_DISPLAYED.findall(diagnostic))
    return "".join(sorted(set("".join(texts)) - {_BREAK}))


def _unescaped(escaped: re.Match[str]) -> str:
    return chr(int(escaped["code"], 16)) if escaped["code"] else escaped["char"]


def _clean(value: Any) -> Any:
    """Return data without what cannot be printed, and with places to break long words."""
    if isinstance(value, str):
        printable = _UNPRINTABLE.sub(" ", value.encode("utf-8", "replace").decode())
        return _directed(_LONG_WORD.sub(_breakable, printable))
    if isinstance(value, Mapping):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value


def _breakable(word: re.Match[str]) -> str:
    return _BREAK.join(word[0])


def _directed(text: str) -> str:
    r"""Return a text in its own direction on a sheet of another one, so that its full stop is last.

    The first letter decides, as in HTML with `dir="auto"`.

    >>> _directed("1 a"), _directed("1 \u05d0.")
    ('1 a', '\u20671 א.\u2069')
    """
    if text.isascii():
        return text
    classes = (unicodedata.bidirectional(character) for character in text)
    first = next((one for one in classes if one in _STRONG), "L")
    return text if first == "L" else f"\u2067{text}\u2069"
