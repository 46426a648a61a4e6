"""Sheets of paper as PDF: what is filled in by hand, on A4, Letter and A5."""

from .checklist import checklist_job, checklist_pdf
from .press import Job, PagesError, Paper, Pressed, press, press_all
from .rubric import notes_job, pocket_job, rubric_job, rubric_pdf

__all__ = [
    "Job",
    "PagesError",
    "Paper",
    "Pressed",
    "checklist_job",
    "checklist_pdf",
    "notes_job",
    "pocket_job",
    "press",
    "press_all",
    "rubric_job",
    "rubric_pdf",
]
