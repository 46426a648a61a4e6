"""Checklists made by hand, and PDFs read back."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdf

from rolebook.checklist import Action, Checklist, Owner, Phase, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE = "both of you can say what the other one needs, and the next talk has a day"
RULE = "report damage to the lamp and to what it stands on within 30 minutes, to the harbour and to the next tower"
COUNTS = {
    Phase.BEFORE: 5,
    Phase.DAY_1: 6,
    Phase.WEEK_1: 8,
    Phase.DAY_30: 9,
    Phase.DAY_60: 7,
    Phase.DAY_90: 6,
}
"""41 actions, as a real role has them."""


def action(number: int, phase: Phase = Phase.BEFORE, **changed: Any) -> Action:
    """Return an action with 0 to 7 topics."""
    rules = tuple(
        Topic(f"LK-LAMP-{number * 10 + each}", RULE, level="MUST NOT", is_rule=True)
        for each in range(number * 3 % 8)
    )
    fields: dict[str, Any] = {
        "id": f"a-{number}",
        "title": f"Meet colleague {number} about the lamp and the fog horn",
        "phase": phase,
        "owner": list(Owner)[number % 3],
        "due": phase.due,
        "done": DONE,
        "topics": rules,
    }
    return Action(**fields | changed)


def full(title: str = "Lamp Keeper") -> Checklist:
    """Return a checklist of 41 actions."""
    phases = [phase for phase, count in COUNTS.items() for _ in range(count)]
    return Checklist(
        ("LK",), title, tuple(action(number, phase) for number, phase in enumerate(phases))
    )


def of(*actions: Action, title: str = "Lamp Keeper") -> Checklist:
    return Checklist(("LK",), title, actions)


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def catalog(content: bytes) -> Any:
    """Return what a PDF says of itself as a whole."""
    return read(content).trailer["/Root"]


def texts(content: bytes) -> list[str]:
    """Return the text of each page, in one line and without places to break."""
    return [
        re.sub(r"\s+", " ", page.extract_text().replace("\u200b", ""))
        for page in read(content).pages
    ]


def tags(content: bytes) -> list[str]:
    """Return the names of the structure's elements in reading order."""
    return list(_tags(catalog(content)["/StructTreeRoot"]["/K"]))


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        yield from _tags(node.get("/K"))
