"""The value of an Expression in a Setting, in any kind of number: the one place where they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any

from lrproof.numbers import Dual, System, Undefined, Value, base
from lrproof.setting import Key, Setting
from lrproof.tex.expression import (
    At,
    BigProduct,
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Inverse,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

LARGEST_SUM = 1000


def evaluate(
    expression: Expression,
    setting: Setting,
    point: Mapping[Key, Value],
    system: System,
    indices: Mapping[str, int] | None = None,
) -> Value:
    """The value of a formula.

    Args:
        expression: What the reader made of TeX with the setting's vocabulary.
        setting: What the symbols stand for, and how they depend on each other.
        point: A number of the system for each free symbol of the setting, by name and indices.
            A value for a defined symbol sets it free of its definition.
        system: The kind of number.
        indices: A value, from 1 on, for each free index letter.

    Raises:
        Undefined: The formula has no value at this point.
        Inapplicable: This kind of number cannot follow the formula.
    """
    return Evaluation(setting, point, system).value(expression, indices or {})


class Evaluation:
    """Values of formulas at one point; what the setting defines is computed once.

    Where one quantity has moved, `before` is the evaluation from which it did.
    """

    def __init__(
        self,
        setting: Setting,
        point: Mapping[Key, Value],
        system: System,
        level: int = 0,
        before: Evaluation | None = None,
        moved: str = "",
    ) -> None:
        self.setting = setting
        self.point = point
        self.system = system
        self.level = level
        self.before = before
        self.moved = moved
        self._defined: dict[Key, Value] = {}
        # By identity: whoever asks for a value keeps its formula.
        self._remembered: dict[tuple[object, ...], Any] = {}

    def value(self, expression: Expression, indices: Mapping[str, int]) -> Value:
        """The value of a formula, for these values of its free indices."""
        return _RULES[type(expression)](self, expression, indices)

    def number(self, expression: Number, _: Mapping[str, int]) -> Value:
        return self.system.number(expression.value)

    def symbol(self, expression: Symbol, indices: Mapping[str, int]) -> Value:
        name, places = expression.name, expression.indices
        # A number stands for itself, and so does a letter without a value, which is found nowhere.
        key = name, tuple(map(indices.get, places, places)) if places else ()  # type: ignore[arg-type]
        known = self.point.get(key) or self._defined.get(key)  # type: ignore[arg-type]
        if known is not None:
            return known
        if name in self.setting.sizes:
            return self.system.number(self.setting.sizes[name])
        return self.quantity(self.key(expression, indices))

    def key(self, expression: Symbol, indices: Mapping[str, int]) -> Key:
        if not expression.indices:
            return expression.name, ()
        numbers = tuple([_number(index, indices) for index in expression.indices])
        for number, along in zip(numbers, self.setting.ranges[expression.name], strict=True):
            if number not in along:
                raise Undefined(f"{expression.name} has no entry {number}")
        return expression.name, numbers

    def quantity(self, key: Key) -> Value:
        """A symbol's value: given at the point, or by its definition."""
        if key in self.point:
            return self.point[key]
        if key not in self._defined:
            if self.before is not None and self.moved not in self.setting.depends[key[0]]:
                return self.before.quantity(key)
            letters, definition = self.setting.definition(key[0])
            self._defined[key] = self.value(definition, dict(zip(letters, key[1], strict=True)))
        return self._defined[key]

    def index(self, expression: IndexLetter, indices: Mapping[str, int]) -> Value:
        return self.system.number(_number(expression.letter, indices))

    def sum(self, expression: Sum, indices: Mapping[str, int]) -> Value:
        total = self.value(expression.terms[0], indices)
        for term in expression.terms[1:]:
            total = total + self.value(term, indices)
        return total

    def negative(self, expression: Negative, indices: Mapping[str, int]) -> Value:
        return -self.value(expression.term, indices)

    def product(self, expression: Product, indices: Mapping[str, int]) -> Value:
        total = self.value(expression.factors[0], indices)
        for factor in expression.factors[1:]:
            total = total * self.value(factor, indices)
        return total

    def quotient(self, expression: Quotient, indices: Mapping[str, int]) -> Value:
        numerator = self.value(expression.numerator, indices)
        return numerator / self.value(expression.denominator, indices)

    def power(self, expression: Power, indices: Mapping[str, int]) -> Value:
        exponent = self.value(expression.exponent, indices)
        return self.system.power(self.value(expression.base, indices), exponent)

    def call(self, expression: Call, indices: Mapping[str, int]) -> Value:
        function: Callable[..., Value] = (
            partial(self.system.any, expression.function)
            if expression.function in self.setting.general
            else getattr(self.system, expression.function)
        )
        arguments = [self.value(argument, indices) for argument in expression.arguments]
        if not expression.order:
            return function(*arguments)
        one, zero = self.system.number(1), self.system.number(0)
        levels = range(self.level + 1, self.level + 1 + expression.order)
        for level in levels:
            arguments[0] = Dual(arguments[0], one, level)
        result = function(*arguments)
        for level in reversed(levels):
            result = _slope(result, level, zero)
        return result

    def derivative(self, expression: Derivative, indices: Mapping[str, int]) -> Value:
        """The body once more, with the variable free and carrying slope 1."""
        variable, *others = expression.variables
        if variable.name in self.setting.sizes:
            raise Undefined(f"{variable.name} is a size; nothing is differentiated by it")
        body = Derivative(expression.body, tuple(others)) if others else expression.body
        key = self.key(variable, indices)
        known = (id(expression), *map(indices.get, expression.free))
        if known not in self._remembered:
            level = self.level + 1
            moved = dict(self.point)
            moved[key] = Dual(self.quantity(key), self.system.number(1), level)
            there = Evaluation(self.setting, moved, self.system, level, self, variable.name)
            result = there.value(body, indices)
            self._remembered[known] = _slope(result, level, self.system.number(0))
        return self._remembered[known]

    def big_sum(self, expression: BigSum, indices: Mapping[str, int]) -> Value:
        total = self.system.number(0)
        for term in self.along(expression, indices):
            total = total + term
        return total

    def big_product(self, expression: BigProduct, indices: Mapping[str, int]) -> Value:
        total = self.system.number(1)
        for factor in self.along(expression, indices):
            total = total * factor
        return total

    def along(self, expression: BigSum, indices: Mapping[str, int]) -> Iterator[Value]:
        """The terms of a sum, or the factors of a product."""
        along = range(1, 1)
        if expression.lower is None or expression.upper is None:
            along = self.setting.numbers(self.setting.axis(expression.index, expression.body))
        lower, upper = expression.lower, expression.upper
        first = along.start if lower is None else self.whole(lower, indices)
        last = along.stop - 1 if upper is None else self.whole(upper, indices)
        if last - first >= LARGEST_SUM:
            raise Undefined("this sum is too long to be followed")
        here = dict(indices)
        for here[expression.index] in range(first, last + 1):
            yield self.value(expression.body, here)

    def whole(self, expression: Expression, indices: Mapping[str, int]) -> int:
        if isinstance(expression, Symbol) and expression.name in self.setting.sizes:
            return self.setting.sizes[expression.name]
        if isinstance(expression, Number) and expression.value.denominator == 1:
            return int(expression.value)
        number = self.system.integer(base(self.value(expression, indices)))
        if number is None:
            raise Undefined("a sum begins and ends at whole numbers")
        return number

    def at(self, expression: At, indices: Mapping[str, int]) -> Value:
        """The body at another point: a symbol, or each of its entries, has another value."""
        axes = self.setting.quantity(expression.symbol.name).axes
        along = [
            self.setting.numbers(axes[expression.symbol.indices.index(letter)])
            for letter in expression.letters
        ]
        moved = dict(self.point)
        for numbers in product(*along):
            here = {**indices, **dict(zip(expression.letters, numbers, strict=True))}
            moved[self.key(expression.symbol, here)] = self.value(expression.value, here)
        name = expression.symbol.name
        there = Evaluation(self.setting, moved, self.system, self.level, self, name)
        return there.value(expression.body, indices)

    def inverse(self, expression: Inverse, indices: Mapping[str, int]) -> Value:
        """An entry of A^{-1}: that of the x with A x = e, where e is a column of the identity."""
        along = self.setting.numbers(expression.axis)
        row, column = expression.letters
        chosen = _number(expression.column, indices)
        known = (id(expression), chosen, *map(indices.get, expression.body.free))
        if known not in self._remembered:
            matrix = [
                [self.value(expression.body, {**indices, row: r, column: c}) for c in along]
                for r in along
            ]
            unit = [self.system.number(int(number == chosen)) for number in along]
            self._remembered[known] = self.system.solve(matrix, unit)
        solution: list[Value] = self._remembered[known]
        return solution[along.index(_number(expression.row, indices))]

    def indicator(self, expression: Indicator, indices: Mapping[str, int]) -> Value:
        return self.system.number(int(self.holds(expression.condition, indices)))

    def cases(self, expression: Cases, indices: Mapping[str, int]) -> Value:
        for branch, condition in expression.branches:
            if condition is None or self.holds(condition, indices):
                return self.value(branch, indices)
        raise Undefined("no case applies at this point")

    def holds(self, condition: Comparison, indices: Mapping[str, int]) -> bool:
        left = base(self.value(condition.left, indices))
        right = base(self.value(condition.right, indices))
        return self.system.compare(left, condition.symbol, right)


def _number(index: Index, indices: Mapping[str, int]) -> int:
    if isinstance(index, int):
        return index
    if index not in indices:
        raise Undefined(f"the index {index} has no value")
    return indices[index]


def _slope(result: Value, level: int, zero: Value) -> Value:
    return result.slope if isinstance(result, Dual) and result.level == level else zero


_RULES: dict[type[Expression], Callable[[Evaluation, Any, Mapping[str, int]], Value]] = {
    Number: Evaluation.number,
    Symbol: Evaluation.symbol,
    IndexLetter: Evaluation.index,
    Sum: Evaluation.sum,
    Negative: Evaluation.negative,
    Product: Evaluation.product,
    Quotient: Evaluation.quotient,
    Power: Evaluation.power,
    Call: Evaluation.call,
    Derivative: Evaluation.derivative,
    BigSum: Evaluation.big_sum,
    BigProduct: Evaluation.big_product,
    At: Evaluation.at,
    Inverse: Evaluation.inverse,
    Indicator: Evaluation.indicator,
    Cases: Evaluation.cases,
}
