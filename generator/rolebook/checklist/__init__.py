"""A persona to the checklist of its onboarding: actions made from the model, and what its author says about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..input.sidecars import ONBOARDING
from ..rubric import rubric
from ..views.contracts import team
from .authored import Author
from .making import Known, made
from .records import Action, Checklist, Owner, Phase, Step, Topic, day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..link.handbook import Handbook
    from ..model import Persona
    from ..model.diagnostics import Diagnostic
    from ..rubric import Rubric

__all__ = [
    "Action",
    "Checklist",
    "Owner",
    "Phase",
    "Step",
    "Topic",
    "checklist",
    "checklists",
    "day_words",
    "merged",
    "problems",
]


def checklist(book: Handbook, persona: Persona) -> Checklist:
    r"""Return the checklist for a new colleague in a role.

    Args:
        book: The handbook.
        persona: One of its personas.

    Examples:
        >>> from rolebook import Source, handbook
        >>> text = "# The Tester\n\n## Rules\n**MUST** test\n\n## Collaboration Guidelines\n- **MUST** tell The Pilot\n"
        >>> book = handbook([Source("a.md", text), Source("b.md", "# The Pilot\n\n## Traits\n- calm\n")])
        >>> tester = next(one for one in book.personas if one.code == "TES")
        >>> [action.title for action in checklist(book, tester).actions if action.meets]
        ['Meet the Pilot']
    """
    return checklists(book, [persona])[persona.slug]


def checklists(
    book: Handbook,
    personas: Iterable[Persona] | None = None,
    rubrics: Mapping[str, Rubric] | None = None,
) -> Mapping[str, Checklist]:
    """Return the checklists of several personas by slug; cheaper than one by one.

    Args:
        book: The handbook.
        personas: Some of its personas; all unless given.
        rubrics: Their review rubrics by slug, where they are made already.
    """
    contracts = team(book).by_role
    found: dict[str, Checklist] = {}
    for persona in book.personas if personas is None else personas:
        asked = rubrics[persona.slug] if rubrics else rubric(book, persona)
        actions = Author(book, persona).follow(
            made(Known(book, persona, contracts[persona.slug], asked))
        )
        found[persona.slug] = Checklist((persona.code,), persona.name, _in_order(actions))
    return found


def merged(lists: Iterable[Checklist]) -> Checklist:
    """Return one checklist for a person with several roles; an action that several lists have stands there once.

    Nobody has to meet a role that is theirs, and different actions under one title say which role
    they are for.
    """
    given = list({one.codes: one for one in lists}.values())
    if len(given) == 1:
        return given[0]
    codes = tuple(code for one in given for code in one.codes)
    own = {f"meet-{code}" for code in codes}
    actions: dict[str, Action] = {}
    roles: dict[str, str] = {}
    for one in given:
        for action in one.actions:
            twin = actions.get(action.id)
            actions[action.id] = twin.with_topics(action.topics) if twin else action
            roles.setdefault(action.id, one.title)
    titles = Counter(action.title for action in actions.values())
    kept = [
        replace(action, title=f"{action.title} ({roles[action.id]})")
        if titles[action.title] > 1
        else action
        for action in actions.values()
        if action.id not in own
    ]
    return Checklist(codes, " and ".join(one.title for one in given), _in_order(kept))


def problems(book: Handbook) -> list[Diagnostic]:
    """Return what is wrong with the onboarding files that stand beside personas."""
    personas = [persona for persona in book.personas if book.sidecar(persona, ONBOARDING)]
    contracts = team(book).by_role if personas else {}
    found: list[Diagnostic] = []
    for persona in personas:
        author = Author(book, persona)
        author.follow(made(Known(book, persona, contracts[persona.slug], rubric(book, persona))))
        found += author.problems
    return found


def _in_order(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return actions by phase; in a phase they keep their order."""
    phases = list(Phase)
    return tuple(sorted(actions, key=lambda action: phases.index(action.phase)))
