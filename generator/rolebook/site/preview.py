"""A handbook in memory that answers for any address of its site: nothing is made until asked for.

MkDocs builds the pages of the owner, with all plugins, into a folder; our pages are only listed
then. Each is made inside the theme when a browser asks for it. After an edit of a persona, only the
personas are read again, and MkDocs builds again only if the navigation changed.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..addresses import address
from ..input.files import OperatorError
from ..output.display import shown
from ..output.store import NOTHING_KEPT
from ..paper import press_job
from .watching import different, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..input.files import File
    from ..link.handbook import Handbook
    from ..model import Document
    from ..model.diagnostics import Diagnostic
    from ..output.store import Store

_MOST_TOLD = 10
"""Problems that the terminal lists after a change; more would scroll away what matters."""
_MOST_SHOWN = 50
"""Problems that a page lists."""


class Told(NamedTuple):
    """A sentence for the terminal."""

    severity: str
    """`error`, `warning`, or `note` for everything else."""
    sentence: str


class Preview:
    """What a server shows of a handbook."""

    def __init__(
        self,
        build: Callable[[], Any],
        folder: str,
        *,
        errors: tuple[type[Exception], ...] = (),
        store: Store = NOTHING_KEPT,
    ) -> None:
        """Build everything that is not ours, and list what is.

        Args:
            build: Builds, and returns our plugin with what it knows.
            folder: Where the build puts the pages of the owner.
            errors: What a build fails with, if it is the owner's fault.
            store: What earlier builds made.

        Raises:
            OperatorError: The configuration or what it names is not valid.
        """
        self._build = build
        self._folder = folder
        self._errors: tuple[type[Exception], ...] = (OperatorError, *errors)
        self._store = store
        self._known: frozenset[str] = frozenset()
        self.failure = ""
        """Why pages are older than the files; empty while all is well."""
        self.extra: list[str] = []
        """Further files and folders to watch."""
        self._plugin: Any = build()
        self._seen = seen(self._watched())
        self._files: dict[str, File] | None = None

    @property
    def book(self) -> Handbook:
        """The handbook as it was read last."""
        book: Handbook = self._plugin.book
        return book

    def refresh(self) -> list[Told] | None:
        """Read again what changed on the disk; return what to tell, or None if nothing did."""
        now = seen(self._watched())
        changed = different(self._seen, now)
        if not changed:
            return None
        self._seen = now
        start = time.perf_counter()
        try:
            if not self._are_personas(changed) or not self._plugin.again():
                self._plugin = self._build()
        except self._errors as error:
            self.failure = shown(" ".join(str(error).split())) or type(error).__name__
            return [Told("error", self.failure)]
        self.failure = ""
        self._files = None
        self._seen = seen(self._watched())
        took = time.perf_counter() - start
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        told = Told("note", f"{os.path.relpath(changed[0])}{more}: read in {took:.2f} s")
        return [told, *self.news()]

    def news(self) -> list[Told]:
        """Return the problems that were not told yet, the worst first."""
        found = {_line(one): one for one in self._problems()}
        new = [Told(one.severity, line) for line, one in found.items() if line not in self._known]
        self._known = frozenset(found)
        left = len(new) - _MOST_TOLD
        more = [Told("note", f"and {left} more; 'rolebook check' lists them")] if left > 0 else []
        return new[:_MOST_TOLD] + more

    def answer(self, path: str) -> bytes | None:
        """Return what is at an address of the site, or None.

        Args:
            path: From the site's root; that of a page ends in `.html`.
        """
        if path.endswith("index.html"):
            page = self._plugin.themed(f"{path.removesuffix('index.html')}index.md")
            if page is not None:
                text: str = page
                return text.encode("utf-8", errors="xmlcharrefreplace")
        file = self._made().get(path)
        return file.content if file else _content(Path(self._folder), path)

    def notice(self, path: str) -> str:
        """Return what a page shows besides the site: what failed, what is wrong with its file."""
        text = self._text_of(path)
        found = self._problems()
        mine = [one for one in found if one.span.path == text.path] if text else found
        if not mine and not self.failure:
            return ""
        environment = self._plugin.site.context.environment
        html: str = environment.get_template("served.html").render(
            failure=self.failure,
            problems=mine[:_MOST_SHOWN],
            left=len(mine) - _MOST_SHOWN,
            count=len(mine),
        )
        return html

    def _text_of(self, path: str) -> Document | None:
        """Return the persona or document that a page is about, if it is about one."""
        id = path.removeprefix("r/").partition("/")[0]
        if path.startswith("r/") and self.book.has(id):
            return self.book.owner(id)
        return next((text for text in self.book.texts if path.startswith(address(text))), None)

    def _problems(self) -> list[Diagnostic]:
        """Return all problems, the worst first."""
        return sorted(self.book.diagnostics, key=lambda one: one.severity.rank)

    def _made(self) -> Mapping[str, File]:
        """Return the files that are ours besides pages in the theme, by path; none is made yet."""
        if self._files is None:
            self._files = {file.path: file for file in self._plugin.later_files(self._press)}
        return self._files

    def _press(self, job: Any) -> bytes:
        return press_job(job, self._store).content

    def _watched(self) -> Iterator[str]:
        yield from self._plugin.watched
        yield from self.extra

    def _are_personas(self, changed: list[str]) -> bool:
        """Whether all that changed is read by us alone."""
        ours = [os.fspath(path) for path in self._plugin.sources]
        below = tuple(f"{path}{os.sep}" for path in ours)
        return all(path in ours or path.startswith(below) for path in changed)


def _line(problem: Diagnostic) -> str:
    return shown(f"{problem.span}: {problem.code} {problem.message}")


def _content(folder: Path, path: str) -> bytes | None:
    """Return the content of a file below a folder, or None."""
    try:
        file = (folder / path).resolve()
        return file.read_bytes() if file.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None
