"""Whether a build would make what is there already: everything that it depends on, as one key.

That is possible where all of it is known: plugins, hooks and extensions that read other files make
a key impossible, and then every build is a whole one, from kept parts.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..checks.baseline import baseline_of
from ..input.configuration import read_configuration, written
from ..input.files import OperatorError
from ..input.git import tagged
from ..input.settings import CHANGES, catalogue_paths
from ..loading import key_parts
from ..output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..input.settings import Settings
    from ..output.store import Store

_ROOM = "sites"
SELF_CONTAINED = frozenset({"material/search", "rolebook", "search"})
"""Plugins of MkDocs that read only the documentation, and our own."""
_READS_FILES = frozenset(
    {"markdown_include", "mdx_include", "pymdownx.b64", "pymdownx.snippets", "snippets"}
)
"""Extensions of Markdown that read other files than pages."""
_KNOWN_EXTENSIONS = ("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra",
    "fenced_code", "footnotes", "legacy_attrs", "legacy_em", "markdown.extensions.", "md_in_html",
    "meta", "nl2br", "pymdownx.", "sane_lists", "smarty", "tables", "toc", "wikilinks",
)  # fmt: skip
"""How the names of extensions begin that are known."""


class Built(msgspec.Struct):
    """A site that was built."""

    key: str
    """What it was made from."""
    files: dict[str, tuple[int, int]]
    """By path, the size and the time of each file in nanoseconds."""
    told: list[str]
    """Warnings of the build."""
    message: str
    """What it ended with."""


def site_key(
    config: str, settings: Settings, target: Path, options: Sequence[str], *, strict: bool
) -> str | None:
    """Return the key of a site, or None if there is more to it than can be known.

    Args:
        config: The configuration file, which exists.
        settings: What it says.
        target: The folder of the site.
        options: Options of the command line that change the site.
        strict: Whether warnings fail the build.
    """
    try:
        data = read_configuration(Path(config))
        if not _is_closed(data):
            return None
        return key_of(
            *written(Path(config)),
            repr(data),
            repr(settings),
            os.fspath(target),
            repr((options, strict)),
            _date(),
            *_history(settings),
            repr(baseline_of(settings)),
            *tree(Path(config).parent / (data.get("docs_dir") or "docs")),
            *_theme(data, Path(config).parent),
            *key_parts(
                settings.paths,
                catalogue_paths(settings.catalogues, settings.root),
                settings.root,
            ),
        )
    except (OperatorError, OSError):
        return None  # the build says what is wrong


def last_built(store: Store, target: Path, key: str) -> Built | None:
    """Return what was told when a site was built, if that is what is there now."""
    kept = store.get(_ROOM, key_of(os.fspath(target)))
    if kept is None:
        return None
    try:
        built = msgspec.json.decode(kept, type=Built)
    except msgspec.DecodeError:
        return None
    return built if built.key == key and built.files == _files(target, list(built.files)) else None


def remember(store: Store, target: Path, built: Built, paths: Sequence[str]) -> None:
    """Keep what a site was made from, and what its files are like.

    Args:
        store: Where to keep it.
        target: The folder of the site.
        built: What is known of it; gets its files.
        paths: The files that were written.
    """
    built.files = _files(target, paths)
    store.put(_ROOM, key_of(os.fspath(target)), msgspec.json.encode(built))


def _files(target: Path, paths: Sequence[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        try:
            about = os.lstat(f"{target}/{path}")
        except OSError:
            continue
        found[path] = (about.st_size, about.st_mtime_ns)
    return found


def _is_closed(data: dict[str, Any]) -> bool:
    """Whether a configuration has only parts that read what is known."""
    extensions = names_of(data.get("markdown_extensions"))
    return (
        not data.get("hooks")
        and SELF_CONTAINED.issuperset(names_of(data.get("plugins", [])))
        and _READS_FILES.isdisjoint(extensions)
        and all(name.startswith(_KNOWN_EXTENSIONS) for name in extensions)
    )


def names_of(entries: Any) -> list[str]:
    """Return the names in a list of names and of tables with a single name, as MkDocs has it.

    >>> names_of(["search", {"rolebook": {"pdf": False}}]), names_of({"a": None}), names_of(None)
    (['search', 'rolebook'], ['a'], [])
    """
    if isinstance(entries, dict):
        return [str(name) for name in entries]
    listed = entries if isinstance(entries, list) else []
    return [str(n) for one in listed for n in (one if isinstance(one, dict) else [one])]


def _date() -> str:
    """Return the date that the site map gets; that of the last commit is in the environment."""
    return os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).date().isoformat()


def _history(settings: Settings) -> Iterator[str]:
    """Yield what the page of changes is made of, where that is not the lock file."""
    if settings.changes != CHANGES[0]:
        yield from tagged(settings.root)


def _theme(data: dict[str, Any], root: Path) -> Iterator[str | bytes]:
    theme = data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    if custom:
        yield from tree(root / custom)


def tree(folder: Path) -> Iterator[str | bytes]:
    """Yield the paths and contents of all files below a folder; MkDocs follows links, too."""
    seen: set[str] = set()
    for top, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(top)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        for name in sorted(names):
            path = Path(top, name)
            yield os.path.relpath(path, folder)
            if path.is_file():
                yield path.read_bytes()
