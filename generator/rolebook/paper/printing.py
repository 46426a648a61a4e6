"""A handbook to all its printed sheets: which there are, and where they are in the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..addresses import rubric_address
from ..addresses.sheets import (
    POCKET,
    checklist_sheet,
    notes_sheet,
    rubric_sheet,
    rubric_sizes,
)
from ..input.files import File
from ..output.store import NOTHING_KEPT
from .checklist import checklist_job
from .missing import missing_characters
from .press import Paper, press_all
from .rubric import notes_job, pocket_job, rubric_job
from .wording import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..checklist import Checklist
    from ..link.handbook import Handbook
    from ..model import Persona
    from ..output.progress import Step
    from ..output.store import Store
    from ..rubric import Rubric
    from .press import Job


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet of a site, which is not made yet."""

    path: str
    """Its address from the site's root."""
    role: str
    """Name of the persona; empty for a sheet that belongs to none."""
    job: Callable[[], Job]
    """What it is made from."""


def sheets(
    book: Handbook,
    checklists: Mapping[str, Checklist],
    rubrics: Mapping[str, Rubric],
    papers: Sequence[str],
    *,
    site_url: str = "",
    index: str = "",
) -> Iterator[Sheet]:
    """Yield the sheets of every persona, and blank ones for notes.

    Args:
        book: The handbook.
        checklists: From the slug of a persona to the checklist of its onboarding.
        rubrics: From the slug of a persona to its review rubric.
        papers: Sizes of paper: `a4`.
        site_url: Where the site will be; with it, a rubric links to its form on the web.
        index: What follows an address that ends in a slash.
    """

    def checklist_of(persona: Persona, size: str) -> Job:
        note = origin(book, [persona])
        return checklist_job(checklists[persona.slug], paper=Paper(size), note=note, say=book.say)

    def rubric_of(persona: Persona, size: str) -> Job:
        return _rubric(rubrics[persona.slug], book, size, form_url(persona, site_url, index))

    def notes_of(size: str) -> Job:
        return notes_job(book.say, paper=Paper(size))

    for persona in book.personas:
        for size in papers:
            path = checklist_sheet(persona, size)
            yield Sheet(path, persona.name, partial(checklist_of, persona, size))
        for size in rubric_sizes(papers):
            path = rubric_sheet(persona, size)
            yield Sheet(path, persona.name, partial(rubric_of, persona, size))
    for size in papers:
        yield Sheet(notes_sheet(size), "", partial(notes_of, size))


def paper_files(
    made: Iterable[Sheet],
    *,
    step: Step,
    warn: Callable[[str], None],
    store: Store = NOTHING_KEPT,
) -> Iterator[File]:
    """Yield sheets as PDFs.

    Args:
        made: The sheets; see `sheets`.
        step: Is called with the number of sheets that are done.
        warn: Is called with a sentence about characters of a persona that no font has.
        store: What was made before, so that what did not change is not made again.
    """
    listed = list(made)
    warned: set[tuple[str, str]] = set()
    all_pressed = press_all((sheet.job() for sheet in listed), step=step, store=store)
    for sheet, pressed in zip(listed, all_pressed, strict=True):
        missing = [one for one in pressed.missing if (sheet.role, one) not in warned]
        if missing:
            warned.update((sheet.role, character) for character in missing)
            warn(missing_characters(sheet.role, missing))
        yield File(sheet.path, pressed.content)


def form_url(persona: Persona, site_url: str, index: str = "") -> str:
    """Return where the form of a persona is on the web; nothing where that is not known.

    >>> from rolebook.model import Persona
    >>> form_url(Persona("a.md", "The Tester", slug="tester"), "https://book.example.com")
    'https://book.example.com/p/tester/rubric/'
    """
    return f"{site_url.rstrip('/')}/{rubric_address(persona)}{index}" if site_url else ""


def _rubric(rubric: Rubric, book: Handbook, size: str, form: str) -> Job:
    if size == POCKET:
        return pocket_job(rubric, book, form_url=form)
    return rubric_job(rubric, book, paper=Paper(size), form_url=form)
