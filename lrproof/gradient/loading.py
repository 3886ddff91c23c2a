"""Imports the file in which somebody wrote a function: a module or a notebook."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

__all__ = ["definitions", "functions", "imported", "notebook_code"]

_MAGIC = re.compile(r"^\s*(?:[%!?]|[\w.]+\?)")


def notebook_code(text: str) -> str:
    r"""The code cells of a notebook as one file, without magics.

    Raises:
        ValueError: If it is no notebook.

    Examples:
        >>> cells = [{"cell_type": "code", "source": ["%matplotlib inline\n", "import math\n"]}]
        >>> print(notebook_code(json.dumps({"cells": cells})).strip())
        import math
    """
    found = json.loads(text)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        msg = "it has no cells"
        raise ValueError(msg)
    parts = []
    for cell in found["cells"]:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", "")
            code = "".join(map(str, source)) if isinstance(source, list) else str(source)
            lines = code.splitlines()
            parts += ["" if _MAGIC.match(line) else line for line in lines]
            parts.append("")
    return "\n".join(parts) + "\n"


def definitions(code: str) -> str:
    r"""The imports, functions, classes and constants of a file; every other line is empty.

    Raises:
        SyntaxError: If it is no Python.

    Examples:
        >>> print(definitions("import math\ndata = open('lost')\ndef f(x):\n    return x"))
        import math
        <BLANKLINE>
        def f(x):
            return x
    """
    lines = code.splitlines()
    kept = [""] * len(lines)
    for node in ast.parse(code).body:
        if _is_definition(node):
            decorated = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(one.lineno for one in decorated)]) - 1
            kept[first : node.end_lineno] = lines[first : node.end_lineno]
    return "\n".join(kept)


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return _is_there(node)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        # A constant, a lambda, another name for a function; nothing that is computed or read.
        return isinstance(node.value, ast.Constant | ast.Lambda | ast.Name | ast.Attribute)
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _is_there(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether what is imported can be found."""
    names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
    try:
        return all(
            name is not None and importlib.util.find_spec(name.partition(".")[0]) for name in names
        )
    except (ImportError, ValueError):
        return False


def imported(path: Path, name: str) -> ModuleType:
    """Runs a file as a module.

    Raises:
        BaseException: Whatever the file raises.
    """
    name = f"{name}_" if name in sys.modules else name
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        msg = f"{path.name} is no Python file"
        raise ImportError(msg)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def functions(module: ModuleType) -> dict[str, Any]:
    """The functions that a module defines, methods of its classes as `Class.method`."""
    found: dict[str, Any] = {}
    for name, value in vars(module).items():
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, FunctionType):
            found[name] = value
        elif isinstance(value, type):
            found |= {
                f"{name}.{inner}": method
                for inner, method in vars(value).items()
                if isinstance(method, FunctionType | staticmethod | classmethod)
                and not inner.startswith("__")
            }
    return found
