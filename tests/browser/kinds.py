"""One page of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..site.corpus import (
    DOCUMENT,
    FAMILY,
    HAND_WRITTEN,
    LONG,
    RETIRED_ID,
    REVISED_ID,
    SECRET_ID,
    SHORT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "home": "",
    "explorer": "rules/",
    "long persona": LONG,
    "short persona": SHORT,
    "document": DOCUMENT,
    "permalink": f"r/{SECRET_ID}/",
    "onboarding": "onboarding/",
    "checklist": f"{LONG}onboarding/",
    "checklist of two roles": "onboarding/?roles=LK,SO",
    "people": "onboarding/people/",
    "review": "review/",
    "review rubric": f"{LONG}rubric/",
    "reviews": "reviews/",
    "skills": "skills/",
    "SFIA skill": "skills/sfia/prog/",
    "ESCO skill": "skills/esco/handle-incidents/",
    "patterns": "patterns/",
    "pattern": "patterns/circuit-breaker-pattern/",
    "repeated rules": "f/",
    "template": f"f/{FAMILY}/",
    "gaps": f"{LONG}gaps/",
    "team": "team/",
    "waivers": "waivers/",
    "ownership": "ownership/",
    "changes": "changes/",
    "quality": "quality/",
    "retired id": f"r/{RETIRED_ID}/",
    "permalink with a history": f"r/{REVISED_ID}/",
    "pair": "team/harbour-pilot--lamp-keeper/",
    "pair without a file": "team/harbour-pilot--tide-clerk/",
    "data": "data/",
    "hand-written page": f"{HAND_WRITTEN}/",
}
"""From the name of a kind to the address of a page."""

IN_THEME: Mapping[str, str] = {
    kind: path
    for kind, path in KINDS.items()
    if not path.startswith(("r/", "team/harbour-pilot--")) and not path.endswith("/gaps/")
}
"""Those with the theme's header and menu around them."""
