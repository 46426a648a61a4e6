"""The table of cues: each says one known thing, once; and what its words are heard as."""

from __future__ import annotations

from collections import Counter

import pytest

import rolebook
from rolebook.rubric import Sight, Stop
from rolebook.rubric.classifying import Aspect, classify, cue_lines

KNOWN = {
    *Aspect,
    *("ci", "runtime", "process", "person"),
    *("security", "privacy", "data-loss", "money", "outage", "safety"),
    *("vague", "escape", "general"),
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
    ("text", "sight"),
    [
        ("give each berth table a primary key", Sight.DIFF),
        ("say in the pull request how a change was tried", Sight.REQUEST),
        ("run the linter in each build", Sight.CI),
        ("answer within 200 ms at peak traffic", Sight.RUNTIME),
        ("agree with a table's readers before a column is dropped", Sight.PROCESS),
        ("rehearse the loss of a database twice a year", Sight.PROCESS),
        ("listen to colleagues", Sight.PERSON),
        ("polish the brass", Sight.NOWHERE),
        ("close `snug_door`", Sight.DIFF),
        ("close snug_door", Sight.DIFF),
        ("keep the harbour two versions behind", Sight.NOWHERE),
        ("send all traffic over TLS", Sight.DIFF),
        ("count the traffic of the pier", Sight.RUNTIME),
    ],
)
def test_where_a_rule_shows(text: str, sight: Sight) -> None:
    assert classify(_rule(text)).sight is sight


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("write a unit test for each fee", Stop.REQUEST),
        ("document the password format", Stop.REQUEST),
        ("keep one function for one job", Stop.READING),
        ("set a timeout on each remote call", Stop.READING),
        ("keep session tokens out of the cookie", Stop.APPROVING),
        ("mask card numbers in the log", Stop.APPROVING),
        ("delete rows in one transaction", Stop.APPROVING),
    ],
)
def test_when_it_is_asked(text: str, stop: Stop) -> None:
    """What comes with the request first, what could do harm last."""
    assert classify(_rule(text)).stop is stop


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

    assert [classify(duty).sight for duty in book.personas[0].collaborations] == [
        Sight.PROCESS,
        Sight.REQUEST,
    ]


def _rule(text: str) -> rolebook.Requirement:
    [rule] = rolebook.handbook(
        [rolebook.Source("a.md", f"# Rules\n\n- **MUST** {text}\n")]
    ).requirements
    return rule
