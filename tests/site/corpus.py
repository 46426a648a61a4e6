"""A small harbour that the tests of pages live in: three roles, one protocol, one page that people wrote.

The Lamp Keeper has many rules, so its categories are closed at first. The Tide Clerk is named and
has no file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from rolebook import Source
from rolebook.identity.draft import draft
from rolebook.identity.lock import NAME as LOCK
from rolebook.identity.lock import Lock, lock_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SUBJECTS: Mapping[str, str] = {
    "Lamp": "the lamp",
    "Lens": "the lens",
    "Tower": "the stairs of the tower",
    "Fog Horn": "the fog horn",
    "Oil Store": "the oil store",
    "Weather Log": "the weather log",
    "Radio Room": "the radio room",
    "Landing Stage": "the landing stage",
}
_DUTIES: tuple[tuple[str, str], ...] = (
    ("MUST", "inspect {} at dusk and at dawn"),
    ("MUST", "write down who touched {} and why"),
    ("MUST", "report damage to {} within 30 minutes"),
    ("MUST NOT", "leave {} unattended during a storm"),
    ("SHOULD", "compare {} with last year's drawings"),
    ("MUST", "keep spare parts for {} within reach"),
    ("SHOULD NOT", "repair {} alone"),
    ("MAY", "show {} to visitors on Sundays"),
    ("MUST", "clean {} with rain water"),
    ("SHOULD", "photograph {} after each repair"),
    ("MUST", "close the shutters around {} before leaving"),
    ("MUST", "count the tools used on {}"),
    ("MUST NOT", "paint {} while it is wet"),
    ("SHOULD", "train the apprentice on {} twice a year"),
    ("MUST", "test {} with `bell --twice` once a week"),
    ("MAY", "borrow tools for {} from a neighbour"),
    ("MUST", "lock the door to {} at night"),
    ("SHOULD", "plan work on {} a month ahead"),
    ("MUST", "read the handbook before touching {}"),
)

SECRET = "credentials"
"""A word that one rule alone holds."""
SECRET_ID = "LK-RADI-20"
LONG, SHORT = "p/lamp-keeper/", "p/harbour-pilot/"
DOCUMENT = "d/signal-protocol/"
FAMILY = "inspect-the-at-dusk-and-at-dawn"
"""A template of the long page."""
LAST_ID = "LK-LAND-19"
"""The last rule of the long page."""
HAND_WRITTEN = "house-rules"


def lamp_keeper() -> str:
    """Return a persona with 153 rules in 8 categories, and duties."""
    parts = []
    for title, subject in _SUBJECTS.items():
        rules = [f"- **{level}** {text.format(subject)}" for level, text in _DUTIES]
        if title == "Radio Room":
            rules.append(f"- **MUST NOT** write {SECRET} on the wall of the API cabinet")
        parts.append(f"### {title} Requirements\n\n" + "\n".join(rules) + "\n")
    return _LAMP_KEEPER.replace("{rules}", "\n".join(parts))


_LAMP_KEEPER = """\
---
type: persona
code: LK
owner: ["@harbour/keepers", Ada Lovelace]
reviewed: 2019-12-31
review-by: 2020-12-31
---

# The Lamp Keeper

## Overview

The Lamp Keeper keeps the light burning, so that The Harbour Pilot finds the way in.

## Core Traits

- Patient with the weather
- Impatient with rust

## Ruleset

The key words "MUST" and "MAY" are to be interpreted as described in RFC 2119 and RFC 8174.

{rules}
## Collaboration Guidelines

- **MUST** tell The Harbour Pilot when the light fails
- **SHOULD** agree the weekly signals with The Signal Officer
- **MUST** send The Tide Clerk the water marks every evening

## Related Design Patterns

- Circuit Breaker Pattern
- Rotating Beam Pattern

## Knowledge Areas

- **Optics**: Fresnel lenses, mirrors
- **Weather**: fog (sea fog, frost smoke), wind

## Key Responsibilities

1. Keeping the light
2. Keeping the log

## SFIA 9 Mapping

| Skill | Code | Level | Description |
|---|---|---|---|
| Programming/software development | PROG | 3-4 | Writes the programs that turn the lens. |
| Incident management | USUP | 3 | Brings the light back after a failure. |

## ESCO Competences

- **Managing risk**: storms, fire, work in teams

## References

- [RFC 2119](https://www.rfc-editor.org/rfc/rfc2119)
- [Signal protocol](signal-protocol.md)
"""

_HARBOUR_PILOT = """\
---
type: persona
code: HP
---

# The Harbour Pilot

## Overview

The Harbour Pilot brings ships in, and out again.

## Ruleset

### Approach Requirements

- **MUST** wait outside until The Lamp Keeper confirms the light
- **MUST NOT** pass a red buoy on the wrong side
- **SHOULD** ask for a tug when the wind is stronger than 7 Beaufort
- **MAY** refuse a ship that has no `AIS` signal

### Berth Requirements

- **MUST** record every berth in the API of the harbour office
- **SHOULD NOT** berth at night

## Collaboration Guidelines

- **MUST** tell The Lamp Keeper which ships are expected
- **MUST** ask The Tide Clerk for the height of the next high water

## SFIA 9 Mapping

| Skill | Code | Level | Description |
|---|---|---|---|
| Programming/software development | PROG | 1-2 | Reads the programs of the Lamp Keeper. |
"""

_SIGNAL_OFFICER = """\
---
type: persona
code: SO
reviewed: 2026-01-31
review-by: 2099-12-31
---

# The Signal Officer

## Overview

The Signal Officer decides which flag means what.

## Ruleset

- **MUST** keep every signal unambiguous
- **MUST NOT** hoist two signals at once
- **SHOULD** publish changes 14 days ahead

## Collaboration Guidelines

- **MUST** give The Lamp Keeper the signal book of the week
"""

_WAIVERS = f"""\
waivers:
  - rule: {SECRET_ID}
    scope: the cabinet of 1931
    reason: The words are painted into the wood, and the museum forbids to remove them.
    owner: Ada Lovelace
    expires: never
    note: the cabinet is listed
  - rule: [HP-APPR-03, HP-BERT-01]
    scope: the ferry
    paths: [ferry/**, timetable.csv]
    reason: Its berth is booked for the year.
    owner: Grace Hopper
    granted: 2023-06-01
    expires: 2099-12-31
    link: https://example.org/decisions/7
  - rule: HP-APPR-03
    scope: sailing boats
    reason: They have no engine.
    owner: Grace Hopper
    expires: 2020-12-31
"""
"""One without an end, one that holds, and one that has expired."""

_PROTOCOL = """\
# Signal protocol

The key words "MUST", "MUST NOT", "SHOULD" and "MAY" in this document are to be interpreted as described in RFC 2119.

## Sending

A station speaks first to the pilot.

1. A station MUST repeat a signal until it is answered.
2. A station SHOULD wait 3 seconds between two signals.
3. A station MAY shorten its name.

## Answering

| Signal | Answer |
|---|---|
| Red over white | A ship MUST stop |
| White | A ship MAY proceed |

- A ship MUST NOT answer twice.

```
red white red
```
"""

_HOUSE_RULES = """\
# House rules

What [the Lamp Keeper](p/lamp-keeper/index.md) asks of guests, and where [the protocol](d/signal-protocol/index.md) helps.
The strictest rule: <a href="{permalink}">{id}</a>.

## At the table

| Day | Dish |
|---|---|
| Friday | Fish |

- Wash your hands.
- See [the roles](p/lamp-keeper/index.md#rules).

```python
print("ring the bell")
```
"""


@dataclass(frozen=True)
class Harbour:
    """The folder of a handbook, with the file that configures it."""

    root: Path
    site: Path
    has_pdfs: bool = False
    """Printing takes a third of the time of a build, so only tests that look at PDFs have them."""

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def configure(self, *, options: Mapping[str, Any] | None = None, **settings: Any) -> None:
        """Write `mkdocs.yml`; `options` are those of the plugin."""
        data: dict[str, Any] = {
            "site_name": "Harbour Handbook",
            "site_dir": str(self.site),
            "theme": {"name": "material", "font": False, "features": FEATURES, "palette": PALETTE},
            "plugins": ["search", {"rolebook": {"pdf": self.has_pdfs, **(options or {})}}],
            "markdown_extensions": [
                "tables",
                {"toc": {"permalink": "#", "permalink_title": "Link to this section"}},
            ],
        }
        self.config.write_text(
            yaml.safe_dump({**data, **settings}, sort_keys=False), encoding="utf-8"
        )


def harbour(root: Path, *, directory_urls: bool = True, has_pdfs: bool = False) -> Harbour:
    """Write the harbour's files below a folder."""
    permalink = f"../r/{SECRET_ID}/" if directory_urls else f"r/{SECRET_ID}/index.html"
    files = {
        "personas/lamp-keeper.md": lamp_keeper(),
        "personas/harbour-pilot.md": _HARBOUR_PILOT,
        "personas/signal-officer.md": _SIGNAL_OFFICER,
        "personas/signal-protocol.md": _PROTOCOL,
        "personas/waivers.yml": _WAIVERS,
        f"docs/{HAND_WRITTEN}.md": _HOUSE_RULES.replace("{permalink}", permalink).replace(
            "{id}", SECRET_ID
        ),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    personas = {
        name: text
        for name, text in files.items()
        if name.endswith(".md") and name.startswith("personas/")
    }
    (root / "personas" / LOCK).write_text(_lock(tuple(personas.items())), encoding="utf-8")
    (root / "personas" / "reviews.jsonl").write_text(_reviews(), encoding="utf-8")
    made = Harbour(root, root / "site", has_pdfs)
    made.configure(use_directory_urls=directory_urls)
    return made


def _reviews() -> str:
    """Return answers of two roles in four months, some of them about a rule that is retired."""
    answers = ("kept", "broken", "untouched", "kept", None)
    asked = {
        "LK": (SECRET_ID, "LK-LAMP-01", "LK-LAMP-02"),
        "HP": ("HP-APPR-01", "HP-BERT-01", RETIRED_ID),
    }
    lines = [
        {
            "format": "rolebook-review",
            "schema": 3,
            "persona": code,
            "change": f"PR {n}",
            "date": f"2026-{7 + n % 4:02}-15",
            "items": [
                {"id": id, "answer": answers[(n + place) % len(answers)] if place else "untouched"}
                for place, id in enumerate(asked[code])
            ],
        }
        for n, code in enumerate(("LK", "HP", "LK", "LK", "HP", "LK", "HP", "LK", "LK", "LK", "HP"))
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


@cache
def _lock(personas: tuple[tuple[str, str], ...]) -> str:
    """Return the lock file that the personas' history leads to."""
    lock = Lock()
    for day, edits in _HISTORY.items():
        past = [Source(name[9:], _edited(text, edits)) for name, text in sorted(personas)]
        lock = draft(past, lock=lock, today=day).lock
    return lock_text(lock)


_HISTORY: Mapping[str, Mapping[str, str]] = {
    "2024-05-01": {
        "- **SHOULD NOT** berth at night": "- **MAY** berth at night\n- **MUST** moor at the old buoy",
        "publish changes 14 days ahead": "publish changes 7 days ahead",
    },
    "2024-06-01": {"publish changes 14 days ahead": "publish changes 10 days ahead"},
    "2024-07-01": {},
}
"""What stood in the files on the days on which they were locked, where it was not what stands there now."""
RETIRED_ID, REVISED_ID = "HP-BERT-03", "SO-RULE-03"


def _edited(text: str, edits: Mapping[str, str]) -> str:
    for now, then in edits.items():
        text = text.replace(now, then)
    return text


FEATURES = [
    "navigation.tabs",
    "navigation.top",
    "search.highlight",
    "search.share",
    "search.suggest",
    "toc.follow",
]
PALETTE = [
    {
        "media": f"(prefers-color-scheme: {name})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": f"Switch to {other} colours"},
    }
    for name, scheme, icon, other in (
        ("light", "default", "weather-night", "dark"),
        ("dark", "slate", "weather-sunny", "light"),
    )
]


SHIPS = 24


def fleet(root: Path) -> Harbour:
    """Write a handbook of many small roles: each greets the next four, every third answers, and two have no file."""
    for n in range(SHIPS):
        others = [f"The {_ship(n + k)}" for k in range(1, 5)] + (
            [f"The {_ship(n - 1)}"] if n % 3 == 0 else []
        )
        duties = "".join(
            f"- **MUST** greet {other} with {k} flags\n" for k, other in enumerate(others, 2)
        )
        missing = "- **SHOULD** ask The Chart Maker and The Rope Maker for help\n" if n < 3 else ""
        text = f"# The {_ship(n)}\n\n## Core Traits\n\n- Afloat\n\n## Collaboration Guidelines\n\n{duties}{missing}"
        path = root / "personas" / f"{n:02}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs" / f"{HAND_WRITTEN}.md").write_text("# House rules\n", encoding="utf-8")
    made = Harbour(root, root / "site")
    made.configure()
    return made


def _ship(n: int) -> str:
    first = ("Red", "Green", "Blue", "White", "Black", "Grey")
    second = ("Schooner Master", "Ferry Captain", "Barge Pilot", "Trawler Mate")
    return f"{first[n % 6]} {second[n % SHIPS // 6]}"
