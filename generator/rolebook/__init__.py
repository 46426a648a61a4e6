"""Persona Markdown and RFC 2119 rules as a typed model, and as a handbook that people use."""

from .book import Evidence, Handbook, Link, LinkKind, Role
from .build import handbook, load, load_catalogues
from .diagnostics import Diagnostic, Severity
from .files import OperatorError
from .model import Category, Document, Passage, Persona, Requirement
from .rfc2119 import Level
from .source import Source, Span
from .taxonomy import Catalogue, Catalogues, Concept, Framework

__version__ = "0.1.0"

__all__ = [
    "Catalogue",
    "Catalogues",
    "Category",
    "Concept",
    "Diagnostic",
    "Document",
    "Evidence",
    "Framework",
    "Handbook",
    "Level",
    "Link",
    "LinkKind",
    "OperatorError",
    "Passage",
    "Persona",
    "Requirement",
    "Role",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "handbook",
    "load",
    "load_catalogues",
]
