"""What a role is about, at a glance: a persona to its mission in one sentence, and the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import PassageKind
from ..model.remembering import remembered
from ..parse.inline import mask
from ..parse.sentences import sentences
from ..words.lines import one_line

if TYPE_CHECKING:
    from ..model import Passage, Persona

_NO_SENTENCE = ("#", "-", "*", "+", ">", "|", "1.", "1)", "!", "<", "```", "~~~")
"""What a paragraph of Markdown doesn't begin with; a bold word does, see below."""
_ENDS = (".", "!", "?", "…", "。", ")", "*", "_", '"', "”")
"""What a sentence ends with, emphasis and quotation marks included."""
_LONGEST = 320
"""Characters: a longer sentence is no summary, and fills a phone."""
_LABEL = re.compile(r"[^\W\d_][\w ]{1,30}:\s")
"""What a line about the file begins with: `Document owner: the head of the harbour.`"""
_PAIRED = ("**", "__", "*", "_", "`", "~")
"""Marks around words: a sentence with only one of them begins what ends behind it."""


@remembered
def mission(persona: Persona) -> str:
    r"""Return the first sentence of what the author says the role is for, as Markdown.

    Args:
        persona: The persona.

    Returns:
        The sentence; empty where the overview has none that is short enough.

    >>> from rolebook import Source, handbook
    >>> text = "# The Baker\n\n## Persona Overview\n\nThe Baker bakes. It\nis early work.\n"
    >>> [mission(persona) for persona in handbook([Source("a.md", text)]).personas]
    ['The Baker bakes.']
    """
    written = [one.text.strip() for one in persona.overview if one.kind is PassageKind.TEXT]
    firsts = [_first_sentence(text) for text in written if _is_paragraph(text)]
    # Items of a list are fragments; but a single line says what there is to say.
    whole = firsts if len(written) == 1 else [one for one in firsts if one.endswith(_ENDS)]
    short = [one for one in whole if len(one) <= _LONGEST]
    return min(short, key=_is_label, default="")


def rest_of_overview(persona: Persona) -> list[Passage]:
    r"""Return what the overview says besides the mission, which is above it on a page.

    Args:
        persona: The persona.

    Returns:
        Its passages, without the mission; with it if words in bold or of a link go on behind it.

    >>> from rolebook import Source, handbook
    >>> text = "# The Baker\n\n## Persona Overview\n\nThe Baker bakes. It\nis early work.\n"
    >>> (baker,) = handbook([Source("a.md", text)]).personas
    >>> [passage.text for passage in rest_of_overview(baker)]
    ['It\nis early work.']
    """
    said = _loosely(mission(persona))
    rest: list[Passage] = []
    for passage in persona.overview:
        begin = said.match(passage.text) if said else None
        if begin:
            said = None
            passage = replace(passage, text=passage.text[begin.end() :])
        if passage.text.strip():
            rest.append(passage)
    return rest


def _loosely(sentence: str) -> re.Pattern[str] | None:
    """Return what finds a sentence at the start of a text; nothing if it can't be taken away."""
    if not sentence or not _is_whole(sentence):
        return None
    words = r"\s+".join(map(re.escape, sentence.split()))
    return re.compile(rf"\s*{words}\s*")


def _is_whole(sentence: str) -> bool:
    """Whether no emphasis, code or link that begins in a sentence goes on behind it."""
    is_paired = all(sentence.count(mark) % 2 == 0 for mark in _PAIRED)
    return is_paired and sentence.count("[") == sentence.count("]")


def _is_label(sentence: str) -> bool:
    return bool(_LABEL.match(sentence))


def _is_paragraph(text: str) -> bool:
    return bool(text) and (text.startswith("**") or not text.startswith(_NO_SENTENCE))


def _first_sentence(text: str) -> str:
    line = one_line(text.split("\n\n")[0])
    begin, end = next(sentences(mask(line), 0, len(line)), (0, 0))
    sentence = line[begin:end].strip()
    return sentence if _is_whole(sentence) else sentence.strip("*_")
