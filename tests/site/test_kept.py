"""A site is the same bytes, however much of it was made before: cold, kept, partly kept, on demand."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest
import yaml

from rolebook.checks.baseline import baseline_text
from rolebook.input.files import LISTING
from rolebook.loading import load as read_handbook
from rolebook.output.progress import NO_PROGRESS
from rolebook.output.store import NOTHING_KEPT, Store
from rolebook.site.mkdocs_build import build_others, build_site
from rolebook.site.preview import Preview

from .running import BUILD_TIME, rolebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

SEQUENCES = int(os.environ.get("ROLEBOOK_SEQUENCES", "3"))
"""How many sequences of edits are tried; `make sequences` tries 200."""
_EDITS = 4
_PERSONA = """\
# The {name}

## Core Traits
- calm

## Ruleset

### Testing Requirements
- **MUST** write tests for {thing} before a release
- **SHOULD** review the {thing} code with {other}
- **MUST NOT** store passwords of {thing} in logs

### Ovens
- **MUST** clean {thing} after 5 minutes, see BAK-OVEN-01
- **MUST** report the state of {thing} within 30 minutes

## Collaboration Guidelines
- **MUST** tell {other} about changes of {thing}

## SFIA 9 Mapping
| Skill | Code | Level |
|---|---|---|
| Programming/software development | PROG | 3-5 |
"""
_ROLES = (("Baker", "ovens", "the Miller"), ("Miller", "stones", "the Baker"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "personas").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/notes.md").write_text("# Notes\n\nSee [the rules](rules/index.md).\n")
    for name, thing, other in _ROLES:
        text = _PERSONA.format(name=name, thing=thing, other=other)
        (tmp_path / f"personas/{name.lower()}.md").write_text(text)
    configure(tmp_path, site_name="Mill")
    with chdir(tmp_path), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", BUILD_TIME)
        yield tmp_path


def configure(place: Path, **changed: object) -> None:
    settings = {
        "site_name": "Mill",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"rolebook": {"pdf": False}}],
        **changed,
    }
    (place / "mkdocs.yml").write_text(yaml.safe_dump(settings))


def replaced(old: str, new: str) -> Callable[[Path, random.Random], None]:
    def edit(place: Path, chance: random.Random) -> None:
        file = chance.choice(sorted((place / "personas").glob("*.md")))
        file.write_text(file.read_text().replace(old, new, 1))

    return edit


def add_role(place: Path, chance: random.Random) -> None:
    number = chance.randrange(100)
    text = _PERSONA.format(name=f"Carter {number}", thing="carts", other="the Baker")
    (place / f"personas/carter-{number}.md").write_text(text)


def remove_role(place: Path, chance: random.Random) -> None:
    files = sorted((place / "personas").glob("carter-*.md"))
    for file in files[:1]:
        file.unlink()


def rename_role(place: Path, chance: random.Random) -> None:
    replaced("# The ", f"# The {chance.choice(['Old', 'Young', 'Night'])} ")(place, chance)


def write_sidecar(place: Path, chance: random.Random) -> None:
    (place / "personas/baker.onboarding.yml").write_text(
        f"add:\n- title: Visit mill {chance.randrange(9)}\n  phase: week-1\n"
    )


def write_waivers(place: Path, chance: random.Random) -> None:
    (place / "personas/waivers.yml").write_text(
        "waivers:\n- {rule: BAK-OVEN-01, scope: the old oven, reason: it is cold, owner: Anna, "
        f"expires: {chance.choice(['2023-11-01', '2023-12-01', '2099-12-31'])}}}\n"
    )


def keep_answers(place: Path, chance: random.Random) -> None:
    """Answers of a review are kept, or the file is gone again."""
    file = place / "personas/reviews.jsonl"
    if file.exists() and chance.random() < 0.3:
        file.unlink()
        return
    answer = chance.choice(["kept", "broken", "untouched"])
    item = {"id": "BAK-TEST-01", "answer": answer}
    line = {"persona": "BAK", "change": f"PR {chance.randrange(9)}", "items": [item]}
    with file.open("a") as data:
        data.write(f"{json.dumps(line)}\n")


def write_page(place: Path, chance: random.Random) -> None:
    (place / "docs/notes.md").write_text(
        f"# Notes {chance.randrange(9)}\n\nNumber {chance.randrange(100)}.\n"
    )


def change_title(place: Path, chance: random.Random) -> None:
    configure(place, site_name=f"Mill {chance.randrange(9)}")


def lock_ids(place: Path, chance: random.Random) -> None:
    rolebook("lock", cwd=place)


def nothing(place: Path, chance: random.Random) -> None:
    pass


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    replaced("before a release", "before every release"),
    replaced("**SHOULD**", "**MUST**"),
    replaced("- **MUST** clean", "- **MUST** buy soap\n- **MUST** clean"),
    replaced("- **MUST NOT** store", "- **MAY** store"),
    replaced("### Ovens", "### Security Requirements"),
    replaced("PROG | 3-5", "SCTY | 4"),
    replaced("BAK-OVEN-01", "MIL-OVEN-02"),
    replaced("within 30 minutes", "within 5 minutes"),
    add_role,
    remove_role,
    rename_role,
    write_sidecar,
    write_waivers,
    keep_answers,
    write_page,
    change_title,
    lock_ids,
    nothing,
)


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_whatever_was_made_before_the_bytes_are_the_same(place: Path, number: int) -> None:
    chance = random.Random(number)
    for edit in chance.choices(EDITS, k=_EDITS):
        edit(place, chance)
        if chance.random() < 0.2:
            forget_some(place, chance)
        kept = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
        cold = files(build(place, place / "cold"))
        assert kept.keys() == cold.keys(), edit
        assert [path for path in cold if kept[path] != cold[path]] == [], edit
    assert on_demand(place, cold) == []


def forget_some(place: Path, chance: random.Random) -> None:
    """Delete some of what was kept, and damage some of it."""
    for path in sorted((place / ".rolebook").glob("*/*")):
        luck = chance.random()
        if luck < 0.3:
            path.unlink()
        elif luck < 0.4:
            path.write_bytes(path.read_bytes()[:-1])


def build(place: Path, target: Path, store: Store = NOTHING_KEPT) -> Path:
    if store is NOTHING_KEPT:
        shutil.rmtree(target, ignore_errors=True)
    build_site((), "mkdocs.yml", str(target), store=store, progress=NO_PROGRESS)
    return target


def files(folder: Path) -> Mapping[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {path: found[path].read_bytes() for path in sorted(found) if path != LISTING}


def on_demand(place: Path, built: Mapping[str, bytes]) -> list[str]:
    """Return the files that a preview answers with other bytes than a build has."""
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(lambda: build_others("mkdocs.yml", "mkdocs.yml", folder), folder)
        return [path for path in built if preview.answer(path) != built[path]]


def test_answers_of_reviews_change_what_was_kept(place: Path) -> None:
    """The page and the data come, change and go with the data file; the pages of rules say so, too."""
    store = place / "mkdocs.yml"
    for number in (1, 2):
        keep_answers(place, random.Random(number))
        kept = files(build(place, place / "site", Store.next_to(store, print)))
        cold = files(build(place, place / "cold"))
        assert kept == cold
        has_answers = (place / "personas/reviews.jsonl").exists()
        assert ("reviews/index.html" in cold) is has_answers
        assert ("data/reviews.json" in cold) is has_answers
        assert on_demand(place, cold) == []
    (place / "personas/reviews.jsonl").unlink(missing_ok=True)
    kept = files(build(place, place / "site", Store.next_to(store, print)))
    assert kept == files(build(place, place / "cold"))
    assert "reviews/index.html" not in kept


def test_a_baseline_changes_what_was_kept(place: Path) -> None:
    """The page of quality says which problems are known, even if no persona was edited."""
    configure(place, plugins=[{"rolebook": {"pdf": False, "checks": {"baseline": "known.json"}}}])
    store = place / "mkdocs.yml"
    book = read_handbook("personas")
    marks = []
    for known in (book.diagnostics, book.diagnostics[:1]):
        (place / "known.json").write_bytes(baseline_text(known, book.files, place.resolve()))
        kept = files(build(place, place / "site", Store.next_to(store, print)))
        assert kept == files(build(place, place / "cold"))
        assert on_demand(place, kept) == []
        marks.append(kept["quality/index.html"].count(b"rb-known"))
    assert marks == [len(book.diagnostics), 1]


def test_an_edit_under_a_server_gives_the_bytes_of_a_build(place: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(lambda: build_others("mkdocs.yml", "mkdocs.yml", folder), folder)
        for number, edit in enumerate(EDITS):
            edit(place, random.Random(number))
            preview.refresh()
        built = files(build(place, place / "cold"))
        assert [path for path in built if preview.answer(path) != built[path]] == []
        assert preview.answer("p/nobody/index.html") is None
        assert preview.answer("../mkdocs.yml") is None


def test_printed_sheets_are_the_same_however_they_were_made(place: Path) -> None:
    """Kept, cold and pressed when a browser asks for them; of one size, if that is asked for."""
    configure(place, plugins=["search", {"rolebook": {"pdf": "a4"}}])
    build(place, place / "site", Store.next_to(place / "mkdocs.yml", print))
    replaced("within 30 minutes", "within an hour")(place, random.Random(1))
    kept = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
    cold = files(build(place, place / "cold"))
    sheets = [path for path in cold if path.endswith(".pdf")]
    assert len(sheets) == 3 * len(_ROLES) + 1
    assert not [path for path in sheets if "letter" in path]
    assert [path for path in cold if kept[path] != cold[path]] == []
    assert on_demand(place, {path: cold[path] for path in sheets}) == []


def test_what_did_not_change_stays_the_same_file(place: Path) -> None:
    store = Store.next_to(place / "mkdocs.yml", print)
    site = build(place, place / "site", store)
    before = {path: (site / path).stat().st_ino for path in files(site)}
    baker = place / "personas/baker.md"
    baker.write_text(baker.read_text().replace("within 30 minutes", "within an hour"))
    build(place, site, Store.next_to(place / "mkdocs.yml", print))
    touched = {path for path in before if (site / path).stat().st_ino != before[path]}
    assert "p/baker/index.html" in touched
    assert "r/MIL-TEST-02/index.html" not in touched
    assert "assets/rolebook/rolebook.css" not in touched


def test_a_waiver_that_expires_changes_the_site_and_nothing_else_does(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sources stay the same: only the day is another, and SOURCE_DATE_EPOCH stands for it."""
    (place / "personas/waivers.yml").write_text(
        "waivers:\n- {rule: BAK-OVEN-01, scope: the old oven, reason: it is cold, owner: Anna, "
        "expires: 2023-12-20}\n"
    )
    before = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704000000")  # 2023-12-31
    kept = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
    cold = files(build(place, place / "cold"))
    assert kept == cold
    different = {path for path in cold if before[path] != cold[path]}
    assert {"waivers/index.html", "p/baker/index.html", "p/baker/cards.js"} <= different
    assert "p/miller/index.html" not in different


def test_a_review_that_becomes_overdue_changes_the_site_and_nothing_else_does(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    baker = place / "personas/baker.md"
    text = baker.read_text(encoding="utf-8")
    baker.write_text(f"---\nreview-by: 2023-12-20\n---\n{text}", encoding="utf-8")
    before = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704000000")  # 2023-12-31
    kept = files(build(place, place / "site", Store.next_to(place / "mkdocs.yml", print)))
    cold = files(build(place, place / "cold"))
    assert kept == cold
    different = {path for path in cold if before[path] != cold[path]}
    assert {"ownership/index.html", "p/baker/index.html"} <= different
    assert "p/miller/index.html" not in different


def test_where_nothing_changed_nothing_is_written(place: Path) -> None:
    first = rolebook("build", cwd=place)
    assert first.returncode == 0, first.stderr
    before = (place / "site/index.html").stat()
    second = rolebook("build", cwd=place)
    assert "site is up to date, nothing changed" in second.stdout
    after = (place / "site/index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_page_of_the_owner_that_got_another_title_is_in_all_navigations(place: Path) -> None:
    site = build(place, place / "site", Store.next_to(place / "mkdocs.yml", print))
    (place / "docs/notes.md").write_text("# Letters\n")
    build(place, site, Store.next_to(place / "mkdocs.yml", print))
    assert "Letters" in (site / "p/baker/index.html").read_text()


def test_values_of_the_environment_count(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = place / "mkdocs.yml"
    file.write_text(f"{file.read_text()}copyright: !ENV MILL_OWNER\n")
    for owner in ("Anna", "Otto"):
        monkeypatch.setenv("MILL_OWNER", owner)
        site = build(place, place / "site", Store.next_to(file, print))
        assert owner in (site / "p/baker/index.html").read_text()


@pytest.mark.parametrize(
    "change",
    [
        lambda place: (place / "site/index.html").write_text("mine"),
        lambda place: (place / "site/index.html").unlink(),
        lambda place: (place / "personas/reviews.jsonl").write_text("{}\n"),
        lambda place: (place / "docs/new.md").write_text("# New\n"),
        lambda place: configure(place, site_name="Other"),
        lambda place: configure(place, hooks=["hook.py"]),
        lambda place: (place / "personas/baker.md").write_text("# The Baker\n"),
        lambda place: (place / "known.json").write_bytes(baseline_text([], [], place)),
    ],
)
def test_any_difference_is_seen(place: Path, change: Callable[[Path], object]) -> None:
    (place / "hook.py").write_text("")
    book = read_handbook("personas")
    (place / "known.json").write_bytes(
        baseline_text(book.diagnostics[:1], book.files, place.resolve())
    )
    configure(place, plugins=[{"rolebook": {"pdf": False, "checks": {"baseline": "known.json"}}}])
    rolebook("build", cwd=place)
    change(place)
    assert "up to date" not in rolebook("build", cwd=place).stdout


def test_a_build_that_depends_on_more_than_is_known_is_made_each_time(place: Path) -> None:
    """A hook may read anything."""
    (place / "hook.py").write_text("")
    configure(place, hooks=["hook.py"])
    for _ in range(2):
        assert "up to date" not in rolebook("build", cwd=place).stdout


def test_warnings_are_told_again_where_nothing_changed(place: Path) -> None:
    configure(place, extra_css=["https://fonts.example/a.css"])
    first, second = rolebook("build", cwd=place), rolebook("build", cwd=place)
    assert "fonts.example" in first.stderr
    assert "fonts.example" in second.stderr
    assert "up to date" in second.stdout


def test_without_a_cache_nothing_is_kept(place: Path) -> None:
    rolebook("build", "--no-cache", cwd=place)
    assert not (place / ".rolebook").exists()


def test_what_was_damaged_is_made_anew_and_told(place: Path) -> None:
    rolebook("build", cwd=place)
    for path in sorted((place / ".rolebook/pages").iterdir()):
        path.write_bytes(b"damaged")
    (place / "docs/notes.md").write_text("# Notes\n")
    result = rolebook("build", cwd=place)
    assert result.returncode == 0
    assert "made by another version or damaged" in result.stderr
