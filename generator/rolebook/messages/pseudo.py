"""A catalogue to one whose messages are marked and 40 % longer, as a translation might be.

What a page shows without marks is not from the catalogue; what does not fit would not fit in
German. `en-XA` is what Android and Chromium call such a language.
"""

from __future__ import annotations

import re
from typing import Any

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer

BEGIN, END = "«", "»"
"""They surround every message; no author's words have them, and the fonts of the sheets do."""
_LONGER = 1.4
_VOWELS = re.compile(r"[aeiouyAEIOUY]")


def pseudo(catalogue: str) -> str:
    r"""Return a catalogue in the pseudo-language.

    >>> print(pseudo("rules = Rules of { $role }\n"), end="")
    rules = «Ruulees oof { $role }»
    """
    resource = FluentParser(with_spans=False).parse(catalogue)
    return FluentSerializer().serialize(_Pseudo().visit(resource))


class _Pseudo(Transformer):
    def visit_Message(self, node: Any) -> Any:  # noqa: N802 - the visitor calls it so
        for holder in (node, *node.attributes):
            if holder.value is not None:
                holder.value = _marked(self.visit(holder.value))
        return node

    def visit_TextElement(self, node: Any) -> Any:  # noqa: N802
        node.value = longer(node.value)
        return node


def _marked(pattern: Any) -> Any:
    return ast.Pattern([ast.TextElement(BEGIN), *pattern.elements, ast.TextElement(END)])


def longer(text: str) -> str:
    """Return a text that is 40 % longer: its vowels are doubled, and tildes make up the rest.

    >>> longer("Search"), longer("why PDF")
    ('Seeaarch', 'whyy PDF~')
    """
    letters = sum(character.isalpha() for character in text)
    wanted = len(text) + round(letters * (_LONGER - 1))
    doubled = _VOWELS.sub(lambda match: match[0] * 2, text)
    if not letters or len(doubled) >= wanted:
        return doubled
    words, space = doubled.rstrip(), doubled[len(doubled.rstrip()) :]
    return f"{words}{'~' * (wanted - len(doubled))}{space}"
