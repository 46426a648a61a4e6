"""Files of the theme that nobody loads are not in a site, and pages have no indents of templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from rolebook.site.indents import without_indents
from rolebook.site.unloaded import unloaded

if TYPE_CHECKING:
    from .conftest import Built

LUNR = "assets/javascripts/lunr"
FILES = [
    "assets/javascripts/bundle.1.min.js",
    "assets/javascripts/bundle.1.min.js.map",
    "assets/stylesheets/main.2.min.css",
    *(f"{LUNR}/min/lunr.{name}.min.js" for name in ("de", "fr", "ja", "multi", "stemmer.support")),
    f"{LUNR}/tinyseg.js",
    f"{LUNR}/wordcut.js",
]


@dataclass
class File:
    src_uri: str
    src_dir: str | None = "theme"


@pytest.mark.parametrize(
    ("languages", "kept"),
    [
        (None, []),
        ([], ["multi", "stemmer.support"]),
        (["en", "de"], ["de", "multi", "stemmer.support"]),
        (["ja"], ["ja", "multi", "stemmer.support", "tinyseg"]),
    ],
    ids=["our search", "English", "German", "Japanese"],
)
def test_the_search_of_the_theme_keeps_its_languages(
    languages: list[str] | None, kept: list[str]
) -> None:
    gone = {file.src_uri for file in unloaded(map(File, FILES), "docs", languages)}
    left = [path for path in FILES if path.startswith(LUNR) and path not in gone]

    names = [path.rpartition("/")[2].removeprefix("lunr.").removesuffix(".js") for path in left]
    assert [name.removesuffix(".min") for name in names] == kept


def test_files_of_the_owner_stay() -> None:
    files = [File("maps/harbour.map", "docs"), File("assets/javascripts/a.js.map", None)]

    assert unloaded(files, "docs", None) == []


def test_a_site_has_no_source_maps_and_no_languages_of_another_search(site: Built) -> None:
    files = [path.as_posix() for path in site.folder.rglob("*")]

    assert any("/assets/javascripts/bundle." in path for path in files)
    assert not [path for path in files if path.endswith(".map") or f"/{LUNR}/" in path]


def test_code_keeps_its_indents() -> None:
    code = "<pre><code>if a:\n    b\n\n    c</code></pre>"
    script = "<script>\n  let a = `\n    b`;\n</script>"

    assert without_indents(f"<div>\n    {code}\n\n  {script}\n  </div>") == (
        f"<div>\n{code}\n{script}\n</div>"
    )
