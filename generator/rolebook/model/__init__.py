"""What one file says: a persona or a document, its rules and the text between them; data only.

Names are held as they are written, and `book.Handbook` resolves them. So any persona can be made in
a test from a string, and a name that leads nowhere is data for a check rather than a failure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ..rfc2119 import Level  # noqa: TC001 - `parse.keeping` reads the types of fields
from ..words.careers import levels_in_order
from ..words.names import bare_title, without_genders
from .agents import AgentFact, AgentField, Include
from .ownership import NO_DATES, ReviewDates
from .reason import UNDECIDED, Reason, Why
from .source import Span

__all__ = [
    "AgentFact", "AgentField", "Category", "Competence", "Document", "Entry", "Found", "Heading",
    "Include", "KnowledgeArea", "ManagedAgent", "Name", "Override", "Passage", "PassageKind",
    "Pattern", "Persona", "Reason", "Reference", "Requirement", "ReviewDates", "Skill",
    "Why",
]  # fmt: skip


class Found(StrEnum):
    """The form in which a requirement was found."""

    LINE = "line"
    ITEM = "list item"
    CELL = "table cell"
    QUOTE = "quote"
    HEADING = "heading"
    SENTENCE = "sentence"
    HTML = "html"


class PassageKind(StrEnum):
    """Why a stretch of text is kept as it is."""

    TEXT = "text"
    CODE = "code"
    HTML = "html"
    DEFINITIONS = "definitions"
    """Link reference definitions: needed to render other passages, not shown."""
    CONVENTIONS = "conventions"
    """The paragraph that says how the key words are to be read (RFC 8174 §2)."""
    LEAD = "lead"
    """A sentence that introduces a list, given to its requirements as context."""
    FRONT_MATTER = "front matter"
    COMMENT = "comment"
    MARKUP = "markup"
    """Horizontal rules and table heads."""

    @property
    def is_shown(self) -> bool:
        """Whether a reader of the page sees it."""
        return self in (
            PassageKind.TEXT,
            PassageKind.CODE,
            PassageKind.HTML,
            PassageKind.LEAD,
            PassageKind.CONVENTIONS,
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where it is."""

    title: str
    level: int
    """1 to 6."""
    span: Span
    section: str = ""
    """Key of the persona section that it opens, such as `skills`; empty for any other."""
    trail: tuple[str, ...] = ()
    """Titles of the headings above it, the outermost first."""


@dataclass(frozen=True, slots=True)
class Category:
    """A heading with rules under it. Two may have the same title, but not the same place."""

    title: str
    trail: tuple[str, ...]
    """Titles of the headings above it."""
    span: Span
    code: str = ""
    """Short name in ids, such as `API`; given by `identity.identify`."""

    @property
    def label(self) -> str:
        """The title without the word "Requirements" that most of them end with.

        Examples:
            >>> from rolebook import Span
            >>> Category("Caching Requirements", (), Span("a.md", 1)).label
            'Caching'
        """
        return bare_title(self.title)


@dataclass(frozen=True, slots=True)
class Name:
    """A role as a duty names it."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Requirement:
    """One normative statement."""

    level: Level
    keyword: str
    """As written: `MUST`, `MUST not`, `SHALL`."""
    text: str
    """The statement in one line of Markdown, without a keyword that it opens with."""
    raw: str
    """The statement exactly as written in the source."""
    span: Span
    """From the statement to the end of its note."""
    category: Category
    group: int = 0
    """Blank lines split a category into groups; counted from 0."""
    found: Found = Found.LINE
    condition: str = ""
    """A clause with If, When, While, Where or Unless (the EARS forms), with all its cases."""
    conditions: tuple[str, ...] = ()
    """The cases of the condition, if they are a list below the statement."""
    options: tuple[str, ...] = ()
    """The alternatives that it leaves, if they are a list below the statement."""
    context: str = ""
    """The sentence that introduces the list, or the other cells of the table row."""
    note: str = ""
    """Sentences behind the statement in the same paragraph; often its reason."""
    names: tuple[Name, ...] = ()
    """Roles the statement names, in order."""
    is_collaboration: bool = False
    """Is in the collaborators section."""
    inferred: str = ""
    """The words that state it, if these are not keywords of RFC 2119 in capitals."""
    language: str = ""
    """The language of these words, such as `de`."""
    explicit_id: str = ""
    """Id that the author wrote."""
    id: str = ""
    """Id in the handbook, such as `BD-API-07`; given by `identity.identify`."""

    @property
    def statement(self) -> str:
        """What it says on its own: its wording after what introduces it, in one line."""
        return " ".join(f"{self.context} {self.wording}".split())

    @property
    def wording(self) -> str:
        """Its own words in one line: the text, then its options or conditions.

        Examples:
            >>> from rolebook import Category, Level, Requirement, Span
            >>> span = Span("a.md", 1)
            >>> plan = Requirement(
            ...     Level.MUST, "MUST", "A plan **MUST** be either:", "", span,
            ...     Category("Plans", (), span), options=("one drawing", "a list of drawings"),
            ... )
            >>> plan.wording
            'A plan **MUST** be either: one drawing; a list of drawings'
        """
        return f"{self.text} {'; '.join(self.listed)}" if self.listed else self.text

    @property
    def listed(self) -> tuple[str, ...]:
        """The items below it that are part of it: its options or the cases of its condition."""
        return self.options or self.conditions

    @property
    def lead(self) -> str:
        """The sentence that introduces it, without the other cells of a table row."""
        return "" if self.found is Found.CELL else self.context

    @property
    def key(self) -> tuple[Level, str]:
        """What two equal requirements share: level and words, without case and full stop."""
        return self.level, self.wording.casefold().rstrip(" .")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is kept as written."""

    kind: PassageKind
    text: str
    """Markdown, without the markers of a quote or list around it."""
    span: Span
    trail: tuple[str, ...] = ()
    """Titles of the headings above it."""
    section: str = ""
    """Key of the persona section it is in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a section that is a list, such as a trait or a responsibility."""

    text: str
    span: Span
    section: str = ""
    """Key of the persona section it is in."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A design pattern a persona should know."""

    name: str
    span: Span
    detail: str = ""
    """What the author says after the name."""


@dataclass(frozen=True, slots=True)
class KnowledgeArea:
    """A field of knowledge and its topics."""

    name: str
    topics: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CareerLevel:
    """What a skill asks for at one level of a career."""

    name: str
    """The level as the author calls it: `Senior`, `L3`."""
    low: int
    """Lowest level of the skill, 1 to 7."""
    high: int
    """Highest level of the skill; equal to `low` for a single one."""
    description: str = ""
    """What the author says of the skill at this level, where that differs between levels."""

    @property
    def levels(self) -> str:
        """The range as it is printed: `3–5`, `4`."""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Skill:
    """A row of the skills table."""

    code: str
    """Code in the framework: `PROG`."""
    name: str
    """As the author calls it."""
    low: int | None
    """Lowest level asked for, 1 to 7; None where the cell is empty or unreadable."""
    high: int | None
    """Highest level asked for; equal to `low` for a single one."""
    description: str
    span: Span
    by_level: tuple[CareerLevel, ...] = ()
    """What each level of the career asks for, where the author says so; `low` and `high` then are
    the lowest and the highest of all."""

    def at(self, level: str) -> CareerLevel | None:
        """Return what a level of the career asks for; None if that is nothing.

        Args:
            level: A name from `Persona.levels`, such as `Senior`.
        """
        named = (one for one in self.by_level if one.name.casefold() == level.casefold())
        return next(named, None)

    @property
    def levels(self) -> str:
        """The range as it is printed: `3–5`, `4`, or nothing."""
        if self.low is None:
            return ""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class CareerExamples:
    """Examples of a competence at one level of a career."""

    name: str
    """The level as the author calls it."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    """A row of the competences table: a category and examples of it."""

    name: str
    examples: tuple[str, ...]
    span: Span
    by_level: tuple[CareerExamples, ...] = ()
    """The examples of each level of the career, where the author says so; `examples` then has
    those of all."""

    def at(self, level: str) -> CareerExamples | None:
        """Return the examples of a level of the career; None if it doesn't need the competence.

        Args:
            level: A name from `Persona.levels`, such as `Senior`.
        """
        named = (one for one in self.by_level if one.name.casefold() == level.casefold())
        return next(named, None)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a document that is named by its path."""

    text: str
    target: str
    """URL or path; empty where a work is only named."""
    span: Span

    @property
    def is_web(self) -> bool:
        """Whether a browser can open it."""
        return self.target.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class ManagedAgent:
    """A row of a "managed agents" table."""

    name: str
    specialty: str
    url: str
    peers: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Override:
    """What the front matter says about the links of a rule, or of all rules of a category."""

    subject: str
    """ID of a requirement, or title of a category."""
    words: tuple[str, ...]
    """Skills, competences, patterns and roles that fit. A `-` takes one away, `none` all."""
    span: Span


@dataclass(frozen=True)
class Document:
    """An RFC 2119 document: headings, rules and the text between them, in source order."""

    path: str
    title: str
    code: str = ""
    """Prefix of its ids, such as `BD`; from the front matter or given by `identity.identify`."""
    slug: str = ""
    """Its name in addresses, unique in the handbook; given by `identity.identify`."""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    """Who answers for the text: people, teams, accounts, e-mail addresses."""
    review: ReviewDates = NO_DATES
    """When it was last reviewed, and when it must be again."""
    language: str = ""
    """The language it is written in, as a BCP 47 tag such as `de`: as it says, or as most of its
    rules were read; empty if neither tells."""
    headings: tuple[Heading, ...] = ()
    categories: tuple[Category, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    overrides: tuple[Override, ...] = ()
    """What the author says about links; it wins over what is found."""
    includes: tuple[Include, ...] = ()
    """Files that it asks to read in its place, such as `@AGENTS.md`."""
    reason: Reason = UNDECIDED
    """Why it is a persona, or a document."""

    @property
    def kind(self) -> str:
        """What the file is read as: `persona` or `document`."""
        return "document"

    @property
    def title_span(self) -> Span:
        """Where its title is; the first line of a file without headings."""
        return self.headings[0].span if self.headings else Span(self.path, 1)

    @property
    def is_english(self) -> bool:
        """Whether it is in English, or nothing tells that it is not."""
        return self.language.partition("-")[0] in ("", "en")

    @property
    def name(self) -> str:
        """The title without its article, and without "(m/f/d)" and the like.

        Examples:
            >>> Persona("a.md", "The Backend Developer").name
            'Backend Developer'
            >>> Persona("a.md", "Baker (all genders)").name
            'Baker'
        """
        title = without_genders(self.title)
        return title.removeprefix("The ").removeprefix("the ") or title

    @cached_property
    def own_rules(self) -> tuple[Requirement, ...]:
        """The rules that are not duties towards another role."""
        return tuple(r for r in self.requirements if not r.is_collaboration)

    @cached_property
    def collaborations(self) -> tuple[Requirement, ...]:
        """The duties towards other roles."""
        return tuple(r for r in self.requirements if r.is_collaboration)

    @cached_property
    def by_category(self) -> tuple[tuple[Category, tuple[Requirement, ...]], ...]:
        """The rules under their categories, in the order of the source."""
        shelves: dict[Category, list[Requirement]] = {}
        for rule in self.own_rules:
            shelves.setdefault(rule.category, []).append(rule)
        return tuple((category, tuple(rules)) for category, rules in shelves.items())


@dataclass(frozen=True)
class Persona(Document):
    """A role of a team: a document with the sections that describe one."""

    traits: tuple[Entry, ...] = ()
    responsibilities: tuple[Entry, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    knowledge: tuple[KnowledgeArea, ...] = ()
    skills: tuple[Skill, ...] = ()
    competences: tuple[Competence, ...] = ()
    agents: tuple[ManagedAgent, ...] = ()
    facts: tuple[AgentFact, ...] = ()
    """Tools, models and skills in the front matter of an agent's file."""
    entries: tuple[Entry, ...] = ()
    """Items of sections that have no field of their own; each says its section."""

    @property
    def kind(self) -> str:
        """See `Document.kind`."""
        return "persona"

    @cached_property
    def levels(self) -> tuple[str, ...]:
        r"""The levels of a career in this role, as its skills name them, the lowest first.

        Empty where neither columns nor headings tell levels apart. `Skill.at` says what each asks
        for.

        Examples:
            >>> from rolebook import Source, handbook
            >>> table = "| Skill | Code | Junior | Senior |\n|---|---|---|---|\n"
            >>> text = f"# Baker\n\n## SFIA\n\n{table}| Testing | TEST | 2 | 4 |\n"
            >>> book = handbook([Source("a.md", text)])
            >>> book.personas[0].levels, book.personas[0].skills[0].at("Senior").low
            (('Junior', 'Senior'), 4)
        """
        rows: tuple[Skill | Competence, ...] = (*self.skills, *self.competences)
        return levels_in_order(level.name for row in rows for level in row.by_level)

    @cached_property
    def overview(self) -> tuple[Passage, ...]:
        """What the author says the role is for."""
        return tuple(p for p in self.passages if p.section == "overview" and p.kind.is_shown)
