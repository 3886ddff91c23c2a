"""Brackets that have no partner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lrproof.tex.lexer import PARTNER, Token


def strays(line: list[Token]) -> list[int]:
    """Places in a list of tokens of the brackets that have no partner."""
    levels: list[_Level] = [_Level()]
    stray: list[int] = []
    for at, token in enumerate(line):
        if token.kind in ("group", "begin"):
            levels.append(_Level())
        elif token.kind in ("end-group", "end"):
            stray += levels.pop().opened if len(levels) > 1 else []
        elif token.kind == "open":
            levels[-1].opened.append(at)
            levels[-1].awaited[PARTNER[token.text]] += 1
        elif token.kind == "close" and not levels[-1].awaited[token.text]:
            stray.append(at)
        elif token.kind == "close":
            stray += levels[-1].closed(line, token)
    return sorted(stray + [at for level in levels for at in level.opened])


@dataclass(slots=True)
class _Level:
    """The open brackets directly inside one group, and how many of each sign would close them."""

    opened: list[int] = field(default_factory=list)
    awaited: Counter[str] = field(default_factory=Counter)

    def closed(self, line: list[Token], token: Token) -> list[int]:
        """Takes back the brackets up to the partner of this one; those between are stray."""
        between: list[int] = []
        while True:
            at = self.opened.pop()
            partner = PARTNER[line[at].text]
            self.awaited[partner] -= 1
            if partner == token.text:
                return between
            between.append(at)
