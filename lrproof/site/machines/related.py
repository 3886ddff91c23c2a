"""What concerns an id: pages that lead to it, answers, mistakes and equations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = ["Related"]

_LINK = re.compile(r"\]\(([\w./-]+\.md)")


class Related:
    """Finds what concerns the ids of a book."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def pages(self, record: Record) -> list[str]:
        """Lists other pages that show an id or lead to it, in the order of the navigation."""
        return [page for page in self._sources(record) if self.book.kind(page) == "page"]

    def ids(self, record: Record, kind: str) -> list[str]:
        """Lists mistakes or answers that lead to an id, or to which its page leads."""
        # The page of an equation has others as well.
        led = () if record.kind == "equation" else self._targets.get(record.page, ())
        pages = dict.fromkeys((*self._sources(record), *led))
        return [
            self.book.by_page[page].id
            for page in pages
            if self.book.kind(page) == kind and page != record.page
        ]

    def equations(self, record: Record) -> list[str]:
        """Lists the equations that the page of a mistake or an answer shows or leads to."""
        if record.kind == "equation":
            return []
        mentions = self.book.mentions
        return [e.id for e in self.book.in_order() if record.page in mentions.get(e.id, ())]

    def _sources(self, record: Record) -> Iterable[str]:
        if record.kind == "equation":
            return self.book.mentions.get(record.id, ())
        index = f"{posixpath.dirname(record.page)}/index.md"
        return [
            page
            for page, targets in self._targets.items()
            if record.page in targets and page != index
        ]

    @cached_property
    def _targets(self) -> Mapping[str, tuple[str, ...]]:
        """The pages to which each page leads."""
        found = {}
        for page in self.book.path:
            folder, named = posixpath.dirname(page), _LINK.findall(self.book.pages[page])
            links = (posixpath.normpath(posixpath.join(folder, to)) for to in named)
            found[page] = tuple(dict.fromkeys(links))
        return found
