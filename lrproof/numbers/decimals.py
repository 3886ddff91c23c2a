"""Decimal numbers of sixty digits, for differences that float64 cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction

from lrproof.numbers.errors import Undefined
from lrproof.numbers.system import System

DIGITS = 60
RESOLUTION = 1e-40
"""A difference above this, relative to the size of the terms, is no rounding."""


class Decimals(System):
    """Sixty digits; to be used inside `precision()`.

    Examples:
        >>> system = Decimals()
        >>> with precision():
        ...     print(system.exp(system.ln(system.number(3))) - 3 < 1e-55)
        True
    """

    name = "sixty digits"

    def number(self, value: Fraction | float) -> Decimal:
        exact = Fraction(value)
        return Decimal(exact.numerator) / Decimal(exact.denominator)

    def plain_exp(self, x: Decimal) -> Decimal:
        return x.exp()

    def plain_ln(self, x: Decimal) -> Decimal:
        if x <= 0:
            raise Undefined("the logarithm of a number that is not positive")
        return x.ln()

    def plain_sqrt(self, x: Decimal) -> Decimal:
        return x.sqrt()

    def sign(self, x: Decimal) -> int:
        return (x > 0) - (x < 0)

    def size(self, x: Decimal) -> float:
        return float(abs(x))

    def integer(self, x: Decimal) -> int | None:
        return int(x) if x == x.to_integral_value() else None


@contextmanager
def precision() -> Iterator[None]:
    """Computes with sixty digits inside; what has no value is Undefined.

    Raises:
        Undefined: A division by zero, a number too large, a root of a negative number.
    """
    context = Context(prec=DIGITS, traps=[DivisionByZero, InvalidOperation, Overflow])
    try:
        with localcontext(context):
            yield
    except (DivisionByZero, InvalidOperation, Overflow) as error:
        raise Undefined("a number has no value in decimals") from error
