"""Who has a role: names of people that a team writes down in `onboarding.yml`.

They are shown only where the owner of a site asks for it: a site may be public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..input.sidecars import TEAM
from ..model.diagnostics import Diagnostic
from .authored import find_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..input.sidecars import Sidecar
    from ..link.handbook import Handbook
    from ..model import Persona

CONTACTS = "contacts"
"""Key of the table from roles to names."""
_LONGEST = 200
"""Characters of a name; more is no name."""


def contacts_of(handbook: Handbook, persona: Persona) -> Mapping[str, tuple[str, ...]]:
    r"""Return the people to meet for a persona: from the slug of a role to names.

    Examples:
        >>> from rolebook import Source, handbook
        >>> pilot = Source("a.md", "# The Pilot\n\n## Traits\n- calm\n")
        >>> team = Source("onboarding.yml", "contacts:\n  Pilot: [Ada, Bo]\n")
        >>> book = handbook([pilot], sidecars=[team])
        >>> contacts_of(book, book.personas[0])
        {'pilot': ('Ada', 'Bo')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for sidecar in handbook.team_sidecars(persona, TEAM):
        for word, names in _named(sidecar):
            role = find_role(handbook, word)
            if role:
                found[role.slug] = names
    return found


def problems(handbook: Handbook, sidecar: Sidecar) -> Iterator[Diagnostic]:
    """Yield what is wrong with the contacts of a file."""
    given = sidecar.values.get(CONTACTS)
    if given is None:
        return
    if not isinstance(given, dict):
        yield Diagnostic.of("OB004", sidecar.span(CONTACTS), "table")
        return
    good = dict(_named(sidecar))
    for word in given:
        span = sidecar.span(CONTACTS, word)
        if word not in good:
            yield Diagnostic.of("OB004", span, "names", word=str(word))
        elif not find_role(handbook, word):
            yield Diagnostic.of("OB004", span, "role", word=word)


def _named(sidecar: Sidecar) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each role by what it is called, with names; what is neither is left out."""
    given = sidecar.values.get(CONTACTS)
    for word, value in given.items() if isinstance(given, dict) else ():
        names = value if isinstance(value, list) else [value]
        if isinstance(word, str) and names and all(map(_is_name, names)):
            yield word, tuple(" ".join(name.split()) for name in names)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST
