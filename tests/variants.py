"""Wrong variants of a formula, made by rule: each replaces one node of its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lrproof.setting import Setting
from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    Expression,
    Index,
    IndexLetter,
    Indicator,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

Variant = tuple[str, Expression]

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
SLIGHTLY = Number(Fraction("1.000001"))
LITTLE = Number(Fraction("0.000001"))
SWAPPED = {"ln": "exp", "exp": "ln", "sigmoid": "tanh", "tanh": "sigmoid"}
LETTERS = {
    "m": ("i", "l"), "n": ("j", "k"), "n+": ("k", "c"), "K": ("k", "c"), "h": ("k", "l"),
}  # fmt: skip


def variants(expression: Expression, setting: Setting) -> Iterator[Variant]:
    """The name of the rule and the changed formula, for every rule at every node."""
    yield "constant added", Sum((expression, ONE))
    yield "constant taken away", Sum((expression, Negative(ONE)))
    yield "a millionth added", Sum((expression, LITTLE))
    yield "a millionth taken away", Sum((expression, Negative(LITTLE)))
    yield "factor 1 - 1e-6", Product((Number(Fraction("0.999999")), expression))
    yield from _anywhere(expression, setting)


def _anywhere(expression: Expression, setting: Setting) -> Iterator[Variant]:
    yield from _here(expression, setting)
    inside = [expression.body] if isinstance(expression, Derivative) else expression.children()
    for place, child in enumerate(inside):
        if isinstance(expression, At) and child is expression.symbol:
            continue
        for rule, changed in _anywhere(child, setting):
            yield rule, _with_child(expression, place, changed)


def _with_child(expression: Expression, place: int, new: Expression) -> Expression:
    count = iter(range(len(list(expression.children()))))
    return expression.rebuilt(lambda child: new if next(count) == place else child)


def _here(expression: Expression, setting: Setting) -> Iterator[Variant]:
    if isinstance(expression, Comparison):
        yield from _condition(expression)
        return
    if isinstance(expression, IndexLetter):
        return
    if expression == ZERO:
        yield "off by one", ONE
        return
    yield "sign", expression.term if isinstance(expression, Negative) else Negative(expression)
    yield "factor 1 + 1e-6", Product((SLIGHTLY, expression))
    if isinstance(expression, Number):
        yield from _number(expression)
    elif isinstance(expression, Symbol):
        yield from _symbol(expression, setting)
    elif isinstance(expression, Sum):
        yield from _sum(expression, setting)
    elif isinstance(expression, Product):
        yield from _product(expression)
    elif isinstance(expression, Quotient):
        yield "fraction inverted", Quotient(expression.denominator, expression.numerator)
        yield "denominator lost", expression.numerator
    elif isinstance(expression, Power):
        yield "exponent's sign", replace(expression, exponent=Negative(expression.exponent))
        yield "exponent plus 1", replace(expression, exponent=Sum((expression.exponent, ONE)))
        yield "exponent lost", expression.base
    elif isinstance(expression, Call):
        yield from _call(expression)
    elif isinstance(expression, Derivative):
        yield from _derivative(expression, setting)
    elif isinstance(expression, BigSum):
        yield from _big_sum(expression)
    elif isinstance(expression, Cases):
        values, conditions = zip(*expression.branches, strict=True)
        turned = tuple(zip(reversed(values), conditions, strict=True))
        yield "cases exchanged", Cases(turned)
    elif isinstance(expression, Indicator):
        yield "indicator lost", ONE


def _condition(expression: Comparison) -> Iterator[Variant]:
    opposite = {"=": "!=", "<": ">=", ">": "<=", "<=": ">", ">=": "<", "!=": "="}
    yield "condition turned", replace(expression, symbol=opposite[expression.symbol])


def _number(expression: Number) -> Iterator[Variant]:
    yield "off by one", Number(expression.value + 1)
    less = expression.value - 1
    yield "off by one", Number(less) if less >= 0 else Negative(Number(-less))


def _symbol(expression: Symbol, setting: Setting) -> Iterator[Variant]:
    if expression.name in setting.sizes:
        yield "off by one", Sum((expression, Negative(ONE)))
        return
    quantity = setting.quantity(expression.name)
    if quantity.role == "label":
        yield "y for 1 - y", Sum((ONE, Negative(expression)))
    for place, axis in enumerate(quantity.axes):
        index = expression.indices[place]
        other: Index = next(letter for letter in LETTERS[axis] if letter != index)
        for wrong in (other, 1):
            indices = (*expression.indices[:place], wrong, *expression.indices[place + 1 :])
            yield "wrong index", replace(expression, indices=indices)
    for near in setting.symbols:
        real = near.role in ("parameter", "data") or near.name == "z"
        if near.axes == quantity.axes and near.name != expression.name and real:
            yield "another quantity", replace(expression, name=near.name)


def _sum(expression: Sum, setting: Setting) -> Iterator[Variant]:
    for place in range(len(expression.terms)):
        others = (*expression.terms[:place], *expression.terms[place + 1 :])
        yield "term lost", Sum(others) if len(others) > 1 else others[0]
    yield "product for a sum", Product(expression.terms)
    label = expression.terms[-1]
    if expression.terms[0] == ONE and isinstance(label, Negative):
        symbol = label.term
        if isinstance(symbol, Symbol) and setting.quantity(symbol.name).role == "label":
            yield "y for 1 - y", symbol


def _product(expression: Product) -> Iterator[Variant]:
    for place, factor in enumerate(expression.factors):
        others = (*expression.factors[:place], *expression.factors[place + 1 :])
        chain = isinstance(factor, Derivative) or (isinstance(factor, Call) and factor.order)
        rule = "chain factor lost" if chain else "factor lost"
        yield rule, Product(others) if len(others) > 1 else others[0]
    yield "sum for a product", Sum(expression.factors)


def _call(expression: Call) -> Iterator[Variant]:
    first, *others = expression.arguments
    rule = "exponent's sign" if expression.function == "exp" else "argument's sign"
    yield rule, replace(expression, arguments=(Negative(first), *others))
    if expression.function != "exp":
        yield "one derivative more", replace(expression, order=expression.order + 1)
    if expression.order:
        yield "prime lost", replace(expression, order=expression.order - 1)
    if expression.function in SWAPPED:
        yield "another function", replace(expression, function=SWAPPED[expression.function])


def _derivative(expression: Derivative, setting: Setting) -> Iterator[Variant]:
    yield "derivative lost", expression.body
    *_, last = expression.variables
    for near in setting.symbols:
        if not near.axes and near.name != last.name:
            by = (*expression.variables[:-1], Symbol(near.name))
            yield "by another quantity", replace(expression, variables=by)


def _big_sum(expression: BigSum) -> Iterator[Variant]:
    yield "sum lost", replace(expression, upper=ONE)
    if expression.lower is not None:
        yield "sum begins late", replace(expression, lower=Sum((expression.lower, ONE)))
