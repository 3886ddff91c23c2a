"""The pages that the build adds: one for each equation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lrproof.site.book import Book

__all__ = ["add"]


def add(files: Files, book: Book, config: MkDocsConfig) -> None:
    """Adds a page for each equation."""
    for record in book.records.values():
        if record.kind == "equation":
            text = f"# {record.id}\n\n/// record | {record.id}\n///\n"
            source = f"{record.address.rstrip('/')}.md"
            files.append(
                File.generated(config, source, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            )
