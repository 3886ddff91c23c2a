"""The pictures that a pasted link shows: one for each permanent id, one for all other pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from mkdocs.utils import write_file

from lrproof.citation.formula import short
from lrproof.site import breaking, kept, typst
from lrproof.site.book import log
from lrproof.site.typeset import TypesetError
from lrproof.wording import words

if TYPE_CHECKING:
    from lrproof.catalogue import Entry
    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = [
    "FOLDER", "HEIGHT", "SITE", "WIDTH", "Card", "card", "cards", "common",
    "draw", "name", "write",
]  # fmt: skip

WIDTH, HEIGHT = 1200, 630
FOLDER = "assets/cards"
SITE = "site"
"""The name of the card of all pages that are no records."""
_FORMULA = "loss-by-weight"
# What those read who show a link is not longer.
_ALT = 400
_LAYOUT = Path(__file__).with_name("cards.typ")


@dataclass(frozen=True)
class Card:
    """What a picture shows.

    Attributes:
        id: The id, or another line in small letters.
        word: What was found, in a word: `proved`, `wrong`, `answer`.
        title: The title of a mistake, or a question.
        rows: The formula in TeX, in one row or many; none for a mistake in code.
    """

    id: str
    word: str
    title: str = ""
    rows: Sequence[str] = ()

    @property
    def alt(self) -> str:
        """What is to be seen, for those who do not see it."""
        formula = "; ".join(words(row) for row in self.rows)
        said = (", ".join(filter(None, (self.id, self.word))), self.title, formula)
        return shorten(": ".join(filter(None, said)), _ALT, placeholder=" …")


def name(record: Record) -> str:
    """Names the card of a record: `equation/loss-by-weight`."""
    return f"{record.kind}/{record.id}"


def cards(book: Book) -> dict[str, Card]:
    """Says what each card of a site shows, by the name of the card: one for each published id."""
    published = [record for record in book.records.values() if record.history]
    found = {name(record): card(record, book) for record in published}
    return found | {SITE: common(book)} if found else {}


def common(book: Book) -> Card:
    """Says what the card of all pages shows that are no records."""
    rows = _rows(book.entries.get(_FORMULA))
    title = "The derivatives of logistic regression"
    return Card("every equation read, proved and run", "", title, rows)


def card(record: Record, book: Book) -> Card:
    """Says what the card of a record shows; that of an answer has the first formula of its page."""
    if record.retired:
        return Card(record.id, "retired", record.retired.words or record.name)
    if record.kind == "answer":
        return Card(record.id, "answer", record.name, _rows(record.stated))
    if record.kind == "mistake":
        return Card(record.id, "wrong", record.name, _rows(record.entry))
    assert record.entry is not None
    verdict = book.evidence(record.entry).verdict.value
    return Card(record.id, verdict, "", _rows(record.entry))


def _rows(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    if entry.kind == "derivation":
        return [short(entry)]
    return [f"{row.left} {row.right}" for row in entry.rows]


def write(book: Book, site: Path) -> None:
    """Writes all cards into a built site; what is wrong with one is logged as a warning."""
    try:
        drawn = draw(cards(book), book.cache)
    except RuntimeError as error:
        log.warning("no previews: %s", error)
        return
    for key, picture in drawn.items():
        write_file(picture, str(site / FOLDER / f"{key}.png"))


def draw(wanted: Mapping[str, Card], cache: Path) -> dict[str, bytes]:
    """Draws cards, each at most once for as long as nothing changes that it depends on.

    Args:
        wanted: The cards by their names.
        cache: A folder that keeps the pictures.

    Returns:
        A PNG for each, by the same names.

    Raises:
        RuntimeError: A formula cannot be drawn, or its letters would be too small; the id is named.
    """
    sources = (__file__, breaking.__file__, typst.__file__, _LAYOUT)
    state = (typst.tools(), *(Path(source).read_text(encoding="utf-8") for source in sources))
    places = {
        key: kept.place(cache, "card.png", (*state, repr(one))) for key, one in wanted.items()
    }
    missing = [key for key, path in places.items() if not path.exists()]
    if missing:
        drawn = typst.pictures(_document([wanted[key] for key in missing]))
        for key, picture in zip(missing, drawn, strict=True):
            kept.keep(places[key], picture)
    return {key: path.read_bytes() for key, path in places.items()}


def _document(some: Sequence[Card]) -> str:
    """Writes one page for each card, with its formula in every arrangement."""
    arranged = [_arranged(one) for one in some]
    texs = [rf"\begin{{aligned}}{tex}\end{{aligned}}" for found in arranged for tex in found]
    try:
        written = iter(typst.formulas(texs))
    except typst.FormulaError as error:
        wrong = next(
            one.id
            for one, found in zip(some, arranged, strict=True)
            if any(tex in error.tex for tex in found)
        )
        raise RuntimeError(f"{wrong}: {error}") from error
    pages = [
        ", ".join(
            (
                f"#card({_string(one.id)}, {_string(one.word)}, {_string(one.title)}",
                *(f"$ {next(written)} $" for _ in found),
            )
        )
        + ")"
        for one, found in zip(some, arranged, strict=True)
    ]
    return "\n".join((_LAYOUT.read_text(encoding="utf-8"), *pages))


def _arranged(one: Card) -> list[str]:
    try:
        if len(one.rows) == 1:
            return breaking.arrangements(one.rows[0])
    except TypesetError as error:
        raise RuntimeError(f"{one.id}: {error}") from error
    return [r"\\ ".join(f"& {row}" for row in one.rows)] if one.rows else []


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
