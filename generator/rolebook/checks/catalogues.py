"""CT: files with skills of a handbook's own. Reading them reports it."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_GOOD = "code,name,low,high\nE3,Engineer,3,5\n"


def _lexicon(lines: str) -> dict[str, str]:
    return {"catalogues/acme.csv": _GOOD, "catalogues/acme.lexicon.csv": f"code,cue\n{lines}"}


seen(
    "CT001",
    "unreadable-catalogue-line",
    Severity.WARNING,
    good=[{"catalogues/acme.csv": _GOOD}],
    bad=[
        {"catalogues/acme.csv": f"{_GOOD}E4,\n"},
        {"catalogues/acme.csv": "code,title\nE3,Engineer\n"},
        _lexicon("E3,@juggling\n"),
        {"catalogues/acme.csv": f"{_GOOD}E4,Architect,nine,\n"},
        {"catalogues/acme.csv": f"{_GOOD}E3,Engineer,,\n"},
        _lexicon("E9,engine\n"),
    ],
)
