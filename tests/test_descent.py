from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.descent import Iterate, gradient_descent, newton
from lrproof.logistic import cost, gradient, hessian, newton_step, smoothness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

M, N = 7, 3
seeds = st.integers(0, 10**6)
METHODS: list[Callable[..., Iterator[Iterate]]] = [gradient_descent, newton]


def dataset(seed: int, scale: float = 1.0, penalty: float = 0.7) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {
        "X": scale * rng.uniform(-1, 1, (M, N)),
        "y": rng.permutation(np.arange(M) % 2).astype(float),
        "w": rng.uniform(-1.5, 1.5, N),
        "b": float(rng.uniform(-1, 1)),
        "penalty": penalty,
    }


def last(iterates: Iterator[Iterate]) -> Iterate:
    *_, end = iterates
    return end


def falls(path: list[Iterate]) -> list[float]:
    """How much the cost falls in each step, rounding forgiven."""
    forgiven = 1e-14 * max(at.cost for at in path)
    return [a.cost - b.cost + forgiven for a, b in pairwise(path)]


@given(seeds, st.floats(0.01, 100), st.sampled_from([0.0, 0.1, 30.0]))
@settings(deadline=None)
def test_the_cost_falls_as_the_descent_lemma_says(seed: int, scale: float, penalty: float) -> None:
    data = dataset(seed, scale, penalty)
    bound = smoothness(data["X"], penalty)
    path = list(gradient_descent(**data, steps=40))
    for fall, at in zip(falls(path), path, strict=False):
        assert fall >= at.gradient_norm**2 / (2 * bound)
    # For a rate between 1/L and 2/L it falls less, but it falls.
    assert min(falls(list(gradient_descent(**data, rate=1.99 / bound, steps=40))), default=0) >= 0


def test_above_two_over_l_the_cost_rises() -> None:
    X, y = np.empty((2, 0)), [0, 1]
    bound = smoothness(X)
    assert bound == pytest.approx(0.25, rel=1e-15)

    def first_fall(rate: float) -> float:
        start, after, *_ = gradient_descent(X, y, b=0.1, rate=rate, steps=1)
        return start.cost - after.cost

    assert first_fall(1 / bound) > first_fall(1.9 / bound) > 0
    assert first_fall(2.1 / bound) < 0
    # A bound with 1/8 or 1/16 for 1/4 would give such rates.
    assert first_fall(1 / (bound / 2.1)) < 0


def test_a_step_is_the_rate_times_the_gradient() -> None:
    data = dataset(1)
    start, after = gradient_descent(**data, rate=0.3, steps=1)
    by_weights, by_bias = gradient(**data)
    assert np.array_equal(start.w, data["w"])
    assert start.b == data["b"]
    assert start.cost == cost(**data)
    assert start.gradient_norm == pytest.approx(np.hypot(np.linalg.norm(by_weights), by_bias))
    np.testing.assert_allclose(after.w, data["w"] - 0.3 * by_weights, rtol=1e-15)
    assert after.b == pytest.approx(data["b"] - 0.3 * by_bias, rel=1e-15)
    assert [start.step, after.step] == [0, 1]


def test_an_undamped_step_is_the_newton_step() -> None:
    data = dataset(1)
    _, after = newton(**data, damped=False, steps=1)
    by_weights, by_bias = newton_step(**data)
    np.testing.assert_allclose(after.w, data["w"] + by_weights, rtol=1e-14)
    assert after.b == pytest.approx(data["b"] + by_bias, rel=1e-14)


@given(seeds)
@settings(max_examples=20, deadline=None)
def test_both_find_the_minimum_that_scipy_finds(seed: int) -> None:
    data = dataset(seed)
    X, y, penalty = data["X"], data["y"], data["penalty"]

    def of(theta: Any) -> tuple[float, Any]:
        at = theta[:-1], theta[-1], penalty
        return cost(X, y, *at), np.append(*gradient(X, y, *at))

    right = scipy.optimize.minimize(
        of, np.zeros(N + 1), jac=True, method="BFGS", options={"gtol": 1e-9}
    )
    for method in METHODS:
        found = last(method(**data))
        assert found.reason == "converged"
        assert found.gradient_norm <= 1e-8
        np.testing.assert_allclose(np.append(found.w, found.b), right.x, atol=2e-6)


@given(seeds, st.floats(0.1, 100), st.sampled_from([0.0, 0.1]))
@settings(deadline=None)
def test_damped_newton_never_raises_the_cost(seed: int, scale: float, penalty: float) -> None:
    path = list(newton(**dataset(seed, scale, penalty)))
    assert path[-1].reason == "converged" or not penalty
    assert min(falls(path), default=0) >= 0
    assert path[-1].reason in {"converged", "steps"}


def test_newton_squares_the_error() -> None:
    data = dataset(2)
    end = last(newton(**data, tolerance=1e-15))
    errors = [np.linalg.norm(at.w - end.w) for at in newton(**data, damped=False, tolerance=1e-15)]
    assert 1e-7 < errors[2] < 1e-2
    assert errors[3] < errors[2] ** 2
    assert len(errors) <= 7


TEN_AND_FIVE: tuple[Any, Any] = np.empty((15, 0)), [1] * 10 + [0] * 5


def test_newton_for_the_bias_alone() -> None:
    for start in (0.0, 1.0, 2.0):
        assert last(newton(*TEN_AND_FIVE, b=start, damped=False)).b == pytest.approx(np.log(2))
    for start in (3.0, 4.0, 5.0):
        path = list(newton(*TEN_AND_FIVE, b=start, damped=False))
        distances = [abs(at.b - np.log(2)) for at in path]
        assert path[-1].reason == "diverged"
        assert distances == sorted(distances)
        assert distances[-1] > 1e5
        assert last(newton(*TEN_AND_FIVE, b=start)).b == pytest.approx(np.log(2))


ROWS = [[1, 0], [-1, -2], [0, 1], [-2, 4], [-3, 5], [1, 429], [-17, -3], [11, -3]]
LABELS = [0, 1, 0, 0, 0, 0, 0, 1]


def test_newton_diverges_from_zero_on_data_of_full_rank() -> None:
    # Each example has its mirror image, so that the bias stays 0.
    X, y = np.array(ROWS), np.array(LABELS)
    X, y = np.vstack([X, -X]), np.append(y, 1 - y)
    undamped = list(newton(X, y, damped=False))
    assert undamped[-1].reason == "diverged"
    assert np.abs(undamped[-1].w).max() > 1000
    assert max(abs(at.b) for at in undamped) < 1e-10
    assert min(falls(undamped)) < 0
    damped = last(newton(X, y))
    assert damped.reason == "converged"
    np.testing.assert_allclose(damped.w, [0.607, -2.371], atol=5e-4)
    # Without a bias the path of w is the same.
    w = np.zeros(2)
    for at in undamped[:6]:
        np.testing.assert_allclose(at.w, w, rtol=1e-6)
        f = 1 / (1 + np.exp(-np.array(ROWS) @ w))
        second = np.array(ROWS).T @ ((f * (1 - f))[:, np.newaxis] * ROWS)
        w = w - np.linalg.solve(second, np.array(ROWS).T @ (f - LABELS))


def test_separable_data() -> None:
    X, y = [[-1.0], [1.0]], [0, 1]
    for steps, w in ((1000, 6.9050), (10_000, 9.2100)):
        end = last(gradient_descent(X, y, rate=1.0, steps=steps))
        assert end.reason == "steps"
        assert end.w[0] == pytest.approx(w, abs=1e-4)
        assert end.w[0] == pytest.approx(np.log(steps), abs=0.01)
    # The gradient passes any tolerance, on the way to infinity.
    for tolerance in (1e-6, 1e-8, 1e-10):
        end = last(newton(X, y, tolerance=tolerance))
        assert end.reason == "converged"
        assert end.w[0] > -np.log(tolerance)
    assert last(newton(X, y, penalty=0.1)).w[0] == pytest.approx(2.1280, abs=1e-4)


def test_gradient_descent_on_two_examples() -> None:
    # Without a bias: each example with its mirror image.
    X, y = [[1.0], [10.0], [-1.0], [-10.0]], [1, 0, 0, 1]
    for start in (0.0, 2.0):
        end = last(gradient_descent(X, y, w=[start]))
        assert end.reason == "converged"
        assert end.w[0] == pytest.approx(-0.2807, abs=1e-4)


def test_penalised_or_not_the_bias_is_free() -> None:
    x = np.array([[-2.0], [-1], [0], [1], [2], [3]])
    y = [0, 0, 1, 0, 1, 1]
    here, there = (last(newton(X, y, penalty=1.0)) for X in (x, x + 100))
    assert here.w[0] == pytest.approx(0.7671, abs=1e-4)
    assert there.w[0] == pytest.approx(here.w[0], rel=1e-9)
    assert there.b == pytest.approx(here.b - 100 * here.w[0], rel=1e-9)


def test_not_strongly_convex() -> None:
    X, y = [[-1.0], [0.0], [1.0], [2.0]], [0, 1, 0, 1]
    smallest = [np.linalg.eigvalsh(4 * hessian(X, y, [w], 0.0))[0] for w in (0.0, 20.0)]
    assert smallest[0] == pytest.approx(0.69, abs=0.01)
    assert smallest[1] == pytest.approx(4e-9, rel=0.1)


@pytest.mark.parametrize("method", METHODS)
def test_reasons(method: Callable[..., Iterator[Iterate]]) -> None:
    data = dataset(3)
    path = list(method(**data))
    assert [at.reason for at in path[:-1]] == [""] * (len(path) - 1)
    assert path[-1].reason == "converged"
    assert [at.step for at in path] == list(range(len(path)))
    (only,) = method(**data, steps=0)
    assert (only.step, only.reason) == (0, "steps")
    assert last(method(**data, steps=2)).step == 2
    (only,) = method(**data, tolerance=np.inf)
    assert only.reason == "converged"

    seen: list[Iterate] = []

    def watch(at: Iterate) -> bool:
        seen.append(at)
        return at.step == 2

    path = list(method(**data, callback=watch))
    assert [at.step for at in path] == [at.step for at in seen] == [0, 1, 2]
    assert path[-1].reason == "stopped"
    quiet = list(method(**data, steps=2, callback=lambda _: None))
    assert quiet[-1].reason == "steps"


def test_stalled() -> None:
    data = dataset(3)
    end = last(gradient_descent(**data, rate=1e-30))
    assert (end.step, end.reason) == (0, "stalled")
    end = last(gradient_descent(**data, tolerance=0.0))
    assert end.reason in {"stalled", "converged", "steps"}
    assert end.gradient_norm < 1e-14


def test_diverged() -> None:
    data = dataset(3)
    path = list(gradient_descent(**data, rate=1e3))
    assert path[-1].reason == "diverged"
    assert all(np.isfinite(at.cost) for at in path[:-1])
    assert last(gradient_descent(**data, rate=1e308)).reason == "diverged"
    # A Hessian that is 0 in floating point, and one so small that the step is infinite.
    for start in (900.0, 720.0):
        (only,) = newton(*TEN_AND_FIVE, b=start, damped=False)
        assert only.reason == "diverged"
        end = last(newton(*TEN_AND_FIVE, b=start, steps=1000))
        assert end.reason == "converged"
        assert end.b == pytest.approx(np.log(2))


@pytest.mark.parametrize("method", METHODS)
def test_what_does_not_fit_is_said_before_the_first_step(
    method: Callable[..., Iterator[Iterate]],
) -> None:
    data = dataset(3)
    for change, words in (
        ({"X": np.zeros(3)}, r"X must have shape \(m, n\).*got \(3,\)"),
        ({"X": np.full((M, N), np.nan)}, r"X must be finite; found nan at \[0, 0\]"),
        ({"y": np.zeros((M, 1))}, r"y must have shape \(7,\).*got \(7, 1\)"),
        ({"y": np.full(M, 2)}, r"y must lie between 0 and 1; found 2"),
        ({"w": np.zeros(M)}, r"w must have shape \(3,\).*got \(7,\)"),
        ({"b": np.inf}, r"b must be finite; found inf"),
        ({"penalty": -1}, r"penalty must be 0 or more"),
        ({"steps": -1}, r"steps must be 0 or more; got -1"),
        ({"tolerance": np.nan}, r"tolerance must be 0 or more; got nan"),
        ({"X": np.full((M, N), 1e200) * np.eye(M, N)}, r"X is too large.*scale its columns"),
    ):
        with pytest.raises(ValueError, match=words):
            method(**{**data, **change})


def test_rates_and_columns_that_cannot_be() -> None:
    data = dataset(3)
    for rate in (0.0, -1.0, np.inf, np.nan):
        with pytest.raises(ValueError, match="rate must be positive and finite"):
            gradient_descent(**data, rate=rate)
    with pytest.raises(ValueError, match=r"rank is 2 of 3.*dependent"):
        newton([[1, 2], [2, 4], [3, 6]], [0, 1, 1])
    assert last(newton([[1, 2], [2, 4], [3, 6]], [0, 1, 1], penalty=0.1)).reason == "converged"


@pytest.mark.parametrize("method", METHODS)
def test_nothing_else_is_changed(method: Callable[..., Iterator[Iterate]]) -> None:
    data = dataset(4)
    before = {key: np.copy(value) for key, value in data.items()}
    errors = np.geterr()
    path = []
    for at in method(**data, steps=3):
        assert np.geterr() == errors
        path.append(at)
    assert all(np.array_equal(before[key], data[key]) for key in data)
    assert not np.shares_memory(path[0].w, data["w"])
    assert not np.shares_memory(path[0].w, path[1].w)
    small = data | {key: data[key].astype(np.float32) for key in ("X", "y", "w")}
    assert next(iter(method(**small))).w.dtype == np.float64
    assert next(iter(method(data["X"], data["y"]))).w.tolist() == [0.0] * N
