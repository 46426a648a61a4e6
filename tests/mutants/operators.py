"""Source code to mutants: copies of a module with one small fault each."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CALCULATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_FUNCTIONS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "startswith": "endswith",
    "endswith": "startswith",
}
_CLEANING = {"strip", "lstrip", "rstrip", "casefold", "lower", "upper", "removeprefix"}
"""Methods of texts; a mutant leaves the call out."""
_TABLE = 8
"""The words of a longer list, set or dictionary are data, not decisions: one that is missing says
little about the tests, and there are thousands."""
_NOT_CODE = {"__all__", "__slots__"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault."""

    path: str
    """Path of the module from the root of the package."""
    line: int
    function: str
    """Qualified name of the function that holds the fault; empty at the top of the module."""
    target: str
    """At the top of a module, the name that is assigned."""
    before: str
    after: str
    nth: int
    """Counted from 1 among the faults that are alike in all of the above but the line."""
    start: int
    """Byte of the source at which the fault begins."""
    end: int

    @property
    def name(self) -> tuple[str, str, str, int]:
        """What stays the same when lines are added elsewhere."""
        return self.path, self.function or self.target, self.change, self.nth

    @property
    def change(self) -> str:
        return f"{self.before} -> {self.after}"

    def apply(self, source: str) -> str:
        data = source.encode()
        return (data[: self.start] + self.after.encode() + data[self.end :]).decode()


def mutants(source: str, path: str) -> list[Mutant]:
    """Return all mutants of a module in the order of the source.

    >>> [mutant.change for mutant in mutants("def f(n):\\n    return n > 3", "m.py")]
    ['return n > 3 -> return None', 'n > 3 -> (n >= 3)', '3 -> 4']
    """
    finder = _Finder(source, path)
    finder.visit(ast.parse(source))
    return sorted(finder.found, key=lambda mutant: (mutant.start, -mutant.end, mutant.after))


class _Finder(ast.NodeVisitor):
    def __init__(self, source: str, path: str) -> None:
        self.found: list[Mutant] = []
        self._data = source.encode()
        self._path = path
        self._starts = [0]
        for line in self._data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._scopes: list[str] = []
        self._target = ""
        self._seen: dict[tuple[str, str, str, str], int] = {}

    def visit(self, node: ast.AST) -> None:
        """Note the mutants of a node, and go on with its children."""
        handler: Callable[[ast.AST], Iterator[str]] | None = _HANDLERS.get(type(node))
        if handler and isinstance(node, ast.expr | ast.stmt):
            for after in handler(node):
                self._note(node, after)
        special = getattr(self, f"visit_{type(node).__name__}", None)
        if special:
            special(node)
        else:
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self._visit_inside([node.name], default)
        self._visit_inside([node.name, "<locals>"], *_without_docstring(node.body))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_inside([node.name], *_without_docstring(node.body))

    def visit_Module(self, node: ast.Module) -> None:
        for statement in _without_docstring(node.body):
            self._target = _target(statement)
            if self._target not in _NOT_CODE:
                self.visit(statement)

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self._note(node.test, f"(not ({ast.unparse(node.test)}))")
            self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        # A loop that never ends would be caught, but only after the time limit.
        self._note(node.test, "False")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._note(node.test, f"(not ({ast.unparse(node.test)}))")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for condition in node.ifs:
            self._note(condition, "True")
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        """Assertions of ours tell the type checker something; they are not behaviour."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Python before 3.12 gives the parts of an f-string no place in the source."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not ast.unparse(node.value).endswith("Literal"):
            self.generic_visit(node)

    def visit_List(self, node: ast.List | ast.Tuple | ast.Set) -> None:
        self._visit_table(node.elts)

    visit_Tuple = visit_List  # noqa: N815 - names of `ast`
    visit_Set = visit_List  # noqa: N815

    def visit_Dict(self, node: ast.Dict) -> None:
        self._visit_table([key for key in node.keys if key])
        self._visit_table(node.values)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        if name in ("cast", "TypeVar", "frozenset") and len(ast.unparse(node)) > 200:
            return
        self.generic_visit(node)

    def _visit_table(self, elements: list[ast.expr]) -> None:
        is_data = len(elements) > _TABLE
        for element in elements:
            if not (is_data and isinstance(element, ast.Constant | ast.Tuple)):
                self.visit(element)

    def _visit_inside(self, scopes: list[str], *nodes: ast.AST) -> None:
        self._scopes += scopes
        for node in nodes:
            self.visit(node)
        del self._scopes[-len(scopes) :]

    def _note(self, node: ast.expr | ast.stmt, after: str) -> None:
        start = self._starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        end = self._starts[node.end_lineno - 1] + node.end_col_offset
        before = " ".join(ast.unparse(node).split())
        function = ".".join(self._scopes).removesuffix(".<locals>")
        key = (function, self._target, before, after)
        self._seen[key] = self._seen.get(key, 0) + 1
        self.found.append(
            Mutant(
                self._path,
                node.lineno,
                function,
                self._target,
                before,
                after,
                self._seen[key],
                start,
                end,
            )
        )


def _compare(node: ast.Compare) -> Iterator[str]:
    for place, operator in enumerate(node.ops):
        ops = [*node.ops]
        ops[place] = _COMPARISONS[type(operator)]()
        yield f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"


def _bool(node: ast.BoolOp) -> Iterator[str]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"({ast.unparse(ast.BoolOp(other, node.values))})"


def _unary(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _calculation(node: ast.BinOp) -> Iterator[str]:
    """Yield the other operator; joining of texts and lists is left alone, since it fails at once."""
    parts = (ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)
    is_joining = isinstance(node.op, ast.Add) and any(
        isinstance(side, parts) and not _is_number(side) for side in (node.left, node.right)
    )
    other = _CALCULATIONS.get(type(node.op))
    if other and not is_joining:
        yield f"({ast.unparse(ast.BinOp(node.left, other(), node.right))})"


def _constant(node: ast.Constant) -> Iterator[str]:
    value = node.value
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
    elif isinstance(value, float):
        yield str(value * 1.2 + 0.1)
    elif isinstance(value, str) and value and " " not in value:
        # Texts with spaces are prose: its wording is nothing that a test should hold.
        yield repr(f"{value}X")


def _call(node: ast.Call) -> Iterator[str]:
    match node.func:
        case ast.Name(id=name) if name in _FUNCTIONS:
            if name != "sorted" or len(node.args) == 1:
                keywords = [] if name == "sorted" else node.keywords
                yield ast.unparse(ast.Call(ast.Name(_FUNCTIONS[name]), node.args, keywords))
        case ast.Attribute(value=owner, attr=name) if name in _FUNCTIONS:
            func = ast.Attribute(owner, _FUNCTIONS[name])
            yield ast.unparse(ast.Call(func, node.args, node.keywords))
        case ast.Attribute(value=owner, attr=name) if name in _CLEANING:
            yield f"({ast.unparse(owner)})"


def _statement(node: ast.stmt) -> Iterator[str]:
    if not (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call)):
        yield "pass"


def _return(node: ast.Return) -> Iterator[str]:
    if node.value is not None and ast.unparse(node.value) not in ("None", "()", "[]", "''"):
        yield "return None"


def _break(_: ast.Break) -> Iterator[str]:
    yield "continue"


def _continue(_: ast.Continue) -> Iterator[str]:
    yield "break"


_HANDLERS: dict[type[ast.AST], Callable[..., Iterator[str]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool,
    ast.UnaryOp: _unary,
    ast.BinOp: _calculation,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Expr: _statement,
    ast.AugAssign: _statement,
    ast.Raise: _statement,
    ast.Return: _return,
    ast.Break: _break,
    ast.Continue: _continue,
}


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return statements without texts that stand alone: docstrings of functions and of attributes."""
    return [
        node
        for node in body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]


def _target(node: ast.stmt) -> str:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""
