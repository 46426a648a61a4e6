"""The files of a change to the domains that it touches, by the patterns of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pathspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def domains_of_files(
    paths: Iterable[str], patterns: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the domains of changed files, in the order of the patterns, and the files without one.

    Args:
        paths: Files of a change, from the top of its repository.
        patterns: From patterns as in `.gitignore` to codes or titles of domains.

    Examples:
        >>> patterns = {"api/": ["API"], "*.sql": ["DB"]}
        >>> domains_of_files(["src/api/users.py", "README.md"], patterns)
        (('API',), ('README.md',))
    """
    files = list(paths)
    domains: dict[str, None] = {}
    mapped: set[str] = set()
    for pattern, names in patterns.items():
        spec = pathspec.PathSpec.from_lines("gitignore", [pattern])
        matched = set(spec.match_files(files))
        mapped |= matched
        if matched:
            domains.update(dict.fromkeys(names))
    return tuple(domains), tuple(path for path in files if path not in mapped)
