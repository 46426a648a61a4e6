"""What the last word of a role's name says: a person, several people, an agent, or a thing.

"Data Engineer" can only be someone. "Design System" is someone only where an agent has the name,
so that a text with "design systems" may mean something else.
"""

from __future__ import annotations

import re

AGENTS = frozenset(("agent", "persona", "role"))
"""Words that names of roles have or leave out: The Design System Agent, The Design System."""

_GROUP_WORDS = """
    assembly board bot bureau chapter circle club committee council crew department desk division
    forum group guild office panel squad taskforce team tribe unit
"""
GROUPS = frozenset(_GROUP_WORDS.split())
"""Words for several people, or for a program, that share the duties of a role."""

_PERSON = re.compile(
    r"(?:er|or|ist|ant|(?<!m)ent|ian|yst|ect|ead|ee|ive|ard|ert|erk|advocate|captain|champion|chef|chief"
    r"|coach|cook|aide|counsel|judge|nurse|pilot|scribe)$"
)
_THING_WORDS = """
    accelerator accent accident adapter alert allowlist alternative ancestor anchor answer
    archive assent award backboard backlist backward balancer bead behavior blacklist board
    border bread breaker browser buffer bulkhead bundler card center cert chapter character
    checklist client clipboard cluster color committee compiler component computer concert
    connector consist constant constructor consumer container content corner counter cover
    crawler current customer dashboard debugger defect degree derivative desert detector dinner
    directive disorder docker door drive driver effect employee emulator error event extent
    factor fee filter finger floor flower folder footer formatter forward generator grant
    guarantee handler harbor hard hazard header hive hypervisor imperative incentive incident
    indicator initiative insert instant intent interpreter invariant iterator keyboard layer
    ledger letter lexer linter list listener loader locator logger matter member meter mirror
    monitor motor narrative native number object objective offer onboard order overhead paper
    parameter parent parser patent patient percent persist perspective plant playlist pointer
    poster power precedent present primitive printer processor profiler project prospect quarter
    reactor register render renderer resist resolver respect restaurant retrospective reward
    river router runner scanner scheduler scorecard sector selector semester sensor separator
    serializer server shelter shortlist simulator stakeholder standard starter storyboard
    subject summer talent tenant theater thread timer tokenizer torrent tower tracker trailer
    transfer transformer tree trigger twist user variant vector vendor waitlist wallboard
    warrant water weather whiteboard whitelist winter wishlist wizard wrapper yard
"""
_THINGS = frozenset(_THING_WORDS.split())
"""Words with such an ending that are no job: things, and people whom nobody employs as such."""

_PLURAL = re.compile(rf"({_PERSON.pattern.removesuffix('$')})(?:(?<=ch)es|s)$", re.IGNORECASE)


def last_word(name: str) -> str:
    """Return the word that says what a name is a name of, in lower case.

    >>> last_word("The Product Owner"), last_word("Head of Delivery")
    ('owner', 'head')
    """
    head, _, _ = name.casefold().partition(" of ")
    return head.split()[-1] if head.split() else ""


def is_person(name: str) -> bool:
    """Whether a name ends with a word for someone's job.

    >>> is_person("Data Engineer"), is_person("Head of Delivery"), is_person("Devil's Advocate")
    (True, True, True)
    >>> is_person("Design System"), is_person("Talent Development"), is_person("Print Server")
    (False, False, False)
    """
    word = last_word(name)
    return word not in _THINGS | AGENTS | GROUPS and bool(_PERSON.search(word))


def is_group(name: str) -> bool:
    """Whether a name ends with a word for several people who have a role together.

    >>> is_group("Change Advisory Board"), is_group("Baker")
    (True, False)
    """
    return last_word(name) in GROUPS


def is_agent(name: str) -> bool:
    """Whether a name ends with "Agent" or a word like it, in the singular or plural.

    >>> is_agent("Design System Agents"), is_agent("Design System")
    (True, False)
    """
    return last_word(name).removesuffix("s") in AGENTS


def singular_role(name: str) -> str:
    """Return the name of the role that several people have; other names stay as they are.

    >>> singular_role("Data Scientists"), singular_role("Agile Coaches")
    ('Data Scientist', 'Agile Coach')
    >>> singular_role("Design System Agents"), singular_role("Support Teams")
    ('Design System Agent', 'Support Team')
    >>> singular_role("Head of Operations"), singular_role("Sales")
    ('Head of Operations', 'Sales')
    """
    if name.endswith("s") and name.casefold().split()[-1][:-1] in AGENTS | GROUPS:
        return name[:-1]
    return _PLURAL.sub(r"\1", name)


def plural_role(name: str) -> str:
    """Return the plural of a role's name; nothing for one that ends like a plural already.

    >>> plural_role("agile coach"), plural_role("data engineer"), plural_role("sales")
    ('agile coaches', 'data engineers', '')
    """
    if name.endswith("s"):
        return ""
    return f"{name}es" if name.endswith(("ch", "x")) else f"{name}s"
