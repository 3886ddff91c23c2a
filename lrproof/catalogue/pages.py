"""Finds all that is stated on a folder of pages, and how it hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from lrproof.catalogue.blocks import Shown, blocks
from lrproof.catalogue.entry import MISTAKE, Entry, Problem
from lrproof.mistakes import MISTAKES
from lrproof.premises import circle

__all__ = ["Catalogue", "inside", "scan"]


@dataclass(frozen=True)
class Catalogue:
    """All that is stated on a folder of pages, in the order of the pages.

    Attributes:
        entries: Equations and derivations by their ids.
        mistakes: What is stated to be wrong, by ids of its own.
        problems: What is wrong on the pages.
        premises: What each rests on directly. Premises that are not there, and those that close a
            circle, are problems and are left out.
        pages: The text of each page, such as `derivation/loss.md`.
        shown: Where an equation is shown that stands elsewhere.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    mistakes: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    premises: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    shown: Sequence[Shown] = ()


def scan(docs: Path) -> Catalogue:
    """Reads every page below a folder.

    Blocks that are malformed, that have no setting or an id that was there before, are problems;
    and displayed formulas without an id, because nobody has checked them.
    """
    entries: dict[str, Entry] = {}
    mistakes: dict[str, Entry] = {}
    shown: list[Shown] = []
    problems: list[Problem] = []
    pages = {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(docs.rglob("*.md"))
    }
    for page, text in pages.items():
        for found in blocks(page, text):
            if isinstance(found, Problem):
                problems.append(found)
            elif isinstance(found, Shown):
                shown.append(found)
            else:
                named = mistakes if found.kind == MISTAKE else entries
                first = named.setdefault(found.id, found)
                if first is not found:
                    message = f"this id stands twice: first at {first.page}:{first.line}"
                    problems.append(Problem(page, found.line, found.id, message))
    problems += [
        Problem(again.page, again.line, again.id, "no equation has this id, to show it again")
        for again in shown
        if again.id not in entries
    ]
    problems += _strange(pages, mistakes)
    premises = {
        entry.id: [name for name in entry.premises if name in entries] for entry in entries.values()
    }
    problems += _unsupported(entries)
    problems += _circles(entries, premises)
    return Catalogue(entries, mistakes, tuple(problems), premises, pages, tuple(shown))


def inside(folder: str, pages: Iterable[str]) -> list[str]:
    """Lists the pages of a folder, but for its index.

    Examples:
        >>> inside("mistakes", ["index.md", "mistakes/flipped-sign.md", "mistakes/index.md"])
        ['mistakes/flipped-sign.md']
    """
    found = (page for page in pages if page.rpartition("/")[0] == folder)
    return [page for page in found if page != f"{folder}/index.md"]


def _strange(pages: Iterable[str], stated: Mapping[str, Entry]) -> Iterator[Problem]:
    """Finds mistakes on the pages that are not among ours, and ours that have no page."""
    for mistake in stated.values():
        if mistake.id not in MISTAKES:
            message = "no entry of lrproof.mistakes has this id"
            yield Problem(mistake.page, mistake.line, mistake.id, message)
    own = {PurePath(page).stem for page in inside("mistakes", pages)}
    for name in sorted(own ^ MISTAKES.keys()) if own else ():
        message = "no entry of lrproof.mistakes has the name of this page"
        if name in MISTAKES:
            message = "this entry of lrproof.mistakes has no page"
        yield Problem(f"mistakes/{name}.md", 1, name, message)


def _unsupported(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    for entry in entries.values():
        for name in entry.premises:
            if name not in entries:
                message = f"rests on {name}, and no equation has this id"
                yield Problem(entry.page, entry.line, entry.id, message)


def _circles(entries: Mapping[str, Entry], premises: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Names each circle, and opens it where it begins."""
    while found := circle(premises):
        entry = entries[found[0]]
        premises[found[0]].remove(found[1])
        message = "rests on itself"
        if len(found) > 2:
            message += ": " + " → ".join(found)
        yield Problem(entry.page, entry.line, entry.id, message)
