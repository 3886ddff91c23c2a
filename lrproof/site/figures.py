"""The HTML of an equation, a derivation, a mistake, a setting and a drawing, as element trees."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Sequence, Set
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from lrproof.citation.formula import short
from lrproof.evidence import scientific, shown, verdicts
from lrproof.explain import worth
from lrproof.setting import COUNTED
from lrproof.site.typeset import glyphs, typeset

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.evidence import Evidence
    from lrproof.records import Record
    from lrproof.rows import Row
    from lrproof.setting import Quantity, Setting
    from lrproof.site.book import Book

__all__ = [
    "EXPLANATION",
    "cite",
    "derivation",
    "drawing",
    "element",
    "equation",
    "facts",
    "formula",
    "lines",
    "links",
    "mistake",
    "record",
    "references",
    "scrolling",
    "setting",
]  # fmt: skip

# Puts finished HTML aside and gives what stands for it in the tree.
Keep = Callable[[str], str]

EXPLANATION = "/reference/how-it-is-checked.md"
# About as many characters as a phone shows in one line of mathematics.
_NARROW = 26


def element(parent: etree.Element, tag: str, text: str = "", /, **attributes: str) -> etree.Element:
    """Adds an element; `class_` names the attribute `class`, and `_` in a name a hyphen."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    child = etree.SubElement(parent, tag, named)
    child.text = AtomicString(text)
    return child


def equation(
    figure: etree.Element, entry: Entry, book: Book, keep: Keep, *, again: bool = False
) -> None:
    """Fills the figure of one displayed statement, where it stands or shown again elsewhere.

    Of a derivation that is shown again, its first side and its last one are enough.
    """
    tex = short(entry) if entry.kind == "derivation" else ""
    formula(figure, entry, f"Equation {entry.id}", keep, tex)
    _caption(figure, entry, book, again)


def mistake(figure: etree.Element, entry: Entry, book: Book, keep: Keep) -> None:
    """Fills the figure of a wrong statement, with numbers that show that it is wrong."""
    formula(figure, entry, f"Wrong formula {entry.id}", keep)
    caption = element(figure, "figcaption")
    panel = _verdict(caption, book.evidence(entry), f"{entry.id}-evidence")
    _explanation(panel, book.evidence(entry))
    for relation in entry.reading.relations:
        found = worth(entry.reading, relation, entry.setting)
        if found.before is not None and found.after is not None:
            where = f"At {found.where}: the" if found.where else "The"
            sides = f"left side is {shown(found.before)}, the right side {shown(found.after)}"
            element(caption, "span", f"{where} {sides}.", class_="lr-witness")
    cite(caption, book.records.get(entry.id))


def formula(figure: etree.Element, entry: Entry, label: str, keep: Keep, tex: str = "") -> None:
    """Adds the TeX of a statement, or other TeX, in a box that scrolls by itself."""
    if not tex:
        tex = rf"\begin{{aligned}}{entry.tex}\end{{aligned}}" if len(entry.rows) > 1 else entry.tex
    box = element(figure, "div", class_="lr-math", tabindex="0", role="group")
    box.set("aria-label", label)
    box.set("data-search-exclude", "true")
    box.text = keep(typeset(tex, display=True))


def scrolling(box: etree.Element, tex: str, label: str, keep: Keep) -> None:
    """Fills a box with a formula; one that a phone cannot show at once scrolls, by keyboard too."""
    mathml = typeset(tex, display=True)
    box.text = keep(mathml)
    if len(glyphs(mathml)) > _NARROW:
        box.set("tabindex", "0")
        box.set("role", "group")
        box.set("aria-label", label)


def derivation(figure: etree.Element, entry: Entry, book: Book, keep: Keep) -> None:
    """Fills the figure of a statement in many lines, each with an address of its own."""
    lines(figure, entry, book, keep)
    _caption(figure, entry, book, again=False)


def lines(figure: etree.Element, entry: Entry, book: Book, keep: Keep) -> None:
    """Adds the lines of a derivation with their reasons."""
    steps = element(figure, "ol", class_="lr-steps")
    for number, row in enumerate(entry.rows, start=1):
        _line(steps, entry, book.evidence(entry), number, row, keep)


def _line(
    steps: etree.Element, entry: Entry, evidence: Evidence, number: int, row: Row, keep: Keep
) -> None:
    line = f"{entry.id}-{number}"
    item = element(steps, "li", id=line)
    found = evidence.line(number)
    told = verdicts(found)
    link = element(item, "a", str(number), class_="lr-number", href=f"#{line}")
    link.set("aria-label", f"Line {number} of {entry.id}" + (f": {told}" if told else ""))
    left = element(item, "span", class_="lr-left")
    step = element(item, "span", class_="lr-step")
    right = element(step, "span", class_="lr-right")
    for side, cell, tex in (("left", left, row.left), ("right", right, row.right)):
        if tex:
            cell.set("data-search-exclude", "true")
            scrolling(cell, tex, f"Line {number}, {side} side", keep)
    if row.reason:
        # Not atomic: the reason is Markdown.
        element(step, "span", class_="lr-reason").text = row.reason
    if any(not step.verdict.holds for step in found):
        item.set("class", "lr-wrong")


def _caption(figure: etree.Element, entry: Entry, book: Book, again: bool) -> None:
    caption = element(figure, "figcaption")
    home = f"/{entry.page}" if again else ""
    link = element(caption, "a", entry.id, class_="lr-id", href=f"{home}#{entry.id}")
    link.set("aria-label", f"Permanent link to {entry.id}")
    panel = _verdict(
        caption, book.evidence(entry), f"{entry.id}-{'again' if again else 'evidence'}"
    )
    for name, ids in (("Rests on", book.premises[entry.id]), ("Used by", book.uses[entry.id])):
        if ids:
            line = element(panel, "span", data_search_exclude="true")
            element(line, "b", name).tail = AtomicString(" ")
            references(line, ids)
    _explanation(panel, book.evidence(entry))
    link = element(panel, "a", "All about this equation", href=record(entry.id))
    link.set("data-search-exclude", "true")
    checker = element(caption, "autoref", class_="lr-checker", identifier=entry.checker)
    element(checker, "code", entry.checker.rpartition(".")[2])
    cite(caption, book.records.get(entry.id))


def cite(parent: etree.Element, record: Record | None) -> None:
    """Adds a link to the record; a script makes a menu of it that copies what the record holds."""
    if record:
        link = element(parent, "a", "Cite", class_="lr-cite", href=f"/{record.path}.md#cite")
        link.set("aria-label", f"Cite {record.id}")
        link.set("data-search-exclude", "true")


def _explanation(panel: etree.Element, evidence: Evidence) -> None:
    link = element(panel, "a", "What this word means", href=f"{EXPLANATION}#{evidence.verdict}")
    link.set("data-search-exclude", "true")


def record(name: str) -> str:
    """Gives the address of the permanent page of an equation."""
    return f"/equation/{name}.md"


def references(parent: etree.Element, ids: Iterable[str]) -> None:
    """Adds links to equations."""
    links(parent, [(name, f"#{name}") for name in ids], class_="lr-reference")


def links(parent: etree.Element, places: Iterable[tuple[str, str]], **attributes: str) -> None:
    """Adds links, each a text and an address, with commas between them."""
    link: etree.Element | None = None
    for text, href in places:
        if link is not None:
            link.tail = AtomicString(", ")
        link = element(parent, "a", text, href=href, **attributes)


def _verdict(caption: etree.Element, evidence: Evidence, about: str) -> etree.Element:
    verdict = evidence.verdict.value
    holder = element(caption, "span", class_=f"lr-verdict lr-{verdict}")
    button = element(holder, "button", verdict, type="button")
    button.set("aria-describedby", about)
    panel = element(holder, "span", class_="lr-evidence")
    said = element(panel, "span", id=about)
    for name, value in facts(evidence):
        # Each line by itself: the search would let in what follows the first span in a span.
        line = element(said, "span", data_search_exclude="true")
        element(line, "b", name).tail = AtomicString(f" {value}")
    return panel


def facts(evidence: Evidence) -> list[tuple[str, str]]:
    """Lists what was found, each with its name."""
    found = [("Method", evidence.method), ("Scope", evidence.scope)]
    if evidence.points:
        found.append(("Points", str(evidence.points)))
    if evidence.max_error is not None:
        error = scientific(evidence.max_error)
        if evidence.tolerance is not None:
            error += f" (allowed: {scientific(evidence.tolerance)})"
        found.append(("Worst error", error))
    if evidence.false_accept is not None:
        found.append(("Chance of error", scientific(evidence.false_accept, up=True)))
    if evidence.message:
        found.append(("Finding", evidence.message))
    return [(name, value) for name, value in found if value]


def setting(
    box: etree.Element, chosen: Setting, used: Set[str], keep: Keep, *, folded: bool = False
) -> None:
    """Fills the box that says what the symbols stand for that are used."""
    letters, symbols = chosen.among(used)
    if folded:
        box = element(box, "details")
    title = element(box, "summary" if folded else "p", class_="lr-title")
    title.text = f"Setting: {chosen.title}"
    _shapes(box, chosen, symbols, keep)
    table = element(box, "dl")
    for letter, general in letters.items():
        pair = element(table, "div")
        element(pair, "dt").text = keep(typeset(letter))
        element(pair, "dd", general)
    for quantity in symbols:
        pair = element(table, "div")
        element(pair, "dt").text = keep(typeset(quantity.membership))
        meaning = element(pair, "dd", quantity.meaning)
        if defined := quantity.defined:
            element(meaning, "span", class_="lr-definition").text = keep(typeset(defined))


def _shapes(box: etree.Element, chosen: Setting, symbols: Sequence[Quantity], keep: Keep) -> None:
    """Says how many of what there are, and which arrays have which shape."""
    if not chosen.sizes:
        return
    counts = ", ".join(f"{size} {COUNTED[size]}" for size in chosen.sizes)
    line = element(box, "p", f"Here are {counts}. As a whole: ", class_="lr-shapes")
    shapes: dict[str, list[str]] = {}
    for quantity in symbols:
        if quantity.axes:
            shapes.setdefault(quantity.shape, []).append(quantity.whole_tex)
    for number, (shape, names) in enumerate(shapes.items(), start=1):
        listed = r",\ ".join(names)
        span = element(line, "span")
        span.text = keep(typeset(rf"{listed}\colon\ {shape}"))
        span.tail = AtomicString("." if number == len(shapes) else "; ")


def drawing(figure: etree.Element, svg: str, caption: str, code: str, keep: Keep) -> None:
    """Fills a figure that code has drawn: the drawing, its caption, and the code as HTML."""
    figure.text = keep(svg)
    below = element(figure, "figcaption")
    # Not atomic: the caption is Markdown.
    element(below, "p").text = caption
    details = element(below, "details", class_="lr-code")
    details.set("data-search-exclude", "true")
    element(details, "summary", "The code that draws this")
    element(details, "div").text = keep(code)
