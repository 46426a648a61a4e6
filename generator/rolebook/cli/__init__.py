"""The command line: parse arguments, call one function, choose an exit code.

Exit codes: 0 clean, 1 findings or a failed build, 2 misuse.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..input.files import OperatorError
from ..output.display import shown_lines
from ..site.mkdocs_build import BuildError
from .catalogues import catalogue
from .common import fail
from .making import build, new, serve
from .reading import check, completion, explain, export
from .roles import checklist, rubric
from .versions import diff, lock

if TYPE_CHECKING:
    from collections.abc import Iterator


class Commands(click.Group):
    """Turns the operator's mistakes into one sentence and exit code 2, and lists commands in order of use."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments before the name of a command."""
        with _shown_arguments():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            with _shown_arguments():
                return super().invoke(ctx)
        except OperatorError as error:
            fail(str(error))
            ctx.exit(2)
        except BuildError as error:
            fail(str(error))
            ctx.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            fail(f"{error.filename or ''}: {(error.strerror or str(error)).lower()}")
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were added."""
        return list(self.commands)


@contextmanager
def _shown_arguments() -> Iterator[None]:
    """Take out of click's messages about an argument what controls a terminal."""
    try:
        yield
    except click.UsageError as error:
        said = error.format_message()
        if said == shown_lines(said):
            raise
        raise click.UsageError(shown_lines(said), error.ctx) from None


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="rolebook")
def main() -> None:
    """Turn persona Markdown and RFC 2119 rules into a handbook that people use.

    \b
    Start one:            rolebook new handbook && cd handbook && rolebook serve
    Look at any files:    rolebook check path/to/personas
    Keep ids for ever:    rolebook lock
    See what changed:     rolebook diff main
    Publish:              rolebook build
    Start somebody:       rolebook checklist "Backend Developer"
    Review a change:      rolebook rubric "Backend Developer" --changed main
    Feed other tools:     rolebook export json -o handbook.json

    Without PATHs, commands read the folders that mkdocs.yml names, or personas/.
    """


for _command in (
    new,
    build,
    serve,
    check,
    lock,
    diff,
    checklist,
    rubric,
    export,
    explain,
    catalogue,
    completion,
):
    main.add_command(_command)
