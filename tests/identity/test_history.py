"""What a lock file says of the past: which of two branches keeps an id, and the history of a rule."""

from __future__ import annotations

import re

import pytest

from rolebook import Handbook, Source, handbook
from rolebook.build import site
from rolebook.identity.draft import draft
from rolebook.identity.lock import Lock, read_lock
from rolebook.pages import Options, changes
from rolebook.views.releases import events, releases_of_lock

HEAD = "# rolebook.lock 1\npersona\tA\ta.md\tThe First\n"
PERSONA = "# The Keeper\n\n## Core Traits\n- calm\n\n## Ruleset\n"


def rule(text: str, date: str = "2026-03-01", level: str = "MUST") -> str:
    return f"rule\tA-1\t1\t{date}\t{level}\tA\tX\t{text}\n"


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (rule("log in"), rule("log out"), "log in"),
        (rule("log out"), rule("log in"), "log out"),
        (rule("log in", "2026-03-02"), rule("log out", "2026-03-01"), "log out"),
        (rule("log in", "2026-03-01"), rule("log out", "2026-03-02"), "log in"),
        (rule("", level="retired"), rule("log out", "2026-03-09"), "log out"),
        (rule("log in", "2026-03-09"), rule("", level="retired"), "log in"),
    ],
    ids=["same day", "same day, swapped", "older second", "older first", "gone", "gone second"],
)
def test_of_two_branches_that_gave_one_id_the_older_or_first_keeps_it(
    first: str, second: str, kept: str
) -> None:
    lock, problems = read_lock(HEAD + first + second)

    assert lock.current("A-1").text == kept
    assert [problem.code for problem in problems] == ["ID003"]


@pytest.mark.parametrize("published", ["log in", "log out"])
def test_what_is_published_keeps_its_id_before_what_is_older(published: str) -> None:
    lines = rule("log in", "2026-03-01") + rule("log out", "2026-03-02")
    main, _ = read_lock(HEAD + rule(published, "2026-03-05"))

    assert read_lock(HEAD + lines, published=main)[0].current("A-1").text == published
    assert read_lock(HEAD + lines, published=Lock())[0].current("A-1").text == "log in"


def test_the_first_of_two_persona_or_category_lines_counts() -> None:
    """As git's union merge leaves them: ours, then theirs."""
    lines = "persona\tA\tother.md\tThe Other\ncategory\tA\tX\tOurs\ncategory\tA\tX\tTheirs\n"
    lock, problems = read_lock(HEAD + lines)

    assert (lock.personas["A"].path, lock.personas["A"].title) == ("a.md", "The First")
    assert lock.categories == {("A", "X"): "Ours"}
    assert problems == []


def test_a_rule_that_both_branches_locked_alike_is_no_clash() -> None:
    lock, problems = read_lock(HEAD + rule("log in") + rule("log in", "2026-03-07"))

    assert lock.current("A-1").date == "2026-03-01"
    assert problems == []


def locked(*versions: str) -> Handbook:
    """Return a handbook whose lock was written on days that follow each other, from the 1st on."""
    lock = Lock()
    for day, rules in enumerate(versions, 1):
        lock = draft([Source("a.md", PERSONA + rules)], lock=lock, today=f"2026-01-0{day}").lock
    return handbook([Source("a.md", PERSONA + versions[-1])], lock=lock)


def test_the_history_of_a_rule_begins_with_the_latest() -> None:
    book = locked("- **MAY** sing\n", "- **SHOULD** sing\n", "- **MUST** sing\n")
    [id] = [requirement.id for requirement in book.requirements]

    found = events(book.lock, id)

    assert [event.revision.number for event in found] == [3, 2, 1]
    assert [event.revision.date[-2:] for event in found] == ["03", "02", "01"]
    assert [event.change and [*map(str, event.change.kinds)] for event in found] == [
        ["strengthened"],
        ["strengthened"],
        ["added"],
    ]


def test_releases_begin_with_the_latest() -> None:
    book = locked("- **MAY** sing\n", "- **SHOULD** sing\n", "- **MUST** sing\n")

    assert [r.date[-2:] for r in releases_of_lock(book.lock)] == ["03", "02", "01"]
    assert [r.is_first for r in releases_of_lock(book.lock)] == [False, False, True]


def test_the_page_of_changes_lists_the_latest_and_counts_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its cap holds for all releases together, the latest first."""
    monkeypatch.setattr(changes, "_MOST_CHANGES", 3)
    sung = "".join(f"- **MUST** sing song {n}\n" for n in range(4))
    day = "- **MUST** {} sing a song of day {}\n"
    book = locked(sung, sung + day.format("well", 2), "- **MUST** hum\n")
    releases = releases_of_lock(book.lock)
    made = site(book, Options())
    [page] = [page for page in made.pages if page.path == changes.PATH]

    assert [len(release.comparison.changes) for release in releases] == [6, 1, 4]
    assert page.html.count('<li class="rb-change">') == 3
    told = changes.releases_by_rule(releases)
    assert len(told) == 3
    assert {release.date for shown in told.values() for release in shown} == {"2026-01-03"}


@pytest.mark.parametrize(
    ("later", "closed"),
    [
        ("".join(f"- **MUST** hum tune {n}\n" for n in range(11)), ["11 rules added"]),
        ("".join(f"- **MUST** hum tune {n}\n" for n in range(10)), []),
        ("".join(f"- **MUST** hum tune {n}\n" for n in range(11)) + "- **MAY** sing", []),
    ],
    ids=["many", "few", "many, and another change"],
)
def test_many_new_rules_are_counted_and_closed(later: str, closed: list[str]) -> None:
    """Unless something else happened in that role, which would be hidden with them."""
    sung = "- **MUST** sing\n"
    after = later if later.endswith("sing") else sung + later
    made = site(locked(sung, after), Options())
    [page] = [page for page in made.pages if page.path == changes.PATH]

    assert re.findall(r'rb-added">\s*<summary><span[^>]*>([^<]+)', page.html) == closed


def test_new_rules_that_are_not_listed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_MOST_CHANGES", 3)
    hummed = "".join(f"- **MUST** hum tune {n}\n" for n in range(20))
    made = site(locked("- **MUST** sing\n", f"- **MUST** sing\n{hummed}"), Options())
    [page] = [page for page in made.pages if page.path == changes.PATH]

    assert "20 rules added" in page.html
    assert page.html.count('<li class="rb-change">') == 3


@pytest.mark.parametrize("cap", [5, 6, 7, 8])
def test_what_the_cap_leaves_goes_to_the_release_before(
    monkeypatch: pytest.MonkeyPatch, cap: int
) -> None:
    monkeypatch.setattr(changes, "_MOST_CHANGES", cap)
    sung = "".join(f"- **MUST** sing song {n}\n" for n in range(4))
    book = locked(sung, f"{sung}- **MUST** whistle on day 2\n", "- **MUST** hum\n")

    told = changes.releases_by_rule(releases_of_lock(book.lock))
    by_day = [release.date[-2:] for shown in told.values() for release in shown]

    assert by_day.count("03") == min(cap, 6)
    assert by_day.count("02") == (1 if cap > 6 else 0)


@pytest.mark.parametrize(("number", "codes"), [("0", ["ID004"]), ("1", []), ("1000000", ["ID004"])])
def test_revisions_are_counted_from_one(number: str, codes: list[str]) -> None:
    line = rule("log in").replace("\t1\t", f"\t{number}\t")
    _, problems = read_lock(HEAD + line)

    assert [problem.code for problem in problems] == codes
