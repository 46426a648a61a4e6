"""The IDs that authors write with a rule: `[A-1]`, `A-1:`, `{#A-1}`, `<a name="A-1">` and more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_HASH_ID = re.compile(r"\s?\{#([\w.:~/#-]{1,80})\}(?=[\s.]{0,9}$)")
_COMMENT_ID = re.compile(r"<!--\s{0,9}#([\w.:~/#-]{1,80})\s{0,9}-->")
_NAMED_ANCHOR = re.compile(
    r"<a\s{1,9}(?:name|id)=[\"']?([\w.:-]{1,80})[\"']?\s{0,9}/?>(?:\s{0,9}</a>)?", re.IGNORECASE
)
# An ID in brackets, as in "[SEC-12] MUST log in"; "[RFC2119]" cites a standard.
LABEL = r"[*_]{0,2}\[(?!RFC|BCP|ISO)([A-Za-z][\w.~/#-]{0,60}\d[a-z]?)\][*_]{0,2}:?(?=\s)"
_SCHEME = r"[A-Z][A-Za-z]{0,9}(?:[-_./][A-Z][A-Za-z0-9]{0,9}){0,3}"
_NUMBER = r"\d{1,6}(?:\.\d{1,4}){0,3}[a-z]?(?:[#/]\w{1,6})?"
_MARKS = r"[*_`(\[]{0,3}"
_LEADING = re.compile(
    rf"[\s>]*(?:\[[ xX]\]\s+)?{_MARKS}"
    rf"(?P<id>(?P<scheme>{_SCHEME})(?P<dash>[-_./]?){_NUMBER})"
    r"(?P<close>[*_`)\]]{0,3})(?P<sign>[:.)]?[*_`]{0,3}(?:\s[–—-])?)(?:\s+|$)"
)
_TRACED = re.compile(r"[\s>]*`?(?P<id>[a-z]{2,9}~[\w.-]{1,60}~\d{1,4})`?(?:\s+|$)")
"""An ID as tools for tracing requirements write it: `req~valve~1`."""
_PARTED = re.compile(r"[-_./#~]")
_LINE = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|\|)\s+)?")
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


def schemes(lines: Iterable[str]) -> frozenset[str]:
    """Return what the IDs begin with that a file numbers its rules with: at least two of a kind.

    >>> sorted(schemes(["- SEC-1: Lock up", "- SEC-2: Log out", "- UTF-8 is fine"]))
    ['SEC']
    """
    numbered: dict[str, set[str]] = {}
    for line in lines:
        marker = _LINE.match(line)
        label = _LEADING.match(line, marker.end() if marker else 0)
        if label and _is_label(label):
            numbered.setdefault(label["scheme"], set()).add(label["id"])
    return frozenset(scheme for scheme, ids in numbered.items() if len(ids) > 1)


def leading(text: str, known: Container[str]) -> tuple[str, int]:
    """Return the ID that a text begins with, and how many characters it takes; else "" and 0.

    Args:
        text: A rule or a heading.
        known: The schemes of the file.

    >>> leading("**SEC-12**: Lock up", {"SEC"}), leading("SEC-12 keys", ()), leading("Lock up", ())
    (('SEC-12', 12), ('', 0), ('', 0))
    """
    traced = _TRACED.match(text)
    if traced:
        return traced["id"], traced.end()
    bracketed = _LABEL_ID.match(text)
    if bracketed and _PARTED.search(bracketed[1]):
        return bracketed[1], bracketed.end()
    label = _LEADING.match(text)
    if label and label["scheme"] in known and _is_label(label):
        return label["id"], label.end()
    return "", 0


def _is_label(label: re.Match[str]) -> bool:
    """Whether a word such as `SEC-12` is set apart: in "R2: read", and not in "R2 reads"."""
    return bool(label["dash"] or label["sign"].strip() or label["close"])
