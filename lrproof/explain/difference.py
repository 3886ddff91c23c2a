"""What the difference between two lines looks like, in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lrproof.explain.materials import Materials, minus, over_all, times
from lrproof.explain.places import Place, equal, places
from lrproof.explain.words import Words
from lrproof.setting import Setting
from lrproof.tex import Expression
from lrproof.tex.expression import Quotient, Symbol

COUNT = 4
"""Places of each size."""

Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Difference:
    """What two lines differ by.

    Attributes:
        words: For a learner.
        slip: The slip that it looks like, if any; see `lrproof.mistakes.SLIPS`.
    """

    words: str
    slip: str = ""


class Pair:
    """Two formulas and their values at places of two sizes."""

    def __init__(
        self, left: Expression, right: Expression, setting: Setting, materials: Materials,
        words: Words,
    ) -> None:  # fmt: skip
        self.left = left
        self.right = right
        self.setting = setting
        self.materials = materials
        self.words = words
        self.places = [
            place
            for size in (setting, setting.resized)
            for place in places(size, left, right, COUNT, seed=3)
        ]
        self.values = self.valued(self.places)

    def valued(self, at: Sequence[Place]) -> list[tuple[Place, float, float]]:
        """Places with what both lines are worth there, where both have a value."""
        return [
            (place, one, other)
            for place in at
            if (one := place.value(self.left)) is not None
            and (other := place.value(self.right)) is not None
        ]

    def difference(self) -> Difference:
        """The first description that fits, and where both lines agree."""
        if len(self.values) < COUNT:
            return Difference("")
        for rule in (self.sign, self.constant, self.factor, self.term, self.exchanged):
            found = rule()
            if found:
                agree = self.agreement()
                return Difference(" ".join(filter(None, (found.words, agree))), found.slip)
        return Difference(self.agreement())

    def sign(self) -> Difference | None:
        """Whether one line is minus the other."""
        if all(equal(other, -one) for _, one, other in self.values):
            return Difference("This line is the line before with the opposite sign.", "sign")
        return None

    def constant(self) -> Difference | None:
        """Whether one line is a number times the other, which may depend on the sizes."""
        ratios = self.ratios()
        if ratios is None:
            return None
        for words, slip, worth in _CONSTANTS:
            for sign in (1, -1):
                if all(
                    _sizes_known(worth, place) and equal(ratio, sign * worth(place.setting.sizes))
                    for place, ratio in ratios
                ):
                    minus = " and with the opposite sign" if sign < 0 else ""
                    return Difference(f"This line is the line before {words}{minus}.", slip)
        first = ratios[0][1]
        if all(equal(ratio, first) for _, ratio in ratios):
            return Difference(f"This line is the line before times {first:.6g}.", "constant")
        return None

    def ratios(self) -> list[tuple[Place, float]] | None:
        """This line divided by the line before, where that is not 0."""
        found = [(place, other / one) for place, one, other in self.values if abs(one) > 1e-12]
        zero = any(abs(one) <= 1e-12 < abs(other) for _, one, other in self.values)
        return None if zero or len(found) < COUNT or not any(r for _, r in found) else found

    def factor(self) -> Difference | None:
        """Whether one line is the other times a quantity, or divided by one."""
        ratios = self.ratios()
        if ratios is None:
            return None
        for material in self.materials.factors:
            for turned in (False, True):
                for sign in (1, -1):
                    if all(
                        _fits(place.value(material.expression), ratio, sign, turned=turned)
                        for place, ratio in ratios
                    ):
                        verb = "divided by" if turned else "times"
                        name = self.words.formula(material.expression)
                        minus = ", and with the opposite sign" if sign < 0 else ""
                        slip = material.missing if turned else material.extra
                        return Difference(
                            f"This line is the line before {verb} {name}{minus}.", slip
                        )
        return None

    def term(self) -> Difference | None:
        """Whether one line is the other plus a term."""
        for part, missing, extra in self.terms():
            for factor, often in ((1.0, ""), (2.0, "twice "), (0.5, "half of ")):
                for sign in (1, -1):
                    if all(
                        equal_gap(place, part, sign * factor, one, other)
                        for place, one, other in self.values
                    ):
                        more = "plus" if sign > 0 else "minus"
                        name = self.words.formula(part)
                        return Difference(
                            f"This line is the line before {more} {often}{name}.",
                            extra if sign > 0 else missing,
                        )
        return None

    def terms(self) -> Iterator[tuple[Expression, str, str]]:
        """What one line may have more than the other."""
        for material in self.materials.terms:
            yield material.expression, material.missing, material.extra
        penalties = self.materials.penalties()
        for weight in self.materials.weights():
            strength = Symbol("lambda")
            if not penalties or not weight.indices or "" in weight.indices:
                continue
            summed = over_all(weight.name)
            scales = [Quotient(strength, Symbol("m"))] if "m" in self.setting.sizes else []
            for scale in (*scales, strength):
                yield times(scale, minus(summed, weight)), "sum-missing", "sum-extra"

    def exchanged(self) -> Difference | None:
        """Whether one line is the other with another index."""
        for letter, axis in self.letters():
            for index in self.setting.numbers(axis):
                if all(
                    equal(_at(place, self.left, letter, index), other)
                    for place, _, other in self.values
                    if index in place.setting.numbers(axis)
                ):
                    name = self.words.index(letter)
                    return Difference(
                        f"This line is the line before with {index} for the index {name}.", "index"
                    )
        return None

    def letters(self) -> Iterator[tuple[str, str]]:
        """The free indices of the line before, and what they count."""
        for letter in sorted(self.left.free):
            yield letter, self.setting.axis(letter, self.left, self.right)

    def agreement(self) -> str:
        """Where both lines agree although they differ elsewhere."""
        found = [words for words, moved in self.special() if self.agrees(moved)]
        return f"Both agree where {found[0]}, and not elsewhere." if found else ""

    def special(self) -> Iterator[tuple[str, list[Place]]]:
        """Special places: all labels alike, a parameter 0, one example."""
        used = self.setting.used((self.left, self.right))
        for quantity in (quantity for quantity in self.setting.free if quantity.name in used):
            name, role = quantity.name, quantity.role
            tex = self.words.name(name)
            every = "all " if quantity.axes else ""
            if role in ("label", "sign"):
                yield f"{every}{tex} = 1", [place.moved(**{name: 1.0}) for place in self.places]
                other = 0 if role == "label" else -1
                moved = [place.moved(**{name: float(other)}) for place in self.places]
                yield f"{every}{tex} = {other}".replace("-", "−"), moved
            if name in ("b", "lambda", "w"):
                yield f"{tex} = 0", [place.moved(**{name: 0.0}) for place in self.places]
            if name == "x":
                yield f"{every}{tex} = 1", [place.moved(**{name: 1.0}) for place in self.places]
        for axis, what in (("m", "one example"), ("n", "one feature")):
            if axis in self.setting.sizes:
                one = self.setting.sized({axis: 1})
                yield (f"there is only {what}, {axis} = 1", self.drawn(one))

    def drawn(self, setting: Setting) -> list[Place]:
        """Places in a setting of another size."""
        return places(setting, self.left, self.right, COUNT, seed=4)

    def agrees(self, moved: Sequence[Place]) -> bool:
        """Whether both lines have the same value at places."""
        known = 0
        for place in moved:
            one, other = place.value(self.left), place.value(self.right)
            if one is None or other is None:
                continue
            if not equal(one, other):
                return False
            known += 1
        return known >= COUNT


def _at(place: Place, formula: Expression, letter: str, index: int) -> float | None:
    there = Place(place.setting, place.point, {**place.indices, letter: index})
    return there.value(formula)


def _fits(value: float | None, ratio: float, sign: int, *, turned: bool) -> bool:
    if value is None or value == 0:
        return False
    return equal(ratio, sign / value if turned else sign * value)


def equal_gap(place: Place, part: Expression, factor: float, one: float, other: float) -> bool:
    """Whether one value is another one plus a multiple of a term, which is not 0."""
    value = place.value(part)
    return value is not None and abs(value) > 1e-9 and equal(other, one + factor * value)


def _sizes_known(worth: Callable[[Sizes], float], place: Place) -> bool:
    try:
        worth(place.setting.sizes)
    except KeyError:
        return False
    return True


_CONSTANTS: Sequence[tuple[str, str, Callable[[Sizes], float]]] = (
    ("times 2", "two-extra", lambda _: 2.0),
    ("times 1/2", "half-extra", lambda _: 0.5),
    ("times m, the number of examples", "mean-missing", lambda s: s["m"]),
    ("divided by m, the number of examples", "mean-extra", lambda s: 1 / s["m"]),
    ("times m/n: n, the number of features, stands for m", "count", lambda s: s["m"] / s["n"]),
    ("divided by n, the number of features", "count", lambda s: 1 / s["n"]),
    ("times n, the number of features", "count", lambda s: s["n"]),
    ("divided by ln 10", "logarithm-base", lambda _: 1 / math.log(10)),
    ("times ln 10", "logarithm-base", lambda _: math.log(10)),
    ("times 2m", "mean-missing", lambda s: 2.0 * s["m"]),
    ("divided by 2m", "half-extra", lambda s: 0.5 / s["m"]),
    ("times m/2", "mean-missing", lambda s: 0.5 * s["m"]),
    ("times 2/m", "two-extra", lambda s: 2.0 / s["m"]),
    ("times 4", "two-extra", lambda _: 4.0),
    ("times 1/4", "half-extra", lambda _: 0.25),
    ("times m², the square of the number of examples", "mean-missing", lambda s: s["m"] ** 2.0),
    ("divided by m²", "mean-extra", lambda s: s["m"] ** -2.0),
)
