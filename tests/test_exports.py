from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest

from rolebook.exports import EXPORTS, changes, records
from rolebook.exports.recording import record

from .decisions.giving import link_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook


def test_json_keeps_to_its_schema(team: Handbook) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(EXPORTS["schema"](team)))
    jsonschema.validate(json.loads(EXPORTS["json"](team)), json.loads(EXPORTS["schema"](team)))


def test_json_has_the_fields_that_others_rely_on(team: Handbook) -> None:
    """The contract: id, persona, category, level, keyword, text, source and links of every requirement."""
    found = json.loads(EXPORTS["json"](team))
    first = found["requirements"][1]
    assert {"id", "persona", "category", "level", "keyword", "text", "source", "links"} <= set(
        first
    )
    assert first["source"] == {"line": 10}
    link = found["links"][first["links"][0]]
    target = link["target"]
    assert link == {"target": target, "score": 0.85, "evidence": [{"words": "credentials … url"}]}
    assert found["targets"][target] == {
        "kind": "skill",
        "target": "SCTY",
        "name": "Information security",
        "framework": "sfia",
    }
    assert found["personas"][0]["collaborations"] == [
        {"requirement": "TES-COL-01", "names": ["The Builder"], "roles": ["builder"]},
        {"requirement": "TES-COL-02", "names": ["The Astronaut"], "roles": ["astronaut"]},
    ]


def test_the_schema_pins_the_keys_of_enums(team: Handbook) -> None:
    """The model may rename its own names; other keys here are a new version of the format."""
    definitions = json.loads(EXPORTS["schema"](team))["$defs"]

    assert {name: one["enum"] for name, one in definitions.items() if "enum" in one} == {
        "EvidencePlace": ["author", "category", "text", "topic"],
        "Level": ["MAY", "MUST", "MUST NOT", "SHOULD", "SHOULD NOT"],
        "LinkKind": ["collaborator", "competence", "pattern", "reference", "skill"],
        "Origin": ["duty", "own", "shared", "template"],
        "Severity": ["error", "note", "warning"],
    }


def test_the_form_of_a_rule_is_a_key(book: Callable[..., Handbook]) -> None:
    """It was a phrase, `list item`, in version 1."""
    found = json.loads(EXPORTS["json"](book("# Rules\n\n## API\n\n- **MUST** log\n")))

    assert [one["found"] for one in found["requirements"]] == ["list-item"]


def test_json_has_a_line_for_each_record(team: Handbook) -> None:
    """Tools that compare lines show which rule differs."""
    content = EXPORTS["json"](team).decode()
    lines = [line.rstrip(",") for line in content.split("\n")]
    rules = json.loads(content)["requirements"]
    assert [json.loads(line) for line in lines if line.startswith('{"id":')] == rules


def test_json_says_all_that_its_schema_fills_in(team: Handbook) -> None:
    """What is left out is at its default, so that reading the file gives every field again."""
    content = EXPORTS["json"](team)
    rule = json.loads(content)["requirements"][0]

    assert not {"note", "condition", "options", "first_seen", "group"} & set(rule)
    assert msgspec.json.decode(content, type=records.HandbookRecord) == record(team)


def test_links_are_held_once_and_lead_back_to_those_of_each_rule(team: Handbook) -> None:
    found = json.loads(EXPORTS["json"](team))
    links = [link | found["targets"][link["target"]] for link in found["links"]]
    again = {
        rule["id"]: [
            (one["kind"], one["target"], one.get("framework", ""), one["score"],
             [(e["words"], e.get("place", "text")) for e in one["evidence"]])
            for one in (links[number] for number in rule.get("links", []))
        ]
        for rule in found["requirements"]
    }  # fmt: skip

    assert again == {
        rule.id: [
            (one.kind, one.target, one.framework, one.score,
             [(e.words, e.place) for e in one.evidence])
            for one in team.links.get(rule.id, ())
        ]
        for rule in team.requirements
    }  # fmt: skip
    assert len({json.dumps(link) for link in found["links"]}) == len(found["links"])
    assert len({json.dumps(target) for target in found["targets"]}) == len(found["targets"])


def test_possible_links_are_numbers_behind_those_of_all_links(team: Handbook) -> None:
    """So those that no one has decided about change nothing else."""
    rule = team.requirements[-1]
    team = replace(team, possible={})
    maybe = replace(team, possible={rule.id: (link_to(team, rule, "ITOP"),)})
    sure, found = (json.loads(EXPORTS["json"](book)) for book in (team, maybe))
    jsonschema.validate(found, json.loads(EXPORTS["schema"](maybe)))

    [number] = found["requirements"][-1].pop("possible")
    link = found["links"][number]
    assert number == len(sure["links"])
    assert found["targets"][link["target"]]["target"] == "ITOP"
    assert found["links"][:number] == sure["links"]
    assert found["targets"][: len(sure["targets"])] == sure["targets"]
    assert found["requirements"] == sure["requirements"]


def test_a_place_of_several_lines_has_the_last_one(book: Callable[..., Handbook]) -> None:
    found = json.loads(EXPORTS["json"](book("# Rules\n\n## API\n\n- **MUST** log\n  all calls\n")))
    assert [rule["source"] for rule in found["requirements"]] == [
        {"line": 5, "column": 3, "end_line": 6}
    ]


def test_a_rule_is_of_its_first_revision_unless_another_one_is_told(team: Handbook) -> None:
    rule = json.loads(EXPORTS["schema"](team))["$defs"]["RequirementRecord"]["properties"]
    assert rule["revision"]["default"] == 1
    assert "revision" not in json.loads(EXPORTS["json"](team))["requirements"][0]


def test_a_format_has_the_number_that_others_rely_on(team: Handbook) -> None:
    """Another number says that a field changed its meaning or went away."""
    assert json.loads(EXPORTS["json"](team))["version"] == records.VERSION == 3
    assert changes.VERSION == 2


def test_json_has_the_contracts_from_each_side(team: Handbook) -> None:
    """A role without a file cannot answer, so what it is owed is not one-way."""
    assert json.loads(EXPORTS["json"](team))["contracts"] == [
        {
            "role": "tester",
            "other": "builder",
            "owes": ["TES-COL-01"],
            "is_owed": ["BUI-COL-01"],
            "one_way": False,
        },
        {
            "role": "tester",
            "other": "astronaut",
            "owes": ["TES-COL-02"],
            "is_owed": [],
            "one_way": False,
        },
        {
            "role": "builder",
            "other": "tester",
            "owes": ["BUI-COL-01"],
            "is_owed": ["TES-COL-01"],
            "one_way": False,
        },
    ]


def test_a_role_that_is_only_inferred_is_marked(book: Callable[..., Handbook]) -> None:
    """JSON says that a topic made the link; the column of collaborators has named ones only."""
    found = book(
        "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n### Database Requirements\n**MUST** keep the database small\n",
        "# The Database Administrator\n\n## Traits\n- calm\n",
    )
    data = json.loads(EXPORTS["json"](found))
    last = data["links"][data["requirements"][0]["links"][-1]]
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](found).decode("utf-8-sig"))))

    assert data["targets"][last["target"]]["target"] == "database-administrator"
    assert last["evidence"] == [{"words": "database", "place": "topic"}]
    assert rows[0]["collaborators"] == ""


def test_csv_has_a_row_for_every_requirement(team: Handbook) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](team).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [requirement.id for requirement in team.requirements]
    assert rows[1]["skills"] == "SCTY"


def test_csv_cells_are_no_formulas(book: Callable[..., Handbook]) -> None:
    found = book("# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** =1+1\n")
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](found).decode("utf-8-sig"))))
    assert rows[0]["text"] == "'=1+1"


@pytest.mark.parametrize("name", list(EXPORTS))
def test_an_export_is_the_same_every_time(team: Handbook, name: str) -> None:
    assert EXPORTS[name](team) == EXPORTS[name](team)


def test_json_says_what_is_repeated(book: Callable[..., Handbook]) -> None:
    """Each rule has its origin and family, and the families list their rules by text and category."""
    sentences = ("sow {} in May", "water {} at noon", "weigh {} twice", "store {} in the dark")
    rules = "\n".join(
        f"### {crop} Requirements\n"
        + "\n".join(f"**MUST** {one.format(f'{crop.lower()}s')}" for one in sentences)
        for crop in ("Bean", "Plum", "Leek")
    )
    texts = [
        f"# The {name}\n\n## Traits\n- calm\n\n## Ruleset\n\n**MUST** rest\n\n{rules}\n"
        for name in "ABC"
    ]
    found = json.loads(EXPORTS["json"](book(*texts)))
    family = next(one for one in found["families"] if one["slug"] == "sow-in-may")

    assert [rule["origin"] for rule in found["requirements"][:3]] == [
        "shared",
        "template",
        "template",
    ]
    assert found["requirements"][1]["family"] == "sow-in-may"
    assert (family["label"], family["level"], [row["persona"] for row in family["rows"]]) == (
        "sow … in May", "MUST", ["a", "b", "c"],
    )  # fmt: skip
    assert family["rows"][0]["cells"][0] == {
        "requirement": found["requirements"][1]["id"], "category": "Bean",
    }  # fmt: skip
    assert [(one["personas"], len(one["requirements"])) for one in found["shared"]] == [
        (["a", "b", "c"], 1)
    ]
    jsonschema.validate(found, json.loads(EXPORTS["schema"](book(*texts))))
