"""What the site says about skills and where they are from."""

from __future__ import annotations

import re
from functools import cache

import pytest

import rolebook
from rolebook import Source
from rolebook.build import site
from rolebook.messages import messages
from rolebook.pages import Options
from rolebook.taxonomy import read_catalogues

PERSONA = """\
# The Junior

## Traits
- calm

## Ruleset
**MUST** keep a plan for incident response
**MUST** ship on Mondays

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| Solution architecture | ARCH | 2-4 |
| Functional testing | TEST | 3 |
| Sustainability | SUST | 4 |
| Releasing | ACME-1 | 2 |

## ESCO Mapping
| Category | Example skills |
|---|---|
| Software | Cloud computing, whistle |
"""
ACME = (
    "# title: Acme <ladder>\n# notice: Ours & theirs.\ncode,name,low,high\nACME-1,Releasing,2,4\n"
)
CUES = "code,cue\nACME-1,ship\n"


@cache
def pages() -> dict[str, str]:
    own = [Source("catalogues/acme.csv", ACME), Source("catalogues/acme.lexicon.csv", CUES)]
    catalogues = read_catalogues(own, ["sfia", "esco", "nice"])
    book = rolebook.handbook([Source("junior.md", PERSONA)], catalogues=catalogues)
    return {page.path: page.html for page in site(book, Options()).pages}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_skill_says_at_which_levels_it_is_defined() -> None:
    assert "Defined at levels 4–6 1 2 3 4 5 6 7" in text(pages()["skills/sfia/arch/"])


def test_the_dots_mark_what_is_defined_and_what_is_asked_for() -> None:
    row = pages()["skills/sfia/arch/"].split("<tbody>")[1]
    dots = [
        (number, marks.split())
        for marks, number in re.findall(r'<i(?: class="([^"]*)")?>(\d)</i>', row)
    ]
    assert dots == [
        ("1", ["rb-undefined"]),
        ("2", ["rb-on", "rb-undefined"]),
        ("3", ["rb-on", "rb-undefined"]),
        ("4", ["rb-on", "rb-defined"]),
        ("5", ["rb-defined"]),
        ("6", ["rb-defined"]),
        ("7", ["rb-undefined"]),
    ]


@pytest.mark.parametrize("path", ["skills/", "skills/sfia/arch/", "p/junior/"])
def test_a_level_that_does_not_exist_is_said(path: str) -> None:
    assert text(pages()[path]).count("required: 2–3; defined from 4") == 1


def test_a_code_without_known_levels_says_so() -> None:
    index = pages()["skills/"]
    (row,) = (row for row in index.split("<tr>") if '<span class="rb-code">SUST</span>' in row)
    assert messages()("skills-skill.unknown") in row
    unknown = messages()("skill-unknown", framework="SFIA 9")
    assert unknown in pages()["skills/sfia/sust/"]


@pytest.mark.parametrize("path", ["skills/", "data/"])
@pytest.mark.parametrize(
    "notice",
    [
        "SFIA is a registered trademark of the SFIA Foundation.",
        "This service uses the ESCO classification of the European Commission.",
        "and therefore a modification",
        "Not subject to copyright in the United States.",
        "Ours & theirs.",
    ],
)
def test_every_catalogue_states_its_terms(path: str, notice: str) -> None:
    assert notice.replace("&", "&amp;") in pages()[path]


def test_the_page_of_a_skill_states_the_terms_of_its_catalogue_alone() -> None:
    assert "SFIA Foundation" in pages()["skills/sfia/arch/"]
    assert "SFIA Foundation" not in pages()["skills/esco/cloud-technologies/"]


def test_an_example_that_esco_knows_leads_to_its_page() -> None:
    persona = pages()["p/junior/"]
    assert '<a href="../../skills/esco/cloud-technologies/">Cloud computing</a>, whistle' in persona
    assert '<a href="../../p/junior/#competences">Junior</a>' in pages()[
        "skills/esco/cloud-technologies/"
    ].replace("../../../", "../../")


def test_pages_are_made_for_used_concepts_only() -> None:
    """A thousand concepts in the catalogue, and a page for each that somebody lists or a rule shows."""
    assert len([path for path in pages() if path.startswith("skills/esco/")]) < 5


def test_a_third_and_a_fourth_framework_have_pages() -> None:
    assert {"skills/nice/pd-wrl-003/", "skills/acme/acme-1/"} <= set(pages())
    assert "Acme &lt;ladder&gt;" in pages()["skills/"]
    assert "A skill of Acme &lt;ladder&gt;." in pages()["skills/acme/acme-1/"]


def test_a_table_names_the_catalogues_of_its_codes() -> None:
    assert "Skill (SFIA 9, Acme &lt;ladder&gt;)" in pages()["p/junior/"]
