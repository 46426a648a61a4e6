"""A local page on which a person decides about possible links.

It answers only on this machine, at an address with a secret in it, and takes answers only from
itself: no other page that is open in the browser can read or send anything.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..input.files import OperatorError
from ..markup import plain
from .deciding import Answer, ChangedError
from .matter import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..messages import Messages
    from .deciding import Sitting

HOST = "127.0.0.1"
_MOST_BYTES = 10_000
"""Of an answer, which has a hundred."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # the address has the secret
    "X-Content-Type-Options": "nosniff",
}
_KINDS: Mapping[str, str] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
}
_FILES: Mapping[str, tuple[str, ...]] = {
    "page.css": ("decisions", "page", "page.css"),
    "page.js": ("decisions", "page", "page.js"),
    "rolebook.css": ("assets", "rolebook.css"),
    **{
        f"fonts/{name}": ("assets", "fonts", name)
        for name in ("inter-latin.woff2", "inter-latin-ext.woff2")
    },
}
"""What the page uses besides itself, and where the package has it."""


class DecisionPage:
    """A sitting as a page of its own server."""

    def __init__(self, sitting: Sitting, say: Messages) -> None:
        """Listen on a free port of this machine.

        Raises:
            OSError: The system refuses.
        """
        self.sitting, self.say = sitting, say
        self.token = secrets.token_urlsafe(16)
        self._making = threading.Lock()
        self._is_closed = False
        self._server = ThreadingHTTPServer((HOST, 0), _handler(self))
        self._server.daemon_threads = True
        self._environment = Environment(
            loader=PackageLoader("rolebook", "decisions/page"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )

    @property
    def origin(self) -> str:
        """The origin of the page."""
        return f"http://{HOST}:{self._server.server_port}"

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"{self.origin}/{self.token}/"

    def serve(self) -> None:
        """Answer until the person is done, or until Ctrl-C."""
        try:
            self._server.serve_forever(poll_interval=0.1)
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """Stop answering; called from another thread than `serve`."""
        self._server.shutdown()

    def html(self) -> str:
        """Return the page with the card that is current."""
        with self._making:
            return self._rendered("page.html", title=self._title, card=Markup(self._card()))

    def take(self, key: str, answer: str) -> dict[str, object]:
        """Take an answer, and return what the page shows next.

        Args:
            key: What the person saw; an answer for another card is ignored.
            answer: A value of `Answer`, `undo` or `done`.
        """
        with self._making:
            told = self._told(key, answer)
            shown = {"title": self._title, "card": self._card(), "closed": self._is_closed}
            return {**shown, "told": told}

    def _told(self, key: str, answer: str) -> str:
        """Follow an answer, and return what to say about it."""
        one = self.sitting.current
        try:
            if answer == "done":
                self._is_closed = True
            elif answer == "undo":
                self.sitting.undo()
                return self.say("links-undone")
            elif one and one.key == key:
                self.sitting.answer(Answer(answer))
                said = self.say(f"links-said-{answer}")
                return self.say("links-last", id=one.rule.id, name=one.name, said=said)
        except (ChangedError, UnwritableError, OperatorError) as error:
            return complaint(error, self.sitting, self.say, one)
        return ""

    @property
    def _title(self) -> str:
        one, sitting = self.sitting.current, self.sitting
        if self._is_closed:
            return self.say("links-closed")
        if one is None:
            return self.say("links-end")
        progress = self.say("links-progress", number=_number(sitting), total=sitting.total)
        return f"{progress} – {one.rule.id}"

    def _card(self) -> str:
        one, sitting, say = self.sitting.current, self.sitting, self.say
        if one is None or self._is_closed:
            sentences = [*summary(sitting, say)]
            return self._rendered(
                "card.html",
                one=None,
                title=self._title,
                sentences=sentences,
                can_undo=sitting.can_undo and not self._is_closed,
            )
        language = one.rule.language or one.text.language
        is_other = language and language != say.language
        return self._rendered(
            "card.html",
            one=one,
            context=plain(one.rule.context),
            css=one.rule.level.slug,
            lang=Markup(' lang="{}"').format(language) if is_other else "",
            number=_number(sitting),
            total=sitting.total,
            progress=say("links-progress", number=_number(sitting), total=sitting.total),
            question=say("links-question", name=one.name),
            about=one.about(say),
            why=one.why(say),
            can_undo=sitting.can_undo,
        )

    def _rendered(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(say=self.say, **values)


def _number(sitting: Sitting) -> int:
    """Return the number of the current card, counted from 1."""
    return sitting.total - sitting.left + 1


def summary(sitting: Sitting, say: Messages) -> list[str]:
    """Return what a sitting came to, in sentences."""
    yes, no, skipped = map(sitting.count, (Answer.YES, Answer.NO, Answer.SKIP))
    return [
        say("links-summary", total=yes + no, yes=yes, no=no),
        say("links-left", count=sitting.left + skipped),
    ]


def complaint(error: Exception, sitting: Sitting, say: Messages, one: Any) -> str:
    """Return a sentence about an answer that was not written.

    Args:
        error: What the sitting raised.
        sitting: The sitting.
        say: The words.
        one: What the answer was for, if it was for anything.
    """
    if isinstance(error, ChangedError):
        return say("links-changed", path=str(error))
    if isinstance(error, UnwritableError):
        return say(f"links-refused-{error.why}", path=one.text.path, word=one.word, id=one.rule.id)
    return str(error)


# --- the server -----------------------------------------------------------------------------------


@cache
def _file(name: str) -> bytes:
    return resources.files("rolebook").joinpath(*_FILES[name]).read_bytes()


def _handler(page: DecisionPage) -> type[BaseHTTPRequestHandler]:
    """Return what answers the requests for a page."""

    class Handler(BaseHTTPRequestHandler):
        server_version = "rolebook"
        sys_version = ""
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self._name()
            if name is None or name not in ("", *_FILES):
                self._refuse(HTTPStatus.NOT_FOUND)
            elif name:
                self._send(_file(name), _KINDS[name.rpartition(".")[2]])
            else:
                self._send(page.html().encode(), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            if self._name() != "answer":
                self._refuse(HTTPStatus.NOT_FOUND)
            elif self.headers.get("Origin") != page.origin:
                self._refuse(HTTPStatus.FORBIDDEN)
            else:
                self._answer()

        def _answer(self) -> None:
            given = self._given()
            if given is None:
                self._refuse(HTTPStatus.BAD_REQUEST)
                return
            shown = page.take(*given)
            self._send(json.dumps(shown, ensure_ascii=False).encode(), "application/json")
            if shown["closed"]:
                page.stop()

        def _given(self) -> tuple[str, str] | None:
            """Return the key and the answer that were sent, or None."""
            length = self.headers.get("Content-Length", "")
            if not length.isascii() or not length.isdigit() or int(length) > _MOST_BYTES:
                return None
            if self.headers.get_content_type() != "application/json":
                return None
            try:
                sent = json.loads(self.rfile.read(int(length)))
            except ValueError:
                return None
            answers = (*Answer, "undo", "done")
            if not isinstance(sent, dict) or sent.get("answer") not in answers:
                return None
            return str(sent.get("key", "")), str(sent["answer"])

        def _name(self) -> str | None:
            """Return what is asked for, or None without the secret or under another name."""
            if self.headers.get("Host") != page.origin.removeprefix("http://"):
                return None  # another site whose name was made to lead here
            _, token, name = (*self.path.split("/", 2), "", "")[:3]
            is_ours = hmac.compare_digest(token.encode(), page.token.encode())
            return name if is_ours else None

        def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
            self.send_response(status)
            for header, value in _HEADERS.items():
                self.send_header(header, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _refuse(self, status: HTTPStatus) -> None:
            self.close_connection = True  # what was sent along has not been read
            self._send(status.phrase.encode(), "text/plain; charset=utf-8", status)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: the terminal says what matters."""

    return Handler
