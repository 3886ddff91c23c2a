"""Formulas without |x|, max, min and conditions of order: one for each choice of signs.

Where x is not negative, |x| is x; elsewhere it is −x. So a statement with |x| is true if both
statements without it are identities. Each formula whose sign matters may have either one, and all
choices are tried together, also those that no point has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from lrproof.tex import Expression
from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Cases,
    Comparison,
    Indicator,
    Inverse,
    Negative,
    Number,
    Sum,
)

MOST_SIGNS = 4
_ZERO = Number(Fraction(0))
_ORDER = {"<": (-1, True), ">=": (1, True), ">": (1, False), "<=": (-1, False)}
"""For which sign a condition holds, and whether 0 goes with the positive numbers in it."""


class Unsplit(ValueError):
    """Why a formula cannot be split by signs."""


def split(*sides: Expression) -> list[tuple[Expression, ...]]:
    r"""The formulas for each choice of signs; themselves alone, if no sign matters.

    Raises:
        Unsplit: A sign is that of a formula in a sum or at another point, or there are too many.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> from lrproof.tex import read_formula
        >>> from lrproof.tex.printer import to_tex
        >>> formula = read_formula(r"\max(z, 0) + e^{|z|}", SETTINGS["variable"].vocabulary)
        >>> [to_tex(side) for side, in split(formula)]
        ['z + e^{z}', '0 + e^{-z}']
    """
    signs = _Signs()
    for side in sides:
        signs.collect(side)
    if len(signs.found) > MOST_SIGNS:
        raise Unsplit(f"{len(signs.found)} signs are too many to try all")
    choices = product((1, -1), repeat=len(signs.found))
    return [tuple(_Choice(signs.found, choice).apply(side) for side in sides) for choice in choices]


@dataclass
class _Signs:
    """The formulas whose sign matters, and with which numbers 0 goes where conditions ask."""

    found: list[Expression] = field(default_factory=list)
    zero: dict[int, bool] = field(default_factory=dict)

    def collect(self, part: Expression, bound: frozenset[str] = frozenset()) -> None:
        known = _signed(part)
        if known is not None:
            formula, sign = known
            if formula.free & bound:
                raise Unsplit("it takes the sign of each term of a sum")
            if formula not in self.found:
                self.found.append(formula)
            if isinstance(part, Comparison):
                self.at_zero(self.found.index(formula), _ORDER[part.symbol][1] == (sign > 0))
        if isinstance(part, At | Inverse) and any(map(_signed, part.walk())):
            raise Unsplit("it takes a sign at another point or in a matrix")
        if isinstance(part, BigSum):
            bound |= {part.index}
        for child in part.children():
            self.collect(child, bound)

    def at_zero(self, place: int, positive: bool) -> None:
        if self.zero.setdefault(place, positive) != positive:
            raise Unsplit("one condition takes 0 to the positive numbers, another one does not")


def _signed(part: Expression) -> tuple[Expression, int] | None:
    """The formula whose sign a part asks for, and 1; or minus that formula, and -1."""
    if isinstance(part, Call) and part.function == "abs" and not part.order:
        return _plain(part.arguments[0])
    if isinstance(part, Call) and part.function in ("max", "min"):
        return _difference(*part.arguments)
    if isinstance(part, Comparison) and part.symbol in _ORDER:
        return _difference(part.left, part.right)
    return None


def _difference(left: Expression, right: Expression) -> tuple[Expression, int]:
    formula, sign = _plain(right)
    if formula == _ZERO:
        return _plain(left)
    if _plain(left)[0] == _ZERO:
        return formula, -sign
    return Sum((left, Negative(right))), 1


def _plain(expression: Expression) -> tuple[Expression, int]:
    sign = 1
    while isinstance(expression, Negative):
        expression, sign = expression.term, -sign
    return expression, sign


@dataclass(frozen=True)
class _Choice:
    """A sign for each formula."""

    found: Sequence[Expression]
    signs: Sequence[int]

    def sign(self, part: Expression) -> int:
        known = _signed(part)
        assert known is not None
        return self.signs[self.found.index(known[0])] * known[1]

    def apply(self, part: Expression) -> Expression:
        """The part without anything that asks for a sign."""
        if isinstance(part, Call) and _signed(part):
            first, *others = map(self.apply, part.arguments)
            positive = self.sign(part) > 0
            if part.function == "abs":
                return first if positive else _negative(first)
            return first if positive == (part.function == "max") else others[0]
        if isinstance(part, Indicator) and _signed(part.condition):
            return Number(Fraction(self.holds(part.condition)))
        if isinstance(part, Cases):
            return self.cases(part)
        return part.rebuilt(self.apply)

    def holds(self, condition: Comparison) -> bool:
        return self.sign(condition) == _ORDER[condition.symbol][0]

    def cases(self, part: Cases) -> Expression:
        kept: list[tuple[Expression, Comparison | None]] = []
        for branch, condition in part.branches:
            if condition is None or not _signed(condition):
                kept.append((self.apply(branch), condition))
            elif self.holds(condition):
                kept.append((self.apply(branch), None))
                break
        if kept and kept[0][1] is None:
            return kept[0][0]
        return Cases(tuple(kept), start=part.start)


def _negative(expression: Expression) -> Expression:
    return expression.term if isinstance(expression, Negative) else Negative(expression)
