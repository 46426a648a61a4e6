"""The options in `mkdocs.yml`: one table for the plugin and the command line; knows no MkDocs."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..keywords import UPPERCASE, Keywords, names
from ..messages import ENGLISH
from ..words.names import did_you_mean
from .configuration import read_configuration
from .files import OperatorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = "mkdocs.yml"
CHANGES = ("lock", "tags")
"""Where the changes page takes its releases from."""

ENGINES = ("bundled", "theme", "meilisearch", "opensearch")
"""What answers a search: scripts of the site or theme, or an engine that the owner runs."""

PAPERS = ("a4", "letter")
"""Sizes of paper that PDFs are made for."""
_BOTH = "both"

_ADDRESSES = ("https://", "http://", "/")
"""How the address of an engine starts; otherwise a browser would look for it below the page."""

CATALOGUES = "catalogues"
"""The folder next to `mkdocs.yml` where the owner's catalogues usually are."""

_LINES: Mapping[str, str] = {
    "https://github.com/": "{repo}/blob/HEAD/{path}#L{line}",
    "https://gitlab.com/": "{repo}/-/blob/HEAD/{path}#L{line}",
}
_EDITED_AT_LINE = ("https://github.com/", "/-/edit/")
"""What addresses of GitHub's and GitLab's editors have, which open a file at a line."""


@dataclass(frozen=True, slots=True)
class Search:
    """The option `search`: what answers searches on the site."""

    engine: str = ENGINES[0]
    url: str = ""
    """Address of a search engine, without a slash at the end."""
    index: str = "rules"
    """Name of the index that contains the rules."""
    key: str = ""
    """A key that can only search; every reader of the site can see it."""

    @property
    def is_remote(self) -> bool:
        """Whether an engine outside the site holds the rules."""
        return bool(self.url)


@dataclass(frozen=True, slots=True)
class Checks:
    """The option `checks`: which problems are reported. `checks.selecting` reads the codes."""

    select: tuple[str, ...] = ()
    """Codes, their beginnings or names; only these."""
    extend_select: tuple[str, ...] = ()
    """Others that are reported as well, such as those that are off by default."""
    ignore: tuple[str, ...] = ()
    """Those that are not reported."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From patterns of files to those that are not reported there."""
    baseline: str = ""
    """Path of a file with problems that were there before, and are not reported again."""
    path: str = ""
    """The configuration that says so; empty if the command line says more."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner decided, checked and typed: every option of the plugin, and a few of MkDocs."""

    root: Path = Path()
    """The folder that personas, catalogues and the paths of sources are relative to."""
    site_name: str = "Handbook"
    personas: tuple[str, ...] = ("personas",)
    """Files and folders with personas and documents."""
    keywords: tuple[str, ...] = (UPPERCASE,)
    """Which words are read as keywords: some of `keywords.names`."""
    source_url: str = ""
    """Address of a source line, with `{path}` and `{line}`; empty if sources are not on the web."""
    edit_url: str = ""
    """Address to edit a file, with `{path}` and perhaps `{line}`; empty if it is not known."""
    changes: str = CHANGES[0]
    """One of `CHANGES`."""
    fonts: bool = True
    """Whether pages use the bundled fonts."""
    hosts: tuple[str, ...] = ()
    """Other hosts that pages may load from."""
    strict: bool = False
    """Whether errors in personas fail a build with `--strict`."""
    catalogues: tuple[str, ...] = ()
    """Files and folders with the owner's catalogues; empty for `CATALOGUES` if that exists."""
    frameworks: tuple[str, ...] = ()
    """Keys of the catalogues to use; empty for the usual ones."""
    search: Search = field(default_factory=Search)
    site_url: str = ""
    """Where the site will be; empty if that is not known."""
    directory_urls: bool = True
    """Whether addresses end in a slash; otherwise in `index.html`."""
    papers: tuple[str, ...] = PAPERS
    """Sizes of paper for which checklists and rubrics are also made as PDF."""
    language: str = ENGLISH
    """The language of the words that Rolebook adds."""
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From patterns of files to the review domains that they belong to."""

    contacts: bool = False
    """Whether checklists name the people behind roles."""
    semantic: bool = False
    """Whether a sentence model weighs the skills of rules."""
    checks: Checks = field(default_factory=Checks)
    """Which problems are reported."""

    @property
    def read_keywords(self) -> Keywords:
        """The words that are read as keywords."""
        return Keywords(self.keywords)

    @property
    def paths(self) -> list[Path]:
        """Where the personas are."""
        return [self.root / path for path in self.personas]


def catalogue_paths(given: str | Sequence[str], root: Path) -> list[Path]:
    """Return where the owner's catalogues are: as the option says, or in the usual folder."""
    paths = [root / path for path in strings(given)]
    return paths or [path for path in [root / CATALOGUES] if path.is_dir()]


def strings(given: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the values of an option that takes one value or a list.

    >>> strings("sfia"), strings(["sfia", "esco"]), strings("")
    (('sfia',), ('sfia', 'esco'), ())
    """
    return tuple([given] if isinstance(given, str) and given else given or ())


@dataclass(frozen=True, slots=True)
class Option:
    """An option: what it is unless the owner says otherwise, and what it can be."""

    default: Any
    allowed: str
    """The end of the sentence "it must be …"."""
    choices: tuple[str | bool, ...] = ()

    @property
    def kinds(self) -> tuple[type, ...]:
        """The types of its values."""
        kind: type = type(self.default)
        return (str, list) if kind is tuple else (kind, *map(type, self.choices))

    def takes(self, value: Any) -> bool:
        """Whether it can have a value."""
        if isinstance(value, list) and list in self.kinds:
            return all(isinstance(item, str) and self._is_choice(item) for item in value)
        return isinstance(value, self.kinds) and self._is_choice(value)

    def _is_choice(self, value: Any) -> bool:
        return not self.choices or value in self.choices


_PATHS = "a path or a list of paths"
_NAMES = "a name or a list of names"
_FLAG = "true or false"
_TEXT = "text"
_TABLE = "a table"

OPTIONS: Mapping[str, Option] = {
    "personas": Option(("personas",), _PATHS),
    "keywords": Option((UPPERCASE,), f"one or more of {', '.join(names())}", names()),
    "source_url": Option("", _TEXT),
    "changes": Option(CHANGES[0], " or ".join(CHANGES), CHANGES),
    "fonts": Option(True, _FLAG),
    "hosts": Option((), _NAMES),
    "strict": Option(False, _FLAG),
    "catalogues": Option((), _PATHS),
    "frameworks": Option((), _NAMES),
    "search": Option({}, _TABLE),
    "pdf": Option(_BOTH, "a4, letter, both or false", (*PAPERS, _BOTH, True, False)),
    "language": Option("", _TEXT),
    "domains": Option({}, _TABLE),
    "contacts": Option(False, _FLAG),
    "semantic": Option(False, _FLAG),
    "checks": Option({}, _TABLE),
    "root": Option("", _TEXT),
}
"""The options of the plugin by name; a tuple stands for one value or a list.

What MkDocs accepts, what commands accept, `Settings` and the test of the reference page follow
from it.
"""

_SETTINGS: Mapping[str, Option] = {
    "site_name": Option("Handbook", _TEXT),
    "site_url": Option("", _TEXT),
    "repo_url": Option("", _TEXT),
    "edit_uri": Option("", _TEXT),
    "docs_dir": Option("docs", _TEXT),
    "use_directory_urls": Option(True, _FLAG),
}
"""Settings of MkDocs that are read here, too."""

_OF_MKDOCS: Mapping[str, Option] = {"enabled": Option(True, _FLAG)}
"""Options that MkDocs accepts for any plugin."""


def read_options(data: Mapping[str, Any], path: str | Path) -> dict[str, Any]:
    """Return the options of the plugin in a configuration, without empty ones.

    Raises:
        OperatorError: An option is unknown, or has an invalid value.

    >>> options = {"pdf": False, "strict": None}
    >>> read_options({"plugins": ["search", {"rolebook": options}]}, "mkdocs.yml")
    {'pdf': False}
    """
    given = _plugin_options(data.get("plugins"))
    if not isinstance(given, dict):
        raise OperatorError(f"{path}: rolebook must be a table of options, not {given!r}")
    known = {**OPTIONS, **_OF_MKDOCS}
    for name in given:
        if name not in known:
            help = did_you_mean(str(name), OPTIONS) or f"the options are {', '.join(OPTIONS)}"
            raise OperatorError(f"{path}: rolebook has no option {name!r}; {help}")
    return _valid(given, known, path)


def _valid(
    given: Mapping[str, Any], known: Mapping[str, Option], path: str | Path
) -> dict[str, Any]:
    """Return the known values that are not empty, or refuse an invalid one."""
    values = {name: given[name] for name in known if given.get(name) is not None}
    for name, value in values.items():
        if not known[name].takes(value):
            raise OperatorError(
                f"{path}: {name} must be {known[name].allowed}, not {_shown(value)}"
            )
    return values


def _shown(value: Any) -> str:
    # A sentence stays readable with a value of one line.
    return str(value) if isinstance(value, date) else repr(value)[:80]


def read_settings(file: str | Path = DEFAULT) -> Settings:
    """Return the settings in a configuration file, or the defaults if there is none.

    Raises:
        OperatorError: The file was named but is missing, is not YAML, or a value is invalid.
    """
    path = Path(file)
    if not path.exists():
        if path.name != DEFAULT:
            raise OperatorError(f"no such file: {path}")
        return Settings(root=path.parent)
    data = read_configuration(path)
    of_mkdocs = _valid(data, _SETTINGS, path)
    options = read_options(data, path)
    return settings_from(options, of_mkdocs, data.get("theme"), path, root=path.parent)


def settings_from(
    options: Mapping[str, Any],
    of_mkdocs: Mapping[str, Any],
    theme: Any,
    path: str | Path,
    *,
    root: Path,
) -> Settings:
    """Return the settings that options amount to, with defaults for those that are not given.

    Args:
        options: Options of the plugin, each with a valid value.
        of_mkdocs: Settings of MkDocs, each with a valid value.
        theme: The setting `theme` of MkDocs.
        path: The configuration file, for messages.
        root: The folder that paths are relative to.

    Raises:
        OperatorError: The table of `search`, `domains` or `checks` is invalid.
    """
    own = _with_defaults(options, OPTIONS)
    mkdocs = _with_defaults(of_mkdocs, _SETTINGS)
    return Settings(
        root=root,
        site_name=mkdocs["site_name"],
        personas=strings(own["personas"]),
        keywords=strings(own["keywords"]),
        changes=own["changes"],
        source_url=own["source_url"] or source_url(mkdocs["repo_url"], root),
        edit_url=edit_url(
            mkdocs["repo_url"], mkdocs["edit_uri"], Path(path).parent / mkdocs["docs_dir"], root
        ),
        fonts=own["fonts"],
        contacts=own["contacts"],
        semantic=own["semantic"],
        hosts=strings(own["hosts"]),
        strict=own["strict"],
        catalogues=strings(own["catalogues"]),
        frameworks=strings(own["frameworks"]),
        site_url=mkdocs["site_url"],
        directory_urls=mkdocs["use_directory_urls"],
        papers=papers(own["pdf"]),
        language=language_of(own["language"], theme),
        search=read_search(own["search"], path),
        domains=read_domains(own["domains"], path),
        checks=read_checks(own["checks"], path),
    )


def _with_defaults(given: Mapping[str, Any], known: Mapping[str, Option]) -> dict[str, Any]:
    """Return the values of all known options; an empty one has its default."""
    values = {name: given.get(name) for name in known}
    return {
        name: known[name].default if value in (None, "", []) else value
        for name, value in values.items()
    }


def papers(pdf: str | bool) -> tuple[str, ...]:
    """Return the sizes of paper that the option `pdf` stands for; `true` means both.

    >>> papers("a4"), papers(True), papers(False)
    (('a4',), ('a4', 'letter'), ())
    """
    if pdf in PAPERS:
        return (str(pdf),)
    return PAPERS if pdf else ()


def pdf_option(papers: tuple[str, ...]) -> str | bool:
    """Return the value of the option `pdf` for some sizes of paper.

    >>> pdf_option(("a4",)), pdf_option(PAPERS), pdf_option(())
    ('a4', 'both', False)
    """
    return (papers[0] if len(papers) == 1 else _BOTH) if papers else False


def language_of(option: str, theme: Any) -> str:
    """Return the language of Rolebook's own words: that of the option, or else of the theme.

    Args:
        option: The option `language`; empty if it is not set.
        theme: The setting `theme` of MkDocs: a name or a table.

    >>> language_of("", {"name": "material", "language": "de"}), language_of("", "readthedocs")
    ('de', 'en')
    """
    of_theme = theme.get("language") if isinstance(theme, dict) else None
    return option or (of_theme if isinstance(of_theme, str) else "") or ENGLISH


def read_domains(given: Any, path: str | Path) -> Mapping[str, tuple[str, ...]]:
    """Return the option `domains` of a configuration file.

    Raises:
        OperatorError: It is not a table from patterns to domains.

    >>> read_domains({"api/": "API", "*.sql": ["DB", "Data"]}, "mkdocs.yml")
    {'api/': ('API',), '*.sql': ('DB', 'Data')}
    """
    names = Option((), _NAMES)
    values = {} if given is None else given
    if isinstance(values, dict) and all(map(names.takes, values.values())):
        return {str(pattern): strings(value) for pattern, value in values.items()}
    raise OperatorError(f"{path}: domains must be a table such as {{'api/': [API]}}, not {given!r}")


_CHECKS: Mapping[str, Option] = {
    "select": Option((), _NAMES),
    "extend-select": Option((), _NAMES),
    "ignore": Option((), _NAMES),
    "per-file-ignores": Option({}, _TABLE),
    "baseline": Option("", "a path"),
}
"""The keys of the option `checks`."""


def read_checks(given: Any, path: str | Path) -> Checks:
    """Return the option `checks` of a configuration file.

    Raises:
        OperatorError: A key is unknown, or a value has the wrong form.

    >>> read_checks({"ignore": "VQ", "per-file-ignores": {"old/": ["DU001"]}}, "mkdocs.yml").ignore
    ('VQ',)
    """
    values = {} if given is None else given
    if not isinstance(values, dict):
        raise OperatorError(
            f"{path}: checks must be a table of {', '.join(_CHECKS)}, not {given!r}"
        )
    for key in values:
        if key not in _CHECKS:
            help = did_you_mean(str(key), _CHECKS) or f"the keys are {', '.join(_CHECKS)}"
            raise OperatorError(f"{path}: checks has no key {key!r}; {help}")
    own = _with_defaults(_valid(values, _CHECKS, f"{path}: checks"), _CHECKS)
    per_file = own["per-file-ignores"]
    if not all(map(_CHECKS["ignore"].takes, per_file.values())):
        raise OperatorError(
            f"{path}: checks: per-file-ignores must be a table such as {{'old/': [VQ]}},"
            f" not {per_file!r}"
        )
    return Checks(
        select=strings(own["select"]),
        extend_select=strings(own["extend-select"]),
        ignore=strings(own["ignore"]),
        per_file_ignores={str(name): strings(value) for name, value in per_file.items()},
        baseline=own["baseline"],
        path=Path(path).as_posix(),
    )


def read_search(given: Any, path: str | Path) -> Search:
    """Return the option `search` of a configuration file.

    Raises:
        OperatorError: A key or value is unknown, or an engine lacks an address that a browser can
            reach.

    >>> given = {"engine": "meilisearch", "url": "https://search.example.com/"}
    >>> read_search(given, "mkdocs.yml").url
    'https://search.example.com'
    """
    names = [field.name for field in fields(Search)]
    values = {} if given is None else given
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise OperatorError(
            f"{path}: search must be a table of {', '.join(names)}, each text, not {given!r}"
        )
    unknown = next((key for key in values if key not in names), None)
    if unknown is not None:
        raise OperatorError(
            f"{path}: search has no key {unknown!r}; the keys are {', '.join(names)}"
        )
    search = Search(**{**values, "url": values.get("url", "").rstrip("/")})
    problem = _problem(search)
    if problem:
        raise OperatorError(f"{path}: {problem}")
    return search


def _problem(search: Search) -> str:
    """Return what is wrong with the option `search`, or an empty string."""
    engine = search.engine
    is_external = engine in ENGINES[2:]
    if engine not in ENGINES:
        return f"search.engine must be one of {', '.join(ENGINES)}, not {engine!r}"
    if is_external and not search.url:
        return f"search.engine {engine} needs search.url"
    if search.url and not is_external:
        return f"search.engine {engine} takes no search.url"
    if search.key and not is_external:
        return f"search.engine {engine} takes no search.key; it would be published"
    if is_external and not search.url.startswith(_ADDRESSES):
        return f"search.url must start with {', '.join(_ADDRESSES)}, not {search.url!r}"
    return "" if search.index else "search.index is empty"


def source_url(repo_url: str, root: Path) -> str:
    """Return the address of a source line in a repository; empty if the host is unknown.

    Args:
        repo_url: Address of the repository.
        root: Folder that source paths are relative to; the repository may begin above it.

    >>> source_url("https://github.com/acme/handbook/", Path("/"))
    'https://github.com/acme/handbook/blob/HEAD/{path}#L{line}'
    """
    repo = repo_url.rstrip("/")
    form = next((form for host, form in _LINES.items() if repo.startswith(host)), "")
    return form.replace("{repo}", repo).replace("{path}", f"{_below_repository(root)}{{path}}")


def edit_url(repo_url: str, edit_uri: str, docs_dir: Path, root: Path) -> str:
    """Return the address where a file is edited; empty without one for the owner's pages.

    Args:
        repo_url: Address of the repository.
        edit_uri: Where its host edits the pages in `docs_dir`, below that address.
        docs_dir: Folder of the owner's pages.
        root: Folder that source paths are relative to.

    >>> edit_url("https://github.com/acme/book", "edit/main/docs/", Path("/b/docs"), Path("/b"))
    'https://github.com/acme/book/edit/main/{path}#L{line}'
    >>> edit_url("https://git.example/acme/book/", "_edit/main/", Path("/b"), Path("/b/roles"))
    'https://git.example/acme/book/_edit/main/roles/{path}'
    """
    if not repo_url or not edit_uri:
        return ""
    joint = "" if edit_uri.startswith(("?", "#")) else "/"
    folder = f"{repo_url.rstrip('/')}{joint}{edit_uri.strip('/')}"
    for part in Path(os.path.relpath(root.resolve(), docs_dir.resolve())).parts:
        folder = folder.rpartition("/")[0] if part == ".." else f"{folder}/{part}"
    has_lines = any(mark in folder for mark in _EDITED_AT_LINE)
    return f"{folder}/{{path}}{'#L{line}' if has_lines else ''}"


def _below_repository(root: Path) -> str:
    """Return the path of a folder in its repository, with a slash at the end; empty at the top."""
    folder = root.resolve()
    top = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return "".join(f"{part}/" for part in folder.relative_to(top).parts)


def _plugin_options(plugins: Any) -> Any:
    """Return the options of the plugin; MkDocs allows a list or a table of plugins."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    tables = [entry for entry in entries if isinstance(entry, dict)]
    return next((table["rolebook"] for table in tables if "rolebook" in table), None) or {}
