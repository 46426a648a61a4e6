"""What a lock file keeps: ids stay with what the rules say, whatever else is edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from rolebook import Level, OperatorError, Source
from rolebook.cli import main
from rolebook.identity.draft import Draft, draft, read_draft
from rolebook.identity.groups import Group, RuleState
from rolebook.identity.lock import (
    Lock,
    LockedPersona,
    NewerLockError,
    Revision,
    lock_text,
    read_lock,
)
from rolebook.identity.match import pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolebook import Document

KEEPER = """# The Lamp Keeper

## Traits
- calm

## Ruleset

### Lamp Requirements
- **MUST** trim the wick before dusk
- **MUST** fill the tank with whale oil
- **SHOULD** polish the brass on Sundays

### Log Requirements
- **MUST** note every ship that passes
"""


def locked(text: str = KEEPER, path: str = "keeper.md") -> Lock:
    return draft([Source(path, text)], today="2026-01-01").lock


def after(text: str, lock: Lock | None = None, path: str = "keeper.md") -> Draft:
    return draft([Source(path, text)], lock=locked() if lock is None else lock, today="2026-02-01")


def ids(made: Draft) -> Mapping[str, str]:
    """Return the ids by the first two words of their rules."""
    return {" ".join(r.text.split()[:2]): r.id for text in made.texts for r in text.requirements}


FIRST = {
    "trim the": "LK-LAMP-01",
    "fill the": "LK-LAMP-02",
    "polish the": "LK-LAMP-03",
    "note every": "LK-LOG-01",
}


def test_a_build_without_a_lock_has_the_ids_that_a_first_lock_gives() -> None:
    assert ids(draft([Source("keeper.md", KEEPER)])) == ids(after(KEEPER, Lock())) == FIRST


def test_an_inserted_rule_gets_the_next_number_and_moves_nobody() -> None:
    made = after(KEEPER.replace("- **MUST** trim", "- **MUST** climb the stairs\n- **MUST** trim"))

    assert ids(made) == {**FIRST, "climb the": "LK-LAMP-04"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trim the wick before dusk", "trim the wick an hour before dusk"),
        ("**MUST** trim", "**SHOULD** trim"),
        ("**MUST** trim the wick before dusk", "**MUST NOT** trim the wick before the dusk"),
    ],
    ids=["reworded", "weakened", "reversed and reworded"],
)
def test_a_changed_rule_keeps_its_id_and_gets_a_revision(old: str, new: str) -> None:
    made = after(KEEPER.replace(old, new))

    assert ids(made) == FIRST
    assert [revision.number for revision in made.lock.history["LK-LAMP-01"]] == [1, 2]
    assert made.drift.sentence == "1 changed"


def test_a_moved_rule_keeps_its_id() -> None:
    line = "- **MUST** trim the wick before dusk\n"
    made = after(KEEPER.replace(line, "") + line)

    assert ids(made) == FIRST
    assert made.lock.current("LK-LAMP-01").category == "LOG"


def test_another_order_changes_nothing() -> None:
    lines = KEEPER.split("\n")
    lines[9], lines[11] = lines[11], lines[9]
    made = after("\n".join(lines))

    assert ids(made) == FIRST
    assert not made.drift


def test_a_retired_id_is_never_given_again() -> None:
    """Not even the last number of a category, and not after a second lock."""
    gone = after(KEEPER.replace("- **SHOULD** polish the brass on Sundays\n", ""))
    again = after(
        KEEPER.replace("polish the brass on Sundays", "invite the pilot to supper"), gone.lock
    )

    assert gone.lock.retired == ("LK-LAMP-03",)
    assert ids(again)["invite the"] == "LK-LAMP-04"
    assert again.lock.current("LK-LAMP-03").is_retired


def test_a_rule_that_comes_back_has_its_id_back() -> None:
    gone = after(KEEPER.replace("- **SHOULD** polish the brass on Sundays\n", ""))
    back = after(KEEPER, gone.lock)

    assert ids(back) == FIRST
    assert [revision.is_retired for revision in back.lock.history["LK-LAMP-03"]] == [
        False,
        True,
        False,
    ]


def test_a_rule_written_anew_is_another_rule() -> None:
    """Standing in the place of the old one does not make it the old one."""
    made = after(KEEPER.replace("fill the tank with whale oil", "ask two friends for supper"))

    assert ids(made)["ask two"] == "LK-LAMP-04"
    assert made.lock.retired == ("LK-LAMP-02",)


def test_twins_keep_their_ids_apart() -> None:
    """Two equal rules under two headings are two rules; taking one away leaves the other its id."""
    twice = KEEPER + "- **MUST** trim the wick before dusk\n"
    lock = locked(twice)
    made = after(
        KEEPER.replace("- **MUST** trim the wick before dusk\n", "")
        + "- **MUST** trim the wick before dusk\n",
        lock,
    )

    assert made.lock.retired == ("LK-LAMP-01",)
    assert [r.id for r in made.texts[0].requirements if r.text.startswith("trim")] == ["LK-LOG-02"]


def test_of_twins_the_one_with_a_written_id_has_it() -> None:
    """Also where another file writes the same id, which a look at one file alone does not see."""
    twins = KEEPER + "- **MUST** ring the bell\n- **MUST** ring the bell {#B-1}\n"
    pilot = "# The Pilot\n\n## Traits\n- calm\n\n## Ruleset\n- **MUST** ring the bell {#B-1}\n"

    both = draft([Source("a.md", twins), Source("b.md", pilot)], today="2026-01-01")
    alone = draft([Source("a.md", twins)], lock=both.lock, unread=["b.md"])

    assert ids_of(both.texts[0])[-2:] == ids_of(alone.texts[0])[-2:] == ["LK-LOG-02", "B-1"]


@pytest.mark.parametrize("third", ["**MUST** ring the bell", "**MUST NOT** ring the bell"])
def test_an_id_that_was_moved_to_a_twin_settles_at_the_first_lock(third: str) -> None:
    bells = "- **MUST** ring the bell\n- **MUST** ring the bell\n- **MUST** ring the bell twice {#B-1}\n"
    moved = f"{KEEPER}- **MUST** ring the bell\n- **MUST** ring the bell {{#B-1}}\n- {third}\n"

    first = after(moved, locked(KEEPER + bells))
    again = after(moved, first.lock)

    assert not again.drift
    assert ids_of(again.texts[0]) == ids_of(first.texts[0])


def test_a_renamed_category_keeps_its_code() -> None:
    made = after(KEEPER.replace("### Lamp Requirements", "### Care of the Light") + "\n")

    assert ids(made) == FIRST
    assert made.lock.categories["LK", "LAMP"] == "Care of the Light"
    assert made.drift.is_names_only


def test_a_renamed_persona_keeps_its_code_and_ids() -> None:
    """Another file and another title: the rules say who it is."""
    made = after(
        KEEPER.replace("# The Lamp Keeper", "# The Light Engineer"), path="light-engineer.md"
    )

    assert ids(made) == FIRST
    assert made.texts[0].code == "LK"
    assert made.lock.personas["LK"].path == "light-engineer.md"


def test_a_persona_that_was_split_leaves_its_ids_with_its_rules() -> None:
    head, log = KEEPER.split("### Log Requirements")
    clerk = "# The Log Clerk\n\n## Traits\n- exact\n\n## Ruleset\n\n### Log Requirements" + log
    made = draft(
        [Source("clerk.md", clerk), Source("keeper.md", head)], lock=locked(), today="2026-02-01"
    )

    assert ids(made) == FIRST
    assert {text.title: text.code for text in made.texts} == {
        "The Log Clerk": "LC",
        "The Lamp Keeper": "LK",
    }


@pytest.mark.parametrize(("kept", "is_successor"), [(2, True), (1, False)])
def test_a_persona_that_keeps_two_of_five_rules_is_the_same_under_another_name(
    kept: int, is_successor: bool
) -> None:
    said = ["trim the wick", "fill the tank", "count the ships", "ring the bell", "paint the door"]
    new = [*said[:kept], "feed the gulls", "mend the nets", "salt the fish", "row the boat"]

    def version(key: str, texts: list[str]) -> Group:
        rules = (RuleState(key, "Rules", Level.MUST, text, group=key) for text in texts)
        return Group(key, (f"{key}.md",), tuple(rules))

    found = pair([version("keeper", said)], [version("fisher", new)])

    assert found.personas == ({"fisher": "keeper"} if is_successor else {})


def test_a_rule_that_is_half_like_another_one_needs_neighbours_to_be_the_same() -> None:
    """Those say that it was reworded in its place."""

    def version(*texts: str) -> list[Group]:
        rules = (RuleState("T", "Rules", Level.MUST, text, group="t") for text in texts)
        return [Group("t", ("t.md",), tuple(rules))]

    around = ("sing loud songs", "walk slowly", "eat ripe fruit", "read old books")
    others = ("push heavy carts", "throw round stones", "dig deep holes", "paint high walls")
    trim = "trim the long wick of each "
    old = version(*around[:2], f"{trim}lamp well before dusk every day", *around[2:])
    kept = version(*around[:2], f"{trim}paint clean count", *around[2:])
    strange = version(*others[:2], f"{trim}paint clean count", *others[2:])

    assert pair(old, kept).pairs[2] == 2
    assert pair(old, strange).pairs == {}


def test_a_persona_is_known_by_its_code_whatever_else_is_new() -> None:
    """So even a rule that is only a little alike keeps its id."""
    coded = "---\ncode: LK\n---\n"
    clerk = f"{coded}# The Tide Clerk\n\n## Traits\n- wet\n\n## Ruleset\n"
    rules = "- **MUST** count the tides\n- **MUST** fill the tank with oil\n"

    assert ids(after(clerk + rules, locked(coded + KEEPER), "clerk.md")) == {
        "count the": "LK-RULE-01",
        "fill the": "LK-LAMP-02",
    }


def test_a_new_persona_takes_no_code_that_was_given() -> None:
    """Initials that once stood for another role would make old citations lie."""
    made = draft([Source("kites.md", KEEPER.replace("Lamp Keeper", "Lake Kiter").replace("trim", "x").replace("fill", "y")
                         .replace("polish", "z").replace("note", "w").replace("wick", "k").replace("tank", "q"))],
                 lock=Lock({"LK": LockedPersona("LK", "", "The Lamp Keeper")}))  # fmt: skip

    assert made.texts[0].code != "LK"


@pytest.mark.parametrize("end", ["that passes", "that passes by"])
def test_a_sentence_that_wandered_to_another_persona_keeps_its_id(end: str) -> None:
    """Even with a word more."""
    other = "# The Tide Clerk\n\n## Traits\n- wet\n\n## Ruleset\n\n### Tide Requirements\n- **MUST** count the waves\n"
    both = [Source("clerk.md", other), Source("keeper.md", KEEPER)]
    lock = draft(both, today="2026-01-01").lock
    line = "- **MUST** note every ship that passes\n"
    moved = [
        Source("clerk.md", other + line.replace("that passes", end)),
        Source("keeper.md", KEEPER.replace(line, "")),
    ]

    assert ids(draft(moved, lock=lock))["note every"] == "LK-LOG-01"


def test_an_id_that_two_rules_state_is_a_repetition_even_if_one_of_them_had_it() -> None:
    stated = KEEPER.replace("before dusk", "before dusk {#A-1}")
    made = after(stated.replace("that passes", "that passes {#A-1}"), locked(stated))

    assert ids(made) == {
        **FIRST,
        "trim the": "A-1",
        "fill the": "LK-LAMP-01",
        "polish the": "LK-LAMP-02",
    }
    assert [problem.code for problem in made.diagnostics] == ["ID001"]


def test_an_explicit_id_takes_over_and_the_old_one_says_so() -> None:
    made = after(KEEPER.replace("before dusk", "before dusk {#WICK}"))

    assert ids(made)["trim the"] == "WICK"
    assert made.lock.current("LK-LAMP-01") == Revision(
        "LK-LAMP-01", 2, "2026-02-01", None, "LK", "LAMP", "WICK"
    )


def test_an_explicit_id_survives_any_rewriting() -> None:
    lock = locked(KEEPER.replace("before dusk", "before dusk {#WICK}"))
    made = after(
        KEEPER.replace("trim the wick before dusk", "replace all glass in spring {#WICK}"), lock
    )

    assert ids(made)["replace all"] == "WICK"
    assert len(made.lock.history["WICK"]) == 2


def test_an_id_of_another_rule_cannot_be_taken() -> None:
    made = after(KEEPER + "- **MUST** ring the bell in fog {#LK-LAMP-01}\n")

    assert ids(made) == {**FIRST, "ring the": "LK-LAMP-01-2"}
    assert [(d.code, d.span.line) for d in made.diagnostics] == [("ID005", 15)]


def test_a_persona_that_was_not_read_is_not_gone(tmp_path: Path) -> None:
    """Looking at one file must not retire the rules of the others; deleting a file does."""
    (tmp_path / "a.md").write_text(KEEPER)
    (tmp_path / "b.md").write_text(KEEPER.replace("Lamp Keeper", "Door Warden"))
    (tmp_path / "rolebook.lock").write_text(
        lock_text(read_draft(tmp_path, today="2026-01-01").lock)
    )

    assert not read_draft(tmp_path / "b.md").drift
    (tmp_path / "a.md").unlink()
    assert read_draft(tmp_path).drift.sentence == "4 retired"


def test_paths_in_the_file_do_not_depend_on_where_it_is_read_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "team" / "personas"
    folder.mkdir(parents=True)
    (folder / "keeper.md").write_text(KEEPER)
    (folder / "rolebook.lock").write_text(lock_text(read_draft(folder, today="2026-01-01").lock))
    monkeypatch.chdir(folder)

    assert not read_draft(".").drift
    assert not read_draft(folder).drift
    assert not read_draft("keeper.md").drift
    assert not read_draft("../personas", root=tmp_path).drift


def ids_of(text: Document) -> list[str]:
    return [requirement.id for requirement in text.requirements]


def both(one: str, other: str, lock: Lock | None = None, *, is_turned: bool = False) -> Draft:
    sources = [Source("a.md", one), Source("b.md", other)]
    return draft(sources[::-1] if is_turned else sources, lock=lock, today="2026-02-01")


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("---\ncode: LK\n---\n" + KEEPER, "---\ncode: LK\n---\n" + KEEPER),
        (KEEPER.replace("before dusk", "{#WICK}"), KEEPER.replace("before dusk", "{#WICK}")),
        (KEEPER.replace("before dusk", "{#rules}"), KEEPER),
    ],
    ids=["code", "id", "id that a page has"],
)
def test_what_was_copied_along_is_numbered_once(one: str, other: str, is_turned: bool) -> None:
    """Two files with one code, or two rules with one id: a second lock changes nothing, whichever is read first."""
    first = both(one, other)
    again = both(one, other, first.lock, is_turned=is_turned)

    assert lock_text(again.lock) == lock_text(first.lock)
    assert {text.path: ids_of(text) for text in again.texts} == {
        text.path: ids_of(text) for text in first.texts
    }


def test_a_code_belongs_to_whoever_was_locked_with_it() -> None:
    """A file that asks for it later, and comes first, moves nobody."""
    lock = draft([Source("b.md", KEEPER)], today="2026-01-01").lock
    clerk = "---\ncode: LK\n---\n" + KEEPER.replace("The Lamp Keeper", "A Clerk").replace(
        "trim the", "sweep the"
    )
    made = both(clerk, KEEPER, lock)

    assert {text.path: text.code for text in made.texts} == {"a.md": "LK-2", "b.md": "LK"}
    assert [d.code for d in made.diagnostics] == ["ID002"]
    assert made.drift.sentence == "4 new"


def test_a_number_in_a_locked_code_stays() -> None:
    """Older versions numbered codes; now they get more letters, but not those that are locked."""
    ada, abe = (f"# A {name}\n\n## Traits\n- x\n\n- **MUST** {name}\n" for name in ("Ada", "Ade"))
    stated = [
        Source("a.md", f"---\ncode: AD\n---\n{ada}"),
        Source("b.md", f"---\ncode: AD-2\n---\n{abe}"),
    ]
    lock = draft(stated, today="2026-01-01").lock
    made = draft([Source("a.md", ada), Source("b.md", abe)], lock=lock)

    assert [text.code for text in made.texts] == ["AD", "AD-2"]
    assert not made.drift


CLERK = "# A {}\n\n## Traits\n- x\n\n## Ruleset\n- **MUST** count waves\n"


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("CC", {"0.md": "AA", "a.md": "CC", "b.md": "BB"}),
        ("BB", {"0.md": "AA-2", "a.md": "AA", "b.md": "BB"}),
    ],
    ids=["free", "taken"],
)
def test_a_code_is_free_once_its_file_can_have_the_one_that_it_states(
    stated: str, codes: dict[str, str]
) -> None:
    """A file that asks for a code that another one has keeps its own."""

    def clerk(name: str, code: str) -> str:
        return f"---\ncode: {code}\n---\n{CLERK.format(name)}"

    first = [Source("a.md", clerk("Ada", "AA")), Source("b.md", clerk("Bob", "BB"))]
    lock = draft(first, today="2026-01-01").lock
    later = [
        Source("0.md", clerk("Zoe", "AA")),
        Source("a.md", clerk("Ada", stated)),
        Source("b.md", clerk("Bob", "BB")),
    ]
    made = draft(later, lock=lock, today="2026-02-01")

    assert {text.path: text.code for text in made.texts} == codes


def test_a_file_read_alone_takes_no_code_from_one_that_was_not_read() -> None:
    coded = "---\ncode: LK\n---\n" + KEEPER
    lock = both(coded, coded).lock
    alone = draft([Source("b.md", coded)], lock=lock, unread=["a.md"], today="2026-02-01")

    assert alone.texts[0].code == "LK-2"
    assert not alone.drift


def test_a_persona_under_a_code_of_old_keeps_its_categories_apart() -> None:
    """The code stood for another persona, whose categories have codes that this one's have, too."""
    tide = KEEPER.replace("Lamp Requirements", "潮").replace("Log Requirements", "灯")
    before = draft([Source("a.md", tide)], today="2026-01-01").lock
    clerk = "# A Clerk\n\n## Traits\n- x\n\n## Ruleset\n\n### 灯\n- **MUST** count waves\n\n### 潮\n- **MAY** sing\n"
    other = draft([Source("b.md", clerk)], lock=before, today="2026-01-02").lock
    coded = f"---\ncode: LK\n---\n{clerk}"
    made = draft([Source("b.md", coded)], lock=other, today="2026-01-03")

    assert not draft([Source("b.md", coded)], lock=made.lock, today="2026-01-04").drift
    assert {c.title: c.code for c in made.texts[0].categories} == {"潮": "GEN", "灯": "GEN-2"}


def test_two_headings_of_nearly_one_title_have_two_codes() -> None:
    made = after(KEEPER + "\n### Lamp\n- **MAY** whistle at night\n")

    assert {c.title: c.code for c in made.texts[0].categories}["Lamp"] == "LAMP-2"


# --- the file
# ---------------------------------------------------------------------------------------------------------


def test_the_file_has_one_line_a_rule_and_reads_like_a_table() -> None:
    head, *lines, end = lock_text(locked()).splitlines()

    assert head.startswith("# rolebook.lock 2 - ")
    assert end == "# end"
    assert lines == [
        "persona\tLK\tkeeper.md\tThe Lamp Keeper",
        "category\tLK\tLAMP\tLamp Requirements",
        "category\tLK\tLOG\tLog Requirements",
        "rule\tLK-LAMP-01\t1\t2026-01-01\tMUST\tLK\tLAMP\ttrim the wick before dusk",
        "rule\tLK-LAMP-02\t1\t2026-01-01\tMUST\tLK\tLAMP\tfill the tank with whale oil",
        "rule\tLK-LAMP-03\t1\t2026-01-01\tSHOULD\tLK\tLAMP\tpolish the brass on Sundays",
        "rule\tLK-LOG-01\t1\t2026-01-01\tMUST\tLK\tLOG\tnote every ship that passes",
    ]


def test_an_edit_only_adds_lines() -> None:
    """So two branches that edit different rules merge without a conflict, and history is never lost."""
    before = lock_text(locked()).splitlines()
    now = lock_text(
        after(KEEPER.replace("before dusk", "at dusk").replace("whale oil", "lamp oil")).lock
    ).splitlines()

    assert [line for line in now if line in before] == before
    assert len(now) == len(before) + 2


def test_no_line_ends_in_a_blank() -> None:
    """Hooks and editors take blanks away, and what is left must mean the same."""
    lock = after(KEEPER.replace("- **SHOULD** polish the brass on Sundays\n", "")).lock
    lines = lock_text(lock).splitlines()

    assert [line for line in lines if line != line.rstrip()] == []
    assert read_lock(lock_text(lock)) == (lock, [])


_WORDS = st.text(
    st.characters(exclude_characters="\t\n\r", exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=12,
)
_REVISIONS = st.lists(st.tuples(_WORDS, st.sampled_from([*Level, None])), max_size=3)


_IDS = st.from_regex(r"\w[\w.-]{0,8}", fullmatch=True)


@given(st.dictionaries(_IDS, _REVISIONS.filter(bool), max_size=6))
def test_what_is_written_is_what_is_read(rules: dict[str, list[tuple[str, Level | None]]]) -> None:
    history = {
        id: tuple(
            Revision(id, n, "2026-01-01", level, "P", "C", text)
            for n, (text, level) in enumerate(found, 1)
        )
        for id, found in rules.items()
    }
    lock = Lock({"P": LockedPersona("P", "p.md", "P")}, {("P", "C"): "C"}, history)

    again, problems = read_lock(lock_text(lock))

    assert problems == []
    assert (again.personas, again.categories, again.history) == (
        lock.personas,
        lock.categories,
        lock.history,
    )
    assert lock_text(again) == lock_text(lock)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """Whatever an editor or a merge left in the file: a record or a diagnostic, never an exception."""
    lock, problems = read_lock(text.replace("# rolebook.lock", "#"))

    assert all(problem.code in ("ID003", "ID004", "ID008") for problem in problems)
    lock_text(lock)


@pytest.mark.parametrize(
    "line",
    [
        "rule\t../../etc\t1\t2026-01-01\tMUST\tA\tB\tx",
        "rule\tA-1\t1\t2026-01-01\tMUST\t/A\tB\tx",
        "rule\tA-1\t-1\t2026-01-01\tMUST\tA\tB\tx",
        "rule\tA-1\t1\tyesterday\tMUST\tA\tB\tx",
        "rule\tA-1\t1\t2026-01-01\tOUGHT\tA\tB\tx",
        f"rule\t{'A' * 500}\t1\t2026-01-01\tMUST\tA\tB\tx",
        f"rule\tA-1\t{'9' * 5000}\t2026-01-01\tMUST\tA\tB\tx",
        "persona\t<b>\tx.md\tX",
        "nonsense",
    ],
)
def test_nothing_that_rolebook_would_not_write_is_believed(line: str) -> None:
    """Ids become paths of the site and codes parts of ids."""
    lock, problems = read_lock(f"{line}\n", "rolebook.lock")

    assert (lock, [problem.code for problem in problems]) == (Lock(), ["ID004"])


def test_a_file_of_a_later_form_is_refused(tmp_path: Path) -> None:
    """To go on without it would give every rule a new id."""
    (tmp_path / "a.md").write_text(KEEPER)
    (tmp_path / "rolebook.lock").write_text("# rolebook.lock 99 - from the future\n")

    with pytest.raises(OperatorError, match="newer Rolebook"):
        read_draft(tmp_path)


def test_a_byte_order_mark_is_no_damage() -> None:
    assert read_lock("\ufeff" + lock_text(locked())) == (locked(), [])


def test_a_form_that_is_no_number_is_a_later_one() -> None:
    with pytest.raises(NewerLockError):
        read_lock(f"# rolebook.lock {'9' * 5000}\n")


@pytest.mark.parametrize("path", ["a/" * 3000, "a\0b", "/", "../.."])
def test_a_path_that_no_disk_has_is_a_file_that_is_gone(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.md").write_text(KEEPER)
    (tmp_path / "rolebook.lock").write_text(
        f"persona\tX\t{path}\tX\nrule\tX-1\t1\t2026-01-01\tMUST\tX\tX\tx\n"
    )

    assert read_draft(tmp_path).lock.retired == ("X-1",)


# --- merging
# ----------------------------------------------------------------------------------------------------------


def _conflict(*, base: str = "") -> str:
    head = lock_text(locked())
    ours = "rule\tLK-LOG-02\t1\t2026-02-01\tMUST\tLK\tLOG\tcount the gulls\n"
    theirs = "rule\tLK-LOG-02\t1\t2026-02-02\tMUST\tLK\tLOG\twind the clock\n"
    return f"{head}<<<<<<< HEAD\n{ours}{base}=======\n{theirs}>>>>>>> topic\n"


@pytest.mark.parametrize(
    "base", ["", "||||||| base\nrule\tLK-OLD-01\t1\t2026-01-01\tMUST\tLK\tLOG\told\n"]
)
def test_a_merge_conflict_is_reported_and_both_sides_are_read(base: str) -> None:
    lock, problems = read_lock(_conflict(base=base), "rolebook.lock")

    assert next((d.code, d.span.line) for d in problems) == ("ID003", 10)
    assert lock.current("LK-LOG-02").text == "count the gulls"
    assert "LK-OLD-01" not in lock.history


def test_lock_mends_a_merge_conflict(tmp_path: Path) -> None:
    """The id that both branches gave stays with the first rule; the other gets the next number."""
    (tmp_path / "keeper.md").write_text(
        KEEPER + "- **MUST** wind the clock\n- **MUST** count the gulls\n"
    )
    (tmp_path / "rolebook.lock").write_text(_conflict())

    result = run("lock", str(tmp_path))

    assert result.exit_code == 0, result.output
    assert "the merge conflict is resolved" in result.output
    assert "ID003" not in result.output
    assert "<<<" not in (tmp_path / "rolebook.lock").read_text()
    assert ids(read_draft(tmp_path)) == {**FIRST, "count the": "LK-LOG-02", "wind the": "LK-LOG-03"}
    assert run("lock", "--check", str(tmp_path)).exit_code == 0


def test_lock_waits_until_a_conflict_in_a_persona_is_resolved(tmp_path: Path) -> None:
    """Otherwise both versions of a rule would get ids, for ever."""
    conflict = "<<<<<<< HEAD\n- **MUST** wind the clock\n=======\n- **MUST** wind the watch\n>>>>>>> topic\n"
    (tmp_path / "keeper.md").write_text(KEEPER + conflict)
    before = lock_text(locked())
    (tmp_path / "rolebook.lock").write_text(before)

    result = run("lock", str(tmp_path))

    assert result.exit_code == 1
    assert "RD010" in result.output
    assert (tmp_path / "rolebook.lock").read_text() == before


def test_lock_writes_nothing_over_a_line_that_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "keeper.md").write_text(KEEPER)
    damaged = lock_text(locked()).replace("rule\tLK-LOG-01\t1", "rule LK-LOG-01 1")
    (tmp_path / "rolebook.lock").write_text(damaged)

    result = run("lock", str(tmp_path))

    assert result.exit_code == 1
    assert "ID004" in result.output
    assert (tmp_path / "rolebook.lock").read_text() == damaged


# --- the command
# ------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1767225600"}).invoke(main, arguments)


def test_lock_check_fails_until_the_file_is_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("personas").mkdir()
    Path("personas/keeper.md").write_text(KEEPER)

    assert run("lock", "--check").exit_code == 1
    assert not Path("personas/rolebook.lock").exists()
    assert run("lock").output == "personas/rolebook.lock: 4 rules; 4 new\n"
    assert run("lock", "--check").output == "personas/rolebook.lock: up to date\n"
    Path("personas/keeper.md").write_text(KEEPER.replace("whale", "lamp"))
    assert run("lock", "--check").output.splitlines() == [
        "changed  LK-LAMP-02  fill the tank with lamp oil",
        "personas/rolebook.lock: 1 changed",
    ]
    assert run("lock").output == "personas/rolebook.lock: 4 rules; 1 changed\n"
    assert run("lock").output == "personas/rolebook.lock: 4 rules; nothing changed\n"


def test_check_says_once_that_there_is_no_lock_and_that_one_is_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("personas").mkdir()
    Path("personas/keeper.md").write_text(KEEPER)

    assert [line for line in run("check").output.splitlines() if "ID00" in line] == [
        "personas/rolebook.lock:1:1: note ID006 there is no lock file, so IDs are numbered from scratch each time"
    ]
    run("lock")
    assert run("check").output == "no problems found\n"
    Path("personas/keeper.md").write_text(KEEPER + "- **MUST** wind the clock\n")
    assert "note ID007 the lock file is behind the text: 1 new, 0 changed" in run("check").output
