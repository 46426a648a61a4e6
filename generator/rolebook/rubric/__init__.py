"""A persona to its review rubric: at most twenty questions, and a place for every other rule."""

from .accounting import UnaccountedError, account
from .classifying import classify
from .explaining import explain
from .making import problems, rubric
from .narrowing import narrowed
from .pooling import pool
from .records import (
    MOST_AT_A_PAUSE,
    MOST_ITEMS,
    VERDICT,
    Domain,
    Item,
    Part,
    Pause,
    Place,
    Placement,
    Rubric,
    Score,
    Sight,
    Stop,
)
from .touching import touching

__all__ = [
    "MOST_AT_A_PAUSE",
    "MOST_ITEMS",
    "VERDICT",
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
    "classify",
    "explain",
    "narrowed",
    "pool",
    "problems",
    "rubric",
    "touching",
]
