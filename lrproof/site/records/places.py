"""Where an equation is used: pages that show it or refer to it, answers, and mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrproof.site.book import Book

__all__ = ["places"]

_ASPECTS = {
    ("page", True): "Shown again on",
    ("page", False): "Referred to on",
    ("answer", True): "Answers",
    ("answer", False): "Answers that refer to it",
    ("mistake", True): "Mistakes that it puts right",
    ("mistake", False): "Mistakes that refer to it",
}


def places(name: str, book: Book) -> Iterator[tuple[str, str]]:
    """Lists the pages that use an equation besides the one on which it stands.

    Yields:
        How they use it, and links as Markdown.
    """
    found: dict[tuple[str, bool], list[str]] = {aspect: [] for aspect in _ASPECTS}
    for page, shown in book.mentions.get(name, {}).items():
        found[book.kind(page), shown].append(f"[{book.title(page)}](/{page})")
    for aspect, said in _ASPECTS.items():
        if found[aspect]:
            yield said, ", ".join(found[aspect])
