"""Rule sets that know which rule is which, and edits of them as people make them: what matching is measured on.

A rule carries the number it was born with, which no text shows. So after any edit it is known which
ids were right.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rolebook import Source

if TYPE_CHECKING:
    from collections.abc import Callable

_VERBS = (
    "archive", "balance", "compress", "deduplicate", "encrypt", "escalate", "expire", "index", "label", "limit",
    "mirror", "mask", "partition", "publish", "quarantine", "record", "replay", "rotate", "sample", "sign", "snapshot",
    "throttle", "trace", "translate", "validate", "version", "withdraw", "schedule", "reject", "reconcile",
)  # fmt: skip
_THINGS = (
    "access tokens", "audit trails", "build artefacts", "cache entries", "chat transcripts", "consent forms",
    "container images", "cost reports", "customer exports", "dashboards", "dead letters", "design tokens",
    "error budgets", "feature flags", "foreign keys", "glossary terms", "health probes", "incident notes",
    "interview notes", "job queues", "key material", "licence files", "log lines", "migration scripts", "model weights",
    "on-call rotas", "open invoices", "password hashes", "pull requests", "rate limits", "release notes",
    "retention periods", "risk registers", "schema changes", "screen recordings", "search results", "session cookies",
    "speaker slides", "status pages", "support tickets", "survey answers", "test fixtures", "threat models",
    "training records", "usage figures", "vendor contracts", "voice prompts", "web hooks", "work samples",
)  # fmt: skip
_WHEN = (
    "before every release", "within five minutes", "at the end of a shift", "once a quarter", "on the first working day",
    "whenever a customer asks", "after each incident", "during the nightly run", "in every region", "by default",
    "as soon as a colleague leaves", "while the system is under load", "ahead of an audit", "when a threshold is crossed",
    "for ninety days", "until two reviewers agree", "without taking the service down", "from the staging area on",
)  # fmt: skip
_WHY = (
    "so that a second person can follow", "because auditors ask for it", "to keep bills predictable",
    "so that readers find them again", "to spare the people on call", "because regulators demand it",
    "so that nothing is lost in a handover", "to make failures visible early", "so that newcomers can learn from them",
    "because partners build on them", "to protect those who are named in them", "so that a rollback stays possible",
)  # fmt: skip
_FRAMES = (
    "describe how {s} works and who owns it", "cover {s} with checks that run on every change",
    "keep {s} within the limits that were agreed", "name a deputy for {s}", "rank open work on {s} by harm",
    "show the state of {s} on one page", "retire what nobody uses in {s}", "ask a colleague to review {s} twice a year",
    "practise the recovery of {s}", "measure {s} before and after each change",
)  # fmt: skip
_SUBJECTS = (
    "Billing", "Deployment", "Monitoring", "Identity", "Messaging", "Reporting", "Search", "Storage", "Training",
    "Localisation",
)  # fmt: skip
_LEVELS = ("MUST", "MUST", "MUST", "SHOULD", "SHOULD", "MUST NOT", "SHOULD NOT", "MAY")
_SYNONYMS = {
    "archive": "store away", "encrypt": "cipher", "record": "write down", "publish": "make public", "limit": "cap",
    "reject": "refuse", "validate": "verify", "colleague": "team mate", "review": "inspect", "describe": "explain",
    "customer": "client", "without": "with no", "whenever": "each time", "readers": "people", "keep": "hold",
    "every": "each", "failures": "faults", "newcomers": "new colleagues", "measure": "gauge", "bills": "costs",
}  # fmt: skip
_QUALIFIERS = (
    "carefully",
    "in full",
    "and say so",
    "as a rule",
    "where a template exists",
    "in writing",
    "twice",
)
_STAYS = 0.8
"""The part of the moves that end in another category of the same persona."""
_FIGURES = {
    "five": "ten",
    "ninety": "thirty",
    "two": "three",
    "twice": "four times",
    "once": "twice",
    "first": "last",
}


@dataclass(frozen=True)
class Rule:
    """A rule that knows which one it is."""

    number: int
    level: str
    text: str
    is_template: bool = False
    """Whether it is one sentence said of every subject; it names its category, so nobody moves it to another one."""


@dataclass
class Corpus:
    """Rules by persona and category, in the order of their files."""

    rules: dict[tuple[str, str], list[Rule]]
    born: int
    """How many rules there ever were."""
    done: dict[str, set[int]] = field(default_factory=dict)
    """What was done to which rules, under the names of the classes of change."""

    @property
    def numbers(self) -> list[int]:
        """The rules in the order in which a handbook has them."""
        return [rule.number for shelf in self._shelves() for rule in self.rules[shelf]]

    def sources(self) -> list[Source]:
        """Return a file for every persona."""
        files: dict[str, list[str]] = {}
        for persona, category in self._shelves():
            lines = files.setdefault(
                persona, [f"# The {persona}", "", "## Traits", "- calm", "", "## Ruleset"]
            )
            lines += ["", f"### {category} Requirements"]
            lines += [f"**{rule.level}** {rule.text}" for rule in self.rules[persona, category]]
        return [
            Source(f"{persona.lower().replace(' ', '-')}.md", "\n".join(text))
            for persona, text in files.items()
        ]

    def _shelves(self) -> list[tuple[str, str]]:
        personas = dict.fromkeys(persona for persona, _ in self.rules)
        return [shelf for persona in personas for shelf in self.rules if shelf[0] == persona]


def corpus(personas: int, *, seed: int = 1) -> Corpus:
    """Return a corpus: 166 rules a persona, of which 100 are ten sentences for ten subjects."""
    chance = random.Random(seed)
    rules: dict[tuple[str, str], list[Rule]] = {}
    born = 0
    for n in range(personas):
        persona = f"{_SUBJECTS[n % len(_SUBJECTS)]} {['Builder', 'Keeper', 'Analyst', 'Steward'][n // len(_SUBJECTS) % 4]}"
        said: set[str] = set()
        for subject in _SUBJECTS:
            shelf = rules[persona, subject] = []
            for frame in _FRAMES:
                shelf.append(
                    Rule(
                        born,
                        _LEVELS[len(shelf) % len(_LEVELS)],
                        frame.format(s=subject.lower()),
                        True,
                    )
                )
                born += 1
        for _ in range(66):
            category = chance.choice(
                ("Data Protection", "Working Together", "Operation", *_SUBJECTS)
            )
            rules.setdefault((persona, category), []).append(_new_rule(chance, born, said))
            born += 1
    return Corpus(rules, born)


def edited(before: Corpus, *, seed: int = 2) -> Corpus:
    """Return the corpus after an edit: 5 % reworded, 3 % added, 3 % removed, 2 % moved, 1 % of other strength."""
    chance = random.Random(seed)
    rules = {shelf: list(found) for shelf, found in before.rules.items()}
    every = [rule for found in rules.values() for rule in found]
    total = len(every)
    left = [rule.number for rule in every]
    parts: dict[str, set[int]] = {}
    for name, share in (("moved", 2), ("reworded", 5), ("removed", 3), ("level", 1)):
        among = [rule.number for rule in every if not rule.is_template] if name == "moved" else left
        parts[name] = set(chance.sample(among, total * share // 100))
        left = [number for number in left if number not in parts[name]]
    done: dict[str, set[int]] = {
        name: set() for name in ("added", "strengthened", "weakened", "reversed")
    }
    done |= {name: parts[name] for name in ("reworded", "removed", "moved")}
    moving: list[tuple[tuple[str, str], Rule]] = []
    for shelf, found in rules.items():
        kept: list[Rule] = []
        for rule in found:
            if rule.number in parts["removed"]:
                continue
            if rule.number in parts["moved"]:
                moving.append((shelf, rule))
                continue
            if rule.number in parts["reworded"]:
                rule = replace(rule, text=reworded(rule.text, chance))
            if rule.number in parts["level"]:
                kind, level = _other_level(rule.level, chance)
                done[kind].add(rule.number)
                rule = replace(rule, level=level)
            kept.append(rule)
        found[:] = kept
    shelves = list(rules)
    for shelf, rule in moving:
        is_near = chance.random() < _STAYS
        others = [
            other for other in shelves if other != shelf and (other[0] == shelf[0] or not is_near)
        ]
        target = rules[chance.choice(others)]
        target.insert(chance.randint(0, len(target)), rule)
    born = before.born
    said = {rule.text for found in before.rules.values() for rule in found}
    for _ in range(total * 3 // 100):
        target = rules[chance.choice(shelves)]
        done["added"].add(born)
        target.insert(chance.randint(0, len(target)), _new_rule(chance, born, said))
        born += 1
    return Corpus(rules, born, done)


def reworded(text: str, chance: random.Random) -> str:
    """Return a sentence as somebody might write it anew: one to three small changes, at least one of which shows."""
    new = text
    while new == text:
        for change in chance.sample(_REWORDINGS, chance.randint(1, 3)):
            new = change(new, chance)
    return new


def _synonym(text: str, chance: random.Random) -> str:
    known = [word for word in text.split() if word in _SYNONYMS]
    word = chance.choice(known) if known else ""
    return text.replace(word, _SYNONYMS[word], 1) if word else text


def _qualified(text: str, chance: random.Random) -> str:
    words = text.split()
    words.insert(chance.randint(2, len(words)), chance.choice(_QUALIFIERS))
    return " ".join(words)


def _shortened(text: str, chance: random.Random) -> str:
    for mark in (" because ", " so that ", " to "):
        if mark in text and text.index(mark) > len(text) // 2:
            return text[: text.index(mark)]
    return text


def _reasoned(text: str, chance: random.Random) -> str:
    return text if any(why in text for why in _WHY) else f"{text} {chance.choice(_WHY)}"


def _refigured(text: str, chance: random.Random) -> str:
    return " ".join(_FIGURES.get(word, word) for word in text.split())


def _turned(text: str, chance: random.Random) -> str:
    when = next((one for one in _WHEN if one in text), "")
    return f"{when} {text.replace(f' {when}', '', 1)}" if when else text


_REWORDINGS: tuple[Callable[[str, random.Random], str], ...] = (
    _synonym,
    _qualified,
    _shortened,
    _reasoned,
    _refigured,
    _turned,
)


def _new_rule(chance: random.Random, number: int, said: set[str]) -> Rule:
    while True:
        text = f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_WHEN)} {chance.choice(_WHY)}"
        if text not in said:
            said.add(text)
            return Rule(number, chance.choice(_LEVELS), text)


def _other_level(level: str, chance: random.Random) -> tuple[str, str]:
    """Return the class of a change and the new level."""
    changes = {
        "MUST": (("weakened", "SHOULD"), ("weakened", "MAY"), ("reversed", "MUST NOT")),
        "SHOULD": (("strengthened", "MUST"), ("weakened", "MAY"), ("reversed", "SHOULD NOT")),
        "MAY": (("strengthened", "SHOULD"), ("strengthened", "MUST"), ("reversed", "MUST NOT")),
        "MUST NOT": (("weakened", "SHOULD NOT"), ("reversed", "MUST")),
        "SHOULD NOT": (("strengthened", "MUST NOT"), ("reversed", "SHOULD")),
    }
    return chance.choice(changes[level])
