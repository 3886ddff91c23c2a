"""Is a relation between two formulas true? Floating point first, then the prime field."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from lrproof.evaluate import Evaluation
from lrproof.evidence import Evidence, Numbers, Step, Verdict, Witness, combined
from lrproof.numbers import (
    UNIT,
    Dual,
    Element,
    Floats,
    Inapplicable,
    PrimeField,
    Rounded,
    Undefined,
)
from lrproof.setting import ZERO_TURN, Key, Quantity, Setting
from lrproof.tex import Expression, ReadError, Relation, Side, read
from lrproof.tex.expression import BigSum, Number, Symbol, free_indices

POINTS = 64
FEWEST_POINTS = 8
TOLERANCE = 8 * UNIT
MOST_LABELS = 4
_FLIPPED = {">": "<", ">=": "<="}

Indices = Mapping[str, int]


def prove(tex: str, setting: Setting, *, seed: int | None = None) -> Evidence:
    r"""Reads a statement and judges it.

    Args:
        tex: One relation or a chain of them, on one line or many.
        setting: What its symbols stand for.
        seed: For the points of floating point; fresh ones without it. The prime field is
            always drawn afresh, so that no formula can be made to fit it.

    Returns:
        The evidence; its verdict is `unread` where the TeX is no statement.

    Example:
        >>> from lrproof.setting import SETTINGS
        >>> prove(r"\sigma'(z) = \sigma(z)(1-\sigma(z))", SETTINGS["variable"]).verdict.value
        'proved'
        >>> prove(r"\sigma'(z) = -\sigma(z)(1-\sigma(z))", SETTINGS["variable"]).verdict.value
        'refuted'
    """
    reading = read(tex, setting.vocabulary)
    steps = judge(reading.relations, setting, seed=seed)
    if reading.errors or not steps:
        error = next(iter(reading.errors), None)
        message = str(error) if error else "there is no formula here"
        return Evidence(Verdict.UNREAD, message=message, steps=steps)
    return combined(steps)


def judge(
    relations: Sequence[Relation],
    setting: Setting,
    *,
    seed: int | None = None,
    points: int = POINTS,
) -> tuple[Step, ...]:
    """Judges each relation of a text; its sides are evaluated once for all of them."""
    sides = {side.start: side for relation in relations for side in (relation.left, relation.right)}
    problems = {
        start: problem for start, side in sides.items() if (problem := _problem(side, setting))
    }
    readable = {
        start: side.expression
        for start, side in sides.items()
        if start not in problems and side.expression is not None
    }
    table = _Table(readable, setting, random.Random(seed), points)
    field = _Field(readable, setting)
    return tuple(_step(relation, problems, table, field) for relation in relations)


def _problem(side: Side, setting: Setting) -> str:
    """Why a side cannot be judged, if so."""
    if side.expression is None:
        return str(side.error)
    try:
        _ranges(setting, side.expression)
        for part in side.expression.walk():
            if isinstance(part, BigSum) and part.upper is None:
                setting.axis(part.index, part.body)
    except ReadError as error:
        return error.message
    return ""


def _step(relation: Relation, problems: Mapping[int, str], table: _Table, field: _Field) -> Step:
    step = Step(
        relation.row, relation.number, relation.symbol, relation.right.tex, Verdict.UNREAD,
        "; ".join(relation.right.notes), line=relation.line, column=relation.column,
    )  # fmt: skip
    problem = problems.get(relation.right.start) or problems.get(relation.left.start)
    if problem:
        return replace(step, message=problem)
    found = table.compare(relation)
    step = replace(
        step, points=found.points, max_error=found.error, tolerance=found.tolerance,
        method=table.method, scope=table.setting_scope(relation),
    )  # fmt: skip
    if found.witness:
        message = _joined(str(found.witness), step.message)
        return replace(step, verdict=Verdict.REFUTED, witness=found.witness, message=message)
    if found.points < FEWEST_POINTS:
        message = f"it has a value at {found.points} of {table.turns} points only: {found.reason}"
        return replace(step, verdict=Verdict.INAPPLICABLE, message=_joined(message, step.message))
    if relation.symbol != "=":
        return replace(step, verdict=Verdict.AGREES)
    proof = field.prove(relation)
    if proof.false_accept is None:
        return replace(step, verdict=Verdict.AGREES, message=_joined(step.message, proof.reason))
    return replace(
        step, verdict=Verdict.PROVED, method=proof.method, false_accept=proof.false_accept,
        scope=_joined(step.scope, proof.labels, ", "),
    )  # fmt: skip


def _joined(first: str, second: str, between: str = "; ") -> str:
    return between.join(filter(None, (first, second)))


def _ranges(setting: Setting, *expressions: Expression) -> dict[str, int]:
    """How far each free index letter runs."""
    letters = sorted(frozenset[str]().union(*map(free_indices, expressions)))
    return {letter: setting.sizes[setting.axis(letter, *expressions)] for letter in letters}


def _assignments(ranges: Mapping[str, int]) -> Iterator[dict[str, int]]:
    for numbers in product(*(range(1, last + 1) for last in ranges.values())):
        yield dict(zip(ranges, numbers, strict=True))


@dataclass(frozen=True)
class _Comparison:
    points: int
    error: float | None
    tolerance: float
    witness: Witness | None
    reason: str


class _Table:
    """Float values of all sides of a text at the same points."""

    method = "floating point"

    def __init__(
        self, sides: Mapping[int, Expression], setting: Setting, rng: random.Random, turns: int
    ) -> None:
        self.sides = sides
        self.setting = setting
        self.turns = turns
        self.points = [setting.point(rng, turn) for turn in range(turns)]
        self.system = Floats()
        self._evaluations = [
            Evaluation(setting, {k: self.system.number(v) for k, v in point.items()}, self.system)
            for point in self.points
        ]
        self._values: dict[tuple[int, int, tuple[int, ...]], Rounded | str] = {}

    def value(self, side: int, turn: int, indices: Indices) -> Rounded | str:
        """The value of a side, or why it has none; only its own indices matter."""
        expression = self.sides[side]
        own = {letter: indices[letter] for letter in sorted(free_indices(expression))}
        key = (side, turn, tuple(own.values()))
        if key not in self._values:
            try:
                self._values[key] = self._evaluations[turn].value(expression, own)
            except (Undefined, Inapplicable) as error:
                self._values[key] = str(error)
        return self._values[key]

    def compare(self, relation: Relation) -> _Comparison:
        choices = list(_assignments(_ranges(self.setting, *self._both(relation))))
        tolerance = _tolerance(relation, self.sides[relation.right.start])
        worst: float | None = None
        count, reason = 0, ""
        for turn in range(self.turns):
            indices = choices[turn % len(choices)]
            left = self.value(relation.left.start, turn, indices)
            right = self.value(relation.right.start, turn, indices)
            if isinstance(left, str) or isinstance(right, str):
                reason = left if isinstance(left, str) else str(right)
                continue
            count += 1
            error = _error(left, relation.symbol, right)
            worst = error if worst is None else max(worst, error)
            if error > tolerance or self._exactly_false(relation, turn, indices):
                witness = self._witness(relation, turn, indices, left.value, right.value)
                return _Comparison(count, worst, tolerance, witness, "")
        return _Comparison(count, worst, tolerance, None, reason)

    def _both(self, relation: Relation) -> tuple[Expression, Expression]:
        return self.sides[relation.left.start], self.sides[relation.right.start]

    def _exactly_false(self, relation: Relation, turn: int, indices: Indices) -> bool:
        """Whether the sides of a strict relation are equal where all parameters are 0."""
        if turn != ZERO_TURN or relation.symbol not in ("<", ">", "!="):
            return False
        field = PrimeField()
        try:
            point = {key: field.number(value) for key, value in self.points[turn].items()}
            evaluation = Evaluation(self.setting, point, field)
            left, right = (evaluation.value(side, indices) for side in self._both(relation))
        except (Undefined, Inapplicable):
            return False
        return bool((left - right).value == 0)

    def _witness(
        self, relation: Relation, turn: int, indices: Indices, left: float, right: float
    ) -> Witness:
        used = self._used(self._both(relation))
        point = {
            quantity.name: _arranged(self.points[turn], quantity, self.setting)
            for quantity in self.setting.free
            if quantity.name in used
        }
        return Witness(point, indices, left, right)

    def _used(self, sides: Sequence[Expression]) -> set[str]:
        """The names that formulas depend on, also through definitions."""
        depends = self.setting.vocabulary.depends
        found: set[str] = set()
        for part in (part for side in sides for part in side.walk() if isinstance(part, Symbol)):
            found |= {part.name, *depends.get(part.name, ())}
        return found

    def setting_scope(self, relation: Relation) -> str:
        """Sizes and indices for which a relation was checked, in words."""
        sizes = [f"{name} = {size}" for name, size in self.setting.sizes.items()]
        ranges = _ranges(self.setting, *self._both(relation))
        return ", ".join(sizes + [f"every {letter}" for letter in ranges])


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
        return [
            part(axes[1:], (*numbers, number)) for number in range(1, setting.sizes[axes[0]] + 1)
        ]

    return part(quantity.axes, ())


@dataclass(frozen=True)
class _Proof:
    method: str = ""
    labels: str = ""
    false_accept: float | None = None
    reason: str = ""


class _Field:
    """The sides of a text at one random point of the prime field, for each choice of labels."""

    def __init__(self, sides: Mapping[int, Expression], setting: Setting) -> None:
        self.sides = sides
        self.setting = setting
        labels = [key for q in setting.free if q.role == "label" for key in setting.keys(q)]
        self._labels = labels if len(labels) <= MOST_LABELS else []
        self._trials: dict[tuple[int, ...] | None, _Trial] = {}

    def prove(self, relation: Relation) -> _Proof:
        """Proves an equality for any labels, or else for each choice of 0 and 1."""
        proof = self._trial(None).prove(relation)
        if proof.false_accept is not None or not self._labels:
            return proof
        chance = 0.0
        for choice in product((0, 1), repeat=len(self._labels)):
            proof = self._trial(choice).prove(relation)
            if proof.false_accept is None:
                return proof
            chance += proof.false_accept
        return replace(proof, false_accept=chance, labels="each y 0 or 1")

    def _trial(self, choice: tuple[int, ...] | None) -> _Trial:
        if choice not in self._trials:
            fixed = dict(zip(self._labels, choice, strict=True)) if choice is not None else {}
            self._trials[choice] = _Trial(self.sides, self.setting, fixed)
        return self._trials[choice]


class _Trial:
    """One random point of the prime field, perhaps with given labels.

    Three evaluations share it: the sides themselves; their derivatives in a random direction of
    the parameters; and the sides where all parameters are 0.
    """

    def __init__(
        self, sides: Mapping[int, Expression], setting: Setting, labels: Mapping[Key, int]
    ) -> None:
        self.sides = sides
        self.setting = setting
        self.system = PrimeField()
        point: dict[Key, Element] = {}
        moving: dict[Key, Element | Dual] = {}
        origin: dict[Key, Element] = {}
        for quantity in setting.free:
            for key in setting.keys(quantity):
                fixed = labels.get(key)
                value = self.system.random() if fixed is None else self.system.number(fixed)
                point[key] = moving[key] = origin[key] = value
                if quantity.role == "parameter":
                    moving[key] = Dual(value, self.system.random(), 1)
                    origin[key] = self.system.number(0)
        self._here = Evaluation(setting, point, self.system)
        self._moving = Evaluation(setting, moving, self.system, level=1)
        self._origin = Evaluation(setting, origin, self.system)

    def prove(self, relation: Relation) -> _Proof:
        left, right = self.sides[relation.left.start], self.sides[relation.right.start]
        method, chance = "the prime field", 0.0
        try:
            for indices in _assignments(_ranges(self.setting, left, right)):
                found = self._here.value(left, indices) - self._here.value(right, indices)
                if found.value and not found.formal:
                    return _Proof(reason="the prime field does not confirm it")
                if found.value:
                    method = "the prime field, by its derivative and its value at one point"
                    chance += self._by_derivative(left, right, indices)
                else:
                    chance += self.system.false_accept(found.top)
        except (Undefined, Inapplicable) as error:
            return _Proof(reason=f"no proof: {error}")
        labels = "any y" if any(quantity.role == "label" for quantity in self.setting.free) else ""
        return _Proof(method, labels, chance)

    def _by_derivative(self, left: Expression, right: Expression, indices: Indices) -> float:
        """With logarithms: the derivative is zero everywhere, and the value where all is 0.

        Raises:
            Inapplicable: One of both is not zero.
        """
        moved = self._moving.value(left, indices) - self._moving.value(right, indices)
        slope = moved.slope if isinstance(moved, Dual) else self.system.number(0)
        constant = self._origin.value(left, indices) - self._origin.value(right, indices)
        if slope.value:
            raise Inapplicable("the prime field does not confirm the derivatives of both sides")
        if constant.value:
            raise Inapplicable("the derivatives of both sides are equal, their values are not")
        return self.system.false_accept(slope.top + constant.top)
