"""Files of a theme that no reader of the site ever loads, so that the site does without them.

Material brings 2 MB of them: source maps, and its search in every language. Browsers ask for a
source map only while their developer tools are open, which then do without; the line at the end of
a script that names the map stays, as the name of the script is made of its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_LUNR = "assets/javascripts/lunr/"
"""What Material's search loads for languages other than English."""
_SEGMENTERS = {"tinyseg.js": {"ja"}, "wordcut.js": {"hi", "th"}}
"""By file, the languages whose words it finds."""


class _File(Protocol):
    """What a file of MkDocs has."""

    src_uri: str
    src_dir: str | None


FileT = TypeVar("FileT", bound=_File)


def unloaded(
    files: Iterable[FileT], docs_dir: str, languages: Collection[str] | None
) -> list[FileT]:
    """Return the files of the theme that are not loaded.

    Args:
        files: All files of the site.
        docs_dir: The owner's files, which all stay.
        languages: Languages of the theme's search; None if the site does not have it.
    """
    of_theme = (file for file in files if file.src_dir not in (None, docs_dir))
    return [file for file in of_theme if _is_unloaded(file.src_uri, languages)]


def search_languages(search: Any) -> list[str]:
    """Return the languages of a search plugin, without the region.

    Args:
        search: The plugin of MkDocs or Material, or None.
    """
    languages: Iterable[str] = (search.config.get("lang") if search else None) or ()
    return [language.partition("-")[0] for language in languages]


def _is_unloaded(path: str, languages: Collection[str] | None) -> bool:
    """Whether a file of a theme is not loaded.

    >>> _is_unloaded("assets/javascripts/bundle.min.js.map", ["de"])
    True
    >>> [_is_unloaded(f"{_LUNR}min/lunr.{name}.min.js", ["de"]) for name in ("de", "multi", "fr")]
    [False, False, True]
    """
    if path.endswith(".map"):
        return True
    if not path.startswith(_LUNR):
        return False
    return languages is None or path.removeprefix(_LUNR) not in set(_loaded(languages))


def _loaded(languages: Collection[str]) -> Iterator[str]:
    """Yield the files that the search loads for some languages."""
    yield from (f"min/lunr.{name}.min.js" for name in ("stemmer.support", "multi", *languages))
    yield from (name for name, of in _SEGMENTERS.items() if of & set(languages))
