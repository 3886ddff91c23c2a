"""The blocks of the pages: what stands in each is read from the book and becomes HTML."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.util import AtomicString
from pymdownx.blocks.block import Block
from pymdownx.highlight import Highlight

from lrproof.settings import SETTINGS
from lrproof.site import atlas, figures, graph, index, plots
from lrproof.site.book import Book, log, open_book, warn
from lrproof.site.records import sheet
from lrproof.site.typeset import TypesetError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from lrproof.catalogue import Entry

__all__ = ["BLOCKS", "page_of"]


def page_of(md: Markdown) -> str:
    """Names the page that is being converted, where MkDocs is at work."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


class _Named(Block):
    """A block with a name behind it: an element that is filled when the block has ended."""

    ARGUMENT = True
    TAG, CLASS = "figure", ""

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, self.TAG, {"class": self.CLASS})

    def on_end(self, block: etree.Element) -> None:
        try:
            self.fill(block)
        except TypesetError as error:
            self.warn(f"cannot be typeset: {error}")

    def fill(self, block: etree.Element) -> None:
        raise NotImplementedError

    @property
    def book(self) -> Book:
        return open_book(Path(self.config["docs"]))

    @property
    def page(self) -> str:
        return page_of(self.md)

    def keep(self, finished: str) -> str:
        return AtomicString(self.md.htmlStash.store(finished))

    def warn(self, message: str) -> None:
        log.warning("%s: %s", self.page, message)


class _Statement(_Named):
    """What an equation and a derivation share: an id, and TeX that the catalogue has read."""

    def on_markdown(self) -> str:
        return "raw"

    def on_create(self, parent: etree.Element) -> etree.Element:
        figure = super().on_create(parent)
        figure.set("id", self.argument)
        return figure

    def fill(self, block: etree.Element) -> None:
        block.text = ""
        entry = self.stated().get(self.argument)
        if entry is None:
            self.warn(f"{self.argument}: not read; where does it stand?")
            return
        try:
            self.show(block, entry)
        except TypesetError as error:
            warn(entry, f"cannot be typeset: {error}")

    def stated(self) -> Mapping[str, Entry]:
        return self.book.entries

    def show(self, block: etree.Element, entry: Entry) -> None:
        show = figures.derivation if entry.kind == "derivation" else figures.equation
        show(block, entry, self.book, self.keep)


class _Equation(_Statement):
    """`/// equation | id`, and the TeX of one statement."""

    NAME, CLASS = "equation", "lr-equation"


class _Derivation(_Statement):
    r"""`/// derivation | id`, and one line of TeX for each step, ended by `\\`."""

    NAME, CLASS = "derivation", "lr-derivation"


class _Mistake(_Statement):
    """`/// mistake | id`, and the TeX of one statement that must be refuted."""

    NAME, CLASS = "mistake", "lr-equation lr-mistake"

    def stated(self) -> Mapping[str, Entry]:
        return self.book.mistakes

    def show(self, block: etree.Element, entry: Entry) -> None:
        figures.mistake(block, entry, self.book, self.keep)


class _Again(_Statement):
    """`/// again | id`: an equation shown where it does not stand, with a link to where it does."""

    NAME, CLASS = "again", "lr-equation"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return _Named.on_create(self, parent)

    def show(self, block: etree.Element, entry: Entry) -> None:
        figures.equation(block, entry, self.book, self.keep, again=True)


class _Record(_Named):
    """`/// record | id`: all that is known of an id."""

    NAME, TAG, CLASS = "record", "div", "lr-record"

    def fill(self, block: etree.Element) -> None:
        if record := self.book.records.get(self.argument):
            sheet.fill(block, record, self.book, self.keep)
        else:
            self.warn(f"no id is called {self.argument}")


class _Setting(_Named):
    """`/// setting | name`: what the symbols stand for from here on."""

    NAME, TAG, CLASS = "setting", "aside", "lr-setting"

    def fill(self, block: etree.Element) -> None:
        chosen = SETTINGS.get(self.argument)
        if chosen is None:
            self.warn(f"setting {self.argument} is not known")
            return
        block.set("aria-label", f"Setting: {chosen.title}")
        # On the page of a mistake that comes first.
        folded = any(mistake.page == self.page for mistake in self.book.mistakes.values())
        used = self.book.used(self.page, chosen)
        figures.setting(block, chosen, used, self.keep, folded=folded)


class _Graph(_Named):
    """`/// graph | name`: a computation graph."""

    NAME, CLASS = "graph", "lr-figure"

    def fill(self, block: etree.Element) -> None:
        if self.argument not in graph.GRAPHS:
            self.warn(f"graph {self.argument} is not known")
            return
        graph.draw(block, self.argument)
        for found in graph.GRAPHS[self.argument].wrong():
            self.warn(f"graph {self.argument}: {found}")


class _Figure(_Named):
    """`/// figure | name`: one of the figures that code draws, with the code."""

    NAME, CLASS = "figure", "lr-figure"

    def fill(self, block: etree.Element) -> None:
        name = self.argument
        block.set("id", f"figure-{name}")
        if name not in plots.PLOTS:
            self.warn(f"figure {name} is not known; there are {', '.join(plots.PLOTS)}")
            return
        shown = plots.picture(name, self.book.cache)
        source = plots.source(name).read_text(encoding="utf-8")
        code = Highlight(self.md, pygments_lang_class=True).highlight(source, "python")
        figures.drawing(block, shown.svg, shown.caption, code, self.keep)


class _Index(_Named):
    """`/// index | equations`: a table of every equation."""

    NAME, TAG, CLASS = "index", "div", "lr-all"

    def fill(self, block: etree.Element) -> None:
        if self.argument == "equations":
            self.show(block)
        else:
            self.warn(f"{self.NAME} of {self.argument} is not known")

    def show(self, block: etree.Element) -> None:
        index.table(block, self.book, self.keep)


class _Map(_Index):
    """`/// map | equations`: which equation rests on which."""

    NAME, CLASS = "map", "lr-atlas"

    def show(self, block: etree.Element) -> None:
        atlas.draw(block, self.book)


BLOCKS = (
    _Equation,
    _Derivation,
    _Mistake,
    _Again,
    _Record,
    _Setting,
    _Graph,
    _Figure,
    _Index,
    _Map,
)
