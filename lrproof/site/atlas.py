"""Which equation rests on which, drawn and in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise
from typing import TYPE_CHECKING

from lrproof.premises import Premises, beneath, uses
from lrproof.site.figures import element, links, references
from lrproof.site.layers import arrange

if TYPE_CHECKING:
    from lrproof.site.book import Book

__all__ = ["draw"]

# In pixels: an average letter, a line of a label, the space around it and between layers.
_LETTER, _LINE, _PADDING, _SPACE = 6.9, 15, 7, 36
_LONGEST = 20
# How many boxes stand side by side, and how wide a drawing is if it can be, in pixels.
_PAGES, _EQUATIONS = 4, 3
_ROOM = 560.0
_WORD = re.compile(r"[^ -]+[ -]?")


@dataclass(frozen=True)
class _Box:
    """What is drawn for a page or an equation.

    Attributes:
        label: Its name.
        note: A small line above it.
        href: Where it leads.
        shape: Its classes.
    """

    label: str
    note: str
    href: str
    shape: str

    @property
    def lines(self) -> list[str]:
        """The name in lines of about the same length."""
        words = _WORD.findall(self.label)
        for limit in count(max(map(len, words))):
            lines = [words[0]]
            for word in words[1:]:
                if len(lines[-1] + word) <= limit:
                    lines[-1] += word
                else:
                    lines.append(word)
            if len(lines) <= -(-len(self.label) // _LONGEST):
                return lines
        raise AssertionError

    @property
    def width(self) -> float:
        return max(map(len, [*self.lines, self.note])) * _LETTER + 2 * _PADDING

    @property
    def height(self) -> int:
        return (len(self.lines) + bool(self.note)) * _LINE + 2 * _PADDING


def draw(parent: etree.Element, book: Book) -> None:
    """Adds a map of the pages, and for each page a map of its equations.

    One drawing of everything would be a hundred boxes, too small to read on any screen. The
    equations of a page are a dozen; those of other pages on which they rest are drawn beside them.
    """
    pages = _between_pages(book)
    element(parent, "h2", "From page to page", id="pages")
    boxes = {
        page: _Box(book.title(page), book.part(page), f"#{_anchor(page)}", _colour(book, page))
        for page in pages
    }
    drawn = _without_detours(pages, list(pages))
    _draw(parent, "pages", "Which page rests on which", boxes, drawn, _PAGES)

    def titles(line: etree.Element, found: Iterable[str]) -> None:
        links(line, [(book.title(page), f"#{_anchor(page)}") for page in found])

    _words(parent, pages, pages, uses(pages), titles)
    for page in pages:
        _section(parent, book, page)


def _anchor(page: str) -> str:
    return "map-" + page.removesuffix(".md").replace("/", "-")


def _colour(book: Book, page: str) -> str:
    parts = list(dict.fromkeys(book.part(entry.page) for entry in book.in_order()))
    return f"lr-part-{parts.index(book.part(page)) + 1}"


def _between_pages(book: Book) -> dict[str, list[str]]:
    """Says for each page on which other pages its equations rest."""
    order = [entry.page for entry in book.in_order()]
    found: dict[str, list[str]] = {page: [] for page in order}
    for name, premises in book.premises.items():
        page = book.entries[name].page
        found[page] += [book.entries[premise].page for premise in premises]
    return {page: sorted(set(others) - {page}, key=order.index) for page, others in found.items()}


def _without_detours(graph: Premises, order: Sequence[str]) -> dict[str, list[str]]:
    """Keeps the arrows along an order that no longer way replaces.

    Examples:
        >>> graph = {"a": ["c"], "b": ["a"], "c": ["a", "b"]}
        >>> _without_detours(graph, ["a", "b", "c"])
        {'a': [], 'b': ['a'], 'c': ['b']}
    """
    ahead = {
        name: [other for other in graph[name] if order.index(other) < order.index(name)]
        for name in order
    }
    below = {name: beneath(ahead, name) for name in order}
    return {
        name: [other for other in others if not any(other in below[third] for third in others)]
        for name, others in ahead.items()
    }


def _section(parent: etree.Element, book: Book, page: str) -> None:
    own = [entry.id for entry in book.in_order() if entry.page == page]
    graph = {name: book.premises[name] for name in own}
    boxes = {}
    for name in dict.fromkeys([*own, *chain.from_iterable(graph.values())]):
        home = book.entries[name].page
        shape = "lr-own" if home == page else "lr-away"
        if not book.premises[name]:
            shape += " lr-start"
        note = "" if home == page else book.title(home)
        boxes[name] = _Box(name, note, f"#{name}", f"{shape} {_colour(book, home)}")
    title = book.title(page)
    element(parent, "h2", title, id=_anchor(page))
    element(element(parent, "p", "The page: "), "a", title, href=f"/{page}")
    drawn = {name: graph.get(name, ()) for name in boxes}
    _draw(parent, _anchor(page), f"What rests on what: {title}", boxes, drawn, _EQUATIONS)
    _words(parent, own, book.premises, book.uses, references)


def _words(
    parent: etree.Element,
    names: Iterable[str],
    premises: Premises,
    users: Premises,
    show: Callable[[etree.Element, Iterable[str]], None],
) -> None:
    """Says in words what a map shows."""
    box = element(parent, "dl", class_="lr-premises")
    box.set("data-search-exclude", "true")
    for name in names:
        pair = element(box, "div")
        show(element(pair, "dt"), [name])
        for words, found in (("rests on", premises[name]), ("used by", users[name])):
            if found:
                show(element(pair, "dd", f"{words} "), found)
        if not premises[name] and not users[name]:
            element(pair, "dd", "rests on nothing, and nothing rests on it")


def _draw(
    parent: etree.Element,
    name: str,
    title: str,
    boxes: Mapping[str, _Box],
    premises: Premises,
    widest: int,
) -> None:
    widths = {key: box.width for key, box in boxes.items()}
    drawing = arrange(premises, widths, widest=widest, room=_ROOM)
    thick = [0] * drawing.layers
    for key, (_, layer) in drawing.places.items():
        thick[layer] = max(thick[layer], boxes[key].height)
    tops = [2 + sum(thick[:layer]) + _SPACE * layer for layer in range(drawing.layers)]
    width, height = drawing.width + 4, tops[-1] + thick[-1] + 2

    holder = element(parent, "div", class_="lr-map", tabindex="0", role="group")
    holder.set("aria-label", title)
    holder.set("data-search-exclude", "true")
    svg = element(holder, "svg", viewBox=f"0 0 {width:.0f} {height}", width=f"{width:.0f}")
    svg.set("height", f"{height}")
    svg.set("aria-labelledby", f"{name}-title {name}-text")
    element(svg, "title", title, id=f"{name}-title")
    text = (
        f"{len(boxes)} boxes in {drawing.layers} rows; each stands below what it rests on. "
        "The list after the drawing says the same in words."
    )
    element(svg, "desc", text, id=f"{name}-text")
    for (premise, user), route in drawing.routes.items():
        start = tops[route[0][1]] + (thick[route[0][1]] + boxes[premise].height) / 2
        d = f"M{route[0][0] + 2:.0f} {start:g}"
        for (x1, from_), (x2, to) in pairwise(route):
            last = to == route[-1][1]
            y1, y2 = tops[from_] + thick[from_], float(tops[to])
            if last:
                y2 += (thick[to] - boxes[user].height) / 2
            middle = (y1 + tops[to]) / 2
            d += f"V{y1}C{x1 + 2:.0f} {middle:g} {x2 + 2:.0f} {middle:g} {x2 + 2:.0f} {y2:g}"
        d += "m-4-6l4 6 4-6"
        element(svg, "path", d=d, data_from=premise, data_to=user)
    for key, (x, layer) in drawing.places.items():
        box = boxes[key]
        top = tops[layer] + (thick[layer] - box.height) / 2
        link = element(svg, "a", href=box.href, class_=box.shape, data_node=key)
        link.set("aria-label", f"{box.label}, {box.note}" if box.note else box.label)
        frame = element(link, "rect", x=f"{x + 2 - box.width / 2:.1f}", y=f"{top:g}")
        frame.set("width", f"{box.width:.1f}")
        frame.set("height", f"{box.height}")
        frame.set("rx", f"{box.height / 2 if 'lr-start' in box.shape else 3:g}")
        label = element(link, "text", x=f"{x + 2:.1f}", y=f"{top + _PADDING - 4:g}")
        for words, class_ in ((box.note, "lr-note"), *((line, "") for line in box.lines)):
            if words:
                line = element(label, "tspan", words, x=f"{x + 2:.1f}", dy=f"{_LINE}")
                if class_:
                    line.set("class", class_)
