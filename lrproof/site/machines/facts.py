"""Records as JSON: a file for each, and one with all equations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy
from mkdocs.utils import write_file

import lrproof
from lrproof.evidence import verdicts
from lrproof.site.commit import commit
from lrproof.site.machines.related import Related
from lrproof.site.portable import place
from lrproof.site.records.forms import mathml
from lrproof.wording import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lrproof.catalogue import Entry
    from lrproof.evidence import Evidence
    from lrproof.records import Record
    from lrproof.site.book import Book

__all__ = ["SCHEMA", "document", "documents", "dump", "equations", "write"]

SCHEMA = "1.0"
"""Version of the form of these files: the first number grows when a field goes or changes."""

Json = dict[str, Any]


def document(record: Record, related: Related) -> Json:
    """Tells all that is known of an id, under the names that the schema explains.

    Args:
        record: The id.
        related: What concerns each id of the book.
    """
    book = related.book
    entry = record.entry
    evidence = book.evidence(entry) if entry else None
    equation = entry if record.kind == "equation" else None
    retired = record.retired
    anchor = f"#{record.id}" if entry else ""
    return {
        "schema": SCHEMA,
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "address": book.site + record.address,
        "page": _page(record.page, book, anchor) if record.page else None,
        **_formula(entry),
        "lines": list(_lines(record, book)),
        **_symbols(entry),
        "evidence": _evidence(evidence) if evidence else None,
        "checker": _checker(equation, book) if equation else None,
        "rests_on": list(book.premises[record.id]) if equation else [],
        "used_by": list(book.uses[record.id]) if equation else [],
        "pages": [_page(page, book) for page in related.pages(record)],
        "answers": related.ids(record, "answer"),
        "mistakes": related.ids(record, "mistake"),
        "equations": related.equations(record),
        "history": [
            {
                "date": event.date.isoformat(),
                "version": event.version,
                "event": event.event,
                "words": event.words,
            }
            for event in record.history
        ],
        "retired": retired.words if retired else None,
        "successor": (retired.statement or None) if retired else None,
        "cite": _cite(record, book),
    }


def documents(book: Book) -> Iterator[tuple[str, Json]]:
    """Gives the file of each record, such as `equation/loss-by-weight.json`, and what it says."""
    related = Related(book)
    for record in book.records.values():
        yield f"{record.path}.json", document(record, related)


def equations(made: Mapping[str, Json], book: Book) -> Json:
    """Collects the equations, in the order of the navigation; those that were retired end it.

    What there is to copy is left to the files of the records: it would make this one five times as
    long.

    Args:
        made: What the record of each id says.
        book: What the pages say.
    """
    names = dict.fromkeys(entry.id for entry in book.in_order())
    names |= dict.fromkeys(name for name, facts in made.items() if facts["kind"] == "equation")
    return {
        "schema": SCHEMA,
        "version": lrproof.__version__,
        "commit": commit().id,
        "site": book.site,
        "equations": [_shorter(made[name]) for name in names],
    }


def write(book: Book, folder: Path) -> None:
    """Writes all of them into the folder of the built site."""
    made = {}
    for name, facts in documents(book):
        made[facts["id"]] = facts
        dump(facts, folder / name)
    dump(equations(made, book), folder / "equations.json")


def dump(facts: Json, target: Path) -> None:
    """Writes a file that is the same for the same facts."""
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    write_file(text.encode(), str(target))


def _shorter(facts: Json) -> Json:
    lines = [_without(line, "cite") for line in facts["lines"]]
    return {**_without(facts, "cite"), "lines": lines}


def _without(facts: Json, name: str) -> Json:
    return {key: value for key, value in facts.items() if key != name}


def _cite(record: Record, book: Book, line: int | None = None) -> Json:
    return dict(book.citation(record, line).forms())


def _page(page: str, book: Book, anchor: str = "") -> Json:
    address = f"{book.site}{place(page)}{anchor}"
    return {"title": book.title(page), "source": page, "address": address}


def _checker(entry: Entry, book: Book) -> Json:
    return {"name": entry.checker, "address": book.site + book.documented(entry.checker)}


def _formula(entry: Entry | None) -> Json:
    """The statement in all ways to write it."""
    if entry is None:
        return {"tex": None, "mathml": None, "plain": None, "words": None}
    tex = entry.tex.strip()
    return {"tex": tex, "mathml": mathml(entry), "plain": plain(tex), "words": words(tex)}


def _lines(record: Record, book: Book) -> Iterator[Json]:
    """The lines of a derivation."""
    entry = record.entry
    if entry is None or entry.kind != "derivation":
        return
    evidence = book.evidence(entry)
    for number, row in enumerate(entry.rows, start=1):
        yield {
            "line": number,
            "address": f"{book.site}{record.address}#{record.id}-{number}",
            "tex": row.tex,
            "reason": row.reason,
            "verdict": verdicts(evidence.line(number)),
            "cite": _cite(record, book, number),
        }


def _symbols(entry: Entry | None) -> Json:
    """What the symbols stand for that the statement uses."""
    if entry is None:
        return {"setting": None, "symbols": []}
    setting = entry.setting
    letters, quantities = setting.among(entry.used)
    general = [
        {"name": letter, "tex": letter, "meaning": meaning, "domain": None, "shape": None}
        for letter, meaning in letters.items()
    ]
    symbols = [
        {
            "name": quantity.name,
            "tex": quantity.tex,
            "meaning": quantity.meaning,
            "domain": quantity.domain,
            "shape": quantity.shape or None,
            "definition": quantity.defined or None,
        }
        for quantity in quantities
    ]
    return {
        "setting": {"name": setting.name, "title": setting.title, "sizes": dict(setting.sizes)},
        "symbols": [{"definition": None, **symbol} for symbol in (*general, *symbols)],
    }


def _evidence(evidence: Evidence) -> Json:
    """What was found; only here may two builds of one commit differ."""
    return {
        "verdict": evidence.verdict.value,
        "method": evidence.method,
        "scope": evidence.scope,
        "points": evidence.points,
        "max_error": evidence.max_error,
        "tolerance": evidence.tolerance,
        "false_accept": evidence.false_accept,
        "message": evidence.message,
        "checked_with": {
            "lrproof": lrproof.__version__,
            "numpy": numpy.__version__,
            "commit": commit().id,
        },
    }
