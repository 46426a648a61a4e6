"""Histories that people wrote, with what happened to each rule: ids and changes held against them.

Each folder of `histories` has versions, `v1` and so on, and `truth.yml`, which was written from the
texts alone: every rule that lives on and changed, was added or was removed, by its own words. What
is not listed is unchanged. `renumbered` and `renamed-persona` are not told apart here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from rolebook import Source
from rolebook.history import compare_drafts
from rolebook.identity.diff import ChangeKind
from rolebook.identity.draft import Draft, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rolebook.model import Requirement
    from rolebook.rfc2119 import Level

HISTORIES = sorted(
    path for path in Path(__file__).with_name("histories").iterdir() if path.is_dir()
)
KINDS = tuple(
    kind for kind in ChangeKind if kind not in (ChangeKind.RENUMBERED, ChangeKind.LEAD_CHANGED)
)


@dataclass
class Score:
    """What was found of some histories."""

    hits: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    living: int = 0
    lost: list[str] = field(default_factory=list)
    """Ids of rules that live on under another id, which does not replace the old one."""
    strays: list[str] = field(default_factory=list)
    """Ids of old rules that new ones have got."""

    def rates(self, kind: str) -> tuple[float, float]:
        """Return precision and recall of a kind of change."""
        return _share(self.hits[kind], self.said[kind]), _share(self.hits[kind], self.true[kind])


def score(*histories: Path) -> Score:
    """Return how what Rolebook says of histories agrees with their truth."""
    found = Score()
    for history in histories:
        truth = yaml.safe_load((history / "truth.yml").read_text(encoding="utf-8"))
        drafts = dict(_drafts(history))
        for step in truth["steps"]:
            _Step(drafts[step["from"]], drafts[step["to"]], step, found).add()
    return found


def _drafts(history: Path) -> Iterator[tuple[str, Draft]]:
    lock = None
    for number, folder in enumerate(sorted(history.glob("v?")), 1):
        sources = [
            Source(path.name, path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob("*.md"))
        ]
        made = draft(sources, lock=lock, today=f"2026-0{number}-01")
        lock = made.lock
        yield folder.name, made


class _Step:
    """Two versions, and what is true of them."""

    def __init__(self, old: Draft, new: Draft, truth: Mapping[str, Any], found: Score) -> None:
        self._old, self._new, self._truth, self._score = old, new, truth, found
        self._left = {"old": _by_words(old), "new": _by_words(new)}
        self._told: dict[tuple[str, str, int], set[str]] = {}
        for change in compare_drafts(old, new).changes:
            version = "new" if change.after else "old"
            assert change.rule.span
            place = version, change.rule.span.path, change.rule.span.line
            self._told[place] = {str(kind) for kind in change.kinds}

    def add(self) -> None:
        """Add this step to the score."""
        for entry in self._truth.get("same") or ():
            before = self._take("old", entry["file_old"], entry["old"], entry)
            after = self._take("new", entry["file_new"], entry["new"], entry)
            # Typography makes no other words.
            ignored = {"reworded"} if entry.get("detail") == "typographic" else set()
            self._lives_on(before, after, set(entry["what"]) - ignored)
        for entry in self._truth.get("added") or ():
            after = self._take("new", entry["file"], entry["text"], entry)
            self._hold("new", after, {"added"})
            if after.id in self._old.lock.history:
                self._score.strays.append(after.id)
        for entry in self._truth.get("removed") or ():
            self._hold("old", self._take("old", entry["file"], entry["text"], entry), {"removed"})
        for before, after in self._unchanged():
            self._lives_on(before, after, set())

    def _take(self, version: str, path: str, text: str, entry: Mapping[str, Any]) -> Requirement:
        """Take the rule of an entry, which may name its section and lead."""
        fitting = self._left[version][path, _plain(text)]
        for key, is_there in _HINTS.items():
            hint = entry.get(f"{key}_{version}", entry.get(key))
            if hint is not None:
                fitting = [rule for rule in fitting if is_there(rule, hint)] or fitting
        rule = fitting[0]
        self._left[version][path, _plain(text)].remove(rule)
        return rule

    def _unchanged(self) -> Iterator[tuple[Requirement, Requirement]]:
        """Yield what is in no list: the same rule in both versions."""
        renamed = {
            entry["old"]: entry["new"]
            for entry in self._truth.get("personas") or ()
            if entry["what"] == "renamed"
        }
        for (path, words), rules in self._left["old"].items():
            among = self._left["new"][renamed.get(path, path), words]
            for before in rules:
                alike = [rule for rule in among if (rule.lead, rule.level) == _place(before)]
                after = (alike or among)[0]
                among.remove(after)
                yield before, after

    def _lives_on(self, before: Requirement, after: Requirement, what: set[str]) -> None:
        self._score.living += 1
        lock = self._new.lock
        is_replaced = after.id != before.id and lock.current(before.id).text == after.id
        if after.id != before.id and not is_replaced:
            self._score.lost.append(before.id)
        self._hold("new", after, what)

    def _hold(self, version: str, rule: Requirement, true: set[str]) -> None:
        """Count what is said of a rule against what is true."""
        said = self._told.get((version, rule.span.path, rule.span.line), set())
        self._score.said.update(said)
        self._score.true.update(true)
        self._score.hits.update(said & true)


_HINTS: Mapping[str, Callable[[Requirement, str], bool]] = {
    "section": lambda rule, title: rule.category.title == title,
    "lead": lambda rule, lead: _plain(rule.lead) == _plain(lead),
}


def _by_words(made: Draft) -> defaultdict[tuple[str, str], list[Requirement]]:
    rules: defaultdict[tuple[str, str], list[Requirement]] = defaultdict(list)
    for text in made.texts:
        for rule in text.requirements:
            rules[text.path, _plain(rule.text)].append(rule)
    return rules


def _place(rule: Requirement) -> tuple[str, Level]:
    return rule.lead, rule.level


def _plain(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
