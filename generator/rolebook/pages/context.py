"""Templates to pages: what a page is, how its links become relative, what a template can call.

In templates and snippets an address inside the site is written `@/skills/`, from the site's root;
`relative_links` makes it relative to the page it ends up on. So one rule's HTML is made once and
used on every page that shows it.

The words of authors go through `inline`, `passage` or `authored`, which mark the language that
they are written in where it is not that of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..addresses import address, gaps_address, pattern_address, permalink, skill_address
from ..checklist import checklists, due_words
from ..checklist.careers import careers_data, needed_data
from ..checklist.meetings import group_data
from ..input.settings import PAPERS, Search
from ..link.handbook import LinkKind
from ..link.references import Library, is_usable
from ..markup import Definitions, block_html, definitions, inline_html, plain
from ..messages import ENGLISH
from ..model import PassageKind
from ..model.lazily import Lazy
from ..reviews import summary
from ..rubric import rubric
from ..views.answers import Answers
from ..views.contracts import Team, team
from ..views.releases import day
from ..views.tally import tally
from ..views.waivers import by_end
from ..views.waivers import mark as waiver_mark
from ..words.names import slugify
from .cells import cells
from .direction import is_turned, kept_together
from .lines import chip_mark, line, mention, mention_of_both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2.bccache import Bucket

    from ..checklist import Checklist
    from ..link.handbook import Handbook, Link
    from ..model import Document, Passage, Reference, Requirement
    from ..reviews import Summary
    from ..rubric import Rubric


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of a page's table of contents."""

    title: str
    anchor: str
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page without the theme around it."""

    path: str
    """Address from the site's root: empty for the home page, else with a slash at the end."""
    title: str
    render: Callable[[], str]
    """Makes the article."""
    toc: tuple[TocEntry, ...] = ()
    description: str = ""

    @cached_property
    def html(self) -> str:
        """The article, without blank lines, starting with a block-level tag; made when needed."""
        return self.render()


@dataclass(frozen=True, slots=True)
class Options:
    """What an owner decides about the site."""

    name: str = "Handbook"
    directory_urls: bool = True
    """Whether addresses end in a slash; else in `index.html`, which also works without a server."""
    source_url: str = ""
    """Address of a source line, with `{path}` and `{line}`; empty if sources aren't on the web."""
    edit_url: str = ""
    """Address to edit a file, with `{path}` and perhaps `{line}`; empty if there is none."""
    site_url: str = ""
    """Where the site will be, with the host; empty where that is not known."""
    home: str = ""
    """Address of the handbook's home page from the site's root."""
    search: Search = field(default_factory=Search)
    """What answers a search."""
    papers: tuple[str, ...] = PAPERS
    """Sizes of paper for which checklists and rubrics are there as PDF, too."""
    contacts: bool = False
    """Whether checklists name the people behind roles."""
    theme_language: str = ENGLISH
    """The language that the theme's pages say they are in."""

    @property
    def index(self) -> str:
        """What follows an address that ends in a slash."""
        return "" if self.directory_urls else "index.html"


T = TypeVar("T")
MOST_ASKS = 3
"""Rules that a page shows for a skill: enough to judge it, and the page of the skill has all."""
_ADDRESS = re.compile(r'="@/([^"#?]*)')
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*")
_ARTICLE = re.compile(r'<div class="rolebook')
_UNSAFE_IN_CSS = re.compile(r'[\x00-\x1f"\\]')


def relative_links(html: str, path: str, options: Options) -> str:
    """Make the addresses in a page relative to it.

    >>> relative_links('<a href="@/skills/">', "p/tester/", Options())
    '<a href="../../skills/">'
    >>> relative_links('<a href="@/skills/#sfia">', "", Options(directory_urls=False))
    '<a href="./skills/index.html#sfia">'
    """
    root = "../" * path.count("/") or "./"
    if options.directory_urls:
        return html.replace('="@/', f'="{root}')
    return _ADDRESS.sub(lambda match: f'="{root}{_with_index(match[1])}', html)


def _with_index(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path


def css_string(text: str) -> str:
    r"""Return a text as a string of CSS; names of authors may have any characters.

    >>> print(css_string('The "Cook"\n'))
    "The \22 Cook\22 \a "
    """
    return '"' + _UNSAFE_IN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def source_path(path: str) -> str:
    """Return the Markdown file that stands for an address.

    >>> source_path("p/tester/")
    'p/tester/index.md'
    """
    return f"{path}index.md"


@dataclass(frozen=True, slots=True)
class Chip:
    """A short mark of a link: where it leads and why it is there."""

    kind: str
    label: str
    name: str
    reason: str
    """The evidence in words."""
    path: str
    """Address from the site's root, or of another site."""

    @property
    def href(self) -> str:
        """The address as templates write it."""
        return self.path if is_usable(self.path) else f"@/{self.path}"


class _Compiled(BytecodeCache):
    """Compiled templates for all contexts of a process: a server has a new one after each edit.

    Compiling takes 0.2 s.
    """

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@dataclass(repr=False)
class SiteContext:
    """What all pages of a build share: the handbook, the templates, and snippets made once.

    None of it is made before a page asks for it.
    """

    book: Handbook
    options: Options
    environment: Environment = field(init=False)
    templates: frozenset[str] = field(init=False)
    """The names of all templates."""
    _inlines: dict[tuple[str, str, str], Markup] = field(default_factory=dict)
    """Lines as HTML: each rule is on three pages, which takes 0.3 s with 18,560 rules."""
    _lines: dict[str, Markup] = field(default_factory=dict)
    _mentions: dict[str, Markup] = field(default_factory=dict)
    _chips: dict[Link, tuple[str, str]] = field(default_factory=dict)
    _definitions: dict[str, Definitions] = field(default_factory=dict)
    _once: dict[Callable[[SiteContext], Any], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environment = Environment(
            loader=PackageLoader("rolebook"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,  # they come with the package; else each page would look at its file
            bytecode_cache=_COMPILED,
        )
        self.templates = frozenset(self.environment.list_templates())
        self.environment.globals.update(
            book=self.book,
            say=self.book.say,
            options=self.options,
            tally=tally,
            address=address,
            skill_address=skill_address,
            authored=self.authored,
            most_asks=MOST_ASKS,
            gaps_address=gaps_address,
            pattern_address=pattern_address,
            evidence=self.evidence,
            cells=partial(cells, self),
            day_in_words=lambda date: day(date, self.book.say),
            group_data=group_data,
            careers_data=careers_data,
            needed_data=needed_data,
            due_in_words=lambda due: due_words(due, self.book.say),
            line=self.line,
            mention=self.mention,
            mention_of_both=lambda one, other: mention_of_both(self, one, other),
            passage=self.passage,
            plain=plain,
            inline=self.inline,
            kept_together=kept_together,
            slugify=slugify,
            waiver_mark=lambda waivers: waiver_mark(waivers, self.book.say),
            waiver_state=lambda waivers: by_end(waivers)[-1].state,
        )
        self.environment.filters["css_string"] = css_string
        self.environment.filters["css"] = lambda level: str(level).lower().replace(" ", "-")

    @cached_property
    def team(self) -> Team:
        """Who owes whom what."""
        return team(self.book)

    @cached_property
    def answers(self) -> Answers:
        """Which duties of two roles are about the same thing."""
        return Answers(self.book)

    @cached_property
    def rubrics(self) -> Mapping[str, Rubric]:
        """From the slug of a persona to its review rubric, for any change."""
        by_slug = {persona.slug: persona for persona in self.book.personas}
        return Lazy(by_slug, partial(rubric, self.book))

    @cached_property
    def reviews(self) -> Summary:
        """What reviews come to."""
        return summary(self.book, self.rubrics)

    @cached_property
    def checklists(self) -> Mapping[str, Checklist]:
        """From the slug of a persona to the checklist of its onboarding."""
        has_contacts = self.options.contacts
        return checklists(self.book, rubrics=self.rubrics, has_contacts=has_contacts)

    @cached_property
    def _library(self) -> Library:
        return Library(self.book.texts)

    def once(self, make: Callable[[SiteContext], T]) -> T:
        """What a function makes of this context, made when it is first asked for."""
        if make not in self._once:
            self._once[make] = make(self)
        made: T = self._once[make]
        return made

    def page(self, template: str, path: str, title: str, **values: Any) -> Page:
        """Return a page that renders a template when it is asked for."""
        toc: tuple[TocEntry, ...] = values.pop("toc", ())
        description: str = values.pop("description", "")
        values["title"] = title
        render = partial(self._article, template, path, values)
        return Page(path, title, render, toc, description)

    def _article(self, template: str, path: str, values: Mapping[str, Any]) -> str:
        rendered = self.environment.get_template(template).render(values)
        html = _tight(relative_links(rendered, path, self.options))
        language = self.book.say.language
        if language != self.options.theme_language:
            # The theme's language may be written from right to left, and none of ours is.
            opening = f'<div lang="{language}" dir="ltr" class="rolebook'
            html = _ARTICLE.sub(opening, html, count=1)
        return html

    def line(self, requirement: Requirement) -> Markup:
        """The full line of a rule, as the page of its persona shows it."""
        if requirement.id not in self._lines:
            self._lines[requirement.id] = line(self, requirement)
        return self._lines[requirement.id]

    def mention(self, requirement: Requirement) -> Markup:
        """The short line of a rule, as other pages show it."""
        if requirement.id not in self._mentions:
            self._mentions[requirement.id] = mention(self, requirement)
        return self._mentions[requirement.id]

    def chip_mark(self, link: Link) -> tuple[str, str]:
        """The label of a chip without case, and its HTML; most rules share theirs with others."""
        if link not in self._chips:
            self._chips[link] = chip_mark(self, link)
        return self._chips[link]

    def evidence(self, link: Link) -> str:
        """What made a link: the rule says “encrypt”."""
        say = self.book.say
        quotes = [say("evidence-quote", words=evidence.words) for evidence in link.evidence]
        place = link.evidence[0].place
        return say(f"evidence-{place}", words=say.list(quotes, last="unit"))

    def chip(self, link: Link) -> Chip:
        """A link as a chip."""
        reason = self.evidence(link)
        label, name, path = _TARGETS[link.kind](self.book, self._library, link)
        return Chip(link.kind.value, label, name, reason, path)

    def authored(self, text: str, document: Document | None = None) -> Markup:
        """Plain words of an author as HTML."""
        return self._in_language("span", escape(text), document)

    def inline(self, text: str, document: Document | None = None, language: str = "") -> Markup:
        """A line of an author's Markdown as HTML.

        Args:
            text: The line.
            document: Where it is from.
            language: Its language, if that is known and not only that of the document.
        """
        key = text, document.path if document else "", language
        if key not in self._inlines:
            html = Markup(inline_html(text, self._resolver(document)))
            self._inlines[key] = self._in_language("span", html, document, language)
        return self._inlines[key]

    def passage(self, passage: Passage, document: Document) -> Markup:
        """A passage of an author as HTML."""
        if document.path not in self._definitions:
            written = (p.text for p in document.passages if p.kind is PassageKind.DEFINITIONS)
            self._definitions[document.path] = definitions("\n\n".join(written))
        known = self._definitions[document.path]
        html = Markup(block_html(passage.text, self._resolver(document), known=known))
        return self._in_language("div", html, document)

    def _in_language(
        self, element: str, html: Markup, document: Document | None, language: str = ""
    ) -> Markup:
        """The words of a document, marked with their language if the page has another.

        Words from right to left are kept together; otherwise each Latin word among them would turn
        the order of those around it.
        """
        known = document.language if document else ""
        # The document may know the region, too.
        if not language or known.startswith(f"{language}-"):
            language = known
        attributes = Markup()
        if language and language != self.book.say.language:
            attributes += Markup(' lang="{}"').format(language)
        if is_turned(html):
            attributes += Markup(' dir="auto"')
        if not html or not attributes:
            return html
        return Markup("<{0}{1}>{2}</{0}>").format(element, attributes, html)

    def source(self, path: str, line: str) -> str:
        """The address of a line of a file, or nothing if the sources aren't on the web."""
        return _at(self.options.source_url, path, line)

    def editor(self, path: str, line: str) -> str:
        """The address where a line of a file is edited, or nothing if the site does not say."""
        return _at(self.options.edit_url, path, line)

    def reference(self, reference: Reference, document: Document) -> Markup:
        """A reference other than a web address: a link if the handbook has the file."""
        target = self._library.find(reference.target, document.path)
        if target:
            words = self.authored(target.title, target)
            return Markup('<a href="@/{}">{}</a>').format(address(target), words)
        if not reference.target:
            return self.inline(reference.text, document)
        words = self.authored(reference.text, document)
        if is_usable(reference.target):
            return Markup('<a href="{}">{}</a>').format(reference.target, words)
        return Markup("<code>{}</code>").format(words)

    def _resolver(self, document: Document | None) -> Callable[[str], str | None]:
        def resolve(target: str) -> str | None:
            if is_usable(target):
                return target
            found = self._library.find(target, document.path if document else "")
            return f"@/{address(found)}" if found else None

        return resolve


def _at(address: str, path: str, line: str) -> str:
    """Return the address of a line of a file.

    >>> _at("https://git.example/{path}#L{line}", "a b.md", "7")
    'https://git.example/a%20b.md#L7'
    """
    return address.replace("{path}", quote(path)).replace("{line}", line)


def _skill(book: Handbook, library: Library, link: Link) -> tuple[str, str, str]:
    concept = book.concept(link)
    is_coded = book.catalogues[link.framework].framework.is_coded
    return concept.code if is_coded else concept.name, concept.name, skill_address(concept)


def _pattern(book: Handbook, library: Library, link: Link) -> tuple[str, str, str]:
    name = book.patterns[link.target]
    return name.removesuffix(" Pattern"), name, pattern_address(link.target)


def _role(book: Handbook, library: Library, link: Link) -> tuple[str, str, str]:
    role = book.roles[link.target]
    return role.name, role.name, address(role.persona) if role.persona else f"team/#{role.slug}"


def _reference(book: Handbook, library: Library, link: Link) -> tuple[str, str, str]:
    target = link.target
    if book.has(target):
        return target, f"{target}, {book.owner(target).name}", permalink(target)
    document = library.find(target)
    return (
        (document.title, document.title, address(document))
        if document
        else (target, target, target)
    )


_TARGETS: dict[LinkKind, Callable[[Handbook, Library, Link], tuple[str, str, str]]] = {
    LinkKind.SKILL: _skill,
    LinkKind.COMPETENCE: _skill,
    LinkKind.PATTERN: _pattern,
    LinkKind.COLLABORATOR: _role,
    LinkKind.REFERENCE: _reference,
}
"""From a link to its short label, its name and its address from the site's root."""


def _tight(html: str) -> str:
    """Remove blank lines and indents, so that Markdown sees one block; code keeps its lines."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0].replace("\n", "&#10;"))
        return f"\0{len(kept) - 1}\0"

    tight = _BLANK_LINES.sub("\n", _PRE.sub(keep, html)).strip()
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], tight) if kept else tight


def toc(entries: Iterable[tuple[str, str, bool]]) -> tuple[TocEntry, ...]:
    """Return the entries whose condition holds, from (title, anchor, condition)."""
    return tuple(TocEntry(title, anchor) for title, anchor, is_there in entries if is_there)
