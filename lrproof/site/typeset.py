"""TeX to MathML Core, when the site is built."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from lrproof.tex import RELATION

__all__ = ["TypesetError", "glyphs", "typeset"]

_CONVERTER = LatexToMathML(fancy_error=False)
# The converter prints these as text, so a reader would see brackets that mean nothing.
_PRINTED = re.compile(r"\\\\\s*(?:\[[^\]]*\]|\*)")
_RELATION_FIRST = re.compile(rf"\s*{RELATION}")
_PRIME = re.compile("<mo>([′″‴])</mo>")
# A bracket of a set size sinks to the base line where it carries an exponent itself.
_RAISED = re.compile(r"<(msup|msub|msubsup)>(<mo [^>]*minsize[^>]*>[^<]*</mo>)")
_TAG = re.compile(r"<[^>]*>")


class TypesetError(ValueError):
    """TeX that cannot be typeset."""


@lru_cache(maxsize=4096)
def typeset(tex: str, *, display: bool = False) -> str:
    r"""Gives the `<math>` element of a formula.

    Args:
        tex: The formula, without dollar signs.
        display: Whether it stands on a line of its own.

    Returns:
        MathML Core; the attribute `data-tex` keeps the TeX for whoever copies the formula.

    Raises:
        TypesetError: The converter does not know a command, or would print one as text.

    Examples:
        >>> typeset("x")
        '<math data-tex="x"><mi>x</mi></math>'
        >>> typeset(r"a \\[6pt] b")
        Traceback (most recent call last):
        lrproof.site.typeset.TypesetError: \\[6pt] would be printed as text; write \\ alone
    """
    tex = tex.strip()
    if printed := _PRINTED.search(tex):
        raise TypesetError(f"{printed[0]} would be printed as text; write \\\\ alone")
    # A relation keeps its space only where something stands before it.
    source = "{}" + tex if _RELATION_FIRST.match(tex) else tex
    try:
        mathml = _CONVERTER.convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        raise TypesetError(" ".join(str(error).split())) from None
    mathml = _PRIME.sub(r'<mo class="lr-prime">\1</mo>', mathml)
    mathml = _RAISED.sub(r"\2<\1><mrow></mrow>", mathml)
    plain = html.escape(" ".join(tex.split()))
    return mathml.replace("<math", f'<math data-tex="{plain}"', 1)


def glyphs(mathml: str) -> str:
    """Gives the characters that a formula shows.

    Examples:
        >>> glyphs(typeset("x^2"))
        'x2'
    """
    return html.unescape(_TAG.sub("", mathml))
