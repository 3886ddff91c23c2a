"""Where the formulas of a text stand: displays, fences, environments, or the text as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrproof.tex.lexer import RELATIONS

WRAPPERS = {
    "align", "aligned", "alignat", "alignedat", "flalign", "eqnarray", "gather", "gathered",
    "split", "multline", "equation", "displaymath", "math", "array",
}  # fmt: skip

_OPENING = re.compile(
    r"\$\$|\\\[|^```+[ \t]*(?:math|latex|tex)[ \t]*\n"
    r"|\\begin\{(?P<name>(?:" + "|".join(sorted(WRAPPERS - {"array"})) + r")\*?)\}",
    re.MULTILINE,
)
_FENCE_END = re.compile(r"^```+[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\\(?:text|mbox|textrm)\s*\{[^{}]*\}")
_ROWS = re.compile(r"\\\\|&")
_INLINE = re.compile(
    r"(?<![\\$])\$(?P<dollar>[^$\n]+?)\$(?!\$)|\\\((?P<bracket>(?:[^\\]|\\[^()])*+)\\\)"
)


def displays(text: str) -> list[tuple[int, int]]:
    r"""Where the formulas of a text stand, as pairs of start and end.

    Displays (`$$…$$`, `\[…\]`, ```` ```math ````, environments) go before inline formulas
    with a relation. A text with neither, or with rows outside of them, is one formula as a whole.
    """
    found = list(_displays(text))
    if found:
        return found
    bare = _NOTE.sub(lambda note: " " * len(note[0]), text)
    found = [
        span
        for match in _INLINE.finditer(bare)
        if any(sign in text[slice(*(span := _inside(match)))] for sign in RELATIONS)
    ]
    outside = _INLINE.sub("", bare)
    return found if found and not _ROWS.search(outside) else [(0, len(text))]


def _displays(text: str) -> Iterator[tuple[int, int]]:
    """From each opening to what closes it; one that is never closed is not looked for again."""
    missing: set[re.Pattern[str]] = set()
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        closing = _closing(opening)
        if closing in missing:
            continue
        found = closing.search(text, at)
        if found is None:
            missing.add(closing)
        elif opening["name"]:
            yield opening.start(), found.end()
        else:
            yield opening.end(), found.start()
        at = found.end() if found else at


def _closing(opening: re.Match[str]) -> re.Pattern[str]:
    if opening["name"]:
        return re.compile(re.escape(rf"\end{{{opening['name']}}}"))
    if opening[0].startswith("`"):
        return _FENCE_END
    return re.compile(re.escape({"$$": "$$", r"\[": r"\]"}[opening[0]]))


def _inside(match: re.Match[str]) -> tuple[int, int]:
    group = next(name for name, value in match.groupdict().items() if value is not None)
    return match.span(group)
