"""A server that answers as the APIs of GitHub and GitLab do about comments, and keeps what it was sent."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

GITHUB = "/repos/harbour/shop/issues"
GITLAB = "/api/v4/projects/7/merge_requests/12/notes"


@dataclass
class Standin:
    """What the platform has and was sent."""

    address: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path without its query, and JSON."""
    headers: list[dict[str, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    account: dict[str, Any] | None = None
    """Whose token it is; None for the token of a workflow, which may not ask."""
    status: int = 200
    said: str = '{"message": "no"}'
    """What it says when `status` is not 200."""
    seconds: float = 0
    """How long it waits."""
    has_lists: bool = True
    """Whether it answers with a list when it is asked for one."""

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        return [request for request in self.requests if request[0] != "GET"]

    def add(self, text: str, author: str = "github-actions[bot]", *, is_bot: bool = True) -> None:
        kind = "Bot" if is_bot else "User"
        user = {"login": author, "type": kind, "id": len(author)}
        self.comments.append(
            {"id": 100 + len(self.comments), "body": text, "user": user, "author": user}
        )

    def answer(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> Answer:
        self.requests.append((method, path, data))
        if self.status != 200:
            return Answer(self.status, self.said)
        if path in ("/user", "/api/v4/user"):
            return Answer(200, json.dumps(self.account)) if self.account else Answer(403, "{}")
        if method == "GET" and path in (f"{GITHUB}/12/comments", GITLAB):
            return self._page(path, int(query["per_page"][0]), int(query["page"][0]))
        if method == "POST" and path in (f"{GITHUB}/12/comments", GITLAB):
            self.add(data["body"])
            return Answer(201, "{}")
        known = re.fullmatch(rf"(?:{GITHUB}/comments|{GITLAB})/(\d+)", path)
        if known and method == ("PATCH" if path.startswith(GITHUB) else "PUT"):
            [comment] = [one for one in self.comments if one["id"] == int(known[1])]
            comment["body"] = data["body"]
            return Answer(200, "{}")
        return Answer(404, '{"message": "Not Found"}')

    def _page(self, path: str, size: int, page: int) -> Answer:
        self.pages.append(page)
        part = self.comments[(page - 1) * size : page * size]
        more = page * size < len(self.comments)
        link = f'<{self.address}{path}?page={page + 1}>; rel="next"' if more else ""
        return Answer(200, json.dumps(part if self.has_lists else {}), {"Link": link})


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@contextmanager
def standin() -> Iterator[Standin]:
    """Run a stand-in for as long as it is used."""
    state = Standin()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.headers.append(dict(self.headers))
            time.sleep(state.seconds)
            answer = state.answer(
                self.command, url.path, parse_qs(url.query), json.loads(body) if body else None
            )
            content = answer.text.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status == 302:
                self.send_header("Location", f"{state.address}/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
