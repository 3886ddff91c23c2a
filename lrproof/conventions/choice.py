"""Which candidate a text means: the one that carries it furthest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeAlias

from lrproof.conventions.candidates import Candidate, candidates
from lrproof.conventions.clues import clues
from lrproof.conventions.told import stated, told
from lrproof.points import Table
from lrproof.prove import tabled
from lrproof.sampling import SATURATED_TURNS
from lrproof.setting import Clash, Setting
from lrproof.tex import Misfit, Reading, Relation, Vocabulary, read

MOST, FEWEST = 48, 4
LONGEST = 100_000
"""So many characters are read in all; a text that is longer is tried in fewer conventions."""
POINTS = 32
TURNS = (0, 3, SATURATED_TURNS.stop, SATURATED_TURNS.stop + 1)
"""Readable points with the labels 1 and 0, and two random ones of different sizes."""


@dataclass(frozen=True)
class Choice:
    """A setting for a text, the text read in it, and what that assumes."""

    setting: Setting
    reading: Reading
    table: Table
    assumptions: tuple[str, ...] = ()


_Ranked: TypeAlias = tuple[tuple[int, ...], Choice]


def taken(text: str, setting: Setting, *, seed: int | None = None) -> Choice:
    """A text in a setting that is given; what the text itself defines is added."""
    setting, reading = told(setting, _read(text, setting), partial(_read, text))
    return Choice(setting, reading, tabled(reading.relations, setting, seed=seed, points=POINTS))


def choose(text: str, *, seed: int | None = None) -> Choice:
    """Takes the convention in which most can be read, then that in which most lines hold."""
    best: _Ranked | None = None
    readings: dict[object, Reading] = {}
    for candidate in _plausible(text):
        words = candidate.setting.vocabulary
        key = _key(words)
        if key not in readings:
            readings[key] = read(text, words)
        made, reading = told(candidate.setting, readings[key], partial(_read, text))
        ranked = _ranked(made, reading, candidate.assumptions, seed)
        if best is None or ranked[0] < best[0]:
            best = ranked
        if not any(ranked[0][:3]):
            break
    assert best is not None
    if best[0][2]:
        # No usual cost is the one that the text states first: it may state one of its own.
        given = stated(best[1].setting, best[1].reading)
        if given is not None:
            own = f"{given.objective} is what the text says, where that differs from what is usual"
            ranked = _ranked(given, best[1].reading, (*best[1].assumptions, own), seed)
            best = min(best, ranked, key=lambda each: each[0])
    return best[1]


def _ranked(
    setting: Setting, reading: Reading, assumptions: tuple[str, ...], seed: int | None
) -> _Ranked:
    table = tabled(reading.relations, setting, seed=seed, points=POINTS)
    first = _first_false(reading, table)
    rank = (*_unread(reading), first < len(reading.relations), -first)
    return rank, Choice(setting, reading, table, assumptions)


def _plausible(text: str) -> Iterator[Candidate]:
    """What all of a text points to; then what its displays do, if sentences speak of more."""
    most = max(FEWEST, min(MOST, LONGEST // max(1, len(text))))
    found = clues(text)
    yield from islice(candidates(found), most)
    displays = clues(text, asides=False)
    if 0 < len(displays.rows) < len(found.rows):
        yield from islice(candidates(displays), most)


def _read(text: str, setting: Setting) -> Reading:
    return read(text, setting.vocabulary)


def _key(words: Vocabulary) -> str:
    """What two vocabularies have in common in which a text reads the same."""
    tables = (words.names, words.sizes, words.axes, words.logits, words.functions)
    return repr(([sorted(table.items()) for table in tables], words.argument, words.variable))


def _unread(reading: Reading) -> tuple[int, int]:
    """How much cannot be read, and where that begins, from the end."""
    sides = [side.error for side in reading.sides if side.error]
    errors = [e for e in (*reading.errors, *sides) if not isinstance(e, Misfit)]
    return len(errors), -min((error.start for error in errors), default=0)


def _first_false(reading: Reading, table: Table) -> int:
    """How many relations stand before the first that is false at one of a few points."""
    wrong = misfits(reading.relations, table.setting)
    for count, (relation, misfit) in enumerate(zip(reading.relations, wrong, strict=True)):
        if misfit or _is_false(relation, table):
            return count
    return len(reading.relations)


def _is_false(relation: Relation, table: Table) -> bool:
    if relation.left.expression is None or relation.right.expression is None:
        return False
    try:
        found = table.compare(relation, TURNS)
        return found.witness is not None or not found.points
    except ValueError:
        return False


def misfits(relations: Sequence[Relation], setting: Setting) -> Iterator[ValueError | None]:
    """For each relation the shapes or the index that do not fit, where that is seen first."""
    seen: set[int] = set()
    for relation in relations:
        sides = (relation.left, relation.right)
        errors: list[ValueError] = [
            side.error
            for side in sides
            if isinstance(side.error, Misfit) and side.start not in seen
        ]
        seen |= {side.start for side in sides}
        known = [side.expression for side in sides if side.expression is not None]
        try:
            setting.assignments(*known) if len(known) == len(sides) else None
        except Clash as error:
            errors.append(error)
        except ValueError:
            pass
        yield next(iter(errors), None)
