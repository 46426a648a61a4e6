"""Addresses that pages had in earlier versions, as a file of redirects that web hosts read.

The format is that of Netlify, Cloudflare Pages and GitLab Pages: a line for each address, the first
that fits counts.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

REDIRECTS = "_redirects"
"""Where hosts look for the file."""
_MOST = 1_000
"""Lines that all hosts read: GitLab Pages 1,000, Cloudflare Pages 2,000 without wildcards."""
_ABOUT = "# Codes of skills were in capitals in addresses before Rolebook 0.2."
_SKILL = re.compile(r"(skills/([^/]+)/)([^/]+/)")


def redirects(
    addresses: Iterable[str],
    coded: Collection[str],
    *,
    site_url: str = "",
    index: str = "",
    written: str = "",
) -> str:
    r"""Return a file that leads from former addresses to those of today; empty if there are none.

    Former addresses come first, because Cloudflare wants lines without wildcards before the others.
    The owner's line for one of them replaces ours.

    Args:
        addresses: Those of the pages, from the site's root.
        coded: Keys of the catalogues whose skills have their code in addresses.
        site_url: Where the site is; its path is part of addresses.
        index: What follows an address that ends in a slash.
        written: The file as the owner wrote it.

    >>> print(redirects(["skills/sfia/prog/"], ["sfia"], written="/a /b\n"), end="")
    # Codes of skills were in capitals in addresses before Rolebook 0.2.
    /skills/sfia/PROG/ /skills/sfia/prog/ 301
    /a /b
    """
    base = f"{urlsplit(site_url).path.rstrip('/')}/"
    rules = [line.split() for line in written.splitlines() if not line.lstrip().startswith("#")]
    taken = {rule[0] for rule in rules if rule}
    moved = (
        (quote(f"{base}{old}{index}"), quote(f"{base}{new}{index}"))
        for old, new in _moved(addresses, coded)
    )
    lines = (f"{old} {new} 301\n" for old, new in moved if old not in taken)
    ours = "".join(islice(lines, max(_MOST - len(rules), 0)))
    return f"{_ABOUT}\n{ours}{written}" if ours else ""


def _moved(addresses: Iterable[str], coded: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the former address of each page that had another one, and that of today."""
    for address in addresses:
        skill = _SKILL.fullmatch(address)
        if skill and skill[2] in coded and skill[3].upper() != skill[3]:
            yield skill[1] + skill[3].upper(), address
