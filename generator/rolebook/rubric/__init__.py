"""A persona to its review rubric: at most twenty questions, and a place for every other rule."""

from .accounting import UnaccountedError, account
from .explaining import explain
from .making import problems, rubric
from .records import MOST_ITEMS, Domain, Item, Part, Pause, Place, Placement, Rubric, Score, Sight, Stop
from .touching import touching

__all__ = [
    "MOST_ITEMS",
    "Domain",
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
    "account",
    "explain",
    "problems",
    "rubric",
    "touching",
]
