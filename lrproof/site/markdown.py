"""The Markdown extension: blocks for equations and mistakes, and references to equations.

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
from pymdownx.blocks.block import Block
from pymdownx.highlight import Highlight

from lrproof.settings import SETTINGS
from lrproof.site import atlas, figures, graph, index, plots
from lrproof.site.book import Book, log, open_book, warn
from lrproof.site.records import sheet
from lrproof.site.typeset import TypesetError, glyphs, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from lrproof.catalogue import Entry
    from lrproof.site.figures import Keep

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


def _page(md: Markdown) -> str:
    """Names the page that is being converted, where MkDocs is at work."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


def _stash(md: Markdown) -> Keep:
    return lambda finished: AtomicString(md.htmlStash.store(finished))


class _Statement(Block):
    """What an equation and a derivation share: an id, and TeX that the catalogue has read."""

    ARGUMENT = True

    def on_markdown(self) -> str:
        return "raw"

    def on_create(self, parent: etree.Element) -> etree.Element:
        attributes = {"class": f"lr-{self.NAME}", "id": self.argument}
        return etree.SubElement(parent, "figure", attributes)

    def on_end(self, block: etree.Element) -> None:
        block.text = ""
        book: Book = open_book(Path(self.config["docs"]))
        entry = self.stated(book).get(self.argument)
        if entry is None:
            log.warning("%s: %s: not read; where does it stand?", _page(self.md), self.argument)
            return
        try:
            self.fill(block, entry, book)
        except TypesetError as error:
            warn(entry, f"cannot be typeset: {error}")

    def stated(self, book: Book) -> Mapping[str, Entry]:
        return book.entries

    def fill(self, block: etree.Element, entry: Entry, book: Book) -> None:
        fill = figures.derivation if entry.kind == "derivation" else figures.equation
        fill(block, entry, book, _stash(self.md))


class _Equation(_Statement):
    """`/// equation | id`, and the TeX of one statement."""

    NAME = "equation"


class _Derivation(_Statement):
    r"""`/// derivation | id`, and one line of TeX for each step, ended by `\\`."""

    NAME = "derivation"


class _Mistake(_Statement):
    """`/// mistake | id`, and the TeX of one statement that must be refuted."""

    NAME = "mistake"

    def on_create(self, parent: etree.Element) -> etree.Element:
        attributes = {"class": "lr-equation lr-mistake", "id": self.argument}
        return etree.SubElement(parent, "figure", attributes)

    def stated(self, book: Book) -> Mapping[str, Entry]:
        return book.mistakes

    def fill(self, block: etree.Element, entry: Entry, book: Book) -> None:
        figures.mistake(block, entry, book, _stash(self.md))


class _Again(_Statement):
    """`/// again | id`: an equation shown where it does not stand, with a link to where it does."""

    NAME = "again"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "figure", {"class": "lr-equation"})

    def fill(self, block: etree.Element, entry: Entry, book: Book) -> None:
        figures.equation(block, entry, book, _stash(self.md), again=True)


class _Record(Block):
    """`/// record | id`: all that is known of an id."""

    NAME = "record"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "lr-record"})

    def on_end(self, block: etree.Element) -> None:
        book = open_book(Path(self.config["docs"]))
        record = book.records.get(self.argument)
        if record is None:
            log.warning("%s: no id is called %s", _page(self.md), self.argument)
            return
        try:
            sheet.fill(block, record, book, _stash(self.md))
        except TypesetError as error:
            log.warning("%s: cannot be typeset: %s", _page(self.md), error)


class _Setting(Block):
    """`/// setting | name`: what the symbols stand for from here on."""

    NAME = "setting"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "aside", {"class": "lr-setting"})

    def on_end(self, block: etree.Element) -> None:
        chosen = SETTINGS.get(self.argument)
        if chosen is None:
            log.warning("%s: setting %s is not known", _page(self.md), self.argument)
        else:
            block.set("aria-label", f"Setting: {chosen.title}")
            book, page = open_book(Path(self.config["docs"])), _page(self.md)
            # On the page of a mistake that comes first.
            folded = any(mistake.page == page for mistake in book.mistakes.values())
            used = book.used(page, chosen)
            figures.setting(block, chosen, used, _stash(self.md), folded=folded)


class _Graph(Block):
    """`/// graph | name`: a computation graph."""

    NAME = "graph"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        figure = etree.SubElement(parent, "figure", {"class": "lr-figure"})
        if self.argument in graph.GRAPHS:
            graph.draw(figure, self.argument)
            for found in graph.GRAPHS[self.argument].wrong():
                log.warning("%s: graph %s: %s", _page(self.md), self.argument, found)
        else:
            log.warning("%s: graph %s is not known", _page(self.md), self.argument)
        return figure


class _Figure(Block):
    """`/// figure | name`: one of the figures that code draws, with the code."""

    NAME = "figure"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        name = self.argument
        figure = etree.SubElement(parent, "figure", {"class": "lr-figure", "id": f"figure-{name}"})
        if name not in plots.PLOTS:
            names = ", ".join(plots.PLOTS)
            log.warning("%s: figure %s is not known; there are %s", _page(self.md), name, names)
            return figure
        shown = plots.picture(name, open_book(Path(self.config["docs"])).cache)
        source = plots.source(name).read_text(encoding="utf-8")
        code = Highlight(self.md, pygments_lang_class=True).highlight(source, "python")
        figures.drawing(figure, shown.svg, shown.caption, code, _stash(self.md))
        return figure


class _Index(Block):
    """`/// index | equations`: a table of every equation."""

    NAME = "index"
    ARGUMENT = True
    CLASS = "lr-all"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": self.CLASS})

    def on_end(self, block: etree.Element) -> None:
        if self.argument != "equations":
            log.warning("%s: %s of %s is not known", _page(self.md), self.NAME, self.argument)
            return
        try:
            self.fill(block, open_book(Path(self.config["docs"])))
        except TypesetError as error:
            log.warning("%s: cannot be typeset: %s", _page(self.md), error)

    def fill(self, block: etree.Element, book: Book) -> None:
        index.table(block, book, _stash(self.md))


class _Map(_Index):
    """`/// map | equations`: which equation rests on which."""

    NAME = "map"
    CLASS = "lr-atlas"

    def fill(self, block: etree.Element, book: Book) -> None:
        atlas.draw(block, book)


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
        page = _page(self.md)
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
            log.warning("%s: cannot be typeset: %s: %s", _page(self.md), tex.strip(), error)
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
        statements = (_Equation, _Derivation, _Mistake, _Again)
        blocks = (*statements, _Record, _Setting, _Graph, _Figure, _Index, _Map)
        for block in blocks:
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
