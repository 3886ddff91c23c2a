"""A page as plain Markdown with TeX between dollar signs, for what does not know our blocks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from lrproof.citation.formula import display, short, whole
from lrproof.setting import COUNTED
from lrproof.settings import SETTINGS
from lrproof.site import graph, plots
from lrproof.site.docstrings import explained

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.setting import Setting
    from lrproof.site.book import Book

__all__ = ["Page", "place", "portable"]

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PIECE = re.compile(
    r"""^[ ]*(?P<fence>```+|~~~+)[^\n]*\n.*?^[ ]*(?P=fence)[ ]*$
      | ^/{3,}[ ]*(?P<block>[a-z]+)[ ]*\|[ ]*(?P<name>[\w-]+)[^\n]*\n.*?^/{3,}[ ]*$
      | ^:::[ ]*(?P<module>[\w.]+)[ ]*$(?P<options>(?:\n[ ]+[^\n]*)*)
      | ^!!![ ]*\w+[ ]*"(?P<title>[^"]*)"\n(?P<box>(?:(?:[ ]{4}[^\n]*)?\n)+)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_SPAN = re.compile(
    r"""(?P<code>(?P<ticks>`+).+?(?P=ticks)(?!\]\[))
      | (?P<braces>[ ]*\{(?:\#[a-z][\w-]*|:[ ][^}\n]*)\})
      | (?P<empty>\[)?\]\((?P<page>[\w./-]+\.(?:md|json))?(?:\#(?P<place>[\w.-]+))?\)
      | <a\ href="(?P<file>[^":]+)">(?P<words>[^<]*)</a>
      | \[(?P<named>`[^`\n]+`)\]\[(?P<object>[\w.]+)\]""",
    re.VERBOSE,
)


def place(page: str) -> str:
    """Says where a page of docs/ stands in the site.

    Examples:
        >>> place("derivation/loss.md"), place("answers/index.md"), place("index.md")
        ('derivation/loss/', 'answers/', '')
    """
    folder, name = posixpath.split(page.removesuffix(".md"))
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)


def portable(page: str, book: Book) -> str:
    """Gives a page as plain Markdown.

    Formulas stand between `$$`, with the TeX that the page has, and below each the id that leads to
    its record and the verdict. Links lead into the site.

    Args:
        page: A page of docs/, such as `derivation/loss.md`.
        book: The pages to which it belongs.
    """
    return Page(page, book).convert(book.pages[page])


@dataclass(frozen=True)
class Page:
    """How a page becomes plain Markdown.

    Attributes:
        page: The page.
        book: The pages to which it belongs.
    """

    page: str
    book: Book

    def convert(self, source: str) -> str:
        source = _FRONT.sub("", source).strip("\n")
        parts: list[str] = []
        end = 0
        for piece in _PIECE.finditer(source):
            parts += [self.text(source[end : piece.start()]), self.piece(piece)]
            end = piece.end()
        return "".join((*parts, self.text(source[end:]))).rstrip() + "\n"

    def piece(self, found: re.Match[str]) -> str:
        """What stands for a fence, a block, the names of a module, or a box."""
        if found["fence"]:
            return found[0]
        if found["module"]:
            options = (yaml.safe_load(found["options"]) or {}).get("options", {})
            explanation = explained(found["module"], options.get("members", ()))
            return self.convert("\n\n".join(explanation)).rstrip()
        if found["title"] is not None:
            lines = [f"**{found['title']}**", *found["box"].rstrip().splitlines()]
            return self.text("".join(f"> {line.strip()}".rstrip() + "\n" for line in lines) + "\n")
        write: Callable[[str], Iterator[str]] = getattr(self, found["block"])
        return self.text("\n\n".join(write(found["name"])))

    def text(self, text: str) -> str:
        """Prose, with links that lead into the site."""
        return _SPAN.sub(self.span, text)

    def span(self, found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if found["braces"]:
            return ""
        if found["file"]:
            file = posixpath.normpath(posixpath.join(place(self.page), found["file"]))
            return f"[{found['words']}]({self.book.site}{file})"
        if found["object"]:
            return f"[{found['named']}]({self.book.site}{self.book.documented(found['object'])})"
        if not found["page"] and (meant := self.book.place(found["place"] or "")):
            entry, line = meant
            words = entry.id if line is None else f"{entry.id}, line {line}"
            opened = f"[{words}]" if found["empty"] else "]"
            return f"{opened}({self.record(entry, line)})"
        if found["empty"]:
            return found[0]
        page = self.page
        if found["page"]:
            joined = posixpath.join(posixpath.dirname(page), found["page"])
            page = posixpath.normpath(joined).lstrip("/")
        return f"]({self.address(page, found['place'] or '')})"

    def address(self, page: str, anchor: str) -> str:
        """Where a page stands, or a section of it; or another file."""
        where = place(page) if page.endswith(".md") else page
        return f"{self.book.site}{where}{f'#{anchor}' if anchor else ''}"

    def record(self, entry: Entry, line: int | None = None) -> str:
        """Where the record of an id stands."""
        fragment = f"#{entry.id}-{line}" if line else ""
        return f"{self.book.site}{self.book.records[entry.id].address}{fragment}"

    def caption(self, entry: Entry) -> str:
        return f"[{entry.id}]({self.record(entry)}): {self.book.evidence(entry).verdict}"

    def equation(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield _display(entry)
        yield self.caption(entry)

    def derivation(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield from self.equation(name)
        if any(row.reason for row in entry.rows):
            reasons = (row.reason or "as it stands" for row in entry.rows)
            yield "\n".join(f"{number}. {why}" for number, why in enumerate(reasons, start=1))

    def again(self, name: str) -> Iterator[str]:
        entry = self.book.entries[name]
        yield f"$$\n{short(entry)}\n$$" if entry.kind == "derivation" else _display(entry)
        yield self.caption(entry)

    def mistake(self, name: str) -> Iterator[str]:
        entry = self.book.mistakes[name]
        yield "**Wrong. Do not use this formula:**"
        yield _display(entry)
        yield self.caption(entry)

    def setting(self, name: str) -> Iterator[str]:
        chosen = SETTINGS[name]
        counts = ", ".join(f"{size} {COUNTED[size]}" for size in chosen.sizes)
        yield f"**Setting: {chosen.title}.**" + (f" Here are {counts}." if counts else "")
        yield "\n".join(f"- {line}" for line in self.symbols(chosen))

    def symbols(self, chosen: Setting) -> Iterator[str]:
        letters, quantities = chosen.among(self.book.used(self.page, chosen))
        for letter, meaning in letters.items():
            yield f"${letter}$: {meaning}"
        for quantity in quantities:
            line = f"${quantity.membership}$: {quantity.meaning}"
            if quantity.shape:
                line += rf"; as a whole ${quantity.whole_tex}\colon {quantity.shape}$"
            if quantity.defined:
                line += f"; ${quantity.defined}$"
            yield line

    def graph(self, name: str) -> Iterator[str]:
        drawn = graph.GRAPHS[name]
        yield f"**Figure: {drawn.title}.** {drawn.description}"

    def figure(self, name: str) -> Iterator[str]:
        drawn = plots.picture(name, self.book.cache)
        link = f"[The figure]({self.book.site}{place(self.page)}#figure-{name})"
        yield f"{link}: {drawn.caption} {drawn.words}"

    def index(self, _: str) -> Iterator[str]:
        yield "\n".join(
            f"- {self.caption(entry)}; {self.book.title(entry.page)}: ${short(entry)}$"
            for entry in self.book.in_order()
        )

    def map(self, _: str) -> Iterator[str]:
        yield "\n".join(
            f"- [](#{entry.id}) rests on "
            + (", ".join(f"[](#{name})" for name in self.book.premises[entry.id]) or "nothing here")
            for entry in self.book.in_order()
        )


def _display(entry: Entry) -> str:
    return f"$$\n{display(whole(entry))}\n$$"
