"""The feed of what was published, changed and retired, in Atom."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from lrproof.citation import AUTHOR
from lrproof.records import history, path
from lrproof.site.records.pages import title

if TYPE_CHECKING:
    from pathlib import Path

    from lrproof.published import Event
    from lrproof.site.book import Book

__all__ = ["feed", "write"]

NAME = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_OWN = UUID("e7fbff1c-905c-4b69-ac10-c6ad077e14b9")


def write(book: Book, folder: Path, name: str) -> None:
    """Writes the feed into a built site; a folder without a list of ids has none.

    Args:
        book: What the pages and the list of ids say.
        folder: Where the site is built.
        name: Name of the site.
    """
    if happened := history(book.records):
        titles = {record.id: title(record) for record in book.records.values()}
        (folder / NAME).write_bytes(feed(happened, titles, name, book.site))


def feed(happened: Sequence[Event], titles: Mapping[str, str], name: str, site: str) -> bytes:
    """Writes a feed: an entry for all that was published together, and one for each later event.

    Args:
        happened: The events, oldest first.
        titles: What each id is called.
        name: Name of the site.
        site: Address of the site, with a slash at the end.

    Returns:
        An XML document; its dates are those of the events.
    """
    etree.register_namespace("", _ATOM)
    root = etree.Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    entries = list(_entries(happened, titles, site))
    _add(root, "id", f"{site}{NAME}")
    _add(root, "title", f"{name}: what was published, changed and retired")
    _add(root, "updated", _moment(max(event.date for event in happened).isoformat()))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site}{NAME}")
    _add(root, "link", rel="alternate", type="text/html", href=site)
    _add(_add(root, "author"), "name", AUTHOR)
    root.extend(reversed(entries))
    etree.indent(root)
    said: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return said + b"\n"


def _entries(
    happened: Sequence[Event], titles: Mapping[str, str], site: str
) -> Iterator[etree.Element]:
    """Makes the entries, oldest first; what is of one day stays in the order of the list."""
    together: dict[tuple[str, ...], list[Event]] = {}
    for event in sorted(happened, key=lambda event: event.date):
        name = "" if event.event == "published" else event.id
        key = event.date.isoformat(), event.version, event.event, event.kind, name
        together.setdefault(key, []).append(event)
    for (day, version, what, kind, name), some in together.items():
        subject = name or f"{len(some)} {kind}{'s' if len(some) > 1 else ''}"
        reasons = "; ".join(event.words for event in some if name and event.words)
        names = filter(None, (version, what, kind, name))
        addresses = {event.id: f"{site}{path(kind, event.id)}/" for event in some}
        entry = etree.Element(f"{{{_ATOM}}}entry")
        # The same for ever, also when the site moves to another host.
        _add(entry, "id", uuid5(_OWN, f"{day}/{'/'.join(names)}").urn)
        _add(entry, "title", ": ".join(filter(None, (f"{subject} {what} in {version}", reasons))))
        _add(entry, "updated", _moment(day))
        _add(entry, "link", rel="alternate", type="text/html", href=addresses.get(name, site))
        listed = etree.Element("ul")
        for each, address in addresses.items():
            link = etree.SubElement(etree.SubElement(listed, "li"), "a", href=address)
            link.text = titles.get(each, each)
        _add(entry, "content", etree.tostring(listed, encoding="unicode"), type="html")
        yield entry


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(parent: etree.Element, tag: str, text: str = "", **attributes: str) -> etree.Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    child.text = text or None
    return child
