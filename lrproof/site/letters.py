"""How the text of a drawing shows letters and indices as a formula does."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["italic", "terms"]

_TERM = re.compile(r"_(?:\{(\w+)\}|(\w))|([^_]+)")


def italic(text: str) -> str:
    """Shows single Latin letters as a formula does; words such as `ln` stay upright.

    Examples:
        >>> italic("f = ln z")
        '𝑓 = ln 𝑧'
    """
    return re.sub(
        r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])",
        lambda letter: chr(ord(letter[0]) + (0x1D3F3 if letter[0] < "a" else 0x1D3ED)),
        text,
    ).replace("∂", "𝜕")


def terms(label: str) -> Iterator[tuple[str, bool]]:
    """Splits a label at its indices; gives each piece, and whether it is an index.

    Examples:
        >>> list(terms("∂z/∂w_j"))
        [('𝜕𝑧/𝜕𝑤', False), ('𝑗', True)]
        >>> list(terms("δ_{jk} = 0"))
        [('δ', False), ('𝑗𝑘', True), (' = 0', False)]
    """
    for long, short, plain in _TERM.findall(label):
        if index := long or short:
            yield "".join(map(italic, index)), True
        else:
            yield italic(plain), False
