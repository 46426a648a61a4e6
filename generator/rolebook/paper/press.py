"""A template and data to a PDF: the one module that knows typst, and what it knows nothing of is what sheets are about.

PDFs are tagged, follow PDF/UA-1 and are the same bytes every time. Only the bundled fonts are used.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping

    from ..output.progress import Step

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_NOT_DISPLAYED = re.compile(r'the text `"(.*?)"` could not be displayed')
_PAGES = re.compile(r"assertion failed: pages: (\d+ instead of \d+)")
_ESCAPED = re.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<char>.))")
# Control characters, byte order marks and noncharacters, which PDF/UA forbids.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff0-\ufff8\ufffe\uffff]")
# In scripts without spaces lines break anywhere; in these a word of this length would leave its
# column.
_LONG_WORD = re.compile(r"[!-~\u00a1-\u058f\u0e00-\u0eff]{30,}")
_BREAK = "\u200b"
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
    """The fault is ours: a sheet has not as many pages as it promises, so it is not printed."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet to be made."""

    template: str
    """Name of a file in `templates/`, without its suffix."""
    data: Mapping[str, Any]
    """What JSON can hold. For every template are `title`, `running` (the title in one line, for the head of
    each page), `note` (for its foot) and `language` (`en`); and `pages` where their number is
    promised."""
    paper: Paper


@dataclass(frozen=True, slots=True)
class Pressed:
    """A PDF."""

    content: bytes
    missing: str = ""
    """Characters that no font has, each once; in their place stands an empty box, and the PDF is not PDF/UA."""


def press(template: str, data: Mapping[str, Any], *, paper: Paper) -> Pressed:
    """Return a sheet as PDF.

    Where no font has a character, the PDF is made nevertheless, and the character is told.

    Raises:
        PagesError: The fault is ours: the sheet has not as many pages as it promises.
    """
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False), "paper": paper.value}
    compiler = _compiler(template)
    try:
        return Pressed(_compile(compiler, inputs, ["ua-1"]))
    except typst.TypstError as error:
        missing = _missing(error.diagnostic)
        if not missing:
            raise
    return Pressed(_compile(compiler, inputs, []), missing)


def press_all(
    jobs: Iterable[Job], *, step: Step, printed: MutableMapping[str, Pressed] | None = None
) -> Iterator[Pressed]:
    """Yield sheets in the order of their jobs.

    Args:
        jobs: What to make.
        step: Is told how many are done.
        printed: What was made before, by what it was made from. It is used again, and afterwards
            holds what was made
            now; so a server that builds again and again makes only what changed.

    Raises:
        PagesError: The fault is ours: a sheet has not as many pages as it promises.
    """
    before = dict(printed or {})
    wanted = [(_key(job), job) for job in jobs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda one: before.get(one[0]) or _press_job(one[1]), wanted)
        if printed is not None:
            printed.clear()
        for done, ((key, _), pressed) in enumerate(zip(wanted, made, strict=True), 1):
            if printed is not None:
                printed[key] = pressed
            step(done)
            yield pressed


def _key(job: Job) -> str:
    return json.dumps([job.template, job.paper, job.data], ensure_ascii=True)


def _press_job(job: Job) -> Pressed:
    return press(job.template, job.data, paper=job.paper)


def _compiler(template: str) -> typst.Compiler:
    compilers: dict[str, typst.Compiler] = _THREAD.__dict__
    if template not in compilers:
        path = _TEMPLATES / f"{template}.typ"
        compilers[template] = typst.Compiler(
            path, root=_TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
        )
    return compilers[template]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
    )


def _compile(
    compiler: typst.Compiler, inputs: dict[str, str], standards: list[typst.PDFStandard]
) -> bytes:
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

    >>> _missing('error: PDF/UA-1 error: the text `"\\u{d55c}"` could not be displayed with font `"Noto Sans"`')
    '한'
    """
    found = {
        char
        for text in _NOT_DISPLAYED.findall(diagnostic)
        for char in _ESCAPED.sub(_unescaped, text)
    }
    return "".join(sorted(found))


def _unescaped(escaped: re.Match[str]) -> str:
    return chr(int(escaped["code"], 16)) if escaped["code"] else escaped["char"]


def _clean(value: Any) -> Any:
    """Return data without what cannot be printed, and with places at which words that are too long can break."""
    if isinstance(value, str):
        return _LONG_WORD.sub(
            _breakable, _UNPRINTABLE.sub(" ", value.encode("utf-8", "replace").decode())
        )
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value


def _breakable(word: re.Match[str]) -> str:
    return _BREAK.join(word[0])
