"""Sheets of paper as PDF, to fill in by hand: A4, Letter and A5."""

from .checklist import checklist_job, checklist_pdf
from .missing import missing_characters
from .press import Job, PagesError, Paper, Pressed, press, press_all
from .printing import form_url, paper_files
from .rubric import SHEETS, notes_job, pocket_job, rubric_job, rubric_pdf
from .wording import origin, sheet_words

__all__ = [
    "SHEETS",
    "Job",
    "PagesError",
    "Paper",
    "Pressed",
    "checklist_job",
    "checklist_pdf",
    "form_url",
    "missing_characters",
    "notes_job",
    "origin",
    "paper_files",
    "pocket_job",
    "press",
    "press_all",
    "rubric_job",
    "rubric_pdf",
    "sheet_words",
]
