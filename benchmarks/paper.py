"""Print how long the printed sheets of a handbook take, on every paper. Run with `make paper`."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import write_corpus
from rolebook import handbook, load
from rolebook.build import site
from rolebook.checklist import checklists
from rolebook.input.folders import read_sources
from rolebook.output.progress import NO_PROGRESS
from rolebook.output.store import Store
from rolebook.pages import Options
from rolebook.paper import SHEETS, Job, checklist_job, pocket_job, press_all, rubric_job
from rolebook.rubric import rubric

if TYPE_CHECKING:
    from rolebook.link.handbook import Handbook


def main() -> None:
    """Make the checklists and rubrics, press them, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, default=60)
    options = parser.parse_args()
    book = _book(options.personas)
    _measure("checklists on A4 and Letter", _checklists(book))
    _measure("rubrics on A4 and Letter, and for the pocket", _rubrics(book))
    first, edited = added(options.personas)
    print(f"PDFs add {first:.1f} s to a first build, {edited:.1f} s to one after an edit of a role")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def added(personas: int) -> tuple[float, float]:
    """Return the seconds that PDFs add to a build: the first one, and one after a role was edited.

    The rubrics and checklists are there by then, because pages show them.
    """
    with tempfile.TemporaryDirectory() as folder:
        roles, store = Path(folder, "personas"), Path(folder, ".rolebook")
        write_corpus(roles, personas)
        first = _pressed(roles, store)
        file = min(roles.iterdir())
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("say so", "tell so").replace("by hand", "twice"), encoding="utf-8"
        )
        return first, _pressed(roles, store)


def _pressed(roles: Path, store: Path) -> float:
    made = site(load(roles, root=roles.parent), Options())
    for persona in made.context.book.personas:
        _ = made.context.rubrics[persona.slug], made.context.checklists[persona.slug]
    start = time.perf_counter()
    count = sum(1 for _ in made.pdfs(store=Store(store)))
    assert count > len(made.context.book.personas)
    return time.perf_counter() - start


def _measure(what: str, jobs: list[Job]) -> None:
    wall, work = time.perf_counter(), time.process_time()
    sizes = [
        len(pressed.content) for pressed in press_all(jobs, step=NO_PROGRESS("sheets printed"))
    ]
    wall, work = time.perf_counter() - wall, time.process_time() - work
    size = sum(sizes) / len(sizes) / 1000
    print(f"{what}: {len(sizes)} PDFs of {size:.0f} kB, {wall:.1f} s, {work:.1f} s of work")


def _book(personas: int) -> Handbook:
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), personas)
        sources, _ = read_sources([folder])
    return handbook(sources)


def _checklists(book: Handbook) -> list[Job]:
    lists = checklists(book).values()
    actions = sum(len(one.actions) for one in lists) / len(lists)
    print(f"{len(lists)} roles, {actions:.0f} actions each")
    return [checklist_job(one, paper=paper, note="revision 1") for one in lists for paper in SHEETS]


def _rubrics(book: Handbook) -> list[Job]:
    made = [rubric(book, persona) for persona in book.personas]
    print(f"{len(made)} roles, {sum(len(one.items) for one in made) / len(made):.0f} items each")
    url = "https://handbook.example.com/p/role/rubric/"
    full = [rubric_job(one, book, paper=paper, form_url=url) for one in made for paper in SHEETS]
    return [*full, *(pocket_job(one, book, form_url=url) for one in made)]


if __name__ == "__main__":
    main()
