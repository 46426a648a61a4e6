"""Names that last: codes and addresses of personas, codes of categories, IDs of rules.

An ID that the author wrote wins. The others are `PERSONA-CATEGORY-NUMBER`, such as `BD-API-07`. A
lock holds the codes and IDs that were given before: a locked rule keeps its ID wherever it goes,
and a new one gets the next number. Without a lock the rules are counted in the order of the source,
as a first lock would have them.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import TYPE_CHECKING, Generic, TypeVar

from ..model.diagnostics import Diagnostic
from ..model.remembering import remembered
from ..words.likeness import words
from .codes import Codes, category_code, safe
from .groups import Group, RuleState, group_of, names_of
from .leads import with_leads
from .ledger import next_lock
from .lock import Lock, natural
from .match import Pairing, pair
from .reserved import reserved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..model import Category, Document, Requirement
    from ..rfc2119 import Level

__all__ = ["Identified", "identify"]

D = TypeVar("D", bound="Document")


@dataclass(frozen=True)
class Identified(Generic[D]):
    """Documents with codes, slugs and IDs that are unique in the handbook."""

    texts: list[D]
    lock: Lock
    """The content of a lock file if it were written now."""
    diagnostics: list[Diagnostic]


def identify(
    texts: Sequence[D],
    lock: Lock | None = None,
    *,
    base: str = "",
    today: str = "",
    unread: Collection[str] = (),
) -> Identified[D]:
    """Give personas and documents their codes and slugs, and rules their IDs.

    Args:
        texts: All documents, by path.
        lock: The codes and IDs that were given before.
        base: Folder that the paths in the lock are relative to, written as the paths of the texts
            are.
        today: The date of new revisions, `2026-03-01`; without it they count as not locked yet.
        unread: Locked paths of files that exist but were not read; their rules are not retired.
    """
    lock = lock or Lock()
    paths = [posixpath.relpath(text.path, base) if base else text.path for text in texts]
    kept = {code for code, persona in lock.personas.items() if persona.path in unread}
    now = [_group(text, path) for text, path in zip(texts, paths, strict=True)]
    locked = [group for group in locked_groups(lock) if group.key not in kept]
    pairing = pair(with_leads(locked, now), now)
    coded, diagnostics = Codes(lock, pairing.personas, kept).give(texts)
    numbering = _Numbering(lock, pairing, texts)
    done: list[D] = []
    for text, now_coded in zip(texts, coded, strict=True):
        names = numbering.names(now_coded, _said(text))
        done.append(_named(text, now_coded.code, now_coded.slug, names))
    new_lock = next_lock(lock, done, paths, pairing, today=today, kept=kept)
    return Identified(done, new_lock, [*diagnostics, *numbering.diagnostics])


@remembered
def locked_groups(lock: Lock) -> list[Group]:
    """Return the rules that are locked and not retired, under the codes of their personas."""
    rules: dict[str, list[RuleState]] = {
        code: [] for code, persona in lock.personas.items() if persona.path
    }
    for id, revisions in lock.history.items():
        last = revisions[-1]
        if last.level is not None:
            rules.setdefault(last.persona, []).append(lock.state(last, lasting_id=id))
    return [Group(code, _locked_names(lock, code), tuple(locked)) for code, locked in rules.items()]


def _locked_names(lock: Lock, code: str) -> tuple[str, ...]:
    persona = lock.personas.get(code)
    return names_of(persona.path, persona.title, code) if persona else (f"code {code}",)


@remembered
def _group(text: Document, path: str) -> Group:
    names = names_of(path, text.title, text.code, text.aliases)
    return group_of(text, text.path, names, lambda rule: safe(rule.explicit_id))


# The rules of a text that is read again as it was are not made again: after the edit of one persona
# of 40, identifying 18,560 rules takes 0.1 s instead of 0.4.
@remembered
def _named(text: D, code: str, slug: str, names: Sequence[tuple[str, str]]) -> D:
    """Return a text with its code and slug, and its rules with the codes of categories and IDs."""
    categories: dict[Category, Category] = {}
    requirements: list[Requirement] = []
    before: Category | None = None
    for requirement, (code_of_category, id) in zip(text.requirements, names, strict=True):
        if requirement.category is not before:
            before = requirement.category
            if before not in categories:
                categories[before] = replace(before, code=code_of_category)
            category = categories[before]
        requirements.append(replace(requirement, id=id, category=category))
    present = dict.fromkeys(r.category for r in requirements if not r.is_collaboration)
    return replace(
        text,
        code=code,
        slug=slug,
        requirements=tuple(requirements),
        categories=tuple(present),
    )


@remembered
def _said(text: Document) -> Sequence[str]:
    """Return what each rule says, as equal rules say it."""
    return tuple(words(requirement.statement) for requirement in text.requirements)


def _by_author_or_number(ids: Sequence[str], explicit_ids: Sequence[str]) -> list[str]:
    """Return the IDs of rules with equal words, dealt out again."""
    left = sorted(ids, key=natural)
    folded = {id.casefold(): id for id in left}
    written = [folded.pop(safe(explicit).casefold(), "") for explicit in explicit_ids]
    others = (id for id in left if id.casefold() in folded)
    return [id or next(others) for id in written]


_MOST_QUOTED = 60
"""Characters of an ID that a message quotes."""


class _Numbering:
    """The IDs of one handbook: which are taken, and which number comes next."""

    def __init__(self, lock: Lock, pairing: Pairing, texts: Sequence[Document]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._lock = lock
        self._pairing = pairing
        self._given = reserved()
        self._explicit: Counter[str] = Counter()
        for requirement in chain.from_iterable(text.requirements for text in texts):
            if requirement.explicit_id:
                self._explicit[safe(requirement.explicit_id).casefold()] += 1
        self._next: dict[str, count[int]] = {}
        self._categories: dict[str, dict[str, str]] = defaultdict(dict)
        for (persona, code), title in lock.categories.items():
            self._categories[persona][code] = title
        self._index = count()
        self._retired: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id in lock.retired:
            last = lock.last_words(id)
            if not lock.current(id).text:
                self._retired[last.persona, words(last.statement)].append(id)

    def names(self, text: Document, said: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Return the code of its category and the ID of each rule of a document.

        Of rules with equal words in one category, each keeps the ID that its author wrote, and the
        others get theirs by number: nothing else distinguishes them.

        Args:
            text: The document, with its code.
            said: What each of its rules says, as equal rules say it.
        """
        rules = text.requirements
        codes = self._category_codes(text)
        former = self._pairing.personas.get(text.path, text.code)
        ids: list[str] = []
        twins: dict[tuple[str, Level, str], list[int]] = {}
        for index, (requirement, code) in enumerate(zip(rules, codes, strict=True)):
            id = self._id(requirement, f"{text.code}-{code}", former)
            self._given.add(id.casefold())
            ids.append(id)
            twins.setdefault((code, requirement.level, said[index]), []).append(index)
        for alike in twins.values():
            if len(alike) > 1:
                dealt = _by_author_or_number(
                    [ids[index] for index in alike], [rules[index].explicit_id for index in alike]
                )
                for index, id in zip(alike, dealt, strict=True):
                    ids[index] = id
        return tuple(zip(codes, ids, strict=True))

    def _category_codes(self, text: Document) -> list[str]:
        """Return the code of the category of each rule."""
        former = self._pairing.personas.get(text.path, text.code)
        known = self._known_categories(text.code, former)
        taken = {*self._categories[former], *self._categories[text.code]}
        present = {category.title.casefold() for category in text.categories}
        by_title: dict[str, str] = {}
        for title in dict.fromkeys(rule.category.title for rule in text.requirements):
            folded = title.casefold()
            if folded not in known:
                old = self._pairing.categories.get((text.path, title), title).casefold()
                inherited = "" if old in present else known.get(old)
                known[folded] = inherited or category_code(title, taken)
            by_title[title] = known[folded]
        return [by_title[rule.category.title] for rule in text.requirements]

    def _known_categories(self, code: str, former: str) -> dict[str, str]:
        """Return the codes of a persona's categories by title.

        If the persona has another code now, its categories keep their codes if these are free.
        """
        own = self._categories[code]
        known: dict[str, str] = {}
        for category, title in sorted(own.items()):
            known.setdefault(title.casefold(), category)
        for category, title in sorted(self._categories[former].items()):
            if category not in own:
                known.setdefault(title.casefold(), category)
        return known

    def _id(self, requirement: Requirement, prefix: str, former: str) -> str:
        index = next(self._index)
        old = self._pairing.pairs.get(index)
        locked = (
            self._pairing.old[old].id if old is not None else self._revived(requirement, former)
        )
        explicit = safe(requirement.explicit_id)
        if explicit != requirement.explicit_id:
            written = requirement.explicit_id[:_MOST_QUOTED]
            self.diagnostics.append(
                Diagnostic.of("ID012", requirement.span, written=written, id=explicit)
            )
        if explicit and explicit.casefold() != locked.casefold():
            return self._explicit_id(requirement, explicit, locked)
        if locked and locked.casefold() not in self._given:
            return locked
        return self._numbered(prefix)

    def _revived(self, requirement: Requirement, persona: str) -> str:
        """Return the ID of a retired rule that had the same words, or nothing."""
        if not self._retired:
            return ""
        ids = self._retired.get((persona, words(requirement.statement)), [])
        explicit = safe(requirement.explicit_id).casefold()
        # An ID that an author wrote at another rule is kept for that one.
        fitting = [
            id for id in ids if id.casefold() == explicit or id.casefold() not in self._explicit
        ]
        revived = min(fitting, key=lambda id: id.casefold() != explicit, default="")
        if revived:
            ids.remove(revived)
        return revived

    def _explicit_id(self, requirement: Requirement, explicit: str, locked: str) -> str:
        """Return the ID that an author wrote, if no other rule has it.

        Otherwise the rule keeps its own ID, or gets the author's with a number.
        """
        owner = self._lock.by_folded_id.get(explicit.casefold())
        is_given = explicit.casefold() in self._given
        if not owner and not is_given:
            return explicit
        own = locked if locked.casefold() not in self._given else ""
        id = own or next(id for id in self._suffixed(explicit) if self._is_free(id))
        if is_given and (not owner or self._explicit[explicit.casefold()] > 1):
            problem = Diagnostic.of("ID001", requirement.span, id=explicit, given=id)
        else:
            said = self._lock.last_words(owner or "").statement
            problem = Diagnostic.of("ID005", requirement.span, id=explicit, words=said[:60])
        self.diagnostics.append(problem)
        return id

    def _suffixed(self, explicit: str) -> Iterator[str]:
        return (f"{explicit}-{n}" for n in self._next.setdefault(f"{explicit}#", count(2)))

    def _numbered(self, prefix: str) -> str:
        """Return the next free ID with a number."""
        if prefix not in self._next:
            last = self._lock.last_numbers.get(prefix.casefold(), 0)
            self._next[prefix] = count(last + 1)
        return next(id for n in self._next[prefix] if self._is_free(id := f"{prefix}-{n:02}"))

    def _is_free(self, id: str) -> bool:
        folded = id.casefold()
        return (
            folded not in self._explicit
            and folded not in self._given
            and folded not in self._lock.by_folded_id
        )
