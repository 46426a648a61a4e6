"""The IDs that authors write with a rule: `[A-1]`, `{#A-1}`, `<!-- #A-1 -->`, `<a name="A-1">`."""

from __future__ import annotations

import re

_HASH_ID = re.compile(r"\s?\{#([\w.:-]{1,80})\}(?=[\s.]{0,9}$)")
_COMMENT_ID = re.compile(r"<!--\s{0,9}#([\w.:-]{1,80})\s{0,9}-->")
_NAMED_ANCHOR = re.compile(
    r"<a\s{1,9}(?:name|id)=[\"']?([\w.:-]{1,80})[\"']?\s{0,9}/?>(?:\s{0,9}</a>)?", re.IGNORECASE
)
# An ID in brackets, as in "[SEC-12] MUST log in"; "[RFC2119]" cites a standard.
LABEL = r"[*_]{0,2}\[(?!RFC|BCP|ISO)([A-Za-z][\w.-]{0,60}\d)\][*_]{0,2}:?(?=\s)"
_LABEL_ID = re.compile(rf"[\s*_]{{0,9}}{LABEL}")


def explicit_id(raw: str, *, is_opening: bool) -> str:
    """Return the ID in a first `[A-1]`, a final `{#A-1}` or `<!-- #A-1 -->`, or `<a name="A-1">`.

    Args:
        raw: The statement as written.
        is_opening: Whether nothing else comes before its keyword.
    """
    if is_opening and (label := _LABEL_ID.match(raw)):
        return label[1]
    if "#" not in raw and "<" not in raw:
        return ""
    match = (
        _HASH_ID.search(raw) or _COMMENT_ID.match(_last_comment(raw)) or _NAMED_ANCHOR.search(raw)
    )
    return match[1] if match else ""


def without_id(statement: str) -> str:
    """Return a statement without the ID that its author gave it."""
    if "#" not in statement and "<" not in statement:
        return statement
    comment = _last_comment(statement)
    kept = statement.rstrip().removesuffix(comment) if comment else statement
    return _NAMED_ANCHOR.sub("", _HASH_ID.sub("", kept)).strip()


def _last_comment(text: str) -> str:
    """Return the comment that a text ends with, or nothing."""
    text = text.rstrip()
    return text[text.rfind("<!--") :] if text.endswith("-->") and "<!--" in text else ""
