"""Dual numbers a + bε with ε² = 0 over any kind of number: b is the derivative.

The level keeps nested derivatives apart: the number of the innermost one has the highest level,
and to it all numbers of lower levels are constants.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Value: TypeAlias = Any
"""An element of some kind of number, or a Dual over one."""


class Dual:
    """A value with its slope in the direction of one derivative.

    Examples:
        >>> x = Dual(3.0, 1.0, level=1)
        >>> (x * x + x).slope
        7.0
    """

    __slots__ = ("level", "slope", "value")

    def __init__(self, value: Value, slope: Value, level: int) -> None:
        self.value = value
        self.slope = slope
        self.level = level

    def __repr__(self) -> str:
        return f"Dual({self.value!r}, {self.slope!r}, level={self.level})"

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope, self.level)

    def __add__(self, other: Value) -> Dual:
        if isinstance(other, Dual):
            if other.level > self.level:
                return Dual(self + other.value, other.slope, other.level)
            if other.level == self.level:
                return Dual(self.value + other.value, self.slope + other.slope, self.level)
        return Dual(self.value + other, self.slope, self.level)

    __radd__ = __add__

    def __sub__(self, other: Value) -> Dual:
        return self.__add__(-other)

    def __rsub__(self, other: Value) -> Dual:
        return self.__neg__().__add__(other)

    def __mul__(self, other: Value) -> Dual:
        if isinstance(other, Dual):
            if other.level > self.level:
                return Dual(self * other.value, self * other.slope, other.level)
            if other.level == self.level:
                slope = self.slope * other.value + self.value * other.slope
                return Dual(self.value * other.value, slope, self.level)
        return Dual(self.value * other, self.slope * other, self.level)

    __rmul__ = __mul__

    def __truediv__(self, other: Value) -> Dual:
        if isinstance(other, Dual) and other.level >= self.level:
            top = self if other.level > self.level else self.value
            quotient = top / other.value
            slope = -(quotient * other.slope)
            if other.level == self.level:
                slope = slope + self.slope
            return Dual(quotient, slope / other.value, other.level)
        return Dual(self.value / other, self.slope / other, self.level)

    def __rtruediv__(self, other: Value) -> Dual:
        quotient = other / self.value
        return Dual(quotient, -(quotient * self.slope) / self.value, self.level)


def base(value: Value) -> Value:
    """The number under all duals."""
    while isinstance(value, Dual):
        value = value.value
    return value
