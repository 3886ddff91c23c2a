"""What the text of a function tells: its words, its result's names, which arguments it uses."""

from __future__ import annotations

import ast
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Source"]

_LONGEST = 100_000
_SUMS = frozenset({"sum", "mean", "average", "nansum", "nanmean", "fsum"})


@dataclass(frozen=True)
class Source:
    """The text of a function, as far as it is to be had.

    Args:
        code: The text, "" if it is not known.
        name: The function's name.
        doc: Its docstring, and that of its module if it is a file of its own.
        results: The names of what it returns, "" for an expression without one.
        keys: For each parameter that is asked for entries by name, these names.
        unused: Parameters that do not occur in it.
        helpers: The text of the functions that it calls.
    """

    code: str = ""
    name: str = ""
    doc: str = ""
    results: tuple[str, ...] = ()
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unused: frozenset[str] = frozenset()
    helpers: str = ""

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Source:
        """Reads the text of a function."""
        name = getattr(function, "__name__", type(function).__name__)
        doc = inspect.getdoc(function) or ""
        try:
            code = textwrap.dedent(inspect.getsource(function))[:_LONGEST]
            tree = ast.parse(code)
        except (OSError, TypeError, SyntaxError, ValueError, RecursionError, MemoryError):
            return cls(name=name, doc=doc)
        top = next((node for node in tree.body if isinstance(node, ast.FunctionDef)), None)
        if top is None:
            return cls(code, name, doc)
        return cls(code, name, doc, _results(top), _keys(top), _unused(top), _helpers(function))

    @property
    def text(self) -> str:
        """What its author says: the name, the docstring and the comments."""
        return "\n".join([self.name, self.doc, *self._comments()])

    def _comments(self) -> Iterator[str]:
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.code).readline):
                if token.type == tokenize.COMMENT:
                    yield token.string.lstrip("# ")
        except (tokenize.TokenError, SyntaxError):
            return

    def says(self, pattern: str) -> bool:
        """Whether the code, comments and docstring included, has something."""
        return re.search(pattern, self.code) is not None


def _helpers(function: Callable[..., Any]) -> str:
    plain = inspect.unwrap(function)
    plain = getattr(plain, "__func__", plain)
    names = getattr(plain, "__code__", None)
    around = getattr(plain, "__globals__", {})
    found = [around.get(name) for name in (names.co_names if names else ())[:50]]
    parts = []
    for helper in found:
        if inspect.isfunction(helper) and helper.__globals__ is around:
            try:
                parts.append(inspect.getsource(helper)[:_LONGEST])
            except (OSError, TypeError):
                continue
    return "\n".join(parts)


def _own(top: ast.FunctionDef) -> Iterator[ast.AST]:
    """The parts of a function that are not parts of functions inside it."""
    waiting: list[ast.AST] = list(top.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def _results(top: ast.FunctionDef) -> tuple[str, ...]:
    """The names in the last return, which is the one at the end."""
    returns = [node for node in _own(top) if isinstance(node, ast.Return) and node.value]
    if not returns:
        return ()
    value = max(returns, key=lambda node: node.lineno).value
    entries = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
    return tuple(_name(entry) for entry in entries)


def _name(node: ast.expr | None) -> str:
    """`dw` for `dw / m`, `(1 / m) * dw`, `float(dw)`, `dw.T`, …; `mean_e` for `e.mean()`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.BinOp(left=left, op=ast.Div()):
            return _name(left)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _name(right) if _is_factor(left) else _name(left) if _is_factor(right) else ""
        case ast.UnaryOp(operand=operand):
            return _name(operand)
        case ast.Call(func=ast.Attribute(value=value, attr=called), args=[]):
            return _added(called, _name(value))
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[one]):
            return _added(called, _name(one))
        case ast.Attribute(value=value, attr="T"):
            return _name(value)
        case ast.Attribute(attr=name):
            return name
    return ""


def _added(called: str, name: str) -> str:
    """A sum of what is named `e` is not e; a sum of `losses` still is something of losses."""
    return f"{called}_{name}" if name and called in _SUMS else name


def _is_factor(node: ast.expr) -> bool:
    """Whether it is a number, or one divided by something."""
    plain = node.left if isinstance(node, ast.BinOp) else node
    return isinstance(plain, ast.Constant)


def _keys(top: ast.FunctionDef) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for node in ast.walk(top):
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                found.setdefault(name, []).append(key)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="get" | "pop"),
                args=[ast.Constant(value=str(key)), *_],
            ):
                found.setdefault(name, []).append(key)
    return tuple((name, tuple(dict.fromkeys(keys))) for name, keys in found.items())


def _unused(top: ast.FunctionDef) -> frozenset[str]:
    given = {one.arg for one in (*top.args.posonlyargs, *top.args.args, *top.args.kwonlyargs)}
    used = {node.id for part in top.body for node in ast.walk(part) if isinstance(node, ast.Name)}
    return frozenset(given - used)
