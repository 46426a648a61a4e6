"""Print how long the printed sheets of a handbook take, on every paper. Run with `make paper`."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import write_corpus
from rolebook import handbook
from rolebook.checklist import checklists
from rolebook.input.folders import read_sources
from rolebook.output.progress import NO_PROGRESS
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
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


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
