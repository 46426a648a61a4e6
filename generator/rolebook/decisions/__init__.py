"""Possible links decided by people: asked one by one, written into front matter, kept by ID."""

from .deciding import Answer, ChangedError, Sitting
from .matter import Decision, UnwritableError, edit_of
from .undecided import KINDS, Undecided, marked, undecided

__all__ = [
    "KINDS",
    "Answer",
    "ChangedError",
    "Decision",
    "Sitting",
    "Undecided",
    "UnwritableError",
    "edit_of",
    "marked",
    "undecided",
]
