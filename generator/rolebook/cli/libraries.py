"""The libraries that the light Rolebook is without, and what to tell those who need them.

`light/pyproject.toml` says what the light Rolebook has. What imports one of these libraries does so
where it is used; a command that gets there ends with one sentence.
"""

from __future__ import annotations

from importlib import import_module

LEFT_OUT = {
    "icalendar": "calendars",
    "mkdocs": "sites",
    "segno": "QR codes",
    "typst": "PDFs",
}
"""The module of each library, and what it makes."""


def what_is_missing(error: ModuleNotFoundError) -> str:
    """Return what to install, or nothing if an import failed for another reason.

    >>> what_is_missing(ModuleNotFoundError(name="typst"))
    'the light Rolebook makes no PDFs; install the whole one: pip install path/to/rolebook'
    >>> what_is_missing(ModuleNotFoundError(name="rolebook.typo"))
    ''
    """
    made = LEFT_OUT.get((error.name or "").partition(".")[0], "")
    if not made:
        return ""
    return (
        f"the light Rolebook makes no {made}; install the whole one: pip install path/to/rolebook"
    )


def require(library: str) -> None:
    """Import a library before any work is done that is for nothing without it.

    Raises:
        ModuleNotFoundError: It is not installed. `Commands` prints it as one sentence.
    """
    import_module(library)
