"""Which pages show an equation again, and which refer to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

__all__ = ["Mentions", "mentions"]

Mentions = dict[str, dict[str, bool]]
"""For each id its pages, and whether a page shows it; the others refer to it."""

_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1 *$|(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_FOUND = re.compile(r"^/{3,} *again *\| *(?P<shown>[\w-]+)|\]\(#(?P<named>[\w-]+)\)", re.MULTILINE)


def mentions(docs: Path, meant: Callable[[str], str | None]) -> Mentions:
    """Reads all pages of a folder.

    Args:
        docs: The folder.
        meant: Gives the id that the address of an equation or of one of its lines means, if any.

    Returns:
        The pages in alphabetical order. The page on which an equation stands is among them only if
        it refers to it.
    """
    found: Mentions = {}
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        for match in _FOUND.finditer(_CODE.sub("", path.read_text(encoding="utf-8"))):
            if name := meant(match["shown"] or match["named"]):
                pages = found.setdefault(name, {})
                pages[page] = bool(match["shown"]) or pages.get(page, False)
    return found
