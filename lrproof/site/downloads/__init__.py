"""What a reader can take away from a page: a notebook, slides, a PDF."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mkdocs.utils import write_file

from lrproof.site.book import log
from lrproof.site.downloads import documents
from lrproof.site.downloads.notebook import notebook
from lrproof.site.portable import place

if TYPE_CHECKING:
    from lrproof.site.book import Book

__all__ = ["line", "viewed", "write"]

BOOKLET, SLIDES = "derivation/derivation.pdf", f"{place(documents.TALK)}slides.pdf"
FOLDERS = ("derivation", "why", "beyond")
"""The pages in these have a notebook."""


def line(page: str, book: Book, viewer: str = "") -> str:
    """Writes what stands below the title of a page that can be taken away, as HTML.

    Args:
        page: A page of docs/.
        book: The pages.
        viewer: Where a notebook can be opened, if anywhere; see `viewed`.
    """
    try:
        found = list(_links(page, book, viewer))
    except ValueError as error:
        log.warning("%s: %s", page, error)
        return ""
    links = " · ".join(f'<a href="{html.escape(to)}">{words}</a>' for words, to in found)
    return f"Take it with you: {links}" if links else ""


def _links(page: str, book: Book, viewer: str) -> Iterator[tuple[str, str]]:
    if page in _notebooks(book):
        address = _notebook(page)
        yield "notebook", PurePosixPath(address).name
        if viewer:
            opened = viewed(viewer, address, book.site)
            yield f"open the notebook at {html.escape(urlsplit(opened).netloc)}", opened
    if page == documents.TALK:
        yield "slides", PurePosixPath(SLIDES).name
    if page in documents.pages(book):
        yield "PDF of the whole derivation", f"../{PurePosixPath(BOOKLET).name}"


def viewed(viewer: str, path: str, site: str) -> str:
    """Says where a program on the web opens a notebook.

    Args:
        viewer: Its address, in which `{url}` stands for the address of the notebook, quoted, and
            `{path}` for its place in the site.
        path: Where the notebook stands in the site.
        site: Address of the site, with a slash at the end.

    Raises:
        ValueError: Neither stands in it, or something else.

    Examples:
        >>> viewed("https://viewer.example/?url={url}", "a/b.ipynb", "https://lrproof.example/")
        'https://viewer.example/?url=https%3A%2F%2Flrproof.example%2Fa%2Fb.ipynb'
    """
    try:
        address = viewer.format(url=quote(site + path, safe=""), path=path)
    except (LookupError, ValueError):
        address = viewer
    if address == viewer:
        message = (
            "extra.lrproof.notebook_viewer needs {url} or {path} for the notebook, and no more"
        )
        raise ValueError(f"{message}: {viewer}")
    return address


def write(book: Book, target: Path) -> None:
    """Writes all files; what cannot be made is logged as a warning.

    Args:
        book: The pages.
        target: The folder of the built site.
    """
    for address, make in _files(book):
        try:
            file = make()
        except (LookupError, RuntimeError, ValueError) as error:
            log.warning("%s: %s", address, error)
            continue
        write_file(file, str(target / address))


def _files(book: Book) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for page in _notebooks(book):
        yield _notebook(page), partial(notebook, page, book)
    if documents.pages(book):
        yield BOOKLET, partial(documents.pdf, documents.booklet, book)
    if documents.TALK in book.path:
        yield SLIDES, partial(documents.pdf, documents.slides, book)


def _notebooks(book: Book) -> list[str]:
    return [page for page in book.path if page.startswith(tuple(f"{name}/" for name in FOLDERS))]


def _notebook(page: str) -> str:
    return f"{place(page)}{PurePosixPath(page).stem}.ipynb"
