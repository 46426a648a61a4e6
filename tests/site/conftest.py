"""The harbour, built once with directory URLs and once without."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from .corpus import harbour
from .reading import Html, read_site
from .running import built

if TYPE_CHECKING:
    from pathlib import Path

    from .corpus import Harbour


@dataclass(frozen=True)
class Built:
    """A harbour and its site."""

    place: Harbour
    folder: Path
    directory_urls: bool

    @cached_property
    def pages(self) -> dict[str, Html]:
        return read_site(self.folder)


@pytest.fixture(scope="session", params=[True, False], ids=["directory urls", "file urls"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A built harbour."""
    place = harbour(tmp_path_factory.mktemp("harbour"), directory_urls=request.param, has_pdfs=True)
    return Built(place, built(place), request.param)


@pytest.fixture
def place(tmp_path: Path) -> Harbour:
    """A harbour that a test may change."""
    return harbour(tmp_path)
