"""The child process: imports somebody's file, checks a function of it, writes down the result.

The result goes to a file, because what the function prints goes anywhere.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from lrproof.gradient.check import check_gradient
from lrproof.gradient.loading import definitions, functions, imported, notebook_code
from lrproof.gradient.report import GradientReport
from lrproof.gradient.returned import Finding
from lrproof.gradient.roles import goal
from lrproof.gradient.watching import Clock, watched

__all__ = ["main"]

MEMORY = 4 * 2**30
"""Bytes; no check of a small dataset needs a hundredth of that."""


class Unknown(Exception):
    """There is no such function."""


def main(job: dict[str, Any]) -> None:
    """Checks a function of a file.

    Args:
        job: "file"; "function" or None; "cost" or None; "seconds"; "options" for
            `check_gradient`; "folder" for files; "result", the file to write.
    """
    result: dict[str, Any]
    try:
        report = _report(job)
        result = {"report": report.as_json(), "text": str(report)}
    except (Unknown, ValueError) as error:
        result = {"usage": str(error)}
    except Finding as finding:
        name = job["function"] or Path(job["file"]).name
        report = GradientReport(name, None, "error", str(finding), mistakes=(finding.mistake,))
        result = {"report": report.as_json(), "text": str(report)}
    Path(job["result"]).write_text(json.dumps(result), encoding="utf-8")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _report(job: dict[str, Any]) -> GradientReport:
    path, clock = Path(job["file"]), Clock(job["seconds"])
    sys.path.insert(0, str(path.parent.resolve()))
    module, remarks = _module(path, Path(job["folder"]), clock)
    found = functions(module)
    name = job["function"] or _plausible(found, path.name)
    gradient = _function(module, found, name, path.name)
    cost = _function(module, found, job["cost"], path.name) if job["cost"] else None
    # In a notebook the function is at hand; a file can be imported if its name is one of Python.
    stem = path.stem if path.suffix == ".py" and path.stem.isidentifier() else ""
    seconds = max(clock.left, clock.seconds / 2)
    report = check_gradient(gradient, cost, seconds=seconds, module=stem, **job["options"])
    return replace(report, remarks=(*remarks, *report.remarks))


def _module(path: Path, folder: Path, clock: Clock) -> tuple[ModuleType, tuple[str, ...]]:
    """The module; if it cannot be run as a whole, its definitions, and what to say then.

    Raises:
        Finding: If it cannot be read or run.
    """
    code, place = path.read_text(encoding="utf-8", errors="replace"), path
    if path.suffix == ".ipynb":
        try:
            code = notebook_code(code)
        except ValueError as error:
            raise Finding("raises-error", f"{path.name} is no notebook: {error}.") from None
        place = folder / f"{path.stem}.py"
        place.write_text(code, encoding="utf-8")
    try:
        return watched(imported, (place, path.stem), {}, clock, str(place)), ()
    except Finding as finding:
        said = f"{path.name} could not be run as a whole. {finding}"
        if finding.mistake == "does-not-end":
            said = f"{path.name} had not ended after {clock.seconds:g} seconds."
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            reduced = folder / f"{path.stem}_.py"
            reduced.write_text(definitions(code), encoding="utf-8")
            again = Clock(clock.seconds / 2)
            with contextlib.suppress(Finding):
                module = watched(imported, (reduced, path.stem), {}, again, str(reduced))
                return module, (f"{said} So only its definitions were used.",)
        raise Finding(finding.mistake, said) from None


def _plausible(found: dict[str, Any], file: str) -> str:
    """The function to check if none is named.

    Raises:
        Unknown: If there is none, or more than one.
    """
    names = [name for name in found if "." not in name and not name.startswith("_")]
    for wanted in ("gradient", "hessian", "cost"):
        fitting = [name for name in names if goal(name) == wanted]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            break
    if len(names) == 1:
        return names[0]
    raise Unknown(_listed("which function?", found, file))


def _function(module: ModuleType, found: dict[str, Any], name: str, file: str) -> Any:
    """The function of that name.

    A method belongs to an object that is made without arguments; if that needs some, to one that
    nothing has set up, which the parameters are then written to.

    Raises:
        Unknown: If there is none.
    """
    owner, _, method = name.partition(".")
    value = getattr(module, owner, None)
    if method and isinstance(value, type) and hasattr(value, method):
        made = value
        if name in found and not isinstance(found[name], staticmethod | classmethod):
            try:
                made = watched(value, (), {}, Clock(5))
            except Finding:
                made = object.__new__(value)
        return getattr(made, method)
    if value is None or method or not callable(value):
        raise Unknown(_listed(f"there is no function {name}", found, file))
    if getattr(value, "__name__", "") == "<lambda>":
        value.__name__ = name
    return value


def _listed(problem: str, found: dict[str, Any], file: str) -> str:
    names = ", ".join(list(found)[:30]) or "no function"
    return f"{file}: {problem}; there is {names}"


if __name__ == "__main__":
    _limit_memory()
    main(json.loads(sys.argv[1]))
