"""Waivers as they are read, reported, shown and exported."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import rolebook
from rolebook.build import site
from rolebook.cli import main
from rolebook.exports import EXPORTS, RUBRIC_FORMATS
from rolebook.input.clock import lent, today
from rolebook.loading import key_parts
from rolebook.model.waivers import WaiverState
from rolebook.pages import Options
from rolebook.paper.press import Paper, press
from rolebook.paper.rubric import pocket_job, rubric_job
from rolebook.rubric import MOST_ITEMS, rubric
from rolebook.site.nav import navigation, paths_in

if TYPE_CHECKING:
    from pathlib import Path

    from rolebook import Handbook

PILOT = """\
---
code: P
---
# The Pilot

## Traits
- calm

## Rules
- **MUST** list every endpoint in the API documentation
- **MUST NOT** put credentials into a URL
- **MAY** sing
"""
WAIVER = """\
waivers:
  - rule: p-rule-01
    scope: the old boat
    paths: [boats/old/**, log.csv]
    reason: Its radio is broken.
    owner: Kim Lee
    granted: 2026-01-01
    expires: 2026-12-31
    link: https://example.org/7
"""
_DAYS = {"2026-11-30": "1796050000", "2026-12-01": "1796120000", "2026-12-31": "1798710000"}
EPOCHS = {**_DAYS, "2027-01-01": "1798770000"}
"""From a day to a second of it."""


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The day is 2026-11-30 unless a test sets another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["2026-11-30"])
    return monkeypatch


def book_of(waivers: str = WAIVER, *, persona: str = PILOT) -> Handbook:
    sources = [rolebook.Source("personas/pilot.md", persona)]
    return rolebook.handbook(sources, sidecars=[rolebook.Source("personas/waivers.yml", waivers)])


def changed(**fields: str | None) -> str:
    """The waiver with other values of some fields, or without them."""
    lines = WAIVER.splitlines(keepends=True)
    for name, value in fields.items():
        [number] = [n for n, line in enumerate(lines) if line.strip(" -").startswith(f"{name}:")]
        start = lines[number].partition(f"{name}:")[0]
        lines[number] = "" if value is None else f"{start}{name}: {value}\n"
    return "".join(lines)


def found(book: Handbook) -> list[str]:
    """The problems of waivers, each with its place."""
    return [
        f"{problem.span} {problem.code} {problem.message}"
        for problem in book.diagnostics
        if problem.span.path.endswith("waivers.yml")
    ]


# --- reading
# -------------------------------------------------------------------------------------------------


def test_a_waiver_has_what_its_entry_says() -> None:
    book = book_of()
    [waiver] = book.waivers
    assert waiver.rules == ("P-RULE-01",)
    assert (waiver.scope, waiver.paths) == ("the old boat", ("boats/old/**", "log.csv"))
    assert (waiver.reason, waiver.owner, waiver.end) == (
        "Its radio is broken.",
        "Kim Lee",
        "2026-12-31",
    )
    assert (str(waiver.granted), waiver.link) == ("2026-01-01", "https://example.org/7")
    assert book.waivers_of("P-RULE-01") == (waiver,)
    assert book.waivers_of("P-RULE-02") == ()
    assert found(book) == []


def test_a_waiver_without_an_end_says_why() -> None:
    [waiver] = book_of(changed(expires="never\n    note: the boat is in a museum")).waivers
    assert (waiver.expires, waiver.end, waiver.note) == (None, "never", "the boat is in a museum")
    assert waiver.state is WaiverState.HOLDS


def test_one_waiver_can_be_for_several_rules() -> None:
    [waiver] = book_of(changed(rule="[P-RULE-01, P-RULE-02, P-RULE-01]")).waivers
    assert waiver.rules == ("P-RULE-01", "P-RULE-02")


def test_an_id_that_an_author_gave_names_its_rule() -> None:
    persona = PILOT.replace("API documentation", "API documentation {#DOC-1}")
    [waiver] = book_of(changed(rule="DOC-1"), persona=persona).waivers
    assert len(waiver.rules) == 1


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            changed(rule="P-RULE-11"),
            ["2:5 WV001 'P-RULE-11' is not a rule of the handbook"],
        ),
        (
            changed(rule="[P-RULE-01, Q-RULE-02]"),
            ["2:23 WV001 'Q-RULE-02' is not a rule of the handbook"],
        ),
        (
            changed(rule="P-RULE-03"),
            ["2:5 WV003 'P-RULE-03' says MAY, so there is nothing to waive"],
        ),
        (
            changed(reason="''"),
            ["5:5 WV004 the waiver of p-rule-01 has no reason, so it is ignored"],
        ),
        (
            changed(expires="never"),
            [
                "2:5 WV004 the waiver of p-rule-01 never expires and does not say why, so it is ignored"
            ],
        ),
        (changed(expires="2026-02-30"), ["8:5 WV005 '2026-02-30' is not a date"]),
        (changed(expires="20261231"), ["8:5 WV005 '20261231' is not a date"]),
        (changed(expires="soon"), ["8:5 WV005 'soon' is not a date"]),
        (changed(granted="2026-12-32"), ["7:5 WV005 '2026-12-32' is not a date"]),
        (
            changed(granted="2027-12-31"),
            ["8:5 WV005 the waiver expired before it was granted on 2027-12-31"],
        ),
        (changed(owner=None), ["2:5 RD012 the entry has no 'owner'"]),
        (changed(scope=None), ["2:5 RD012 the entry has no 'scope'"]),
        (changed(expires=None), ["2:5 RD012 the entry has no 'expires'"]),
        (changed(owner="Kim\n    colour: red"), ["7:5 RD012 unknown key 'colour'"]),
        ("waiver: []\n", ["1:1 RD012 unknown key 'waiver'"]),
    ],
)
def test_what_is_odd_is_reported_at_its_place(text: str, problems: list[str]) -> None:
    said = [line.removeprefix("personas/waivers.yml:") for line in found(book_of(text))]
    assert said == problems


@pytest.mark.parametrize(
    ("written", "meant"),
    [("P-RULE-O1", "P-RULE-01"), ("RADOI-RULE-01", "RADIO-RULE-01"), ("P-RUEL-02", "P-RULE-02")],
)
def test_a_typo_gets_the_id_that_was_meant(written: str, meant: str) -> None:
    code = meant.partition("-")[0]
    book = book_of(changed(rule=written), persona=PILOT.replace("code: P", f"code: {code}"))
    [problem] = [one for one in book.diagnostics if one.code == "WV001"]
    assert problem.help == f"did you mean '{meant}'?"


def test_one_file_alone_knows_nothing_of_the_rules_of_others(tmp_path: Path) -> None:
    (tmp_path / "pilot.md").write_text(PILOT)
    (tmp_path / "baker.md").write_text(PILOT.replace("Pilot", "Baker").replace(": P", ": B"))
    (tmp_path / "waivers.yml").write_text(changed(rule="[P-RULE-01, B-RULE-01]"))
    alone = rolebook.load(tmp_path / "pilot.md", root=tmp_path)
    assert [one.code for one in alone.diagnostics if one.code.startswith("WV")] == []
    assert [waiver.rules for waiver in alone.waivers] == [("P-RULE-01",)]


def test_waivers_are_those_of_their_folders(tmp_path: Path) -> None:
    """A file of another name is none, and one that ends in .yaml is reported."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "waivers.yml").write_text(
            changed(rule=f"{folder.upper()}-RULE-01", scope=f"boat {folder}")
        )
        persona = PILOT.replace("Pilot", f"Pilot {folder}").replace(": P", f": {folder.upper()}")
        (tmp_path / folder / "pilot.md").write_text(persona)
    (tmp_path / "a/old-waivers.yml").write_text("waivers: {}\n")
    (tmp_path / "b/waivers.yaml").write_text("waivers: {}\n")
    book = rolebook.load(tmp_path, root=tmp_path)
    assert [(waiver.rules, waiver.scope) for waiver in book.waivers] == [
        (("A-RULE-01",), "boat a"),
        (("B-RULE-01",), "boat b"),
    ]
    assert [(str(one.span), one.help) for one in book.diagnostics if one.code == "RD013"] == [
        ("b/waivers.yaml:1:1", "rename it to waivers.yml")
    ]


# --- the day
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "state", "codes"),
    [
        ("2026-11-30", WaiverState.HOLDS, []),
        ("2026-12-01", WaiverState.EXPIRING, ["WV008"]),
        ("2026-12-31", WaiverState.EXPIRING, ["WV008"]),
        ("2027-01-01", WaiverState.EXPIRED, ["WV007"]),
    ],
)
def test_a_waiver_holds_on_its_last_day_and_is_reported_30_days_before_it(
    date: str, state: WaiverState, codes: list[str], day: pytest.MonkeyPatch
) -> None:
    day.setenv("SOURCE_DATE_EPOCH", EPOCHS[date])
    assert today() == date
    book = book_of()
    assert [waiver.state for waiver in book.waivers] == [state]
    reported = [one for one in book.diagnostics if one.code.startswith("WV")]
    assert [one.code for one in reported] == codes
    assert all(str(one.span) == "personas/waivers.yml:8:5" for one in reported)


def test_the_date_of_the_last_commit_is_not_the_day(day: pytest.MonkeyPatch) -> None:
    """A build lends it to MkDocs; a waiver expires even if nobody commits anything."""
    day.delenv("SOURCE_DATE_EPOCH")
    now = today()
    with lent(EPOCHS["2026-12-01"]):
        assert today() == now
    day.setenv("SOURCE_DATE_EPOCH", EPOCHS["2027-01-01"])
    with lent(EPOCHS["2026-12-01"]):
        assert today() == "2027-01-01"


def test_what_depends_on_the_day_has_it_in_its_key(tmp_path: Path, day: pytest.MonkeyPatch) -> None:
    """Without waivers, what was made on another day still counts."""
    (tmp_path / "pilot.md").write_text(PILOT)

    def key(date: str) -> list[str]:
        day.setenv("SOURCE_DATE_EPOCH", EPOCHS[date])
        return list(key_parts([tmp_path], [], tmp_path))

    assert key("2026-11-30") == key("2027-01-01")
    (tmp_path / "waivers.yml").write_text(WAIVER)
    assert key("2026-11-30") == key("2026-11-30")
    assert key("2026-11-30") != key("2027-01-01")


def test_a_kept_report_is_made_again_when_a_waiver_expires(
    tmp_path: Path, day: pytest.MonkeyPatch
) -> None:
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas/pilot.md").write_text(PILOT)
    (tmp_path / "personas/waivers.yml").write_text(WAIVER)
    (tmp_path / "mkdocs.yml").write_text("plugins: [rolebook]\n")
    day.chdir(tmp_path)
    said = {}
    for date in ("2026-11-30", "2027-01-01"):
        day.setenv("SOURCE_DATE_EPOCH", EPOCHS[date])
        said[date] = [CliRunner().invoke(main, ["check"]).output for _ in range(2)]
    assert all(one == other for one, other in said.values())
    assert "WV007" not in said["2026-11-30"][0]
    assert "personas/waivers.yml:8:5: warning WV007" in said["2027-01-01"][0]


# --- pages
# -------------------------------------------------------------------------------------------------

THREE = f"""\
{WAIVER}\
  - rule: P-RULE-02
    scope: the museum
    reason: it is <old>
    owner: Ada
    expires: never
    note: it is a museum
  - rule: [P-RULE-01, P-RULE-02]
    scope: tests
    reason: they are over
    owner: Ada
    expires: 2020-05-01
    link: javascript:alert(1)
"""


def page(book: Handbook, path: str) -> str:
    made = site(book, Options()).page(path)
    assert made
    return made.html


def test_the_page_of_waivers_has_the_expired_ones_first() -> None:
    html = page(book_of(THREE), "waivers/")
    places = [html.index(words) for words in ("1 May 2020", "31 Dec 2026", "No end")]
    assert places == sorted(places)
    assert html.count('id="P-RULE-01"') == html.count('id="P-RULE-02"') == 1
    assert "3 waivers, of which 1 expired." in html
    assert "it is &lt;old&gt;" in html
    assert 'href="https://example.org/7"' in html
    assert 'href="javascript' not in html


def test_a_handbook_without_waivers_has_no_page_of_them() -> None:
    without, having = book_of("waivers: []\n"), book_of()
    assert site(without, Options()).page("waivers/") is None
    assert "waivers/index.md" not in paths_in(navigation([], without, ""))
    assert "waivers/index.md" in paths_in(navigation([], having, ""))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (WAIVER, ["waived until 31 Dec 2026"]),
        (THREE, ["waived until 31 Dec 2026", "waived"]),
        (changed(expires="2026-11-29"), ["waiver expired"]),
        (changed(reason="''"), []),
    ],
)
def test_the_line_of_a_waived_rule_says_so(text: str, marks: list[str]) -> None:
    html = page(book_of(text), "p/pilot/")
    assert html.count('class="rb-waived ') == len(marks)
    assert all(f">{words}</span>" in html for words in marks)


def test_the_card_of_a_rule_has_its_waivers() -> None:
    files = {file.path: file for file in site(book_of(THREE), Options()).standalone_pages()}
    card = files["p/pilot/cards.js"].content.decode()
    assert "Waived for the old boat (boats/old/**, log.csv) until 31 Dec 2026" in card
    assert "Its radio is broken. Owner: Kim Lee" in card
    assert "Waiver for tests expired on 1 May 2020" in card


SENTENCE = (
    "Waived for the old boat (boats/old/**, log.csv) until 31 Dec 2026. "
    "Its radio is broken. Owner: Kim Lee"
)


def test_a_rubric_still_asks_and_says_that_a_rule_is_waived() -> None:
    """The questions and the accounts are the same as without the waiver."""
    book, without = book_of(), book_of("waivers: []\n")
    made, plain = (rubric(one, one.personas[0]) for one in (book, without))
    assert made == plain
    assert "P-RULE-01" in made.covered
    assert SENTENCE in page(book, "p/pilot/rubric/")
    assert "Waived" not in page(without, "p/pilot/rubric/")
    files = {file.path: file for file in site(book, Options()).standalone_pages()}
    assert SENTENCE in files["p/pilot/rubric/choices.js"].content.decode()


def test_sheets_say_that_a_rule_is_waived() -> None:
    book = book_of()
    made = rubric(book, book.personas[0])
    for job in (rubric_job(made, book, paper=Paper.A4), pocket_job(made, book)):
        items = [item for section in job.data["sections"] for item in section["items"]]
        waived = {item["id"]: (item["waived"], item["waived-until"]) for item in items}
        assert waived["P-RULE-01"] == (SENTENCE, "waived until 31 Dec 2026")
        assert waived["P-RULE-02"] == ("", "")


def test_sheets_have_room_for_the_waivers_of_all_questions() -> None:
    ids = [f"P-RULE-{n:02}" for n in range(1, MOST_ITEMS + 1)]
    rules = "".join(f"- **MUST** list endpoint {n} in the API file {n}.yml\n" for n in range(1, 31))
    at = ("request", "reading", "approving")
    pins = "".join(f"  {id}: {{pin: {at[n % 3]}}}\n" for n, id in enumerate(ids))
    words = "the boats of the old harbour " * 9
    entry = (
        f"  - {{rule: [{', '.join(ids)}], scope: %s, reason: {words}, owner: Kim, expires: %s}}\n"
    )
    waivers = "".join(entry % (f"{words} {year}", f"{year}-01-01") for year in range(2030, 2040))
    persona = PILOT.partition("- **MUST**")[0] + rules
    book = rolebook.handbook(
        [rolebook.Source("pilot.md", persona)],
        sidecars=[
            rolebook.Source("pilot.rubric.yml", f"rules:\n{pins}"),
            rolebook.Source("waivers.yml", f"waivers:\n{waivers}"),
        ],
    )
    made = rubric(book, book.personas[0])
    assert len(made.items) == MOST_ITEMS
    for job in (rubric_job(made, book, paper=Paper.LETTER), pocket_job(made, book)):
        items = [item for section in job.data["sections"] for item in section["items"]]
        assert all(item["waived"].endswith("; and 9 more waivers") for item in items)
        assert press(job.template, job.data, paper=job.paper).content.startswith(b"%PDF")


def test_a_rubric_in_other_formats_says_so() -> None:
    book = book_of()
    made = rubric(book, book.personas[0])
    for form in ("md", "github"):
        assert "Waived for the old boat" in RUBRIC_FORMATS[form](made, book).decode()
    data = json.loads(RUBRIC_FORMATS["json"](made, book))
    items = [item for checkpoint in data["checkpoints"] for item in checkpoint["items"]]
    assert {item["id"]: item["waived"] for item in items}["P-RULE-01"] == ["P-RULE-01"]


# --- data
# -------------------------------------------------------------------------------------------------


def test_data_have_the_waivers_of_each_rule() -> None:
    data = json.loads(EXPORTS["json"](book_of()))
    first, second, *_ = data["requirements"]
    assert first["waivers"] == [
        {
            "scope": "the old boat",
            "paths": ["boats/old/**", "log.csv"],
            "reason": "Its radio is broken.",
            "owner": "Kim Lee",
            "expires": "2026-12-31",
            "note": "",
            "granted": "2026-01-01",
            "link": "https://example.org/7",
            "source": {"path": "personas/waivers.yml", "line": 2, "column": 5, "end_line": 2},
        }
    ]
    assert "waivers" not in second


def test_a_table_has_the_waivers_of_each_rule() -> None:
    text = EXPORTS["csv"](book_of(THREE)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["waivers"] for row in rows] == [
        "2026-12-31 the old boat; 2020-05-01 tests",
        "never the museum; 2020-05-01 tests",
        "",
    ]
