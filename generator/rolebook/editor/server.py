"""The language server: requests of the protocol to the functions that answer them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ..input.files import OperatorError
from ..model.source import Span
from .acting import ActionKind, actions, explanation, fix_all
from .completing import ItemKind, completions
from .hovering import hover
from .leading import definition, references
from .outline import SymbolKind, outline, symbols
from .renaming import renamable, rename
from .session import RolebookServer, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model.source import Source
    from .acting import Action
    from .outline import Symbol
_WATCHED = ("**/*.{md,markdown,mdown,mkd,mdc,mdx,yml,csv,jsonl}", "**/rolebook.lock")
"""Files whose changes on the disk may change a handbook."""


def server() -> RolebookServer:
    """Return a server that is ready to start."""
    made = RolebookServer()
    for add in (_follow, _answer_about_places, _answer_about_files, _complete, _rename, _act):
        add(made)
    return made


def _follow(made: RolebookServer) -> None:
    """Follow texts and files."""

    @made.feature(types.INITIALIZED)
    def initialized(ls: RolebookServer, params: types.InitializedParams) -> None:
        workspace = ls.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            ls.client_register_capability(
                types.RegistrationParams([types.Registration("files", method, options)])
            )

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: RolebookServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.open(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: RolebookServer, params: types.DidChangeTextDocumentParams) -> None:
        ls.change(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: RolebookServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: RolebookServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.files_changed()

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(ls: RolebookServer, params: types.DidChangeWatchedFilesParams) -> None:
        ls.files_changed()


def _answer_about_places(made: RolebookServer) -> None:
    """Answer what is at a place, where it is described, and where it is named."""

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(ls: RolebookServer, params: types.HoverParams) -> types.Hover | None:
        seen = await ls.seen(params.text_document.uri)
        about = hover(seen.book, seen.cursor(params.position)) if seen else None
        if seen is None or about is None:
            return None
        text, span = about
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), seen.range(span))

    @made.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def defined(ls: RolebookServer, params: types.DefinitionParams) -> types.Location | None:
        seen = await ls.seen(params.text_document.uri)
        span = definition(seen.book, seen.cursor(params.position)) if seen else None
        return seen.location(span) if seen and span else None

    @made.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def named(ls: RolebookServer, params: types.ReferenceParams) -> list[types.Location]:
        seen = await ls.seen(params.text_document.uri)
        if seen is None:
            return []
        return [seen.location(one) for one in references(seen.book, seen.cursor(params.position))]


def _answer_about_files(made: RolebookServer) -> None:
    """Answer what is in a file, and in all handbooks that are open."""

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outlined(
        ls: RolebookServer, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol]:
        seen = await ls.seen(params.text_document.uri)
        return [_symbol(seen, one) for one in outline(seen.book, seen.name)] if seen else []

    @made.feature(types.WORKSPACE_SYMBOL)
    async def searched(
        ls: RolebookServer, params: types.WorkspaceSymbolParams
    ) -> list[types.WorkspaceSymbol]:
        found: list[types.WorkspaceSymbol] = []
        for live in ls.lives:
            book = await live.current()
            seen = Seen(ls, live.desk, book, live.desk.texts(ls.texts()), "")
            for one in symbols(book, params.query):
                kind, place = _KINDS[one.kind], seen.location(one.chosen)
                found.append(
                    types.WorkspaceSymbol(
                        location=place, name=one.name, kind=kind, container_name=one.detail
                    )
                )
        return found


_KINDS = {
    SymbolKind.HEADING: types.SymbolKind.String,
    SymbolKind.RULE: types.SymbolKind.Property,
    SymbolKind.ROLE: types.SymbolKind.Class,
}
"""The protocol has kinds for programs only; editors show headings of Markdown as strings, too."""


def _symbol(seen: Seen, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        _KINDS[symbol.kind],
        seen.range(symbol.span),
        seen.range(symbol.chosen),
        symbol.detail,
        children=[_symbol(seen, one) for one in symbol.below],
    )


def _complete(made: RolebookServer) -> None:
    """Propose what can be typed."""
    triggers = ["*", "[", "(", "|", " "]

    @made.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(triggers))
    async def completed(
        ls: RolebookServer, params: types.CompletionParams
    ) -> types.CompletionList | None:
        # The handbook of before the last keystroke does: nobody waits for it to be read again.
        seen = ls.last_seen(params.text_document.uri)
        if seen is None:
            return None
        items = completions(seen.book, seen.source.lines, seen.cursor(params.position))
        return types.CompletionList(
            is_incomplete=True,  # what else there is depends on what is typed next
            items=[
                types.CompletionItem(
                    one.label,
                    kind=_ITEMS[one.kind],
                    detail=one.detail,
                    filter_text=seen.source.at(one.span),
                    sort_text=f"{number:03}",
                    text_edit=types.TextEdit(seen.range(one.span), one.insert),
                )
                for number, one in enumerate(items)
            ],
        )


_ITEMS = {
    ItemKind.KEYWORD: types.CompletionItemKind.Keyword,
    ItemKind.RULE: types.CompletionItemKind.Reference,
    ItemKind.SKILL: types.CompletionItemKind.Value,
    ItemKind.ROLE: types.CompletionItemKind.Class,
}


def _rename(made: RolebookServer) -> None:
    """Rename roles."""

    @made.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepared(
        ls: RolebookServer, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        seen = await ls.seen(params.text_document.uri)
        if seen is None:
            return None
        with _told():
            span, words = renamable(seen.book, seen.cursor(params.position))
        return types.PrepareRenamePlaceholder(seen.range(span), words)

    @made.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def renamed(ls: RolebookServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
        seen = await ls.seen(params.text_document.uri)
        if seen is None:
            return None
        with _told():
            return seen.edit(rename(seen.book, seen.cursor(params.position), params.new_name))


@contextmanager
def _told() -> Iterator[None]:
    """Answer a request that cannot be met with the reason."""
    try:
        yield
    except OperatorError as error:
        raise JsonRpcInvalidParams(str(error)) from error


_EXPLAIN = "rolebook.explain"
"""The command behind "Explain": its argument is a code."""


def _act(made: RolebookServer) -> None:
    """Fix and explain problems."""
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    async def acted(ls: RolebookServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        seen = await ls.seen(params.text_document.uri)
        if seen is None:
            return []
        begin, end = seen.cursor(params.range.start), seen.cursor(params.range.end)
        within = Span(seen.name, begin.line, begin.column, end.line, end.column)
        context = params.context
        found = actions(seen.book, seen.source, within) if _wants(context, kinds[0]) else []
        # What the light bulb offers is asked for at each move of the cursor.
        is_automatic = context.trigger_kind is types.CodeActionTriggerKind.Automatic
        if _wants(context, kinds[1]) and (context.only or not is_automatic):
            every = fix_all(seen.book, seen.source, lambda sources: _again(seen, sources))
            found = [*found, every] if every else found
        return [_action(seen, one) for one in found]

    @made.command(_EXPLAIN)
    def explain(ls: RolebookServer, code: str) -> None:
        text = explanation(code)
        if text:
            ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def _again(seen: Seen, sources: Sequence[Source]) -> Handbook:
    return seen.desk.again(seen.book, sources)


def _wants(context: types.CodeActionContext, kind: str) -> bool:
    """Whether a request is for actions of a kind; `source` is for all that begin with it."""
    only = context.only
    return not only or any((kind + ".").startswith(one + ".") for one in only)


def _action(seen: Seen, action: Action) -> types.CodeAction:
    problem = action.problem
    command = None
    if action.kind is ActionKind.EXPLAIN and problem:
        command = types.Command(action.title, _EXPLAIN, arguments=[problem.code])
    return types.CodeAction(
        action.title,
        kind=_ACTIONS[action.kind],
        diagnostics=[seen.server.problem(problem, seen.source.lines)] if problem else None,
        edit=seen.edit(action.edits) if action.edits else None,
        command=command,
    )


_ACTIONS = {
    ActionKind.FIX: types.CodeActionKind.QuickFix,
    ActionKind.FIX_ALL: types.CodeActionKind.SourceFixAll,
    ActionKind.EXPLAIN: types.CodeActionKind.QuickFix,
}
