"""Answers of reviews that were kept: files of any kind to reviews, one data file, and its sums."""

from ..rubric.answers import Answer
from .collecting import Collected, collect
from .model import Reply, Review
from .reading import problems, read_reviews, reviews_of
from .summing import PROVES_LITTLE, MonthSum, RoleSum, RuleSum, Summary, summary

__all__ = [
    "PROVES_LITTLE",
    "Answer",
    "Collected",
    "MonthSum",
    "Reply",
    "Review",
    "RoleSum",
    "RuleSum",
    "Summary",
    "collect",
    "problems",
    "read_reviews",
    "reviews_of",
    "summary",
]
