"""Persona Markdown and RFC 2119 rules as a typed model, and as a handbook that people use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .input.files import OperatorError
    from .link.handbook import (
        Cell,
        Column,
        Evidence,
        Family,
        Grid,
        Handbook,
        Link,
        LinkKind,
        Origin,
        Role,
        Row,
        SharedBlock,
    )
    from .loading import handbook, load, load_catalogues
    from .model import Category, Document, Passage, Persona, Requirement
    from .model.diagnostics import Diagnostic, Severity
    from .model.source import Source, Span
    from .rfc2119 import Level
    from .taxonomy import Catalogue, Catalogues, Concept, Framework

__version__ = "0.2.0"

__all__ = [
    "Catalogue",
    "Catalogues",
    "Category",
    "Cell",
    "Column",
    "Concept",
    "Diagnostic",
    "Document",
    "Evidence",
    "Family",
    "Framework",
    "Grid",
    "Handbook",
    "Level",
    "Link",
    "LinkKind",
    "OperatorError",
    "Origin",
    "Passage",
    "Persona",
    "Requirement",
    "Role",
    "Row",
    "Severity",
    "SharedBlock",
    "Source",
    "Span",
    "__version__",
    "handbook",
    "load",
    "load_catalogues",
]

_HOMES = {
    ".loading": "handbook load load_catalogues",
    ".input.files": "OperatorError",
    ".link.handbook": (
        "Cell Column Evidence Family Grid Handbook Link LinkKind Origin Role Row SharedBlock"
    ),
    ".model": "Category Document Passage Persona Requirement",
    ".model.diagnostics": "Diagnostic Severity",
    ".model.source": "Source Span",
    ".rfc2119": "Level",
    ".taxonomy": "Catalogue Catalogues Concept Framework",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


# Commands import what they need by themselves: with all of it, `rolebook --version` takes 0.9 s
# instead of 0.1.
def __getattr__(name: str) -> Any:
    """Return one of the public names; its module is imported when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOME_OF[name], __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
