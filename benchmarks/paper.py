"""Print how long the PDFs of the onboarding checklists of a handbook take, on A4 and Letter. Run with `make paper`."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from corpus import write_corpus
from rolebook import handbook
from rolebook.checklist import checklists
from rolebook.files import read_sources
from rolebook.paper import Job, Paper, checklist_job, press_all
from rolebook.progress import SILENT


def main() -> None:
    """Make the checklists, press them, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, default=60)
    options = parser.parse_args()
    jobs = _jobs(options.personas)
    wall, work = time.perf_counter(), time.process_time()
    sizes = [len(pressed.content) for pressed in press_all(jobs, step=SILENT("sheets pressed"))]
    wall, work = time.perf_counter() - wall, time.process_time() - work
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{len(sizes)} PDFs of {sum(sizes) / len(sizes) / 1000:.0f} kB: {wall:.1f} s, {work:.1f} s of work")
    print(f"most memory: {memory:.0f} MB")


def _jobs(personas: int) -> list[Job]:
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), personas)
        sources, _ = read_sources([folder])
    lists = checklists(handbook(sources)).values()
    print(f"{len(lists)} roles, {sum(len(one.actions) for one in lists) / len(lists):.0f} actions each")
    return [checklist_job(one, paper=paper, note="revision 1") for one in lists for paper in (Paper.A4, Paper.LETTER)]


if __name__ == "__main__":
    main()
