"""The onboarding checklist on paper, read back from its PDF."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from rolebook.checklist import Phase
from rolebook.messages import messages
from rolebook.paper import Paper, checklist_job, checklist_pdf, press

from .sheets import COUNTS, DONE, action, full, of, read, tags, texts

SAY = messages()
START = datetime.date(2026, 12, 7)
SIZES = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0), Paper.A5: (419.5, 595.3)}


@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
def test_each_phase_has_one_page(paper: Paper) -> None:
    pages = texts(checklist_pdf(full(), paper=paper))

    assert len(pages) == len(COUNTS)
    for at, ((phase, count), page) in enumerate(zip(COUNTS.items(), pages, strict=True), 1):
        assert f"{SAY(f'phase-{phase}')} {count} actions" in page
        assert page.count("Done when") == count
        assert SAY("paper-sign") in page
        assert page.endswith(f"Page {at} of {len(COUNTS)}")
        assert "continued" not in page


@pytest.mark.parametrize("paper", list(Paper))
def test_pages_have_the_size_of_the_paper(paper: Paper) -> None:
    boxes = {
        (round(float(p.mediabox.width), 1), round(float(p.mediabox.height), 1))
        for p in read(_pdf(paper)).pages
    }

    assert boxes == {SIZES[paper]}


@pytest.mark.parametrize("paper", list(Paper))
def test_nothing_is_set_smaller_than_7_5_points(paper: Paper) -> None:
    sizes = []
    for page in read(_pdf(paper)).pages:
        page.extract_text(
            visitor_text=lambda text, user, matrix, font, size: (
                sizes.append(size * matrix[3]) if text.strip() else None
            )
        )

    assert min(map(abs, sizes)) >= 7.49


def test_the_first_page_says_who_it_is_for() -> None:
    page = texts(checklist_pdf(full(), paper=Paper.A4, start=START, note="revision 7f3a"))[0]

    for words in (
        "Lamp Keeper",
        "41 actions in 6 phases",
        "New colleague",
        "Buddy",
        "Lead",
        "First day",
    ):
        assert words in page
    assert "Mon 7 Dec 2026" in page
    assert "revision 7f3a" in page


def test_days_are_counted_and_dated() -> None:
    sheet = of(action(1, due=-1), action(2, due=-14), action(3, Phase.DAY_30))
    first, second = texts(checklist_pdf(sheet, paper=Paper.A4, start=START))

    assert "1 day before Fri 4 Dec 2026" in first
    assert "14 days before Mon 23 Nov 2026" in first
    assert "Day 30 Tue 5 Jan 2027" in second
    assert "2027" not in " ".join(texts(checklist_pdf(sheet, paper=Paper.A4)))


def test_topics_that_have_no_room_are_counted() -> None:
    topics = action(5).topics
    assert len(topics) == 7

    page = texts(checklist_pdf(of(action(5)), paper=Paper.A4))[0]

    assert "LK-LAMP-50 MUST NOT report damage" in page
    assert "LK-LAMP-53 MUST NOT" in page
    assert "LK-LAMP-54" not in page
    assert "and 3 more in the handbook" in page


@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
def test_nine_actions_fit_on_the_first_page(paper: Paper) -> None:
    """Beside the block on top, too; what topics say gives way, then even their names."""
    (page,) = texts(
        checklist_pdf(
            of(*(action(5, title=f"Meet {n} about the lamp") for n in range(9))), paper=paper
        )
    )

    assert page.count("Done when") == 9
    assert (
        "LK-LAMP-50 MUST NOT, LK-LAMP-51 MUST NOT, LK-LAMP-52 MUST NOT, and 4 more, in the handbook"
        in page
    )


def test_a_long_phase_goes_on_with_its_name_and_its_columns() -> None:
    pages = texts(checklist_pdf(of(*(action(n, Phase.DAY_30) for n in range(40))), paper=Paper.A4))

    assert 3 < len(pages) < 8
    assert sum(page.count("Done when") for page in pages) == 40
    for page in pages[1:]:
        assert "Day 30, continued" in page
        assert "Done Action Owner By" in page
    assert [SAY("paper-sign") in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_an_action_is_not_parted() -> None:
    """Each ends on the page on which it begins."""
    pages = texts(checklist_pdf(of(*(action(n, Phase.DAY_30) for n in range(40))), paper=Paper.A5))

    assert all(page.count("Meet colleague") == page.count("a day.") for page in pages)


def test_an_empty_checklist_is_a_page() -> None:
    (page,) = texts(checklist_pdf(of(), paper=Paper.A4))

    assert "Lamp Keeper" in page
    assert "There is nothing on this list yet." in page


@pytest.mark.parametrize("paper", list(Paper))
def test_long_words_and_titles_are_complete(paper: Paper) -> None:
    word = "q" * 300
    sheet = of(
        action(0, title=f"Read {word} and {'much ' * 80}"), title=f"{'Lamp and ' * 30}{word}"
    )
    content = checklist_pdf(sheet, paper=paper, note="n " * 400)
    page = " ".join(texts(content))

    assert page.replace(" ", "").count("q") >= 600
    assert page.count("much") == 80
    assert not _outside(content)


def test_an_action_taller_than_a_page_goes_on() -> None:
    pages = texts(checklist_pdf(of(action(0, done="so " * 4000)), paper=Paper.A4))

    assert len(pages) > 1
    assert sum(page.count("so ") for page in pages) >= 3999


def test_the_pdf_is_tagged() -> None:
    content = checklist_pdf(full(), paper=Paper.A4)
    found = tags(content)

    assert found[0] == "/Document"
    assert found.count("/H1") == 1
    assert found.count("/H2") == found.count("/Table") == found.count("/THead") == 6
    assert found.count("/TH") == 6 * 4
    assert found.count("/TR") == 6 + 41
    assert "/Figure" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Διαβάστε τον οδηγό· ὦ ἄνδρες",
        "Прочитать описание и задать вопросы",
        "港湾管理者と潮汐について話し、質問を三つ書き留める。ガイド",
        "Žluťoučký kůň, Straße, œuvre, İstanbul, Việt",
        "קרא את המדריך",
        "اقرأ الدليل مع زميلك",
        "मार्गदर्शिका पढ़ें",
        "→ ≤ ✓ ☐ ✅ ❌ ⚠️ 🚀 “quoted” – € ① ├─",
    ],
)
def test_scripts_have_their_glyphs(text: str) -> None:
    sheet = of(replace(action(1), title=text, done=text), title=text)
    job = checklist_job(sheet, paper=Paper.A4, note=text)
    pressed = press(job.template, job.data, paper=job.paper)

    assert not pressed.missing
    assert read(pressed.content).metadata["/Title"] == f"Onboarding checklist: {text}"  # type: ignore[index]


@pytest.mark.parametrize("text", ["Διαβάστε τον οδηγό", "港湾管理者と潮汐", "Прочитать описание"])
def test_other_scripts_can_be_copied(text: str) -> None:
    assert text in texts(checklist_pdf(of(action(1, title=text)), paper=Paper.A4))[0]


def test_a_sentence_ends_once() -> None:
    page = texts(
        checklist_pdf(of(action(0, done="it is done."), action(8, done="it is so")), paper=Paper.A4)
    )[0]

    assert "it is done. " in page
    assert "it is so. " in page
    assert DONE not in page


def _pdf(paper: Paper) -> bytes:
    return checklist_pdf(full(), paper=paper, start=START)


def _outside(content: bytes) -> list[tuple[float, float]]:
    """Return the places where text begins outside of the page."""
    places: list[tuple[float, float]] = []
    pages = read(content).pages
    for page in pages:
        page.extract_text(
            visitor_text=lambda text, user, matrix, font, size: (
                places.append((matrix[4] * user[0] + user[4], matrix[5] * user[3] + user[5]))
                if text.strip()
                else None
            )
        )
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    return [(x, y) for x, y in places if not (0 <= x < width and 0 <= y <= height)]
