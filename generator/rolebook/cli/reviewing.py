"""Commands about reviews where people discuss a change: on GitHub and GitLab."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exports.open_review import Reviewed
from ..history import compare_drafts, present, read_version
from ..input.clock import today
from ..input.files import OperatorError, reason
from ..input.git import merge_base, top
from ..input.settings import read_settings
from ..paper import form_url
from ..report.changes import CHANGE_FORMATS
from ..review import TOKENS, comment_text, platform_of, post
from ..rubric import rubric as make_rubric
from ..rubric import why_empty
from .changes import change_options, given_change, mapped_domains
from .common import (
    config_option,
    find_personas,
    load_book,
    notify,
    paint,
    terminal,
    warn,
    write_output,
)

if TYPE_CHECKING:
    from ..input.settings import Settings
    from ..model import Persona
    from ..review import Platform, Request

_HERE = "this change"
"""What is reviewed where no platform names it."""
_LONGEST_SUMMARY = 250_000
"""Characters of a text that becomes no comment; the summary of a job takes a megabyte."""


class _Lines(click.Path):
    """Paths that are each on a line of an environment variable, as in the inputs of a workflow."""

    def split_envvar_value(self, rv: str) -> list[str]:
        """Return the paths."""
        return [line.strip() for line in rv.splitlines() if line.strip()]


@click.group(short_help="Put a review into a pull request, and keep answers.")
def review() -> None:
    """Put a review where a change is discussed, keep the answers, and sum them up.

    \b
    rolebook review comment "Backend Developer"     in a job for a pull request
    rolebook review collect downloads/*.json comments/
    rolebook review report
    """


@review.command("comment", short_help="Comment on a pull request with its questions.")
@click.argument("persona", envvar="ROLEBOOK_ROLE")
@click.argument("paths", nargs=-1, type=_Lines(), envvar="ROLEBOOK_PATHS")
@config_option
@change_options
@click.option(
    "--no-comment",
    "is_silent",
    is_flag=True,
    envvar="ROLEBOOK_NO_COMMENT",
    help="Write the text to the summary or log of the job instead.",
)
def comment(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    wanted: str,
    changed: str,
    repo: str,
    change: str,
    is_silent: bool,
) -> None:
    """Comment on a pull request or merge request with the questions of PERSONA for it.

    PERSONA is a name, a code or a file. The comment also says what the change does to rules of the
    handbook. When the command runs again, it writes the same comment again; what people ticked
    stays.

    The environment of a job on GitHub or GitLab says which request it is; elsewhere, the text is
    printed.
    """
    platform = _platform()
    start = changed or (platform.request.base if platform and not change else "")
    reviewed = given_change(start, repo, change)
    settings = read_settings(config)
    with terminal() as progress:
        book = load_book(paths, settings, progress)
    role = _only(find_personas(book, persona))
    domains = [name for name in wanted.split(",") if name.strip()]
    if reviewed:
        domains += mapped_domains(reviewed, role, config)
    made = make_rubric(book, role, domains=domains, change=reviewed)
    if not made.items:
        warn(f"the rubric of {made.title} is empty. {why_empty(made, book.say)}")
    changes = "" if paths or not start else _changes(start, repo, settings, config)
    obstacle = _obstacle(platform, is_silent=is_silent)
    text = comment_text(
        made,
        book,
        _about(platform.request if platform else None, role, settings),
        changes=changes,
        most_characters=platform.most_characters if platform and not obstacle else _LONGEST_SUMMARY,
    )
    if platform is None or obstacle:
        _write_instead(text, platform.summary if platform else "", obstacle)
        return
    done = post(platform, made.code, text)
    notify(f"the comment about {made.title} on {platform.request.name} is {done}", err=True)


def _platform() -> Platform | None:
    """Return the platform, and keep its token from configurations, which can quote variables."""
    platform = platform_of(os.environ)
    for name in TOKENS:
        os.environ.pop(name, None)
    return platform


def _only(personas: list[Persona]) -> Persona:
    if len(personas) != 1:
        raise OperatorError("a comment is about one persona; name just one")
    return personas[0]


def _changes(start: str, repo: str, settings: Settings, config: str) -> str:
    """Return what a change does to rules of the handbook, if that is where the code is."""
    folder = Path(repo)
    here = top(settings.root)
    if ".." in start or not here or here != top(folder):
        return ""
    try:
        before = read_version(merge_base(folder, start), config)
    except OperatorError as error:
        notify(f"no rules are compared: {error}", err=True)
        return ""
    comparison = compare_drafts(before, present(settings))
    return CHANGE_FORMATS["markdown"](comparison, paint) if comparison else ""


def _about(request: Request | None, role: Persona, settings: Settings) -> Reviewed:
    index = "" if settings.directory_urls else "index.html"
    url = form_url(role, settings.site_url, index)
    name, author = (request.name, request.author) if request else (_HERE, "")
    return Reviewed(name, author, today(), url)


def _obstacle(platform: Platform | None, *, is_silent: bool) -> str:
    if is_silent:
        return "--no-comment asks for none"
    return platform.obstacle if platform else ""


def _write_instead(text: str, summary: str, obstacle: str) -> None:
    """Write a text that becomes no comment to the summary of the job, or to its log."""
    if obstacle:
        place = "in the summary of the job" if summary else "printed here"
        notify(f"no comment was written: {obstacle}; its text is {place}", err=True)
    if not summary:
        write_output(text.encode(), None)
        return
    try:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise OperatorError(f"{summary} cannot be written: {reason(error)}") from error
