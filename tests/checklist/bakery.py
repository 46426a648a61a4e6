"""Roles that tell levels of a career apart, by columns and by headings, and one that does not."""

from __future__ import annotations

import rolebook

BAKER = """# The Baker

## Core Traits

- calm

## SFIA Mapping

| Skill | Code | Junior | Senior | Level | Description |
|---|---|---|---|---|---|
| Programming | PROG | 2 | 4-5 | | Writes the ovens' programs. |
| Incident management | USUP | | 3 | | Keeps the ovens hot. |
| Testing | TEST | | | 3 | Tastes. |
"""
MILLER = """# The Miller

## Core Traits

- loud

## SFIA Mapping

### Junior miller

- Programming (PROG): level 1, reads the mill's log

### Senior miller

- Programming (PROG): level 3, sets the stones

## ESCO Mapping

### Junior miller

- **Grain**: weigh wheat
- **Hygiene**: wash hands

### Senior miller

- **Grain**: weigh wheat, judge rye
"""
COOK = """# The Cook

## Core Traits

- quick

## SFIA Mapping

- Testing (TEST): level 2
"""
FILES = {"baker.md": BAKER, "miller.md": MILLER, "cook.md": COOK}


def bakery() -> rolebook.Handbook:
    """Return the handbook of the bakery."""
    return rolebook.handbook([rolebook.Source(path, text) for path, text in FILES.items()])
