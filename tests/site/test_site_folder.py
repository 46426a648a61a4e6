"""What building does to the folder of a site: all of it or nothing, and nothing to what others have there."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from rolebook.input.files import LISTING

from .reading import contents
from .running import COMMAND, built, environment, rolebook

if TYPE_CHECKING:
    from pathlib import Path

    from .corpus import Harbour

BROKEN_HOOK = "def on_page_content(html, page, **_):\n    raise ValueError('the hook broke')\n"


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.glob(".*rolebook-*"))


def test_a_folder_that_looks_like_a_site_is_not_emptied(place: Harbour) -> None:
    """A 404 page and a site map are what many tools write."""
    public = place.root / "public"
    public.mkdir()
    for name in ("404.html", "sitemap.xml", "index.html", "thesis.tex"):
        (public / name).write_text("mine", encoding="utf-8")
    before = contents(public)

    result = rolebook("build", "-d", "public", cwd=place.root)

    assert result.returncode == 2
    assert "which is not from Rolebook" in result.stderr
    assert contents(public) == before


def test_a_site_is_not_built_through_a_link(place: Harbour) -> None:
    (place.root / "elsewhere").mkdir()
    (place.root / "elsewhere/404.html").write_text("mine", encoding="utf-8")
    (place.root / "public").symlink_to("elsewhere")

    result = rolebook("build", "-d", "public", cwd=place.root)

    assert result.returncode == 2
    assert "public is a symbolic link" in result.stderr
    assert (place.root / "elsewhere/404.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("breaking", ["hook", "strict", "personas", "disk"])
def test_a_build_that_fails_leaves_the_site_of_before(place: Harbour, breaking: str) -> None:
    folder = built(place)
    before = contents(folder)
    arguments: tuple[str, ...] = ("build",)
    match breaking:
        case "hook":
            (place.root / "hook.py").write_text(BROKEN_HOOK, encoding="utf-8")
            place.configure(hooks=["hook.py"])
        case "strict":
            (place.root / "docs/new.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
            arguments = ("build", "--strict")
        case "personas":
            place.configure(options={"personas": "nowhere"})
        case "disk":
            (place.root / "hook.py").write_text(
                "import resource, signal\n"
                "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
                "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n",
                encoding="utf-8",
            )
            place.configure(hooks=["hook.py"])

    result = rolebook(*arguments, cwd=place.root)

    assert result.returncode in (1, 2), result.stderr
    assert contents(folder) == before
    assert beside(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("pages", [False, True], ids=["site", "pages"])
def test_a_build_that_is_killed_leaves_the_site_of_before(
    place: Harbour, share: float, pages: bool
) -> None:
    """However far it had come; the next one clears up."""
    folder = place.root / "out" if pages else place.site
    command = ("build", "--pages", "out") if pages else ("build",)
    start = time.monotonic()
    assert rolebook(*command, cwd=place.root).returncode == 0
    whole = time.monotonic() - start
    before = contents(folder)

    process = subprocess.Popen(
        [*COMMAND, *command],
        cwd=place.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(whole * share)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert contents(folder) == before
    assert rolebook(*command, cwd=place.root).returncode == 0
    assert contents(folder) == before
    assert beside(folder) == []


def test_two_builds_at_once_leave_one_whole_site(place: Harbour) -> None:
    wanted = contents(built(place))

    both = [
        subprocess.Popen(
            [*COMMAND, "build"], cwd=place.root, env=environment(), stdout=subprocess.DEVNULL
        )
        for _ in range(2)
    ]

    assert [process.wait() for process in both] == [0, 0]
    assert contents(place.site) == wanted
    assert beside(place.site) == []


def test_what_others_put_into_a_site_stays(place: Harbour) -> None:
    folder = built(place)
    (folder / "CNAME").write_text("handbook.example", encoding="utf-8")
    (folder / ".well-known").mkdir()
    (folder / ".well-known/security.txt").write_text("mine", encoding="utf-8")
    page = folder / "p/harbour-pilot/index.html"
    assert page.exists()
    (place.root / "personas/harbour-pilot.md").unlink()
    place.configure(exclude_docs="*.md")
    assert rolebook("build", cwd=place.root).returncode == 0

    assert (folder / "CNAME").read_text(encoding="utf-8") == "handbook.example"
    assert (folder / ".well-known/security.txt").read_text(encoding="utf-8") == "mine"
    assert not page.exists()


def test_a_site_of_plain_mkdocs_or_of_an_earlier_version_is_taken_over(place: Harbour) -> None:
    """It has no list; what is not known to be ours is kept, and named once."""
    folder = built(place)
    (folder / LISTING).unlink()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")

    first = rolebook("build", cwd=place.root)
    second = rolebook("build", cwd=place.root)

    assert "kept 1 file there that may not be from Rolebook, such as notes.txt" in first.stdout
    assert "notes.txt" not in second.stdout
    assert (folder / "notes.txt").exists()


def test_plain_mkdocs_leaves_no_list_of_another_build(place: Harbour) -> None:
    """It empties the folder without looking at the list, so what the list says would not be true."""
    folder = built(place)
    command = [*COMMAND[:1], "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=place.root, env=environment(), check=True, capture_output=True)

    assert not (folder / LISTING).exists()
    assert rolebook("build", cwd=place.root).returncode == 0
