"""A corpus of personas for measuring: any number, about 465 rules each, always the same.

Two thirds of the rules are sentence frames repeated for every subject, as in real persona files;
the others are made of parts that combine to sentences of their own.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FRAMES = (
    ("MUST", "build {s} so that a second person can run it"),
    ("MUST", "follow the team's conventions for {s}"),
    ("MUST", "tune {s} against a figure that was agreed before"),
    ("MUST", "keep {s} covered by checks that run on every change"),
    ("MUST", "write down how {s} works and why"),
    ("SHOULD", "prefer what the team already uses for {s}"),
    ("MUST NOT", "put off known faults in {s}"),
    ("MUST", "say what the work on {s} leaves out"),
    ("MUST", "rank tasks in {s} by the harm of leaving them"),
    ("MUST", "prove that {s} does what it promises"),
    ("MUST", "meet the agreed quality of {s}"),
    ("SHOULD", "automate the checks of {s}"),
    ("MUST", "look at {s} by hand before a release"),
    ("MUST NOT", "sign off {s} that nobody has reviewed"),
    ("MUST", "hold {s} to the written standard"),
    ("SHOULD", "review {s} once a quarter"),
    ("MUST", "update the pages about {s} with each change"),
    ("MUST", "report on {s} to those who depend on it"),
)
SUBJECTS = (
    "server code", "web interfaces", "database access", "performance work", "security measures",
    "user sign-in", "caching", "error handling", "logging", "testing", "deployment", "monitoring",
    "troubleshooting", "integration",
    "scaling", "data processing", "message queues",
)  # fmt: skip
FIRST = (
    "Backend",
    "Frontend",
    "Data",
    "Platform",
    "Quality",
    "Release",
    "Security",
    "Mobile",
    "Search",
    "Billing",
)
SECOND = ("Builder", "Steward", "Analyst", "Keeper")
_LEVELS = ("MUST", "MUST", "MUST", "SHOULD", "MUST NOT", "MAY")
_VERBS = (
    "return",
    "store",
    "encrypt",
    "index",
    "limit",
    "name",
    "rotate",
    "sign",
    "trace",
    "version",
)
_THINGS = (
    "tokens",
    "schemas",
    "log lines",
    "OAuth 2.0 scopes",
    "HTTP 429 answers",
    "foreign keys",
    "backups",
    "cache keys",
)
_HOW = (
    "for every request",
    "within 5 minutes",
    "before a release",
    "by default",
    "in each region",
    "without downtime",
)
_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
    "xu",
    "ya",
)
_EDITED = 0.1
"""The part of the rules that an edit touches."""
_OWN_RULES, _OWN_CATEGORIES, _DUTIES = 144, 6, 14
RULES = len(SUBJECTS) * len(FRAMES) + _OWN_RULES + _DUTIES
"""In a persona with all subjects."""


def role_names(count: int) -> list[str]:
    """Return as many different names as asked for."""
    pairs = [f"The {first} {second}" for second in SECOND for first in FIRST]
    return [
        pairs[i] if i < len(pairs) else f"{pairs[i % len(pairs)]} {i // len(pairs) + 1}"
        for i in range(count)
    ]


def persona(
    index: int, names: list[str], subjects: Sequence[str] = SUBJECTS, *, is_wordy: bool = False
) -> str:
    """Return the Markdown of one persona, which repeats the frames for each subject.

    Args:
        index: Which of the names it has.
        names: The names of all personas.
        subjects: The categories whose rules repeat the frames.
        is_wordy: Whether rules have as many different words as people write, which sizes and
            searches depend on.
    """
    chance = random.Random(index)
    name = names[index]
    lines = [f"# {name}", "", "## Agent Overview", f"{name} looks after a part of the product.", ""]
    lines += ["## Core Traits", "- Curious", "- Exact", "", "## Ruleset", ""]
    for subject in subjects:
        lines.append(f"### {subject.title()} Requirements")
        ends = [f" {_made_up(chance)}" if is_wordy else "" for _ in FRAMES]
        lines += [
            f"**{level}** {text.format(s=subject)}{end}"
            for (level, text), end in zip(FRAMES, ends, strict=True)
        ]
        lines.append("")
    for category in range(_OWN_CATEGORIES):
        lines.append(f"### {_THINGS[category].title()} Design Requirements")
        for n in range(_OWN_RULES // _OWN_CATEGORIES):
            words = f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_HOW)}"
            words += f" {_made_up(chance)}" if is_wordy else ""
            lines.append(f"**{chance.choice(_LEVELS)}** {words}, case {n + 1}")
        lines.append("")
    lines += [
        "## Related Design Patterns",
        *(f"- {subject.title()} Pattern" for subject in SUBJECTS),
        "",
    ]
    lines += ["## Collaboration Guidelines"]
    others = [other for other in names if other != name] or ["The Auditor"]
    lines += [
        f"- **MUST** agree with {others[(index + n) % len(others)]} on point {n + 1}"
        for n in range(_DUTIES)
    ]
    lines += ["", "## SFIA 9 Mapping", "| Skill | Code | Level |", "|---|---|---|"]
    lines += [
        "| Programming/software development | PROG | 3-5 |",
        "| Information security | SCTY | 4 |",
        "",
    ]
    return "\n".join(lines)


def _made_up(chance: random.Random) -> str:
    """Return five words of 20,000 that there are, some of them far more often than others."""
    numbers = (int(20_000 ** chance.random()) for _ in range(5))
    return " ".join("".join(_SYLLABLES[n // 16**k % 16] for k in range(4)) for n in numbers)


def write_corpus(
    folder: Path, personas: int, subjects: Sequence[str] = SUBJECTS, *, is_wordy: bool = False
) -> int:
    """Write a corpus as `folder/*.md` and return its number of rules."""
    folder.mkdir(parents=True, exist_ok=True)
    names = role_names(personas)
    for index in range(personas):
        path = folder / f"{index:03}-{names[index].lower().replace(' ', '-')}.md"
        path.write_text(
            persona(index, names, subjects, is_wordy=is_wordy), encoding="utf-8", newline="\n"
        )
    return personas * (len(subjects) * len(FRAMES) + _OWN_RULES + _DUTIES)


def edit_corpus(folder: Path) -> None:
    """Edit one rule in ten: reword, weaken, take away, or put another one in its place."""
    chance = random.Random(0)
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        edited = [
            _edited(line, chance) if line.startswith("**") and chance.random() < _EDITED else line
            for line in lines
        ]
        path.write_text(
            "\n".join(line for line in edited if line is not None), encoding="utf-8", newline="\n"
        )


def _edited(line: str, chance: random.Random) -> str | None:
    kinds = (
        f"{line} and say so",
        line.replace("MUST", "SHOULD"),
        f"**MUST** {chance.choice(_VERBS)} whatever is new",
        None,
    )
    return chance.choice(kinds)
