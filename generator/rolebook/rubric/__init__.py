"""A persona to its review rubric: at most twenty questions, and an outcome for every other rule."""

from .accounting import UnaccountedError, account
from .answers import Answer
from .assembling import problems, rubric
from .classifying import classify
from .domains_of_files import domains_of_files
from .explaining import explain
from .model import (
    MOST_AT_A_CHECKPOINT,
    MOST_ITEMS,
    Artefact,
    Aspect,
    Checkpoint,
    Domain,
    Item,
    Outcome,
    Placement,
    Reason,
    Risk,
    Rubric,
    Score,
    Section,
    Sheet,
    Sighting,
    Visibility,
)
from .narrowing import has_domain, narrowed
from .pooling import pool
from .repeated import reviewable
from .sheets import sheet, strictest
from .wording import (
    accounts,
    answerable,
    checkpoint_title,
    for_change,
    how_to_check,
    inferred_mark,
    look_at,
    other_language,
    prohibition,
    risk_names,
    shown,
    title,
    where_seen,
    why_empty,
)

__all__ = [
    "MOST_AT_A_CHECKPOINT",
    "MOST_ITEMS",
    "Answer",
    "Artefact",
    "Aspect",
    "Checkpoint",
    "Domain",
    "Item",
    "Outcome",
    "Placement",
    "Reason",
    "Risk",
    "Rubric",
    "Score",
    "Section",
    "Sheet",
    "Sighting",
    "UnaccountedError",
    "Visibility",
    "account",
    "accounts",
    "answerable",
    "checkpoint_title",
    "classify",
    "domains_of_files",
    "explain",
    "for_change",
    "has_domain",
    "how_to_check",
    "inferred_mark",
    "look_at",
    "narrowed",
    "other_language",
    "pool",
    "problems",
    "prohibition",
    "reviewable",
    "risk_names",
    "rubric",
    "sheet",
    "shown",
    "strictest",
    "title",
    "where_seen",
    "why_empty",
]
