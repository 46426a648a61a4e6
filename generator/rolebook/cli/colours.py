"""Whether to colour what commands print: what the command line says, or else the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHOICES = {"always": True, "never": False}


def colours_wanted(environment: Mapping[str, str] = os.environ) -> bool | None:
    """Return whether the environment asks for colours; None leaves it to the terminal.

    `NO_COLOR` and `FORCE_COLOR` count with any value but an empty one, and `NO_COLOR` comes first.

    >>> colours_wanted({"FORCE_COLOR": "1"}), colours_wanted({"FORCE_COLOR": ""})
    (True, None)
    >>> colours_wanted({"FORCE_COLOR": "1", "NO_COLOR": "1"})
    False
    """
    if environment.get("NO_COLOR"):
        return False
    return True if environment.get("FORCE_COLOR") else None


def _set(context: click.Context, parameter: click.Parameter, choice: str) -> None:
    context.color = _CHOICES.get(choice, context.color)


color_option = click.option(
    "--color",
    type=click.Choice(["auto", *_CHOICES]),
    default="auto",
    show_default=True,
    callback=_set,
    expose_value=False,
    help="When to use colours; auto follows the terminal, NO_COLOR and FORCE_COLOR.",
)
"""Sets what click asks for whenever it prints, so that no command has to know."""
