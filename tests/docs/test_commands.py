"""The commands that pages name exist, with the options they are given; and every command is on the reference page."""

from __future__ import annotations

import re
import shlex
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

import click
import pytest

from rolebook.cli import main

from .pages import DOCS, PAGES, blocks, section

if TYPE_CHECKING:
    from collections.abc import Iterator

CLI = DOCS / "reference" / "cli.md"
_INLINE = re.compile(r"(?<!`)`(rolebook [^`]+)`(?!`)")
_YAML = re.compile(r"^\s*(?:- run:|entry:|-) (rolebook .+)$")
_METAVAR = re.compile(r"^[A-Z]+$")


def _commands() -> Iterator[tuple[str, str]]:
    """Yield every call of the program, and where it is written."""
    for page in PAGES:
        for block in blocks(page):
            for line in block.lines:
                yaml = _YAML.match(line)
                if block.language == "console" and line.startswith("$ "):
                    yield block.place, line.removeprefix("$ ")
                elif block.language == "sh":
                    yield block.place, line
                elif block.language == "yaml" and yaml:
                    yield block.place, yaml[1]


def _calls(line: str) -> Iterator[list[str]]:
    """Yield the calls of the program in a line of shell, without what they are chained to."""
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    for is_end, call in groupby(words, lambda word: word in ("&&", "|", ";")):
        found = list(call)
        if not is_end and found[0] == "rolebook":
            yield found


CALLS = [(place, words) for place, line in _commands() for words in _calls(line)]
MENTIONS = [
    (page.name, words)
    for page in PAGES
    for words in _INLINE.findall(page.read_text(encoding="utf-8"))
]


def test_there_are_calls() -> None:
    assert len(CALLS) > 25
    assert len(MENTIONS) > 25


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that words name, in a group or not, and the words behind it."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        named = command.get_command(click.Context(command), words[0])
        assert named, f"there is no command {words[0]}"
        command, words = named, words[1:]
    return command, words


def _all_commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in [*group.commands] or group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{before}{name} ")


COMMANDS = dict(_all_commands(main))


@pytest.mark.parametrize(
    ("place", "words"),
    CALLS,
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_an_example_can_be_typed(place: str, words: list[str]) -> None:
    """Subcommand, options, arguments and choices are accepted."""
    command, arguments = _command(words[1:])
    with suppress(click.exceptions.Exit):  # --help and --version end here
        command.make_context(words[1], arguments)


@pytest.mark.parametrize(("page", "words"), MENTIONS)
def test_a_mention_names_a_command(page: str, words: str) -> None:
    """Its options exist; what stands for an argument, such as PATH, may be anything."""
    command, rest = _command(shlex.split(words)[1:])
    known = {name for option in command.params for name in option.opts}
    given = {word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"}

    assert given <= known | {"--help", "-h", "--version"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    """A command has a section, which names each option and argument, its choices and its default."""
    text = section(CLI, f"{'###' if ' ' in name else '##'} {name}")
    for parameter in COMMANDS[name].params:
        names = (
            [parameter.human_readable_name.upper()]
            if isinstance(parameter, click.Argument)
            else parameter.opts
        )
        for written in names:
            assert f"`{written}" in text, f"{name}: {written}"
        if isinstance(parameter.type, click.Choice) and parameter.name != "code":
            for choice in parameter.type.choices:
                assert f"`{choice}`" in text, f"{name}: {choice}"
        if (
            isinstance(parameter, click.Option)
            and isinstance(parameter.default, str)
            and parameter.default
        ):
            assert f"`{parameter.default}`" in text, f"{name}: {parameter.default}"


def test_no_command_is_made_up() -> None:
    """Each section of the page that is called like a command is one."""
    headings = re.findall(r"^###? ([a-z ]+)$", CLI.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == list(COMMANDS)
