"""Points at which the two lines are looked at, and what formulas are worth there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lrproof.evaluate import Evaluation
from lrproof.numbers import Floats, Inapplicable, Rounded, Undefined, Value
from lrproof.sampling import SATURATED_TURNS, sample
from lrproof.setting import Key, Setting
from lrproof.tex import Expression
from lrproof.tex.expression import Symbol

NEARLY = 1e-9
"""What differs by less than this, relative to its size, is equal: rounding is far smaller."""


class _Sharing(Evaluation):
    """What parts of a line are worth is remembered: a change of it leaves most of them."""

    def __init__(self, setting: Setting, point: Mapping[Key, Value]) -> None:
        super().__init__(setting, point, Floats())
        self.kept: list[Expression] = []
        self.shared: set[int] = set()
        self._values: dict[tuple[int | None, ...], Value] = {}

    def value(self, expression: Expression, indices: Mapping[str, int]) -> Value:
        if id(expression) not in self.shared:
            return super().value(expression, indices)
        known = (id(expression), *map(indices.get, expression.free))
        if known not in self._values:
            self._values[known] = super().value(expression, indices)
        return self._values[known]


@dataclass(frozen=True)
class Place:
    """A setting of some size, a number for each of its free entries, and for each free index."""

    setting: Setting
    point: Mapping[Key, float]
    indices: Mapping[str, int]

    @cached_property
    def _evaluation(self) -> _Sharing:
        number = Floats().number
        return _Sharing(self.setting, {key: number(value) for key, value in self.point.items()})

    def value(self, expression: Expression) -> float | None:
        """What a formula is worth here, or None."""
        # Values are remembered by identity, so that no formula may go while others come.
        self._evaluation.kept.append(expression)
        try:
            found = self._evaluation.value(expression, self.indices)
        except (Undefined, Inapplicable, ValueError, OverflowError):
            return None
        return found.value if isinstance(found, Rounded) else None

    def share(self, expression: Expression) -> None:
        """Remembers from now on what the parts of a formula are worth."""
        self._evaluation.kept.append(expression)
        shared = (id(part) for part in expression.walk() if not isinstance(part, Symbol))
        self._evaluation.shared.update(shared)

    def moved(self, **values: float) -> Place:
        """The same place with one number for all entries of a quantity."""
        point = {key: values.get(key[0], value) for key, value in self.point.items()}
        return replace(self, point=point)


def equal(left: float | None, right: float | None) -> bool:
    """Whether two values are the same but for rounding."""
    if left is None or right is None:
        return False
    return abs(left - right) <= NEARLY * max(abs(left), abs(right), 1e-3)


def places(
    setting: Setting, left: Expression, right: Expression, count: int, *, seed: int = 1
) -> list[Place]:
    """Random places, each with its own choice of the free indices."""
    assignments = setting.assignments(left, right)
    # Away from where all parameters are 0 or large.
    first, rng = SATURATED_TURNS.stop, random.Random(seed)
    return [
        Place(
            setting,
            sample(setting, rng, first + turn),
            assignments[(turn * 5 + 1) % len(assignments)],
        )
        for turn in range(count)
    ]


def small(setting: Setting) -> Iterator[Setting]:
    """The setting with as few examples and features as may do, the smallest first."""
    if not setting.sizes:
        yield setting
        return
    for examples, features in ((2, 1), (2, 2), (3, 2)):
        yield setting.sized({"m": examples, "n": features})
    yield setting
