"""Commands that print what is in a handbook, and completion for a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ..checks.baseline import baseline_of, with_known
from ..exports import EXPORTS
from ..link.handbook import Handbook
from .common import (
    config_option,
    keywords_option,
    load_book,
    output_option,
    paths_argument,
    settings_of,
    terminal,
    write_output,
)

_SHELLS = ("bash", "zsh", "fish")
_SHOWN_LINES = 20
"""More numbers of unread lines than this would not help to find them."""


@click.command(short_help="Write the handbook as data.")
@click.argument("format", type=click.Choice(list(EXPORTS)))
@paths_argument
@config_option
@keywords_option
@output_option
def export(
    format: str, paths: tuple[str, ...], config: str, keywords: str, output: str | None
) -> None:
    """Export the handbook as data.

    \b
    json                  everything
    csv                   one row per rule
    skills                one row per skill of a role, as CSV
    schema                JSON Schema of the json format
    reviews               how often rules were asked and broken in reviews
    gaps                  skills that roles list against those that their rules ask for, as CSV
    gaps-json             the same as JSON, with the words that say so
    codeowners            owners of texts, as a CODEOWNERS file for GitHub and GitLab
    quality               counts of problems, and shares of rules
    opensearch            rules for POST /_bulk in OpenSearch and Elasticsearch
    opensearch-index      definition of their index, for PUT /rules
    meilisearch           rules as Meilisearch documents
    meilisearch-settings  settings of their index

    \b
    rolebook export json | jq '.requirements[] | select(.level == "MUST NOT") | .text'
    rolebook export csv personas/tester.md -o tester.csv
    rolebook export opensearch -o rules.ndjson
    """
    chosen = EXPORTS[format]
    settings = settings_of(config, keywords)
    with terminal() as progress:
        book = Handbook() if chosen.is_fixed else load_book(paths, settings, progress)
        content = chosen(with_known(book, baseline_of(settings)))
    write_output(content, output)


@click.command(short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print a completion script for SHELL.

    \b
    bash:  eval "$(rolebook completion bash)"      in ~/.bashrc
    zsh:   eval "$(rolebook completion zsh)"       in ~/.zshrc
    fish:  rolebook completion fish | source       in ~/.config/fish/config.fish
    """
    completion_class = get_completion_class(shell)
    assert completion_class is not None
    root = click.get_current_context().find_root().command
    click.echo(completion_class(root, {}, "rolebook", "_ROLEBOOK_COMPLETE").source())
