"""What the page of a rule says with scripts: its cards, read as `assets/card.js` reads them."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from rolebook.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CARDS = re.compile(
    r'<main class="rolebook rb-requirement">\n<nav [^>]+>\n?<a href="\.\./\.\./([^"]+)/[^"/]*#'
)
"""The folder of the cards of a rule: that of the page to which its breadcrumb leads."""
_SIZES = {"words": 1, "history": 1, "links": 2, "brief": 2, "maybe": 2, "uses": 3, "problems": 3}
"""How many pieces of HTML an item has, by its shape."""


def read_data(script: str) -> Any:
    """Return what a data script holds, as a browser reads it."""
    text = re.fullmatch(r"rolebookData\(\"[^\"]+\",JSON\.parse\('(.*)'\)\)\n", script)
    assert text, script[:80]
    return json.loads(re.sub(r"\\(.)", r"\1", text[1]))


def card(read: Callable[[str], str], id: str) -> dict[str, Any]:
    """Return what the cards say of a rule.

    Args:
        read: Returns a file of the site.
        id: ID of the rule.

    Returns:
        The lines of text that the buttons copy and that the neighbours show (`words`, `markdown`,
        `citation`), and the `facts`: by their label what is below, each item as HTML.
    """
    (address,) = _CARDS.findall(read(f"r/{id}/index.html"))
    cards = read_data(read(f"{address}/cards.js"))
    (rule,) = (rule for rule in cards["rules"] if rule[0] == id)
    _, text, form, place, revision, *_ = rule
    words, markdown, raw = (pieces_joined(text, pieces) for pieces in cards["forms"][form])
    named = {
        "id": id + cards["words"][revision],
        "sentence": words,
        "place": cards["words"][place],
    }
    return {
        "words": words,
        "markdown": markdown,
        "citation": re.sub(r"\{(\w+)\}", lambda match: named[match[1]], cards["citation"]),
        "facts": dict(_facts(cards, rule, raw)),
    }


def facts(read: Callable[[str], str], id: str) -> dict[str, list[str]]:
    """Return what is below each label on the page of a rule, each item as HTML.

    What an item consists of, such as a link and the reason for it, is a line each.
    """
    found: dict[str, list[str]] = card(read, id)["facts"]
    return found


def facts_html(read: Callable[[str], str], id: str) -> str:
    """Return the facts of a rule one below the other."""
    found = facts(read, id).items()
    return "\n".join(f"<dt>{label}</dt><dd>{' '.join(items)}</dd>" for label, items in found)


def has_card(html: str) -> bool:
    """Whether a page is that of a rule."""
    return bool(_CARDS.search(html))


def pieces_joined(text: str, pieces: list[str]) -> str:
    return text.join(pieces)


def _facts(cards: Any, rule: Any, raw: str) -> Iterator[tuple[str, list[str]]]:
    say = messages()
    html = cards["html"]
    _, _, _, _, _, source, line, note, check, *others = rule
    noted = [html[note], say("rule-why.noted")]
    if note:
        yield say("rule-why"), noted
    yield say("rule-check"), [html[check]]
    yield say("rule-raw"), [escape(raw, quote=False)]
    for label, *numbers in others:
        title, shape = cards["labels"][label]
        if shape == "same":
            yield title, list(_same(cards, *numbers))
        else:
            size = _SIZES[shape]
            items = [numbers[n : n + size] for n in range(0, len(numbers), size)]
            yield title, ["\n".join(html[n] for n in item if html[n]) for item in items]
    yield say("rule-source"), [str(line).join(cards["sources"][source])]


def _same(cards: Any, row: int, said: str, others: int) -> Iterator[str]:
    ends = said.split(" ")
    shelves = [cards["shelves"][shelf] for shelf in cards["rows"][row]]
    for n, (start, place) in enumerate(shelves):
        id = start + (ends[n] if len(ends) > 1 else ends[0])
        href = cards["permalink"].replace("{id}", id)
        yield f'<a href="{href}">{id}</a> {cards["html"][place]}'
    if others:
        yield messages()("rule-same-more", count=others)
