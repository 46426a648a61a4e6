"""The command line: parse arguments, call one function, choose an exit code.

Exit codes: 0 clean, 1 findings or a failed build, 2 misuse.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import get_completion_class

from . import __version__, report
from .book import Handbook
from .build import load, load_catalogues, site
from .coverage import uncovered_lines
from .diagnostics import CODES, Severity
from .diff import ChangeKind
from .draft import read_draft
from .engine import BuildError, build_site, serve_site
from .exports import EXPORTS
from .files import File, OperatorError, sync, write
from .history import compare_drafts, present, read_version, releases, today
from .lock import lock_text
from .pages import Options, counted
from .progress import Terminal
from .report.changes import CHANGE_FORMATS
from .settings import Settings, catalogue_paths, read_settings
from .spreadsheet import read_sheets
from .standalone import page_files
from .starter import starter_files
from .taxonomy import FRAMEWORKS, Framework, read_skills

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .draft import Draft
    from .taxonomy import Catalogues


_SHOWN_PROBLEMS = 20
_SHELLS = ("bash", "zsh", "fish")
_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "place": {"bold": True},
    "quiet": {"dim": True},
}

paths_argument = click.argument("paths", nargs=-1, type=click.Path())
config_option = click.option(
    "-f",
    "--config",
    type=click.Path(),
    default="mkdocs.yml",
    show_default=True,
    help="The handbook's configuration.",
)


class Commands(click.Group):
    """Turns the operator's mistakes into one sentence and exit code 2, and lists commands in order of use."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except OperatorError as error:
            click.secho(f"error: {error}", fg="red", err=True)
            ctx.exit(2)
        except BuildError as error:
            click.secho(f"error: {error}", fg="red", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            click.secho(f"error: {error.filename or ''}: {(error.strerror or str(error)).lower()}", fg="red", err=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are defined."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="rolebook")
def main() -> None:
    """Turn persona Markdown and RFC 2119 rules into a handbook that people use.

    \b
    Start one:            rolebook new handbook && cd handbook && rolebook serve
    Look at any files:    rolebook check path/to/personas
    Publish:              rolebook build
    Feed other tools:     rolebook export json -o handbook.json

    Without PATHs, commands read the folders that mkdocs.yml names, or personas/.
    """


@main.command(short_help="Make a handbook to start from.")
@click.argument("folder", type=click.Path())
def new(folder: str) -> None:
    """Make FOLDER, a handbook to start from: two personas with their ids, configuration, checks for CI.

    Nothing is written if one of the files exists already.
    """
    target = Path(folder)
    taken = [file.path for file in starter_files(target.resolve().name) if (target / file.path).exists()]
    if taken:
        raise OperatorError(f"{target / taken[0]} exists already; choose an empty folder")
    files = starter_files(target.resolve().name)
    write(files, target)
    files.append(_write_lock(read_draft(target / "personas", root=target, today=today())))
    for file in files:
        click.echo(f"  {target / file.path}")
    click.echo(f"\nNow:  cd {target} && rolebook serve")


@main.command(short_help="Build the handbook as a web site.")
@paths_argument
@config_option
@click.option(
    "-d", "--site-dir", type=click.Path(), help="Where to write; the configuration's site_dir, or site, without it."
)
@click.option("--strict", is_flag=True, help="Fail on warnings; findings are warnings with the plugin's option strict.")
@click.option("--pages", "pages_dir", type=click.Path(), help="Write the pages alone, for another site engine.")
def build(paths: tuple[str, ...], config: str, site_dir: str | None, strict: bool, pages_dir: str | None) -> None:
    """Build the handbook as a web site.

    With --pages, write Markdown pages, permalinks, data and assets to a folder that any static site engine can build.
    Files that an earlier run wrote there and that are no longer needed are removed; others are left alone.

    \b
    rolebook build                          the site that mkdocs.yml describes, in site/
    rolebook build personas -d /tmp/out     any folder, without a configuration
    rolebook build --pages content          for another engine
    """
    with _terminal() as progress:
        if pages_dir:
            settings = read_settings(config)
            book = _load(paths, settings, progress, root=Path() if paths else settings.root)
            options = Options(name=settings.site_name, source_url=settings.source_url)
            made = site(book, options, releases(config, settings.changes), progress("pages made"))
            sync(page_files(made), pages_dir, progress("files written"))
            message = f"{len(made.pages)} pages and {len(book.requirements)} permalinks in {pages_dir}"
        else:
            message = build_site(paths, config, site_dir, strict=strict, progress=progress)
    click.echo(message)


@main.command(short_help="Show the handbook in a browser, with live reload.")
@paths_argument
@config_option
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(paths: tuple[str, ...], config: str, address: str) -> None:
    """Show the handbook in a browser, and build it again when a file changes."""
    serve_site(paths, config, address)


@main.command(short_help="Say what is wrong with the personas, and where.")
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
@click.option("--select", metavar="CODES", default="", help="Only these codes; KW stands for all that begin so.")
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), "never"]),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--coverage", is_flag=True, help="Show that every line of the sources was read, instead.")
def check(
    paths: tuple[str, ...], config: str, form: str, select: str, ignore: str, fail_on: str, coverage: bool
) -> None:
    """Say what is wrong with the personas, and where.

    \b
    rolebook check                                  everything
    rolebook check personas/tester.md --ignore XR   one file, without the findings about names and links
    rolebook check --format github --fail-on error  in a GitHub workflow
    rolebook check --coverage                       was every line read?
    """
    with _terminal() as progress:
        book = _load(paths, read_settings(config), progress)
    if coverage:
        sys.exit(_print_coverage(book))
    selected, ignored = _codes(select), _codes(ignore)
    found = [d for d in book.diagnostics if d.code.startswith(selected or ("",)) and not d.code.startswith(ignored)]
    click.echo(report.FORMATS[form](found, book.sources, _paint))
    limit = -1 if fail_on == "never" else Severity(fail_on).rank
    sys.exit(any(diagnostic.severity.rank <= limit for diagnostic in found))


@main.command(short_help="Give every rule an id that stays, and keep it in a file.")
@paths_argument
@config_option
@click.option("--check", "is_check", is_flag=True, help="Write nothing; fail if the file is behind the sources.")
def lock(paths: tuple[str, ...], config: str, is_check: bool) -> None:
    """Give every rule an id that stays, and keep it in rolebook.lock beside the personas.

    Rules that were reworded, moved or changed their level keep their ids. New rules get the next free number. The id
    of a rule that is gone is retired and never given again. Commit the file with the personas.

    \b
    rolebook lock            after an edit
    rolebook lock --check    in CI: is the file up to date?
    """
    settings = read_settings(config)
    with _terminal() as progress:
        made = read_draft(
            *(paths or settings.paths),
            root=None if paths else settings.root,
            today=today(),
            bold_lowercase=settings.bold_lowercase,
            progress=progress("files read"),
        )
    assert made.file is not None
    problems = [d for d in made.diagnostics if d.code.startswith("ID") and d.code not in ("ID006", "ID007")]
    unreadable = any(d.code == "ID004" for d in problems)
    if problems:
        click.echo(report.as_text(problems, made.sources, _paint), err=True)
    is_stale = bool(made.drift) or made.file.text != lock_text(made.lock)
    if is_check or unreadable:
        for line in report.drift_lines(made.drift):
            click.echo(line)
        click.echo(f"{made.file.path}: {made.drift.sentence if is_stale else 'up to date'}")
        sys.exit(is_stale or unreadable)
    if is_stale:
        _write_lock(made)
    living = len(made.lock.history) - len(made.lock.retired)
    click.echo(
        f"{made.file.path}: {counted(living, 'rule')}; {made.drift.sentence if made.drift else 'nothing changed'}"
    )


@main.command(short_help="Say what changed between two versions.")
@click.argument("old")
@click.argument("new", required=False)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(CHANGE_FORMATS)),
    default="text",
    show_default=True,
    help="For a terminal, for a pull request, or for tools.",
)
@click.option(
    "--fail-on",
    metavar="KINDS",
    default="",
    help="Exit with 1 if one of these happened, such as strengthened,removed; 'any' stands for all.",
)
def diff(old: str, new: str | None, config: str, form: str, fail_on: str) -> None:
    """Say what changed from OLD to NEW, in the words of RFC 2119.

    OLD and NEW are folders, files or git revisions; without NEW, OLD is compared with the files as they are now. Rules
    are added, removed, reworded, moved, strengthened, weakened or reversed, several of them at once.

    \b
    rolebook diff main                              what did I change?
    rolebook diff v1.0 v2.0 --format markdown       for the release notes
    rolebook diff main --fail-on strengthened,reversed,removed
    """
    wanted = _change_kinds(fail_on)
    before = read_version(old, config)
    after = read_version(new, config) if new else present(read_settings(config))
    comparison = compare_drafts(before, after)
    click.echo(CHANGE_FORMATS[form](comparison, _paint))
    sys.exit(any(kind in wanted for kind in comparison.counts))


@main.command(short_help="Write the handbook as data.")
@click.argument("format", type=click.Choice(list(EXPORTS)))
@paths_argument
@config_option
@click.option("-o", "--output", type=click.Path(), help="A file; standard output without it.")
def export(format: str, paths: tuple[str, ...], config: str, output: str | None) -> None:
    """Write the handbook as data: json is the whole model, csv one row a requirement, schema describes the json.

    \b
    rolebook export json | jq '.requirements[] | select(.level == "MUST NOT") | .text'
    rolebook export csv personas/tester.md -o tester.csv
    """
    chosen = EXPORTS[format]
    with _terminal() as progress:
        content = chosen.make(Handbook() if chosen.is_fixed else _load(paths, read_settings(config), progress))
    if output:
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise OperatorError(f"cannot write {output}: {error.strerror}") from error
    else:
        sys.stdout.buffer.write(content)


@main.command(short_help="Say what a diagnostic code means.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a diagnostic CODE means, such as KW001; without one, list them all."""
    found = report.explain(code) if code else "\n".join(report.code_lines())
    if found is None:
        near = difflib.get_close_matches(str(code).upper(), CODES, 1)
        raise OperatorError(f"no code {code}; {f'did you mean {near[0]}?' if near else 'rolebook explain lists them'}")
    click.echo(found)


@main.group(short_help="Show the catalogues of skills, or import your own.")
def catalogue() -> None:
    """Show the catalogues of skills, or import your own.

    \b
    rolebook catalogue list
    rolebook catalogue import sfia my-licensed-sfia.xlsx
    """


@catalogue.command("list", short_help="Say which catalogues there are.")
@config_option
def list_catalogues(config: str) -> None:
    """Say which catalogues there are, which of them the handbook uses, and on which terms."""
    click.echo("\n".join(report.catalogue_lines(_catalogues(read_settings(config)))))


@catalogue.command("import", short_help="Read a spreadsheet of your own into a catalogue file.")
@click.argument("framework")
@click.argument("file", type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="The file to write; catalogues/FRAMEWORK.csv without it.")
def import_catalogue(framework: str, file: str, output: str | None) -> None:
    """Read FILE, a spreadsheet or CSV file with the skills of FRAMEWORK, such as sfia, into a catalogue file.

    Codes, names, levels and categories are kept; descriptions are not. The handbook then uses the file in the place of
    what comes with Rolebook.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", framework):
        raise OperatorError(f"a framework is called with small letters, digits and hyphens, not {framework!r}")
    about = FRAMEWORKS.get(framework) or Framework(framework, framework)
    found = read_skills(file, read_sheets(Path(file)), about)
    for problem in found.problems[:_SHOWN_PROBLEMS]:
        click.echo(problem, err=True)
    if len(found.problems) > _SHOWN_PROBLEMS:
        click.echo(f"and {len(found.problems) - _SHOWN_PROBLEMS} more", err=True)
    target = Path(output or f"catalogues/{framework}.csv")
    remark = f"Facts from {Path(file).name}, which you may use under its licence"
    write([File(target.name, found.to_csv(remark).encode())], target.parent)
    click.echo(f"{found.summary}; written to {target}")


@main.command(short_help="Print a completion script for a shell.")
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
    click.echo(found(main, {}, "rolebook", "_ROLEBOOK_COMPLETE").source())


def _load(paths: Sequence[str], settings: Settings, progress: Terminal, root: Path | None = None) -> Handbook:
    given = paths or [os.fspath(path) for path in settings.paths]
    return load(
        *given,
        root=root,
        bold_lowercase=settings.bold_lowercase,
        catalogues=_catalogues(settings, root),
        progress=progress("files read"),
    )


def _catalogues(settings: Settings, root: Path | None = None) -> Catalogues:
    paths = catalogue_paths(settings.catalogues, settings.root)
    return load_catalogues(*paths, frameworks=settings.frameworks, root=root)


@contextmanager
def _terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    try:
        yield terminal
    finally:
        terminal.close()


def _print_coverage(book: Handbook) -> int:
    texts = {text.path: text for text in book.texts}
    missed = 0
    for source in book.sources:
        if source.path not in texts:
            click.echo(f"{source.path}: skipped")
            continue
        lines = uncovered_lines(source, texts[source.path], book.diagnostics)
        total = sum(bool(line.strip()) for line in source.lines)
        missed += len(lines)
        where = f"; not read: {', '.join(map(str, lines[:20]))}" if lines else ""
        click.echo(f"{source.path}: {total - len(lines)} of {total} lines read{where}")
    return int(missed > 0)


def _write_lock(made: Draft) -> File:
    """Write the lock file of a draft and return it, with the path as the handbook writes it."""
    assert made.file is not None
    content = lock_text(made.lock).encode()
    write([File(made.file.path.name, content)], made.file.path.parent)
    return File(made.file.name, content)


def _change_kinds(text: str) -> frozenset[ChangeKind]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = next((name for name in names if name not in {*ChangeKind, "any"}), None)
    if unknown:
        raise OperatorError(f"no kind of change is called {unknown!r}; there are any, {', '.join(ChangeKind)}")
    return frozenset(ChangeKind if "any" in names else map(ChangeKind, names))


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    unknown = next((code for code in codes if not any(known.startswith(code) for known in CODES)), None)
    if unknown:
        raise OperatorError(f"no diagnostic code begins with {unknown!r}; 'rolebook explain' knows them")
    return codes


def _paint(text: str, role: str) -> str:
    return click.style(text, **_COLOURS[role])
