"""Building and serving with MkDocs, for the command line; the plugin does the rest."""

from __future__ import annotations

import logging
import os
import shlex
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ..input.clock import lent
from ..input.configuration import read_configuration
from ..input.files import LISTING, OperatorError
from ..input.git import last_commit_time
from ..input.settings import catalogue_paths, pdf_option, read_settings
from ..messages import messages
from ..output import replaced
from ..output.display import shown_lines
from ..output.store import NOTHING_KEPT, Store
from ..report import file_count_note, not_read
from ..starter import site_configuration
from .listening import require_free
from .preview import Preview
from .unchanged import Built, last_built, remember, site_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from ..output.folder import Replacement
    from ..output.progress import Progress


class BuildError(Exception):
    """The site could not be built; MkDocs has already logged why."""


# Material prints on every build that MkDocs 2 will be incompatible; the README says what that means
# for Rolebook.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def build_site(
    paths: Sequence[str],
    config: str,
    site_dir: str | None,
    *,
    keywords: tuple[str, ...] = (),
    strict: bool = False,
    store: Store = NOTHING_KEPT,
    progress: Progress,
) -> str:
    """Build the site unless it is there already, and return a sentence about it.

    Args:
        paths: Files and folders with personas; those of the configuration unless given.
        config: The configuration file.
        site_dir: Folder to write to; that of the configuration unless given.
        keywords: Sets of keywords, if not those of the configuration.
        strict: Whether warnings fail the build.
        store: What earlier builds made.
        progress: Shows what is done.

    Raises:
        OperatorError: There is nothing to build, or the configuration is invalid.
        BuildError: A page cannot be built, or there was a warning and `strict` is set.
    """
    with _configuration(paths, config) as file, _date_of_sources():
        # A symbolic link is not resolved, so that it is refused rather than written through.
        default = Path() if file != config else Path(config).parent
        named = None if file != config else read_configuration(Path(file)).get("site_dir")
        target = (Path(site_dir) if site_dir else default / (named or "site")).absolute()
        key = _key(file, target, (*paths, *keywords), strict=strict) if store.keeps else None
        built = last_built(store, target, key) if key else None
        if built:
            for warning in built.told:
                _warn(warning)
            return f"{_near(target)} is up to date, nothing changed{built.message}"
        plugin, new, told = _build(file, target, config, keywords, store, progress, strict=strict)
    options = [] if config == "mkdocs.yml" else ["-f", config]
    options += ["--keywords", ",".join(keywords)] if keywords else []
    left_out = not_read(plugin.book.diagnostics)
    is_on_disk = not plugin.site.context.options.directory_urls
    how = _how_to_open(target, [*options, *paths], is_on_disk=is_on_disk)
    if key:
        built = Built(key, {}, told, f"{how}{left_out}")
        remember(store, target, built, [*new.now, LISTING])
    if store.complaint:
        _warn(store.complaint)
    count = file_count_note(len(new.now))
    return f"built {_near(target)}, {count}{_kept(new.kept)}{how}{left_out}"


def _key(file: str, target: Path, options: Sequence[str], *, strict: bool) -> str | None:
    settings = read_settings(file)
    return site_key(file, settings, target, options, strict=strict)


def _build(
    file: str,
    target: Path,
    config: str,
    keywords: tuple[str, ...],
    store: Store,
    progress: Progress,
    *,
    strict: bool,
) -> tuple[Any, Replacement, list[str]]:
    """Build a site, and return the plugin, what was written, and the warnings."""
    from mkdocs.commands.build import build

    from .mkdocs_plugin import keywords_for_all

    with keywords_for_all(keywords), _mkdocs_log() as told:
        settings = _load_config(file, strict=strict, site_dir=str(target))
        plugin = _plugin(settings, config)
        plugin.progress, plugin.store = progress, store
        with replaced(target) as new:
            plugin.write = new.write
            # MkDocs empties the folder before it builds, so it gets one of its own.
            settings.site_dir = str(new.folder)
            settings.plugins.on_startup(command="build", dirty=False)
            build(settings)
            settings.plugins.on_shutdown()
    return plugin, new, told


def _how_to_open(target: Path, options: Sequence[str], *, is_on_disk: bool) -> str:
    """Return how to look at a site: without a server, if its addresses name files."""
    if is_on_disk:
        return f"; open {_near(target / 'index.html')}"
    serve = shlex.join(["rolebook", "serve", *options])
    return f"; publish it on a web server, or preview the handbook with {serve!r}"


def serve_site(
    paths: Sequence[str],
    config: str,
    address: str,
    *,
    keywords: tuple[str, ...] = (),
    store: Store = NOTHING_KEPT,
    opens: bool = False,
) -> None:
    """Serve the site until interrupted; each page is made when a browser asks for it.

    Args:
        paths: Files and folders with personas; those of the configuration unless given.
        config: The configuration file.
        address: Where to listen: `127.0.0.1:8000`.
        keywords: Sets of keywords, if not those of the configuration.
        store: What earlier builds made.
        opens: Whether to open the home page in a browser.

    Raises:
        OperatorError: A server cannot listen on the address (checked before anything is built),
            there is nothing to build, or the configuration is invalid.
    """
    from mkdocs.exceptions import Abort, MkDocsException

    from .mkdocs_plugin import keywords_for_all
    from .server import Server

    require_free(address)
    with (
        _configuration(paths, config) as file,
        keywords_for_all(keywords),
        _mkdocs_log(logging.INFO),
        tempfile.TemporaryDirectory(prefix="rolebook-") as folder,
    ):
        server = Server(address)
        make = partial(build_others, file, config, folder, store, server.take)
        server.show(Preview(make, folder, errors=(Abort, MkDocsException), store=store))
        if store.complaint:
            _warn(store.complaint)
        try:
            server.serve(open_in_browser=opens)  # type: ignore[no-untyped-call]
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise OperatorError(f"cannot listen on {address}: {why}") from error
        finally:
            server.shutdown()


def build_others(
    file: str,
    config: str,
    folder: str,
    store: Store = NOTHING_KEPT,
    prepare: Callable[[MkDocsConfig], None] = lambda _: None,
) -> Any:
    """Let MkDocs build everything but our pages, and return our plugin, which can make those.

    Args:
        file: The configuration file.
        config: What the owner calls it.
        folder: Where the pages of the owner go.
        store: What earlier builds made.
        prepare: Called with the settings before the build.
    """
    from mkdocs.commands.build import build

    read_settings(file)  # says what is wrong in one sentence
    settings = _load_config(file, site_dir=folder)
    plugin = _plugin(settings, config)
    plugin.is_on_demand, plugin.store = True, store
    settings.plugins.on_startup(command="serve", dirty=False)
    prepare(settings)
    build(settings, serve_url=settings.site_url or "/")
    return plugin


def _load_config(file: str, **options: Any) -> MkDocsConfig:
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    try:
        return load_config(file, **options)
    except Abort as error:
        raise OperatorError(f"{file} is invalid, see above") from error


def _kept(paths: Sequence[str]) -> str:
    """Return a clause about files in a site without a listing, which may be someone else's."""
    if not paths:
        return ""
    say = messages()
    files = say("file-count", count=len(paths))
    return f", and kept {files} there that may not be from Rolebook, such as {paths[0]}"


def _plugin(settings: MkDocsConfig, config: str) -> Any:
    """Return our plugin from a configuration, checked, or say what is missing."""
    plugin: Any = settings.plugins.get("rolebook")
    if plugin is None:
        raise OperatorError(f"{config} does not list the plugin; add 'rolebook' under 'plugins:'")
    plugin.check(settings)
    return plugin


@contextmanager
def _configuration(paths: Sequence[str], config: str) -> Iterator[str]:
    """Yield the configuration file, or a temporary one if PATHS are given or there is none."""
    if not paths and Path(config).exists():
        read_settings(config)  # refuses what MkDocs would hang on
        yield config
        return
    settings = read_settings(config)
    given = list(paths) or list(settings.personas)
    for path in given:
        if not Path(path).exists():
            raise OperatorError(
                f"no such file or folder: {path}; run 'rolebook new' to start a handbook"
            )
    catalogues = catalogue_paths(settings.catalogues, settings.root)
    with tempfile.TemporaryDirectory(prefix="rolebook-") as folder:
        Path(folder, "docs").mkdir()
        data = site_configuration(
            settings.site_name,
            [str(Path(path).resolve()) for path in given],
            root=str(Path().resolve()),
            keywords=list(settings.keywords),
            source_url=settings.source_url,
            catalogues=[str(path.resolve()) for path in catalogues],
            frameworks=list(settings.frameworks),
            pdf=pdf_option(settings.papers),
            semantic=settings.semantic,
        )
        file = Path(folder, "mkdocs.yml")
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        yield str(file)


@contextmanager
def _date_of_sources() -> Iterator[None]:
    """Date the site map by the last commit, so that two builds of one commit are equal.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    with lent(last_commit_time(Path())):
        yield


class _Formatter(logging.Formatter):
    """Formats messages of MkDocs, which may quote authors."""

    def format(self, record: logging.LogRecord) -> str:
        return shown_lines(super().format(record))


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Whether a message says something: under a server, all our pages are skipped at first."""
    return record.levelno > logging.INFO or not record.getMessage().startswith("Page skipped")


class _Warnings(logging.Handler):
    """Collects warnings, which a build of the same has to repeat."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def _warn(sentence: str) -> None:
    sys.stderr.write(f"WARNING: {shown_lines(sentence)}\n")


@contextmanager
def _mkdocs_log(level: int = logging.WARNING) -> Iterator[list[str]]:
    """Print the messages of MkDocs, yield its warnings, and turn its exceptions into ours."""
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    warnings = _Warnings()
    handler = logging.StreamHandler()
    handler.addFilter(_is_worth_reading)
    handler.setFormatter(_Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.addHandler(warnings)
    logger.setLevel(level)
    try:
        yield warnings.texts
    except ConfigurationError as error:
        raise OperatorError(
            str(error).strip() or f"the configuration is invalid: {type(error).__name__}"
        ) from error
    except (Abort, MkDocsException) as error:
        raise BuildError(str(error).strip()) from error
    finally:
        logger.removeHandler(handler)
        logger.removeHandler(warnings)


def _near(path: Path) -> str:
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else near
