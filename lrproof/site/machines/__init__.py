"""What the site says to machines: a file for each record, an inventory of ids, plain Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lrproof.site.machines import build, facts, inventory, texts

if TYPE_CHECKING:
    from pathlib import Path

    from lrproof.site.book import Book

__all__ = ["write"]


def write(book: Book, folder: Path, about: str) -> None:
    """Writes all files into the folder of the built site.

    Args:
        book: What the pages say.
        folder: Where the site is built.
        about: What the site is, in a sentence.
    """
    facts.dump(build.inputs(book.docs, book.site), folder / "build.json")
    facts.write(book, folder)
    inventory.write(book, folder)
    texts.write(book, folder, about)
