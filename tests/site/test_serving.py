"""The live server shows an edit without being told."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from .corpus import SHORT
from .running import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@contextmanager
def served(place: Harbour) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*COMMAND, "serve", "--address", f"127.0.0.1:{port}"]
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


def wait_for(address: str, words: str) -> None:
    """Ask for a page until it holds the words."""
    deadline = time.monotonic() + _PATIENCE
    seen = ""
    while words not in seen:
        assert time.monotonic() < deadline, f"{address} does not say {words!r}: {seen[:200]}"
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:
                seen = answer.read().decode()
        except (URLError, ConnectionError) as error:
            seen = str(error)
        time.sleep(0.1)
