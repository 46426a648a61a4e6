"""What holds for every grid, and how the texts of a handbook meet."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process

import rolebook
from rolebook.families import families, grid
from rolebook.families.phrases import phrases
from rolebook.keywords import Keywords
from rolebook.link.handbook import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolebook import Handbook

CROPS = ("Apple", "Bean", "Carrot", "Dill", "Endive", "Fennel")
FRAMES = (
    "**MUST** sow {} after the last frost",
    "**MUST** water {} before noon",
    "**SHOULD** weed around {} by hand",
    "**MUST NOT** spray {} while bees fly",
    "**MUST** harvest {} on dry days",
    "**MAY** give {} to the neighbours",
)
SHARED = ("**MUST** wash the tools", "**MUST** shut the gate", "**SHOULD** greet passers-by")


def farmer(
    name: str, frames: Sequence[str] = FRAMES, crops: Sequence[str] = CROPS, own: Sequence[str] = ()
) -> str:
    lines = [f"# The {name}", "", "## Core Traits", "- patient", "", "## Ruleset"]
    for crop in crops:
        lines += [
            "",
            f"### {crop} Requirements",
            *(frame.format(f"{crop.lower()}s") for frame in frames),
        ]
    return "\n".join(
        [
            *lines,
            "",
            "### Yard Requirements",
            *own,
            "",
            "## Collaborators",
            "- **MUST** pay The Miller",
        ]
    )


def handbook(*texts: str) -> Handbook:
    return rolebook.handbook([rolebook.Source(f"{n}.md", text) for n, text in enumerate(texts)])


def test_a_template_is_a_row() -> None:
    [found] = handbook(farmer("Farmer", own=SHARED)).grids.values()

    assert [column.label for column in found.columns] == list(CROPS)
    assert [(str(row.level), row.label, len(row.cells)) for row in found.rows] == [
        ("MUST", "sow … after the last frost", 6),
        ("MUST", "water … before noon", 6),
        ("SHOULD", "weed around … by hand", 6),
        ("MUST NOT", "spray … while bees fly", 6),
        ("MUST", "harvest … on dry days", 6),
        ("MAY", "give … to the neighbours", 6),
    ]
    assert {(cell.words, cell.lacks) for row in found.rows for cell in row.cells.values()} == {
        ("", "")
    }


@pytest.mark.parametrize(
    ("frames", "crops"), [(FRAMES[:3], CROPS), (FRAMES, CROPS[:2])], ids=["rows", "categories"]
)
def test_too_few_make_no_grid(frames: Sequence[str], crops: Sequence[str]) -> None:
    """Three sentences in many categories, or many sentences in two, are easier to read as a list."""
    assert handbook(farmer("Farmer", frames, crops)).grids == {}


def test_a_category_with_few_templates_is_no_column() -> None:
    """Its rules stay in the list, although their sentences are rows."""
    text = farmer(
        "Farmer", own=["**MUST** water yards before noon", "**MUST** harvest yards on dry days"]
    )
    book = handbook(text)
    [found] = book.grids.values()

    assert [column.label for column in found.columns] == list(CROPS)
    assert {book.origin(rule) for rule in book.requirements if rule.category.label == "Yard"} == {
        Origin.OWN
    }


def test_the_opposite_is_another_row() -> None:
    """A prohibition and a duty never share a row, however alike their words."""
    opposite = tuple(frame.replace("**MUST NOT**", "**MUST**") for frame in FRAMES[3:4])
    [found] = handbook(farmer("Farmer", FRAMES + opposite)).grids.values()

    assert [row.level.value for row in found.rows if row.label.startswith("spray")] == [
        "MUST NOT",
        "MUST",
    ]
    assert len({row.family for row in found.rows}) == 7


def test_a_verb_alone_is_no_row() -> None:
    """Sentences that share no other word stay in the list; a word shared by three makes a row."""
    rest = ("tall", "early", "in pots", "in rows", "near walls", "near water")
    lines = iter(rest)
    text = farmer("Farmer").splitlines()
    for n in reversed([n for n, line in enumerate(text) if line.startswith("###")][:6]):
        text.insert(n + 1, f"**MUST** grow {text[n].split()[1].lower()}s {next(lines)}")
    [found] = handbook("\n".join(text)).grids.values()

    assert [row.label for row in found.rows if row.label.startswith("grow")] == []
    assert len(found.rows) == len(FRAMES)


def test_a_pasted_sentence_is_no_row() -> None:
    """It says nothing about its heading, so it is not repeated for it."""
    book = handbook(farmer("Farmer", (*FRAMES, SHARED[0])))
    [found] = book.grids.values()
    [told] = [problem for problem in book.diagnostics if problem.code == "DU004"]

    assert len(found.rows) == len(FRAMES)
    assert [problem.code for problem in book.diagnostics if problem.code == "DU001"] == []
    assert (told.values["count"], told.values["rules"]) == (1, ("'wash the tools'",))
    assert told.values["headings"] == tuple(f"{crop} Requirements" for crop in CROPS)


def test_a_sentence_that_is_only_sometimes_the_same_is_a_row() -> None:
    """Most categories say it about themselves, so it is a template with a few plain cells."""
    text = (
        farmer("Farmer")
        .replace("water beans", "water plants")
        .replace("water dills", "water plants")
    )
    book = handbook(text.replace("water fennels", "water plants"))
    [found] = book.grids.values()

    assert len(found.rows) == len(FRAMES)
    assert [problem for problem in book.diagnostics if problem.code in ("DU001", "DU004")] == []


def test_equal_rows_are_one_family() -> None:
    """Roles that repeat the same sentences meet on one page, whatever their categories."""
    book = handbook(farmer("Farmer"), farmer("Nurse", crops=["Tulip", "Rose", "Lily", "Iris"]))

    assert len(book.families) == len(FRAMES)
    assert {tuple(slug for slug, _ in family.rows) for family in book.families} == {
        ("farmer", "nurse")
    }
    assert {family.rules for family in book.families} == {10}


def test_where_a_rule_has_its_words_from() -> None:
    """Own, from a template, shared with two others, or a duty."""
    book = handbook(
        *(
            farmer(name, own=[*SHARED, f"**MUST** sing {name}"])
            for name in ("Farmer", "Nurse", "Cook")
        )
    )
    [block] = book.shared
    counted = {
        origin: sum(book.origin(rule) is origin for rule in book.requirements) for origin in Origin
    }

    assert counted == {Origin.OWN: 3, Origin.TEMPLATE: 108, Origin.SHARED: 9, Origin.DUTY: 3}
    assert (block.category, block.personas, len(block.rules)) == (
        "Yard",
        ("farmer", "nurse", "cook"),
        3,
    )
    assert book.block_of(block.rules[0][1]) is block


def test_two_roles_make_no_shared_block(book: Callable[..., Handbook]) -> None:
    assert handbook(farmer("Farmer", own=SHARED), farmer("Nurse", own=SHARED)).shared == ()


def test_blocks_are_those_of_the_same_roles() -> None:
    """What all four say is one block, what three of them say another."""
    texts = [
        farmer(name, own=SHARED if name != "Cook" else SHARED[:1])
        for name in ("Farmer", "Nurse", "Maid", "Cook")
    ]
    found = [
        (block.slug, len(block.personas), len(block.rules)) for block in handbook(*texts).shared
    ]

    assert found == [("yard", 4, 1), ("yard-2", 3, 2)]


def test_the_order_of_files_does_not_matter() -> None:
    """The same families and the same words, in whatever order the files come."""
    texts = [farmer(f"Farmer {n}", FRAMES[: 4 + n % 3], own=SHARED) for n in range(6)]
    expected = {family.slug: (family.label, family.rules) for family in handbook(*texts).families}
    for seed in range(4):
        shuffled = random.Random(seed).sample(texts, len(texts))

        assert {
            family.slug: (family.label, family.rules) for family in handbook(*shuffled).families
        } == expected


def test_the_order_of_rules_does_not_matter() -> None:
    """Which rules belong together depends on their words alone."""
    expected = _rows(handbook(farmer("Farmer")))
    for seed in range(4):
        chance = random.Random(seed)
        shuffled = farmer(
            "Farmer", chance.sample(FRAMES, len(FRAMES)), chance.sample(CROPS, len(CROPS))
        )

        assert _rows(handbook(shuffled)) == expected


def _rows(book: Handbook) -> set[frozenset[str]]:
    return {
        frozenset(book.requirement(cell.requirement).text for cell in row.cells.values())
        for one in book.grids.values()
        for row in one.rows
    }


WORDS = st.sampled_from(
    [
        "check",
        "keep",
        "write",
        "down",
        "the",
        "a",
        "of",
        "logs",
        "cakes",
        "daily",
        "twice",
        "by",
        "hand",
        "shift",
    ]
)
RULE = st.builds(
    lambda level, words: f"- **{level}** {' '.join(words)}",
    st.sampled_from(["MUST", "MUST NOT", "SHOULD", "MAY"]),
    st.lists(WORDS, min_size=1, max_size=6),
)
TEXT = st.lists(
    st.tuples(
        st.sampled_from(["Log", "Test", "Cake", "Daily Check", "Log"]), st.lists(RULE, max_size=12)
    )
)


@given(TEXT, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_grid_keeps_its_promises(
    parts: list[tuple[str, list[str]]], is_template: bool
) -> None:
    """A rule is in one row at most, a row has one rule of each column, and the gates hold."""
    text = (
        farmer("Farmer")
        if is_template
        else "# The Farmer\n\n## Core Traits\n- patient\n\n## Ruleset\n"
    )
    text += "".join(f"\n\n### {title} Requirements\n" + "\n".join(rules) for title, rules in parts)
    book = handbook(text)
    for found in book.grids.values():
        ids = [cell.requirement for row in found.rows for cell in row.cells.values()]
        keys = {column.key for column in found.columns}

        assert len(ids) == len(set(ids)) == found.rules
        assert len(found.rows) >= 4
        for row in found.rows:
            assert len(row.cells) >= 3
            assert set(row.cells) <= keys
            assert len([word for word in row.label.split() if word != "…"]) > 1
            for key, cell in row.cells.items():
                rule = book.requirement(cell.requirement)
                assert rule.category.title.casefold() == key
                assert ("NOT" in rule.level) == ("NOT" in row.level)
        for key in keys:
            assert sum(key in row.cells for row in found.rows) >= max(4, 0.4 * len(found.rows))
        assert grid(book.texts[0]) == found
    assert families(book.grids) == book.families


def test_many_rules_with_one_verb_are_mined_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many sentences begin with one verb, each is compared with a bounded number of others."""
    compared = 0
    real = process.extractOne

    def counting(text: str, choices: Sequence[str], **options: Any) -> Any:
        nonlocal compared
        compared += len(choices)
        return real(text, choices, **options)

    monkeypatch.setattr(process, "extractOne", counting)
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    rules = [
        f"- **MUST** keep {' '.join(''.join(chance.sample(letters, 5)) for _ in range(5))}"
        for _ in range(2000)
    ]
    lines = ["# The Farmer", "", "## Core Traits", "- patient", "", "## Ruleset"]
    for n in range(4):
        lines += [f"### {CROPS[n]} Requirements", *rules[n * 500 : n * 500 + 500], ""]

    assert handbook("\n".join(lines)).grids == {}
    assert compared <= 200 * len(rules)


@pytest.mark.parametrize(
    ("language", "roles", "categories", "frames"),
    [
        (
            "de",
            ("Der Lotse", "Die Wartin"),
            ("Boote", "Leinen", "Netze"),
            (
                "{0} muss {1} vor jeder Vergabe prüfen und notieren.",
                "{0} darf {1} nicht an Fremde verleihen.",
                "{0} sollte {1} alle fünf Jahre ersetzen.",
                "{0} muss {1} im trockenen Lager aufbewahren.",
            ),
        ),
        (
            "zh",
            ("引航员", "船长"),
            ("船舶", "缆绳", "渔网"),
            (
                "{0}必须在每次出港之前检查{1}并填写名单。",
                "{0}不得把{1}借给陌生人使用。",
                "{0}应当每五年更换一次{1}。",
                "{0}必须把{1}存放在干燥的仓库。",
            ),
        ),
    ],
)
def test_roles_that_say_the_same_of_themselves_are_one_family(
    language: str, roles: Sequence[str], categories: Sequence[str], frames: Sequence[str]
) -> None:
    """What a role is called does not count; English says it without naming the role."""
    texts = []
    for role in roles:
        lines = [f"# {role.split()[-1]}", "", "## Traits", "- calm"]
        for category in categories:
            lines += ["", f"## {category}", "", *(f"- {f.format(role, category)}" for f in frames)]
        texts.append("\n".join(lines))
    sources = [rolebook.Source(f"{n}.md", text) for n, text in enumerate(texts)]
    book = rolebook.handbook(sources, keywords=Keywords(("uppercase", language)))

    assert len(book.families) == len(frames)
    assert {len(family.rows) for family in book.families} == {len(roles)}


def test_small_words_are_those_of_the_language_that_the_file_says() -> None:
    """Also where its keywords are in capitals."""
    text = "---\nlanguage: de-AT\n---\n# Lotse\n\n## Traits\n- ruhig\n\n## Boote\n\n"
    text += "- Der Lotse MUST die Boote und das Seil ölen\n"
    [persona] = rolebook.handbook([rolebook.Source("a.md", text)]).personas
    [phrase, *_] = phrases(persona)

    assert list(phrase.telling()) == ["seil", "ölen"]
