"""Catalogues: the bundled files, a handbook's own, and what follows from them."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolebook
from rolebook import LinkKind, OperatorError, Source
from rolebook.messages import messages
from rolebook.taxonomy import (
    DEFAULT_FRAMEWORKS,
    FRAMEWORKS,
    Catalogue,
    bundled,
    catalogues,
    read_catalogues,
)
from rolebook.views.uses import mismatch, skill_uses
from rolebook.words.cues import Cues

TESTER = "# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n"
ACME = "# title: Acme ladder\n# notice: Ours.\n# url: https://acme.example/{code}\ncode,name,low,high\ne-rel,Releasing,2,4\n"
CUES = "code,name,cue\ne-rel,Releasing,ship*\n"


def rows(key: str, name: str) -> list[dict[str, str]]:
    text = resources.files("rolebook").joinpath("data", key, name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def own(**files: str) -> rolebook.Catalogues:
    return read_catalogues(
        [Source(f"catalogues/{name.replace('_', '.')}.csv", text) for name, text in files.items()]
    )


def book(text: str, catalogues: rolebook.Catalogues | None = None) -> rolebook.Handbook:
    return rolebook.handbook([Source("tester.md", text)], catalogues=catalogues)


def table(*skills: str) -> str:
    return (
        "\n".join(
            [TESTER, "## SFIA 9 Mapping", "| Skill | Code | Level |", "|---|---|---|", *skills]
        )
        + "\n"
    )


# --- the bundled files


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_a_lexicon_has_one_cue_a_line_in_order(key: str) -> None:
    """So that a change of one cue is one line of a diff."""
    lexicon = [(row["code"], row["cue"]) for row in rows(key, "lexicon.csv")]
    assert len(lexicon) > 30
    assert lexicon == sorted(set(lexicon))
    assert [
        cue
        for _, cue in lexicon
        if not cue.startswith("@") and cue != " ".join(cue.lower().split())
    ] == []


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_a_lexicon_repeats_the_names_of_its_catalogue(key: str) -> None:
    """Every code is in the catalogue, under the name that the lexicon shows to its reader."""
    concepts = bundled(key).concepts
    assert {(row["code"], row["name"]) for row in rows(key, "lexicon.csv")} <= {
        (c.code, c.name) for c in concepts.values()
    }


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_every_cue_can_be_found(key: str) -> None:
    """A text made of the first words that will do for each part of a cue speaks for its code."""
    for row in rows(key, "lexicon.csv"):
        if row["cue"].startswith("@"):  # follows the cues of another framework
            continue
        parts = [
            part for part in re.split(r"\s+(?=[+-]\s)", row["cue"]) if not part.startswith("-")
        ]
        said = " next to ".join(part.lstrip("+ ").partition("|")[0] for part in parts)
        text = re.sub(r"\s\*\s", " or ", said).replace("*", "s")
        assert row["code"] in Cues([(row["code"], row["cue"], False)]).find(text), row["cue"]


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_a_catalogue_is_sorted_and_has_no_code_twice(key: str) -> None:
    concepts = list(bundled(key).concepts.values())
    assert [c.code for c in concepts] == sorted({c.code for c in concepts})
    assert len(concepts) == len(rows(key, "catalogue.csv")) == len({c.slug for c in concepts})


@pytest.mark.parametrize(
    "key", [key for key, framework in FRAMEWORKS.items() if framework.code_form]
)
def test_codes_have_their_form(key: str) -> None:
    assert all(re.fullmatch(FRAMEWORKS[key].code_form, code) for code in bundled(key).concepts)


def test_esco_concepts_have_their_addresses() -> None:
    form = r"http://data\.europa\.eu/esco/skill/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, code) for code in bundled("esco").concepts)
    assert len(bundled("esco").concepts) > 1000


def test_esco_has_labels_and_no_prose() -> None:
    """Other labels are different from the label, and nothing is as long as a description."""
    for row in rows("esco", "catalogue.csv"):
        others = row["altLabels"].split("|")
        assert list(row) == ["conceptUri", "preferredLabel", "altLabels", "skillType"]
        assert row["preferredLabel"] not in others
        assert max(map(len, (row["preferredLabel"], *others))) < 100
        assert row["skillType"] in ("knowledge", "skill/competence", "")


def test_sfia_states_facts_and_nothing_else() -> None:
    """Code, name and levels; the framework is not ours to reproduce."""
    assert list(rows("sfia", "catalogue.csv")[0]) == ["code", "name", "low", "high"]
    assert len(bundled("sfia").concepts) < FRAMEWORKS["sfia"].size / 2


def test_every_bundled_skill_of_sfia_has_its_levels() -> None:
    assert all(c.low and c.high and c.low <= c.high for c in bundled("sfia").concepts.values())


def test_a_framework_states_its_terms() -> None:
    say = messages()

    assert all(framework.size for framework in FRAMEWORKS.values())
    assert all(len(Catalogue(one, {}).terms(say)) == 2 for one in FRAMEWORKS.values())
    assert "This service uses the ESCO classification of the European Commission." in Catalogue(
        FRAMEWORKS["esco"], {}
    ).about(say)


# --- a handbook's own files


def test_without_files_there_are_the_usual_catalogues() -> None:
    assert tuple(catalogues().by_key) == DEFAULT_FRAMEWORKS == ("sfia", "esco")


def test_a_framework_can_be_switched_on() -> None:
    """NICE is one entry and one folder; no code knows it."""
    found = book(
        f"{TESTER}**MUST** keep a plan for incident response\n",
        read_catalogues([], ["sfia", "nice"]),
    )
    links = (*found.links["TES-RULE-01"], *found.possible["TES-RULE-01"])
    assert (LinkKind.SKILL, "nice", "PD-WRL-003") in {
        (link.kind, link.framework, link.target) for link in links
    }
    assert {link.framework for link in links} == {"nice", "sfia"}


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(OperatorError, match="no catalogue 'sfai'; there are esco, nice, sfia"):
        read_catalogues([], ["sfai"])


def test_a_ladder_of_ones_own_needs_no_code() -> None:
    """One file with skills and one with cues: its rules link to it, and its skills have pages and addresses."""
    found = book(f"{TESTER}**MUST** ship on Mondays\n", own(acme=ACME, acme_lexicon=CUES))
    (link,) = (link for link in found.links["TES-RULE-01"] if link.framework == "acme")
    concept = found.concept(link)
    assert (link.kind, link.target, link.evidence[0].words) == (LinkKind.SKILL, "E-REL", "ship")
    assert (concept.name, concept.url, concept.levels) == (
        "Releasing",
        "https://acme.example/E-REL",
        "2–4",
    )
    assert found.linked_to(LinkKind.SKILL, "E-REL", framework="acme") == ("TES-RULE-01",)
    assert found.catalogues["acme"].framework.title == "Acme ladder"


def test_a_code_of_ones_own_may_stand_in_the_skills_table() -> None:
    found = book(table("| Releasing | E-REL | 3 |"), own(acme=ACME))
    (use,) = skill_uses(found, found.catalogues["acme"])
    assert [persona.name for persona, _ in use.listed] == ["Tester"]
    assert not told(found)


def test_a_name_is_made_for_a_file_that_gives_none() -> None:
    found = read_catalogues([Source("catalogues/our-ladder.csv", "code,name\nA1,Writing\n")])
    assert found["our-ladder"].framework.title == "Our ladder"


def test_a_local_catalogue_takes_precedence() -> None:
    """The cues stay, the facts are those of the file, and other handbooks are not touched."""
    found = own(sfia="code,name,low,high\nTEST,Testing it all,3,4\n")
    assert found["sfia"].concepts["TEST"].name == "Testing it all"
    assert found["sfia"].concepts["TEST"].cues == catalogues()["sfia"].concepts["TEST"].cues
    assert list(found["sfia"].concepts) == ["TEST"]
    linked = book(f"{TESTER}**MUST** run each unit test and report its defects\n", found)
    assert "TEST" in [link.target for link in linked.links["TES-RULE-01"]]
    assert catalogues()["sfia"].concepts["TEST"].name == "Functional testing"


def test_a_local_lexicon_replaces_the_cues_of_the_codes_it_names() -> None:
    found = own(sfia_lexicon="code,cue\nTEST,kick the tyres\n")["sfia"].concepts
    assert found["TEST"].cues == ("kick the tyres",)
    assert found["PROG"].cues == catalogues()["sfia"].concepts["PROG"].cues


def test_two_frameworks_may_use_one_code(team: rolebook.Handbook) -> None:
    trying = own(acme="code,name\nTEST,Trying\n", acme_lexicon="code,cue\nTEST,unit test\n")
    found = book(f"{TESTER}**MUST** run each unit test and report its defects\n", trying)
    assert found.linked_to(LinkKind.SKILL, "TEST", framework="acme") == ("TES-RULE-01",)
    assert found.linked_to(LinkKind.SKILL, "TEST", framework="sfia") == ("TES-RULE-01",)
    assert found.linked_to(LinkKind.SKILL, "TEST") == ("TES-RULE-01",)


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("code,name\n,Testing\n", "2", "CT001-empty"),
        ("code,name\nA1,\n", "2", "CT001-empty"),
        ("code,name,low,high\nA1,Testing,2,9\n", "2", "CT001-level"),
        ("code,name\nA1,One\nB2,Two\nA1,Three\n", "4", "CT001-repeated"),
        ("# title: X\nname\nTesting\n", "2", "CT001-column"),
        ("", "1", "CT001-column"),
    ],
)
def test_a_line_that_cannot_be_used_is_a_problem(text: str, place: str, key: str) -> None:
    """The other lines are used, and nothing raises."""
    problems = [(str(d.span), d.key) for d in told(book(TESTER, own(acme=text)))]
    assert problems == [(f"catalogues/acme.csv:{place}:1", key)]


@given(text=st.text(max_size=300), lexicon=st.text(max_size=100))
def test_whatever_a_file_says_nothing_raises(text: str, lexicon: str) -> None:
    found = own(
        acme=f"code,name,low,high,url\n{text}", acme_lexicon=f"code,cue\n{lexicon}", sfia=text
    )
    assert set(found.by_key) == {"sfia", "esco", "acme"}
    assert all(problem.span.line > 0 for problem in found.diagnostics)


@pytest.mark.parametrize(
    "text", ['code,name\nA1,"' + "x" * 200_000, 'code,name\nA1,"open\nB2,never closed\n']
)
def test_an_endless_cell_is_no_failure(text: str) -> None:
    assert list(own(acme=text)["acme"].concepts) == ["A1"]


def test_a_quote_that_is_never_closed_is_a_finding() -> None:
    """Even where the cell that it opens grows longer than CSV allows."""
    found = own(acme='code,name\nA1,One\nB2,"' + "never closed\n" * 20_000)
    assert list(found["acme"].concepts) == ["A1"]
    assert [(d.span.line, d.key) for d in found.diagnostics] == [(3, "CT001-empty")]


def test_the_name_of_a_file_becomes_an_address() -> None:
    found = read_catalogues(
        [
            Source("My Ladder.csv", "code,name\nA1,Writing\n"),
            Source("My Ladder.lexicon.csv", "code,cue\nA1,text*\n"),
        ]
    )
    assert found["my-ladder"].concepts["A1"].cues == ("text*",)


def test_only_web_addresses_are_linked() -> None:
    found = own(
        acme="code,name,url\nA1,Writing,javascript:alert(1)\nB2,Reading,https://acme.example/b2\n"
    )["acme"]
    assert [concept.url for concept in found.concepts.values()] == ["", "https://acme.example/b2"]


def test_a_cue_for_an_unknown_code_is_a_finding() -> None:
    found = own(acme=ACME, acme_lexicon="code,cue\nE-XXX,ship\n").diagnostics
    assert [(d.key, d.values["code"]) for d in found] == [("CT001-skill", "E-XXX")]


LADDER = "code,name\nSHIP,Shipping\nSAIL,Sailing\nROW,Rowing\n"
PIER = """\
# The Pilot

## Ruleset

### {title}
- **MUST** {rule}

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| Shipping | SHIP | |
"""


def fitting(title: str, rule: str, *cues: str) -> list[str]:
    """Return the skills of a rule, for a persona that lists shipping only."""
    lexicon = "".join(f"{cue}\n" for cue in ("code,cue", *cues))
    found = book(PIER.format(title=title, rule=rule), own(acme=LADDER, acme_lexicon=lexicon))
    return [
        link.target for link in found.links[found.requirements[0].id] if link.framework == "acme"
    ]


def test_a_skill_that_is_much_weaker_than_another_one_is_left_out() -> None:
    """Two mentions outside the list weigh as much as one of a listed skill."""
    cues = ("SHIP,hull", "SAIL,mast", "SAIL,loft")
    assert fitting("Work", "pack the hull and the mast", *cues) == ["SHIP"]
    assert fitting("Work", "pack the hull and the mast in a loft", *cues) == ["SAIL", "SHIP"]


def test_a_hint_counts_below_a_heading_unless_many_skills_share_it() -> None:
    cues = ("SHIP,candle + window", "SAIL,candle + door", "ROW,candle + roof")
    assert fitting("Window", "carry the candle", *cues[:2]) == ["SHIP"]
    assert fitting("Window", "carry the candle", *cues) == []


def test_two_cues_about_the_same_words_count_once() -> None:
    cues = Cues([("SHIP", "send + mail", False), ("SHIP", "send mail", False)])
    assert [hit.words for hit in cues.find("send mail")["SHIP"]] == ["send … mail"]


CREW = "code,name\nA1,Ada\nB2,Ben\nC3,Cleo\nD4,Dan\n"
FOLLOWERS = "code,cue,strength\nA1,@sfia TEST,weak\nB2,@sfia TEST,weak\nC3,@sfia TEST,weak\nD4,@sfia TEST,\n"


def crew(lexicon: str) -> tuple[rolebook.Handbook, str]:
    """Return a handbook whose one rule asks for testing, with a catalogue that follows."""
    found = book(
        f"{TESTER}**MUST** run each unit test and report its defects\n",
        own(acme=CREW, acme_lexicon=lexicon),
    )
    return found, found.requirements[0].id


def test_what_is_only_possible_never_takes_the_place_of_what_is_sure() -> None:
    """Ada, Ben and Cleo come before Dan and are as strong."""
    found, rule = crew(FOLLOWERS)

    assert [link.target for link in found.links[rule] if link.framework == "acme"] == ["D4"]


def test_a_weak_follower_is_evident_where_the_rule_has_its_words() -> None:
    found, rule = crew(f"{FOLLOWERS}B2,defects,\n")

    assert "B2" in [link.target for link in found.links[rule] if link.framework == "acme"]


def test_a_follower_is_no_surer_than_the_skill_that_it_follows() -> None:
    found, rule = crew(f"{FOLLOWERS}D4,unit test,\nD4,report + defects,\n")
    score = {link.target: link.score for link in found.links[rule]}

    assert score["D4"] <= score["TEST"]


# --- what is checked


@pytest.mark.parametrize(
    ("row", "levels"),
    [
        ("| Functional testing | TEST | 1-6 |", None),
        ("| Functional testing | TEST | 7 |", "7"),
        ("| Solution architecture | ARCH | 2-4 |", "2–3"),
        ("| Availability management | AVMT | 1-7 |", "1–2, 7"),
        ("| Our own skill | ZZZZ | 1 |", None),
        ("| Functional testing | TEST | |", None),
    ],
)
def test_a_level_must_be_defined(row: str, levels: str | None) -> None:
    """Where the levels are not known, nothing is said."""
    found = [d for d in book(table(row)).diagnostics if d.code == "XR011"]
    assert [d.values["levels"] for d in found] == ([levels] if levels else [])


def test_an_unknown_level_range_is_silent() -> None:
    found = book(table("| Testing | TEST | 7 |"), own(sfia="code,name\nTEST,Testing\n"))
    assert not told(found)


def test_a_list_of_ones_own_is_complete() -> None:
    """Without it, a well-formed code may be one of those that do not come with Rolebook."""
    row = table("| Sustainability | SUST | 4 |")
    assert not told(book(row))
    (problem,) = told(book(row, own(sfia="code,name,low,high\nTEST,Functional testing,1,6\n")))
    assert (problem.key, problem.values["code"]) == ("XR009", "SUST")


@pytest.mark.parametrize(
    ("code", "instead"), [("INAN", "DAAN"), ("BUAN", "BUSA"), ("NTPL", "NTDS")]
)
def test_a_code_of_an_earlier_version_has_one_instead(code: str, instead: str) -> None:
    (problem,) = told(book(table(f"| Formerly | {code} | 4 |")))
    assert (problem.key, problem.values["instead"]) == ("XR009-replaced", instead)


@pytest.mark.parametrize(
    ("example", "meant"),
    [
        ("debug sofware", "debug software"),
        ("JavaSkript", "JavaScript"),
        ("JavaSkripd", None),
        ("Debug Software", None),
        ("debug software (at night)", None),
        ("cloud computing", None),
        ("optimise the coffee machine", None),
        ("share knowledge", None),
    ],
)
def test_a_misspelt_competence_is_noted(example: str, meant: str | None) -> None:
    """What is not nearly a label was not meant as one, and nothing is said."""
    text = f"{TESTER}\n## ESCO Mapping\n| Category | Example skills |\n|---|---|\n| Software | {example} |\n"
    found = [d for d in book(text).diagnostics if d.code == "XR012"]
    assert [d.values["meant"] for d in found] == ([meant] if meant else [])


def test_an_example_of_the_competences_table_counts_as_listed() -> None:
    """By label or other label; rules that speak of it link a little stronger."""
    text = f"{TESTER}**MUST** debug software daily\n"
    listing = "\n## ESCO Mapping\n| Category | Example skills |\n|---|---|\n| Software | Cloud computing, debug software |\n"
    found = book(text + listing)
    listed = {
        use.concept.name: [skill.name for _, skill in use.listed]
        for use in skill_uses(found, found.catalogues["esco"])
    }
    assert listed["cloud technologies"] == ["Cloud computing"]
    assert listed["debug software"] == ["debug software"]


@pytest.mark.parametrize(
    ("levels", "key", "values"),
    [
        ("2", "skill-below", {"asked": "2", "low": 3}),
        ("7", "skill-above", {"asked": "7", "high": 6}),
        ("1-7", "skill-outside", {"asked": "1–2, 7", "low": 3, "high": 6}),
    ],
)
def test_a_mismatch_is_said_in_words(levels: str, key: str, values: dict[str, object]) -> None:
    found = book(table(f"| Availability management | AVMT | {levels} |"))
    concept = found.catalogues.of("AVMT")
    assert concept is not None
    say = messages()
    assert mismatch(found.personas[0].skills[0], concept, say) == say(key, **values)


def test_levels_at_which_a_skill_is_defined_are_no_mismatch() -> None:
    found = book(table("| Availability management | AVMT | 3-4 |"))
    concept = found.catalogues.of("AVMT")
    assert concept is not None
    assert mismatch(found.personas[0].skills[0], concept, messages()) == ""


def told(book: rolebook.Handbook) -> list[rolebook.Diagnostic]:
    """Return the findings about catalogues: that a text without rules has none is no matter of theirs."""
    return [diagnostic for diagnostic in book.diagnostics if diagnostic.code != "RD015"]
