"""The quality of a handbook in numbers: problems by code, text and heading, shares of rules, and the trend."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from rolebook import Handbook, Source, handbook
from rolebook.build import site
from rolebook.identity.draft import draft
from rolebook.identity.lock import Lock
from rolebook.loading import link_draft
from rolebook.model.diagnostics import CODES, Severity
from rolebook.model.selection import BY_DEFAULT, Selection
from rolebook.pages import Options
from rolebook.views.quality import Share, ShareKind, quality
from rolebook.views.releases import releases_of_lock
from rolebook.views.trend import trend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PILOT = """\
# The Pilot

## Core Traits

- calm

## Rules

### Approach Requirements

- **MUST** wait outside, because the light may fail
- **MUST not** pass a red buoy on the wrong side
- **MUST** store adequate food regularly

### Berth Requirements

- **MUST** document the API of the berth in OpenAPI
- **MUST** store adequate ropes
"""
PROTOCOL = "# Signals\n\n## Sending\n\n- A station MUST repeat each signal until noon.\n"


def book_of(*texts: str, selection: Selection = BY_DEFAULT, **named: str) -> Handbook:
    sources = [Source(f"{n}.md", text) for n, text in enumerate(texts)]
    return handbook(
        [*sources, *(Source(f"{name}.md", text) for name, text in named.items())],
        selection=selection,
    )


def numbers(shares: Sequence[Share]) -> Mapping[ShareKind, tuple[int, int]]:
    return {share.kind: (share.part, share.whole) for share in shares}


# --- problems
# -------------------------------------------------------------------------------------------------


def test_every_problem_is_counted_once_by_code_and_by_file() -> None:
    book = book_of(PILOT, PROTOCOL)
    found = quality(book)

    assert len(found.problems) == len(book.diagnostics)
    assert sum(len(one.problems) for one in found.codes) == len(book.diagnostics)
    by_file = [one.problems for one in found.texts] + [count for _, count in found.others]
    assert sum(by_file) == len(book.diagnostics)
    assert sum(found.severities.values()) == len(book.diagnostics)


def test_the_worst_codes_come_first_then_the_most_frequent() -> None:
    codes = [(one.code, one.severity) for one in quality(book_of(PILOT)).codes]

    assert codes[:3] == [
        ("KW001", Severity.WARNING),
        ("VQ001", Severity.NOTE),
        ("VQ010", Severity.NOTE),
    ]


def test_a_problem_knows_its_text_and_its_rules() -> None:
    found = quality(book_of(PILOT))
    [negation] = found.codes[0].problems

    assert negation.text is not None
    assert negation.text.name == "Pilot"
    assert negation.rules == ("PIL-APPR-02",)


def test_headings_are_ordered_by_the_problems_about_their_rules() -> None:
    """A rule with two problems counts twice, and a problem in two rules of one heading once."""
    headings = quality(book_of(PILOT)).headings

    assert [(one.category.label, one.problems) for one in headings] == [
        ("Approach", 3),
        ("Berth", 1),
    ]


def test_a_problem_in_another_file_belongs_to_no_text() -> None:
    made = draft([Source("p/pilot.md", PILOT)], sidecars=[Source("p/waivers.yml", "waivers: 1\n")])
    found = quality(link_draft(made))

    assert ("p/waivers.yml", 1) in found.others


def test_problems_of_a_baseline_are_marked_and_come_last_in_their_code() -> None:
    book = book_of(PILOT)
    first = next(n for n, one in enumerate(book.diagnostics) if one.code == "VQ001")
    found = quality(replace(book, known=frozenset({first})))
    [vague] = [one for one in found.codes if one.code == "VQ001"]

    assert [problem.is_known for problem in vague.problems] == [False, True]
    assert (vague.known, found.known) == (1, 1)


# --- shares
# -------------------------------------------------------------------------------------------------


def test_each_share_has_the_rules_of_which_it_can_be_said_as_its_whole() -> None:
    shares = numbers(quality(book_of(PILOT, PROTOCOL), asked=["PIL-APPR-01"]).shares)

    assert shares == {
        ShareKind.REPEATED: (0, 6),
        ShareKind.SHARED: (0, 6),
        ShareKind.VERIFIABLE: (4, 6),  # two have "adequate"
        ShareKind.EXPLAINED: (1, 6),
        ShareKind.LINKED: (1, 6),
        ShareKind.ASKED: (1, 5),  # documents have no rubric
    }


def test_words_of_repeated_rules_are_not_checked_so_they_do_not_count_as_verifiable() -> None:
    things = ("mail", "web", "chat", "file", "login", "print")
    rules = "".join(
        f"\n## {thing}\n\n- MUST document every {thing} decision\n- MUST test {thing} changes\n"
        f"- SHOULD monitor {thing} use\n- MUST back up {thing} data daily\n"
        f"- MUST encrypt {thing} passwords\n- MUST delete {thing} accounts of leavers\n"
        for thing in things
    )
    shares = numbers(quality(book_of(f"# Systems\n{rules}\n## More\n\n- MUST send mail\n")).shares)

    assert shares[ShareKind.REPEATED] == (36, 37)
    assert shares[ShareKind.VERIFIABLE] == (1, 1)


def test_rules_of_three_roles_are_shared() -> None:
    text = (
        "# The {}\n\n## Core Traits\n- calm\n\n## Rules\n- MUST greet every guest\n- MUST be a {}\n"
    )
    shares = numbers(
        quality(book_of(*(text.format(x, x) for x in ("Cook", "Clerk", "Baker")))).shares
    )

    assert shares[ShareKind.SHARED] == (3, 6)


def test_a_rule_in_another_language_is_not_checked_for_its_words() -> None:
    german = f"---\nlanguage: de\n---\n\n{PILOT}"

    assert ShareKind.VERIFIABLE not in numbers(quality(book_of(german)).shares)


@pytest.mark.parametrize(
    ("selection", "is_there"),
    [
        (Selection(), True),
        (Selection(select=("KW",)), False),
        (Selection(ignore=("VQ", "WD")), False),
        (Selection(ignore=("VQ",)), True),
        (Selection(select=("KW",), extend_select=("VQ001",)), True),
    ],
)
def test_where_words_are_not_checked_nothing_is_said_of_them(
    selection: Selection, is_there: bool
) -> None:
    """Otherwise a handbook would be better for whoever turns its checks off."""
    shares = numbers(quality(book_of(PILOT, selection=selection)).shares)

    assert (ShareKind.VERIFIABLE in shares) is is_there


def test_an_empty_handbook_has_no_shares() -> None:
    found = quality(Handbook())

    assert (found.rules, found.shares, found.codes, found.texts) == (0, (), (), ())


# --- trend
# -------------------------------------------------------------------------------------------------

DAYS: Mapping[str, str] = {
    "2026-01-01": "- MUST bake\n- MUST rest\n",
    "2026-02-01": "- MUST bake bread\n- MUST rest\n- MUST sleep at night\n- MUST wash both hands\n",
    "2026-03-01": "- MUST bake bread\n- MUST sleep at night\n- MUST wash both hands\n",
}


def grown(days: Mapping[str, str] = DAYS) -> Handbook:
    """Return the handbook of the last of some days, all of them locked."""
    lock = Lock()
    made = None
    for day, rules in days.items():
        source = Source("a.md", f"# The Baker\n\n## Core Traits\n- calm\n\n## Rules\n{rules}")
        made = draft([source], lock=lock, today=day)
        lock = made.lock
    assert made
    return link_draft(made)


def test_the_number_of_rules_at_each_release_is_counted_back_from_today() -> None:
    book = grown()
    points = trend(releases_of_lock(book.lock), len(book.requirements))

    assert [
        (one.release.name, one.rules, one.added, one.changed, one.retired) for one in points
    ] == [
        ("2026-01-01", 2, 2, 0, 0),
        ("2026-02-01", 4, 2, 1, 0),
        ("2026-03-01", 3, 0, 0, 1),
    ]
    assert [one.older for one in points] == [0, 2, 3]


def test_a_history_with_holes_never_leads_to_less_than_no_rules() -> None:
    points = trend(releases_of_lock(grown().lock), 1)

    assert [one.rules for one in points] == [0, 2, 1]


def test_without_a_history_there_is_no_trend() -> None:
    assert trend([], 5) == []


# --- the page
# -------------------------------------------------------------------------------------------------


def page_of(book: Handbook, options: Options | None = None) -> BeautifulSoup:
    page = site(book, options or Options()).page("quality/")
    assert page
    return BeautifulSoup(page.html, "html.parser")


def cells(table: object) -> Sequence[Sequence[str]]:
    assert hasattr(table, "select")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


def test_each_problem_leads_to_its_line_and_to_the_page_of_its_rule() -> None:
    html = page_of(book_of(PILOT), Options(source_url="https://git.example/{path}#L{line}"))
    [entry] = html.select("[id='code:KW001'] li")

    assert [link["href"] for link in entry.select("a")] == [
        "https://git.example/0.md#L12",
        "../r/PIL-APPR-02/",
    ]
    assert "'MUST not' is not all in capitals" in entry.get_text()
    assert "Help: write MUST NOT" in entry.get_text()


def test_without_sources_on_the_web_the_place_is_plain_text() -> None:
    [entry] = page_of(book_of(PILOT)).select("[id='code:KW001'] li")

    assert [link["href"] for link in entry.select("a")] == ["../r/PIL-APPR-02/"]
    assert "0.md:12" in entry.get_text()


def test_known_problems_are_shown_with_a_mark() -> None:
    book = book_of(PILOT)
    html = page_of(replace(book, known=frozenset(range(len(book.diagnostics)))))

    assert len(html.select(".rb-known")) == len(book.diagnostics)
    assert f"{len(book.diagnostics)} of them are in the baseline" in html.get_text()


def test_frequent_problems_leave_room_for_others_and_the_rest_is_counted() -> None:
    rules = "".join(f"- **MUST not** do {n} things\n" for n in range(300))
    html = page_of(book_of(f"{PILOT}\n{rules}"))

    assert len(html.select("[id='code:KW001'] li")) == 25
    assert html.select("[id='code:VQ001'] li")
    more = html.select_one("[id='code:KW001'] > p.rb-muted")
    assert more is not None
    assert more.get_text() == (
        "There are 276 more. To list all, run rolebook check --select KW001."
    )


def test_a_page_never_lists_more_than_two_hundred_problems() -> None:
    bad = [str(code.bad[0]) for code in CODES.values() if code.id.startswith(("VQ", "WD"))]
    vague = [text.split("- ")[1].strip(". \n") for text in bad if "\n- " in text]
    vague.append("**MUST not** sail")
    rules = [f"- {words} at pier {n}\n" for words in vague for n in range(30)]
    book = book_of(f"# Ships\n\n{''.join(rules)}", selection=Selection(select=("",)))
    html = page_of(book)
    counts = [len(one.select("li")) for one in html.select("details")]
    notes = [one.get_text() for one in html.select("details > p.rb-muted")]

    assert sum(counts) == 200
    assert max(counts) == 25
    assert counts[-1] == 0
    assert notes[-1].startswith("There ")
    assert len(str(html)) < 100_000


def test_shares_are_drawn_and_in_a_table_with_the_same_numbers() -> None:
    html = page_of(book_of(PILOT, PROTOCOL))
    [drawing, *_] = html.select("svg[role=img]")
    named = [html.find(id=id) for id in str(drawing["aria-labelledby"]).split()]
    [title, desc] = [one.get_text() for one in named if one]
    table = cells(html.select("section[aria-labelledby='quality:shares'] table")[0])

    assert title == "Shares of rules"
    assert [row[:2] for row in table][2] == ["Verifiable", "67% 4 of 6"]
    drawn = [" ".join(text.get_text().split()) for text in drawing.select("text")]
    assert [drawn[n : n + 2] for n in range(0, len(drawn), 2)] == [
        [name, share.split()[0]] for name, share, _ in table
    ]
    assert all(f"{name}: {share.split()[0]}" in desc for name, share, _ in table)


def test_a_document_has_no_share_of_what_reviews_ask() -> None:
    table = cells(
        page_of(book_of(PILOT, PROTOCOL)).select("section[aria-labelledby='quality:texts'] table")[
            0
        ]
    )

    assert [row[0] for row in table] == ["Pilot", "Signals"]
    assert table[1][-1] == "– does not apply"


def test_the_trend_is_drawn_and_in_a_table_with_the_same_numbers() -> None:
    html = page_of(grown())
    [section] = html.select("section[aria-labelledby='quality:trend']")
    heights = [float(str(one["height"])) for one in section.select("svg[role=img] rect")]

    assert "From 2 rules (1 Jan 2026) to 3 rules (1 Mar 2026)." in section.get_text()
    assert cells(section.select("table")[0]) == [
        ["1 Mar 2026", "3", "0", "0", "1"],
        ["1 Feb 2026", "4", "2", "1", "0"],
        ["1 Jan 2026", "2", "2", "0", "0"],
    ]
    assert heights == [60, 60, 60, 90]  # two; two and two new ones; three, of four that fit
    latest = section.select_one("tbody a")
    assert latest is not None
    assert latest["href"] == "../changes/#2026-03-01"


def test_shares_of_the_past_are_drawn_and_in_a_table_with_the_same_numbers() -> None:
    """A place without a number is left out of its line; the last place is the handbook as it is."""
    book = grown()
    then = (
        (Share(ShareKind.EXPLAINED, 1, 2), Share(ShareKind.LINKED, 1, 4)),
        (Share(ShareKind.LINKED, 1, 2),),
        (Share(ShareKind.LINKED, 4, 4),),
    )
    releases = [
        replace(release, shares=shares)
        for release, shares in zip(releases_of_lock(book.lock), then[::-1], strict=True)
    ]
    page = site(book, Options(), releases).page("quality/")
    assert page
    html = BeautifulSoup(page.html, "html.parser")
    table = cells(html.select("section[aria-labelledby='quality:trend'] table")[1])
    lines = [str(line["points"]).split() for line in html.select("polyline")]
    desc = html.find(id="then-d")

    assert table == [
        ["1 Mar 2026", "0% 0 of 3", "0% 0 of 3"],
        ["1 Feb 2026", "– does not apply", "50% 1 of 2"],
        ["1 Jan 2026", "50% 1 of 2", "25% 1 of 4"],
    ]
    assert [[point.split(",")[1] for point in line] for line in lines] == [
        ["68.0", "128.0"],
        ["98.0", "68.0", "128.0"],
    ]
    assert desc is not None
    assert desc.get_text() == "Explained from 50% to 0%; Linked from 25% to 0%"


def test_without_shares_of_the_past_only_rules_are_drawn() -> None:
    assert not page_of(grown()).select("polyline")


def test_without_a_history_the_page_says_how_to_begin_one() -> None:
    assert "rolebook lock records what changes" in page_of(book_of(PILOT)).get_text()


def test_a_page_without_problems_says_so() -> None:
    lines = "- MUST bake bread before noon\n- MUST sleep at night\n"
    html = page_of(grown({"2026-01-01": lines}))

    assert "No problems were found." in html.get_text()
    assert "A trend needs a second release." in html.get_text()


def test_no_address_of_another_host_is_on_the_page() -> None:
    page = site(book_of(PILOT), Options()).page("quality/")
    assert page

    assert not re.search(r'href="(?:https?:)?//', page.html)


def test_the_home_page_leads_to_it_where_there_are_problems() -> None:
    page = site(book_of(PILOT), Options()).page("")
    assert page

    assert 'href="./quality/"' in page.html
