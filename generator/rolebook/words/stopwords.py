"""Small words that are left out of a comparison; each list says for what.

The lists differ on purpose. A word that says nothing in one place can matter in another: "all"
makes no name, but strengthens a rule; "review" is in every duty, but in few cues. Lists that belong
to a single question are with it: words of any pattern (`link.patterns`), of any duty
(`views.answers`), of any category (`families.phrases`), and words that make no other question
(`rubric.choosing`).
"""

from __future__ import annotations

OF_NAMES = frozenset(("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"))
"""Words that come and go in names and titles: "Head of Operations", "Head Operations".

Codes of personas and categories are made without them, so the list must not change.
"""

_OF_CUES = (
    "choose for from into it night not than that them with "
    "accept accepts agree all any ask before check close conduct day each ensure every first "
    "good hour hours ignore keep keeps know last maintain make manual month new old once one "
    "only open people perform person prioritize read same say see seen show state take tell "
    "time two use used uses using validate week weeks what when who without words work works "
    "write year years yes"
)
OF_CUES = frozenset(_OF_CUES.split())
"""Words that suggest no skill by themselves, however few skills have them among their cues."""

_OF_STATEMENTS = "all and any are each for from into its onto than that the then with"
OF_STATEMENTS = frozenset(_OF_STATEMENTS.split())
"""Words of three letters and more that two rules may have in common without saying the same."""
