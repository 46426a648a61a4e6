"""Words of authors that are written from right to left, to HTML that keeps them together."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
"""Of Hebrew, Arabic and the other scripts that are written from right to left."""
_TURNED = re.compile(f"{_LETTER}(?:.*{_LETTER})?", re.DOTALL)
"""From the first of them to the last."""


def is_turned(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return _TURNED.search(text) is not None


def kept_together(text: str) -> Markup:
    r"""Return a sentence as HTML in which the words from right to left are one piece.

    Without that, a Latin word among them turns the order of those around it.
    `together` of `assets/search/dom.js` does the same.

    >>> print(kept_together("Read & know \u05d0 API \u05d1 today"))
    Read &amp; know <bdi>\u05d0 API \u05d1</bdi> today
    """
    return Markup(_TURNED.sub(r"<bdi>\g<0></bdi>", str(escape(text))))
