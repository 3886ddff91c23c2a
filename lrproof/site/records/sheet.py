"""The HTML of a record: all that is known of an id."""

from __future__ import annotations

import inspect
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from lrproof import __version__
from lrproof.checker import find
from lrproof.citation.formula import chain, display, ends, short, whole
from lrproof.site import figures
from lrproof.site.commit import checked
from lrproof.site.figures import element
from lrproof.site.records import parts
from lrproof.site.records.forms import cite, copy, history, machines
from lrproof.site.records.places import places
from lrproof.site.typeset import glyphs, typeset
from lrproof.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lrproof.catalogue import Entry
    from lrproof.records import Record
    from lrproof.site.book import Book
    from lrproof.site.figures import Keep

__all__ = ["fill"]


def fill(block: etree.Element, record: Record, book: Book, keep: Keep) -> None:
    """Fills the record of an id: a page of its own, or the last section of a page of docs/."""
    if not record.page:
        _retired(block, record, book, keep)
    elif record.kind == "equation" and record.entry:
        _equation(block, record, record.entry, book, keep)
    else:
        _section(block, record, book, keep)


def _equation(block: etree.Element, record: Record, entry: Entry, book: Book, keep: Keep) -> None:
    home = f"[{book.title(entry.page)}](/{entry.page}#{entry.id})"
    _shown(block, record, entry, book, keep)
    element(block, "p", f"In words: {words(short(entry))}.", class_="lr-words")
    parts.paragraph(block, f"Explained on: {home}", data_search_exclude="true")
    if entry.kind == "derivation":
        parts.heading(block, "Line by line", "lines")
        figure = element(block, "figure", class_="lr-derivation lr-large")
        figure.set("data-search-exclude", "true")
        figures.lines(figure, entry, book, keep)
    parts.heading(block, "Setting and assumptions", "setting")
    _setting(block, entry, book, keep)
    parts.heading(block, "Verdict", "verdict")
    verdict(block, entry, book)
    parts.heading(block, "Checker", "checker")
    _checker(block, entry, keep)
    parts.heading(block, "Rests on", "rests-on")
    nothing = "Nothing else here: a definition, or a fact of school algebra or calculus."
    _neighbours(block, book.premises[entry.id], nothing, book, keep)
    parts.heading(block, "What rests on it", "used-by")
    nothing = "No equation here rests on it directly."
    _neighbours(block, book.uses[entry.id], nothing, book, keep)
    parts.heading(block, "Where it is used", "where")
    parts.pairs(block, [("Stands on", home), *places(entry.id, book)])
    parts.heading(block, "Cite", "cite")
    cite(block, record, book, keep)
    parts.heading(block, "Copy", "copy")
    copy(block, record, entry, keep)
    parts.heading(block, "History", "history")
    history(block, record)


def _shown(block: etree.Element, record: Record, entry: Entry, book: Book, keep: Keep) -> None:
    """The formula, as large as fits, and below it what was found."""
    figure = element(block, "figure", class_="lr-equation lr-large")
    figure.set("data-search-exclude", "true")
    shown = ends(entry) if entry.kind == "derivation" else whole(entry)
    longest = max(len(glyphs(typeset(chain([line])))) for line in shown)
    figure.set("style", f"--lr-length: {longest}")
    figures.formula(figure, entry, f"Equation {entry.id}", keep, display(shown))
    caption = element(figure, "figcaption")
    found = book.evidence(entry).verdict
    element(caption, "a", str(found), href="#verdict", class_=f"lr-found lr-{found}")
    figures.cite(caption, record)
    element(caption, "span", f"checked with lrproof {__version__}", class_="lr-whole")
    for event in record.history[:1]:
        element(caption, "span", f"published {event.date}", class_="lr-whole")


def _setting(block: etree.Element, entry: Entry, book: Book, keep: Keep) -> None:
    box = element(block, "aside", class_="lr-setting")
    box.set("aria-label", f"Setting: {entry.setting.title}")
    figures.setting(box, entry.setting, entry.used, keep)
    if scope := book.evidence(entry).scope:
        sizes = f"[sizes and values]({figures.EXPLANATION}#sizes)"
        parts.paragraph(block, f"The verdict holds for these {sizes}: {scope}.")


def _checker(block: etree.Element, entry: Entry, keep: Keep) -> None:
    about = element(block, "p", "The same statement as a function in numpy, written apart: ")
    name = element(about, "autoref", identifier=entry.checker)
    element(name, "code", entry.checker.rpartition(".")[2])
    name.tail = AtomicString(".")
    if function := find(entry.checker):
        parts.code(block, "Source", inspect.getsource(function), keep, python=True)


def _neighbours(
    block: etree.Element, names: Sequence[str], nothing: str, book: Book, keep: Keep
) -> None:
    if names:
        parts.equations(block, names, book, keep)
    else:
        element(block, "p", nothing)


def verdict(parent: etree.Element, entry: Entry, book: Book) -> None:
    """Adds what was found about a formula, and with what."""
    evidence = book.evidence(entry)
    line = element(parent, "p", class_=f"lr-found lr-{evidence.verdict}")
    element(line, "strong", str(evidence.verdict)).tail = AtomicString(" · ")
    element(line, "a", "What this word means", href=f"{figures.EXPLANATION}#{evidence.verdict}")
    table = element(parent, "dl", class_="lr-facts")
    for name, value in figures.facts(evidence):
        pair = element(table, "div")
        element(pair, "dt", name)
        element(pair, "dd", value)
    element(parent, "p", checked())


def _section(block: etree.Element, record: Record, book: Book, keep: Keep) -> None:
    """The end of the page of a mistake or an answer."""
    block.set("class", "lr-record lr-annex")
    parts.heading(block, "Cite this page", "cite")
    history(block, record)
    # Not folded: not every browser opens what an address leads to.
    cite(block, record, book, keep)
    machines(block, record, keep)
    if record.entry:
        folded = element(block, "details")
        element(folded, "summary", "How the wrong formula was checked")
        verdict(folded, record.entry, book)


def _retired(block: etree.Element, record: Record, book: Book, keep: Keep) -> None:
    """A record without a verdict: nothing states this id any more."""
    event = record.retired
    line = element(block, "p", "This id was ")
    retired = element(line, "strong", "retired")
    retired.tail = AtomicString(f" on {event.date}. " if event else ". ")
    figures.cite(line, record)
    if event:
        element(block, "p", f"Reason: {event.words}.")
    successor = book.records.get(event.statement) if event else None
    if successor:
        text = f"In its place: [{successor.id}](/{successor.path}.md)."
        parts.paragraph(block, text)
        if successor.entry and successor.kind == "equation":
            figure = element(block, "figure", class_="lr-equation")
            formula = short(successor.entry)
            figures.formula(figure, successor.entry, f"Equation {successor.id}", keep, formula)
    else:
        element(block, "p", "Nothing takes its place.")
    parts.heading(block, "Cite", "cite")
    cite(block, record, book, keep)
    parts.heading(block, "History", "history")
    history(block, record)
