"""The sentences about a rubric, in the language of a handbook.

`assets/rubric/choosing.js` writes the same sentences for a change that touches some domains.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .model import Artefact, Aspect, Checkpoint, Outcome, PartKind, Reason, Sheet, Visibility
from .scoring import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..link.handbook import Handbook
    from ..messages import Messages
    from .model import Item, Part, Placement, Risk, Rubric, Score, Sighting

_TOLD_BY_OUTCOME = (
    *(Outcome.GRID, Outcome.CI, Outcome.SERVICE, Outcome.DESIGN),
    *(Outcome.OTHER, Outcome.HIDDEN),
)
"""Outcomes that are reason enough for a rule not to be asked."""
_TITLED_FOR_DOCUMENTS = (Checkpoint.REQUEST, Checkpoint.READING)


def checkpoint_title(rubric: Rubric, checkpoint: Checkpoint | Sheet, say: Messages) -> str:
    """Return the heading of the questions of a checkpoint; documents are no changes."""
    if rubric.shows_code or checkpoint not in _TITLED_FOR_DOCUMENTS:
        return say(f"checkpoint-{checkpoint}")
    return say(f"checkpoint-{checkpoint}.documents")


def inferred_mark(item: Item, say: Messages) -> str:
    """Return what comes behind an item whose level was inferred; nothing for the others."""
    return f" ({say('inferred')})" if item.inferred else ""


def prohibition(item: Item, say: Messages) -> str:
    """Return what comes before the words of a rule that forbids, if they don't say so themselves.

    A reviewer in a hurry reads “expose stack traces” and takes it for what is wanted.
    """
    if not item.is_bare_prohibition:
        return ""
    return say("rubric-never") if item.blocks else say("rubric-never.should")


def title(rubric: Rubric, say: Messages) -> str:
    """Return the title of a sheet: "Review rubric: Baker", "Service readiness: Baker"."""
    return say(f"rubric-title{_of_sheet(rubric)}", role=rubric.title)


def _of_sheet(rubric: Rubric) -> str:
    """Return how the keys of messages end that a sheet has words of its own for."""
    return "" if rubric.sheet is Sheet.CHANGE else f"-{rubric.sheet}"


def shown(rubric: Rubric, say: Messages) -> str:
    """Return a sentence about what a role shows to reviewers; nothing if that is only code.

    Questions about code say where to look in it.
    """
    if rubric.artefacts in ((), (Artefact.CODE,)):
        return ""
    listed = say.list(say(f"artefact-{artefact}") for artefact in rubric.artefacts)
    return say("rubric-artefacts", artefacts=listed)


def accounts(rubric: Rubric, say: Messages) -> str:
    """Return a sentence that accounts for every rule; outcomes that no rule has are left out."""
    questions = len(rubric.items)
    covered = say("rule-count", count=rubric.counts[Outcome.ITEM])
    others: dict[Outcome, int] = {
        outcome: count
        for outcome, count in rubric.counts.items()
        if count and outcome is not Outcome.ITEM
    }
    if not rubric.total:
        return say("rubric-accounts-no-rules")
    if not others:
        return say("rubric-accounts-only-questions", count=questions, rules=covered)
    listed = say.list(_counted_outcomes(others, say))
    if not questions:
        return say("rubric-accounts-no-questions", others=listed, total=rubric.total)
    return say("rubric-accounts", count=questions, rules=covered, others=listed, total=rubric.total)


def for_change(rubric: Rubric, say: Messages) -> str:
    """Return a sentence about the changes it is for; nothing where it is for any."""
    labels = [
        domain.label or say("rubric-general")
        for domain in rubric.domains
        if domain.code in rubric.touched
    ]
    if not labels:
        return ""
    return say("rubric-for-change", domains=say.list(labels))


def answerable(rubric: Rubric, say: Messages) -> str:
    """Return a sentence about how many rules can be answered; nothing where there are none."""
    rules = rubric.total - rubric.counts[Outcome.OTHER]
    if not rules or rubric.sheet is not Sheet.CHANGE:
        return ""
    shares = {0: "none", rules: "all"}
    share = shares.get(rubric.checkable, "some")
    if rubric.touched:
        share = f"narrowed-{share}"
    return say(f"rubric-answerable-{share}", count=rules, answerable=rubric.checkable)


def other_language(rubric: Rubric, book: Handbook) -> str:
    """Return that questions are chosen by English words, where the rules have others."""
    is_english = all(text.is_english for text in book.texts if text.code == rubric.code)
    return "" if is_english else book.say("rubric-other-language")


def why_empty(rubric: Rubric, say: Messages) -> str:
    """Return why there are no questions and what would lead to some; nothing if there are any."""
    if rubric.items:
        return ""
    if not rubric.total:
        return say(f"rubric-empty-no-rules{_of_sheet(rubric)}")
    told_by_outcome: Counter[Outcome] = Counter()
    told_by_reason: Counter[Reason] = Counter()
    for placement in rubric.placements:
        if placement.outcome in _TOLD_BY_OUTCOME:
            told_by_outcome[placement.outcome] += 1
        else:
            told_by_reason[placement.reason] += 1
    clauses = [
        *_counted_outcomes(told_by_outcome, say),
        *(say(f"rubric-why-not-{reason}", count=n) for reason, n in told_by_reason.items()),
    ]
    return say("rubric-empty", reasons=say.list(clauses))


def where_seen(sighting: Sighting, say: Messages) -> str:
    """Return where a rule shows, with the words of the rule that say so.

    >>> from rolebook.messages import messages
    >>> from rolebook.rubric.model import Aspect, Sighting
    >>> cues = ("url", "`page`")
    >>> seen = Sighting(Visibility.DIFF, Aspect.INTERFACE, cues, (), (), (), (), (), ())
    >>> where_seen(seen, messages())
    'interface: “url”, `page`'
    """
    if sighting.visibility is Visibility.NOWHERE:
        return say("seen-nowhere")
    if sighting.aspect:
        where = say(f"aspect-{sighting.aspect}")
    else:
        where = say(f"visibility-{sighting.visibility}")
    words = [_quoted(word, say) for word in sighting.cues]
    if sighting.is_duty:
        words.append(say("seen-duty"))
    return say("seen", where=where, words=say.list(words, last="unit"))


def how_to_check(sighting: Sighting, say: Messages) -> str:
    """Return a sentence about where a reviewer can see whether a rule was kept.

    >>> from rolebook.messages import messages
    >>> from rolebook.rubric.model import Aspect, Sighting
    >>> cues = ("url", "`page`")
    >>> seen = Sighting(Visibility.DIFF, Aspect.INTERFACE, cues, (), (), (), (), (), ())
    >>> how_to_check(seen, messages())
    'A reviewer sees it in the diff, in the interface: look for “url” or `page`.'
    """
    if sighting.is_duty:
        return say("how-to-check-person.duty")
    place = say(f"aspect-{sighting.aspect}.place") if sighting.aspect else ""
    words = say.list((_quoted(word, say) for word in sighting.cues), last="or")
    if not words:
        return say(f"how-to-check-{sighting.visibility}.plain", place=place)
    return say(f"how-to-check-{sighting.visibility}", place=place, words=words)


def why(placement: Placement, say: Messages) -> str:
    """Return why a rule has its outcome."""
    if placement.reason is Reason.SHOWS_ELSEWHERE and placement.sighting:
        return where_seen(placement.sighting, say)
    if placement.note:
        return say("reason-dropped.note", note=placement.note)
    points = placement.score.clarity if placement.score else 0
    return say(f"reason-{placement.reason}", points=signed(points), enough=ENOUGH)


def risk_names(risks: Iterable[Risk], say: Messages) -> str:
    """Return what is at stake, as a list."""
    return say.list((say(f"risk-{risk}") for risk in risks), last="unit")


def score_sum(score: Score, say: Messages) -> str:
    """Return a score as the sum of its parts: `MUST +3, thing “table” +1 = 4`."""
    parts = say.list((_part(part, say) for part in score.parts), last="unit")
    return say("score-sum", parts=parts, points=signed(score.points))


def signed(number: int) -> str:
    """Return a number with a real minus sign.

    >>> signed(-3)
    '−3'
    """
    return f"{number}".replace("-", "−")


def _counted_outcomes(counts: Mapping[Outcome, int], say: Messages) -> Iterator[str]:
    for outcome, count in counts.items():
        yield say(f"rubric-accounts-{outcome}", count=count)


def _part(part: Part, say: Messages) -> str:
    points = f"{part.points:+}".replace("-", "−")
    if part.kind is PartKind.LEVEL:
        return say("score-part", part=part.words[0], points=points)
    if part.risks:
        name = risk_names(part.risks, say)
    else:
        name = say(f"score-kind-{part.kind}", count=part.count)
    if not part.words:
        return say("score-part", part=name, points=points)
    words = say.list((_quoted(word, say) for word in part.words), last="unit")
    return say("score-part-with-words", part=name, words=words, points=points)


def _quoted(words: str, say: Messages) -> str:
    """Return words of a rule in quotes; code has its backticks."""
    return words if words.startswith("`") else say("quoted", words=words)


_IN_OTHER_WORK = (Aspect.REQUEST, Aspect.DOCS, Aspect.TEST, Aspect.SCREEN)
"""What other work has as well; "code" next to an amount on an invoice would be nonsense."""


def look_at(rubric: Rubric, item: Item) -> Aspect | None:
    """Return where a reviewer looks; nothing if the role has nothing to do with software."""
    return item.aspect if rubric.is_of_software or item.aspect in _IN_OTHER_WORK else None
