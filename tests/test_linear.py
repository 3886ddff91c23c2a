from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from lrproof import logistic
from lrproof.equations._slope import partials
from lrproof.linear import cost, gradient, hessian, solve

if TYPE_CHECKING:
    from collections.abc import Callable

M, N = 7, 3
seeds = st.integers(0, 10**6)


def dataset(seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {
        "X": rng.uniform(-2, 2, (M, N)),
        "y": rng.uniform(-5, 5, M),
        "w": rng.uniform(0.2, 1.5, N) * rng.choice([-1, 1], N),
        "b": float(rng.uniform(-1, 1)),
        "penalty": float(rng.uniform(0.5, 3)),
    }


def textbook_cost(X: Any, y: Any, w: Any, b: Any, penalty: float) -> Any:
    return np.sum((X @ w + b - y) ** 2) / (2 * M) + penalty / (2 * M) * np.dot(w, w)


def derivatives(data: dict[str, Any]) -> Any:
    """Return the derivatives by the weights and the bias, by complex step."""
    X, y, penalty = data["X"], data["y"], data["penalty"]
    at = np.append(data["w"], data["b"])
    return partials(lambda t: textbook_cost(X, y, t[:-1], t[-1], penalty), at)


def close(left: Any, right: Any, tolerance: float = 1e-12) -> bool:
    """Compare relative to the largest entry, not to 1."""
    assert np.shape(left) == np.shape(right)
    return bool(np.max(np.abs(left - right)) <= tolerance * np.max(np.abs(right)))


WRONG: dict[str, Callable[..., Any]] = {
    "one part in a billion": lambda X, r, w, lam: X.T @ r * (1 + 1e-9) / M + lam / M * w,
    "factor two kept": lambda X, r, w, lam: 2 * X.T @ r / M + lam / M * w,
    "missing mean": lambda X, r, w, lam: X.T @ r + lam / M * w,
    "flipped sign": lambda X, r, w, lam: -X.T @ r / M + lam / M * w,
    "no penalty": lambda X, r, _w, _lam: X.T @ r / M,
    "penalty not averaged": lambda X, r, w, lam: X.T @ r / M + lam * w,
}


@given(seeds)
def test_cost_and_gradient_are_those_of_the_textbook(seed: int) -> None:
    data = dataset(seed)
    right = derivatives(data)
    assert cost(**data) == pytest.approx(textbook_cost(**data), rel=1e-13)
    assert close(np.append(*gradient(**data)), right)
    r = data["X"] @ data["w"] + data["b"] - data["y"]
    for wrong in WRONG.values():
        assert not close(wrong(data["X"], r, data["w"], data["penalty"]), right[:-1])
    assert not close(np.append(right[:-1], r.mean() + data["penalty"] / M * data["b"]), right)


@given(seeds)
def test_the_quadratic_of_gradient_and_hessian_is_the_cost(seed: int) -> None:
    data, other = dataset(seed), dataset(seed + 1)
    step = np.append(other["w"], other["b"])
    moved = data | {"w": data["w"] + step[:-1], "b": data["b"] + step[-1]}
    slope, second = np.append(*gradient(**data)), hessian(**data)
    right = cost(**data) + slope @ step + step @ second @ step / 2
    assert cost(**moved) == pytest.approx(right, rel=1e-11)
    assert cost(**moved) != pytest.approx(right + step @ step * data["penalty"] / M / 2, rel=1e-11)
    assert np.array_equal(second, second.T)


@given(seeds, st.booleans())
def test_one_newton_step_from_anywhere_is_the_solution(seed: int, ridge: bool) -> None:
    data = dataset(seed) | ({} if ridge else {"penalty": 0.0})
    step = np.linalg.solve(hessian(**data), -np.append(*gradient(**data)))
    w, b = solve(data["X"], data["y"], data["penalty"])
    # The condition of these systems is at most about a thousand.
    assert close(np.append(data["w"], data["b"]) + step, np.append(w, b), 1e-9)
    half = np.append(data["w"], data["b"]) + step / 2
    assert not close(half, np.append(w, b), 1e-9)


@given(seeds)
def test_the_solution_is_that_of_scipy_and_stationary(seed: int) -> None:
    data = dataset(seed)
    X, y, penalty = data["X"], data["y"], data["penalty"]
    with_ones = np.column_stack([X, np.ones(M)])
    ridge = penalty * np.diag([1.0] * N + [0.0])
    right = scipy.linalg.solve(with_ones.T @ with_ones + ridge, with_ones.T @ y, assume_a="pos")
    w, b = solve(X, y, penalty)
    assert close(np.append(w, b), right, 1e-10)
    assert np.abs(np.append(*gradient(X, y, w, b, penalty))).max() < 1e-12
    # The bias is free: moving all targets moves it, and nothing else.
    shifted_w, shifted_b = solve(X, y + 100, penalty)
    assert close(shifted_w, w, 1e-9)
    assert shifted_b == pytest.approx(b + 100, rel=1e-10)


def test_columns_that_the_normal_equations_would_confuse() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    X = np.column_stack([1e8 + x, x**2])
    y = X @ [1.0, 2.0] - 1e8
    w, b = solve(X, y)
    assert w == pytest.approx([1, 2], abs=1e-5)
    assert cost(X, y, w, b) < 1e-12


def test_same_formula_other_numbers_than_logistic_regression() -> None:
    X, y, w = [[1, 2], [0, 1], [3, -1]], [1, 0, 1], [0, 0]
    assert gradient(X, y, w, 0.0)[0] == pytest.approx([-4 / 3, -1 / 3], rel=1e-15)
    assert logistic.gradient(X, y, w, 0.0)[0] == pytest.approx([-2 / 3, 0], rel=1e-15)


@pytest.mark.parametrize(
    "X", [[[1, 2], [2, 4], [3, 6]], [[1.0], [1.0]], [[0.0], [0.0]], [[1.0, 2.0], [3.0, 5.0]]]
)
def test_dependent_columns_are_explained_and_a_ridge_cures_them(X: Any) -> None:
    y = np.arange(len(X))
    size = np.shape(X)[1] + 1
    with pytest.raises(ValueError, match=f"its rank is {size - 1} of {size}.*penalty > 0"):
        solve(X, y)
    w, b = solve(X, y, 0.5)
    assert np.abs(np.append(*gradient(X, y, w, b, 0.5))).max() < 1e-13


def test_no_features_leave_the_mean() -> None:
    w, b = solve(np.empty((4, 0)), [1, 2, 3, 6])
    assert w.shape == (0,)
    assert b == pytest.approx(3, rel=1e-15)


def test_types_and_arguments() -> None:
    data = dataset(4)
    before = {key: np.copy(value) for key, value in data.items()}
    small: dict[str, Any] = {key: np.float32(value) for key, value in data.items()}
    w, b = solve(small["X"], small["y"], 1.0)
    assert w.dtype == gradient(**small)[0].dtype == hessian(**small).dtype == np.float32
    assert close(w, solve(data["X"], data["y"], 1.0)[0], 1e-4)
    assert isinstance(b, float)
    assert cost(**small) == pytest.approx(cost(**data), rel=1e-5)
    assert all(np.array_equal(before[key], data[key]) for key in data)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"X": np.zeros(3)}, r"X must have shape \(m, n\).*got \(3,\)"),
    ({"X": np.full((M, N), np.nan)}, r"X must be finite; found nan at \[0, 0\]"),
    ({"y": np.zeros((M, 1))}, r"y must have shape \(7,\).*got \(7, 1\)"),
    ({"y": np.full(M, np.inf)}, r"y must be finite; found inf at \[0\]"),
    ({"penalty": -1.0}, r"penalty must be 0 or more"),
]


@pytest.mark.parametrize(("change", "words"), BAD)
def test_an_argument_that_does_not_fit_is_named(change: dict[str, Any], words: str) -> None:
    data = {**dataset(5), **change}
    for function in (cost, gradient, hessian):
        with pytest.raises(ValueError, match=words):
            function(**data)
    with pytest.raises(ValueError, match=words):
        solve(data["X"], data["y"], data["penalty"])


def test_weights_that_do_not_fit_are_named() -> None:
    with pytest.raises(ValueError, match=r"w must have shape \(3,\).*got \(7,\)"):
        cost(**dataset(5) | {"w": np.zeros(M)})
    with pytest.raises(ValueError, match=r"b must have shape \(\), one number; got \(1,\)"):
        cost(**dataset(5) | {"b": [1.0]})
