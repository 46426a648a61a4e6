"""Words of any author for Markdown of other tools: as they are, in one line, without effect.

`assets/marks.js` does the same for what the pages write.
"""

from __future__ import annotations

import re

from ..output.display import shown

_BLANKS = re.compile(r"[ \t\r\n]+")
_MARK = re.compile(
    r"[\\`*_\[\]<>~|]"
    r"|&(?=#?\w+;)"
    # Addresses, which become links without markup.
    r"|(?<=\w):(?=//)|(?<=\bmailto):|(?<=\bxmpp):|(?<=\bwww)\.(?=\w)",
    re.ASCII | re.IGNORECASE,
)
_LEADING = re.compile(r"^([0-9]*)([-+#=.)])")
"""What begins a list, a heading or a rule at the start of a line."""
_CALL = re.compile(r"(?<!\w)[@!](?=\w)|#(?=\w)|\bGH-(?=[0-9])", re.ASCII | re.IGNORECASE)
"""What notifies people or links to an issue where it is pasted: `@team`, `#12`, `GH-12`, `!12`."""


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, and that links to nothing and notifies no one.

    >>> escaped("a_b [x] &lt;"), escaped("# at\nhttps://a.org")
    ('a\\_b \\[x\\] \\&lt;', '\\# at https\\://a.org')
    >>> escaped("tell @team of a@b.org")
    'tell @&#8203;team of a@b.org'
    """
    line = shown(_BLANKS.sub(" ", text).strip(" "))
    return _CALL.sub(r"\g<0>&#8203;", _LEADING.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", line)))
