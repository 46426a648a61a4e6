"""The reference pages leave nothing out."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import msgspec
import pytest
import yaml

import rolebook
from rolebook.checks.explaining import code_table
from rolebook.exports import EXPORTS
from rolebook.exports.as_csv import COLUMNS as CSV_COLUMNS
from rolebook.exports.as_skills import COLUMNS as SKILL_COLUMNS
from rolebook.exports.changes import ComparisonRecord
from rolebook.exports.quality import QualityRecord
from rolebook.exports.records import HandbookRecord
from rolebook.exports.reviews import ReviewsRecord
from rolebook.exports.rules import RuleRecord
from rolebook.input.settings import OPTIONS
from rolebook.model.diagnostics import GROUPS
from rolebook.parse.front_matter import FrontMatter
from rolebook.parse.sections import SECTIONS
from rolebook.parse.tables import COLUMNS
from rolebook.rfc2119 import LEVELS
from rolebook.site.mkdocs_plugin import RolebookConfig
from rolebook.site.nav import PLACEHOLDER

from .pages import DOCS, PAGES, ROOT, blocks, section

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = DOCS / "reference"
CODES_PAGE = "diagnostics.md"
STARTER = ROOT / "generator" / "rolebook" / "starter" / "files"
SCHEMAS = msgspec.json.schema_components(
    [HandbookRecord, ComparisonRecord, ReviewsRecord, RuleRecord, QualityRecord],
    ref_template="{name}",
)[1]


def _text(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def _rows(text: str) -> dict[str, list[str]]:
    """Return the rows of the tables in a text, without backticks, by their first cell."""
    lines = [line for line in text.split("\n") if line.startswith("| ")]
    cells = [
        [cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines
    ]
    return {row[0]: row[1:] for row in cells}


def test_the_tables_of_codes_are_those_of_the_program() -> None:
    """To write them again: ROLEBOOK_ACCEPT=1."""
    tables = (code_table(group) for group in GROUPS)
    text = re.sub(
        r"^\| Code \|.*\n(?:\|.*\n)*",
        lambda _: f"{next(tables)}\n",
        _text(CODES_PAGE),
        flags=re.MULTILINE,
    )
    if os.environ.get("ROLEBOOK_ACCEPT"):
        (REFERENCE / CODES_PAGE).write_text(text, encoding="utf-8")

    assert _text(CODES_PAGE) == text
    assert next(tables, None) is None


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_is_described(name: str) -> None:
    """Every option of the plugin has a section with its default and its choices."""
    text = section(REFERENCE / "options.md", f"## {name}")
    option = OPTIONS[name]
    default = ", ".join(option.default) if isinstance(option.default, tuple) else option.default
    written = {"True": "true", "False": "false", "": "empty"}.get(str(default), str(default))

    assert "Default:" in text
    assert written in text
    assert all(f"`{str(choice).lower()}`" in text for choice in option.choices)


def test_no_option_is_made_up() -> None:
    headings = re.findall(r"^## ([a-z_]+)$", _text("options.md"), re.MULTILINE)

    assert headings == list(OPTIONS)
    assert PLACEHOLDER in _text("options.md")


NAMES = {key: section.names for key, section in SECTIONS.items() if section.names}


@pytest.mark.parametrize("key", NAMES)
def test_every_name_of_a_section_is_listed(key: str) -> None:
    """The row of a section has all its names, and no others."""
    names = _rows(section(REFERENCE / "reading.md", "### Names of sections"))[key][0]

    assert sorted(names.split(", ")) == sorted(NAMES[key])


@pytest.mark.parametrize("key", COLUMNS)
def test_every_name_of_a_column_is_listed(key: str) -> None:
    names = _rows(section(REFERENCE / "reading.md", "### Names of columns"))[key][0]

    assert sorted(names.split(", ")) == sorted(COLUMNS[key])


def test_every_keyword_has_its_level() -> None:
    rows = _rows(section(REFERENCE / "reading.md", "## Levels"))
    written = {word: level for level, (words, *_) in rows.items() for word in words.split(", ")}

    assert {word: written.get(word) for word in LEVELS} == {
        word: level.value for word, level in LEVELS.items()
    }


@pytest.mark.parametrize(
    "name",
    [
        n
        for n in FrontMatter.__dataclass_fields__
        if n
        not in ("text", "span", "review", "facts", "keys")  # not fields, but what was made of them
    ],
)
def test_every_field_of_front_matter_is_listed(name: str) -> None:
    assert name in _rows(section(REFERENCE / "reading.md", "## Front matter"))


@pytest.mark.parametrize("name", [name for name in SCHEMAS if "properties" in SCHEMAS[name]])
def test_every_field_of_a_record_is_listed(name: str) -> None:
    """Each record has a section whose table has exactly its fields, in their order."""
    rows = list(_rows(section(REFERENCE / "data.md", f"### {name}")))

    assert rows[1:] == list(SCHEMAS[name]["properties"])


def test_every_column_is_listed() -> None:
    rows = list(_rows(section(REFERENCE / "data.md", "## Columns of the CSV")))

    assert rows[1:] == list(CSV_COLUMNS)


def test_every_column_of_skills_is_listed() -> None:
    rows = list(_rows(section(REFERENCE / "data.md", "## Columns of the skills")))

    assert rows[1:] == list(SKILL_COLUMNS)


@pytest.mark.parametrize("export", EXPORTS.values(), ids=lambda export: export.name)
def test_every_file_is_named(export: object) -> None:
    name = getattr(export, "file_name", "")

    assert f"`{name}`" in _text("data.md"), f"docs/reference/data.md must say what {name} holds"


@pytest.mark.parametrize("name", [name for name in rolebook.__all__ if not name.startswith("_")])
def test_every_public_name_is_documented(name: str) -> None:
    assert f"::: rolebook.{name}\n" in _text("library.md")


@pytest.mark.parametrize("file", ["workflow.yml", "pre-commit.yml"])
def test_the_files_of_a_new_handbook_are_shown(file: str) -> None:
    """The page about CI shows what `rolebook new` writes."""
    written = (STARTER / file).read_text(encoding="utf-8")

    assert written in [block.text for block in blocks(DOCS / "how-to" / "ci.md")]


_ACTION = re.compile(
    r"uses: (?P<action>[\w/-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)"
)


def test_actions_are_named_by_their_commit() -> None:
    """A tag can be moved to other code; and an action is the same one wherever it is shown."""
    lines = [
        line for page in PAGES for block in blocks(page) for line in block.lines if "uses: " in line
    ]
    found = [_ACTION.search(line) for line in lines]
    named = {(one["action"], one["commit"], one["version"]) for one in found if one}

    assert all(found)
    assert len(lines) > 4
    assert len(named) == len({action for action, _, _ in named})


def test_gitlab_does_what_the_workflow_does() -> None:
    [pipeline] = [
        yaml.safe_load(block.text)
        for block in blocks(DOCS / "how-to" / "ci.md")
        if "\npages:\n" in block.text
    ]
    [job] = yaml.safe_load((STARTER / "workflow.yml").read_text(encoding="utf-8"))["jobs"].values()
    commands = [
        step["run"].replace(" --format github", "") for step in job["steps"] if "run" in step
    ]

    assert [*pipeline["before_script"], *pipeline["handbook"]["script"]] == commands
    assert [line.removesuffix(" -d public") for line in pipeline["pages"]["script"]] == commands[1:]
    # Each branch keeps what its own builds made, and no job uses another cache.
    assert pipeline["cache"] == {"key": "rolebook-$CI_COMMIT_REF_SLUG", "paths": [".rolebook/"]}
    assert all("cache" not in pipeline[job] for job in ("handbook", "pages"))


@pytest.mark.parametrize(
    "page", [*PAGES, STARTER / "readme.md", STARTER / "workflow.yml"], ids=lambda page: page.name
)
def test_nobody_is_told_to_install_from_an_index(page: Path) -> None:
    """The package is on none, and another one could take its name there."""
    assert not re.search(
        r"pip install [^\n]*(?<![/\w.-])rolebook\b(?![/-])", page.read_text(encoding="utf-8")
    )


def test_configurations_have_known_options() -> None:
    """What the pages tell people to write under the plugin is accepted by it."""
    configurations = [
        block.text
        for page in PAGES
        for block in blocks(page)
        if block.text.find("  - rolebook:") >= 0
    ]
    found = [
        option
        for text in configurations
        for plugin in yaml.safe_load(text)["plugins"]
        if isinstance(plugin, dict)
        for option in plugin["rolebook"].items()
    ]
    config = RolebookConfig()
    config.load_dict(dict(found))

    assert len(found) > 4
    assert config.validate() == ([], [])


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## \[(.*?)\]", text, re.MULTILINE)[0] == rolebook.__version__
