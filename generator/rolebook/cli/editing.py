"""The command that editors run: a language server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..input.files import OperatorError
from ..messages import messages

if TYPE_CHECKING:
    from ..editor.session import RolebookServer

LIBRARIES = "pip install pygls"
"""What installs the libraries next to any Rolebook; see `adopt.converting.LIBRARIES`."""
_HOST = "127.0.0.1"


@click.command(short_help="Show problems and links in an editor.")
@click.option("--stdio", is_flag=True, help="Talk through standard input and output (default).")
@click.option("--tcp", metavar="PORT", type=click.IntRange(1, 65535), help="Listen on this port.")
def lsp(stdio: bool, tcp: int | None) -> None:
    """Show problems and links in an editor, as its language server.

    An editor starts it by itself. See docs/how-to/editor.md for how to set it up.

    \b
    rolebook lsp               what an editor runs
    rolebook lsp --tcp 7998    for an editor that connects to a port
    """
    if stdio and tcp:
        raise click.UsageError("use only one of --stdio and --tcp")
    server = _server()
    if tcp:
        server.start_tcp(_HOST, tcp)
    else:
        server.start_io()


def _server() -> RolebookServer:
    """Return the server.

    Raises:
        OperatorError: The library for it is missing.
    """
    try:
        from ..editor.server import server
    except ModuleNotFoundError as error:
        say = messages()
        raise OperatorError(say("editor-extra", command=LIBRARIES)) from error
    return server()
