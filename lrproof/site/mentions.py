"""Which pages show an equation again, and which refer to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

__all__ = ["Mentions", "mentions"]

Mentions = dict[str, dict[str, bool]]
"""For each id its pages, and whether a page shows it; the others refer to it."""

_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1 *$|(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_FOUND = re.compile(r"^/{3,} *again *\| *(?P<shown>[\w-]+)|\]\(#(?P<named>[\w-]+)\)", re.MULTILINE)


def mentions(pages: Mapping[str, str], meant: Callable[[str], str | None]) -> Mentions:
    """Searches the text of all pages.

    Args:
        pages: The pages.
        meant: Gives the id that the address of an equation or of one of its lines means, if any.

    Returns:
        The pages in their order. The page on which an equation stands is among them only if
        it refers to it.
    """
    found: Mentions = {}
    for page, text in pages.items():
        for match in _FOUND.finditer(_CODE.sub("", text)):
            if name := meant(match["shown"] or match["named"]):
                on = found.setdefault(name, {})
                on[page] = bool(match["shown"]) or on.get(page, False)
    return found
