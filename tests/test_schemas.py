"""The JSON Schemas of a new handbook: they say of its YAML files what reading says."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

import schemas
from rolebook import OperatorError, Source, handbook
from rolebook.input.settings import _SETTINGS, _valid, read_options, settings_from
from rolebook.input.sidecars import ENDINGS, OF_FOLDERS
from rolebook.model.diagnostics import codes
from rolebook.starter import starter_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TESTS = Path(__file__).parent
MADE = {name: json.loads(text) for name, text in schemas.schemas().items()}
_OF_ENDINGS = {
    ".onboarding.yml": "role-onboarding.json",
    ".rubric.yml": "rubric.json",
    "onboarding.yml": "onboarding.json",
    "waivers.yml": "waivers.json",
    "mkdocs.yml": "mkdocs.json",
}
_OF_FORM = re.compile(r"RD012.*|WV005|OB004-(names|table)")
"""Problems that a schema can see; others depend on what is in other files."""
_OF_YAML = ("RD012-alias", "RD012-repeated", "RD012-key")
"""Problems that are gone once YAML is read."""


class _Loader(yaml.SafeLoader):
    """Reads dates as text, as editors do."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _validator(schema: dict[str, Any]) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def errors(path: str, text: str) -> list[str]:
    """Return what the schema of a file says about it."""
    name = next(name for ending, name in _OF_ENDINGS.items() if path.endswith(ending))
    data = yaml.load(text, _Loader)
    found = _validator(MADE[name]).iter_errors(data)
    return [f"{list(error.path)}: {error.message}" for error in found]


def test_the_packaged_schemas_are_up_to_date() -> None:
    """To write them again: .venv/bin/python scripts/schemas.py."""
    packaged = {path.name: path.read_text("utf-8") for path in schemas.FOLDER.iterdir()}
    assert packaged == schemas.schemas()


@pytest.mark.parametrize("name", MADE)
def test_a_schema_is_valid(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(MADE[name])


def _handbooks() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield handbooks with YAML files: the examples of all codes, and the cases of the tests."""
    for code in codes():
        for number, example in enumerate((*code.good, *code.bad)):
            if not isinstance(example, str):
                texts = {path: text for path, text in example.items() if isinstance(text, str)}
                yield f"{code.id}-{number}", texts
    for folder in sorted({path.parent for path in TESTS.glob("*/cases/*/*.yml")}):
        files = [path for path in folder.iterdir() if path.suffix in (".md", ".yml")]
        texts = {path.name: path.read_text("utf-8") for path in sorted(files)}
        yield folder.relative_to(TESTS).as_posix(), texts


HANDBOOKS = {
    name: texts
    for name, texts in _handbooks()
    if any(path.endswith((*ENDINGS, *OF_FOLDERS)) for path in texts)
}


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_schema_refuses_what_reading_refuses(name: str) -> None:
    texts = HANDBOOKS[name]
    sources = [Source(path, text) for path, text in texts.items()]
    sidecars = [one for one in sources if one.path.endswith((*ENDINGS, *OF_FOLDERS))]
    book = handbook([one for one in sources if one.path.endswith(".md")], sidecars=sidecars)
    for sidecar in sidecars:
        problems = {
            one.key: str(one.span) for one in book.diagnostics if one.span.path == sidecar.path
        }
        if any(key.startswith(("RD011", "RD013")) or key in _OF_YAML for key in problems):
            continue
        refused = [key for key in problems if _OF_FORM.fullmatch(key)]
        assert bool(errors(sidecar.path, sidecar.text)) == bool(refused), problems


def test_there_are_good_and_bad_files() -> None:
    known = [code for code in codes() if code.id in ("RD012", "WV005", "OB004")]
    assert all(f"{code.id}-{len(code.good)}" in HANDBOOKS for code in known)
    assert len(HANDBOOKS) > 50


def test_the_files_of_a_new_handbook_name_schemas_that_accept_them() -> None:
    files = {
        file.path: file.content.decode()
        for file in starter_files("ours")
        if "tools" not in file.path
    }
    named = {path: text.split("\n")[0] for path, text in files.items() if "$schema=" in text}
    assert list(named) == ["mkdocs.yml", "personas/onboarding.yml"]
    for path, line in named.items():
        target = line.partition("$schema=")[2]
        place = PurePosixPath(path).parent
        up = target.count("../")
        assert up == len(place.parts)
        assert files[target[3 * up :]] == schemas.schemas()[PurePosixPath(target).name]
        assert errors(path, files[path]) == []


CONFIGURATIONS: list[dict[str, Any]] = [
    {},
    {"personas": ["a", "b"], "pdf": "a4", "fonts": None},
    {"keywords": "agents"},
    {"keywords": ["agents", "de"]},
    {"keywords": "klingon"},
    {"keywords": ["agents", 3]},
    {"pdf": "a3"},
    {"pdf": True},
    {"colour": "red"},
    {"strict": "yes"},
    {"changes": "git"},
    {"search": {"engine": "theme"}},
    {"search": {"engine": "google"}},
    {"search": {"motor": "theme"}},
    {"domains": {"api/": ["API"], "db/": "DB"}},
    {"domains": {"api/": [3]}},
    {"domains": ["api"]},
    {"contacts": 1},
    {"checks": {"ignore": "VQ", "per-file-ignores": {"old/": ["DU001"]}, "baseline": "a.json"}},
    {"checks": {"ignores": ["VQ"]}},
    {"checks": {"per-file-ignores": {"old/": 3}}},
]


@pytest.mark.parametrize("options", CONFIGURATIONS, ids=str)
def test_an_option_is_accepted_where_reading_accepts_it(options: dict[str, Any]) -> None:
    data = {"site_name": "Ours", "plugins": ["search", {"rolebook": options}]}
    try:
        own, of_mkdocs = read_options(data, "mkdocs.yml"), _valid(data, _SETTINGS, "mkdocs.yml")
        settings_from(own, of_mkdocs, None, "mkdocs.yml", root=Path())
    except OperatorError:
        is_accepted = False
    else:
        is_accepted = True
    assert (errors("mkdocs.yml", yaml.safe_dump(data)) == []) == is_accepted


@pytest.mark.parametrize("path", sorted(TESTS.parent.glob("**/mkdocs.yml")), ids=str)
def test_a_configuration_of_the_repository_is_accepted(path: Path) -> None:
    text = path.read_text("utf-8")
    assert errors("mkdocs.yml", text) == []
