"""Addresses are in lower case, and no two are one file where file systems ignore case."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook import Source
from rolebook.addresses import folded
from rolebook.addresses.former import redirects
from rolebook.build import site
from rolebook.pages import Options, assets
from rolebook.taxonomy import read_catalogues

from .running import rolebook as run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .conftest import Built
    from .corpus import Harbour

_IDS = re.compile(r"r/[^/]+/index\.html")
_PACKAGED = "assets/"
"""Files that come with Rolebook, the theme and its scripts have the names that their authors gave."""


def same(paths: Iterable[str]) -> list[list[str]]:
    """Return the paths that are one file where case and the form of accents don't count."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_file[folded(path)].append(path)
    return [alike for alike in by_file.values() if len(alike) > 1]


def with_capitals(paths: Iterable[str]) -> list[str]:
    """Return the paths that aren't in lower case, but for those of rules and packaged files."""
    ours = (path for path in paths if not path.startswith(_PACKAGED) and not _IDS.fullmatch(path))
    return [path for path in ours if path != folded(path)]


def paths_of(sources: Mapping[str, str], catalogues: Mapping[str, str] | None = None) -> list[str]:
    """Return the path of every file of a site."""
    made = rolebook.handbook(
        [Source(path, text) for path, text in sources.items()],
        catalogues=read_catalogues([Source(*one) for one in (catalogues or {}).items()]),
    )
    built = site(made, Options())
    files = chain(assets(made.say), built.data, built.standalone_pages(), built.search_files())
    return [f"{page.path}index.html" for page in built.pages] + [file.path for file in files]


def role(title: str, rules: str = "- **MUST** test\n", code: str = "", rest: str = "") -> str:
    front = f"---\ntype: persona\ncode: {code}\n---\n" if code else "---\ntype: persona\n---\n"
    return f"{front}# {title}\n\n## Traits\n- calm\n\n## Ruleset\n{rules}\n{rest}"


def skills(*codes: str) -> str:
    rows = "".join(f"| Skill {n} | {code} | 3 |\n" for n, code in enumerate(codes))
    return f"## SFIA 9 Mapping\n| Skill | Code | Level |\n|---|---|---|\n{rows}"


_OWN = Path(__file__).parents[2] / "personas"
CORPORA: Mapping[str, Mapping[str, str]] = {
    "our own": {path.name: path.read_text(encoding="utf-8") for path in _OWN.glob("*.md")},
    "titles that differ in case": {
        "a.md": role("The Tester"),
        "b.md": role("THE TESTER"),
        "c.md": role("The tester"),
        "Tester.md": "# The Tester\n\nServers MUST answer.\n",
    },
    "titles that differ in the form of an accent": {
        "a.md": role("Café Owner"),
        "b.md": role("Cafe\u0301 owner"),
    },
    "titles with letters of several spellings": {
        "a.md": role("Straße"),
        "b.md": role("STRASSE"),
        "c.md": role("ΟΔΟΣ"),
        "d.md": role("οδος"),
        "e.md": role("İstanbul"),
        "f.md": role("istanbul"),
        "g.md": role("ΐ"),
        "h.md": role("ꭰ"),
        "i.md": role("Ꭰ"),
        "j.md": role("가"),
        "k.md": role("\u1100\u1161"),
    },
    "codes that differ in case": {
        "a.md": role("The Baker", code="bk"),
        "b.md": role("The Cook", code="BK"),
    },
    "IDs that differ in case": {
        "a.md": role(
            "The Baker",
            "- **MUST** lock {#SEC-1}\n- **MUST** bolt {#sec-1}\n- **MUST** bar {#Sec-1}\n"
            "- **MUST** hide {#가-1}\n- **MUST** seek {#\u1100\u1161-1}\n",
        )
    },
    "patterns and categories that differ in case": {
        "a.md": role(
            "The Baker",
            "### Oven\n- **MUST** log\n### OVEN\n- **MUST** log\n### oven!\n- **MUST** log\n",
            rest="## Related Design Patterns\n- Circuit Breaker\n- CIRCUIT BREAKER\n- ★\n- ★★\n",
        )
    },
    "codes of skills that no catalogue has": {
        "a.md": role("The Baker", rest=skills("Zz", "zz", "Z.Z", "Z-Z", "Z+Z", "PROG")),
        "b.md": role("The Cook", rest=skills("z.z", "z-z")),
    },
    "duties of roles that differ in case": {
        "a.md": role("The Baker", "- **MUST** tell The Cook\n- **MUST** tell The COOK\n"),
        "b.md": role("The Cook", "- **MUST** tell The Baker\n"),
    },
}
CATALOGUE = (
    "code,name\nab,Low\nAB,High\nA.B,Dot\nA-B,Hyphen\nA+B,Plus\nÉ1,Accent\nE\u03011,Two marks\n"
    "A-B-2,Numbered\n"
)


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_two_pages_are_one_file(corpus: str) -> None:
    paths = paths_of(CORPORA[corpus])

    assert same(paths) == []
    assert with_capitals(paths) == []


def test_skills_of_a_catalogue_have_pages_of_their_own() -> None:
    """Whatever their codes differ in; one that the catalogue lacks takes no page of another."""
    listed = skills("ab", "AB", "A.B", "A-B", "A+B", "É1", "E\u03011", "A-B-2", "A#B", "A/B")
    sources = {"a.md": role("The Baker", rest=listed)}
    paths = paths_of(sources, {"acme.csv": CATALOGUE})
    codes = [path.split("/")[2] for path in paths if path.startswith("skills/acme/")]

    assert same(paths) == []
    assert with_capitals(paths) == []
    assert codes[:6] == ["ab", "a-b", "a-b-2", "a-b-3", "é1", "é1-2"]
    assert paths == paths_of(sources, {"acme.csv": CATALOGUE})


def test_a_code_in_small_letters_and_in_capitals_is_one_skill() -> None:
    """Tables name codes in capitals, so that the second line of a catalogue could not be meant."""
    catalogues = read_catalogues([Source("acme.csv", CATALOGUE)])

    assert catalogues.of("AB") is not None
    assert [(one.code, one.span.line) for one in catalogues.diagnostics] == [("CT001", 3)]


def test_a_table_leads_to_the_page_of_a_code_that_no_catalogue_has() -> None:
    made = rolebook.handbook([Source("a.md", role("The Baker", rest=skills("ZZ", "Z.Z", "Z-Z")))])
    pages = {page.path: page.html for page in site(made, Options()).pages}
    links = set(re.findall(r'href="\.\./\.\./(skills/sfia/z[^"]+)"', pages["p/baker/"]))

    assert len(links) == 3
    assert links <= set(pages)


def test_what_is_folded_can_be_seen() -> None:
    """The tests above can fail."""
    assert same(["a/é/", "A/e\u0301/", "b/"]) == [["a/é/", "A/e\u0301/"]]
    assert with_capitals(["r/BD-1/index.html", "assets/LICENSE.txt", "skills/sfia/PROG/"]) == [
        "skills/sfia/PROG/"
    ]


def test_every_file_of_a_built_site_has_a_name_of_its_own(site: Built) -> None:
    files = (path for path in site.folder.rglob("*") if path.is_file())
    paths = [path.relative_to(site.folder).as_posix() for path in files]

    assert same(paths) == []
    assert with_capitals(paths) == []


def test_a_page_of_the_owner_that_differs_in_case_is_named(place: Harbour) -> None:
    (place.root / "docs" / "Team.md").write_text("# Our people\n", encoding="utf-8")
    result = run("build", "--strict", cwd=place.root)

    assert result.returncode == 1
    assert (
        "your page Team.md and the generated page team/index.html are one file on macOS and "
        "Windows; give yours another name"
    ) in result.stderr


@pytest.mark.parametrize(
    ("where", "options", "line"),
    [
        ("at the root", {}, "/skills/acme/E-1/ /skills/acme/e-1/ 301"),
        (
            "in a folder",
            {"site_url": "https://example.org/our handbook/"},
            "/our%20handbook/skills/acme/E-1/ /our%20handbook/skills/acme/e-1/ 301",
        ),
        (
            "without directory URLs",
            {"index": "index.html"},
            "/skills/acme/E-1/index.html /skills/acme/e-1/index.html 301",
        ),
    ],
)
def test_former_addresses_lead_to_the_pages(
    where: str, options: Mapping[str, str], line: str
) -> None:
    addresses = ["", "p/baker/", "skills/acme/e-1/", "skills/acme/11/", "skills/esco/baking/"]

    assert redirects(addresses, ["acme"], **options).splitlines()[1:] == [line], where


def test_the_owners_redirects_are_kept_and_win() -> None:
    """Theirs come last, since hosts want lines with a wildcard there; one of the same address counts alone."""
    written = "# ours\n/old/* /new/:splat\n/skills/acme/A/ /elsewhere/\n"
    lines = redirects(["skills/acme/a/", "skills/acme/b/"], ["acme"], written=written)

    assert lines.splitlines()[1:] == [
        "/skills/acme/B/ /skills/acme/b/ 301",
        *written.splitlines(),
    ]


@pytest.mark.parametrize("owners", [0, 3])
def test_there_are_no_more_redirects_than_hosts_read(owners: int) -> None:
    addresses = [f"skills/acme/a{n}/" for n in range(2_000)]
    lines = redirects(addresses, ["acme"], written="/a /b\n" * owners).splitlines()

    assert len(lines) == 1 + 1_000
    assert lines[-1] == ("/a /b" if owners else "/skills/acme/A999/ /skills/acme/a999/ 301")


def test_a_site_has_the_redirects_of_its_owner_and_of_its_pages(place: Harbour) -> None:
    (place.root / "docs" / "_redirects").write_text("/old /new\n", encoding="utf-8")
    assert run("build", "--strict", cwd=place.root).returncode == 0
    lines = (place.site / "_redirects").read_text(encoding="utf-8").splitlines()

    assert "/skills/sfia/PROG/ /skills/sfia/prog/ 301" in lines
    assert lines[-1] == "/old /new"


def test_every_redirect_leads_to_a_page_from_none(site: Built) -> None:
    text = (site.folder / "_redirects").read_text(encoding="utf-8")
    rules: Sequence[list[str]] = [line.split() for line in text.splitlines()[1:]]
    index = "index.html" if site.directory_urls else ""

    assert rules
    for old, new, _ in rules:
        assert f"{new[1:]}{index}" in site.pages
        assert f"{old[1:]}{index}" not in site.pages
