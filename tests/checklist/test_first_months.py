"""What a new colleague is asked, and when: meetings, first work, reviews that fit the role."""

from __future__ import annotations

import rolebook
from rolebook.checklist import Checklist, Kind, Owner, Phase, checklist

_NAMES = ("Baker", "Smith", "Diver", "Farmer", "Gardener", "Hunter", "Miller", "Nurse")


def _made(rules: str, duties: str = "") -> Checklist:
    text = f"# The Harbor Clerk\n\n## Traits\n- calm\n\n## Rules\n{rules}\n"
    if duties:
        text += f"\n## Collaboration Guidelines\n{duties}\n"
    book = rolebook.handbook([rolebook.Source("a.md", text)])
    return checklist(book, book.personas[0])


_DUTIES = "".join(f"- **MUST** greet The Old {name}\n" for name in _NAMES)
_KITCHEN = "\n### Cooking\n" + "".join(f"- **MUST** cook meal {n}\n" for n in range(5))
_CODE = "- **MUST** give each table a foreign key\n- **MUST** return the status code 404\n"
_LETTERS = "- Each letter **MUST** name the quay\n- Minutes **MUST** list the absent\n"


def _of(made: Checklist, kind: Kind) -> list[str]:
    return [action.title for action in made.actions if action.kind is kind]


def test_many_colleagues_are_met_three_at_a_time() -> None:
    made = _made(_KITCHEN, _DUTIES)

    assert len(_of(made, Kind.MEET_UNWRITTEN)) == 2
    assert _of(made, Kind.MEET_ROUND)[0].count("the Old") == 3


def test_those_whose_work_the_role_touches_are_met_first() -> None:
    duties = _DUTIES.replace("greet The Old Nurse", "settle all cooking with The Old Nurse")

    assert _of(_made(_KITCHEN, duties), Kind.MEET_UNWRITTEN)[0] == "Meet the Old Nurse"


def test_a_role_without_duties_finds_out_whom_to_meet() -> None:
    assert _of(_made(_KITCHEN), Kind.MEET_ASK)


def test_a_first_change_is_merged_in_the_first_week() -> None:
    made = _made(_CODE)
    [first] = [action for action in made.actions if action.kind is Kind.FIRST_CHANGE]

    assert (first.phase, first.due) == (Phase.WEEK_1, 4)
    assert "merged" in first.done


def test_a_role_that_shows_documents_reviews_documents() -> None:
    made = _made(_LETTERS)

    assert _of(made, Kind.READ_ALONE) == ["Review a piece of work alone, then compare"]
    assert not _of(made, Kind.REVIEW_ALONE)
    assert _of(made, Kind.FIRST_PIECE)


def test_a_role_with_nothing_to_review_is_not_asked_to() -> None:
    made = _made("- **MUST** be kind\n- **MUST** be patient\n")

    assert not any("review" in action.title.casefold() for action in made.actions)


def test_titles_say_rules_in_words() -> None:
    made = _made(_CODE)

    assert (
        "Find a place in our own work where this matters: MUST give each table a foreign key"
        in _of(made, Kind.RULE)
    )
    assert not any(rule in title for rule in ("HC-RULE-01",) for title in _of(made, Kind.RULE))


def test_due_dates_are_spread_over_working_days() -> None:
    made = _made(_KITCHEN + _CODE, _DUTIES)
    for step in made.steps:
        dues = [action.due for action in step.actions]
        assert dues == sorted(dues)
        assert all(due < 0 or due % 7 < 5 or due == step.phase.due for due in dues)
        if step.phase is Phase.DAY_30:
            assert len(set(dues)) > 2


def test_the_buddy_picks_the_first_work_before_the_first_day() -> None:
    [picked] = [one for one in _made(_CODE).actions if one.kind is Kind.CHOOSE_CHANGE]

    assert (picked.owner, picked.phase) == (Owner.BUDDY, Phase.BEFORE)
    assert _of(_made(_LETTERS), Kind.CHOOSE_PIECE)


def test_an_exercise_for_beginners_is_left_out_of_a_month_that_is_full() -> None:
    duties = "".join(f"- **MUST** greet The Old {name}ess\n" for name in _NAMES) + _DUTIES
    areas = "\n## Knowledge Areas\n" + "".join(f"- **Area {n}**: a, b\n" for n in range(9))
    patterns = "\n## Design Patterns\n" + "".join(f"- **Plan {n}**: one\n" for n in range(9))
    made = _made(_CODE, duties + areas + patterns)

    assert _of(_made(_CODE), Kind.RULE)
    assert not _of(made, Kind.RULE)


def test_of_very_many_rules_those_of_the_first_work_are_read() -> None:
    many = "".join(
        f"\n### Quay {quay}\n" + "".join(f"- **MUST** rope {quay} {n}\n" for n in range(60))
        for quay in ("East", "West", "North")
    )
    made = _made(many)
    [areas] = [one for one in made.actions if one.kind is Kind.AREAS]

    assert [topic.text for topic in areas.topics] == ["Quay East", "Quay West", "Quay North"]
    assert not _of(made, Kind.CATEGORIES)


def test_a_role_without_responsibilities_chooses_work_from_what_its_rules_are_about() -> None:
    rules = "\n### Ropes\n- **MUST** coil\n\n### Tides\n- **MUST** read the table\n"
    [tried] = [one for one in _made(rules).actions if one.kind is Kind.TRY_WORK]

    assert [topic.text for topic in tried.topics] == ["Ropes", "Tides"]
    assert tried.due == 36
