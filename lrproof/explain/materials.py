"""What people leave out of a line, or write into it: factors and terms, with their indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from lrproof.setting import Setting
from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Expression,
    Index,
    Matrix,
    Minimizer,
    Negative,
    Number,
    Power,
    Quotient,
    Sum,
    Symbol,
    added,
    multiplied,
)

ONE = Number(Fraction(1))
TWO = Number(Fraction(2))
TEN = Number(Fraction(10))
CORE = ("x", "w", "theta", "b", "y", "f", "p", "z")
"""The quantities that people take for one another."""


@dataclass(frozen=True)
class Material:
    """A factor or a term, and the slips of leaving it out and of writing it in."""

    expression: Expression
    missing: str
    extra: str


class Materials:
    """Everything that may be missing in two lines, with the indices that stand in them."""

    def __init__(self, setting: Setting, *lines: Expression) -> None:
        self.setting = setting
        self.letters = _letters(setting, lines)
        self.whole = any(
            isinstance(part, Matrix | At | Minimizer)
            or (isinstance(part, Symbol) and "" in part.indices)
            for line in lines
            for part in line.walk()
        )
        self.names = {quantity.name for quantity in setting.symbols}
        self.used = setting.used(lines)

    def symbols(self, name: str) -> list[Symbol]:
        """A quantity with each choice of the indices that stand in the lines."""
        if name not in self.names:
            return []
        axes = self.setting.quantity(name).axes
        chosen: list[tuple[Index, ...]] = list(
            product(*(self.letters.get(axis.removesuffix("+"), ()) for axis in axes))
        )
        if self.whole and axes:
            chosen.append(("",) * len(axes))
        return [Symbol(name, indices) for indices in chosen]

    def core(self) -> Iterator[Symbol]:
        """All quantities that may stand for one another."""
        for name in CORE:
            yield from self.symbols(name)

    def features(self) -> list[Symbol]:
        """The inputs: x_j, or with a column of ones."""
        return [*self.symbols("x"), *self.symbols("xtilde")]

    def weights(self) -> list[Symbol]:
        """The parameters that a penalty is about."""
        return [*self.symbols("w"), *self.symbols("theta")]

    def slopes(self) -> list[Expression]:
        """f(1 − f), for each prediction."""
        functions = [
            Call("sigmoid", (Symbol(self.setting.variable),))
            for _ in (1,)
            if self.setting.variable and "f" not in self.names
        ]
        predictions: list[Expression] = [*self.symbols("f"), *functions]
        return [times(f, minus(ONE, f)) for f in predictions]

    @cached_property
    def factors(self) -> list[Material]:
        """What a line may have too few or too many of."""
        found = [Material(slope, "slope-missing", "slope-extra") for slope in self.slopes()]
        found += [Material(x, "feature-missing", "feature-extra") for x in self.features()]
        if "m" in self.setting.sizes:
            found.append(Material(Quotient(ONE, Symbol("m")), "mean-missing", "mean-extra"))
        half = Quotient(ONE, TWO)
        found += [
            Material(half, "two-extra", "half-extra"),
            Material(TWO, "half-extra", "two-extra"),
            Material(Call("ln", (TEN,)), "logarithm-base", "logarithm-base"),
        ]
        if {"m", "n"} <= self.setting.sizes.keys():
            found.append(Material(Quotient(Symbol("n"), Symbol("m")), "count", "count"))
        for name in ("f", "p", "y"):
            for symbol in self.symbols(name):
                found += [
                    Material(symbol, "factor-missing", "factor-extra"),
                    Material(minus(ONE, symbol), "factor-missing", "factor-extra"),
                ]
        found += [
            Material(symbol, "factor-missing", "factor-extra")
            for name in ("w", "theta", "lambda", "z")
            for symbol in self.symbols(name)
        ]
        return found

    def penalties(self) -> list[Expression]:
        """(λ/m) w_j and its like, most usual first."""
        if "lambda" not in self.names or "lambda" not in self.used:
            return []
        strength, weights = Symbol("lambda"), self.weights()
        each: list[Expression] = [*weights, *self.symbols("b")]
        for weight in weights:
            letters = [index for index in weight.indices if isinstance(index, str) and index]
            if letters:
                each += [over_all(weight.name), over_all(weight.name, squared=True)]
                break
        scales: list[Expression] = [strength]
        if "m" in self.setting.sizes:
            scales.insert(0, Quotient(strength, Symbol("m")))
        return [times(scale, part) for scale in scales for part in each]

    @cached_property
    def terms(self) -> list[Material]:
        """What a line may have a term too few of, or too many."""
        found = [Material(p, "penalty-missing", "penalty-extra") for p in self.penalties()]
        plain: list[Expression] = [ONE]
        for name in ("y", "f", "p", "z", "x", "w", "theta"):
            plain += self.symbols(name)
        found += [Material(bias, "bias-missing", "term-extra") for bias in self.symbols("b")]
        found += [Material(part, "term-missing", "term-extra") for part in plain]
        return found


def times(*factors: Expression) -> Expression:
    """A product; a factor alone stays as it is."""
    return multiplied(factors, 0)


def over_all(name: str, *, squared: bool = False) -> BigSum:
    """The sum of all entries of a column, or of their squares."""
    entry = Symbol(name, ("k",))
    return BigSum("k", None, None, Power(entry, TWO) if squared else entry)


def plus(*terms: Expression) -> Expression:
    """A sum; a term alone stays as it is."""
    return added(terms, 0)


def minus(left: Expression, right: Expression) -> Sum:
    """A difference."""
    return Sum((left, Negative(right)))


def _letters(setting: Setting, lines: Sequence[Expression]) -> dict[str, list[Index]]:
    """The indices that stand in formulas, by what they count."""
    found: dict[str, dict[Index, None]] = {}
    for part in (part for line in lines for part in line.walk()):
        if isinstance(part, Symbol) and part.name not in setting.sizes and part.indices:
            for axis, index in zip(setting.quantity(part.name).axes, part.indices, strict=True):
                if index != "":
                    found.setdefault(axis.removesuffix("+"), {})[index] = None
    return {axis: list(letters) for axis, letters in found.items()}
