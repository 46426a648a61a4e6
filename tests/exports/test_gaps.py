"""Skills against rules, as a table and as JSON."""

from __future__ import annotations

import csv
import io
import json

from rolebook import Source, handbook
from rolebook.exports import EXPORTS
from rolebook.exports.gaps import COLUMNS

SMITH = """# The Smith

## Ruleset

### Work

- **MUST** encrypt personal data at rest
- **MUST** encrypt backups with a key that is rotated every year
- **MUST** encrypt laptops before they leave the office
- **MUST** restore the service within one hour of an incident

## SFIA Mapping

| Skill | Code | Level |
|---|---|---|
| Incident management | USUP | 3-4 |
| User research | URCH | |
"""
BOOK = handbook([Source("smith.md", SMITH), Source("idler.md", "# The Idler\n\n- **MAY** rest\n")])


def rows() -> list[dict[str, str]]:
    text = EXPORTS["gaps"](BOOK).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_has_a_skill_what_is_listed_and_the_rules() -> None:
    missing, unshown, shown = rows()

    assert (missing["kind"], missing["code"], missing["low"], missing["path"]) == (
        "missing",
        "SCTY",
        "",
        "",
    )
    assert sorted(missing["rules"].split("; ")) == ["SMI-WORK-01", "SMI-WORK-02", "SMI-WORK-03"]
    assert (unshown["kind"], unshown["code"], unshown["rules"]) == ("unshown", "URCH", "")
    assert list(shown) == list(COLUMNS)
    assert {key: shown[key] for key in ("persona", "framework", "low", "high", "rules")} == {
        "persona": "smith",
        "framework": "sfia",
        "low": "3",
        "high": "4",
        "rules": "SMI-WORK-04",
    }
    assert (shown["path"], shown["line"]) == ("smith.md", "16")


def test_json_has_the_same_and_the_words_that_say_so() -> None:
    data = json.loads(EXPORTS["gaps-json"](BOOK))
    table = rows()

    assert (data["format"], data["schema"]) == ("rolebook-gaps", 1)
    assert [one["code"] for one in data["gaps"]] == [row["code"] for row in table]
    assert ["; ".join(rule["id"] for rule in one["rules"]) for one in data["gaps"]] == [
        row["rules"] for row in table
    ]
    assert data["gaps"][0]["source"] is None
    assert data["gaps"][0]["rules"][0]["evidence"][0]["place"] == "text"
    assert data["gaps"][1]["low"] is None


def test_a_site_offers_the_table_where_a_role_lists_skills() -> None:
    export = EXPORTS["gaps"]
    idle = handbook([Source("idler.md", "# The Idler\n\n## Traits\n\n- calm\n")])

    assert export.is_published
    assert export.is_there(BOOK)
    assert not export.is_there(idle)
