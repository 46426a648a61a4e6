"""Which rule is which after what authors do to files: words first, whatever else happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from rolebook import Source
from rolebook.cli import main
from rolebook.history import compare_drafts
from rolebook.identity.draft import Draft, draft
from rolebook.identity.lock import read_lock
from rolebook.views.releases import events, releases_of_lock

if TYPE_CHECKING:
    from pathlib import Path

BREWER = """# The Brewer

## Traits
- patient

## Ruleset

### Mash Requirements
- **MUST** keep the mash at sixty-six degrees
- **SHOULD** stir clockwise
- **MUST** be on time
- **MUST NOT** open the tun before the iodine test is clear

## Collaboration Guidelines

When the Brewer works with farmers, the Brewer:
- **MUST** pay within a month
- **SHOULD** tell them how the barley turned out
"""
COOPER = """# The Cooper

## Traits
- strong

## Ruleset

### Cask Requirements
- **MUST** steam each stave for an hour
- **MUST** test every cask with boiling water
"""


def version(number: int, before: Draft | None = None, **files: str) -> Draft:
    sources = [Source(f"{name}.md", text) for name, text in files.items()]
    lock = before.lock if before else None
    return draft(sources, lock=lock, today=f"2026-0{number}-01")


def ids(made: Draft) -> dict[str, str]:
    return {rule.text: rule.id for text in made.texts for rule in text.requirements}


def kinds(old: Draft, new: Draft) -> dict[str, list[str]]:
    comparison = compare_drafts(old, new)
    return {change.rule.text: [str(kind) for kind in change.kinds] for change in comparison.changes}


def replacements(made: Draft) -> dict[str, str]:
    return {id: made.lock.current(id).text for id in made.lock.retired}


def test_another_lead_is_one_change() -> None:
    old = version(1, brewer=BREWER)
    new = version(2, old, brewer=BREWER.replace("farmers", "growers"))

    comparison = compare_drafts(old, new)

    assert ids(new) == ids(old)
    assert comparison.changes == ()
    assert [(lead.before, lead.after, len(lead.rules)) for lead in comparison.leads] == [
        (
            "When the Brewer works with farmers, the Brewer:",
            "When the Brewer works with growers, the Brewer:",
            2,
        )
    ]
    assert comparison.counts == {"lead-changed": 1}


def test_a_lead_is_told_in_the_history_of_each_rule_and_once_in_that_of_the_handbook() -> None:
    old = version(1, brewer=BREWER)
    new = version(2, old, brewer=BREWER.replace("farmers", "growers"))
    id = ids(new)["pay within a month"]

    latest, _ = events(new.lock, id)
    release, _ = releases_of_lock(new.lock)

    assert latest.change is not None
    assert latest.change.kinds == ("lead-changed",)
    assert [piece.text for piece in latest.change.pieces if piece.kind != "same"] == [
        "farmers,",
        "growers,",
    ]
    assert release.comparison.changes == ()
    assert len(release.comparison.leads) == 1


def test_a_keyword_may_move_between_the_lead_and_its_items() -> None:
    above = "# The Kiln\n\n## Traits\n- hot\n\n## Ruleset\n\n### Kiln\n\nThe kiln MUST:\n"
    beside = above.replace("kiln MUST:", "kiln:")
    old = version(1, kiln=f"{above}- reach a thousand degrees\n- have a working gauge\n")
    new = version(
        2,
        old,
        kiln=f"{beside}- **MUST** reach a thousand degrees\n- **MUST** have a working gauge\n",
    )

    assert ids(new) == ids(old)
    assert compare_drafts(old, new).counts == {"lead-changed": 1}


def test_a_rule_that_goes_to_another_file_with_another_lead_is_moved() -> None:
    duty = "- **SHOULD** tell them how the barley turned out\n"
    old = version(1, brewer=BREWER, cooper=COOPER)
    moved = f"{COOPER}\n## Collaboration Guidelines\n\nTowards farmers, the Cooper:\n{duty}"
    new = version(2, old, brewer=BREWER.replace(duty, ""), cooper=moved)

    assert ids(new) == ids(old)
    assert kinds(old, new) == {"tell them how the barley turned out": ["moved"]}
    assert compare_drafts(old, new).leads == ()


def test_a_rule_that_goes_below_another_lead_of_its_section_is_moved() -> None:
    second = "\nWhen the Brewer works with innkeepers, the Brewer:\n- **MUST** deliver by noon\n"
    duty = "- **SHOULD** tell them how the barley turned out\n"
    old = version(1, brewer=BREWER + second)
    new = version(2, old, brewer=BREWER.replace(duty, "") + second + duty)

    assert kinds(old, new) == {"tell them how the barley turned out": ["moved"]}


def specification(*rules: str) -> str:
    numbered = (f"#### Requirement 4.{n}\n\n> {rule}\n" for n, rule in enumerate(rules, 1))
    return "# Signal Interface\n\n" + "\n".join(numbered)


@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "not locked"])
def test_words_come_before_numbers_that_an_author_shifted(has_lock: bool) -> None:
    horn = "The horn **SHOULD** sound twice when fog comes up."
    lamp = "A broken lamp **MUST NOT** stop the horn."
    added = "The colour of a light **MUST** be registered."
    old = version(1, signal=specification(horn, lamp))
    new = version(2, old if has_lock else None, signal=specification(added, horn, lamp))

    changes = kinds(old, new)

    assert changes.pop(added) == ["added"]
    assert changes == {horn: ["renumbered"], lamp: ["renumbered"]}
    given = {old.lock.current(id).text: id for id in old.lock.history}
    if has_lock:
        assert ids(new)[added] not in old.lock.history
        followed = {id: replacements(new).get(id, id) for id in given.values()}
        assert {text: followed[id] for text, id in given.items()} == {
            horn: ids(new)[horn],
            lamp: ids(new)[lamp],
        }


def test_numbers_that_were_shifted_prove_nothing_for_other_words() -> None:
    """The rule under 4.3 is not the one that was under 4.3 before."""
    first, second = "The bell **MUST** hang free.", "The rope **MUST** be dry."
    third = "Visitors **MAY** ring at noon."
    other = "The keeper **MUST** log each stroke in ink."
    old = version(1, bell=specification(first, second, third))
    new = version(2, old, bell=specification(second, first, other))

    assert kinds(old, new)[other] == ["added"]
    assert kinds(old, new)[third] == ["removed"]


def test_a_persona_that_is_merged_into_another_hands_its_ids_over() -> None:
    """Also those of rules too short to be found anywhere else."""
    old = version(1, brewer=BREWER, cooper=COOPER)
    rules = BREWER[BREWER.index("### Mash") : BREWER.index("## Collaboration")]
    lead = "When the Cooper works with farmers, the Cooper:"
    duties = BREWER[BREWER.index("- **MUST** pay") :]
    merged = f"{COOPER}\n{rules}\n## Collaboration Guidelines\n\n{lead}\n{duties}"
    new = version(2, old, cooper=merged)

    assert ids(new) == ids(old)
    assert new.lock.retired == ()


def test_an_id_whose_rule_the_other_persona_had_already_is_replaced_by_that_one() -> None:
    shared = "- **MUST** be on time\n"
    old = version(1, brewer=BREWER, cooper=COOPER + shared)
    rules = BREWER[BREWER.index("### Mash") :].replace(shared, "")
    new = version(2, old, cooper=f"{COOPER}{shared}\n{rules}")

    assert replacements(new) == {"BRE-MASH-03": "COO-CASK-03"}


def test_a_copy_gets_ids_of_its_own_and_leaves_the_original_its() -> None:
    copied = BREWER.replace("# The Brewer", "# The Junior Brewer")
    old = version(1, brewer=BREWER)
    reworded = BREWER.replace("stir clockwise", "stir clockwise and slowly")
    new = version(2, old, brewer=reworded, junior=copied)

    own = {rule.text: rule.id for rule in new.texts[0].requirements}
    assert list(own.values()) == list(ids(old).values())
    assert not {rule.id for rule in new.texts[1].requirements} & set(old.lock.history)
    assert set(kinds(old, new)["stir clockwise and slowly"]) == {"reworded"}


def test_when_the_original_of_a_copy_goes_its_ids_lead_to_the_copy() -> None:
    copied = BREWER.replace("# The Brewer", "# The Junior Brewer")
    old = version(1, brewer=BREWER)
    both = version(2, old, brewer=BREWER, junior=copied)
    new = version(3, both, junior=copied)

    assert replacements(new) == dict(zip(ids(old).values(), ids(new).values(), strict=True))


def test_a_persona_that_is_split_keeps_its_ids_in_both_halves() -> None:
    old = version(1, brewer=BREWER)
    at = BREWER.index("## Collaboration")
    trader = f"# The Trader\n\n## Traits\n- fair\n\n{BREWER[at:]}"
    new = version(2, old, brewer=BREWER[:at], trader=trader)

    assert ids(new) == ids(old)


def test_quotation_marks_and_emphasis_are_no_other_words() -> None:
    old = version(1, brewer=BREWER)
    new = version(2, old, brewer=BREWER.replace("stir clockwise", "stir *clockwise*"))

    assert list(ids(new).values()) == list(ids(old).values())
    assert kinds(old, new) == {}


def test_a_lock_file_that_holds_leads_with_the_words_is_read_as_before() -> None:
    """Form 1: nothing is new, and what changes later is told as if the lead had been apart."""
    form_1 = (
        "# rolebook.lock 1 - …\n"
        "persona\tBRE\tbrewer.md\tThe Brewer\n"
        "category\tBRE\tCOL\tCollaboration Guidelines\n"
        "rule\tBRE-COL-01\t1\t2026-01-01\tMUST\tBRE\tCOL\t"
        "When the Brewer works with farmers, the Brewer: pay within a month\n"
        "rule\tBRE-COL-02\t1\t2026-01-01\tSHOULD\tBRE\tCOL\t"
        "When the Brewer works with farmers, the Brewer: tell them how the barley turned out\n"
    )
    lock, problems = read_lock(form_1)
    duties = BREWER[BREWER.index("## Collaboration") :]
    text = f"# The Brewer\n\n## Traits\n- patient\n\n{duties}"
    same = draft([Source("brewer.md", text)], lock=lock, today="2026-02-01")
    other = draft(
        [Source("brewer.md", text.replace("with farmers", "for farmers"))],
        lock=lock,
        today="2026-02-01",
    )

    assert problems == []
    assert not same.drift
    assert list(ids(other).values()) == ["BRE-COL-01", "BRE-COL-02"]
    [release, _] = releases_of_lock(other.lock)
    assert release.comparison.counts == {"lead-changed": 1}


def test_many_retirements_at_once_are_asked_for(tmp_path: Path) -> None:
    lock = tmp_path / "rolebook.lock"
    brewer = tmp_path / "brewer.md"
    brewer.write_text(BREWER, encoding="utf-8")
    (tmp_path / "cooper.md").write_text(COOPER, encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["lock", str(tmp_path)]).exit_code == 0
    before = lock.read_text(encoding="utf-8")
    brewer.unlink()

    asked = run(main, ["lock", str(tmp_path)])

    assert asked.exit_code == 1
    assert "ID011" in asked.output
    assert "retired  BRE-MASH-01  keep the mash at sixty-six degrees" in asked.output
    assert "--allow-retire" in asked.output
    assert lock.read_text(encoding="utf-8") == before
    assert run(main, ["lock", "--allow-retire", str(tmp_path)]).exit_code == 0
    assert lock.read_text(encoding="utf-8") != before


def test_roles_that_replace_all_of_a_new_handbook_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "brewer.md").write_text(BREWER, encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["lock", str(tmp_path)]).exit_code == 0
    (tmp_path / "brewer.md").unlink()

    assert run(main, ["lock", str(tmp_path)]).exit_code != 0
    (tmp_path / "cooper.md").write_text(COOPER, encoding="utf-8")
    assert run(main, ["lock", str(tmp_path)]).exit_code == 0


def test_few_retirements_are_an_edit(tmp_path: Path) -> None:
    brewer = tmp_path / "brewer.md"
    brewer.write_text(BREWER, encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["lock", str(tmp_path)]).exit_code == 0
    brewer.write_text(BREWER.replace("- **SHOULD** stir clockwise\n", ""), encoding="utf-8")

    assert run(main, ["lock", str(tmp_path)]).exit_code == 0


def test_rules_that_live_on_elsewhere_are_not_asked_for(tmp_path: Path) -> None:
    brewer = tmp_path / "brewer.md"
    brewer.write_text(BREWER, encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["lock", str(tmp_path)]).exit_code == 0
    brewer.rename(tmp_path / "maltster.md")

    assert run(main, ["lock", str(tmp_path)]).exit_code == 0
