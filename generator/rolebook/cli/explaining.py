"""The command that explains the codes of problems; it needs no handbook, and starts at once."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from ..checks import explaining
from ..input.files import OperatorError
from ..model.diagnostics import CODES, codes
from ..output.display import shown_lines

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command(short_help="Explain a code.")
@click.argument("code", required=False, default="")
def explain(code: str) -> None:
    """Explain a CODE of 'rolebook check'; without one, list all codes.

    CODE can be a code, its name, or the beginning of either.

    \b
    rolebook explain KW001
    rolebook explain mixed-case-negation
    rolebook explain xr                     all codes that begin with XR
    """
    wanted = _folded(code)
    names = {_folded(name): name for known in codes() for name in (known.id, known.name)}
    matches = [known.id for known in codes() if _matches(known.id, wanted, names)]
    if not matches:
        raise OperatorError(f"no code is called {code!r}; {_hint(wanted, names)}")
    if len(matches) == 1:
        click.echo(shown_lines(explaining.explain(matches[0]) or ""))
        return
    lines = (line for line in explaining.code_lines() if line.split()[0] in matches)
    click.echo(shown_lines("\n".join(lines)))


def _folded(written: str) -> str:
    """Return a code or a name as it is compared: people also write `Mixed_case negation`."""
    return "-".join(written.replace("_", " ").replace("-", " ").casefold().split())


def _matches(code: str, wanted: str, names: Mapping[str, str]) -> bool:
    """Whether a code or its name is the wanted one or, where no name is, begins with it."""
    own = [_folded(code), _folded(CODES[code].name)]
    if wanted in names:
        return wanted in own
    return any(name.startswith(wanted) for name in own)


def _hint(wanted: str, names: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(wanted, names, 1)
    return f"did you mean {names[near[0]]}?" if near else "'rolebook explain' lists all codes"
