"""Points at which a statement is tried: readable ones first, then extreme, then random ones."""

from __future__ import annotations

import random
from collections.abc import Sequence

from lrproof.setting import Key, Quantity, Setting

READABLE = {
    "parameter": (0.5, -1.0, 1.5, -0.5, 1.0, 0.25),
    "data": (2.0, -1.0, 1.0, 3.0, -2.0, 0.5, 1.5),
    "penalty": (2.0, 0.5, 1.0),
}
READABLE_TURNS = range(6)
ZERO_TURN = 6
SATURATED_TURNS = range(7, 11)
SATURATION = 12.0


def sample(setting: Setting, rng: random.Random, turn: int) -> dict[Key, float]:
    """Floats for all free entries of a setting.

    At the first turns they are few digits that a reader can follow; then all parameters are
    0; then so large, and of one sign, that predictions are nearly 0 and nearly 1, for right
    and for wrong labels; then random. Labels take turns where parameters are 0, and several are
    never all alike.
    """
    found: dict[Key, float] = {}
    reach = 1.6 if any(quantity.role == "data" for quantity in setting.free) else 8.0
    for quantity in setting.free:
        if quantity.role == "classes":
            for place, row in enumerate(setting.rows(quantity)):
                chosen = rng.randrange(len(row)) if turn >= SATURATED_TURNS.stop else place + turn
                found |= one_hot(row, chosen % len(row))
            continue
        for place, key in enumerate(setting.keys(quantity)):
            found[key] = _value(quantity, place, turn, rng, reach)
        if quantity.role in ("label", "sign"):
            _mix(found, setting.keys(quantity))
        if quantity.role == "sign":
            found |= {key: 2 * found[key] - 1 for key in setting.keys(quantity)}
    return found


def one_hot(row: Sequence[Key], chosen: int) -> dict[Key, float]:
    """1 for the entry at one place, 0 for the others."""
    return {key: float(place == chosen) for place, key in enumerate(row)}


def _mix(labels: dict[Key, float], keys: Sequence[Key]) -> None:
    """Turns one of several labels that are all alike: statements may divide by their mean."""
    if len(keys) > 1 and len({labels[key] for key in keys}) == 1:
        labels[keys[0]] = 1 - labels[keys[0]]


def _value(quantity: Quantity, place: int, turn: int, rng: random.Random, reach: float) -> float:
    if turn in SATURATED_TURNS:
        return _saturated(quantity, place, turn, rng, reach)
    if quantity.role in ("label", "sign"):
        return float((place + turn + 1) % 2 if turn <= ZERO_TURN else rng.randrange(2))
    if turn in READABLE_TURNS:
        values = READABLE[quantity.role]
        shift = ord(quantity.name[0]) if quantity.role == "parameter" else 0
        return values[(place + turn + shift) % len(values)]
    if quantity.role == "penalty":
        return rng.uniform(0.1, 3.0)
    if quantity.role == "data":
        return rng.uniform(-1.6, 1.6)
    if turn == ZERO_TURN:
        return 0.0
    return rng.uniform(-reach, reach)


def _saturated(
    quantity: Quantity, place: int, turn: int, rng: random.Random, reach: float
) -> float:
    if quantity.role in ("label", "sign"):
        return float((place + turn) % 2)
    size = rng.uniform(0.5, 1.0)
    if quantity.role == "parameter":
        return reach * SATURATION * size * (1 if turn // 2 % 2 else -1)
    return 1.6 * size
