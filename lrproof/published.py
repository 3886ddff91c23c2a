"""Which ids were published when, and what became of them: a list to which lines are only added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["EVENTS", "KINDS", "NAME", "Event", "digest", "parse"]

NAME = "ids.txt"
"""The list, in the folder of the pages."""
KINDS = ("equation", "mistake", "answer")
EVENTS = ("published", "changed", "retired")
_DIGITS = 12


@dataclass(frozen=True)
class Event:
    """Something that happened to an id.

    Attributes:
        date: When.
        version: Of lrproof, in which it is first seen.
        event: `published`, `changed` or `retired`.
        kind: `equation`, `mistake` or `answer`.
        id: The id.
        statement: The digest of what it states from then on; of a retired id its successor, if any.
        words: What was changed, or why it was retired.
    """

    date: date
    version: str
    event: str
    kind: str
    id: str
    statement: str = ""
    words: str = ""

    def __str__(self) -> str:
        columns = (self.date.isoformat(), self.version, self.event, self.kind, self.id)
        return " ".join((*columns, self.statement or "-", self.words)).rstrip()


def digest(statement: str) -> str:
    """Says in twelve digits what is stated; spaces and line breaks do not count.

    Examples:
        >>> digest("z = wx + b") == digest("z=wx+b"), digest("z = wx + b") == digest("z = wx - b")
        (True, False)
    """
    text = "".join(statement.split())
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def parse(lines: Iterable[str]) -> Iterator[Event]:
    """Reads the list.

    Yields:
        Its events, in order; empty lines and those that begin with `#` say nothing.

    Raises:
        ValueError: A line is malformed; the message gives its number.

    Examples:
        >>> [event] = parse(["2026-11-20 0.1.0 published equation loss-by-weight 0123456789ab"])
        >>> event.id, event.date.year, str(event)[:20]
        ('loss-by-weight', 2026, '2026-11-20 0.1.0 pub')
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            day, version, event, kind, name, statement, *words = line.split(maxsplit=6)
            found = Event(
                date.fromisoformat(day), version, event, kind, name,
                "" if statement == "-" else statement, words[0].strip() if words else "",
            )  # fmt: skip
            if event not in EVENTS or kind not in KINDS:
                raise ValueError
        except ValueError:
            message = "date version event kind id statement [words]"
            raise ValueError(
                f"{NAME}:{number}: not of the form {message}: {line.strip()}"
            ) from None
        yield found
