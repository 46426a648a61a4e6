"""The files of a change to the domains that it touches, by the patterns that an owner writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pathspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def touching(
    paths: Iterable[str], domains: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the domains that files belong to, in the order of the patterns, and the files that belong to none.

    Args:
        paths: Files of a change, from the top of its repository.
        domains: From patterns as in `.gitignore` to codes or titles of domains.

    Examples:
        >>> touching(["src/api/users.py", "README.md"], {"api/": ["API"], "*.sql": ["DB"]})
        (('API',), ('README.md',))
    """
    files = list(paths)
    specs = {pattern: pathspec.PathSpec.from_lines("gitignore", [pattern]) for pattern in domains}
    matched = {pattern: set(spec.match_files(files)) for pattern, spec in specs.items()}
    found = (domain for pattern, names in domains.items() if matched[pattern] for domain in names)
    mapped = set().union(*matched.values())
    return tuple(dict.fromkeys(found)), tuple(path for path in files if path not in mapped)
