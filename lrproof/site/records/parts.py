"""What records are built from: headings, labelled code, and lists of equations."""

from __future__ import annotations

import html
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown.util import AtomicString
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lrproof.citation.formula import short
from lrproof.site.figures import element, record, scrolling

if TYPE_CHECKING:
    from lrproof.site.book import Book
    from lrproof.site.figures import Keep

__all__ = ["code", "equations", "heading", "pairs", "paragraph"]

_LEXER = PythonLexer()
_FORMATTER = HtmlFormatter(cssclass="language-python highlight", wrapcode=True)


def heading(parent: etree.Element, text: str, name: str) -> None:
    """Adds a heading with an address; what stands below it is not searched."""
    element(parent, "h2", text, id=name).set("data-search-exclude", "true")


def paragraph(parent: etree.Element, markdown: str, **attributes: str) -> None:
    """Adds a paragraph of Markdown."""
    element(parent, "p", **attributes).text = markdown


def pairs(parent: etree.Element, found: Iterable[tuple[str, str]]) -> None:
    """Adds names and what belongs to each, as Markdown."""
    table = element(parent, "dl", class_="lr-facts")
    for name, markdown in found:
        pair = element(table, "div")
        element(pair, "dt", name)
        element(pair, "dd").text = markdown


def code(parent: etree.Element, label: str, text: str, keep: Keep, *, python: bool = False) -> None:
    """Adds a box with text to copy, and says above it what it is."""
    box = element(parent, "figure", class_="lr-form")
    element(box, "figcaption", label)
    element(box, "div").text = keep(_box(text.strip("\n"), python=python))


@lru_cache(maxsize=4096)
def _box(text: str, *, python: bool) -> str:
    if python:
        return str(highlight(text, _LEXER, _FORMATTER))
    return f'<div class="highlight"><pre><code>{html.escape(text, quote=False)}</code></pre></div>'


def equations(parent: etree.Element, names: Iterable[str], book: Book, keep: Keep) -> None:
    """Adds a list of equations with their formulas, each with a link to its record."""
    listed = element(parent, "ul", class_="lr-neighbours")
    for name in names:
        item = element(listed, "li")
        element(item, "a", name, href=record(name), class_="lr-reference").tail = AtomicString(" ")
        formula = element(item, "div", class_="lr-short")
        scrolling(formula, short(book.entries[name]), f"Formula of {name}", keep)
