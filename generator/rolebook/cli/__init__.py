"""The command line: parse arguments, call one function, choose an exit code.

Exit codes: 0 clean, 1 problems found or a failed build, 2 misuse.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..input.files import OperatorError
from ..output.display import shown_lines
from .colours import colours_wanted
from .libraries import what_is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOMES = {
    "new": "making",
    "adopt": "adopting",
    "build": "making",
    "serve": "making",
    "lsp": "editing",
    "check": "checking",
    "lock": "versions",
    "links": "linking",
    "diff": "versions",
    "checklist": "roles",
    "rubric": "roles",
    "review": "collecting",
    "export": "reading",
    "explain": "explaining",
    "catalogue": "catalogues",
    "completion": "reading",
}
"""The commands in the order of their use, and the module of each."""


class Commands(click.Group):
    """Turns misuse into one sentence and exit code 2; lists commands in the order of their use."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments that come before the command's name."""
        with _shown_arguments():
            context = super().make_context(*args, **kwargs)
        context.color = colours_wanted()
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        # It makes millions of objects and few cycles: to look for these as often as Python does
        # takes 3 of the 24 s of a build of 18,560 rules.
        gc.set_threshold(100_000, 50, 100)
        try:
            with _shown_arguments():
                return super().invoke(ctx)
        except OperatorError as error:
            _fail(str(error))
            ctx.exit(2)
        except ModuleNotFoundError as error:
            missing = what_is_missing(error)
            if not missing:
                raise
            _fail(missing)
            ctx.exit(2)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            _fail(f"{error.filename or ''}: {(error.strerror or str(error)).lower()}")
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of their use."""
        return list(_HOMES)

    # With the modules of all commands, each of them takes 0.8 s longer to start.
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; its module is imported when it is first asked for."""
        if cmd_name not in _HOMES:
            return None
        module = import_module(f".{_HOMES[cmd_name]}", __name__)
        command: click.Command = getattr(module, cmd_name)
        return command


def _fail(mistake: str) -> None:
    click.secho(shown_lines(f"error: {mistake}"), err=True, fg="red")


@contextmanager
def _shown_arguments() -> Iterator[None]:
    """Remove terminal control characters from click's messages, which quote the arguments."""
    try:
        yield
    except click.UsageError as error:
        message = error.format_message()
        if message == shown_lines(message):
            raise
        raise click.UsageError(shown_lines(message), error.ctx) from None


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="rolebook")
def main() -> None:
    """Turn persona Markdown and RFC 2119 rules into a handbook that people use.

    \b
    Start a handbook:     rolebook new handbook && cd handbook && rolebook serve
    Bring your own files: rolebook adopt path/to/files --to personas
    Check any files:      rolebook check path/to/personas
    Make IDs permanent:   rolebook lock
    Decide about links:   rolebook links
    See what changed:     rolebook diff main
    Build the site:       rolebook build
    Onboard someone:      rolebook checklist "Backend Developer"
    Review a change:      rolebook rubric "Backend Developer" --changed main
    Keep the answers:     rolebook review collect downloads/
    Feed other tools:     rolebook export json -o handbook.json

    Without PATHS, commands read the folders listed in mkdocs.yml, or personas/.
    """
