"""Messages of Fluent to what is quick to fill in.

Reading the whole catalogue takes 0.12 s, and filling in a message with Fluent 13 µs; a site of
18,560 rules prints 940,000 messages. So a message is read when it is first asked for, and one that
only has text and variables becomes a format of Python, which takes 1 µs. Fluent is for the others:
those that count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fluent.syntax import FluentParser, ast

if TYPE_CHECKING:
    from collections.abc import Mapping


def formats(entry: str) -> Mapping[str, str | None]:
    r"""Return a message as formats of the operator `%`.

    Args:
        entry: A message, as Fluent writes it.

    Returns:
        The format of its value under an empty key, those of its attributes under their names; None
        in place of one that needs Fluent.

    >>> formats('hello = 100 % { $name }, { "{" }\n    .count = { NUMBER($n) }')
    {'': '100 %% %(name)s, {', 'count': None}
    """
    message = FluentParser(with_spans=False).parse_entry(entry)
    if not isinstance(message, ast.Message):
        return {}
    patterns = {attribute.id.name: attribute.value for attribute in message.attributes}
    if message.value is not None:
        patterns = {"": message.value, **patterns}
    return {name: _format(pattern) for name, pattern in patterns.items()}


def _format(pattern: ast.Pattern) -> str | None:
    parts = [_part(element) for element in pattern.elements]
    known = [part for part in parts if part is not None]
    return "".join(known).replace("\n", " ") if len(known) == len(parts) else None


def _part(element: ast.TextElement | ast.Placeable) -> str | None:
    if isinstance(element, ast.TextElement):
        return element.value.replace("%", "%%")
    if isinstance(element.expression, ast.VariableReference):
        return f"%({element.expression.id.name})s"
    if isinstance(element.expression, ast.StringLiteral):
        text: str = element.expression.parse()["value"]
        return text.replace("%", "%%")
    return None
