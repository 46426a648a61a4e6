"""Building and serving with MkDocs, for the command line; the plugin does the rest."""

from __future__ import annotations

import logging
import os
import shlex
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ..input.files import OperatorError
from ..input.git import last_commit_time
from ..input.settings import catalogue_paths, read_settings
from ..messages import messages
from ..output import replaced
from ..output.display import shown_lines
from ..report import not_read
from ..starter import site_configuration
from .listening import require_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig

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
    progress: Progress,
) -> str:
    """Build the site, and return a sentence about it.

    Raises:
        OperatorError: There is nothing to build, or the configuration is invalid.
        BuildError: A page cannot be built, or there was a warning and `strict` is set.
    """
    from mkdocs.commands.build import build

    from .mkdocs_plugin import keywords_for_all

    # A symbolic link is not resolved, so that it is refused rather than written through.
    out = Path(site_dir or "site").absolute()
    with (
        _configuration(paths, config) as file,
        keywords_for_all(keywords),
        _mkdocs_log(),
        _date_of_sources(),
    ):
        options: dict[str, Any] = {"site_dir": str(out)} if site_dir or file != config else {}
        settings = _load_config(file, strict=strict, **options)
        plugin = _plugin(settings, config)
        plugin.progress = progress
        target = Path(settings.site_dir)
        with replaced(target) as new:
            # MkDocs empties the folder before it builds, so it gets one of its own.
            settings.site_dir = str(new.folder)
            settings.plugins.on_startup(command="build", dirty=False)
            build(settings)
            settings.plugins.on_shutdown()
        left_out = not_read(plugin.book.diagnostics)
    built = f"built {_near(target)}{_kept(new.kept)}"
    if not settings.use_directory_urls:
        return f"{built}; open {_near(target / 'index.html')}{left_out}"
    options_of_serve = [] if config == "mkdocs.yml" else ["-f", config]
    options_of_serve += ["--keywords", ",".join(keywords)] if keywords else []
    serve = shlex.join(["rolebook", "serve", *options_of_serve, *paths])
    return f"{built}; publish it on a web server, or preview the handbook with {serve!r}{left_out}"


def serve_site(
    paths: Sequence[str], config: str, address: str, *, keywords: tuple[str, ...] = ()
) -> None:
    """Serve the site until interrupted, and rebuild it when a source changes.

    Raises:
        OperatorError: A server cannot listen on the address (checked before anything is built),
            there is nothing to build, or the configuration is invalid.
    """
    from mkdocs.commands.serve import serve

    from .mkdocs_plugin import keywords_for_all

    require_free(address)
    with (
        _configuration(paths, config) as file,
        keywords_for_all(keywords),
        _mkdocs_log(logging.INFO),
    ):
        _plugin(_load_config(file), config)
        try:
            serve(file, livereload=True, dev_addr=address)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise OperatorError(f"cannot listen on {address}: {why}") from error


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
            pdf=settings.pdf,
        )
        file = Path(folder, "mkdocs.yml")
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        yield str(file)


@contextmanager
def _date_of_sources() -> Iterator[None]:
    """Date the site map by the last commit, so that two builds of one commit are equal.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    name = "SOURCE_DATE_EPOCH"
    if name in os.environ:
        yield
        return
    date = last_commit_time(Path())
    if date:
        os.environ[name] = date
    try:
        yield
    finally:
        os.environ.pop(name, None)


class _Formatter(logging.Formatter):
    """Formats messages of MkDocs, which may quote authors."""

    def format(self, record: logging.LogRecord) -> str:
        return shown_lines(super().format(record))


@contextmanager
def _mkdocs_log(level: int = logging.WARNING) -> Iterator[None]:
    """Print the messages of MkDocs, and turn its exceptions into ours."""
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    except ConfigurationError as error:
        raise OperatorError(
            str(error).strip() or f"the configuration is invalid: {type(error).__name__}"
        ) from error
    except (Abort, MkDocsException) as error:
        raise BuildError(str(error).strip()) from error
    finally:
        logger.removeHandler(handler)


def _near(path: Path) -> str:
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else near
