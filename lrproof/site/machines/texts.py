"""The pages as Markdown, each beside its HTML, and the lists of them that language models read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.utils import write_file
from mkdocs.utils.meta import get_data

from lrproof.citation.formula import short
from lrproof.site.portable import Page, place, portable
from lrproof.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = ["write"]

API = "Python API"
"""The part of the navigation that is optional reading."""

_ABOUT = """\
Every displayed formula has a permanent id. Under it stands how it was checked: "proved" means that
its sides were shown equal by exact arithmetic, "agrees" that they were equal in floating point at
all points that were tried. Formulas marked as wrong are refuted. To cite a formula, link to its
record, `equation/<id>/`. Everything known of it is in `equation/<id>.json`."""


def write(book: Book, folder: Path, about: str) -> None:
    """Writes all of them into the folder of the built site.

    Args:
        book: What the pages say.
        folder: Where the site is built.
        about: What the site is, in a sentence.
    """
    pages = {page: portable(page, book) for page in book.path}
    for page, text in pages.items():
        _put(folder / place(page) / "index.md", text)
    for record in book.records.values():
        if record.kind == "equation":
            _put(folder / record.address / "index.md", _sheet(record, book))
    _put(folder / "llms.txt", "\n".join(_list(book, about)) + "\n")
    full = [_whole(book, page, text) for page, text in pages.items() if book.part(page) != API]
    _put(folder / "llms-full.txt", "\n".join((_head(about), *full)))


def _put(target: Path, text: str) -> None:
    write_file(text.encode(), str(target))


def _head(about: str) -> str:
    return f"# lrproof\n\n> {about}\n\n{_ABOUT}\n"


def _list(book: Book, about: str) -> Iterator[str]:
    """The lines of llms.txt, as its convention wants them."""
    yield _head(about)
    parts: dict[str, list[str]] = {}
    for page in book.path:
        said = get_data(book.pages[page])[1].get("description", "")
        line = f"- [{book.title(page)}]({book.site}{place(page)}index.md)"
        parts.setdefault(book.part(page) or "Start", []).append(f"{line}: {said}".rstrip(": "))
    optional = parts.pop(API, [])
    parts["Data"] = [
        f"- [{name}]({book.site}{name}): {said}"
        for name, said in (
            ("equations.json", "every equation with its TeX and its evidence"),
            ("objects.inv", "the ids for Sphinx and mkdocstrings"),
            ("llms-full.txt", "all pages but those of the Python API in one"),
        )
    ]
    for title, lines in {**parts, "Optional": optional}.items():
        if lines:
            yield f"## {title}\n\n" + "\n".join(lines) + "\n"


def _whole(book: Book, page: str, text: str) -> str:
    return f"---\n\nPage: {book.site}{place(page)}\n\n{text}"


def _sheet(record: Record, book: Book) -> str:
    """The record of an equation, short."""
    entry = record.entry
    if entry is None:
        gone = record.retired
        why = f": {gone.words}" if gone else ""
        instead = f" In its place: {gone.statement}." if gone and gone.statement else ""
        return f"# {record.id}\n\nThis id was retired{why}.{instead}\n"
    facts = [
        f"Stands on [{book.title(entry.page)}](/{entry.page}#{entry.id})",
        *(
            f"{name} " + ", ".join(f"[](#{other})" for other in ids)
            for name, ids in (
                ("Rests on", book.premises[entry.id]),
                ("Used by", book.uses[entry.id]),
            )
            if ids
        ),
        f"Checked by [`{entry.checker.rpartition('.')[2]}`][{entry.checker}]",
        f"All that is known of it: {book.site}{record.path}.json",
    ]
    source = (
        f"# {record.id}\n\nIn words: {words(short(entry))}\n\n"
        f"/// {entry.kind} | {entry.id}\n///\n\n/// setting | {entry.setting.name}\n///\n\n"
        + "\n".join(f"- {fact}" for fact in facts)
    )
    return Page(entry.page, book).convert(source)
