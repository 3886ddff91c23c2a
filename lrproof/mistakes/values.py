"""The numbers that a wrong formula gives at a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from lrproof.evaluate import Evaluation
from lrproof.mistakes.mistake import TARGETS, Mistake
from lrproof.numbers import Floats, Inapplicable, Rounded, Undefined
from lrproof.setting import Key, Setting
from lrproof.settings import SETTINGS
from lrproof.tex import Expression, ReadError, read_formula

Numbers = float | Sequence["Numbers"]


def values(
    mistake: Mistake, target: str, numbers: Mapping[str, Numbers], sizes: Mapping[str, int]
) -> Iterator[tuple[float, ...]]:
    """What the wrong formulas for a target are worth, one after the other.

    Args:
        mistake: The entry of the catalogue.
        target: What the formulas are written for; see `TARGETS`.
        numbers: For each free symbol of the mistake's setting its number, or numbers in rows.
        sizes: How many examples (m), features (n) and classes (K) there are.

    Yields:
        The entries in reading order: one for a scalar, n for `weight`. A formula that has no
        value there is passed over.

    Examples:
        >>> from lrproof.mistakes import MISTAKES
        >>> data = {"x": [[1.0], [2.0]], "y": [0, 1], "w": [0.0], "b": 0.0, "lambda": 0.0}
        >>> list(values(MISTAKES["missing-mean"], "weight", data, {"m": 2, "n": 1}))
        [(-0.5,)]
    """
    setting = sized(mistake.setting, tuple(sorted(sizes.items())))
    for formula in mistake.wrong.get(target, ()):
        with_values = entries(formula, target, setting, numbers)
        if with_values is not None:
            yield with_values


def entries(
    formula: str, target: str, setting: Setting, numbers: Mapping[str, Numbers]
) -> tuple[float, ...] | None:
    """What one formula is worth for each choice of the target's indices, or None."""
    wrong, right = formula_of(formula, setting.name), formula_of(TARGETS[target], setting.name)
    if wrong is None or right is None:
        return None
    system = Floats()
    point = {
        key: system.number(value)
        for name, given in numbers.items()
        for key, value in _entries(name, given, setting)
    }
    evaluation = Evaluation(setting, point, system)
    try:
        found = [evaluation.value(wrong, at) for at in setting.assignments(right)]
    except (Undefined, Inapplicable, ValueError):
        return None
    return tuple(entry.value for entry in found if isinstance(entry, Rounded))


@cache
def formula_of(formula: str, setting: str) -> Expression | None:
    """A formula of the catalogue, read; None for a product whose shapes do not fit."""
    try:
        return read_formula(formula, SETTINGS[setting].vocabulary)
    except ReadError:
        return None


@lru_cache(maxsize=100)
def sized(name: str, sizes: tuple[tuple[str, int], ...]) -> Setting:
    """A setting of the catalogue with these sizes."""
    return SETTINGS[name].sized(dict(sizes))


def _entries(name: str, given: Numbers, setting: Setting) -> Iterator[tuple[Key, float]]:
    def part(value: Numbers, numbers: tuple[int, ...]) -> Iterator[tuple[Key, float]]:
        if isinstance(value, (int, float)):
            yield (name, numbers), float(value)
            return
        first = setting.numbers(setting.quantity(name).axes[len(numbers)]).start
        for number, inside in enumerate(value, start=first):
            yield from part(inside, (*numbers, number))

    return part(given, ())
