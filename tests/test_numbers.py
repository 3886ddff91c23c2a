"""Each kind of number keeps its laws, its derivatives, and the bounds that it promises."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lrproof.equations._any import any_function
from lrproof.equations._slope import curvature, slope
from lrproof.numbers import (
    Decimals,
    Dual,
    Element,
    Floats,
    Inapplicable,
    PrimeField,
    Rounded,
    System,
    Undefined,
    base,
    precision,
)
from lrproof.numbers.field import PRIME

if TYPE_CHECKING:
    from collections.abc import Callable

integers = st.integers(-(2**200), 2**200)
rationals = st.fractions(max_denominator=1000, min_value=-1000, max_value=1000)
floats = st.floats(-1e6, 1e6, allow_subnormal=False)

DIGITS = 50
FIELD = PrimeField()
FLOATS = Floats()


# The prime field


def same(left: Element, right: Element) -> bool:
    return left.value == right.value


@given(integers, integers, integers)
def test_the_field_keeps_the_laws_of_arithmetic(a: int, b: int, c: int) -> None:
    x, y, z = (Element(number, top=1) for number in (a, b, c))
    assert same(x + y, y + x)
    assert same(x * y, y * x)
    assert same((x + y) + z, x + (y + z))
    assert same((x * y) * z, x * (y * z))
    assert same(x * (y + z), x * y + x * z)
    assert same(x - x, Element(0))
    assert same(x - y, -(y - x))
    assume(y.value)
    assert same(x / y * y, x)
    assert same(y / y, Element(1))


@given(rationals, rationals)
def test_constants_of_the_field_are_the_rational_numbers(a: Fraction, b: Fraction) -> None:
    x, y = FIELD.number(a), FIELD.number(b)
    assert (x + y).constant == a + b
    assert same(x * y, FIELD.number(a * b))
    assert same(x - y, FIELD.number(a - b))
    assert same(x, y) == (a == b)
    assert FIELD.sign(x - y) == (a > b) - (a < b)
    if b:
        assert same(x / y, FIELD.number(a / b))
        assert (x / y).constant == a / b


def test_two_random_variables_are_different_and_not_zero() -> None:
    values = {FIELD.random().value for _ in range(100)}
    assert len(values) == 100
    assert 0 not in values


def test_exponentials_follow_the_laws_of_exponents() -> None:
    field = PrimeField()
    a, b = field.random(), field.random()
    two = field.number(2)
    e_a, e_b = field.exp(a), field.exp(b)
    assert same(field.exp(-a) * e_a, field.number(1))
    assert same(field.exp(a + a), e_a * e_a)
    assert same(field.exp(a * field.number(5)), e_a * e_a * e_a * e_a * e_a)
    half = field.exp(a / two)
    assert same(half * half, e_a)
    third = field.exp(-(a / field.number(3)))
    assert same(third * third * third * e_a, field.number(1))
    assert same(field.exp(a + b), e_a * e_b)
    assert same(field.exp(a - b) * e_b, e_a)
    assert same(field.exp(field.number(0)), field.number(1))


def test_unrelated_exponentials_are_unrelated() -> None:
    field = PrimeField()
    a, b = field.random(), field.random()
    seen = {field.exp(x).value for x in (a, b, a * b, a + a, -a, field.number(1), a + b)}
    assert len(seen) == 7


@given(st.builds(Fraction, st.integers(1, 999), st.integers(1, 999)))
def test_logarithms_of_rationals_go_by_primes(a: Fraction) -> None:
    ln = FIELD.ln
    number = FIELD.number
    assert same(ln(number(a)) + ln(number(1 / a)), number(0))
    assert same(ln(number(a * a)), ln(number(a)) + ln(number(a)))
    assert same(ln(number(6 * a)), ln(number(2)) + ln(number(3)) + ln(number(a)))
    assert same(ln(number(a)), number(0)) == (a == 1)
    assert not same(ln(number(a)), ln(number(a * Fraction(7, 5))))


def test_a_logarithm_is_a_name() -> None:
    field = PrimeField()
    x = field.random()
    assert same(field.ln(x), field.ln(x))
    assert field.ln(x).formal
    assert (field.ln(x) + x).formal
    assert not (field.ln(x) + x - field.ln(x)).formal
    assert not same(field.ln(x * x), field.ln(x) + field.ln(x))


def test_the_exponential_of_a_logarithm_is_its_argument() -> None:
    field = PrimeField()
    number, ln, exp = field.number, field.ln, field.exp
    a, b, z = field.random(), field.random(), field.random()
    assert same(exp(ln(a)), a)
    assert same(exp(-ln(a)) * a, number(1))
    assert same(exp(number(3) * ln(a) - ln(b) / number(Fraction(1, 2))), a * a * a / (b * b))
    assert same(exp(z + ln(a)), exp(z) * a)
    assert same(exp(ln(exp(z) + ln(b))), exp(z) + ln(b))
    assert exp(ln(number(4))).constant == 4
    assert exp(ln(number(Fraction(4, 9))) / number(2)).constant == Fraction(2, 3)
    assert field.sigmoid(ln(number(4))).constant == Fraction(4, 5)
    assert same(field.sigmoid(field.logit(a)), a)
    assert same(field.sigmoid(Dual(ln(a), number(1), 1)).slope, a / power(number(1) + a))


def power(x: Element) -> Any:
    return x * x


def test_the_exponential_of_a_logarithm_is_nothing_else() -> None:
    field = PrimeField()
    number, ln, exp = field.number, field.ln, field.exp
    a, b = field.random(), field.random()
    found = exp(ln(a) + ln(b))
    for wrong in (a + b, a, b, a / b, -(a * b), number(1), ln(a) * ln(b)):
        assert not same(found, wrong)
    assert not same(exp(ln(a) - ln(b)), b / a)
    assert not same(exp(-ln(a)), -a)
    assert not same(exp(ln(a) + ln(a)), a + a)
    assert not same(exp(number(1) + ln(a)), a + number(1))


def test_a_number_is_not_mistaken_for_the_logarithm_that_has_its_value() -> None:
    field = PrimeField()
    a = field.random()
    twin = Element(field.ln(a).value, top=1)
    assert not same(field.exp(twin), a)
    assert not same(field.exp(field.ln(a) - twin), a)
    assert same(field.exp(field.ln(a) + twin) / field.exp(twin), a)


@pytest.mark.parametrize(
    "exponent",
    [
        lambda f, a, b: a * f.ln(b),
        lambda f, a, b: f.ln(a) * f.ln(b),
        lambda f, a, b: f.number(1) / f.ln(a) + b,
        lambda f, a, b: f.ln(a) / b,
        lambda f, a, b: f.ln(a) + b * f.ln(a) - b * f.ln(a),
        lambda f, a, _: f.ln(a) / f.number(2),
        lambda f, a, _: f.ln(a) * f.number(2000),
    ],
)
def test_other_exponentials_with_logarithms_have_no_meaning(
    exponent: Callable[[PrimeField, Element, Element], Element],
) -> None:
    field = PrimeField()
    with pytest.raises(Inapplicable):
        field.exp(exponent(field, field.random(), field.random()))


def polynomial_degrees(function: Callable[[Any, System], Any]) -> tuple[int, Element]:
    """The true degree of a polynomial in one variable, by differences, beside its bound."""
    field = PrimeField()
    values = [function(Element(number, top=1), field).value for number in range(40)]
    degree = -1
    while any(values):
        values = [(right - left) % PRIME for left, right in pairwise(values)]
        degree += 1
    return degree, function(Element(3, top=1), field)


@pytest.mark.parametrize(
    "function",
    [
        lambda x, _: x * x * x + x,
        lambda x, s: (x + x * x) * (x - s.number(3)),
        lambda x, s: s.power(x * x - s.number(1), s.number(7)),
        lambda x, s: s.number(5) * x - x * s.number(5),
        lambda _, s: s.number(4),
        lambda x, s: x * s.number(0) + x,
        lambda x, s: (x + s.number(1)) / s.number(2),
    ],
)
def test_the_degree_of_a_polynomial_is_bounded(function: Callable[[Any, System], Any]) -> None:
    degree, found = polynomial_degrees(function)
    assert degree <= found.top
    assert found.top <= 14


@pytest.mark.parametrize(
    ("top", "bottom", "function"),
    [
        (1, 1, lambda x, s: x / (x + s.number(1))),
        (0, 2, lambda x, s: s.number(1) / (x * x)),
        (2, 1, lambda x, s: s.number(1) / x + x),
        (3, 3, lambda x, s: s.power(x / (x - s.number(2)), s.number(3))),
        (2, 0, lambda x, s: s.power(s.number(1) / x, s.number(-2))),
        (12, 12, lambda x, s: s.exp(x) / (s.number(1) + s.exp(x))),
    ],
)
def test_the_degrees_of_a_fraction_are_bounded(
    top: int, bottom: int, function: Callable[[Any, System], Any]
) -> None:
    field = PrimeField()
    found = function(field.random(), field)
    assert found.top >= top
    assert found.bottom >= bottom


def test_a_derivative_has_a_bounded_degree_too() -> None:
    field = PrimeField()
    x = Dual(field.random(), field.number(1), 1)
    cube = (x * x * x).slope
    assert cube.top >= 2
    assert (field.number(1) / x).slope.bottom >= 2


def test_the_chance_of_a_false_zero_grows_with_the_degree_and_the_comparisons() -> None:
    field = PrimeField()
    few = field.false_accept(1)
    assert 0 < few < field.false_accept(100) < 1e-30
    for _ in range(3):
        field.exp(field.random())
    assert field.false_accept(1) > few


@pytest.mark.parametrize(
    ("words", "compute"),
    [
        ("order", lambda f: f.abs(f.random())),
        ("order", lambda f: f.max(f.random(), f.random())),
        ("square root", lambda f: f.sqrt(f.random())),
        ("root", lambda f: f.power(f.random(), f.number(Fraction(1, 2)))),
        ("exponent that is not a number", lambda f: f.power(f.random(), f.random())),
        ("too large", lambda f: f.power(f.random(), f.number(10**6))),
        ("too large", lambda f: f.number(Fraction(1, 3**2000))),
        ("too large", lambda f: f.power(f.power(f.number(7), f.number(999)), f.number(999))),
        (
            "too large",
            lambda f: f.power(f.power(f.number(Fraction(1, 7)), f.number(999)), f.number(999)),
        ),
        ("degree", lambda f: f.power(f.power(f.power(f.power(f.power(
            f.random(), f.number(999)), f.number(999)), f.number(999)), f.number(999)),
            f.number(999))),
        ("large prime factors", lambda f: f.ln(f.number(10**20 + 39))),
        ("no meaning in the prime field", lambda f: f.number(Fraction(1, PRIME))),
    ],
)  # fmt: skip
def test_what_the_field_cannot_follow(words: str, compute: Callable[[PrimeField], Any]) -> None:
    with pytest.raises(Inapplicable, match=words):
        compute(PrimeField())


def undefined(system: System) -> list[tuple[str, Callable[[], Any]]]:
    number = system.number
    return [
        ("division by zero", lambda: number(1) / (number(2) - number(2))),
        ("logarithm", lambda: system.ln(number(0))),
        ("logarithm", lambda: system.ln(number(-3))),
        ("logarithm|division", lambda: system.logit(number(1))),
    ]


@pytest.mark.parametrize("system", [FIELD, FLOATS])
@pytest.mark.parametrize("case", range(4))
def test_what_has_no_value(system: System, case: int) -> None:
    words, compute = undefined(system)[case]
    with pytest.raises(Undefined, match=words):
        compute()


@pytest.mark.parametrize(
    "compute",
    [
        lambda s: s.exp(s.number(1e4)),
        lambda s: s.number(1e300) * s.number(1e300),
        lambda s: s.number(10**400),
        lambda s: s.sqrt(s.number(-1)),
        lambda s: s.abs(Dual(s.number(0), s.number(1), 1)),
        lambda s: s.max(Dual(s.number(2), s.number(1), 1), s.number(2)),
        lambda s: s.number(1) / (s.number(0.1) + s.number(0.2) - s.number(0.3)),
    ],
)
def test_what_has_no_value_in_floats(compute: Callable[[Floats], Any]) -> None:
    with pytest.raises(Undefined):
        compute(FLOATS)


# Duals

DERIVATIVES: list[tuple[Callable[[System, Any], Any], Callable[[float], float]]] = [
    (lambda _, x: x * x * x, lambda x: 3 * x**2),
    (lambda s, x: s.number(1) / x, lambda x: -1 / x**2),
    (lambda s, x: x / (x + s.number(1)), lambda x: 1 / (x + 1) ** 2),
    (lambda s, x: s.exp(-x), lambda x: -math.exp(-x)),
    (lambda s, x: s.ln(x), lambda x: 1 / x),
    (lambda s, x: s.sqrt(x), lambda x: 0.5 / math.sqrt(x)),
    (lambda s, x: s.tanh(x), lambda x: 1 - math.tanh(x) ** 2),
    (lambda s, x: s.sigmoid(x), lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2),
    (lambda s, x: s.logit(x / s.number(10)), lambda x: 1 / (x * (1 - x / 10))),
    (lambda s, x: s.power(x, s.number(5)), lambda x: 5 * x**4),
    (lambda s, x: s.power(x, s.number(-2)), lambda x: -2 * x**-3),
    (lambda s, x: s.power(x, s.number(1.5)), lambda x: 1.5 * math.sqrt(x)),
    (lambda s, x: s.power(x, x), lambda x: x**x * (1 + math.log(x))),
    (lambda s, x: s.power(s.number(2), x), lambda x: 2**x * math.log(2)),
    (lambda s, x: s.abs(-x), lambda _: 1.0),
    (lambda s, x: s.max(x, s.number(0)), lambda _: 1.0),
    (lambda s, x: s.min(x, s.number(0)), lambda _: 0.0),
    (lambda s, x: s.number(3) - x, lambda _: -1.0),
]


@pytest.mark.parametrize("case", range(len(DERIVATIVES)))
@pytest.mark.parametrize("at", [0.5, 1.25, 3.0])
def test_duals_give_the_derivatives_of_the_books(case: int, at: float) -> None:
    function, derivative = DERIVATIVES[case]
    found = function(FLOATS, Dual(FLOATS.number(at), FLOATS.number(1), 1))
    slope = found.slope if isinstance(found, Dual) else FLOATS.number(0)
    assert slope.value == pytest.approx(derivative(at), rel=1e-12, abs=1e-300)
    # and a derivative that is wrong by one part in a billion would be seen
    assert slope.value == 0 or slope.value != pytest.approx(derivative(at) * (1 + 1e-9), rel=1e-12)


@pytest.mark.parametrize("at", [0.5, 1.25, 3.0])
def test_nested_duals_give_second_derivatives(at: float) -> None:
    inner = Dual(FLOATS.number(at), FLOATS.number(1), 1)
    x = Dual(inner, FLOATS.number(1), 2)
    s = 1 / (1 + math.exp(-at))
    found = FLOATS.sigmoid(x).slope.slope.value
    assert found == pytest.approx(s * (1 - s) * (1 - 2 * s), rel=1e-10, abs=1e-15)
    assert (x * x * x).slope.slope.value == pytest.approx(6 * at)
    assert FLOATS.exp(-x).slope.slope.value == pytest.approx(math.exp(-at))


@pytest.mark.parametrize("letter", ["A", "g"])
@pytest.mark.parametrize("at", [-3.0, 0.5, 6.0])
def test_one_function_stands_for_any_in_both_halves(letter: str, at: float) -> None:
    function = any_function(letter)
    inner = Dual(FLOATS.number(at), FLOATS.number(1), 1)
    found = FLOATS.any(letter, Dual(inner, FLOATS.number(1), 2))
    assert found.value.value.value == pytest.approx(function(at), rel=1e-13)
    assert found.slope.value.value == pytest.approx(slope(function, at), rel=1e-13)
    assert found.slope.slope.value == pytest.approx(curvature(function, at), rel=1e-11)
    assert FLOATS.any(letter, FLOATS.number(at), 2).value == found.slope.slope.value


def test_a_function_that_stands_for_any_takes_both_signs_with_its_derivatives() -> None:
    for letter in "ABCFGQghu":
        for order in range(4):
            signs = {
                FLOATS.sign(FLOATS.any(letter, FLOATS.number(at), order)) for at in range(-8, 9)
            }
            assert signs == {-1, 1}, (letter, order)


def test_any_function_in_the_field_is_a_variable_for_each_derivative_and_argument() -> None:
    field = PrimeField()
    x, y = field.random(), field.random()
    assert same(field.any("A", x + y), field.any("A", y + x))
    seen = {field.any("A", at, order).value for at in (x, y, -x, x + x) for order in range(3)}
    assert len(seen | {field.any("B", x).value}) == 13
    moved = field.any("A", Dual(x, y, 1))
    assert same(moved.slope, field.any("A", x, 1) * y)
    before = field.false_accept(1)
    field.any("A", x + field.number(1))
    assert field.false_accept(1) > before


def test_levels_keep_two_derivatives_apart() -> None:
    # d/dx (x · d/dy (x + y)) is 1: a slope of one level must not leak into the other.
    one = FLOATS.number(1)
    x = Dual(FLOATS.number(2), one, 1)
    y = Dual(FLOATS.number(5), one, 2)
    inner = (x + y).slope
    outer = x * inner
    assert outer.slope.value == 1
    assert base(outer).value == 2
    product = x * y
    assert product.level == 2
    assert product.slope.value.value == 2
    assert product.value.slope.value == 5
    assert (y * x).slope.value.value == 2
    assert (y / x).slope.slope.value == pytest.approx(-1 / 4)
    assert (x / y).slope.slope.value == pytest.approx(-1 / 25)
    assert (x - y).slope.value == -1


@given(rationals, rationals, rationals, rationals)
def test_duals_over_the_field_keep_the_product_and_the_quotient_rule(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction
) -> None:
    x = Dual(FIELD.number(a), FIELD.number(b), 1)
    y = Dual(FIELD.number(c), FIELD.number(d), 1)
    assert same((x * y).slope, FIELD.number(a * d + b * c))
    assert same((x + y).slope, FIELD.number(b + d))
    assume(c)
    assert same((x / y).slope, FIELD.number((b * c - a * d) / (c * c)))


# Floats with a bound on their error


def within(found: Rounded, exact: Fraction | Decimal) -> bool:
    gap = abs(Fraction(found.value) - Fraction(exact))
    return gap <= Fraction(found.error) * (1 + Fraction(1, 10**6)) + Fraction(2) ** -1074


@given(floats, floats, floats, floats)
def test_the_bound_holds_for_arithmetic(a: float, b: float, c: float, d: float) -> None:
    w, x, y, z = (FLOATS.number(v) for v in (a, b, c, d))
    f, g, h, k = (Fraction(v) for v in (a, b, c, d))
    assert within(w + x - y, f + g - h)
    assert within((w + x) * (y - z), (f + g) * (h - k))
    assert within(w * x - y * z, f * g - h * k)
    assert within((w * x + y) * (w * x - z), (f * g + h) * (f * g - k))
    try:
        quotient = (w * y + x) / (y - z)
    except Undefined:
        return
    assert within(quotient, (f * h + g) / (h - k))


@given(st.fractions(max_denominator=10**9, min_value=-(10**9), max_value=10**9))
def test_the_bound_holds_for_constants(a: Fraction) -> None:
    assert within(FLOATS.number(a), a)


@given(st.floats(-40, 40))
def test_the_bound_holds_for_functions(a: float) -> None:
    x = FLOATS.number(a)
    with localcontext() as context:
        context.prec = DIGITS
        exact = Decimal(a)
        e = exact.exp()
        assert within(FLOATS.exp(x), e)
        assert within(FLOATS.sigmoid(x), 1 / (1 + 1 / e))
        assert within(FLOATS.number(1) - FLOATS.sigmoid(x), 1 / (1 + e))
        assert within(FLOATS.ln(FLOATS.number(1) + FLOATS.exp(x)), (1 + e).ln())
        assert within(FLOATS.exp(x * x / FLOATS.number(40)), (exact * exact / 40).exp())
        if abs(a) < 8:
            assert within(FLOATS.tanh(x), (e - 1 / e) / (e + 1 / e))


@given(st.floats(1e-6, 1e6))
def test_the_bound_holds_for_roots_and_powers(a: float) -> None:
    x = FLOATS.number(a)
    with localcontext() as context:
        context.prec = DIGITS
        exact = Decimal(a)
        assert within(FLOATS.sqrt(x), exact.sqrt())
        assert within(FLOATS.ln(x), exact.ln())
        assert within(FLOATS.power(x, FLOATS.number(7)), exact**7)
        assert within(FLOATS.power(x, FLOATS.number(-3)), exact**-3)


@given(st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40))
def test_whole_numbers_stay_exact(a: int, b: int) -> None:
    x, y = FLOATS.number(a), FLOATS.number(b)
    assert FLOATS.integer(x + y) == a + b
    assert FLOATS.integer(x - y) == a - b
    assert FLOATS.integer(x * y) == (a * b if abs(a * b) < 2**53 or not (a and b) else None)
    assert FLOATS.integer(x + FLOATS.number(Fraction(1, 3))) is None


def test_the_bound_is_not_idle() -> None:
    third = FLOATS.number(1) / FLOATS.number(3)
    assert 0 < third.error < 1e-16
    assert FLOATS.number(0.5).error == 0
    cancelled = FLOATS.number(1) + FLOATS.number(1e-17) - FLOATS.number(1)
    assert cancelled.value == 0
    assert cancelled.error > 1e-17
    assert not within(Rounded(third.value, third.error / 1e3), Fraction(1, 3))


def test_the_sign_of_what_is_mostly_rounding_is_unknown() -> None:
    one, two, three = (FLOATS.number(Fraction(tenths, 10)) for tenths in (1, 2, 3))
    noise = one + two - three
    assert noise.value != 0
    assert FLOATS.sign(noise) == 0
    assert FLOATS.sign(FLOATS.number(1e-300)) == 1


# Sixty digits


def test_sixty_digits_tell_apart_what_float64_cannot() -> None:
    system = Decimals()
    with precision():
        one = system.number(1)
        tiny = system.number(Fraction(1, 10**30))
        assert one + tiny != one
        assert abs(system.exp(system.ln(system.number(7))) - 7) < Decimal("1e-57")
        assert system.integer(system.number(3)) == 3
        assert system.integer(tiny) is None
        assert system.sign(-tiny) == -1
    assert 1 + 1e-30 == 1


@pytest.mark.parametrize(
    "compute",
    [
        lambda s: s.number(1) / s.number(0),
        lambda s: s.ln(s.number(-1)),
        lambda s: s.sqrt(s.number(-1)),
        lambda s: s.exp(s.number(10**9)),
    ],
)
def test_what_has_no_value_in_decimals(compute: Callable[[Decimals], Any]) -> None:
    with pytest.raises(Undefined), precision():
        compute(Decimals())
