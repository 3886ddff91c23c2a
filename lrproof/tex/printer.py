"""Expression to TeX, so that a formula that was made by rule can be shown and read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lrproof.tex.expression import (
    At,
    BigProduct,
    BigSum,
    Call,
    Cases,
    Comparison,
    Derivative,
    Expression,
    IndexLetter,
    Indicator,
    Inverse,
    Matrix,
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
_ARRAY_WORDS = {
    "diag": r"\operatorname{diag}",
    "softmax": r"\operatorname{softmax}",
    "trace": r"\operatorname{tr}",
}
_GREEK = {"lambda": r"\lambda"}
_MOST_DECIMALS = 30
_LARGEST_INDEX = 1000


Show = Callable[[Expression], str]


def to_tex(expression: Expression, own: Callable[[Expression], str | None] = lambda _: None) -> str:
    r"""A formula as TeX.

    Reading this TeX, with the vocabulary that the formula was read with, gives the same formula
    again, unless an inverse matrix is inside.

    Args:
        expression: What the reader gave, or what a rule made of it.
        own: The TeX of a part that is to be shown in another way.

    Examples:
        >>> from lrproof.settings import SETTINGS
        >>> from lrproof.tex import read_formula
        >>> to_tex(read_formula("(f-y)x", SETTINGS["feature"].vocabulary))
        '\\left(f - y\\right) \\cdot x'
    """

    def show(part: Expression) -> str:
        return own(part) or _PRINTERS[type(part)](part, show)

    return show(expression)


def _bracketed(expression: Expression, show: Show) -> str:
    return rf"\left({show(expression)}\right)"


def _unless(kinds: tuple[type[Expression], ...], expression: Expression, show: Show) -> str:
    return _bracketed(expression, show) if isinstance(expression, kinds) else show(expression)


def _number(expression: Number, _: Show) -> str:
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


def _symbol(expression: Symbol, _: Show) -> str:
    name = expression.name
    shown = _GREEK.get(name) or (name if len(name) == 1 else rf"\operatorname{{{name}}}")
    return shown + (f"_{{{','.join(map(str, expression.indices))}}}" if expression.indices else "")


def _sum(expression: Sum, show: Show) -> str:
    first, *others = (_unless((Sum, BigSum), term, show) for term in expression.terms)
    return " ".join([first, *(_with_sign(term) for term in others)])


def _with_sign(term: str) -> str:
    return f"- {term[1:]}" if term.startswith("-") else f"+ {term}"


def _negative(expression: Negative, show: Show) -> str:
    return "-" + _unless((Sum, Negative, BigSum), expression.term, show)


def _product(expression: Product, show: Show) -> str:
    loose = (Sum, Negative, Product, BigSum)
    return r" \cdot ".join(_unless(loose, factor, show) for factor in expression.factors)


def _quotient(expression: Quotient, show: Show) -> str:
    return rf"\frac{{{show(expression.numerator)}}}{{{show(expression.denominator)}}}"


def _power(expression: Power, show: Show) -> str:
    base = expression.base
    bare = isinstance(base, Number) or (isinstance(base, Symbol) and len(base.indices) < 2)
    return (show(base) if bare else _bracketed(base, show)) + f"^{{{show(expression.exponent)}}}"


def _call(expression: Call, show: Show) -> str:
    name, primes = expression.function, "'" * expression.order
    arguments = ", ".join(map(show, expression.arguments))
    if name == "exp" and not primes:
        return f"e^{{{arguments}}}"
    if name == "sqrt":
        return rf"\sqrt{{{arguments}}}"
    if name == "abs":
        return rf"\left\lvert {arguments} \right\rvert"
    shown = _FUNCTIONS.get(name, name if len(name) == 1 else "\\" + name)
    return rf"{shown}{primes}\left({arguments}\right)"


def _derivative(expression: Derivative, show: Show) -> str:
    order = len(expression.variables)
    above = r"\partial" + (f"^{{{order}}}" if order > 1 else "")
    below = r"\,".join(rf"\partial {show(variable)}" for variable in expression.variables)
    return rf"\frac{{{above}}}{{{below}}}{_bracketed(expression.body, show)}"


def _big_sum(expression: BigSum, show: Show) -> str:
    start = "" if expression.lower is None else f" = {show(expression.lower)}"
    end = "" if expression.upper is None else f"^{{{show(expression.upper)}}}"
    body = _unless((Sum, Negative, BigSum), expression.body, show)
    sign = r"\prod" if isinstance(expression, BigProduct) else r"\sum"
    return rf"{sign}_{{{expression.index}{start}}}{end} {body}"


def _at(expression: At, show: Show) -> str:
    bound = f"{show(expression.symbol)} = {show(expression.value)}"
    return rf"\left[{show(expression.body)}\right]_{{{bound}}}"


def _inverse(expression: Inverse, show: Show) -> str:
    row, column = expression.letters
    matrix = rf"\left({show(expression.body)}\right)_{{{row}{column}}}"
    return rf"\left[{matrix}^{{-1}}\right]_{{{expression.row}{expression.column}}}"


def _comparison(expression: Comparison, show: Show) -> str:
    symbol = _RELATIONS.get(expression.symbol, expression.symbol)
    return f"{show(expression.left)} {symbol} {show(expression.right)}"


def _indicator(expression: Indicator, show: Show) -> str:
    sides = (expression.condition.left, expression.condition.right)
    if expression.condition.symbol == "=" and all(map(_is_index, sides)):
        return rf"\delta_{{{','.join(map(show, sides))}}}"
    return rf"\mathbf{{1}}\{{{show(expression.condition)}\}}"


def _is_index(expression: Expression) -> bool:
    return isinstance(expression, IndexLetter) or (
        isinstance(expression, Number) and expression.value in range(1, _LARGEST_INDEX)
    )


def _cases(expression: Cases, show: Show) -> str:
    rows = (
        show(value)
        + (rf" & \text{{if }} {show(when)}" if when is not None else r" & \text{otherwise}")
        for value, when in expression.branches
    )
    lines = r" \\ ".join(rows)
    return rf"\begin{{cases}} {lines} \end{{cases}}"


def _matrix(expression: Matrix, show: Show) -> str:
    arguments = expression.arguments
    if expression.name == "transpose":
        bare = isinstance(arguments[0], Symbol | Matrix)
        return (show(arguments[0]) if bare else _bracketed(arguments[0], show)) + r"^\top"
    if expression.name == "norm":
        return rf"\left\lVert {show(arguments[0])} \right\rVert"
    if expression.name == "blocks":
        rows = (" & ".join(map(show, row.children())) for row in arguments)
        lines = r" \\ ".join(rows)
        return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"
    if expression.name in _ARRAY_WORDS:
        return _ARRAY_WORDS[expression.name] + _bracketed(arguments[0], show)
    if expression.name == "entry":
        return _bracketed(arguments[0], show) + f"_{{{','.join(map(show, arguments[1:]))}}}"
    if expression.name == "total":
        return rf"\sum {_bracketed(arguments[0], show)}"
    if expression.name == "slopes":
        return f"d{show(arguments[1])}"
    letter = r"\mathbf 1" if expression.name == "ones" else "I"
    return letter + (f"_{{{expression.size}}}" if expression.size else "")


_PRINTERS: dict[type[Expression], Callable[[Any, Show], str]] = {
    Number: _number,
    Symbol: _symbol,
    IndexLetter: lambda expression, _: expression.letter,
    Sum: _sum,
    Negative: _negative,
    Product: _product,
    Quotient: _quotient,
    Power: _power,
    Call: _call,
    Derivative: _derivative,
    BigSum: _big_sum,
    BigProduct: _big_sum,
    At: _at,
    Inverse: _inverse,
    Comparison: _comparison,
    Indicator: _indicator,
    Cases: _cases,
    Matrix: _matrix,
}
