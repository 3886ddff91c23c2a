"""The numbers of a place, as a dataset of the catalogue: one example is a dataset of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lrproof.evaluate import Evaluation
from lrproof.explain.places import Place
from lrproof.mistakes import TARGETS
from lrproof.mistakes.values import formula_of, sized
from lrproof.numbers import Floats, Inapplicable, Rounded, Undefined
from lrproof.setting import Key, Setting
from lrproof.tex import Expression
from lrproof.tex.expression import Symbol

_ALIKE = frozenset({"x", "w", "b", "y", "z", "lambda", "alpha", "W", "v", "t"})
"""Quantities that have one name in all settings."""
_OF_THE_LOGIT = frozenset({"z", "f", "p", "L"})
"""What has a value where a logit is known, and not of what it is made."""


@dataclass(frozen=True)
class Translated:
    """A place of the learner's setting, in a setting of the catalogue.

    Where not all has a value, `known` says what does.
    """

    setting: Setting
    point: Mapping[Key, float]
    known: frozenset[str] | None = None

    @cached_property
    def _evaluation(self) -> Evaluation:
        system = Floats()
        point = {key: system.number(value) for key, value in self.point.items()}
        return Evaluation(self.setting, point, system)

    def value(self, formula: str, indices: Mapping[str, int]) -> float | None:
        """What a formula of the catalogue is worth here."""
        expression = formula_of(formula, self.setting.name)
        if expression is None or not (self.known is None or _names(expression) <= self.known):
            return None
        try:
            found = self._evaluation.value(expression, indices)
        except (Undefined, Inapplicable):
            return None
        return found.value if isinstance(found, Rounded) else None

    def choices(self, target: str) -> list[dict[str, int]]:
        """The values of the indices of a target."""
        return _choices(target, self.setting.name, tuple(sorted(self.setting.sizes.items())))


@lru_cache(maxsize=1000)
def _choices(target: str, name: str, sizes: tuple[tuple[str, int], ...]) -> list[dict[str, int]]:
    expression = formula_of(TARGETS[target], name)
    return sized(name, sizes).assignments(expression) if expression is not None else []


def translated(place: Place, name: str, penalty: float = 1.0) -> Translated | None:
    """A place in a setting of the catalogue, if its symbols can be found there.

    Args:
        place: Numbers in the learner's setting.
        name: Name of a setting of the catalogue.
        penalty: What λ is multiplied by: mλ for one that is not divided by m, 0 for none.
    """
    # Without examples or features of its own, a line is about one of them.
    setting = sized(name, tuple(sorted({"m": 1, "n": 1, **place.setting.sizes}.items())))
    if place.point.keys() == {(place.setting.variable, ())} and "z" in setting.ranges:
        # One real variable, whatever its letter, is the logit of one example.
        (value,) = place.point.values()
        return Translated(setting, {("z", (1,)): value}, _OF_THE_LOGIT)
    point: dict[Key, float] = {}
    for (symbol, numbers), value in place.point.items():
        for key in _keys(symbol, numbers, place.setting, setting):
            signed = place.setting.quantity(symbol).role == "sign"
            point[key] = (value + 1) / 2 if signed else value
    if "lambda" in setting.ranges:
        inverse = place.point.get(("C", ()))
        strength = 1 / inverse if inverse else point.get(("lambda", ()), 0.0)
        point["lambda", ()] = strength * penalty
        point.setdefault(("alpha", ()), 0.5)
    given = {name for name, _ in point}
    missing = [key for q in setting.free for key in setting.keys(q) if key not in point]
    if {name for name, _ in missing} <= {"v", "t", "b"}:
        return Translated(setting, {**point, **dict.fromkeys(missing, 0.0)})
    return Translated(setting, point, _OF_THE_LOGIT | given) if "z" in given else None


def _keys(symbol: str, numbers: tuple[int, ...], here: Setting, there: Setting) -> list[Key]:
    """Where an entry of one setting stands in another."""
    names = {quantity.name for quantity in there.symbols}
    if symbol == "theta" and "w" in names and numbers:
        return [("b", ())] if numbers[0] == 0 else [("w", numbers)]
    if symbol not in names or symbol not in _ALIKE:
        return []
    at = dict(zip(here.quantity(symbol).axes, numbers, strict=True))
    return [(symbol, tuple(at.get(axis, 1) for axis in there.quantity(symbol).axes))]


def _names(expression: Expression) -> set[str]:
    return {part.name for part in expression.walk() if isinstance(part, Symbol)}
