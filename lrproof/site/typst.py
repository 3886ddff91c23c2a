"""Typst: formulas for it from TeX by pandoc, and pictures and PDF by its compiler."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lrproof.site.font import folder
from lrproof.site.typeset import TypesetError

if TYPE_CHECKING:
    from typing import Literal

    from typst import Fonts

__all__ = ["FormulaError", "formulas", "pdf", "pictures", "tools"]

_END = "// end of a formula"
# What pandoc 3.9 writes, and what Typst understands by it: a sign of another name, a space that was
# lost, brackets that keep no distance as they grow, names of functions that are taken for text, and
# cases that stand close to their conditions.
_REPAIRS = (
    (re.compile(r"\bdot\.circle\b"), "dot.o"),
    (re.compile(r"#h\(0em\)"), "thick"),
    (re.compile(r"#scale\(x: (\d+%), y: \1\)\[(\\.|[^\]]+)\]"), r"stretch(\2, size: #\1)"),
    (re.compile(r'(?<!upright\()"([a-zA-Z ]+)"'), r'op("\1")'),
    (re.compile(r"& (?=upright\()"), "& quad "),
)
_FONTS = """
#set text(font: "Libertinus Serif", lang: "en")
#show math.equation: set text(font: "STIX Two Math")
#show raw: set text(font: "DejaVu Sans Mono")
"""


class FormulaError(TypesetError):
    """TeX that pandoc does not understand.

    Attributes:
        tex: The first such formula.
    """

    def __init__(self, tex: str) -> None:
        super().__init__(f"pandoc does not understand {' '.join(tex.split())}")
        self.tex = tex


def formulas(texs: Sequence[str]) -> list[str]:
    r"""Writes formulas for Typst, all in one call of pandoc.

    Args:
        texs: TeX without dollar signs, of one line, or of many in `aligned`.

    Returns:
        The same in Typst, in the same order, without dollar signs.

    Raises:
        FormulaError: A command is not known.

    Examples:
        >>> formulas([r"\frac{\partial L}{\partial w_j} = (f - y)\,x_j", r"f \odot f"])
        ['frac(partial L, partial w_j) = \\( f - y \\) thin x_j', 'f dot.o f']
    """
    import pypandoc

    blocks = [
        block
        for tex in texs
        for block in (
            {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, tex]}]},
            {"t": "RawBlock", "c": ["typst", _END]},
        )
    ]
    document = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks}
    command = [pypandoc.get_pandoc_path(), "--from=json", "--to=typst", "--wrap=none", "--quiet"]
    done = subprocess.run(
        command, input=json.dumps(document), capture_output=True, encoding="utf-8", check=True
    )
    return [
        _repaired(tex, written.strip())
        for tex, written in zip(texs, done.stdout.split(_END)[:-1], strict=True)
    ]


def _repaired(tex: str, written: str) -> str:
    # What pandoc does not understand it leaves as TeX, between dollar signs that show as such.
    if not written.startswith("$ "):
        raise FormulaError(tex)
    for wrong, right in _REPAIRS:
        written = wrong.sub(right, written)
    return written.removeprefix("$ ").removesuffix(" $")


def pictures(source: str) -> list[bytes]:
    """Draws a document: one PNG for each page, in which a point is a dot.

    Args:
        source: The document in Typst.

    Raises:
        RuntimeError: The document is wrong, or Typst warns.
    """
    return list(_made(source, "png"))


def pdf(source: str) -> bytes:
    """Makes a PDF of a document, as PDF/UA-1: tagged, and with words for each formula and picture.

    Args:
        source: The document in Typst.

    Raises:
        RuntimeError: The document is wrong, or Typst warns.
    """
    return b"".join(_made(source, "pdf"))


def _made(source: str, form: Literal["pdf", "png"]) -> list[bytes]:
    import typst

    compiler = typst.Compiler(font_paths=_fonts())
    try:
        made, warnings = compiler.compile_with_warnings(
            (_FONTS + source).encode(), format=form, ppi=72, timestamp=0,
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )  # fmt: skip
    except typst.TypstError as error:
        # With the line of the document, which the message alone does not show.
        raise RuntimeError(error.diagnostic) from None
    if warnings:
        raise RuntimeError(str(warnings[0]))
    assert made is not None
    return [made] if isinstance(made, bytes) else made


@cache
def _fonts() -> Fonts:
    """STIX Two Math and what the wheel of Typst carries; never what this machine has besides."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder())])


def tools() -> str:
    """Names the tools, and how they are used here, for those who keep what was made by them."""
    names = ("pypandoc-binary", "typst", "ziamath")
    used = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    return ", ".join((*(f"{name} {version(name)}" for name in names), used))
