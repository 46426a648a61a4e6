"""The cards of a role: what the pages of its rules say besides the rule, as data of a script.

`assets/card.js` puts it on the page. What repeats stands once, and a rule has its number: of 5,700
bytes that a rule of a large handbook took on its own page, 200 are left.
"""

from __future__ import annotations

from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..addresses import address, permalink
from ..addresses.citations import as_markdown, cited_id, place_of, sentence
from ..link.handbook import LinkKind
from ..markup import plain
from ..rubric import classify, where_seen
from ..views.releases import events
from .assets import made_script
from .context import relative_links
from .used_in import UsageIndex, used_in

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from ..input.files import File
    from ..link.handbook import Link
    from ..messages import Messages
    from ..model import Document, Requirement
    from ..views.releases import Release
    from .context import Chip, SiteContext

_SHOWN_TWINS = 12
"""Pages that name more rules with the same words are hard to read; the rest are counted."""
_LINE = "\0"
"""Stands for the number of a line, until the words around it are known."""


def card_files(context: SiteContext, releases: Sequence[Release] = ()) -> Iterator[File]:
    """Yield `p/<role>/cards.js` for every persona and document with rules.

    Args:
        context: Handbook, options and templates.
        releases: What the page of changes lists, the latest first.
    """
    cards = _Cards(context, releases)
    for text in context.book.texts:
        if text.requirements:
            yield made_script(f"{address(text)}cards", partial(cards.of_text, text))


def how_to_check(requirement: Requirement, say: Messages) -> str:
    """Return where a reviewer can see whether a rule was kept, with the words that say so."""
    sighting = classify(requirement)
    return say(f"how-to-check-{sighting.visibility}", seen=where_seen(sighting, say))


class _Table:
    """Values that repeat, each once, and their numbers."""

    def __init__(self, *values: Hashable) -> None:
        self._numbers = {value: number for number, value in enumerate(values)}

    def __call__(self, value: Hashable) -> int:
        """Return the number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers)


class _Tables:
    """What the rules of one text share; `assets/card.js` describes each."""

    def __init__(self) -> None:
        self.html = _Table("")
        self.words = _Table()
        self.forms = _Table()
        self.labels = _Table()
        self.sources = _Table()
        self.shelves = _Table()
        self.rows = _Table()


class _Cards:
    """The cards of all texts."""

    def __init__(self, context: SiteContext, releases: Sequence[Release]) -> None:
        self._context = context
        self._releases = releases
        self._chips: dict[Link, tuple[str, str]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _index(self) -> UsageIndex:
        return UsageIndex(self._context, self._releases)

    @cached_property
    def _history(self) -> Callable[..., str]:
        module: Any = self._context.environment.get_template("changes-parts.html").module
        macro: Callable[..., str] = module.history
        return macro

    def of_text(self, text: Document) -> dict[str, Any]:
        """Return the cards of a text."""
        book, options = self._context.book, self._context.options
        tables = _Tables()
        rules = [self._card(tables, text, requirement) for requirement in text.requirements]
        say = book.say
        beside = permalink("-")  # all pages of rules are equally deep
        return {
            "language": "" if text.language == say.language else text.language,
            "citation": say("rule-citation", id="{id}", sentence="{sentence}", place="{place}"),
            "permalink": f"../{permalink('{id}').partition('/')[2]}{options.index}",
            "labels": list(tables.labels),
            "html": [relative_links(str(html), beside, options) for html in tables.html],
            "words": list(tables.words),
            "forms": list(tables.forms),
            "sources": list(tables.sources),
            "shelves": list(tables.shelves),
            "rows": list(tables.rows),
            "rules": rules,
        }

    def _card(self, tables: _Tables, text: Document, requirement: Requirement) -> list[Any]:
        context, book = self._context, self._context.book
        id, words = requirement.id, requirement.text
        form = (
            _around(words, plain(sentence(requirement))),
            _around(words, as_markdown(requirement)),
            _around(words, requirement.raw),
        )
        note = context.inline(requirement.note, text, requirement.language)
        return [
            id,
            words,
            tables.forms(form),
            tables.words(place_of(requirement, text)),
            tables.words(cited_id(book.lock, id).removeprefix(id)),
            tables.sources(self._source(requirement)),
            requirement.span.line,
            tables.html(note),
            tables.html(escape(how_to_check(requirement, book.say))),
            *self._facts(tables, text, requirement),
        ]

    def _facts(
        self, tables: _Tables, text: Document, requirement: Requirement
    ) -> Iterator[list[Any]]:
        """Yield what only some rules have: the number of a label, and those of what is below it."""
        say = self._context.book.say

        def fact(label: str, shape: str, *html: str) -> list[Any]:
            return [tables.labels((label, shape)), *map(tables.html, html)]

        if requirement.inferred:
            inferred = say("rule-inferred.words", words=requirement.inferred)
            yield fact(say("rule-inferred"), "words", escape(inferred))
        if requirement.condition:
            condition = self._context.inline(requirement.condition, text, requirement.language)
            yield fact(say("rule-condition"), "words", condition)
        for label, shape, links in self._linked(requirement):
            yield fact(label, shape, *chain.from_iterable(map(self._chip, links)))
        uses = [
            (escape(say(f"use-{use.kind}")), escape(use.line), escape(use.after))
            for use in used_in(self._index, requirement)
        ]
        if uses:
            yield fact(say("rule-uses"), "uses", *chain.from_iterable(uses))
        same = self._same(tables, requirement)
        if same:
            yield [tables.labels((say("rule-same"), "same")), *same]
        problems = self._problems(requirement)
        if problems:
            yield fact(say("rule-problems"), "problems", *chain.from_iterable(problems))
        if any(revision.date for revision in self._context.book.lock.revisions(requirement.id)):
            history = self._history(events(self._context.book.lock, requirement.id), "")
            yield fact(say("rule-history"), "history", history)

    def _linked(self, requirement: Requirement) -> Iterator[tuple[str, str, list[Link]]]:
        """Yield the links of a rule by kind, in a fixed order, each with its label and shape."""
        book, say = self._context.book, self._context.book.say
        links = book.links.get(requirement.id, ())
        if not links:
            return
        sure = [link for link in links if not link.is_inferred]

        def of_kind(kind: LinkKind) -> list[Link]:
            return [link for link in sure if link.kind is kind]

        groups: list[tuple[str, str, list[Link]]] = []
        for catalogue in book.catalogues:
            framework = catalogue.framework
            skills = [link for link in sure if link.framework == framework.key]
            groups.append((say("rule-skills", framework=framework.title), "brief", skills))
        groups += [
            (say("rule-patterns"), "brief", of_kind(LinkKind.PATTERN)),
            (say("rule-roles"), "brief", of_kind(LinkKind.COLLABORATOR)),
            (say("rule-references"), "links", of_kind(LinkKind.REFERENCE)),
            (say("rule-may-concern"), "links", [link for link in links if link.is_inferred]),
        ]
        yield from (group for group in groups if group[2])

    def _chip(self, link: Link) -> tuple[str, str]:
        """Return a link as HTML, and the words that made it."""
        if link not in self._chips:
            chip = self._context.chip(link)
            self._chips[link] = _link(chip), escape(chip.reason)
        return self._chips[link]

    def _same(self, tables: _Tables, requirement: Requirement) -> list[Any]:
        """Return the first rules with the same level and words, and the number of the others.

        The ID of each is in two pieces: the first belongs to its category, which is one of the
        shelves, and the second is nearly always that of the others, and then stands once.
        """
        book = self._context.book
        ids = book.same_as(requirement)
        if not ids:
            return []
        shelves, ends = [], []
        for id in ids[:_SHOWN_TWINS]:
            owner = book.owner(id)
            start, hyphen, end = id.rpartition("-")
            place = self._context.authored(place_of(book.requirement(id), owner), owner)
            shelves.append(tables.shelves((f"{start}{hyphen}", tables.html(place))))
            ends.append(end)
        said = ends[0] if len(set(ends)) == 1 else " ".join(ends)
        return [tables.rows(tuple(shelves)), said, len(ids[_SHOWN_TWINS:])]

    def _problems(self, requirement: Requirement) -> list[tuple[str, str, str]]:
        """Return the code of each problem, what it is, and what helps."""
        book, say = self._context.book, self._context.book.say
        return [
            (
                escape(one.code),
                escape(
                    say(
                        "rule-problem",
                        severity=say(f"severity-{one.severity}"),
                        message=one.message_in(say),
                    )
                ),
                escape(one.help_in(say)),
            )
            for one in book.findings.get(requirement.id, ())
        ]

    def _source(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the pieces of HTML around the number of the line that a rule is from."""
        path = requirement.span.path
        if path not in self._sources:
            place, href = f"{path}:{_LINE}", self._context.source(path, _LINE)
            link, code = Markup('<a href="{}">{}</a>'), Markup("<code>{}</code>")
            html = link.format(href, place) if href else code.format(place)
            self._sources[path] = tuple(html.split(_LINE))
        return self._sources[path]


def _around(words: str, whole: str) -> tuple[str, ...]:
    """Return what is before and after words in a longer text; the text itself if it lacks them.

    >>> _around("wait", "**MUST** wait.")
    ('**MUST** ', '.')
    """
    return tuple(whole.split(words, 1)) if words else (whole,)


def _link(chip: Chip) -> Markup:
    code = f"{chip.label} " if chip.kind == "skill" else ""
    return Markup('<a href="{}">{}{}</a>').format(chip.href, code, chip.name)
