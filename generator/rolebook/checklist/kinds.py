"""What a persona's model asks of a new colleague: one function a kind, listed in `KINDS`.

A group is named by its place among its kind, a single thing by its own ID, so that ticks outlive
edits of the text. The words are those of the catalogue: `action-{kind}`, and `.done` for its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from ..addresses import address
from ..link.handbook import Origin
from ..markup import plain
from ..rfc2119 import Level
from ..rubric import Artefact, Risk, classify
from ..rubric.continuing import Sentences
from ..rubric.first import first_rules
from ..rubric.narrowing import Subjects, title_stems
from ..rubric.question_words import question_words, without_number
from ..words.names import slugify
from ..words.shortening import shorten
from .actions import Action, Kind, Met, Owner, Phase, Topic
from .meetings import round_names
from .phasing import Ranked, grouped, in_groups, in_phases, spread_out
from .topics import (
    duty_topic,
    name_list,
    pattern_topic,
    role_topic,
    rule_topic,
    skill_topic,
    with_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..link.handbook import Handbook, Role
    from ..link.references import Library
    from ..messages import Messages
    from ..model import Persona, Requirement
    from ..rubric import Rubric
    from ..views.contracts import Contract

_ONE_BY_ONE = 5
"""So many colleagues are met one by one."""
_FIRST = 2
"""Of more, the first ones: those whose work the role touches most."""
_ROUNDS = 4
"""Meetings with several of the others at most; where there are many, each has more of them."""
_OF_A_ROUND = 3
"""Colleagues of such a meeting, where there are few."""
_RULES = 2
"""Rules to see in the work one by one, while there is still much to learn."""
_LONGEST_RULE = 120
"""Characters of a rule in a title: three lines of a phone."""
_FIRST_MEETINGS = (Phase.WEEK_1, Phase.WEEK_1, Phase.DAY_30, Phase.DAY_30, Phase.DAY_30)
"""When colleagues are met one by one."""
_AREAS_DUE = 11
"""The areas to work in first are read about in the second week."""
_FEW_RULES = 150
"""A role with so many rules can be expected to read them all, a few categories at a time."""
_VERY_FEW_RULES = 60
"""Of so many, half are read in the first week."""
_LEAST_CATEGORIES = 2
"""Categories to read at once."""
_LEAST_REVIEWED = 2
"""Questions of a rubric that make a review worth practising."""
_BUDDY_DUE, _ANNOUNCE_DUE = -14, -7
"""A buddy needs two weeks to make room for it, and colleagues know a week ahead who is coming."""
_TRY_DUE = 36
"""Real work begins early in the second month, however little else the month asks for."""


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
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From the slug of a role to those who have it; empty where no names are shown."""

    @property
    def asked(self) -> Sequence[Requirement]:
        """The rules of its own that the review rubric asks about, those about harm first."""
        items = chain.from_iterable(part.items for part in reversed(self.rubric.sections))
        rules = (self.handbook.requirement(item.id) for item in items)
        return [rule for rule in rules if self.handbook.family_of(rule.id) is None]

    @property
    def is_reviewed(self) -> bool:
        """Whether there is enough to ask of the role's work for a review."""
        return len(self.asked) >= _LEAST_REVIEWED

    @property
    def is_of_code(self) -> bool:
        """Whether its work is code, and not also analyses or audits of others' code."""
        return self.rubric.artefacts == (Artefact.CODE,)

    def named(self, role: Role) -> str:
        """Return a role as a sentence has it: "the Pilot", or "Ada (Pilot)"."""
        people = self.people.get(role.slug)
        if not people:
            return self.say("checklist-the-role", role=role.name)
        return self.say("checklist-named", people=self.say.list(people), role=role.name)

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
    placed = [action for action in in_phases(ranked) if not _comes_too_late(action)]
    return spread_out(placed, fixed=(*_TALKS, f"first-work-{persona.code}"))


def _comes_too_late(action: Action) -> bool:
    """Whether it is an exercise for beginners that a full month has handed on."""
    return action.kind is Kind.RULE and action.phase is not Phase.DAY_30


# --- what every role has


def _before(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.BUDDY, "buddy", Phase.BEFORE, owner=Owner.LEAD, due=_BUDDY_DUE)
    others = [role_topic(contract.other) for contract in given.contracts]
    if others:
        names = [given.named(contract.other) for contract in given.contracts]
        yield given.action(
            Kind.ANNOUNCE,
            f"announce-{given.code}",
            Phase.BEFORE,
            others,
            owner=Owner.LEAD,
            due=_ANNOUNCE_DUE,
            roles=name_list(names, given.say),
        )
    if given.is_reviewed:
        kind = Kind.CHANGE if given.is_of_code else Kind.PIECE
        yield given.action(kind, f"change-{given.code}", Phase.BEFORE, owner=Owner.BUDDY)
    kind = Kind.CHOOSE_CHANGE if given.is_of_code else Kind.CHOOSE_PIECE
    yield given.action(kind, f"choose-{given.code}", Phase.BEFORE, owner=Owner.BUDDY)


def _first_day(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.WELCOME, "welcome", Phase.DAY_1, owner=Owner.LEAD)
    yield given.action(Kind.HELLO, "hello", Phase.DAY_1)
    name = given.persona.name
    itself = Topic(given.code, name, address(given.persona))
    yield given.action(Kind.READ, f"read-{given.code}", Phase.DAY_1, [itself], role=name)
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
        )
    first = first_rules(given.persona)
    if first:
        topics = [rule_topic(rule) for rule in first]
        yield given.action(Kind.FIRST_RULES, f"first-{given.code}", Phase.DAY_1, topics)


def _first_work(given: OnboardingInput) -> Iterator[Action]:
    kind = Kind.FIRST_CHANGE if given.is_of_code else Kind.FIRST_PIECE
    yield given.action(kind, f"first-work-{given.code}", Phase.WEEK_1)


_TALKS = ("talk-5", "talk-30", "talk-60", "talk-90")
"""IDs of the talks that end a phase."""


def _notes(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.IMPROVE, f"improve-{given.code}", Phase.DAY_30)


def _talks(given: OnboardingInput) -> Iterator[Action]:
    yield given.action(Kind.TALK_5, "talk-5", Phase.WEEK_1, owner=Owner.LEAD)
    yield given.action(Kind.TALK_30, "talk-30", Phase.DAY_30, owner=Owner.LEAD)
    yield given.action(Kind.TALK_60, "talk-60", Phase.DAY_60, owner=Owner.LEAD)
    yield given.action(Kind.TALK_90, "talk-90", Phase.DAY_90, owner=Owner.LEAD)


# --- what the model holds


def _meetings(given: OnboardingInput) -> Iterator[Action]:
    """Yield meetings, first with the roles whose work this one touches most."""
    contracts = _by_touch(given)
    if not contracts:
        yield given.action(Kind.MEET_ASK, f"meet-{given.code}-ask", Phase.WEEK_1)
    first = len(contracts) if len(contracts) <= _ONE_BY_ONE else _FIRST
    for contract, phase in zip(contracts[:first], _FIRST_MEETINGS, strict=False):
        yield _meeting(given, contract, phase)
    rounds = grouped(contracts[first:], _ROUNDS, _OF_A_ROUND)
    for number, group in enumerate(rounds, 1):
        topics = {topic.source: topic for contract in group for topic in _duties(given, contract)}
        met = tuple(_met(given, contract) for contract in group)
        meeting = given.action(
            Kind.MEET_ROUND,
            f"meet-{given.code}-several-{number}",
            Phase.DAY_30,
            topics.values(),
            roles=round_names(met, given.say),
        )
        yield replace(meeting, group=met)


def _met(given: OnboardingInput, contract: Contract) -> Met:
    persona = contract.other.persona
    sources = tuple(topic.source for topic in _duties(given, contract))
    return Met(persona.code if persona else "", given.named(contract.other), sources)


def _by_touch(given: OnboardingInput) -> list[Contract]:
    """Return contracts, those with the most and strictest duties first, then by what both work on.

    A role works on what its categories are called: of a role with forty rules on databases, the
    database administrator is met first.
    """
    subjects = Subjects(given.persona)

    def touch(contract: Contract) -> tuple[int, int, int]:
        duties = (*contract.owes, *contract.receives)
        named = title_stems(" ".join((contract.other.name, *(duty.wording for duty in duties))))
        rules = sum(
            domain.rules for domain in subjects.domains if subjects.words[domain.code] & named
        )
        strictest = max((duty.level.strength for duty in duties), default=0)
        return -contract.strength, -strictest, -rules

    return sorted(given.contracts, key=touch)


def _meeting(given: OnboardingInput, contract: Contract, phase: Phase) -> Action:
    role, persona = contract.other, contract.other.persona
    action = given.action(
        Kind.MEET if persona else Kind.MEET_UNWRITTEN,
        f"meet-{persona.code if persona else role.slug}",
        phase,
        _duties(given, contract),
        title_about=(role.name,),
        role=given.named(role),
    )
    former = (f"meet-{role.slug}",) if persona else ()
    return replace(action, meets=role.slug, meets_name=role.name, was=former)


def _duties(given: OnboardingInput, contract: Contract) -> list[Topic]:
    """Return the duties both ways, each with who keeps it where both sides have some."""
    sides = ((contract.owes, given.say("checklist-you")), (contract.receives, contract.other.name))
    is_one_sided = not (contract.owes and contract.receives)
    return [
        rule_topic(duty) if is_one_sided and duties is contract.owes else duty_topic(duty, who)
        for duties, who in sides
        for duty in duties
    ]


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
    phases = (Phase.DAY_30, Phase.DAY_60)
    for number, patterns, phase in in_groups(given.persona.patterns, len(phases), phases):
        names = [pattern.name.removesuffix(" Pattern") for pattern in patterns]
        yield given.action(
            Kind.PATTERNS,
            f"patterns-{given.code}-{number}",
            phase,
            [pattern_topic(pattern.name) for pattern in patterns],
            patterns=name_list(names, given.say),
        )


def _knowledge(given: OnboardingInput) -> Iterator[Action]:
    phases = (Phase.WEEK_1, Phase.DAY_30)
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
    topics = _skill_topics(given)
    if topics:
        yield given.action(Kind.SKILLS, f"skills-{given.code}", Phase.DAY_30, topics)
        id = f"skills-{given.code}-again"
        yield given.action(Kind.SKILLS_AGAIN, id, Phase.DAY_90, topics)


def _skill_topics(given: OnboardingInput) -> list[Topic]:
    return [skill_topic(given.handbook, skill, given.persona) for skill in given.persona.skills]


def _competences(given: OnboardingInput) -> Iterator[Action]:
    # Who rates their skills says the same once more.
    rows = () if given.persona.skills else given.persona.competences
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
    # No one looks through other people's data to learn a rule about it.
    rules = [rule for rule in candidates if not _is_private(rule)]
    rules = list({rule.id: rule for rule in rules}.values())[:_RULES]
    sentences = Sentences(given.persona.requirements)
    for rule in rules:
        topic = rule_topic(rule)
        said = replace(topic, text=plain(question_words(sentences.whole(rule))))
        words = shorten(said.words, _LONGEST_RULE)
        yield given.action(Kind.RULE, f"rule-{rule.id}", Phase.DAY_30, [topic], rule=words)


def _particular(given: OnboardingInput) -> list[Requirement]:
    """Return the rules to know first that are not repeated rules."""
    first = first_rules(given.persona) or given.persona.own_rules
    origin = given.handbook.origin
    return [rule for rule in first if origin(rule) is not Origin.TEMPLATE]


def _categories(given: OnboardingInput) -> Iterator[Action]:
    """Yield the categories of a role that has few enough rules to read them all."""
    rules = given.persona.own_rules
    if len(rules) > _FEW_RULES:
        return
    by_label: dict[str, list[Requirement]] = {}
    for rule in rules:
        by_label.setdefault(rule.category.label, []).append(rule)
    labels = sorted(filter(None, by_label), key=lambda label: -_private_share(by_label[label]))
    later = Phase.WEEK_1 if len(rules) <= _VERY_FEW_RULES else Phase.DAY_30
    phases = (Phase.WEEK_1, later, Phase.DAY_30, Phase.DAY_30)
    has_more = bool(given.persona.skills or given.persona.patterns)
    groups = len(phases) - has_more
    for number, some, phase in in_groups(labels, groups, phases, least=_LEAST_CATEGORIES):
        topics = [rule_topic(rule) for label in some for rule in by_label[label]]
        yield given.action(
            Kind.CATEGORIES,
            f"rules-{given.code}-{number}",
            phase,
            topics,
            categories=name_list([without_number(label) for label in some], given.say),
        )


def _areas(given: OnboardingInput) -> Iterator[Action]:
    """Yield what to read first of a role with very many rules."""
    areas = _area_topics(given)
    if len(given.persona.own_rules) > _FEW_RULES and areas:
        id = f"rules-{given.code}-areas"
        yield given.action(Kind.AREAS, id, Phase.DAY_30, areas, due=_AREAS_DUE)


def _private_share(rules: Sequence[Requirement]) -> float:
    """Return the share of rules that protect people's data: those are known before work with it."""
    return sum(map(_is_private, rules)) / len(rules)


def _is_private(rule: Requirement) -> bool:
    return Risk.PRIVACY in classify(rule).risks


def _reviews(given: OnboardingInput) -> Iterator[Action]:
    if given.is_reviewed:
        path = f"{address(given.persona)}rubric/"
        topics = [Topic("rubric", given.say("checklist-rubric"), path, authored="")]
        kinds = _REVIEWS if given.is_of_code else _READINGS
        for number, (kind, (phase, owner)) in enumerate(zip(kinds, _REVIEWED, strict=True), 1):
            id = f"review-{given.code}-{number}"
            yield given.action(kind, id, phase, topics, owner=owner)


_REVIEWS = (Kind.REVIEW_TOGETHER, Kind.REVIEW_ALONE, Kind.REVIEW_DECIDING)
_READINGS = (Kind.READ_TOGETHER, Kind.READ_ALONE, Kind.READ_DECIDING)
_REVIEWED = (
    (Phase.WEEK_1, Owner.BUDDY),
    (Phase.DAY_30, Owner.COLLEAGUE),
    (Phase.DAY_90, Owner.COLLEAGUE),
)
"""When each is due, and its owner."""


def _responsibilities(given: OnboardingInput) -> Iterator[Action]:
    topics = _responsibility_topics(given)
    first, then = (Kind.TRY, Kind.CARRY) if topics else (Kind.TRY_WORK, Kind.CARRY_WORK)
    topics = topics or _area_topics(given)
    yield given.action(first, f"try-{given.code}", Phase.DAY_60, topics, due=_TRY_DUE)
    yield given.action(then, f"carry-{given.code}", Phase.DAY_90, topics)


def _responsibility_topics(given: OnboardingInput) -> list[Topic]:
    responsibilities = enumerate(given.persona.responsibilities, 1)
    return [Topic(f"duty-{number}", plain(one.text)) for number, one in responsibilities]


def _area_topics(given: OnboardingInput) -> list[Topic]:
    """Return what the role's rules are about, where there is a choice."""
    categories = {rule.category.code: rule.category.label for rule in given.persona.own_rules}
    areas = [(code, without_number(label)) for code, label in categories.items() if label]
    return [Topic(f"area-{code}", label) for code, label in areas] if len(areas) > 1 else []


KINDS: Sequence[tuple[Callable[[OnboardingInput], Iterator[Action]], bool]] = (
    (_before, False),
    (_first_day, False),
    (_responsibilities, False),
    (_meetings, True),
    (_reviews, False),
    (_areas, False),
    (_documents, True),
    (_knowledge, True),
    (_skills, True),
    (_categories, True),
    (_patterns, True),
    (_rules, True),
    (_agents, True),
    (_competences, True),
    (_notes, False),
    (_first_work, False),
    (_talks, False),
)
"""The kinds of actions in their order in a phase, and whether they can wait for the next one."""
