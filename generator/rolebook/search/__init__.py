"""Handbook to what the search of the site reads, and that of the theme."""

from __future__ import annotations

from .data import PAGES, RULES, pages_file, rules_file
from .records import SEPARATOR, THEME_SEPARATOR, Record, page_records, records

__all__ = [
    "PAGES",
    "RULES",
    "SEPARATOR",
    "THEME_SEPARATOR",
    "Record",
    "page_records",
    "pages_file",
    "records",
    "rules_file",
]
