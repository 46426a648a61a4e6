"""The table of cues: each says one known thing, once; and what its words are heard as."""

from __future__ import annotations

from collections import Counter

import pytest

import rolebook
from rolebook.keywords import Keywords
from rolebook.rubric import Aspect, Checkpoint, Risk, Visibility, classify
from rolebook.rubric.classifying import cue_lines
from rolebook.rubric.model import PartKind
from rolebook.rubric.scoring import score

KNOWN = {
    *Aspect,
    *("ci", "service", "design", "runtime", "process", "person"),
    *Risk,
    *("vague", "escape", "routine", "general"),
}


def test_each_cue_says_something_known_once() -> None:
    lines = list(cue_lines())

    assert {says for says, _, _ in lines} == KNOWN
    assert [
        twice
        for twice, count in Counter((says, cue.casefold()) for says, cue, _ in lines).items()
        if count > 1
    ] == []
    assert all(cue for _, cue, _ in lines)


@pytest.mark.parametrize(
    ("text", "visibility"),
    [
        ("give each berth table a primary key", Visibility.DIFF),
        ("say in the pull request how a change was tried", Visibility.REQUEST),
        ("run the linter in each build", Visibility.CI),
        ("minimize circular dependencies", Visibility.DIFF),
        ("serve every endpoint over HTTPS", Visibility.SERVICE),
        ("take connections from a pool", Visibility.SERVICE),
        ("encrypt customer data at rest", Visibility.SERVICE),
        ("run distributed transactions as sagas", Visibility.DESIGN),
        ("keep an audit trail by event sourcing", Visibility.DESIGN),
        ("answer within 200 ms at peak traffic", Visibility.RUNTIME),
        ("agree with a table's readers before a column is dropped", Visibility.PROCESS),
        ("rehearse the loss of a database twice a year", Visibility.PROCESS),
        ("listen to colleagues", Visibility.PERSON),
        ("polish the brass", Visibility.NOWHERE),
        ("close `snug_door`", Visibility.DIFF),
        ("close snug_door", Visibility.DIFF),
        ("keep the harbour two versions behind", Visibility.NOWHERE),
        ("send all traffic over TLS", Visibility.DIFF),
        ("count the traffic of the pier", Visibility.RUNTIME),
    ],
)
def test_where_a_rule_shows(text: str, visibility: Visibility) -> None:
    assert classify(_rule(text)).visibility is visibility


@pytest.mark.parametrize(
    ("text", "checkpoint"),
    [
        ("write a unit test for each fee", Checkpoint.REQUEST),
        ("document the password format", Checkpoint.REQUEST),
        ("keep one function for one job", Checkpoint.READING),
        ("set a timeout on each remote call", Checkpoint.READING),
        ("keep session tokens out of the cookie", Checkpoint.APPROVING),
        ("mask card numbers in the log", Checkpoint.APPROVING),
        ("delete rows in one transaction", Checkpoint.APPROVING),
    ],
)
def test_when_it_is_asked(text: str, checkpoint: Checkpoint) -> None:
    """What comes with the request first, what could do harm last."""
    assert classify(_rule(text)).checkpoint is checkpoint


def test_a_duty_is_for_people_unless_its_words_are_loud() -> None:
    book = rolebook.handbook(
        [
            rolebook.Source(
                "a.md",
                "# The Smith\n\n## Core Traits\n- calm\n\n## Collaborators\n"
                "- **MUST** keep the hinge table for The Mason\n"
                "- **MUST** tell The Mason in the pull request which error response the hinge endpoint gives\n",
            )
        ]
    )

    assert [classify(duty).visibility for duty in book.personas[0].collaborations] == [
        Visibility.PROCESS,
        Visibility.REQUEST,
    ]


def _rule(text: str) -> rolebook.Requirement:
    [rule] = rolebook.handbook(
        [rolebook.Source("a.md", f"# Rules\n\n- **MUST** {text}\n")]
    ).requirements
    return rule


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Los visitantes no deben tocar la red"),
        ("de", "Im Fall eines Sturms muss die Wartin in der Wand nachsehen"),
        ("fr", "La gardienne doit garder son pain"),
    ],
)
def test_words_of_another_language_are_no_cues(language: str, text: str) -> None:
    """They only look like English ones: "los" is not "to lose", "Fall" is not "to fall"."""
    book = rolebook.handbook(
        [rolebook.Source("a.md", f"# A\n\n- {text}\n")],
        keywords=Keywords(("uppercase", language)),
    )
    [rule] = book.requirements
    seen = classify(rule)

    assert seen.visibility is Visibility.NOWHERE
    assert seen.risks == ()
    assert [part.kind for part in score(rule, seen).parts if part.kind is PartKind.SCOPE] == []
