"""Which ids were published when, and what became of them: a list to which lines are only added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["NAME", "Event", "digest", "parse", "slips"]

NAME = "ids.txt"
"""The list, in the folder of the pages."""
_KINDS = ("equation", "mistake", "answer")
_EVENTS = ("published", "meant", "changed", "retired")
_DIGITS = 12
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Event:
    """Something that happened to an id.

    Attributes:
        date: When.
        version: Of lrproof, in which it is first seen.
        event: `published`, `changed` or `retired`; or `meant`: nothing happened, but from then on
            the list says what the symbols stand for too.
        kind: `equation`, `mistake` or `answer`.
        id: The id.
        statement: The digest of what it states from then on, and behind a colon that of what its
            symbols stand for; of a retired id its successor, if any.
        words: What was changed, or why it was retired.
        line: Of the list, from 1.
    """

    date: date
    version: str
    event: str
    kind: str
    id: str
    statement: str = ""
    words: str = ""
    line: int = 0

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
                "" if statement == "-" else statement, "".join(words).strip(" ."), number,
            )  # fmt: skip
            if event not in _EVENTS or kind not in _KINDS or not _ID.fullmatch(name):
                raise ValueError
        except ValueError:
            message = "date version event kind id statement [words]"
            raise ValueError(
                f"{NAME}:{number}: not of the form {message}: {line.strip()}"
            ) from None
        yield found


def slips(events: Iterable[Event]) -> Iterator[tuple[Event, str]]:
    """Finds events that cannot have happened, each with the reason.

    Examples:
        >>> [message for _, message in slips(parse(["2026-11-21 0.1.0 changed answer who b2"]))]
        ['it was never published', 'the words are missing that say what was changed']
    """
    last: dict[str, Event] = {}
    latest = date.min
    retired = []
    for event in events:
        before = last.get(event.id)
        if event.event == "published" and before:
            yield event, f"it was published before, in line {before.line}; an id is used once"
        if event.event != "published":
            if before is None:
                yield event, "it was never published"
            elif before.event == "retired":
                yield event, "it was retired before"
            elif before.kind != event.kind:
                yield event, f"it was published as {before.kind}, and is of one kind for ever"
            if event.event == "meant":
                if before and event.statement.partition(":")[0] != before.statement:
                    yield event, "nothing may be changed by it but what the list does not say yet"
            # In brackets stands what the build asked for.
            elif not event.words or event.words[0] + event.words[-1] == "()":
                what = "was changed" if event.event == "changed" else "is the reason"
                yield event, f"the words are missing that say what {what}"
        if event.event == "retired":
            retired.append(event)
            if (instead := last.get(event.statement)) and instead.event == "retired":
                yield event, f"its successor {instead.id} was retired before"
        elif not event.statement:
            yield event, "the digest of its statement is missing"
        if event.date < latest:
            yield event, "its date is before that of the line above"
        latest = max(latest, event.date)
        last[event.id] = event
    for event in retired:
        if event.statement and (event.statement not in last or event.statement == event.id):
            yield event, f"its successor {event.statement} was never published"
