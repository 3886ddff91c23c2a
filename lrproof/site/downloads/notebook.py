"""A page as a notebook: its prose, its examples as cells, at the end a check of its formulas."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from doctest import DocTestParser, Example
from typing import TYPE_CHECKING, Any

import lrproof
from lrproof.site.portable import place, portable

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.site.book import Book

__all__ = ["cells", "notebook", "runs"]

_FENCE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_FORMAT, _MINOR = 4, 5
_INTRODUCTION = """\
This notebook is made from [a page of lrproof]({page}). Run its cells from the top. The name below
a formula leads to its permanent record."""
_CHECK = """\
## Check every formula of this page

Each formula is read from its TeX and proved. Change a sign in one, run the cell again, and see it
refuted."""

Cell = dict[str, Any]


def notebook(page: str, book: Book) -> bytes:
    """Writes a page as a notebook, the same for the same page.

    Args:
        page: A page of docs/, such as `derivation/loss.md`.
        book: The pages.

    Returns:
        JSON of nbformat 4.5; the outputs are those that the page shows.
    """
    made = list(cells(page, book))
    for number, cell in enumerate(made):
        text = f"{page} {number} {cell['cell_type']} {cell['source']}"
        cell["id"] = hashlib.sha256(text.encode()).hexdigest()[:12]
    whole = {
        "cells": made,
        "metadata": {
            "kernelspec": _KERNEL,
            "language_info": {"name": "python"},
            "title": book.title(page),
        },
        "nbformat": _FORMAT,
        "nbformat_minor": _MINOR,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def cells(page: str, book: Book) -> Iterator[Cell]:
    """Gives the cells, in order."""
    title, _, text = portable(page, book).partition("\n")
    yield _markdown(f"{title}\n\n{_INTRODUCTION.format(page=book.site + place(page))}")
    yield _code(f"%pip install --quiet lrproof=={lrproof.__version__}")
    pieces = _FENCE.split(text)
    silent = set(_printing(pieces[1::2]))
    for number, piece in enumerate(pieces):
        if number % 2:
            yield from _examples(piece, silent)
        else:
            yield from (_markdown(part) for part in _SECTION.split(piece) if part.strip())
    entries = [entry for entry in book.entries.values() if entry.page == page]
    if entries:
        yield _markdown(_CHECK)
        verdicts = (f"{entry.id}: {book.evidence(entry).verdict}\n" for entry in entries)
        yield _code(_proofs(entries), _printed("".join(verdicts)))


def runs(session: str, silent: Set[str] = frozenset()) -> Iterator[list[Example]]:
    r"""Cuts a console session where a cell of a notebook ends: after a value that is shown.

    Args:
        session: What stands in the console.
        silent: Functions besides `print` that print and have no value.

    Examples:
        >>> session = ">>> x = 1\n>>> x\n1\n>>> print(x)\n1\n>>> print(2)\n2\n"
        >>> [[example.source for example in run] for run in runs(session)]
        [['x = 1\n', 'x\n'], ['print(x)\n', 'print(2)\n']]
    """
    run: list[Example] = []
    for example in DocTestParser().get_examples(session):
        run.append(example)
        if _shows(example, silent):
            yield run
            run = []
    if run:
        yield run


def _shows(example: Example, silent: Set[str]) -> bool:
    """Whether an example has a value that a console shows, besides what it prints."""
    last = ast.parse(example.source).body[-1]
    if not example.want or not isinstance(last, ast.Expr):
        return False
    called = last.value.func if isinstance(last.value, ast.Call) else None
    return not (isinstance(called, ast.Name) and called.id in {"print", *silent})


def _printing(sessions: Iterable[str]) -> Iterator[str]:
    """Finds the functions that a page defines and that print."""
    for session in sessions:
        for example in DocTestParser().get_examples(session):
            for node in ast.parse(example.source).body:
                if isinstance(node, ast.FunctionDef) and "print(" in example.source:
                    yield node.name


def _examples(session: str, silent: Set[str]) -> Iterator[Cell]:
    for run in runs(session, silent):
        source = "".join(example.source for example in run)
        shown = run[-1] if _shows(run[-1], silent) else None
        printed = "".join(example.want for example in run if example is not shown)
        outputs = [_printed(printed)] if printed else []
        if shown:
            data = {"text/plain": shown.want.rstrip("\n")}
            outputs.append(
                {
                    "data": data,
                    "execution_count": None,
                    "metadata": {},
                    "output_type": "execute_result",
                }
            )
        yield _code(source.rstrip("\n"), *outputs)


def _markdown(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text.strip("\n")}


def _code(source: str, *outputs: Cell) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": list(outputs),
        "source": source,
    }


def _printed(text: str) -> Cell:
    return {"output_type": "stream", "name": "stdout", "text": text}


def _proofs(entries: Sequence[Entry]) -> str:
    """A program that proves each formula anew."""
    lines = ["from lrproof import SETTINGS, prove", "", "formulas = {"]
    for entry in entries:
        lines += [f'    "{entry.id}": ("{entry.setting.name}", r"""{_tex(entry)}"""),']
    lines.append("}")
    proof = "prove(tex, SETTINGS[setting])"
    if certified := [entry for entry in entries if entry.certificates]:
        lines.append("certificates = {")
        for entry in certified:
            named = ", ".join(f'"{name}"' for name in entry.certificates)
            lines.append(f'    "{entry.id}": [{named}],')
        lines.append("}")
    lines += ["for name, (setting, tex) in formulas.items():"]
    if certified:
        lines += ["    rests = {other: formulas[other][1] for other in certificates.get(name, [])}"]
        proof = "prove(tex, SETTINGS[setting], certificates=rests)"
    lines += [f"    found = {proof}", '    print(f"{name}: {found.verdict}")']
    return "\n".join(lines)


def _tex(entry: Entry) -> str:
    return " \\\\\n".join(" ".join(row.tex.split()) for row in entry.rows)
