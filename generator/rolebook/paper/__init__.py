"""Sheets of paper as PDF, to fill in by hand: A4, Letter and A5."""

from .checklist import checklist_job, checklist_pdf
from .missing import missing_characters
from .press import Job, PagesError, Paper, Pressed, press, press_all, press_job
from .printing import Sheet, form_url, paper_files, sheets
from .rubric import SHEETS, notes_job, pocket_job, rubric_job, rubric_pdf
from .wording import origin, sheet_words

__all__ = [
    "SHEETS",
    "Job",
    "PagesError",
    "Paper",
    "Pressed",
    "Sheet",
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
    "press_job",
    "rubric_job",
    "rubric_pdf",
    "sheet_words",
    "sheets",
]
