"""ID: IDs of rules, and the lock file that keeps them. Reading the lock file reports it."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_DRILL = "# Fire drills\n\n## Rules\n\nEveryone MUST leave the house.\n"
_CODE = "---\ncode: FD\n---\n"
_LOCK = (
    "# rolebook.lock\n"
    "persona\tFD\tdrill.md\tFire drills\n"
    "category\tFD\tRULE\tRules\n"
    "rule\tFD-RULE-01\t1\t2026-01-01\tMUST\tFD\tRULE\tEveryone MUST leave the house.\n"
)
_OTHER = "rule\tFD-RULE-01\t1\t2026-01-02\tMUST\tFD\tRULE\tEveryone MUST swim.\n"
_RETIRED = "rule\tFD-RULE-02\t1\t2026-01-01\tMUST\tFD\tRULE\tEveryone MUST run.\n"


def _locked(lock: str, text: str = _DRILL) -> dict[str, str]:
    return {"drill.md": text, "rolebook.lock": lock}


seen(
    "ID001",
    "duplicate-id",
    Severity.ERROR,
    good=["# Drills\n\n- MUST run {#R1}\n- MUST walk {#R2}\n"],
    bad=["# Drills\n\n- MUST run {#R1}\n- MUST walk {#R1}\n"],
)
seen(
    "ID002",
    "shared-code",
    Severity.WARNING,
    good=[{"a.md": "# Fire Drills\n\nMUST run\n", "b.md": "# Free Days\n\nMUST rest\n"}],
    bad=[{"a.md": f"{_CODE}# Drills\n\nMUST run\n", "b.md": f"{_CODE}# Days\n\nMUST rest\n"}],
)
seen(
    "ID003",
    "lock-conflict",
    Severity.ERROR,
    good=[_locked(_LOCK)],
    bad=[
        _locked(f"{_LOCK}<<<<<<< HEAD\n{_RETIRED}=======\n>>>>>>> other\n"),
        _locked(_LOCK + _OTHER),
    ],
)
seen(
    "ID004",
    "unreadable-lock",
    Severity.ERROR,
    good=[_locked(_LOCK)],
    bad=[_locked(f"{_LOCK}rule\tFD-RULE-02\n")],
)
seen(
    "ID005",
    "reused-id",
    Severity.ERROR,
    good=[_locked(_LOCK)],
    bad=[_locked(_LOCK, f"{_DRILL}\n- MUST shout {{#FD-RULE-01}}\n")],
)
seen("ID006", "missing-lock", Severity.NOTE, good=[_locked(_LOCK)], bad=[_DRILL])
seen(
    "ID007",
    "stale-lock",
    Severity.NOTE,
    good=[_locked(_LOCK)],
    bad=[
        _locked(_LOCK, f"{_DRILL}\nEveryone MUST shout.\n"),
        _locked(_LOCK.replace("\tFire drills", "\tDrills")),
    ],
)
seen(
    "ID008",
    "cut-lock",
    Severity.ERROR,
    good=[_locked(_LOCK)],
    bad=[_locked(_LOCK.rstrip("\n")), _locked("\n")],
)
# It compares with the last commit, which needs a repository rather than an example.
seen("ID009", "lost-ids", Severity.ERROR, good=[_locked(_LOCK)], bad=[])
seen(
    "ID010",
    "clashing-locks",
    Severity.ERROR,
    good=[_locked(_LOCK)],
    bad=[
        {
            "drill.md": _DRILL,
            "rolebook.lock": _LOCK,
            "more/food.md": "# Food\n\nMUST cook\n",
            "more/rolebook.lock": _LOCK.replace("drill.md", "food.md"),
        },
        {
            "drill.md": _DRILL,
            "rolebook.lock": _LOCK,
            "more/food.md": "# Food\n\nMUST cook\n",
            "more/rolebook.lock": _OTHER,
        },
    ],
)
# Only `rolebook lock` asks, before it writes.
seen("ID011", "many-retired", Severity.ERROR, good=[_locked(_LOCK)], bad=[])
seen(
    "ID012",
    "odd-id",
    Severity.NOTE,
    good=["# Locks\n\n- [SEC-1] Doors MUST close.\n"],
    bad=["# Locks\n\n- [SEC/1] Doors MUST close.\n"],
)
