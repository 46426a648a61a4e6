"""What a role is about, at a glance: a persona to its mission in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import PassageKind
from ..model.remembering import remembered
from ..parse.inline import mask
from ..parse.sentences import sentences
from ..words.lines import one_line

if TYPE_CHECKING:
    from ..model import Persona

_NO_SENTENCE = ("#", "-", "*", "+", ">", "|", "1.", "1)", "!", "<", "```", "~~~")
"""What a paragraph of Markdown doesn't begin with; a bold word does, see below."""
_ENDS = (".", "!", "?", "…", "。", ")", "*", "_", '"', "”")
"""What a sentence ends with, emphasis and quotation marks included."""
_LONGEST = 320
"""Characters: a longer sentence is no summary, and fills a phone."""


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
    return next((one for one in whole if len(one) <= _LONGEST), "")


def _is_paragraph(text: str) -> bool:
    return bool(text) and (text.startswith("**") or not text.startswith(_NO_SENTENCE))


def _first_sentence(text: str) -> str:
    line = one_line(text.split("\n\n")[0])
    begin, end = next(sentences(mask(line), 0, len(line)), (0, 0))
    return line[begin:end].strip()
