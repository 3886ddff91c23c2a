"""What rests on what: a graph that gives the direct premises of each statement.

Every premise is a statement of the graph too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

__all__ = ["Premises", "beneath", "circle", "depths", "uses"]

Premises = Mapping[str, Sequence[str]]


def circle(premises: Premises) -> tuple[str, ...]:
    """Finds statements that rest on each other all the way round.

    Returns:
        Each rests on the one after it, and the last is the first again; the statement that comes
        first in the graph begins. Nothing if no statement rests on itself.

    Examples:
        >>> circle({"chord": ["slope"], "limit": ["chord"], "slope": ["limit"]})
        ('chord', 'slope', 'limit', 'chord')
        >>> circle({"definition": [], "theorem": ["definition"]})
        ()
    """
    try:
        TopologicalSorter(premises).prepare()
    except CycleError as error:
        # It lists each before what rests on it.
        *round_, _ = reversed(error.args[1])
        names = list(premises)
        first = round_.index(min(round_, key=names.index))
        return (*round_[first:], *round_[:first], round_[first])
    return ()


def depths(premises: Premises) -> dict[str, int]:
    """Counts the steps on the longest way down to a statement that rests on nothing.

    Raises:
        graphlib.CycleError: There is a circle.

    Examples:
        >>> depths({"theorem": ["lemma", "definition"], "lemma": ["definition"], "definition": []})
        {'definition': 0, 'lemma': 1, 'theorem': 2}
    """
    found: dict[str, int] = {}
    for name in TopologicalSorter(premises).static_order():
        found[name] = max((found[premise] + 1 for premise in premises[name]), default=0)
    return found


def uses(premises: Premises) -> dict[str, tuple[str, ...]]:
    """Turns the arrows round: what rests directly on each statement.

    Examples:
        >>> uses({"theorem": ["lemma", "definition"], "lemma": ["definition"], "definition": []})
        {'theorem': (), 'lemma': ('theorem',), 'definition': ('theorem', 'lemma')}
    """
    return {name: tuple(user for user in premises if name in premises[user]) for name in premises}


def beneath(premises: Premises, name: str) -> set[str]:
    """Collects all that a statement rests on, directly or not.

    Examples:
        >>> graph = {"theorem": ["lemma"], "lemma": ["definition"], "definition": []}
        >>> sorted(beneath(graph, "theorem"))
        ['definition', 'lemma']
    """
    found: set[str] = set()
    waiting = list(premises[name])
    while waiting:
        if (premise := waiting.pop()) not in found:
            found.add(premise)
            waiting += premises[premise]
    return found
