"""The fields at the top of a file: YAML between `---` lines, or TOML between `+++` lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from babel import Locale

from ..input.sidecars import clean_tree
from ..messages import ENGLISH
from ..model import AgentFact, Override
from ..model.diagnostics import Diagnostic
from ..model.source import Span, cleaned
from .agents import agent_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..model.source import Source

MAX_LENGTH = 50_000
"""Characters; front matter is a few lines, and reading YAML takes long."""

# Of RFC 5646 §2.1: language, script, region, then variants and extensions.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?P<rest>(?:[a-z\d]{1,8}-)*[a-z\d]{1,8}))?",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# A value in quotes or brackets must end as it begins: anything else is a typo to report.
_SIMPLE_LINE = re.compile(
    r"(?P<name>[A-Za-z][\w-]{0,60}):(?:[ \t]+(?:\[(?P<items>[^\[\]]*)\]"
    r"|(?P<value>\"[^\"]*\"|'[^']*'|[^\s\[{\"'&|>!%@`].*)))?[ \t]*"
)
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


class _UnreadableError(Exception):
    """The front matter is not YAML, or not TOML."""

    def __init__(self, variant: str = "", *, reason: str = "", before: str = "") -> None:
        super().__init__(variant or reason)
        self.variant, self.reason = variant, reason
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1


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
        fields, unclean = _READERS[lines[0].rstrip()](text)
    except _UnreadableError as error:
        if not lines[1].strip():
            return FrontMatter(), source.text, []
        place = Span(source.path, error.line + 2, error.column + 1)
        problem = Diagnostic.of("RD006", place, error.variant, reason=error.reason)
        return FrontMatter(text, span), rest, [problem]
    if fields is None:
        return FrontMatter(), source.text, []
    places = (Span(source.path, line + 2, column + 1) for line, column in unclean)
    diagnostics = [Diagnostic.of("RD003", place, count=1) for place in places]
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
        language=_language(fields, span, diagnostics),
        skills=_words(fields, "skills", span, diagnostics),
        links=_overrides(fields, text, span, diagnostics),
        facts=tuple(agent_facts(fields, text, span)),
        keys=tuple(fields),
    )
    return matter, rest, diagnostics


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
    lines = text.split("\n")
    overrides: list[Override] = []
    for subject in value:
        head = re.compile(rf"\s*[\"']?{re.escape(subject)}[\"']?\s*[:=]")
        number = next((n for n, line in enumerate(lines, 2) if head.match(line)), span.line)
        place = Span(span.path, number)
        words = _words(value, subject, place, diagnostics)
        if words:
            overrides.append(Override(subject, words, place))
    return tuple(overrides)


# --- formats ---------------------------------------------------------------------------------


Fields = dict[str, object] | None
"""Keys and values; None for prose between two horizontal rules."""
Places = list[tuple[int, int]]
"""Lines and columns, from 0, of texts that had to be cleaned."""


def _yaml(text: str) -> tuple[Fields, Places]:
    """Return the fields with their words as they are written.

    The tree is read and no values are made of it: so `code: NO` stays a word, and aliases and merge
    keys, which can grow without bound, are never followed.
    """
    if len(text) > MAX_LENGTH:
        raise _UnreadableError("too-long")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise _UnreadableError("too-deep") from None
    except (yaml.YAMLError, ValueError) as error:
        if simple := _simple_fields(text):
            return simple, []
        mark = getattr(error, "problem_mark", None)
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        before = text[: mark.index] if mark else ""
        raise _UnreadableError(reason=reason, before=before) from None
    if root is None:
        return ({} if text.strip() else None), []
    if isinstance(root, yaml.SequenceNode):
        raise _UnreadableError("list")
    if not isinstance(root, yaml.MappingNode):
        return None, []
    places = [(mark.line, mark.column) for mark in clean_tree(root)]
    return {str(key.value): _value(value) for key, value in root.value}, places


def _simple_fields(text: str) -> Fields:
    """Return fields of text that is no YAML, if each line is a name and a value.

    Tools write `globs: **/*.ts` and `description: Use when: always`, and read them so.
    """
    matches = [_SIMPLE_LINE.fullmatch(line) for line in text.split("\n") if line.strip()]
    fields: dict[str, object] = {}
    for match in matches:
        if match is None:
            return None
        items = (item.strip().strip("\"'") for item in (match["items"] or "").split(","))
        value = (match["value"] or "").strip().strip("\"'")
        fields[match["name"]] = value if match["items"] is None else [*items]
    return fields or None


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _flat(value) for key, value in node.value}
    return _flat(node)


def _flat(node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [item.value if isinstance(item, yaml.ScalarNode) else None for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else node.value
    return None


def _toml(text: str) -> tuple[Fields, Places]:
    if len(text) > MAX_LENGTH:
        raise _UnreadableError("too-long")
    try:
        fields = tomllib.loads(text)
    except RecursionError:
        raise _UnreadableError("too-deep") from None
    except ValueError as error:
        raise _UnreadableError(reason=str(error).splitlines()[0]) from None
    clean = {cleaned(key): _clean(value) for key, value in fields.items()}
    # Only an escape brings in what must be cleaned; TOML does not say where its values are.
    escaped = next((n for n, line in enumerate(text.split("\n")) if "\\" in line), 0)
    places = [(escaped, 0)] if clean != fields else []
    return {
        key: str(value) if isinstance(value, int) else value for key, value in clean.items()
    }, places


def _clean(value: object) -> object:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): _clean(item) for key, item in value.items()}
    return value


_READERS: Mapping[str, Callable[[str], tuple[Fields, Places]]] = {"---": _yaml, "+++": _toml}
