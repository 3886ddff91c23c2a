"""Cuts the TeX of a block into its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrproof.tex import RELATION

__all__ = ["Row", "rows"]

_REASON = re.compile(r"&&\s*(?:\\text\{(?P<text>.*)\}|(?P<plain>.*))\s*$", re.DOTALL)
_ENDS = re.compile(r"(\\(?:begin|end)\{(?:cases|[bp]?matrix|smallmatrix)\}|\\\\|\n)")
_RELATION = re.compile(rf"&?\s*{RELATION}")


@dataclass(frozen=True)
class Row:
    """One line of a block.

    Attributes:
        tex: The line without its reason.
        left: What stands before its first relation; empty where it continues the line before.
        right: The relation and what follows.
        reason: The reason beside it, as Markdown.
        line: Line of the page, from 1.
    """

    tex: str
    left: str
    right: str
    reason: str
    line: int


def rows(tex: str, line: int) -> Iterator[Row]:
    r"""Gives the lines of a block, which end at `\\`.

    Args:
        tex: What stands in the block.
        line: The line of the page on which it begins.

    Examples:
        >>> first, second = rows(r"a &= b && \text{why} \\" + "\n &= c", line=7)
        >>> first.left, first.right, first.reason, second.right, second.line
        ('a', '= b', 'why', '= c', 8)

        Those inside of cases and matrices are not ends of lines:

        >>> [row.right for row in rows(r"A &= \begin{matrix} a \\ b \end{matrix} \\ &= B", line=7)]
        ['= \\begin{matrix} a \\\\ b \\end{matrix}', '= B']
    """
    depth = 0
    current = ""
    start = line
    for piece in _ENDS.split(tex):
        if _ENDS.fullmatch(piece):
            depth += piece.startswith(r"\begin") - piece.startswith(r"\end")
        if piece == "\n":
            line += 1
        if piece == r"\\" and not depth:
            if current.strip():
                yield _row(current, start)
            current = ""
            continue
        if not current.strip():
            start = line
        current += piece
    if current.strip():
        yield _row(current, start)


def _row(text: str, line: int) -> Row:
    found = _REASON.search(text)
    reason = (found["text"] or found["plain"] or "") if found else ""
    tex = (text[: found.start()] if found else text).strip()
    depth = 0
    for at, character in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth and (relation := _RELATION.match(tex, at)):
            right = tex[relation.start() :].lstrip("& ")
            return Row(tex, tex[: relation.start()].strip(), right, " ".join(reason.split()), line)
    return Row(tex, tex, "", " ".join(reason.split()), line)
