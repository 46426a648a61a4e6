"""The server of a preview: MkDocs' own with live reload, but pages come from memory."""

from __future__ import annotations

import logging
import posixpath
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mkdocs.livereload import LiveReloadServer, _serve_url, _timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from .preview import Preview, Told

_LOG = logging.getLogger("mkdocs.plugins.rolebook")
_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING}
_PAUSE = 0.2
"""Seconds between looks at the files: browsers reload soon, and looking costs next to nothing."""
_SHARE = 20
"""How many times longer than a look the pause is at least, where there are very many files."""
_LIVE = "/livereload/"


class Server(LiveReloadServer):
    """Answers from a preview; looks for changes before each page, and between requests."""

    preview: Preview

    def __init__(self, address: str) -> None:
        """Prepare to listen on an address such as `127.0.0.1:8000`."""
        host, _, port = address.rpartition(":")
        super().__init__(builder=lambda: None, host=host.strip("[]"), port=int(port), root="")
        self._address = host, int(port)
        self._making = threading.RLock()

    def take(self, config: MkDocsConfig) -> None:
        """Give a site its address: the path is that of where it is published, on this server."""
        mount = urlsplit(config.site_url or "/").path
        host, port = self._address
        self.mount_path = f"/{mount.strip('/')}/".replace("//", "/")
        config.site_url = self.url = _serve_url(host, port, self.mount_path)
        config.plugins.on_serve(self, config=config, builder=lambda: None)

    def show(self, preview: Preview) -> None:
        """Answer from this preview from now on."""
        self.preview = preview
        self.error_handler = lambda code: preview.answer(f"{code}.html")
        self._tell(preview.news())

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Look for changes of a file or folder, too; plugins call this."""
        self.preview.extra.append(path)

    def unwatch(self, path: str) -> None:
        """Undo `watch`."""
        self.preview.extra.remove(path)

    def _build_loop(self) -> None:
        """Look for changes until shut down; MkDocs' server waits for its own observer here."""
        pause = _PAUSE
        while not self._shutdown:
            time.sleep(pause)
            start = time.perf_counter()
            self._look()
            pause = max(_PAUSE, _SHARE * (time.perf_counter() - start))

    def _look(self) -> None:
        """Let browsers reload if files changed."""
        with self._making:
            told = self.preview.refresh()
        if told is None:
            return
        self._tell(told)
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch = _timestamp()
            self._epoch_cond.notify_all()

    def _tell(self, told: Iterable[Told]) -> None:
        for severity, sentence in told:
            _LOG.log(_LEVELS.get(severity, logging.INFO), sentence)

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(_LIVE) or (path == "/" and path != self.mount_path):
            return super()._serve_request(environ, start_response)
        if not f"{path}/".startswith(self.mount_path):
            return None
        wanted = path[len(self.mount_path) :]
        wanted = posixpath.normpath(f"/{wanted}index.html" if path.endswith("/") else f"/{wanted}")
        content = self._content(wanted.lstrip("/"))
        if content is not None:
            kind = self._guess_type(wanted)  # type: ignore[no-untyped-call]
            start_response(
                "200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))]
            )
            return [content]
        if not path.endswith("/") and self._content(f"{wanted.lstrip('/')}/index.html") is not None:
            start_response("302 Found", [("Location", f"{quote(path)}/")])
            return []
        return None

    def _content(self, path: str) -> bytes | None:
        """Return what is at an address; a page reloads itself, and shows what is wrong."""
        is_page = path.endswith(".html")
        if is_page:
            self._look()
        with self._making:
            content = self.preview.answer(path)
            if content is None or not is_page:
                return content
            notice = self.preview.notice(path).encode()
        head, end, tail = content.rpartition(b"</body>")
        with self._epoch_cond:
            epoch = self._visible_epoch
        content = b"".join((head, notice, end, tail)) if end else content + notice
        page: bytes = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return page
