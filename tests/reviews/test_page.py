"""The page of what reviews come to, the data, and what the page of a rule says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
from bs4 import BeautifulSoup

from rolebook import Source, handbook
from rolebook.build import site
from rolebook.exports import EXPORTS
from rolebook.exports.reviews import ReviewsRecord
from rolebook.pages import Options
from rolebook.pages.used_in import UsageIndex, used_in
from rolebook.reviews import summary

from .pilot import PILOT

if TYPE_CHECKING:
    from bs4 import Tag

    from rolebook import Handbook

_PILOT = f"{PILOT}- SHOULD be kind\n"
_OFFICER = _PILOT.replace("HP", "SO").replace("Harbour Pilot", "Signal Officer")

Line = tuple[str, str, Mapping[str, str | None]]
"""Role, date, and answers."""


def book_of(*lines: Line) -> Handbook:
    book = handbook([Source("pilot.md", _PILOT), Source("officer.md", _OFFICER)])
    return replace(
        book, reviews=(Source("reviews.jsonl", "\n".join(map(_line, enumerate(lines)))),)
    )


def _line(numbered: tuple[int, Line]) -> str:
    number, (persona, date, answers) = numbered
    items = [{"id": id, "answer": answer} for id, answer in answers.items()]
    head = {"persona": persona, "change": f"PR {number}", "date": date}
    return json.dumps({"format": "rolebook-review", "schema": 3, **head, "items": items})


def page_of(book: Handbook) -> BeautifulSoup:
    page = site(book, Options()).page("reviews/")
    assert page
    return BeautifulSoup(page.html, "html.parser")


def rows(table: Tag) -> Sequence[Sequence[str]]:
    return [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]


FEW: Sequence[Line] = (
    ("HP", "2026-09-01", {"HP-APPR-01": "broken", "HP-APPR-02": "untouched"}),
    ("HP", "2026-11-01", {"HP-APPR-01": "kept", "HP-APPR-02": "untouched"}),
    ("HP", "2026-11-02", {"HP-APPR-01": None, "HP-APPR-02": "untouched", "X-1": "broken"}),
    ("ZZ", "", {"X-1": "kept"}),
)


def test_without_answers_there_is_no_page_and_no_data() -> None:
    made = site(handbook([Source("pilot.md", _PILOT)]), Options())

    assert made.page("reviews/") is None
    assert "data/reviews.json" not in {file.path for file in made.data}


def test_rules_are_counted_per_role() -> None:
    summed = summary(book_of(*FEW))
    [pilot, other] = summed.roles
    [first, second, unknown] = pilot.rules

    assert (first.asked, first.kept, first.broken, first.untouched) == (3, 1, 1, 0)
    assert [rule.id for rule in pilot.untouched] == [second.id]
    assert [rule.id for rule in pilot.broken] == [unknown.id, first.id]
    assert pilot.never == ("HP-APPR-03",)
    assert (other.name, other.persona, other.reviews) == ("ZZ", None, 1)


def test_a_page_says_how_much_it_rests_on() -> None:
    few = page_of(book_of(*FEW)).select_one(".rb-lead")
    many = page_of(book_of(*FEW, *FEW, *FEW)).select_one(".rb-lead")

    assert few
    assert many
    assert few.get_text().startswith("Based on 4 reviews of 2 roles. Fewer than ten")
    assert many.get_text() == "Based on 12 reviews of 2 roles."


def test_every_drawing_has_a_table_with_its_numbers() -> None:
    html = page_of(book_of(*FEW))
    drawings = html.select("figure svg[role=img]")

    assert drawings
    for drawing in drawings:
        name = drawing["aria-label"]
        [caption] = [one for one in html.select("caption") if one.get_text() == name]
        table = caption.find_parent("table")
        assert table
        assert table.select("tbody tr"), name


def test_months_without_reviews_are_shown() -> None:
    table = page_of(book_of(*FEW)).select("table")[0]

    assert rows(table) == [
        ["Sep 2026", "1", "1", "0", "1"],
        ["Oct 2026", "0", "0", "0", "0"],
        ["Nov 2026", "2", "1", "1", "2"],
    ]


def test_only_two_years_are_drawn_and_the_rest_is_counted() -> None:
    old: Line = ("HP", "2020-01-01", {"HP-APPR-01": "kept"})
    html = page_of(book_of(old, *FEW))

    assert len(rows(html.select("table")[0])) == 24
    assert "1 earlier review is counted, but not shown here." in html.get_text()
    assert "1 review has no date, so it is in no month." in html.get_text()


def test_rules_lead_to_their_pages_and_unknown_ones_nowhere() -> None:
    html = page_of(book_of(*FEW))

    assert html.select_one('a[href="../r/HP-APPR-01/"]')
    assert not html.select('a[href*="X-1"]')
    assert "X-1 (not a rule of this handbook)" in html.get_text()


def test_the_page_of_a_rule_says_how_often_it_was_asked() -> None:
    made = site(book_of(*FEW), Options())
    index = UsageIndex(made.context, ())
    book = made.context.book
    said = {
        rule.id: [use.line for use in used_in(index, rule) if use.kind == "reviews"]
        for rule in book.requirements
    }

    assert said["HP-APPR-01"] == ['<a href="@/reviews/">Asked in 3 reviews, broken in 1</a>']
    assert said["HP-APPR-03"] == []


def test_the_page_of_a_rule_leads_to_reviews_only_where_they_name_it() -> None:
    made = site(book_of(("HP", "2026-11-30", {"HP-APPR-01": "kept"})), Options())
    rule = made.context.book.requirement("HP-APPR-01")
    lines = [use.line for use in used_in(UsageIndex(made.context, ()), rule)]

    assert "Asked in 1 review, broken in 0" in lines


def test_words_of_reviews_are_escaped() -> None:
    html = page_of(book_of(("<b>Z", "2026-11-30", {"<i>1": "broken"})))

    assert not html.select("b, i")
    assert "<b>Z" in html.get_text()


def test_ids_are_unique_whatever_roles_are_called() -> None:
    odd: list[Line] = [
        (name, "2026-11-30", {"X-1": "kept"}) for name in ("a b", "a-b", "", "HP", "hp!")
    ]
    ids = re.findall(r'\bid="([^"]*)"', str(page_of(book_of(*odd))))

    assert len(ids) == len(set(ids))


def test_data_hold_sums_and_no_review() -> None:
    content = EXPORTS["reviews"](book_of(*FEW))
    record = msgspec.json.decode(content, type=ReviewsRecord)

    assert (record.reviews, record.proves_little) == (4, True)
    assert [month.month for month in record.months] == ["", "2026-09", "2026-11"]
    assert record.roles[0].always_untouched == ["HP-APPR-02"]
    assert b"PR 1" not in content
