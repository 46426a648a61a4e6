"""What is checked: every code, with examples, its fix if there is one, and the checks themselves.

A check is one function over a finished handbook, see `registry.check`. What only the reader of a
file or the linker can see is reported there; its code is still declared here, so that the
list of codes, `rolebook explain`, the reference page and the tests come from one place.

Checks import other rooms where they need them: `rolebook explain` needs only the codes, and takes
0.1 s rather than 0.4.
"""

from . import (  # each declares its codes
    catalogues,
    duplicates,
    ids,
    ignoring,
    keywords,
    onboarding,
    owning,
    reading,
    references,
    reviews,
    rubrics,
    skills,
    structure,
    tables,
    templates,
    vague,
    waivers,
    wording,
)
from .fixing import FixedFile, fixed_files
from .ignoring import unused_in_configuration, without_ignored
from .registry import check, problems, seen

__all__ = [
    "FixedFile",
    "catalogues",
    "check",
    "duplicates",
    "fixed_files",
    "ids",
    "ignoring",
    "keywords",
    "onboarding",
    "owning",
    "problems",
    "reading",
    "references",
    "reviews",
    "rubrics",
    "seen",
    "skills",
    "structure",
    "tables",
    "templates",
    "unused_in_configuration",
    "vague",
    "waivers",
    "without_ignored",
    "wording",
]
