from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.descent import newton
from lrproof.equations._slope import curvature, slope
from lrproof.existence import (
    decreasing,
    derivative,
    derivative_signs,
    flat_directions,
    growth_bounds,
    minimum_brackets,
    newton_bounds,
    newton_converges,
    newton_diverges,
    separates,
    squared_curvature,
    stationary_points,
)
from lrproof.existence.polynomial import multiply, positive_zeros
from lrproof.existence.rational import exp_bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from lrproof.existence.minima import Loss

shares = st.fractions(0, 1, max_denominator=20)
small = st.fractions(Fraction(1, 20), 20, max_denominator=50)
data = st.lists(st.tuples(st.integers(-4, 4), shares), min_size=1, max_size=4)
LOSSES: tuple[Loss, Loss] = ("squared", "log")
BINARY = [1, 1, 1, 20], [0, 0, 1, 1]
SOFT = [1, 10], ["0.9", "0.1"]


def textbook_cost(x: Any, y: Any, w: Any, loss: str) -> Any:
    """The mean loss, for complex w too."""
    total = 0 * w
    for v, label in zip(x, y, strict=True):
        f = 1 / (1 + np.exp(-w * v))
        squared = (f - float(label)) ** 2 / 2
        total = total + (
            squared
            if loss == "squared"
            else -float(label) * np.log(f) - (1 - float(label)) * np.log(1 - f)
        )
    return total / len(x)


@given(data, small)
def test_the_derivative_is_that_of_the_textbook(
    pairs: list[tuple[int, Fraction]], u: Fraction
) -> None:
    x, y = zip(*pairs, strict=True)
    for loss in LOSSES:
        right = slope(partial(textbook_cost, x, y, loss=loss), -log(u))
        assert float(derivative(x, y, u, loss)) == pytest.approx(right, rel=1e-9, abs=1e-12)


def test_wrong_derivatives_are_refused() -> None:
    x, y, u = [1, 10], [1, 0], Fraction(2, 3)
    right = slope(lambda w: textbook_cost(x, y, w, "squared"), -log(u))
    assert float(derivative(x, y, u)) == pytest.approx(right, rel=1e-12)
    for wrong in (derivative(x, y, 1 / u), derivative(x, [0, 1], u), derivative(x, y, u, "log")):
        assert float(wrong) != pytest.approx(right, rel=1e-3)


@given(data, st.none() | small)
@settings(deadline=None)
def test_as_many_stationary_points_as_changes_of_sign(
    pairs: list[tuple[int, Fraction]], u: Fraction | None
) -> None:
    x, y = zip(*pairs, strict=True)
    if not any(x):
        with pytest.raises(ValueError, match="the cost is constant"):
            stationary_points(x, y)
        return
    grid = [Fraction(k, 16) for k in range(1, 400, 2)]
    below = [v for v in grid if u is None or v <= u]
    for loss in LOSSES:
        try:
            count = stationary_points(x, y, loss, u)
        except ValueError:  # the pair (v, 1/2) and (-v, 1/2), or the like
            assert set(derivative_signs(x, y, grid[:9], loss)) == {"0"}
            continue
        signs = derivative_signs(x, y, below, loss).replace("0", "")
        changes = sum(a != b for a, b in pairwise(signs))
        assert count >= changes
        assert count <= (1 if loss == "log" else 99)
        if decreasing(x, y, loss, u):
            assert count == 0
            assert set(signs) <= {"-"}


def test_two_minima() -> None:
    assert derivative_signs(*BINARY, [3, "3/2", "19/20", "1/2"]) == "-+-+"
    assert derivative_signs(*SOFT, [3, 1, "1/3", "1/20"]) == "-+-+"
    assert stationary_points(*BINARY) == stationary_points(*SOFT) == 3
    assert stationary_points(*BINARY, "log") == stationary_points(*SOFT, "log") == 1
    # Hard labels for the soft ones, or another last feature: one minimum, or none.
    assert stationary_points([1, 10], [1, 0]) < 3
    assert stationary_points([1, 1, 1, 2], [0, 0, 1, 1]) < 3
    (left, between), (beyond, right) = minimum_brackets(*BINARY, [3, "3/2", "19/20", "1/2"])
    assert left > between > beyond > right
    assert minimum_brackets(*BINARY, ["3/2", "19/20"]) == []
    with pytest.raises(ValueError, match="us must fall"):
        minimum_brackets(*BINARY, [1, 2])


def test_where_the_brackets_are_the_cost_is_lowest() -> None:
    grid = np.linspace(-2, 2, 4001)
    values = textbook_cost(*BINARY, grid, "squared")
    lowest = grid[1:-1][(values[1:-1] < values[:-2]) & (values[1:-1] < values[2:])]
    assert lowest == pytest.approx([-0.693, 0.116], abs=1e-3)
    # The mean of (f - y)^2, without the half.
    assert 2 * values[1:-1][np.isin(grid[1:-1], lowest)] == pytest.approx(
        [0.4167, 0.1974], abs=1e-4
    )
    for (left, right), w in zip(
        minimum_brackets(*BINARY, [2, "1.9997", "0.8906", "0.8905"]), lowest, strict=True
    ):
        assert -log(left) - 1e-3 < w < -log(right) + 1e-3


def test_squared_error_leads_to_infinity() -> None:
    x, y = [1, 10], [1, 0]
    assert exp(-1) < 2 / 5
    assert decreasing(x, y, u="2/5")
    assert not decreasing(x, y)
    assert not decreasing(x, y, u=1)
    assert not decreasing(x, y, "log", "2/5")
    w = 1.0
    for _ in range(2000):
        w -= slope(lambda t: textbook_cost(x, y, t, "squared"), w)
    # It grows like ln(t) / 2.
    assert w == pytest.approx(log(2000) / 2, abs=0.1)
    values = textbook_cost(x, y, np.linspace(-3, 3, 6001), "squared")
    assert 2 * values.min() == pytest.approx(0.158, abs=1e-3)
    assert 2 * textbook_cost(x, y, np.float64(30.0), "squared") == pytest.approx(0.5, abs=1e-9)


def test_no_minimum() -> None:
    assert decreasing([-1, 1], [0, 1], "log")
    assert decreasing([-2, 3, 5], [0, 1, 1], "log")
    assert not decreasing([-1, 1, 2], [0, 1, 0], "log")
    # The mirror image rises everywhere.
    assert not decreasing([-1, 1], [1, 0], "log")
    assert stationary_points([-1, 1], [1, 0], "log") == 0


@given(small, shares)
def test_the_curvature_is_the_second_derivative(u: Fraction, y: Fraction) -> None:
    right = curvature(lambda z: (1 / (1 + np.exp(-z)) - float(y)) ** 2 / 2, -log(u))
    assert float(squared_curvature(u, y)) == pytest.approx(right, abs=1e-13)


def test_where_the_squared_error_curves_downwards() -> None:
    assert squared_curvature("1/4", 0) == Fraction(-32, 625)
    for u in [Fraction(k, 20) for k in range(1, 100)]:
        f = 1 / (1 + u)
        assert (squared_curvature(u, 0) < 0) == (f > Fraction(2, 3))
        assert (squared_curvature(u, 1) < 0) == (f < Fraction(1, 3))


roots = st.lists(st.fractions(-9, 9, max_denominator=9), max_size=5)


@given(roots, st.integers(1, 3), st.none() | st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_zeros_are_counted(zeros: list[Fraction], times: int, last: Fraction | None) -> None:
    polynomial = [Fraction(1), Fraction(0), Fraction(1)]
    for zero in zeros * times:
        polynomial = multiply(polynomial, [-zero, Fraction(1)])
    inside = {zero for zero in zeros if zero > 0 and (last is None or zero <= last)}
    assert positive_zeros(polynomial, last) == len(inside)
    assert positive_zeros([-v for v in polynomial], last) == len(inside)


def test_close_zeros_and_none_are_told_apart() -> None:
    tiny = Fraction(1, 10**40)
    assert positive_zeros([1 - tiny, -2, 1]) == 2
    assert positive_zeros([Fraction(1), Fraction(-2), Fraction(1)]) == 1
    assert positive_zeros([1 + tiny, -2, 1]) == 0
    assert positive_zeros([5]) == 0
    with pytest.raises(ValueError, match="0 everywhere"):
        positive_zeros([0, 0])


@given(st.fractions(-100, 100, max_denominator=10**6))
@settings(max_examples=50, deadline=None)
def test_bounds_of_the_exponential(x: Fraction) -> None:
    low, high = exp_bounds(x)
    with localcontext() as context:
        context.prec = 60
        right = Fraction((Decimal(x.numerator) / Decimal(x.denominator)).exp())
    # The decimal has 60 digits, the bounds about 30.
    assert low * (1 - Fraction(1, 10**50)) <= right <= high * (1 + Fraction(1, 10**50))
    assert (high - low) / low < Fraction(1, 10**29)


@given(st.fractions(-4, 4, max_denominator=100), st.integers(1, 20), st.integers(1, 20))
@settings(deadline=None)
def test_newton_for_the_bias_alone(start: Fraction, ones: int, zeros: int) -> None:
    path = list(newton(np.empty((ones + zeros, 0)), [1] * ones + [0] * zeros, b=float(start),
                       damped=False, tolerance=1e-10))  # fmt: skip
    for (low, high), at in zip(newton_bounds(start, ones, zeros, 3), path, strict=False):
        assert float(low) == pytest.approx(float(high), rel=1e-12)
        assert at.b == pytest.approx(float(low), rel=1e-9, abs=1e-9)
    # A proof must not contradict what is seen; and there must be one where it is clear.
    assert not (newton_converges(start, ones, zeros) and path[-1].reason == "diverged")
    assert not (newton_diverges(start, ones, zeros) and path[-1].reason == "converged")
    if path[-1].reason == "converged":
        assert newton_converges(start, ones, zeros)
    if newton_diverges(start, ones, zeros):
        assert newton_diverges(-start, ones, zeros)
        assert newton_diverges(2 * start, ones, zeros)


def test_newton_with_ten_ones_and_five_zeros() -> None:
    assert [newton_converges(b, 10, 5) for b in (0, 1, 2)] == [True] * 3
    assert [newton_diverges(b, 10, 5) for b in (3, 4, 5, -3, 1000)] == [True] * 5
    assert not any(newton_diverges(b, 10, 5) for b in (0, 1, 2))
    assert not any(newton_converges(b, 10, 5) for b in (3, 4, 5))
    (start, _), *_, (third, _) = newton_bounds(3, 10, 5, 3)
    assert start == 3
    assert float(third) == pytest.approx(-1972129.488892, rel=1e-12)
    # Beyond 100 no exponential is computed.
    assert len(newton_bounds(3, 10, 5, 99)) == 4


@pytest.mark.parametrize("rate", [Fraction(1, 10), Fraction(1), Fraction(2)])
def test_growth(rate: Fraction) -> None:
    w = 0.0
    for step in range(1, 3001):
        w += float(rate) / (1 + exp(w))
        low, high = growth_bounds(step, rate)
        # In the first step the lower bound is met up to a rounding error.
        assert log(low) * (1 - 1e-12) <= w <= log(high)
    # Bounds that were a little bolder would be wrong.
    assert log(1 + rate * 3000 * Fraction(11, 10)) > w > log(1 + rate * 3000 * Fraction(9, 10))


matrices = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(-2, 2), min_size=n, max_size=n), min_size=1, max_size=5)
)


@given(matrices)
def test_flat_directions_are_the_null_space(X: list[list[int]]) -> None:
    with_ones = np.column_stack([np.array(X), np.ones(len(X), dtype=int)])
    found = flat_directions(X)
    assert len(found) == with_ones.shape[1] - np.linalg.matrix_rank(with_ones)
    for direction in found:
        assert not (with_ones @ np.array(direction)).any()
        assert next(v for v in direction if v) > 0
    if found:
        assert np.linalg.matrix_rank(np.array(found)) == len(found)


def test_flat_directions_of_fractions() -> None:
    assert flat_directions([[1, 2], [2, 4], [3, 6]]) == [(2, -1, 0)]
    assert flat_directions([["0.5", "1/3"], ["1.5", 1]]) == [(2, -3, 0)]
    assert flat_directions([[1, 2], [2, 4], [3, 7]]) == []


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 1)), min_size=1, max_size=6))
def test_what_is_separated_has_no_minimum(pairs: list[tuple[int, int]]) -> None:
    x, y = zip(*pairs, strict=True)
    if separates([[v] for v in x], y, [1]):
        assert decreasing(x, y, "log")
        assert not separates([[v] for v in x], y, [-1])
    # An example with x = 0 has logit 0 whatever w is; the others decide.
    if 0 not in x:
        assert separates([[v] for v in x], y, [1]) == decreasing(x, y, "log")


LOOSE: Any = derivative
"""Without its types, so that it can be called with wrong ones."""


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: LOOSE([1], [0.9], 1), TypeError, "numbers must be exact.*got 0.9"),
        (lambda: LOOSE([1], [1], 0.5), TypeError, "numbers must be exact.*got 0.5"),
        (lambda: LOOSE([1.0], [1], 1), TypeError, "numbers must be exact.*got 1.0"),
        (lambda: LOOSE(["1/2"], [1], 1), TypeError, "features must be whole.*got 1/2"),
        (lambda: LOOSE([1], [2], 1), ValueError, "a label must lie between 0 and 1; got 2"),
        (lambda: LOOSE([1], [1], 0), ValueError, "u = e\\^-w must be positive; got 0"),
        (lambda: LOOSE([1, 2], [1], 1), ValueError, "one length, 1 or more; got 2 and 1"),
        (lambda: LOOSE([], [], 1), ValueError, "one length, 1 or more; got 0 and 0"),
        (lambda: LOOSE([1], [1], 1, "cubic"), ValueError, "loss must be.*got 'cubic'"),
        (lambda: separates([[1]], [2], [1]), ValueError, "labels 0 and 1"),
        (
            lambda: separates([[1, 2]], [1], [1]),
            ValueError,
            "rows of X and w must have one length; got 2 and 1",
        ),
        (lambda: separates([[1]], [1, 0], [1]), ValueError, "one length, 1 or more; got 1 and 2"),
        (lambda: flat_directions([]), ValueError, "at least one row"),
        (lambda: flat_directions([[1], [1, 2]]), ValueError, "rows of one length"),
        (lambda: growth_bounds(-1), ValueError, "steps must be 0 or more"),
        (lambda: growth_bounds(1, 3), ValueError, "rate in \\(0, 2\\]; got 1 and 3"),
        (lambda: newton_bounds(101, 1, 1, 1), ValueError, "start must be at most 100"),
        (lambda: newton_bounds(0, 1, 1, -1), ValueError, "steps must be 0 or more"),
        (lambda: newton_converges(0, 0, 1), ValueError, "must be 1 or more; got 0 and 1"),
        (lambda: newton_diverges(5, 1, 0), ValueError, "must be 1 or more; got 1 and 0"),
    ],
)
def test_what_does_not_fit_is_refused(
    call: Callable[[], Any], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        call()
