"""The theme around small pages: what is taken of a page of the theme, and where it goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rolebook.pages import asset
from rolebook.site.shell import HOLE, header_style, primary_of, shell_of, shell_script

from .running import rolebook

if TYPE_CHECKING:
    from .conftest import Built
    from .corpus import Harbour

PAGE = f"""<!doctype html>
<html><head>
<title>Harbour</title>
<link rel="canonical" href="https://harbour.example/r/-/">
<link rel="stylesheet" href="../../assets/main.css">
<script>var scope = new URL("../..", location)</script>
</head>
<body dir="ltr" data-md-color-primary="teal">
<main class="md-main"><article>
{HOLE}
</article></main>
<script id="__config" type="application/json">{{"base": "../..", "features": ["navigation.instant", "toc.follow"]}}</script>
<script src="../../assets/bundle.js"></script>
<script src="../../assets/page.js" defer></script>
</body></html>
"""
LEAF = "assets/rolebook/leaf.js"


def test_what_belongs_to_one_page_is_left_out() -> None:
    shell = shell_of(PAGE, "en")

    assert shell
    assert "canonical" not in shell.head
    assert "<title>" not in shell.head
    assert '<link rel="stylesheet" href="../../assets/main.css">' in shell.head
    assert 'new URL("../..", location)' in shell.head
    assert shell.attributes == ' dir="ltr" data-md-color-primary="teal"'


def test_a_page_has_one_main_part() -> None:
    """That of the small page, which is inside the theme's."""
    shell = shell_of(PAGE, "en")

    assert shell
    assert shell.before.split() == ["<div", 'class="md-main"><div>']
    assert shell.after.split()[0] == "</div></div>"


def test_scripts_run_when_all_of_the_page_is_there() -> None:
    shell = shell_of(PAGE, "en")

    assert shell
    assert shell.head.endswith(
        '<script defer src="../../assets/bundle.js"></script>'
        '<script src="../../assets/page.js" defer></script>'
    )
    assert "src=" not in shell.after


def test_small_pages_do_not_load_pages_into_themselves() -> None:
    shell = shell_of(PAGE, "en")

    assert shell
    assert '"features": ["toc.follow"]' in shell.after


@pytest.mark.parametrize(
    "page", ["", "<html>", PAGE.replace(HOLE, ""), PAGE.replace("<body", "<b")]
)
def test_a_theme_of_another_kind_is_not_put_on(page: str) -> None:
    assert shell_of(page, "en") is None


def test_the_script_has_the_theme_once(site: Built) -> None:
    """Made for a page in the folder of a rule, whose links the script leads to the root."""
    script = (site.folder / LEAF).read_text(encoding="utf-8")
    first, _, rest = script.partition("\n")
    shell = json.loads(first.removeprefix("var rolebookShell = ").removesuffix(";"))

    assert rest == asset("leaf.js")
    assert sorted(shell) == ["after", "attributes", "before", "head", "language"]
    assert 'class="md-header' in shell["before"]
    assert 'id="__config"' in shell["after"]


def test_the_page_that_it_is_taken_of_is_nowhere(site: Built) -> None:
    """Neither in the site nor in what its searches read."""
    assert not (site.folder / "r" / "-").exists()
    for index in ("search/pages.js", "search/search_index.json", "sitemap.xml"):
        assert "r/-/" not in (site.folder / index).read_text(encoding="utf-8")


def test_other_themes_keep_the_small_header(place: Harbour) -> None:
    place.configure(theme={"name": "mkdocs"})
    assert rolebook("build", cwd=place.root).returncode == 0

    assert (place.site / LEAF).read_text(encoding="utf-8") == asset("leaf.js")


@pytest.mark.parametrize(
    ("palette", "name"),
    [
        (None, ""),
        ({}, ""),
        ({"primary": "deep purple"}, "deep-purple"),
        ([{"scheme": "slate", "primary": "teal"}, {"primary": "red"}], "teal"),
    ],
)
def test_a_palette_has_a_first_colour(palette: object, name: str) -> None:
    assert primary_of(palette) == name


SHEETS = [
    ":root{--md-primary-fg-color:#4051b5;--md-primary-bg-color:#fff}",
    "[data-md-color-primary=teal]{--md-primary-fg-color:#009485}"
    "[data-md-color-primary=teal]{--md-primary-bg-color:#fff}",
]


@pytest.mark.parametrize(
    ("primary", "colours"),
    [
        ("teal", "--rb-bar:#009485;--rb-bar-ink:#fff"),
        ("", "--rb-bar:#4051b5;--rb-bar-ink:#fff"),
        ("custom", ""),
    ],
)
def test_without_scripts_the_header_has_the_colours_of_the_theme(
    primary: str, colours: str
) -> None:
    """An owner's own colours are in style sheets that only a browser understands."""
    assert colours in header_style(primary, SHEETS)
    assert bool(header_style(primary, SHEETS)) == bool(colours)


def test_the_script_is_the_same_each_time() -> None:
    shell = shell_of(PAGE, "en")
    assert shell
    assert shell_script(shell, "leaf") == shell_script(shell, "leaf")
