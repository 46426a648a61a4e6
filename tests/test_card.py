"""What the page of a rule says: what its level means, a citation, its problems, where it comes up."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from rolebook import Source, handbook
from rolebook.addresses.citations import as_markdown, cited_id, place_of, sentence
from rolebook.addresses.version import version_of
from rolebook.build import site
from rolebook.exports import EXPORTS
from rolebook.identity.draft import draft
from rolebook.markup import plain
from rolebook.messages import messages
from rolebook.pages import Options
from rolebook.pages.used_in import USES
from rolebook.rfc2119 import Level
from rolebook.rubric import classify, how_to_check

from .cards import card, facts
from .decisions.giving import link_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook
    from rolebook.identity.lock import Lock

SAY = messages()
PROTOCOL = """\
# Protocol

## Sending

A client MUST repeat a message [until](later.md) it is [answered](https://example.org/a). Otherwise it is lost.
A client:

- MUST wait 3 seconds
- MAY shorten `its name`

| Signal | Answer |
|---|---|
| Red | A ship MUST stop |

A server MUST:

- answer
"""


def alone(book: Handbook) -> dict[str, str]:
    return {file.path: file.content.decode() for file in site(book, Options()).standalone_pages()}


def said(book: Handbook, id: str) -> dict[str, list[str]]:
    """What is below each label on the page of a rule."""
    return facts(alone(book).__getitem__, id)


def test_every_level_has_a_meaning() -> None:
    """And no two the same."""
    assert len({messages()(f"level-{level.slug}") for level in Level}) == len(Level)


def test_a_citation_says_the_level_once(book: Callable[..., Handbook]) -> None:
    """Where the keyword stands in the sentence, it is left there; what introduces a list comes before its items."""
    found = book(PROTOCOL).requirements

    assert [sentence(rule) for rule in found] == [
        "A client MUST repeat a message [until](later.md) it is [answered](https://example.org/a).",
        "A client: MUST wait 3 seconds",
        "A client: MAY shorten `its name`",
        "Signal: Red: A ship MUST stop",
        "A server MUST: answer",
    ]
    assert place_of(found[0], book(PROTOCOL).documents[0]) == "Protocol, Sending"


def test_markdown_has_no_links_that_hold_only_here(book: Callable[..., Handbook]) -> None:
    rule = book(PROTOCOL).requirements[0]

    assert (
        as_markdown(rule)
        == "A client MUST repeat a message until it is [answered](https://example.org/a)."
    )


def locked(text: str, lock: Lock | None = None, today: str = "2024-05-01") -> Lock:
    return draft([Source("a.md", text)], lock=lock, today=today).lock


ONE = "# The Tester\n\n## Traits\n- calm\n\n## Rules\n- **MUST** write the tests of each change first\n"


def test_a_citation_names_the_revision_that_is_locked() -> None:
    """What is not locked yet can still change, so nobody is given its number."""
    lock = locked(ONE)
    edited = ONE.replace("each change", "every change")

    assert cited_id(handbook([Source("a.md", ONE)]).lock, "TES-RULE-01") == "TES-RULE-01"
    assert cited_id(lock, "TES-RULE-01") == "TES-RULE-01@rev1"
    assert cited_id(locked(edited, lock, ""), "TES-RULE-01") == "TES-RULE-01"
    assert cited_id(locked(edited, lock, "2024-06-01"), "TES-RULE-01") == "TES-RULE-01@rev2"


def test_a_text_has_the_date_of_its_last_revision_once_it_is_locked() -> None:
    lock = locked(ONE.replace("each change", "every change"))
    book = handbook([Source("a.md", ONE)], lock=locked(ONE, lock, "2024-06-01"))
    unlocked = handbook([Source("a.md", ONE)])
    fingerprint = version_of(unlocked, unlocked.texts[0]).removeprefix("source ")

    assert version_of(book, book.texts[0]) == SAY(
        "version-locked", date="2024-06-01", fingerprint=fingerprint
    )


def test_a_finding_belongs_to_the_rule_it_stands_in(book: Callable[..., Handbook]) -> None:
    """Also where two rules share a line."""
    found = book(
        "# Protocol\n\n## Sending\n\nA client MUST not shout. A client MUST wait.\n\nA client MUST listen. A client MAY not sing.\n"
    )
    by_rule = {id: [one.code for one in ones] for id, ones in found.findings.items()}
    texts = {rule.text: rule.id for rule in found.requirements}

    assert by_rule
    assert set(by_rule) <= {id for text, id in texts.items() if " not " in text}
    assert sum(len(codes) for codes in by_rule.values()) == len(found.diagnostics)


def test_problems_are_on_the_page_of_the_rule(team: Handbook) -> None:
    """With code and message; a rule without any has no such line."""
    (rule,) = (rule for rule in team.requirements if "Astronaut" in rule.text)

    (problem,) = said(team, rule.id)[SAY("rule-problems")]
    assert unescape(problem).startswith("XR001\nnote: no persona is called 'The Astronaut'")
    assert SAY("rule-problems") not in said(team, team.requirements[0].id)


def test_a_reason_is_given_if_there_is_one(book: Callable[..., Handbook]) -> None:
    found = book(PROTOCOL)
    first, second, *_ = found.requirements

    why = SAY("rule-why")
    assert said(found, first.id)[why] == ["Otherwise it is lost.", SAY("rule-why.noted")]
    assert why not in said(found, second.id)


def test_a_duty_comes_up_in_the_contracts_of_all_it_names(team: Handbook) -> None:
    (duty,) = (rule for rule in team.requirements if "report faults" in rule.text)
    uses = said(team, duty.id)[SAY("rule-uses")]

    link = '<a href="../../team/builder--tester/">Tester and Builder</a>'
    assert any(link in use for use in uses)


def test_a_rule_knows_the_rules_that_name_it(book: Callable[..., Handbook]) -> None:
    found = book(ONE, "# Protocol\n\n## Sending\n\n- A client MUST log what TES-RULE-01 asks for\n")
    uses = said(found, "TES-RULE-01")[SAY("rule-uses")]

    link = '<a href="../../r/PRO-SEND-01/">PRO-SEND-01</a>'
    words = "A client MUST log what TES-RULE-01 asks for"
    (use,) = (use for use in uses if use.startswith(f"{SAY('use-named')}\n{link}"))
    assert words in use


@pytest.mark.parametrize(
    "text", ["{url}", "{id}", "`$&`", '"quoted" <b>words</b>', "[x](y.md)", "</script>", "&lt;"]
)
def test_words_that_look_like_markup_are_copied_as_words(
    book: Callable[..., Handbook], text: str
) -> None:
    """They stand in data as the author wrote them, and are never taken for HTML."""
    found = book(f"# Protocol\n\n## Sending\n\n- A client MUST send {text} at once\n")
    (rule,) = found.requirements
    shown = card(alone(found).__getitem__, rule.id)

    assert shown["markdown"] == as_markdown(rule)
    assert shown["words"] == plain(sentence(rule))
    assert shown["citation"] == f"{rule.id} {plain(sentence(rule))} (Protocol, Sending)"
    assert unescape(*shown["facts"][SAY("rule-raw")]) == rule.raw


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        (
            "create an index for each foreign key",
            "A reviewer sees it in the diff, in the schema, migrations or queries: "
            "look for “foreign key” or “index”.",
        ),
        (
            "link the issue in the PR description",
            "A reviewer sees it in the text of the request: look for “pr description” or “in the pr”.",
        ),
        ("run the linter in the pipeline", "CI shows it: the rule says “linter”."),
        (
            "discuss it in a meeting each week",
            "A change does not show it. Look at the work around the change: "
            "the rule says “each week” or “meeting”.",
        ),
        ("mind the gap", "The rule does not say: it names nothing that a change contains."),
    ],
)
def test_a_rule_says_how_to_check_it(
    book: Callable[[str], Handbook], rule: str, where: str
) -> None:
    """In a sentence: where it shows whether it was kept, and the words that tell."""
    (one,) = book(f"# Protocol\n\n## Sending\n\n- A client MUST {rule}\n").requirements

    assert how_to_check(classify(one), SAY) == where


def test_the_kinds_of_places_are_a_table() -> None:
    """Each a function that yields nothing for a rule that does not come up there."""
    assert len(USES) == len(set(USES)) == 10


def test_what_a_person_confirmed_is_marked(book: Callable[..., Handbook]) -> None:
    text = f"---\nlinks:\n  TES-RULE-01: [ITOP]\n---\n{ONE}"

    html = said(book(text), "TES-RULE-01")[SAY("rule-skills", framework="SFIA 9")][0]
    assert "ITOP Infrastructure operations</a>" in html
    assert html.endswith("confirmed by a person")


def test_what_a_rule_may_need_is_said_quietly_and_counts_nowhere(
    book: Callable[..., Handbook],
) -> None:
    """Only its card is another one. What has no page of its own is not a link."""
    table = "\n## SFIA 9 Mapping\n\n| Skill | Code |\n|---|---|\n| Programming | PROG |\n"
    sure = book(ONE + table)
    [rule] = sure.requirements
    links = tuple(link_to(sure, rule, word) for word in ("PROG", "ITOP"))
    maybe = replace(sure, possible={rule.id: links})

    assert said(maybe, rule.id)[SAY("rule-maybe")] == [
        '<a href="../../skills/sfia/prog/">PROG Programming/software development</a>\n'
        "the rule says “write”",
        "ITOP Infrastructure operations\nthe rule says “write”",
    ]
    before, after = everything(sure), everything(maybe)
    assert [path for path in before if before[path] != after[path]] == ["p/tester/cards.js"]
    assert before.keys() == after.keys()


def everything(book: Handbook) -> dict[str, object]:
    """What a site has of a handbook, besides its data as JSON."""
    made = site(book, Options())
    pages = {page.path: page.html for page in made.pages}
    return {**alone(book), **pages, "search": made.records(), "csv": EXPORTS["csv"](book)}
