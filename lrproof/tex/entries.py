"""A formula of vectors and matrices as the formula of one entry.

The entry in row r and column s of AB is Σ_k A_{rk} B_{ks}, that of Xᵀ is X_{sr}, and so on. So
whatever computes or proves a formula needs to know numbers and indices alone. Shapes that do not
fit are found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import count as numbers_from
from typing import Any, NamedTuple

from lrproof.tex.choices import Choices
from lrproof.tex.errors import Misfit, ReadError
from lrproof.tex.expression import (
    At,
    BigProduct,
    BigSum,
    Blocks,
    Call,
    Cases,
    Derivative,
    Expression,
    Index,
    IndexLetter,
    Inverse,
    Matrix,
    Minimizer,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    renamed,
)
from lrproof.tex.shapes import (
    ANY,
    COLUMN,
    NUMBER,
    ONE,
    ROW,
    Array,
    Shape,
    along,
    count,
    delta,
    each,
    fits,
    number,
    shown,
    split,
    sum_over,
    times,
    transposed,
)
from lrproof.tex.vocabulary import Vocabulary

LETTERS = "klijabcdghtuvpq"
DOTS = {r"\cdot", r"\bullet", "."}
ENTRYWISE = {r"\odot", r"\circ"}
CODE = {"*", r"\ast", r"\star"}
"""Between columns these are meant entry by entry, as in code."""


class Entry(NamedTuple):
    """The formula of one entry, the shape of the whole, how it was taken, and what else is open."""

    expression: Expression
    shape: Shape = NUMBER
    notes: tuple[str, ...] = ()
    open: frozenset[str] = frozenset()


def entry(expression: Expression, vocabulary: Vocabulary, text: str, choices: Choices) -> Entry:
    """The formula of one entry of what was read.

    A formula that is one number stays as it is if it has no arrays inside.

    Raises:
        Misfit: Shapes do not fit.
        ReadError: There is an array where one number is needed.
    """
    if not any(map(_makes_arrays, expression.walk())):
        return Entry(expression)
    reading = _Entries(expression, vocabulary, text, choices)
    for part in expression.walk():
        if isinstance(part, Minimizer) and part is not expression:
            raise ReadError("argmin stands alone on its side", text, part.start)
    found = reading.array(expression)
    notes = tuple(dict.fromkeys(reading.notes))
    return Entry(found.entry(ROW, COLUMN), found.shape, notes, frozenset(reading.open))


def _makes_arrays(part: Expression) -> bool:
    if isinstance(part, Symbol):
        return "" in part.indices
    return isinstance(part, Matrix | At | Minimizer)


class _Entries:
    def __init__(
        self, expression: Expression, vocabulary: Vocabulary, text: str, choices: Choices
    ) -> None:
        self.words = vocabulary
        self.text = text
        self.choices = choices
        self.notes: list[str] = []
        self.open: set[str] = set()
        used = {*vocabulary.sizes, *vocabulary.names} - {ROW, COLUMN}
        for part in expression.walk():
            if isinstance(part, Symbol):
                used |= {index for index in part.indices if isinstance(index, str)}
            elif isinstance(part, IndexLetter):
                used.add(part.letter)
            elif isinstance(part, BigSum):
                used.add(part.index)
        for letter in (ROW, COLUMN):
            if letter in used:
                message = f"the index {letter} is that of rows or columns here: take another letter"
                raise self.error(message, expression)
        self._letters: Iterator[str] = iter([letter for letter in LETTERS if letter not in used])

    def error(self, message: str, at: Expression) -> ReadError:
        return ReadError(message, self.text, at.start)

    def letter(self, at: Expression) -> str:
        """An index letter that stands nowhere yet."""
        found = next(self._letters, None)
        if found is None:
            raise self.error("this formula has too many products of arrays", at)
        return found

    def indices(self, array: Array, at: Expression) -> tuple[Index, Index]:
        """New letters for the row and the column; 1 along an axis that is not there."""
        row, column = (1 if size == ONE else self.letter(at) for size in array.shape)
        return row, column

    def array(self, expression: Expression) -> Array:
        """What an expression is: a number or an array."""
        rule = _RULES.get(type(expression))
        if rule is not None:
            return rule(self, expression)
        for child in expression.children():
            self.number(child)
        return number(expression)

    def number(self, expression: Expression) -> Expression:
        """An expression that must be one number."""
        found = self.array(expression)
        if not found.is_number:
            message = f"one number is needed here, and this is {shown(found.shape)}"
            raise self.error(message, expression)
        return found.entry(ROW, COLUMN)

    def symbol(self, symbol: Symbol) -> Array:
        axes = [
            axis
            for axis, index in zip(
                self.words.axes.get(symbol.name, ()), symbol.indices, strict=True
            )
            if index == ""
        ]

        def filled(*values: Index) -> Expression:
            given = iter(values)
            indices = tuple(next(given) if index == "" else index for index in symbol.indices)
            return replace(symbol, indices=indices)

        if not axes:
            return number(symbol)
        if len(axes) == 2:
            return Array(axes[0], axes[1], filled)
        if symbol.name in self.words.rows:
            return Array(ONE, axes[0], lambda _, c: filled(c))
        return Array(axes[0], ONE, lambda r, _: filled(r))

    def sum(self, expression: Sum) -> Array:
        terms = [self.array(term) for term in expression.terms]
        like = self.common(expression.terms, terms, "these terms cannot be added")

        def entry(r: Index, c: Index) -> Expression:
            return replace(expression, terms=tuple(term.entry(r, c) for term in terms))

        return replace(like, entry=entry)

    def common(self, parts: Sequence[Expression], arrays: Sequence[Array], complaint: str) -> Array:
        """The shape that all of them have; numbers among arrays stand for equal entries."""
        like = arrays[0]
        for part, array in zip(parts, arrays, strict=True):
            if array.is_number and not like.is_number:
                self.widened(part, like)
            elif like.is_number and not array.is_number:
                self.widened(parts[0], array)
                like = array
            elif fits(array.rows, like.rows) and fits(array.columns, like.columns):
                like = Array(
                    like.rows if like.rows != ANY else array.rows,
                    like.columns if like.columns != ANY else array.columns,
                    like.entry,
                )
            else:
                message = f"{complaint}: {shown(like.shape)} and {shown(array.shape)}"
                turned = fits(array.rows, like.columns) and fits(array.columns, like.rows)
                if turned:
                    message += "; one of them would fit transposed"
                raise self.misfit(message, like, array, "second" if turned else "", part)
        return like

    def widened(self, part: Expression, array: Array) -> None:
        if not isinstance(part, Number):
            self.notes.append(f"a number was added to each entry of what is {shown(array.shape)}")

    def negative(self, expression: Negative) -> Array:
        return each(self.array(expression.term), lambda e: replace(expression, term=e))

    def product(self, expression: Product) -> Array:
        # What stands beside each other belongs together more closely: y ⊙ Xw is y ⊙ (Xw).
        runs: list[tuple[str, Expression, Array]] = []
        for factor, sign in zip(expression.factors, expression.signs, strict=True):
            array = self.array(factor)
            if runs and not sign:
                before, place, found = runs[-1]
                runs[-1] = before, place, self.times(found, array, "", factor)
            else:
                runs.append((sign, factor, array))
        _, _, found = runs[0]
        for sign, place, array in runs[1:]:
            found = self.times(found, array, sign, place)
        return found

    def times(self, left: Array, right: Array, sign: str, place: Expression) -> Array:
        """The product of two factors: with a number, entry by entry, or of matrices."""
        if left.is_number or right.is_number or sign in ENTRYWISE:
            like = right if left.is_number else left
            if sign in ENTRYWISE and not (left.is_number or right.is_number):
                like = self.common((place, place), (left, right), r"\odot needs equal shapes")
            return replace(like, entry=lambda r, c: times(left.entry(r, c), right.entry(r, c)))
        if sign == r"\otimes" and left.columns == right.columns == ONE:
            return self.times(left, transposed(right), "", place)
        if not fits(left.columns, right.rows):
            if not all(map(fits, left.shape, right.shape)) or ONE not in left.shape:
                raise self.product_misfit(left, right, place)
            if self.is_entrywise(left, sign):
                return self.times(left, right, r"\odot", place)
            if left.columns != ONE:
                raise self.product_misfit(left, right, place)
            left = transposed(left)
        size = left.columns if left.columns != ANY else right.rows
        if size == ONE:
            return Array(
                left.rows, right.columns, lambda r, c: times(left.entry(r, 1), right.entry(1, c))
            )
        if size == ANY:
            raise self.error(r"how long are these columns? write \mathbf 1_m", place)
        letter = self.letter(place)
        rows, columns = left.rows, right.columns
        if left.shape == (ANY, ANY):
            rows = size
        if right.shape == (ANY, ANY):
            columns = size

        def entry(r: Index, c: Index) -> Expression:
            return sum_over(letter, size, times(left.entry(r, letter), right.entry(letter, c)))

        return Array(rows, columns, entry)

    def misfit(
        self, message: str, left: Array, right: Array, transposed: str, place: Expression
    ) -> Misfit:
        return Misfit(
            message, self.text, place.start,
            left=shown(left.shape), right=shown(right.shape), transposed=transposed,
        )  # fmt: skip

    def product_misfit(self, left: Array, right: Array, place: Expression) -> Misfit:
        message = (
            f"a product of {shown(left.shape)} and {shown(right.shape)} does not fit: "
            f"{count(left.columns, 'column')} against {count(right.rows, 'row')}"
        )
        turned = "first" if fits(left.rows, right.rows) else ""
        turned = turned or ("second" if fits(left.columns, right.columns) else "")
        if turned:
            message += f"; the {turned} factor would fit transposed"
        return self.misfit(message, left, right, turned, place)

    def is_entrywise(self, column: Array, sign: str = "") -> bool:
        """Whether a product of two columns of one length is taken entry by entry.

        Columns of features and parameters make one number: w x is w^T x.
        """
        self.open.add("columns")
        features = any(size.startswith("n") for size in column.shape)
        usual = sign in CODE or not (sign in DOTS or features)
        if usual != self.choices.columns:
            self.notes.append(f"a product of two {shown(column.shape)} was read entry by entry")
            return True
        if sign not in DOTS:
            self.notes.append(
                f"a product of two {shown(column.shape)} was read as their dot product"
            )
        return False

    def quotient(self, expression: Quotient) -> Array:
        above, below = self.array(expression.numerator), self.array(expression.denominator)
        if below.is_number:
            under = below.entry(ROW, COLUMN)
            return each(above, lambda e: replace(expression, numerator=e, denominator=under))
        if ONE not in below.shape or any(size.startswith("n") for size in below.shape):
            self.number(expression.denominator)
        parts = expression.numerator, expression.denominator
        like = self.common(parts, (above, below), "these cannot be divided entry by entry")
        self.notes.append(f"a division by what is {shown(below.shape)} was read entry by entry")

        def entry(r: Index, c: Index) -> Expression:
            return replace(expression, numerator=above.entry(r, c), denominator=below.entry(r, c))

        return replace(like, entry=entry)

    def power(self, expression: Power) -> Array:
        if _is_norm(expression.base) and expression.exponent == Number(Fraction(2)):
            return number(self.square(expression.base))
        base = self.array(expression.base)
        exponent = self.number(expression.exponent)
        if base.is_number:
            return number(replace(expression, base=base.entry(ROW, COLUMN), exponent=exponent))
        if exponent == Negative(Number(Fraction(1))) and ONE not in base.shape:
            return self.inverse(base, expression)
        if ONE in base.shape:
            return self.column_power(expression, base, exponent)
        message = f"a power of what is {shown(base.shape)}: write a norm, or \\odot for each entry"
        raise self.error(message, expression)

    def column_power(self, expression: Power, base: Array, exponent: Expression) -> Array:
        """(f − y)^2 of columns is taken entry by entry, w^2 as the square of the norm."""
        if exponent == Number(Fraction(2)) and not self.is_entrywise(base):
            return number(self.square(Matrix("norm", (expression.base,), start=expression.start)))
        return each(base, lambda e: replace(expression, base=e, exponent=exponent))

    def inverse(self, base: Array, place: Expression) -> Array:
        if base.rows != base.columns:
            raise self.error(
                f"only a square matrix has an inverse, and this is {shown(base.shape)}", place
            )
        letters = self.letter(place), self.letter(place)
        body = base.entry(*letters)
        return replace(base, entry=lambda r, c: Inverse(body, letters, base.rows, r, c))

    def square(self, norm: Expression) -> Expression:
        """The square of a Euclidean norm."""
        (inside,) = norm.children()
        found = self.array(inside)
        if ANY in found.shape:
            raise self.error(r"how long is this column? write \mathbf 1_m", norm)
        row, column = self.indices(found, norm)
        result: Expression = Power(found.entry(row, column), Number(Fraction(2)))
        for index, size in ((column, found.columns), (row, found.rows)):
            result = sum_over(index, size, result) if isinstance(index, str) else result
        return replace(result, start=norm.start)

    def call(self, expression: Call) -> Array:
        arrays = [self.array(argument) for argument in expression.arguments]
        like = self.common(expression.arguments, arrays, "these arguments differ in shape")

        def entry(r: Index, c: Index) -> Expression:
            return replace(expression, arguments=tuple(array.entry(r, c) for array in arrays))

        return replace(like, entry=entry)

    def derivative(self, expression: Derivative) -> Array:
        body = self.array(expression.body)
        variables = [self.symbol(variable) for variable in expression.variables]
        whole = [variable for variable in variables if not variable.is_number]

        def derived(inner: Expression, *entries: Expression) -> Expression:
            given = iter(entries)
            by = tuple(
                variable.entry(ROW, COLUMN) if variable.is_number else next(given)
                for variable in variables
            )
            return Derivative(inner, by, start=expression.start)  # type: ignore[arg-type]

        if not whole:
            return each(body, derived)
        first, last = whole[0], whole[-1]
        if len(whole) == 1 and body.is_number:
            found = each(first, lambda e: derived(body.entry(ROW, COLUMN), e))
            as_row = expression.layout == "fraction" and self.choices.layout == "numerator"
            return transposed(found) if as_row or expression.layout == "row" else found
        axes = [max(array.shape, key=lambda size: size != ONE) for array in (body, first, last)]
        if len(whole) == 1 and ONE in body.shape and ONE in first.shape:
            found = Array(axes[0], axes[1], lambda r, c: derived(along(body, r), along(first, c)))
            layout = self.choices.layout if expression.layout == "fraction" else ""
            if layout == "entries" and axes[0] == axes[1] == "m":
                self.notes.append("a derivative was taken for each example")
                return replace(
                    body, entry=lambda r, c: derived(body.entry(r, c), first.entry(r, c))
                )
            return transposed(found) if layout == "denominator" else found
        if len(whole) == 2 and body.is_number and ONE in first.shape and ONE in last.shape:
            number = body.entry(ROW, COLUMN)
            return Array(
                axes[1], axes[2], lambda r, c: derived(number, along(first, r), along(last, c))
            )
        shapes = " by ".join(shown(array.shape) for array in (body, *whole))
        raise self.error(f"a derivative of {shapes} is no matrix", expression)

    def big_sum(self, expression: BigSum) -> Array:
        lower, upper = (
            bound and self.number(bound) for bound in (expression.lower, expression.upper)
        )
        return each(
            self.array(expression.body),
            lambda body: replace(expression, lower=lower, upper=upper, body=body),
        )

    def at(self, expression: At) -> Array:
        symbol, value = self.symbol(expression.symbol), self.array(expression.value)
        same = isinstance(expression.value, Number)
        if not same and not all(map(fits, symbol.shape, value.shape)):
            message = (
                f"{expression.symbol.name} is {shown(symbol.shape)}, what it should be is "
                f"{shown(value.shape)}"
            )
            raise self.error(message, expression.value)
        row, column = self.indices(symbol, expression)
        entry = symbol.entry(row, column)
        assert isinstance(entry, Symbol)
        found = value.entry(row, column)

        def moved(body: Expression) -> Expression:
            # An index that does not stand in the body runs over all entries: [z_1]_{w_k = 0}.
            letters = tuple(i for i in entry.indices if i in entry.free - body.free)
            return replace(expression, body=body, symbol=entry, letters=letters, value=found)

        return each(self.array(expression.body), moved)

    def matrix(self, expression: Matrix) -> Array:
        if expression.name == "blocks":
            return self.blocks(expression)
        if expression.name == "ones":
            return Array(expression.size or ANY, ONE, lambda _r, _c: Number(Fraction(1)))
        if expression.name == "identity":
            size = expression.size or ANY
            return Array(size, size, delta)
        if expression.name == "norm":
            return number(Call("sqrt", (self.square(expression),), start=expression.start))
        if expression.name == "slopes":
            return self.slopes(*expression.arguments)  # type: ignore[arg-type]
        found = self.array(expression.arguments[0])
        if expression.name == "transpose":
            return transposed(found)
        if expression.name == "entry":
            return number(self.entry_of(found, expression))
        if expression.name == "total":
            return number(self.total(found, expression))
        if expression.name == "trace":
            return number(self.trace(found, expression))
        if expression.name == "softmax":
            return self.softmax(found, expression)
        return self.diagonal(found, expression)

    def diagonal(self, found: Array, expression: Matrix) -> Array:
        """A matrix with a column on its diagonal, or with one entry that stands for all."""
        (letter, *others) = sorted(expression.free) or [""]
        if found.is_number and letter and not others:
            size = self.axis_of(letter, expression)
            body = found.entry(ROW, COLUMN)
            return Array(size, size, lambda r, c: times(delta(r, c), renamed(body, letter, r)))
        if ONE not in found.shape or found.is_number:
            raise self.error(f"diag needs a column, and this is {shown(found.shape)}", expression)
        size = found.rows if found.columns == ONE else found.columns
        return Array(size, size, lambda r, c: times(delta(r, c), along(found, r)))

    def axis_of(self, letter: str, expression: Expression) -> str:
        """What an index counts, by the symbols where it stands."""
        for part in expression.walk():
            if isinstance(part, Symbol) and letter in part.indices:
                return self.words.axes[part.name][part.indices.index(letter)]
        raise self.error(f"the index {letter} stands at no symbol", expression)

    def slopes(self, losses: Symbol, variable: Symbol) -> Array:
        """How the loss of each example changes with its own logit."""
        example = self.words.axes[variable.name].index("m")

        def slope(entry: Expression) -> Expression:
            assert isinstance(entry, Symbol)
            body = replace(losses, indices=(entry.indices[example],))
            return Derivative(body, (entry,), start=variable.start)

        return each(self.symbol(variable), slope)

    def entry_of(self, found: Array, place: Matrix) -> Expression:
        """An entry of an array by its indices."""
        indices = [self.index(part) for part in place.arguments[1:]]
        if len(indices) == 1 and ONE in found.shape:
            return along(found, indices[0])
        if len(indices) != 2 or ONE in found.shape:
            message = f"what is {shown(found.shape)} stands with {len(indices)} indices"
            raise self.error(message, place)
        return found.entry(*indices)

    def index(self, expression: Expression) -> Index:
        """An index again, from where it stood as a formula."""
        if isinstance(expression, IndexLetter):
            return expression.letter
        assert isinstance(expression, Number)
        return int(expression.value)

    def total(self, found: Array, place: Expression) -> Expression:
        """The sum of all entries."""
        if found.is_number or ANY in found.shape:
            raise self.error(r"over which index is this sum? write \sum_{i=1}^{m}", place)
        row, column = self.indices(found, place)
        result = found.entry(row, column)
        for index, size in ((column, found.columns), (row, found.rows)):
            result = sum_over(index, size, result) if isinstance(index, str) else result
        return replace(result, start=place.start)

    def trace(self, found: Array, place: Expression) -> Expression:
        """The sum of the diagonal."""
        if found.rows != found.columns or ANY in found.shape:
            message = f"only a square matrix has a trace, and this is {shown(found.shape)}"
            raise self.error(message, place)
        letter = self.letter(place)
        return sum_over(letter, found.rows, found.entry(letter, letter))

    def softmax(self, found: Array, place: Expression) -> Array:
        """e^{z_k} by the sum of all e^{z_c}, along the classes."""
        size = "K" if "K" in found.shape else next(filter(lambda s: s != ONE, found.shape), ONE)
        if size in (ONE, ANY) or size == found.rows == found.columns:
            raise self.error("softmax needs a column, or a row for each example", place)
        letter = self.letter(place)

        def grown(r: Index, c: Index) -> Expression:
            return Call("exp", (found.entry(r, c),), start=place.start)

        def entry(r: Index, c: Index) -> Expression:
            there = grown(letter, c) if found.rows == size else grown(r, letter)
            return Quotient(grown(r, c), sum_over(letter, size, there), start=place.start)

        return replace(found, entry=entry)

    def blocks(self, expression: Matrix) -> Array:
        rows = [
            [self.array(cell) for cell in row.cells]
            for row in expression.arguments
            if isinstance(row, Blocks)
        ]
        heights = [self.agreed([cell.rows for cell in row], expression) for row in rows]
        widths = [
            self.agreed([row[place].columns for row in rows], expression)
            for place in range(len(rows[0]))
        ]
        height, width = (self.joined(sizes, expression) for sizes in (heights, widths))

        def entry(r: Index, c: Index) -> Expression:
            lines = [split(c, [cell.entry(r, c) for cell in row]) for row in rows]
            return split(r, lines)

        return Array(height, width, entry)

    def agreed(self, sizes: list[str], place: Expression) -> str:
        known = {size for size in sizes if size != ANY} or {ANY}
        if len(known) > 1:
            listed = " and ".join(sorted(known))
            raise self.error(f"blocks beside each other have different sizes: {listed}", place)
        return known.pop()

    def joined(self, sizes: list[str], place: Expression) -> str:
        """The size of blocks together: one alone, or 1 and then another."""
        if len(sizes) == 1:
            return sizes[0]
        if len(sizes) == 2 and sizes[0] == ONE and sizes[1] not in (ONE, ANY):
            return sizes[1] + "+"
        listed = ", ".join(sizes)
        raise self.error(f"blocks are read as 1 and another size, not {listed}", place)

    def cases(self, expression: Cases) -> Array:
        values = [self.array(value) for value, _ in expression.branches]
        conditions = [condition for _, condition in expression.branches]
        parts = [value for value, _ in expression.branches]
        like = self.common(parts, values, "these cases differ in shape")

        def entry(r: Index, c: Index) -> Expression:
            branches = (value.entry(r, c) for value in values)
            return replace(expression, branches=tuple(zip(branches, conditions, strict=True)))

        return replace(like, entry=entry)

    def minimizer(self, expression: Minimizer) -> Array:
        symbol = self.symbol(expression.symbol)
        body = self.number(expression.body)
        return each(
            symbol,
            lambda e: replace(expression, body=body, symbol=e),  # type: ignore[arg-type]
        )


class SharedEntries(_Entries):
    """Entries of many formulas that have parts in common: each part is taken once."""

    def __init__(self, vocabulary: Vocabulary, choices: Choices) -> None:
        super().__init__(Number(Fraction(1)), vocabulary, "", choices)
        self._letters = (f"{ROW}{number}" for number in numbers_from(1))
        self._arrays: dict[int, tuple[Expression, Array]] = {}

    def array(self, expression: Expression) -> Array:
        """What an expression is; it is kept, since parts are known by their identity."""
        if id(expression) not in self._arrays:
            found = super().array(expression)
            if found.is_number:
                found = number(found.entry(ROW, COLUMN))
            else:
                found = replace(found, entry=cache(found.entry))
            self._arrays[id(expression)] = expression, found
        return self._arrays[id(expression)][1]


def _is_norm(expression: Expression) -> bool:
    return isinstance(expression, Matrix) and expression.name == "norm"


_RULES: dict[type[Expression], Callable[[_Entries, Any], Array]] = {
    Symbol: _Entries.symbol,
    Sum: _Entries.sum,
    Negative: _Entries.negative,
    Product: _Entries.product,
    Quotient: _Entries.quotient,
    Power: _Entries.power,
    Call: _Entries.call,
    Derivative: _Entries.derivative,
    BigSum: _Entries.big_sum,
    BigProduct: _Entries.big_sum,
    At: _Entries.at,
    Matrix: _Entries.matrix,
    Cases: _Entries.cases,
    Minimizer: _Entries.minimizer,
}
