"""Sheets of paper as PDF: what is filled in by hand, on A4, Letter and A5."""

from .checklist import checklist_job, checklist_pdf
from .press import Job, Paper, Pressed, press, press_all

__all__ = ["Job", "Paper", "Pressed", "checklist_job", "checklist_pdf", "press", "press_all"]
