"""A rubric as keys and words of the source, one line a rule: what tests expect, whatever the wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook.rubric import Outcome

from ..problems import as_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolebook.model.diagnostics import Diagnostic
    from rolebook.rubric import Item, Placement, Rubric, Score, Sighting


def outline(rubric: Rubric, problems: Iterable[Diagnostic]) -> str:
    """Return the outline of a rubric, and the problems of its file."""
    lines = [*_rubric(rubric), *(f"{problem.span} {as_data(problem)}" for problem in problems)]
    return "\n".join(lines) + "\n"


def _rubric(rubric: Rubric) -> Iterator[str]:
    yield " ".join((rubric.code, *rubric.touched))
    yield " ".join(f"{outcome}={count}" for outcome, count in rubric.counts.items())
    yield f"checkable={rubric.checkable} reserve={','.join(one.id for one in rubric.reserve)}"
    for section in rubric.sections:
        yield from ("", section.checkpoint.value)
        for item in section.items:
            yield from _item(item)
    for outcome in Outcome:
        placements = rubric.placed(outcome)
        if placements and outcome is not Outcome.ITEM:
            yield from ("", outcome.value)
            yield from map(_placement, placements)


def _item(item: Item) -> Iterator[str]:
    marks = [mark for mark in ("pinned", "asked") if getattr(item, f"is_{mark}")]
    yield f"  {item.id} {item.level} {item.text}"
    yield f"    {' '.join((*_sighting(item.sighting), *marks))}"
    yield f"    {_score(item.score)}"
    if item.rules[1:]:
        yield f"    covers {' '.join(item.rules[1:])}"


def _placement(placement: Placement) -> str:
    parts = [placement.id, placement.reason, *_sighting(placement.sighting)]
    if placement.note:
        parts.append(f'"{placement.note}"')
    if placement.score and placement.outcome is Outcome.LIST:
        parts.append(f"| {_score(placement.score)}")
    return f"  {' '.join(parts)}"


def _sighting(sighting: Sighting | None) -> Iterator[str]:
    if sighting is None:
        return
    yield sighting.visibility
    if sighting.aspect:
        yield sighting.aspect
    if sighting.is_duty:
        yield "duty"
    if sighting.cues:
        yield f"({'; '.join(sighting.cues)})"


def _score(score: Score | None) -> str:
    if score is None:
        return ""
    parts = []
    for part in score.parts:
        words = f" ({'; '.join(part.words)})" if part.words else ""
        parts.append(f"{' '.join((part.kind, *part.risks))}{words} {part.points}")
    return f"{', '.join(parts)} = {score.points}"
