"""The parts of a record that are there to be copied, and its history."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from doctest import DocTestParser
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from lrproof.checker import find
from lrproof.citation import formula
from lrproof.site.figures import element
from lrproof.site.records import parts
from lrproof.site.typeset import typeset
from lrproof.wording import plain

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.records import Record
    from lrproof.site.book import Book
    from lrproof.site.figures import Keep

__all__ = ["cite", "copy", "example", "history", "machines", "mathml", "tex"]

LABELS = {
    "link": "Link",
    "markdown": "Markdown for forums",
    "stackexchange": "Markdown for Stack Exchange",
    "latex": "LaTeX",
    "bibtex": "BibTeX",
    "text": "Plain text",
    "python": "Python that checks it",
}
_OWN = re.compile(r' data-tex="[^"]*"| class="lr-[^"]*"')


def cite(parent: etree.Element, record: Record, book: Book, keep: Keep) -> None:
    """Adds all forms of a citation."""
    text = "The link always leads to the newest page, and names the version that you saw."
    element(parent, "p", text)
    for form, written in book.citation(record).forms().items():
        label = LABELS.get(form, form)
        parts.code(parent, label, written, keep, python=form == "python")
    if record.entry and record.entry.kind == "derivation":
        count = len(record.entry.rows)
        parts.paragraph(
            parent,
            f"Each line can be cited by itself. `lrproof cite {record.id}-{count} --as markdown` "
            "gives these forms for the last one.",
        )
        links = [book.citation(record, line).link for line in range(1, count + 1)]
        parts.code(parent, "Links of the lines", "\n".join(links), keep)


def copy(parent: etree.Element, record: Record, entry: Entry, keep: Keep) -> None:
    """Adds the formula in languages of other programs."""
    parts.code(parent, "TeX", tex(entry), keep)
    parts.code(parent, "MathML", mathml(entry), keep)
    parts.code(parent, "Python", example(entry), keep, python=True)
    parts.code(parent, "Plain text", plain(formula.chain(formula.whole(entry))), keep)
    machines(parent, record, keep)


def machines(parent: etree.Element, record: Record, keep: Keep) -> None:
    """Links to what programs read, which is no page that could be linked to in Markdown."""
    link = f'<a href="../{record.id}.json">{record.id}.json</a>'
    element(parent, "p").text = keep(f"The same for programs: {link}.")


def tex(entry: Entry) -> str:
    """Gives the TeX of an entry as any program takes it."""
    return formula.display(formula.whole(entry))


def mathml(entry: Entry) -> str:
    """Gives the MathML of an entry, without what only this site needs."""
    return _OWN.sub("", typeset(tex(entry), display=True))


def example(entry: Entry) -> str:
    """Gives the example in the docstring of the checker: a call that prints the sides."""
    documented = getattr(find(entry.checker), "__doc__", None) or ""
    return "".join(example.source for example in DocTestParser().get_examples(documented))


def history(parent: etree.Element, record: Record) -> None:
    """Adds when an id was published, and what became of it."""
    if not record.history:
        element(parent, "p", "Not published yet.")
        return
    for event in record.history:
        what = "First published" if event.event == "published" else event.event.capitalize()
        line = element(parent, "p", f"{what} ")
        time = element(line, "time", event.date.isoformat())
        words = f": {event.words}" if event.words else ""
        time.tail = AtomicString(f", in version {event.version}{words}.")
