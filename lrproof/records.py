"""What is known of each permanent id: what it states, where it stands, and its history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from lrproof import published
from lrproof.catalogue import Catalogue, Entry, Problem, inside, proving
from lrproof.published import Event, digest
from lrproof.wording import plain

__all__ = ["FOLDERS", "TITLE", "Record", "history", "path", "problems", "records"]

FOLDERS = {"equation": "equation", "mistake": "mistakes", "answer": "answers"}
"""Where the pages of each kind stand in the site."""
TITLE = re.compile(r"^# (.*)$", re.MULTILINE)
"""The title of a page, in Markdown."""

_FORMULA = re.compile(r"\$([^$]+)\$")


def path(kind: str, name: str) -> str:
    """Where an id stands: its page in the site, and with an ending the files beside it.

    Examples:
        >>> path("mistake", "penalty-summed")
        'mistakes/penalty-summed'
    """
    return f"{FOLDERS[kind]}/{name}"


@dataclass(frozen=True)
class Record:
    """A permanent id.

    Attributes:
        id: The id.
        kind: `equation` (a derivation is one too), `mistake` or `answer`.
        title: The title of a mistake or an answer, as Markdown; of an equation its id.
        page: The page of docs/ on which it stands; empty for one that was retired.
        entry: What it states in TeX, if it does: some mistakes and all answers do not.
        listed: What the list of ids says of it, from its publication on.
        shown: Where it has no TeX of its own, the equation that its page shows first.
        certificates: For an inequality, the equations that prove it.
    """

    id: str
    kind: str
    title: str
    page: str
    entry: Entry | None
    listed: Sequence[Event]
    shown: Entry | None = None
    certificates: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        """Its title without Markdown and TeX."""
        title = _FORMULA.sub(lambda found: plain(found[1]), self.title)
        return title.replace("`", "")

    @property
    def stated(self) -> Entry | None:
        """The formula that is checked for it: its own, or the one that its page shows."""
        return self.entry or self.shown

    @property
    def path(self) -> str:
        """Where it stands, such as `equation/loss-by-weight`."""
        return path(self.kind, self.id)

    @property
    def address(self) -> str:
        """Its page in the site, such as `equation/loss-by-weight/`."""
        return f"{self.path}/"

    @property
    def history(self) -> Sequence[Event]:
        """What happened to it, from its publication on."""
        return [event for event in self.listed if event.event != "meant"]

    @property
    def statement(self) -> str:
        """What the list of ids keeps: a digest of its TeX and of its symbols, or of its title."""
        if self.entry is None:
            return digest(self.title)
        letters, quantities = self.entry.setting.among(self.entry.used)
        meant = (f"{q.membership} {q.axes} {q.row} {q.definition}" for q in quantities)
        return f"{digest(self.entry.tex)}:{digest(' '.join((*letters, *meant)))}"

    @property
    def retired(self) -> Event | None:
        """Why and when it was withdrawn, if it was."""
        return next((event for event in self.history if event.event == "retired"), None)


def records(found: Catalogue, docs: Path) -> dict[str, Record]:
    """Collects all ids of a folder of pages: equations as the catalogue orders them, then others.

    Raises:
        ValueError: The list of ids is malformed, or an id is of two kinds.
    """
    happened: dict[str, list[Event]] = {}
    for event in events(docs):
        happened.setdefault(event.id, []).append(event)
    made: dict[str, Record] = {}
    for name, entry in found.entries.items():
        past = happened.get(name, ())
        proofs = proving(entry, found.entries)
        made[name] = Record(name, "equation", name, entry.page, entry, past, certificates=proofs)
    for kind in ("mistake", "answer"):
        for page in inside(FOLDERS[kind], found.pages):
            name = PurePath(page).stem
            if name in made:
                other = f"the id of the {made[name].kind} in {made[name].page}"
                msg = f"{page}: {name} is {other}; an id is of one kind"
                raise ValueError(msg)
            title = TITLE.search(found.pages[page])
            again = next((shown.id for shown in found.shown if shown.page == page), "")
            stated = found.mistakes.get(name) if kind == "mistake" else None
            shown = None if stated else found.entries.get(again)
            made[name] = Record(
                name,
                kind,
                title[1] if title else name,
                page,
                stated,
                happened.get(name, ()),
                shown,
                proving(shown, found.entries) if shown else (),
            )
    for name, past in happened.items():
        made.setdefault(name, Record(name, past[0].kind, name, "", None, past))
    return made


def events(docs: Path) -> list[Event]:
    """Reads the list of ids of a folder of pages; a folder without one has none."""
    path = docs / published.NAME
    return (
        list(published.parse(path.read_text(encoding="utf-8").splitlines()))
        if path.exists()
        else []
    )


def history(made: Mapping[str, Record]) -> list[Event]:
    """Lists all that happened to some ids, in the order of the list of ids."""
    found = (event for record in made.values() for event in record.history)
    return sorted(found, key=lambda event: event.line)


def problems(made: Mapping[str, Record], *, version: str, today: str) -> Iterator[Problem]:
    """Finds what the pages and the list of ids say differently, and what the list cannot say.

    Each problem names the line that is to be added to the list, if that is what is missing. Pages
    without a list promise nothing.
    """
    past = sorted((e for record in made.values() for e in record.listed), key=lambda e: e.line)
    for event, message in published.slips(past):
        yield Problem(published.NAME, event.line, event.id, message)
    for record in made.values() if past else ():
        now = record.statement
        known = [event for event in record.listed if event.event != "retired"]
        at = record.entry.line if record.entry else 1 if record.page else record.listed[-1].line
        place = record.page or published.NAME, at, record.id
        add = f"add to docs/{published.NAME}: {today} {version}"
        about = f"{record.kind} {record.id}"
        if not known:
            yield Problem(*place, f"no list has this id; {add} published {about} {now}")
        elif known[0].kind != record.kind:
            yield Problem(
                *place, f"it was published as {known[0].kind}, and is of one kind for ever"
            )
        elif record.page and record.retired:
            yield Problem(*place, "this id was retired, and stands on a page again")
        # Earlier lines do not say what the symbols stand for; those of `meant` add it.
        elif record.page and known[-1].statement not in (now, now.partition(":")[0]):
            line = f"{add} changed {about} {now} (what was changed, in words)"
            yield Problem(*place, f"it was published with another statement or meaning; {line}")
        elif not record.page and not record.retired:
            line = f"{add} retired {about} - (why; and for - the id that takes its place, if any)"
            yield Problem(*place, f"an id is permanent, and this one stands on no page; {line}")
        yield from _doubtful(record, made, place)


def _doubtful(
    record: Record, made: Mapping[str, Record], place: tuple[str, int, str]
) -> Iterator[Problem]:
    """An id that reads as a line of a derivation."""
    name, _, number = record.id.rpartition("-")
    other = made.get(name)
    if other and other.entry and other.entry.kind == "derivation" and number.isdecimal():
        yield Problem(*place, f"this is how line {number} of {name} is cited")
