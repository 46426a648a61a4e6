"""What an editor has open, and the handbooks of it, in the terms of the protocol.

Places of the protocol count from 0 and in UTF-16 units, unless the editor agrees on others.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from .. import __version__
from ..input.files import OperatorError
from ..model.diagnostics import Severity
from .desk import Desk, LoneDesk, is_markdown, root_of
from .live import Live
from .places import Cursor, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic
    from ..model.source import Edit, Source, Span

SOURCE = "rolebook"
"""What editors name as the origin of a problem."""
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_FAR = 10_000
"""A column behind the end of any line; editors take it for the end."""


class RolebookServer(LanguageServer):
    """The handbooks of the files that are open."""

    def __init__(self) -> None:
        # With changes instead of whole texts, pygls would count lines as Python does, which ends
        # them at form feeds, too.
        super().__init__(SOURCE, __version__, types.TextDocumentSyncKind.Full)
        self._lives: dict[Path, Live] = {}
        self._homes: dict[Path, Path] = {}
        self._uris: dict[Path, str] = {}
        self._published: dict[Path, Mapping[Path, list[types.Diagnostic]]] = {}

    # --- what is open

    def open(self, uri: str) -> None:
        """Follow a text from now on."""
        path = _path(uri)
        if path:
            self._uris[path] = uri
            self.change(uri)

    def change(self, uri: str) -> None:
        """Read the handbook of a text again soon."""
        live = self.live(uri)
        if live:
            live.change()

    def close(self, uri: str) -> None:
        """Follow a text no longer; what is on the disk counts again."""
        path = _path(uri)
        live = self.live(uri)
        if path is None or live is None:
            return
        self._uris.pop(path, None)
        if isinstance(live.desk, LoneDesk):
            self._homes.pop(path, None)
            self._drop_lone(path)
        else:
            live.desk.forget_files()
            live.change()

    @property
    def lives(self) -> list[Live]:
        """The handbooks that are followed."""
        return list(self._lives.values())

    def files_changed(self) -> None:
        """Read all handbooks again: files on the disk have changed."""
        self._homes.clear()
        for live in self._lives.values():
            live.desk.forget_files()
        for path, uri in list(self._uris.items()):
            self.change(uri)
            if self._homes.get(path) != path:
                self._drop_lone(path)

    def texts(self) -> dict[Path, str]:
        """Return what is open, by real path."""
        opened = self.workspace.text_documents
        return {path: opened[uri].source for path, uri in self._uris.items() if uri in opened}

    def live(self, uri: str) -> Live | None:
        """Return the handbook of a text, or None for a file that is not ours."""
        path = _path(uri)
        if path is None:
            return None
        if path not in self._homes:
            self._homes[path] = self._home(path)
        home = self._homes[path]
        if home == path and not is_markdown(path):
            return None
        return self._lives[home] if home in self._lives else self._begin(home, LoneDesk(path))

    def _home(self, path: Path) -> Path:
        """Return the folder of the handbook that reads a file, or the file itself."""
        try:
            root = root_of(path)
            if root is None:
                return path
            live = self._lives[root] if root in self._lives else self._begin(root, Desk(root))
            if not live.desk.name(path):  # it may be new
                live.desk.forget_files()
            return root if live.desk.name(path) else path
        except OperatorError as error:
            self.complain(str(error))
            return path

    def _begin(self, home: Path, desk: Desk) -> Live:
        live = self._lives[home] = Live(desk, self.texts, self._tell, self.complain)
        return live

    def _drop_lone(self, path: Path) -> None:
        """Forget a file that was read alone, and its problems."""
        if self._lives.pop(path, None):
            self._publish(path, {})

    # --- what the editor gets

    def complain(self, sentence: str) -> None:
        """Show why something cannot be read."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, sentence))

    def _tell(self, live: Live) -> None:
        home = next((home for home, known in self._lives.items() if known is live), None)
        if home is None:  # it was closed while it was read
            return
        texts = live.desk.texts(self.texts())
        # Problems of a file share its lines: to split it for each takes longer than all else.
        lines = cache(lambda name: texts[name].lines if name in texts else None)
        problems: dict[Path, list[types.Diagnostic]] = {}
        for one in live.book.diagnostics:
            place = live.desk.path(one.span.path)
            problems.setdefault(place, []).append(self.problem(one, lines(one.span.path)))
        self._publish(home, problems)

    def _publish(self, home: Path, problems: Mapping[Path, list[types.Diagnostic]]) -> None:
        """Publish the problems of those files whose problems are others than before."""
        before = self._published.get(home, {})
        for path in sorted({*before, *problems}):
            if before.get(path) != problems.get(path):
                params = types.PublishDiagnosticsParams(self.uri(path), problems.get(path, []))
                self.text_document_publish_diagnostics(params)
        self._published[home] = problems

    def problem(self, one: Diagnostic, lines: Sequence[str] | None) -> types.Diagnostic:
        """Return a problem as the protocol has it; see `range` for its lines."""
        return types.Diagnostic(
            range=self.range(one.span, lines),
            message=f"{one.message}\n{one.help}" if one.help else one.message,
            severity=_SEVERITIES[one.severity],
            code=one.code,
            source=SOURCE,
        )

    # --- places

    async def seen(self, uri: str) -> Seen | None:
        """Return the handbook of a text as it is now; None for a file that it did not read."""
        live = self.live(uri)
        if live:
            await live.current()
        return self.last_seen(uri)

    def last_seen(self, uri: str) -> Seen | None:
        """Return the handbook of a text as it was read last; None if it did not read it."""
        live, path = self.live(uri), _path(uri)
        if live is None or path is None:
            return None
        try:
            texts, name = live.desk.texts(self.texts()), live.desk.name(path)
        except OperatorError:  # it was told when the handbook was read
            return None
        return Seen(self, live.desk, live.book, texts, name) if name in texts else None

    def uri(self, path: Path) -> str:
        """Return the address of a file, as the editor wrote it if it is open."""
        return self._uris.get(path) or from_fs_path(os.fspath(path)) or path.as_uri()

    def range(self, span: Span, lines: Sequence[str] | None) -> types.Range:
        """Return a span as the protocol has it.

        Args:
            span: The span.
            lines: Those of its file; None where they are not known.
        """
        if lines is None:
            end = (span.end_column or _FAR) - 1
            return types.Range(
                types.Position(span.line - 1, span.column - 1),
                types.Position(span.last_line - 1, end),
            )
        full = whole(span, lines)
        return types.Range(
            self._position(lines, full.line, full.column),
            self._position(lines, full.last_line, full.end_column),
        )

    def cursor(self, name: str, lines: Sequence[str], position: types.Position) -> Cursor:
        """Return a place of the protocol in a file."""
        line = lines[position.line] if position.line < len(lines) else ""
        # The codec puts what is behind a line before the last character, which is the end here.
        counted = self.workspace.position_codec.position_from_client_units(
            [f"{line}\n"], types.Position(0, position.character)
        )
        return Cursor(name, position.line + 1, min(counted.character, len(line)) + 1)

    def _position(self, lines: Sequence[str], line: int, column: int) -> types.Position:
        units = self.workspace.position_codec.client_num_units(lines[line - 1][: column - 1])
        return types.Position(line - 1, units)


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of a handbook, as a request sees it."""

    server: RolebookServer
    desk: Desk
    book: Handbook
    texts: Mapping[str, Source]
    name: str
    """The file's name in the handbook."""

    @property
    def source(self) -> Source:
        """The text of the file."""
        return self.texts[self.name]

    def cursor(self, position: types.Position) -> Cursor:
        """Return a place of the protocol."""
        return self.server.cursor(self.name, self.source.lines, position)

    def range(self, span: Span) -> types.Range:
        """Return a span of any file as the protocol has it."""
        source = self.texts.get(span.path)
        return self.server.range(span, source.lines if source else None)

    def uri(self, name: str) -> str:
        """Return the address of a file of the handbook."""
        return self.server.uri(self.desk.path(name))

    def edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Return edits of any files as the protocol has them."""
        changes: dict[str, list[types.TextEdit]] = {}
        for one in edits:
            made = types.TextEdit(self.range(one.span), one.replacement)
            changes.setdefault(self.uri(one.span.path), []).append(made)
        return types.WorkspaceEdit(changes)

    def location(self, span: Span) -> types.Location:
        """Return a span with the address of its file."""
        return types.Location(self.uri(span.path), self.range(span))


def _path(uri: str) -> Path | None:
    """Return the real path of a file's address; None for a text without one."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(os.path.realpath(path)) if path else None
