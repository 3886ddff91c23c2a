"""Both sides of a relation at points: in float64, and where that cannot tell, in sixty digits."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lrproof.evaluate import Evaluation
from lrproof.evidence import Numbers, Witness
from lrproof.numbers import (
    RESOLUTION,
    UNIT,
    Decimals,
    Floats,
    Inapplicable,
    PrimeField,
    Rounded,
    System,
    Undefined,
    Value,
    coefficient,
    precision,
)
from lrproof.sampling import READABLE_TURNS, SATURATED_TURNS, ZERO_TURN, sample
from lrproof.setting import Key, Quantity, Setting
from lrproof.tex import Expression, Relation
from lrproof.tex.expression import Number
from lrproof.tex.shapes import COLUMN, NUMBER, ROW

TOLERANCE = 8 * UNIT
PRECISE_TURNS = (*READABLE_TURNS, *range(SATURATED_TURNS.stop, SATURATED_TURNS.stop + 4))

Indices = Mapping[str, int]


@dataclass(frozen=True)
class Comparison:
    """How far two sides were apart at most, and at how many points they had values.

    `reason` says why they had none at another, `lopsided` where one side had a value alone.
    """

    points: int
    error: float | None
    tolerance: float
    witness: Witness | None
    reason: str
    lopsided: str = ""


class Table:
    """Float values of all sides of a text at the same points.

    Every other random point has other sizes, so that a number in place of m or n is noticed.
    """

    def __init__(
        self, sides: Mapping[int, Expression], setting: Setting, rng: random.Random, turns: int
    ) -> None:
        self.sides = sides
        self.setting = setting
        self.turns = turns
        self._seed = rng.getrandbits(64)
        self._points: dict[int, dict[Key, float]] = {}
        self._evaluations: dict[int, Evaluation] = {}
        self._choices: dict[tuple[int, int, bool], list[dict[str, int]]] = {}
        self._values: dict[tuple[int, int, tuple[int, ...]], Rounded | str] = {}

    def _setting(self, turn: int) -> Setting:
        other = turn >= SATURATED_TURNS.stop and turn % 2
        return self.setting.resized if other else self.setting

    def _point(self, turn: int) -> dict[Key, float]:
        """The point of a turn, the same whatever others are drawn."""
        if turn not in self._points:
            rng = random.Random(self._seed + turn)
            self._points[turn] = sample(self._setting(turn), rng, turn)
        return self._points[turn]

    def _evaluation(self, turn: int, system: System) -> Evaluation:
        """The point of a turn in a kind of number."""
        point = {key: system.number(value) for key, value in self._point(turn).items()}
        return Evaluation(self._setting(turn), point, system)

    def value(self, side: int, turn: int, indices: Indices) -> Rounded | str:
        """The value of a side, or why it has none; only its own indices matter."""
        expression = self.sides[side]
        own = {letter: indices[letter] for letter in sorted(expression.free)}
        key = (side, turn, tuple(own.values()))
        if key not in self._values:
            if turn not in self._evaluations:
                self._evaluations[turn] = self._evaluation(turn, Floats())
            try:
                self._values[key] = self._evaluations[turn].value(expression, own)
            except (Undefined, Inapplicable) as error:
                self._values[key] = str(error)
        return self._values[key]

    def compare(self, relation: Relation, turns: Iterable[int] | None = None) -> Comparison:
        """Compares two sides at all points, or at some, up to the first where they differ."""
        tolerance = _tolerance(relation, self.sides[relation.right.start])
        worst: float | None = None
        count, reason, lopsided = 0, "", ""
        for turn in range(self.turns) if turns is None else turns:
            indices = self._indices(relation, turn)
            left = self.value(relation.left.start, turn, indices)
            right = self.value(relation.right.start, turn, indices)
            if isinstance(left, str) or isinstance(right, str):
                reason = left if isinstance(left, str) else str(right)
                lopsided = lopsided or self._lopsided(relation, turn, indices, left, right)
                continue
            count += 1
            error = _error(left, relation.symbol, right)
            worst = error if worst is None else max(worst, error)
            if error > tolerance or self._exactly_false(relation, turn, indices):
                witness = self._witness(relation, turn, indices, left.value, right.value)
                return Comparison(count, worst, tolerance, witness, "")
        return Comparison(count, worst, tolerance, None, reason, lopsided)

    def _lopsided(
        self, relation: Relation, turn: int, indices: Indices, *sides: Rounded | str
    ) -> str:
        """Where one side has no value and the other has one, in words.

        Where all parameters are 0 or very large this may be rounding, and says nothing.
        """
        known = [side.value for side in sides if not isinstance(side, str)]
        if not known or turn == ZERO_TURN or turn in SATURATED_TURNS:
            return ""
        without = "left" if isinstance(sides[0], str) else "right"
        reason = next(side for side in sides if isinstance(side, str))
        where = self._witness(relation, turn, indices, *known, *known).where
        return (
            f"at {where}: the {without} side has no value ({reason}), the other is {known[0]:.6g}"
        )

    def precise_witness(self, relation: Relation) -> Witness | None:
        """A point at which sixty digits tell two sides apart that float64 does not."""
        for turn in PRECISE_TURNS:
            indices = self._indices(relation, turn)
            rough = [
                self.value(side.start, turn, indices) for side in (relation.left, relation.right)
            ]
            try:
                with precision():
                    left, right = self._exactly(relation, turn, indices, Decimals())
                    gap = float(left - right)
            except (Undefined, Inapplicable):
                continue
            sizes = [
                abs(value.value) + value.error / UNIT
                for value in rough
                if not isinstance(value, str)
            ]
            if abs(gap) > RESOLUTION * max(sizes, default=1.0):
                return replace(
                    self._witness(relation, turn, indices, float(left), float(right)),
                    difference=gap,
                )
        return None

    def _exactly(
        self, relation: Relation, turn: int, indices: Indices, system: System
    ) -> tuple[Value, Value]:
        """Both sides at a point of this table, in another kind of number."""
        evaluation = self._evaluation(turn, system)
        left, right = (evaluation.value(side, indices) for side in self._both(relation))
        return left, right

    def _indices(self, relation: Relation, turn: int) -> dict[str, int]:
        """Values of the free indices; all of them take their turn."""
        setting = self._setting(turn)
        key = relation.left.start, relation.right.start, setting is self.setting
        if key not in self._choices:
            self._choices[key] = setting.assignments(*self._both(relation))
        choices = self._choices[key]
        return choices[turn // 2 % len(choices)]

    def _both(self, relation: Relation) -> tuple[Expression, Expression]:
        return self.sides[relation.left.start], self.sides[relation.right.start]

    def _exactly_false(self, relation: Relation, turn: int, indices: Indices) -> bool:
        """Whether the sides of a strict relation are equal where all parameters are 0."""
        if turn != ZERO_TURN or relation.symbol not in ("<", ">", "!="):
            return False
        try:
            left, right = self._exactly(relation, turn, indices, PrimeField())
        except (Undefined, Inapplicable):
            return False
        return bool((left - right).value == 0)

    def _witness(
        self, relation: Relation, turn: int, indices: Indices, left: float, right: float
    ) -> Witness:
        used = self.setting.used(self._both(relation))
        point = {
            quantity.name: _arranged(self._point(turn), quantity, self._setting(turn))
            for quantity in self.setting.free
            if quantity.name in used
        }
        places = _places(relation)
        named = {places.get(letter, letter): number for letter, number in indices.items()}
        return Witness(point, named, left, right, left - right)

    def general(self, relation: Relation) -> list[str]:
        """The letters in a relation that stand for any function."""
        used = self.setting.used(self._both(relation))
        return [letter for letter in self.setting.general if letter in used]

    def scope(self, relation: Relation) -> str:
        """Sizes and indices for which a relation was checked, in words."""
        sizes = [f"{name} = {size}" for name, size in self.setting.sizes.items()]
        letters = self.setting.assignments(*self._both(relation))[0]
        places = _places(relation)
        return ", ".join(sizes + [f"every {places.get(letter, letter)}" for letter in letters])


def stand_ins(general: Sequence[str]) -> str:
    """Which functions stood for any, in words."""
    shown = (f"{name}(t) = e^(t/2) - {float(coefficient(name))} e^(t/3)" for name in general)
    return "for " + " and ".join(shown) if general else ""


def _places(relation: Relation) -> dict[str, str]:
    """What the indices of an array are called."""
    numbers = relation.left.shape == relation.right.shape == NUMBER
    return {} if numbers else {ROW: "row", COLUMN: "column"}


def _tolerance(relation: Relation, right: Expression) -> float:
    """Rounding, or for ≈ half a unit of the last printed digit."""
    if relation.symbol != "~":
        return TOLERANCE
    if isinstance(right, Number) and right.value:
        return float(0.5 * 10.0**-right.digits / abs(right.value)) * (1 + 1e-9)
    return 0.01


def _error(left: Rounded, symbol: str, right: Rounded) -> float:
    """By how much a relation fails, relative to the size of what was added up."""
    size = max(abs(left.value), abs(right.value))
    if symbol != "~":
        size = max(size, (left.error + right.error) / UNIT)
    gap = left.value - right.value
    if symbol == "!=":
        return 0.0
    if symbol in ("<", "<="):
        gap = max(gap, 0.0)
    elif symbol in (">", ">="):
        gap = max(-gap, 0.0)
    return abs(gap) / size if size else 0.0


def _arranged(point: Mapping[Key, float], quantity: Quantity, setting: Setting) -> Numbers:
    """The entries of a quantity as a number, a list or rows."""

    def part(axes: Sequence[str], numbers: tuple[int, ...]) -> Numbers:
        if not axes:
            return point[quantity.name, numbers]
        return [part(axes[1:], (*numbers, number)) for number in setting.numbers(axes[0])]

    return part(quantity.axes, ())
