"""The inventory of ids, by which other documentation links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocstrings import Inventory

import lrproof

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lrproof.site.book import Book

__all__ = ["labels", "write"]

_NAME = "objects.inv"
# Sphinx gives its own labels this priority: a search of its shows everything else before them.
_PRIORITY = -1


def labels(book: Book) -> Iterator[tuple[str, str, str]]:
    """Lists the ids and the lines of derivations.

    Yields:
        A label, its address in the site, and the text of a link that has none of its own.
    """
    for record in book.records.values():
        yield record.id, record.address, record.name
        if record.entry and record.entry.kind == "derivation":
            for number in range(1, len(record.entry.rows) + 1):
                line = f"{record.id}-{number}"
                yield line, f"{record.address}#{line}", f"{record.id}, line {number}"


def write(book: Book, folder: Path) -> None:
    """Adds the ids to the inventory of Python objects that mkdocstrings has written."""
    target = folder / _NAME
    found = Inventory(project="lrproof", version=lrproof.__version__)
    if target.exists():
        with target.open("rb") as file:
            found.update(Inventory.parse_sphinx(file))
    for label, place, words in labels(book):
        found.register(label, "std", "label", place, _PRIORITY, words)
    target.write_bytes(found.format_sphinx())
