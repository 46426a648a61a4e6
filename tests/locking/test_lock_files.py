"""Lock files on the disk: never half, never behind the last commit's ids, and all of them where there are several."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from rolebook import load
from rolebook.cli import main
from rolebook.identity.draft import read_draft
from rolebook.identity.lock import (
    NAME,
    Lock,
    LockedPersona,
    UnreadableLockError,
    checked_lock_text,
    read_lock,
)
from rolebook.identity.lock_files import LockFile, LockFiles
from rolebook.input.folders import Beside

from ..repository import git

if TYPE_CHECKING:
    from pathlib import Path

ROLE = """# The {name}

## Traits
- calm

## Ruleset

### Lamp Requirements
- **MUST** trim the wick before {when}
- **MUST** fill the tank of the {when} lamp
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def role(folder: Path, file: str, name: str, when: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_text(ROLE.format(name=name, when=when))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one role, locked."""
    role(tmp_path / "personas", "keeper.md", "Lamp Keeper", "dusk")
    assert run("lock", str(tmp_path / "personas")).exit_code == 0
    return tmp_path / "personas"


# --- whole
# ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [0, 1, 2, 4, 5])
@pytest.mark.parametrize("command", ["lock", "check"])
def test_a_lock_file_whose_end_is_missing_is_an_error_and_stays(
    folder: Path, lines: int, command: str
) -> None:
    lock = folder / "rolebook.lock"
    cut = "".join(lock.read_text().splitlines(keepends=True)[:lines])
    lock.write_text(cut)

    result = run(command, str(folder))

    assert result.exit_code == 1
    assert "ID008" in result.output
    assert lock.read_text() == cut


@pytest.mark.parametrize(
    "text", ["", "\n", "# rolebook.lock 1 - wh", "rule\tLK-LAMP-01\t1\t2026-01-01\tMU"]
)
def test_what_is_left_of_a_lock_file_of_old_is_an_error_too(folder: Path, text: str) -> None:
    (folder / "rolebook.lock").write_text(text)

    assert "ID008" in run("lock", str(folder)).output
    assert (folder / "rolebook.lock").read_text() == text


def test_a_lock_file_of_old_has_no_last_line_and_is_whole(folder: Path) -> None:
    """0.1 wrote none; nobody's pipeline turns red for that, and the next lock writes it."""
    lock = folder / "rolebook.lock"
    head, *lines, end = lock.read_text().splitlines(keepends=True)
    assert end == "# end\n"
    lock.write_text("".join([head.partition("; its last line")[0] + ".\n", *lines]))

    assert run("lock", "--check", str(folder)).exit_code == 0
    assert run("lock", str(folder)).exit_code == 0
    assert lock.read_text() == "".join([head, *lines, end])


def test_line_ends_of_windows_are_whole(folder: Path) -> None:
    lock = folder / "rolebook.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))

    assert run("lock", "--check", str(folder)).exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="limits are those of POSIX")
def test_a_disk_that_is_full_leaves_the_lock_file_of_before(folder: Path) -> None:
    import resource
    import signal
    import sys

    before = (folder / "rolebook.lock").read_text()
    role(
        folder, "keeper.md", "Lamp Keeper", "dusk or, if that is earlier, at the first sign of fog"
    )

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    command = [sys.executable, "-B", "-m", "rolebook", "lock", str(folder)]
    result = subprocess.run(
        command, preexec_fn=limited, capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert "cannot write" in result.stderr
    assert (folder / "rolebook.lock").read_text() == before
    assert sorted(path.name for path in folder.iterdir()) == ["keeper.md", "rolebook.lock"]


def test_what_could_not_be_read_again_is_not_written() -> None:
    lock = Lock({"P": LockedPersona("P", "a\tb.md", "P")})

    with pytest.raises(UnreadableLockError):
        checked_lock_text(lock)


@pytest.mark.parametrize("name", ["tab\there.md", "line\nend.md", "esc\x1b[31m.md", "sep\u2028.md"])
def test_a_file_with_an_odd_name_is_told_and_the_others_are_locked(folder: Path, name: str) -> None:
    role(folder, name, "Odd One", "noon")
    role(folder, "pilot.md", "Pilot", "dawn")

    result = run("lock", str(folder))
    found = [d for d in read_draft(folder).diagnostics if d.code == "RD014"]
    lock, problems = read_lock((folder / "rolebook.lock").read_text())

    assert result.exit_code == 0, result.output
    assert len(found) == 1
    assert found[0].span.path.isprintable()
    assert problems == []
    assert sorted(lock.paths) == ["keeper.md", "pilot.md"]


def test_a_title_with_a_tab_is_written_as_words(folder: Path) -> None:
    (folder / "pilot.md").write_text(
        '---\ntitle: "The\\tPilot\\nof\\u2028it"\n---\n' + ROLE.format(name="P", when="x")
    )

    assert run("lock", str(folder)).exit_code == 0
    assert run("lock", "--check", str(folder)).exit_code == 0


def test_a_link_out_of_the_handbook_is_not_written_through(folder: Path) -> None:
    (folder.parent / "mkdocs.yml").write_text("site_name: x\n")
    outside = folder.parent.parent / f"{folder.parent.name}-outside.lock"
    (folder / "rolebook.lock").rename(outside)
    (folder / "rolebook.lock").symlink_to(outside)
    before = outside.read_text()
    role(folder, "pilot.md", "Pilot", "dawn")

    result = run("lock", str(folder))

    assert result.exit_code == 2
    assert "is a symbolic link out of the handbook" in result.output
    assert outside.read_text() == before


# --- and the last commit
# ----------------------------------------------------------------------------------------


@pytest.fixture
def committed(folder: Path) -> Path:
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.mark.parametrize("is_there", [True, False])
def test_ids_that_only_the_last_commit_has_are_told_before_anything_is_written(
    committed: Path, is_there: bool
) -> None:
    lock = committed / "rolebook.lock"
    whole = lock.read_text()
    short = "".join(line for line in whole.splitlines(keepends=True) if "LK-LAMP-02" not in line)
    lock.write_text(short) if is_there else lock.unlink()

    result = run("lock", str(committed))

    assert result.exit_code == 1
    assert "ID009" in result.output
    assert "LK-LAMP-02" in result.output
    assert "git checkout HEAD -- " in result.output
    assert (lock.read_text() if lock.exists() else "") == (short if is_there else "")
    assert run("lock", "--check", str(committed)).exit_code == 1
    assert run("lock", "--forget", str(committed)).exit_code == 0


def test_a_published_id_stays_with_its_rule_when_a_branch_takes_in_main(committed: Path) -> None:
    """Also where the branch locked its own rule under the number before."""
    git(committed, "branch", "-M", "main")
    keeper = committed / "keeper.md"
    text = keeper.read_text()
    git(committed, "checkout", "-qb", "topic")
    (committed / ".gitattributes").write_text("* merge=union\n")
    keeper.write_text(text + "- **MUST** paint the boat\n")
    run("lock", str(committed))
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "topic")
    git(committed, "checkout", "-q", "main")
    keeper.write_text(text + "- **MUST** weld the brackets\n")
    run("lock", str(committed))
    git(committed, "commit", "-qam", "main")
    git(committed, "checkout", "-q", "topic")
    git(committed, "merge", "-q", "--no-edit", "main")

    result = run("lock", str(committed))

    assert result.exit_code == 0, result.output
    assert (
        "LK-LAMP-03 means 'weld the brackets' and, on another branch, 'paint the boat'"
        in result.output
    )
    given = {rule.text: rule.id for rule in load(committed).requirements}
    assert (given["weld the brackets"], given["paint the boat"]) == ("LK-LAMP-03", "LK-LAMP-04")


@pytest.mark.parametrize("heading", ["###", "### <!-- later -->", "### {#here}", "### &nbsp;"])
def test_a_heading_without_words_does_not_keep_a_file_from_being_locked(
    folder: Path, heading: str
) -> None:
    (folder / "pilot.md").write_text(
        f"# Pilot\n\n## Traits\n- calm\n\n## Ruleset\n\n{heading}\n\n- **MUST** steer\n"
    )

    assert run("lock", str(folder)).exit_code == 0
    assert run("lock", "--check", str(folder)).exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes are those of POSIX")
def test_a_lock_file_that_is_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "rolebook.lock").unlink()
    os.mkfifo(folder / "rolebook.lock")

    assert "is not a regular file" in run("lock", str(folder)).output


def test_new_ids_lack_nothing(committed: Path) -> None:
    role(committed, "pilot.md", "Pilot", "dawn")

    assert run("lock", str(committed)).exit_code == 0


def test_a_line_for_merging_is_offered_until_it_is_there(committed: Path) -> None:
    role(committed, "pilot.md", "Pilot", "dawn")
    assert ".gitattributes:  rolebook.lock merge=union" in run("lock", str(committed)).output

    (committed / ".gitattributes").write_text("rolebook.lock merge=union\n")
    role(committed, "warden.md", "Warden", "noon")
    assert ".gitattributes" not in run("lock", str(committed)).output


# --- several
# ------------------------------------------------------------------------------------------------


@pytest.fixture
def teams(tmp_path: Path) -> Path:
    """Two teams with a lock each; team a retired a rule of its only role."""
    role(tmp_path / "a", "keeper.md", "Lamp Keeper", "dusk")
    path = role(tmp_path / "b", "pilot.md", "Pilot", "dawn")
    for team in ("a", "b"):
        run("lock", str(tmp_path / team))
    path.write_text(path.read_text().replace("- **MUST** fill the tank of the dawn lamp\n", ""))
    run("lock", str(tmp_path / "b"))
    return tmp_path


def ids(*paths: Path) -> list[str]:
    return [requirement.id for requirement in load(*paths).requirements]


def locks(teams: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text() for path in sorted(teams.rglob("rolebook.lock"))}


def test_all_lock_files_beside_or_below_count(teams: Path) -> None:
    """A new rule of team b does not take the id that its lock file retired."""
    path = teams / "b/pilot.md"
    path.write_text(path.read_text() + "- **MUST** count the gulls\n")

    wanted = ["LK-LAMP-01", "LK-LAMP-02", "PIL-LAMP-01", "PIL-LAMP-03"]
    assert ids(teams) == ids(teams / "a", teams / "b") == wanted
    assert ids(teams / "b", teams / "a") == [*wanted[2:], *wanted[:2]]


def test_each_persona_stays_with_the_lock_file_nearest_above_it(teams: Path) -> None:
    path = teams / "b/pilot.md"
    path.write_text(path.read_text() + "- **MUST** count the gulls\n")
    before = locks(teams)

    result = run("lock", str(teams / "a"), str(teams / "b"))

    assert result.exit_code == 0, result.output
    now = locks(teams)
    assert now["a"] == before["a"]
    assert "PIL-LAMP-03\t1" in now["b"]
    assert sorted(now) == ["a", "b"]
    assert run("lock", "--check", str(teams / "b")).exit_code == 0
    assert run("lock", "--check", str(teams)).exit_code == 0


def test_a_persona_below_no_lock_file_goes_to_that_of_the_first_path(teams: Path) -> None:
    role(teams / "c", "warden.md", "Warden", "noon")
    before = locks(teams)

    run("lock", str(teams))

    now = locks(teams)
    assert {name: now[name] for name in before} == before
    assert "persona\tWAR\tc/warden.md\tThe Warden\n" in now[teams.name]


def test_one_code_for_two_personas_is_a_clash_and_neither_file_is_written(teams: Path) -> None:
    role(teams / "c", "keeper.md", "Lamp Keeper", "midnight")
    run("lock", str(teams / "c"))
    role(teams / "c", "warden.md", "Warden", "noon")
    before = locks(teams)

    result = run("lock", str(teams))

    assert result.exit_code == 1
    assert result.output.count("ID010") == 1
    assert (
        "the code LK means a/keeper.md in another lock file, and c/keeper.md here"
        in result.output.replace(f"{teams}/", "")
    )
    assert locks(teams) == before
    assert len(set(ids(teams))) == len(ids(teams))


def test_one_id_for_two_rules_is_a_clash(teams: Path) -> None:
    for team, words in (("a", "wind the clock"), ("b", "count the gulls")):
        path = next((teams / team).glob("*.md"))
        path.write_text(f"{path.read_text()}- **MUST** {words} {{#X-1}}\n")
        run("lock", str(teams / team))

    result = run("check", str(teams))

    assert (
        "ID010 X-1 means 'wind the clock' in another lock file, and 'count the gulls' here"
        in result.output
    )
    assert "b/rolebook.lock:" in result.output


def test_a_rule_that_went_to_the_other_team_keeps_its_id(teams: Path) -> None:
    keeper, pilot = teams / "a/keeper.md", teams / "b/pilot.md"
    line = "- **MUST** fill the tank of the dusk lamp\n"
    keeper.write_text(keeper.read_text().replace(line, ""))
    pilot.write_text(pilot.read_text() + line)

    assert run("lock", str(teams)).exit_code == 0
    assert ids(teams) == ["LK-LAMP-01", "PIL-LAMP-01", "LK-LAMP-02"]
    assert run("lock", "--check", str(teams)).exit_code == 0


def test_a_persona_without_a_file_stays_in_the_lock_file_that_has_it(folder: Path) -> None:
    lost = Lock({"CL": LockedPersona("CL", "", "The Clerk")})
    places = [
        Beside(folder / name / NAME, f"{name}/{NAME}", None) for name in ("north", "south", "west")
    ]
    files = [LockFile(places[0], Lock()), LockFile(places[1], lost), LockFile(places[2], Lock())]
    apart = LockFiles(tuple(files), lost, ()).apart(lost)

    assert [list(file.lock.personas) for file in apart] == [[], ["CL"], []]
