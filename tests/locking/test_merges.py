"""Two branches that both edit and both lock merge without a conflict in the lock file, and every id is right after."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from rolebook import load
from rolebook.cli import main
from rolebook.history import MERGING
from rolebook.identity.lock import read_lock

from ..repository import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "# The Keeper of {role}\n\n## Traits\n- calm\n\n## Ruleset\n"
CATEGORIES = ("Lamp Requirements", "Log Requirements", "Boat Requirements")
_VERBS = (
    "trim",
    "fill",
    "polish",
    "note",
    "count",
    "wind",
    "paint",
    "tar",
    "hoist",
    "ring",
    "sweep",
    "oil",
)
_THINGS = (
    "wick",
    "tank",
    "brass",
    "ship",
    "gull",
    "clock",
    "door",
    "keel",
    "flag",
    "bell",
    "stair",
    "hinge",
)


@dataclass
class Book:
    """What stands in the files of two roles: rules by role and category, each with the words it was born with."""

    rules: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    """From role and category to pairs of what a rule was first and what it says."""

    def text(self, role: str) -> str:
        parts = [HEAD.format(role=role)]
        for (owner, category), rules in self.rules.items():
            if owner == role:
                parts.append(
                    f"\n### {category}\n\n" + "".join(f"- **MUST** {now}\n\n" for _, now in rules)
                )
        return "".join(parts)

    def states(self) -> dict[str, tuple[tuple[str, str], str]]:
        """Return where each rule stands and what it says, by what it was first."""
        return {born: (place, now) for place, rules in self.rules.items() for born, now in rules}

    def copy(self) -> Book:
        return Book({place: list(rules) for place, rules in self.rules.items()})


def sentence(chance: random.Random) -> str:
    verb, thing, hour = chance.choice(_VERBS), chance.choice(_THINGS), chance.randrange(10**6)
    return f"{verb} the {thing} of tower {hour} before the watch ends"


def begin(chance: random.Random) -> Book:
    places = [(role, category) for role in ("Lights", "Boats") for category in CATEGORIES]
    return Book(
        {
            place: [(words, words) for words in (sentence(chance) for _ in range(4))]
            for place in places
        }
    )


def add(book: Book, chance: random.Random) -> None:
    rules = book.rules[chance.choice(list(book.rules))]
    words = sentence(chance)
    rules.insert(chance.randint(0, len(rules)), (words, words))


def reword(book: Book, chance: random.Random) -> None:
    rules = book.rules[chance.choice(list(book.rules))]
    if rules:
        at = chance.randrange(len(rules))
        rules[at] = (
            rules[at][0],
            rules[at][0].replace("before the watch ends", f"at {chance.randrange(24)} o'clock"),
        )


def take_away(book: Book, chance: random.Random) -> None:
    rules = book.rules[chance.choice(list(book.rules))]
    if len(rules) > 1:
        rules.pop(chance.randrange(len(rules)))


def move(book: Book, chance: random.Random) -> None:
    one, other = chance.sample(list(book.rules), 2)
    if book.rules[one]:
        book.rules[other].append(book.rules[one].pop())


EDITS: tuple[Callable[[Book, random.Random], None], ...] = (
    add,
    add,
    add,
    reword,
    reword,
    take_away,
    move,
)


def merged(base: Book, ours: Book, theirs: Book) -> Book:
    """Return what a careful person makes of two branches: what one of them changed, and ours where both did."""
    before, here, there = base.states(), ours.states(), theirs.states()
    both = Book({place: [] for place in base.rules})
    for born in dict.fromkeys([*here, *there]):
        state = there.get(born) if here.get(born) == before.get(born) else here.get(born)
        if state:
            place, now = state
            both.rules[place].append((born, now))
    return both


def write(folder: Path, book: Book) -> None:
    for role in ("Lights", "Boats"):
        (folder / f"personas/{role.lower()}.md").write_text(book.text(role))


def commit(folder: Path, book: Book) -> None:
    write(folder, book)
    lock(folder)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "edit", "--allow-empty")


def lock(folder: Path) -> None:
    result = CliRunner().invoke(main, ["lock", str(folder / "personas")])
    assert result.exit_code == 0, result.output


def ids(folder: Path) -> dict[str, str]:
    """Return the ids of rules by what they say; no two say the same."""
    return {
        requirement.text: requirement.id for requirement in load(folder / "personas").requirements
    }


def branch(book: Book, chance: random.Random) -> Book:
    edited = book.copy()
    for _ in range(chance.randint(1, 6)):
        chance.choice(EDITS)(edited, chance)
    return edited


@pytest.mark.parametrize("seed", range(20))
def test_two_branches_merge(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "personas").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{MERGING}\n")
    first = begin(chance)
    commit(tmp_path, first)
    known = ids(tmp_path)
    theirs, ours = branch(first, chance), branch(first, chance)
    git(tmp_path, "checkout", "-qb", "theirs")
    commit(tmp_path, theirs)
    given_by_them = ids(tmp_path)
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, ours)
    given_by_us = ids(tmp_path)

    git(tmp_path, "merge", "-q", "--no-edit", "theirs", check=False)

    assert "personas/rolebook.lock" not in git(tmp_path, "diff", "--name-only", "--diff-filter=U")
    write(tmp_path, merged(first, ours, theirs))
    lock(tmp_path)
    now = ids(tmp_path)
    for said, id in now.items():
        # What both branches gave to different rules stays with ours.
        wanted = given_by_us.get(said) or given_by_them[said]
        if said in given_by_us or wanted not in given_by_us.values():
            assert id == wanted, said
    again, problems = read_lock((tmp_path / "personas/rolebook.lock").read_text())
    assert problems == []
    assert sorted(id for id in again.history if not again.current(id).is_retired) == sorted(
        now.values()
    )
    assert {*known.values()} <= {*again.history}


def test_a_rule_that_one_branch_took_away_and_the_other_changed_keeps_its_id() -> None:
    """It is still there, since whoever merged kept it."""
    gone = "rule\tA-X-01\t2\t2026-02-01\tretired\tA\tX\n"
    changed = "rule\tA-X-01\t2\t2026-02-02\tMUST\tA\tX\tlog in twice\n"
    first = "rule\tA-X-01\t1\t2026-01-01\tMUST\tA\tX\tlog in\n"

    for lines in (gone + changed, changed + gone):
        lock_of_both, problems = read_lock(first + lines)
        assert lock_of_both.current("A-X-01").text == "log in twice"
        assert [problem.code for problem in problems] == ["ID003"]


def test_one_change_locked_on_two_days_is_no_conflict() -> None:
    lines = "".join(f"rule\tA-X-01\t1\t2026-01-0{day}\tMUST\tA\tX\tlog in\n" for day in (1, 2))

    assert read_lock(lines)[1] == []
