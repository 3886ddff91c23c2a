"""The math font, cut to the characters that the pages show."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from lrproof.site.kept import kept
from lrproof.site.typeset import glyphs

__all__ = ["characters", "cut", "folder"]

_MATH = re.compile(r"<(math|svg)\b.*?</\1>", re.DOTALL)
# The radical sign and the accents are drawn by the browser and stand in no text.
_DRAWN = {0x221A, 0x203E, 0x0302, 0x2032, 0x20D7}
# Script sizes, accents without dots, the place of marks, and large primes.
_FEATURES = ["ssty", "dtls", "ccmp", "mark", "mkmk", "kern", "ss04"]
# MathML shows a letter alone in <mi> by its mathematical italic.
_ITALIC = {
    point: shown + point - ord(first)
    for first, last, shown in (
        ("A", "Z", 0x1D434),
        ("a", "z", 0x1D44E),
        ("Α", "Ω", 0x1D6E2),
        ("α", "ω", 0x1D6FC),
    )
    for point in range(ord(first), ord(last) + 1)
} | {ord("h"): 0x210E, ord("∂"): 0x1D715, ord("ϵ"): 0x1D716, ord("ϑ"): 0x1D717, ord("ϕ"): 0x1D719}


def characters(page: str) -> set[int]:
    """Finds the code points in the formulas and graphs of a page.

    Examples:
        >>> sorted(map(chr, characters("<p>no</p><math><mn>2</mn></math>")))
        ['2']
    """
    return {ord(c) for found in _MATH.finditer(page) for c in glyphs(found[0]) if not c.isspace()}


def cut(points: Iterable[int], cache: Path) -> bytes:
    """Cuts the font to some characters.

    Args:
        points: Code points as they stand in the pages.
        cache: A folder that keeps the result until the characters or the tools change.

    Returns:
        A WOFF2 file.
    """
    wanted = set(points) | _DRAWN
    wanted |= {_ITALIC[point] for point in wanted if point in _ITALIC}
    # What this module does is part of what the result depends on.
    code = Path(__file__).read_text(encoding="utf-8")
    tools = (f"{tool} {importlib.metadata.version(tool)}" for tool in ("fonttools", "ziamath"))
    origins = (repr(sorted(wanted)), code, *tools)
    return kept(cache, "math.woff2", origins, lambda: _subset(wanted))


def folder() -> Path:
    """Says where the font is that is cut."""
    # The package that carries it is not imported: it would set up a typesetter.
    package = find_spec("ziamath")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "fonts"


def _subset(points: set[int]) -> bytes:
    # Slow to import, and needed only where the characters changed.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # The time of the build is not to stand in the file.
    font = TTFont(folder() / "STIXTwoMath-Regular.ttf", recalcTimestamp=False)
    # The names from 13 on are the licence, which goes with every copy.
    options = subset.Options(
        layout_features=_FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()
