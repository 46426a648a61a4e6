"""Each folder below `cases` is a scenario: `input.md` and the model that is read of it, in `expected.txt`.

To accept what is read now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rolebook.input.files import markdown_text
from rolebook.keywords import Keywords, names
from rolebook.model import Document, Passage, Persona, Requirement
from rolebook.model.source import Source
from rolebook.parse import parse
from rolebook.parse.coverage import uncovered_lines

from ..problems import as_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolebook.model.diagnostics import Diagnostic
    from rolebook.model.source import Span

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) > 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is read; no line of it is lost."""
    text, diagnostics = markdown_text(case.joinpath("input.md").read_bytes(), "input.md")
    source = Source("input.md", text)
    model, found = parse(source, keywords=keywords_of(case.name))
    dumped = "\n".join(dump(model, [*diagnostics, *found])) + "\n"
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(dumped, encoding="utf-8")

    assert dumped == expected.read_text(encoding="utf-8")
    assert uncovered_lines(source, model, [*diagnostics, *found]) == []


def keywords_of(name: str) -> Keywords:
    """Return the keywords of a case: those that its name says it is read with."""
    _, _, chosen = name.partition("-with-")
    if chosen == "option":
        return Keywords(("uppercase", "bold-lowercase"))
    sets = [one for one in chosen.split("-and-") if one in names()]
    return Keywords(("uppercase", *sets))


def dump(model: Document | None, diagnostics: list[Diagnostic]) -> Iterator[str]:
    """Yield one line for each record, in the order of the file."""
    if model is None:
        yield "nothing"
    else:
        yield f"{type(model).__name__.lower()} {model.title!r} code={model.code} aliases={list(model.aliases)}"
        yield f"because {model.reason.sentence}"
        yield from fields(tags=model.tags)
        records: list[tuple[Span, str]] = [(r.span, requirement(r)) for r in model.requirements]
        records += [(p.span, passage(p)) for p in model.passages]
        records += [
            (h.span, heading) for h in model.headings for heading in [f"{'#' * h.level} {h.title}"]
        ]
        records += others(model)
        for span, line in sorted(records, key=lambda record: (record[0].line, record[0].column)):
            yield f"{place(span)} {line}"
    for diagnostic in diagnostics:
        yield f"{place(diagnostic.span)} {as_data(diagnostic)}"


def place(span: Span) -> str:
    return f"{span.line}:{span.column}"


def fields(**values: object) -> Iterator[str]:
    for name, value in values.items():
        if value:
            yield f"{name}={value}"


def requirement(r: Requirement) -> str:
    details = fields(
        condition=r.condition,
        inferred=r.inferred,
        conditions=list(r.conditions),
        options=list(r.options),
        context=r.context,
        note=r.note,
        id=r.explicit_id,
        names=[f"{name.written} {place(name.span)}" for name in r.names],
        found=r.found.value,
        under=r.category.title,
        group=r.group,
        duty=r.is_collaboration,
    )
    return f"{r.level.value} {r.keyword!r} | {r.text} | {' ; '.join(details)}"


def passage(p: Passage) -> str:
    text = " ⏎ ".join(p.text.split("\n"))
    return f"{p.kind.value}{f' ({p.section})' if p.section else ''}: {text}"


def others(model: Document) -> Iterator[tuple[Span, str]]:
    """Yield the records of a persona's sections."""
    for include in model.includes:
        yield include.span, f"include {include.target}"
    for reference in model.references:
        yield reference.span, f"reference {reference.text!r} -> {reference.target!r}"
    if isinstance(model, Persona):
        for entry in (*model.traits, *model.responsibilities):
            yield (
                entry.span,
                f"{'trait' if entry in model.traits else 'responsibility'} {entry.text}",
            )
        for entry in model.entries:
            yield entry.span, f"entry ({entry.section}) {entry.text}"
        for pattern in model.patterns:
            yield pattern.span, f"pattern {pattern.name!r} {pattern.detail}"
        for area in model.knowledge:
            yield area.span, f"knowledge {area.name!r} {list(area.topics)}"
        for skill in model.skills:
            yield (
                skill.span,
                f"skill {skill.code} {skill.name!r} {skill.levels} {skill.description}"
                + "".join(
                    f" | {one.name} {one.levels} {one.description}".rstrip()
                    for one in skill.by_level
                ),
            )
        for competence in model.competences:
            yield (
                competence.span,
                f"competence {competence.name!r} {list(competence.examples)}"
                + "".join(f" | {one.name} {list(one.examples)}" for one in competence.by_level),
            )
        for fact in model.facts:
            yield fact.span, f"{'no ' if fact.is_denied else ''}{fact.field} {fact.text!r}"
        for agent in model.agents:
            yield (
                agent.span,
                f"agent {agent.name!r} {agent.specialty!r} {agent.url} {list(agent.peers)}",
            )
