"""Who owes whom what, seen from both sides: contracts, answers, the table of numbers and the drawing."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook import Handbook, Source, handbook
from rolebook.views.answers import Answers
from rolebook.views.contracts import Team, team
from rolebook.views.graph import BOX_HEIGHT, MOST_NEIGHBOURS, MOST_ROLES, around, whole
from rolebook.views.matrix import MOST_COLUMNS, by_strength, matrix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolebook.views.contracts import Contract


def crew(**duties: Sequence[str]) -> Handbook:
    """Return roles by name with the duties they state."""
    texts = {
        name: f"# The {name}\n\n## Traits\n- calm\n\n## Collaboration Guidelines\n"
        + "".join(f"- **MUST** {duty}\n" for duty in stated)
        for name, stated in duties.items()
    }
    return handbook([Source(f"{name}.md", text) for name, text in texts.items()])


@pytest.fixture
def kitchen() -> Handbook:
    """The cook and the baker answer each other, the waiter waits for an answer, nobody wrote the brewer."""
    return crew(
        Cook=[
            "agree the ovens with The Baker",
            "order the flour from The Baker",
            "ask The Brewer and The Baker for yeast",
            "stay calm",
        ],
        Baker=["keep the ovens hot for The Cook", "sing for The Cook"],
        Waiter=["carry plates for The Cook"],
        Guest=[],
    )


def between(found: Team, role: str, other: str) -> Contract:
    [contract] = [one for one in found.by_role[role] if one.other.slug == other]
    return contract


def numbers(contract: Contract) -> tuple[int, int]:
    return len(contract.owes), len(contract.receives)


def test_a_contract_is_the_same_from_both_sides(kitchen: Handbook) -> None:
    found = team(kitchen)

    assert numbers(between(found, "cook", "baker")) == (3, 2)
    assert between(found, "baker", "cook") == between(found, "cook", "baker").turned
    assert between(found, "cook", "baker").strength == 5
    assert (
        between(found, "cook", "baker").path
        == between(found, "baker", "cook").path
        == "team/baker--cook/"
    )


def test_a_contract_is_one_way_when_the_other_side_could_answer_and_does_not(
    kitchen: Handbook,
) -> None:
    found = team(kitchen)

    assert between(found, "waiter", "cook").is_one_way
    assert between(found, "cook", "waiter").is_silent
    assert not between(found, "cook", "brewer").is_one_way
    assert not between(found, "cook", "baker").is_one_way
    assert found.one_way == 1


def test_what_stands_outside_of_contracts_is_kept(kitchen: Handbook) -> None:
    """Roles nobody wrote, roles without a contract, duties that name several roles or none."""
    found = team(kitchen)

    assert [role.name for role in found.missing] == ["Brewer"]
    assert [role.name for role in found.alone] == ["Guest"]
    assert [(duty.id, [role.name for role in roles]) for duty, roles in found.to_several] == [
        ("COO-COL-03", ["Baker", "Brewer"])
    ]
    assert [duty.id for duty in found.to_nobody] == ["COO-COL-04"]


def test_duties_that_share_telling_words_stand_beside_each_other(kitchen: Handbook) -> None:
    """The evidence is told; what finds no partner stands alone, from either side."""
    rows = Answers(kitchen).between(between(team(kitchen), "cook", "baker"))

    assert [
        (row.owes and row.owes.id, row.receives and row.receives.id, row.words) for row in rows
    ] == [
        ("COO-COL-01", "BAK-COL-01", ("ovens",)),
        ("COO-COL-02", None, ()),
        ("COO-COL-03", None, ()),
        (None, "BAK-COL-02", ()),
    ]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("agree the menu with The Baker", "agree the bill with The Cook", ()),
        ("agree the menu with The Baker", "print the menu for The Cook", ("menu",)),
        ("discuss baker's cooking with The Baker", "praise the cooking of The Cook", ()),
        (
            "count spoons, forks and knives for The Baker",
            "polish forks and spoons for The Cook",
            ("forks", "spoons"),
        ),
    ],
)
def test_generic_words_and_the_names_of_both_tell_nothing(
    one: str, other: str, words: tuple[str, ...]
) -> None:
    book = crew(Cook=[one], Baker=[other])

    assert Answers(book).between(between(team(book), "cook", "baker"))[0].words == words


def test_a_single_word_that_others_use_too_is_not_enough() -> None:
    """With the waiter's menu there are three, and "menu" says little."""
    book = crew(
        Cook=["write the menu for The Baker"],
        Baker=["print the menu for The Cook"],
        Waiter=["read the menu to The Cook"],
    )

    assert [row.words for row in Answers(book).between(between(team(book), "cook", "baker"))] == [
        (),
        (),
    ]


def test_nobody_is_the_partner_of_two() -> None:
    book = crew(
        Cook=["clean the big oven for The Baker", "heat the big oven for The Baker"],
        Baker=["repair the big oven for The Cook"],
    )
    rows = Answers(book).between(between(team(book), "cook", "baker"))

    assert [bool(row.owes and row.receives) for row in rows] == [True, False]


def test_a_cell_says_what_is_one_sided(kitchen: Handbook) -> None:
    found = matrix(kitchen, team(kitchen))
    marks = {
        (row.slug, column.slug): cell.mark
        for row, cells in found.rows
        for column, cell in zip((*found.written, *found.missing), cells, strict=True)
        if cell.contract
    }

    assert marks == {
        ("cook", "baker"): "",
        ("baker", "cook"): "",
        ("cook", "brewer"): "no-file",
        ("waiter", "cook"): "one-way",
        ("cook", "waiter"): "silent",
    }


def test_the_strongest_contract_comes_first(kitchen: Handbook) -> None:
    """From the side that owes more; names decide between equals."""
    assert [(one.role.name, one.other.name) for one in by_strength(team(kitchen))] == [
        ("Cook", "Baker"),
        ("Cook", "Brewer"),
        ("Waiter", "Cook"),
    ]


NAMES = ("Cook", "Baker", "Waiter", "Brewer", "Butler", "Gardener")
DUTIES = st.lists(st.lists(st.sampled_from(NAMES), max_size=3, unique=True), max_size=6)


@given(st.dictionaries(st.sampled_from(NAMES[:4]), DUTIES, min_size=1))
def test_every_duty_is_in_exactly_the_pairs_of_the_roles_it_names(
    stated: Mapping[str, list[list[str]]],
) -> None:
    """And the numbers in the table sum to the number of names."""
    book = crew(
        **{
            name: [
                " and ".join(["help " + " and ".join(f"The {o}" for o in others)])
                for others in duties
            ]
            for name, duties in stated.items()
        }
    )
    found = team(book)
    placed = sorted(
        (duty.id, pair.path) for pair in found.pairs for duty in (*pair.owes, *pair.receives)
    )
    wanted = sorted(
        (duty.id, f"team/{'--'.join(sorted((persona.slug, other)))}/")
        for persona in book.personas
        for duty in persona.collaborations
        for other in book.named_by(duty)
    )
    cells = [cell for _, row in matrix(book, found).rows for cell in row if cell.contract]

    assert placed == wanted
    assert sum(len(cell.contract.owes) for cell in cells if cell.contract) == len(wanted)
    assert all(pair.strength for pair in found.pairs)
    assert {duty.id for duty in found.to_nobody}.isdisjoint(id for id, _ in placed)
    rows = [row for pair in found.pairs for row in Answers(book).between(pair)]
    assert sorted(d.id for row in rows for d in (row.owes, row.receives) if d) == [
        id for id, _ in placed
    ]


def company(size: int) -> Handbook:
    """Return roles of which each owes the next five something."""
    names = [f"{chr(65 + n // 26)}{chr(97 + n % 26)}xer" for n in range(size)]
    return crew(
        **{
            n: [f"greet The {names[(i + k) % size]}" for k in range(1, 6)]
            for i, n in enumerate(names)
        }
    )


@pytest.mark.parametrize("size", [7, 16, 60, MOST_ROLES])
def test_names_in_a_drawing_do_not_cover_each_other(size: int) -> None:
    """On each side every name has a row of its own, inside the drawing."""
    book = company(size)
    graph = whole(book, team(book))

    assert graph
    assert len(graph.nodes) == size
    assert len(graph.edges) == len(team(book).pairs)
    for one, other in combinations(graph.nodes, 2):
        assert one.side != other.side or abs(one.y - other.y) > 18
    assert all(0 < node.x < graph.width and 10 < node.y < graph.height - 10 for node in graph.nodes)


def test_as_many_roles_as_fit_have_a_table() -> None:
    book = company(MOST_COLUMNS)

    assert len(matrix(book, team(book)).rows) == MOST_COLUMNS


def test_more_roles_than_fit_have_no_table_and_no_drawing() -> None:
    book = company(MOST_COLUMNS + 1)

    assert whole(book, team(book)) is None
    assert matrix(book, team(book)).rows == ()


def test_a_role_is_drawn_with_those_it_has_most_to_do_with() -> None:
    """The others are counted."""
    book = crew(
        Cook=[f"greet The {chr(65 + n)}xer" for n in range(20)]
        + ["help The Txer", "call The Txer"],
        Txer=["wave to The Cook"],
    )
    graph = around(book.roles["cook"], team(book).by_role["cook"])

    assert graph
    assert len(graph.nodes) == MOST_NEIGHBOURS + 1
    assert graph.left_out == 5
    assert [node.role.name for node in graph.nodes if node.is_hub] == ["Cook"]
    assert {graph.nodes[edge.a].role.name for edge in graph.edges if edge.is_mutual} <= {
        "Cook",
        "Txer",
    }
    assert [edge.weight for edge in graph.edges if edge.is_mutual] == [2]


def test_a_line_goes_from_dot_to_dot_bent_towards_the_middle() -> None:
    """It ends a little outside of each, and lines that go the same way come together."""
    book = company(16)
    graph = whole(book, team(book))

    assert graph
    for edge in graph.edges:
        a, b = graph.nodes[edge.a], graph.nodes[edge.b]
        start_x, start_y, x, y, end_x, end_y = map(float, re.findall(r"[\d.]+", edge.curve))
        between = (a.x + b.x) / 2, (a.y + b.y) / 2
        middle = graph.width / 2, graph.height / 2
        assert dist((a.x, a.y), (start_x, start_y)) == pytest.approx(8, abs=0.2)
        assert dist((b.x, b.y), (end_x, end_y)) == pytest.approx(8, abs=0.2)
        for bent, straight, centre in zip((x, y), between, middle, strict=True):
            assert bent == pytest.approx(straight + 0.72 * (centre - straight), abs=1)


def test_a_line_to_the_role_in_the_middle_ends_at_its_box() -> None:
    book = company(7)
    [role, *_] = book.roles.values()
    graph = around(role, team(book).by_role[role.slug])

    assert graph
    [hub] = [node for node in graph.nodes if node.is_hub]
    for edge in graph.edges:
        start_x, start_y, end_x, end_y = map(float, re.findall(r"[\d.]+", edge.curve))
        x, y = (end_x, end_y) if graph.nodes[edge.b] is hub else (start_x, start_y)
        wide, high = abs(x - hub.x) / (hub.box_width / 2), abs(y - hub.y) / (BOX_HEIGHT / 2)
        assert 1 < max(wide, high) < 1.3


def test_nobody_to_work_with_means_no_drawing(kitchen: Handbook) -> None:
    assert around(kitchen.roles["guest"], ()) is None
    assert whole(crew(Guest=[]), team(crew(Guest=[]))) is None


def test_a_role_is_placed_next_to_the_one_it_owes_most() -> None:
    """What it owes those that were placed earlier counts less."""
    book = crew(
        Cook=[f"{verb} The {o}" for verb in ("greet", "call", "pay") for o in ("Baker", "Waiter")],
        Baker=["thank The Cook", "greet The Guest", "call The Guest"],
        Waiter=[],
        Guest=[],
    )
    graph = whole(book, team(book))

    assert graph
    assert [node.role.name for node in graph.nodes] == ["Cook", "Baker", "Guest", "Waiter"]


def test_a_word_that_many_duties_of_one_side_use_distinguishes_none_of_them() -> None:
    """Even in a company so large that few of all duties use it."""
    book = crew(
        Cook=["polish the oven and the tray of The Baker"],
        Baker=["repair the oven and the tray of The Cook"]
        + [f"heat the oven with log{chr(97 + n)} for The Cook" for n in range(8)],
        Clerk=[f"file paper{chr(97 + n % 26)}{chr(97 + n // 26)} away" for n in range(190)],
    )
    [row, *_] = Answers(book).between(between(team(book), "cook", "baker"))

    assert row.words == ("tray",)
