"""Expression to TeX, so that a formula that was made by rule can be shown and read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    Expression,
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

_RELATIONS = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne", "~": r"\approx"}
_FUNCTIONS = {"sigmoid": r"\sigma", "logit": r"\operatorname{logit}"}
_GREEK = {"lambda": r"\lambda"}
_MOST_DECIMALS = 30
_LARGEST_INDEX = 1000


def to_tex(expression: Expression) -> str:
    r"""A formula as TeX.

    Reading this TeX, with the vocabulary that the formula was read with, gives the same formula
    again, unless an inverse matrix is inside.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> from lrproof.tex import read_formula
        >>> to_tex(read_formula("(f-y)x", SETTINGS["feature"].vocabulary))
        '\\left(f - y\\right) \\cdot x'
    """
    return _PRINTERS[type(expression)](expression)


def _bracketed(expression: Expression) -> str:
    return rf"\left({to_tex(expression)}\right)"


def _unless(kinds: tuple[type[Expression], ...], expression: Expression) -> str:
    return _bracketed(expression) if isinstance(expression, kinds) else to_tex(expression)


def _number(expression: Number) -> str:
    value = expression.value
    for decimals in range(_MOST_DECIMALS):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            return _decimal(scaled.numerator, decimals)
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def _decimal(digits: int, decimals: int) -> str:
    sign, figures = "-" if digits < 0 else "", str(abs(digits)).rjust(decimals + 1, "0")
    shown = f"{figures[:-decimals]}.{figures[-decimals:]}" if decimals else figures
    return rf"\left({sign}{shown}\right)" if sign else shown


def _symbol(expression: Symbol) -> str:
    name = expression.name
    shown = _GREEK.get(name) or (name if len(name) == 1 else rf"\operatorname{{{name}}}")
    return shown + (f"_{{{','.join(map(str, expression.indices))}}}" if expression.indices else "")


def _sum(expression: Sum) -> str:
    first, *others = (_unless((Sum, BigSum), term) for term in expression.terms)
    return " ".join([first, *(_with_sign(term) for term in others)])


def _with_sign(term: str) -> str:
    return f"- {term[1:]}" if term.startswith("-") else f"+ {term}"


def _negative(expression: Negative) -> str:
    return "-" + _unless((Sum, Negative, BigSum), expression.term)


def _product(expression: Product) -> str:
    loose = (Sum, Negative, Product, BigSum)
    return r" \cdot ".join(_unless(loose, factor) for factor in expression.factors)


def _quotient(expression: Quotient) -> str:
    return rf"\frac{{{to_tex(expression.numerator)}}}{{{to_tex(expression.denominator)}}}"


def _power(expression: Power) -> str:
    base = expression.base
    bare = isinstance(base, Number) or (isinstance(base, Symbol) and len(base.indices) < 2)
    return (to_tex(base) if bare else _bracketed(base)) + f"^{{{to_tex(expression.exponent)}}}"


def _call(expression: Call) -> str:
    name, primes = expression.function, "'" * expression.order
    arguments = ", ".join(map(to_tex, expression.arguments))
    if name == "exp" and not primes:
        return f"e^{{{arguments}}}"
    if name == "sqrt":
        return rf"\sqrt{{{arguments}}}"
    if name == "abs":
        return rf"\left\lvert {arguments} \right\rvert"
    shown = _FUNCTIONS.get(name, name if len(name) == 1 else "\\" + name)
    return rf"{shown}{primes}\left({arguments}\right)"


def _derivative(expression: Derivative) -> str:
    order = len(expression.variables)
    above = r"\partial" + (f"^{{{order}}}" if order > 1 else "")
    below = r"\,".join(rf"\partial {to_tex(variable)}" for variable in expression.variables)
    return rf"\frac{{{above}}}{{{below}}}{_bracketed(expression.body)}"


def _big_sum(expression: BigSum) -> str:
    start = "" if expression.lower is None else f" = {to_tex(expression.lower)}"
    end = "" if expression.upper is None else f"^{{{to_tex(expression.upper)}}}"
    body = _unless((Sum, Negative, BigSum), expression.body)
    return rf"\sum_{{{expression.index}{start}}}{end} {body}"


def _at(expression: At) -> str:
    bound = f"{to_tex(expression.symbol)} = {to_tex(expression.value)}"
    return rf"\left[{to_tex(expression.body)}\right]_{{{bound}}}"


def _inverse(expression: Inverse) -> str:
    row, column = expression.letters
    matrix = rf"\left({to_tex(expression.body)}\right)_{{{row}{column}}}"
    return rf"\left[{matrix}^{{-1}}\right]_{{{expression.row}{expression.column}}}"


def _comparison(expression: Comparison) -> str:
    symbol = _RELATIONS.get(expression.symbol, expression.symbol)
    return f"{to_tex(expression.left)} {symbol} {to_tex(expression.right)}"


def _indicator(expression: Indicator) -> str:
    sides = (expression.condition.left, expression.condition.right)
    if expression.condition.symbol == "=" and all(map(_is_index, sides)):
        return rf"\delta_{{{','.join(map(to_tex, sides))}}}"
    return rf"\mathbf{{1}}\{{{to_tex(expression.condition)}\}}"


def _is_index(expression: Expression) -> bool:
    return isinstance(expression, IndexLetter) or (
        isinstance(expression, Number) and expression.value in range(1, _LARGEST_INDEX)
    )


def _cases(expression: Cases) -> str:
    rows = (
        to_tex(value)
        + (rf" & \text{{if }} {to_tex(when)}" if when is not None else r" & \text{otherwise}")
        for value, when in expression.branches
    )
    lines = r" \\ ".join(rows)
    return rf"\begin{{cases}} {lines} \end{{cases}}"


_PRINTERS: dict[type[Expression], Callable[[Any], str]] = {
    Number: _number,
    Symbol: _symbol,
    IndexLetter: lambda expression: expression.letter,
    Sum: _sum,
    Negative: _negative,
    Product: _product,
    Quotient: _quotient,
    Power: _power,
    Call: _call,
    Derivative: _derivative,
    BigSum: _big_sum,
    At: _at,
    Inverse: _inverse,
    Comparison: _comparison,
    Indicator: _indicator,
    Cases: _cases,
}
