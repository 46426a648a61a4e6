"""What an author says about a checklist in the YAML file beside the persona: it wins over what was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from ..input.sidecars import ONBOARDING, Sidecar, entries, named, unknown_keys
from ..model.diagnostics import Diagnostic
from ..views.addresses import skill_address
from ..words.names import did_you_mean, fold, slugify
from .records import Action, Owner, Phase, Topic
from .topics import pattern_topic, role_topic, rule_topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..link.handbook import Handbook, Role
    from ..model import Persona
    from ..model.source import Span

Text = Annotated[str, msgspec.Meta(pattern=r"[^\s.]", max_length=500)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[^\W_][\w-]*\Z", max_length=80)]
"""Letters, digits and `-`; what begins with `_` would be an id of the theme on the page."""
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
    meets: str = ""


class Changed(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of `change`: what it leaves out stays as it was made."""

    title: Text | None = None
    phase: Phase | None = None
    done: Text | None = None
    owner: Owner | None = None
    due: Days | None = None


_ALIKE = 0.6
"""How alike a name has to be to be the one that was meant."""

KEYS = ("drop", "add", "change", "order")


class Author:
    """Follows what stands in the onboarding file of a persona; without a file nothing changes."""

    def __init__(self, book: Handbook, persona: Persona) -> None:
        self._book = book
        self._sidecar = book.sidecar(persona, ONBOARDING) or Sidecar("", {})
        self.problems: list[Diagnostic] = unknown_keys(self._sidecar, KEYS)

    def follow(self, actions: Sequence[Action]) -> list[Action]:
        """Return the actions as the author wants them: some gone, some new, some changed, the named ones first."""
        if not self._sidecar.values:
            return list(actions)
        dropped = self._entries("drop", str)
        changed, wrong = named(self._sidecar, "change", Changed)
        self.problems += wrong
        everything = {action.id: action for action in [*actions, *self._added(actions)]}
        for id, span in [*dropped, *((id, span) for id, _, span in changed)]:
            self._check(id, span, everything)
        gone = {id for id, _ in dropped}
        for id, change, _ in changed:
            if id in everything:
                everything[id] = _changed(everything[id], change)
        return self._ordered(
            [action for action in everything.values() if action.id not in gone], gone
        )

    def _entries(self, key: str, kind: type[msgspec.Struct] | type[str]) -> list[tuple[Any, Span]]:
        found, wrong = entries(self._sidecar, key, kind)
        self.problems += wrong
        return found

    def _added(self, actions: Iterable[Action]) -> Iterator[Action]:
        taken = {action.id for action in actions}
        for given, span in self._entries("add", Added):
            if given.id in taken:
                self._report(
                    "OB002", span, f"there is an action {given.id!r} already", "choose another id"
                )
                continue
            if given.id in list(Phase):
                self._report("OB002", span, f"there is a phase {given.id!r}", "choose another id")
                continue
            taken.add(given.id)
            role = self._role(given.meets, span) if given.meets else None
            yield Action(
                given.id,
                _line(given.title),
                given.phase,
                given.owner,
                given.phase.due if given.due is None else given.due,
                _clause(given.done),
                tuple(self._topic(word, span) for word in dict.fromkeys(given.about)),
                role.slug if role else slugify(given.meets) if given.meets else "",
                role.name if role else given.meets,
            )

    def _ordered(self, actions: list[Action], gone: Iterable[str]) -> list[Action]:
        ids = {action.id for action in actions}
        places: dict[str, int] = {}
        for id, span in self._entries("order", str):
            self._check(id, span, ids.union(gone))
            places.setdefault(id, len(places))
        return sorted(actions, key=lambda action: places.get(action.id, len(places)))

    def _check(self, id: str, span: Span, known: Iterable[str]) -> None:
        if id not in known:
            self._report(
                "OB001",
                span,
                f"the checklist has no action {id!r}",
                did_you_mean(id, sorted(known), _ALIKE),
            )

    def _find_role(self, word: str) -> Role | None:
        return next((role for role in self._book.roles.values() if _is_called(role, word)), None)

    def _role(self, word: str, span: Span) -> Role | None:
        found = self._find_role(word)
        if found is None:
            names = (role.name for role in self._book.roles.values())
            self._report(
                "OB003", span, f"no role is called {word!r}", did_you_mean(word, names, _ALIKE)
            )
        return found

    def _topic(self, word: str, span: Span) -> Topic:
        """Return what a word of `about` means: a rule, a skill, a pattern or a role."""
        book = self._book
        if book.has(word):
            return rule_topic(book.requirement(word))
        concept = book.catalogues.of(word.upper()) or book.catalogues.competence(word)
        if concept:
            return Topic(concept.code, concept.name, skill_address(concept))
        if slugify(word) in book.patterns:
            return pattern_topic(book.patterns[slugify(word)])
        role = self._find_role(word)
        if role:
            return role_topic(role)
        self._report("OB003", span, f"{word!r} is no rule, skill, pattern or role of the handbook")
        return Topic(slugify(word), word)

    def _report(self, code: str, span: Span, message: str, help: str = "") -> None:
        self.problems.append(Diagnostic(code, span, message, help))


def _changed(action: Action, change: Changed) -> Action:
    moved = action.at(change.phase) if change.phase else action
    return replace(
        moved,
        title=_line(change.title) if change.title else moved.title,
        done=_clause(change.done) if change.done else moved.done,
        owner=change.owner or moved.owner,
        due=moved.due if change.due is None else change.due,
    )


def _clause(done: str) -> str:
    """Return a sentence as it follows "Done when".

    >>> _clause("The badge opens the door."), _clause("CI is green")
    ('the badge opens the door', 'CI is green')
    """
    text = _line(done).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_called(role: Role, word: str) -> bool:
    return fold(word) == fold(role.name) or (role.persona is not None and role.persona.code == word)
