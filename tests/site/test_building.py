"""What an owner can decide about a site, and what happens when something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from .corpus import HAND_WRITTEN, LONG, harbour
from .reading import broken, contents, read_html, read_site
from .running import built, built_anew, rolebook

if TYPE_CHECKING:
    from pathlib import Path

    from .corpus import Harbour


def test_two_builds_are_equal(tmp_path: Path) -> None:
    """The same sources give the same bytes, wherever they are; SOURCE_DATE_EPOCH stands in for the clock."""
    one, other = (
        contents(built_anew(harbour(tmp_path / name, has_pdfs=True))) for name in ("one", "other")
    )

    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_an_own_home_page_wins(place: Harbour) -> None:
    """`docs/index.md` is kept, and the generated home moves to handbook/."""
    (place.root / "docs/index.md").write_text("# Ahoy\n\nOurs.\n", encoding="utf-8")
    folder = built(place)
    pages = read_site(folder)

    assert "Ahoy" in pages["index.html"].text
    assert "rb-search" in (folder / "handbook/index.html").read_text(encoding="utf-8")
    assert list(broken(pages, folder)) == []


def test_an_own_page_wins_over_a_generated_one(place: Harbour) -> None:
    """A page in `docs/` with the address of a generated one is kept."""
    (place.root / "docs/team").mkdir()
    (place.root / "docs/team/index.md").write_text(
        "# Our crew\n\n## Not written yet { #missing }\n", encoding="utf-8"
    )
    place.configure(markdown_extensions=["attr_list"])
    result = rolebook("build", cwd=place.root)

    assert result.returncode == 0, result.stderr
    assert (
        "Our crew" in read_html((place.site / "team/index.html").read_text(encoding="utf-8")).text
    )


@pytest.mark.parametrize(
    ("nav", "titles"),
    [
        ([], ["Home", "Lamp Keeper", "Signal protocol", "Skills", "House rules"]),
        ([{"Hello": f"{HAND_WRITTEN}.md"}, "@rolebook"], ["Hello", "Home", "Lamp Keeper", "Data"]),
        (["@rolebook", {"Hello": f"{HAND_WRITTEN}.md"}], ["Home", "Lamp Keeper", "Data", "Hello"]),
        ([{"Hello": f"{HAND_WRITTEN}.md"}], ["Home", "Lamp Keeper", "Data", "Hello"]),
    ],
    ids=["no nav", "placeholder last", "placeholder first", "nav without placeholder"],
)
def test_navigation(place: Harbour, nav: list[object], titles: list[str]) -> None:
    """The pages stand where `@rolebook` does, else before the others."""
    place.configure(nav=nav or None)
    html = (built(place) / "index.html").read_text(encoding="utf-8")
    text = read_html(
        html[html.index('data-md-type="navigation"') : html.index('data-md-type="toc"')]
    ).text
    found = [line.strip() for line in text.splitlines() if line.strip() in titles]

    assert list(dict.fromkeys(found)) == titles


def test_personas_can_be_a_list(place: Harbour) -> None:
    """Files and folders, named one by one."""
    place.configure(
        options={"personas": ["personas/harbour-pilot.md", "personas/signal-officer.md"]},
        exclude_docs=f"{HAND_WRITTEN}.md",
    )
    folder = built(place)

    assert (folder / "p/harbour-pilot/index.html").exists()
    assert not (folder / LONG).exists()


@pytest.mark.parametrize("strict", [True, False])
def test_strict_lets_errors_in_personas_fail_a_strict_build(place: Harbour, strict: bool) -> None:
    """With the option off, the same errors are only information."""
    persona = place.root / "personas/harbour-pilot.md"
    text = persona.read_text(encoding="utf-8").replace("the light\n", "the light {#HP-1}\n")
    persona.write_text(text.replace("night\n", "night {#HP-1}\n"), encoding="utf-8")
    place.configure(options={"strict": strict})
    result = rolebook("build", "--strict", cwd=place.root)

    assert rolebook("check", "--fail-on", "error", cwd=place.root).returncode == 1
    assert bool(result.returncode) is strict, result.stderr
    assert ("the ID 'HP-1' is already used" in result.stderr) is strict


@pytest.mark.parametrize("command", [("build",), ("build", "--pages", "out"), ("check",)])
def test_a_missing_folder_is_said(place: Harbour, command: tuple[str, ...]) -> None:
    """Exit code 2 and one sentence that names the folder."""
    place.configure(options={"personas": "nowhere"})
    result = rolebook(*command, cwd=place.root)

    assert result.returncode == 2, result.stderr
    assert "no such file or folder" in result.stderr
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_folder_stops_the_live_server(place: Harbour) -> None:
    """It ends at once, and says why."""
    place.configure(options={"personas": "nowhere"})
    result = rolebook("serve", "--address", "127.0.0.1:0", cwd=place.root)

    assert result.returncode in (1, 2)
    assert "no such file or folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_configuration_without_the_plugin_is_said(place: Harbour) -> None:
    """Exit code 2, and the line to add."""
    place.configure(plugins=["search"])
    result = rolebook("build", cwd=place.root)

    assert result.returncode == 2
    assert "add 'rolebook' under 'plugins:'" in result.stderr


def test_the_personas_are_watched(place: Harbour) -> None:
    """The live server builds again when a persona changes."""
    config = load_config(str(place.config))
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)

    assert str(place.root / "personas") in config.watch


def test_checklists_and_rubrics_are_printed(tmp_path: Path) -> None:
    """As files beside the pages of each role; a rubric leads to its form where the site has an address."""
    place = harbour(tmp_path, has_pdfs=True)
    place.configure(site_url="https://harbour.example/book/")
    folder = built(place)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}
    roles = ("harbour-pilot", "lamp-keeper", "signal-officer")

    assert found == {
        *(
            f"p/{role}/onboarding/onboarding-{size}.pdf"
            for role in roles
            for size in ("a4", "letter")
        ),
        *(
            f"p/{role}/rubric/rubric-{size}.pdf"
            for role in roles
            for size in ("a4", "letter", "pocket")
        ),
        *(f"review/notes-{size}.pdf" for size in ("a4", "letter")),
    }
    for page in ("p/lamp-keeper/onboarding/", "p/lamp-keeper/rubric/", "review/"):
        assert (
            "PDF on US Letter"
            in read_html((folder / page / "index.html").read_text(encoding="utf-8")).text
        )
    rubric = (folder / "p/lamp-keeper/rubric/rubric-a4.pdf").read_bytes()
    assert b"(https://harbour.example/book/p/lamp-keeper/rubric/)" in rubric


def test_an_owner_can_do_without_printed_sheets(place: Harbour) -> None:
    place.configure(options={"pdf": False})
    folder = built(place)

    assert list(folder.rglob("*.pdf")) == []
    assert list(broken(read_site(folder), folder)) == []


def test_characters_that_no_font_has_are_told_once_for_each_role(tmp_path: Path) -> None:
    place = harbour(tmp_path, has_pdfs=True)
    persona = place.root / "personas/harbour-pilot.md"
    text = persona.read_text(encoding="utf-8")
    persona.write_text(f"{text}\n- **MUST** log `429` in each \u0378\n", encoding="utf-8")
    result = rolebook("build", cwd=place.root)

    assert result.returncode == 0
    assert result.stderr.count("Harbour Pilot: no font has \u0378 (U+0378)") == 1


def test_keywords_of_the_command_line_count_and_what_is_not_read_is_named(place: Harbour) -> None:
    """Whatever the configuration says; somebody who tries a set should see its rules on the site."""
    (place.root / "personas/tea.md").write_text("# Tea\n\nYou must boil water.\n")
    (place.root / "personas/tea.docx").write_bytes(b"")
    plain = rolebook("build", "-d", "plain", cwd=place.root)
    read = rolebook("build", "-d", "read", "--keywords", "uppercase,lowercase", cwd=place.root)

    assert plain.returncode == read.returncode == 0, read.stderr
    assert "1 .docx" in plain.stdout
    assert "personas/tea.md: no rule was found" in plain.stdout
    assert "tea.md" not in read.stdout
    assert "TEA-TEA-01" in (place.root / "read/data/handbook.json").read_text(encoding="utf-8")
