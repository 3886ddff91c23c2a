"""Is an equality an identity? Decided at a random point of the prime field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from lrproof.evaluate import Evaluation
from lrproof.numbers import Dual, Element, Inapplicable, PrimeField, Undefined
from lrproof.setting import Key, Quantity, Setting
from lrproof.signs import Unsplit, split
from lrproof.tex import Expression, Relation

MOST_CHOICES = 16
LEAST = {"label": 0, "sign": -1}
"""What labels are if they are not 1."""


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
        self._choices = choices(setting)
        self._trials: dict[int | None, _Trial] = {}

    def prove(self, relation: Relation) -> Proof:
        """Proves an equality, or else what it is for each choice of the signs that it asks for."""
        proof = self._for_labels(relation)
        if proof.false_accept is not None:
            return proof
        starts = relation.left.start, relation.right.start
        try:
            choices = split(*(self.sides[start] for start in starts))
        except Unsplit as error:
            return Proof(reason=f"no proof: {error}")
        if len(choices) == 1:
            return proof
        proofs = [
            Identities(dict(zip(starts, sides, strict=True)), self.setting)._for_labels(relation)
            for sides in choices
        ]
        chances = [each.false_accept for each in proofs if each.false_accept is not None]
        if len(chances) < len(choices):
            return proof
        last = min(proofs, key=lambda each: each.labels.startswith("any"))
        return replace(last, method=f"{last.method}, for each sign", false_accept=sum(chances))

    def _for_labels(self, relation: Relation) -> Proof:
        """Proves an equality for any labels, or else for each choice of them."""
        proof = self._trial(None).prove(relation)
        if proof.false_accept is not None or not self._choices:
            return proof
        chance = 0.0
        for choice in range(len(self._choices)):
            proof = self._trial(choice).prove(relation)
            if proof.false_accept is None:
                return proof
            chance += proof.false_accept
        return replace(proof, false_accept=chance, labels=in_words(self.setting, EACH))

    def _trial(self, choice: int | None) -> _Trial:
        if choice not in self._trials:
            fixed = {} if choice is None else self._choices[choice]
            self._trials[choice] = _Trial(self.sides, self.setting, fixed)
        return self._trials[choice]


def choices(setting: Setting) -> list[dict[Key, int]]:
    """All labels: 0 or 1, or one of several classes; none if there are too many choices."""
    options: list[list[dict[Key, int]]] = []
    for quantity in setting.free:
        if quantity.role in LEAST:
            least = LEAST[quantity.role]
            options += [[{key: least}, {key: 1}] for key in setting.keys(quantity)]
        elif quantity.role == "classes":
            options += [
                [{key: int(key == chosen) for key in row} for chosen in row]
                for row in setting.rows(quantity)
            ]
    if not options or prod(map(len, options)) > MOST_CHOICES:
        return []
    return [{key: n for part in parts for key, n in part.items()} for parts in product(*options)]


ANY = {"label": "any {0}", "sign": "any {0}", "classes": "any {0} with Σ {0}_k = 1"}
EACH = {
    "label": "each {0} 0 or 1",
    "sign": "each {0} −1 or 1",
    "classes": "each {0} with one 1 and otherwise 0",
}


def in_words(setting: Setting, words: Mapping[str, str]) -> str:
    """For which labels a proof is one, in words."""
    labels = (quantity for quantity in setting.free if quantity.role in words)
    return ", ".join(words[quantity.role].format(quantity.name) for quantity in labels)


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
            values = self._drawn(quantity, labels)
            point |= values
            moving |= values
            origin |= values
            if quantity.role == "parameter":
                for key, value in values.items():
                    moving[key] = Dual(value, self.system.random(), 1)
                    origin[key] = self.system.number(0)
        self._here = Evaluation(setting, point, self.system)
        self._moving = Evaluation(setting, moving, self.system, level=1)
        self._origin = Evaluation(setting, origin, self.system)

    def _drawn(self, quantity: Quantity, labels: Mapping[Key, int]) -> dict[Key, Element]:
        """Random elements for the entries of a quantity; classes add up to 1."""
        found = {
            key: self.system.number(labels[key]) if key in labels else self.system.random()
            for key in self.setting.keys(quantity)
        }
        if quantity.role == "classes":
            for *others, last in self.setting.rows(quantity):
                found[last] = sum((-found[other] for other in others), self.system.number(1))
        return found

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
        return Proof(method, in_words(self.setting, ANY), chance)

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
