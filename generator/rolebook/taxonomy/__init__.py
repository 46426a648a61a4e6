"""Skill catalogues: from a code to a name, levels and a link, and from cue phrases to codes.

A framework is one entry in `FRAMEWORKS` and one folder in `data/`: `catalogue.csv` states facts,
`lexicon.csv` has one cue per line. A handbook's own catalogues take precedence.
"""

from .frameworks import DEFAULT_FRAMEWORKS, FRAMEWORKS, Catalogue, Catalogues, Concept, Framework
from .importing import Imported, kept_remarks, read_skills
from .reading import bundled, catalogues, read_catalogues

__all__ = [
    "DEFAULT_FRAMEWORKS",
    "FRAMEWORKS",
    "Catalogue",
    "Catalogues",
    "Concept",
    "Framework",
    "Imported",
    "bundled",
    "catalogues",
    "kept_remarks",
    "read_catalogues",
    "read_skills",
]
