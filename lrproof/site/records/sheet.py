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
    figure = element(block, "figure", class_="lr-equation lr-large")
    figure.set("data-search-exclude", "true")
    shown = ends(entry) if entry.kind == "derivation" else whole(entry)
    longest = max(len(glyphs(typeset(chain([line])))) for line in shown)
    figure.set("style", f"--lr-length: {longest}")
    figures.formula(figure, entry, f"Equation {entry.id}", keep, display(shown))
    caption = element(figure, "figcaption")
    evidence = book.evidence(entry)
    found = element(caption, "a", str(evidence.verdict), href="#verdict")
    found.set("class", f"lr-found lr-{evidence.verdict}")
    figures.cite(caption, record)
    element(caption, "span", f"checked with lrproof {__version__}", class_="lr-whole")
    for event in record.history[:1]:
        element(caption, "span", f"published {event.date}", class_="lr-whole")
    element(block, "p", f"In words: {words(short(entry))}.", class_="lr-words")
    parts.paragraph(block, f"Explained on: {home}", data_search_exclude="true")

    if entry.kind == "derivation":
        parts.heading(block, "Line by line", "lines")
        figure = element(block, "figure", class_="lr-derivation lr-large")
        figure.set("data-search-exclude", "true")
        figures.lines(figure, entry, book, keep)

    parts.heading(block, "Setting and assumptions", "setting")
    setting = element(block, "aside", class_="lr-setting")
    setting.set("aria-label", f"Setting: {entry.setting.title}")
    figures.setting(setting, entry.setting, entry.used, keep)
    if evidence.scope:
        sizes = f"[sizes and values]({figures.EXPLANATION}#sizes)"
        parts.paragraph(block, f"The verdict holds for these {sizes}: {evidence.scope}.")

    parts.heading(block, "Verdict", "verdict")
    verdict(block, entry, book)

    parts.heading(block, "Checker", "checker")
    about = element(block, "p", "The same statement as a function in numpy, written apart: ")
    name = element(about, "autoref", identifier=entry.checker)
    element(name, "code", entry.checker.rpartition(".")[2])
    name.tail = AtomicString(".")
    function = find(entry.checker)
    if function:
        parts.code(block, "Source", inspect.getsource(function), keep, python=True)

    parts.heading(block, "Rests on", "rests-on")
    if book.premises[entry.id]:
        parts.equations(block, book.premises[entry.id], book, keep)
    else:
        text = "Nothing else here: a definition, or a fact of school algebra or calculus."
        element(block, "p", text)
    parts.heading(block, "What rests on it", "used-by")
    if book.uses[entry.id]:
        parts.equations(block, book.uses[entry.id], book, keep)
    else:
        element(block, "p", "No equation here rests on it directly.")

    parts.heading(block, "Where it is used", "where")
    parts.pairs(block, [("Stands on", home), *places(entry.id, book)])

    parts.heading(block, "Cite", "cite")
    cite(block, record, book, keep)
    parts.heading(block, "Copy", "copy")
    copy(block, record, entry, keep)
    parts.heading(block, "History", "history")
    history(block, record)


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
