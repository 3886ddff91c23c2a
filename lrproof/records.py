"""What is known of each permanent id: what it states, where it stands, and its history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lrproof import published
from lrproof.catalogue import Catalogue, Entry, Problem
from lrproof.published import Event, digest

__all__ = ["FOLDERS", "Record", "problems", "records"]

FOLDERS = {"equation": "equation", "mistake": "mistakes", "answer": "answers"}
"""Where the pages of each kind stand in the site."""

_TITLE = re.compile(r"^# (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Record:
    """A permanent id.

    Attributes:
        id: The id.
        kind: `equation` (a derivation is one too), `mistake` or `answer`.
        title: The title of a mistake or an answer, as Markdown; of an equation its id.
        page: The page of docs/ on which it stands; empty for one that was retired.
        entry: What it states in TeX, if it does: some mistakes and all answers do not.
        history: What happened to it, from its publication on.
    """

    id: str
    kind: str
    title: str
    page: str
    entry: Entry | None
    history: Sequence[Event]

    @property
    def address(self) -> str:
        """Its page in the site, such as `equation/loss-by-weight/`."""
        return f"{FOLDERS[self.kind]}/{self.id}/"

    @property
    def statement(self) -> str:
        """What the list of ids keeps a digest of: its TeX, or its title."""
        return self.entry.tex if self.entry else self.title

    @property
    def retired(self) -> Event | None:
        """Why and when it was withdrawn, if it was."""
        return next((event for event in self.history if event.event == "retired"), None)


def records(found: Catalogue, docs: Path) -> dict[str, Record]:
    """Collects all ids of a folder of pages: equations as the catalogue orders them, then others.

    Raises:
        ValueError: The list of ids is malformed.
    """
    history: dict[tuple[str, str], list[Event]] = {}
    for event in events(docs):
        history.setdefault((event.kind, event.id), []).append(event)
    stated = [
        *(("equation", entry.id, entry.id, entry.page, entry) for entry in found.entries.values()),
        *(
            ("mistake", *_titled(docs, "mistakes", name), found.mistakes.get(name))
            for name in _pages(docs, "mistakes")
        ),
        *(("answer", *_titled(docs, "answers", name), None) for name in _pages(docs, "answers")),
    ]
    made = {
        name: Record(name, kind, title, page, entry, history.get((kind, name), ()))
        for kind, name, title, page, entry in stated
    }
    for (kind, name), past in history.items():
        made.setdefault(name, Record(name, kind, name, "", None, past))
    return made


def events(docs: Path) -> list[Event]:
    """Reads the list of ids of a folder of pages; a folder without one has none."""
    path = docs / published.NAME
    return (
        list(published.parse(path.read_text(encoding="utf-8").splitlines()))
        if path.exists()
        else []
    )


def _pages(docs: Path, folder: str) -> list[str]:
    return sorted({path.stem for path in (docs / folder).glob("*.md")} - {"index"})


def _titled(docs: Path, folder: str, name: str) -> tuple[str, str, str]:
    page = f"{folder}/{name}.md"
    title = _TITLE.search((docs / page).read_text(encoding="utf-8"))
    return name, title[1] if title else name, page


def problems(made: Mapping[str, Record], *, version: str, today: str) -> Iterator[Problem]:
    """Finds what the pages and the list of ids say differently.

    Each problem names the line that is to be added to the list, if that is what is missing. Pages
    without a list promise nothing.
    """
    if not any(record.history for record in made.values()):
        return
    for record in made.values():
        place = record.page or published.NAME, record.entry.line if record.entry else 1, record.id
        now = digest(record.statement)
        known = [event for event in record.history if event.event != "retired"]
        line = f"{today} {version} {{}} {record.kind} {record.id} {now}"
        if not known:
            yield Problem(
                *place, f"docs/{published.NAME} lacks it; add: {line.format('published')}"
            )
        elif record.page and record.retired:
            yield Problem(*place, "this id was retired, and stands on a page again")
        elif record.page and known[-1].statement != now:
            words = "what was changed, in words"
            message = f"it was published with another statement; add to docs/{published.NAME}: "
            yield Problem(*place, f"{message}{line.format('changed')} {words}")
        elif not record.page and not record.retired:
            message = "an id is permanent: this one stands on no page and was not retired; add: "
            line = f"{today} {version} retired {record.kind} {record.id} successor-or-- why"
            yield Problem(*place, message + line)
