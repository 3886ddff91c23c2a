"""Intervals with exact ends: all that a formula can be, whatever its variables are."""

from __future__ import annotations

import math
from fractions import Fraction

from lrproof.numbers.dual import Dual, Value
from lrproof.numbers.errors import Inapplicable
from lrproof.numbers.system import MOST_BITS, System, bits

ZERO = Fraction(0)
End = tuple[Fraction | float, bool]
"""A rational number or ±∞, and whether the interval goes up to it without containing it."""


class Interval:
    """One unknown number, and between which ends it lies.

    An object stands for one number. So x * x is a square, and a product of two objects with the
    same ends is not: no operation returns one of its operands or an object made before.

    Examples:
        >>> x, y = Interval((-2, False), (3, False)), Interval((-2, False), (3, False))
        >>> x * x
        [0, 9]
        >>> x * y
        [-6, 9]
    """

    __slots__ = ("lower", "upper")

    def __init__(self, lower: End, upper: End) -> None:
        for end, _ in (lower, upper):
            if isinstance(end, Fraction) and bits(end) > MOST_BITS:
                raise Inapplicable("a number is too large for the rules of signs")
        self.lower = lower
        self.upper = upper

    def __repr__(self) -> str:
        left, right = ("(" if self.lower[1] else "["), (")" if self.upper[1] else "]")
        return f"{left}{self.lower[0]}, {self.upper[0]}{right}"

    @property
    def least(self) -> int | None:
        """1 if all of it is positive, 0 if nothing is negative, else None."""
        if self.lower[0] > 0 or self.lower == (0, True):
            return 1
        return 0 if self.lower[0] == 0 else None

    @property
    def constant(self) -> Fraction | None:
        """The one number that it can be, if it is a single one."""
        found = self.lower[0]
        return found if self.upper[0] == found and isinstance(found, Fraction) else None

    def __neg__(self) -> Interval:
        return Interval((-self.upper[0], self.upper[1]), (-self.lower[0], self.lower[1]))

    def __add__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        return Interval(_sum(self.lower, other.lower), _sum(self.upper, other.upper))

    def __sub__(self, other: Value) -> Value:
        return self + (-other)

    def __mul__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        ends = [
            _product(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)
        ]
        found = Interval(min(ends), max(ends, key=_highest))
        if self is other and found.least is None:
            found = Interval((ZERO, False), found.upper)
        return found

    def __truediv__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        if other.least != 1 and (-other).least != 1:
            raise Inapplicable("a denominator may be 0")
        return self * Interval(_inverse(other.upper, -1), _inverse(other.lower, 1))


def _highest(end: End) -> tuple[Fraction | float, bool]:
    return end[0], not end[1]


def _sum(left: End, right: End) -> End:
    return left[0] + right[0], left[1] or right[1]


def _product(left: End, right: End) -> End:
    zeros = [end[1] for end in (left, right) if end[0] == 0]
    if zeros:
        return ZERO, all(zeros)
    return left[0] * right[0], left[1] or right[1]


def _inverse(end: End, sign: int) -> End:
    """1/x at an end of an interval without 0; its end 0 becomes ∞ of this sign."""
    if end[0] == 0:
        return sign * math.inf, True
    return (ZERO, True) if math.isinf(end[0]) else (1 / Fraction(end[0]), end[1])


class Intervals(System):
    """Ends that hold for every value of the variables; all of them are rational numbers.

    Examples:
        >>> system = Intervals()
        >>> anything = system.between(-math.inf, math.inf)
        >>> system.sigmoid(anything), system.ln(system.sigmoid(anything))
        ((0, 1), (-inf, 0))
    """

    name = "intervals"

    def between(self, lower: float, upper: float, *, ends: bool = False) -> Interval:
        """A new unknown number; finite ends belong to its interval if `ends` is true."""
        return Interval(_end(lower, not ends), _end(upper, not ends))

    def number(self, value: Fraction | float) -> Interval:
        exact = Fraction(value)
        return Interval((exact, False), (exact, False))

    def plain_exp(self, x: Interval) -> Interval:
        """By 1 + x <= e^x, and e^x <= 1/(1-x) where x < 1."""
        lower, upper = x.lower, x.upper
        least: End = (1 + lower[0], lower[1] or lower[0] > 0) if lower[0] >= 0 else (ZERO, True)
        most: End = (math.inf, True)
        if upper[0] <= 0:
            most = 1 / (1 - Fraction(upper[0])), upper[1] or upper[0] < 0
        return Interval(least, most)

    def plain_ln(self, x: Interval) -> Interval:
        """By 1 - 1/x <= ln x <= x - 1."""
        if x.least != 1:
            raise Inapplicable("the logarithm of what may be 0 or less")
        low, high = x.lower, x.upper
        least: End = (-math.inf, True) if low[0] == 0 else (1 - 1 / low[0], low[1] or low[0] != 1)
        return Interval(least, (high[0] - 1, high[1] or high[0] != 1))

    def plain_sqrt(self, x: Interval) -> Interval:
        """By its sign, and whether x is below 1."""
        if x.least is None:
            raise Inapplicable("the root of what may be negative")
        most: End = (Fraction(1), x.upper[1]) if x.upper[0] <= 1 else (math.inf, True)
        return Interval((ZERO, x.least == 1), most)

    def plain_any(self, letter: str, order: int, x: Interval) -> Interval:  # noqa: ARG002
        """Of a function that is only a letter nothing is known."""
        return self.between(-math.inf, math.inf)

    def abs(self, x: Value) -> Value:
        if isinstance(x, Dual):
            return super().abs(x)
        found = self.max(x, -x)
        return Interval(max(found.lower, (ZERO, False)), found.upper)

    def max(self, x: Value, y: Value) -> Value:
        if isinstance(x, Dual) or isinstance(y, Dual):
            return super().max(x, y)
        return Interval(max(x.lower, y.lower), max(x.upper, y.upper, key=_highest))

    def sign(self, x: Interval) -> int:
        if x.constant == 0:
            return 0
        if x.least != 1 and (-x).least != 1:
            raise Inapplicable("the sign is not known")
        return 1 if x.least == 1 else -1

    def size(self, x: Interval) -> float:
        return float(x.least == 1 or (-x).least == 1)

    def integer(self, x: Interval) -> int | None:
        found = x.constant
        return found.numerator if found is not None and found.denominator == 1 else None


def _end(number: float, open_: bool) -> End:
    return (number, True) if math.isinf(number) else (Fraction(number), open_)
