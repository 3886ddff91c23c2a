"""Does a checker compute what the TeX says? Its sides against those that were read."""

from __future__ import annotations

import importlib
import inspect
import random
from collections.abc import Callable, Sequence
from typing import Any

from lrproof.evaluate import Evaluation
from lrproof.numbers import UNIT, Floats, Inapplicable, Undefined
from lrproof.sampling import SATURATED_TURNS, sample
from lrproof.setting import Setting
from lrproof.tex import Expression

TURNS = 14
TOLERANCE = 1e-11
"""Complex step and textbook formulas lose a few digits more than the sides of the TeX do."""

Checker = Callable[..., Any]


class Disagreement(ValueError):
    """What a checker does otherwise than the TeX."""


def find(path: str) -> Checker | None:
    """The function at a dotted path, if there is one."""
    module, _, function = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), function, None)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
        return None
    return found if callable(found) else None


def compare(
    function: Checker,
    sides: Sequence[Expression],
    setting: Setting,
    *,
    seed: int | None = None,
    ends: bool = False,
) -> None:
    """Compares each side with what a checker returns, at points without saturated predictions.

    Args:
        function: Takes symbols of the setting by their names, as floats and arrays; returns a
            tuple of sides.
        sides: The formulas.
        setting: What their symbols stand for.
        seed: For the points; fresh ones without it.
        ends: Whether the checker may return the first and the last side alone.

    Raises:
        Disagreement: It returns something else, at a point that is named.
    """
    rng = random.Random(seed)
    compared = 0
    for turn in range(TURNS):
        values = sample(setting, rng, turn)
        if turn in SATURATED_TURNS:
            continue
        system = Floats()
        numbers = {key: system.number(value) for key, value in values.items()}
        evaluation = Evaluation(setting, numbers, system)
        arguments = _arguments(function, evaluation)
        for number, (side, value) in enumerate(_pairs(function, arguments, sides, ends), start=1):
            try:
                compared += _compare(side, value, evaluation, sides)
            except Disagreement as message:
                given = ", ".join(f"{name} = {value}" for name, value in arguments.items())
                raise Disagreement(
                    f"side {number} disagrees with its checker at {given}: {message}"
                ) from None
    if not compared:
        raise Disagreement("it has no value at any point at which its checker was called")


def _arguments(function: Checker, evaluation: Evaluation) -> dict[str, object]:
    """The numbers that a checker asks for by the names of its parameters; `lambda_` is lambda."""
    import numpy as np

    setting = evaluation.setting
    found: dict[str, object] = {}
    for name in inspect.signature(function).parameters:
        try:
            quantity = setting.quantity(name.removesuffix("_"))
        except KeyError:
            message = f"its checker asks for {name}, which is not known in {setting.title}"
            raise Disagreement(message) from None
        values = [evaluation.quantity(key).value for key in setting.keys(quantity)]
        shape = tuple(len(setting.numbers(axis)) for axis in quantity.axes)
        found[name] = np.reshape(values, shape) if shape else values[0]
    return found


def _pairs(
    function: Checker, arguments: dict[str, object], sides: Sequence[Expression], ends: bool
) -> list[tuple[Expression, Any]]:
    """Each side with what the checker returned for it."""
    try:
        returned = function(**arguments)
    except Exception as error:  # whatever a checker raises is a finding, not a crash
        raise Disagreement(f"its checker raised {type(error).__name__}: {error}") from error
    if not isinstance(returned, tuple):
        raise Disagreement("its checker returned no tuple of sides")
    if ends and len(returned) == 2:
        return [(sides[0], returned[0]), (sides[-1], returned[1])]
    if len(returned) != len(sides):
        raise Disagreement(f"its checker returned {len(returned)} sides, the TeX has {len(sides)}")
    return list(zip(sides, returned, strict=True))


def _compare(
    side: Expression, value: Any, evaluation: Evaluation, sides: Sequence[Expression]
) -> int:
    """Compares all entries of one side; returns how many had a value."""
    import numpy as np

    setting = evaluation.setting
    letters = sorted(side.free)
    ranges = [_numbers(letter, side, sides, setting) for letter in letters]
    shape = tuple(map(len, ranges))
    try:
        returned = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Disagreement(f"it returned {value!r}, which is no number") from None
    if returned.shape not in ((), shape):
        raise Disagreement(f"it returned the shape {returned.shape}, the formula has {shape}")
    compared = 0
    for place in np.ndindex(*shape):
        indices = {
            letter: numbers[at] for letter, numbers, at in zip(letters, ranges, place, strict=True)
        }
        try:
            expected = evaluation.value(side, indices)
        except (Undefined, Inapplicable):
            continue
        actual = float(returned[place] if returned.shape else returned)
        size = max(abs(actual), abs(expected.value), expected.error / UNIT)
        if not abs(actual - expected.value) <= TOLERANCE * size:
            raise Disagreement(f"{actual!r} against {expected.value!r} from the TeX")
        compared += 1
    return compared


def _numbers(letter: str, side: Expression, sides: Sequence[Expression], setting: Setting) -> range:
    """The numbers of an index, told by all sides: [1 X] alone has no column 0, nor δ_jk a size."""
    try:
        axis = setting.axis(letter, *sides)
    except ValueError:  # two statements, with one letter in two meanings
        axis = setting.axis(letter, side)
    return setting.numbers(axis)
