"""Codes of problems in words: one of them for a terminal, all of them as lines or a table."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from ..model.diagnostics import CODES, codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model.diagnostics import Code


def explain(code: str) -> str | None:
    """Return what a code means, with an example, or None for a code that does not exist.

    >>> explain("kw005").splitlines()[0]
    'KW005 compound-keywords (error)'
    """
    known = CODES.get(code.upper())
    if known is None:
        return None
    parts = [f"{known.id} {known.name} ({known.severity})", known.why]
    for title, examples in (("Reported:", known.bad), ("Not reported:", known.good)):
        if example := _readable(examples):
            parts += [title, indent(example, "    ")]
    if known.fix:
        option = "--fix" if known.is_safe else "--fix --unsafe-fixes"
        parts.append(f"'rolebook check {option}' fixes it.")
    if not known.is_default:
        parts.append(f"It is off by default; 'rolebook check --extend-select {known.id}' runs it.")
    return "\n\n".join(parts)


def explain_in_markdown(code: Code) -> str:
    """Return what a code means as Markdown, with an example.

    >>> print(explain_in_markdown(CODES["KW001"]).splitlines()[-1])
    `rolebook check --fix` fixes it.
    """
    parts = [code.why]
    for title, examples in (("Reported:", code.bad), ("Not reported:", code.good)):
        if example := _readable(examples):
            parts += [title, f"{_FENCE}markdown\n{example}\n{_FENCE}"]
    if code.fix:
        parts.append("`rolebook check --fix` fixes it.")
    return "\n\n".join(parts)


_FENCE = "`" * 6
"""Longer than any fence in an example."""
_LONGEST_EXAMPLE = 400
"""Characters; an example that is longer repeats something to be too long, and shows nothing."""


def _readable(examples: Sequence[str | Mapping[str, str | bytes]]) -> str:
    """Return the first of some examples, where a person can read it."""
    for example in examples[:1]:
        if isinstance(example, str) and len(example) <= _LONGEST_EXAMPLE:
            return example.rstrip()
    return ""


def code_lines() -> Iterator[str]:
    """Yield a line for every code: `KW001  warning  mixed-case-negation`."""
    for code in codes():
        state = "" if code.is_default else " (off by default)"
        yield f"{code.id}  {code.severity:<7}  {code.name}{state}"


def code_table(group: str) -> str:
    """Return the codes of a group, such as `KW`, as the table of the reference page."""
    rows = [_row(code) for code in codes() if code.id.startswith(group)]
    head = ["| Code | Name | Severity | `--fix` | Why |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _row(code: Code) -> str:
    severity = code.severity if code.is_default else f"{code.severity}, off"
    cells = (f"`{code.id}`", f"`{code.name}`", severity, _fix(code), code.why)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _fix(code: Code) -> str:
    if code.fix is None:
        return ""
    return "yes" if code.is_safe else "unsafe"
