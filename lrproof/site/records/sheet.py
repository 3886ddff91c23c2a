"""The HTML of a record."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from lrproof.site import figures

if TYPE_CHECKING:
    from lrproof.records import Record
    from lrproof.site.book import Book
    from lrproof.site.figures import Keep

__all__ = ["fill"]


def fill(block: etree.Element, record: Record, book: Book, keep: Keep) -> None:
    """Fills the record of an id."""
    if record.entry:
        figures.equation(figures.element(block, "figure"), record.entry, book, keep, again=True)
