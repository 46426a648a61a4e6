"""Generated files into an MkDocs build: the only module to replace if Rolebook left MkDocs."""

from __future__ import annotations

import html
import json
import re
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import nest_paths

from .. import pages
from ..addresses import folded
from ..addresses.former import REDIRECTS, redirects
from ..build import Site, load, load_catalogues, site
from ..checks.baseline import baseline_of, with_known
from ..checks.selecting import selection_of
from ..history import check_releases, releases
from ..identity.lock import NAME
from ..input.configuration import read_configuration, written
from ..input.files import LISTING, File, Made, OperatorError
from ..input.folders import require_markdown
from ..input.settings import OPTIONS, Option, Settings, catalogue_paths, settings_from
from ..input.sidecars import REVIEWS
from ..keeping import Kept, sentence_model
from ..messages import ENGLISH
from ..model.diagnostics import Severity
from ..output import listed, write
from ..output.display import shown, shown_lines
from ..output.progress import NO_PROGRESS, Progress
from ..output.store import Store, key_of
from ..pages.assets import FOLDER, LEAF
from ..report import not_read, summary
from ..search import SEPARATOR, THEME_SEPARATOR, Record
from .indents import without_indents
from .nav import SECTIONS, navigation, paths_in, theme_text, with_sections
from .options import site_options
from .reach import ANCHOR, reachable
from .remote_hosts import HIGHLIGHTING, foreign, host_of_facts
from .shell import (
    HOLE,
    PLACE,
    header_style,
    is_sheet,
    primary_of,
    shell_of,
    shell_script,
)
from .unchanged import SELF_CONTAINED, tree
from .unloaded import search_languages, unloaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from ..link.handbook import Handbook
    from ..model.meaning import SentenceModel
    from ..paper import Job, Sheet
    from ..views.releases import Release

log = get_plugin_logger(__name__)
_NOT_FOUND = "404.html"
"""The template of the page that hosts show for an address without a page."""
_ID = re.compile(r'\bid="([^"]+)"')
_KEYWORDS: list[tuple[str, ...]] = [()]
"""The keywords of the command line, the last ones valid; empty for those of the configuration."""


_ROOM = "pages"
"""Where pages in the theme are kept."""
_KEPT = "rolebook-kept.html"
"""The template of a page that was made before."""
_INDEX = "search/search_index.json"
"""What the theme's search reads."""
_SHELL = f"{PLACE}index.md"
"""The page from which the theme around small pages is taken; no site has it."""
_LATER = "rolebook-later.html"
"""The template of a page that is made when it is asked for: it is empty."""


@contextmanager
def keywords_for_all(keywords: tuple[str, ...]) -> Iterator[None]:
    """Let all builds read these words as keywords, whatever their configuration says.

    A server makes a plugin for each build, so that none of them could hold the keywords.
    """
    _KEYWORDS.append(keywords)
    try:
        yield
    finally:
        _KEYWORDS.pop()


def _for_mkdocs(option: Option) -> c.OptionallyRequired[Any]:
    """Return an option in the terms of MkDocs."""
    if isinstance(option.default, tuple):
        return _OneOrMore(option)
    if option.choices:
        return c.Choice(option.choices, default=option.default)
    return c.Type(option.kinds, default=option.default)


class _OneOrMore(c.Type[Any]):
    """A value or a list of values."""

    def __init__(self, option: Option) -> None:
        super().__init__(option.kinds, default=list(option.default))
        self._option = option

    def run_validation(self, value: object) -> Any:
        if not self._option.takes(value):
            raise ValidationError(f"it must be {self._option.allowed}")
        return super().run_validation(value)


class RolebookConfig(Config):
    """The options under `plugins: - rolebook:` in `mkdocs.yml`; `OPTIONS` lists them."""

    _schema = tuple((name, _for_mkdocs(option)) for name, option in OPTIONS.items())


class RolebookPlugin(BasePlugin[RolebookConfig]):
    """Adds the handbook to an MkDocs site."""

    store: Store
    """What earlier builds made; `.rolebook/` next to the configuration unless set before."""
    write: Callable[[Iterable[File], Callable[[int], None]], None]
    """Writes files below the folder of the site; the command line sets one that writes less."""

    _settings: Settings
    _book: Handbook
    _releases: list[Release] | None
    _site: Site
    _displaced: set[str]
    _leaf: list[File]
    """The script of pages without the theme, with the theme in it."""
    # What a build made that a server needs for each of our pages.
    _navigation: Navigation
    _files: Files
    _env: Environment
    _config: MkDocsConfig
    _configuration: str
    _index: str
    """The index of the theme's search, without our pages; empty if it has none."""

    def __init__(self) -> None:
        self.progress: Progress = NO_PROGRESS
        """Receives the progress of a build; the command line shows it on the terminal."""
        self._keys: dict[str, str] = {}
        """By path of a page, the key of what it is made from, where it can be kept."""
        self._configured: MkDocsConfig | None = None
        self._read: MkDocsConfig | None = None
        self.is_on_demand = False
        """Whether a server asks for our pages one by one, so that a build makes none of them."""
        self._is_again = False
        """Whether the same site is built again, as plugins for languages do for each language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register assets and templates, and watch the personas."""
        if self._configured is config:
            return config
        self._configured = config
        if not hasattr(self, "store"):
            self.store = Store.next_to(config.config_file_path, _warn)
        if not hasattr(self, "write"):
            self.write = partial(_write_below, config)
        try:
            self.check(config)
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error
        config.watch = [*config.watch, *map(str, self._sources())]
        config.extra_css = ["assets/rolebook/rolebook.css", *config.extra_css]
        scripts = pages.THEME_SCRIPTS if self._has_search(config) else pages.SCRIPTS
        config.extra_javascript = [
            *config.extra_javascript,
            *(_deferred(f"assets/rolebook/{name}") for name in scripts),
        ]
        config.theme["rolebook_search"] = self._has_search(config)
        if config.theme.name == "material" and not config.nav:
            config.theme["features"] = with_sections(config.theme.get("features", ()))
        if self._settings.fonts:
            config.theme["font"] = False
        self._keep_to_this_host(config)
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, str(Path(__file__).parents[1] / "theme"))
        return config

    def _keep_to_this_host(self, config: MkDocsConfig) -> None:
        """Turn off what a theme loads from other hosts, unless the owner allows it."""
        allowed = self._settings.hosts
        if config.theme.name in ("mkdocs", "readthedocs") and HIGHLIGHTING not in allowed:
            config.theme["highlightjs"] = False
        config.theme["rolebook_facts"] = host_of_facts(config.repo_url or "") in allowed
        self._is_looked_through = False

    def check(self, config: MkDocsConfig) -> None:
        """Read the options, and make sure that the sources exist and the build won't delete them.

        Raises:
            OperatorError: An option is invalid, sources are missing, the site would be built over
                them or over the configuration, or the changes page has no history to show.
        """
        root = Path(self.config["root"] or Path(config.config_file_path).parent)
        self._settings = settings_from(
            self.config,
            {**config, "edit_uri": _edit_uri(config)},
            {"language": config.theme.get("language")},
            config.config_file_path,
            root=root,
        )
        if _KEYWORDS[-1]:
            self._settings = replace(self._settings, keywords=_KEYWORDS[-1])
        check_releases(config.config_file_path, self._settings.changes)
        site_dir = Path(config.site_dir).resolve()
        for path in self._sources():
            if not path.exists():
                raise OperatorError(f"no such file or folder: {path}")
            if site_dir.is_relative_to(path.resolve()):
                raise OperatorError(f"the site cannot be built inside {path}")
        for path in self._settings.paths:
            require_markdown(path)
        for path in (*self._sources(), Path(config.config_file_path), root):
            if path.resolve().is_relative_to(site_dir):
                raise OperatorError(f"building into {config.site_dir} would delete {path}")

    @property
    def book(self) -> Handbook:
        """The handbook of the last build."""
        return self._book

    @property
    def site(self) -> Site:
        """Everything that is published of the last build."""
        return self._site

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read the personas before MkDocs empties the site's folder: if that fails, it stays."""
        self._book = self._load()
        self._configuration = config.config_file_path
        self._releases = self._releases_now()

    def _releases_now(self) -> list[Release] | None:
        try:
            return releases(self._configuration, self._settings.changes, self._kept, self.store)
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error

    # Plugins for languages run at -100, and would mistake our pages for the owner's.
    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the personas, their assets and data."""
        # Pages that `rolebook build --pages` wrote to the docs folder are ours, and out of date.
        for stale in filter(None, map(files.get_file_from_path, listed(config.docs_dir))):
            files.remove(stale)
        self._is_again = self._read is config
        if not self._is_again:
            self._read = config
            self._make(files, config)
        search = config.plugins.get("material/search") or config.plugins.get("search")
        languages = None if self._has_search(config) else search_languages(search)
        for needless in unloaded(files, config.docs_dir, languages):
            files.remove(needless)
        self._themed = self.progress("pages themed")
        self._made: list[Page] = []
        self._add_pages(files, config)
        data = [] if self.is_on_demand else self._site.data
        for file in (*pages.assets(self._book.say, _header_style(files, config)), *data):
            files.append(_generated(config, file.path, file.content))
        self._add_redirects(files, config)
        return files

    def _make(self, files: Files, config: MkDocsConfig) -> None:
        """Make the pages of the personas, and find those replaced by pages of the owner."""
        # MkDocs takes `index.md` or `README.md` for a home page.
        has_home = any(file.dest_uri == "index.html" for file in files)
        options = site_options(
            self._settings,
            home="handbook/" if has_home else "",
            theme_language=_theme_language(config),
        )
        self._site = site(self._book, options, self._releases)
        taken = {file.dest_uri: file.src_uri for file in files}
        made = {pages.source_path(page.path): f"{page.path}index.html" for page in self._site.pages}
        self._displaced = {uri for uri, address in made.items() if address in taken}
        for uri in sorted(self._displaced):
            log.info(
                shown(f"your page {taken[made[uri]]} replaces the generated page at its address")
            )
        ours = {folded(address): address for address in made.values()}
        for address, source in taken.items():
            generated = ours.get(folded(address), address)
            if generated != address:
                _warn(
                    f"your page {source} and the generated page {generated} are one file on macOS "
                    f"and Windows; give yours another name"
                )

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the generated pages and their navigation, except those that the owner replaces."""
        context = self._site.context
        written = [
            page.src_uri for page in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
        ]
        config.nav = navigation(
            config.nav or nest_paths(written),
            context.book,
            context.options.home,
            self._displaced,
            has_sections=_has_sections(config),
        )
        in_nav = paths_in(config.nav)
        uris = (pages.source_path(page.path) for page in self._site.pages)
        for uri in (uri for uri in uris if uri not in self._displaced):
            files.append(_file(config, uri, is_in_nav=uri in in_nav))

    def _add_redirects(self, files: Files, config: MkDocsConfig) -> None:
        """Add the former addresses of pages to the owner's redirects."""
        context = self._site.context
        owners = files.get_file_from_path(REDIRECTS)
        text = redirects(
            [page.path for page in self._site.pages],
            [one.framework.key for one in context.book.catalogues if one.framework.is_coded],
            site_url=context.options.site_url,
            index=context.options.index,
            written=owners.content_bytes.decode(errors="replace") if owners else "",
        )
        if text:
            if owners:
                files.remove(owners)
            files.append(_generated(config, REDIRECTS, text))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Spare our pages the reading of Markdown, and find what is the same around all of them."""
        for file in files.documentation_pages():
            if file.generated_by == "rolebook" and file.page:
                file.page.__class__ = _MadePage
        self._navigation, self._files = nav, files
        return nav

    @event_priority(-100)  # the theme around small pages is made when other plugins are ready
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give our words to our partials of the theme, and take the pages that are kept."""
        env.globals["rolebook_say"] = self._book.say
        self._env, self._config = env, config
        self._keys = {}
        if not self._is_again:
            self._leaf = list(self._leaf_script())
        if self._can_keep(config) and not self._is_again and not self.is_on_demand:
            shell = self._shell(config)
            for page in self._made:
                self._take(page, shell)
        return env

    def _can_keep(self, config: MkDocsConfig) -> bool:
        """Whether nothing but the theme and we ourselves make our pages."""
        is_known = SELF_CONTAINED.issuperset(config.plugins) and not config.hooks
        return is_known and config.theme.name == "material" and self.store.keeps

    def _shell(self, config: MkDocsConfig) -> str:
        """Return the key of what all pages have around their articles."""
        custom, configuration = config.theme.custom_dir, Path(config.config_file_path)
        return key_of(
            *written(configuration),
            repr(read_configuration(configuration)),  # with values of the environment
            repr(self._settings),
            config.site_url or "",
            str(self._navigation),  # pages have their titles by now
            *(tree(Path(custom)) if custom else ()),
        )

    def _take(self, page: Page, shell: str) -> None:
        """Use a page in the theme that an earlier build made of the same, or note its key."""
        made = self._site.by_source[page.file.src_uri]
        parts = (made.path, made.title, made.description, repr(made.toc), made.html)
        key = key_of(shell, repr(page.title), repr(page.meta), *parts)
        kept = self.store.get(_ROOM, key)
        if kept is None:
            self._keys[page.file.src_uri] = key
            return
        page.rolebook_kept = kept.decode()  # type: ignore[attr-defined]
        page.meta["template"] = _KEPT
        page.content = ""

    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Put the finished HTML into its page: Markdown would take longer than everything else."""
        if page.file.generated_by != "rolebook":
            return None
        if self.is_on_demand:
            page.meta = {"template": _LATER}
            return ""
        self._made.append(page)
        self._themed(len(self._made))
        return self._fill(page, self._site.by_source[page.file.src_uri], config)

    def _fill(self, page: Page, made: pages.Page, config: MkDocsConfig) -> str:
        """Give a page in the theme what it needs to know of ours, and return the article."""
        page.meta = {"description": theme_text(made.description), "search": {"exclude": True}}
        if not page.is_homepage:
            page.meta["title"] = theme_text(made.title)
        hidden = [] if made.toc else ["toc"]
        # With tabs, the navigation column would show just the explorer, and take its facets' space.
        if made.path == pages.EXPLORER and "navigation.tabs" in config.theme.get("features", ()):
            hidden.append("navigation")
        page.meta["hide"] = hidden
        page.toc = TableOfContents([_anchor(entry, 2) for entry in made.toc])
        # MkDocs checks the links of the owner's pages against these.
        page.present_anchor_ids = _Anchors(made)  # type: ignore[assignment]
        return str(made.html)

    def themed(self, uri: str) -> str | None:
        """Return a page in the theme, made now, of a site that was built on demand.

        Args:
            uri: The Markdown file that stands for it: `p/tester/index.md`.
        """
        made = self._site.page(uri.removesuffix("index.md"))
        if made is None or uri in self._displaced:
            return None
        config, files = self._config, self._files
        file = files.get_file_from_path(uri) or _file(config, uri, is_in_nav=False)
        page = file.page or Page(None, file, config)
        page.markdown = ""
        page.content = self._fill(page, made, config)
        page.active = True
        try:
            return self._around(page, config)
        finally:
            page.active = False

    def _around(self, page: Page, config: MkDocsConfig) -> str | None:
        """Return a page whose article is there, with the theme around it."""
        nav = self._navigation
        context = get_context(nav, self._files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        output = self._env.get_template("main.html").render(context)
        return config.plugins.on_post_page(output, page=page, config=config)

    def _leaf_script(self) -> Iterator[File]:
        """Yield the script of pages without the theme, if it can put our theme around them."""
        if self._config.theme.name == "material":
            yield File(f"{FOLDER}{LEAF}", self._shelled())

    def _shelled(self) -> bytes:
        config, leaf = self._config, pages.asset(LEAF)
        page = _MadePage(None, _file(config, _SHELL, is_in_nav=False), config)
        page.meta = {"title": config.site_name, "hide": ["toc"], "search": {"exclude": True}}
        page.markdown, page.content, page.edit_url = "", HOLE, None
        page.toc = TableOfContents([AnchorLink("", ANCHOR, 2)])
        shell = shell_of(self._around(page, config) or "", _theme_language(config))
        return shell_script(shell, leaf) if shell else leaf.encode()

    def again(self) -> bool:
        """Read the personas again, and return whether the pages around ours are still right.

        Raises:
            PluginError: They cannot be read.
        """
        before = self._names()
        book, came = self._load(), self._releases_now()
        self._book, self._site = book, site(book, self._site.context.options, came)
        return before == self._names()

    @property
    def sources(self) -> list[Path]:
        """What only we read: personas, catalogues, lock files, answers of reviews, a baseline."""
        root, baseline = self._settings.root, self._settings.checks.baseline
        beside = (NAME, REVIEWS, baseline) if baseline else (NAME, REVIEWS)
        return [*self._sources(), *(root / name for name in beside)]

    @property
    def watched(self) -> list[str]:
        """The files and folders that a site is made of."""
        config = self._config
        theme = [config.theme.custom_dir] if config.theme.custom_dir else []
        files = [config.config_file_path, config.docs_dir, *theme, *config.watch]
        return [*map(str, self.sources), *files]

    def later_files(self, press: Callable[[Job], bytes]) -> Iterator[File]:
        """Yield our files besides pages in the theme; none of them is made yet.

        Args:
            press: Makes a printed sheet.
        """
        yield from self._site.data
        yield from self._leaf
        yield from self._site.standalone_pages()
        for sheet in self._site.sheets():
            yield Made(sheet.path, partial(_pressed, sheet, press))
        yield from self.search_files()

    def _names(self) -> list[object]:
        """Return what the navigation is made of."""
        has_sections = _has_sections(self._config)
        home = self._site.context.options.home
        return navigation([], self._book, home, has_sections=has_sections)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Warn about what pages load from other hosts; in repeated builds, keep our first pages."""
        if page.file.generated_by != "rolebook":
            return reachable(output, self._book.say("skip-to-content"))
        if self._is_again or page.meta.get("template") == _LATER:
            return ""  # MkDocs does not write an empty page
        if not self._is_looked_through:
            self._is_looked_through = True
            self._warn_of_hosts(output, config)
        output = reachable(without_indents(output), self._book.say("skip-to-content"))
        if page.file.src_uri in self._keys:
            self.store.put(_ROOM, self._keys[page.file.src_uri], output.encode())
        return output

    def _warn_of_hosts(self, output: str, config: MkDocsConfig) -> None:
        """Warn about what a page loads from other hosts; theme and extras do so on every page."""
        files = [*config.extra_css, *map(str, config.extra_javascript)]
        for loaded in foreign(output, site_url=config.site_url or ""):
            if loaded.host not in self._settings.hosts:
                _warn(loaded.warning(files=files, theme=config.theme.name or ""))

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Let the page for unknown addresses lead on from former ones.

        The script is in the page, since without `site_url` nobody knows where the site's files are.
        """
        if template_name != _NOT_FOUND:
            return output
        head, end, rest = output.rpartition("</body>")
        return f"{head}<script>{pages.asset('moved.js')}</script>{end}{rest}" if end else output

    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write small pages, PDFs and search data, after plugins that change the search index."""
        index = Path(config.site_dir, _INDEX)
        self._index = index.read_text(encoding="utf-8") if index.exists() else ""
        if not self.is_on_demand:
            self._write_all(config)
        self.store.tidy()

    def _write_all(self, config: MkDocsConfig) -> None:
        self.write(self._leaf, lambda _: None)
        self.write(self._site.standalone_pages(), self.progress("permalinks written"))
        self.write(self._site.pdfs(self.progress("PDFs made"), _warn, self.store), lambda _: None)
        self.write(self.search_files(), lambda _: None)
        # Plain MkDocs builds over a site of ours, and leaves its list of the old files.
        Path(config.site_dir, LISTING).unlink(missing_ok=True)

    def search_files(self) -> Iterator[File]:
        """Yield what our search reads, and the index of the theme's search with our rules."""
        data: dict[str, Any] = json.loads(self._index) if self._index else {"docs": []}
        # MkDocs' own search does not know that pages can be left out.
        ours = {file.url for file in self._files if file.generated_by == "rolebook"}
        ours.add(_file(self._config, _SHELL, is_in_nav=False).url)
        data["docs"] = [
            record for record in data["docs"] if record["location"].partition("#")[0] not in ours
        ]
        yield from self._site.search_files(data["docs"])
        if self._index:
            yield Made(_INDEX, partial(self._theme_index, data))

    def _theme_index(self, data: dict[str, Any]) -> bytes:
        """Return what the theme's search reads; it has our rules, unless ours answers."""
        if not self._has_search(self._config):
            config = data["config"]
            if config.get("separator") == THEME_SEPARATOR:
                config = {**config, "separator": SEPARATOR}
            docs = [*data["docs"], *map(_escaped, self._site.records())]
            data = {**data, "config": config, "docs": docs}
        return json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()

    def _has_search(self, config: MkDocsConfig) -> bool:
        """Whether the header has our search; the templates of other themes have no place for it."""
        return self._settings.search.engine != "theme" and config.theme.name == "material"

    def _catalogues(self) -> list[Path]:
        return catalogue_paths(self._settings.catalogues, self._settings.root)

    def _sources(self) -> list[Path]:
        """Return everything that the handbook is made of."""
        return [*self._settings.paths, *self._catalogues()]

    @cached_property
    def _kept(self) -> Kept:
        return Kept.of(self.store)

    @cached_property
    def _sentences(self) -> SentenceModel:
        return sentence_model(self.store)

    def _load(self) -> Handbook:
        settings = self._settings
        try:
            catalogues = load_catalogues(
                *self._catalogues(),
                frameworks=settings.frameworks,
                root=settings.root,
                sentences=self._sentences if settings.semantic else None,
            )
            book = load(
                *settings.paths,
                root=settings.root,
                keywords=settings.read_keywords,
                catalogues=catalogues,
                language=settings.language,
                progress=self.progress("files read"),
                kept=self._kept,
                selection=selection_of(settings.checks),
            )
            book = with_known(book, baseline_of(settings, root=Path()))
            self._kept.forget_unused()
        except OperatorError as error:
            raise PluginError(shown_lines(str(error))) from error
        problems = [one for n, one in enumerate(book.diagnostics) if n not in book.known]
        if settings.strict:
            for problem in problems:
                if problem.severity is Severity.ERROR:
                    _warn(f"{problem.span}: {problem.code} {problem.message}")
        if problems and not self.is_on_demand:
            log.info(f"{summary(problems)}; run 'rolebook check' to see them")
            for line in not_read(book.diagnostics).splitlines()[1:]:
                log.info(shown(line))
        return book


class _MadePage(Page):
    """A page whose HTML is there already.

    MkDocs makes a reader of Markdown with all extensions for each page: 4 ms, for nothing.
    """

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""


def _pressed(sheet: Sheet, press: Callable[[Job], bytes]) -> bytes:
    return press(sheet.job())


class _Anchors:
    """The anchors of a page, found when a link asks for one: to find all of them takes 0.4 s."""

    def __init__(self, page: pages.Page) -> None:
        self._page = page

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(_ID.findall(self._page.html))

    def __contains__(self, anchor: object) -> bool:
        return anchor in self._all


def _write_below(
    config: MkDocsConfig, files: Iterable[File], progress: Callable[[int], None]
) -> None:
    write(files, config.site_dir, progress)


def _theme_language(config: MkDocsConfig) -> str:
    """Return the language that the theme writes into its pages; Material has its own option."""
    of_theme = config.theme.get("language") or config.theme.get("locale") or ENGLISH
    return str(of_theme).replace("_", "-")


def _warn(sentence: str) -> None:
    log.warning(shown(sentence))


def _has_sections(config: MkDocsConfig) -> bool:
    return SECTIONS in config.theme.get("features", ())


def _edit_uri(config: MkDocsConfig) -> str:
    """Return `edit_uri` if the owner wrote it: that which MkDocs makes up has a branch "master"."""
    written = read_configuration(Path(config.config_file_path))
    return config.edit_uri or "" if written.get("edit_uri") else ""


def _header_style(files: Files, config: MkDocsConfig) -> str:
    """Return the style of our small headers, in the colours of the theme."""
    if config.theme.name != "material":
        return ""
    sheets = [file.content_string for file in files if is_sheet(file.src_uri)]
    return header_style(primary_of(config.theme.get("palette")), sheets)


def _escaped(record: Record) -> Record:
    """Return a record whose texts a theme can print as HTML."""
    title = html.escape(record["title"], quote=False)
    text = html.escape(record["text"], quote=False)
    return {**record, "title": title, "text": text}


def _deferred(path: str) -> c.ExtraScriptValue:
    """Return a script that runs when the page has been read, so that readers see it before."""
    script = c.ExtraScriptValue(path)
    script.defer = True
    return script


def _file(config: MkDocsConfig, uri: str, *, is_in_nav: bool) -> MkDocsFile:
    """Return the file of a generated page; its HTML comes later."""
    inclusion = InclusionLevel.UNDEFINED if is_in_nav else InclusionLevel.NOT_IN_NAV
    file = _generated(config, uri, "", inclusion)
    if "/" in uri:
        # A theme with section index pages takes the first page called `index` for the index of its
        # section. The address depends on the name, so it is computed before the name changes.
        _ = file.dest_uri, file.url
        file.name = uri.split("/")[-2]
    return file


def _generated(
    config: MkDocsConfig,
    uri: str,
    content: str | bytes,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> MkDocsFile:
    """Return a file that is not on the disk, but has a path.

    MkDocs gives such a file no path, but plugins that go through all files compare or open the path
    of each.
    """
    file = MkDocsFile.generated(config, uri, content=content, inclusion=inclusion)
    file.abs_src_path = config.config_file_path
    file.generated_by = "rolebook"
    return file


def _anchor(entry: pages.TocEntry, level: int) -> AnchorLink:
    link = AnchorLink(theme_text(entry.title), entry.anchor, level)
    link.children = [_anchor(child, level + 1) for child in entry.children]
    return link
