"""A formula with one place changed: each change undoes a slip that people make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lrproof.explain.materials import ONE, TWO, Materials, minus, plus, times
from lrproof.setting import Quantity
from lrproof.tex.expression import (
    At,
    BigSum,
    Call,
    Comparison,
    Derivative,
    Expression,
    Index,
    IndexLetter,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

Change = tuple[str, Expression]
"""The slip that is undone, and what then stands at its place."""


@dataclass(frozen=True)
class Edit:
    """A formula in which one part is another.

    Attributes:
        slip: What was wrong, if this is right.
        old: The part that was there.
        new: What stands there now.
        whole: The whole formula now.
        rule: How dear and unusual this kind of change is.
    """

    slip: str
    old: Expression
    new: Expression
    whole: Expression
    rule: int = 0


def edits(expression: Expression, materials: Materials) -> Iterator[Edit]:
    """All formulas that one change makes, the cheaper and more usual changes first."""
    rules = (_signs, _brackets, _factors_lost, _kinds, _symbols, _factors, _terms)
    for number, rule in enumerate(rules):
        for edit in _anywhere(expression, rule, materials, lambda new: new, None):
            yield replace(edit, rule=number)


def _anywhere(
    expression: Expression,
    rule: Callable[[Expression, Materials, Expression | None], Iterator[Change]],
    materials: Materials,
    rebuild: Callable[[Expression], Expression],
    parent: Expression | None,
) -> Iterator[Edit]:
    if isinstance(expression, Comparison | IndexLetter):
        return
    for slip, new in rule(expression, materials, parent):
        yield Edit(slip, expression, new, rebuild(new))
    for place, child in enumerate(expression.children()):
        if _is_fixed(expression, child):
            continue

        def within(new: Expression, place: int = place) -> Expression:
            return rebuild(_with_child(expression, place, new))

        yield from _anywhere(child, rule, materials, within, expression)


def _is_fixed(parent: Expression, child: Expression) -> bool:
    """Whether a part only says by what, where or how often."""
    if isinstance(parent, Derivative | BigSum):
        return child is not parent.body
    return isinstance(parent, At) and child is parent.symbol


def _with_child(expression: Expression, place: int, new: Expression) -> Expression:
    count = iter(range(len(list(expression.children()))))
    return expression.rebuilt(lambda child: new if next(count) == place else child)


def _negated(expression: Expression) -> Expression:
    if isinstance(expression, Negative):
        return expression.term
    if isinstance(expression, Number) and expression.value < 0:
        return Number(-expression.value)
    return Negative(expression, start=expression.start)


def _signs(expression: Expression, _: Materials, parent: Expression | None) -> Iterator[Change]:
    if isinstance(expression, Sum):
        terms = expression.terms
        if len(terms) == 2 and isinstance(terms[1], Negative):
            yield "sign", minus(terms[1].term, terms[0])
    if parent is None:
        yield "sign", _negated(expression)
    if isinstance(expression, Sum):
        logarithms = any(isinstance(_bare(term), Call) for term in terms)
        for place, term in enumerate(terms):
            turned = replace(
                expression, terms=(*terms[:place], _negated(term), *terms[place + 1 :])
            )
            if isinstance(terms[0], Negative) and place:
                yield "sign-in-bracket", turned
            if _has_penalty(term):
                yield "penalty-sign", turned
            if logarithms and not isinstance(_bare(term), Number):
                yield "logarithm", turned
            yield "sign-of-term", turned
        for place in range(1, len(terms) - 1):
            rest = tuple(map(_negated, terms[place:]))
            yield "sign-in-bracket", replace(expression, terms=(*terms[:place], *rest))
    if isinstance(expression, Call) and expression.function not in ("ln", "sqrt"):
        first, *others = expression.arguments
        yield "sign-of-argument", replace(expression, arguments=(_negated(first), *others))
    if isinstance(expression, Number) and parent is not None and expression.value > 0:
        yield "sign-of-term", Negative(expression)


def _bare(expression: Expression) -> Expression:
    """A term without its sign."""
    return expression.term if isinstance(expression, Negative) else expression


def _brackets(expression: Expression, _: Materials, __: Expression | None) -> Iterator[Change]:
    """What a bracket holds together, or what it should not hold."""
    if isinstance(expression, Sum):
        yield from _gathered(expression)
    if isinstance(expression, Product):
        for place, factor in enumerate(expression.factors):
            if isinstance(factor, Sum):
                yield from _spread(expression, place, factor)
            if isinstance(factor, Quotient) and place + 1 < len(expression.factors):
                behind = expression.factors[place + 1 :]
                below = times(factor.denominator, *behind)
                before = expression.factors[:place]
                yield "bracket", times(*before, Quotient(factor.numerator, below))
                one = times(factor.denominator, behind[0])
                inside = Quotient(factor.numerator, one)
                yield "bracket", times(*before, inside, *behind[1:])
    if isinstance(expression, Negative) and isinstance(expression.term, Sum):
        first, *others = expression.term.terms
        yield "bracket", Sum((Negative(first), *others))
    if isinstance(expression, Call) and isinstance(expression.arguments[0], Sum):
        *terms, last = expression.arguments[0].terms
        yield "bracket", Sum((replace(expression, arguments=(plus(*terms),)), last))


def _gathered(expression: Sum) -> Iterator[Change]:
    """A factor, a minus, a sum or a fraction that should hold for more terms than one."""
    terms = expression.terms
    for place, term in enumerate(terms):
        inner = _bare(term)
        others = terms[:place], terms[place + 1 :]
        if isinstance(inner, Product):
            for at in {0, len(inner.factors) - 1}:
                kept = (*inner.factors[:at], *inner.factors[at + 1 :])
                short = times(*kept)
                if term is not inner:
                    short = Negative(short)
                whole = plus(*others[0], short, *others[1])
                factors = (inner.factors[at], whole) if at == 0 else (whole, inner.factors[at])
                yield "bracket", times(*factors)
        if place + 1 == len(terms):
            continue
        rest = terms[place + 1 :]
        if isinstance(term, Negative):
            negative = Negative(plus(inner, *rest))
            yield "sign-in-bracket", plus(*others[0], negative)
        if isinstance(inner, BigSum):
            wider = replace(inner, body=plus(inner.body, *rest))
            yield "bracket", plus(*others[0], Negative(wider) if term is not inner else wider)
        if isinstance(inner, Product) and isinstance(inner.factors[-1], BigSum):
            big = inner.factors[-1]
            wider = replace(big, body=plus(big.body, *rest))
            found: Expression = times(*inner.factors[:-1], wider)
            yield "bracket", plus(*others[0], Negative(found) if term is not inner else found)
        if isinstance(inner, Quotient):
            below = plus(inner.denominator, *rest)
            yield "bracket", plus(*others[0], Quotient(inner.numerator, below))
            above = plus(inner.numerator, *rest)
            yield "bracket", plus(*others[0], Quotient(above, inner.denominator))
        if isinstance(inner, Call):
            argument = plus(inner.arguments[0], *rest)
            yield "bracket", plus(*others[0], replace(inner, arguments=(argument,)))
    yield from _logarithm(expression)


def _logarithm(expression: Sum) -> Iterator[Change]:
    r"""`1 - \ln f` for `\ln(1 - f)`, and `\ln a + \ln b` for `\ln(a + b)`."""
    inside = [_logarithm_free(term) for term in expression.terms]
    if any(found is not None for found in inside):
        terms = [
            found if found is not None else term
            for found, term in zip(inside, expression.terms, strict=True)
        ]
        yield "logarithm", Call("ln", (Sum(tuple(terms)),))


def _logarithm_free(term: Expression) -> Expression | None:
    inner = _bare(term)
    if not isinstance(inner, Call) or inner.function != "ln":
        return None
    (argument,) = inner.arguments
    return argument if inner is term else Negative(argument)


def _spread(expression: Product, place: int, factor: Sum) -> Iterator[Change]:
    """A factor that should hold for one term of a bracket alone."""
    others = (*expression.factors[:place], *expression.factors[place + 1 :])
    for at, term in enumerate(factor.terms):
        inner = times(*expression.factors[:place], _bare(term), *expression.factors[place + 1 :])
        new = Negative(inner) if isinstance(term, Negative) else inner
        yield "bracket", replace(factor, terms=(*factor.terms[:at], new, *factor.terms[at + 1 :]))
    if len(others) == 1 and isinstance(others[0], Symbol | Call):
        # f(x - y) for f(x) - y
        yield "bracket", Sum((others[0], *factor.terms[1:]))


def _slip(factor: Expression, materials: Materials, *, missing: bool) -> str:
    """What it is called that a factor is missing, or is there."""
    for material in materials.factors:
        if material.expression == factor:
            return material.missing if missing else material.extra
    if isinstance(factor, Call) and factor.order and factor.function == "sigmoid":
        return "slope-missing" if missing else "slope-extra"
    if isinstance(factor, Derivative):
        body, by = factor.body, factor.variables[-1]
        if isinstance(body, Symbol) and (body.name, by.name) == ("f", "z"):
            return "slope-missing" if missing else "slope-extra"
    return "factor-missing" if missing else "factor-extra"


def _factors_lost(
    expression: Expression, materials: Materials, parent: Expression | None
) -> Iterator[Change]:
    """Factors and terms too many."""
    below = isinstance(parent, Quotient) and expression is parent.denominator
    if isinstance(expression, Product) and not below:
        factors = expression.factors
        for place, factor in enumerate(factors):
            others = (*factors[:place], *factors[place + 1 :])
            yield _slip(factor, materials, missing=False), times(*others)
        for one in range(len(factors)):
            for other in range(one + 1, len(factors)):
                if len(factors) == 2:
                    break
                pair = times(factors[one], factors[other])
                kept = [f for at, f in enumerate(factors) if at not in (one, other)]
                slip = _slip(pair, materials, missing=False)
                yield slip, times(*kept)
    if isinstance(expression, Quotient):
        divisor = expression.denominator
        if expression.numerator != ONE or not isinstance(parent, Product):
            yield _slip(divisor, materials, missing=True), expression.numerator
        if isinstance(divisor, Product):
            for place, factor in enumerate(divisor.factors):
                rest = (*divisor.factors[:place], *divisor.factors[place + 1 :])
                slip = {
                    TWO: "half-extra",
                    Symbol("m"): "mean-extra",
                }.get(factor, _slip(factor, materials, missing=True))
                yield slip, replace(expression, denominator=times(*rest))
    if isinstance(expression, Sum):
        for place, term in enumerate(expression.terms):
            others = (*expression.terms[:place], *expression.terms[place + 1 :])
            yield "penalty-extra" if _has_penalty(term) else "term-extra", plus(*others)
    if isinstance(expression, BigSum):
        for letters in materials.letters.values():
            for index in letters:
                yield "sum-extra", _with_index(expression.body, expression.index, index)


def _with_index(expression: Expression, old: str, new: Index) -> Expression:
    """A formula with another index for one of its indices."""
    if isinstance(expression, Symbol):
        indices = tuple(new if index == old else index for index in expression.indices)
        return replace(expression, indices=indices)
    return expression.rebuilt(lambda child: _with_index(child, old, new))


def _has_penalty(expression: Expression) -> bool:
    return any(isinstance(part, Symbol) and part.name == "lambda" for part in expression.walk())


def _kinds(expression: Expression, materials: Materials, _: Expression | None) -> Iterator[Change]:
    """Changes that belong to one kind of formula."""
    if isinstance(expression, Number):
        yield from _number(expression)
    elif isinstance(expression, Quotient):
        yield "fraction", Quotient(expression.denominator, expression.numerator)
    elif isinstance(expression, Power):
        yield from _power(expression)
    elif isinstance(expression, Call):
        yield from _call(expression)
    elif isinstance(expression, Derivative):
        yield from _derivative(expression, materials)
    elif isinstance(expression, Matrix) and expression.name == "transpose":
        yield "transpose", expression.arguments[0]
    elif isinstance(expression, Sum):
        bare = [_bare(term) for term in expression.terms]
        yield "product", times(*bare)
        if len(bare) == 2:
            yield "product", times(*expression.terms)
    elif isinstance(expression, Product):
        factors = expression.factors
        if len(factors) == 2:
            yield "product", Sum(factors)
            yield "product", minus(*factors)
        if materials.whole:
            for place in range(len(factors) - 1):
                one, other = factors[place : place + 2]
                turned = (*factors[:place], other, one, *factors[place + 2 :])
                yield "order", replace(expression, factors=turned)
    if (
        materials.whole
        and isinstance(expression, Symbol | Sum | Product | Matrix)
        and not (isinstance(expression, Matrix) and expression.name == "transpose")
    ):
        yield "transpose", Matrix("transpose", (expression,))
    if isinstance(expression, Symbol | Sum | Call) and not materials.whole:
        yield "exponent", Power(expression, TWO)


def _number(expression: Number) -> Iterator[Change]:
    for value in (expression.value + 1, expression.value - 1):
        yield "constant", Number(value) if value >= 0 else Negative(Number(-value))
    if expression.value == 2:
        yield "two-extra", Number(Fraction(4))
    if expression.value not in (0, 1):
        yield "constant", Number(1 / expression.value)
    if expression.value != 10:
        return
    yield "constant", Call("exp", (ONE,))


def _power(expression: Power) -> Iterator[Change]:
    exponent = expression.exponent
    yield "exponent", expression.base
    yield "exponent", replace(expression, exponent=Sum((exponent, ONE)))
    yield "exponent", replace(expression, exponent=_negated(exponent))
    if exponent != TWO:
        yield "exponent", replace(expression, exponent=TWO)
    else:
        yield "exponent", times(expression.base, minus(ONE, expression.base))
        base = expression.base
        if isinstance(base, Sum) and len(base.terms) == 2 and base.terms[0] == ONE:
            yield "exponent", times(_bare(base.terms[1]), base)


def _call(expression: Call) -> Iterator[Change]:
    first = expression.arguments[0]
    slip = "logarithm" if expression.function == "ln" else "function"
    yield "sigmoid-extra" if expression.function == "sigmoid" else slip, first
    for other in ("ln", "exp", "sigmoid"):
        if other != expression.function and expression.function in ("ln", "exp", "sigmoid"):
            yield "function", replace(expression, function=other)
    if expression.function == "sigmoid":
        yield "derivative", replace(expression, order=expression.order + 1)
        if expression.order:
            yield "derivative", replace(expression, order=expression.order - 1)


def _derivative(expression: Derivative, materials: Materials) -> Iterator[Change]:
    body = expression.body
    if isinstance(body, Call) and body.function == "sigmoid":
        yield "slope-extra", replace(expression, body=body.arguments[0])
    if isinstance(body, Symbol):
        for near in materials.setting.symbols:
            if near.role == "defined" and near.name != body.name and _axes_fit(near, body):
                slip = {("f", "z"): "slope-extra", ("z", "f"): "slope-missing"}.get(
                    (body.name, near.name), "derivative"
                )
                yield slip, replace(expression, body=replace(body, name=near.name))
    *first, last = expression.variables
    for symbol in materials.core():
        if symbol != last and symbol.name in (*_PARAMETERS, "z", "f"):
            slip = "index" if symbol.name == last.name else "derivative"
            yield slip, replace(expression, variables=(*first, symbol))
    yield "derivative", body


_PARAMETERS = ("w", "theta", "b")


def _axes_fit(quantity: Quantity, symbol: Symbol) -> bool:
    return len(quantity.axes) == len(symbol.indices)


def _symbols(
    expression: Expression, materials: Materials, _: Expression | None
) -> Iterator[Change]:
    """Another index, another quantity, y for 1 − y."""
    setting = materials.setting
    if isinstance(expression, Sum) and len(expression.terms) == 2 and expression.terms[0] == ONE:
        rest = expression.terms[1]
        if isinstance(rest, Negative):
            slip = "label" if _is_label(rest.term, materials) else "factor-missing"
            yield slip, rest.term
    if not isinstance(expression, Symbol):
        return
    if expression.name in setting.sizes:
        for other in setting.sizes:
            if other != expression.name:
                yield "count", Symbol(other)
        yield "constant", ONE
        return
    if expression.name not in materials.names:
        return
    slip = "label" if _is_label(expression, materials) else "factor-missing"
    yield slip, minus(ONE, expression)
    for place, axis in enumerate(setting.quantity(expression.name).axes):
        if expression.indices[place] == "":
            continue
        for index in materials.letters.get(axis.removesuffix("+"), ()):
            if index != expression.indices[place]:
                indices = (*expression.indices[:place], index, *expression.indices[place + 1 :])
                yield "index", replace(expression, indices=indices)
    for near in materials.core():
        if near.name != expression.name:
            slip = _NEAR.get((expression.name, near.name), "variable")
            yield slip, near
    if expression.name in ("f", "p"):
        yield "exponent", Power(expression, TWO)


_NEAR = {("z", "f"): "sigmoid-missing", ("f", "z"): "sigmoid-extra"}


def _is_label(expression: Expression, materials: Materials) -> bool:
    return (
        isinstance(expression, Symbol)
        and expression.name in materials.names
        and materials.setting.quantity(expression.name).role in ("label", "classes")
    )


def _factors(
    expression: Expression, materials: Materials, parent: Expression | None
) -> Iterator[Change]:
    """A factor that is missing, of a line, a term, what a sum adds up, or an argument."""
    if isinstance(expression, Negative):
        return
    if parent is None or isinstance(parent, Sum | Negative | BigSum | Call):
        yield from _with_factors(expression, materials)
    if isinstance(parent, Quotient) and expression is parent.denominator:
        for material in materials.factors:
            yield material.extra, times(*_parts(expression), *_parts(material.expression))


def _with_factors(expression: Expression, materials: Materials) -> Iterator[Change]:
    for material in materials.factors:
        new = material.expression
        if material.missing in ("feature-missing", "slope-missing", "factor-missing"):
            yield material.missing, times(*_parts(expression), *_parts(new))
        else:
            yield material.missing, times(new, *_parts(expression))
    if "m" in materials.setting.sizes:
        yield "mean-extra", times(Symbol("m"), *_parts(expression))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    return expression.factors if isinstance(expression, Product) else (expression,)


def _terms(
    expression: Expression, materials: Materials, parent: Expression | None
) -> Iterator[Change]:
    """A term that is missing, of a line, a bracket, what a sum adds up, or an argument."""
    if parent is None or isinstance(parent, BigSum | Call) or isinstance(expression, Sum):
        yield from _with_terms(expression, materials)
    for index, axis in (("i", "m"), ("k", "n")):
        if parent is None and index in expression.free and axis in materials.setting.sizes:
            yield "sum-missing", BigSum(index, ONE, Symbol(axis), expression)


def _with_terms(expression: Expression, materials: Materials) -> Iterator[Change]:
    terms = expression.terms if isinstance(expression, Sum) else (expression,)
    for material in materials.terms:
        yield material.missing, Sum((*terms, material.expression))
        yield material.missing, Sum((*terms, Negative(material.expression)))
