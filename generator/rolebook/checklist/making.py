"""What a persona's model asks of a new colleague: actions by kind, each with the phases it is spread over.

One line of `KINDS` is one kind of action. A group is named by its place among its kind, a single
thing by its own id, so that ticks outlive edits of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ..link.handbook import Origin
from ..link.references import Library
from ..markup import plain
from ..rfc2119 import Level
from ..views.addresses import address
from ..views.first import first_rules
from ..words.names import slugify
from .records import Action, Owner, Phase, Topic
from .topics import in_words, pattern_topic, role_topic, rule_topic, skill_topic, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona, Requirement
    from ..rubric import Rubric
    from ..views.contracts import Contract

T = TypeVar("T")

MOST = 9
"""Actions of one phase: more are not kept in mind (5 to 9 at a pause point)."""
_MEETINGS = 16
"""Colleagues that are met one by one; further ones in rounds."""
_RULES = 3
"""Rules that are looked for in the work one by one."""
_LEAST = 3
"""Patterns, areas or skills of one action, where there are so many."""


@dataclass(frozen=True, slots=True)
class Known:
    """What actions are made from."""

    book: Handbook
    persona: Persona
    contracts: Sequence[Contract]
    """The persona's, as `views.contracts.team` has them."""
    rubric: Rubric
    """The persona's, for any change."""

    @property
    def asked(self) -> Sequence[Requirement]:
        """The rules that the review rubric asks for, those about harm first."""
        return [
            self.book.requirement(item.id)
            for pause in reversed(self.rubric.pauses)
            for item in pause.items
        ]

    @property
    def me(self) -> str:
        """The persona's code, which stands in the ids of what is its own."""
        return self.persona.code


def made(known: Known) -> list[Action]:
    """Return the actions of a persona by phase and kind; a full phase leaves what can wait to the next one."""
    actions = [
        (n, can_wait, action) for n, (kind, can_wait) in enumerate(KINDS) for action in kind(known)
    ]
    placed: list[Action] = []
    waiting: list[tuple[int, bool, Action]] = []
    for phase in Phase:
        here = sorted(
            [*waiting, *(one for one in actions if one[2].phase is phase)], key=lambda one: one[0]
        )
        too_many = max(0, len(here) - MOST) if phase is not Phase.DAY_90 else 0
        waiting = [one for one in here if one[1]][-too_many:] if too_many else []
        placed += [one[2].at(phase) for one in here if one not in waiting]
    return placed


# --- what every role has
# ---------------------------------------------------------------------------------------------


def _before(known: Known) -> Iterator[Action]:
    others = [role_topic(contract.other) for contract in known.contracts]
    name = known.persona.name
    yield Action(
        "buddy", "Name a buddy", Phase.BEFORE, Owner.LEAD, -14, "both know each other's name"
    )
    if others:
        yield Action(
            f"announce-{known.me}",
            f"Tell {in_words([f'the {topic.text}' for topic in others])} who is coming",
            Phase.BEFORE,
            Owner.LEAD,
            -7,
            "each has a name and a first day",
            tuple(others),
        )
    if known.asked:
        yield Action(
            f"change-{known.me}",
            "Choose a finished change to review together",
            Phase.BEFORE,
            Owner.BUDDY,
            Phase.BEFORE.due,
            "it is small enough for an hour and touches what the role is about",
        )
    if known.persona.skills:
        yield Action(
            f"skills-{known.me}-first",
            "Mark the skills that are needed first",
            Phase.BEFORE,
            Owner.LEAD,
            Phase.BEFORE.due,
            "three of them at most are marked",
            tuple(skill_topic(known.book, skill) for skill in known.persona.skills),
        )
    yield Action(
        f"read-{known.me}",
        f"Read what the {name} is for",
        Phase.BEFORE,
        Owner.COLLEAGUE,
        Phase.BEFORE.due,
        "you can say it in two sentences",
        (Topic(known.me, name, address(known.persona)),),
    )


def _first_day(known: Known) -> Iterator[Action]:
    yield Action(
        "hello", "Meet your buddy", Phase.DAY_1, Owner.BUDDY, 0, "you know when and how to ask"
    )
    levels = {rule.level for rule in known.persona.requirements}
    if levels:
        words = in_words([level for level in Level if level in levels], len(levels))
        yield Action(
            "words",
            f"Learn how binding {words} {'is' if len(levels) == 1 else 'are'}",
            Phase.DAY_1,
            Owner.COLLEAGUE,
            0,
            "you can say what a reviewer does about each",
        )
    duties = tuple(
        Topic(f"duty-{n}", plain(one.text))
        for n, one in enumerate(known.persona.responsibilities, 1)
    )
    if duties:
        yield Action(
            f"duties-{known.me}",
            "Go through the responsibilities with your buddy",
            Phase.DAY_1,
            Owner.BUDDY,
            0,
            "you know for each an example from the last months",
            duties,
        )
    first = first_rules(known.persona)
    if first:
        yield Action(
            f"first-{known.me}",
            "Read the rules to know first",
            Phase.DAY_1,
            Owner.COLLEAGUE,
            0,
            "you have marked those that surprise you",
            tuple(rule_topic(rule) for rule in first),
        )


def _talks(known: Known) -> Iterator[Action]:
    for phase, title, done in _TALKS:
        yield Action(f"talk-{phase.due + 1}", title, phase, Owner.LEAD, phase.due, done)
    yield Action(
        f"improve-{known.me}",
        "Propose one change to this handbook",
        Phase.DAY_90,
        Owner.COLLEAGUE,
        Phase.DAY_90.due,
        "a rule is clearer, gone or new, or somebody has said why it stays",
    )


_TALKS: Sequence[tuple[Phase, str, str]] = (
    (
        Phase.DAY_30,
        "Talk with your lead about what is unclear",
        "each open question has a name beside it",
    ),
    (
        Phase.DAY_60,
        "Talk with your lead about what you take over",
        "it is written down what is yours, and from when",
    ),
    (
        Phase.DAY_90,
        "Look back with your lead and your buddy",
        "what is left of this list has a date or is struck",
    ),
)


# --- what the model holds
# --------------------------------------------------------------------------------------------


def _meetings(known: Known) -> Iterator[Action]:
    """Whoever has most to do with the role first."""
    contracts = sorted(known.contracts, key=lambda contract: -contract.strength)
    single, rest = contracts[:_MEETINGS], contracts[_MEETINGS:]
    rounds = _grouped(rest, 4, MOST)
    phases = _spread(len(single) + len(rounds), _MEETING_PHASES)
    for contract, phase in zip(single, phases, strict=False):
        role, persona = contract.other, contract.other.persona
        duties = (*contract.owes, *contract.is_owed)
        yield Action(
            f"meet-{persona.code if persona else role.slug}",
            f"Meet the {role.name}",
            phase,
            Owner.COLLEAGUE,
            phase.due,
            "you both know what you owe each other"
            if persona
            else "you know who fills this role, and what you owe them",
            tuple(rule_topic(duty) for duty in duties),
            role.slug,
            role.name,
            was=(f"meet-{role.slug}",) if persona else (),
        )
    for n, (group, phase) in enumerate(zip(rounds, phases[len(single) :], strict=True), 1):
        names = [contract.other.name for contract in group]
        duties = tuple(duty for contract in group for duty in (*contract.owes, *contract.is_owed))
        done = "you know what each of them expects of you"
        topics = tuple(rule_topic(duty) for duty in dict.fromkeys(duties))
        yield _action(
            f"meet-{known.me}-round-{n}", f"Meet {in_words(names, MOST)}", phase, done, topics
        )


_MEETING_PHASES = (
    Phase.DAY_1, Phase.WEEK_1, Phase.WEEK_1, Phase.DAY_30, Phase.DAY_30, Phase.DAY_60, Phase.DAY_60,
)  # fmt: skip


def _documents(known: Known) -> Iterator[Action]:
    library = Library(known.book.texts)
    found = (
        library.find(one.target, known.persona.path)
        for one in known.persona.references
        if not one.is_web
    )
    documents = {text.slug: text for text in found if text and text is not known.persona}
    topics = tuple(Topic(text.slug, text.title, address(text)) for text in documents.values())
    if topics:
        title = f"Read {in_words([topic.text for topic in topics])}"
        done = "you know which of their rules your work has to keep"
        yield _action(f"documents-{known.me}", title, Phase.WEEK_1, done, topics)


def _patterns(known: Known) -> Iterator[Action]:
    listed = known.persona.patterns
    for n, patterns, phase in _in_phases(listed, 3, (Phase.WEEK_1, Phase.DAY_30, Phase.DAY_60)):
        title = f"Read about {in_words([pattern.name.removesuffix(' Pattern') for pattern in patterns])}"
        topics = tuple(pattern_topic(one.name) for one in patterns)
        done = "you can point to each in our own work, or say why we do without"
        yield _action(f"patterns-{known.me}-{n}", title, phase, done, topics)


def _knowledge(known: Known) -> Iterator[Action]:
    areas = known.persona.knowledge
    for n, some, phase in _in_phases(areas, 2, (Phase.DAY_30, Phase.DAY_60)):
        title = f"Get to know {in_words([plain(area.name) for area in some])}"
        topics = tuple(Topic(slugify(one.name), with_parts(one.name, one.topics)) for one in some)
        done = "you can say which of it we use, and whom to ask"
        yield _action(f"knowledge-{known.me}-{n}", title, phase, done, topics)


def _skills(known: Known) -> Iterator[Action]:
    topics = [skill_topic(known.book, skill) for skill in known.persona.skills]
    for n, some, phase in _in_phases(topics, 3, (Phase.WEEK_1, Phase.DAY_30, Phase.DAY_60)):
        title = (
            f"Rate yourself on {in_words([topic.text.partition(', level')[0] for topic in some])}"
        )
        done = "your own level stands beside the one asked for"
        yield _action(f"skills-{known.me}-{n}", title, phase, done, tuple(some))
    if topics:
        title, done = "Rate yourself again", "you and your lead have chosen what to learn next"
        yield _action(f"skills-{known.me}-again", title, Phase.DAY_90, done, tuple(topics))


def _competences(known: Known) -> Iterator[Action]:
    rows = known.persona.competences
    topics = tuple(Topic(slugify(row.name), with_parts(row.name, row.examples)) for row in rows)
    if topics:
        title = "Say which of these you have done, and where"
        done = "your buddy knows what you can teach, and what you want to see"
        yield _action(f"competences-{known.me}", title, Phase.WEEK_1, done, topics)


def _agents(known: Known) -> Iterator[Action]:
    topics = tuple(
        Topic(
            slugify(agent.name),
            with_parts(agent.name, [agent.specialty] if agent.specialty else []),
        )
        for agent in known.persona.agents
    )
    if topics:
        title = f"Give a small task to {in_words([agent.name for agent in known.persona.agents])}"
        done = "you have checked the result yourself, and know what each is good for"
        yield _action(f"agents-{known.me}", title, Phase.WEEK_1, done, topics)


def _rules(known: Known) -> Iterator[Action]:
    """Rules that can be found in the work, each of another category as far as there are some."""
    by_category: dict[str, Requirement] = {}
    for rule in known.asked:
        by_category.setdefault(rule.category.code, rule)
    found = {rule.id: rule for rule in [*by_category.values(), *known.asked]}
    if len(found) < _RULES:
        found |= {rule.id: rule for rule in _particular(known)}
    rules = list(found.values())[:_RULES]
    for rule, phase in zip(
        rules, _spread(len(rules), (Phase.WEEK_1, Phase.DAY_30, Phase.DAY_60)), strict=True
    ):
        title = f"Find {rule.id} in our own work: {rule.category.label or plain(rule.text)}"
        done = "you have shown your buddy a place where it holds, or one where it does not"
        yield _action(f"rule-{rule.id}", title, phase, done, (rule_topic(rule),))


def _particular(known: Known) -> list[Requirement]:
    """Return the rules to know first that do not only repeat a template."""
    first = first_rules(known.persona) or known.persona.rules
    return [rule for rule in first if known.book.origin(rule) is not Origin.TEMPLATE]


def _grid(known: Known) -> Iterator[Action]:
    grid = known.book.grids.get(known.persona.slug)
    if grid:
        rows = sorted(grid.rows, key=lambda row: -len(row.cells))
        topics = tuple(Topic(row.family, row.label, f"f/{row.family}/", row.level) for row in rows)
        title = f"Go through the {len(rows)} templates that {grid.rules} rules repeat"
        done = "you know which of them your team looks at, and in which categories"
        yield _action(f"grid-{known.me}", title, Phase.DAY_30, done, topics, Owner.BUDDY)


def _reviews(known: Known) -> Iterator[Action]:
    if known.asked:
        topics = (Topic("rubric", "Review rubric", f"{address(known.persona)}rubric/"),)
        for n, (phase, owner, title, done) in enumerate(_REVIEWS, 1):
            yield _action(f"review-{known.me}-{n}", title, phase, done, topics, owner)


_REVIEWS: Sequence[tuple[Phase, Owner, str, str]] = (
    (
        Phase.WEEK_1,
        Owner.BUDDY,
        "Review the finished change together",
        "you have answered each item side by side",
    ),
    (
        Phase.DAY_30,
        Owner.COLLEAGUE,
        "Review a change alone, then compare",
        "you agree with your buddy on what blocks it",
    ),
    (
        Phase.DAY_90,
        Owner.COLLEAGUE,
        "Review a change as the one who decides",
        "its author has your answers in writing",
    ),
)


def _responsibilities(known: Known) -> Iterator[Action]:
    texts = [
        Topic(f"duty-{n}", plain(one.text))
        for n, one in enumerate(known.persona.responsibilities, 1)
    ]
    if texts:
        with_buddy, alone = (
            "Take on one responsibility with your buddy",
            "Carry one responsibility yourself",
        )
        done = "it was a real piece of work, and your buddy watched"
        yield _action(f"try-{known.me}", with_buddy, Phase.DAY_60, done, tuple(texts))
        done = "others come to you with it"
        yield _action(f"carry-{known.me}", alone, Phase.DAY_90, done, tuple(texts))


KINDS: Sequence[tuple[Callable[[Known], Iterator[Action]], bool]] = (
    (_before, False),
    (_first_day, False),
    (_meetings, True),
    (_reviews, False),
    (_grid, True),
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
"""The kinds of actions, and whether they can wait for the next phase; in a phase they stand in this order."""


# --- places
# -----------------------------------------------------------------------------------------------------------


def _action(
    id: str,
    title: str,
    phase: Phase,
    done: str,
    topics: tuple[Topic, ...],
    owner: Owner = Owner.COLLEAGUE,
) -> Action:
    return Action(id, title, phase, owner, phase.due, done, topics)


def _spread(number: int, phases: Sequence[Phase]) -> list[Phase]:
    """Return a phase for each of some things, so that they are spread evenly.

    >>> [phase.value for phase in _spread(3, [Phase.WEEK_1, Phase.DAY_30])]
    ['week-1', 'week-1', 'day-30']
    """
    return [phases[n * len(phases) // number] for n in range(number)]


def _grouped(things: Sequence[T], groups: int, least: int) -> list[Sequence[T]]:
    """Return things in at most so many groups, of at least so many but for a remainder.

    >>> _grouped("abcdefg", 3, 2), _grouped("abc", 3, 2)
    (['abc', 'de', 'fg'], ['ab', 'c'])
    """
    number = min(groups, -(-len(things) // least)) if things else 0
    sizes = [len(things) // number + (n < len(things) % number) for n in range(number)]
    starts = [sum(sizes[:n]) for n in range(number)]
    return [things[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def _in_phases(
    things: Sequence[T], groups: int, phases: Sequence[Phase]
) -> Iterator[tuple[int, Sequence[T], Phase]]:
    """Yield things in groups, each with its number and its phase."""
    found = _grouped(things, groups, _LEAST)
    for n, (group, phase) in enumerate(zip(found, _spread(len(found), phases), strict=True), 1):
        yield n, group, phase
