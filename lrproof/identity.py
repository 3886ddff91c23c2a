"""Is an equality an identity? Decided at a random point of the prime field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from lrproof.evaluate import Evaluation
from lrproof.numbers import Dual, Element, Inapplicable, PrimeField, Undefined
from lrproof.setting import Key, Setting
from lrproof.tex import Expression, Relation

MOST_LABELS = 4


@dataclass(frozen=True)
class Proof:
    """A proof with its chance of error and its labels; without a chance, why there is none."""

    method: str = ""
    labels: str = ""
    false_accept: float | None = None
    reason: str = ""


class Identities:
    """The sides of a text at one random point of the prime field, for each choice of labels."""

    def __init__(self, sides: Mapping[int, Expression], setting: Setting) -> None:
        self.sides = sides
        self.setting = setting
        labels = [key for q in setting.free if q.role == "label" for key in setting.keys(q)]
        self._labels = labels if len(labels) <= MOST_LABELS else []
        self._trials: dict[tuple[int, ...] | None, _Trial] = {}

    def prove(self, relation: Relation) -> Proof:
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

    def prove(self, relation: Relation) -> Proof:
        left, right = self.sides[relation.left.start], self.sides[relation.right.start]
        method, chance = "the prime field", 0.0
        try:
            for indices in self.setting.assignments(left, right):
                found = self._here.value(left, indices) - self._here.value(right, indices)
                if found.value and not found.formal:
                    return Proof(reason="the prime field does not confirm it")
                if found.value:
                    method = "the prime field, by its derivative and its value at one point"
                    chance += self._by_derivative(left, right, indices)
                else:
                    chance += self.system.false_accept(found.top)
        except (Undefined, Inapplicable) as error:
            return Proof(reason=f"no proof: {error}")
        labels = "any y" if any(quantity.role == "label" for quantity in self.setting.free) else ""
        return Proof(method, labels, chance)

    def _by_derivative(
        self, left: Expression, right: Expression, indices: Mapping[str, int]
    ) -> float:
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
