"""Persona Markdown and RFC 2119 rules as a typed model, and as a handbook that people use."""

from .build import handbook, load, load_catalogues
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
