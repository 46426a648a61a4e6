"""A persona to its onboarding checklist: actions from the model, changed as its author says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ..input.sidecars import ONBOARDING, TEAM
from ..link.references import Library
from ..messages import messages
from ..model.lazily import Lazy
from ..rubric import rubric
from ..views.contracts import team
from .actions import (
    Action,
    Career,
    Checklist,
    Kind,
    Needs,
    Owner,
    Phase,
    Step,
    Topic,
    due_date,
    due_words,
)
from .authored import Author
from .careers import at_career_levels, career_words, careers_of, level_called
from .contacts import contacts_of
from .contacts import problems as problems_of_contacts
from .kinds import OnboardingInput, actions_of
from .meetings import without_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Persona
    from ..model.diagnostics import Diagnostic
    from ..rubric import Rubric
    from ..views.contracts import Contract

__all__ = [
    "Action",
    "Career",
    "Checklist",
    "Kind",
    "Needs",
    "Owner",
    "Phase",
    "Step",
    "Topic",
    "at_career_levels",
    "career_words",
    "checklist",
    "checklists",
    "due_date",
    "due_words",
    "level_called",
    "merged",
    "problems",
]


def checklist(handbook: Handbook, persona: Persona) -> Checklist:
    r"""Return the checklist for a new colleague in a role.

    Args:
        handbook: The handbook.
        persona: One of its personas.

    Examples:
        >>> from rolebook import Source, handbook
        >>> text = "# The Tester\n\n## Collaboration Guidelines\n- **MUST** tell The Pilot\n"
        >>> pilot = Source("b.md", "# The Pilot\n\n## Traits\n- calm\n")
        >>> book = handbook([Source("a.md", text), pilot])
        >>> tester = next(persona for persona in book.personas if persona.code == "TES")
        >>> [action.title for action in checklist(book, tester).actions if action.meets]
        ['Meet the Pilot']
    """
    return checklists(handbook, [persona])[persona.slug]


def checklists(
    handbook: Handbook,
    personas: Iterable[Persona] | None = None,
    rubrics: Mapping[str, Rubric] | None = None,
    *,
    has_contacts: bool = False,
) -> Mapping[str, Checklist]:
    """Return the checklists of several personas by slug, each made when it is first asked for.

    Args:
        handbook: The handbook.
        personas: Some of its personas; all unless given.
        rubrics: Their review rubrics by slug, where they are made already.
        has_contacts: Whether the names of people to meet are shown.
    """
    given = _Given(handbook, rubrics, has_contacts=has_contacts)
    chosen = handbook.personas if personas is None else personas
    return Lazy({persona.slug: persona for persona in chosen}, given.checklist)


class _Given:
    """What checklists are made from; what several share is made once."""

    def __init__(
        self,
        handbook: Handbook,
        rubrics: Mapping[str, Rubric] | None = None,
        *,
        has_contacts: bool = False,
    ) -> None:
        self._handbook = handbook
        self._rubrics = rubrics
        self._has_contacts = has_contacts

    @cached_property
    def _contracts(self) -> Mapping[str, Sequence[Contract]]:
        return team(self._handbook).by_role

    @cached_property
    def _library(self) -> Library:
        return Library(self._handbook.texts)

    def _input(self, persona: Persona) -> OnboardingInput:
        rubrics = self._rubrics
        asked = rubrics[persona.slug] if rubrics else rubric(self._handbook, persona)
        contracts = self._contracts[persona.slug]
        people = contacts_of(self._handbook, persona) if self._has_contacts else {}
        return OnboardingInput(self._handbook, persona, contracts, asked, self._library, people)

    def followed(self, persona: Persona) -> tuple[list[Action], Author]:
        """Return the actions of a persona as its authors change them, and what they say."""
        given = self._input(persona)
        author = Author(self._handbook, persona, is_of_code=given.is_of_code)
        return author.follow(actions_of(given)), author

    def checklist(self, persona: Persona) -> Checklist:
        """Return the checklist of a persona."""
        actions, _ = self.followed(persona)
        careers = careers_of(persona, actions)
        return Checklist((persona.code,), persona.name, tuple(actions), careers)


def merged(lists: Iterable[Checklist], say: Messages | None = None) -> Checklist:
    """Return one checklist for a person with several roles, with each action once.

    No one meets a role of their own, alone or with others. Different actions under one title say
    which role they are for. `assets/checklist/compose.js` does the same.

    Args:
        lists: The checklists of the roles.
        say: The words of the site; English unless given.
    """
    say = say or messages()
    parts = list({part.codes: part for part in lists}.values())
    if len(parts) == 1:
        return parts[0]
    actions: dict[str, Action] = {}
    roles: dict[str, str] = {}
    for part in parts:
        for action in part.actions:
            twin = actions.get(action.id)
            actions[action.id] = twin.with_topics(action.topics) if twin else action
            roles.setdefault(action.id, part.title)
    codes = tuple(code for part in parts for code in part.codes)
    others = without_roles(actions.values(), codes, say)
    kept = _named_apart(others, roles, say)
    careers = tuple(career for part in parts for career in part.careers)
    title = say.list(part.title for part in parts)
    return Checklist(codes, title, _in_order(kept), careers)


def _named_apart(
    actions: Iterable[Action], roles: Mapping[str, str], say: Messages
) -> list[Action]:
    """Return actions, those under one title with the role that they are for."""
    given = list(actions)
    titles = Counter(action.title for action in given)
    named: list[Action] = []
    for action in given:
        title = action.title
        if titles[title] > 1:
            title = say("action-of-role", title=title, role=roles[action.id])
        named.append(replace(action, title=title))
    return named


def problems(handbook: Handbook) -> list[Diagnostic]:
    """Return what is wrong with the onboarding files next to personas.

    What a team's file says is wrong if it is for each role: one may have an action that others
    have not.
    """
    given = _Given(handbook)
    own: list[Diagnostic] = []
    of_team: Counter[Diagnostic] = Counter()
    concerned: Counter[str] = Counter()
    for persona in handbook.personas:
        team = [sidecar.path for sidecar in handbook.team_sidecars(persona, TEAM)]
        if not team and not handbook.sidecar(persona, ONBOARDING):
            continue
        _, author = given.followed(persona)
        concerned.update(team)
        for problem in author.problems:
            if problem.span.path in team:
                of_team[problem] += 1
            else:
                own.append(problem)
    of_all = [one for one, count in of_team.items() if count == concerned[one.span.path]]
    sidecars = (handbook.sidecars[path] for path in concerned)
    contacts = chain.from_iterable(problems_of_contacts(handbook, one) for one in sidecars)
    return [*of_all, *contacts, *own]


def _in_order(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return actions by phase; in a phase they keep their order."""
    phases = list(Phase)
    return tuple(sorted(actions, key=lambda action: phases.index(action.phase)))
