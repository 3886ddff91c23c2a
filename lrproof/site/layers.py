"""Draws a graph without circles in layers: everything stands below what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from lrproof.premises import Premises, depths, uses

__all__ = ["GAP", "Drawing", "arrange"]

GAP = 14.0
_ROUNDS = 12

# A statement, or the place where arrows from one pass through a layer further down.
Item = str | tuple[str, int]


@dataclass(frozen=True)
class Drawing:
    """Where everything stands.

    Attributes:
        width: From the left edge of the leftmost box to the right edge of the rightmost.
        layers: How many layers there are.
        places: The middle of each statement across, and its layer.
        routes: By premise and consequence: the points through which an arrow passes, one in each
            layer.
    """

    width: float
    layers: int
    places: Mapping[str, tuple[float, int]]
    routes: Mapping[tuple[str, str], Sequence[tuple[float, int]]]


def arrange(
    premises: Premises, widths: Mapping[str, float], *, widest: int, room: float
) -> Drawing:
    """Finds places with few crossings and short arrows.

    Args:
        premises: What each statement rests on.
        widths: How wide the box of each is.
        widest: How many boxes may stand side by side.
        room: How wide the drawing may be, if no layer needs more.

    Examples:
        >>> graph = {"definition": [], "lemma": ["definition"], "theorem": ["lemma", "definition"]}
        >>> found = arrange(graph, dict.fromkeys(graph, 60.0), widest=3, room=300.0)
        >>> [layer for _, layer in found.places.values()]
        [0, 1, 2]
        >>> [layer for _, layer in found.routes["definition", "theorem"]]
        [0, 1, 2]
    """
    level = _levels(premises, widest)
    height = max(level.values(), default=-1) + 1
    layers: list[list[Item]] = [[] for _ in range(height)]
    for name in premises:
        layers[level[name]].append(name)
    routes: dict[tuple[str, str], list[Item]] = {}
    for name in premises:
        for premise in premises[name]:
            between = [(premise, layer) for layer in range(level[premise] + 1, level[name])]
            routes[premise, name] = [premise, *between, name]
            # Arrows from one premise share a trunk.
            for item in between:
                if item not in layers[item[1]]:
                    layers[item[1]].append(item)
    above: dict[Item, list[Item]] = {item: [] for layer in layers for item in layer}
    below: dict[Item, list[Item]] = {item: [] for layer in layers for item in layer}
    for route in routes.values():
        for upper, lower in pairwise(route):
            if upper not in above[lower]:
                above[lower].append(upper)
                below[upper].append(lower)
    layers = _untangled(layers, above, below)
    size = {item: widths[item] if isinstance(item, str) else 0.0 for item in above}
    across = _places(layers, above, below, size, room)
    left = min((across[item] - size[item] / 2 for item in across), default=0.0)
    right = max((across[item] + size[item] / 2 for item in across), default=0.0)

    def place(item: Item) -> tuple[float, int]:
        return across[item] - left, level[item] if isinstance(item, str) else item[1]

    return Drawing(
        right - left,
        height,
        {name: place(name) for name in premises},
        {ends: [place(item) for item in route] for ends, route in routes.items()},
    )


def _levels(premises: Premises, widest: int) -> dict[str, int]:
    """Puts each below its premises, and what rests on nothing right above its first use."""
    depth = depths(premises)
    order = {name: at for at, name in enumerate(premises)}
    level: dict[str, int] = {}
    count: dict[int, int] = {}

    def settle(name: str, choices: Iterable[int]) -> None:
        level[name] = next(layer for layer in choices if count.get(layer, 0) < widest)
        count[level[name]] = count.get(level[name], 0) + 1

    for name in sorted(premises, key=lambda name: (depth[name], order[name])):
        first = max((level[premise] + 1 for premise in premises[name]), default=0)
        settle(name, range(first, first + len(premises)))
    users = uses(premises)
    for name in premises:
        if not premises[name] and users[name]:
            count[level[name]] -= 1
            lowest = min(level[user] for user in users[name]) - 1
            settle(name, range(lowest, -1, -1))
    used = sorted(set(level.values()))
    return {name: used.index(layer) for name, layer in level.items()}


def _untangled(
    layers: list[list[Item]],
    above: Mapping[Item, Sequence[Item]],
    below: Mapping[Item, Sequence[Item]],
) -> list[list[Item]]:
    """Orders each layer by the middle of its neighbours, down and up, and keeps the best round."""
    best, fewest = layers, _crossings(layers, below)
    for turn in range(_ROUNDS):
        layers = [list(layer) for layer in layers]
        down = turn % 2 == 0
        near = above if down else below
        steps = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for at in steps:
            fixed = {item: place for place, item in enumerate(layers[at - 1 if down else at + 1])}
            own = {item: float(place) for place, item in enumerate(layers[at])}
            middle = {
                item: fmean(fixed[other] for other in near[item]) if near[item] else own[item]
                for item in layers[at]
            }
            layers[at].sort(key=middle.__getitem__)
        if (found := _crossings(layers, below)) < fewest:
            best, fewest = layers, found
    return best


def _crossings(layers: list[list[Item]], below: Mapping[Item, Sequence[Item]]) -> int:
    found = 0
    for upper, lower in pairwise(layers):
        place = {item: at for at, item in enumerate(lower)}
        ends = [sorted(place[other] for other in below[item]) for item in upper]
        found += sum(
            a > b
            for at, first in enumerate(ends)
            for second in ends[at + 1 :]
            for a in first
            for b in second
        )
    return found


def _places(
    layers: list[list[Item]],
    above: Mapping[Item, Sequence[Item]],
    below: Mapping[Item, Sequence[Item]],
    size: Mapping[Item, float],
    room: float,
) -> dict[Item, float]:
    """Draws each item towards the middle of its neighbours, as far as its layer leaves room."""
    across: dict[Item, float] = {}
    for layer in layers:
        room = max(room, sum(size[item] + GAP for item in layer))
    for layer in layers:
        across |= _spread(layer, dict.fromkeys(layer, 0.0), size, room)
    for turn in range(2 * _ROUNDS):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            wished = {
                item: fmean([across[other] for other in (*above[item], *below[item])] or [0.0])
                for item in layer
            }
            across |= _spread(layer, wished, size, room)
    return across


def _spread(
    layer: Sequence[Item], wished: Mapping[Item, float], size: Mapping[Item, float], room: float
) -> dict[Item, float]:
    """Moves items apart as little as possible: least squares, by merging what would overlap."""
    starts: list[float] = []
    reach = 0.0
    for at, item in enumerate(layer):
        reach += (size[layer[at - 1]] + size[item]) / 2 + GAP if at else 0.0
        starts.append(reach)
    blocks: list[tuple[float, int]] = []
    for item, start in zip(layer, starts, strict=True):
        blocks.append((wished[item] - start, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [((a * m + b * n) / (m + n), m + n)]
    least = (size[layer[0]] - room) / 2
    most = (room - size[layer[-1]]) / 2 - reach
    shifts = [min(max(shift, least), most) for shift, count in blocks for _ in range(count)]
    return {item: s + shift for item, s, shift in zip(layer, starts, shifts, strict=True)}
