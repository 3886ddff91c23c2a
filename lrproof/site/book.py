"""What the pages of one build share: the equations in them, and what was found about each."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import lrproof
from lrproof import catalogue
from lrproof.citation import Citation, address
from lrproof.premises import uses
from lrproof.records import Record, problems, records
from lrproof.site.mentions import mentions
from lrproof.tex import Misfit

if TYPE_CHECKING:
    from collections.abc import Callable

    from lrproof.catalogue import Entry
    from lrproof.evidence import Evidence
    from lrproof.setting import Setting
    from lrproof.site.mentions import Mentions
    from lrproof.site.path import Stop

__all__ = ["Book", "log", "open_book", "warn"]

# MkDocs counts the warnings of its own loggers; a strict build stops at one.
log = logging.getLogger("mkdocs.plugins.lrproof")
_MODULE = re.compile(r"^::: ([\w.]+)", re.MULTILINE)
# Kept from build to build, for entries that have not changed, as if each stood on line 0.
# When code changes, a hook has this module loaded afresh, and everything is judged again.
_judged: dict[str, Evidence] = {}


class Book:
    """The equations of a folder of pages; whatever is wrong with one is logged as a warning.

    Attributes:
        docs: The folder.
        entries: The equations by their ids.
        mistakes: What is stated to be wrong, by ids of its own.
        premises: What each rests on directly.
        pages: The text of each page.
        shown: Where an equation is shown that stands elsewhere.
        records: All permanent ids: equations, mistakes and answers.
        path: The pages in the order of the navigation, where there is one.
        site: Where they are shown, with a slash at the end.
    """

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        found = catalogue.scan(docs)
        for problem in found.problems:
            log.warning("%s", problem)
        self.entries = dict(found.entries)
        self.mistakes = found.mistakes
        self.premises = found.premises
        self.pages = found.pages
        self.shown = found.shown
        try:
            self.records = records(found, docs)
        except ValueError as error:
            log.warning("%s", error)
            self.records = {}
        today = datetime.now(UTC).date().isoformat()
        for problem in problems(self.records, version=lrproof.__version__, today=today):
            log.warning("%s", problem)
        # An id that is lost was told; there is nothing to show.
        self.records = {n: r for n, r in self.records.items() if r.page or r.retired}
        self.path: dict[str, Stop] = {}
        self.site = address()
        self._evidence: dict[tuple[str, str], Evidence] = {}
        for entry in [entry for entry in self.entries.values() if _unread(entry)]:
            # Judging it warns of it. There is nothing more to say of it, in pictures or in words.
            self.evidence(entry)
            del self.entries[entry.id]
            self.records.pop(entry.id, None)

    def evidence(self, entry: Entry) -> Evidence:
        """Judges an equation or a mistake, once."""
        own = entry.kind, entry.id
        if own not in self._evidence:
            key = self._key(entry)
            if key not in _judged:
                _judged[key] = catalogue.judge(entry, self.entries).moved(-entry.line)
            evidence = self._evidence[own] = _judged[key].moved(entry.line)
            if found := catalogue.problem(entry, evidence):
                log.warning("%s", found)
        return self._evidence[own]

    def _key(self, entry: Entry) -> str:
        """Names all that a verdict depends on; not the line, which moves with edits above it."""
        others = catalogue.proving(entry, self.entries)
        return repr([replace(each, line=0) for each in (entry, *others)])

    @property
    def told(self) -> str:
        """All that a page may show of others, as text."""
        stated = (*self.entries.values(), *self.mistakes.values())
        judged = [(self._key(each), self.evidence(each).moved(-each.line)) for each in stated]
        records = [
            replace(record, entry=None, shown=None, certificates=())
            for record in self.records.values()
        ]
        shown = [record.shown.id if record.shown else "" for record in self.records.values()]
        around = (self.site, self.premises, self.path, self.mentions, self._modules)
        return repr((judged, records, shown, around))

    def citation(self, record: Record, line: int | None = None) -> Citation:
        """What there is to copy for an id, or for a line of a derivation."""
        evidence = self.evidence(record.stated) if record.stated else None
        return Citation(record, evidence, line, self.site, lrproof.__version__)

    def used(self, page: str, setting: Setting) -> set[str]:
        """Names the quantities of a setting that a page uses; all, if it has no equation."""
        stated = (*self.entries.values(), *self.mistakes.values())
        entries = [e for e in stated if (e.page, e.setting) == (page, setting)]
        names = set[str]().union(*(entry.used for entry in entries))
        return names or {quantity.name for quantity in setting.symbols}

    def in_order(self) -> list[Entry]:
        """Lists the equations as the navigation orders their pages."""
        rank = self._rank()
        return sorted(self.entries.values(), key=lambda entry: rank(entry.page))

    def _rank(self) -> Callable[[str], int]:
        """Gives the place of a page in the navigation; pages that are not there come last."""
        order = {page: at for at, page in enumerate(self.path)}
        return lambda page: order.get(page, len(order))

    @cached_property
    def uses(self) -> dict[str, tuple[str, ...]]:
        """What rests directly on each, in order."""
        return uses({entry.id: self.premises[entry.id] for entry in self.in_order()})

    @cached_property
    def mentions(self) -> Mentions:
        """The pages that show or name each equation besides its own, in order."""
        rank = self._rank()

        def meant(fragment: str) -> str | None:
            place = self.place(fragment)
            return place[0].id if place else None

        return {
            name: {
                page: pages[page]
                for page in sorted(pages, key=rank)
                if page != self.entries[name].page
            }
            for name, pages in mentions(self.pages, self.shown, meant).items()
        }

    @property
    def cache(self) -> Path:
        """A folder for what need not be made again, beside that of the pages."""
        return self.docs.resolve().parent / ".cache" / "lrproof"

    def title(self, page: str) -> str:
        """Calls a page what the navigation calls it, or what it calls itself."""
        # MkDocs reads the titles of pages later than it reads the navigation.
        if page in self.by_page:
            return self.by_page[page].name
        return self.path[page].title if page in self.path else page

    @cached_property
    def by_page(self) -> dict[str, Record]:
        """The mistakes and the answers by their pages; equations share theirs."""
        found = (record for record in self.records.values() if record.kind != "equation")
        return {record.page: record for record in found if record.page}

    def kind(self, page: str) -> str:
        """Says whether a page is that of a `mistake` or an `answer`, or another `page`."""
        return self.by_page[page].kind if page in self.by_page else "page"

    def part(self, page: str) -> str:
        """Names the section of the navigation in which a page stands."""
        return self.path[page].part if page in self.path else ""

    def documented(self, name: str) -> str:
        """Says where in the site the documentation of a Python object stands.

        Args:
            name: Its dotted name.

        Returns:
            Its address below that of the site; nothing if no page has it.
        """
        for module, page in self._modules.items():
            if f"{name}.".startswith(f"{module}."):
                return f"{page.removesuffix('.md')}/#{name}"
        return ""

    @cached_property
    def _modules(self) -> dict[str, str]:
        """The modules that pages document, the longest names first."""
        found = {
            module: page for page, text in self.pages.items() for module in _MODULE.findall(text)
        }
        return {module: found[module] for module in sorted(found, reverse=True)}

    def place(self, fragment: str) -> tuple[Entry, int | None] | None:
        """Finds what an address means: an equation, or a line of a derivation.

        Args:
            fragment: What stands behind the `#`: `loss-by-weight`, `substitution-weight-4`.

        Returns:
            The entry and the number of the line, if one is meant; nothing for another address.
        """
        if entry := self.entries.get(fragment):
            return entry, None
        name, _, number = fragment.rpartition("-")
        entry = self.entries.get(name)
        if entry and entry.kind == "derivation" and number.isdecimal():
            line = int(number)
            if 1 <= line <= len(entry.rows):
                return entry, line
        return None


def _unread(entry: Entry) -> bool:
    sides = entry.reading.sides
    return any(side.error and not isinstance(side.error, Misfit) for side in sides)


def warn(entry: Entry, message: str) -> None:
    """Warns about an equation, naming page, line and id."""
    log.warning("%s:%d: %s: %s", entry.page, entry.line, entry.id, message)


@lru_cache(maxsize=4)
def open_book(docs: Path) -> Book:
    """Reads the pages in a folder; a hook forgets what was read before each build."""
    return Book(docs)
