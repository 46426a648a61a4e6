"""What a persona's model asks of a new colleague: one function a kind, listed in `KINDS`.

A group is named by its place among its kind, a single thing by its own ID, so that ticks outlive
edits of the text. The words are those of the catalogue: `action-{kind}`, and `.done` for its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ..addresses import address
from ..link.handbook import Origin
from ..markup import plain
from ..rfc2119 import Level
from ..rubric.first import first_rules
from ..words.names import slugify
from .actions import Action, Kind, Owner, Phase, Topic
from .phasing import MOST, Ranked, grouped, in_groups, in_phases, spread
from .topics import (
    name_list,
    pattern_topic,
    role_topic,
    rule_topic,
    skill_name,
    skill_topic,
    with_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..link.references import Library
    from ..messages import Messages
    from ..model import Persona, Requirement
    from ..rubric import Rubric
    from ..views.contracts import Contract

_MEETINGS = 16
"""Colleagues to meet one by one: one or two a week for three months; the others in rounds."""
_ROUNDS = 4
"""Rounds at most; a role that has more colleagues than that meets more of them in each."""
_RULES = 3
"""Rules to find in the work one by one: one in each of the phases after the first day."""
_AFTER_DAY_1 = (Phase.WEEK_1, Phase.DAY_30, Phase.DAY_60)
_MEETING_PHASES = (
    Phase.DAY_1, Phase.WEEK_1, Phase.WEEK_1, Phase.DAY_30, Phase.DAY_30, Phase.DAY_60, Phase.DAY_60,
)  # fmt: skip
"""Most people are met in the first month; one of them on the first day."""
_BUDDY_DUE, _ANNOUNCE_DUE = -14, -7
"""A buddy needs two weeks to make room for it, and colleagues know a week ahead who is coming."""


@dataclass(frozen=True, slots=True)
class OnboardingInput:
    """What actions are made from."""

    handbook: Handbook
    persona: Persona
    contracts: Sequence[Contract]
    """The persona's, as `views.contracts.team` has them."""
    rubric: Rubric
    """The persona's, for any change."""
    library: Library
    """The files of the handbook."""

    @property
    def asked(self) -> Sequence[Requirement]:
        """The rules of its own that the review rubric asks about, those about harm first."""
        items = chain.from_iterable(part.items for part in reversed(self.rubric.sections))
        rules = (self.handbook.requirement(item.id) for item in items)
        return [rule for rule in rules if self.handbook.family_of(rule.id) is None]

    @property
    def code(self) -> str:
        """The persona's code, which is part of the IDs of its own actions."""
        return self.persona.code

    @property
    def say(self) -> Messages:
        """The words of the site."""
        return self.handbook.say

    def action(
        self,
        kind: Kind,
        id: str,
        phase: Phase,
        topics: Iterable[Topic] = (),
        *,
        owner: Owner = Owner.COLLEAGUE,
        due: int | None = None,
        title_about: tuple[str, ...] = (),
        **values: object,
    ) -> Action:
        """Return an action whose words are those of its kind, due at the end of its phase."""
        return Action(
            id,
            self.say(f"action-{kind}", **values),
            phase,
            owner,
            phase.due if due is None else due,
            self.say(f"action-{kind}.done"),
            tuple(topics),
            kind=kind,
            title_about=title_about,
        )


def actions_of(persona: OnboardingInput) -> list[Action]:
    """Return the actions of a persona by phase and kind."""
    ranked: list[Ranked] = []
    for rank, (kind, can_wait) in enumerate(KINDS):
        ranked += [Ranked(rank, can_wait, action) for action in kind(persona)]
    return in_phases(ranked)


# --- what every role has


def _before(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.BUDDY, "buddy", Phase.BEFORE, owner=Owner.LEAD, due=_BUDDY_DUE)
    others = [role_topic(contract.other) for contract in given.contracts]
    if others:
        names = [given.say("checklist-the-role", role=topic.text) for topic in others]
        yield given.action(
            Kind.ANNOUNCE,
            f"announce-{given.code}",
            Phase.BEFORE,
            others,
            owner=Owner.LEAD,
            due=_ANNOUNCE_DUE,
            roles=name_list(names, given.say),
        )
    if given.asked:
        yield given.action(Kind.CHANGE, f"change-{given.code}", Phase.BEFORE, owner=Owner.BUDDY)
    skills = _skill_topics(given)
    if skills:
        id = f"skills-{given.code}-first"
        yield given.action(Kind.SKILLS_FIRST, id, Phase.BEFORE, skills, owner=Owner.LEAD)
    name = given.persona.name
    itself = Topic(given.code, name, address(given.persona))
    yield given.action(Kind.READ, f"read-{given.code}", Phase.BEFORE, [itself], role=name)


def _first_day(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.HELLO, "hello", Phase.DAY_1, owner=Owner.BUDDY)
    used = {rule.level for rule in given.persona.requirements}
    levels = [level.value for level in Level if level in used]
    if levels:
        yield given.action(
            Kind.LEVELS,
            "words",
            Phase.DAY_1,
            title_about=tuple(levels),
            levels=given.say.list(levels),
            count=len(levels),
        )
    responsibilities = _responsibility_topics(given)
    if responsibilities:
        yield given.action(
            Kind.RESPONSIBILITIES,
            f"duties-{given.code}",
            Phase.DAY_1,
            responsibilities,
            owner=Owner.BUDDY,
        )
    first = first_rules(given.persona)
    if first:
        topics = [rule_topic(rule) for rule in first]
        yield given.action(Kind.FIRST_RULES, f"first-{given.code}", Phase.DAY_1, topics)


def _talks(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.TALK_30, "talk-30", Phase.DAY_30, owner=Owner.LEAD)
    yield given.action(Kind.TALK_60, "talk-60", Phase.DAY_60, owner=Owner.LEAD)
    yield given.action(Kind.TALK_90, "talk-90", Phase.DAY_90, owner=Owner.LEAD)
    yield given.action(Kind.IMPROVE, f"improve-{given.code}", Phase.DAY_90)


# --- what the model holds


def _meetings(given: OnboardingInput) -> Iterator[Action]:
    """Yield meetings, first with the roles that have most to do with this one."""
    contracts = sorted(given.contracts, key=lambda contract: -contract.strength)
    single, others = contracts[:_MEETINGS], contracts[_MEETINGS:]
    rounds = grouped(others, _ROUNDS, MOST)
    phases = spread(len(single) + len(rounds), _MEETING_PHASES)
    for contract, phase in zip(single, phases, strict=False):
        yield _meeting(given, contract, phase)
    for number, (group, phase) in enumerate(zip(rounds, phases[len(single) :], strict=True), 1):
        duties = dict.fromkeys(duty for contract in group for duty in _duties(contract))
        names = [contract.other.name for contract in group]
        yield given.action(
            Kind.MEET_ROUND,
            f"meet-{given.code}-round-{number}",
            phase,
            [rule_topic(duty) for duty in duties],
            roles=name_list(names, given.say, MOST),
        )


def _meeting(given: OnboardingInput, contract: Contract, phase: Phase) -> Action:
    role, persona = contract.other, contract.other.persona
    action = given.action(
        Kind.MEET if persona else Kind.MEET_UNWRITTEN,
        f"meet-{persona.code if persona else role.slug}",
        phase,
        [rule_topic(duty) for duty in _duties(contract)],
        title_about=(role.name,),
        role=role.name,
    )
    former = (f"meet-{role.slug}",) if persona else ()
    return replace(action, meets=role.slug, meets_name=role.name, was=former)


def _duties(contract: Contract) -> tuple[Requirement, ...]:
    return (*contract.owes, *contract.receives)


def _documents(given: OnboardingInput) -> Iterator[Action]:
    path = given.persona.path
    targets = (one.target for one in given.persona.references if not one.is_web)
    named = (given.library.find(target, path) for target in targets)
    documents = {text.slug: text for text in named if text and text is not given.persona}
    topics = [Topic(text.slug, text.title, address(text)) for text in documents.values()]
    if topics:
        names = name_list([topic.text for topic in topics], given.say)
        id = f"documents-{given.code}"
        yield given.action(Kind.DOCUMENTS, id, Phase.WEEK_1, topics, documents=names)


def _patterns(given: OnboardingInput) -> Iterator[Action]:
    for number, patterns, phase in in_groups(given.persona.patterns, 3, _AFTER_DAY_1):
        names = [pattern.name.removesuffix(" Pattern") for pattern in patterns]
        yield given.action(
            Kind.PATTERNS,
            f"patterns-{given.code}-{number}",
            phase,
            [pattern_topic(pattern.name) for pattern in patterns],
            patterns=name_list(names, given.say),
        )


def _knowledge(given: OnboardingInput) -> Iterator[Action]:
    phases = (Phase.DAY_30, Phase.DAY_60)
    for number, areas, phase in in_groups(given.persona.knowledge, len(phases), phases):
        names = [plain(area.name) for area in areas]
        yield given.action(
            Kind.KNOWLEDGE,
            f"knowledge-{given.code}-{number}",
            phase,
            [Topic(slugify(area.name), with_parts(area.name, area.topics)) for area in areas],
            areas=name_list(names, given.say),
        )


def _skills(given: OnboardingInput) -> Iterator[Action]:
    skills = given.persona.skills
    for number, some, phase in in_groups(skills, 3, _AFTER_DAY_1):
        names = [skill_name(given.handbook, skill) for skill in some]
        yield given.action(
            Kind.SKILLS,
            f"skills-{given.code}-{number}",
            phase,
            [skill_topic(given.handbook, skill) for skill in some],
            skills=name_list(names, given.say),
        )
    if skills:
        id = f"skills-{given.code}-again"
        yield given.action(Kind.SKILLS_AGAIN, id, Phase.DAY_90, _skill_topics(given))


def _skill_topics(given: OnboardingInput) -> list[Topic]:
    return [skill_topic(given.handbook, skill) for skill in given.persona.skills]


def _competences(given: OnboardingInput) -> Iterator[Action]:
    rows = given.persona.competences
    topics = [Topic(slugify(row.name), with_parts(row.name, row.examples)) for row in rows]
    if topics:
        yield given.action(Kind.COMPETENCES, f"competences-{given.code}", Phase.WEEK_1, topics)


def _agents(given: OnboardingInput) -> Iterator[Action]:
    agents = given.persona.agents
    topics = [
        Topic(slugify(agent.name), with_parts(agent.name, [agent.specialty])) for agent in agents
    ]
    if topics:
        names = name_list([agent.name for agent in agents], given.say)
        yield given.action(Kind.AGENTS, f"agents-{given.code}", Phase.WEEK_1, topics, agents=names)


def _rules(given: OnboardingInput) -> Iterator[Action]:
    """Yield rules to find in the work, each of another category as far as there are some."""
    by_category: dict[str, Requirement] = {}
    for rule in given.asked:
        by_category.setdefault(rule.category.code, rule)
    candidates = [*by_category.values(), *given.asked]
    if len({rule.id for rule in candidates}) < _RULES:
        candidates += _particular(given)
    rules = list({rule.id: rule for rule in candidates}.values())[:_RULES]
    for rule, phase in zip(rules, spread(len(rules), _AFTER_DAY_1), strict=True):
        subject = rule.category.label or plain(rule.wording)
        topics = [rule_topic(rule)]
        id = f"rule-{rule.id}"
        yield given.action(Kind.RULE, id, phase, topics, rule=rule.id, subject=subject)


def _particular(given: OnboardingInput) -> list[Requirement]:
    """Return the rules to know first that are not repeated rules."""
    first = first_rules(given.persona) or given.persona.own_rules
    origin = given.handbook.origin
    return [rule for rule in first if origin(rule) is not Origin.TEMPLATE]


def _repeated_rules(given: OnboardingInput) -> Iterator[Action]:
    grid = given.handbook.grids.get(given.persona.slug)
    if grid:
        rows = sorted(grid.rows, key=lambda row: -len(row.cells))
        yield given.action(
            Kind.REPEATED_RULES,
            f"grid-{given.code}",
            Phase.DAY_30,
            [Topic(row.family, row.label, f"f/{row.family}/", row.level) for row in rows],
            owner=Owner.BUDDY,
            count=len(rows),
            rules=given.say("rule-count", count=grid.rules),
        )


def _reviews(given: OnboardingInput) -> Iterator[Action]:
    if given.asked:
        path = f"{address(given.persona)}rubric/"
        topics = [Topic("rubric", given.say("checklist-rubric"), path, authored="")]
        for number, (kind, phase, owner) in enumerate(_REVIEWS, 1):
            id = f"review-{given.code}-{number}"
            yield given.action(kind, id, phase, topics, owner=owner)


_REVIEWS: Sequence[tuple[Kind, Phase, Owner]] = (
    (Kind.REVIEW_TOGETHER, Phase.WEEK_1, Owner.BUDDY),
    (Kind.REVIEW_ALONE, Phase.DAY_30, Owner.COLLEAGUE),
    (Kind.REVIEW_DECIDING, Phase.DAY_90, Owner.COLLEAGUE),
)


def _responsibilities(given: OnboardingInput) -> Iterator[Action]:
    topics = _responsibility_topics(given)
    if topics:
        yield given.action(Kind.TRY, f"try-{given.code}", Phase.DAY_60, topics)
        yield given.action(Kind.CARRY, f"carry-{given.code}", Phase.DAY_90, topics)


def _responsibility_topics(given: OnboardingInput) -> list[Topic]:
    responsibilities = enumerate(given.persona.responsibilities, 1)
    return [Topic(f"duty-{number}", plain(one.text)) for number, one in responsibilities]


KINDS: Sequence[tuple[Callable[[OnboardingInput], Iterator[Action]], bool]] = (
    (_before, False),
    (_first_day, False),
    (_meetings, True),
    (_reviews, False),
    (_repeated_rules, True),
    (_documents, True),
    (_skills, True),
    (_patterns, True),
    (_rules, True),
    (_agents, True),
    (_competences, True),
    (_knowledge, True),
    (_responsibilities, False),
    (_talks, False),
)
"""The kinds of actions in their order in a phase, and whether they can wait for the next one."""
