"""The two PDF files: all pages of the derivation to print, and slides of the chain rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import lrproof
from lrproof.site import typst
from lrproof.site.downloads.content import Formulas, raw, string, written
from lrproof.site.downloads.drawings import graph
from lrproof.site.downloads.manuscript import Printed
from lrproof.site.kept import kept
from lrproof.site.portable import place

if TYPE_CHECKING:
    from lrproof.site.book import Book

__all__ = ["booklet", "pages", "pdf", "slides"]

TALK = "derivation/chain-rule.md"
"""The page of which there are slides."""
Source = Callable[["Book"], str]
_HERE = Path(__file__).parent
_SLIDE = re.compile(r"^## (.+)\n", re.MULTILINE)
_KEYWORDS = ("logistic regression", "gradient", "derivative", "proof")


def pages(book: Book) -> list[str]:
    """Lists the pages of the derivation, in the order of the navigation."""
    return [page for page in book.path if page.startswith("derivation/")]


def booklet(book: Book) -> str:
    """Writes all pages of the derivation as one document in Typst.

    Args:
        book: The pages.

    Raises:
        ValueError: A formula cannot be typeset; the message names its id or its page.
    """
    formulas = Formulas()
    chosen = pages(book)
    printed = [
        Printed(page, book, pages=chosen, formulas=formulas).convert(book.pages[page])
        for page in chosen
    ]
    facts = {
        "title": "The derivatives of logistic regression",
        "subtitle": "From the sigmoid to the regularized gradient, with every step",
        "description": "Every formula in here was read, proved and compared with numpy.",
    }
    body = written("\n\n".join(printed), formulas, book.cache)
    return _document("derivation", facts | {"site": book.site}, body)


def slides(book: Book) -> str:
    """Writes the slides of the chain rule in Typst; for what is wrong, see `booklet`."""
    formulas = Formulas()
    talk = _Talk(TALK, book, pages=(), formulas=formulas)
    facts = {
        "title": book.title(TALK),
        "subtitle": "Three derivatives, multiplied",
        "description": "How the gradient of the logistic loss becomes short, one idea a slide.",
    }
    body = written(talk.slides(_HERE / "slides.md"), formulas, book.cache)
    return _document("slides", facts | {"site": book.site, "page": book.site + place(TALK)}, body)


def pdf(source: Source, book: Book) -> bytes:
    """Gives a document as PDF, made at most once as long as it stays the same.

    Args:
        source: `booklet` or `slides`.
        book: The pages.
    """
    text = source(book)
    name = f"{source.__name__}.pdf"
    return kept(book.cache, name, (typst.tools(), text), lambda: typst.pdf(text))


def _document(name: str, facts: dict[str, str], body: str) -> str:
    facts |= {"version": lrproof.__version__}
    told = ", ".join(f"{key}: {string(value)}" for key, value in facts.items())
    keywords = ", ".join(map(string, _KEYWORDS))
    templates = ((_HERE / f"{part}.typ").read_text(encoding="utf-8") for part in ("common", name))
    return "\n".join((f"#let facts = ({told}, keywords: ({keywords}))", *templates, body))


@dataclass(frozen=True, kw_only=True)
class _Talk(Printed):
    """Slides: each begins with a heading, and shows what the page of the talk says."""

    def slides(self, path: Path) -> str:
        _, *parts = _SLIDE.split(path.read_text(encoding="utf-8"))
        return "\n\n".join(self.slide(parts))

    def slide(self, parts: Sequence[str]) -> Iterator[str]:
        for title, body in zip(parts[::2], parts[1::2], strict=True):
            yield f"{raw('#slide([')}{self.text(title)}{raw('], [')}"
            yield self.convert(body)
            yield raw("])")

    def graph(self, name: str) -> Iterator[str]:
        yield raw("], [")
        yield self.drawing(graph(name, far=True))

    def section(self, anchor: str) -> Iterator[str]:
        """What a section says first: a paragraph and a table."""
        yield from self.found(anchor).split("\n\n")[:2]

    def code(self, anchor: str) -> Iterator[str]:
        """The first example of a section."""
        found = re.search(r"^```pycon.*?^```$", self.found(anchor), re.MULTILINE | re.DOTALL)
        if not found:
            raise LookupError(f"{self.page}: no example in the section {anchor}")
        yield found[0]

    def found(self, anchor: str) -> str:
        """The Markdown of a section."""
        text = self.book.pages[self.page]
        title = anchor.replace("-", " ")
        _, heading, after = text.lower().partition(f"\n## {title}\n")
        if not heading:
            raise LookupError(f"{self.page}: no section {anchor}")
        return text[-len(after) :].lstrip().split("\n## ")[0]
