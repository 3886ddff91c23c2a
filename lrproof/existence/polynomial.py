"""Polynomials with exact coefficients, the lowest first, and how many zeros they have."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from lrproof.existence.rational import primitive

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add", "multiply", "positive_zeros"]


def positive_zeros(polynomial: Sequence[Fraction | int], last: Fraction | None = None) -> int:
    """Count the zeros u with 0 < u <= last, or all with 0 < u, each once, by Sturm's theorem.

    Raises:
        ValueError: If the polynomial is 0 everywhere.

    Examples:
        u (u - 1)^2 (u - 2) is -2u + 5u^2 - 4u^3 + u^4:

        >>> positive_zeros([0, -2, 5, -4, 1])
        2
        >>> positive_zeros([0, -2, 5, -4, 1], last=Fraction(1))
        1
    """
    whole = primitive(_trimmed(polynomial))
    if not whole:
        msg = "the polynomial is 0 everywhere"
        raise ValueError(msg)
    chain = _sturm_chain(whole[next(k for k, v in enumerate(whole) if v) :])
    at_end = [p[-1] if last is None else _value(p, last) for p in chain]
    return _changes([p[0] for p in chain]) - _changes(at_end)


def _trimmed(polynomial: Sequence[Fraction | int]) -> list[Fraction | int]:
    """Drop leading zeros."""
    rest = list(polynomial)
    while rest and not rest[-1]:
        rest.pop()
    return rest


def _sturm_chain(polynomial: list[int]) -> list[list[int]]:
    """Return the Sturm chain of the polynomial without its multiple factors."""
    chain = _remainders(polynomial)
    if len(chain[-1]) > 1:
        chain = _remainders(_divide(polynomial, chain[-1])[0])
    return chain


def _remainders(polynomial: list[int]) -> list[list[int]]:
    """Euclid's algorithm for a polynomial and its derivative, each remainder negated."""
    chain = [polynomial, primitive([k * v for k, v in enumerate(polynomial)][1:])]
    while chain[-1]:
        chain.append([-v for v in _divide(chain[-2], chain[-1])[1]])
    return chain[:-1]


def _divide(dividend: Sequence[int], divisor: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return quotient and remainder, each up to a positive factor."""
    rest = [Fraction(v) for v in dividend]
    quotient = []
    while len(rest) >= len(divisor):
        factor = rest[-1] / divisor[-1]
        quotient.append(factor)
        shift = len(rest) - len(divisor)
        for k, v in enumerate(divisor):
            rest[shift + k] -= factor * v
        rest.pop()
    return primitive(quotient[::-1]), primitive(_trimmed(rest))


def add(p: Sequence[Fraction], q: Sequence[Fraction]) -> list[Fraction]:
    """Return the sum of two polynomials."""
    if len(p) < len(q):
        p, q = q, p
    return [v + (q[k] if k < len(q) else 0) for k, v in enumerate(p)]


def multiply(p: Sequence[Fraction], q: Sequence[Fraction]) -> list[Fraction]:
    """Return the product of two polynomials."""
    result = [Fraction(0)] * (len(p) + len(q) - 1)
    for j, v in enumerate(p):
        if v:
            for k, other in enumerate(q):
                result[j + k] += v * other
    return result


def _value(polynomial: Sequence[int], at: Fraction) -> Fraction:
    value = Fraction(0)
    for coefficient in reversed(polynomial):
        value = value * at + coefficient
    return value


def _changes(values: Sequence[Fraction | int]) -> int:
    """Count the changes of sign, zeros left out."""
    signs = [v > 0 for v in values if v]
    return sum(left != right for left, right in pairwise(signs))
