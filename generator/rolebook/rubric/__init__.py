"""A persona to its review rubric: at most twenty questions, and a place for every other rule."""

from .accounting import UnaccountedError, account
from .authored import Entry, Wish, Wishes, resolve
from .explaining import explain
from .making import rubric
from .records import Domain, Item, Part, Pause, Place, Placement, Rubric, Score, Sight, Stop

__all__ = [
    "Domain",
    "Entry",
    "Item",
    "Part",
    "Pause",
    "Place",
    "Placement",
    "Rubric",
    "Score",
    "Sight",
    "Stop",
    "UnaccountedError",
    "Wish",
    "Wishes",
    "account",
    "explain",
    "resolve",
    "rubric",
]
