"""The role whose reviews are collected."""

PILOT = """\
---
code: HP
---
# The Harbour Pilot

## Traits
- calm

## Approach
- MUST document each berth in the API of the harbour
- MUST NOT log passwords
- SHOULD write a unit test for each berth
"""
