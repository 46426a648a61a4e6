"""An editor that talks to `rolebook lsp` as real ones do, for benchmarks and tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Message = dict[str, Any]
_PATIENCE = 60.0
"""Seconds after which a server that does not answer is ended, so that its test fails."""


class Editor:
    """What an editor sends, and what it was told."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._next = 0
        self._versions: dict[str, int] = {}
        self.capabilities: Message = {}
        """What the server said that it can do."""
        self.problems: dict[str, list[Message]] = {}
        """By file name, the problems that were published last."""
        self.published: list[str] = []
        """The names of files whose problems were published, in order."""
        self.shown: list[str] = []
        """Messages that were shown."""

    def request(self, method: str, **params: Any) -> Any:
        """Send a request, and return the result."""
        answer = self.answer(method, **params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer(self, method: str, **params: Any) -> Message:
        """Send a request, and return the whole answer."""
        self._next += 1
        wanted = self._next
        self._send({"id": wanted, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == wanted and "method" not in message)

    def notify(self, method: str, **params: Any) -> None:
        """Send a notification, which has no answer."""
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, perhaps with a text that was not saved; return its address."""
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {
            "uri": uri,
            "languageId": "markdown",
            "version": 1,
            "text": path.read_text(encoding="utf-8") if text is None else text,
        }
        self.notify("textDocument/didOpen", textDocument=document)
        return uri

    def change(self, uri: str, text: str) -> None:
        """Change the text of an open file."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify(
            "textDocument/didChange", textDocument=document, contentChanges=[{"text": text}]
        )

    def wait_for_problems(self, name: str, is_it: Callable[[list[Message]], bool]) -> list[Message]:
        """Wait until the problems of a file are as expected, and return them."""
        while not is_it(self.problems.get(name, [])):
            self._take(self._receive())
        return self.problems[name]

    def wait_until_published(self, name: str) -> None:
        """Wait until the problems of a file are published."""
        while name not in self.published:
            self._take(self._receive())

    def wait_until_read(self, uri: str) -> None:
        """Wait until the texts are read as they are now, and what follows was told."""
        self.request("textDocument/documentSymbol", textDocument={"uri": uri})

    def _until(self, is_it: Callable[[Message], bool]) -> Message:
        while True:
            message = self._receive()
            if is_it(message):
                return message
            self._take(message)

    def _take(self, message: Message) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            name = params["uri"].rpartition("/")[2]
            self.problems[name] = params["diagnostics"]
            self.published.append(name)
        elif method == "window/showMessage":
            self.shown.append(params["message"])
        elif method == "client/registerCapability":
            self._send({"id": message["id"], "result": None})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Message:
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Message = json.loads(self._process.stdout.read(length))
        return message


@contextmanager
def editor(folder: Path, patience: float = _PATIENCE) -> Iterator[Editor]:
    """Start a server for a folder, and end it as an editor does.

    Args:
        folder: The folder.
        patience: Seconds after which the server is ended, whatever it does.
    """
    command = [sys.executable, "-m", "rolebook", "lsp", "--stdio"]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=environment
    ) as process:
        watchdog = Timer(patience, process.kill)
        watchdog.start()
        try:
            made = Editor(process)
            watched = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
            made.capabilities = made.request(
                "initialize",
                processId=os.getpid(),
                rootUri=folder.as_uri(),
                capabilities={"workspace": watched},
            )["capabilities"]
            made.notify("initialized")
            yield made
            made.request("shutdown")
            made.notify("exit")
            assert process.wait(20) == 0
        finally:
            watchdog.cancel()
            process.kill()
