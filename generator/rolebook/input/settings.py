"""What `mkdocs.yml` says about Rolebook: the command line reads the same options as the plugin, without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..messages import ENGLISH
from ..words.names import did_you_mean
from .configuration import read_configuration
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
    language: str = ENGLISH
    """The language of the words that Rolebook adds."""
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


@dataclass(frozen=True, slots=True)
class Option:
    """What an option of the plugin can be."""

    says: str
    """The end of the sentence "it has to be …"."""
    kinds: tuple[type, ...] = (str,)
    choices: tuple[str, ...] = ()

    def takes(self, value: Any) -> bool:
        """Whether it can have a value."""
        if isinstance(value, list) and list in self.kinds:
            return all(isinstance(one, str) for one in value)
        return isinstance(value, self.kinds) and (not self.choices or value in self.choices)


_FLAG = Option("true or false", (bool,))
_PATHS = Option("a path or a list of them", (str, list))
_TEXT = Option("text")
_TABLE = Option("a table", (object,))
"""What is in it is checked where it is read."""

OPTIONS: Mapping[str, Option] = {
    "personas": _PATHS,
    "keywords": Option(" or ".join(KEYWORDS), choices=KEYWORDS),
    "source_url": _TEXT,
    "changes": Option(" or ".join(CHANGES), choices=CHANGES),
    "fonts": _FLAG,
    "hosts": Option("a name or a list of them", (str, list)),
    "strict": _FLAG,
    "catalogues": _PATHS,
    "frameworks": Option("a name or a list of them", (str, list)),
    "search": _TABLE,
    "pdf": _FLAG,
    "language": _TEXT,
    "domains": _TABLE,
    "root": _TEXT,
}
"""By name; `RolebookConfig` of the plugin has the same for MkDocs."""

_SETTINGS: Mapping[str, Option] = {
    "site_name": _TEXT,
    "site_url": _TEXT,
    "repo_url": _TEXT,
    "use_directory_urls": _FLAG,
}
"""Settings of MkDocs that are read here, too."""

_OF_MKDOCS: Mapping[str, Option] = {"enabled": _FLAG}
"""What MkDocs takes below the name of any plugin."""


def read_options(data: Mapping[str, Any], path: str | Path) -> dict[str, Any]:
    """Return the options of the plugin in a configuration; one that is empty is left out.

    Raises:
        OperatorError: An option is not known, or has no such value.

    >>> read_options({"plugins": ["search", {"rolebook": {"pdf": False, "strict": None}}]}, "mkdocs.yml")
    {'pdf': False}
    """
    given = _plugin_options(data.get("plugins"))
    if not isinstance(given, dict):
        raise OperatorError(f"{path}: rolebook is {given!r}, but has to be a table of options")
    known = {**OPTIONS, **_OF_MKDOCS}
    for name in given:
        if name not in known:
            help = did_you_mean(str(name), OPTIONS) or f"the options are {', '.join(OPTIONS)}"
            raise OperatorError(f"{path}: rolebook has no option {name!r}; {help}")
    return _valid(given, known, path)


def _valid(
    given: Mapping[str, Any], known: Mapping[str, Option], path: str | Path
) -> dict[str, Any]:
    """Return what is known and not empty, if each value is one that it can have."""
    found = {name: given[name] for name in known if given.get(name) is not None}
    for name, value in found.items():
        if not known[name].takes(value):
            raise OperatorError(
                f"{path}: {name} is {_said(value)}, but has to be {known[name].says}"
            )
    return found


def _said(value: Any) -> str:
    return str(value) if isinstance(value, date) else repr(value)[:80]


def read_settings(file: str | Path = DEFAULT) -> Settings:
    """Return the options in a configuration file, or the defaults where there is none.

    Raises:
        OperatorError: The file is missing although it was named, is not YAML, or an option has no
            such value.
    """
    path = Path(file)
    if not path.exists():
        if path.name != DEFAULT:
            raise OperatorError(f"no such file: {path}")
        return Settings(root=path.parent)
    data = read_configuration(path)
    of_mkdocs = _valid(data, _SETTINGS, path)
    own = read_options(data, path)
    return Settings(
        root=path.parent,
        site_name=of_mkdocs.get("site_name", "Handbook"),
        personas=strings(own.get("personas")) or ("personas",),
        keywords=own.get("keywords", KEYWORDS[0]),
        changes=own.get("changes", CHANGES[0]),
        source_url=own.get("source_url", "")
        or source_url(of_mkdocs.get("repo_url", ""), path.parent),
        catalogues=strings(own.get("catalogues")),
        frameworks=strings(own.get("frameworks")),
        site_url=of_mkdocs.get("site_url", ""),
        directory_urls=of_mkdocs.get("use_directory_urls", True),
        pdf=own.get("pdf", True),
        language=language_of(own.get("language", ""), data.get("theme")),
        search=read_search(own.get("search"), path),
        domains=read_domains(own.get("domains"), path),
    )


def language_of(option: str, theme: Any) -> str:
    """Return the language of the words that Rolebook adds: what the option says, else that of the theme.

    Args:
        option: The option `language`; empty where it is not set.
        theme: The setting `theme` of MkDocs: a name or a table.

    >>> language_of("", {"name": "material", "language": "de"}), language_of("", "readthedocs")
    ('de', 'en')
    """
    of_theme = theme.get("language") if isinstance(theme, dict) else None
    return option or (of_theme if isinstance(of_theme, str) else "") or ENGLISH


def read_domains(given: Any, path: str | Path) -> Mapping[str, tuple[str, ...]]:
    """Return the option `domains` of a configuration file.

    Raises:
        OperatorError: It is no table from patterns to domains.

    >>> read_domains({"api/": "API", "*.sql": ["DB", "Data"]}, "mkdocs.yml")
    {'api/': ('API',), '*.sql': ('DB', 'Data')}
    """
    values = {} if given is None else given
    if isinstance(values, dict):
        found = {
            str(pattern): strings(value)
            for pattern, value in values.items()
            if isinstance(value, str | list)
        }
        if len(found) == len(values) and all(
            isinstance(one, str) for names in found.values() for one in names
        ):
            return found
    raise OperatorError(
        f"{path}: domains is {given!r}, and can be a table such as {{'api/': [API]}}"
    )


def read_search(given: Any, path: str | Path) -> Search:
    """Return the option `search` of a configuration file.

    Raises:
        OperatorError: A key or value is not known, or an engine has no address that a browser can
            ask.

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
        raise OperatorError(
            f"{path}: search.engine is {search.engine!r}, and can be {', '.join(ENGINES)}"
        )
    if search.is_remote != (search.engine in ENGINES[2:]):
        wanted = "needs search.url" if not search.is_remote else "takes no search.url"
        raise OperatorError(f"{path}: search.engine {search.engine} {wanted}")
    if search.key and not search.is_remote:
        raise OperatorError(
            f"{path}: search.engine {search.engine} takes no search.key, which would be published"
        )
    if search.is_remote and not search.url.startswith(_ADDRESSES):
        raise OperatorError(
            f"{path}: search.url is {search.url!r}, and can begin with {', '.join(_ADDRESSES)}"
        )
    if not search.index:
        raise OperatorError(f"{path}: search.index is empty")
    return search


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


def _plugin_options(plugins: Any) -> Any:
    """Return the options of the plugin from a list or a table of plugins, both of which MkDocs allows."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    tables = (
        entry if isinstance(entry, dict) else {entry: None}
        for entry in entries
        if _is_plugin(entry)
    )
    return next((table["rolebook"] for table in tables if "rolebook" in table), None) or {}


def _is_plugin(entry: Any) -> bool:
    return isinstance(entry, str | dict)
