"""Print time and peak memory of reading, linking, emitting and building, for growing handbooks.

Each size runs in a process of its own, so that memory is its own. Run with `make bench`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import edit_corpus, write_corpus
from rolebook.history import compare_drafts
from rolebook.identity.draft import Draft, read_draft
from rolebook.identity.lock import NAME as LOCK
from rolebook.identity.lock import lock_text

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1, 10, 40)
STAGES = ("read", "link", "families", "lock", "diff", "emit", "site", "export")


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--personas", type=int, nargs="*", default=SIZES, help="sizes to measure")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.child)))
        return
    print(
        f"{'rules':>7} "
        + " ".join(f"{stage:>9}" for stage in STAGES)
        + f" {'peak':>9} {'site/rule':>10}"
    )
    for personas in options.personas:
        child = [sys.executable, __file__, "--child", str(personas)]
        found: dict[str, Any] = json.loads(
            subprocess.run(child, check=True, capture_output=True, text=True).stdout
        )
        times = " ".join(f"{found[stage]:8.2f}s" for stage in STAGES)
        per_rule = found["site"] / found["rules"] * 1000
        print(f"{found['rules']:>7} {times} {found['peak']:>6.0f}MiB {per_rule:>8.2f}ms")
    print(
        "read: files to personas; link: ids and links; families: grids; "
        "lock: `rolebook lock` after one rule in ten was"
    )
    print(
        "edited; diff: that edit compared, both versions read; "
        "emit: pages, permalinks and data in memory;"
    )
    print(
        "site: the whole `rolebook build`, with MkDocs; export: `rolebook export json`; "
        "peak: memory of the build"
    )


def measure(personas: int) -> dict[str, float]:
    """Return seconds for each stage and the peak memory of a whole build in MiB."""
    from rolebook import handbook
    from rolebook.build import site
    from rolebook.families import with_families
    from rolebook.identity import identify
    from rolebook.input.folders import read_sources
    from rolebook.link import link
    from rolebook.pages import Options
    from rolebook.parse import parse

    found: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        found[stage] = time.perf_counter() - start
        return result

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found["rules"] = write_corpus(Path("personas"), personas)
        sources = read_sources(["personas"])[0]
        texts = timed(
            "read", lambda: [parse(source)[0] for source in read_sources(["personas"])[0]]
        )
        linked = timed("link", lambda: link(identify(texts).texts, sources))
        timed("families", lambda: with_families(linked))
        old, new = _edit(timed)
        assert compare_drafts(old, new).changes
        book = handbook(sources)
        assert len(book.requirements) == found["rules"]
        timed("emit", lambda: [made := site(book, Options()), list(made.standalone_pages())])
        timed("export", lambda: _run("export", "json", "-o", "out.json"))
        timed("site", lambda: _run("build"))
        found["peak"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return found


def _edit(timed: Callable[[str, Callable[[], Any]], Any]) -> tuple[Draft, Draft]:
    """Lock the corpus, edit a copy, and measure what follows; return both versions."""
    shutil.copytree("personas", "edited")
    edit_corpus(Path("edited"))
    old = read_draft("personas", root="personas", today="2026-01-01")
    Path("edited", LOCK).write_text(lock_text(old.lock), encoding="utf-8")
    new: Draft = timed("lock", lambda: _locked("edited"))
    timed(
        "diff",
        lambda: compare_drafts(
            read_draft("personas", root="personas"), read_draft("edited", root="edited")
        ),
    )
    return old, new


def _locked(folder: str) -> Draft:
    made = read_draft(folder, root=folder, today="2026-02-01")
    Path(folder, LOCK).write_text(lock_text(made.lock), encoding="utf-8")
    return made


def _run(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "rolebook", *arguments], check=True, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
