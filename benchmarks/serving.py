"""A built site on this host, compressed as hosts of sites send it, and a Chromium to look at it."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import SUBJECTS, write_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_COMPRESSED = (".html", ".js", ".css", ".json", ".svg", ".xml", ".txt")
"""What hosts compress; fonts and pictures are compressed already."""


def build(folder: Path, personas: int, subjects: Sequence[str] = SUBJECTS) -> tuple[Path, int]:
    """Build a handbook of so many roles in a folder; return its site and its number of rules."""
    rules = write_corpus(folder / "personas", personas, subjects, is_wordy=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Handbook\ntheme: {name: material}\nplugins: [search, rolebook: {pdf: false}]\n",
        encoding="utf-8",
    )
    (folder / "docs").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "rolebook", "build"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "site", rules


def chromium() -> str:
    """Return the path of a Chromium of this machine.

    Raises:
        SystemExit: There is none.
    """
    names = filter(None, (os.environ.get("CHROMIUM"), *_BROWSERS))
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise SystemExit("no Chromium found: run make browser, or set CHROMIUM to the path of one")
    return found


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on a free port, and yield its address."""
    handler = functools.partial(_Handler, directory=os.fspath(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed if that makes it smaller."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _COMPRESSED or not path.is_file():
            super().do_GET()
            return
        content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
