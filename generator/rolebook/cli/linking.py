"""The command about possible links: ask a person once, in the terminal or on a local page."""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from typing import TYPE_CHECKING

import click

from ..decisions import KINDS, Answer, ChangedError, Sitting, UnwritableError, undecided
from ..decisions.report import FORMATS, link_line, rule_lines
from ..decisions.serving import DecisionPage, complaint, summary
from ..input.files import OperatorError
from ..messages import messages
from ..output.display import shown
from .common import (
    config_option,
    find_personas,
    keywords_option,
    load_book,
    notify,
    paint,
    paths_argument,
    settings_of,
    terminal,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions import Undecided
    from ..input.settings import Settings
    from ..link.handbook import Handbook
    from ..messages import Messages

_UNDO, _QUIT = "undo", "quit"
_KEYS = {
    "y": Answer.YES.value,
    "n": Answer.NO.value,
    "s": Answer.SKIP.value,
    " ": Answer.SKIP.value,
    "u": _UNDO,
    "q": _QUIT,
    "\x03": _QUIT,  # Ctrl-C and Ctrl-D, where a terminal hands them on as keys
    "\x04": _QUIT,
    "": _QUIT,  # the input has ended
}


@click.command(short_help="Decide about possible links, one key each.")
@paths_argument
@config_option
@keywords_option
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in KINDS]),
    help="Only possible links to one kind.",
)
@click.option("--persona", metavar="NAME", default="", help="Only those of this persona.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Only those that are at least this likely, from 0 to 1.",
)
@click.option("--list", "is_list", is_flag=True, help="List them instead of asking.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="List them for people or for tools.",
)
@click.option("--page", "is_page", is_flag=True, help="Ask on a local page in the browser.")
@click.option("--no-open", is_flag=True, help="Print the address of the page, and don't open it.")
def links(
    paths: tuple[str, ...],
    config: str,
    keywords: str,
    kind: str | None,
    persona: str,
    min_score: float,
    is_list: bool,
    form: str | None,
    is_page: bool,
    no_open: bool,
) -> None:
    """Decide about possible links, one key each.

    A possible link is a skill, competence or pattern that a rule may need. Each answer is saved at
    once, in the front matter of the persona: yes adds the link, no removes it for good.

    \b
    rolebook links                              y yes, n no, s or space skip, u undo, q quit
    rolebook links --persona "Backend Developer" --kind skill
    rolebook links --min-score 0.5              only the likelier ones
    rolebook links --page                       the same on a page in the browser
    rolebook links --list                       what is undecided?
    rolebook links --format json
    """
    if is_page and (is_list or form):
        raise click.UsageError("use either --page, or --list and --format")
    if no_open and not is_page:
        raise click.UsageError("--no-open works only with --page")
    settings = settings_of(config, keywords)
    look = partial(read_book, paths, settings)
    choose = partial(_chosen, kind, persona, min_score)
    if is_list or form or not (is_page or is_asking()):
        book = look()
        click.echo(FORMATS[form or "text"](choose(book), book.say, paint))
        return
    sitting = Sitting(look, choose, settings.read_keywords)
    say = messages(settings.language)
    if sitting.waiting:
        notify(say("links-waiting", count=sitting.waiting), err=True)
    if sitting.current is None:
        notify(say("links-none"))
        return
    if is_page:
        _ask_on_page(sitting, say, opens=not no_open)
    else:
        _ask(sitting, say)
    for sentence in summary(sitting, say):
        notify(sentence)


def read_book(paths: Sequence[str], settings: Settings) -> Handbook:
    """Read the handbook as it is now."""
    with terminal() as progress:
        return load_book(paths, settings, progress)


def is_asking() -> bool:
    """Whether there is a person at the keyboard."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _chosen(kind: str | None, persona: str, min_score: float, book: Handbook) -> list[Undecided]:
    slugs = {one.slug for one in find_personas(book, persona)} if persona else None
    kinds = [one for one in KINDS if kind in (None, one.value)]
    return [one for one in undecided(book, kinds, slugs) if one.link.score >= min_score]


# --- in the terminal ------------------------------------------------------------------------------


def _ask(sitting: Sitting, say: Messages) -> None:
    """Ask until all is answered or the person quits."""
    shown = None
    while one := sitting.current:
        if one is not shown:
            _show(one, sitting, say)
            shown = one
        do = _KEYS.get(_key().lower(), "")
        if do == _QUIT:
            click.echo()
            return
        if do:
            notify(_follow(do, sitting, say))
            shown = None


def _show(one: Undecided, sitting: Sitting, say: Messages) -> None:
    number = sitting.total - sitting.left + 1
    progress = say("links-progress", number=number, total=sitting.total)
    click.echo(f"\n{paint(f'{progress}  {shown(one.text.name)}', 'quiet')}")
    for line in rule_lines(one, paint):
        click.echo(line)
    name, why = shown(link_line(one, say)), shown(one.why(say))
    click.echo(f"\n  {paint(name, 'place')}\n  {paint(why, 'quiet')}")
    click.echo(f"  {say('links-keys')} > ", nl=False)


def _key() -> str:
    try:
        return click.getchar()
    except (KeyboardInterrupt, EOFError):
        return "\x03"


def _follow(do: str, sitting: Sitting, say: Messages) -> str:
    """Follow an answer, and return what to say about it."""
    one = sitting.current
    try:
        if do != _UNDO:
            sitting.answer(Answer(do))
            return say(f"links-said-{do}")
        if not sitting.can_undo:
            return say("links-nothing-to-undo")
        sitting.undo()
        return say("links-said-undo")
    except (ChangedError, UnwritableError) as error:
        return complaint(error, sitting, say, one)


# --- on a page ------------------------------------------------------------------------------------


def _ask_on_page(sitting: Sitting, say: Messages, *, opens: bool) -> None:
    """Serve a page until the person is done."""
    page = DecisionPage(sitting, say)
    notify(say("links-at", address=page.address))
    notify(say("links-stop"))
    if opens:
        webbrowser.open(page.address)
    try:
        page.serve()
    except KeyboardInterrupt:
        click.echo()
    except OSError as error:
        raise OperatorError(f"the page stopped: {error}") from error
