"""What `mkdocs.yml` says about Rolebook: the command line reads the same options as the plugin, without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from .files import OperatorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = "mkdocs.yml"
KEYWORDS = ("uppercase", "bold-lowercase")
"""Which words are read as keywords."""
CHANGES = ("lock", "tags")
"""What the changes page tells of."""

ENGINES = ("bundled", "theme", "meilisearch", "opensearch")
"""What answers a search: the scripts of the site, those of the theme, or a search engine that the owner runs."""

_ADDRESSES = ("https://", "http://", "/")
"""How the address of an engine begins; a browser takes one without for a page of the site."""

CATALOGUES = "catalogues"
"""The folder beside `mkdocs.yml` where a handbook's own catalogues usually are."""

_LINES: Mapping[str, str] = {
    "https://github.com/": "{repo}/blob/HEAD/{path}#L{line}",
    "https://gitlab.com/": "{repo}/-/blob/HEAD/{path}#L{line}",
}


@dataclass(frozen=True, slots=True)
class Search:
    """The option `search`: what answers a search on the site."""

    engine: str = ENGINES[0]
    url: str = ""
    """Address of a search engine, without a slash at the end."""
    index: str = "rules"
    """What the engine calls the rules."""
    key: str = ""
    """A key that may search and nothing else; every reader of the site can see it."""

    @property
    def is_remote(self) -> bool:
        """Whether an engine outside the site has the rules."""
        return bool(self.url)


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that reading and writing need."""

    root: Path = Path()
    """The folder of `mkdocs.yml`."""
    site_name: str = "Handbook"
    personas: tuple[str, ...] = ("personas",)
    keywords: str = KEYWORDS[0]
    source_url: str = ""
    changes: str = CHANGES[0]
    catalogues: tuple[str, ...] = ()
    """Files and folders with catalogues of the handbook's own; `CATALOGUES` where it exists and nothing is given."""
    frameworks: tuple[str, ...] = ()
    """Keys of the catalogues to use; empty for the usual ones."""
    search: Search = field(default_factory=Search)
    site_url: str = ""
    """Where the site will be; empty where that is not known."""
    directory_urls: bool = True
    """Whether addresses end in a slash; otherwise in `index.html`."""
    pdf: bool = True
    """Whether checklists and rubrics are printed, too."""
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From patterns of files to the domains of a review that a change of theirs touches."""

    @property
    def bold_lowercase(self) -> bool:
        """Whether `**must**` is a keyword, too."""
        return self.keywords == KEYWORDS[1]

    @property
    def paths(self) -> list[Path]:
        """Where the personas are."""
        return [self.root / path for path in self.personas]


def catalogue_paths(given: str | Sequence[str], root: Path) -> list[Path]:
    """Return where a handbook's own catalogues are: what the option says, or the usual folder if there is one."""
    paths = [root / path for path in strings(given)]
    return paths or [path for path in [root / CATALOGUES] if path.is_dir()]


def strings(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the values of an option that takes one or a list.

    >>> strings("sfia"), strings(["sfia", "esco"]), strings("")
    (('sfia',), ('sfia', 'esco'), ())
    """
    return tuple([given] if isinstance(given, str) and given else given or ())


_WHAT: Mapping[str, str] = {"personas": "path", "catalogues": "path", "frameworks": "name"}


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml` and passes over the tags that only MkDocs and its extensions understand."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(file: str | Path = DEFAULT) -> Settings:
    """Return the options in a configuration file, or the defaults where there is none.

    Raises:
        OperatorError: The file is missing although it was named, is not YAML, or an option has no such value.
    """
    path = Path(file)
    if not path.exists():
        if path.name != DEFAULT:
            raise OperatorError(f"no such file: {path}")
        return Settings(root=path.parent)
    data = _read(path)
    own = _plugin_options(data.get("plugins"))
    for option in ("personas", "catalogues", "frameworks"):
        given = own.get(option) or ""
        if not isinstance(given, str | list) or not all(isinstance(one, str) for one in given):
            raise OperatorError(f"{path}: {option} is {given!r}, and can be a {_WHAT[option]} or a list of them")
    keywords = str(own.get("keywords", KEYWORDS[0]))
    if keywords not in KEYWORDS:
        raise OperatorError(f"{path}: keywords is {keywords!r}, and can be {' or '.join(KEYWORDS)}")
    changes = str(own.get("changes", CHANGES[0]))
    if changes not in CHANGES:
        raise OperatorError(f"{path}: changes is {changes!r}, and can be {' or '.join(CHANGES)}")
    return Settings(
        root=path.parent,
        site_name=str(data.get("site_name", "Handbook")),
        personas=strings(own.get("personas")) or ("personas",),
        keywords=keywords,
        changes=changes,
        source_url=str(own.get("source_url", "")) or source_url(str(data.get("repo_url") or ""), path.parent),
        catalogues=strings(own.get("catalogues")),
        frameworks=strings(own.get("frameworks")),
        site_url=str(data.get("site_url") or ""),
        directory_urls=data.get("use_directory_urls") is not False,
        pdf=own.get("pdf") is not False,
        search=read_search(own.get("search"), path),
        domains=read_domains(own.get("domains"), path),
    )


def read_domains(given: Any, path: str | Path) -> Mapping[str, tuple[str, ...]]:
    """Return the option `domains` of a configuration file.

    Raises:
        OperatorError: It is no table from patterns to domains.

    >>> read_domains({"api/": "API", "*.sql": ["DB", "Data"]}, "mkdocs.yml")
    {'api/': ('API',), '*.sql': ('DB', 'Data')}
    """
    values = {} if given is None else given
    if isinstance(values, dict):
        found = {str(pattern): strings(value) for pattern, value in values.items() if isinstance(value, str | list)}
        if len(found) == len(values) and all(isinstance(one, str) for names in found.values() for one in names):
            return found
    raise OperatorError(f"{path}: domains is {given!r}, and can be a table such as {{'api/': [API]}}")


def read_search(given: Any, path: str | Path) -> Search:
    """Return the option `search` of a configuration file.

    Raises:
        OperatorError: A key or value is not known, or an engine has no address that a browser can ask.

    >>> read_search({"engine": "meilisearch", "url": "https://search.example.com/"}, "mkdocs.yml").url
    'https://search.example.com'
    """
    names = [field.name for field in fields(Search)]
    values = {} if given is None else given
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise OperatorError(f"{path}: search is {given!r}, and can have {', '.join(names)}")
    unknown = next((key for key in values if key not in names), None)
    if unknown is not None:
        raise OperatorError(f"{path}: search has {unknown!r}, and can have {', '.join(names)}")
    search = Search(**{**values, "url": values.get("url", "").rstrip("/")})
    if search.engine not in ENGINES:
        raise OperatorError(f"{path}: search.engine is {search.engine!r}, and can be {', '.join(ENGINES)}")
    if search.is_remote != (search.engine in ENGINES[2:]):
        wanted = "needs search.url" if not search.is_remote else "takes no search.url"
        raise OperatorError(f"{path}: search.engine {search.engine} {wanted}")
    if search.key and not search.is_remote:
        raise OperatorError(f"{path}: search.engine {search.engine} takes no search.key, which would be published")
    if search.is_remote and not search.url.startswith(_ADDRESSES):
        raise OperatorError(f"{path}: search.url is {search.url!r}, and can begin with {', '.join(_ADDRESSES)}")
    if not search.index:
        raise OperatorError(f"{path}: search.index is empty")
    return search


def _read(path: Path) -> dict[str, Any]:
    """Return what a configuration says, and what it inherits."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise OperatorError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error
    data = data if isinstance(data, dict) else {}
    parent = data.get("INHERIT")
    return {**_read(path.parent / parent), **data} if isinstance(parent, str) else data


def source_url(repo_url: str, root: Path) -> str:
    """Return the address of a source line in a repository whose host is known, else an empty string.

    Args:
        repo_url: Address of the repository.
        root: Folder that source paths are relative to; the repository may begin above it.

    >>> source_url("https://github.com/acme/handbook/", Path("/"))
    'https://github.com/acme/handbook/blob/HEAD/{path}#L{line}'
    """
    repo = repo_url.rstrip("/")
    form = next((form for host, form in _LINES.items() if repo.startswith(host)), "")
    return form.replace("{repo}", repo).replace("{path}", f"{_below_repository(root)}{{path}}")


def _below_repository(root: Path) -> str:
    """Return the way from the top of a repository down to a folder, with a slash at the end."""
    folder = root.resolve()
    top = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return "".join(f"{part}/" for part in folder.relative_to(top).parts)


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """Return the options of the plugin from a list or a mapping of plugins, both of which MkDocs allows."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    named = (entry["rolebook"] for entry in entries if isinstance(entry, dict) and "rolebook" in entry)
    return next((options for options in named if isinstance(options, dict)), {})
