"""What authors say about checklists in YAML files: a team's for all roles, then a role's own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ..addresses import skill_address
from ..input.sidecars import ONBOARDING, TEAM, entries, named, unknown_keys
from ..model.diagnostics import Diagnostic
from ..words.names import closest, fold, slugify
from .actions import Action, Owner, Phase, Topic
from .topics import pattern_topic, role_topic, rule_topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..input.sidecars import Sidecar
    from ..link.handbook import Handbook, Role
    from ..model import Persona
    from ..model.source import Span

Text = Annotated[str, msgspec.Meta(pattern=r"[^\s.]", max_length=500)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[^\W_][\w-]*\Z", max_length=80)]
"""Letters, digits, `-` and `_`; what begins with `_` would be an ID of the theme on the page."""
Days = Annotated[int, msgspec.Meta(ge=-365, le=365)]


class Added(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of `add`."""

    id: Id
    title: Text
    phase: Phase
    done: Text
    owner: Owner = Owner.COLLEAGUE
    due: Days | None = None
    about: list[Text] = []
    roles: list[Text] | Literal["code"] = []
    """Who is asked: names or codes; `code` for all whose work is code. All unless given."""
    meets: str = ""


class Changed(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of `change`: what it leaves out stays as it was made."""

    title: Text | None = None
    phase: Phase | None = None
    done: Text | None = None
    owner: Owner | None = None
    due: Days | None = None


_ALIKE = 0.6
"""How alike a name must be to be suggested: two letters of five may differ, as in most typos."""

KEYS = ("drop", "add", "change", "order")
TEAM_KEYS = (*KEYS, "contacts")
CODE = "code"
"""What `roles` says of all roles whose work is code."""


class Author:
    """Follows the onboarding files that concern a persona; without one nothing changes."""

    def __init__(self, handbook: Handbook, persona: Persona, *, is_of_code: bool) -> None:
        """Find the files of a persona.

        Args:
            handbook: The handbook.
            persona: One of its personas.
            is_of_code: Whether its work is code.
        """
        own = handbook.sidecar(persona, ONBOARDING)
        read = partial(_File, handbook, persona, is_of_code)
        self._files = [
            *(read(one, TEAM_KEYS) for one in handbook.team_sidecars(persona, TEAM)),
            *([read(own, KEYS)] if own else []),
        ]

    @property
    def problems(self) -> list[Diagnostic]:
        """What is wrong with the files, once they were followed."""
        return [problem for file in self._files for problem in file.problems]

    def follow(self, actions: Sequence[Action]) -> list[Action]:
        """Return the actions without those dropped, with those added and changed, in order."""
        followed = list(actions)
        for file in self._files:
            followed = file.follow(followed)
        return followed


class _File:
    """One file."""

    def __init__(
        self,
        handbook: Handbook,
        persona: Persona,
        is_of_code: bool,
        sidecar: Sidecar,
        keys: Sequence[str],
    ) -> None:
        self._handbook = handbook
        self._persona = persona
        self._is_of_code = is_of_code
        self._sidecar = sidecar
        self.problems: list[Diagnostic] = unknown_keys(sidecar, keys)

    def follow(self, actions: Sequence[Action]) -> list[Action]:
        if not self._sidecar.values:
            return list(actions)
        dropped = self._entries("drop", str)
        changed, wrong = named(self._sidecar, "change", Changed)
        self.problems += wrong
        by_id = {action.id: action for action in [*actions, *self._added(actions)]}
        for id, span in [*dropped, *((id, span) for id, _, span in changed)]:
            self._check(id, span, by_id)
        for id, change, _ in changed:
            if id in by_id:
                by_id[id] = _changed(by_id[id], change)
        gone = {id for id, _ in dropped}
        return self._ordered([one for one in by_id.values() if one.id not in gone], gone)

    def _entries(self, key: str, kind: type[msgspec.Struct] | type[str]) -> list[tuple[Any, Span]]:
        values, wrong = entries(self._sidecar, key, kind)
        self.problems += wrong
        return values

    def _added(self, actions: Iterable[Action]) -> Iterator[Action]:
        taken = {action.id for action in actions}
        for given, span in self._entries("add", Added):
            if given.id in taken:
                self._report("OB002", span, "action", id=given.id)
            elif given.id in list(Phase):
                self._report("OB002", span, "phase", id=given.id)
            elif self._concerns(given, span):
                taken.add(given.id)
                yield self._action(given, span)

    def _concerns(self, given: Added, span: Span) -> bool:
        """Whether an action is for the role."""
        if given.roles == CODE:
            return self._is_of_code
        roles = [self._role(word, span) for word in given.roles]
        return not roles or any(role and role.persona is self._persona for role in roles)

    def _role(self, word: str, span: Span) -> Role | None:
        """Return the role with a name or code; if there is none, report it."""
        role = find_role(self._handbook, word)
        if role is None:
            names = (role.name for role in self._handbook.roles.values())
            self._report("OB003", span, "role", word=word, meant=closest(word, names, _ALIKE))
        return role

    def _action(self, given: Added, span: Span) -> Action:
        meets = self._meets(given.meets, span) if given.meets else ("", "")
        title, done = _line(given.title), _clause(given.done)
        return Action(
            given.id,
            title,
            given.phase,
            given.owner,
            given.phase.due if given.due is None else given.due,
            done,
            tuple(self._topic(word, span) for word in dict.fromkeys(given.about)),
            *meets,
            title_about=(title,),
            done_about=done,
        )

    def _ordered(self, actions: list[Action], gone: Iterable[str]) -> list[Action]:
        ids = {action.id for action in actions}
        places: dict[str, int] = {}
        for id, span in self._entries("order", str):
            self._check(id, span, ids.union(gone))
            places.setdefault(id, len(places))
        phases = list(Phase)
        return sorted(
            actions,
            key=lambda one: (phases.index(one.phase), places.get(one.id, len(places)), one.due),
        )

    def _check(self, id: str, span: Span, known: Iterable[str]) -> None:
        if id not in known:
            self._report("OB001", span, id=id, meant=closest(id, sorted(known), _ALIKE))

    def _meets(self, word: str, span: Span) -> tuple[str, str]:
        """Return slug and name of a role, even of one that the handbook does not have."""
        role = self._role(word, span)
        return (role.slug, role.name) if role else (slugify(word), word)

    def _topic(self, word: str, span: Span) -> Topic:
        """Return what a word of `about` means: a rule, a skill, a pattern or a role."""
        handbook = self._handbook
        if handbook.has(word):
            return rule_topic(handbook.requirement(word))
        catalogues = handbook.catalogues
        concept = catalogues.of(word.upper()) or catalogues.competence(word)
        if concept:
            return Topic(concept.code, concept.name, skill_address(concept))
        if slugify(word) in handbook.patterns:
            return pattern_topic(handbook.patterns[slugify(word)])
        role = find_role(self._handbook, word)
        if role:
            return role_topic(role)
        self._report("OB003", span, "topic", word=word)
        return Topic(slugify(word), word)

    def _report(self, code: str, span: Span, variant: str = "", /, **values: object) -> None:
        self.problems.append(Diagnostic.of(code, span, variant, **values))


def find_role(handbook: Handbook, word: str) -> Role | None:
    """Return the role with a name or code, if there is one."""
    return next((role for role in handbook.roles.values() if _is_called(role, word)), None)


def _changed(action: Action, change: Changed) -> Action:
    changed = action.at(change.phase) if change.phase else action
    if change.title:
        title = _line(change.title)
        changed = replace(changed, title=title, title_about=(title,))
    if change.done:
        done = _clause(change.done)
        changed = replace(changed, done=done, done_about=done)
    due = changed.due if change.due is None else change.due
    return replace(changed, owner=change.owner or changed.owner, due=due)


def _clause(done: str) -> str:
    """Return a sentence as it follows "Done when".

    >>> _clause("The badge opens the door."), _clause("CI is green")
    ('the badge opens the door', 'CI is green')
    """
    text = _line(done).rstrip(".")
    is_word = text[1:2].islower() or text[1:2] == " "
    return text[:1].lower() + text[1:] if is_word else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_called(role: Role, word: str) -> bool:
    is_code = role.persona is not None and role.persona.code == word
    return is_code or fold(word) == fold(role.name)
