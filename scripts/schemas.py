"""Write the JSON Schemas that a new handbook gets, from the types that read its files.

Run after a change of these types: `.venv/bin/python scripts/schemas.py`. A test says when to.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import msgspec

import rolebook
from rolebook.checklist.authored import KEYS as ROLE_KEYS
from rolebook.checklist.authored import Added, Changed
from rolebook.checklist.contacts import CONTACTS
from rolebook.input.settings import _CHECKS, _OF_MKDOCS, _SETTINGS, ENGINES, OPTIONS, Option, Search
from rolebook.rubric.author_choices import KEYS as RUBRIC_KEYS
from rolebook.rubric.author_choices import Entry as RubricEntry
from rolebook.waivers import KEYS as WAIVER_KEYS
from rolebook.waivers import Entry as WaiverEntry

Schema = dict[str, Any]

FOLDER = Path(rolebook.__file__).parent / "starter" / "files" / "schemas"
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that all editors know."""
_TEXTS: Schema = {"type": ["array", "null"], "items": {"type": "string"}}
_NAMES: Schema = {"type": ["string", "array", "null"], "items": {"type": "string"}}
_DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ID: Schema = {"type": "string", "maxLength": 80, "pattern": r"^[^\s_-]\S*$"}
"""Editors know letters of English only; so this is wider than what is read."""
_TYPES = {bool: "boolean", str: "string", list: "array", dict: "object"}


def schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    made = {
        "mkdocs.json": _mkdocs(),
        "onboarding.json": _onboarding(has_contacts=True),
        "role-onboarding.json": _onboarding(has_contacts=False),
        "rubric.json": _rubric(),
        "waivers.json": _waivers(),
    }
    return {
        name: msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
        for name, schema in made.items()
    }


def _mkdocs() -> Schema:
    known = {**OPTIONS, **_OF_MKDOCS}
    options = {name: _option(option) for name, option in known.items()}
    options["search"] = _search()
    options["checks"] = _checks()
    options["domains"] = {"type": ["object", "null"], "additionalProperties": _NAMES}
    own = {"rolebook": _table(options, "The options of Rolebook.")}
    plugins = {
        "type": ["array", "object", "null"],
        "items": {"type": ["string", "object"], "properties": own},
        "properties": own,
    }
    settings = {name: _option(option) for name, option in _SETTINGS.items()}
    properties = {**settings, "plugins": plugins}
    return {"$schema": _DIALECT, "type": "object", "properties": properties}


def _option(option: Option) -> Schema:
    """Return the schema of an option; an empty value stands for its default."""
    kinds = [_TYPES[kind] for kind in dict.fromkeys(option.kinds)]
    schema: Schema = {"description": f"It must be {option.allowed}.", "type": [*kinds, "null"]}
    choices = {"enum": [*option.choices, None]} if option.choices else {}
    if list not in option.kinds:
        return {**schema, **choices}
    item = {"type": "string", **({"enum": list(option.choices)} if choices else {})}
    if not choices:
        return {**schema, "items": item}
    return {"description": schema["description"], "anyOf": [choices, _list_of(item)]}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _search() -> Schema:
    fields: Schema = {field.name: {"type": "string"} for field in dataclasses.fields(Search)}
    return _table({**fields, "engine": {"enum": list(ENGINES)}}, "What answers searches.")


def _checks() -> Schema:
    keys = {name: _option(option) for name, option in _CHECKS.items()}
    keys["per-file-ignores"] = {"type": ["object", "null"], "additionalProperties": _NAMES}
    return _table(keys, "Which problems are reported.")


def _onboarding(*, has_contacts: bool) -> Schema:
    (added, changed), parts = _structs(Added, Changed)
    parts[Added.__name__]["properties"]["id"] = _ID
    values = {
        "drop": {**_TEXTS, "description": "IDs of actions to leave out."},
        "add": {"type": ["array", "null"], "items": added},
        "change": {"type": ["object", "null"], "additionalProperties": changed},
        "order": {**_TEXTS, "description": "IDs of actions, in the order that they get."},
    }
    properties: Schema = {key: values[key] for key in ROLE_KEYS}
    if has_contacts:
        names = {"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1}
        properties[CONTACTS] = {"type": ["object", "null"], "additionalProperties": names}
    return _file(properties, parts)


def _rubric() -> Schema:
    (entry,), parts = _structs(RubricEntry)
    rules = {"type": ["object", "null"], "additionalProperties": entry}
    return _file(dict.fromkeys(RUBRIC_KEYS, rules), parts)


def _waivers() -> Schema:
    (entry,), parts = _structs(WaiverEntry)
    # The type of dates is `Any` there, so that a wrong one has a problem of its own.
    fields = parts[entry["$ref"].rpartition("/")[2]]["properties"]
    fields["expires"] = {"anyOf": [_DATE, {"const": "never"}]}
    fields["granted"] = {"anyOf": [_DATE, {"type": "null"}]}
    waivers = {"type": ["array", "null"], "items": entry}
    return _file(dict.fromkeys(WAIVER_KEYS, waivers), parts)


def _structs(*types: type[msgspec.Struct]) -> tuple[list[Schema], Schema]:
    """Return schemas that refer to types, and the parts that they refer to."""
    made, parts = msgspec.json.schema_components(types, ref_template="#/definitions/{name}")
    return list(made), parts


def _file(properties: Schema, parts: Schema) -> Schema:
    table = _table(properties)
    return {"$schema": _DIALECT, **table, "definitions": parts}


def _table(properties: Schema, description: str = "") -> Schema:
    about = {"description": description} if description else {}
    kind = ["object", "null"]
    return {**about, "type": kind, "properties": properties, "additionalProperties": False}


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
