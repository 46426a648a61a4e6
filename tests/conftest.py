"""What tests share: handbooks made of strings."""

from __future__ import annotations

import os
import shutil
import tempfile
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

import rolebook

from .site.running import SHARED_SITES

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the sites that tests share; the processes of xdist know it by its name."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_SITES] = tempfile.mkdtemp(prefix="rolebook-sites-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it with the last process."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED_SITES, ""), ignore_errors=True)


# The same examples every time, so that a run fails only for what was changed; `make properties`
# looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("new", derandomize=False, deadline=None, print_blob=True)
# For `make mutants` it is enough that an example fails; the smallest one is of no interest.
settings.register_profile(
    "mutants",
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def book() -> Callable[..., rolebook.Handbook]:
    """Make a handbook of Markdown texts; the first is `0.md`."""

    def make(*texts: str, **named: str) -> rolebook.Handbook:
        files = {
            **{f"{n}.md": text for n, text in enumerate(texts)},
            **{f"{k}.md": text for k, text in named.items()},
        }
        return rolebook.handbook(
            [rolebook.Source(path, dedent(text)) for path, text in files.items()]
        )

    return make


TESTER = """\
    # The Tester

    ## Core Traits
    - calm

    ## Ruleset

    ### Testing Requirements
    **MUST** write unit tests for every endpoint
    **MUST NOT** put credentials into a URL

    ## Related Design Patterns
    - Caching Pattern

    ## Collaboration Guidelines
    - **MUST** report faults to The Builder
    - **SHOULD** warn The Astronaut

    ## SFIA 9 Mapping
    | Skill | Code | Level |
    |---|---|---|
    | Functional testing | TEST | 3-4 |
"""

BUILDER = """\
    # The Builder

    ## Core Traits
    - quick

    ## Ruleset

    ### Caching Requirements
    **MUST** invalidate cached answers within 5 minutes

    ## Collaboration Guidelines
    - **MUST** answer the tester's questions within a day
"""


@pytest.fixture
def team(book: Callable[..., rolebook.Handbook]) -> rolebook.Handbook:
    """Two personas that know each other, and a role without a file."""
    return book(tester=TESTER, builder=BUILDER)
