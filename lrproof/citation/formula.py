"""The TeX that is cited: of an entry, of its two ends, or of one line; without reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrproof.catalogue import Entry

__all__ = ["Lines", "chain", "display", "ends", "one", "short", "whole"]

Lines = Sequence[tuple[str, str]]
"""Of each line what stands before its first relation, and the rest."""


def whole(entry: Entry) -> Lines:
    """All lines of an entry."""
    return [(_flat(row.left), _flat(row.right)) for row in entry.rows]


def ends(entry: Entry) -> Lines:
    """The first side of a derivation and its last; of an equation, all."""
    lines = whole(entry)
    equal = all(relation.symbol == "=" for relation in entry.reading.relations[:-1])
    if equal and not any(left for left, _ in lines[1:]):
        return [(lines[0][0], lines[-1][1])]
    return lines


def short(entry: Entry) -> str:
    """The two ends of an entry, as one line."""
    return chain(ends(entry))


def one(entry: Entry, line: int) -> Lines:
    """A line of a derivation, after the side from which it follows.

    Raises:
        LookupError: There is no such line.
    """
    if entry.kind != "derivation" or not 1 <= line <= len(entry.rows):
        has = f"{len(entry.rows)} lines" if entry.kind == "derivation" else "no lines"
        msg = f"{entry.id} has {has}; there is no line {line}"
        raise LookupError(msg)
    before = next(r.left.tex for r in entry.reading.relations if r.row == line)
    return [(_flat(before), _flat(entry.rows[line - 1].right))]


def chain(lines: Lines) -> str:
    """All lines as one."""
    between = r" \\ " if any(left for left, _ in lines[1:]) else " "
    return between.join(f"{left} {right}".strip() for left, right in lines)


def display(lines: Lines) -> str:
    """All lines, aligned at their relations if there are many; none is empty."""
    if len(lines) == 1:
        return chain(lines)
    inside = " \\\\\n".join(f"{left} &{right}".strip() for left, right in lines)
    return f"\\begin{{aligned}}\n{inside}\n\\end{{aligned}}"


def _flat(tex: str) -> str:
    return " ".join(tex.split())
