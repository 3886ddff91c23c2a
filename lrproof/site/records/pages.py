"""The pages that the build adds: one for each equation, and one for each id that was retired."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from lrproof.citation.formula import short
from lrproof.evidence import Verdict
from lrproof.wording import plain, words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = ["add", "block", "description", "title"]

# What a search engine shows of a title and of a description.
_TITLE, _DESCRIPTION = 70, 155
_FOUND = {Verdict.PROVED: "Proved", Verdict.AGREES: "Tried at many points, not proved"}


def add(files: Files, book: Book, config: MkDocsConfig) -> None:
    """Adds the pages of records that are not pages of the folder already."""
    for record in book.records.values():
        if record.kind == "equation" or not record.page:
            source = f"{record.path}.md"
            generated = File.generated(
                config, source, content=_text(record, book), inclusion=InclusionLevel.NOT_IN_NAV
            )
            files.append(generated)


def block(record: Record) -> str:
    """Gives the Markdown that stands for a record."""
    return f"/// record | {record.id}\n///\n"


def _text(record: Record, book: Book) -> str:
    # JSON is YAML as well. The title is not for the front matter: the theme would not escape it.
    said = json.dumps(description(record, book), ensure_ascii=False)
    return f"---\ndescription: {said}\n---\n\n# {record.id}\n\n{block(record)}"


def title(record: Record) -> str:
    """Names a record, in a line; an equation by what it states, too."""
    if record.retired:
        return f"{record.name} (retired)"
    if record.kind != "equation" or record.entry is None:
        return record.name
    return shorten(f"{record.id}: {plain(short(record.entry))}", _TITLE, placeholder=" …")


def description(record: Record, book: Book) -> str:
    """Says what was found, what a record states, and what it is about; in words if they fit."""
    if record.entry is None:
        reason = record.retired.words if record.retired else ""
        said = f"The id {record.id} was retired: {reason}. Its record stays."
        return shorten(said, _DESCRIPTION, placeholder=" …")
    verdict = book.evidence(record.entry).verdict
    found = _FOUND.get(verdict, str(verdict))
    if record.entry.kind == "derivation":
        found += f" in {len(record.entry.rows)} lines"
    title = record.entry.setting.title
    about = f" Logistic regression: {title}." if "regression" not in title else f" In {title}."
    formula = short(record.entry)
    for stated in (words(formula), plain(formula)):
        said = f"{found}: {stated}."
        if len(said + about) <= _DESCRIPTION:
            return said + about
    return shorten(said, _DESCRIPTION - len(about), placeholder=" …") + about
