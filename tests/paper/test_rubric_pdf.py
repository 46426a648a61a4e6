"""The review rubric on paper, read back from its PDF: two pages, whatever the persona."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from functools import cache
from math import hypot
from typing import TYPE_CHECKING, Any

import pdfua
import pypdfium2
import pytest
import segno

from rolebook.exports import RUBRIC_FORMATS
from rolebook.messages import PSEUDO, messages
from rolebook.paper import (
    PagesError,
    Paper,
    notes_job,
    pocket_job,
    press,
    rubric_job,
    rubric_pdf,
)
from rolebook.paper.rubric import FIRST
from rolebook.rfc2119 import Level
from rolebook.rubric import Answer, Checkpoint, Item, accounts, answerable, rubric, why_empty

from .rubrics import (
    GREEK,
    HARBOUR,
    HOSTILE,
    JAPANESE,
    LONG,
    NOBODY,
    asking,
    book_of,
    grid_of,
    of,
    of_whole_grid,
)
from .sheets import catalog, read, tags, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    import rolebook
    from rolebook.paper import Job
    from rolebook.rubric import Rubric

    Made = tuple[Rubric, rolebook.Handbook]

SIZES = (Paper.A4, Paper.LETTER)
A5 = Paper.A5
say = messages()
URL = "https://harbour.example/book/p/lamp-keeper/rubric/"
PARTS = [f"### Part {n} Requirements\n" for n in range(40)]
HUGE = "# The Giant\n\n## Core Traits\n- calm\n\n## Ruleset\n\n" + "\n".join(
    part
    + "\n".join(f"- **MUST** return `{n}{m}` for each query of ward w{n}x{m}" for m in range(75))
    for n, part in enumerate(PARTS)
)
CASES: dict[str, Callable[[], Made]] = {
    "twelve rules": lambda: of(HARBOUR),
    "3,000 rules": lambda: of(HUGE),
    "no rules": lambda: of(NOBODY),
    "long rules": lambda: asking(f"{LONG}, number {n}" for n in range(20)),
    "a grid of 18 by 17": lambda: of_whole_grid(grid_of(18, 17)),
    "a grid of 30 by 24": lambda: of_whole_grid(grid_of(30, 24)),
    "a grid of 10 by 40": lambda: of_whole_grid(grid_of(10, 40)),
    "a grid of 40 by 3": lambda: of_whole_grid(grid_of(40, 3)),
    "a grid of 40 by 120": lambda: of_whole_grid(grid_of(40, 120)),
    "domains with long names": lambda: of(
        grid_of(12, 20, subject="Constitutional Arrangements Concerning")
    ),
    "Greek": lambda: asking((f"{GREEK} {n}" for n in range(20)), title="Φύλακας του Φάρου"),
    "Japanese": lambda: asking((f"{JAPANESE}{n}" for n in range(20)), title="灯台守" * 9),
    "hostile": lambda: asking(HOSTILE * 3, title='The #panic("x") $1 \\ @Tester <b>'),
    "long ids": lambda: asking(
        (f"return `{n}`" for n in range(20)), ids=lambda n: f"{'LONG-AUTHORED-ID-' * 4}{n:02}"
    ),
    "long words": lambda: asking(
        (f"{'q' * 300}{n}" for n in range(20)), title=f"{'Lamp and ' * 30}{'w' * 200}"
    ),
}


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> Made:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def printed(case: Made) -> Callable[[Paper], bytes]:
    """Return the rubric of a case on paper, which is made once for each size."""
    return cache(lambda paper: rubric_pdf(*case, paper=paper, form_url=URL))


@pytest.mark.parametrize("paper", SIZES)
def test_it_has_two_pages_and_says_where_every_rule_went(
    case: Made, printed: Callable[[Paper], bytes], paper: Paper
) -> None:
    pages = texts(printed(paper))

    assert [page[-11:] for page in pages] == ["Page 1 of 2", "Page 2 of 2"]
    assert accounts(case[0], say) in pages[1]
    for name in ("notes", "verdict", "verdict-approved", "verdict-explained", "verdict-blocked"):
        assert say(f"sheet-{name}") in pages[1]
    assert answerable(case[0], say) in pages[1] or len(case[0].items) == 20


@pytest.mark.parametrize("paper", SIZES)
def test_nothing_leaves_the_page_or_is_too_small(
    printed: Callable[[Paper], bytes], paper: Paper
) -> None:
    content = printed(paper)

    assert _smallest(content) >= 7.49
    assert _outside(content, margin=45) == ""


def test_the_pocket_form_has_one_page(case: Made) -> None:
    content = _pressed(pocket_job(*case, form_url=URL))
    (page,) = texts(content)

    assert accounts(case[0], say) in page
    assert _smallest(content) >= 7.49
    assert _outside(content, margin=25) == ""


def test_longer_words_fit_too(case: Made) -> None:
    """In the pseudo-language, whose words are 40 % longer, sheets have the same pages."""
    found, book = case[0], replace(case[1], language=PSEUDO)
    jobs = [rubric_job(found, book, paper=paper, form_url=URL) for paper in SIZES]
    pocket = pocket_job(found, book, form_url=URL)
    for job, margin in ((jobs[0], 45), (jobs[1], 45), (pocket, 25)):
        content = _pressed(job)
        assert _smallest(content) >= 7.49
        assert _outside(content, margin) == ""


@pytest.mark.parametrize("name", ["twelve rules", "a grid of 10 by 40", "a grid of 40 by 120"])
def test_no_english_stays_on_a_sheet_in_another_language(name: str) -> None:
    found, book = CASES[name]()
    other = replace(book, language=PSEUDO)
    sheets = [
        (
            rubric_job(found, one, paper=Paper.A4),
            pocket_job(found, one),
            notes_job(one.say, paper=A5),
        )
        for one in (book, other)
    ]
    for english, pseudo in zip(*sheets, strict=True):
        words = _strings(english.data) - _strings(pseudo.data) - {"en"}
        page = " ".join(texts(_pressed(pseudo)))
        assert len(words) > 10
        assert [one for one in words if one in page and len(one) > 3] == []


CONTINUED = say("sheet-continued", part="{part}")


def _strings(data: Any) -> set[str]:
    """Return all strings of a sheet's data, those with placeholders and of the foot left out."""
    if isinstance(data, str):
        return set() if FIRST in data or "{p" in data else {data}
    if isinstance(data, dict):
        return set().union(*map(_strings, data.values()))
    if isinstance(data, list | tuple):
        return set().union(*map(_strings, data))
    return set()


@pytest.mark.parametrize("name", ["twelve rules", "Greek", "a grid of 18 by 17"])
def test_every_question_is_on_the_first_page(name: str) -> None:
    made = CASES[name]()
    for paper in SIZES:
        page = texts(rubric_pdf(*made, paper=paper))[0]
        assert all(item.id in page for item in made[0].items)
        for section in made[0].sections:
            assert say(f"checkpoint-{section.checkpoint}") in page


def test_the_first_page_says_how_to_answer() -> None:
    page = texts(rubric_pdf(*of(HARBOUR), paper=Paper.A4))[0]

    answers = " ".join(say(f"answer-{answer}") for answer in Answer)
    for field in ("change", "author", "reviewer", "date"):
        assert say(f"review-{field}") in page
    assert "Lamp Keeper" in page
    assert say("rubric-answers") in page
    assert f"{answers} {say('sheet-column-evidence')}" in page
    assert "source " in page


def test_a_prohibition_cannot_be_taken_for_a_wish() -> None:
    made = of(HARBOUR)
    for sheet in (rubric_job(*made, paper=Paper.A4), pocket_job(*made)):
        page = texts(_pressed(sheet))[0]
        assert "Never: put credentials in URL parameters" in page
        assert page.count("Never:") == 1


def test_long_rules_say_where_their_text_is() -> None:
    """They are cut at a word, and no more of them than has to be."""
    page = texts(rubric_pdf(*CASES["long rules"](), paper=Paper.A4))[0]
    one = texts(rubric_pdf(*asking([LONG]), paper=Paper.A4))[0]

    assert page.count(f"… {say('sheet-full-text', id='LK-LAMP-')}"[:-1]) == 20
    assert "validate each input parameter of every endpoint" in page
    assert LONG.replace("`", "") in one


def test_names_have_four_centimetres_and_a_change_has_more() -> None:
    """Of the eighteen between the margins."""
    data = rubric_job(*of(HARBOUR), paper=Paper.A4).data
    change, author, reviewer, date = (width / sum(data["widths"]) * 18 for width in data["widths"])

    assert change > 6
    assert author == reviewer > 4
    assert date > 2.5


def test_of_the_rules_that_a_question_covers_two_are_named_and_the_rest_counted() -> None:
    made, book = asking(f"return `{n}`" for n in range(3))
    ids = ("LK-1", "LK-2", "LK-3", "LK-4", "LK-5")
    items = [replace(item, rules=ids[: n + 2]) for n, item in enumerate(made.items)]
    section = replace(made.sections[0], items=tuple(items))
    data = rubric_job(replace(made, sections=(section,)), book, paper=Paper.A4).data

    assert [item["also"] for item in data["sections"][0]["items"]] == [
        {"ids": ids[1:2], "words": say("sheet-also", ids=FIRST)},
        {"ids": ids[1:3], "words": say("sheet-also", ids=FIRST)},
        {"ids": ids[1:3], "words": say("sheet-also-more", ids=FIRST, count=1)},
    ]


def test_a_reviewer_can_add_rules_where_there_is_room() -> None:
    heading = say("sheet-own")
    assert heading in texts(rubric_pdf(*of(HARBOUR), paper=Paper.A4))[0]
    assert heading not in texts(rubric_pdf(*CASES["Japanese"](), paper=Paper.A4))[0]


def test_a_role_without_rules_says_so() -> None:
    first, _ = texts(rubric_pdf(*of(NOBODY), paper=Paper.A4))

    assert say("rubric-empty-no-rules") in first


def test_a_role_without_questions_says_why() -> None:
    made = of(f"{NOBODY}\n## Ruleset\n**MUST** be kind to colleagues\n")
    why = why_empty(made[0], say)

    assert why in texts(rubric_pdf(*made, paper=Paper.A4))[0]
    assert why in RUBRIC_FORMATS["md"](*made).decode()
    assert why in RUBRIC_FORMATS["github"](*made).decode()


@pytest.mark.parametrize("paper", SIZES)
def test_a_grid_has_a_box_for_each_rule(paper: Paper) -> None:
    made = of_whole_grid(grid_of(18, 17))
    content = rubric_pdf(*made, paper=paper)
    page = texts(content)[1]

    assert say("sheet-by-domain.help") in page
    assert "Subject North Tower" in page
    assert len(_boxes(content, 1)) == 18 * 17 + 17 + 3


def test_many_domains_become_lists() -> None:
    page = texts(rubric_pdf(*CASES["a grid of 10 by 40"](), paper=Paper.A4))[1]

    assert say("sheet-domain-lists") in page
    assert page.count("Subject") == 40
    assert "10 MUST light" in page


def test_what_has_no_room_is_counted() -> None:
    page = texts(rubric_pdf(*CASES["a grid of 40 by 120"](), paper=Paper.LETTER))[1]

    counted = (say("sheet-more-domains", count=n) for n in range(2, 121))
    assert any(words in page for words in counted)


def test_levels_that_differ_from_their_row_are_marked() -> None:
    text = grid_of(6, 4).replace("- **MUST** paint", "- **SHOULD** paint", 1)
    page = texts(rubric_pdf(*of_whole_grid(text), paper=Paper.A4))[1]

    assert say("sheet-other-levels", marks="S SHOULD") in page


def test_what_a_machine_decides_is_one_box() -> None:
    page = texts(rubric_pdf(*of(HARBOUR), paper=Paper.A4))[1]

    assert f"{say('sheet-ci')} LK-API-05 MUST run the linter in each build" in page


def test_what_a_machine_decides_is_in_words_beside_a_grid_if_it_is_little() -> None:
    rules = [f"- **MUST** run linter {n} in each build\n" for n in range(4)]
    few, many = (f"{grid_of(6, 4)}\n### Yard\n{''.join(rules[:n])}" for n in (2, 4))

    assert "MUST run linter 1 in each build" in texts(rubric_pdf(*of(few), paper=Paper.LETTER))[1]
    assert "MUST run linter" not in texts(rubric_pdf(*of(many), paper=Paper.LETTER))[1]


def test_a_role_without_a_grid_offers_further_questions() -> None:
    made, book = of(HARBOUR)
    more = tuple(
        Item(f"LK-{n}", Level.MUST, f"sign {n}", (f"LK-{n}",), Checkpoint.READING, "")
        for n in range(40)
    )
    page = texts(rubric_pdf(replace(made, reserve=more), book, paper=Paper.LETTER))[1]

    assert say("sheet-further") in page
    assert "LK-13 MUST sign 13" in page
    assert "LK-14" not in page


def test_the_rubric_of_one_change_names_its_domains() -> None:
    book = book_of(HARBOUR)
    made = rubric(book, book.texts[0], domains=["API"])

    sentence = say("rubric-for-change", domains="API")
    assert sentence in texts(rubric_pdf(made, book, paper=Paper.A4))[0]


def test_a_square_leads_to_the_form_and_says_so() -> None:
    made = of(HARBOUR)
    content = rubric_pdf(*made, paper=Paper.A4, form_url=URL)
    notes: Any = read(content).pages[0]["/Annots"]

    assert [note.get_object()["/A"]["/URI"] for note in notes] == [URL]
    assert tags(content).count("/Figure") == 1
    assert "/Figure" not in tags(rubric_pdf(*made, paper=Paper.A4))


def test_the_square_is_the_one_of_its_address() -> None:
    data = rubric_job(*of(HARBOUR), paper=Paper.A4, form_url=URL).data["qr"]
    dark = {(x + n, y) for x, y, length in data["runs"] for n in range(length)}
    matrix = segno.make_qr(URL, error="m").matrix

    assert dark == {
        (x, y) for y, line in enumerate(matrix) for x, is_dark in enumerate(line) if is_dark
    }
    assert data["size"] == len(matrix)


def test_boxes_are_wide_enough_for_a_pen(case: Made) -> None:
    """At least 4 mm, three for each question."""
    content = rubric_pdf(*case, paper=Paper.A4)

    assert len(_boxes(content, 0)) >= 3 * len(case[0].items)
    assert min(_boxes(content, 1)) >= 3.99


def test_nothing_is_told_by_a_colour(printed: Callable[[Paper], bytes]) -> None:
    """All is black, white or grey, so that any printer will do."""
    for page in pypdfium2.PdfDocument(printed(Paper.A4)):
        pixels = bytes(page.render(rev_byteorder=True).buffer)
        assert pixels[0::3] == pixels[1::3] == pixels[2::3]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_blank_sheet_for_notes_has_one_page(paper: Paper) -> None:
    content = _pressed(notes_job(say, paper=paper))
    (page,) = texts(content)

    assert f"{say('notes-seen')} {say('notes-wanted')} {say('sheet-notes-owner')}" in page
    assert tags(content).count("/TR") > 12


def test_the_pdf_is_tagged() -> None:
    content = rubric_pdf(*of(HARBOUR), paper=Paper.A4, form_url=URL)
    found = tags(content)
    root, metadata = catalog(content), read(content).metadata

    assert found.count("/H1") == 1
    assert found.count("/H2") == 3 + 1 + 2
    assert found.count("/Table") == found.count("/THead") == 2
    assert root["/Lang"] == "en"
    assert metadata is not None
    assert metadata.title == say("rubric-title", role="Lamp Keeper")


@pytest.mark.parametrize(
    "name", ["twelve rules", "a grid of 18 by 17", "a grid of 10 by 40", "hostile", "no rules"]
)
def test_a_validator_of_pdf_ua_has_no_findings(name: str) -> None:
    made = CASES[name]()
    jobs = [
        rubric_job(*made, paper=Paper.A4, form_url=URL),
        pocket_job(*made),
        notes_job(say, paper=Paper.A5),
    ]
    for job in jobs:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(_pressed(job))
            file.flush()
            assert [finding.message for finding in pdfua.validate(file.name).findings] == []


def test_it_is_the_same_every_time(case: Made) -> None:
    one, other = (
        hashlib.sha256(rubric_pdf(*case, paper=Paper.A4, form_url=URL)).hexdigest()
        for _ in range(2)
    )

    assert one == other


def test_a_sheet_of_another_number_of_pages_is_not_made() -> None:
    job = rubric_job(*of(HARBOUR), paper=Paper.A4)

    title = say("rubric-title", role="Lamp Keeper")
    with pytest.raises(PagesError, match=f"{title}: 2 instead of 3"):
        press(job.template, {**job.data, "pages": 3}, paper=job.paper)


def _pressed(job: Job) -> bytes:
    return press(job.template, job.data, paper=job.paper).content


def _smallest(content: bytes) -> float:
    """Return the smallest size of type, of upright text, too."""
    sizes: list[float] = []
    for page in read(content).pages:
        page.extract_text(
            visitor_text=lambda text, user, matrix, font, size: (
                sizes.append(size * hypot(matrix[2], matrix[3]) * hypot(user[2], user[3]))
                if text.strip()
                else None
            )
        )
    return min(sizes)


def _outside(content: bytes, margin: float) -> str:
    """Return the characters that are not wholly between the margins."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            inside = (
                margin <= left
                and right <= page.get_width() - margin
                and bottom >= 12
                and top <= page.get_height() - 12
            )
            if right > left and not inside:
                found.append(text.get_text_range(at, 1))
    return "".join(found)


def _boxes(content: bytes, page: int) -> list[float]:
    """Return how wide, in millimetres, the squares of a page are that are made to be ticked."""
    objects = pypdfium2.PdfDocument(content)[page].get_objects(
        filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    )
    bounds = [one.get_bounds() for one in objects]
    squares = [
        (right - left) * 25.4 / 72
        for left, low, right, high in bounds
        if abs(right - left - high + low) < 0.1
    ]
    return [width for width in squares if 2 < width < 8]
