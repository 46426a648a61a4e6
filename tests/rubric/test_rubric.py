"""What holds for every rubric: nothing is lost, nothing is invented, and it fits on the form."""

from __future__ import annotations

import re
from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import rolebook
from rolebook.input.files import OperatorError
from rolebook.keywords import Keywords
from rolebook.messages import PSEUDO, messages
from rolebook.messages.pseudo import BEGIN, END
from rolebook.rfc2119 import Level
from rolebook.rubric import (
    Checkpoint,
    Outcome,
    UnaccountedError,
    account,
    accounts,
    answerable,
    explain,
    for_change,
    problems,
    prohibition,
    rubric,
    why_empty,
)
from rolebook.rubric.narrowing import domains, touched
from rolebook.rubric.pooling import pool
from rolebook.rubric.wording import where_seen

from ..site.corpus import lamp_keeper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolebook.rubric import Rubric

THINGS = (
    "the gate table",
    "each endpoint",
    "`lock`",
    "the password",
    "the log",
    "a test",
    "the PR description",
    "peers",
)
RULES = (
    "give {} a primary key",
    "put {} into a URL",
    "keep {} appropriate",
    "run the linter on {} in each build",
    "discuss {} in a meeting each week",
    "limit {} to 5 MB",
    "delete {} without a transaction",
    "write a test for {}",
)
IDS = tuple(f"KEE-{code}-{n:02}" for code in ("GATE", "WATE", "PUMP", "COL") for n in range(1, 9))


def book_of(
    *rules: tuple[str, str, str], wishes: Mapping[str, Any] | None = None
) -> rolebook.Handbook:
    """Make a persona of (category, level, text) and the entries of its rubric file."""
    lines = ["# The Keeper", "", "## Core Traits", "- calm", "", "## Ruleset"]
    for category in dict.fromkeys(category for category, _, _ in rules):
        lines += ["", f"### {category} Requirements"]
        lines += [f"- **{level}** {text}" for one, level, text in rules if one == category]
    sheets = [rolebook.Source("a.rubric.yml", yaml.safe_dump({"rules": wishes}))] if wishes else []
    return rolebook.handbook([rolebook.Source("a.md", "\n".join(lines))], sidecars=sheets)


def made(book: rolebook.Handbook, **options: Any) -> Rubric:
    return rubric(book, book.texts[0], **options)


def many(number: int, wishes: Mapping[str, Any] | None = None) -> rolebook.Handbook:
    """Make a persona with so many rules that all differ."""
    levels = ("MUST", "MUST NOT", "SHOULD")
    return book_of(
        *(
            (
                f"Part {n % 12}",
                levels[n % 3],
                f"{RULES[n % len(RULES)].format(THINGS[n % 7])} in ward w{n}",
            )
            for n in range(number)
        ),
        wishes=wishes,
    )


rules = st.tuples(
    st.sampled_from(("Gate", "Water", "Pump", "Human Collaboration")),
    st.sampled_from(("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY")),
    st.builds(str.format, st.sampled_from(RULES), st.sampled_from(THINGS)),
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "ask": st.sampled_from(("", "Is it so?")),
        "pin": st.sampled_from((False, True, *map(str, Checkpoint))),
        "drop": st.sampled_from((False, True, "not ours")),
        "group": st.lists(st.sampled_from(IDS), max_size=4),
    },
)


@given(
    st.lists(rules, max_size=40),
    st.dictionaries(st.sampled_from(IDS), entries, max_size=8),
    st.sampled_from(((), ("GATE",), ("Pump", "water"))),
)
@settings(max_examples=150, deadline=None)
def test_every_rule_has_one_place(
    said: list[tuple[str, str, str]], wishes: dict[str, Any], domains: tuple[str, ...]
) -> None:
    """Whatever a persona says and its author wishes, the places sum to the total."""
    book = book_of(*said, wishes=wishes)
    ids = [rule.id for rule in book.texts[0].requirements]
    try:
        found = made(book, domains=domains)
    except OperatorError:
        assert domains
        return

    assert sum(found.counts.values()) == found.total == len(ids)
    assert [placement.id for placement in found.placements] == ids
    assert sum(len(item.rules) for item in found.items) == found.counts[Outcome.ITEM]
    assert len(found.items) <= 20
    assert all(0 < len(section.items) <= 9 for section in found.sections)
    numbers = [int(number) for number in re.findall(r"\d+", accounts(found, book.say))]
    counts = [count for count in found.counts.values() if count]
    assert sorted(numbers) == sorted(_in_accounts(len(found.items), counts))
    assert [count for _, count in found.funnel][:-1] == sorted(
        (c for _, c in found.funnel[:-1]), reverse=True
    )
    assert {item.id for item in found.reserve}.isdisjoint(
        id for item in found.items for id in item.rules
    )
    assert explain(found, book) == explain(made(book, domains=domains), book)


def _in_accounts(questions: int, counts: list[int]) -> list[int]:
    """Return the numbers of the sentence that accounts for every rule."""
    total = sum(counts)
    if not total:
        return []
    if not questions:
        return [*counts, total]
    return [questions, *counts, *([total] if len(counts) > 1 else [])]


@given(st.lists(rules, min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_nothing_is_invented(said: list[tuple[str, str, str]]) -> None:
    """Without an author's question an item has the words and at least the level of its leading rule."""
    book = book_of(*said)
    for item in made(book).items:
        rule = book.requirement(item.id)
        assert item.text == rule.statement
        assert item.level.strength >= rule.level.strength
        assert item.level.strength == max(book.requirement(id).level.strength for id in item.rules)


def test_every_rule_is_explained_once() -> None:
    """Each rule begins one line of the explanation."""
    book = many(200)
    lines = explain(made(book), book).split("\n")
    begun = [line.split()[0] for line in lines if re.match(r" +K\w*-PART", line)]

    assert sorted(begun) == sorted(rule.id for rule in book.requirements)


def test_a_question_of_its_author_shows_nowhere_in_particular() -> None:
    """Unless a word of the rule says where, the explanation does not."""
    book = book_of(("Gate", "MUST", "be kind"), wishes={"KEE-GATE-01": {"ask": "Is it kind?"}})
    [item] = made(book).items

    assert item.sighting
    assert where_seen(item.sighting, book.say) not in explain(made(book), book)


def test_a_full_form_does_not_say_how_many_could_be_answered() -> None:
    """As on paper: the numbers say enough."""
    full, one = many(200), many(1)

    assert len(made(full).items) == 20
    assert answerable(made(full), full.say)
    assert answerable(made(full), full.say) not in explain(made(full), full)
    assert answerable(made(one), one.say) in explain(made(one), one)


def test_a_domain_is_called_by_its_code_or_its_title() -> None:
    text = (
        "# The Keeper\n\n## Core Traits\n- calm\n\n## Ruleset\n\n"
        "### Night Watch\n- **MUST** wake\n\n### Night Watch Relief\n- **MUST** wait\n"
    )
    [persona] = rolebook.handbook([rolebook.Source("a.md", text)]).personas
    watch, relief = (one.code for one in domains(persona))

    assert touched(persona, ["night watch"]).codes == {watch}
    assert touched(persona, ["relief night"]).codes == {relief}


def test_a_domain_counts_its_rules_under_every_heading() -> None:
    book = book_of(("Gate", "MUST", "flow"), ("Gate", "MUST", "shut"), ("Pump", "MUST", "flow"))

    assert [(one.label, one.rules) for one in domains(book.texts[0])] == [("Gate", 2), ("Pump", 1)]


@pytest.mark.parametrize(("title", "is_asked"), [("Sea", True), ("UI", False)])
def test_a_change_is_about_each_rule_that_names_a_telling_word_of_its_domain(
    title: str, is_asked: bool
) -> None:
    """Words of two letters are in any sentence."""
    book = book_of(
        (title, "MUST", "log each call"), ("Gate", "MUST", f"return `404` for each {title}")
    )
    asked = {id for item in made(book, domains=[title]).items for id in item.rules}

    assert ("KEE-GATE-01" in asked) is is_asked


def test_a_rule_that_risks_what_a_domain_is_called_mentions_it() -> None:
    """Deleting without a backup risks data loss, though the rule does not say so."""
    book = book_of(
        ("Loss", "MUST", "log each call"),
        ("Gate", "MUST NOT", "delete the table without a backup"),
        ("Gate", "MUST", "limit each call"),
    )
    loss = touched(book.texts[0], ["Loss"])

    assert [loss.is_about(rule) for rule in book.requirements] == [True, True, False]


def test_a_great_persona_has_a_full_form_of_many_domains() -> None:
    found = made(many(3000))

    assert len(found.items) == 20
    assert found.total == 3000
    assert len({item.domain for item in found.items}) >= 7
    assert max(len(section.items) for section in found.sections) <= 9


def test_the_time_grows_with_the_rules() -> None:
    """Ten times the rules take far less than a hundred times as long."""
    small, large = many(300), many(3000)
    made(small)
    times = []
    for book in (small, large):
        start = process_time()
        made(book)
        times.append(process_time() - start)

    assert times[1] < 40 * max(times[0], 0.01)


def test_templates_are_in_the_grid() -> None:
    """What nobody can answer is one box a domain; the few other rules compete."""
    book = rolebook.handbook([rolebook.Source("lamp.md", lamp_keeper())])
    found = made(book)

    assert found.grid is not None
    assert found.grid.ids == book.grids["lamp-keeper"].ids
    assert [len(row.cells) for row in found.grid.rows] == [8]
    assert found.counts[Outcome.GRID] == 152
    assert [(item.text, item.checkpoint) for item in found.items] == [
        ("write credentials on the wall of the API cabinet", Checkpoint.APPROVING)
    ]


def test_all_places_can_be_pinned_and_no_more() -> None:
    ids = [rule.id for rule in many(60).requirements]
    book = many(60, {id: {"pin": "reading"} for id in ids[:10]})
    assert [problem.code for problem in book.diagnostics if problem.code.startswith("RB")] == [
        "RB003"
    ]
    assert {item.id for item in made(book).items if item.checkpoint is Checkpoint.READING} == set(
        ids[:9]
    )

    stops = [stop for stop in ("request", "reading", "approving") for _ in range(7)]
    book = many(60, {id: {"pin": stop} for id, stop in zip(ids, stops, strict=False)})
    assert [problem.code for problem in problems(book)] == ["RB003"]
    assert {item.id for item in made(book).items} == set(ids[:20])


def test_opposites_are_asked_apart() -> None:
    """A rule that asks and one that forbids the same are two questions."""
    book = book_of(("Gate", "MUST", "log each password"), ("Gate", "MUST NOT", "log each password"))

    assert [len(item.rules) for item in made(book).items] == [1, 1]


def test_a_domain_that_is_not_there_is_told() -> None:
    with pytest.raises(OperatorError, match="no domain is called 'Watr'; did you mean 'Water'"):
        made(book_of(("Water", "MUST", "flow"), ("Gate", "MUST", "shut")), domains=("Watr",))


def test_what_is_lost_is_a_fault() -> None:
    """The build fails rather than publish sums that do not add up."""
    book = book_of(("Gate", "MUST NOT", "put the password into a URL"), ("Gate", "MUST", "flow"))
    found = made(book)
    text = book.texts[0]

    assert account(found, text) is found
    with pytest.raises(UnaccountedError, match="K"):
        account(replace(found, placements=found.placements[1:]), text)
    with pytest.raises(UnaccountedError, match="rules of the items"):
        account(replace(found, sections=()), text)
    twice = (*found.placements, found.placements[0])
    with pytest.raises(UnaccountedError, match="rules of the persona"):
        account(replace(found, placements=twice), text)


def test_a_rubric_of_a_document_is_one_too() -> None:
    """A text without the sections of a persona has rules all the same."""
    book = rolebook.handbook(
        [rolebook.Source("signals.md", "# Signals\n\n- **MUST** give each table a primary key\n")]
    )

    assert made(book).counts == {**dict.fromkeys(Outcome, 0), Outcome.ITEM: 1}


@pytest.mark.parametrize(
    "book",
    [
        book_of(),
        book_of(("Gate", "MUST", "give each table a primary key")),
        book_of(("Gate", "MUST", "be kind to colleagues"), ("Gate", "MUST", "be good")),
        many(60),
    ],
    ids=["no rules", "questions only", "no questions", "many"],
)
@pytest.mark.parametrize("is_narrowed", [False, True])
def test_what_it_says_of_itself_is_one_message_each(
    book: rolebook.Handbook, is_narrowed: bool
) -> None:
    """In the pseudo-language everything between the marks of a sentence is in its place."""
    domains = [domain.code for domain in made(book).domains[:1]] if is_narrowed else []
    found, pseudo = made(book, domains=domains), messages(PSEUDO)
    for sentence in (accounts, answerable, for_change, why_empty):
        said = sentence(found, pseudo)
        assert said == "" or (said.startswith(BEGIN) and said.endswith(END))
    assert bool(for_change(found, pseudo)) is bool(domains)
    assert bool(why_empty(found, pseudo)) is not bool(found.items)


def test_part_of_a_code_is_no_domain() -> None:
    """API also means API-DES, but neither A nor AP means API."""
    book = book_of(
        ("API", "MUST", "log each call"),
        ("API Design", "MUST", "return `404` for an unknown gate"),
        ("Audit", "MUST", "log each gate"),
    )

    assert [domain.code for domain in made(book).domains] == ["API", "API-DES", "AUDI"]
    assert made(book, domains=["api"]).touched == ("API", "API-DES")
    for part in ("A", "AP", "API-D"):
        with pytest.raises(OperatorError, match=f"no domain is called '{part}'"):
            made(book, domains=[part])


def test_a_script_chooses_from_three_hundred_rules() -> None:
    book = book_of(
        *(("Gate", "MUST", f"return `{n}` for each endpoint of ward w{n}") for n in range(303))
    )

    assert len(pool(book, book.texts[0]).choosable) == 300


@pytest.mark.parametrize(
    ("line", "keywords", "shown"),
    [
        ("- **MUST NOT** put a password into a URL", (), "Never: put a password into a URL"),
        ("- **SHALL NOT**: passwords in a URL", (), "Never: passwords in a URL"),
        ("- **MUST never** put a password into a URL", (), "Never: put a password into a URL"),
        ("- SHOULD NOT return `SELECT *` rows", (), "Do not: return `SELECT *` rows"),
        ("- NOT RECOMMENDED: `SELECT *` in a query", (), "Do not: `SELECT *` in a query"),
        ("- Keepers MUST NOT log a password", (), "Keepers MUST NOT log a password"),
        ("- Keepers **MUST not** log a password", (), "Keepers **MUST not** log a password"),
        ("- Keepers MUST **NOT** log a password", (), "Keepers MUST **NOT** log a password"),
        ("- Logging a password is NOT RECOMMENDED", (), "Logging a password is NOT RECOMMENDED"),
        ("- **MUST** log no password", (), "log no password"),
        ("- Never log a password", ("agents",), "Never log a password"),
        ("- Keepers must not log a password", ("lowercase",), "Keepers must not log a password"),
    ],
)
def test_words_that_do_not_say_that_they_forbid_are_introduced(
    line: str, keywords: tuple[str, ...], shown: str
) -> None:
    text = f"# The Keeper\n\n## Core Traits\n- calm\n\n## Ruleset\n\n### Gate\n{line}\n"
    chosen = Keywords(("uppercase", *keywords))
    book = rolebook.handbook([rolebook.Source("keeper.md", text)], keywords=chosen)
    [item] = rubric(book, book.personas[0]).items

    assert f"{prohibition(item, messages())} {item.text}".strip() == shown


def test_a_question_of_the_author_is_left_as_it_is() -> None:
    book = book_of(
        ("Gate", "MUST NOT", "put a password into a URL"),
        wishes={"KEE-GATE-01": {"ask": "Are URLs free of passwords?"}},
    )
    [item] = made(book).items

    assert (item.text, prohibition(item, messages())) == ("Are URLs free of passwords?", "")


def test_a_stricter_rule_of_a_group_does_not_turn_a_demand_into_a_prohibition() -> None:
    book = book_of(
        ("Gate", "SHOULD", "give each gate table a primary key"),
        ("Gate", "MUST NOT", "put a password into a URL"),
        wishes={"KEE-GATE-01": {"group": ["KEE-GATE-02"]}},
    )
    [item] = made(book).items

    assert (item.level, prohibition(item, messages())) == (Level.MUST_NOT, "")
