"""Pages as Typst: pandoc sets the prose, and each block becomes a call of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify

from lrproof.citation.formula import display, short, whole
from lrproof.settings import SETTINGS
from lrproof.site.downloads.content import Formulas, raw, string
from lrproof.site.downloads.drawings import Drawing, graph, plot
from lrproof.site.portable import Page

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.setting import Setting

__all__ = ["Printed", "label"]

_HEADING = re.compile(r"^(#+) (.+?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
_CODE_OR_FORMULA = re.compile(r"(?P<ticks>`+).+?(?P=ticks)|\$(?P<tex>[^$]+)\$", re.DOTALL)


def label(page: str, anchor: str = "") -> str:
    """Names a page or a section of it in a document of many pages."""
    name = PurePosixPath(page).stem
    return f"{name}--{anchor}" if anchor else name


@dataclass(frozen=True, kw_only=True)
class Printed(Page):
    """A page as Markdown for pandoc, with Typst in it where a block stands."""

    pages: Sequence[str]
    formulas: Formulas
    anchors: set[str] = field(default_factory=set)

    def text(self, text: str) -> str:
        kept = _CODE_OR_FORMULA.sub(
            lambda found: self.keep(found["tex"]) if found["tex"] else found[0], text
        )
        return _HEADING.sub(self.heading, super().text(kept))

    def span(self, found: re.Match[str]) -> str:
        return found[0] if found["braces"] else super().span(found)

    def keep(self, tex: str, where: str = "") -> str:
        return self.formulas.keep(tex, where or self.page)

    def heading(self, found: re.Match[str]) -> str:
        anchor = found[3] or slugify(found[2], "-")
        while anchor in self.anchors:
            anchor += "_1"
        self.anchors.add(anchor)
        name = label(self.page, anchor if len(found[1]) > 1 else "")
        return f"{found[1]} {found[2]} {{#{name}}}"

    def record(self, entry: Entry, line: int | None = None) -> str:
        if entry.page in self.pages:
            return f"#{entry.id}-{line}" if line else f"#{entry.id}"
        return super().record(entry, line)

    def address(self, page: str, anchor: str) -> str:
        return f"#{label(page, anchor)}" if page in self.pages else super().address(page, anchor)

    def call(self, name: str, entry: Entry, body: str) -> str:
        evidence, address = self.book.evidence(entry), super().record(entry)
        told = ", ".join(map(string, (entry.id, evidence.verdict.value, address)))
        return f"{raw(f'#{name}({told}')} {body} {raw(')')}"

    def equation(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield self.call("statement", entry, raw(f", [{self.keep(display(whole(entry)), name)}]"))

    def again(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield self.call("again", entry, raw(f", [{self.keep(short(entry), name)}]"))

    def derivation(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield self.call("derivation", entry, " ".join(self.steps(entry)))

    def steps(self, entry: Entry) -> Iterator[str]:
        for row in entry.rows:
            sides = (self.keep(side, entry.id) if side else "" for side in (row.left, row.right))
            yield raw("".join(f", [{side}]" for side in sides) + ", [")
            yield row.reason + raw("]")

    def setting(self, name: str) -> Iterator[str]:
        chosen = SETTINGS[name]
        yield raw(f"#setting({string(chosen.title)}, {', '.join(self.symbols(chosen))})")

    def symbols(self, chosen: Setting) -> Iterator[str]:
        letters, quantities = chosen.among(self.book.used(self.page, chosen))
        for letter, meaning in letters.items():
            yield f"[{self.keep(letter)}], {string(meaning)}, []"
        for quantity in quantities:
            symbol = self.keep(quantity.membership)
            known = self.keep(quantity.defined) if quantity.defined else ""
            yield f"[{symbol}], {string(quantity.meaning)}, [{known}]"

    def graph(self, name: str) -> Iterator[str]:
        yield self.drawing(graph(name))

    def figure(self, name: str) -> Iterator[str]:
        yield self.drawing(plot(name, self.book.cache))

    def drawing(self, drawn: Drawing) -> str:
        start = f"#drawing({string(drawn.svg)}, {string(drawn.words)}, ["
        return f"{raw(start)}{drawn.caption}{raw('])')}"
