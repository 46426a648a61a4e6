"""The example of a company's own ladder: its files give the pages that the how-to describes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.build import load_catalogues
from rolebook.build import site as made
from rolebook.cli import main
from rolebook.messages import messages
from rolebook.pages import Options

from .pages import DOCS, blocks, section

if TYPE_CHECKING:
    from pathlib import Path

PAGE = DOCS / "how-to" / "own-ladder.md"
SAY = messages()
ROLE = "p/platform-engineer/"
GAPS = f"{ROLE}gaps/index.html"
RELEASING = "skills/northlight/rel/"
PAIR = "team/platform-engineer--service-engineer/index.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a new handbook with the files of the how-to."""
    from click.testing import CliRunner

    root: Path = tmp_path_factory.mktemp("ladder") / "handbook"
    assert CliRunner().invoke(main, ["new", str(root)]).exit_code == 0
    for block in blocks(PAGE):
        if "/" in block.title and block.language != "diff":
            path = root / block.title
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    output = str(root / "catalogues" / "northlight.csv")
    sheet = str(root / "ladder" / "northlight.csv")
    command = ["catalogue", "import", "northlight", sheet, "-o", output]
    done = CliRunner().invoke(main, [*command, "--title", "Northlight ladder"])
    assert done.exit_code == 0, done.output
    catalogues = load_catalogues(root / "catalogues")
    book = rolebook.load(root / "personas", catalogues=catalogues)
    built = made(book, Options())
    alone = {file.path: file.content.decode() for file in built.standalone_pages()}
    return {page.path: page.html for page in built.pages} | alone


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_page_names_what_there_is(pages: dict[str, str]) -> None:
    """Every address in its table is that of a page."""
    table = section(PAGE, "## What the pages show")
    addresses = re.findall(r"`([\w/-]+/)`", table)

    assert len(addresses) == 5
    for address in addresses:
        assert address in pages or f"{address}index.html" in pages


def test_a_reader_of_the_role_chooses_a_level(pages: dict[str, str]) -> None:
    html = pages[ROLE]

    assert re.findall(r'<li data-career="(\d)"[^>]*><span class="rb-career">(\w+)', html)[:5] == [
        ("1", "Junior"),
        ("2", "Mid"),
        ("3", "Senior"),
        ("4", "Staff"),
        ("5", "Principal"),
    ]
    assert SAY("skills-gaps") in html


def test_the_page_of_gaps_has_what_is_missing_and_what_no_rule_asks_for(
    pages: dict[str, str],
) -> None:
    html = pages[GAPS]
    missing, unshown, shown = (
        html.index(f'<h2 id="{kind}"') for kind in ("missing", "unshown", "shown")
    )

    assert missing < html.index('id="skill-dat"') < unshown < html.index('id="skill-men"') < shown
    assert "write personal data to a log" in html


def test_the_page_of_a_competency_says_what_its_levels_are_called(pages: dict[str, str]) -> None:
    levels = "1 Junior, 2 Mid, 3 Senior, 4 Staff, 5 Principal"

    assert SAY("catalogue-levels", levels=levels) in words(pages[RELEASING])
    assert "Platform Engineer" in pages[RELEASING]
    assert "PE-REL-01" in pages[RELEASING]


def test_two_roles_say_what_a_move_needs(pages: dict[str, str]) -> None:
    html = pages[PAIR]

    assert 'id="move:platform-engineer"' in html
    assert "skills/northlight/men/" in html


def test_the_checklist_asks_for_a_level_and_for_ratings(pages: dict[str, str]) -> None:
    html = pages[f"{ROLE}onboarding/"]

    assert "data-careers" in html
    assert 'data-source="REL"' in html
    assert '"Principal",4,4' in pages["onboarding/gaps/platform-engineer.js"]
