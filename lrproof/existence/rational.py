"""Exact numbers: what is taken for one, signs, and bounds of the exponential."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from numbers import Rational
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Exact: TypeAlias = int | Fraction | str
"""A number without rounding error: a whole number, a fraction, or text that `Fraction` reads."""

__all__ = ["Exact", "exact", "exp_bounds", "label", "positive", "primitive", "sign"]


def exact(value: object) -> Fraction:
    """Return a number as a fraction; refuse a float.

    Examples:
        >>> exact("0.9")
        Fraction(9, 10)
        >>> exact(0.9)
        Traceback (most recent call last):
        TypeError: numbers must be exact, as '9/10' or '0.9' in quotes; got 0.9
    """
    if not isinstance(value, (Rational, str)):
        msg = f"numbers must be exact, as '9/10' or '0.9' in quotes; got {value!r}"
        raise TypeError(msg)
    return Fraction(value)


def positive(u: Exact) -> Fraction:
    """Return the value of e^-w as a fraction; refuse one that is not positive."""
    value = exact(u)
    if value <= 0:
        msg = f"u = e^-w must be positive; got {u}"
        raise ValueError(msg)
    return value


def label(y: Exact) -> Fraction:
    """Return a label as a fraction; refuse one that is not between 0 and 1."""
    value = exact(y)
    if not 0 <= value <= 1:
        msg = f"a label must lie between 0 and 1; got {y}"
        raise ValueError(msg)
    return value


def sign(value: Fraction | int) -> int:
    """Return -1, 0 or 1."""
    return (value > 0) - (value < 0)


def primitive(values: Sequence[Fraction | int]) -> list[int]:
    """Return whole numbers in the same proportions, with the same signs and no common factor.

    Examples:
        >>> primitive([Fraction(1, 2), Fraction(-3, 4)])
        [2, -3]
    """
    scale = lcm(*(Fraction(v).denominator for v in values))
    whole = [int(v * scale) for v in values]
    common = gcd(*whole) or 1
    return [v // common for v in whole]


def exp_bounds(x: Fraction) -> tuple[Fraction, Fraction]:
    """Return a lower and an upper bound of e^x, which differ by less than one part in 10^30.

    Examples:
        >>> low, high = exp_bounds(Fraction(1))
        >>> print(f"{float(low):.6f} {float(high):.6f} {float(high - low) < 1e-29}")
        2.718282 2.718282 True
    """
    if x < 0:
        low, high = exp_bounds(-x)
        return 1 / high, 1 / low
    term = total = Fraction(1)
    k = 0
    while k < 2 * x or term > total / 10**30:
        k += 1
        term *= x / k
        total += term
    # From here on each term is less than half the one before, so the rest is less than the last.
    return total, total + term
