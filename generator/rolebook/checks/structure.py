"""ST and TB: how a persona is built up, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Requirement
    from ..rfc2119 import Level

_TRAITS = "# The Pilot\n\n## Traits\n- calm\n"
_TABLE = "| Day | Rule |\n|---|---|\n"

seen(
    "ST001",
    "unknown-section",
    Severity.NOTE,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3 |\n"],
    bad=[f"{_TRAITS}\n## Favourite songs\n\nSea shanties.\n"],
)


_TEMPLATE = "".join(
    f"\n## {thing}\n\n- MUST document every {thing} decision\n- MUST test {thing} changes\n"
    f"- SHOULD monitor {thing} use\n- MUST back up {thing} data daily\n- MUST rotate keys\n"
    for thing in ("mail", "web", "chat", "file", "login")
)
"""Five headings with the same rules, such as any handbook about several systems has."""


@check(
    code="ST002",
    name="duplicate-rule",
    severity=Severity.NOTE,
    good=[
        "# Keys\n\n- MUST rotate keys\n- SHOULD rotate keys\n",
        "# Keys\n\nBy day you MUST:\n\n- lock up\n\nBy night you MUST:\n\n- lock up\n",
        {"mail.md": "# Mail\n\nMUST rotate keys\n", "web.md": "# Web\n\nMUST rotate keys\n"},
        f"# Systems\n{_TEMPLATE}",
    ],
    bad=["# Keys\n\n- MUST rotate keys\n- MUST log in\n- **MUST** Rotate *keys*.\n"],
)
def duplicate_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that a document states twice.

    What is repeated under many headings is a template, which `families` finds, and what other
    documents state as well is shared; neither is a mistake.
    """
    for document in book.texts:
        first: dict[tuple[Level, str], Requirement] = {}
        for rule in document.requirements:
            earlier = first.setdefault((rule.level, _words(rule)), rule)
            if earlier is not rule and not _is_template(book, earlier, rule):
                yield Diagnostic.of("ST002", rule.span, line=str(earlier.span.line))


def _words(rule: Requirement) -> str:
    """Return what a rule says, without emphasis, case and full stop."""
    return rule.statement.casefold().replace("*", "").rstrip(" .")


def _is_template(book: Handbook, rule: Requirement, other: Requirement) -> bool:
    """Whether two rules repeat one template, each under its own heading."""
    family = book.family_of(rule.id)
    return family is not None and family is book.family_of(other.id)


seen(
    "TB001",
    "cell-count",
    Severity.WARNING,
    good=[f"# Days\n\n{_TABLE}| Monday | You MUST rest \\| sleep. |\n"],
    bad=[f"# Days\n\n{_TABLE}| Monday | You MUST rest | sleep. |\n"],
)
seen(
    "TB002",
    "missing-column",
    Severity.WARNING,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3 |\n"],
    bad=[f"{_TRAITS}\n## SFIA\n\n| Thing | Level |\n|---|---|\n| Programming | 3 |\n"],
)
seen(
    "TB004",
    "unreadable-level",
    Severity.WARNING,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3-5 |\n"],
    bad=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | senior |\n"],
)
