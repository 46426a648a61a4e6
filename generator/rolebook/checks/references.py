"""XR: names and links that lead nowhere, or somewhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Edit, Span
from ..words.names import fold
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..link.handbook import Handbook
    from ..model import Name, Persona, Requirement
    from ..model.source import Source

_MARKDOWN = (".md", ".markdown")


def _role(title: str, *lines: str) -> str:
    """A persona that has what `lines` say."""
    return "\n".join([f"# {title}", "", "## Traits", "", "- calm", "", *lines, ""])


def _duty(text: str, *, title: str = "The Pilot") -> str:
    return _role(title, "## Collaborators", "", f"- {text}")


seen(
    "XR001",
    "unresolved-collaborator",
    Severity.NOTE,
    good=[{"pilot.md": _duty("MUST warn The Baker"), "baker.md": _role("The Baker")}],
    bad=[_duty("MUST warn The Baker")],
)


@check(
    code="XR002",
    name="ambiguous-name",
    severity=Severity.WARNING,
    good=[{"a.md": _role("The Pilot"), "b.md": _role("The Baker")}],
    bad=[{"a.md": _role("The Pilot"), "b.md": _role("The Pilot")}],
)
def ambiguous_name(book: Handbook) -> Iterator[Diagnostic]:
    """Find names that two personas have."""
    owners = _owners(book.personas)
    for persona in book.personas:
        for name in _names(persona):
            owner = owners[name]
            if owner is not persona:
                yield Diagnostic.of("XR002", persona.title_span, name=name, path=owner.path)


def _owners(personas: Iterable[Persona]) -> Mapping[str, Persona]:
    """Return which persona a name means: the first by path."""
    owners: dict[str, Persona] = {}
    for persona in personas:
        for name in _names(persona):
            owners.setdefault(name, persona)
    return owners


def _names(persona: Persona) -> Iterable[str]:
    return dict.fromkeys(map(fold, (persona.title, *persona.aliases)))


def _references(*lines: str) -> str:
    return _role("The Pilot", "## References", "", *lines)


@check(
    code="XR004",
    name="dead-document",
    severity=Severity.WARNING,
    good=[{"a.md": _references("- [Charts](b.md)"), "b.md": "# Charts\n\nYou MUST look.\n"}],
    bad=[_references("- [Charts](b.md)")],
)
def dead_document(book: Handbook) -> Iterator[Diagnostic]:
    """Find paths of documents that the handbook does not have."""
    from ..link.references import Library, scheme_of

    library = Library(book.texts)
    for document in book.texts:
        for reference in document.references:
            target = reference.target
            is_document = target.endswith(_MARKDOWN) and not scheme_of(target)
            if is_document and not library.find(target, document.path):
                yield Diagnostic.of("XR004", reference.span, target=target)


def without_target(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Keep the words of a link that leads nowhere."""
    span = problem.span
    scheme = re.escape(str(problem.values["scheme"]))
    link = re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]+)\]\({scheme}:[^()\s]*\)")
    for number in range(span.line, span.last_line + 1):
        for match in link.finditer(source.lines[number - 1]):
            start, end = match.span()
            place = Span(span.path, number, start + 1, number, end + 1)
            yield Edit(place, match["words"])


@check(
    code="XR005",
    name="unusable-link",
    severity=Severity.WARNING,
    good=[_references("- [Charts](https://example.org)")],
    bad=[_references("- [Charts](file-service://file-1)")],
    fix=without_target,
    is_safe=False,
)
def unusable_link(book: Handbook) -> Iterator[Diagnostic]:
    """Find links that browsers cannot open."""
    from ..link.references import is_usable, scheme_of

    for document in book.texts:
        for reference in document.references:
            scheme = scheme_of(reference.target)
            if scheme and not is_usable(reference.target):
                yield Diagnostic.of("XR005", reference.span, scheme=scheme)


@check(
    code="XR008",
    name="self-collaboration",
    severity=Severity.WARNING,
    good=[{"pilot.md": _duty("MUST warn The Baker"), "baker.md": _role("The Baker")}],
    bad=[_duty("MUST warn The Pilot")],
)
def self_collaboration(book: Handbook) -> Iterator[Diagnostic]:
    """Find duties that a role has towards itself."""
    owners = _owners(book.personas)
    for persona in book.personas:
        for duty in persona.collaborations:
            for name in duty.names:
                if owners.get(fold(name.written)) is persona and _receives(duty, name):
                    yield Diagnostic.of("XR008", name.span, name=name.written)


def _receives(duty: Requirement, name: Name) -> bool:
    """Whether a name comes after the keyword: before it, it says who has the duty."""
    behind = duty.raw.partition(duty.keyword)[2]
    return name.written.removeprefix("The ") in " ".join(behind.split())


# What chat assistants leave behind: 【4†source】, oai_citation:1‡notes.md, and both as links.
_LABEL = r"oai_citation:\d+(?:‡[^\]\s]*(?: [^\]\s]+)*)?"
_LINK_TO_NOTHING = rf"[ \t]*\[{_LABEL}\]\(file-service:[^()\s]*\)"
_LINK_TO_PAGE = r"(?<=\[)oai_citation:\d+‡(?=[^\]\s][^\]]*\]\(https?:)"
_BRACKETS = r"[ \t]*【\d[^【】\n]{0,80}】"
_BARE = r"[ \t]*\boai_citation:\d+(?:‡\S+)?"
_MARK = re.compile(f"{_LINK_TO_NOTHING}|{_LINK_TO_PAGE}|{_BRACKETS}|{_BARE}")


def without_marks(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Delete citation marks that point nowhere; a link to a web page keeps its words.

    Rules are left to their author: without a mark, they might mean something else.
    """
    from ..parse.inline import mask
    from ..rfc2119 import without_keywords

    span = problem.span
    lines = source.lines[span.line - 1 : span.last_line]
    text = mask("\n".join(lines))
    if without_keywords(text) != text:
        return
    for number, line in enumerate(lines, span.line):
        if _BEGINS_WITH_WORDS.match(_MARK.sub("", line)):
            for found in _MARK.finditer(line):
                start, end = found.span()
                if _ONLY_MARKER.fullmatch(line[:start]) and line[start].isspace():
                    start += len(found[0]) - len(found[0].lstrip())
                    end += len(line[end:]) - len(line[end:].lstrip())
                yield Edit(Span(span.path, number, start + 1, number, end + 1), "")


_ONLY_MARKER = re.compile(r"[\s>]*(?:[*+-]|\d+[.)])")
"""The marker of a list item, which needs the blank behind it."""
_BEGINS_WITH_WORDS = re.compile(r"[\s>*+-]*(?:\d+[.)]\s+|(?!\d+[.)](?:\s|$)))[^\w\s<]*[^\W_]")
"""What a line must be without its marks: neither an empty list item nor HTML."""


seen(
    "XR013",
    "citation-artefact",
    Severity.WARNING,
    good=[_references("- The Charts of 1890")],
    bad=[
        _references("- The Charts of 1890【4†source】"),
        _references("- Charts [oai_citation:0‡CHARTS OF OLD.md](file-service://file-1LW)"),
        _references("- [oai_citation:1‡Old charts](https://example.org/charts)"),
        _references("- Charts oai_citation:3 of old"),
    ],
    fix=without_marks,
)
seen(
    "XR020",
    "bad-link-override",
    Severity.WARNING,
    good=[f"---\nlinks:\n  Traits: [PROG]\n---\n{_role('The Pilot', '## Traits', '- MUST fly')}"],
    bad=[
        f"---\nlinks:\n  No such heading: [PROG]\n---\n{_role('The Pilot', '- MUST fly')}",
        f"---\nlinks:\n  Rules: [juggling]\n---\n{_role('The Pilot', '## Rules', '- MUST fly')}",
    ],
)


@check(
    code="XR014",
    name="unread-include",
    severity=Severity.NOTE,
    good=[
        {"CLAUDE.md": "@rules.md\n", "rules.md": "# Rules\n\nMUST rest\n"},
        "# Mail\n\nMUST write to kim@b.md, ask @kim, and use @kim/mail and `@rules.md`\n",
    ],
    bad=[{"CLAUDE.md": "# Rules\n\n@docs/rules.md\n\nMUST rest\n"}],
)
def unread_include(book: Handbook) -> Iterator[Diagnostic]:
    """Find files that a text asks to read, and that are not in the handbook."""
    from ..link.agents import included

    for text in book.texts:
        for include in text.includes:
            if included(book, text, include) is None:
                yield Diagnostic.of("XR014", include.span, target=include.target)


@check(
    code="XR016",
    name="one-way-collaboration",
    severity=Severity.NOTE,
    good=[
        {
            "pilot.md": _duty("MUST warn The Baker"),
            "baker.md": _duty("MUST feed The Pilot", title="The Baker"),
        }
    ],
    bad=[{"pilot.md": _duty("MUST warn The Baker"), "baker.md": _role("The Baker")}],
    is_default=False,
)
def one_way_collaboration(book: Handbook) -> Iterator[Diagnostic]:
    """Find roles that owe another one something, and are owed nothing."""
    for (role, other), duties in book.duties.items():
        persona = book.roles[other].persona
        if persona is not None and (other, role) not in book.duties:
            yield Diagnostic.of(
                "XR016", duties[0].span, name=persona.name, other=book.roles[role].name
            )


seen(
    "XR015",
    "skill-without-code",
    Severity.NOTE,
    good=["# The Pilot\n\n## SFIA\n\n- PROG: 4\n"],
    bad=[
        "# The Pilot\n\n## SFIA\n\n- PROG: 4\n- steering\n",
        "# The Pilot\n\n## SFIA\n\n- steering\n- docking\n",
    ],
)
