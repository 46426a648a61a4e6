"""The page of a role's skills against its rules, what a move needs, and the data of the checklist."""

from __future__ import annotations

import json
import re

import pytest

from rolebook import Source, handbook
from rolebook.build import site as made
from rolebook.messages import messages
from rolebook.pages import Options

SAY = messages()
RULES = """## Ruleset

### Work

- **MUST** encrypt personal data at rest
- **MUST** encrypt backups with a key that is rotated every year
- **MUST** scan each image for vulnerabilities before a release
- **MUST NOT** write passwords or secrets to a log
- **MUST** encrypt laptops before they leave the office
- **MUST** restore the service within one hour of an incident
"""
SMITH = f"""# The Smith

{RULES}
## Related Design Patterns

- Circuit Breaker Pattern

## SFIA Mapping

| Skill | Code | Junior | Senior |
|---|---|---|---|
| Incident management | USUP | 2 | 4-5 |
| User research | URCH | – | 3 |
| Splicing | KNOT | 1 | 1 |
"""
TINKER = f"""# The Tinker

{RULES}
## SFIA Mapping

| Skill | Code | Level |
|---|---|---|
| Incident management | USUP | 3 |
| Information security | SCTY | 4 |
"""
IDLER = "# The Idler\n\n## Traits\n\n- calm\n\n## Ruleset\n\n- **MAY** sleep\n"
GAPS, PAIR, DATA = (
    "p/smith/gaps/index.html",
    "team/smith--tinker/index.html",
    "onboarding/gaps/smith.js",
)


def pages(*, options: Options | None = None) -> dict[str, str]:
    texts = {"smith.md": SMITH, "tinker.md": TINKER, "idler.md": IDLER}
    book = handbook([Source(name, text) for name, text in texts.items()])
    built = made(book, options or Options())
    alone = {file.path: file.content.decode() for file in built.standalone_pages()}
    return {page.path: page.html for page in built.pages} | alone


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return pages()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def row(html: str, code: str) -> str:
    """The row of a skill."""
    start = html.index(f'<tr id="skill-{code.lower()}"')
    return html[start : html.index("</tr>", start)]


def test_a_role_that_lists_skills_leads_to_its_page(site: dict[str, str]) -> None:
    """Others have none."""
    assert 'href="../../p/smith/gaps/"' in site["p/smith/"]
    assert "/gaps/" not in site["p/idler/"]
    assert [path for path in site if path.endswith("/gaps/index.html")] == [
        GAPS,
        "p/tinker/gaps/index.html",
    ]


@pytest.mark.parametrize(
    ("code", "kind", "todo"),
    [
        ("SCTY", "missing", "gaps-do-add"),
        ("URCH", "unshown", "gaps-do-write"),
        ("KNOT", "unknown", "gaps-do-know"),
    ],
)
def test_each_gap_says_what_to_do(site: dict[str, str], code: str, kind: str, todo: str) -> None:
    html = site[GAPS]

    assert html.index(f'id="{kind}"') < html.index(f'id="skill-{code.lower()}"')
    assert SAY(todo) in row(html, code)


def test_a_skill_shows_the_first_rules_and_the_words_that_say_so(site: dict[str, str]) -> None:
    shown = row(site[GAPS], "SCTY")

    assert shown.count("/r/SMI-") == 3
    assert shown.count("the rule says “") == 3
    assert SAY("gaps-more", count=1) in words(shown)
    assert 'href="../../../skills/sfia/scty/#rules"' in shown


def test_a_skill_that_no_rule_asks_for_says_so(site: dict[str, str]) -> None:
    assert SAY("gaps-no-rules") in row(site[GAPS], "URCH")


def test_the_first_sentence_counts(site: dict[str, str]) -> None:
    lead = SAY("gaps-summary", listed=SAY("skill-count", count=3), shown=1, missing=1)

    assert lead in site[GAPS]


def test_two_roles_say_what_a_move_needs_both_ways(site: dict[str, str]) -> None:
    html = site[PAIR]
    there, back = (html.index(f'<h2 id="move:{slug}"') for slug in ("tinker", "smith"))
    if there < back:
        to_tinker, to_smith = html[there:back], html[back:]
    else:
        to_smith, to_tinker = html[back:there], html[there:]

    assert "skills/sfia/scty/" in to_tinker
    assert "/r/TIN-" in to_tinker
    assert SAY("move-not-listed") in to_tinker
    assert "skills/sfia/usup/" in to_smith
    assert "patterns/circuit-breaker-pattern/" in to_smith
    assert html.count('href="#move:') == 2


def test_the_checklist_can_tell_why_a_role_needs_a_skill(site: dict[str, str]) -> None:
    """With the levels of a career, and the pages to read; skills without a level are left out."""
    (text,) = re.findall(r"JSON.parse\('(.*)'\)", site[DATA])
    data = json.loads(text.replace("\\\\", "\\").replace("\\'", "'"))
    incidents = data["skills"][0]

    assert (data["role"], data["name"]) == ("SMI", "Smith")
    assert [(one["source"], one["low"], one["high"]) for one in data["skills"]] == [
        ("USUP", 2, 5),
        ("URCH", 3, 3),
        ("KNOT", 1, 1),
    ]
    assert incidents["byLevel"] == [["Junior", 2, 2], ["Senior", 4, 5]]
    assert 'href="./r/SMI-WORK-06/"' in incidents["why"]
    assert 'href="./skills/sfia/usup/"' in incidents["why"]
    assert 'data-gaps="smith"' in site["p/smith/onboarding/"]


def test_addresses_are_files_where_the_site_has_files() -> None:
    built = pages(options=Options(directory_urls=False))

    assert "../../../skills/sfia/scty/index.html#rules" in built[GAPS]
    assert "./skills/sfia/usup/index.html" in built[DATA]


def test_the_pages_are_the_same_every_time(site: dict[str, str]) -> None:
    assert pages() == site
