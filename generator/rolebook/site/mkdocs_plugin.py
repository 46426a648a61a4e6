"""Files into an MkDocs build: the thinnest module, and the one that leaving MkDocs would replace."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import nest_paths

from .. import pages
from ..build import Site, load, load_catalogues, site
from ..history import check_releases, releases
from ..input.files import LISTING, OperatorError, require_markdown
from ..input.settings import (
    CHANGES,
    KEYWORDS,
    Search,
    catalogue_paths,
    language_of,
    read_domains,
    read_search,
    source_url,
    strings,
)
from ..model.diagnostics import Severity
from ..output import listed, write
from ..output.display import shown, shown_lines
from ..output.progress import NO_PROGRESS, Progress
from ..report import summary
from ..search import SEPARATOR, THEME_SEPARATOR, Record
from .nav import navigation, paths_in, theme_text
from .remote_hosts import HIGHLIGHTING, foreign, host_of_facts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from ..link.handbook import Handbook
    from ..paper import Pressed
    from ..views.releases import Release

log = get_plugin_logger(__name__)
_ID = re.compile(r'\bid="([^"]+)"')
_PRINTED: dict[str, Pressed] = {}
"""The sheets of the build before; a server builds whenever a file is saved, and makes a plugin each time."""


class RolebookConfig(Config):
    """The options under `plugins: - rolebook:` in `mkdocs.yml`."""

    personas = c.Type((str, list), default="personas")
    """Folder or files with personas and RFC 2119 documents, or a list of them, beside `mkdocs.yml`."""
    keywords = c.Choice(KEYWORDS, default=KEYWORDS[0])
    """`bold-lowercase` also reads `**must**` as a keyword."""
    source_url = c.Type(str, default="")
    """Address of a source line, with `{path}` and `{line}`; made from `repo_url` on GitHub and GitLab."""
    changes = c.Choice(CHANGES, default=CHANGES[0])
    """Where the changes page has its releases from: the days on which the lock file was written, or git's tags."""
    fonts = c.Type(bool, default=True)
    """Use the bundled fonts, so that a page loads nothing from another host."""
    hosts = c.Type((str, list), default="")
    """A host that pages may load from, or a list of hosts; the build warns about any other."""
    strict = c.Type(bool, default=False)
    """Let errors in the personas fail a build with `--strict`."""
    catalogues = c.Type((str, list), default="")
    """Files or folders with catalogues of skills of your own, or a list of them; `catalogues/` where it exists."""
    frameworks = c.Type((str, list), default="")
    """Catalogues to use, in the order in which a code is looked for; `sfia` and `esco` unless it says otherwise."""
    search = c.Type(dict, default={})
    """What answers a search: `engine`, and for one outside the site its `url`, `index` and `key`."""
    pdf = c.Type(bool, default=True)
    """Print checklists and rubrics as PDF."""
    language = c.Type(str, default="")
    """Language of the words that Rolebook adds; that of the theme unless it says otherwise."""
    domains = c.Type(dict, default={})
    """From patterns of files to the domains that a change of theirs touches; for `rolebook rubric --changed`."""
    root = c.Type(str, default="")
    """Folder that source paths are relative to; the one of `mkdocs.yml` unless the command line says otherwise."""


class RolebookPlugin(BasePlugin[RolebookConfig]):
    """Adds the handbook to an MkDocs site."""

    _book: Handbook
    _releases: list[Release] | None
    _site: Site
    _search: Search
    _displaced: set[str]

    def __init__(self) -> None:
        self.progress: Progress = NO_PROGRESS
        """Who is told how far a build has come; the command line puts a line on the terminal here."""
        self._configured: MkDocsConfig | None = None
        self._read: MkDocsConfig | None = None
        self._is_again = False
        """Whether the site is built again in the same place, as a plugin for languages does for each language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register assets and templates, and watch the personas."""
        if self._configured is config:
            return config
        self._configured = config
        try:
            self.check(config)
            self._search = read_search(self.config.search, config.config_file_path)
            read_domains(self.config.domains, config.config_file_path)
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error
        config.watch = [
            *config.watch,
            *(str(path) for path in (*self._paths(config), *self._catalogues(config))),
        ]
        config.extra_css = ["assets/rolebook/rolebook.css", *config.extra_css]
        scripts = pages.THEME_SCRIPTS if self._has_search(config) else pages.SCRIPTS
        config.extra_javascript = [
            *config.extra_javascript,
            *(f"assets/rolebook/{name}" for name in scripts),
        ]
        config.theme["rolebook_search"] = self._has_search(config)
        if self.config.fonts:
            config.theme["font"] = False
        self._keep_to_this_host(config)
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, str(Path(__file__).parents[1] / "theme"))
        return config

    def _keep_to_this_host(self, config: MkDocsConfig) -> None:
        """Turn off what a theme loads from other hosts, unless the owner allows them."""
        allowed = strings(self.config.hosts)
        if config.theme.name in ("mkdocs", "readthedocs") and HIGHLIGHTING not in allowed:
            config.theme["highlightjs"] = False
        config.theme["rolebook_facts"] = host_of_facts(config.repo_url or "") in allowed
        self._is_looked_through = False

    def check(self, config: MkDocsConfig) -> None:
        """Make sure that the sources are there, and that emptying the site's folder does not delete them.

        Raises:
            OperatorError: They are missing, the site would be built over them or over the
                configuration, or there is no history for the page of changes.
        """
        check_releases(config.config_file_path, self.config.changes)
        site_dir = Path(config.site_dir).resolve()
        for path in (*self._paths(config), *self._catalogues(config)):
            if not path.exists():
                raise OperatorError(f"no such file or folder: {path}")
            if site_dir.is_relative_to(path.resolve()):
                raise OperatorError(f"the site cannot be built inside {path}")
        for path in self._paths(config):
            require_markdown(path)
        for path in (
            *self._paths(config),
            *self._catalogues(config),
            Path(config.config_file_path),
            self._root(config),
        ):
            if path.resolve().is_relative_to(site_dir):
                raise OperatorError(f"building into {config.site_dir} would delete {path}")

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read the personas before MkDocs empties the site's folder: if that fails, the old site stays."""
        self._book = self._load(config)
        try:
            self._releases = releases(config.config_file_path, self.config.changes)
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error

    @event_priority(
        -200
    )  # plugins for languages run at -100, and would take our pages for those of the owner
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the personas, their assets and data."""
        # Pages that `rolebook build --pages` left in the docs folder are ours, and stale.
        for stale in filter(None, map(files.get_file_from_path, listed(config.docs_dir))):
            files.remove(stale)
        self._is_again = self._read is config
        if not self._is_again:
            self._read = config
            self._make(files, config)
        self._themed = self.progress("pages put into the theme")
        self._made: list[Page] = []
        self._add_pages(files, config)
        for file in (*pages.assets(self._book.say), *self._site.data):
            files.append(_generated(config, file.path, file.content))
        return files

    def _make(self, files: Files, config: MkDocsConfig) -> None:
        """Make the pages of the personas, and find those whose place a page of the owner has."""
        # Under whatever name MkDocs takes for a home page, `index.md` or `README.md`.
        has_home = any(file.dest_uri == "index.html" for file in files)
        options = pages.Options(
            name=config.site_name,
            directory_urls=config.use_directory_urls,
            source_url=self.config.source_url
            or source_url(config.repo_url or "", self._root(config)),
            site_url=config.site_url or "",
            home="handbook/" if has_home else "",
            search=self._search,
            pdf=self.config.pdf,
        )
        self._site = site(self._book, options, self._releases, self.progress("pages made"))
        taken = {file.dest_uri: file.src_uri for file in files}
        made = {pages.source_path(page.path): f"{page.path}index.html" for page in self._site.pages}
        self._displaced = {uri for uri, address in made.items() if address in taken}
        for uri in sorted(self._displaced):
            log.info(
                shown(f"{taken[made[uri]]} is kept: your own page has the place of a generated one")
            )

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the generated pages and their navigation; a page of the owner at the same address is kept."""
        context = self._site.context
        written = [
            page.src_uri for page in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
        ]
        config.nav = navigation(
            config.nav or nest_paths(written), context.book, context.options.home, self._displaced
        )
        in_nav = paths_in(config.nav)
        uris = (pages.source_path(page.path) for page in self._site.pages)
        for uri in (uri for uri in uris if uri not in self._displaced):
            files.append(_file(config, uri, is_in_nav=uri in in_nav))

    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Put the ready HTML into its page: Markdown would cost more than everything else together."""
        made = self._site.by_source.get(page.file.src_uri)
        if made is None or page.file.generated_by != "rolebook":
            return None
        self._made.append(page)
        self._themed(len(self._made))
        page.meta = {"description": theme_text(made.description), "search": {"exclude": True}}
        if not page.is_homepage:
            page.meta["title"] = theme_text(made.title)
        hidden = [] if made.toc else ["toc"]
        # Tabs show all sections, and a column with the explorer alone would take the place of its
        # facets.
        if made.path == pages.EXPLORER and "navigation.tabs" in config.theme.get("features", ()):
            hidden.append("navigation")
        page.meta["hide"] = hidden
        page.toc = TableOfContents([_anchor(entry, 2) for entry in made.toc])
        page.present_anchor_ids = set(
            _ID.findall(made.html)
        )  # so that links of the owner's pages can be checked
        return str(made.html)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Warn about what pages load from other hosts, and keep ours as the first of several builds wrote them."""
        if page.file.generated_by != "rolebook":
            return output
        if self._is_again:
            return ""  # MkDocs does not write an empty page
        if not self._is_looked_through:
            self._is_looked_through = True
            self._tell_hosts(output, config)
        return output

    def _tell_hosts(self, output: str, config: MkDocsConfig) -> None:
        """Warn about what the theme, or what the owner added to it, loads from other hosts: the same on every page."""
        files = [*config.extra_css, *map(str, config.extra_javascript)]
        for one in foreign(output, site_url=config.site_url or ""):
            if one.host not in strings(self.config.hosts):
                _warn(one.told(files=files, theme=config.theme.name or ""))

    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the small pages, and what a search reads, after all plugins that write or change its index."""
        write(self._site.standalone_pages(), config.site_dir, self.progress("permalinks written"))
        write(self._site.pdfs(self.progress("sheets printed"), _warn, _PRINTED), config.site_dir)
        index = Path(config.site_dir, "search", "search_index.json")
        data: dict[str, Any] = (
            json.loads(index.read_text(encoding="utf-8")) if index.exists() else {"docs": []}
        )
        # MkDocs' own search does not know that pages can be left out.
        ours = {page.url for page in self._made}
        data["docs"] = [
            record for record in data["docs"] if record["location"].partition("#")[0] not in ours
        ]
        write(self._site.search_files(data["docs"]), config.site_dir)
        if index.exists():
            if not self._has_search(config):
                if data["config"].get("separator") == THEME_SEPARATOR:
                    data["config"]["separator"] = SEPARATOR
                data["docs"] += map(_escaped, self._site.records())
            index.write_text(
                json.dumps(data, separators=(",", ":"), ensure_ascii=False), encoding="utf-8"
            )
        # Plain MkDocs builds over a site of ours, and leaves a list of what was there before.
        Path(config.site_dir, LISTING).unlink(missing_ok=True)

    def _has_search(self, config: MkDocsConfig) -> bool:
        """Whether the header has our search; templates of other themes do not know it."""
        return self._search.engine != "theme" and config.theme.name == "material"

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(self.config.root or Path(config.config_file_path).parent)

    def _paths(self, config: MkDocsConfig) -> list[Path]:
        return [self._root(config) / path for path in strings(self.config.personas)]

    def _catalogues(self, config: MkDocsConfig) -> list[Path]:
        return catalogue_paths(self.config.catalogues, self._root(config))

    def _load(self, config: MkDocsConfig) -> Handbook:
        try:
            book = load(
                *self._paths(config),
                root=self._root(config),
                bold_lowercase=self.config.keywords == KEYWORDS[1],
                catalogues=load_catalogues(
                    *self._catalogues(config),
                    frameworks=strings(self.config.frameworks),
                    root=self._root(config),
                ),
                language=language_of(
                    self.config.language, {"language": config.theme.get("language")}
                ),
                progress=self.progress("files read"),
            )
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error
        if self.config.strict:
            for diagnostic in book.diagnostics:
                if diagnostic.severity is Severity.ERROR:
                    _warn(f"{diagnostic.span}: {diagnostic.code} {diagnostic.message}")
        if book.diagnostics:
            log.info(f"{summary(book.diagnostics)}; 'rolebook check' shows them")
        return book


def _warn(sentence: str) -> None:
    log.warning(shown(sentence))


def _escaped(record: Record) -> Record:
    """Return a record whose texts a theme can print as HTML."""
    title, text = (
        html.escape(record["title"], quote=False),
        html.escape(record["text"], quote=False),
    )
    return {**record, "title": title, "text": text}


def _file(config: MkDocsConfig, uri: str, *, is_in_nav: bool) -> MkDocsFile:
    """Return the file that a generated page stands in for."""
    inclusion = InclusionLevel.UNDEFINED if is_in_nav else InclusionLevel.NOT_IN_NAV
    file = _generated(config, uri, "", inclusion)
    if "/" in uri:
        # A theme with section index pages takes the first page called `index` for the index of its
        # section. The address is made of the name, so it is asked for before the name changes.
        _ = file.dest_uri, file.url
        file.name = uri.split("/")[-2]
    return file


def _generated(
    config: MkDocsConfig,
    uri: str,
    content: str | bytes,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> MkDocsFile:
    """Return a file that is not on the disk, with a path all the same.

    MkDocs gives such a file no path, but plugins that go through all files compare or open the path
    of each.
    """
    file = MkDocsFile.generated(config, uri, content=content, inclusion=inclusion)
    file.abs_src_path = config.config_file_path
    return file


def _anchor(entry: pages.TocEntry, level: int) -> AnchorLink:
    link = AnchorLink(theme_text(entry.title), entry.anchor, level)
    link.children = [_anchor(child, level + 1) for child in entry.children]
    return link
