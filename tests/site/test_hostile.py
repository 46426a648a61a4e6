"""Whatever a source says, no page runs it, no file of somebody else is lost, and nothing ends in a traceback."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from .reading import read_site
from .running import rolebook

if TYPE_CHECKING:
    from pathlib import Path

BITE = "<img src=x onerror=alert(1)>"
PERSONA = f"""\
---
title: 'The Tester {BITE}'
tags: ['{BITE}']
---
# The Tester

## Overview
{BITE} See [a very long guide to everything that can go wrong](https://example.org/{"x" * 200}).

## Core Traits
- calm {BITE}

## Ruleset

### The `{BITE}` Requirements
- **MUST** escape `{BITE}` blorb
- **MUST** keep `src="@/assets/logo.png"` as it is
- **MUST** open <li>no list</li> <td style="background:url(https://evil.invalid/x)">x</td>
- **MUST** mail [us](mailto:a@b.invalid)

## Related Design Patterns
- `x"><script>alert(1)</script>` Pattern
- ★★★
- {"very " * 90}long Pattern

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| `{BITE}` | Q{BITE}Q | 3 |
"""
DOCUMENT = (
    f"# Doc `{BITE}`\n\n## Scope\n\n## Scope\n\n## Scope 2\n\nServers MUST answer. {{#rules}}\n"
)
GREEK = "# Ο Ελεγκτής\n\n## Core Traits\n- ήρεμος\n\n## Ruleset\n" + "".join(
    f"\n### Δοκιμή {n}\n" + "- **MUST** ελέγχει\n" * 12 for n in range(1, 13)
)


class _Alarm(HTMLParser):
    """Notes what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        self.found += [
            f"{tag} {value}" for name, value in attrs if name == "style" and "url(" in (value or "")
        ]
        if tag == "img":
            self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if (
            self.lasttag == "script"
            and "alert(1)" in data
            and self.get_starttag_text() == "<script>"
        ):
            self.found.append("script")


def alarms(html: str) -> list[str]:
    alarm = _Alarm()
    alarm.feed(html)
    return alarm.found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    (root / "personas").mkdir()
    for name, text in (("tester", PERSONA), ("doc", DOCUMENT), ("greek", GREEK)):
        (root / "personas" / f"{name}.md").write_text(text, encoding="utf-8")
    result = rolebook("build", cwd=root)
    assert result.returncode == 0, result.stderr
    return root


def test_no_page_runs_what_a_source_says(folder: Path) -> None:
    """Not through titles, tables of contents, descriptions, tags, skills, patterns or addresses."""
    pages = list((folder / "site").rglob("*.html"))
    assert len(pages) > 20
    assert {
        page.name: found for page in pages if (found := alarms(page.read_text(encoding="utf-8")))
    } == {}


def test_the_alarm_goes_off() -> None:
    """The test above can fail."""
    assert alarms(f"{BITE}<script>alert(1)</script><td style='background:url(x)'>") == [
        "img onerror", "img", "script", "td background:url(x)",
    ]  # fmt: skip


def test_the_search_of_the_theme_shows_tags_as_words(folder: Path) -> None:
    """It inserts what it finds as HTML."""
    settings = "site_name: x\nsite_dir: themed\ntheme: material\n"
    (folder / "themed.yml").write_text(
        f"{settings}plugins: [search, {{rolebook: {{search: {{engine: theme}}}}}}]\n"
    )
    (folder / "docs").mkdir(exist_ok=True)
    result = rolebook("build", "-f", "themed.yml", cwd=folder)
    assert result.returncode == 0, result.stderr
    records = json.loads((folder / "themed/search/search_index.json").read_text(encoding="utf-8"))[
        "docs"
    ]
    assert all(
        "<" not in record["title"] and "<" not in record["text"]
        for record in records
        if "#" in record["location"]
    )
    assert any("&lt;img" in record["title"] and "blorb" in record["title"] for record in records)


def test_the_authors_own_words_are_not_taken_for_addresses(folder: Path) -> None:
    page = next(
        p
        for p in (folder / "site/r").rglob("*.html")
        if "assets/logo.png" in p.read_text(encoding="utf-8")
    )
    assert "@/assets/logo.png" in page.read_text(encoding="utf-8")


def test_every_id_is_there_once(folder: Path) -> None:
    """Categories of other scripts, headings with one title and ids that sections have do not collide."""
    doubled = {
        path: sorted({id for id in page.ids if page.ids.count(id) > 1})
        for path, page in read_site(folder / "site").items()
        if len(set(page.ids)) < len(page.ids) and (path.startswith(("p/", "d/")))
    }
    assert doubled == {}


@pytest.mark.parametrize(
    "target",
    ["personas", ".", "..", "personas/out", "mine"],
    ids=["personas", "here", "above", "inside", "foreign"],
)
def test_a_build_deletes_nothing_but_a_site(tmp_path: Path, target: str) -> None:
    """The folder of a site is emptied first, so it may hold nothing else."""
    work = tmp_path / "work"
    (work / "personas").mkdir(parents=True)
    (work / "personas" / "a.md").write_text("# A\n\nServers MUST answer.\n")
    (work / "mine").mkdir()
    (work / "mine" / "notes.txt").write_text("mine")
    for arguments in (("personas", "-d", target), ("-d", target)):
        result = rolebook("build", *arguments, cwd=work)
        assert result.returncode == 2, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
    assert (work / "personas" / "a.md").exists()
    assert (work / "mine" / "notes.txt").exists()


@pytest.mark.parametrize(
    ("configuration", "arguments", "code"),
    [
        ("plugins:\n- rolebook:\n    personas:\n", "check", 0),
        ("plugins:\n- rolebook:\n    personas: [1]\n", "check", 2),
        ("plugins:\n- rolebook:\n    personas: 3\n", "check", 2),
        (
            "plugins:\n- rolebook:\n    source_url: 'https://x.invalid/{branch}/{path}'\n",
            "build",
            0,
        ),
        ("INHERIT: base.yml\n", "check", 0),
        ("- a list\n", "check", 2),
        ("x: [", "check", 2),
        ("", "check -f typo.yml", 2),
        ("", "export json -o /nowhere/at/all.json", 2),
        ("", "build -d personas/a.md", 2),
    ],
)
def test_odd_configurations_are_no_tracebacks(
    tmp_path: Path, configuration: str, arguments: str, code: int
) -> None:
    (tmp_path / "personas").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "personas" / "a.md").write_text("# A\n\nServers MUST answer.\n")
    (tmp_path / "base.yml").write_text("site_name: Base\nplugins:\n- rolebook\n")
    (tmp_path / "mkdocs.yml").write_text(
        configuration if configuration.startswith(("-", "x:")) else f"site_name: X\n{configuration}"
    )
    result = rolebook(*arguments.split(), cwd=tmp_path)
    assert "Traceback" not in result.stderr
    assert result.returncode == code, result.stdout + result.stderr


def test_the_owners_pages_keep_their_place(tmp_path: Path) -> None:
    """Whatever the file is called: `team.md` and `README.md` lie where generated pages would."""
    (tmp_path / "personas").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "personas" / "a.md").write_text("# A\n\nServers MUST answer.\n")
    (tmp_path / "docs" / "README.md").write_text("# Welcome to us\n")
    (tmp_path / "docs" / "team.md").write_text("# Our people\n")
    (tmp_path / "docs" / "private.md").write_text("# Private\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nnot_in_nav: private.md\nplugins:\n- search\n- rolebook\n"
    )
    result = rolebook("build", "--strict", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Welcome to us" in (tmp_path / "site/index.html").read_text()
    assert "Our people" in (tmp_path / "site/team/index.html").read_text()
    assert "private" not in (tmp_path / "site/index.html").read_text()
    assert (tmp_path / "site/handbook/index.html").exists()
