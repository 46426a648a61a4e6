"""Characters that no font has to a sentence about them, and about the fonts that have them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_NAMED = 5
"""Characters that a sentence names, so that it stays readable."""
_FONT = "Noto Sans"
# The first word of a character's name is that of its script, and the Noto family has a font for
# nearly every one; these are called otherwise.
_FONTS: Mapping[str, str] = {
    "CJK": "Noto Sans CJK", "HANGUL": "Noto Sans CJK", "HIRAGANA": "Noto Sans CJK",
    "KATAKANA": "Noto Sans CJK", "BOPOMOFO": "Noto Sans CJK", "IDEOGRAPHIC": "Noto Sans CJK",
    "FULLWIDTH": "Noto Sans CJK", "HALFWIDTH": "Noto Sans CJK", "YI": "Noto Sans Yi",
    "LATIN": "Noto Sans", "GREEK": "Noto Sans", "CYRILLIC": "Noto Sans",
}  # fmt: skip
_SYMBOLS = "Noto Sans Symbols"


def missing_characters(role: str, characters: Iterable[str]) -> str:
    """Return a sentence about characters that no font has, and which fonts to install.

    >>> missing_characters("Keeper", "ไ국")
    'Keeper: no font has ไ (U+0E44), 국 (U+AD6D); empty boxes are printed instead; \
install Noto Sans CJK, Noto Sans Thai or other fonts that have them'
    >>> missing_characters("Keeper", "กขคงจฉช").partition(";")[0]
    'Keeper: no font has ก (U+0E01), ข (U+0E02), ค (U+0E04), ง (U+0E07), จ (U+0E08) and 2 more'
    """
    listed = [*characters]
    named = ", ".join(f"{one} (U+{ord(one):04X})" for one in listed[:_MOST_NAMED])
    more = f" and {len(listed) - _MOST_NAMED} more" if len(listed) > _MOST_NAMED else ""
    fonts = ", ".join(sorted({_font(one) for one in listed}))
    return (
        f"{role}: no font has {named}{more}; empty boxes are printed instead; "
        f"install {fonts} or other fonts that have them"
    )


def _font(character: str) -> str:
    """Return the name of a font that has a character.

    >>> _font("国"), _font("ก"), _font("𝛑")
    ('Noto Sans CJK', 'Noto Sans Thai', 'Noto Sans Symbols')
    """
    script = unicodedata.name(character, "").replace("-", " ").partition(" ")[0]
    if script in _FONTS:
        return _FONTS[script]
    is_letter = unicodedata.category(character)[0] in "LM" and script != "MATHEMATICAL"
    return f"{_FONT} {script.title()}" if is_letter and script else _SYMBOLS
