"""Commands that say what is in a handbook: findings, data, and what a code means."""

from __future__ import annotations

import difflib
import sys

import click
from click.shell_completion import get_completion_class

from .. import report
from ..exports import EXPORTS
from ..input.files import OperatorError
from ..input.settings import read_settings
from ..link.handbook import Handbook
from ..model.diagnostics import CODES, Severity
from ..parse.coverage import uncovered_lines
from .common import (
    config_option,
    load_book,
    output_option,
    paint,
    paths_argument,
    say,
    terminal,
    write_output,
)

_SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Say what is wrong with the personas, and where.")
@paths_argument
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    show_default=True,
    help="For people, for tools, or as annotations of a GitHub workflow.",
)
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help="Only these codes; KW stands for all that begin so.",
)
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), "never"]),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option(
    "--coverage", is_flag=True, help="Show that every line of the sources was read, instead."
)
def check(
    paths: tuple[str, ...],
    config: str,
    form: str,
    select: str,
    ignore: str,
    fail_on: str,
    coverage: bool,
) -> None:
    """Say what is wrong with the personas, and where.

    \b rolebook check                                  everything rolebook check personas/tester.md
    --ignore XR   one file, without the findings about names and links rolebook check --format
    github --fail-on error  in a GitHub workflow rolebook check --coverage                       was
    every line read?
    """
    with terminal() as progress:
        book = load_book(paths, read_settings(config), progress)
    if coverage:
        sys.exit(_print_coverage(book))
    selected, ignored = _codes(select), _codes(ignore)
    found = [
        d
        for d in book.diagnostics
        if d.code.startswith(selected or ("",)) and not d.code.startswith(ignored)
    ]
    click.echo(report.FORMATS[form](found, book.sources, paint))
    limit = -1 if fail_on == "never" else Severity(fail_on).rank
    sys.exit(any(diagnostic.severity.rank <= limit for diagnostic in found))


@click.command(short_help="Write the handbook as data.")
@click.argument("format", type=click.Choice(list(EXPORTS)))
@paths_argument
@config_option
@output_option
def export(format: str, paths: tuple[str, ...], config: str, output: str | None) -> None:
    """Write the handbook as data.

    \b
    json                  the whole model
    csv                   one row a requirement
    schema                the JSON Schema of json
    opensearch            the rules for POST /_bulk of OpenSearch and Elasticsearch
    opensearch-index      the index that they go into, for PUT /rules
    meilisearch           the rules as documents of Meilisearch
    meilisearch-settings  the settings of the index that they go into

    \b
    rolebook export json | jq '.requirements[] | select(.level == "MUST NOT") | .text'
    rolebook export csv personas/tester.md -o tester.csv
    rolebook export opensearch -o rules.ndjson
    """
    chosen = EXPORTS[format]
    with terminal() as progress:
        content = chosen.make(
            Handbook() if chosen.is_fixed else load_book(paths, read_settings(config), progress)
        )
    write_output(content, output)


@click.command(short_help="Say what a diagnostic code means.")
@click.argument("code", required=False, default="")
def explain(code: str) -> None:
    """Say what a diagnostic CODE means, given as a code, a name or the beginning of one; without it, list all codes.

    \b
    rolebook explain KW001
    rolebook explain mixed-case-negation
    rolebook explain xr                     all codes that begin with XR
    """
    wanted = _as_name(code)
    names = {_as_name(name): name for known in CODES for name in _both(known)}
    is_whole = wanted in names
    found = [known for known in CODES if _is_called(known, wanted, is_whole=is_whole)]
    if not found:
        near = difflib.get_close_matches(wanted, names, 1)
        help = f"did you mean {names[near[0]]}?" if near else "'rolebook explain' lists all codes"
        raise OperatorError(f"no code is called {code!r}; {help}")
    if len(found) == 1:
        say(report.explain(found[0]) or "")
        return
    say("\n".join(line for line in report.code_lines() if line.split()[0] in found))


def _both(code: str) -> tuple[str, str]:
    return code, CODES[code].name


def _is_called(code: str, wanted: str, *, is_whole: bool) -> bool:
    """Whether a code or its name is the one that is wanted, or begins with it."""
    called = map(_as_name, _both(code))
    return any(one == wanted if is_whole else one.startswith(wanted) for one in called)


def _as_name(written: str) -> str:
    """Return a code or a name as it is compared: people also write `Mixed_case negation`."""
    return "-".join(written.replace("_", " ").replace("-", " ").casefold().split())


@click.command(short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print a completion script for SHELL.

    \b
    bash:  eval "$(rolebook completion bash)"      in ~/.bashrc
    zsh:   eval "$(rolebook completion zsh)"       in ~/.zshrc
    fish:  rolebook completion fish | source       in ~/.config/fish/config.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(
        found(
            click.get_current_context().find_root().command, {}, "rolebook", "_ROLEBOOK_COMPLETE"
        ).source()
    )


def _print_coverage(book: Handbook) -> int:
    texts = {text.path: text for text in book.texts}
    missed = 0
    for source in book.sources:
        if source.path not in texts:
            say(f"{source.path}: skipped")
            continue
        lines = uncovered_lines(source, texts[source.path], book.diagnostics)
        total = sum(bool(line.strip()) for line in source.lines)
        missed += len(lines)
        where = f"; not read: {', '.join(map(str, lines[:20]))}" if lines else ""
        say(f"{source.path}: {total - len(lines)} of {total} lines read{where}")
    return int(missed > 0)


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    unknown = next(
        (code for code in codes if not any(known.startswith(code) for known in CODES)), None
    )
    if unknown:
        raise OperatorError(
            f"no diagnostic code begins with {unknown!r}; 'rolebook explain' knows them"
        )
    return codes
