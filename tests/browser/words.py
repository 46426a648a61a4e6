"""A persona with words that no column is made for: one of 60 letters as a title and a role, one of 200 in rules."""

from __future__ import annotations

TITLE = ("Mooringrope" * 6)[:60]
UNBROKEN = ("knotsandhitches" * 14)[:200]

PERSONA_PATH = "p/rope-splicer/"
CODE = "RS"

ROPE_SPLICER = f"""\
---
type: persona
code: {CODE}
---

# The Rope Splicer

## Overview

The Rope Splicer keeps every rope whole.

## Ruleset

### {TITLE} Requirements

- **MUST** tie {UNBROKEN} at dawn
- **MUST** return `{UNBROKEN}` to the sender
- **SHOULD** inspect the ropes at dusk

## Collaboration Guidelines

- **MUST** tell The {TITLE} when a rope is worn
- **MUST** tell The Lamp Keeper which ropes are dark

## SFIA 9 Mapping

| Skill | Code | Level | Description |
|---|---|---|---|
| Programming/software development | PROG | 1-2 | Reads {UNBROKEN}. |
"""
