"""The live server shows an edit without being told."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from .corpus import HAND_WRITTEN, SECRET_ID, SHORT, harbour
from .running import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .corpus import Harbour

_PATIENCE = 60
"""Seconds; a busy machine is slow, and a fast one never waits that long."""


def test_an_edit_of_a_persona_shows(place: Harbour) -> None:
    """Within seconds the page has the new rule."""
    with served(place) as address:
        wait_for(address + SHORT, "ask for a tug")
        persona = place.root / "personas/harbour-pilot.md"
        text = persona.read_text(encoding="utf-8")
        persona.write_text(text.replace("ask for a tug", "ask for two tugs"), encoding="utf-8")
        wait_for(address + SHORT, "ask for two tugs")


def test_a_page_shows_what_is_wrong_with_its_file(place: Harbour) -> None:
    """The terminal says so, too; a page without problems of its own does not."""
    with served(place) as address:
        wait_for(address + SHORT, "ask for a tug")
        persona = place.root / "personas/harbour-pilot.md"
        text = persona.read_text(encoding="utf-8")
        persona.write_text(f"{text}\n## Ruleset\n\n- MUST not whistle\n", encoding="utf-8")
        wait_for(address + SHORT, "MUST not")
        page = read(address + SHORT)
        assert 'class="rb-served"' in page
        assert "personas/harbour-pilot.md:" in page
        assert "KW001" in page
    log = (place.root / "serve.log").read_text()
    assert "personas/harbour-pilot.md: read in" in log
    assert "KW001 'MUST not' is not all in capitals" in log


def test_a_broken_configuration_is_one_sentence_and_the_old_pages_stay(place: Harbour) -> None:
    with served(place) as address:
        wait_for(address + SHORT, "ask for a tug")
        configuration = place.root / "mkdocs.yml"
        text = configuration.read_text()
        configuration.write_text("site_name: [never closed\n")
        wait_for(address + SHORT, "This page is older than your files")
        assert "ask for a tug" in read(address + SHORT)
        configuration.write_text(text.replace("site_name:", "site_description: x\nsite_name:"))
        wait_for(address, "x", missing="This page is older than your files")
    log = (place.root / "serve.log").read_text()
    assert "Traceback" not in log
    assert "cannot be read: expected" in log


def test_an_edit_of_a_page_of_the_owner_shows(place: Harbour) -> None:
    with served(place) as address:
        wait_for(f"{address}{HAND_WRITTEN}/", "<h1")
        page = place.root / f"docs/{HAND_WRITTEN}.md"
        page.write_text("# House rules\n\nKnock twice.\n")
        wait_for(f"{address}{HAND_WRITTEN}/", "Knock twice.")


def test_every_kind_of_file_is_there_when_asked_for(tmp_path: Path) -> None:
    """Nothing of it is on the disk."""
    place = harbour(tmp_path, has_pdfs=True)
    with served(place) as address:
        wait_for(address + SHORT, "ask for a tug")
        for path, beginning in (
            (f"r/{SECRET_ID}/", b"<!doctype html>"),
            ("data/handbook.json", b"{"),
            ("search/rules.js", b"rolebookData"),
            ("search/search_index.json", b"{"),
            ("assets/rolebook/rolebook.css", b""),
            (f"{SHORT}rubric/rubric-a4.pdf", b"%PDF"),
        ):
            with urlopen(address + path, timeout=_PATIENCE) as answer:
                assert answer.read().lstrip().lower().startswith(beginning.lower()), path
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}p/nobody/", timeout=_PATIENCE)


def read(address: str) -> str:
    with urlopen(address, timeout=_PATIENCE) as answer:
        page: str = answer.read().decode()
        return page


@contextmanager
def served(place: Harbour) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*COMMAND, "serve", "--port", str(port)]
    with (
        (place.root / "serve.log").open("wb") as log,
        subprocess.Popen(
            command, cwd=place.root, env=environment(), stdout=log, stderr=log
        ) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def wait_for(address: str, words: str, *, missing: str = "\0") -> None:
    """Ask for a page until it holds the words, and not what has to be missing."""
    deadline = time.monotonic() + _PATIENCE
    seen = ""
    while words not in seen or missing in seen:
        assert time.monotonic() < deadline, f"{address} does not say {words!r}: {seen[:200]}"
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:
                seen = answer.read().decode()
        except (URLError, ConnectionError) as error:
            seen = str(error)
        time.sleep(0.1)
