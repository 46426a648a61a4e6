"""A handbook to all its printed sheets: which there are, and where they stand in the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..input.files import File
from ..views.addresses import rubric_address
from ..views.printed import CHECKLIST, NOTES, RUBRIC, checklist_sheet, notes_sheet, rubric_sheet
from .checklist import checklist_job
from .press import Job, Paper, press_all
from .rubric import notes_job, pocket_job, rubric_job
from .wording import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping

    from ..checklist import Checklist
    from ..link.handbook import Handbook
    from ..model import Persona
    from ..output.progress import Step
    from ..rubric import Rubric
    from .press import Pressed


@dataclass(frozen=True, slots=True)
class _Order:
    path: str
    role: str
    """Name of the persona; empty for a sheet of none."""
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
        site_url: Where the site will be; with it, a rubric leads to its form on the web.
        index: What follows an address that ends in a slash.
        step: Is told how many are done.
        warn: Is told in a sentence which characters of a persona no font has.
        printed: What was made before, so that what did not change is not made again; holds what was
            made now.
    """
    orders = list(_orders(book, checklists, rubrics, site_url, index))
    warned: set[tuple[str, str]] = set()
    made = press_all((order.job for order in orders), step=step, printed=printed)
    for order, pressed in zip(orders, made, strict=True):
        if new := [
            character for character in pressed.missing if (order.role, character) not in warned
        ]:
            warned.update((order.role, character) for character in new)
            warn(told(order.role, new))
        yield File(order.path, pressed.content)


def told(role: str, missing: Iterable[str]) -> str:
    """Return a sentence about characters that no font has.

    >>> told("Keeper", "ไ국")
    'Keeper: no font of the PDFs has ไ (U+0E44), 국 (U+AD6D); an empty box stands in their place'
    """
    characters = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing)
    return f"{role}: no font of the PDFs has {characters}; an empty box stands in their place"


def _orders(
    book: Handbook,
    checklists: Mapping[str, Checklist],
    rubrics: Mapping[str, Rubric],
    site_url: str,
    index: str,
) -> Iterator[_Order]:
    for persona in book.personas:
        for size in CHECKLIST:
            job = checklist_job(
                checklists[persona.slug], paper=Paper(size), note=origin(book, [persona])
            )
            yield _Order(checklist_sheet(persona, size), persona.name, job)
        form = form_url(persona, site_url, index)
        for size in RUBRIC:
            yield _Order(
                rubric_sheet(persona, size),
                persona.name,
                _rubric(rubrics[persona.slug], book, size, form),
            )
    for size in NOTES:
        yield _Order(notes_sheet(size), "", notes_job(paper=Paper(size)))


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
