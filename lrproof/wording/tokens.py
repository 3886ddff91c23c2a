"""Cuts the TeX of a block into rows of tokens, without reasons and without spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

TEXT = r"\text"
_TOKEN = re.compile(
    r"\\(?:begin|end|operatorname)\s*\{\w+\}|\\\\|\\[a-zA-Z]+|\\."
    r"|[a-zA-Z]{4,}|\d+(?:\.\d+)?|:=|&\s*&|\S",
    re.DOTALL,
)
"""Many letters in a row are a word, which is no product, and has no form outside of a text."""
_SKIPPED = re.compile(r"\\(?:[,;:! \n]|quad|qquad|displaystyle|left|right|[bB]igg?[lr]?)|[~.]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


class Unspeakable(ValueError):
    """This TeX has no form in plain text or in words; the message names the piece."""


def rows(tex: str) -> Iterator[list[str]]:
    r"""Gives the tokens of each row.

    Raises:
        Unspeakable: A brace is not closed.

    Examples:
        >>> list(rows(r"a &= b && \text{because} \\ &= \text{the $c$}"))
        [['a', '=', 'b'], ['=', '\\text{the $c$}']]
    """
    row: list[str] = []
    depth, reason = 0, False
    for token in _tokens(tex):
        depth += token.startswith(r"\begin") - token.startswith(r"\end")
        if token == r"\\" and not depth:
            yield row
            row, reason = [], False
        elif token[0] == "&" and not depth:
            reason = reason or token != "&"
        elif not reason:
            row.append(token)
    if row:
        yield row


def _tokens(tex: str) -> Iterator[str]:
    at = 0
    while found := _TOKEN.search(tex, at):
        token, at = found[0], found.end()
        if token == TEXT:
            start, at = at, _closed(tex, at)
            token += tex[start:at].strip()
        if not _SKIPPED.fullmatch(token):
            yield token


def _closed(tex: str, start: int) -> int:
    """Where the group ends that begins here."""
    depth = 0
    for brace in _BRACE.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.end()
    raise Unspeakable(f"a brace is not closed: {tex[start:]}")
