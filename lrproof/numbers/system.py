"""What every kind of number offers to the evaluator; the functions and their derivatives."""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction

from lrproof.numbers.dual import Dual, Value, base
from lrproof.numbers.errors import Inapplicable, Undefined

LARGEST_EXPONENT = 1000
MOST_BITS = 2000
"""A rational number with more of them takes too long to compute with."""
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
_COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def bits(value: Fraction) -> int:
    """How long a rational number is."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def coefficient(letter: str) -> Fraction:
    """The c of the function that stands for any one; 2.2 for A."""
    return 2 + Fraction(ord(letter[-1]) % 7, 10)


class System(ABC):
    """A kind of number: its constants and its functions, extended to dual numbers.

    Addition, multiplication and division are the elements' own operators. A subclass gives
    the functions on plain elements; this class adds the rule of differentiation of each.
    """

    name: str

    @abstractmethod
    def number(self, value: Fraction | float) -> Value:
        """A constant of this kind."""

    @abstractmethod
    def plain_exp(self, x: Value) -> Value:
        """e^x of a plain element."""

    @abstractmethod
    def plain_ln(self, x: Value) -> Value:
        """Natural logarithm of a plain element."""

    @abstractmethod
    def plain_sqrt(self, x: Value) -> Value:
        """Square root of a plain element."""

    def plain_any(self, letter: str, order: int, x: Value) -> Value:
        """A derivative of the function that stands for any one: e^{x/2} - c e^{x/3}.

        It and its first derivatives take both signs. Its c is that of the letter.
        """
        second = self.number(HALF**order) * self.plain_exp(x * self.number(HALF))
        third = self.number(THIRD**order) * self.plain_exp(x * self.number(THIRD))
        return second - self.number(coefficient(letter)) * third

    @abstractmethod
    def sign(self, x: Value) -> int:
        """-1, 0 or 1 for a plain element."""

    @abstractmethod
    def integer(self, x: Value) -> int | None:
        """The integer that a plain element is known to be, if any."""

    @abstractmethod
    def size(self, x: Value) -> float:
        """How large a plain element is, for the choice of a pivot."""

    def compare(self, x: Value, relation: str, y: Value) -> bool:
        """Whether a relation such as `=` or `<=` holds between two plain elements."""
        return _COMPARISONS[relation](self.sign(x - y), 0)

    def exp(self, x: Value) -> Value:
        """e^x."""
        if isinstance(x, Dual):
            value = self.exp(x.value)
            return Dual(value, value * x.slope, x.level)
        return self.plain_exp(x)

    def ln(self, x: Value) -> Value:
        """Natural logarithm."""
        if isinstance(x, Dual):
            return Dual(self.ln(x.value), x.slope / x.value, x.level)
        return self.plain_ln(x)

    def any(self, letter: str, x: Value, order: int = 0) -> Value:
        """A function that only has a letter, or a derivative of it."""
        if isinstance(x, Dual):
            slope = self.any(letter, x.value, order + 1) * x.slope
            return Dual(self.any(letter, x.value, order), slope, x.level)
        return self.plain_any(letter, order, x)

    def sqrt(self, x: Value) -> Value:
        """Square root."""
        if isinstance(x, Dual):
            value = self.sqrt(x.value)
            return Dual(value, x.slope / (value + value), x.level)
        return self.plain_sqrt(x)

    def abs(self, x: Value) -> Value:
        """Absolute value; it has no derivative at 0."""
        sign = self.sign(base(x))
        if sign == 0 and isinstance(x, Dual):
            raise Undefined("|x| has no derivative at 0")
        return -x if sign < 0 else x

    def max(self, x: Value, y: Value) -> Value:
        """The larger of two numbers; where both are equal it has no derivative."""
        sign = self.sign(base(x - y))
        if sign == 0 and (isinstance(x, Dual) or isinstance(y, Dual)):
            raise Undefined("max has no derivative where both are equal")
        return y if sign < 0 else x

    def min(self, x: Value, y: Value) -> Value:
        """The smaller of two numbers."""
        return -self.max(-x, -y)

    def sigmoid(self, x: Value) -> Value:
        """1/(1+e^{-x})."""
        one = self.number(1)
        return one / (one + self.exp(-x))

    def logit(self, x: Value) -> Value:
        """ln(x/(1-x)), the inverse of the sigmoid."""
        return self.ln(x / (self.number(1) - x))

    def tanh(self, x: Value) -> Value:
        """Hyperbolic tangent."""
        grown = self.exp(x + x)
        one = self.number(1)
        return (grown - one) / (grown + one)

    def solve(self, matrix: list[list[Value]], right: list[Value]) -> list[Value]:
        """The x with A x = r, by elimination.

        Raises:
            Undefined: The matrix is singular, or nothing in a column can be told from 0.
        """
        rows = [[*row, last] for row, last in zip(matrix, right, strict=True)]
        for at in range(len(rows)):
            pivot = max(range(at, len(rows)), key=lambda place: self.size(base(rows[place][at])))
            rows[at], rows[pivot] = rows[pivot], rows[at]
            rows[at] = [entry / rows[at][at] for entry in rows[at]]
            for place, row in enumerate(rows):
                if place != at:
                    factor = row[at]
                    rows[place] = [
                        entry - factor * known for entry, known in zip(row, rows[at], strict=True)
                    ]
        return [row[-1] for row in rows]

    def power(self, x: Value, y: Value) -> Value:
        """x^y: by multiplication where y is known to be an integer, else e^{y ln x}."""
        exponent = None if isinstance(y, Dual) else self.integer(y)
        if exponent is None:
            return self.exp(y * self.ln(x))
        if abs(exponent) > LARGEST_EXPONENT:
            raise Inapplicable(f"the exponent {exponent:.3g} is too large to be followed")
        result = self.number(1)
        for bit in f"{abs(exponent):b}":
            result = result * result
            if bit == "1":
                result = result * x
        return self.number(1) / result if exponent < 0 else result
