"""Roles that work with one another, so that each meets some of the others at once."""

from __future__ import annotations

import rolebook

CREW = ("Baker", "Clerk", "Cook", "Diver", "Gunner", "Miller", "Pilot", "Smith")


def crew() -> dict[str, str]:
    """Return the files of the crew; each role owes every other a word."""
    return {f"{name.lower()}.md": _text(name) for name in CREW}


def crew_book(**sidecars: str) -> rolebook.Handbook:
    """Return the handbook of the crew, with onboarding files of some roles: `pilot="drop: []"`."""
    sources = [rolebook.Source(path, text) for path, text in crew().items()]
    own = [rolebook.Source(f"{name}.onboarding.yml", text) for name, text in sidecars.items()]
    return rolebook.handbook(sources, sidecars=own)


def _text(name: str) -> str:
    duties = "".join(f"- **MUST** tell The {other} the hour\n" for other in CREW if other != name)
    return f"# The {name}\n\n## Core Traits\n\n- calm\n\n## Collaboration Guidelines\n\n{duties}"
