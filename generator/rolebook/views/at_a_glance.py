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
_LONGEST = 320
"""Characters: a longer sentence is no summary, and fills a phone."""


@remembered
def mission(persona: Persona) -> str:
    r"""Return the first sentence of what the author says the role is for, as Markdown.

    Args:
        persona: The persona.

    Returns:
        The sentence; empty where the overview has none, or only one that is too long.

    >>> from rolebook import Source, handbook
    >>> text = "# The Baker\n\n## Persona Overview\n\nThe Baker bakes. It\nis early work.\n"
    >>> [mission(persona) for persona in handbook([Source("a.md", text)]).personas]
    ['The Baker bakes.']
    """
    written = (one.text.strip() for one in persona.overview if one.kind is PassageKind.TEXT)
    for text in filter(_is_paragraph, written):
        line = one_line(text.split("\n\n")[0])
        begin, end = next(sentences(mask(line), 0, len(line)), (0, 0))
        sentence = line[begin:end].strip()
        return sentence if len(sentence) <= _LONGEST else ""
    return ""


def _is_paragraph(text: str) -> bool:
    return bool(text) and (text.startswith("**") or not text.startswith(_NO_SENTENCE))
