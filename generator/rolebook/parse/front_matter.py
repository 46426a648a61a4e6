"""The fields at the top of a file: YAML between `---` lines, or TOML between `+++` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale

from ..messages import ENGLISH
from ..model import AgentFact, Override
from ..model.diagnostics import Diagnostic
from ..model.ownership import NO_DATES, ReviewDates
from ..model.source import Span
from .agents import agent_facts
from .matter_fields import READERS, UnreadableError, field_span
from .review_dates import review_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.source import Source

# Of RFC 5646 §2.1: language, script, region, then variants and extensions.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?P<rest>(?:[a-z\d]{1,8}-)*[a-z\d]{1,8}))?",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_SEPARATOR = re.compile(r"[-_]")
_SEPARATORS: Mapping[str, tuple[str, ...]] = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that Rolebook knows; others are left to the author's other tools."""

    text: str = ""
    span: Span | None = None
    type: str = ""
    """`persona`, `document`, or empty to let the sections decide."""
    title: str = ""
    name: str = ""
    """Name of an agent, often in the form of a file name: `harbour-pilot`."""
    description: str = ""
    """What an agent is for."""
    code: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    """Who answers for the file: people, teams, accounts, e-mail addresses."""
    review: ReviewDates = NO_DATES
    """What `reviewed` and `review-by` say."""
    language: str = ""
    """The language of the file, as a BCP 47 tag: `de`, `pt-BR`."""
    skills: tuple[str, ...] = ()
    """Codes of skills, perhaps with levels: `PROG`, `TEST 3-4`."""
    links: tuple[Override, ...] = ()
    """What the author says about the links of a rule or a category."""
    facts: tuple[AgentFact, ...] = ()
    """The tools, models and skills of an agent."""
    keys: tuple[str, ...] = ()
    """The names of all fields, also of those that Rolebook does not know."""

    @property
    def is_agent(self) -> bool:
        """Whether the file describes an agent, as tools for coding agents write it."""
        return bool(self.name and self.description)

    @property
    def names_it(self) -> str:
        """The title that the fields give the file, or nothing.

        >>> FrontMatter(name="harbour-pilot", description="Brings ships in.").names_it
        'Harbour Pilot'
        """
        return self.title or (self.agent_name if self.is_agent else "")

    @property
    def agent_name(self) -> str:
        """The name of the agent in words."""
        is_slug = _SLUG.fullmatch(self.name)
        return _SEPARATOR.sub(" ", self.name).title() if is_slug else self.name


def split_front_matter(source: Source) -> tuple[FrontMatter, str, list[Diagnostic]]:
    """Return the front matter, the text with blank lines instead of it, and its problems."""
    lines = source.lines
    closing = _SEPARATORS.get(lines[0].rstrip(), ())
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in closing)
    end = next(ends, None)
    if end is None:
        return FrontMatter(), source.text, []
    text = "\n".join(lines[1:end])
    rest = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    span = Span(source.path, 1, 1, end + 1)
    try:
        fields, unclean, unread = READERS[lines[0].rstrip()](text)
    except UnreadableError as error:
        if not lines[1].strip():
            return FrontMatter(), source.text, []
        return FrontMatter(text, span), rest, [_problem(error, source.path)]
    if fields is None:
        return FrontMatter(), source.text, []
    places = (Span(source.path, line + 2, column + 1) for line, column in unclean)
    diagnostics = [Diagnostic.of("RD003", place, count=1) for place in places]
    diagnostics += [_problem(error, source.path) for error in unread]
    matter = FrontMatter(
        text,
        span,
        type=_word(fields, "type", span, diagnostics).lower(),
        title=_word(fields, "title", span, diagnostics),
        name=_optional(fields, "name"),
        description=_optional(fields, "description"),
        code=_word(fields, "code", span, diagnostics).upper(),
        aliases=_words(fields, "aliases", span, diagnostics),
        tags=_words(fields, "tags", span, diagnostics),
        # Other tools have tables here, which are theirs.
        owner=_words(fields, "owner", span, []),
        review=review_dates(fields, text, span, diagnostics),
        language=_language(fields, span, diagnostics),
        skills=_words(fields, "skills", span, diagnostics),
        links=_overrides(fields, text, span, diagnostics),
        facts=tuple(agent_facts(fields, text, span)),
        keys=tuple(fields),
    )
    return matter, rest, diagnostics


def _problem(error: UnreadableError, path: str) -> Diagnostic:
    place = Span(path, error.line + 2, error.column + 1)
    return Diagnostic.of("RD006", place, error.variant, reason=error.reason)


def _word(fields: Mapping[str, object], key: str, span: Span, diagnostics: list[Diagnostic]) -> str:
    value = fields.get(key, "")
    if isinstance(value, str):
        return " ".join(value.split())
    diagnostics.append(Diagnostic.of("RD006", span, "not-text", key=key))
    return ""


def _optional(fields: Mapping[str, object], key: str) -> str:
    """Return a field that other tools use as well, if it is text."""
    value = fields.get(key, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _words(
    fields: Mapping[str, object], key: str, span: Span, diagnostics: list[Diagnostic]
) -> tuple[str, ...]:
    parts = fields.get(key, "")
    if isinstance(parts, str):
        parts = parts.split(",")
    if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
        words = (" ".join(part.split()) for part in parts)
        return tuple(word for word in words if word)
    diagnostics.append(Diagnostic.of("RD006", span, "not-list", key=key))
    return ()


def _language(fields: Mapping[str, object], span: Span, diagnostics: list[Diagnostic]) -> str:
    """Return the tag of a language that is known, as BCP 47 writes it."""
    written = _word(fields, "language", span, diagnostics)
    if not written:
        return ""
    tag = language_tag(written)
    if not tag:
        diagnostics.append(Diagnostic.of("RD006", span, "language", tag=written[:40]))
    return tag


def language_tag(written: str) -> str:
    """Return a BCP 47 tag in its usual spelling, or nothing if it isn't one of a known language.

    >>> language_tag("PT_br"), language_tag("zh-hant"), language_tag("german")
    ('pt-BR', 'zh-Hant', '')
    """
    tag = written.replace("_", "-")
    match = _TAG.fullmatch(tag)
    if not match or match["language"].lower() not in Locale(ENGLISH).languages:
        return ""
    script, region = (match["script"] or "").title(), (match["region"] or "").upper()
    parts = (match["language"].lower(), script, region, (match["rest"] or "").lower())
    return "-".join(part for part in parts if part)


def _overrides(
    fields: Mapping[str, object], text: str, span: Span, diagnostics: list[Diagnostic]
) -> tuple[Override, ...]:
    """Return what `links` says, each at the line that names its subject."""
    value = fields.get("links", {})
    if not isinstance(value, dict):
        diagnostics.append(Diagnostic.of("RD006", span, "not-table"))
        return ()
    overrides: list[Override] = []
    for subject in value:
        place = field_span(text, subject, span)
        words = _words(value, subject, place, diagnostics)
        if words:
            overrides.append(Override(subject, words, place))
    return tuple(overrides)
