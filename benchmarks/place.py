"""A handbook of the corpus in a temporary folder, as its authors have it and edit it."""

from __future__ import annotations

import http.client
import itertools
import os
import re
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import write_corpus
from measuring import ROLEBOOK, Usage, run

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSONA, PERSONA_PAGE = "Backend Builder", "/p/backend-builder/"
"""The persona that is edited, and its page."""
NO_PAPER = "false"
_CONFIGURATION = """\
site_name: Bench
theme:
  name: material
plugins:
  - search
  - rolebook:
      pdf: {pdf}
"""
_LAST_WORD_BUT_ONE = re.compile(r", \w+ 1$", re.MULTILINE)
"""Of the first rules that are the persona's own, such as "rotate tokens by default, case 1"."""
_STEP = 0.01
"""Seconds between two looks at a page; a shorter wait would take time from the server."""
_PATIENCE = 600
"""Seconds after which a server has failed."""


@dataclass
class Place:
    """A handbook in a folder."""

    folder: Path
    _edits: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.folder / "site"

    def run(self, *arguments: str) -> Usage:
        """Run a command of Rolebook."""
        return run([*ROLEBOOK, *arguments], self.folder)

    def edit(self) -> str:
        """Put another word in one rule of the first persona, and return the word."""
        path = min(self.folder.glob("personas/*.md"))
        word = f"amended{next(self._edits)}"
        text, count = _LAST_WORD_BUT_ONE.subn(
            f", {word} 1", path.read_text(encoding="utf-8"), count=1
        )
        assert count == 1
        path.write_text(text, encoding="utf-8", newline="\n")
        return word

    @contextmanager
    def served(self) -> Iterator[Server]:
        """Run `rolebook serve` until the context ends, and give it once it answers."""
        port = _free_port()
        command = [*ROLEBOOK, "serve", "-a", f"127.0.0.1:{port}"]
        nowhere = subprocess.DEVNULL
        with (
            tempfile.TemporaryDirectory(prefix="rolebook-bench-") as rest,
            # A server that is ended leaves what it has in its folder for temporary files.
            subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, "TMPDIR": rest},
                stdout=nowhere,
                stderr=nowhere,
            ) as process,
        ):
            server = Server(process, port)
            try:
                server.wait_for(PERSONA)
                yield server
            finally:
                process.terminate()


@dataclass(frozen=True)
class Server:
    """A running `rolebook serve`."""

    process: subprocess.Popen[bytes]
    port: int

    def wait_for(self, word: str) -> None:
        """Ask for the page of the edited persona until it has a word.

        Raises:
            TimeoutError: The word did not come, or the server has ended.
        """
        deadline = time.monotonic() + _PATIENCE
        while word.encode() not in self._page():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise TimeoutError(f"{PERSONA_PAGE} does not show {word!r}")
            time.sleep(_STEP)

    def _page(self) -> bytes:
        """Return the page of the edited persona; nothing while the server does not answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", PERSONA_PAGE)
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()


@contextmanager
def handbook(personas: int, *, pdf: str = NO_PAPER, is_wordy: bool = False) -> Iterator[Place]:
    """Give a handbook that nothing was built from, and remove it with all that is built.

    Args:
        personas: How many; each has 464 rules.
        pdf: Value of the option of this name.
        is_wordy: Whether rules have as many different words as people write.
    """
    with tempfile.TemporaryDirectory(prefix="rolebook-bench-") as name:
        write_handbook(folder := Path(name), personas, pdf=pdf, is_wordy=is_wordy)
        yield Place(folder)


def write_handbook(
    folder: Path, personas: int, *, pdf: str = NO_PAPER, is_wordy: bool = False
) -> None:
    """Write what `handbook` gives to an empty folder."""
    write_corpus(folder / "personas", personas, is_wordy=is_wordy)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(_CONFIGURATION.format(pdf=pdf), encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
