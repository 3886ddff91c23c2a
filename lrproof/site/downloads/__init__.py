"""What a reader can take away from a page: a notebook, slides, a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lrproof.site.book import log
from lrproof.site.downloads import documents
from lrproof.site.portable import place

if TYPE_CHECKING:
    from lrproof.site.book import Book

__all__ = ["line", "write"]

_BOOKLET, _SLIDES = "derivation/derivation.pdf", f"{place(documents.TALK)}slides.pdf"


def line(page: str, book: Book) -> str:
    """Writes what stands below the title of a page that can be taken away, as HTML."""
    links = " · ".join(f'<a href="{address}">{words}</a>' for words, address in _links(page, book))
    return f"Take it with you: {links}" if links else ""


def _links(page: str, book: Book) -> Iterator[tuple[str, str]]:
    if page == documents.TALK:
        yield "slides", _SLIDES.rpartition("/")[2]
    if page in documents.pages(book):
        yield "PDF of the whole derivation", f"../{_BOOKLET.rpartition('/')[2]}"


def write(book: Book, target: Path, site: str, cache: Path) -> None:
    """Writes all files; what cannot be made is logged as a warning.

    Args:
        book: The pages.
        target: The folder of the built site.
        site: Its address, with a slash at the end.
        cache: A folder for what takes long to make.
    """
    made = {_BOOKLET: documents.booklet, _SLIDES: documents.slides}
    for address, source in made.items():
        path = target / address
        try:
            file = documents.pdf(source(book, site, cache), path.stem, cache)
        except (LookupError, ValueError) as error:
            log.warning("%s: %s", address, error)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)
