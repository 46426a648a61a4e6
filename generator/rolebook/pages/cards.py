"""The cards of a role: what the pages of its rules say besides the rule, as data of a script.

`assets/card.js` puts it on the page. What repeats is in a table once, and a rule has its number
there: the 5,700 bytes of a page in a large handbook became 1,400, and 200 here.
"""

from __future__ import annotations

from functools import cache, cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..addresses import address, permalink
from ..addresses.citations import as_markdown, cited_id, place_of, sentence
from ..link.handbook import LinkKind
from ..markup import plain
from ..rubric import classify, how_to_check
from ..views.releases import events
from ..views.waivers import by_end, holding, why
from .assets import made_script
from .context import relative_links
from .subjects import skill_shelves
from .used_in import UsageIndex, used_in

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from ..input.files import File
    from ..link.handbook import Link
    from ..model import Document, Requirement
    from ..model.diagnostics import Diagnostic
    from ..views.releases import Event, Release
    from .context import SiteContext
    from .used_in import Use

_SHOWN_TWINS = 12
"""Pages that name more rules with the same words are hard to read; the rest are counted."""
_INFERRED = ("", "inferred")
"""The group of links to roles that a rule does not name."""
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
        self.rows = _Table()

    @property
    def shared(self) -> dict[str, list[Any]]:
        """The tables as data; each list has its values in the order of their numbers."""
        shelves = _Table()
        rows = [[shelves(shelf) for shelf in row] for row in self.rows]
        places = [(start, self.html(place)) for start, place in shelves]
        return {
            "labels": list(self.labels),
            "html": list(self.html),
            "words": list(self.words),
            "forms": list(self.forms),
            "shelves": places,
            "rows": rows,
        }


class _Cards:
    """The cards of all texts.

    What many rules have is worked out once: that halves the time, to 80 µs a rule.
    """

    def __init__(self, context: SiteContext, releases: Sequence[Release]) -> None:
        self._context = context
        self._releases = releases
        book = context.book
        self._checks = cache(lambda sighting: escape(how_to_check(sighting, book.say)))
        self._chips = cache(self._chip)
        self._places: dict[tuple[str, str], tuple[str, str]] = {}
        self._added: dict[tuple[int, str], str] = {}
        self._twins = cache(self._twin)
        self._uses = cache(self._use)

    @cached_property
    def _index(self) -> UsageIndex:
        return UsageIndex(self._context, self._releases)

    @cached_property
    def _told(self) -> Callable[[Sequence[Event], str], str]:
        """The macro that tells a history."""
        module: Any = self._context.environment.get_template("changes-parts.html").module
        told: Callable[[Sequence[Event], str], str] = module.history
        return told

    @cached_property
    def _groups(self) -> Sequence[tuple[tuple[str, str], tuple[str, str]]]:
        """The groups of links in their order, each with the label and shape of its list.

        Links of a framework are one group, and others are by their kind.
        """
        book, say = self._context.book, self._context.book.say
        frameworks = [catalogue.framework for catalogue in book.catalogues]
        return (
            *(((f.key, ""), (say("rule-skills", framework=f.title), "brief")) for f in frameworks),
            (("", LinkKind.PATTERN), (say("rule-patterns"), "brief")),
            (("", LinkKind.COLLABORATOR), (say("rule-roles"), "brief")),
            (("", LinkKind.REFERENCE), (say("rule-references"), "links")),
            (_INFERRED, (say("rule-may-concern"), "links")),
        )

    def of_text(self, text: Document) -> dict[str, Any]:
        """Return the cards of a text."""
        options, say = self._context.options, self._context.book.say
        tables = _Tables()
        rules = [self._card(tables, text, requirement) for requirement in text.requirements]
        shared = tables.shared
        beside = permalink("-")  # all pages of rules are equally deep
        return {
            "language": "" if text.language == say.language else text.language,
            "citation": say("rule-citation", id="{id}", sentence="{sentence}", place="{place}"),
            "permalink": f"../{{id}}/{options.index}",
            **shared,
            "sources": [self._source(path) for path in tables.sources],
            "editors": [self._context.editor(path, "{line}") for path in tables.sources],
            "html": [relative_links(str(html), beside, options) for html in shared["html"]],
            "rules": rules,
        }

    def _card(self, tables: _Tables, text: Document, requirement: Requirement) -> list[Any]:
        """Return what `CardOfRule` of `assets/card.js` describes."""
        id, words = requirement.id, requirement.text
        form = (
            _around(words, plain(sentence(requirement))),
            _around(words, as_markdown(requirement)),
            _around(words, requirement.raw),
        )
        place, _ = self._place(requirement, text)
        note = requirement.note
        return [
            id,
            words,
            tables.forms(form),
            tables.words(place),
            tables.words(cited_id(self._context.book.lock, id).removeprefix(id)),
            tables.sources(requirement.span.path),
            requirement.span.line,
            tables.html(self._context.inline(note, text, requirement.language) if note else ""),
            tables.html(self._checks(classify(requirement))),
            *self._facts(tables, text, requirement),
        ]

    def _facts(
        self, tables: _Tables, text: Document, requirement: Requirement
    ) -> Iterator[list[Any]]:
        """Yield what only some rules have: the number of a label, and those of what is below it."""
        book, say = self._context.book, self._context.book.say

        def fact(label: tuple[str, str], html: Iterable[str]) -> list[Any]:
            return [tables.labels(label), *map(tables.html, html)]

        if requirement.inferred:
            inferred = say("rule-inferred.words", words=requirement.inferred)
            yield fact((say("rule-inferred"), "words"), [escape(inferred)])
        if requirement.condition:
            condition = self._context.inline(requirement.condition, text, requirement.language)
            yield fact((say("rule-condition"), "words"), [condition])
        for label, links in self._linked(requirement):
            yield fact(label, chain.from_iterable(map(self._chips, links)))
        possible = book.possible.get(requirement.id, ())
        if possible:
            html = chain.from_iterable(map(self._maybe, possible))
            yield fact((say("rule-maybe"), "maybe"), html)
        if book.waivers_of(requirement.id):
            yield fact((say("rule-waivers"), "links"), self._waivers(requirement.id))
        uses = used_in(self._index, requirement)
        if uses:
            html = chain.from_iterable(map(self._uses, uses))
            yield fact((say("rule-uses"), "uses"), html)
        same = book.same_as(requirement)
        if same:
            yield [tables.labels((say("rule-same"), "same")), *self._same(tables, same)]
        problems = book.findings.get(requirement.id)
        if problems:
            html = chain.from_iterable(map(self._problem, problems))
            yield fact((say("rule-problems"), "problems"), html)
        if any(revision.date for revision in book.lock.revisions(requirement.id)):
            yield fact((say("rule-history"), "history"), [self._history(requirement.id)])

    def _linked(self, requirement: Requirement) -> Iterator[tuple[tuple[str, str], list[Link]]]:
        """Yield the links of a rule by group, in a fixed order, each with its label and shape."""
        groups: dict[tuple[str, str], list[Link]] = {}
        for link in self._context.book.links.get(requirement.id, ()):
            group = link.framework, "" if link.framework else link.kind
            groups.setdefault(_INFERRED if link.is_inferred else group, []).append(link)
        if groups:
            yield from ((label, groups[group]) for group, label in self._groups if group in groups)

    def _chip(self, link: Link) -> tuple[str, str]:
        """Return a link as HTML, and the words that made it."""
        chip = self._context.chip(link)
        code = f"{chip.label} " if chip.kind == LinkKind.SKILL else ""
        html = Markup('<a href="{}">{}{}</a>').format(chip.href, code, chip.name)
        return html, escape(chip.reason)

    @cached_property
    def _skills(self) -> frozenset[tuple[str, str]]:
        """Framework and code of the skills that have a page."""
        shelves = self._context.once(skill_shelves)
        uses = chain.from_iterable(uses for _, uses in shelves)
        return frozenset((use.concept.framework, use.concept.code) for use in uses)

    def _maybe(self, link: Link) -> tuple[str, str]:
        """Return a possible link as HTML, and the words that made it.

        A skill that nothing else in the handbook is about has no page, and only its name is said.
        """
        html, reason = self._chips(link)
        has_page = not link.framework or (link.framework, link.target) in self._skills
        return html if has_page else escape(Markup(html).striptags()), reason

    def _waivers(self, id: str) -> Iterator[str]:
        """Yield what each waiver of a rule holds for and until when, then why."""
        book = self._context.book
        for waiver in by_end(book.waivers_of(id)):
            words = holding(waiver, book.say)
            yield Markup('<a href="@/waivers/#{}">{}</a>').format(id, words)
            yield escape(why(waiver, book.say))

    def _use(self, use: Use) -> tuple[str, str, str]:
        """Return what a use is, where, and words after it."""
        return (
            escape(self._context.book.say(f"use-{use.kind}")),
            escape(use.line),
            escape(use.after),
        )

    def _same(self, tables: _Tables, ids: Sequence[str]) -> tuple[int, str, int]:
        """Return the first rules with the same level and words, and the number of the others.

        How the IDs end is nearly always the same, and is then there once.
        """
        shelves, ends = zip(*map(self._twins, ids[:_SHOWN_TWINS]), strict=True)
        said = ends[0] if len(set(ends)) == 1 else " ".join(ends)
        return tables.rows(shelves), said, len(ids[_SHOWN_TWINS:])

    def _twin(self, id: str) -> tuple[tuple[str, str], str]:
        """Return how an ID begins and the place of the rule, which belong together; and its end."""
        book = self._context.book
        start, hyphen, end = id.rpartition("-")
        _, place = self._place(book.requirement(id), book.owner(id))
        return (f"{start}{hyphen}", place), end

    def _place(self, requirement: Requirement, text: Document) -> tuple[str, str]:
        """Return where a rule is, as text and as HTML."""
        key = text.slug, requirement.category.title
        if key not in self._places:
            place = place_of(requirement, text)
            self._places[key] = place, self._context.authored(place, text)
        return self._places[key]

    def _problem(self, problem: Diagnostic) -> tuple[str, str, str]:
        """Return the code of a problem, what it is, and what helps."""
        say = self._context.book.say
        severity, message = say(f"severity-{problem.severity}"), problem.message_in(say)
        words = say("rule-problem", severity=severity, message=message)
        return escape(problem.code), escape(words), escape(problem.help_in(say))

    def _history(self, id: str) -> str:
        """Return the revisions of a rule as HTML, without its ID."""
        lock = self._context.book.lock
        revisions = lock.revisions(id)
        if len(revisions) > 1:
            return self._told(events(lock, id), "")
        # A rule that never changed has only a day: telling each takes 60 µs more.
        key = revisions[0].number, revisions[0].date
        if key not in self._added:
            self._added[key] = self._told(events(lock, id), "")
        return self._added[key]

    def _source(self, path: str) -> tuple[str, ...]:
        """Return the pieces of HTML around the number of a line of a file."""
        place, href = f"{path}:{_LINE}", self._context.source(path, _LINE)
        link, code = Markup('<a href="{}">{}</a>'), Markup("<code>{}</code>")
        return tuple((link.format(href, place) if href else code.format(place)).split(_LINE))


def _around(words: str, whole: str) -> tuple[str, ...]:
    """Return what is before and after words in a longer text; the text itself if it lacks them.

    >>> _around("wait", "**MUST** wait.")
    ('**MUST** ', '.')
    """
    return tuple(whole.split(words, 1)) if words else (whole,)
