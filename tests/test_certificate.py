"""Inequalities by certificates and by signs: what is proved is true, and nothing else is proved."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lrproof import Evidence, Verdict, prove
from lrproof.catalogue import Entry, judge, problem
from lrproof.certificate import ALONE, Certificate
from lrproof.numbers import Dual, Inapplicable, Interval, Intervals, Undefined
from lrproof.settings import SETTINGS

PROVED, AGREES, REFUTED = Verdict.PROVED, Verdict.AGREES, Verdict.REFUTED
SYSTEM = Intervals()


def entry(name: str, tex: str, setting: str, *certificates: str) -> Entry:
    path = "lrproof.equations.nothing.at_all"
    return Entry(name, "equation", "page.md", 1, tex, SETTINGS[setting], path, (), certificates)


def found(tex: str, certificate: str, setting: str = "variable", other: str = "") -> Evidence:
    """A statement with one certificate; its checker, which is not there, is left out."""
    entries = {"proof": entry("proof", certificate, other or setting)}
    evidence = judge(entry("claim", tex, setting, "proof"), entries, seed=1)
    # Having no checker is found last.
    verdicts = {step.verdict for step in evidence.steps}
    assert verdicts <= {PROVED, AGREES} or evidence.verdict in verdicts
    return evidence


BOUND = r"\sigma'(z) \le \frac14"
SQUARE = r"\Bigl(\sigma(z) - \frac12\Bigr)^2"
GAP = rf"\frac14 - \sigma'(z) = {SQUARE}"
CURVATURE = r"\frac{\partial^2 L}{\partial w^2}"
INNER = r"\sum_{k=1}^n w_k x_k"
SQUARES = r"n\sum_{k=1}^n (w_k x_k)^2"
PAIRS = r"\frac12 \sum_{j=1}^n \sum_{k=1}^n (w_j x_j - w_k x_k)^2"
TRUE = [
    ("variable", BOUND, GAP),
    ("variable", r"\frac14 \ge \sigma'(z)", GAP),
    ("variable", BOUND, rf"\sigma'(z) - \frac14 = -{SQUARE}"),
    ("variable", BOUND, r"\frac14 - \sigma'(z) = \frac{(1-e^{-z})^2}{4(1+e^{-z})^2}"),
    ("variable", "z^2 + 1 \\ge 2z", "z^2 - 2z + 1 = (z-1)^2"),
    ("variable", "z^2 + 2 > 2z", "z^2 - 2z + 2 = (z-1)^2 + 1"),
    ("variable", "e^z + e^{-z} \\ge 2", r"e^z + e^{-z} - 2 = e^{-z}(e^z - 1)^2"),
    ("feature", rf"{CURVATURE} \ge 0", f"{CURVATURE} = f(1-f)x^2"),
    ("feature", r"f^2 - 2fy + y \ge 0", "f^2 - 2fy + y = (f - y)^2"),
    ("example", rf"\Bigl({INNER}\Bigr)^2 \le {SQUARES}",
     rf"{SQUARES} - \Bigl({INNER}\Bigr)^2 = {PAIRS}"),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "tex", "certificate"), TRUE)
def test_a_certificate_proves_an_inequality(setting: str, tex: str, certificate: str) -> None:
    assert prove(tex, SETTINGS[setting]).verdict is AGREES
    (step,) = found(tex, certificate, setting).steps
    assert step.verdict is PROVED, step.message
    assert step.method == Certificate("proof").method
    assert step.false_accept is not None
    assert 0 < step.false_accept < 1e-30


@pytest.mark.parametrize(
    ("tex", "certificate", "words"),
    [
        # no side has one sign
        (BOUND, r"\frac14 - \sigma'(z) = \frac14 - \sigma(z)(1-\sigma(z))", "seen"),
        (BOUND, rf"\frac15 - \sigma'(z) = {SQUARE} - \frac1{{20}}", "seen"),
        ("z^2 + 1 \\ge 2z", "z^2 + 1 - 2z = z(z-2) + 1", "seen"),
        # one that is not negative, and is not the gap
        (BOUND, "z^2 - 2z + 1 = (z-1)^2", "something else"),
        (BOUND, rf"\frac12 - 2\sigma'(z) = 2{SQUARE}", "something else"),
        # a strict claim from what can be 0
        (r"\sigma'(z) < \frac14 + \frac{1}{10^{30}}", GAP, "seen to be positive"),
        # a certificate that is no equality, or not proved, or wrong
        (BOUND, r"\frac14 - \sigma'(z) \ge 0", "no equality that is proved"),
        (BOUND, rf"\frac14 - \sigma'(z) = \sqrt{{{SQUARE}{SQUARE}}}", "no equality that is proved"),
        (BOUND, rf"\frac14 - \sigma'(z) = -{SQUARE}", "no equality that is proved"),
    ],
)
def test_another_one_does_not(tex: str, certificate: str, words: str) -> None:
    evidence = found(tex, certificate)
    (step,) = evidence.steps
    assert step.verdict is AGREES
    assert words in step.message
    assert "proof does not prove it" in step.message
    claim = entry("claim", tex, "variable", "proof")
    stopped = problem(claim, prove(tex, SETTINGS["variable"]))
    assert stopped is not None
    assert "the certificate proof is of no use" in stopped.message


@pytest.mark.parametrize("sign", [r"\le", "<"])
def test_a_false_inequality_is_refuted_whatever_its_certificate_says(sign: str) -> None:
    assert found(rf"\frac14 {sign} \sigma'(z)", GAP).steps[0].verdict is REFUTED


def test_a_certificate_in_another_setting_is_none() -> None:
    tex = r"\sigma'(z) \le \frac14"
    assert found(tex, GAP, "feature").steps[0].verdict is PROVED
    assert found(tex, GAP, "feature", "variable").steps[0].verdict is AGREES


def test_each_relation_of_a_chain_has_its_own_proof() -> None:
    evidence = found(r"0 < \sigma'(z) \le \frac14", GAP)
    assert [step.method for step in evidence.steps] == [ALONE, Certificate("proof").method]
    assert {step.verdict for step in evidence.steps} == {PROVED}
    entries = {"one": entry("one", GAP, "variable"), "two": entry("two", "2 - 1 = 1^2", "variable")}
    claim = entry("claim", r"\sigma'(z) \le \frac14 \le z^2 + \frac14", "variable", "one", "two")
    steps = judge(claim, entries).steps
    assert [step.verdict for step in steps] == [PROVED, PROVED]
    assert steps[1].method == ALONE


@pytest.mark.parametrize(
    ("setting", "tex", "scope"),
    [
        ("variable", r"0 < \sigma'(z)", ""),
        ("variable", r"\sigma(z) < 1", ""),
        ("variable", r"\sigma(z) \ne 2", ""),
        ("variable", r"\ln(1 + e^z) > 0", ""),
        ("variable", r"z \cdot z \ge 0", ""),
        ("variable", r"\lvert z \rvert \ge 0", ""),
        ("variable", r"\max(z, 0) \ge 0", ""),
        ("feature", r"L \ge 0", "any y from 0 to 1"),
        ("feature", "L > 0", "each y 0 or 1"),
        ("feature", r"-1 \le f - y \le 1", "any y from 0 to 1"),
        ("dataset", "J > 0", "m = 4, n = 3, each y 0 or 1"),
        ("dataset", r"\lVert w \rVert^2 \ge 0", "m = 4, n = 3, any y from 0 to 1"),
        ("regularized", r"J \ge 0", "m = 4, n = 3, any y from 0 to 1"),
        ("regularized", r"\alpha > 0", "m = 4, n = 3, any y from 0 to 1"),
    ],
)
def test_signs_that_are_seen_need_no_certificate(setting: str, tex: str, scope: str) -> None:
    evidence = prove(tex, SETTINGS[setting])
    assert evidence.verdict is PROVED
    assert evidence.method == ALONE
    assert evidence.scope == scope
    assert evidence.false_accept == 0


@pytest.mark.parametrize(
    ("setting", "tex"),
    [
        ("variable", "z^2 > -10^{-30} z"),
        ("variable", r"e^z \ge 1 + z"),
        ("variable", r"z^2 + 1 > z"),
        ("variable", r"\sigma(z) < \sigma(z + 1)"),
        ("canonical", "A(z)^2 \\ge 0"),
        ("feature", r"\sqrt{x^2 + 1} \ge x"),
    ],
)
def test_what_is_not_seen_is_not_said_to_be_proved(setting: str, tex: str) -> None:
    evidence = prove(tex, SETTINGS[setting])
    if "A(" in tex:
        assert evidence.verdict is PROVED
        assert evidence.scope.endswith("any differentiable A")
    else:
        assert evidence.verdict is not PROVED


# Intervals

ENDS: list[Fraction | float] = [
    -math.inf, *map(Fraction, ("-3", "-1", "-1/2", "0", "1/3", "1", "2")), math.inf,
]  # fmt: skip
ends = st.sampled_from(ENDS)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, list[Fraction | float]]:
    """An interval, and some numbers in it."""
    low, high = sorted([draw(ends), draw(ends)])
    assume(low < high or not math.isinf(low))
    assume(not (low == high and math.isinf(low)))
    left = math.isinf(low) or (low < high and draw(st.booleans()))
    right = math.isinf(high) or (low < high and draw(st.booleans()))
    inside = [
        number
        for number in (
            low,
            high,
            *(Fraction(n, 60) for n in range(-300, 301, 51)),
            Fraction(1, 10**9),
        )
        if (low < number or (low == number and not left))
        and (number < high or (number == high and not right))
    ]
    return Interval((low, left), (high, right)), inside


def contains(found: Interval, number: Fraction | float, slack: float = 0.0) -> bool:
    (low, left), (high, right) = found.lower, found.upper
    return (low - slack < number or (low == number and not left)) and (
        number < high + slack or (number == high and not right)
    )


@given(intervals(), intervals())
def test_arithmetic_stays_inside(one: Any, other: Any) -> None:
    (x, numbers), (y, others) = one, other
    for a, b in product(numbers, others):
        assert contains(x + y, a + b)
        assert contains(x - y, a - b)
        assert contains(x * y, a * b)
        assert contains(x * x, a * a)
        assert contains(-x, -a)
        assert contains(SYSTEM.max(x, y), max(a, b))
        assert contains(SYSTEM.abs(x), abs(a))
    try:
        quotient = x / y
    except Inapplicable:
        return
    for a, b in product(numbers, others):
        assert contains(quotient, Fraction(a) / Fraction(b))


FUNCTIONS: list[tuple[Callable[[Intervals, Any], Any], Callable[[float], float]]] = [
    (lambda s, x: s.exp(x), math.exp),
    (lambda s, x: s.ln(x), math.log),
    (lambda s, x: s.sqrt(x), math.sqrt),
    (lambda s, x: s.sigmoid(x), lambda x: 1 / (1 + math.exp(-x))),
    (lambda s, x: s.tanh(x), math.tanh),
    (lambda s, x: s.power(x, s.number(3)), lambda x: x**3),
    (lambda s, x: s.power(x, s.number(4)), lambda x: x**4),
    (lambda s, x: s.power(x, s.number(-2)), lambda x: x**-2),
    (lambda s, x: s.sigmoid(Dual(x, s.number(1), 1)).slope,
     lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2),
    (lambda s, x: s.ln(s.number(1) + s.exp(x)), lambda x: math.log(1 + math.exp(x))),
]  # fmt: skip


@given(intervals(), st.sampled_from(FUNCTIONS))
def test_functions_stay_inside(one: Any, functions: Any) -> None:
    (x, numbers), (function, expected) = one, functions
    try:
        value = function(SYSTEM, x)
    except (Inapplicable, Undefined):
        return
    for number in numbers:
        assert contains(value, expected(float(number)), 1e-12)


def test_the_same_number_twice_is_a_square_and_two_numbers_are_not() -> None:
    x, y = (SYSTEM.between(-math.inf, math.inf) for _ in range(2))
    assert (x * x).least == 0
    assert (x * y).least is None
    for same in (-x, x + SYSTEM.number(0), SYSTEM.exp(x), SYSTEM.max(x, y)):
        assert same is not x
    assert (SYSTEM.any("A", x) * SYSTEM.any("A", x)).least is None


def test_what_has_no_sign_is_inapplicable() -> None:
    x, y = SYSTEM.between(-1, 1), SYSTEM.between(0, 1, ends=True)
    for compute in (
        lambda: x / y, lambda: SYSTEM.ln(y), lambda: SYSTEM.ln(x), lambda: SYSTEM.sqrt(x),
        lambda: SYSTEM.sign(x), lambda: SYSTEM.number(Fraction(10**700, 3)) * x,
        lambda: SYSTEM.abs(Dual(x, y, 1)),
    ):  # fmt: skip
        with pytest.raises(Inapplicable):
            compute()
