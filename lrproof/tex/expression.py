"""The tree that reading TeX gives: immutable, printable, independent of any kind of number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

Index = str | int
"""An index is a letter (`j`, free or bound by a sum) or a number, counted from 1."""


@dataclass(frozen=True)
class Expression:
    """A formula. `start` is where it begins in the text; it plays no part in equality."""

    start: int = field(default=0, compare=False, repr=False, kw_only=True)

    def children(self) -> Iterator[Expression]:
        """The formulas directly inside this one, in reading order."""
        return iter(self._children)

    @cached_property
    def _children(self) -> tuple[Expression, ...]:
        values = [getattr(self, name) for name in self.__dataclass_fields__]
        return tuple(part for value in values for part in _expressions(value))

    @cached_property
    def free(self) -> frozenset[str]:
        """The index letters that no sum inside the formula binds."""
        return frozenset[str]().union(*(child.free for child in self.children()))

    def walk(self) -> Iterator[Expression]:
        """This formula and all inside it, outermost first."""
        pending: list[Expression] = [self]
        while pending:
            expression = pending.pop()
            yield expression
            pending.extend(reversed(expression._children))

    def rebuilt(self, change: Callable[[Expression], Expression]) -> Expression:
        """A copy in which each formula directly inside this one is replaced by its change."""
        changed: dict[str, Any] = {
            name: _changed(getattr(self, name), change) for name in self.__dataclass_fields__
        }
        return type(self)(**changed)


def _expressions(value: object) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _expressions(part)


def _changed(value: object, change: Callable[[Expression], Expression]) -> object:
    if isinstance(value, Expression):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    return value


@dataclass(frozen=True)
class Number(Expression):
    """A rational constant; `digits` counts decimals as printed (0.25 has two)."""

    value: Fraction
    digits: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Symbol(Expression):
    """A quantity of the setting by its canonical name, with one index for each of its axes."""

    name: str
    indices: tuple[Index, ...] = ()

    @cached_property
    def free(self) -> frozenset[str]:
        """Its letters."""
        return frozenset(index for index in self.indices if isinstance(index, str))


@dataclass(frozen=True)
class IndexLetter(Expression):
    """An index where a number stands: the j of δ_{jk}."""

    letter: str

    @cached_property
    def free(self) -> frozenset[str]:
        """The letter."""
        return frozenset((self.letter,))


@dataclass(frozen=True)
class Sum(Expression):
    """Terms added; a difference is a sum with a `Negative` term."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True)
class Negative(Expression):
    """A term with a minus before it."""

    term: Expression


@dataclass(frozen=True)
class Product(Expression):
    """Factors multiplied, written with a sign or beside each other.

    `signs` holds the sign before each factor, which matters between arrays alone.
    """

    factors: tuple[Expression, ...]
    signs: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Quotient(Expression):
    """A fraction, or a division with a slash."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True)
class Power(Expression):
    """A base with an exponent; e^x is a `Call` of exp."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True)
class Call(Expression):
    """A function of the field at its arguments; `order` counts primes: σ''(z) has order 2."""

    function: str
    arguments: tuple[Expression, ...]
    order: int = 0


@dataclass(frozen=True)
class Derivative(Expression):
    """∂^k body / ∂variables: each variable is set free, all that it depends on is forgotten.

    `layout` says how it was written, which matters between arrays alone: a `fraction`, or `row`
    if by a transposed variable.
    """

    body: Expression
    variables: tuple[Symbol, ...]
    layout: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class BigSum(Expression):
    """Σ over an index. Without bounds it runs over the axis that the index stands on."""

    index: str
    lower: Expression | None
    upper: Expression | None
    body: Expression

    @cached_property
    def free(self) -> frozenset[str]:
        """Those inside but for the index."""
        return super().free - {self.index}


@dataclass(frozen=True)
class BigProduct(BigSum):
    """Π over an index, with all that is said of a sum."""


@dataclass(frozen=True)
class At(Expression):
    """The body where a symbol has another value; `letters` are the indices over its entries."""

    body: Expression
    symbol: Symbol
    letters: tuple[str, ...]
    value: Expression

    @cached_property
    def free(self) -> frozenset[str]:
        """Those of the body, and those of the value that tell no entries apart."""
        return self.body.free | ((self.symbol.free | self.value.free) - set(self.letters))


@dataclass(frozen=True)
class Inverse(Expression):
    """An entry of the inverse of the matrix whose entries are the body at two letters."""

    body: Expression
    letters: tuple[str, str]
    axis: str
    row: Index
    column: Index

    @cached_property
    def free(self) -> frozenset[str]:
        """Those of the body but for its own letters, and where the entry stands."""
        ends = {index for index in (self.row, self.column) if isinstance(index, str)}
        return (super().free - set(self.letters)) | ends


@dataclass(frozen=True)
class Matrix(Expression):
    """Something of vectors and matrices as it was written; reading turns it into its entries.

    `name` is one of transpose, diag, norm, ones, identity, softmax, trace, total (of all entries),
    slopes (of each loss by its own logit), entry, whose further arguments are indices, and
    blocks, whose arguments are rows of `Blocks`.
    """

    name: str
    arguments: tuple[Expression, ...] = ()
    size: str = ""


@dataclass(frozen=True)
class Blocks(Expression):
    """A row of the blocks that a matrix is put together from."""

    cells: tuple[Expression, ...]


@dataclass(frozen=True)
class Minimizer(Expression):
    """Where a formula is smallest as a function of a symbol: argmin."""

    body: Expression
    symbol: Symbol


@dataclass(frozen=True)
class Comparison(Expression):
    """A condition such as y = 1; indices are compared as numbers."""

    left: Expression
    symbol: str
    right: Expression


@dataclass(frozen=True)
class Indicator(Expression):
    """1 where the condition holds, else 0; the Kronecker delta δ_{jk} is one with j = k."""

    condition: Comparison


@dataclass(frozen=True)
class Cases(Expression):
    """The first branch whose condition holds; a branch without one holds otherwise."""

    branches: tuple[tuple[Expression, Comparison | None], ...]


def renamed(expression: Expression, letter: str, index: Index) -> Expression:
    """The same formula with another index for a free letter."""
    if letter not in expression.free:
        return expression
    if isinstance(expression, IndexLetter):
        return Number(Fraction(index)) if isinstance(index, int) else IndexLetter(index)
    changed = expression.rebuilt(lambda part: renamed(part, letter, index))
    if isinstance(changed, Symbol):
        indices = tuple(index if known == letter else known for known in changed.indices)
        return replace(changed, indices=indices)
    return changed


def multiplied(factors: Sequence[Expression], start: int, signs: Sequence[str] = ()) -> Expression:
    """The product of factors; a single one stays as it is."""
    if len(factors) == 1:
        return factors[0]
    return Product(tuple(factors), tuple(signs) or ("",) * len(factors), start=start)


def added(terms: Sequence[Expression], start: int) -> Expression:
    """The sum of terms; a single one stays as it is."""
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), start=start)
