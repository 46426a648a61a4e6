"""RD: files that cannot be read as they are. Reading itself reports them."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_RULE = "# Fire drills\n\nEveryone MUST leave the house.\n"
_PILOT = "# The Pilot\n\n## Traits\n- calm\n\n## Rules\n- MUST answer the radio\n"
_DEEP = "> " * 200
"""More quotes than any reader of Markdown follows."""
_TOO_DEEP = "[" * 600 + "]" * 600
"""Reading YAML takes two calls a level, and Python allows a thousand."""

# Permissions, folders that vanish and special files need a disk, not an example.
seen("RD001", "unreadable-file", Severity.ERROR, good=[_RULE], bad=[])
seen(
    "RD002",
    "not-utf8",
    Severity.WARNING,
    good=[{"a.md": "# Café\n\nMUST open\n".encode()}],
    bad=[
        {"a.md": "# Café\n\nMUST open\n".encode("latin-1")},
        {"a.md": "# Café Über Ölung\n\nMUST open ".encode() + b"\xe9\n"},
    ],
)
seen(
    "RD003",
    "nul-character",
    Severity.WARNING,
    good=[_RULE],
    bad=[{"a.md": b"# Foxes\n\nFoxes MUST be\x00 quick.\n"}],
)
seen("RD004", "outside-folder", Severity.WARNING, good=[_RULE], bad=[])  # needs a link on a disk
seen(
    "RD005",
    "nested-too-deep",
    Severity.WARNING,
    good=["# Quotes\n\n> > The ship MUST sail.\n"],
    bad=[f"# Quotes\n\n{_DEEP}The ship MUST sail.\n"],
)
seen(
    "RD006",
    "unreadable-front-matter",
    Severity.WARNING,
    good=[f"---\ncode: FD\naliases: [drills]\n---\n{_RULE}"],
    bad=[
        f"---\ncode: [FD\n---\n{_RULE}",
        f"---\ntags: {'x' * 60_000}\n---\n{_RULE}",
        f"---\ntags: {_TOO_DEEP}\n---\n{_RULE}",
        f"---\n- FD\n---\n{_RULE}",
        f"---\ntitle: [a, b]\n---\n{_RULE}",
        f"---\ntags:\n  a: b\n---\n{_RULE}",
        f"---\nlinks: PROG\n---\n{_RULE}",
        f"---\nskills: [programming]\n---\n{_PILOT}",
        f"---\nlanguage: plain English\n---\n{_RULE}",
        f"---\ncode: F/D\n---\n{_RULE}",
    ],
)
seen(
    "RD007",
    "skipped-file",
    Severity.NOTE,
    good=[_PILOT],
    bad=[
        {"readme.md": _RULE, "a.md": _RULE},
        "# The [Role]\n\n## Traits\n- [trait]\n\n## Rules\n- MUST [do this]\n",
    ],
)
seen("RD008", "empty-file", Severity.NOTE, good=[_RULE], bad=[{"a.md": "\n", "b.md": _RULE}])
seen(
    "RD009",
    "unclosed-fence",
    Severity.WARNING,
    good=[f"{_RULE}\n```\nshout\n```\n"],
    bad=[f"{_RULE}\n```\nshout\n"],
)
seen(
    "RD010",
    "merge-conflict",
    Severity.ERROR,
    good=[f"{_RULE}\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```\n"],
    bad=[f"{_RULE}\n<<<<<<< HEAD\n- MUST run\n=======\n- MUST walk\n>>>>>>> other\n"],
)
seen(
    "RD011",
    "unreadable-sheet",
    Severity.ERROR,
    good=[{"pilot.md": _PILOT, "pilot.onboarding.yml": "drop:\n  - day-one\n"}],
    bad=[
        {"pilot.md": _PILOT, "pilot.onboarding.yml": "drop: [\n"},
        {"pilot.md": _PILOT, "pilot.onboarding.yml": f"drop: {'x' * 250_000}\n"},
        {"pilot.md": _PILOT, "pilot.onboarding.yml": f"drop: {_TOO_DEEP}\n"},
        {"pilot.md": _PILOT, "pilot.onboarding.yml": "- drop\n"},
    ],
)


def _onboarding(text: str) -> dict[str, str | bytes]:
    return {"pilot.md": _PILOT, "pilot.onboarding.yml": text}


def _added(**fields: str) -> dict[str, str | bytes]:
    """An onboarding file with one action."""
    action = {"id": "tour", "title": "See the tower", "phase": "day-1", "done": "it is seen"}
    lines = (f"    {name}: {value}" for name, value in (action | fields).items() if value)
    return _onboarding("\n".join(["add:", "  -", *lines, ""]))


seen(
    "RD012",
    "bad-entry",
    Severity.ERROR,
    good=[_added()],
    bad=[
        _onboarding("add: a tour\n"),
        _onboarding("change: [tour]\n"),
        _onboarding("ad: []\n"),
        _added(colour="red"),
        _added(phase="soon"),
        _added(title=""),
        _added(title="[a, b]"),
        _onboarding("drop:\n  - 5\n"),
        _added(id="a tour"),
        _added(title="x" * 600),
        _added(due="-9999"),
        _added(due="9999"),
        _onboarding("drop: &a [x]\norder: *a\n"),
        _onboarding("? [a]\n: b\n"),
        _onboarding("drop: []\ndrop: []\n"),
    ],
)
seen(
    "RD013",
    "stray-sheet",
    Severity.WARNING,
    good=[_added()],
    bad=[
        {"pilot.md": _PILOT, "pilots.onboarding.yml": "drop: []\n"},
        {"pilot.md": _PILOT, "pilot.onboarding.yaml": "drop: []\n"},
    ],
)
seen(
    "RD014",
    "odd-file-name",
    Severity.ERROR,
    good=[{"a drill.md": _RULE}],
    bad=[{"a\tdrill.md": _RULE, "b.md": _RULE}],
)
seen(
    "RD015",
    "nothing-read",
    Severity.NOTE,
    good=[_RULE],
    bad=[
        "# Ducks\n\nDucks swim.\n",
        f"{_RULE}\n- you must not run\n- you should walk\n",
        f"{_RULE}\n- you **must** not run\n- you **should** walk\n",
        "# Ducks\n\n- ducks must swim\n- ducks should fly\n",
        "# Ducks\n\n- ducks must swim\n",
        f"{_RULE}\n- must ducks swim?\n- should ducks fly?\n",
        "# Ducks\n\n- ducks **must** swim\n- ducks **should** fly\n",
        "# Ducks\n\n```\nducks MUST swim\n```\n",
        '# Ducks\n\nWe write "MUST" now and then.\n',
    ],
)
seen(
    "RD017",
    "informative-part",
    Severity.NOTE,
    good=[f"{_RULE}\n## Rationale\n\nFires are hot.\n"],
    bad=[
        f"{_RULE}\n## Rationale\n\nWithout a drill, people MAY panic.\n",
        f"{_RULE}\n## Appendix A (informative)\n\nHouses MUST have had two doors.\n",
    ],
)
seen(
    "RD016",
    "other-kind",
    Severity.NOTE,
    good=[{"pilot.md": _PILOT, "pilot.onboarding.yml": "drop: []\n"}],
    bad=[
        {"drill.md": _RULE, "pilot.txt": "The pilot MUST answer.\n"},
        {"drill.md": _RULE, "pilot.yaml": "must: answer\n"},
        {"drill.md": _RULE, ".claude/agents/pilot.md": _PILOT},
    ],
)
