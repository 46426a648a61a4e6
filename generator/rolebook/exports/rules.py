"""Every rule as a document of a search engine: its words, its place and the keys of its facets."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct

from ..addresses import address, permalink
from ..rfc2119 import Level
from ..views.facets import FACETS, NONE, faceted
from .records import Id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..link.handbook import Handbook
    from ..views.facets import Faceted, Value

_NAMED = ("role", "category", "skill", "pattern", "collaborator")
_NOT_KEY = re.compile(r"[^A-Za-z0-9-]")
_SEVERAL = Annotated[list[str], Meta(description="Keys of its values; `none` if it has no value.")]


class RuleRecord(Struct, frozen=True):
    """A rule as a search engine has it."""

    key: Annotated[
        str, Meta(description="Key of the document: the ID in letters, digits, `-` and `_`.")
    ]
    id: Id
    compact_id: Annotated[str, Meta(description="The ID without hyphens, as people also type it.")]
    level: Level
    text: Annotated[
        str,
        Meta(description="Its words, with the sentence that introduces them, without Markdown."),
    ]
    note: Annotated[str, Meta(description="Sentences after it, without Markdown.")]
    names: Annotated[
        str, Meta(description="Labels of its role, category, skills, patterns and collaborators.")
    ]
    url: Annotated[str, Meta(description="Its address, from the root of the site.")]
    permalink: Annotated[str, Meta(description="Its own page, from the root of the site.")]
    path: Annotated[str, Meta(description="Path of the source.")]
    line: Annotated[int, Meta(description="Line in the source.")]
    changed: Annotated[
        str,
        Meta(description="Day of the last revision, such as 2026-03-01; empty until it is locked."),
    ]
    position: Annotated[
        int, Meta(description="Its place in the order of the handbook, counted from 1.")
    ]
    strength: Annotated[
        int, Meta(description="3 for MUST and MUST NOT, 2 for SHOULD and SHOULD NOT, 1 for MAY.")
    ]
    facet_level: str
    facet_role: str
    facet_kind: str
    facet_category: str
    facet_skill: _SEVERAL
    facet_pattern: _SEVERAL
    facet_collaborator: _SEVERAL
    facet_finding: _SEVERAL


FACET_FIELDS = tuple(f"facet_{facet.key}" for facet in FACETS)
FIELDS = RuleRecord.__struct_fields__


def rule_records(book: Handbook) -> Iterator[RuleRecord]:
    """Yield every rule, by file and line."""
    return (_record(rule, position) for position, rule in enumerate(faceted(book), 1))


def to_lines(records: Iterable[Struct]) -> bytes:
    """Return records as JSON, one per line; each is forgotten before the next one is made."""
    encoder = msgspec.json.Encoder()
    lines = io.BytesIO()
    for record in records:
        lines.write(encoder.encode(record))
        lines.write(b"\n")
    return lines.getvalue()


def document_key(id: str) -> str:
    """Return an ID in the characters that a key can have; two IDs never have the same key.

    >>> document_key("BD-API-07"), document_key("API.1_α")
    ('BD-API-07', 'API_2e_1_5f__3b1_')
    """
    return _NOT_KEY.sub(lambda match: f"_{ord(match[0]):x}_", id)


def _record(rule: Faceted, position: int) -> RuleRecord:
    requirement = rule.requirement
    facets: dict[str, Any] = {
        f"facet_{facet.key}": _keys(rule.values[facet.key], is_multiple=facet.is_multiple)
        for facet in FACETS
    }
    return RuleRecord(
        key=document_key(requirement.id),
        id=requirement.id,
        compact_id=requirement.id.replace("-", ""),
        level=requirement.level,
        text=rule.text,
        note=rule.note,
        names="; ".join(dict.fromkeys(_names(rule))),
        url=f"{address(rule.owner)}#{requirement.id}",
        permalink=permalink(requirement.id),
        path=requirement.span.path,
        line=requirement.span.line,
        changed=rule.changed,
        position=position,
        strength=requirement.level.strength,
        **facets,
    )


def _names(rule: Faceted) -> Iterator[str]:
    for key in _NAMED:
        yield from (value.label for value in rule.values[key] if value.label)


def _keys(values: tuple[Value, ...], *, is_multiple: bool) -> str | list[str]:
    return [value.key for value in values] or [NONE] if is_multiple else values[0].key
