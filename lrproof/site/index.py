"""The table of every equation."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from lrproof.citation.formula import short
from lrproof.site.figures import element, record, references, scrolling

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.site.book import Book
    from lrproof.site.figures import Keep

__all__ = ["table"]


def table(parent: etree.Element, book: Book, keep: Keep) -> None:
    """Adds the table, and above it a box to filter it by typing.

    The box is hidden until a script can make it work.
    """
    tool = element(parent, "div", class_="lr-filter", hidden="hidden")
    label = element(tool, "label", "Filter by name, TeX, verdict, page or setting")
    element(label, "input", type="search", autocomplete="off", spellcheck="false")
    element(tool, "p", role="status")
    rows = element(parent, "table", class_="lr-index")
    rows.set("data-search-exclude", "true")
    head = element(element(rows, "thead"), "tr")
    for title in ("Equation", "Verdict", "Page and setting", "Rests on"):
        element(head, "th", title, scope="col")
    body = element(rows, "tbody")
    for entry in book.in_order():
        _row(element(body, "tr"), entry, book, keep)


def _row(row: etree.Element, entry: Entry, book: Book, keep: Keep) -> None:
    name = element(row, "th", scope="row")
    element(name, "a", entry.id, href=record(entry.id), class_="lr-reference")
    formula = element(name, "div", class_="lr-short")
    scrolling(formula, short(entry), f"Formula of {entry.id}", keep)
    verdict = book.evidence(entry).verdict.value
    element(element(row, "td", class_=f"lr-{verdict}"), "span", verdict)
    place = element(row, "td")
    element(place, "a", book.title(entry.page), href=f"/{entry.page}#{entry.id}")
    element(place, "span", entry.setting.title)
    premises = element(row, "td")
    references(premises, book.premises[entry.id])
    if not book.premises[entry.id]:
        premises.text = "nothing else here"
