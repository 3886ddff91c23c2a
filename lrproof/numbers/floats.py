"""Float64 numbers that carry a bound on their own rounding error."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from lrproof.numbers.dual import Dual, Value
from lrproof.numbers.errors import Undefined
from lrproof.numbers.system import System

UNIT = 2.0**-53
"""Relative error of one rounded operation in float64."""

LARGEST_WHOLE = 2.0**53
"""Below this, sums and products of whole numbers are exact."""


class Rounded:
    """A float64 and a first-order bound on how far rounding has carried it from the true value.

    Examples:
        >>> third = Rounded(1.0) / Rounded(3.0)
        >>> third.value, third.error < 1e-16
        (0.3333333333333333, True)
    """

    __slots__ = ("error", "value")

    def __init__(self, value: float, error: float = 0.0) -> None:
        if value - value != 0:
            raise Undefined("a number grew beyond float64")
        self.value = value
        self.error = error

    def __repr__(self) -> str:
        return f"Rounded({self.value!r}, {self.error:.1e})"

    def __neg__(self) -> Rounded:
        return Rounded(-self.value, self.error)

    def __add__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        value = self.value + other.value
        if value - self.value == other.value and value - other.value == self.value:
            return Rounded(value, self.error + other.error)
        return Rounded(value, self.error + other.error + UNIT * abs(value))

    def __sub__(self, other: Value) -> Value:
        return self + (-other)

    def __mul__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        value = self.value * other.value
        error = abs(self.value) * other.error + abs(other.value) * self.error
        if error == 0 and self.value.is_integer() and other.value.is_integer():
            return Rounded(value, 0.0 if abs(value) < LARGEST_WHOLE else UNIT * abs(value))
        return Rounded(value, error + UNIT * abs(value))

    def __truediv__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        if abs(other.value) <= 2 * other.error or other.value == 0:
            raise Undefined("a division by zero")
        value = self.value / other.value
        error = (self.error + abs(value) * other.error) / abs(other.value) + UNIT * abs(value)
        return Rounded(value, error)


class Floats(System):
    """Float64, one point at a time, each number with its rounding error."""

    name = "floating point"

    def number(self, value: Fraction | float) -> Rounded:
        # Whole numbers are found again faster than fractions.
        return _nearest(*value.as_integer_ratio())

    def plain_exp(self, x: Rounded) -> Rounded:
        if x.value > 709 or x.error > 0.01:
            raise Undefined("e to the power of a number this large")
        value = math.exp(x.value)
        return Rounded(value, value * (x.error + 2 * UNIT))

    def plain_ln(self, x: Rounded) -> Rounded:
        if x.value <= 2 * x.error:
            raise Undefined("the logarithm of a number that is not positive")
        value = math.log(x.value)
        return Rounded(value, x.error / x.value + 2 * UNIT * abs(value))

    def plain_sqrt(self, x: Rounded) -> Rounded:
        if x.value <= 2 * x.error:
            raise Undefined("the square root of a number that is not positive")
        value = math.sqrt(x.value)
        return Rounded(value, x.error / (2 * value) + UNIT * value)

    def sign(self, x: Rounded) -> int:
        return (x.value > x.error) - (x.value < -x.error)

    def size(self, x: Rounded) -> float:
        return abs(x.value)

    def integer(self, x: Rounded) -> int | None:
        exact = x.error == 0 and x.value.is_integer()
        return int(x.value) if exact else None


@lru_cache(maxsize=4096)
def _nearest(numerator: int, denominator: int) -> Rounded:
    try:
        rounded = numerator / denominator
    except OverflowError:
        raise Undefined("a number beyond float64") from None
    exact = rounded.as_integer_ratio() == (numerator, denominator)
    return Rounded(rounded, 0.0 if exact else UNIT * abs(rounded))
