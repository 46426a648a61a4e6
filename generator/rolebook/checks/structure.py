"""ST and TB: how a persona is built up, and its tables."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.remembering import remembered
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..families.pasted import PastedBlock
    from ..link.handbook import Handbook
    from ..model import Document, Requirement

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
_BLOCK = "".join(
    f"\n## {thing}\n\n- MUST log out\n- SHOULD rotate keys\n" for thing in ("Mail", "Web", "Chat")
)
"""Three headings with the very same rules, of which nothing is about its heading."""
_MORE = "- MUST lock up\n- MUST back up\n- SHOULD"


@check(
    code="ST002",
    name="duplicate-rule",
    severity=Severity.NOTE,
    good=[
        "# Keys\n\n- MUST rotate keys\n- SHOULD rotate keys\n",
        "# Keys\n\nBy day you MUST:\n\n- lock up\n\nBy night you MUST:\n\n- lock up\n",
        {"mail.md": "# Mail\n\nMUST rotate keys\n", "web.md": "# Web\n\nMUST rotate keys\n"},
        f"# Systems\n{_TEMPLATE}",
        f"# Systems\n{_BLOCK}",
    ],
    bad=[
        "# Keys\n\n- MUST rotate keys\n- MUST log in\n- **MUST** Rotate *keys*.\n",
        f"# Systems\n{_BLOCK}- SHOULD rotate keys\n",
    ],
)
def duplicate_rule(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that a document states twice.

    What is repeated under many headings is a template, which `families` finds, or a block, which
    has its own code. What other documents state as well is shared. None of them is reported here.
    """
    for document in book.texts:
        pasted = _pasted_ids(document, _in_grid(book, document))
        first: dict[object, Requirement] = {}
        for rule, said in zip(document.requirements, _sentences(document), strict=True):
            place = rule.category if rule.id in pasted else None
            earlier = first.setdefault((said, place), rule)
            if earlier is not rule and not _is_template(book, earlier, rule):
                yield Diagnostic.of("ST002", rule.span, line=str(earlier.span.line))


def _is_template(book: Handbook, rule: Requirement, other: Requirement) -> bool:
    """Whether two rules repeat one template, each under its own heading."""
    family = book.family_of(rule.id)
    return family is not None and family is book.family_of(other.id)


@remembered
def _sentences(document: Document) -> tuple[object, ...]:
    from ..families.pasted import sentence

    return tuple(map(sentence, document.requirements))


# Remembered, both checks take 0.02 s for 18,560 rules after an edit of one persona, not 0.25.
@remembered
def _pasted_ids(document: Document, but: frozenset[str]) -> frozenset[str]:
    """Return the IDs of the rules that say what a block says, also of those that say it again."""
    from ..families.pasted import sentence

    said = {sentence(rules[0]) for block in _blocks(document, but) for rules in block.rules}
    rules = zip(document.requirements, _sentences(document), strict=True)
    return frozenset(rule.id for rule, words in rules if words in said)


@remembered
def _blocks(document: Document, but: frozenset[str]) -> list[PastedBlock]:
    from ..families.pasted import pasted_blocks

    return list(pasted_blocks(document, but))


def _in_grid(book: Handbook, document: Document) -> frozenset[str]:
    grid = book.grids.get(document.slug)
    return grid.ids if grid else frozenset()


@check(
    code="ST003",
    name="repeated-block",
    severity=Severity.NOTE,
    good=[
        f"# Systems\n{_TEMPLATE.replace('- MUST rotate keys', '')}",
        "# Systems\n\n## Mail\n\n- MUST log out\n\n## Web\n\n- MUST log out\n",
        "# Systems\n\n## Mail\n\n- MUST log out\n- MUST log out\n- MUST log out\n",
    ],
    bad=[
        f"# Systems\n{_BLOCK}",
        f"# Systems\n{_BLOCK.replace('- SHOULD', _MORE)}",
        f"# Systems\n{_TEMPLATE}",
    ],
)
def repeated_block(book: Handbook) -> Iterator[Diagnostic]:
    """Find the very same sentences under three or more headings."""
    for document in book.texts:
        for block in _blocks(document, _in_grid(book, document)):
            firsts = [rules[0] for rules in block.rules]
            quoted = tuple(f"'{_shortened(rule.wording)}'" for rule in firsts[:_MOST_QUOTED])
            yield Diagnostic.of(
                "ST003",
                firsts[0].span,
                "more" if len(firsts) > len(quoted) else "",
                count=len(firsts),
                headings=tuple(_headings(block)),
                rules=quoted,
            )


def _headings(block: PastedBlock) -> Iterator[str]:
    """Yield the titles of a block's headings, with the ones above them where they are the same."""
    counts = Counter(heading.title for heading in block.headings)
    for heading in block.headings:
        above = heading.trail[-1:] if counts[heading.title] > 1 else ()
        yield " › ".join((*above, heading.title))


def _shortened(text: str) -> str:
    return shorten(text, _MOST_CHARACTERS, placeholder=" …")


# As many rules as one can take in at a glance, and of each as much as tells it from the others.
_MOST_QUOTED = 3
_MOST_CHARACTERS = 60


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
    good=[f"{_TRAITS}\n## ESCO\n\n| Category | Examples |\n|---|---|\n| Baking | bread |\n"],
    bad=[f"{_TRAITS}\n## ESCO\n\n| Thing | Examples |\n|---|---|\n| Baking | bread |\n"],
)
seen(
    "TB004",
    "unreadable-level",
    Severity.WARNING,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3-5 |\n"],
    bad=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | senior |\n"],
)
seen(
    "TB005",
    "requirements-without-level",
    Severity.NOTE,
    good=["# Ovens\n\n| # | Rule | Level |\n|---|---|---|\n| 1 | Close it | MUST |\n"],
    bad=[
        "# Ovens\n\n| # | Rule |\n|---|---|\n| 1 | The oven is off at night |\n"
        "| 2 | The oven door is locked |\n"
    ],
)
