"""What a build adds to a page of docs/: lines below its title, and at its end how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lrproof.records import TITLE
from lrproof.site import downloads, path
from lrproof.site.records.pages import block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from lrproof.site.book import Book

__all__ = ["completed"]


def completed(markdown: str, page: str, book: Book, options: Mapping[str, Any]) -> str:
    """Adds what a page needs, what comes next, what can be taken away, and how to cite it.

    Args:
        markdown: The text of the page.
        page: The page, such as `derivation/loss.md`; one that is not in docs/ stays as it is.
        book: The pages.
        options: What `extra.lrproof` of the configuration says.
    """
    said = [path.line(book.path, page)]
    if record := book.by_page.get(page):
        said.append(f"[Cite this {record.kind}](#cite){{ .lr-cite }}")
        markdown += f"\n\n{block(record)}"
    lines = [" · ".join(filter(None, said))]
    if options.get("downloads", True):
        lines.append(downloads.line(page, book, options.get("notebook_viewer", "")))
    below = "".join(
        f"\n{line}\n{{: .lr-path data-search-exclude=true }}\n" for line in lines if line
    )
    return TITLE.sub(lambda title: f"{title[0]}\n{below}", markdown, 1) if below else markdown
