"""What a folder has that is not read: files of other kinds, and hidden folders of agents."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..model.source import Span
from .files import LISTING, SUFFIXES
from .sidecars import is_sidecar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_KINDS = (
    ".adoc", ".asciidoc", ".doc", ".docx", ".htm", ".html", ".json", ".mhtml", ".odt", ".org",
    ".pages", ".pdf", ".rst", ".rtf", ".tex", ".textile", ".txt", ".wiki", ".yaml", ".yml",
)  # fmt: skip
"""Kinds of files in which people describe roles. Code, pictures and tables are not named."""
_DATA = {".json", ".yaml", ".yml"}
"""Kinds that no program converts to text."""
_TOOLS = (
    "mkdocs.yml", "package.json", "package-lock.json", "tsconfig.json", "requirements.txt",
    "robots.txt", "docker-compose.yml", "pnpm-lock.yaml",
)  # fmt: skip
"""Files of tools, which describe no role."""
_HIDDEN = {
    ".agents": (), ".claude": (), ".codex": (), ".cursor": (), ".gemini": (), ".opencode": (),
    ".windsurf": (), ".github": ("agents", "chatmodes", "instructions", "prompts"),
}  # fmt: skip
"""Hidden folders in which agents are described, and the folders in them where only some are."""
_COPILOT = "copilot-instructions.md"
_GENERATED = ("node_modules", "__pycache__")


def other_kinds(
    top: Path, name_of: Callable[[Path], str], named: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a note on the files of other kinds below a folder, and one on each hidden folder.

    Args:
        top: The folder.
        name_of: From a path to the name that problems have for it.
        named: The real paths of all files and folders that are read anyway.
    """
    kinds: Counter[str] = Counter()
    for hidden, names in _walk(top):
        kinds.update(Path(name).suffix.lower() for name in names if _is_other_kind(name))
        for path in hidden:
            count = hidden_count(path) if os.path.realpath(path) not in named else 0
            if count:
                span = Span(name_of(path), 1)
                yield Diagnostic.of("RD016", span, "hidden", name=path.name, count=count)
    if kinds:
        said = tuple(f"{count} {ending}" for ending, count in sorted(kinds.items()))
        variant = "data" if kinds.keys() <= _DATA else ""
        yield Diagnostic.of(
            "RD016", Span(name_of(top), 1), variant, count=kinds.total(), kinds=said
        )


def _walk(top: Path) -> Iterator[tuple[list[Path], list[str]]]:
    """Yield, for each folder below one, its hidden folders of agents and its files."""
    for folder, subfolders, names in os.walk(top):
        hidden = [Path(folder, name) for name in sorted(subfolders) if name in _HIDDEN]
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".")
            and name not in _GENERATED
            and not Path(folder, name, LISTING).exists()
        )
        yield hidden, names


def _is_other_kind(name: str) -> bool:
    is_own = name.startswith(".") or name in _TOOLS or is_sidecar(name)
    return not is_own and name.lower().endswith(_KINDS)


def hidden_count(folder: Path) -> int:
    """Return how many Markdown files a hidden folder has that describe agents."""
    inner = _HIDDEN[folder.name]
    tops = [folder / name for name in inner] if inner else [folder]
    below = (names for top in tops for _, _, names in os.walk(top))
    count = sum(name.lower().endswith(SUFFIXES) for names in below for name in names)
    return count + (bool(inner) and (folder / _COPILOT).is_file())


def hidden_folders(top: Path) -> list[str]:
    """Return the names of the hidden folders of agents in a folder that have Markdown files."""
    return [name for name in _HIDDEN if (top / name).is_dir() and hidden_count(top / name)]
