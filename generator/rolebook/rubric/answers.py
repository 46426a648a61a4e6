"""What a reviewer answers; it knows no rubric and no page.

`assets/rubric/comment.js` writes the answers to a file, `reviews` reads them, and `docs/rubric.md`
describes the file.
"""

from __future__ import annotations

from enum import StrEnum

FORMAT = "rolebook-review"
SCHEMA = 3
"""The newest version. 1 and 2 said `yes`, `no` and `na`; 1 had a sentence instead of `counts`."""


class Answer(StrEnum):
    """What a reviewer says of a rule and a change."""

    KEPT = "kept"
    """The change does what the rule says, or leaves out what it forbids."""
    BROKEN = "broken"
    UNTOUCHED = "untouched"
    """The rule does not apply to this change."""
