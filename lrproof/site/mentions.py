"""Which pages show an equation again, and which refer to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from lrproof.catalogue import Shown

__all__ = ["Mentions", "mentions"]

Mentions = dict[str, dict[str, bool]]
"""For each id its pages, and whether a page shows it; the others refer to it."""

_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1 *$|(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(r"\]\(#([\w-]+)\)")


def mentions(
    pages: Mapping[str, str], shown: Iterable[Shown], meant: Callable[[str], str | None]
) -> Mentions:
    """Finds which pages mention what.

    Args:
        pages: The text of each page.
        shown: Where an equation is shown that stands elsewhere.
        meant: Gives the id that the address of an equation or of one of its lines means, if any.

    Returns:
        The page on which an equation stands is among its pages only if it refers to it.
    """
    found: Mentions = {}
    for page, text in pages.items():
        for fragment in _REFERENCE.findall(_CODE.sub("", text)):
            if name := meant(fragment):
                found.setdefault(name, {})[page] = False
    for again in shown:
        if name := meant(again.id):
            found.setdefault(name, {})[again.page] = True
    return found
