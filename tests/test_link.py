from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook import LinkKind, Source
from rolebook.keywords import Keywords

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook, Link


def links(handbook: Handbook, id: str, kind: LinkKind) -> dict[str, Link]:
    return {link.target: link for link in handbook.links[id] if link.kind is kind}


def test_a_duty_links_to_the_persona_it_names(team: Handbook) -> None:
    found = links(team, "TES-COL-01", LinkKind.COLLABORATOR)
    assert list(found) == ["builder"]
    assert team.roles["builder"].persona is team.personas[1]


def test_a_possessive_in_lower_case_names_a_role_too(team: Handbook) -> None:
    assert list(links(team, "BUI-COL-01", LinkKind.COLLABORATOR)) == ["tester"]


def test_a_role_without_a_file_is_kept_and_reported(team: Handbook) -> None:
    assert list(links(team, "TES-COL-02", LinkKind.COLLABORATOR)) == ["astronaut"]
    assert team.roles["astronaut"].persona is None
    assert "XR001" in _codes(team)


MISSPELLED = [
    ("Quality Guardian", "Quality Gardian"),
    ("Quality Guardian", "Quality Gaurdian"),
    ("Quality Guardian", "Qualitty Guardien"),
    ("Security Officer", "Security Oficer"),
    ("Security Officer", "Security Ofiicer"),
    ("Backend Developer", "Backend Develper"),
    ("Backend Developer", "Back-End Developer"),
    ("Back End Developer", "Backend Developer"),
    ("Data Engineer", "Data Enginer"),
    ("Data Engineer", "Dataa Engineer"),
    ("Data Engineer", "Engineer Data"),
    ("Tech Lead", "Tech Laed"),
    ("Systems Analyst", "System Analyst"),
    ("Solution Architect", "Solutions Architect"),
    ("Head of Operations", "Head Operations"),
    ("Tester", "The Testr"),
    ("Site Reliability Engineer", "Site Reliablity Engineer"),
    ("Organisation Coach", "Organization Coach"),
]
OTHERS = [
    ("Backend Developer", "Frontend Developer"),
    ("Backend Developer", "Backend Engineer"),
    ("Backend Developer", "Senior Backend Developer"),
    ("Product Manager", "Project Manager"),
    ("Produktmanager Ost", "Projektmanager Ost"),
    ("Tech Lead", "Team Lead"),
    ("Head Chef", "Lead Chef"),
    ("UX Designer", "UI Designer"),
    ("Support Level 1", "Support Level 2"),
    ("Case Manager", "Care Manager"),
    ("Market Analyst", "Marketing Analyst"),
    ("Account Manager", "Accounting Manager"),
    ("Security Analyst", "Security Architect"),
    ("Test Manager", "Text Manager"),
    ("DevOps Engineer", "MLOps Engineer"),
    ("Process Owner", "Product Owner"),
    ("Customs Officer", "Customer Officer"),
    ("Data Engineer", "Quality Guardian"),
]


def naming(book: Callable[..., Handbook], role: str, name: str) -> list[tuple[str, str, str]]:
    """Return the findings in a handbook with a role, where a duty of another one has a name."""
    one = f"# The {role}\n\n## Traits\n- calm\n"
    two = f"# The Cook\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** report to {name} daily\n"
    return [
        (d.code, d.severity, str(d.values["meant"]))
        for d in book(one, two).diagnostics
        if d.code != "RD015"
    ]


@pytest.mark.parametrize(("role", "name"), MISSPELLED)
def test_a_misspelled_role_is_a_warning_with_the_right_name(
    book: Callable[..., Handbook], role: str, name: str
) -> None:
    assert naming(book, role, name) == [("XR001", "warning", role)]


@pytest.mark.parametrize(("role", "name"), OTHERS)
def test_a_role_that_is_still_to_be_written_is_a_note(
    book: Callable[..., Handbook], role: str, name: str
) -> None:
    """Even if its name has most letters of another one."""
    assert naming(book, role, name) == [("XR001", "note", "")]


def test_a_misspelled_alias_counts_too(book: Callable[..., Handbook]) -> None:
    one = "---\naliases: [Release Warden]\n---\n# The Gatekeeper\n\n## Traits\n- calm\n"

    found = book(
        one,
        "# The Cook\n\n## Traits\n- calm\n\n## Collaborators\n- **MUST** ask The Release Wardn\n",
    )
    problems = [d for d in found.diagnostics if d.code != "RD015"]
    assert [d.help for d in problems] == ["did you mean 'Gatekeeper'?"]


@pytest.mark.parametrize(
    "name",
    [
        "The Data Engineer",
        "the data engineer",
        "The Data Engineers",
        "Data Engineer Agent",
        "The Data-Engineer",
        "The Pipeliner",
    ],
)
def test_a_persona_answers_to_all_its_names(book: Callable[..., Handbook], name: str) -> None:
    one = "---\naliases: [Pipeliner]\n---\n# The Data Engineer\n\n## Traits\n- calm\n"
    two = f"# The Tester\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** talk to {name} daily\n"
    found = book(one, two)
    assert list(links(found, "TES-COL-01", LinkKind.COLLABORATOR)) == ["data-engineer"]
    assert not _codes(found)


@pytest.mark.parametrize(
    ("duty", "codes"),
    [
        ("**MUST** agree dates with The Tester", ["XR008"]),
        ("The Tester **MUST** agree dates with The Cook", []),
        ("**MUST** agree dates with Testers of other teams and The Cook", []),
        ("**MUST** agree dates with The Cook", []),
    ],
)
def test_a_duty_towards_oneself_is_reported(
    book: Callable[..., Handbook], duty: str, codes: list[str]
) -> None:
    """A name before the keyword says who has the duty, and the plural may mean others."""
    cook = "# The Cook\n\n## Traits\n- calm\n"
    found = book(
        f"# The Tester\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- {duty}\n", cook
    )
    assert _codes(found) == codes
    assert ("tester", "tester") not in found.duties


RULES = """\
    # The Builder

    ## Traits
    - quick

    ## Ruleset

    ### {category} Requirements
    **MUST** {rule}

    ## Collaboration Guidelines
    - **MUST** ask The {role} about the database
"""


def a_role(title: str) -> str:
    return f"# {title}\n\n## Traits\n- calm\n"


@pytest.mark.parametrize(
    ("role", "category", "rule", "words"),
    [
        ("Database Administrator", "Database", "name every database after its owner", "database"),
        ("Database Administrator", "Databases", "name Databases after owners", "Databases"),
        ("Database Administrator", "Storage", "name every database after its owner", ""),
        ("Database Administrator", "Database", "name every table after its owner", ""),
        ("Site Reliability Engineer", "Alerts", "page site reliability first", "site reliability"),
        ("Site Reliability Engineer", "Site", "page the site first", ""),
        ("Database Whisperer", "Database", "name every database after its owner", ""),
        ("System Administrator", "System", "name every system after its owner", ""),
        ("Database Administrator", "Database", "tell The Database Administrator", ""),
    ],
)
def test_a_rule_that_speaks_of_a_roles_topic_may_concern_it(
    book: Callable[..., Handbook], role: str, category: str, rule: str, words: str
) -> None:
    """One word must be in the title of the category, too; vague words and odd jobs are no topics."""
    found = book(RULES.format(role=role, category=category, rule=rule), a_role(role))
    inferred = [link for link in found.links[found.requirements[0].id] if link.is_inferred]
    assert [(link.target, link.evidence[0].words) for link in inferred] == (
        [(role.lower().replace(" ", "-"), words)] if words else []
    )


def test_a_topic_does_not_lead_a_role_to_itself(book: Callable[..., Handbook]) -> None:
    """But to it from the same rule of another role."""
    found = book(
        *(
            RULES.replace("The Builder", f"The {name}").format(
                role="Database Administrator", category="Database", rule="back up each database"
            )
            for name in ("Database Administrator", "Tester")
        )
    )
    inferred = {
        requirement.text: [link.target for link in found.links[requirement.id] if link.is_inferred]
        for text in found.texts
        for requirement in text.requirements
        if text.slug == "database-administrator"
    }
    [rule] = [r for r in found.texts[1].requirements if not r.is_collaboration]

    assert set(map(tuple, inferred.values())) == {()}
    assert [link.target for link in found.links[rule.id] if link.is_inferred] == [
        "database-administrator"
    ]


def test_an_inferred_role_is_never_owed_anything(book: Callable[..., Handbook]) -> None:
    """It is weaker than any other link, no duty has one, and the rule does not count as naming it."""
    found = book(
        RULES.format(
            role="Database Administrator",
            category="Database",
            rule="encrypt backups of each database",
        ),
        a_role("Database Administrator"),
    )
    rule, duty = found.requirements
    [inferred] = [link for link in found.links[rule.id] if link.is_inferred]
    assert inferred.score < min(link.score for link in found.links[rule.id] if link is not inferred)
    assert found.named_by(rule) == ()
    assert found.named_by(duty) == ("database-administrator",)
    assert [link for link in found.links[duty.id] if link.is_inferred] == []


def test_a_rule_concerns_no_role_without_a_file(book: Callable[..., Handbook]) -> None:
    """Nothing says what such a role is for, except its name."""
    found = book(
        RULES.format(role="Database Administrator", category="Database", rule="name each database")
    )
    assert [link for link in found.links[found.requirements[0].id] if link.is_inferred] == []


@pytest.mark.parametrize(
    ("rule", "role"),
    [
        ("name each database and index", "database-administrator"),
        ("name each index and database", "index-designer"),
        ("name each database for search ranking", "search-ranking-engineer"),
    ],
)
def test_a_rule_may_concern_one_role(book: Callable[..., Handbook], rule: str, role: str) -> None:
    """The one with the longest topic, or the first that is mentioned."""
    roles = ("Database Administrator", "Index Designer", "Search Ranking Engineer")
    found = book(
        RULES.format(role="Cook", category="Database and Index", rule=rule), *map(a_role, roles)
    )
    [naming] = [one for one in found.requirements if one.text == rule]
    assert [link.target for link in found.links[naming.id] if link.is_inferred] == [role]


RULE_AND_DUTY = """\
    # The Surveyor

    ## Ruleset

    ### Growth Requirements

    - {rule}

    ## Collaboration Guidelines

    - **MUST** {duty}
"""


def named(book: Callable[..., Handbook], rule: str, duty: str, *titles: str) -> list[list[str]]:
    """Return the names of the roles that a rule and a duty link to."""
    rule = rule if "MUST" in rule else f"MUST {rule}"
    found = book(RULE_AND_DUTY.format(rule=rule, duty=duty), *map(a_role, titles))
    surveyor = next(persona for persona in found.personas if persona.slug == "surveyor")
    return [
        [found.roles[slug].name for slug in found.named_by(one)] for one in surveyor.requirements
    ]


@pytest.mark.parametrize(
    ("rule", "is_named"),
    [
        ("answer the Colour Palette Agent within a day", True),
        ("answer colour palette agents within a day", True),
        ("have changes approved by the Colour Palette", True),
        ("have changes approved by **the Colour Palette**", True),
        ("The Colour Palette MUST approve changes", True),
        ("have changes approved by the Colour Palette Persona", True),
        ("keep a colour palette of ten colours", False),
        ("name all colour palette roles", False),
        ("check every colour palette twice", False),
        ("check the colour palette twice", False),
        ("publish Colour Palettes", False),
        ("print the Colour Palette Handbook", False),
    ],
)
@pytest.mark.parametrize("title", ["", "The Colour Palette Agent", "Colour Palette Agent (m/f/d)"])
def test_a_name_that_lost_agent_is_an_ordinary_noun_without_article_and_capital(
    book: Callable[..., Handbook], rule: str, title: str, *, is_named: bool
) -> None:
    """Whether a file describes the role or only a duty names it."""
    titles = [title] if title else []
    of_rule, of_duty = named(book, rule, "ask the Colour Palette Agent", *titles)
    assert (bool(of_rule), len(of_duty)) == (is_named, 1)


@pytest.mark.parametrize(
    ("title", "rule", "is_named"),
    [
        ("The Product Needle", "follow the product needle of the compass", False),
        ("The Product Needle", "agree goals with Product Needle", True),
        ("The Product Needle", "agree goals with The Product Needle", True),
        ("The Print Server", "restart the print server at night", False),
        ("The Support Team", "support teams that move", False),
        ("The Support Team", "call the support team", True),
        ("Change Board", "bring it to the change board", True),
        ("Change Board", "change boards that are broken", False),
        ("The Harbour Pilot", "wait for harbour pilots", True),
        ("The Devil's Advocate", "wait for the devil's advocate", True),
        ("The Devil's Advocate", "play devil's advocate", False),
        ("The Auditor", "wait for the auditor", True),
        ("The Ledger", "write it into the ledger", False),
        ("The Ledger", "tell The Ledger", True),
    ],
)
def test_a_rule_names_a_role_by_words_that_can_be_nothing_else(
    book: Callable[..., Handbook], title: str, rule: str, *, is_named: bool
) -> None:
    """A job is somebody in any case; what may be a thing needs capitals, what follows a verb "the"."""
    of_rule, _ = named(book, rule, "arrive on time", title)
    assert bool(of_rule) == is_named


@pytest.mark.parametrize("title", ["", "Sowing & Harvest Agent", "Sowing and Harvest Agent"])
@pytest.mark.parametrize("joint", ["&", "and"])
def test_an_ampersand_is_an_and(book: Callable[..., Handbook], title: str, joint: str) -> None:
    duty = f"ask the Sowing {joint} Harvest Agent and the Sowing & Harvest Agent"
    assert len(named(book, "measure twice", duty, *filter(None, [title]))[1]) == 1


def test_an_acronym_with_an_article_is_no_agent(book: Callable[..., Handbook]) -> None:
    """It has capitals wherever it is."""
    assert named(book, "version the API", "ask the API Agent", "The API Agent")[0] == []
    assert named(book, "ask the API Agent", "arrive", "The API Agent")[0] == ["API"]
    assert named(book, "repair the CI", "arrive", "The CI/CD Agent")[0] == []
    assert named(book, "wait for the SRE", "arrive", "The SRE")[0] == ["SRE"]


def test_the_name_of_a_file_is_often_the_field_of_its_role() -> None:
    """So it needs an article and capitals in a rule, unless it is a word for a job."""
    rules = ("check data quality twice", "ask the Data Quality", "ask the data steward")
    found = rolebook.handbook(
        [
            rolebook.Source("data-quality.md", a_role("The Warden")),
            rolebook.Source("data-steward.md", a_role("The Gatekeeper")),
            rolebook.Source("rules.md", "".join(f"- MUST {rule}\n" for rule in rules)),
        ]
    )
    assert [found.named_by(rule) for rule in found.requirements] == [
        (),
        ("warden",),
        ("gatekeeper",),
    ]


@pytest.mark.parametrize("name", ["the product needle", "the support team", "the ledger"])
def test_a_duty_may_name_any_role_in_lower_case(book: Callable[..., Handbook], name: str) -> None:
    """It is about other roles to begin with."""
    _, of_duty = named(
        book, "measure twice", f"warn {name}", "Product Needle", "Support Team", "The Ledger"
    )
    assert [role.lower() for role in of_duty] == [name.removeprefix("the ")]


@pytest.mark.parametrize(
    ("duty", "names"),
    [
        ("plan with the Sowing and Harvest Agent", ["Sowing and Harvest Agent"]),
        ("plan with the Sowing, Weeding and Harvest Team", ["Sowing, Weeding and Harvest Team"]),
        ("bring it to the Noise and Light Committee", ["Noise and Light Committee"]),
        (
            "brief the Sowing and Harvest Agent and the Auditor",
            ["Auditor", "Sowing and Harvest Agent"],
        ),
        ("brief the Auditor and the Sowing and Harvest Bot", ["Auditor", "Sowing and Harvest Bot"]),
        ("brief the Night Baker and Harvest Agent", ["Harvest Agent", "Night Baker"]),
        ("brief the Sowing Agent and Harvest Agent", ["Harvest Agent", "Sowing Agent"]),
        ("brief the Seed Bank and Water Tower Agents", ["Seed Bank", "Water Tower Agent"]),
        ("ask the Noise and Safety Officer", ["Noise and Safety Officer"]),
        ("brief the Night Bakers and the Day Bakers", ["Day Baker", "Night Baker"]),
        ("weigh the Devil's Advocate's doubts", ["Devil's Advocate"]),
        ("weigh the Tenants’ Representative’s view", ["Tenants’ Representative"]),
        ("invite the Tenants' Council", ["Tenants' Council"]),
        ("follow the Night Baker's Cake Book", ["Night Baker"]),
        ("follow The Auditor's Plan", ["Auditor"]),
        ("relieve the Auditor's Team", ["Auditor"]),
    ],
)
def test_a_duty_names_whole_roles(
    book: Callable[..., Handbook], duty: str, names: list[str]
) -> None:
    """Not cut at "and" if the word for the job follows, and without what they own."""
    _, of_duty = named(book, "measure twice", duty)
    assert sorted(of_duty) == names


def test_an_and_may_stand_between_two_roles_of_which_one_has_a_file(
    book: Callable[..., Handbook],
) -> None:
    duty = "brief The Needle and Harvest Agent"
    assert sorted(named(book, "measure twice", duty)[1]) == ["Needle and Harvest Agent"]
    assert sorted(named(book, "measure twice", duty, "The Needle")[1]) == [
        "Harvest Agent",
        "Needle",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "The Baker",
        "Baker",
        "Baker (m/f/d)",
        "Baker (m/w/d)",
        "Baker (f/m/x)",
        "The Baker (w/m/d)",
        "Baker (all genders)",
        "Baker m/w/d",
    ],
)
def test_the_additions_of_advertisements_are_no_part_of_a_name(
    book: Callable[..., Handbook], title: str
) -> None:
    _, of_duty = named(book, "measure twice", "warn The Baker", title)
    assert of_duty == ["Baker"]
    assert "XR002" in _codes(book(a_role(title), a_role("The Baker")))
    assert _codes(book(a_role(title), a_role("Miller (m/f/d)"))) == []


def test_two_names_in_one_line_are_two_links(book: Callable[..., Handbook]) -> None:
    one = "# The Tester\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** talk to The Cook and The Baker\n"
    assert set(links(book(one), "TES-COL-01", LinkKind.COLLABORATOR)) == {"cook", "baker"}


def test_one_name_for_two_personas_is_reported(book: Callable[..., Handbook]) -> None:
    text = "---\naliases: [Twin]\n---\n# The {}\n\n## Traits\n- calm\n"
    found = book(text.format("First"), text.format("Second"))
    assert _codes(found) == ["XR002"]
    assert [str(d.span) for d in found.diagnostics if d.code == "XR002"] == ["1.md:4:1"]


def test_a_name_of_two_personas_without_headings_is_reported_at_their_first_lines(
    book: Callable[..., Handbook],
) -> None:
    text = "---\ntype: persona\ntitle: The Twin\n---\n- calm\n"
    found = book(text, text).diagnostics
    assert [str(d.span) for d in found if d.code == "XR002"] == ["1.md:1:1"]


def test_patterns_are_in_the_order_of_their_names(book: Callable[..., Handbook]) -> None:
    text = "# The {}\n\n## Related Design Patterns\n- {}\n- {}\n"
    found = book(
        text.format("Cook", "Saga", "circuit Breaker"), text.format("Baker", "Outbox", "Bulkhead")
    )
    assert list(found.patterns.values()) == ["Bulkhead", "circuit Breaker", "Outbox", "Saga"]


def test_a_skill_link_says_which_words_made_it(team: Handbook) -> None:
    found = links(team, "TES-TEST-02", LinkKind.SKILL)
    assert [e.words for e in found["SCTY"].evidence] == ["credentials … url"]
    assert found["SCTY"].evidence[0].place == "text"


def test_a_skill_in_the_personas_table_is_a_little_stronger(
    team: Handbook, book: Callable[..., Handbook]
) -> None:
    unlisted = book("# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** write unit tests\n")
    listed = links(team, "TES-TEST-01", LinkKind.SKILL)["TEST"]
    [other] = [one for one in unlisted.possible["TES-RULE-01"] if one.target == "TEST"]
    assert listed.score > other.score


def test_words_of_the_category_speak_for_a_skill_as_well(book: Callable[..., Handbook]) -> None:
    rules = "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n\n### {}\n**MUST** hash it\n"
    plain, under = (book(rules.format(title)) for title in ("Work", "Encryption Requirements"))
    scores = [
        max((one.score for one in every if one.target == "SCTY"), default=0.0)
        for found in (plain, under)
        for id in found.links
        for every in [(*found.links[id], *found.possible.get(id, ()))]
    ]
    assert scores[0] < scores[1]


def test_a_heading_says_nothing_about_a_rule_that_has_no_word_of_the_kind(
    book: Callable[..., Handbook],
) -> None:
    """Whoever must smile under "Encryption" needs no skill for it."""
    found = book(
        "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n\n### Encryption Requirements\n**MUST** smile\n"
    )
    assert found.links[found.requirements[0].id] == ()


LISTED = """\
# The Tester

## Ruleset

### {title}
**MUST** {rule}

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| Functional testing | TEST | 3-4 |
| Release management | RELM | 3-4 |
| User research | URCH | 3-4 |
| Incident management | USUP | 3-4 |
"""


def shown(handbook: Handbook) -> list[str]:
    rule = handbook.requirements[0]
    return list(links(handbook, rule.id, LinkKind.SKILL))


def test_a_rule_about_people_needs_no_skill_for_a_figure_of_speech(
    book: Callable[..., Handbook],
) -> None:
    rule = "test the patience of nobody"
    assert shown(book(LISTED.format(title="Team and Care", rule=rule))) == []
    rule = "run a test before release"
    assert shown(book(LISTED.format(title="Quality", rule=rule))) == ["TEST"]


def test_a_competence_fits_where_the_skill_that_it_follows_fits(
    book: Callable[..., Handbook],
) -> None:
    found = book(
        "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** restore a backup each month\n"
    )
    names = {
        found.concept(link).name: link
        for link in found.links[found.requirements[0].id]
        if link.framework == "esco"
    }
    assert names["store digital data and systems"].evidence[0].words == "restore … backup"


@pytest.mark.parametrize(
    "name", ["the data engineers", "Data Engineers", "the data engineers' list"]
)
def test_a_plural_in_any_case_names_the_role(book: Callable[..., Handbook], name: str) -> None:
    one = "# The Data Engineer\n\n## Traits\n- calm\n"
    two = f"# The Tester\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** talk to {name} daily\n"
    assert list(links(book(one, two), "TES-COL-01", LinkKind.COLLABORATOR)) == ["data-engineer"]


def test_a_name_that_ends_like_a_plural_has_no_other(book: Callable[..., Handbook]) -> None:
    """The princess is not several of the princes."""
    one, two = (f"# The {name}\n\n## Traits\n- calm\n" for name in ("Princes", "Tester"))
    found = book(one, f"{two}\n## Collaboration Guidelines\n- **MUST** warn the princess\n")
    assert links(found, "TES-COL-01", LinkKind.COLLABORATOR) == {}


def test_a_plural_of_a_role_without_a_file_is_no_other_role(book: Callable[..., Handbook]) -> None:
    text = "# The Tester\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** warn The Outside Lawyers\n- **MUST** ask The Outside Lawyer\n"
    found = book(text)
    assert [role.name for role in found.roles.values() if role.persona is None] == [
        "Outside Lawyer"
    ]


OVERRIDDEN = """\
---
links:
  TES-LOG-01: [none, STMG, caching pattern]
  Keys: [-SCTY, PROG]
---
# The Tester

## Traits
- calm

## Related Design Patterns
- Caching Pattern

## Ruleset

### Logging Requirements
**MUST** write unit tests for every endpoint

### Keys
**MUST** encrypt disks of laptops
"""


def test_what_the_author_says_about_a_rule_wins(book: Callable[..., Handbook]) -> None:
    found = book(OVERRIDDEN)
    own = found.links["TES-LOG-01"]
    assert {link.target for link in own} == {"STMG", "caching-pattern"}
    assert {evidence.place for link in own for evidence in link.evidence} == {"author"}


def test_what_the_author_says_about_a_category_holds_for_its_rules(
    book: Callable[..., Handbook],
) -> None:
    found = book(OVERRIDDEN)
    unsaid = book("---\n---\n" + OVERRIDDEN.split("---\n", 2)[2])
    before, after = (
        set(links(one, one.requirements[1].id, LinkKind.SKILL)) for one in (unsaid, found)
    )
    assert (before - after, after - before) == ({"SCTY"}, {"PROG"})


def test_an_override_can_be_written_in_toml(book: Callable[..., Handbook]) -> None:
    rest = OVERRIDDEN.split("---\n", 2)[2]
    found = book(
        '+++\n[links]\n"TES-LOG-01" = ["none", "STMG"]\nKeys = "-SCTY, PROG"\n+++\n' + rest
    )
    assert [link.target for link in found.links["TES-LOG-01"]] == ["STMG"]


@pytest.mark.parametrize(
    ("line", "key", "meant"),
    [
        ("TES-LOG-09: [PROG]", "XR020-subject", "TES-LOG-01"),
        ("Keys: [PROGG]", "XR020-word", "PROG"),
        ("Keys: [-Cashing Pattern]", "XR020-word", "Caching Pattern"),
    ],
)
def test_an_override_that_cannot_be_followed_is_reported(
    book: Callable[..., Handbook], line: str, key: str, meant: str
) -> None:
    text = f"---\nlinks:\n  {line}\n---\n" + OVERRIDDEN.split("---\n", 2)[2]
    [problem] = [d for d in book(text).diagnostics if d.code == "XR020"]
    assert (problem.key, problem.values["meant"], problem.span.line) == (key, meant, 3)


def test_a_pattern_links_through_what_its_author_says(book: Callable[..., Handbook]) -> None:
    others = "".join(
        f"**MUST** {verb} it\n"
        for verb in ("see", "hear", "smell", "taste", "touch", "lift", "drop", "keep")
    )
    found = book(
        "# The Tester\n\n## Related Design Patterns\n- Lantern: a burning candle stands in the window\n\n"
        f"## Ruleset\n**MUST** keep a candle burning in each window\n{others}"
    )
    [link] = links(found, found.requirements[0].id, LinkKind.PATTERN).values()
    assert [e.words for e in link.evidence] == ["candle", "burning", "window"]


def test_a_well_known_pattern_links_through_what_is_known_about_it(
    book: Callable[..., Handbook],
) -> None:
    found = book(
        "# The Tester\n\n## Related Design Patterns\n- Circuit Breaker\n\n## Ruleset\n**MUST** set a deadline on every remote call\n"
    )
    assert list(links(found, found.requirements[0].id, LinkKind.PATTERN)) == ["circuit-breaker"]


def test_where_nothing_fits_there_is_no_link(book: Callable[..., Handbook]) -> None:
    found = book("# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** smile\n")
    assert found.links["TES-RULE-01"] == ()


def test_a_pattern_links_through_the_category_or_the_text(book: Callable[..., Handbook]) -> None:
    text = "# The Tester\n\n## Related Design Patterns\n- Caching Pattern\n\n## Ruleset\n\n### Caching\n**MUST** be fast\n\n### Other\n**MUST** cache it\n"
    found = book(text)
    by_category, by_text = (
        links(found, r.id, LinkKind.PATTERN)["caching-pattern"] for r in found.requirements
    )
    assert by_category.evidence[0].place == "category"
    assert [e.words for e in by_text.evidence] == ["cache"]


def test_a_rule_that_names_a_file_of_the_handbook_links_to_it(
    book: Callable[..., Handbook],
) -> None:
    one = "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** follow [the rules](api.md) and `api.md`\n"
    found = book(one, api="# API\n\nServers MUST answer.\n")
    assert list(links(found, "TES-RULE-01", LinkKind.REFERENCE)) == ["api.md"]


def test_a_file_beside_the_rule_comes_before_one_of_the_same_name_elsewhere() -> None:
    """However the name of its folder is written."""
    found = rolebook.handbook(
        [
            Source("api.md", "# API\n\nServers MUST answer.\n"),
            Source("Guides/api.md", "# API guide\n\nServers MUST listen.\n"),
            Source("Guides/tester.md", "# Tests\n\n- **MUST** follow [the rules](api.md)\n"),
        ]
    )
    rule = found.requirements[-1]
    assert list(links(found, rule.id, LinkKind.REFERENCE)) == ["Guides/api.md"]


def test_a_path_from_the_top_begins_with_a_slash(book: Callable[..., Handbook]) -> None:
    one = "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** follow [the rules](/X1.md)\n"
    found = book(one, X1="# X1\n\nServers MUST answer.\n", **{"1": "# One\n\nMUST run\n"})
    assert list(links(found, "TES-RULE-01", LinkKind.REFERENCE)) == ["X1.md"]


def test_a_rule_that_names_another_rule_links_to_it(book: Callable[..., Handbook]) -> None:
    """The rule that is named knows who names it."""
    found = book(
        "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** smile\n**MUST** laugh as in TES-RULE-01\n"
    )
    assert list(links(found, "TES-RULE-02", LinkKind.REFERENCE)) == ["TES-RULE-01"]
    assert found.linked_to(LinkKind.REFERENCE, "TES-RULE-01") == ("TES-RULE-02",)


def test_backlinks_are_the_links_turned_round(team: Handbook) -> None:
    """Whatever a rule links to knows the rule."""
    for id, found in team.links.items():
        for link in found:
            assert id in team.linked_to(link.kind, link.target)


def test_the_same_rule_in_two_personas_is_found(book: Callable[..., Handbook]) -> None:
    text = "# The {}\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** Log out.\n"
    found = book(text.format("Cook"), text.format("Baker").replace("Log out.", "log out"))
    assert found.same_as(found.requirements[0]) == (found.requirements[1].id,)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("| Functional testing | TEST | 3 |", None),
        ("| functional testing | **TEST** | 3-4 |", None),
        ("| Service monitoring | USUP | 3 |", "XR010"),
        ("| Analytics | INAN | 3 |", "XR009"),
        ("| Programming | PRG | 3 |", "XR009"),
        ("| Functional testing | TEST | senior |", "TB004"),
        ("| Our own skill | ZZZZ | 3 |", None),
    ],
)
def test_a_row_of_the_skills_table_is_checked(
    book: Callable[..., Handbook], row: str, code: str | None
) -> None:
    found = book(
        f"# The Tester\n\n## SFIA 9 Mapping\n| Skill | Code | Level |\n|---|---|---|\n{row}\n"
    )
    assert _codes(found) == ([code] if code else [])


def _codes(book: Handbook) -> list[str]:
    """Return the codes of the findings about links: that a text without rules has none is no matter of theirs."""
    return [diagnostic.code for diagnostic in book.diagnostics if diagnostic.code != "RD015"]


@pytest.mark.parametrize(
    ("language", "role", "duty", "words"),
    [
        ("de", "Wache", "Der Lotse muss eine Wache einteilen", ""),
        ("de", "Lotse", "Der Lotse muss gefragt werden", "Der Lotse"),
        ("fr", "Pilote", "La garde doit appeler le pilote", "le pilote"),
        ("fr", "Auditeur", "La garde doit appeler l’auditeur", "l’auditeur"),
        ("es", "Piloto", "La guardia debe llamar al piloto", "al piloto"),
        ("es", "Piloto", "La guardia debe contratar un piloto", ""),
        ("zh", "引航员", "守卫必须通知引航员", "引航员"),
        ("ja", "水先人", "番人は水先人に知らせなければならない", "水先人"),
    ],
)
def test_a_single_word_is_a_role_behind_an_article_of_its_language(
    language: str, role: str, duty: str, words: str
) -> None:
    """Chinese and Japanese have no articles."""
    sources = [
        Source("role.md", f"# {role}\n\n## Traits\n- calm\n"),
        Source("other.md", f"# Other\n\n## Traits\n- calm\n\n## Collaborators\n\n- {duty}\n"),
    ]
    book = rolebook.handbook(sources, keywords=Keywords(("uppercase", language)))
    [rule] = book.requirements

    assert [
        evidence.words
        for link in book.links.get(rule.id, ())
        if link.kind is LinkKind.COLLABORATOR and not link.is_inferred
        for evidence in link.evidence
    ] == [words][: bool(words)]
