"""The time of each stage of a build, which is compared from release to release.

Each size runs in a process of its own. Run with `make bench`, which prints it below the goals.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import ROLEBOOK, number, run, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rolebook.identity.draft import Draft

STAGES = {
    "read": "files to personas",
    "link": "IDs and links",
    "families": "grids of repeated rules",
    "lock": "`rolebook lock` after one rule in ten was edited",
    "diff": "that edit compared, both versions read",
    "emit": "pages, permalinks and data in memory",
    "export": "`rolebook export json`",
    "site": "the whole `rolebook build` as it is without a configuration, with paper",
    "peak": "most memory of that build",
}


def stages(sizes: Iterable[int]) -> str:
    """Return the table of stages, one row for each number of personas."""
    rows = [_row(personas) for personas in sizes]
    legend = "\n".join(f"- {stage}: {what}" for stage, what in STAGES.items())
    return f"{table(['rules', *STAGES], rows)}\n\n{legend}"


def _row(personas: int) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="rolebook-bench-") as name:
        child = [sys.executable, __file__, str(personas), name]
        figures: dict[str, float] = json.loads(
            subprocess.run(child, check=True, capture_output=True, text=True).stdout
        )
        # Started from here and not from the child, whose memory would count as theirs.
        figures["export"] = run([*ROLEBOOK, "export", "json", "-o", "out.json"], Path(name)).wall
        built = run([*ROLEBOOK, "build"], Path(name))
    figures |= {"site": built.wall, "peak": built.peak}
    units = {"peak": "MiB"}
    cells = (number(figures[stage], units.get(stage, "s")) for stage in STAGES)
    return [number(figures["rules"], ""), *cells]


def measure(personas: int, folder: Path) -> dict[str, float]:
    """Write a corpus to a folder, and return the seconds of each stage in this process."""
    from corpus import write_corpus
    from rolebook import handbook
    from rolebook.build import site
    from rolebook.families import with_families
    from rolebook.identity import identify
    from rolebook.input.folders import read_sources
    from rolebook.link import link
    from rolebook.pages import Options
    from rolebook.parse import parse

    figures: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        figures[stage] = time.perf_counter() - start
        return result

    personas_folder = folder / "personas"
    figures["rules"] = write_corpus(personas_folder, personas)
    sources = read_sources([personas_folder])[0]
    texts = timed("read", lambda: [parse(each)[0] for each in read_sources([personas_folder])[0]])
    linked = timed("link", lambda: link(identify(texts).texts, sources))
    timed("families", lambda: with_families(linked))
    _measure_edit(personas_folder, timed)
    book = handbook(sources)
    assert len(book.requirements) == figures["rules"]
    timed("emit", lambda: [made := site(book, Options()), list(made.standalone_pages())])
    return figures


def _measure_edit(personas: Path, timed: Callable[[str, Callable[[], Any]], Any]) -> None:
    """Lock the corpus, edit a copy, and measure what follows."""
    from corpus import edit_corpus
    from rolebook.history import compare_drafts
    from rolebook.identity.draft import read_draft
    from rolebook.identity.lock import NAME as LOCK
    from rolebook.identity.lock import lock_text

    def locked(folder: Path, day: str) -> Draft:
        draft = read_draft(folder, root=folder, today=day)
        Path(folder, LOCK).write_text(lock_text(draft.lock), encoding="utf-8")
        return draft

    edited = personas.with_name("edited")
    shutil.copytree(personas, edited)
    edit_corpus(edited)
    old = read_draft(personas, root=personas, today="2026-01-01")
    Path(edited, LOCK).write_text(lock_text(old.lock), encoding="utf-8")
    new = timed("lock", lambda: locked(edited, "2026-02-01"))
    timed(
        "diff",
        lambda: compare_drafts(
            read_draft(personas, root=personas), read_draft(edited, root=edited)
        ),
    )
    assert compare_drafts(old, new).changes


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))
