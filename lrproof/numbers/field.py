"""The field with p = 2^127 - 1 elements, as the place where formulas are proved.

A formula in x, w, … and e^{z} is a rational function of x, w, … and u = e^{z}. Two different
rational functions agree at a random point with a chance of at most d/(p-1), where d is the degree
of the numerator of their difference and each variable is one of p-1 values, never 0 (Schwartz
1980, Zippel 1979). Every element carries a bound on its degree, so that this chance is known.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from fractions import Fraction

from lrproof.numbers.dual import Dual, Value
from lrproof.numbers.errors import Inapplicable, Undefined
from lrproof.numbers.system import MOST_BITS, System, bits

PRIME = 2**127 - 1
MOST_DEGREE = 2**40
ROOT = 12
"""Each new exponential is a 12th power, so that e^{z/2}, e^{z/3} and e^{z/4} can follow e^{z}."""
SPAN = 48
LARGEST_DIVISOR = 10_000

Logarithms = Mapping[int, Fraction] | None
"""How often each logarithm, by its name, is added in an element; None where one is a factor of
something that varies."""
MINUS_ONE = Fraction(-1)
NONE_ADDED: Mapping[int, Fraction] = {}


class Element:
    """An element of the field: the value of a rational function at the random point.

    Attributes:
        value: Residue modulo p.
        top: Bound on the degree of the numerator.
        bottom: Bound on the degree of the denominator.
        constant: The rational number that this is, where it depends on no variable.
        logarithms: Those that are added in it, with rational factors.
    """

    __slots__ = ("bottom", "constant", "logarithms", "top", "value")

    def __init__(
        self, value: int, top: int = 0, bottom: int = 0, constant: Fraction | None = None,
        logarithms: Logarithms = NONE_ADDED,
    ) -> None:  # fmt: skip
        if top + bottom > MOST_DEGREE:
            raise Inapplicable("the degree of this formula is too high for a proof")
        if constant is not None and bits(constant) > MOST_BITS:
            raise Inapplicable("a constant of this formula is too large for a proof")
        self.value = value % PRIME
        self.top = top
        self.bottom = bottom
        self.constant = constant
        self.logarithms = logarithms

    @property
    def formal(self) -> bool:
        """True where a logarithm is inside, which has no value here but a name."""
        return self.logarithms is None or bool(self.logarithms)

    def __repr__(self) -> str:
        return f"Element({self.value}, degree {self.top}/{self.bottom})"

    def __neg__(self) -> Element:
        constant = None if self.constant is None else -self.constant
        return Element(
            -self.value, self.top, self.bottom, constant, _scaled(self.logarithms, MINUS_ONE)
        )

    def __add__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        return Element(
            self.value + other.value,
            max(self.top + other.bottom, other.top + self.bottom),
            self.bottom + other.bottom,
            _both(self, other, lambda a, b: a + b),
            _added(self.logarithms, other.logarithms),
        )

    def __sub__(self, other: Value) -> Value:
        return self + (-other)

    def __mul__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        if self.constant == 0 or other.constant == 0:
            return Element(0, constant=Fraction(0))
        return Element(
            self.value * other.value,
            self.top + other.top,
            self.bottom + other.bottom,
            _both(self, other, lambda a, b: a * b),
            _added(
                _scaled(self.logarithms, other.constant), _scaled(other.logarithms, self.constant)
            ),
        )

    def __truediv__(self, other: Value) -> Value:
        if isinstance(other, Dual):
            return NotImplemented
        if other.value == 0:
            raise Undefined("a division by zero")
        inverse = Element(
            pow(other.value, -1, PRIME),
            other.bottom,
            other.top,
            None if other.constant is None else 1 / other.constant,
            _scaled(other.logarithms, None),
        )
        return self * inverse


def _added(left: Logarithms, right: Logarithms) -> Logarithms:
    if left is None or right is None:
        return None
    if not left or not right:
        return left or right
    total = {name: left.get(name, 0) + right.get(name, 0) for name in {**left, **right}}
    return {name: Fraction(times) for name, times in total.items() if times}


def _scaled(logarithms: Logarithms, factor: Fraction | None) -> Logarithms:
    """The logarithms in a multiple; without a rational factor they are added no more."""
    if not logarithms or factor is None:
        return None if logarithms or logarithms is None else NONE_ADDED
    return {name: times * factor for name, times in logarithms.items() if factor}


def _both(
    left: Element, right: Element, operation: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    if left.constant is None or right.constant is None:
        return None
    return operation(left.constant, right.constant)


class PrimeField(System):
    """The prime field with fresh randomness: one object is one random point.

    e^{a} of a new exponent a is a new random element; e^{-a}, e^{2a}, e^{a/2} and e^{a+b} follow
    from those that are there. The logarithm of an element is a name for it: a formula with
    logarithms is proved by its derivative, in which none are left.

    An exponential of logarithms is e^{r + k ln a} = a^k e^r. The whole numbers k are read from the
    sums and multiples that made the exponent. They are not looked for among its values, so that
    nothing can be mistaken for a logarithm, and no chance of error is added. A root of a, or a
    to a power that varies, is inapplicable.
    """

    name = "the prime field"

    def __init__(self) -> None:
        self._powers: dict[int, Element] = {}
        self._logarithms: dict[int, Element] = {}
        self._arguments: dict[int, Element] = {}
        self._anything: dict[tuple[str, int, int], Element] = {}
        self._compared = 0
        self._highest = 1

    def random(self) -> Element:
        """A variable at a random value, never 0."""
        return Element(1 + secrets.randbelow(PRIME - 1), top=1)

    def false_accept(self, degree: int) -> float:
        """Bound on the chance that a formula of this degree, which is not zero, gave a zero.

        Each comparison of two exponents, or of the arguments of two logarithms, may have been
        wrong with the same kind of chance and is counted.
        """
        return (degree + self._compared * self._highest) / (PRIME - 1)

    def number(self, value: Fraction | float) -> Element:
        exact = Fraction(value)
        if bits(exact) > MOST_BITS:
            raise Inapplicable("a constant of this formula is too large for a proof")
        if exact.denominator % PRIME == 0:
            raise Inapplicable("a constant of this formula has no meaning in the prime field")
        return Element(exact.numerator * pow(exact.denominator, -1, PRIME), constant=exact)

    def plain_exp(self, x: Element) -> Element:
        if x.logarithms is None:
            raise Inapplicable("a logarithm times a variable has no exponential in the prime field")
        factors = self.number(1)
        for name, times in x.logarithms.items():
            argument = self._arguments[name]
            factors *= self.power(argument, self.number(times))
            x -= self.number(times) * self._logarithms[argument.value]
        found: Element = factors * self._exp(x)
        return found

    def _exp(self, x: Element) -> Element:
        """e^x without logarithms in x."""
        self._saw(x, 1 + len(self._powers))
        if x.value == 0:
            return self.number(1)
        known = self._powers.get(x.value) or self._product(x)
        if known is None:
            self._generate(x)
            known = self._powers[x.value]
        return known

    def _saw(self, x: Element, comparisons: int) -> None:
        self._compared += comparisons
        self._highest = max(self._highest, x.top + x.bottom)

    def _product(self, x: Element) -> Element | None:
        """e^{a+b} from e^{a} and e^{b}, if x is such a sum."""
        for exponent, power in self._powers.items():
            other = self._powers.get((x.value - exponent) % PRIME)
            if other is not None:
                self._powers[x.value] = power * other
                return self._powers[x.value]
        return None

    def _generate(self, x: Element) -> None:
        root = 1 + secrets.randbelow(PRIME - 1)
        part = x.value * pow(ROOT, -1, PRIME)
        for count in range(1, SPAN + 1):
            power = pow(root, count, PRIME)
            self._powers[part * count % PRIME] = Element(power, top=count)
            self._powers[-part * count % PRIME] = Element(pow(power, -1, PRIME), bottom=count)

    def plain_ln(self, x: Element) -> Element:
        if x.value == 0:
            raise Undefined("the logarithm of zero")
        if x.constant is not None:
            return self._ln_constant(x.constant)
        return self._named_ln(x)

    def _named_ln(self, x: Element) -> Element:
        self._saw(x, len(self._logarithms))
        if x.value not in self._logarithms:
            fresh = 1 + secrets.randbelow(PRIME - 1)
            self._arguments[fresh] = x
            self._logarithms[x.value] = Element(fresh, top=1, logarithms={fresh: Fraction(1)})
        return self._logarithms[x.value]

    def _ln_constant(self, value: Fraction) -> Element:
        """By logarithms of primes, which are linearly independent over the rationals."""
        if value < 0:
            raise Undefined("the logarithm of a negative number")
        result = self.number(0)
        for number, sign in ((value.numerator, 1), (value.denominator, -1)):
            for prime, times in _factors(number).items():
                result += self.number(sign * times) * self._named_ln(self.number(prime))
        return result

    def plain_any(self, letter: str, order: int, x: Element) -> Element:
        """A new variable for each derivative at each argument: a proof is one for any function."""
        key = letter, order, x.value
        self._saw(x, len(self._anything))
        if key not in self._anything:
            self._anything[key] = self.random()
        return self._anything[key]

    def plain_sqrt(self, _: Element) -> Element:
        raise Inapplicable("a square root has no meaning in the prime field")

    def sign(self, x: Element) -> int:
        if x.constant is None:
            raise Inapplicable("there is no order in the prime field")
        return (x.constant > 0) - (x.constant < 0)

    def size(self, x: Element) -> float:
        return float(x.value != 0)

    def integer(self, x: Element) -> int | None:
        if x.constant is None:
            raise Inapplicable("an exponent that is not a number has no meaning in the prime field")
        if x.constant.denominator != 1:
            raise Inapplicable("a root has no meaning in the prime field")
        return x.constant.numerator


def _factors(number: int) -> dict[int, int]:
    """Prime factors with their multiplicity, by trial division."""
    found: dict[int, int] = {}
    divisor = 2
    while number > 1:
        if divisor * divisor > number:
            divisor = number
        elif divisor > LARGEST_DIVISOR:
            raise Inapplicable("the logarithm of a number with large prime factors")
        while number % divisor == 0:
            number //= divisor
            found[divisor] = found.get(divisor, 0) + 1
        divisor += 1
    return found
