"""Text for LaTeX, for addresses in LaTeX, for Markdown and for Python."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

__all__ = ["latex", "link_text", "literal", "url"]

_SPECIAL = {
    **{character: f"\\{character}" for character in "#$%&_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": "$<$",
    ">": "$>$",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "−": "$-$",
    "·": r"$\cdot$",
    "×": r"$\times$",
    "∂": r"$\partial$",
    "√": r"$\surd$",
    "≤": r"$\le$",
    "≥": r"$\ge$",
    "≠": r"$\ne$",
    "≈": r"$\approx$",
}
_NEGATIVE = re.compile(r"(?<![\w.)])-(?=\d)")
_RAISED = {"<super>": "^", "<sub>": "_"}


def latex(text: str) -> str:
    r"""Writes plain text so that every LaTeX and BibTeX reads it: in ASCII.

    Raises:
        ValueError: There is no way to write a character.

    Examples:
        >>> latex("50 % of λ"), latex("e⁻ᶻ, ½"), latex("loss_i is -1")
        ('50 \\% of $\\lambda$', 'e$^{-z}$, $\\frac{1}{2}$', 'loss\\_i is $-$1')
    """
    parts = []
    for raised, run in groupby(_NEGATIVE.sub("−", text), lambda c: _RAISED.get(_parts(c)[0], "")):
        if raised:
            inside = "".join(chr(int(_parts(c)[1], 16)) for c in run).replace("−", "-")
            parts.append(f"${raised}{{{inside}}}$")
        else:
            parts += map(_character, run)
    return "".join(parts)


def _parts(character: str) -> list[str]:
    return unicodedata.decomposition(character).split() or [""]


def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isascii():
        return character
    name = unicodedata.name(character, "").split()
    if name[:1] == ["GREEK"] and name[2:3] == ["LETTER"]:
        letter = name[3].lower().replace("lamda", "lambda")
        return f"$\\{letter if name[1] == 'SMALL' else letter.capitalize()}$"
    kind, *codes = _parts(character)
    if kind == "<fraction>":
        above, _, below = (chr(int(code, 16)) for code in codes)
        return f"$\\frac{{{above}}}{{{below}}}$"
    if unicodedata.category(character) == "Zs":
        return " "
    msg = f"LaTeX has no {character!r} here"
    raise ValueError(msg)


def url(address: str) -> str:
    r"""Writes an address as hyperref needs it, within arguments of other commands too.

    Examples:
        >>> print(url("https://example.org/a_b/?v=1%20#a-1"))
        https://example.org/a\_b/?v=1\%20\#a-1
    """
    return re.sub(r"[#%_&~]", r"\\\g<0>", address)


def link_text(text: str) -> str:
    r"""Writes plain text so that Markdown shows it as it is.

    Examples:
        >>> print(link_text("~y for a_b*c"))
        \~y for a\_b\*c
    """
    return re.sub(r"[\\`*_\[\]<>~$|]", r"\\\g<0>", text)


def literal(text: str) -> str:
    r"""Writes a text in one line of Python, raw where it can be.

    Examples:
        >>> print(literal(r"\frac{1}{m}"), literal('a "b"'), literal("\\"))
        r"\frac{1}{m}" 'a "b"' '\\'
    """
    raw = '"' not in text and "\n" not in text and not text.endswith("\\")
    return f'r"{text}"' if raw else repr(text)
