"""The Markdown extension: our blocks, references to equations, and formulas in the text.

It is all that the pages need: another program that runs Python-Markdown can use it alone.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from doctest import DocTestParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension

from lrproof.site.blocks import BLOCKS, page_of
from lrproof.site.book import log, open_book
from lrproof.site.typeset import TypesetError, glyphs, typeset

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["Equations", "makeExtension"]

_BODY = re.compile(
    r"^( {0,3}(/{3,}) *(?:equation|derivation|mistake) *\|[^\n]*\n).*?(?=^ {0,3}\2 *$)",
    re.MULTILINE | re.DOTALL,
)
_ARITHMATEX = re.compile(
    r'<(div|span) class="arithmatex">\s*(?:\\\[|\\\()(.*?)(?:\\\]|\\\))\s*</\1>([,.;:?!)]*)',
    re.DOTALL,
)
_CONSOLE = re.compile(r'<div class="language-pycon highlight">(?=(<pre>.*?</pre>))', re.DOTALL)


class _Bodies(Preprocessor):
    """Takes the TeX out of the blocks, so that nothing in it is read as Markdown or HTML."""

    def run(self, lines: list[str]) -> list[str]:
        return _BODY.sub(r"\1", "\n".join(lines)).split("\n")


class _References(Treeprocessor):
    """Leads `[](#id)` to the page where the equation stands."""

    def __init__(self, md: Markdown, docs: str) -> None:
        super().__init__(md)
        self.docs = docs

    def run(self, root: etree.Element) -> None:
        book = open_book(Path(self.docs))
        page = page_of(self.md)
        for link in root.iter("a"):
            address = link.get("href", "")
            if not address.startswith("#"):
                continue
            empty = not len(link) and not (link.text or "").strip()
            place = book.place(address[1:])
            if place is None:
                if empty and "id" not in link.attrib:
                    log.warning("%s: no equation has the id %s", page, address[1:])
                continue
            entry, line = place
            if empty:
                link.text = AtomicString(entry.id if line is None else f"{entry.id}, line {line}")
                link.set("class", "lr-reference")
            # A record has the anchors of its own lines.
            if page not in (entry.page, f"equation/{entry.id}.md"):
                link.set("href", f"/{entry.page}{address}")


class _Finish(Postprocessor):
    """Typesets the formulas in the text, and makes copied examples run."""

    def run(self, text: str) -> str:
        return _CONSOLE.sub(_with_code, _ARITHMATEX.sub(self._typeset, text))

    def _typeset(self, found: re.Match[str]) -> str:
        display = found[1] == "div"
        tex = html.unescape(found[2])
        try:
            mathml = typeset(tex, display=display)
        except TypesetError as error:
            log.warning("%s: cannot be typeset: %s: %s", page_of(self.md), tex.strip(), error)
            return f"<code>{html.escape(tex)}</code>{found[3]}"
        if not display:
            # So that no line begins with the comma after a formula.
            return f'<span class="lr-whole">{mathml}{found[3]}</span>' if found[3] else mathml
        return (
            '<div class="lr-math" tabindex="0" role="group" aria-label="Formula" '
            f'data-search-exclude="true">{mathml}</div>{found[3]}'
        )


def _with_code(found: re.Match[str]) -> str:
    """Adds what the copy button gives: the code of a console session without its prompts."""
    session = glyphs(found[1])
    try:
        code = "".join(example.source for example in DocTestParser().get_examples(session))
    except ValueError:
        return found[0]
    return f'<div class="language-pycon highlight" data-copy="{html.escape(code)}">'


class Equations(BlocksExtension):
    """Registers the blocks; the option names the folder of the pages."""

    def __init__(self, **options: Any) -> None:
        self.config = {"docs": ["docs", "The folder of the pages"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Adds to Python-Markdown what pages with equations need."""
        for block in BLOCKS:
            block_mgr.register(block, self.getConfigs())
        docs = str(self.getConfig("docs"))
        # After fences are put aside, before anything looks for HTML.
        md.preprocessors.register(_Bodies(md), "lrproof-bodies", 22)
        # After inline Markdown, before MkDocs makes links relative.
        md.treeprocessors.register(_References(md, docs), "lrproof-references", 15)
        md.postprocessors.register(_Finish(md), "lrproof-finish", 0)


def makeExtension(**options: Any) -> Equations:
    """Is what Python-Markdown calls."""
    return Equations(**options)
