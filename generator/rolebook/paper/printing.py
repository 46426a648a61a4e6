"""A handbook to all its printed sheets: which there are, and where they are in the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..addresses import rubric_address
from ..addresses.sheets import CHECKLIST, NOTES, RUBRIC, checklist_sheet, notes_sheet, rubric_sheet
from ..input.files import File
from .checklist import checklist_job
from .missing import missing_characters
from .press import Job, Paper, press_all
from .rubric import notes_job, pocket_job, rubric_job
from .wording import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

    from ..checklist import Checklist
    from ..link.handbook import Handbook
    from ..model import Persona
    from ..output.progress import Step
    from ..rubric import Rubric
    from .press import Pressed


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: str
    """Its address from the site's root."""
    role: str
    """Name of the persona; empty for a sheet that belongs to none."""
    job: Job


def paper_files(
    book: Handbook,
    checklists: Mapping[str, Checklist],
    rubrics: Mapping[str, Rubric],
    *,
    site_url: str = "",
    index: str = "",
    step: Step,
    warn: Callable[[str], None],
    printed: MutableMapping[str, Pressed] | None = None,
) -> Iterator[File]:
    """Yield the sheets of every persona, and blank ones for notes.

    Args:
        book: The handbook.
        checklists: From the slug of a persona to the checklist of its onboarding.
        rubrics: From the slug of a persona to its review rubric.
        site_url: Where the site will be; with it, a rubric links to its form on the web.
        index: What follows an address that ends in a slash.
        step: Is called with the number of sheets that are done.
        warn: Is called with a sentence about characters of a persona that no font has.
        printed: What was made before, so that what did not change is not made again; holds what was
            made now.
    """
    sheets = list(_sheets(book, checklists, rubrics, site_url, index))
    warned: set[tuple[str, str]] = set()
    all_pressed = press_all((sheet.job for sheet in sheets), step=step, printed=printed)
    for sheet, pressed in zip(sheets, all_pressed, strict=True):
        missing = [one for one in pressed.missing if (sheet.role, one) not in warned]
        if missing:
            warned.update((sheet.role, character) for character in missing)
            warn(missing_characters(sheet.role, missing))
        yield File(sheet.path, pressed.content)


def _sheets(
    book: Handbook,
    checklists: Mapping[str, Checklist],
    rubrics: Mapping[str, Rubric],
    site_url: str,
    index: str,
) -> Iterator[_Sheet]:
    for persona in book.personas:
        note = origin(book, [persona])
        for size in CHECKLIST:
            checklist, paper = checklists[persona.slug], Paper(size)
            job = checklist_job(checklist, paper=paper, note=note, say=book.say)
            yield _Sheet(checklist_sheet(persona, size), persona.name, job)
        form = form_url(persona, site_url, index)
        for size in RUBRIC:
            job = _rubric(rubrics[persona.slug], book, size, form)
            yield _Sheet(rubric_sheet(persona, size), persona.name, job)
    for size in NOTES:
        yield _Sheet(notes_sheet(size), "", notes_job(book.say, paper=Paper(size)))


def form_url(persona: Persona, site_url: str, index: str = "") -> str:
    """Return where the form of a persona is on the web; nothing where that is not known.

    >>> from rolebook.model import Persona
    >>> form_url(Persona("a.md", "The Tester", slug="tester"), "https://book.example.com")
    'https://book.example.com/p/tester/rubric/'
    """
    return f"{site_url.rstrip('/')}/{rubric_address(persona)}{index}" if site_url else ""


def _rubric(rubric: Rubric, book: Handbook, size: str, form: str) -> Job:
    if size == "pocket":
        return pocket_job(rubric, book, form_url=form)
    return rubric_job(rubric, book, paper=Paper(size), form_url=form)
