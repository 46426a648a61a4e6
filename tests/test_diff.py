"""What changed between two versions, in the words of RFC 2119."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from rolebook import Handbook, Source, history
from rolebook.cli import main
from rolebook.history import compare_drafts, releases_by_tag
from rolebook.identity.diff import Comparison, Renaming, word_difference
from rolebook.identity.draft import draft
from rolebook.identity.lock import Lock, Revision
from rolebook.output.store import Store
from rolebook.rfc2119 import Level
from rolebook.views.quality import Quality, ShareKind, quality
from rolebook.views.releases import Pending, releases_of_lock

from .repository import git_here

if TYPE_CHECKING:
    from collections.abc import Sequence

PILOT = """# The Pilot

## Traits
- calm

## Ruleset

### Approach Requirements
- **MUST** wait outside until the light is confirmed
- **SHOULD** ask for a tug when the wind is strong
- **SHOULD NOT** pass a ship in the narrows
- **MAY** refuse a ship without papers

### Berth Requirements
- **MUST** record every berth in the harbour book
"""
WAIT = "- **MUST** wait outside until the light is confirmed\n"


def compared(old: str | Sequence[str], new: str | Sequence[str]) -> Comparison:
    """Compare versions whose files are called `0.md`, `1.md` and so on."""
    versions = ([texts] if isinstance(texts, str) else texts for texts in (old, new))
    before, after = (
        draft([Source(f"{n}.md", text) for n, text in enumerate(texts)]) for texts in versions
    )
    return compare_drafts(before, after)


def told(comparison: Comparison) -> list[str]:
    return [
        f"{', '.join(change.kinds)}: {change.rule.text[:12].strip()}"
        for change in comparison.changes
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        (
            "confirmed\n",
            "confirmed\n- **MUST** fly the flag of the port\n",
            ["added: fly the flag"],
        ),
        ("- **MAY** refuse a ship without papers\n", "", ["removed: refuse a shi"]),
        ("is confirmed", "is confirmed twice", ["reworded: wait outside"]),
        ("**SHOULD** ask", "**MUST** ask", ["strengthened: ask for a tu"]),
        ("**MAY** refuse", "**SHOULD** refuse", ["strengthened: refuse a shi"]),
        ("**SHOULD** ask", "**MAY** ask", ["weakened: ask for a tu"]),
        ("**SHOULD NOT** pass", "**MUST NOT** pass", ["strengthened: pass a ship"]),
        ("**MUST** wait", "**MUST NOT** wait", ["reversed: wait outside"]),
        ("**SHOULD NOT** pass", "**MAY** pass", ["reversed: pass a ship"]),
        ("**MUST** wait outside", "**SHALL** wait outside", []),
        ("is confirmed\n", "is confirmed.\n", []),
        (
            "**SHOULD** ask for a tug when the wind is strong",
            "**MUST** ask for two tugs when the wind is strong",
            ["reworded, strengthened: ask for two"],
        ),
    ],
)
def test_what_happened_to_a_rule(old: str, new: str, expected: list[str]) -> None:
    """Order MAY < SHOULD < MUST on each side of the negation; a word of the same strength changes nothing."""
    assert told(compared(PILOT, PILOT.replace(old, new, 1))) == expected


def test_a_keyword_inside_a_sentence_is_no_other_wording() -> None:
    old = "# P\n\n## Traits\n- a\n\n## Ruleset\n\nIf it rains, the pilot MUST wait under a roof.\n"

    assert told(compared(old, old.replace("MUST", "SHOULD"))) == ["weakened: If it rains,"]


def test_a_lead_that_changed_is_said_once() -> None:
    old = (
        "# P\n\n## Traits\n- a\n\n## Ruleset\n\nWhen it rains, the pilot MUST:\n- wait\n- whistle\n"
    )
    new = old.replace("rains", "snows")

    comparison = compared(old, new)

    assert told(comparison) == []
    [lead] = comparison.leads
    assert (lead.before, lead.after) == (
        "When it rains, the pilot MUST:",
        "When it snows, the pilot MUST:",
    )
    assert [rule.text for rule in lead.rules] == ["wait", "whistle"]
    assert comparison.sentence == "1 lead changed"


def test_a_rule_in_another_category_was_moved() -> None:
    comparison = compared(PILOT, PILOT.replace(WAIT, "") + WAIT)

    assert told(comparison) == ["moved: wait outside"]
    assert comparison.changes[0].before is not None
    assert comparison.changes[0].before.category == "Approach Requirements"


def test_another_order_is_no_change() -> None:
    assert (
        told(compared(PILOT, PILOT.replace(WAIT, "").replace("- **MAY**", f"{WAIT}- **MAY**")))
        == []
    )


def test_a_renamed_category_moves_nothing() -> None:
    comparison = compared(PILOT, PILOT.replace("### Approach Requirements", "### Coming In"))

    assert comparison.changes == ()
    assert comparison.renamings == (
        Renaming("category", "The Pilot", "Approach Requirements", "Coming In"),
    )


def test_a_renamed_persona_keeps_its_rules() -> None:
    """In another file and under another title; so do two that swap their files."""
    other = (
        PILOT.replace("The Pilot", "The Guide")
        .replace("ship", "coach")
        .replace("harbour", "guest")
        .replace("tug", "map")
    )
    renamed = compared([PILOT, other], [other, PILOT.replace("The Pilot", "The Harbour Guide")])

    assert renamed.changes == ()
    assert renamed.renamings == (
        Renaming("persona", "The Harbour Guide", "The Pilot", "The Harbour Guide"),
    )


def test_a_split_persona_is_said_to_be_one() -> None:
    head, berth = PILOT.split("### Berth Requirements")
    clerk = (
        "# The Berth Clerk\n\n## Traits\n- exact\n\n## Ruleset\n\n### Berth Requirements" + berth
    )
    comparison = compared(PILOT, [head, clerk])

    assert told(comparison) == ["moved: record every"]
    assert comparison.renamings == (
        Renaming("split", "The Berth Clerk", "The Pilot", "The Berth Clerk"),
    )


def test_comparing_backwards_mirrors_the_changes() -> None:
    new = PILOT.replace("**SHOULD** ask", "**MUST** ask").replace(
        "- **MAY** refuse a ship without papers\n", ""
    )
    mirror = {
        "added": "removed",
        "removed": "added",
        "strengthened": "weakened",
        "weakened": "strengthened",
    }
    there, back = compared(PILOT, new).counts, compared(new, PILOT).counts

    assert {mirror[kind]: count for kind, count in there.items()} == dict(back)


def test_words_that_went_and_came_are_marked() -> None:
    (change,) = compared(PILOT, PILOT.replace("the light is confirmed", "a lamp is seen")).changes

    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        ("same", "wait outside until"),
        ("gone", "the light"),
        ("new", "a lamp"),
        ("same", "is"),
        ("gone", "confirmed"),
        ("new", "seen"),
    ]


# --- the command
# ------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two tags and an edit since."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T12:00:00Z")
    git_here("init", "-q")
    Path("README.txt").write_text("nothing yet")
    git_here("add", "-A")
    git_here("commit", "-qm", "before the handbook")
    git_here("tag", "v0")
    Path("personas").mkdir()
    write(PILOT)
    git_here("add", "-A")
    git_here("commit", "-qm", "first")
    git_here("tag", "v1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-02-01T12:00:00Z")
    write(PILOT.replace("**MUST** wait", "**SHOULD** wait"))
    git_here("commit", "-qam", "second")
    git_here("tag", "v2")
    write(PILOT.replace("**MUST** wait", "**SHOULD** wait").replace("every berth", "each berth"))
    return tmp_path


def write(text: str) -> None:
    Path("personas/pilot.md").write_text(text)


def test_revisions_and_the_files_of_today_are_compared(handbook: Path) -> None:
    assert run("diff", "v1", "v2").output.splitlines() == [
        "The Pilot › Approach Requirements",
        "  PIL-APPR-01  weakened, MUST → SHOULD",
        "    wait outside until the light is confirmed",
        "",
        "1 weakened",
    ]
    assert run("diff", "v2").output.splitlines()[2:] == [
        "    record [-every-] {+each+} berth in the harbour book",
        "",
        "1 reworded",
    ]
    assert run("diff").output == run("diff", "v2").output
    assert run("diff", "v2", "v2").output == "no rule changed\n"


def test_folders_are_compared_whatever_they_are_called(handbook: Path) -> None:
    Path("old").mkdir()
    Path("old/pilot.md").write_text(PILOT)

    assert run("diff", "old", "personas").output.splitlines()[-1] == "1 reworded, 1 weakened"
    assert (
        run("diff", "old/pilot.md", "personas/pilot.md").output
        == run("diff", "old", "personas").output
    )


def test_a_comparison_for_a_pull_request(handbook: Path) -> None:
    assert run("diff", "v2", "--format", "markdown").output.splitlines() == [
        "**1 reworded**",
        "",
        "### The Pilot › Berth Requirements",
        "",
        "- `PIL-BERT-01` reworded, MUST: record ~~every~~ **each** berth in the harbour book",
    ]


def test_a_comparison_as_data(handbook: Path) -> None:
    data = json.loads(run("diff", "v1", "v2", "--format", "json").output)
    (change,) = data["changes"]

    assert data["counts"] == {"weakened": 1}
    assert (change["id"], change["kinds"]) == ("PIL-APPR-01", ["weakened"])
    assert (change["before"]["level"], change["after"]["level"]) == ("MUST", "SHOULD")
    assert change["after"]["source"] == {
        "path": "personas/pilot.md",
        "line": 9,
        "column": 3,
        "end_line": 9,
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("v1 v2", 0),
        ("v1 v2 --fail-on strengthened", 0),
        ("v1 v2 --fail-on strengthened,weakened", 1),
        ("v1 v2 --fail-on any", 1),
        ("v2 v2 --fail-on any", 0),
        ("v1 v2 --fail-on shouted", 2),
        ("v1 v9", 2),
        ("v0 v1", 2),
        ("--help", 0),
        ("-- --output=x v1", 2),
    ],
)
def test_the_exit_code_is_for_ci(handbook: Path, arguments: str, code: int) -> None:
    """A revision without personas, or none at all, is the operator's mistake; an option in disguise does nothing."""
    result = run("diff", *arguments.split())

    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not Path("x").exists()


def test_a_revision_says_where_its_personas_were(handbook: Path) -> None:
    """The folder may have had another name then."""
    git_here("mv", "personas", "roles")
    Path("mkdocs.yml").write_text("site_name: X\nplugins:\n- rolebook:\n    personas: roles\n")
    git_here("add", "-A")
    git_here("commit", "-qm", "another folder")

    assert run("diff", "v2").exit_code == 2
    git_here("tag", "v3")
    assert run("diff", "v3").output == "no rule changed\n"
    assert run("diff", "v3", "HEAD").output == "no rule changed\n"


# --- releases
# ---------------------------------------------------------------------------------------------------------


def test_tags_are_releases_and_the_latest_comes_first(handbook: Path) -> None:
    """A tag from before there were personas is passed over."""
    found = releases_by_tag("mkdocs.yml")

    assert [(release.name, release.comparison.sentence, release.is_first) for release in found] == [
        (Pending.UNRELEASED, "1 reworded", False),
        ("v2", "1 weakened", False),
        ("v1", "5 added", True),
    ]
    assert [release.date for release in found] == ["", "2026-02-01", "2026-01-01"]


def test_tags_have_the_shares_of_their_rules(handbook: Path) -> None:
    """By the checks of today; what is not tagged yet is counted where it is shown."""
    write(PILOT.replace("in the harbour book", "in an adequate book"))
    git_here("commit", "-qam", "vague")
    git_here("tag", "v3")
    write(PILOT)
    shares = [
        {share.kind: (share.part, share.whole) for share in release.shares}
        for release in releases_by_tag("mkdocs.yml")
    ]

    assert [one.get(ShareKind.VERIFIABLE) for one in shares] == [None, (4, 5), (5, 5), (5, 5)]
    assert not any(ShareKind.ASKED in one for one in shares)


def test_shares_of_tags_respect_what_is_checked(handbook: Path) -> None:
    Path("mkdocs.yml").write_text(
        "site_name: Pilot\nplugins:\n  - rolebook:\n      checks: {ignore: [VQ, WD]}\n"
    )
    kinds = {share.kind for release in releases_by_tag("mkdocs.yml") for share in release.shares}

    assert ShareKind.EXPLAINED in kinds
    assert ShareKind.VERIFIABLE not in kinds


def test_shares_of_a_tag_are_counted_once(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag never says anything else, unless it is moved."""
    counted: list[Handbook] = []

    def count(book: Handbook) -> Quality:
        counted.append(book)
        return quality(book)

    monkeypatch.setattr(history, "quality", count)

    def shares() -> Sequence[object]:
        store = Store.next_to("mkdocs.yml", print)
        return [one.shares for one in releases_by_tag("mkdocs.yml", store=store)]

    first = shares()
    assert len(counted) == 2
    assert shares() == first
    assert len(counted) == 2
    git_here("tag", "-f", "v1", "v2")
    shares()
    assert len(counted) == 2
    git_here("commit", "-qam", "third")
    git_here("tag", "-f", "v2")
    assert shares() != first
    assert len(counted) == 3


def test_a_tag_is_a_tag_whatever_else_has_its_name(handbook: Path) -> None:
    """A folder, a branch, or settings of git that put tags into columns."""
    before = releases_by_tag("mkdocs.yml")
    Path("v1").mkdir()
    git_here("branch", "v2", "v0")
    git_here("config", "column.ui", "always")

    assert releases_by_tag("mkdocs.yml") == before


@pytest.mark.parametrize("version", ["", " "])
def test_an_empty_version_is_refused(handbook: Path, version: str) -> None:
    """An unset variable of a script would compare the handbook with itself."""
    result = run("diff", version)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def configure(personas: str) -> None:
    Path("site").mkdir(exist_ok=True)
    Path("site/mkdocs.yml").write_text(
        f"site_name: X\nplugins:\n- rolebook:\n    personas: {personas}\n"
    )


def test_personas_may_lie_beside_the_configuration(
    handbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure("../personas")

    assert run("diff", "v1", "v2", "-f", "site/mkdocs.yml").output == run("diff", "v1", "v2").output
    monkeypatch.chdir("site")
    assert "1 weakened" in run("diff", "v1", "v2").output


@pytest.mark.parametrize("personas", ["../../elsewhere", "/"])
def test_a_revision_has_no_personas_from_outside_of_its_repository(
    handbook: Path, personas: str
) -> None:
    """What lies there now would be taken for what it was then."""
    configure(personas)
    result = run("diff", "v1", "v2", "-f", "site/mkdocs.yml")

    assert (result.exit_code, "is not in the repository" in result.stderr) == (2, True)


def test_a_revision_has_no_lock_file_from_outside_of_its_repository(
    handbook: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared")
    (shared / "rolebook.lock").write_text("# rolebook.lock 99\n")
    monkeypatch.setattr("tempfile.tempdir", str(shared))

    assert run("diff", "v1", "v2").exit_code == 0


def test_a_repository_that_lost_a_file_says_which(handbook: Path) -> None:
    listed = subprocess.run(
        ["git", "rev-parse", "v1:personas/pilot.md"], capture_output=True, text=True, check=True
    )
    name = listed.stdout.strip()
    Path(".git/objects", name[:2], name[2:]).unlink()
    result = run("diff", "v1")

    assert (result.exit_code, "personas/pilot.md" in result.stderr) == (2, True)


@pytest.mark.parametrize("replacement", ["B-1", "A-1", ""])
def test_the_end_of_a_rule_that_nobody_knows_is_no_change(replacement: str) -> None:
    """A damaged lock file may hold that a rule was retired, and not what it said."""
    ended = Revision("A-1", 1, "2026-01-01", None, "P", "C", replacement)
    there = Revision("B-1", 1, "2026-01-01", Level.MUST, "P", "C", "keep logs")
    (release,) = releases_of_lock(Lock(history={"A-1": (ended,), "B-1": (there,)}))

    assert [change.rule.id for change in release.comparison.changes] == ["B-1"]


def test_the_days_of_the_lock_file_are_releases() -> None:
    """An id that another one took over is told at its replacement, not as a loss."""

    def revision(id: str, number: int, date: str, level: Level | None, text: str) -> Revision:
        return Revision(id, number, date, level, "P", "C", text)

    lock = Lock(
        history={
            "P-1": (revision("P-1", 1, "2026-01-01", Level.MUST, "a b c"), revision("P-1", 2, "2026-02-01", Level.MAY, "a b c")),
            "P-2": (revision("P-2", 1, "2026-01-01", Level.MUST, "d e f"), revision("P-2", 2, "2026-02-01", None, "")),
            "P-3": (revision("P-3", 1, "2026-01-01", Level.MUST, "g h i"), revision("P-3", 2, "2026-02-01", None, "X")),
            "X": (revision("X", 1, "2026-02-01", Level.MUST, "g h j"),),
            "P-4": (revision("P-4", 1, "", Level.MUST, "k l m"),),
        }
    )  # fmt: skip

    assert [(release.name, release.comparison.sentence) for release in releases_of_lock(lock)] == [
        (Pending.UNLOCKED, "1 added"),
        ("2026-02-01", "1 removed, 1 reworded, 1 weakened"),
        ("2026-01-01", "3 added"),
    ]


def test_one_word_of_a_long_text_that_repeats_itself_is_one_change() -> None:
    text = " ".join(["row and"] * 150)
    pieces = word_difference(f"first {text}", f"now {text}")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("gone", "first"),
        ("new", "now"),
        ("same", text),
    ]
