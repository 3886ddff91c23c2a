"""Arrays as formulas of their entries, with their shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lrproof.tex.expression import (
    BigSum,
    Cases,
    Comparison,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Number,
    Product,
    Symbol,
)

ROW, COLUMN = "r", "s"
"""The free indices of a formula that is an array."""
ONE = "1"
"""The size of an axis that is not there: columns are k×1, rows 1×k, numbers 1×1."""
ANY = "?"
"""The size of an axis that the context decides: that of a column of ones."""

Shape = tuple[str, str]
NUMBER: Shape = (ONE, ONE)
Entry = Callable[[Index, Index], Expression]


@dataclass(frozen=True)
class Array:
    """Rows, columns, and the formula of the entry in a row and a column."""

    rows: str
    columns: str
    entry: Entry

    @property
    def shape(self) -> Shape:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def is_number(self) -> bool:
        """Whether this is one number."""
        return self.shape == NUMBER


def shown(shape: Shape) -> str:
    """A shape in words: n×1, (n+1)×1."""
    if shape == NUMBER:
        return "one number"
    return "×".join(f"({size}1)" if size.endswith("+") else size for size in shape)


def fits(one: str, other: str) -> bool:
    """Whether two sizes are the same, or one is open."""
    return one == other or ANY in (one, other)


def number(expression: Expression) -> Array:
    """A formula of one number as an array."""
    return Array(ONE, ONE, lambda _r, _c: expression)


def each(like: Array, change: Callable[[Expression], Expression]) -> Array:
    """The array with every entry changed."""
    return Array(like.rows, like.columns, lambda r, c: change(like.entry(r, c)))


def transposed(array: Array) -> Array:
    """Rows and columns exchanged."""
    return Array(array.columns, array.rows, lambda r, c: array.entry(c, r))


def along(array: Array, index: Index) -> Expression:
    """The entry of a column or a row."""
    return array.entry(index, 1) if array.columns == ONE else array.entry(1, index)


def times(left: Expression, right: Expression) -> Expression:
    """The product of two entries; factors of 1 go."""
    factors = [
        factor
        for side in (left, right)
        for factor in (side.factors if isinstance(side, Product) else (side,))
        if factor != Number(Fraction(1))
    ]
    if len(factors) == 1:
        return factors[0]
    return Product(tuple(factors), start=left.start) if factors else left


def sum_over(letter: str, size: str, body: Expression) -> Expression:
    """Σ over all numbers along an axis."""
    first = Number(Fraction(0 if size.endswith("+") else 1))
    return BigSum(letter, first, Symbol(size.removesuffix("+")), body, start=body.start)


def delta(row: Index, column: Index) -> Expression:
    """The Kronecker delta: an entry of the identity."""
    return Indicator(Comparison(index_formula(row), "=", index_formula(column)))


def index_formula(index: Index) -> Expression:
    """An index where a number stands."""
    return Number(Fraction(index)) if isinstance(index, int) else IndexLetter(index)


def split(index: Index, parts: Sequence[Expression]) -> Expression:
    """The first part where an index is 0, the other one elsewhere."""
    if len(parts) == 1:
        return parts[0]
    return Cases(
        ((parts[0], Comparison(index_formula(index), "=", Number(Fraction(0)))), (parts[1], None))
    )


def count(size: str, what: str) -> str:
    """A size in words: 1 column, n rows."""
    return f"1 {what}" if size == ONE else f"{size.replace('+', '+1')} {what}s"
