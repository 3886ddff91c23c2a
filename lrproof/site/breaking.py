"""Where a wide formula may be broken into rows."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from lrproof.site.typeset import glyphs, typeset
from lrproof.tex import RELATION

__all__ = ["arrangements"]

_MOST_ROWS = 4
# As many characters in a row are still legible.
_LONG = 40
# No row may begin between these.
_OPENS, _CLOSES = ("{", r"\begin", r"\left"), ("}", r"\end", r"\right")
_TOKEN = re.compile(rf"(?P<relation>{RELATION})|\\[a-zA-Z]+|\\.|.", re.DOTALL)


def arrangements(tex: str) -> list[str]:
    r"""Breaks a formula before relations and signs: into one row, two rows and so on.

    Of all the ways to break it into so many rows, that is taken whose longest row is shortest. What
    is long and cannot be broken otherwise is broken inside of brackets.

    Examples:
        >>> for rows in arrangements(r"L = -y\ln f-(1-y)\ln(1-f)"):
        ...     print(rows)
        & L = -y\ln f-(1-y)\ln(1-f)
        & L = -y\ln f\\ & \quad -(1-y)\ln(1-f)
        & L \\ & \quad = -y\ln f\\ & \quad -(1-y)\ln(1-f)
    """
    found: dict[str, None] = {}
    for deep in (0, 1):
        pieces = _pieces(tex, deep)
        widths = [len(glyphs(typeset(piece))) for piece in pieces]
        for many in range(min(_MOST_ROWS, len(pieces))):
            ways = [(0, *cuts, len(pieces)) for cuts in combinations(range(1, len(pieces)), many)]
            best = min(ways, key=lambda way: max(sum(widths[a:b]) for a, b in pairwise(way)))
            rows = ["".join(pieces[a:b]) for a, b in pairwise(best)]
            found["& " + r"\\ & \quad ".join(rows)] = None
        if max(widths) <= _LONG:
            break
    return list(found)


def _pieces(tex: str, deep: int) -> list[str]:
    """Cuts a formula where a row may begin: before relations and signs, in so many brackets."""
    pieces = [""]
    depth = whole = 0
    for token in _TOKEN.finditer(" ".join(tex.split())):
        text = token[0]
        depth += (text in "([") - (text in ")]")
        whole += (text in _OPENS) - (text in _CLOSES)
        begins = not whole and depth <= deep and (token["relation"] or text in "+-")
        # A sign that begins a side belongs to what follows it.
        alone = not pieces[-1].strip() or re.fullmatch(RELATION, pieces[-1].strip())
        if begins and not alone:
            pieces.append("")
        pieces[-1] += text
    return pieces
